using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.History;

/// <summary>One change as people read it. The field is empty where the record was made.</summary>
public sealed record HistoryView(DateTime At, string Actor, string Field, string? Old, string? New, bool IsErased);

/// <summary>A field that somebody changed after a version: what stood in it then, what stands now, and who changed it last.</summary>
public sealed record SinceView(string Field, string? Seen, string? Stands, string By, DateTime At, bool IsErased);

/// <summary>Who changed what of a record, and when.</summary>
public sealed class HistoryQueries(IDbContextFactory<FairDbContext> contexts, ValueNameQueries names)
{
    /// <summary>The latest first, no more than asked for.</summary>
    public async Task<IReadOnlyList<HistoryView>> HistoryAsync(Actor actor, IReadOnlyCollection<Guid> records, int most, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        // Values may be a person's number or diet; who may not see those sees only that they changed.
        var managesAccounts = actor.May(Permission.ManageAccounts);
        return await ReadAsync(db, actor, db.History.Where(row => records.Contains(row.RecordId) && (managesAccounts || row.Record != nameof(StaffMember))), actor.May(Permission.ViewContacts), most, cancel);
    }

    /// <summary>Of one deal, for whoever sees it: what its columns hold stands on its page, so nothing is masked. None where it is not theirs to see.</summary>
    public async Task<IReadOnlyList<HistoryView>?> DealHistoryAsync(Actor actor, Guid deal, int most, CancellationToken cancel)
    {
        actor.Must(Permission.ViewDeals);
        await using var db = contexts.CreateDbContext();
        if (!await db.Deals.IgnoreQueryFilters().VisibleTo(actor).AnyAsync(d => d.Id == deal, cancel)) return null;
        return await ReadAsync(db, actor, db.History.Where(row => row.RecordId == deal && row.Record == nameof(Deal)), true, most, cancel);
    }

    private async Task<IReadOnlyList<HistoryView>> ReadAsync(FairDbContext db, Actor actor, IQueryable<HistoryRow> of, bool open, int most, CancellationToken cancel)
    {
        var rows = await (from row in of.AsNoTracking()
                          join entry in db.AuditEntries.AsNoTracking() on row.Sequence equals entry.Sequence
                          orderby row.Sequence descending, row.Ordinal
                          select new { entry.At, entry.ActorName, row.Record, row.Field, row.Old, row.New, row.Salt }).Take(most).ToListAsync(cancel);
        var said = await names.SayAsync(actor, [.. rows.SelectMany(r => new[] { Kept(r.Old), Kept(r.New) }.Select(value => new KeptValue(r.Record, r.Field, r.Field == "" ? null : value)))], cancel);
        return [.. rows.Select((r, i) => new HistoryView(r.At, KeptWords.Say(r.ActorName), r.Field == "" ? "" : FieldNames.Say(r.Record, r.Field), said[2 * i], said[2 * i + 1], r.Salt is null))];

        string? Kept(string? value) => open ? value : null;
    }

    /// <summary>What became of a record since the version that a reader saw; a field that was put back is none. Of a deal for whoever sees it.</summary>
    public async Task<IReadOnlyList<SinceView>> SinceAsync(Actor actor, MovedOn moved, CancellationToken cancel)
    {
        if (!actor.May(Permission.ViewFair)) actor.Must(Permission.ViewDeals);
        await using var db = contexts.CreateDbContext();
        var isDeal = actor.May(Permission.ViewDeals) && await db.Deals.IgnoreQueryFilters().VisibleTo(actor).AnyAsync(d => d.Id == moved.Record, cancel);
        if (!isDeal && !actor.May(Permission.ViewFair)) return [];
        var rows = await (from row in db.History.AsNoTracking()
                          join entry in db.AuditEntries.AsNoTracking() on row.Sequence equals entry.Sequence
                          where row.RecordId == moved.Record && row.RecordVersion > moved.Seen && row.Field != ""
                          orderby row.Sequence, row.Ordinal
                          select new { entry.At, entry.ActorName, row.Record, row.Field, row.Old, row.New, row.Salt }).ToListAsync(cancel);
        var fields = rows.GroupBy(r => r.Field).Select(g => (First: g.First(), Last: g.Last())).Where(f => f.First.Old != f.Last.New || f.First.Salt is null || f.Last.Salt is null).ToList();
        var open = isDeal || actor.May(Permission.ViewContacts);
        var said = await names.SayAsync(actor, [.. fields.SelectMany(f => new[] { f.First.Old, f.Last.New }.Select(value => new KeptValue(f.Last.Record, f.Last.Field, open ? value : null)))], cancel);
        return [.. fields.Select((f, i) => new SinceView(FieldNames.Say(f.Last.Record, f.Last.Field), said[2 * i], said[2 * i + 1], KeptWords.Say(f.Last.ActorName), f.Last.At, f.First.Salt is null || f.Last.Salt is null))];
    }
}
