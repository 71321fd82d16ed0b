using System.Text.Json;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.History;

/// <summary>One value that an act wrote, as people read it; none where it has been erased or is not for this reader. The field is empty where all that is told is that the record was made.</summary>
public sealed record AuditValue(string Field, string? Old, string? New);

/// <summary>What an act wrote of one record; its name is what it is called now, none where it has none or is gone.</summary>
public sealed record AuditRecord(string Record, Guid RecordId, string? Name, int Version, IReadOnlyList<AuditValue> Values);

/// <summary>One act, with one page of the records it wrote; <paramref name="Count"/> is how many there are of them in all.</summary>
public sealed record AuditEntryView(long Sequence, DateTime At, string Actor, string Act, string? Purpose, string Hash, string Previous, bool IsTrue, bool ShowsValues, bool IsErased, int Count, IReadOnlyList<AuditRecord> Records);

/// <summary>One import as it was done, and the act that wrote it.</summary>
public sealed record ImportBatchView(ImportBatch Batch, AuditEntryView? Written);

/// <summary>How the end of the chain stands: how many links there are, how many of the last were looked at, and the first that does not hold.</summary>
public sealed record ChainView(long Links, DateTime? LastAt, int Checked, long? Broken);

/// <summary>One act with what it wrote, and whether the chain holds.</summary>
public sealed class AuditQueries(IDbContextFactory<FairDbContext> contexts, ValueNameQueries names)
{
    /// <summary>The page looks at the end; <c>verify</c> walks the whole of it.</summary>
    public const int MostChecked = 500;

    /// <summary>Records on a page of one act: an import writes thousands.</summary>
    public const int PageSize = 25;

    /// <summary>None where there is no such act; pages count from 1.</summary>
    public async Task<AuditEntryView?> EntryAsync(Actor actor, long sequence, int page, CancellationToken cancel)
    {
        actor.Must(Permission.ViewAudit);
        await using var db = contexts.CreateDbContext();
        if (await db.AuditEntries.AsNoTracking().Include(a => a.Rows).SingleOrDefaultAsync(a => a.Sequence == sequence, cancel) is not { } link) return null;
        var before = await db.AuditEntries.AsNoTracking().Where(a => a.Sequence == sequence - 1).Select(a => a.Hash).SingleOrDefaultAsync(cancel) ?? AuditEntry.Genesis;
        return await ViewAsync(actor, link, before, page, cancel);
    }

    /// <summary>One file that was taken in, and what it wrote; none where there is no such batch.</summary>
    public async Task<ImportBatchView?> BatchAsync(Actor actor, Guid id, int page, CancellationToken cancel)
    {
        actor.Must(Permission.ImportData);
        await using var db = contexts.CreateDbContext();
        if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } batch) return null;
        var link = await db.AuditEntries.AsNoTracking().Include(a => a.Rows).Where(a => a.BatchId == id).OrderBy(a => a.Sequence).FirstOrDefaultAsync(cancel);
        return new ImportBatchView(batch, link is null ? null : await ViewAsync(actor, link, link.Previous, page, cancel));
    }

    private async Task<AuditEntryView> ViewAsync(Actor actor, AuditEntry link, byte[] before, int page, CancellationToken cancel)
    {
        // Values may be a person's number or diet; the act itself is for every auditor.
        var shows = actor.May(Permission.ViewContacts);
        var records = link.Rows.OrderBy(r => r.Ordinal).GroupBy(r => (r.Record, r.RecordId, r.RecordVersion)).ToList();
        var shown = records.Skip((page - 1) * PageSize).Take(PageSize).Select(r => (r.Key, Values: r.SelectMany(row => ValuesOf(row, shows)).ToList())).ToList();
        var said = await names.SayAsync(actor, [.. shown.SelectMany(r => r.Values.SelectMany(v => new[] { new KeptValue(r.Key.Record, v.Field, v.Old), new KeptValue(r.Key.Record, v.Field, v.New) }))], cancel);
        var called = await names.RecordsAsync(actor, [.. shown.Select(r => (r.Key.Record, r.Key.RecordId))], cancel);
        var next = 0;
        return new AuditEntryView(link.Sequence, link.At, KeptWords.Say(link.ActorName), link.Act, link.Purpose is { } purpose ? KeptWords.Say(purpose) : null, Convert.ToHexStringLower(link.Hash), Convert.ToHexStringLower(link.Previous),
            Holds(link, before) && link.Rows.TrueForAll(r => r.IsTrue), shows, link.Rows.Exists(r => r.IsErased), records.Count,
            [.. shown.Select(r => new AuditRecord(r.Key.Record, r.Key.RecordId, called.GetValueOrDefault(r.Key.RecordId), r.Key.RecordVersion, [.. r.Values.Select(v => new AuditValue(v.Field == "" ? "" : FieldNames.Say(r.Key.Record, v.Field), said[next++], said[next++]))]))]);
    }

    public async Task<ChainView> ChainAsync(Actor actor, CancellationToken cancel)
    {
        actor.Must(Permission.ViewAudit);
        await using var db = contexts.CreateDbContext();
        var last = await db.AuditEntries.AsNoTracking().Include(a => a.Rows).OrderByDescending(a => a.Sequence).Take(MostChecked + 1).ToListAsync(cancel);
        last.Reverse();
        var head = await db.AuditHeads.AsNoTracking().SingleAsync(cancel);
        long? broken = null;
        var closing = Closing.Joined;
        for (var i = last.Count > MostChecked ? 1 : 0; i < last.Count && broken is null; i++)
        {
            if (!Holds(last[i], i == 0 ? AuditEntry.Genesis : last[i - 1].Hash) || last[i].ClosedAs < closing || !last[i].Rows.TrueForAll(r => r.IsTrue)) broken = last[i].Sequence;
            closing = last[i].ClosedAs;
        }

        // A link cut off at the end leaves a head that points at nothing.
        if (broken is null && head.Sequence > 0 && (last.Count == 0 || last[^1].Sequence != head.Sequence || !last[^1].Hash.AsSpan().SequenceEqual(head.Hash))) broken = head.Sequence;
        return new ChainView(head.Sequence, head.Sequence == 0 ? null : head.At, Math.Min(last.Count, MostChecked), broken);
    }

    private static bool Holds(AuditEntry link, byte[] before) => link.Previous.AsSpan().SequenceEqual(before) && link.ClosedAs is not Closing.Broken;

    // A record that was made has one row with all it said; it is read as one line for each field.
    private static IEnumerable<AuditValue> ValuesOf(HistoryRow row, bool shows)
    {
        if (row.Field.Length > 0 || !shows || row.New is null)
        {
            yield return new AuditValue(row.Field, shows ? row.Old : null, shows && row.Field.Length > 0 ? row.New : null);
            yield break;
        }

        foreach (var (field, value) in JsonSerializer.Deserialize<Dictionary<string, string?>>(row.New) ?? [])
            yield return new AuditValue(field, null, value);
    }
}
