using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Projects;

public sealed record ProjectFileView(Guid Id, Guid FileId, bool IsPicture, CaptionForm Caption, string Name, long Size, int? Width, int? Height);

/// <summary>What a listing shows, in its order, and the version of the listing at which it does.</summary>
public sealed record ListingFilesView(int Version, IReadOnlyList<ProjectFileView> Files);

/// <summary>Puts pictures and papers on a listing, in an order, with captions, and a picture on a plant.</summary>
public sealed class ProjectFileDesk(IDbContextFactory<FairDbContext> contexts, FileStore store, FairClock clock) : Desk(contexts, clock)
{
    public async Task<ListingFilesView> FilesAsync(Actor actor, Guid projectId, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        var version = await db.Projects.Where(p => p.Id == projectId).Select(p => p.Version).SingleOrDefaultAsync(cancel);
        var files = await (from shown in db.ProjectFiles.AsNoTracking()
                           join file in db.Files.AsNoTracking() on shown.FileId equals file.Id
                           where shown.ProjectId == projectId && !shown.IsRemoved
                           orderby shown.Ordinal
                           select new ProjectFileView(shown.Id, file.Id, shown.IsPicture, new CaptionForm { CaptionZh = shown.Caption.Zh, CaptionEn = shown.Caption.En }, file.Name, file.Size, file.Width, file.Height))
            .ToListAsync(cancel);
        return new ListingFilesView(version, files);
    }

    /// <summary>The smaller copies are drawn and flushed before any row points at them.</summary>
    public async Task<Outcome> AddAsync(Actor actor, Guid projectId, Upload? upload, CaptionForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        if (upload is null) return ProjectFileRefusals.Missing;
        var held = store.Hold(upload);
        if (held.Value is not { } there) return held;
        var smaller = upload.IsPicture ? await store.SmallerAsync(upload, cancel) : [];
        return await ChangeAsync(actor, "project.file-added", projectId, null, (db, project) =>
        {
            var file = StoredFile.Of(there, nameof(Project), projectId, Retention.Public, Now);
            var shown = project.Show(file.Id, upload.IsPicture, form, Now);
            if (shown.Refused) return shown;
            db.Add(file);
            db.AddRange(smaller.Select(file.Smaller));
            db.Add(shown.Value!);
            return Outcome.Done;
        }, cancel);
    }

    public Task<Outcome> DescribeAsync(Actor actor, Guid projectId, int version, Guid id, CaptionForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return form.Check() is { Count: > 0 } problems
            ? Task.FromResult(Outcome.Wrong(problems))
            : ChangeAsync(actor, "project.file-described", projectId, version, (_, project) => project.Describe(id, form, Now), cancel);
    }

    public Task<Outcome> MoveAsync(Actor actor, Guid projectId, int version, Guid id, int step, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return ChangeAsync(actor, "project.file-moved", projectId, version, (_, project) => project.Move(id, step, Now), cancel);
    }

    public Task<Outcome> TakeAwayAsync(Actor actor, Guid projectId, int version, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return ChangeAsync(actor, "project.file-removed", projectId, version, (_, project) => project.TakeAway(id, Now), cancel);
    }

    /// <summary>The picture of a plant; one that was there before keeps its bytes and has no address any more.</summary>
    public async Task<Outcome> ShowPlantAsync(Actor actor, Guid plantId, int version, Upload? upload, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        if (upload is not { IsPicture: true }) return PlantRefusals.NotAPicture;
        var held = store.Hold(upload);
        if (held.Value is not { } there) return held;
        var smaller = await store.SmallerAsync(upload, cancel);
        return await DoAsync(actor, "plant.picture-shown", plantId, (db, known) => db.Plants.SingleOrDefaultAsync(p => p.Id == known, cancel), (db, plant) =>
        {
            var file = StoredFile.Of(there, nameof(IdlePlant), plantId, Retention.Public, Now);
            db.Add(file);
            db.AddRange(smaller.Select(file.Smaller));
            return Revised(() => plant.ShowPicture(file.Id));
        }, cancel, version);
    }

    public Task<Outcome> HidePlantAsync(Actor actor, Guid plantId, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return DoAsync(actor, "plant.picture-removed", plantId, (db, known) => db.Plants.SingleOrDefaultAsync(p => p.Id == known, cancel), (_, plant) => Task.FromResult(plant.HidePicture()), cancel, version);
    }

    /// <summary>A file of a listing or plant for staff, published or not; null is "not there".</summary>
    public async Task<(StoredFile File, Stream Content)?> OpenAsync(Actor actor, Guid fileId, int? width, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (!await db.ProjectFiles.AnyAsync(f => f.FileId == fileId && !f.IsRemoved, cancel) && !await db.Plants.AnyAsync(p => p.PictureId == fileId, cancel)) return null;
        return await db.Files.InWidthAsync(fileId, width, cancel) is { } file && store.Open(file) is { } content ? (file, content) : null;
    }

    private Task<Outcome> ChangeAsync(Actor actor, string act, Guid projectId, int? version, Func<FairDbContext, Project, Outcome> change, CancellationToken cancel) =>
        DoAsync(actor, act, projectId, (db, known) => db.Projects.Include(p => p.Files).SingleOrDefaultAsync(p => p.Id == known, cancel),
            (db, project) => Task.FromResult(change(db, project)), cancel, version);
}

public static class PictureWidths
{
    extension(IQueryable<StoredFile> files)
    {
        /// <summary>The file itself, or the smallest of its copies that is at least so wide.</summary>
        public async Task<StoredFile?> InWidthAsync(Guid id, int? width, CancellationToken cancel)
        {
            var copies = await files.AsNoTracking().Where(f => f.Id == id || (width != null && f.SmallerOfId == id)).ToListAsync(cancel);
            return copies.Where(f => f.Width >= width).MinBy(f => f.Width) ?? copies.SingleOrDefault(f => f.Id == id);
        }
    }
}
