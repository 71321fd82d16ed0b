using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Imports;

/// <summary>Sheets that come back: every row is looked at first, then all of it is taken in one transaction, or nothing.</summary>
public sealed class ImportDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ILogger<ImportDesk> log) : Desk(contexts, clock)
{
    public async Task<Outcome<ImportPreview>> PreviewAsync(Actor actor, string fair, ImportKind kind, string fileName, byte[] file, CancellationToken cancel)
    {
        actor.Must(Permission.ImportData);
        if (kind is ImportKind.Holidays) actor.Must(Permission.ManageSettings);
        await using var db = Open();
        return kind switch
        {
            ImportKind.Guests => await PreviewAsync(db, await GuestsAsync(db, fair, cancel), fileName, file, cancel),
            ImportKind.Holidays => await PreviewAsync(db, new HolidayImport { Log = log }, fileName, file, cancel),
            _ => await PreviewAsync(db, new ProjectImport(Today) { Log = log }, fileName, file, cancel),
        };
    }

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
            ImportKind.Holidays => await ApplyAsync(db, actor, fair, kind, new HolidayImport { Log = log }, fileName, file, previewed, cancel),
            _ => await ApplyAsync(db, actor, fair, kind, new ProjectImport(Today) { Log = log }, fileName, file, previewed, cancel),
        };
    }

    private async Task<GuestImport?> GuestsAsync(FairDbContext db, string fair, CancellationToken cancel) =>
        await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is { } of ? new GuestImport(of) { Log = log } : null;

    private static async Task<Outcome<ImportPreview>> PreviewAsync<TRecord, TForm>(FairDbContext db, ImportOf<TRecord, TForm>? import, string fileName, byte[] file, CancellationToken cancel)
        where TRecord : Record where TForm : Form, new() =>
        import is null ? Refusal.NotFound : await import.PreviewAsync(db, fileName, file, cancel);

    private async Task<Outcome<ImportBatch>> ApplyAsync<TRecord, TForm>(FairDbContext db, Actor actor, string fair, ImportKind kind, ImportOf<TRecord, TForm>? import, string fileName, byte[] file, string previewed, CancellationToken cancel)
        where TRecord : Record where TForm : Form, new()
    {
        if (import is null) return Refusal.NotFound;
        await using var transaction = await db.BeginAsync(cancel);
        var taken = await import.TakeAsync(db, fair, fileName, file, previewed, actor.Name, Now, cancel);
        return taken.Value is { } batch
            ? await CommitAsync(db, transaction, new Act(actor, $"import.{kind}", Now, BatchId: batch.Id), batch, cancel)
            : taken;
    }
}
