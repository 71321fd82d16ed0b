using InvestmentFair.Kernel;

namespace InvestmentFair.Matching;

/// <summary>One reason for which an enterprise and what the county offers ought to meet.</summary>
public enum PairTerm
{
    [Text("行业", "Sector")] Sector,
    [Text("转移需求", "Relocation need")] Need,
    [Text("投资规模", "Size")] Size,
    [Text("合作方式", "Mode of cooperation")] Mode,
    [Text("乡镇", "Township")] Location,
    [Text("以往洽谈", "Earlier meetings")] MetBefore,
}

/// <summary>What came of the last meeting that a pair has had, at which fair.</summary>
public sealed record Talk(string Fair, int Points, Bilingual Outcome);

/// <summary>An enterprise that may be met, with what its needs, its meetings and its deals tell of it.</summary>
public sealed record PairInvestor(Guid Id, string Number, Bilingual Name, string? SectorCode = null)
{
    public Bilingual? SectorName { get; init; }

    /// <summary>The median of the sums it has talked about or put into deals.</summary>
    public Money? Usual { get; init; }

    /// <summary>Sums of deals are not told to everybody who may read a score.</summary>
    public bool TellsUsual { get; init; } = true;

    public IReadOnlyList<Wanted> Needs { get; init; } = [];

    /// <summary>Codes of the modes of the projects that it has met about or deals with.</summary>
    public IReadOnlySet<string> Modes { get; init; } = new HashSet<string>();

    /// <summary>By their codes, the townships it says it would go to.</summary>
    public IReadOnlyDictionary<string, Bilingual> Wished { get; init; } = new Dictionary<string, Bilingual>();

    /// <summary>Codes of the townships of what it has met about or deals with.</summary>
    public IReadOnlySet<string> Townships { get; init; } = new HashSet<string>();

    /// <summary>By the project or plant that was talked about.</summary>
    public IReadOnlyDictionary<Guid, Talk> Talks { get; init; } = new Dictionary<Guid, Talk>();

    /// <summary>Of an even number the mean of the two in the middle; none of none.</summary>
    public static Money? Median(IEnumerable<long> fen)
    {
        var sums = fen.Order().ToList();
        var (middle, count) = (sums.Count / 2, sums.Count);
        return count == 0 ? null : new Money(count % 2 == 1 ? sums[middle] : sums[middle - 1] + (sums[middle] - sums[middle - 1]) / 2);
    }
}

/// <summary>A project or a plant that may be talked about; what can be moved into carries its conditions.</summary>
public sealed record PairSubject(Guid Id, string Code, Bilingual Name, bool IsPlant, string TownshipCode, string? SectorCode = null)
{
    public Bilingual? SectorName { get; init; }

    public Bilingual? Township { get; init; }

    /// <summary>Capital sought; a plant seeks none.</summary>
    public Money? Sought { get; init; }

    public IReadOnlyDictionary<string, Bilingual> Modes { get; init; } = new Dictionary<string, Bilingual>();

    public Offered? Offer { get; init; }
}

public sealed record PairTermMatch(PairTerm Term, Fit Fit, int Points, double Share, string Zh, string En) : ScoredTerm(Fit, Points, Share, Zh, En);

/// <summary>An enterprise held against a project or a plant: the weighted sum of its terms, 0 to 100, each with its reason.</summary>
public sealed record PairMatch(int Score, IReadOnlyList<PairTermMatch> Terms)
{
    public bool IsMissed => Terms.Any(t => t.Fit is Fit.Missed);

    public static PairMatch Of(PairInvestor investor, PairSubject subject, PairWeights weights)
    {
        var asked = Enum.GetValues<PairTerm>().Where(t => PairRules.Asks(t, investor, subject)).ToList();
        var shares = weights.Shares(asked);
        var terms = asked.Select(t => PairRules.Of(t, investor, subject, weights) with { Share = shares[t] }).ToList();
        return new PairMatch(Match.Sum(terms), terms);
    }
}
