using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Fairs;

public enum ChecklistState
{
    [Text("未到期", "To do")] Open,
    [Text("一周内到期", "Due within a week")] Soon,
    [Text("超期", "Overdue")] Overdue,
    [Text("已完成", "Done")] Done,
}

public sealed record ChecklistRow
{
    public Guid Id { get; init; }
    public ChecklistPhase Phase { get; init; }
    public int PhaseOrder { get; init; }
    public string Title { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public int DaysBefore { get; init; }
    public DateOnly DueOn { get; init; }
    public string? Unit { get; init; }
    public string? UnitKey { get; init; }
    public Guid? UnitId { get; init; }
    public string? Person { get; init; }
    public string? PersonKey { get; init; }
    public DateOnly? DoneOn { get; init; }
    public string? DoneBy { get; init; }
    public string? DoneNote { get; init; }
    public string? Note { get; init; }

    public ChecklistState StateOn(DateOnly today) =>
        DoneOn is not null ? ChecklistState.Done : DueOn < today ? ChecklistState.Overdue : DueOn <= today.AddDays(ChecklistList.SoonDays) ? ChecklistState.Soon : ChecklistState.Open;
}

public sealed class ChecklistList(IDbContextFactory<FairDbContext> contexts, FairClock clock) : ListOf<ChecklistRow>(contexts)
{
    public const int SoonDays = 7;

    public override string Key => "checklist";

    public override string Title => Language.Say("倒排工期", "Preparations");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<ChecklistRow>> Columns =>
    [
        new("Phase", "阶段", "Phase", CellKind.Text, r => r.Phase) { Width = 14, SortBy = nameof(ChecklistRow.PhaseOrder) },
        new("Title", "事项", "Item", CellKind.Text, r => r.Title) { Width = 48, SortBy = nameof(ChecklistRow.PinyinKey) },
        new("Countdown", "倒排", "Countdown", CellKind.Text, r => ChecklistItem.Countdown(r.DaysBefore)) { Width = 8, SortBy = nameof(ChecklistRow.DueOn) },
        new("DueOn", "到期", "Due", CellKind.Day, r => r.DueOn),
        new("State", "状态", "State", CellKind.Text, r => r.StateOn(Today)) { Width = 14, IsSortable = false, Alerts = r => r.StateOn(Today) is ChecklistState.Overdue },
        new("Unit", "责任单位", "Unit", CellKind.Text, r => r.Unit) { Width = 32, SortBy = nameof(ChecklistRow.UnitKey) },
        new("Person", "责任人", "Person", CellKind.Text, r => r.Person) { Width = 16, SortBy = nameof(ChecklistRow.PersonKey) },
        new("DoneOn", "完成日期", "Done on", CellKind.Day, r => r.DoneOn),
        new("DoneBy", "登记人", "Entered by", CellKind.Text, r => r.DoneBy) { Width = 16, IsSortable = false },
        new("DoneNote", "完成情况", "What was done", CellKind.Text, r => r.DoneNote) { Width = 40, IsSortable = false },
        new("Note", "说明", "Note", CellKind.Text, r => r.Note) { Width = 40, IsSortable = false, IsOptional = true },
    ];

    public override IReadOnlyList<ListFilter<ChecklistRow>> Filters =>
    [
        new("state", "状态", "State", ByState) { Options = () => [.. Enum.GetValues<ChecklistState>().Select(s => new Choice(s.ToString(), s.Text))] },
        ByEnum<ChecklistPhase>("phase", "阶段", "Phase", phase => r => r.Phase == phase),
        ById("unit", "责任单位", "Unit", ChoiceOf.Unit, id => r => r.UnitId == id),
    ];

    private DateOnly Today => FairTime.DayOf(clock.GetUtcNow().UtcDateTime);

    protected override IOrderedQueryable<ChecklistRow> InOrder(IQueryable<ChecklistRow> rows) => rows.OrderBy(r => r.DueOn).ThenBy(r => r.PhaseOrder).ThenBy(r => r.Id);

    protected override IQueryable<ChecklistRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Checklist.Where(i => i.Fair.Code == fair).Select(i => new ChecklistRow
        {
            Id = i.Id,
            Phase = i.Phase,
            // The column holds the name of the phase, and the alphabet is no order of work.
            PhaseOrder = i.Phase == ChecklistPhase.Preparation ? 0 : i.Phase == ChecklistPhase.Projects ? 1 : i.Phase == ChecklistPhase.Invitation ? 2 : i.Phase == ChecklistPhase.Reception ? 3
                : i.Phase == ChecklistPhase.Presentation ? 4 : i.Phase == ChecklistPhase.Matchmaking ? 5 : i.Phase == ChecklistPhase.Signing ? 6 : i.Phase == ChecklistPhase.FollowUp ? 7 : 8,
            Title = english ? i.Title.En ?? i.Title.Zh : i.Title.Zh,
            PinyinKey = i.PinyinKey,
            DaysBefore = i.DaysBefore,
            DueOn = i.DueOn,
            Unit = i.Unit == null ? null : english ? i.Unit.Name.En ?? i.Unit.Name.Zh : i.Unit.Name.Zh,
            UnitKey = i.Unit!.PinyinKey,
            UnitId = i.UnitId,
            PersonKey = i.Person!.PinyinKey,
            Person = i.Person == null ? null : i.Person.Name,
            DoneOn = i.DoneOn,
            DoneBy = i.DoneBy,
            DoneNote = i.DoneNote,
            Note = i.Note,
        });
    }

    protected override Expression<Func<ChecklistRow, bool>> Finds(string word) =>
        r => r.Title.Contains(word) || (r.Unit != null && r.Unit.Contains(word)) || (r.Person != null && r.Person.Contains(word)) || (r.DoneNote != null && r.DoneNote.Contains(word));

    private IQueryable<ChecklistRow>? ByState(IQueryable<ChecklistRow> rows, string typed)
    {
        var (today, soon) = (Today, Today.AddDays(SoonDays));
        return typed switch
        {
            nameof(ChecklistState.Done) => rows.Where(r => r.DoneOn != null),
            nameof(ChecklistState.Overdue) => rows.Where(r => r.DoneOn == null && r.DueOn < today),
            nameof(ChecklistState.Soon) => rows.Where(r => r.DoneOn == null && r.DueOn >= today && r.DueOn <= soon),
            nameof(ChecklistState.Open) => rows.Where(r => r.DoneOn == null && r.DueOn > soon),
            _ => null,
        };
    }
}
