using InvestmentFair.Access;
using InvestmentFair.Data;
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
