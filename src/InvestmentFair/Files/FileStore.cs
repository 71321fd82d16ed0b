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
public sealed record Upload(string Name, string ContentType, long Size, string Sha256);

/// <summary>
/// The bytes of attachments, under their SHA-256. A file is written beside its place, flushed, and only then renamed,
/// so that a row never points at half a file.
/// </summary>
public sealed class FileStore(IOptions<DataOptions> options)
{
    public const long MostBytes = 20 * 1024 * 1024;

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

            var sha = Convert.ToHexStringLower(hash.GetHashAndReset());
            var place = PathOf(sha);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            if (!File.Exists(place)) File.Move(temporary, place);
            return new Upload(FileKinds.SafeName(name), type, size, sha);
        }
        finally
        {
            File.Delete(temporary);
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

    /// <summary>A name for showing and for the download header: no path, no control characters, of bounded length.</summary>
    public static string SafeName(string name)
    {
        var last = name.Replace('\\', '/').Split('/')[^1];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && !Path.GetInvalidFileNameChars().Contains(c) && c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))]).Trim('.', ' ');
        if (clean.Length == 0) clean = "file";
        return clean.Length <= 120 ? clean : clean[^120..];
    }
}

public static class FileRefusals
{
    public static Refusal TooLarge => new("file.too-large", "文件超过 20 MB", "The file is larger than 20 MB");

    public static Refusal Empty => new("file.empty", "文件是空的", "The file is empty");

    public static Refusal NotAllowed => new("file.type", "只接受 PDF、PNG、JPEG 或 WebP 文件", "Only PDF, PNG, JPEG or WebP files are accepted");
}
