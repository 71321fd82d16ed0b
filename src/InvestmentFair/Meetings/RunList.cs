using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record RunRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public RunKind Kind { get; init; }
    public RunState State { get; init; }
    public RunVerdict? Verdict { get; init; }
    public int? Wanted { get; init; }
    public int? Placed { get; init; }
    public int? MustsMissing { get; init; }
    public string AskedBy { get; init; } = "";
    public DateTime QueuedAt { get; init; }
    public DateTime? EndedAt { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public string? AcceptedBy { get; init; }
    public string Zone { get; init; } = "";
}

public sealed class RunList(IDbContextFactory<FairDbContext> contexts) : ListOf<RunRow>(contexts)
{
    public override string Key => "runs";

    public override string Title => Language.Say("自动排期记录", "Timetable searches");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<RunRow>> Columns =>
    [
        new("Number", "编号", "No.", CellKind.Text, r => r.Number) { Width = 14 },
        new("QueuedAt", "提交时间", "Asked at", CellKind.FairTime, r => FairTime.ToLocal(r.QueuedAt, r.Zone)) { Width = 18 },
        new("Kind", "方式", "Kind", CellKind.Text, r => r.Kind) { Width = 10 },
        new("State", "状态", "State", CellKind.Text, r => r.State) { Width = 10 },
        new("Placed", "排下", "Placed", CellKind.Number, r => r.Placed) { Width = 8 },
        new("Wanted", "要排", "Asked for", CellKind.Number, r => r.Wanted) { Width = 8 },
        new("MustsMissing", "必见未排", "Musts missing", CellKind.Number, r => r.Kind is RunKind.Replan ? null : r.MustsMissing) { Width = 12 },
        new("Verdict", "结论", "Verdict", CellKind.Text, r => r.Verdict) { Width = 28 },
        new("AcceptedAt", "采用时间", "Accepted at", CellKind.FairTime, r => r.AcceptedAt is { } at ? FairTime.ToLocal(at, r.Zone) : null) { Width = 18 },
        new("AcceptedBy", "采用人", "Accepted by", CellKind.Text, r => r.AcceptedBy) { Width = 18, IsSortable = false, IsOptional = true },
        new("AskedBy", "提交人", "Asked by", CellKind.Text, r => KeptWords.Say(r.AskedBy)) { Width = 18, IsSortable = false },
        new("EndedAt", "结束时间", "Ended at", CellKind.FairTime, r => r.EndedAt is { } at ? FairTime.ToLocal(at, r.Zone) : null) { Width = 18, IsOptional = true },
    ];

    public override IReadOnlyList<ListFilter<RunRow>> Filters =>
    [
        ByEnum<RunState>("state", "状态", "State", state => r => r.State == state),
        ByEnum<RunKind>("kind", "方式", "Kind", kind => r => r.Kind == kind),
        ByFlag("accepted", "已采用", "Accepted", yes => r => r.AcceptedAt != null == yes),
    ];

    protected override IOrderedQueryable<RunRow> InOrder(IQueryable<RunRow> rows) => rows.OrderByDescending(r => r.QueuedAt).ThenByDescending(r => r.Id);

    protected override IQueryable<RunRow> Rows(FairDbContext db, Actor actor, string fair) => db.Runs.Where(r => r.Fair.Code == fair).Select(r => new RunRow
    {
        Id = r.Id,
        Number = r.Number,
        Kind = r.Kind,
        State = r.State,
        Verdict = r.Verdict,
        Wanted = r.Wanted,
        Placed = r.Placed,
        MustsMissing = r.MustsMissing,
        AskedBy = r.AskedByName,
        QueuedAt = r.QueuedAt,
        EndedAt = r.EndedAt,
        AcceptedAt = r.AcceptedAt,
        AcceptedBy = r.AcceptedBy,
        Zone = r.Fair.TimeZone,
    });

    protected override Expression<Func<RunRow, bool>> Finds(string word) => r => r.Number.Contains(word) || r.AskedBy.Contains(word);
}
