using System.Globalization;
using System.Text;
using ExcelDataReader;
using InvestmentFair.Kernel;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Spreadsheets;

/// <summary>
/// Reads what people upload: the first visible sheet of a workbook, or a CSV. The whole table or a refusal, never a part
/// and never an exception.
/// </summary>
public static class SheetReader
{
    public const int MostRows = 50_000;

    /// <summary>More than the longest form has fields: a sheet may come with every one of them.</summary>
    public const int MostColumns = 100;


    // Each is parsed on the way to the one that shows.
    private const int MostHiddenSheets = 30;
    private const int LastRowOfExcel = 1_048_576;

    // Nobody types it, XML cannot hold it, and it comes out as a row of its own unless a quotation mark is open.
    private const string End = "\uFFFF";

    public static Outcome<SheetTable> Read(Stream seekable, string fileName, ILogger? log = null)
    {
        try
        {
            if (WorkbookGuard.Check(seekable, fileName) is { } refusal) return refusal;
            return WorkbookGuard.IsPackage(seekable) ? ReadWorkbook(seekable) : ReadCsv(CsvText.Read(seekable)!);
        }
        catch (Exception fault)
        {
            // ExcelDataReader has no exception of its own for a broken file: whatever it stumbles over comes out, and a fault of
            // ours would look the same. Its message may quote a cell, and the file's name may name people: both stay out of the log.
            log?.LogWarning("A sheet could not be read: {Fault} {Stack}", fault.GetType(), fault.StackTrace);
            return SheetRefusals.Broken;
        }
    }

    private static Outcome<SheetTable> ReadWorkbook(Stream seekable)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(seekable, Configuration());
        for (var hidden = 0; reader.VisibleState is "hidden" or "veryhidden"; hidden++)
            if (hidden == MostHiddenSheets || !reader.NextResult()) return SheetRefusals.Empty;
        // A "strict" workbook has none that the reader knows.
        if (reader.ResultsCount == 0) return SheetRefusals.Broken;
        var table = ReadTable(reader);
        return !table.Refused && PackageXml.Uncomputed(seekable, reader.Name) is { } cell ? SheetRefusals.Uncomputed(cell) : table;
    }

    private static Outcome<SheetTable> ReadCsv(string text)
    {
        var configuration = Configuration();
        var separator = SeparatorOf(text);
        configuration.AutodetectSeparators = [separator];
        if (text.AsSpan().CountAny(separator, '\r', '\n') > MostRows * MostColumns) return SheetRefusals.TooManyRows;
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"{text}\n{End}"));
        using var reader = ExcelReaderFactory.CreateCsvReader(bytes, configuration);
        return ReadTable(reader, endsWith: End);
    }

    private static ExcelReaderConfiguration Configuration()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new ExcelReaderConfiguration { LeaveOpen = true };
    }

    // The reader's own guess prefers a character that is rare to one that some rows have fewer of.
    private static char SeparatorOf(string text)
    {
        var first = text.AsSpan().TrimStart("\r\n");
        var line = first.IndexOfAny('\r', '\n') is >= 0 and var end ? first[..end] : first;
        var (commas, tabs, semicolons) = (line.Count(','), line.Count('\t'), line.Count(';'));
        return commas >= tabs && commas >= semicolons ? ',' : tabs >= semicolons ? '\t' : ';';
    }

    private static Outcome<SheetTable> ReadTable(IExcelDataReader reader, string? endsWith = null)
    {
        // Known before the first row is read, and before memory is taken for each of its columns.
        if (reader.FieldCount > MostColumns) return SheetRefusals.TooManyColumns(reader.FieldCount);
        if (reader.RowCount > LastRowOfExcel) return SheetRefusals.TooManyRows;

        List<string>? headers = null;
        List<SheetRow> rows = [];
        for (var number = 1; reader.Read(); number++)
        {
            if (endsWith is not null && endsWith.Equals(reader.GetValue(0))) return TableOf(headers, rows);
            var cells = CellsOf(reader);
            if (cells.Count == 0) continue;
            if (headers is null)
            {
                headers = [.. cells.Select(c => c.Text)];
                if (RepeatedIn(headers) is { Count: > 0 } repeated) return SheetRefusals.SameHeaders(repeated);
                continue;
            }

            if (rows.Count == MostRows) return SheetRefusals.TooManyRows;
            for (var i = 0; i < cells.Count; i++)
                if (!cells[i].IsBlank && (i >= headers.Count || headers[i].Length == 0)) return SheetRefusals.NoHeader(number, LettersOf(i));
            rows.Add(new SheetRow(number, [.. cells, .. Enumerable.Repeat(SheetCell.Blank, headers.Count - cells.Count)]));
        }

        return endsWith is null ? TableOf(headers, rows) : SheetRefusals.OpenQuote;
    }

    private static Outcome<SheetTable> TableOf(List<string>? headers, List<SheetRow> rows) =>
        headers is null ? SheetRefusals.Empty : new SheetTable(headers, rows);

    /// <summary>The cells up to the last that holds something.</summary>
    private static List<SheetCell> CellsOf(IExcelDataReader reader)
    {
        List<SheetCell> cells = [];
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (CellOf(ValueOf(reader, i)) is not { IsBlank: false } cell) continue;
            cells.AddRange(Enumerable.Repeat(SheetCell.Blank, i - cells.Count));
            cells.Add(cell);
        }

        return cells;
    }

    // Formats 27–36 and 50–58 are the dates of Chinese Excel and WPS; they stand in no file, and the reader does not know them.
    private static object? ValueOf(IExcelDataReader reader, int i)
    {
        var value = reader.GetValue(i);
        if (value is not double serial || serial is < 0 or >= 2_958_466) return value;
        if (reader.GetNumberFormatIndex(i) is not ((>= 27 and <= 36) or (>= 50 and <= 58)) || reader.GetNumberFormatString(i) is not null) return value;
        return DateTime.FromOADate(serial < 60 ? serial + 1 : serial);
    }

    private static SheetCell CellOf(object? raw) => raw switch
    {
        null => SheetCell.Blank,
        string text => new(CellText.Folded(text), text),
        double number => new(Plain(number), number),
        DateTime moment => new(Written(moment), moment),
        TimeSpan span => new(string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours:00}:{span.Minutes:00}"), span),
        bool yes => new(yes ? "TRUE" : "FALSE", yes),
        _ => new(CellText.Folded(Convert.ToString(raw, CultureInfo.InvariantCulture) ?? ""), raw),
    };

    // Never 1.38E+10; and 0.3 where the file has the 0.30000000000000004 that Excel computed and does not show.
    private static string Plain(double number)
    {
        if (!double.IsFinite(number)) return number.ToString(CultureInfo.InvariantCulture);
        return number == Math.Truncate(number)
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : ((decimal)number).ToString(CultureInfo.InvariantCulture);
    }

    // A time without a day stands on the day before Excel's first.
    private static string Written(DateTime moment) => moment.ToString(
        moment.Year < 1900 ? "HH:mm" : moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static List<string> RepeatedIn(List<string> headers) =>
        [.. headers.Where(h => h.Length > 0).GroupBy(h => h, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key)];

    private static string LettersOf(int column) => column < 26
        ? $"{(char)('A' + column)}"
        : $"{(char)('A' + column / 26 - 1)}{(char)('A' + column % 26)}";
}
