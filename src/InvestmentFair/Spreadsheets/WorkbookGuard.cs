using System.Buffers;
using System.IO.Compression;
using System.Text;
using InvestmentFair.Kernel;

namespace InvestmentFair.Spreadsheets;

/// <summary>
/// Decides by its content whether an upload may be read as a sheet at all. Everything is unpacked once in memory, piece by
/// piece and counted, before any library sees the file; nothing is written to the disk.
/// </summary>
public static class WorkbookGuard
{
    public const long MostBytes = 20 * 1024 * 1024;
    public const long MostUnpacked = 64 * 1024 * 1024;
    public const int MostParts = 2_000;
    public const int MostInflation = 100;
    public const long InflatesFreely = 100 * 1024;

    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");
    private static readonly SearchValues<byte> MarksAndSpaces = SearchValues.Create([0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0, .. " \t\r\n"u8]);
    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <summary>Null for a workbook or a CSV that may be read.</summary>
    public static Refusal? Check(Stream seekable, string fileName)
    {
        if (seekable.Length == 0) return SheetRefusals.Empty;
        if (seekable.Length > MostBytes) return SheetRefusals.TooLarge;

        // The container of .xls is also that of an encrypted .xlsx.
        if (StartsWith(seekable, [0xD0, 0xCF, 0x11, 0xE0]))
            return CountOf(seekable, EncryptedPackage) > 0 ? SheetRefusals.Encrypted : SheetRefusals.OldFormat;
        if (Path.GetExtension(fileName.Trim()).ToLowerInvariant() is not (".xlsx" or ".csv")) return SheetRefusals.NotAccepted;
        if (!IsPackage(seekable)) return CsvText.Read(seekable) is null ? SheetRefusals.NotAWorkbook : null;

        try
        {
            return CheckPackage(seekable);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return SheetRefusals.Broken;
        }
    }

    internal static bool IsPackage(Stream seekable) => StartsWith(seekable, "PK\u0003\u0004"u8);

    private static Refusal? CheckPackage(Stream seekable)
    {
        // ZipArchive takes the whole directory into memory however long it is, so its entries are counted first.
        if (CountOf(seekable, "PK\u0001\u0002"u8) > MostParts) return SheetRefusals.TooManyParts;
        seekable.Position = 0;
        using var package = new ZipArchive(seekable, ZipArchiveMode.Read, leaveOpen: true);
        var parts = package.Entries;

        if (parts.Any(p => p.IsEncrypted)) return SheetRefusals.Encrypted;
        // Parts that claim more bytes than there are share them: a thousand names for one bomb.
        if (parts.Sum(p => p.CompressedLength) > seekable.Length || parts.Sum(p => p.Length) > MostUnpacked) return SheetRefusals.Bomb;
        if (!Has(parts, "[Content_Types].xml") || !Has(parts, "xl/workbook.xml")) return SheetRefusals.NotAWorkbook;
        // Two parts of one name could show this check the one and the reader the other.
        if (parts.DistinctBy(p => p.FullName.Replace('\\', '/'), StringComparer.OrdinalIgnoreCase).Count() < parts.Count) return SheetRefusals.Broken;

        var buffer = new byte[64 * 1024];
        long unpacked = 0;
        foreach (var part in parts)
            if (Unpack(part, buffer, ref unpacked) is { } refusal) return refusal;
        return null;
    }

    // Sizes and sums of the directory may lie, so the bytes themselves are counted, as far as they come.
    private static Refusal? Unpack(ZipArchiveEntry part, byte[] buffer, ref long unpacked)
    {
        long size = 0;
        var crc = uint.MaxValue;
        var isXml = false;
        using (var content = part.Open())
        {
            for (int read; (read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
            {
                if (size == 0) isXml = IsXml(buffer.AsSpan(0, read));
                size += read;
                unpacked += read;
                if (unpacked > MostUnpacked || (size > InflatesFreely && size > part.CompressedLength * MostInflation)) return SheetRefusals.Bomb;
                foreach (var b in buffer.AsSpan(0, read))
                    crc = Crc[(byte)(crc ^ b)] ^ (crc >> 8);
            }
        }

        if (size != part.Length || ~crc != part.Crc32) return SheetRefusals.Broken;
        if (!isXml) return null;

        // Excel itself writes drawings in VML that no XML reader accepts; nobody reads them here.
        using var again = part.Open();
        return PackageXml.Check(again, mayBeMalformed: part.FullName.EndsWith(".vml", StringComparison.OrdinalIgnoreCase));
    }

    // By the content, for a relationship may call any part a sheet, whatever its name.
    private static bool IsXml(ReadOnlySpan<byte> start)
    {
        var first = start.IndexOfAnyExcept(MarksAndSpaces);
        return first < 0 || start[first] == '<';
    }

    private static bool Has(IEnumerable<ZipArchiveEntry> parts, string name) =>
        parts.Any(p => p.FullName.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool StartsWith(Stream seekable, ReadOnlySpan<byte> magic)
    {
        Span<byte> head = stackalloc byte[4];
        seekable.Position = 0;
        return seekable.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(magic);
    }

    private static int CountOf(Stream seekable, ReadOnlySpan<byte> pattern)
    {
        var buffer = new byte[64 * 1024];
        var (count, kept) = (0, 0);
        seekable.Position = 0;
        for (int read; (read = seekable.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var seen = buffer.AsSpan(0, kept + read);
            count += seen.Count(pattern);
            kept = Math.Min(pattern.Length - 1, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        return count;
    }

    private static uint CrcOf(int index)
    {
        var crc = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        return crc;
    }
}
