using BenchmarkDotNet.Running;
using InvestmentFair.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(PinyinBenchmarks).Assembly).Run(args);
