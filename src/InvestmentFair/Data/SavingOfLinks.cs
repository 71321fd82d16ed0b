using InvestmentFair.Access;
using InvestmentFair.Enquiries;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

/// <summary>Of a personal address only a digest of its key is kept.</summary>
public abstract partial class FairDbContext
{
    /// <summary>
    /// Earlier versions kept the key itself, which the migration leaves where its digest belongs. The address that was given out goes
    /// on opening; the key is gone from everything that repeats it: what was written, its history, a form not yet sent.
    /// </summary>
    public async Task HashKeysAsync(CancellationToken cancel)
    {
        var open = await Enquiries.Where(e => e.KeyHash!.Length == LinkKeys.Length).Select(e => new { e.Id, Key = e.KeyHash! }).ToListAsync(cancel);
        if (open.Count == 0) return;
        await using (var transaction = await BeginAsync(cancel))
        {
            foreach (var enquiry in open) await HashKeyAsync(enquiry.Id, enquiry.Key, cancel);
            await transaction.CommitAsync(cancel);
        }

        // Pages that nothing points at any more still hold what stood on them, and a copy of the file would take it along.
        if (Database.IsSqlite()) await Database.ExecuteSqlRawAsync("VACUUM", cancel);
    }

    private async Task HashKeyAsync(Guid id, string key, CancellationToken cancel)
    {
        var said = await Set<EnquiryWord>().Where(w => w.EnquiryId == id).Select(w => new { w.Id, w.Text }).ToListAsync(cancel);
        List<Guid> about = [id, .. said.Select(w => w.Id)];
        await History.Where(h => about.Contains(h.RecordId) && (h.New!.Contains(key) || h.Old!.Contains(key)))
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.Old, (string?)null).SetProperty(h => h.New, (string?)null).SetProperty(h => h.Salt, (byte[]?)null), cancel);
        foreach (var word in said.Where(w => w.Text.Contains(key, StringComparison.Ordinal)))
        {
            var text = Enquiry.WithoutAddress(word.Text, key);
            await Set<EnquiryWord>().Where(w => w.Id == word.Id).ExecuteUpdateAsync(set => set.SetProperty(w => w.Text, text), cancel);
        }

        foreach (var draft in await Drafts.AsNoTracking().Where(d => d.Fields.Contains(key)).Select(d => new { d.OwnerId, d.Form, d.Address, d.Fields }).ToListAsync(cancel))
        {
            var fields = Enquiry.WithoutAddress(draft.Fields, key);
            await Drafts.Where(d => d.OwnerId == draft.OwnerId && d.Form == draft.Form && d.Address == draft.Address).ExecuteUpdateAsync(set => set.SetProperty(d => d.Fields, fields), cancel);
        }

        var answer = await Enquiries.Where(e => e.Id == id).Select(e => e.Answer).SingleAsync(cancel);
        var (stands, hash) = (answer is null ? null : Enquiry.WithoutAddress(answer, key), LinkKeys.HashOf(key));
        await Enquiries.Where(e => e.Id == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Answer, stands).SetProperty(e => e.KeyHash, hash), cancel);
    }
}
