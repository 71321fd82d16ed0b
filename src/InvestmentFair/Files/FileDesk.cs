using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Files;

/// <summary>Takes attachments in and gives them out to those who may see what they belong to.</summary>
public sealed class FileDesk(IDbContextFactory<FairDbContext> contexts, FileStore store, UploadQuota quota, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>The bytes are on the disk, flushed, before the row that points at them is saved with its owner.</summary>
    public async Task<Outcome<Upload>> KeepAsync(Actor actor, string name, Stream content, CancellationToken cancel)
    {
        actor.Must(actor.May(Permission.ManageProjects) ? Permission.ManageProjects : Permission.ManageDeals);
        if (quota.Refuses(actor) is { } refusal) return refusal;
        var kept = await store.KeepAsync(name, content, cancel);
        quota.Count(actor, kept.Value?.Size ?? 0);
        return kept;
    }

    /// <summary>Removes what was brought and never became part of a record.</summary>
    public async Task<Swept> SweepAsync(Actor actor, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        await using var db = Open();
        var lastWritten = await db.AuditHeads.Select(h => h.At).SingleAsync(cancel);
        return store.Sweep(await db.PointedAtAsync(cancel), lastWritten);
    }

    /// <summary>The paper of a review, for those who see the fair; null is "not there".</summary>
    public async Task<(StoredFile File, Stream Content)?> ReviewFileAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.OwnerKind == "ProjectReview", cancel);
        return file is not null && store.Open(file) is { } content ? (file, content) : null;
    }

    /// <summary>A deal's file for those who see the deal; null is "not there or not yours".</summary>
    public async Task<(StoredFile File, Stream Content)?> DealFileAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewDeals);
        await using var db = Open();
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.OwnerKind == "Deal", cancel);
        // Of a deal entered twice, for whoever sees the one it stands for now, on whose page its papers are.
        if (file is null || !await db.Deals.IgnoreQueryFilters().AnyAsync(d => d.Id == file.OwnerId && (!actor.IsScopedToUnit || d.Survivor.LeadUnitId == actor.UnitId), cancel)) return null;
        return store.Open(file) is { } content ? (file, content) : null;
    }
}

public static class PointedAtFiles
{
    extension(FairDbContext db)
    {
        /// <summary>The names under which files lie that belong to a record.</summary>
        public async Task<IReadOnlySet<string>> PointedAtAsync(CancellationToken cancel)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var name in db.Files.Select(f => f.Sha256).AsAsyncEnumerable().WithCancellation(cancel)) names.Add(name);
            return names;
        }
    }
}

public static class Papers
{
    extension(FileStore store)
    {
        /// <summary>Does what needs a paper with the one that was brought for it, if one was: its row is part of the same save.</summary>
        public Outcome Keeping(FairDbContext db, Upload? upload, string ownerKind, Guid ownerId, DateTime now, Func<Guid?, Outcome> verb)
        {
            if (upload is null) return verb(null);
            var held = store.Hold(upload);
            if (held.Value is not { } there) return held;
            var file = StoredFile.Of(there, ownerKind, ownerId, Retention.Deal, now);
            db.Add(file);
            return verb(file.Id);
        }
    }
}
