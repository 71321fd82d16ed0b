using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.People;

namespace InvestmentFair.Meetings;

public enum AvailabilityKind
{
    [Text("此后可参会", "Arrives")] Arrives,
    [Text("此前可参会", "Leaves")] Leaves,
    [Text("另有安排", "Busy")] Busy,
}

public enum AvailabilitySource
{
    [Text("手工登记", "By hand")] Hand,
    [Text("导入", "Imported")] Import,
    [Text("登记晚到", "Came late")] Late,
}

/// <summary>
/// What is known of when somebody can sit in a meeting 可参会时间: from when on, until when, or that they are elsewhere meanwhile,
/// in one hall alone where it names one. Of whom nothing is said is there. It warns whoever places by hand; it is no wall.
/// </summary>
public sealed class Availability : Record
{
    private Availability()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public Guid PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    public AvailabilityKind Kind { get; private set; }

    public DateTime? From { get; private set; }

    public DateTime? Until { get; private set; }

    /// <summary>Only in that hall they are not to be had.</summary>
    public Guid? HallId { get; private set; }

    public Hall? Hall { get; private set; }

    public string? Reason { get; private set; }

    public AvailabilitySource Source { get; private init; }

    /// <summary>Kept, and counts no more.</summary>
    public bool IsVoid { get; private set; }

    public static Outcome<Availability> State(Guid fairId, string zone, Guid personId, IPresenceTimes said, AvailabilitySource source)
    {
        var stated = new Availability { FairId = fairId, PersonId = personId, Source = source };
        return stated.Revise(zone, said).With(stated);
    }

    public Outcome Revise(string zone, IPresenceTimes said)
    {
        if (IsVoid) return AvailabilityRefusals.Voided;
        var (from, until) = (At(said.From), At(said.Until));
        // Where the clocks go forward a later time can be an earlier instant.
        if (until <= from) return AvailabilityRefusals.Times;
        (Kind, From, Until, HallId) = (said.Kind!.Value, from, until, said.HallId);
        Reason = string.IsNullOrWhiteSpace(said.Reason) ? null : said.Reason.Trim();
        return Outcome.Done;

        DateTime? At(TimeOnly? time) => time is { } at ? FairTime.ToUtc(said.Day!.Value, at, zone) : null;
    }

    public Outcome Void()
    {
        if (IsVoid) return AvailabilityRefusals.Voided;
        IsVoid = true;
        return Outcome.Done;
    }

    /// <summary>Somebody arrives and leaves once, and is late once a day: what is said of it now stands in the place of what was said before.</summary>
    public bool GivesWayTo(Availability newer) => !IsVoid && (Kind, PersonId, FairId) == (newer.Kind, newer.PersonId, newer.FairId) && Id != newer.Id
        && (Kind is not AvailabilityKind.Busy || (Source, newer.Source) == (AvailabilitySource.Late, AvailabilitySource.Late) && From == newer.From);

    /// <summary>Whether they are not there then; where no hall is asked about, what is said of one hall says nothing.</summary>
    public bool SpeaksAgainst(Period period, Guid? hallId) => !IsVoid && Kind switch
    {
        AvailabilityKind.Arrives => period.StartsAt < From,
        AvailabilityKind.Leaves => period.EndsAt > Until,
        _ => (HallId is null || HallId == hallId) && period.Overlaps(new Period(From!.Value, Until!.Value)),
    };
}

/// <summary>When somebody is there or is not, as the clocks of the fair show it.</summary>
public interface IPresenceTimes
{
    AvailabilityKind? Kind { get; }

    DateOnly? Day { get; }

    TimeOnly? From { get; }

    TimeOnly? Until { get; }

    Guid? HallId { get; }

    string? Reason { get; }

    /// <summary>Each kind has its own times: an arrival no end, a departure no beginning.</summary>
    IEnumerable<FieldProblem> TimeProblems()
    {
        if (Kind is not { } kind) yield break;
        if (kind is AvailabilityKind.Leaves && From is not null) yield return new(nameof(From), "“此前可参会”只填“至”", "Of a departure only “until” is filled in");
        if (kind is AvailabilityKind.Arrives && Until is not null) yield return new(nameof(Until), "“此后可参会”只填“自”", "Of an arrival only “from” is filled in");
        if (kind is not AvailabilityKind.Leaves && From is null) yield return new(nameof(From), "请填写“自”", "Say from when");
        if (kind is not AvailabilityKind.Arrives && Until is null) yield return new(nameof(Until), "请填写“至”", "Say until when");
        if (kind is AvailabilityKind.Busy && Until <= From) yield return new(nameof(Until), AvailabilityRefusals.Times.Zh, AvailabilityRefusals.Times.En);
        if (kind is not AvailabilityKind.Busy && HallId is not null) yield return new(nameof(HallId), "会场只用于“另有安排”", "A hall is named only where somebody is busy");
    }
}

public sealed class AvailabilityForm : Form, IPresenceTimes
{
    [Text("人员", "Person"), Needed, Choice(ChoiceOf.FairPerson), Fixed]
    public Guid? PersonId { get; set; }

    [Text("类型", "Kind"), Needed]
    public AvailabilityKind? Kind { get; set; }

    [Text("日期", "Day"), Needed]
    public DateOnly? Day { get; set; }

    [Text("自", "From")]
    public TimeOnly? From { get; set; }

    [Text("至", "Until")]
    public TimeOnly? Until { get; set; }

    [Text("会场", "Hall"), Choice(ChoiceOf.Hall)]
    public Guid? HallId { get; set; }

    [Text("原因", "Reason"), AtMost(200)]
    public string? Reason { get; set; }

    protected override IEnumerable<FieldProblem> Problems() => ((IPresenceTimes)this).TimeProblems();

    public static AvailabilityForm Of(Availability row) => new()
    {
        Version = row.Version,
        PersonId = row.PersonId,
        Kind = row.Kind,
        Day = FairTime.DayOf((row.From ?? row.Until)!.Value, row.Fair.TimeZone),
        From = Clock(row.From, row.Fair.TimeZone),
        Until = Clock(row.Until, row.Fair.TimeZone),
        HallId = row.HallId,
        Reason = row.Reason,
    };

    private static TimeOnly? Clock(DateTime? utc, string zone) => utc is { } at ? TimeOnly.FromDateTime(FairTime.ToLocal(at, zone)) : null;
}

/// <summary>Of whom something is said at once: of a delegation, of an enterprise, or of people who are named.</summary>
public interface IPartyNamed
{
    Guid? DelegationId { get; }

    Guid? InvestorId { get; }

    List<Guid> People { get; }

    IEnumerable<FieldProblem> PartyProblems()
    {
        if (new[] { DelegationId is not null, InvestorId is not null, People.Count > 0 }.Count(given => given) != 1)
            yield return new(nameof(DelegationId), "代表团、企业、人员三选一", "Give exactly one of delegation, enterprise or people");
    }
}

/// <summary>The same said of many at once.</summary>
public sealed class PartyAvailabilityForm : Form, IPresenceTimes, IPartyNamed
{
    [Section("谁", "Who"), Text("代表团", "Delegation"), Choice(ChoiceOf.Delegation)]
    public Guid? DelegationId { get; set; }

    [Text("企业", "Enterprise"), Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }

    [Text("人员", "People"), Choice(ChoiceOf.FairPerson)]
    public List<Guid> People { get; set; } = [];

    [Section("何时", "When"), Text("类型", "Kind"), Needed]
    public AvailabilityKind? Kind { get; set; }

    [Text("日期", "Day"), Needed]
    public DateOnly? Day { get; set; }

    [Text("自", "From")]
    public TimeOnly? From { get; set; }

    [Text("至", "Until")]
    public TimeOnly? Until { get; set; }

    [Text("会场", "Hall"), Choice(ChoiceOf.Hall)]
    public Guid? HallId { get; set; }

    [Text("原因", "Reason"), AtMost(200)]
    public string? Reason { get; set; }

    protected override IEnumerable<FieldProblem> Problems() => ((IPartyNamed)this).PartyProblems().Concat(((IPresenceTimes)this).TimeProblems());
}

public static class AvailabilityRefusals
{
    public static Refusal Party => new("availability.party", "没有可登记的人员：该代表团或企业在本届没有会来的嘉宾", "There is nobody to say it of: this delegation or enterprise has no guest at the fair who is coming");

    public static Refusal Times => new("availability.times", "“至”应晚于“自”", "“Until” is later than “from”");

    public static Refusal Voided => new("availability.void", "已作废，请另行登记", "This is void; enter it anew");
}
