using System.Security.Cryptography;
using InvestmentFair.Kernel;
using Microsoft.Extensions.Options;

namespace InvestmentFair.Files;

/// <summary>Where the product keeps what is not in the database.</summary>
public sealed class DataOptions
{
    public string Directory { get; set; } = "data";
}

/// <summary>Bytes accepted and lying safely on the disk, not yet owned by any row.</summary>
public sealed record Upload(string Name, string ContentType, long Size, string Sha256, int? Width = null, int? Height = null)
{
    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
}

/// <summary>
/// The bytes of attachments, under their SHA-256. A file is written beside its place, flushed, and only then renamed,
/// so that a row never points at half a file. A picture is drawn anew on the way in, so nothing is kept of what else it held.
/// </summary>
public sealed class FileStore(IOptions<DataOptions> options)
{
    public const long MostBytes = 20 * 1024 * 1024;

    /// <summary>The widths in which a picture is offered to screens of different sizes; never more than it has.</summary>
    public static readonly int[] Widths = [480, 960, 1600];

    private string Root => Path.Combine(options.Value.Directory, "files");

    public async Task<Outcome<Upload>> KeepAsync(string name, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Root);
        var temporary = Path.Combine(Root, $".incoming-{Guid.NewGuid():N}");
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
    public async Task<IReadOnlyList<Upload>> SmallerAsync(Upload picture, CancellationToken cancel)
    {
        var kept = new List<Upload>();
        foreach (var width in Widths.Where(w => w < picture.Width))
        {
            var longest = picture.Height > picture.Width ? (int)((long)width * picture.Height.Value / picture.Width!.Value) : width;
            var redrawn = await Redrawing.OfAsync(PathOf(picture.Sha256), longest, cancel);
            if (redrawn.Value is { } smaller) kept.Add(await KeepAsync(picture.Name, smaller, cancel));
        }

        return kept;
    }

    private async Task<Upload> KeepAsync(string name, Redrawn picture, CancellationToken cancel)
    {
        var sha = Convert.ToHexStringLower(SHA256.HashData(picture.Content));
        var temporary = Path.Combine(Root, $".incoming-{Guid.NewGuid():N}");
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

    private void Settle(string temporary, string sha)
    {
        var place = PathOf(sha);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        if (!File.Exists(place)) File.Move(temporary, place, overwrite: true);
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
    /// A name for showing and for the download header: no path, no control characters, of bounded length, and ending as its
    /// content does, whatever the sender called it.
    /// </summary>
    public static string SafeName(string name, string ending)
    {
        var last = name.Replace('\\', '/').Split('/')[^1];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && !Path.GetInvalidFileNameChars().Contains(c) && c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))]).Trim('.', ' ');
        var stem = clean.EndsWith(ending, StringComparison.OrdinalIgnoreCase) || IsPictureName(clean) && ending == ".webp" ? Path.GetFileNameWithoutExtension(clean) : clean;
        if (stem.Length == 0) stem = "file";
        return (stem.Length <= 100 ? stem : stem[..100]) + ending;
    }
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

    public static Refusal NotAllowed => new("file.type", "只接受 PDF、PNG、JPEG 或 WebP 文件", "Only PDF, PNG, JPEG or WebP files are accepted");
}
