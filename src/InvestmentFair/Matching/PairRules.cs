using InvestmentFair.Kernel;

namespace InvestmentFair.Matching;

/// <summary>How each term of a pair is judged and put into words. What nobody knows counts something, never everything.</summary>
internal static class PairRules
{
    /// <summary>A shortfall of a need is said; of many the first few, for the rest stands at the need itself.</summary>
    private const int MostShortfalls = 2;

    /// <summary>How far two sums are apart, as times the smaller, and what that is worth.</summary>
    private static readonly (decimal Times, int Points)[] Sizes = [(2, 100), (5, 60), (10, 30)];

    public static bool Asks(PairTerm term, PairInvestor investor, PairSubject subject) => term switch
    {
        PairTerm.Need => subject.Offer is not null,
        PairTerm.Size => subject.Sought is { Fen: > 0 },
        PairTerm.Mode => subject.Modes.Count > 0,
        // That two have never met speaks neither for it nor against it.
        PairTerm.MetBefore => investor.Talks.ContainsKey(subject.Id),
        _ => true,
    };

    public static PairTermMatch Of(PairTerm term, PairInvestor investor, PairSubject subject, PairWeights weights) => term switch
    {
        PairTerm.Sector => Sector(investor, subject, weights.Unknown),
        PairTerm.Need => Need(investor, subject.Offer!, weights),
        PairTerm.Size => Size(investor, subject.Sought!.Value, weights.Unknown),
        PairTerm.Mode => Mode(investor, subject, weights.Unknown),
        PairTerm.Location => Location(investor, subject, weights.Unknown),
        PairTerm.MetBefore => MetBefore(investor.Talks[subject.Id]),
        _ => throw new ArgumentOutOfRangeException(nameof(term), term, null),
    };

    private static PairTermMatch Sector(PairInvestor investor, PairSubject subject, int unknown)
    {
        if (investor.SectorCode is not { } has) return Unknown(PairTerm.Sector, unknown, "企业行业未填报", "the enterprise names no sector");
        if (subject.SectorCode is not { } offered) return Unknown(PairTerm.Sector, unknown, "项目或厂房行业未填报", "the offer names no sector");
        var (points, zh, en) = TermRules.SectorsAlike(has, offered);
        return new PairTermMatch(PairTerm.Sector, points == 100 ? Fit.Met : Fit.Short, points, 0,
            $"{investor.SectorName?.Zh ?? has}与{subject.SectorName?.Zh ?? offered}：{zh}",
            $"{TermRules.In(investor.SectorName) ?? has} and {TermRules.In(subject.SectorName) ?? offered}: {en}");
    }

    // Of several needs the one that this place serves best.
    private static PairTermMatch Need(PairInvestor investor, Offered offer, PairWeights weights)
    {
        var best = investor.Needs.Where(n => !n.IsEmpty).Select(n => Match.Of(n, offer, weights.OfNeeds)).OrderBy(m => m.IsMissed).ThenByDescending(m => m.Score).FirstOrDefault();
        if (best is null) return Unknown(PairTerm.Need, weights.Unknown, "企业未填报转移需求", "the enterprise states no need");
        var wanting = best.Terms.Where(t => t.Fit is not Fit.Met).OrderBy(t => t.Fit is not Fit.Missed).ThenByDescending(t => t.Share).Take(MostShortfalls).ToList();
        return new PairTermMatch(PairTerm.Need, best.IsMissed ? Fit.Missed : wanting.Count == 0 ? Fit.Met : Fit.Short, best.Score, 0,
            $"与转移需求匹配 {best.Score} 分：{(wanting.Count == 0 ? "各项都满足" : string.Join("；", wanting.Select(t => t.Zh)))}",
            $"Fits its need with {best.Score} points: {(wanting.Count == 0 ? "all of it is met" : string.Join("; ", wanting.Select(t => t.En)))}");
    }

    private static PairTermMatch Size(PairInvestor investor, Money sought, int unknown)
    {
        if (investor.Usual is not { Fen: > 0 } usual) return Unknown(PairTerm.Size, unknown, "企业没有谈过或投过金额", "the enterprise has named no sum so far");
        var times = (decimal)Math.Max(usual.Fen, sought.Fen) / Math.Min(usual.Fen, sought.Fen);
        var points = Sizes.Where(s => times <= s.Times).Select(s => s.Points).FirstOrDefault();
        var (zh, en) = points switch
        {
            100 => ("相当", "much the same"),
            0 => ("相差十倍以上", "more than ten times apart"),
            _ => ($"相差{(points == 60 ? "二至五" : "五至十")}倍", $"{(points == 60 ? "two to five" : "five to ten")} times apart"),
        };
        return new PairTermMatch(PairTerm.Size, points == 100 ? Fit.Met : Fit.Short, points, 0,
            investor.TellsUsual ? $"企业以往规模{usual.Words.Zh}，拟引资{sought.Words.Zh}：{zh}" : $"企业以往规模与拟引资{sought.Words.Zh}：{zh}",
            investor.TellsUsual ? $"{usual.Words.En} so far, {sought.Words.En} sought: {en}" : $"Its sums so far and the {sought.Words.En} sought: {en}");
    }

    private static PairTermMatch Mode(PairInvestor investor, PairSubject subject, int unknown)
    {
        if (investor.Modes.Count == 0) return Unknown(PairTerm.Mode, unknown, "企业没有谈过的项目可比", "the enterprise has met about no project so far");
        var shared = subject.Modes.Where(m => investor.Modes.Contains(m.Key)).Select(m => m.Value).ToList();
        return shared.Count > 0
            ? new PairTermMatch(PairTerm.Mode, Fit.Met, 100, 0, $"谈过同样的合作方式：{string.Join("、", shared.Select(m => m.Zh))}", $"Has talked about the same mode: {string.Join(", ", shared.Select(TermRules.In))}")
            : new PairTermMatch(PairTerm.Mode, Fit.Short, 0, 0, $"没有谈过这些合作方式：{string.Join("、", subject.Modes.Values.Select(m => m.Zh))}", $"Has not talked about these modes: {string.Join(", ", subject.Modes.Values.Select(TermRules.In))}");
    }

    private static PairTermMatch Location(PairInvestor investor, PairSubject subject, int unknown)
    {
        if (investor.Townships.Count == 0 && investor.Wished.Count == 0) return Unknown(PairTerm.Location, unknown, "企业未填报意向乡镇，也没有谈过的地方可比", "the enterprise wishes for no place and has met about none so far");
        var (zh, en) = (subject.Township?.Zh ?? subject.TownshipCode, TermRules.In(subject.Township) ?? subject.TownshipCode);
        // What it says it wants comes before what may be read from where it was.
        if (investor.Wished.Count > 0)
            return investor.Wished.ContainsKey(subject.TownshipCode)
                ? new PairTermMatch(PairTerm.Location, Fit.Met, 100, 0, $"{zh}是企业的意向乡镇", $"{en} is where the enterprise wishes to go")
                : new PairTermMatch(PairTerm.Location, Fit.Short, 0, 0, $"企业意向乡镇为{string.Join("、", investor.Wished.Values.Select(w => w.Zh))}，不含{zh}", $"Wishes to go to {string.Join(", ", investor.Wished.Values.Select(TermRules.In))}, not to {en}");
        return investor.Townships.Contains(subject.TownshipCode)
            ? new PairTermMatch(PairTerm.Location, Fit.Met, 100, 0, $"在{zh}谈过", $"Has met about {en} before")
            : new PairTermMatch(PairTerm.Location, Fit.Short, 0, 0, $"没有在{zh}谈过", $"Has not met about {en} before");
    }

    private static PairTermMatch MetBefore(Talk talk) => new(PairTerm.MetBefore, talk.Points == 100 ? Fit.Met : Fit.Short, talk.Points, 0,
        $"{talk.Fair} 届洽谈：{talk.Outcome.Zh}", $"Met at the fair of {talk.Fair}: {TermRules.In(talk.Outcome)}");

    private static PairTermMatch Unknown(PairTerm term, int points, string zh, string en) =>
        new(term, Fit.Unknown, points, 0, $"{term.Names.Zh}：{zh}，按 {points} 分计", $"{term.Names.En}: {en}, counted as {points}");
}
