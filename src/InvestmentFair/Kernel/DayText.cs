using System.Globalization;
using System.Text.RegularExpressions;

namespace InvestmentFair.Kernel;

/// <summary>
/// Reads days as people write them: 2027年8月2日, 2027-8-2, 20270802, 2 Aug 2027, 8月2日, 明天, 下周五. What could be two days is
/// refused rather than guessed.
/// </summary>
public static partial class DayText
{
    private static readonly Dictionary<string, int> Relative = new(StringComparer.OrdinalIgnoreCase)
    {
        ["大前天"] = -3,
        ["前天"] = -2,
        ["昨天"] = -1,
        ["昨日"] = -1,
        ["yesterday"] = -1,
        ["今天"] = 0,
        ["今日"] = 0,
        ["today"] = 0,
        ["明天"] = 1,
        ["明日"] = 1,
        ["tomorrow"] = 1,
        ["后天"] = 2,
        ["大后天"] = 3,
    };

    private static readonly string[] English = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static bool TryParse(string? typed, Reckoning at, out DateOnly day)
    {
        day = default;
        var text = Plain(typed);
        if (text.Length == 0) return false;
        if (Relative.TryGetValue(text, out var days)) return TryAdd(at.Today, days, out day);
        if (Whole().Match(text) is { Success: true } whole) return TryDay(Number(whole, "y"), Number(whole, "m"), Number(whole, "d"), out day);
        if (Compact().Match(text) is { Success: true } compact) return TryDay(Number(compact, "y"), Number(compact, "m"), Number(compact, "d"), out day);
        if (EnglishDay().Match(text) is { Success: true } named) return TryNamed(named, at, out day);
        if (MonthAndDay().Match(text) is { Success: true } short_) return TryNearest(Number(short_, "m"), Number(short_, "d"), at, out day);
        // 8/2 is the second of August to some readers of English and the eighth of February to others.
        if (!Language.IsEnglish && Figures().Match(text) is { Success: true } figures) return TryNearest(Number(figures, "m"), Number(figures, "d"), at, out day);
        return Weekday().Match(text) is { Success: true } weekday && TryWeekday(weekday, at.Today, out day);
    }

    /// <summary>Full-width digits and signs as the plain ones; a 一 of the weekday is left alone.</summary>
    internal static string Plain(string? typed) => Spaces().Replace((typed ?? "").Folded.Trim(), " ");

    private static bool TryNamed(Match named, Reckoning at, out DateOnly day)
    {
        var month = Array.IndexOf(Months, named.Groups["m"].Value[..3].ToLowerInvariant()) + 1;
        return named.Groups["y"].Success ? TryDay(Number(named, "y"), month, Number(named, "d"), out day) : TryNearest(month, Number(named, "d"), at, out day);
    }

    // Between today and the fair is where the work lies; else the nearest to the fair, the later where two are as near.
    private static bool TryNearest(int month, int number, Reckoning at, out DateOnly day)
    {
        day = default;
        var least = int.MaxValue;
        foreach (var year in (int[])[at.Near.Year - 1, at.Near.Year, at.Near.Year + 1])
        {
            if (!TryDay(year, month, number, out var candidate)) continue;
            // A product of differences of opposite sign: it lies between the two, or on one of them.
            var between = (long)(candidate.DayNumber - at.Today.DayNumber) * (candidate.DayNumber - at.Near.DayNumber) <= 0;
            var distance = between ? 0 : Math.Abs(candidate.DayNumber - at.Near.DayNumber);
            if (distance <= least) (day, least) = (candidate, distance);
        }

        return least < int.MaxValue;
    }

    // 周五 is the one of this week while it is still to come; said on a Friday or a Saturday it could be either.
    private static bool TryWeekday(Match match, DateOnly today, out DateOnly day)
    {
        var named = match.Groups["zh"].Success
            ? "一二三四五六日".IndexOf(match.Groups["zh"].Value.Replace('天', '日'), StringComparison.Ordinal)
            : Array.IndexOf(English, match.Groups["en"].Value[..3].ToLowerInvariant());
        var (now, week) = (((int)today.DayOfWeek + 6) % 7, match.Groups["which"].Value.ToLowerInvariant());
        day = default;
        return week switch
        {
            "下" or "next" => TryAdd(today, 7 - now + named, out day),
            "上" or "last" => TryAdd(today, -7 - now + named, out day),
            "本" or "这" or "this" => TryAdd(today, named - now, out day),
            _ => named > now && TryAdd(today, named - now, out day),
        };
    }

    private static bool TryAdd(DateOnly day, int days, out DateOnly sum)
    {
        sum = default;
        var number = day.DayNumber + days;
        if (number < DateOnly.MinValue.DayNumber || number > DateOnly.MaxValue.DayNumber) return false;
        sum = DateOnly.FromDayNumber(number);
        return true;
    }

    private static bool TryDay(int year, int month, int number, out DateOnly day)
    {
        day = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || number < 1 || number > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, number);
        return true;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?<y>[0-9]{4}) ?[-/.年] ?(?<m>[0-9]{1,2}) ?[-/.月] ?(?<d>[0-9]{1,2}) ?[日号]?$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2})$")]
    private static partial Regex Compact();

    [GeneratedRegex(@"^(?<m>[0-9]{1,2}) ?月 ?(?<d>[0-9]{1,2}) ?[日号]?$")]
    private static partial Regex MonthAndDay();

    [GeneratedRegex(@"^(?<m>[0-9]{1,2}) ?[-/.] ?(?<d>[0-9]{1,2})$")]
    private static partial Regex Figures();

    [GeneratedRegex(@"^(?:(?<d>[0-9]{1,2})(?:st|nd|rd|th)? (?<m>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)\.?|(?<m>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)\.? (?<d>[0-9]{1,2})(?:st|nd|rd|th)?)(?:,? ?(?<y>[0-9]{4}))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EnglishDay();

    [GeneratedRegex(@"^(?:(?<which>[本这下上])?(?:周|星期|礼拜)(?<zh>[一二三四五六日天])|(?:(?<which>this|next|last) )?(?<en>mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();
}
