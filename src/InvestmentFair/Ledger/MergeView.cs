using InvestmentFair.Kernel;

namespace InvestmentFair.Ledger;

/// <summary>So many records of one kind that come along with a merge.</summary>
public sealed record MergeChild(string Kind, int Count);

public sealed record MergeSide(Guid Id, string Name, int Version, Form Form, IReadOnlyList<MergeChild> Children);

/// <summary>Two records side by side, before they are merged; what forbids it, if anything does.</summary>
public sealed record MergeView(MergeSide One, MergeSide Other, IReadOnlyCollection<string> Choosable, Refusal? Forbidden);

/// <summary>Somebody merged into another, and the entry that says so.</summary>
public sealed record MergedView(Guid LoserId, string Loser, DateTime At, string By);

/// <summary>What an undone merge could not put back, because it was changed since.</summary>
public sealed record UndoneMerge(IReadOnlyList<string> Kept);
