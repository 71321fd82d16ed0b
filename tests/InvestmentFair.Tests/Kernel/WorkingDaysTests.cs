using InvestmentFair.Kernel;

namespace InvestmentFair.Tests.Kernel;

public sealed class WorkingDaysTests
{
    private static readonly WorkingDays October2026 = new(new Dictionary<DateOnly, DayKind>
    {
        [new(2026, 9, 20)] = DayKind.Workday,
        [new(2026, 10, 1)] = DayKind.Holiday,
        [new(2026, 10, 2)] = DayKind.Holiday,
        [new(2026, 10, 5)] = DayKind.Holiday,
        [new(2026, 10, 6)] = DayKind.Holiday,
        [new(2026, 10, 7)] = DayKind.Holiday,
        [new(2026, 10, 10)] = DayKind.Workday,
    });

    [Theory]
    [InlineData("2026-09-30", 1, "2026-10-08")]
    [InlineData("2026-09-30", 3, "2026-10-10")]
    [InlineData("2026-09-30", 4, "2026-10-12")]
    [InlineData("2026-09-18", 1, "2026-09-20")]
    [InlineData("2026-10-03", 1, "2026-10-08")]
    [InlineData("2026-10-03", 0, "2026-10-03")]
    public void Holidays_are_passed_over_and_make_up_workdays_count(string start, int days, string end) =>
        Assert.Equal(DateOnly.Parse(end, null), October2026.After(DateOnly.Parse(start, null), days));

    [Fact]
    public void Without_an_arrangement_only_weekends_are_free()
    {
        Assert.Equal(new DateOnly(2026, 10, 5), new WorkingDays(new Dictionary<DateOnly, DayKind>()).After(new DateOnly(2026, 9, 30), 3));
        Assert.False(new WorkingDays(new Dictionary<DateOnly, DayKind>()).IsWorking(new(2026, 10, 10)));
    }

    [Fact]
    public void The_hour_of_the_county_stays_and_its_day_is_the_one_that_counts()
    {
        // 01:00 on 1 October in the county is still 30 September in UTC.
        var asked = new DateTime(2026, 9, 30, 17, 0, 0, DateTimeKind.Utc);

        var due = October2026.After(asked, 1);

        Assert.Equal(new DateTime(2026, 10, 7, 17, 0, 0, DateTimeKind.Utc), due);
        Assert.Equal(new DateOnly(2026, 10, 8), FairTime.DayOf(due));
    }
}
