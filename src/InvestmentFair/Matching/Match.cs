namespace InvestmentFair.Matching;

public enum Fit
{
    Met,
    Short,

    /// <summary>What no works could put right: too low, or a class of environment that the site does not bear.</summary>
    Missed,

    /// <summary>The county does not know; it counts something, never everything.</summary>
    Unknown,
}

/// <summary>One term of a score: its points of 100, its share of the whole, and why, in both languages.</summary>
public abstract record ScoredTerm(Fit Fit, int Points, double Share, string Zh, string En)
{
    public string Text => Kernel.Language.Say(Zh, En);
}

public sealed record TermMatch(MatchTerm Term, Fit Fit, int Points, double Share, string Zh, string En) : ScoredTerm(Fit, Points, Share, Zh, En);

/// <summary>
/// An offer held against a need: the weighted sum of its terms, 0 to 100. Nothing is hidden in it, so that it can be
/// worked out again with a pencil.
/// </summary>
public sealed record Match(Offered Offer, int Score, IReadOnlyList<TermMatch> Terms)
{
    public bool IsMissed => Terms.Any(t => t.Fit is Fit.Missed);

    public IEnumerable<TermMatch> Of(Fit fit) => Terms.Where(t => t.Fit == fit);

    public static Match Of(Wanted wanted, Offered offer, MatchWeights weights)
    {
        var asked = Enum.GetValues<MatchTerm>().Where(wanted.Asks).ToList();
        var shares = weights.Shares(asked);
        var terms = asked.Select(t => TermRules.Of(t, wanted, offer, weights.Unknown) with { Share = shares[t] }).ToList();
        return new Match(offer, Sum(terms), terms);
    }

    /// <summary>
    /// The best first. What misses outright comes after all that does not; of equals the one with less area to spare, so that a
    /// park of twelve hectares does not stand before the hall that fits; then by code, which never changes.
    /// </summary>
    public static IReadOnlyList<Match> Rank(Wanted wanted, IEnumerable<Offered> offers, MatchWeights weights) =>
    [
        .. offers.Select(o => Of(wanted, o, weights))
            .OrderBy(m => m.IsMissed).ThenByDescending(m => m.Score)
            .ThenBy(m => wanted.AreaM2 is { } area && m.Offer.AreaM2 is { } has ? Math.Abs((long)has - area) : long.MaxValue)
            .ThenBy(m => m.Offer.Code, StringComparer.Ordinal).ThenBy(m => m.Offer.Kind),
    ];

    public static int Sum(IEnumerable<ScoredTerm> terms) => (int)Math.Round(Math.Clamp(terms.Sum(t => t.Points * t.Share), 0, 100), MidpointRounding.AwayFromZero);
}
