using System.IO.Compression;
using System.Xml;
using InvestmentFair.Kernel;

namespace InvestmentFair.Spreadsheets;

/// <summary>
/// Reads a part of a workbook once before ExcelDataReader does. That reader joins the runs of a text by repeated
/// concatenation and compares every format and relationship with every other, so a file of honest size could keep it
/// busy for hours.
/// </summary>
internal static class PackageXml
{
    private const int Deepest = 256;
    private const int LongestText = 4_000_000;
    private const long MostCopied = 1L << 31;
    private const int MostDeclared = 10_000;
    private const int LongestFormat = 1_000;

    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };

    public static Refusal? Check(Stream part, bool mayBeMalformed)
    {
        using var xml = XmlReader.Create(part, Settings);
        var begun = false;
        try
        {
            begun = xml.MoveToContent() is XmlNodeType.Element;
            return Walk(xml);
        }
        catch (XmlException)
        {
            if (!begun) return SheetRefusals.Unsafe;
            return mayBeMalformed ? null : SheetRefusals.Broken;
        }
    }

    /// <summary>The first cell of a sheet whose formula failed or was never computed: ExcelDataReader gives nothing for it.</summary>
    /// <exception cref="InvalidDataException">The sheet is named, but not there.</exception>
    public static string? Uncomputed(Stream seekable, string sheetName)
    {
        using var package = new ZipArchive(seekable, ZipArchiveMode.Read, leaveOpen: true);
        var id = Find(package, "xl/workbook.xml", xml => xml.LocalName == "sheet" && xml.GetAttribute("name") == sheetName, xml => xml.GetAttribute("id", Relationships));
        var target = Find(package, "xl/_rels/workbook.xml.rels", xml => xml.LocalName == "Relationship" && xml.GetAttribute("Id") == id, xml => xml.GetAttribute("Target")) ?? "";
        var (cell, hasFormula, hasValue) = ("", false, false);
        return Find(package, target.StartsWith("/xl/", StringComparison.OrdinalIgnoreCase) ? target[1..] : $"xl/{target}", IsUncomputed, _ => cell);

        bool IsUncomputed(XmlReader xml)
        {
            if (xml.LocalName is "c" && xml.NodeType is XmlNodeType.EndElement) return hasFormula && !hasValue;
            if (xml.LocalName is "c") (cell, hasFormula, hasValue) = (xml.GetAttribute("r") ?? "", false, false);
            hasFormula |= xml.LocalName is "f";
            hasValue |= xml.LocalName is "v";
            return xml.LocalName is "c" && xml.GetAttribute("t") == "e";
        }
    }

    private static string? Find(ZipArchive package, string part, Func<XmlReader, bool> isIt, Func<XmlReader, string?> wanted)
    {
        var entry = package.Entries.FirstOrDefault(e => e.FullName.Replace('\\', '/').Equals(part, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException();
        using var xml = XmlReader.Create(entry.Open(), Settings);
        while (xml.Read())
            if (xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement && isIt(xml)) return wanted(xml);
        return null;
    }

    private static Refusal? Walk(XmlReader xml)
    {
        var chunk = new char[8192];
        var (declared, item, length, copied) = (0, -1, 0L, 0L);
        do
        {
            if (xml.Depth > Deepest) return SheetRefusals.Unsafe;
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName is "numFmt" or "Relationship" or "sheet":
                    if (++declared > MostDeclared || xml.GetAttribute("formatCode")?.Length > LongestFormat) return SheetRefusals.Unsafe;
                    break;
                case XmlNodeType.Element when item < 0 && !xml.IsEmptyElement && xml.LocalName is "si" or "is":
                    (item, length) = (xml.Depth, 0);
                    break;
                case XmlNodeType.EndElement when xml.Depth == item:
                    item = -1;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    if (item < 0) length = 0;
                    for (int read; (read = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
                        if ((length += read) > LongestText) return SheetRefusals.Bomb;
                    if (item >= 0 && (copied += length) > MostCopied) return SheetRefusals.Bomb;
                    break;
            }
        }
        while (xml.Read());
        return null;
    }
}
