using InvestmentFair.Kernel;

namespace InvestmentFair.Search;

/// <summary>What can be found by words.</summary>
public enum SearchKind
{
    [Text("嘉宾", "Guests")] Guest,
    [Text("人员", "People")] Person,
    [Text("代表团", "Delegations")] Delegation,
    [Text("客商", "Investors")] Investor,
    [Text("招商项目", "Projects")] Project,
    [Text("闲置厂房", "Idle plants")] Plant,
    [Text("跟踪项目", "Deals")] Deal,
}

/// <summary>
/// The place of a record in the index of words. Its number is the row of the full-text index, which takes no other key.
/// </summary>
public sealed class SearchEntry
{
    public int Id { get; private init; }

    public SearchKind Kind { get; private init; }

    public Guid SubjectId { get; private init; }

    /// <summary>Of the tokens as they were written: what says the same is not written again, and <c>verify</c> compares.</summary>
    public long Digest { get; private init; }
}
