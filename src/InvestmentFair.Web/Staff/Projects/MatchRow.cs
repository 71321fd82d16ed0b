using InvestmentFair.Matching;

namespace InvestmentFair.Web.Staff.Projects;

/// <summary>What a row is about, and where that stands.</summary>
public sealed record RowName(string Name, string Address, string Note = "");

/// <summary>What staff said of a pair against its score.</summary>
public sealed record RowMark(Mark Mark, string? Reason, string ByName, DateOnly On)
{
    /// <summary>A score given by hand.</summary>
    public int? Score { get; init; }
}

/// <summary>A pair as a table of scores shows it: what it is, its points and why, and what was said of it.</summary>
public abstract record ScoredRow(IReadOnlyList<RowName> Sides, int Score, bool IsMissed, IReadOnlyList<ScoredTerm> Terms, RowMark? Mark)
{
    /// <summary>Why it stands apart although nobody has hidden it.</summary>
    public string? Apart { get; init; }

    public string Names => string.Join(" × ", Sides.Select(s => s.Name));
}

/// <summary>A need and an offer, from whichever side they are looked at.</summary>
public sealed record MatchRow(RowName Side, Match Match, MatchMark? Said, Guid NeedId, OfferKind Kind, Guid OfferId, string RequestAddress)
    : ScoredRow([Side], Match.Score, Match.IsMissed, Match.Terms, Said is null ? null : new RowMark(Said.Mark, Said.Reason, Said.ByName, Said.HoldsFrom))
{
    /// <summary>The form of a meeting request with both sides filled in.</summary>
    public static string Request(string fair, Guid investor, OfferKind kind, Guid offer) =>
        $"/console/{fair}/requests/new?investor={investor}&{(kind is OfferKind.Plant ? "plant" : "project")}={offer}";
}
