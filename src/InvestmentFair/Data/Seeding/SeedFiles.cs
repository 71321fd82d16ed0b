using InvestmentFair.Deals;
using InvestmentFair.Files;
using InvestmentFair.Projects;

namespace InvestmentFair.Data.Seeding;

/// <summary>Sample evidence and pictures: the bytes are kept once each, a row is made for every use.</summary>
internal sealed class SeedFiles(FileStore store, string directory)
{
    // The file itself first, then its smaller copies.
    private readonly Dictionary<string, IReadOnlyList<HeldUpload>> _kept = [];

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
        return (await AddAsync(db, row, path, nameof(Project), projectId, Retention.Public, at, cancel), _kept[path][0].Upload.IsPicture);
    }

    private async Task<Guid> AddAsync(FairDbContext db, SeedRow row, string path, string ownerKind, Guid ownerId, Retention retention, DateTime at, CancellationToken cancel)
    {
        if (!_kept.TryGetValue(path, out var uploads))
        {
            await using var bytes = File.OpenRead(path);
            var kept = await store.KeepAsync(Path.GetFileName(path), bytes, cancel);
            row.Must(kept);
            var held = store.Hold(kept.Value!);
            row.Must(held);
            var smaller = retention is Retention.Public && kept.Value!.IsPicture ? await store.SmallerAsync(kept.Value, cancel) : [];
            _kept[path] = uploads = [held.Value!, .. smaller];
        }

        var file = StoredFile.Of(uploads[0], ownerKind, ownerId, retention, at);
        db.Add(file);
        db.AddRange(uploads.Skip(1).Select(file.Smaller));
        return file.Id;
    }
}
