using BenchmarkDotNet.Running;
using InvestmentFair.Benchmarks;
using InvestmentFair.Benchmarks.Timetables;

return args switch
{
    ["b2b", .. var rest] => B2b.Run(rest),
    ["scale", .. var rest] => Scale.Run(rest),
    ["vary", .. var rest] => Vary.Run(rest),
    ["latetrain", .. var rest] => LateTrain.Run(rest),
    _ => Micro(args),
};

static int Micro(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(PinyinBenchmarks).Assembly).Run(args);
    return 0;
}
