using System.Globalization;
using System.Security.Cryptography;
using InvestmentFair.Kernel;
using Microsoft.Extensions.Options;

namespace InvestmentFair.Files;

/// <summary>Where the product keeps what is not in the database.</summary>
public sealed class DataOptions
{
    public string Directory { get; set; } = "data";

    /// <summary>How long an upload waits for the row that points at it before it counts as forgotten; never under an hour.</summary>
    public TimeSpan UploadsWait { get; set; } = TimeSpan.FromDays(1);
}

/// <summary>Bytes accepted and lying safely on the disk, not yet owned by any row.</summary>
public sealed record Upload(string Name, string ContentType, long Size, string Sha256, int? Width = null, int? Height = null)
{
    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
}

/// <summary>
/// An upload that was found on the disk just now and is left alone by the sweep from now on: only of such a one is a row made.
/// </summary>
public sealed record HeldUpload
{
    internal HeldUpload(Upload upload) => Upload = upload;

    public Upload Upload { get; }
}

/// <summary>A file that lies in the store and that no row points at.</summary>
public sealed record UnclaimedFile(string Name, long Size, bool IsForgotten);

/// <summary>What a sweep took away.</summary>
public sealed record Swept(int Files, long Bytes);

/// <summary>
/// The bytes of attachments, under their SHA-256. A file is written beside its place, flushed, and only then renamed,
/// so that a row never points at half a file. A picture is drawn anew on the way in, so nothing is kept of what else it held.
/// </summary>
public sealed class FileStore(IOptions<DataOptions> options)
{
    public const long MostBytes = 20 * 1024 * 1024;

    /// <summary>The widths in which a picture is offered to screens of different sizes; never more than it has.</summary>
    public static readonly int[] Widths = [480, 960, 1600];

    private static readonly TimeSpan LeastWait = TimeSpan.FromHours(1);
    private const string Incoming = ".incoming-";

    // Settling, holding and sweeping one file exclude each other, or a file could be swept between "it is there already" and its row.
    private readonly Lock _one = new();

    private string Root => Path.Combine(options.Value.Directory, "files");

    private TimeSpan Wait => options.Value.UploadsWait > LeastWait ? options.Value.UploadsWait : LeastWait;

    // The disk dates its files by the system's clock, whatever day the product's is set to.
    private static DateTime SystemNow => TimeProvider.System.GetUtcNow().UtcDateTime;

    public async Task<Outcome<Upload>> KeepAsync(string name, Stream content, CancellationToken cancel)
    {
        if (!Directory.Exists(Root))
        {
            Directory.CreateDirectory(Root);
            DirectoryNames.Flush(options.Value.Directory);
        }

        var temporary = Path.Combine(Root, $"{Incoming}{Guid.NewGuid():N}");
        try
        {
            long size = 0;
            var head = new byte[16];
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                var buffer = new byte[81920];
                int read;
                while ((read = await content.ReadAsync(buffer, cancel)) > 0)
                {
                    if (size < head.Length)
                        Array.Copy(buffer, 0, head, size, Math.Min(read, head.Length - size));
                    size += read;
                    if (size > MostBytes) return FileRefusals.TooLarge;
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }

                file.Flush(flushToDisk: true);
            }

            if (size == 0) return FileRefusals.Empty;
            if (FileKinds.Recognise(head) is not { } type) return FileRefusals.NotAllowed;

            if (type is not FileKinds.Pdf)
            {
                var redrawn = await Redrawing.OfAsync(temporary, Redrawing.LongestSide, cancel);
                return redrawn.Value is { } picture ? await KeepAsync(name, picture, cancel) : redrawn.As<Upload>();
            }

            var sha = Convert.ToHexStringLower(hash.GetHashAndReset());
            Settle(temporary, sha);
            return new Upload(FileKinds.SafeName(name, ".pdf"), type, size, sha);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The same picture in the smaller widths, kept beside it.</summary>
    public async Task<IReadOnlyList<HeldUpload>> SmallerAsync(Upload picture, CancellationToken cancel)
    {
        var kept = new List<HeldUpload>();
        foreach (var width in Widths.Where(w => w < picture.Width))
        {
            var longest = picture.Height > picture.Width ? (int)((long)width * picture.Height.Value / picture.Width!.Value) : width;
            var redrawn = await Redrawing.OfAsync(PathOf(picture.Sha256), longest, cancel);
            if (redrawn.Value is { } smaller) kept.Add(new HeldUpload(await KeepAsync(picture.Name, smaller, cancel)));
        }

        return kept;
    }

    private async Task<Upload> KeepAsync(string name, Redrawn picture, CancellationToken cancel)
    {
        var sha = Convert.ToHexStringLower(SHA256.HashData(picture.Content));
        var temporary = Path.Combine(Root, $"{Incoming}{Guid.NewGuid():N}");
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(picture.Content, cancel);
                file.Flush(flushToDisk: true);
            }

            Settle(temporary, sha);
            return new Upload(FileKinds.SafeName(name, ".webp"), Redrawing.ContentType, picture.Content.Length, sha, picture.Width, picture.Height);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>
    /// Asks, before a row is made, whether the upload is still there: a form may have lain open for longer than an upload
    /// waits. From here on it counts as young again.
    /// </summary>
    public Outcome<HeldUpload> Hold(Upload upload)
    {
        var place = PathOf(upload.Sha256);
        lock (_one)
        {
            if (!File.Exists(place)) return FileRefusals.Gone;
            File.SetLastWriteTimeUtc(place, SystemNow);
            return new HeldUpload(upload);
        }
    }

    /// <summary>
    /// Removes what no row points at and nobody has touched for long: uploads whose form was given up, and halves that a crash
    /// left. A row that came after the names were read points at a file that was held since, which is therefore young.
    /// </summary>
    /// <param name="pointedAt">The names of all files that belong to a record.</param>
    /// <param name="lastWritten">When the database last wrote anything: a file that is younger came after it, and a copy of an earlier day put back in its place knows nothing of it.</param>
    public Swept Sweep(IReadOnlySet<string> pointedAt, DateTime lastWritten)
    {
        // A database to which not one of these files belongs is another database, and by it all of them would be forgotten.
        var orphans = Names().Any(pointedAt.Contains) ? Orphans(pointedAt) : [];
        var (files, bytes) = (0, 0L);
        foreach (var path in Halves().Concat(orphans))
        {
            lock (_one)
            {
                var file = new FileInfo(path);
                if (!file.Exists || !IsForgotten(file) || file.LastWriteTimeUtc > lastWritten) continue;
                bytes += file.Length;
                file.Delete();
                files++;
            }
        }

        return new Swept(files, bytes);
    }

    /// <summary>How many files lie here that a row points at, and which others, beside a server that goes on taking files in and sweeping.</summary>
    public (int Claimed, IReadOnlyList<UnclaimedFile> Unclaimed) Stock(IReadOnlySet<string> pointedAt)
    {
        var unclaimed = new List<UnclaimedFile>();
        foreach (var file in Halves().Concat(Orphans(pointedAt)).Select(path => new FileInfo(path)))
        {
            if (file.Exists) unclaimed.Add(new UnclaimedFile(file.Name, file.Length, IsForgotten(file)));
        }

        return (Names().Count(pointedAt.Contains), unclaimed);
    }

    private bool IsForgotten(FileInfo file) => SystemNow - file.LastWriteTimeUtc > Wait;

    private IEnumerable<string> Names() => Directory.Exists(Root)
        ? Directory.EnumerateDirectories(Root).SelectMany(Directory.EnumerateFiles).Select(path => Path.GetFileName(path)!)
        : [];

    private IEnumerable<string> Orphans(IReadOnlySet<string> pointedAt) => Names().Where(name => !pointedAt.Contains(name)).Select(PathOf);

    private IEnumerable<string> Halves() => Directory.Exists(Root) ? Directory.EnumerateFiles(Root, Incoming + "*") : [];

    // Renamed into place, and the name itself made durable: a flushed file whose directory was not flushed may be gone after a
    // power cut, while the row that points at it is not. One that lay here already is as good as new.
    private void Settle(string temporary, string sha)
    {
        var place = PathOf(sha);
        var shelf = Path.GetDirectoryName(place)!;
        lock (_one)
        {
            if (File.Exists(place))
            {
                File.SetLastWriteTimeUtc(place, SystemNow);
                return;
            }

            var isNew = !Directory.Exists(shelf);
            Directory.CreateDirectory(shelf);
            File.Move(temporary, place, overwrite: true);
            DirectoryNames.Flush(shelf);
            if (isNew) DirectoryNames.Flush(Root);
        }
    }

    public Stream? Open(StoredFile file)
    {
        var place = PathOf(file.Sha256);
        return File.Exists(place) ? File.OpenRead(place) : null;
    }

    public bool Holds(string sha256) => File.Exists(PathOf(sha256));

    private string PathOf(string sha256) => Path.Combine(Root, sha256[..2], sha256);
}

/// <summary>What may be kept, told by the first bytes.</summary>
public static class FileKinds
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string WebP = "image/webp";

    public static string? Recognise(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF-"u8)) return Pdf;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg;
        return head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8) ? WebP : null;
    }

    private static bool IsPictureName(string name) => Path.GetExtension(name).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".webp";

    /// <summary>
    /// A name for showing and for the download header: no path, no control characters, none that turn the writing round, of
    /// bounded length, and ending as its content does, whatever the sender called it.
    /// </summary>
    public static string SafeName(string name, string ending)
    {
        var last = name.Replace('\\', '/').Split('/')[^1];
        var clean = new string([.. last.Where(c => IsSeen(c) && !Path.GetInvalidFileNameChars().Contains(c) && c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))]).Trim('.', ' ');
        var stem = clean.EndsWith(ending, StringComparison.OrdinalIgnoreCase) || IsPictureName(clean) && ending == ".webp" ? Path.GetFileNameWithoutExtension(clean) : clean;
        if (stem.Length == 0) stem = "file";
        return (stem.Length <= 100 ? stem : stem[..(char.IsHighSurrogate(stem[99]) ? 99 : 100)]) + ending;
    }

    private static bool IsSeen(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
}

public static class FileRefusals
{
    public static Refusal TooLarge => new("file.too-large", "文件超过 20 MB", "The file is larger than 20 MB");

    public static Refusal Empty => new("file.empty", "文件是空的", "The file is empty");

    public static Refusal Unreadable => new("file.picture", "图片打不开：文件已损坏，或内容不是图片", "The picture cannot be read: it is damaged, or no picture at all");

    public static Refusal TooManyPixels(int width, int height) => new("file.pixels",
        $"图片有 {width}×{height} 像素，最多 4000 万像素，请缩小后再传", $"The picture has {width}×{height} pixels, at most 40 million are taken; please make it smaller");

    public static Refusal QuotaFiles(int most) => new("file.quota", $"今天上传的文件已达 {most} 个，请明天再传", $"You have uploaded {most} files today; please go on tomorrow");

    public static Refusal QuotaBytes(long most) => new("file.quota-bytes", $"今天上传的文件已达 {most / 1024 / 1024} MB，请明天再传", $"You have uploaded {most / 1024 / 1024} MB today; please go on tomorrow");

    public static Refusal Gone => new("file.gone",
        "上传的文件在服务器上等待过久，已被清除，请重新选择文件上传", "The file you uploaded waited too long on the server and has been removed; please choose it again");

    public static Refusal NotAllowed => new("file.type", "只接受 PDF、PNG、JPEG 或 WebP 文件", "Only PDF, PNG, JPEG or WebP files are accepted");
}
