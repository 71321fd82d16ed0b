using InvestmentFair.Search;

namespace InvestmentFair.Palette;

/// <summary>
/// A record that somebody opened. Only its identity is kept, on the server: what it is called is asked when it is shown, so
/// that it says nothing to the next user of a shared computer, nor to an account that has lost its right to see it.
/// </summary>
public sealed class RecentVisit
{
    public Guid AccountId { get; private init; }

    public SearchKind Kind { get; private init; }

    public Guid SubjectId { get; private init; }

    public DateTime At { get; private init; }
}
