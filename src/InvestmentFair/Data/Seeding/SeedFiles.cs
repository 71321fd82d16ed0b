using System.Collections.Concurrent;
using InvestmentFair.Deals;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;

namespace InvestmentFair.Data.Seeding;

/// <summary>Sample evidence and pictures: the bytes are kept once each, a row is made for every use.</summary>
internal sealed class SeedFiles(FileStore store, string directory)
{
    // The file itself first, then its smaller copies.
    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome<IReadOnlyList<HeldUpload>>>>> _kept = [];

    /// <summary>Draws the pictures anew while what comes before them is saved: a quarter of the load, and it waits for nothing.</summary>
    public async Task DrawAheadAsync(CancellationToken cancel)
    {
        foreach (var path in new[] { "plants", "projects" }.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(directory, "pictures", kind), "*.webp")))
            await KeptAsync(path, Retention.Public, cancel);
    }

    /// <summary>The sample file named in a line. That it is missing is an error, as a stage without its paper would be.</summary>
    public async Task<Guid?> EvidenceAsync(FairDbContext db, SeedRow row, Guid dealId, DateTime at, CancellationToken cancel)
    {
        if (row["file"] is not { } name) return null;
        var path = Path.Combine(directory, "files", name);
        if (Path.GetFileName(name) != name || !File.Exists(path)) throw row.Wrong($"没有文件 files/{name} is missing");
        return await AddAsync(db, row, path, nameof(Deal), dealId, Retention.Deal, at, cancel);
    }

    /// <summary>The picture of a plant, where one has been drawn.</summary>
    public async Task<Guid?> PlantPictureAsync(FairDbContext db, SeedRow row, Guid plantId, DateTime at, CancellationToken cancel)
    {
        var path = Path.Combine(directory, "pictures", "plants", row.Text("code") + ".webp");
        return File.Exists(path) ? await AddAsync(db, row, path, nameof(IdlePlant), plantId, Retention.Public, at, cancel) : null;
    }

    /// <summary>A picture or paper of a project, named in a line.</summary>
    public async Task<(Guid Id, bool IsPicture)> ListingFileAsync(FairDbContext db, SeedRow row, Guid projectId, DateTime at, CancellationToken cancel)
    {
        var path = Path.GetFullPath(Path.Combine(directory, row.Text("file")));
        if (!path.StartsWith(Path.GetFullPath(directory), StringComparison.Ordinal) || !File.Exists(path)) throw row.Wrong($"没有文件 {row["file"]} is missing");
        var id = await AddAsync(db, row, path, nameof(Project), projectId, Retention.Public, at, cancel);
        return (id, (await KeptAsync(path, Retention.Public, cancel)).Value![0].Upload.IsPicture);
    }

    private async Task<Guid> AddAsync(FairDbContext db, SeedRow row, string path, string ownerKind, Guid ownerId, Retention retention, DateTime at, CancellationToken cancel)
    {
        var kept = await KeptAsync(path, retention, cancel);
        row.Must(kept);
        var file = StoredFile.Of(kept.Value![0], ownerKind, ownerId, retention, at);
        db.Add(file);
        db.AddRange(kept.Value.Skip(1).Select(file.Smaller));
        return file.Id;
    }

    private Task<Outcome<IReadOnlyList<HeldUpload>>> KeptAsync(string path, Retention retention, CancellationToken cancel) =>
        _kept.GetOrAdd(path, _ => new(() => KeepAsync(path, retention, cancel))).Value;

    private async Task<Outcome<IReadOnlyList<HeldUpload>>> KeepAsync(string path, Retention retention, CancellationToken cancel)
    {
        await using var bytes = File.OpenRead(path);
        var kept = await store.KeepAsync(Path.GetFileName(path), bytes, cancel);
        if (kept.Value is not { } upload) return kept.As<IReadOnlyList<HeldUpload>>();
        var held = store.Hold(upload);
        if (held.Value is null) return held.As<IReadOnlyList<HeldUpload>>();
        return held.With<IReadOnlyList<HeldUpload>>([held.Value, .. retention is Retention.Public && upload.IsPicture ? await store.SmallerAsync(upload, cancel) : []]);
    }
}
