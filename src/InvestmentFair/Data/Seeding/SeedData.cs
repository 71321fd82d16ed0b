using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data.Seeding;

public sealed record SeedCount(string File, int Rows);

/// <summary>What came of loading. A database that has a fair already is left as it is.</summary>
public sealed record SeedReport(bool AlreadyLoaded, int Saves, IReadOnlyList<SeedCount> Counts);

/// <summary>One save of the load: when it is said to have been recorded, as what, and what it does.</summary>
internal sealed record SeedStep(DateTime At, string Act, Func<FairDbContext, CancellationToken, Task<ClaimChange?>> Do)
{
    /// <summary>What other sheets will name is looked up once it is saved: an importer hands back no records.</summary>
    public Func<FairDbContext, CancellationToken, Task>? Then { get; init; }

    /// <summary>What a step hands back that moves nobody in the timetable.</summary>
    public static Task<ClaimChange?> NoClaims => Task.FromResult<ClaimChange?>(null);
}

/// <summary>
/// Loads the sample data through the nouns' own factories and verbs, in the order in which it is said to have been recorded,
/// as one transaction: all of it or nothing.
/// </summary>
public sealed class SeedData(IDbContextFactory<FairDbContext> contexts, FileStore files, LinkKeys keys)
{
    public async Task<SeedReport> LoadAsync(string seedDirectory, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.AnyAsync(cancel)) return new SeedReport(AlreadyLoaded: true, 0, []);

        var book = await SeedBook.ReadAsync(seedDirectory, cancel);
        var attachments = new SeedFiles(files, seedDirectory);
        var imports = new SeedImports(book, seedDirectory);
        // A stable sort: what is recorded at the same instant stays in the order of the sheets.
        List<SeedStep> steps =
        [
            .. new ReferenceSeed(book, attachments, imports).Steps()
                .Concat(new PublicationSeed(book).Steps())
                .Concat(new FairSeed(book, imports).Steps())
                .Concat(new EnquirySeed(book, keys).Steps())
                .Concat(new DealSeed(book, attachments).Steps())
                .OrderBy(s => s.At),
        ];

        // Recorded-at never goes back: on a chain that reaches further, the whole history would share one instant.
        var head = await db.AuditHeads.AsNoTracking().SingleAsync(cancel);
        if (head.At > steps[0].At)
            throw new InvalidOperationException($"数据库在 {head.At:u} 已有记录，示例数据须载入新库。 The database was written to at {head.At:u}; sample data go into a new one.");

        using var ahead = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var drawing = Task.Run(() => attachments.DrawAheadAsync(ahead.Token), cancel);
        try
        {
            foreach (var step in steps) await SaveAsync(db, step, cancel);
            await drawing;
        }
        finally
        {
            // What went wrong with a line is what is told, and nothing is drawn into a directory that is given up.
            await ahead.CancelAsync();
            await drawing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await transaction.CommitAsync(cancel);
        return new SeedReport(AlreadyLoaded: false, steps.Count, book.Counts);
    }

    private static async Task SaveAsync(FairDbContext db, SeedStep step, CancellationToken cancel)
    {
        var claims = await step.Do(db, cancel);
        try
        {
            var batch = db.ChangeTracker.Entries<ImportBatch>().SingleOrDefault(e => e.State is EntityState.Added)?.Entity.Id;
            var saved = await db.SaveAsync(new Act(Actor.Seed, step.Act, step.At, BatchId: batch), cancel, claims);
            if (saved.Refused) throw new InvalidOperationException($"{step.Act} {step.At:u}: {saved.Text}");
        }
        catch (DbUpdateException fault) when (Violations.Explain(fault) is { } refusal)
        {
            throw new InvalidOperationException($"{step.Act} {step.At:u}: {refusal.Text} ({fault.InnerException?.Message})", fault);
        }

        // Each step attaches the few records it touches; watching all of them would make every save slower than the last.
        db.ChangeTracker.Clear();
        if (step.Then is { } then) await then(db, cancel);
    }
}

/// <summary>When reference data and fairs are said to have been recorded, in the county's time.</summary>
internal static class SeedCalendar
{
    public static readonly DateOnly Begin = new(2024, 5, 6);

    /// <summary>The demo's today lies just after it; a fair that ends before was prepared in its own year.</summary>
    public static readonly DateOnly End = new(2026, 10, 31);

    public static DateTime At(this DateOnly day, int hour, int minute = 0) => FairTime.ToUtc(day, new TimeOnly(hour, minute));
}

internal static class SeedTracking
{
    extension(FairDbContext db)
    {
        /// <summary>What was saved by an earlier step is watched again. Attaching it twice would forget what this step did to it.</summary>
        public void AttachOnce(object noun)
        {
            if (db.Entry(noun).State is EntityState.Detached) db.Attach(noun);
        }
    }
}
