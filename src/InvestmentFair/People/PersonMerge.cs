using InvestmentFair.Kernel;
using InvestmentFair.Ledger;

namespace InvestmentFair.People;

/// <summary>Two rows of one human being. Unlike firms, the keys that name the loser are re-pointed, since claims are about persons.</summary>
public sealed class PersonMerge : Merge;

public enum MoveKind
{
    /// <summary>The row names the survivor now.</summary>
    Moved,

    /// <summary>The survivor held the same place already; the row was taken away.</summary>
    Dropped,

    /// <summary>The survivor has the same role already; the record is kept at the loser and no longer listed.</summary>
    Folded,
}

/// <summary>One row that a merge of persons touched, so that undoing it moves exactly those back.</summary>
public sealed class PersonMove
{
    public Guid MergeId { get; init; }

    public int Ordinal { get; init; }

    public MoveKind Kind { get; init; }

    public string Record { get; init; } = "";

    public string Field { get; init; } = "";

    /// <summary>For a record its identity; for a row without one all it said, as JSON (identities and order only).</summary>
    public string Row { get; init; } = "";

    public Guid FromId { get; init; }

    public Guid ToId { get; init; }
}

public static class PersonMergeRefusals
{
    public static Refusal Together(string one, string other) => new("person.merge.claims",
        $"不能合并：两人同一时段分别在洽谈 {one} 和 {other}，先移动其中一场", $"They cannot be merged: in one slot they sit in {one} and in {other}; move one of the meetings first");
}
