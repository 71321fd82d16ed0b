using System.Security.Cryptography;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Imports;

/// <summary>Sheets that come back: every row is looked at first, then all of it is taken in one transaction, or nothing.</summary>
public sealed class ImportDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public async Task<Outcome<ImportPreview>> PreviewAsync(Actor actor, string fair, ImportKind kind, string fileName, byte[] file, CancellationToken cancel)
    {
        actor.Must(Permission.ImportData);
        if (kind is ImportKind.Holidays) actor.Must(Permission.ManageSettings);
        await using var db = Open();
        return kind switch
        {
            ImportKind.Guests => await PreviewAsync(db, await GuestsAsync(db, fair, cancel), fileName, file, cancel),
            ImportKind.Holidays => await PreviewAsync(db, new HolidayImport(), fileName, file, cancel),
            _ => await PreviewAsync(db, new ProjectImport(Today), fileName, file, cancel),
        };
    }

    // What was looked at, by its fingerprint, is what is taken in.
    public async Task<Outcome<ImportBatch>> ApplyAsync(Actor actor, string fair, ImportKind kind, string fileName, byte[] file, string previewed, CancellationToken cancel)
    {
        actor.Must(Permission.ImportData);
        actor.Must(kind switch
        {
            ImportKind.Guests => Permission.ManageDelegations,
            ImportKind.Holidays => Permission.ManageSettings,
            _ => Permission.ManageProjects,
        });
        await using var db = Open();
        return kind switch
        {
            ImportKind.Guests => await ApplyAsync(db, actor, fair, kind, await GuestsAsync(db, fair, cancel), fileName, file, previewed, cancel),
            ImportKind.Holidays => await ApplyAsync(db, actor, fair, kind, new HolidayImport(), fileName, file, previewed, cancel),
            _ => await ApplyAsync(db, actor, fair, kind, new ProjectImport(Today), fileName, file, previewed, cancel),
        };
    }

    private static async Task<GuestImport?> GuestsAsync(FairDbContext db, string fair, CancellationToken cancel) =>
        await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is { } of ? new GuestImport(of) : null;

    private static async Task<Outcome<ImportPreview>> PreviewAsync<TRecord, TForm>(FairDbContext db, ImportOf<TRecord, TForm>? import, string fileName, byte[] file, CancellationToken cancel)
        where TRecord : Record where TForm : Form, new()
    {
        if (import is null) return Refusal.NotFound;
        var table = SheetReader.Read(new MemoryStream(file, writable: false), fileName);
        if (table.Refused) return table.As<ImportPreview>();
        var plan = await import.PlanAsync(db, table.Value!, cancel);
        return plan.Refused ? plan.As<ImportPreview>() : plan.Value.Preview;
    }

    private async Task<Outcome<ImportBatch>> ApplyAsync<TRecord, TForm>(FairDbContext db, Actor actor, string fair, ImportKind kind, ImportOf<TRecord, TForm>? import, string fileName, byte[] file, string previewed, CancellationToken cancel)
        where TRecord : Record where TForm : Form, new()
    {
        if (import is null) return Refusal.NotFound;
        var table = SheetReader.Read(new MemoryStream(file, writable: false), fileName);
        if (table.Refused) return table.As<ImportBatch>();

        await using var transaction = await db.BeginAsync(cancel);
        // Looked at again inside the transaction: what was previewed may have changed meanwhile.
        var plan = await import.PlanAsync(db, table.Value!, cancel);
        if (plan.Refused) return plan.As<ImportBatch>();
        var (preview, rows) = plan.Value;
        if (!preview.CanApply) return ImportRefusals.HasErrors;
        if (preview.Fingerprint != previewed) return ImportRefusals.Changed;
        foreach (var row in rows.Where(r => r.Row.Verdict is ImportVerdict.New or ImportVerdict.Changed))
        {
            var applied = await import.ApplyAsync(db, row, Now, cancel);
            if (applied.Refused) return applied.As<ImportBatch>();
        }

        var fairId = await db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel);
        var batch = ImportBatch.Of($"DR-{await db.NextNumberAsync("import", cancel):00000}", kind, fairId, Files.FileKinds.SafeName(fileName, ".xlsx"), Convert.ToHexStringLower(SHA256.HashData(file)),
            preview.Count(ImportVerdict.New), preview.Count(ImportVerdict.Changed), preview.Count(ImportVerdict.Unchanged), actor.Name, Now);
        db.Add(batch);
        return await CommitAsync(db, transaction, new Act(actor, $"import.{kind}", Now, BatchId: batch.Id), batch, cancel);
    }
}
