using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
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
            ImportKind.Guests => await PreviewAsync(db, await OfAsync(db, fair, of => new GuestImport(of) { Log = log }, cancel), fileName, file, cancel),
            ImportKind.Wishes => await PreviewAsync(db, await OfAsync(db, fair, of => new WishImport(of, Today) { Log = log }, cancel), fileName, file, cancel),
            ImportKind.Availability => await PreviewAsync(db, await OfAsync(db, fair, of => new AvailabilityImport(of) { Log = log }, cancel), fileName, file, cancel),
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
            ImportKind.Wishes or ImportKind.Availability => Permission.ManageMeetings,
            ImportKind.Holidays => Permission.ManageSettings,
            _ => Permission.ManageProjects,
        });
        await using var db = Open();
        return kind switch
        {
            ImportKind.Guests => await ApplyAsync(db, actor, fair, kind, await OfAsync(db, fair, of => new GuestImport(of) { Log = log }, cancel), fileName, file, previewed, cancel),
            ImportKind.Wishes => await ApplyAsync(db, actor, fair, kind, await OfAsync(db, fair, of => new WishImport(of, Today) { Log = log }, cancel), fileName, file, previewed, cancel),
            ImportKind.Availability => await ApplyAsync(db, actor, fair, kind, await OfAsync(db, fair, of => new AvailabilityImport(of) { Log = log }, cancel), fileName, file, previewed, cancel),
            ImportKind.Holidays => await ApplyAsync(db, actor, fair, kind, new HolidayImport { Log = log }, fileName, file, previewed, cancel),
            _ => await ApplyAsync(db, actor, fair, kind, new ProjectImport(Today) { Log = log }, fileName, file, previewed, cancel),
        };
    }

    private static async Task<TImport?> OfAsync<TImport>(FairDbContext db, string fair, Func<Fair, TImport> import, CancellationToken cancel) where TImport : class =>
        await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is { } of ? import(of) : null;

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
