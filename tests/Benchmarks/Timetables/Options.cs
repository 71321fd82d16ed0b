using System.Globalization;

namespace InvestmentFair.Benchmarks.Timetables;

/// <summary>Arguments of a verb: --name value in any place, the rest in order.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _named = [];

    public List<string> Rest { get; } = [];

    public Options(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) Rest.Add(args[i]);
            else _named[args[i][2..]] = i + 1 < args.Length ? args[++i] : "";
        }
    }

    public string Text(string name, string otherwise) => _named.GetValueOrDefault(name, otherwise);

    public int Number(string name, int otherwise) => _named.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
