using System.Globalization;

namespace InvestmentFair.Benchmarks;

/// <summary>What a run was to reach. What it missed is marked where it stands, named at the end, and what the run ends with.</summary>
internal sealed class Targets
{
    private readonly List<string> _missed = [];

    /// <summary>One figure of a script: <c>target WHAT FIGURE under|least TARGET UNIT</c>.</summary>
    public static int Judge(string what, string figure, string bound, string target, string unit)
    {
        var targets = new Targets();
        var (reached, wanted) = (double.Parse(figure, CultureInfo.InvariantCulture), double.Parse(target, CultureInfo.InvariantCulture));
        _ = bound switch
        {
            "under" => targets.Under(what, reached, wanted, unit),
            "least" => targets.AtLeast(what, reached, wanted, unit),
            _ => throw new ArgumentException($"“{bound}” is neither under nor least", nameof(bound)),
        };
        return targets.End();
    }

    /// <returns>What stands behind the figure; nothing where it is under its target.</returns>
    public string Under(string what, double figure, double target, string unit = "ms") =>
        figure < target ? "" : Missed(what, figure, target, unit, "OVER");

    public string AtLeast(string what, double figure, double target, string unit) =>
        figure >= target ? "" : Missed(what, figure, target, unit, "BELOW");

    /// <summary>For what has no figure.</summary>
    public void Hold(string what, bool holds)
    {
        if (!holds) _missed.Add(what);
    }

    public int End()
    {
        foreach (var what in _missed) Console.WriteLine($"Target missed: {what}");
        return _missed.Count == 0 ? 0 : 1;
    }

    private string Missed(string what, double figure, double target, string unit, string how)
    {
        _missed.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {figure:0.##} {unit}, target {target} {unit}").Replace(" ,", ",", StringComparison.Ordinal).TrimEnd());
        return $"  {how} {target} {unit}".TrimEnd();
    }
}
