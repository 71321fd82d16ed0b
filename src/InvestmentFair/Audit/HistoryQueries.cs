using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Audit;

public sealed record HistoryView(DateTime At, string Actor, string Act, string Field, string? Old, string? New, bool IsErased);

/// <summary>Who changed what of a record, and when.</summary>
public sealed class HistoryQueries(IDbContextFactory<FairDbContext> contexts)
{
    public async Task<IReadOnlyList<HistoryView>> HistoryAsync(Actor actor, IReadOnlyCollection<Guid> records, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var rows = await (from row in db.History.AsNoTracking()
                          join entry in db.AuditEntries.AsNoTracking() on row.Sequence equals entry.Sequence
                          where records.Contains(row.RecordId)
                          orderby row.Sequence descending, row.Ordinal
                          select new { entry.At, entry.ActorName, entry.Act, row.Field, row.Old, row.New, row.Salt }).Take(200).ToListAsync(cancel);
        // Values may be a person's number or diet; who may not see those sees only that they changed.
        var open = actor.May(Permission.ViewContacts);
        return [.. rows.Select(r => new HistoryView(r.At, r.ActorName, r.Act, r.Field, open ? r.Old : null, open && r.Field != "" ? r.New : null, r.Salt is null))];
    }
}

public sealed record AuditRow
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public string Actor { get; init; } = "";
    public string Act { get; init; } = "";
    public int Changes { get; init; }
    public string? Purpose { get; init; }
}

public sealed class AuditList(IDbContextFactory<FairDbContext> contexts) : ListOf<AuditRow>(contexts)
{
    public override string Key => "audit";

    public override string Title => Language.Say("审计", "Audit");

    public override Permission Permission => Permission.ViewAudit;

    public override IReadOnlyList<Column<AuditRow>> Columns =>
    [
        new("Id", "序号", "No.", CellKind.Number, r => r.Id) { Width = 10 },
        new("At", "时间", "Time", CellKind.Instant, r => r.At) { Width = 18 },
        new("Actor", "操作人", "Who", CellKind.Text, r => r.Actor) { Width = 24 },
        new("Act", "事项", "Act", CellKind.Text, r => r.Act) { Width = 28 },
        new("Changes", "变更数", "Changes", CellKind.Number, r => r.Changes) { Width = 10 },
        new("Purpose", "用途", "Purpose", CellKind.Text, r => r.Purpose) { Width = 30 },
    ];

    protected override IOrderedQueryable<AuditRow> InOrder(IQueryable<AuditRow> rows) => rows.OrderByDescending(r => r.Id);

    protected override IQueryable<AuditRow> Rows(FairDbContext db, Actor actor, string fair) => db.AuditEntries.Select(a => new AuditRow
    {
        Id = a.Sequence,
        At = a.At,
        Actor = a.ActorName,
        Act = a.Act,
        Changes = a.Rows.Count,
        Purpose = a.Purpose,
    });

    protected override Expression<Func<AuditRow, bool>> Finds(string word) => r => r.Actor.Contains(word) || r.Act.Contains(word) || (r.Purpose != null && r.Purpose.Contains(word));
}
