namespace InvestmentFair.Audit;

/// <summary>The last human number given out in a series; numbers are never given twice.</summary>
public sealed class NumberSeries
{
    public string Series { get; init; } = "";

    public int Last { get; private set; }
}
