namespace InvestmentFair.Kernel;

/// <summary>How a day differs from what its weekday says.</summary>
public enum DayKind
{
    [Text("放假", "Holiday")] Holiday,
    [Text("调休上班", "Make-up workday")] Workday,
}

/// <summary>
/// Days on which an office works: Monday to Friday in the county, less the public holidays 法定节假日, with the weekends
/// that are worked in their stead 调休. Reply-by dates and the clocks of leads count these.
/// </summary>
public sealed class WorkingDays(IReadOnlyDictionary<DateOnly, DayKind> exceptions)
{
    public bool IsWorking(DateOnly day) => exceptions.TryGetValue(day, out var kind)
        ? kind is DayKind.Workday
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>So many working days later; the day itself does not count. None later is the same day, working or not.</summary>
    public DateOnly After(DateOnly start, int days)
    {
        var end = start;
        for (var left = days; left > 0;)
        {
            end = end.AddDays(1);
            if (IsWorking(end)) left--;
        }

        return end;
    }

    /// <summary>The same, at the same hour of the county's clock.</summary>
    public DateTime After(DateTime start, int days)
    {
        var day = FairTime.DayOf(start);
        return start.AddDays(After(day, days).DayNumber - day.DayNumber);
    }

    /// <summary>The last day from which so many working days were over before today.</summary>
    public DateOnly UpSince(DateOnly today, int days)
    {
        var start = today.AddDays(-1);
        while (After(start, days) >= today) start = start.AddDays(-1);
        return start;
    }

    /// <summary>How many are left until an instant, today not counted; none when its day has come.</summary>
    public int Left(DateTime now, DateTime by)
    {
        var left = 0;
        for (var (day, last) = (FairTime.DayOf(now).AddDays(1), FairTime.DayOf(by)); day <= last; day = day.AddDays(1))
            if (IsWorking(day)) left++;
        return left;
    }
}
