using InvestmentFair.Fairs;
using InvestmentFair.Ledger;

namespace InvestmentFair.Matching;

/// <summary>How much each term of a pair counts, what a fact that is not known is worth, and how its needs are weighed.</summary>
public sealed record PairWeights(IReadOnlyDictionary<PairTerm, int> Of, MatchWeights OfNeeds)
{
    private static readonly Dictionary<PairTerm, Setting> Settings = new()
    {
        [PairTerm.Sector] = Setting.PairSector,
        [PairTerm.Need] = Setting.PairNeed,
        [PairTerm.Size] = Setting.PairSize,
        [PairTerm.Mode] = Setting.PairMode,
        [PairTerm.Location] = Setting.PairLocation,
        [PairTerm.MetBefore] = Setting.PairMetBefore,
    };

    public static PairWeights Default => Read([], null, AsOf.Latest);

    public int Unknown => OfNeeds.Unknown;

    /// <summary>As they stood on a day; the fair's own, else the county's.</summary>
    public static PairWeights Read(IReadOnlyList<FairSetting> entries, Guid? fairId, AsOf asOf) => new(
        Settings.ToDictionary(s => s.Key, s => FairSetting.Number(entries, s.Value, fairId, asOf)), MatchWeights.Read(entries, fairId, asOf));

    public IReadOnlyDictionary<PairTerm, double> Shares(IReadOnlyCollection<PairTerm> asked) => MatchWeights.SharesOf(Of, asked);
}
