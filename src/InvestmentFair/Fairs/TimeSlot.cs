using InvestmentFair.Kernel;

namespace InvestmentFair.Fairs;

/// <summary>
/// A period of the meeting grid; one grid serves all halls of a fair, and its slots never overlap. Once used it is
/// closed, never deleted.
/// </summary>
public sealed class TimeSlot : Record
{
    private TimeSlot()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public DateTime StartsAt { get; private set; }

    public DateTime EndsAt { get; private set; }

    public bool IsClosed { get; private set; }

    public Period Period => new(StartsAt, EndsAt);

    public static TimeSlot Set(Guid fairId, string zone, SlotForm form)
    {
        var slot = new TimeSlot { FairId = fairId };
        slot.Revise(zone, form);
        return slot;
    }

    public void Revise(string zone, SlotForm form)
    {
        StartsAt = FairTime.ToUtc(form.Day!.Value, form.Starts!.Value, zone);
        EndsAt = FairTime.ToUtc(form.Day!.Value, form.Ends!.Value, zone);
        IsClosed = form.IsClosed;
    }
}

public sealed class SlotForm : Form
{
    [Text("日期", "Day"), Needed]
    public DateOnly? Day { get; set; }

    [Text("开始", "Starts"), Needed]
    public TimeOnly? Starts { get; set; }

    [Text("结束", "Ends"), Needed]
    public TimeOnly? Ends { get; set; }

    [Text("停用", "Closed")]
    public bool IsClosed { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Starts >= Ends) yield return new(nameof(Ends), "结束应晚于开始", "It must end after it starts");
    }

    public static SlotForm Of(TimeSlot slot, string zone) => new()
    {
        Version = slot.Version,
        Day = FairTime.DayOf(slot.StartsAt, zone),
        Starts = TimeOnly.FromDateTime(FairTime.ToLocal(slot.StartsAt, zone)),
        Ends = TimeOnly.FromDateTime(FairTime.ToLocal(slot.EndsAt, zone)),
        IsClosed = slot.IsClosed,
    };
}
