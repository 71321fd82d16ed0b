using BenchmarkDotNet.Running;
using InvestmentFair.Benchmarks;

// A verb for what is timed by the clock on a whole database or a whole server; anything else goes to BenchmarkDotNet.
switch (args.FirstOrDefault())
{
    case "guests":
        await GuestListBenchmark.RunAsync();
        break;
    case "circuits":
        await CircuitBenchmark.RunAsync();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PinyinBenchmarks).Assembly).Run(args);
        break;
}
