using System.Globalization;
using System.Text.RegularExpressions;

namespace InvestmentFair.Kernel;

/// <summary>Reads times of the day as people write them: 9:30, 0930, 9点半, 下午3点, 3:30 pm; and a day with a time, 8月2日 9:30.</summary>
public static partial class ClockText
{
    public static bool TryParse(string? typed, out TimeOnly time)
    {
        time = default;
        var match = Clock().Match(DayText.Plain(typed));
        if (!match.Success) return false;
        var hour = int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["half"].Success ? 30 : match.Groups["m"].Success ? int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var part = (match.Groups["part"].Value + match.Groups["pm"].Value).ToLowerInvariant();
        if (part.Length > 0 && hour > 12 && part is "上午" or "早上" or "am" || hour > 23 || minute > 59) return false;
        time = new TimeOnly(part switch
        {
            "下午" or "晚上" or "pm" when hour < 12 => hour + 12,
            "中午" when hour < 11 => hour + 12,
            "上午" or "早上" or "am" when hour == 12 => 0,
            _ => hour,
        }, minute);
        return true;
    }

    /// <summary>A day and a time in the given zone; without a time it is not an instant.</summary>
    public static bool TryParseInstant(string? typed, Reckoning at, out DateTime utc, string zone = FairTime.DefaultZone)
    {
        utc = default;
        var text = DayText.Plain(typed).Replace('T', ' ');
        // The time stands last; where the day ends and it begins is where both can be read.
        for (var cut = text.Length - 1; cut > 0; cut--)
        {
            if (char.IsAsciiDigit(text[cut - 1]) && char.IsAsciiDigit(text[cut])) continue;
            if (!DayText.TryParse(text[..cut], at, out var day) || !TryParse(text[cut..], out var time)) continue;
            utc = FairTime.ToUtc(day, time, zone);
            return true;
        }

        return false;
    }

    [GeneratedRegex(@"^(?<part>上午|早上|中午|下午|晚上)? ?(?:(?<h>[0-9]{1,2}) ?(?:[:点时] ?(?:(?<m>[0-9]{1,2}) ?分?|(?<half>半)|整)?)|(?<h>[0-9]{2})(?<m>[0-9]{2})|(?<h>[0-9]{1,2})(?= ?[ap]m))(?: ?(?<pm>am|pm))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
