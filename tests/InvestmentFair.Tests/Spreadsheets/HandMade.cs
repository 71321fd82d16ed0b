using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace InvestmentFair.Tests.Spreadsheets;

/// <summary>Workbooks put together by hand, as no writer would.</summary>
internal static class HandMade
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static (string, string) ContentTypes => ("[Content_Types].xml",
        """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>""");

    public static (string, string) Book(params (string Name, string State)[] sheets) => ("xl/workbook.xml",
        $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{string.Concat(sheets.Select((s, i) => $"""<sheet name="{s.Name}" sheetId="{i + 1}" state="{s.State}" r:id="r{i + 1}"/>"""))}</sheets></workbook>""");

    public static (string, string) Relations(params string[] targets) => ("xl/_rels/workbook.xml.rels",
        $"""<Relationships xmlns="{Package}">{string.Concat(targets.Select((t, i) => $"""<Relationship Id="r{i + 1}" Type="{Office}/worksheet" Target="{t}"/>"""))}</Relationships>""");

    public static (string, string) Sheet(string rows, string before = "", string name = "sheet1") => ($"xl/worksheets/{name}.xml",
        $"""<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""");

    public static (string, string) Strings(string items) => ("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{items}</sst>""");

    public static (string, string) Styles(string formats, params int[] used) => ("xl/styles.xml",
        $"""<styleSheet xmlns="{Main}"><numFmts>{formats}</numFmts><cellXfs>{string.Concat(used.Select(f => $"""<xf numFmtId="{f}" applyNumberFormat="1"/>"""))}</cellXfs></styleSheet>""");

    public static string Row(int number, params string[] texts) =>
        $"""<row r="{number}">{string.Concat(texts.Select(t => t.Length == 0 ? "<c/>" : $"""<c t="inlineStr"><is><t xml:space="preserve">{t}</t></is></c>"""))}</row>""";

    /// <summary>A workbook of one sheet with these rows, and whatever other parts.</summary>
    public static MemoryStream Workbook(string rows, params (string, string)[] more) =>
        Zip([ContentTypes, Book(("Sheet1", "visible")), Relations("worksheets/sheet1.xml"), Sheet(rows), .. more]);

    public static MemoryStream Zip(params (string Name, string Content)[] parts) =>
        Zip([.. parts.Select(p => (p.Name, Encoding.UTF8.GetBytes(p.Content)))]);

    public static MemoryStream Zip((string Name, byte[] Content)[] parts, CompressionLevel level = CompressionLevel.Optimal)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, level).Open();
                part.Write(content);
            }

        stream.Position = 0;
        return stream;
    }

    public static byte[] Bytes((string Name, string Content) part) => Encoding.UTF8.GetBytes(part.Content);

    /// <summary>The offsets of the directory's entries, in the order in which they were written.</summary>
    public static IReadOnlyList<int> Directory(ReadOnlySpan<byte> zip)
    {
        var found = new List<int>();
        for (var i = 0; i < zip.Length - 4; i++)
            if (zip[i..].StartsWith("PK\u0001\u0002"u8)) found.Add(i);
        return found;
    }

    /// <summary>The same workbook, whose last part claims another size.</summary>
    public static MemoryStream Lying(MemoryStream workbook, uint size)
    {
        var zip = workbook.ToArray();
        var entry = Directory(zip)[^1];
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(entry + 24), size);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan((int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(entry + 42)) + 22), size);
        return new MemoryStream(zip);
    }

    /// <summary>The same workbook with the flag of encryption on its last part.</summary>
    public static MemoryStream Encrypted(MemoryStream workbook)
    {
        var zip = workbook.ToArray();
        var entry = Directory(zip)[^1];
        zip[entry + 8] |= 1;
        zip[(int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(entry + 42)) + 6] |= 1;
        return new MemoryStream(zip);
    }

    /// <summary>One compressed part under many names, so that a small file unpacks to a huge one.</summary>
    public static MemoryStream Overlapping(int names, int size)
    {
        var zip = Zip([ContentTypes, Book(("S", "visible"))]).ToArray();
        var part = Zip([("xl/media/00000", new byte[size])]).ToArray();
        var entry = Directory(part)[0];
        var (first, end) = (Directory(zip)[0], zip.Length - 22);

        using var stream = new MemoryStream();
        stream.Write(zip.AsSpan(0, first));
        stream.Write(part.AsSpan(0, entry));
        stream.Write(zip.AsSpan(first, end - first));
        for (var i = 0; i < names; i++)
        {
            var header = part.AsSpan(entry, part.Length - 22 - entry).ToArray();
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), (uint)first);
            Encoding.ASCII.GetBytes($"xl/media/{i:00000}").CopyTo(header.AsSpan(46));
            stream.Write(header);
        }

        var tail = zip.AsSpan(end).ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(8), (ushort)(names + 2));
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(10), (ushort)(names + 2));
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(12), (uint)(stream.Length - first - entry));
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(16), (uint)(first + entry));
        stream.Write(tail);
        return new MemoryStream(stream.ToArray());
    }
}
