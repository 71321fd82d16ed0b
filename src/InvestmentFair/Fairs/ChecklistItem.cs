using InvestmentFair.Kernel;
using InvestmentFair.People;

namespace InvestmentFair.Fairs;

/// <summary>The phases of the work, from setting up to the review, in their order.</summary>
public enum ChecklistPhase
{
    [Text("筹备", "Preparation")] Preparation,
    [Text("项目包装", "Projects")] Projects,
    [Text("邀请", "Invitation")] Invitation,
    [Text("接待", "Reception")] Reception,
    [Text("推介会", "Presentation")] Presentation,
    [Text("洽谈对接", "Matchmaking")] Matchmaking,
    [Text("签约", "Signing")] Signing,
    [Text("跟踪落地", "Following up")] FollowUp,
    [Text("考核", "Evaluation")] Evaluation,
}

/// <summary>
/// One thing to be done for a fair 倒排工期: due so many days before it opens, so that it moves with the opening day and
/// can be used again next year.
/// </summary>
public sealed class ChecklistItem : Record, ISortedByName
{
    private ChecklistItem()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public ChecklistPhase Phase { get; private set; }

    public Bilingual Title { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Title.Zh;

    public Guid? UnitId { get; private set; }

    public Unit? Unit { get; private set; }

    public Guid? PersonId { get; private set; }

    public Person? Person { get; private set; }

    /// <summary>Counted back from the opening day; what comes after it has less than nothing.</summary>
    public int DaysBefore { get; private set; }

    public DateOnly DueOn { get; private set; }

    public string? Note { get; private set; }

    public DateOnly? DoneOn { get; private set; }

    public string? DoneBy { get; private set; }

    public string? DoneNote { get; private set; }

    public static ChecklistItem Plan(Fair fair, ChecklistForm form)
    {
        var item = new ChecklistItem { FairId = fair.Id };
        item.Revise(fair, form);
        return item;
    }

    public void Revise(Fair fair, ChecklistForm form)
    {
        Phase = form.Phase!.Value;
        Title = new Bilingual(form.TitleZh.Trim(), form.TitleEn?.Trim());
        UnitId = form.UnitId;
        PersonId = form.PersonId;
        DaysBefore = form.DaysBefore!.Value;
        Note = form.Note?.Trim();
        CountBackFrom(fair.FirstDay);
    }

    public void CountBackFrom(DateOnly firstDay) => DueOn = firstDay.AddDays(-DaysBefore);

    public Outcome Finish(string by, DateOnly on, string? note, DateOnly today)
    {
        if (DoneOn is not null) return ChecklistRefusals.DoneAlready;
        if (on > today) return ChecklistRefusals.DoneAhead;
        (DoneOn, DoneBy, DoneNote) = (on, by, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        return Outcome.Done;
    }

    /// <summary>It was not done after all.</summary>
    public Outcome Reopen()
    {
        if (DoneOn is null) return ChecklistRefusals.NotDone;
        (DoneOn, DoneBy, DoneNote) = (null, null, null);
        return Outcome.Done;
    }

    public bool IsOverdue(DateOnly today) => DoneOn is null && DueOn < today;

    /// <summary>As the office writes it: T-30 is thirty days before the opening day, T+7 a week after.</summary>
    public static string Countdown(int daysBefore) => daysBefore switch { 0 => "T", > 0 => $"T-{daysBefore}", _ => $"T+{-daysBefore}" };
}

public sealed class ChecklistForm : Form
{
    [Text("阶段", "Phase"), Needed]
    public ChecklistPhase? Phase { get; set; }

    [Text("事项", "Item (Chinese)"), Needed, AtMost(120)]
    public string TitleZh { get; set; } = "";

    [Text("事项（英文）", "Item (English)"), AtMost(200)]
    public string? TitleEn { get; set; }

    [Text("开幕前天数（开幕后填负数）", "Days before opening (negative: after)"), Needed, Between(-3650, 3650)]
    public int? DaysBefore { get; set; }

    [Text("责任单位", "Unit in charge"), Choice(ChoiceOf.Unit)]
    public Guid? UnitId { get; set; }

    [Text("责任人", "Person in charge"), Choice(ChoiceOf.HostPerson)]
    public Guid? PersonId { get; set; }

    [Text("说明", "Note"), AtMost(1000), Prose]
    public string? Note { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (UnitId is null && PersonId is null) yield return new(nameof(UnitId), "责任单位和责任人至少填一个", "Name the unit or the person in charge");
    }

    public static ChecklistForm Of(ChecklistItem item) => new()
    {
        Version = item.Version,
        Phase = item.Phase,
        TitleZh = item.Title.Zh,
        TitleEn = item.Title.En,
        DaysBefore = item.DaysBefore,
        UnitId = item.UnitId,
        PersonId = item.PersonId,
        Note = item.Note,
    };
}

public sealed class FinishForm : Form
{
    [Text("完成日期", "Done on"), Needed]
    public DateOnly? On { get; set; }

    [Text("完成情况", "What was done"), AtMost(500), Prose]
    public string? Note { get; set; }
}

public static class ChecklistRefusals
{
    public static Refusal DoneAlready => new("checklist.done", "这一项已经完成", "This is done already");

    public static Refusal NotDone => new("checklist.not-done", "这一项还没有完成", "This is not done yet");

    public static Refusal DoneAhead => new("checklist.ahead", "完成日期不能在将来", "It cannot be done on a day to come");
}
