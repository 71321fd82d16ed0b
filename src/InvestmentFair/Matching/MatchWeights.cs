using System.Globalization;
using InvestmentFair.Fairs;
using InvestmentFair.Ledger;

namespace InvestmentFair.Matching;

/// <summary>How much each term counts, as the county or the fair has set it, and what a fact that is not known is worth.</summary>
public sealed record MatchWeights(IReadOnlyDictionary<MatchTerm, int> Of, int Unknown)
{
    private static readonly Dictionary<MatchTerm, Setting> Settings = new()
    {
        [MatchTerm.Sector] = Setting.MatchSector,
        [MatchTerm.Area] = Setting.MatchArea,
        [MatchTerm.Height] = Setting.MatchHeight,
        [MatchTerm.Power] = Setting.MatchPower,
        [MatchTerm.Jobs] = Setting.MatchJobs,
        [MatchTerm.Environment] = Setting.MatchEnvironment,
        [MatchTerm.MoveBy] = Setting.MatchMoveBy,
    };

    public static MatchWeights Default => Read([], null, AsOf.Latest);

    /// <summary>As they stood on a day; the fair's own, else the county's.</summary>
    public static MatchWeights Read(IReadOnlyList<FairSetting> entries, Guid? fairId, AsOf asOf) => new(
        Settings.ToDictionary(s => s.Key, s => Number(FairSetting.Resolve(entries, s.Value, fairId, asOf))),
        Math.Min(99, Number(FairSetting.Resolve(entries, Setting.MatchUnknown, fairId, asOf))));

    public IReadOnlyDictionary<MatchTerm, double> Shares(IReadOnlyCollection<MatchTerm> asked) => SharesOf(Of, asked);

    /// <summary>
    /// The shares, of one, among the terms asked for. Where every one of them has been set to count nothing, they count alike.
    /// </summary>
    internal static IReadOnlyDictionary<TTerm, double> SharesOf<TTerm>(IReadOnlyDictionary<TTerm, int> weights, IReadOnlyCollection<TTerm> asked) where TTerm : notnull
    {
        var sum = asked.Sum(t => weights[t]);
        return asked.ToDictionary(t => t, t => sum == 0 ? 1d / asked.Count : (double)weights[t] / sum);
    }

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
