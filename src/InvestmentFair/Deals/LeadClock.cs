using InvestmentFair.Kernel;

namespace InvestmentFair.Deals;

/// <summary>What a lead waits for, in this order.</summary>
public enum LeadStation
{
    [Text("首次答复", "First answer")] Answer,
    [Text("研判", "Screening")] Screening,
    [Text("反馈", "Feedback")] Feedback,
    [Text("进展报告", "Progress report")] Progress,
}

/// <summary>How many working days a lead has for each station: settings of the county, which a fair may override.</summary>
public sealed record LeadDays(int Answer, int Screening, int Feedback, int Progress)
{
    /// <summary>From a late screening on, what would have been left for the feedback.</summary>
    public int FromScreeningToFeedback => Math.Max(0, Feedback - Screening);
}

/// <summary>What the clock reads of a deal. <paramref name="AnsweredOn"/> is the day of the meeting it came of, or of the first answer to its enquiry.</summary>
public sealed record LeadFacts(DealStage Stage, DateOnly OpenedOn, DateOnly StageSince, DateOnly? AnsweredOn, IReadOnlyList<DateOnly> FollowUps);

/// <summary>One station: by when, and whether it was reached.</summary>
public sealed record LeadDue(LeadStation Station, DateOnly By, DateOnly? DoneOn)
{
    public bool IsLate(DateOnly today) => DoneOn is null && By < today;

    public bool WasLate => DoneOn > By;
}

/// <summary>
/// The clock of a lead 线索时限: answered, screened, told what came of it, then reported on at regular times, counted in the
/// county's working days. It runs until the deal is negotiated; from then on the next step alone says what is due. On a return
/// to an early stage it begins anew.
/// </summary>
public sealed class LeadClock(WorkingDays days, LeadDays within)
{
    public IReadOnlyList<LeadDue> Of(LeadFacts lead) => lead.Stage switch
    {
        DealStage.Lead =>
        [
            new(LeadStation.Answer, days.After(lead.StageSince, within.Answer), Earliest(lead.AnsweredOn, FollowUpSince(lead, lead.StageSince))),
            new(LeadStation.Screening, days.After(lead.StageSince, within.Screening), null),
            new(LeadStation.Feedback, days.After(lead.StageSince, within.Feedback), null),
        ],
        DealStage.Screening =>
        [
            new(LeadStation.Answer, days.After(lead.OpenedOn, within.Answer), Earliest(lead.StageSince, Earliest(lead.AnsweredOn, FollowUpSince(lead, lead.OpenedOn)))),
            new(LeadStation.Screening, days.After(lead.OpenedOn, within.Screening), lead.StageSince),
            new(LeadStation.Feedback, Latest(days.After(lead.OpenedOn, within.Feedback), days.After(lead.StageSince, within.FromScreeningToFeedback)), FollowUpSince(lead, lead.StageSince)),
            .. FollowUpSince(lead, lead.StageSince) is null ? [] : new[] { new LeadDue(LeadStation.Progress, days.After(lead.FollowUps.Max(), within.Progress), null) },
        ],
        _ => [],
    };

    /// <summary>Seen from today: for each station the last day from which its time is up.</summary>
    public LeadLimits Limits(DateOnly today) => new(days.UpSince(today, within.Answer), days.UpSince(today, within.Screening), days.UpSince(today, within.Feedback),
        days.UpSince(today, within.FromScreeningToFeedback), days.UpSince(today, within.Progress));

    private static DateOnly? FollowUpSince(LeadFacts lead, DateOnly day) => lead.FollowUps.Where(f => f >= day).Select(f => (DateOnly?)f).Min();

    private static DateOnly? Earliest(DateOnly? one, DateOnly? other) => one is null || other < one ? other : one;

    private static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>The clock turned round, so that the database can say which leads are late without knowing a working day.</summary>
public sealed record LeadLimits(DateOnly Answer, DateOnly Screening, DateOnly Feedback, DateOnly SinceScreening, DateOnly Progress);
