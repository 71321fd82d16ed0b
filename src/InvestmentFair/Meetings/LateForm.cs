using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>Somebody comes late 晚到: who, and from when on they can sit in a meeting, by the clock or by how much later than was known.</summary>
public sealed class LateForm : Form, IPartyNamed
{
    public const int MostMinutes = 1440;

    [Section("谁", "Who"), Text("代表团", "Delegation"), Choice(ChoiceOf.Delegation)]
    public Guid? DelegationId { get; set; }

    [Text("企业", "Enterprise"), Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }

    [Text("人员", "People"), Choice(ChoiceOf.FairPerson)]
    public List<Guid> People { get; set; } = [];

    [Section("何时", "When"), Text("日期", "Day"), Needed]
    public DateOnly? Day { get; set; }

    [Text("几点起可参会", "Can attend from")]
    public TimeOnly? From { get; set; }

    [Text("或：晚到几分钟", "Or: minutes late"), Between(1, MostMinutes)]
    public int? Minutes { get; set; }

    [Text("原因", "Reason"), AtMost(200)]
    public string? Reason { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        foreach (var problem in ((IPartyNamed)this).PartyProblems()) yield return problem;
        if (From is null == Minutes is null) yield return new(nameof(From), "时刻和分钟数二选一", "Give either the time or the minutes");
    }
}

/// <summary>One of those who come late, as it is kept: an arrival, or on a later day of the fair that they are elsewhere until then.</summary>
/// <param name="Kind">An arrival on the day they come to the fair.</param>
/// <param name="Begins">When the day's first slot begins.</param>
/// <param name="Comes">When they can attend.</param>
/// <param name="Zone">The fair's time zone.</param>
/// <param name="Reason">Why.</param>
internal sealed record LateArrival(AvailabilityKind? Kind, DateTime Begins, DateTime Comes, string Zone, string? Reason) : IPresenceTimes
{
    public DateOnly? Day => FairTime.DayOf(Comes, Zone);

    public TimeOnly? From => Clock(Kind is AvailabilityKind.Arrives ? Comes : Begins);

    public TimeOnly? Until => Kind is AvailabilityKind.Arrives ? null : Clock(Comes);

    public Guid? HallId => null;

    private TimeOnly Clock(DateTime utc) => TimeOnly.FromDateTime(FairTime.ToLocal(utc, Zone));
}

public static class LateRefusals
{
    public static FieldProblem NoSlots(IReadOnlyList<DateOnly> days) => new(nameof(LateForm.Day), $"本届当天没有开放的时段；有时段的是 {string.Join("、", days.Select(FairTime.Day))}",
        $"This fair has no open slot on that day; it has some on {string.Join(", ", days.Select(FairTime.Day))}");

    public static Refusal NotLate => new("late.not-late", "当天没有早于该时刻的时段，不用登记晚到", "No slot of that day begins before then, so nobody is late");

    public static Refusal NotThatDay => new("late.not-that-day", "晚到后已是第二天，请在“可参会时间”登记", "That is the next day already; enter it as when they can attend");
}
