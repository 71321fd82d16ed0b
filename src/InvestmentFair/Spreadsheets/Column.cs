using InvestmentFair.Kernel;

namespace InvestmentFair.Spreadsheets;

public enum CellKind
{
    Text,
    Number,

    /// <summary>A sum in 分, shown in 万元.</summary>
    Money,
    Day,
    Instant,
    Flag,

    /// <summary>A telephone number: masked on screens and in exports unless the reader may see it whole.</summary>
    Mobile,
}

/// <summary>One column of a list, declared once: the screen, the sort and the workbook all read it here.</summary>
public sealed record Column<TRow>(string Key, string Zh, string En, CellKind Kind, Func<TRow, object?> Value)
{
    /// <summary>In characters of Latin text; a Chinese character takes two.</summary>
    public double Width { get; init; } = 14;

    /// <summary>The property of the row to sort by, where it is not the column's own.</summary>
    public string? SortBy { get; init; }

    public bool IsSortable { get; init; } = true;

    /// <summary>Offered, and shown only where the reader chose it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Of which rows the value asks for somebody at once; it stands in red there.</summary>
    public Func<TRow, bool>? Alerts { get; init; }

    public string Title => Language.Say(Zh, En);
}
