using InvestmentFair.Kernel;

namespace InvestmentFair.Organisations;

public enum DuplicateOf
{
    [Text("人员", "Person")] Person,
    [Text("客商", "Investor")] Investor,
}

/// <summary>Two records that look alike and are not the same: staff said so, and are not asked again.</summary>
public sealed class NotTheSame : Record
{
    private NotTheSame()
    {
    }

    public DuplicateOf Of { get; private init; }

    /// <summary>The smaller identity of the two, so that a pair is one row whichever was looked at first.</summary>
    public Guid OneId { get; private init; }

    public Guid OtherId { get; private init; }

    public static NotTheSame Say(DuplicateOf of, Guid one, Guid other) => new()
    {
        Of = of,
        OneId = one.CompareTo(other) < 0 ? one : other,
        OtherId = one.CompareTo(other) < 0 ? other : one,
    };
}
