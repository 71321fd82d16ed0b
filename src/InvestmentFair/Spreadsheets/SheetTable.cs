using System.Text.RegularExpressions;

namespace InvestmentFair.Spreadsheets;

/// <summary>What was read of a sheet: its headers, and its rows with as many cells as there are headers.</summary>
public sealed record SheetTable(IReadOnlyList<string> Headers, IReadOnlyList<SheetRow> Rows);

/// <summary>A row under the number by which Excel shows it.</summary>
public sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells);

/// <summary>The text to read, folded and trimmed, and what lay in the file: string, double, DateTime, TimeSpan, bool or nothing.</summary>
public readonly partial record struct SheetCell(string Text, object? Raw)
{
    public static SheetCell Blank => new("", null);

    public bool IsBlank => Text.Length == 0;

    /// <summary>
    /// Excel keeps fifteen digits of a number. An identity number typed as one has lost its end, and no reader can bring
    /// it back; in a CSV that Excel wrote, it is left as 4.40102E+17.
    /// </summary>
    public bool LostPrecision => Raw is double number ? Math.Abs(number) >= 1e15 : Raw is string && Scientific().IsMatch(Text);

    [GeneratedRegex(@"^-?[0-9](\.[0-9]+)?E\+[0-9]{2,3}$")]
    private static partial Regex Scientific();
}
