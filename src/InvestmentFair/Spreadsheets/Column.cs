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

    /// <summary>A time of the fair, by the clock of the fair.</summary>
    FairTime,
    Flag,

    /// <summary>A telephone number: masked on screens and in exports unless the reader may see it whole.</summary>
    Mobile,
}

/// <summary>One column of a list, declared once: the screen, the sort and the workbook all read it here.</summary>
public sealed record Column<TRow>(string Key, string Zh, string En, CellKind Kind, Func<TRow, object?> Value)
{
    /// <summary>In characters of Latin text; a Chinese character takes two.</summary>
    public double Width { get; init; } = 14;

    /// <summary>Names are ordered by their pinyin and places by their code, whatever language the column shows them in.</summary>
    public string? SortBy { get; init; }

    public bool IsSortable { get; init; } = true;

    /// <summary>Twenty columns side by side are read by nobody: this one stands aside until the reader asks for it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Of which rows the value asks for somebody at once; it stands in red there.</summary>
    public Func<TRow, bool>? Alerts { get; init; }

    public string Title => Language.Say(Zh, En);
}
