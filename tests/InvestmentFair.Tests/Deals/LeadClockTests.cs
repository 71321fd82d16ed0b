using InvestmentFair.Deals;
using InvestmentFair.Kernel;

namespace InvestmentFair.Tests.Deals;

/// <summary>The clock of a lead, by hand: opened on Friday 25 September 2026, before the National Day holidays.</summary>
public sealed class LeadClockTests
{
    private static readonly WorkingDays Days = new(new Dictionary<DateOnly, DayKind>
    {
        [new(2026, 10, 1)] = DayKind.Holiday,
        [new(2026, 10, 2)] = DayKind.Holiday,
        [new(2026, 10, 5)] = DayKind.Holiday,
        [new(2026, 10, 6)] = DayKind.Holiday,
        [new(2026, 10, 7)] = DayKind.Holiday,
        [new(2026, 10, 10)] = DayKind.Workday,
    });

    private static readonly LeadClock Clock = new(Days, new LeadDays(1, 3, 7, 14));
    private static readonly DateOnly Opened = new(2026, 9, 25);

    [Fact]
    public void A_new_lead_is_to_be_answered_screened_and_told()
    {
        Assert.Equal(
            [new(LeadStation.Answer, new(2026, 9, 28), null), new(LeadStation.Screening, new(2026, 9, 30), null), new(LeadStation.Feedback, new(2026, 10, 12), null)],
            Clock.Of(Lead()));
    }

    [Theory]
    [InlineData("2026-09-28", null, "2026-09-28")]
    [InlineData(null, "2026-09-26", "2026-09-26")]
    [InlineData("2026-09-29", "2026-09-26", "2026-09-26")]
    public void It_is_answered_by_the_answer_to_its_enquiry_or_the_first_follow_up_whichever_came_first(string? answered, string? followedUp, string done)
    {
        var lead = Lead() with { AnsweredOn = Day(answered), FollowUps = followedUp is null ? [] : [Day(followedUp)!.Value, new(2026, 10, 9)] };

        Assert.Equal(Day(done), Clock.Of(lead)[0].DoneOn);
    }

    [Fact]
    public void A_lead_screened_in_time_is_to_be_told_within_seven_days_of_its_opening()
    {
        var dues = Clock.Of(Screened(new(2026, 9, 29)));

        Assert.Equal((new DateOnly(2026, 9, 29), false), (dues[1].DoneOn!.Value, dues[1].WasLate));
        Assert.Equal((new DateOnly(2026, 10, 12), null), (dues[2].By, dues[2].DoneOn));
        Assert.Equal(3, dues.Count);
    }

    [Fact]
    public void One_screened_late_has_the_days_between_screening_and_feedback_from_then_on()
    {
        var dues = Clock.Of(Screened(new(2026, 10, 20)));

        Assert.True(dues[1].WasLate);
        Assert.Equal(new DateOnly(2026, 10, 26), dues[2].By);
        Assert.False(dues[2].IsLate(new(2026, 10, 26)));
        Assert.True(dues[2].IsLate(new(2026, 10, 27)));
    }

    [Fact]
    public void Once_told_it_is_reported_on_every_fourteen_days_from_the_last_follow_up()
    {
        var dues = Clock.Of(Screened(new(2026, 9, 29)) with { FollowUps = [new(2026, 9, 28), new(2026, 10, 8), new(2026, 10, 12)] });

        Assert.Equal(new DateOnly(2026, 10, 8), dues[2].DoneOn);
        Assert.Equal(new LeadDue(LeadStation.Progress, new(2026, 10, 30), null), dues[3]);
    }

    [Theory, InlineData(DealStage.Negotiating), InlineData(DealStage.Building), InlineData(DealStage.OnHold), InlineData(DealStage.Terminated)]
    public void Whatever_is_negotiated_held_or_over_has_no_clock(DealStage stage) => Assert.Empty(Clock.Of(Lead() with { Stage = stage }));

    [Fact]
    public void A_lead_that_returns_begins_anew()
    {
        var back = new DateOnly(2026, 10, 19);
        var dues = Clock.Of(Lead() with { StageSince = back, FollowUps = [new(2026, 9, 26)] });

        Assert.Equal((new DateOnly(2026, 10, 20), null), (dues[0].By, dues[0].DoneOn));
        Assert.Equal(new DateOnly(2026, 10, 22), dues[1].By);
    }

    [Fact]
    public void A_limit_is_the_last_day_from_which_the_time_is_up()
    {
        for (var today = new DateOnly(2026, 9, 20); today < new DateOnly(2026, 11, 1); today = today.AddDays(1))
            foreach (var days in new[] { 0, 1, 3, 7, 14 })
            {
                var limit = Days.UpSince(today, days);
                Assert.True(Days.After(limit, days) < today, $"{limit} + {days} on {today}");
                Assert.False(Days.After(limit.AddDays(1), days) < today, $"the day after {limit} + {days} on {today}");
            }
    }

    private static LeadFacts Lead() => new(DealStage.Lead, Opened, Opened, null, []);

    private static LeadFacts Screened(DateOnly on) => new(DealStage.Screening, Opened, on, null, []);

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, null);
}
