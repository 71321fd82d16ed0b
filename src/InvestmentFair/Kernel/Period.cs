namespace InvestmentFair.Kernel;

/// <summary>A span of time in UTC, from its first instant up to but not including its end.</summary>
public readonly record struct Period(DateTime StartsAt, DateTime EndsAt)
{
    public bool Overlaps(Period other) => StartsAt < other.EndsAt && other.StartsAt < EndsAt;

    public bool IsEmpty => EndsAt <= StartsAt;
}

/// <summary>
/// Wall-clock time of a fair. A fair in Guangzhou reads the same for a browser anywhere, so pages and sheets
/// show the fair's own zone and never the server's or the reader's.
/// </summary>
public static class FairTime
{
    public const string DefaultZone = "Asia/Shanghai";

    /// <summary>A time that the clocks of the zone leave out in spring is read as one hour later, which is what they show.</summary>
    public static DateTime ToUtc(DateOnly day, TimeOnly time, string zone = DefaultZone)
    {
        var (local, info) = (day.ToDateTime(time), TimeZoneInfo.FindSystemTimeZoneById(zone));
        return TimeZoneInfo.ConvertTimeToUtc(info.IsInvalidTime(local) ? local.AddHours(1) : local, info);
    }

    public static DateTime ToLocal(DateTime utc, string zone = DefaultZone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>The calendar day on which an instant falls, where the county and its fairs are.</summary>
    public static DateOnly DayOf(DateTime utc, string zone = DefaultZone) => DateOnly.FromDateTime(ToLocal(utc, zone));

    public static string Day(DateOnly day) => Language.IsEnglish
        ? day.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>For echoing what was typed: the weekday shows a slip that the figures hide.</summary>
    public static string DayAndWeekday(DateOnly day) => Language.IsEnglish
        ? day.ToString("ddd d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)
        : $"{Day(day)} 周{"日一二三四五六"[(int)day.DayOfWeek]}";

    public static string Clock(DateTime utc, string zone = DefaultZone) =>
        ToLocal(utc, zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static string Instant(DateTime utc, string zone = DefaultZone) =>
        ToLocal(utc, zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
