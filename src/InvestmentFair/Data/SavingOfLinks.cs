using InvestmentFair.Access;
using InvestmentFair.Enquiries;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Data;

/// <summary>Of a personal address only a digest of its key is kept.</summary>
public abstract partial class FairDbContext
{
    /// <summary>Stands among the numbers for as long as the file has still to be written anew.</summary>
    private const string RewriteSeries = "links-rewrite";

    /// <summary>The words as they may be kept where it is not known of which enquiry they speak.</summary>
    internal async Task<string> WithoutAddressesAsync(string words, CancellationToken cancel)
    {
        var keys = LinkKeys.MayStandIn(words).ToDictionary(LinkKeys.HashOf);
        if (keys.Count == 0) return words;
        var digests = keys.Keys.ToList();
        var known = await Enquiries.Where(e => EF.Parameter(digests).Contains(e.KeyHash!)).Select(e => e.KeyHash!).ToListAsync(cancel);
        return known.Select(digest => keys[digest]).Aggregate(words, Enquiry.WithoutAddress);
    }

    /// <summary>
    /// Earlier versions kept the key itself, which the migration leaves where its digest belongs. The address that was given out goes
    /// on opening; the key is gone from everything that repeats it: what was written, its history, a form not yet sent.
    /// </summary>
    public async Task HashKeysAsync(CancellationToken cancel, ILogger? log = null)
    {
        var open = await Enquiries.Where(e => e.KeyHash!.Length == LinkKeys.Length).Select(e => new { e.Id, Key = e.KeyHash! }).ToListAsync(cancel);
        if (open.Count > 0)
        {
            await using var transaction = await BeginAsync(cancel);
            await HoldChainAsync(cancel);
            foreach (var enquiry in open) await HashKeyAsync(enquiry.Id, enquiry.Key, cancel);
            if (Database.IsSqlite()) await Database.ExecuteSqlAsync($"""INSERT INTO "Numbers" ("Series", "Last") VALUES ({RewriteSeries}, 1) ON CONFLICT ("Series") DO NOTHING""", cancel);
            await transaction.CommitAsync(cancel);
        }

        if (await Numbers.AnyAsync(n => n.Series == RewriteSeries, cancel)) await RewriteAsync(log, cancel);
    }

    // Pages that nothing points at any more still hold what stood on them, and a copy of the file would take it along. It takes as
    // much room again as the file; where there is none the product starts all the same, and tries again the next time.
    private async Task RewriteAsync(ILogger? log, CancellationToken cancel)
    {
        try
        {
            await Database.ExecuteSqlRawAsync("VACUUM", cancel);
            await Numbers.Where(n => n.Series == RewriteSeries).ExecuteDeleteAsync(cancel);
        }
        catch (SqliteException fault)
        {
            log?.LogWarning(fault, "The database file could not be written anew and may still hold keys of personal links that stand in no record any more; this is tried again at the next start");
        }
    }

    private async Task HashKeyAsync(Guid id, string key, CancellationToken cancel)
    {
        var said = await Set<EnquiryWord>().Where(w => w.EnquiryId == id).Select(w => new { w.Id, w.Text }).ToListAsync(cancel);
        var notes = await Notes.Where(n => n.SubjectId == id).Select(n => new { n.Id, n.Text }).ToListAsync(cancel);
        List<Guid> about = [id, .. said.Select(w => w.Id), .. notes.Select(n => n.Id)];
        await History.Where(h => about.Contains(h.RecordId) && (h.New!.Contains(key) || h.Old!.Contains(key)))
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.Old, (string?)null).SetProperty(h => h.New, (string?)null).SetProperty(h => h.Salt, (byte[]?)null), cancel);
        foreach (var word in said.Where(w => w.Text.Contains(key, StringComparison.Ordinal)))
        {
            var text = Enquiry.WithoutAddress(word.Text, key);
            await Set<EnquiryWord>().Where(w => w.Id == word.Id).ExecuteUpdateAsync(set => set.SetProperty(w => w.Text, text), cancel);
        }

        foreach (var note in notes.Where(n => n.Text.Contains(key, StringComparison.Ordinal)))
        {
            var text = Enquiry.WithoutAddress(note.Text, key);
            await Notes.Where(n => n.Id == note.Id).ExecuteUpdateAsync(set => set.SetProperty(n => n.Text, text), cancel);
        }

        foreach (var draft in await Drafts.AsNoTracking().Where(d => d.Fields.Contains(key)).Select(d => new { d.OwnerId, d.Form, d.Address, d.PressKey, d.Fields }).ToListAsync(cancel))
        {
            var fields = Enquiry.WithoutAddress(draft.Fields, key);
            await Drafts.Where(d => d.OwnerId == draft.OwnerId && d.Form == draft.Form && d.Address == draft.Address && d.PressKey == draft.PressKey).ExecuteUpdateAsync(set => set.SetProperty(d => d.Fields, fields), cancel);
        }

        var answer = await Enquiries.Where(e => e.Id == id).Select(e => e.Answer).SingleAsync(cancel);
        var (stands, hash) = (answer is null ? null : Enquiry.WithoutAddress(answer, key), LinkKeys.HashOf(key));
        await Enquiries.Where(e => e.Id == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Answer, stands).SetProperty(e => e.KeyHash, hash), cancel);
    }
}
