using System.Globalization;
using ClosedXML.Excel;
using InvestmentFair.Kernel;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace InvestmentFair.Spreadsheets;

/// <summary>
/// Writes rows as a workbook whose cells have types: a number can be summed, a day sorted, and a text is never a formula,
/// whatever it starts with.
/// </summary>
public static class WorkbookWriter
{
    /// <summary>ClosedXML holds a whole workbook in memory, 1 GB for 100,000 rows; above this the rows are streamed.</summary>
    public const int MostRowsInMemory = 5_000;

    /// <summary>A sheet of Excel ends at row 1,048,576; the header is the first.</summary>
    public const int MostRows = 1_048_575;

    private const int LongestSheetName = 31;
    private const double WidestColumn = 255;
    private const int FilterButton = 2;

    // Excel believes that 1900 was a leap year; before March its days are not those of the calendar.
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    /// <summary>Writes the rows as they come, holding no more of them than a short list has.</summary>
    /// <returns>How many rows came; of those beyond <see cref="MostRows"/> the workbook is of no use.</returns>
    public static async Task<int> WriteAsync<TRow>(Stream output, string sheetName, IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<TRow> rows, CancellationToken cancel)
    {
        await using var coming = rows.GetAsyncEnumerator(cancel);
        var first = new List<TRow>();
        while (first.Count <= MostRowsInMemory && await coming.MoveNextAsync()) first.Add(coming.Current);
        if (first.Count <= MostRowsInMemory)
        {
            WriteInMemory(output, NameOf(sheetName), columns, first);
            return first.Count;
        }

        return await WriteStreamingAsync(output, NameOf(sheetName), columns, first, coming, cancel);
    }

    private static void WriteInMemory<TRow>(Stream output, string sheetName, IReadOnlyList<Column<TRow>> columns, List<TRow> rows)
    {
        using var workbook = new XLWorkbook(XLEventTracking.Disabled);
        var sheet = workbook.AddWorksheet(sheetName);
        for (var c = 0; c < columns.Count; c++)
        {
            var column = sheet.Column(c + 1);
            column.Width = WidthOf(columns[c]);
            column.Style.NumberFormat.Format = FormatOf(columns[c].Kind);
            sheet.Cell(1, c + 1).SetValue(columns[c].Title).Style.Font.SetBold();
            for (var r = 0; r < rows.Count; r++)
                Fill(sheet, r + 2, c + 1, ValueOf(columns[c], rows[r]));
        }

        sheet.SheetView.FreezeRows(1);
        if (columns.Count > 0) sheet.Range(1, 1, rows.Count + 1, columns.Count).SetAutoFilter();
        workbook.SaveAs(output);
    }

    private static void Fill(IXLWorksheet sheet, int row, int column, object? value)
    {
        if (value is null) return;
        var cell = sheet.Cell(row, column);
        switch (value)
        {
            case double number:
                cell.SetValue(number);
                break;
            case DateTime moment:
                cell.SetValue(moment);
                break;
            case string text:
                cell.SetValue(text);
                // Or Excel would take it for a formula the next time somebody edits the cell.
                if (LooksLikeFormula(text)) cell.Style.IncludeQuotePrefix = true;
                break;
        }
    }

    private static async Task<int> WriteStreamingAsync<TRow>(Stream output, string sheetName, IReadOnlyList<Column<TRow>> columns, List<TRow> first, IAsyncEnumerator<TRow> coming, CancellationToken cancel)
    {
        var written = 0;
        var keys = columns.Select((_, i) => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var configuration = new OpenXmlConfiguration
        {
            FreezeRowCount = 1,
            AutoFilter = true,
            DynamicColumns =
            [
                .. columns.Select((column, i) => new DynamicExcelColumn(keys[i])
                {
                    Index = i,
                    Name = column.Title,
                    Width = WidthOf(column),
                    Format = FormatOf(column.Kind),
                }),
            ],
        };
        await output.SaveAsAsync(Lines(), sheetName: sheetName, configuration: configuration, cancellationToken: cancel);
        return written;

        // Not a collection: MiniExcel takes one row after the other and keeps none.
        async IAsyncEnumerable<IDictionary<string, object?>> Lines()
        {
            foreach (var row in first) yield return LineOf(row);
            first.Clear();
            while (await coming.MoveNextAsync()) yield return LineOf(coming.Current);
        }

        Dictionary<string, object?> LineOf(TRow row)
        {
            written++;
            var line = new Dictionary<string, object?>(keys.Length);
            for (var c = 0; c < keys.Length; c++)
                line[keys[c]] = ValueOf(columns[c], row);
            return line;
        }
    }

    /// <summary>What stands in the cell: nothing, a text, a double or a DateTime.</summary>
    private static object? ValueOf<TRow>(Column<TRow> column, TRow row) => (column.Kind, column.Value(row)) switch
    {
        (_, null) => null,
        (CellKind.Money, long fen) => (double)new Money(fen).Wan,
        (CellKind.Number, IConvertible number and not string) => FiniteOf(number.ToDouble(CultureInfo.InvariantCulture)),
        (CellKind.Day, DateOnly day) => day >= FirstDay ? day.ToDateTime(TimeOnly.MinValue) : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (CellKind.Instant, DateTime utc) => FairTime.ToLocal(utc),
        (CellKind.FairTime, DateTime local) => local,
        (_, var other) => CellText.Writable(Form.Show(other)) is { Length: > 0 } text ? text : null,
    };

    private static double? FiniteOf(double number) => double.IsFinite(number) ? number : null;

    private static string FormatOf(CellKind kind) => kind switch
    {
        CellKind.Money => "#,##0.00####",
        CellKind.Day => "yyyy-mm-dd",
        CellKind.Instant or CellKind.FairTime => "yyyy-mm-dd hh:mm",
        CellKind.Number => "General",
        _ => "@",
    };

    private static double WidthOf<TRow>(Column<TRow> column) =>
        Math.Min(WidestColumn, Math.Max(column.Width, CellText.Width(column.Title) + FilterButton));

    private static bool LooksLikeFormula(string text) => text[0] is '=' or '+' or '-' or '@' or '\t' or '\n' or '＝' or '＋' or '－' or '＠';

    private static string NameOf(string sheetName)
    {
        var name = new string([.. CellText.Writable(sheetName).Where(c => c is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\t' or '\n'))]);
        if (name.Length > LongestSheetName) name = name[..(char.IsHighSurrogate(name[LongestSheetName - 1]) ? LongestSheetName - 1 : LongestSheetName)];
        name = name.Trim('\'', ' ');
        return name.Length == 0 ? "Sheet1" : name;
    }
}
