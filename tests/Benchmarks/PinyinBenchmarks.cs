using BenchmarkDotNet.Attributes;
using InvestmentFair.People;

namespace InvestmentFair.Benchmarks;

/// <summary>A pinyin key is made for every name that is saved or imported; the baseline is normalising the same name.</summary>
public class PinyinBenchmarks
{
    private const string Name = "欧阳晓岚（示例）";

    [Benchmark(Baseline = true)]
    public string Normalise() => Name.Normalize(System.Text.NormalizationForm.FormKC);

    [Benchmark]
    public string Key() => Pinyin.KeyOfPerson(Name);
}
