using System.Security.Cryptography;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Imports;

/// <summary>The way of a whole sheet: read, previewed, taken. It is one, for what people upload and for the sample data.</summary>
internal abstract partial class ImportOf<TRecord, TForm>
{
    protected abstract ImportKind Kind { get; }

    public ILogger? Log { get; init; }

    public async Task<Outcome<ImportPreview>> PreviewAsync(FairDbContext db, string fileName, byte[] file, CancellationToken cancel)
    {
        var table = SheetReader.Read(new MemoryStream(file, writable: false), fileName, Log);
        if (table.Refused) return table.As<ImportPreview>();
        var plan = await PlanAsync(db, table.Value!, cancel);
        return plan.Refused ? plan.As<ImportPreview>() : plan.Value.Preview;
    }

    /// <summary>
    /// Enters every row, and the batch, into the context; the caller saves them in one transaction, which is open already.
    /// What was looked at, by its fingerprint, is what is taken in.
    /// </summary>
    public async Task<Outcome<ImportBatch>> TakeAsync(FairDbContext db, string fair, string fileName, byte[] file, string previewed, string actorName, DateTime now, CancellationToken cancel)
    {
        var table = SheetReader.Read(new MemoryStream(file, writable: false), fileName, Log);
        if (table.Refused) return table.As<ImportBatch>();

        // Looked at again inside the transaction: what was previewed may have changed meanwhile.
        var plan = await PlanAsync(db, table.Value!, cancel);
        if (plan.Refused) return plan.As<ImportBatch>();
        var (preview, rows) = plan.Value;
        if (!preview.CanApply) return ImportRefusals.HasErrors;
        if (preview.Fingerprint != previewed) return ImportRefusals.Changed;
        foreach (var row in rows.Where(r => r.Row.Verdict is ImportVerdict.New or ImportVerdict.Changed))
        {
            var applied = await ApplyAsync(db, row, now, cancel);
            if (applied.Refused) return applied.As<ImportBatch>();
        }

        var fairId = await db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel);
        var batch = ImportBatch.Of($"DR-{await db.NextNumberAsync("import", cancel):00000}", Kind, fairId, FileKinds.SafeName(fileName, fileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? ".csv" : ".xlsx"), Convert.ToHexStringLower(SHA256.HashData(file)),
            preview.Count(ImportVerdict.New), preview.Count(ImportVerdict.Changed), preview.Count(ImportVerdict.Unchanged), actorName, now);
        db.Add(batch);
        return batch;
    }
}
