using InvestmentFair.Matching;

namespace InvestmentFair.Web.Staff.Projects;

/// <summary>A pair as a table of matches shows it, from whichever side it is looked at.</summary>
public sealed record MatchRow(string Name, string Address, string Note, Match Match, MatchMark? Mark, Guid NeedId, OfferKind Kind, Guid OfferId, string RequestAddress)
{
    /// <summary>The form of a meeting request with both sides filled in.</summary>
    public static string Request(string fair, Guid investor, OfferKind kind, Guid offer) =>
        $"/console/{fair}/requests/new?investor={investor}&{(kind is OfferKind.Plant ? "plant" : "project")}={offer}";
}
