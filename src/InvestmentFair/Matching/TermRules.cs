using System.Globalization;
using InvestmentFair.Kernel;

namespace InvestmentFair.Matching;

/// <summary>How each term is judged and put into words. Better facts never cost points.</summary>
internal static class TermRules
{
    private const int DaysOfGrace = 365;

    public static TermMatch Of(MatchTerm term, Wanted wanted, Offered offer, int unknown) => term switch
    {
        MatchTerm.Sector => Sector(wanted, offer, unknown),
        MatchTerm.Area => Ratio(term, wanted.AreaM2!.Value, offer.AreaM2, "㎡", "m²", isHard: false, unknown),
        MatchTerm.Height => Ratio(term, wanted.HeightM!.Value, offer.HeightM, "m", "m", isHard: true, unknown),
        MatchTerm.Power => Ratio(term, wanted.PowerKva!.Value, offer.PowerKva, "kVA", "kVA", isHard: false, unknown),
        MatchTerm.Jobs => Ratio(term, wanted.Jobs!.Value, offer.Jobs, "人", "", isHard: false, unknown),
        MatchTerm.Environment => Environment(wanted, offer, unknown),
        MatchTerm.MoveBy => MoveBy(wanted.MoveBy!.Value, offer.ReadyOn, unknown),
        _ => throw new ArgumentOutOfRangeException(nameof(term), term, null),
    };

    private static TermMatch Sector(Wanted need, Offered has, int unknown)
    {
        if (has.SectorCode is not { } offer) return Unknown(MatchTerm.Sector, unknown);
        var wanted = need.SectorCode!;
        var (points, zh, en) = SectorsAlike(offer, wanted);
        return new TermMatch(MatchTerm.Sector, points == 100 ? Fit.Met : Fit.Short, points, 0,
            $"{has.SectorName?.Zh ?? offer}，需要{need.SectorName?.Zh ?? wanted}：{zh}", $"{In(has.SectorName) ?? offer}, wanted {In(need.SectorName) ?? wanted}: {en}");
    }

    /// <summary>Codes of GB/T 4754: a letter for the section, two digits for the division, three for the group, four for the class.</summary>
    public static (int Points, string Zh, string En) SectorsAlike(string one, string other)
    {
        return one switch
        {
            _ when one == other => (100, "同一小类", "the same class"),
            _ when Same(4) => (85, "同一中类", "the same group"),
            _ when Same(3) => (65, "同一大类", "the same division"),
            _ when Same(1) => (25, "同一门类", "the same section"),
            _ => (0, "行业不同", "another section"),
        };

        bool Same(int digits) => one.Length >= digits && other.Length >= digits && string.CompareOrdinal(one, 0, other, 0, digits) == 0;
    }

    // A building cannot be raised, so that one too low is a miss and never worth more than half.
    private static TermMatch Ratio(MatchTerm term, decimal need, decimal? has, string unitZh, string unitEn, bool isHard, int unknown)
    {
        if (has is not { } value) return Unknown(term, unknown);
        var names = term.Names;
        if (value >= need) return new TermMatch(term, Fit.Met, 100, 0, $"{names.Zh} {Show(value, unitZh)} ≥ 需要 {Show(need, unitZh)}", $"{names.En} {Show(value, unitEn)} ≥ {Show(need, unitEn)} wanted");
        var points = (int)Math.Floor(value / need * (isHard ? 50 : 100));
        var (lackZh, lackEn) = (Show(need - value, unitZh), Show(need - value, unitEn));
        return new TermMatch(term, isHard ? Fit.Missed : Fit.Short, points, 0,
            $"{names.Zh} {Show(value, unitZh)}，{(isHard ? "低" : "缺")} {lackZh}", $"{names.En} {Show(value, unitEn)}, {lackEn} {(isHard ? "too low" : "short")}");
    }

    private static TermMatch Environment(Wanted wanted, Offered offer, int unknown)
    {
        if (offer.EnvironmentLimit is not { } limit) return Unknown(MatchTerm.Environment, unknown);
        var need = wanted.Environment!.Value;
        return limit >= need
            ? new TermMatch(MatchTerm.Environment, Fit.Met, 100, 0, $"可办到“{limit.Names.Zh}”，需要“{need.Names.Zh}”", $"Up to “{limit.Names.En}” possible, “{need.Names.En}” wanted")
            : new TermMatch(MatchTerm.Environment, Fit.Missed, 0, 0, $"最高只能办“{limit.Names.Zh}”，需要“{need.Names.Zh}”", $"Only up to “{limit.Names.En}” possible, “{need.Names.En}” wanted");
    }

    private static TermMatch MoveBy(DateOnly by, DateOnly? ready, int unknown)
    {
        if (ready is not { } day) return Unknown(MatchTerm.MoveBy, unknown);
        if (day <= by) return new TermMatch(MatchTerm.MoveBy, Fit.Met, 100, 0, $"{Day(day)} 可进场，不晚于 {Day(by)}", $"Ready on {Day(day)}, by {Day(by)} wanted");
        var late = day.DayNumber - by.DayNumber;
        return new TermMatch(MatchTerm.MoveBy, Fit.Short, Math.Max(0, 99 - 99 * late / DaysOfGrace), 0,
            $"{Day(day)} 可进场，晚 {late} 天", $"Ready on {Day(day)}, {late} {(late == 1 ? "day" : "days")} late");
    }

    private static TermMatch Unknown(MatchTerm term, int points) =>
        new(term, Fit.Unknown, points, 0, $"{term.Names.Zh}：资料未填报，按 {points} 分计", $"{term.Names.En}: not known, counted as {points}");

    public static string? In(Bilingual? name) => name is null ? null : name.En ?? name.Zh;

    // Workers are named by their term already.
    private static string Show(decimal value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:#,##0.##} {unit}").TrimEnd();

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
