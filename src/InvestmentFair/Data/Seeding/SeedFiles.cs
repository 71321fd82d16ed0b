using InvestmentFair.Files;

namespace InvestmentFair.Data.Seeding;

/// <summary>Sample evidence and pictures: the bytes are kept once each, a row is made for every use.</summary>
internal sealed class SeedFiles(FileStore store, string directory)
{
    private readonly Dictionary<string, Upload> _kept = [];

    /// <summary>The sample file named in a line. That it is missing is an error, as a stage without its paper would be.</summary>
    public async Task<Guid?> EvidenceAsync(FairDbContext db, SeedRow row, Guid dealId, DateTime at, CancellationToken cancel)
    {
        if (row["file"] is not { } name) return null;
        var path = Path.Combine(directory, "files", name);
        if (Path.GetFileName(name) != name || !File.Exists(path)) throw row.Wrong($"没有文件 files/{name} is missing");
        return await AddAsync(db, row, path, "deal", dealId, Retention.Deal, at, cancel);
    }

    /// <summary>The picture of a project or a plant, where one has been drawn.</summary>
    public async Task<Guid?> PictureAsync(FairDbContext db, SeedRow row, string folder, string ownerKind, Guid ownerId, DateTime at, CancellationToken cancel)
    {
        var path = new[] { ".webp", ".png" }.Select(kind => Path.Combine(directory, "pictures", folder, row.Text("code") + kind)).FirstOrDefault(File.Exists);
        return path is null ? null : await AddAsync(db, row, path, ownerKind, ownerId, Retention.Public, at, cancel);
    }

    private async Task<Guid> AddAsync(FairDbContext db, SeedRow row, string path, string ownerKind, Guid ownerId, Retention retention, DateTime at, CancellationToken cancel)
    {
        if (!_kept.TryGetValue(path, out var upload))
        {
            await using var bytes = File.OpenRead(path);
            var kept = await store.KeepAsync(Path.GetFileName(path), bytes, cancel);
            row.Must(kept);
            _kept[path] = upload = kept.Value!;
        }

        var file = StoredFile.Of(upload.Name, upload.ContentType, upload.Size, upload.Sha256, ownerKind, ownerId, retention, at);
        db.Add(file);
        return file.Id;
    }
}
