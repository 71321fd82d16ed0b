using BenchmarkDotNet.Running;
using InvestmentFair.Benchmarks;
using InvestmentFair.Benchmarks.Timetables;

// A verb of its own where a whole database or a server is measured; otherwise the benchmarks of single methods.
return args switch
{
    ["guests", ..] => await GuestListBenchmark.RunAsync(Number(args, 1, 100_000)),
    ["circuits", ..] => await CircuitBenchmark.RunAsync(),
    ["search", ..] => await SearchMeasure.RunAsync(Number(args, 1, 100_000)),
    ["palette", ..] => await PaletteMeasure.RunAsync(Number(args, 1, 100_000)),
    ["board", ..] => await BoardMeasure.RunAsync(),
    ["solving", ..] => await SolvingMeasure.RunAsync(),
    ["fill", var directory, ..] => await Crowd.FillAsync(directory, Number(args, 2, 10_000)),
    ["target", var what, var figure, var bound, var target, .. var unit] => Targets.Judge(what, figure, bound, target, string.Join(' ', unit)),
    ["hello", var address] => await Hello.RunAsync(address),
    ["b2b", .. var rest] => B2b.Run(rest),
    ["scale", .. var rest] => Scale.Run(rest),
    ["vary", .. var rest] => Vary.Run(rest),
    ["latetrain", .. var rest] => LateTrain.Run(rest),
    ["room", .. var rest] => Room.Run(rest),
    _ => Switch(args),
};

static int Number(string[] args, int at, int otherwise) => args.Length > at ? int.Parse(args[at], System.Globalization.CultureInfo.InvariantCulture) : otherwise;

static int Switch(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(PinyinBenchmarks).Assembly).Run(args);
    return 0;
}
