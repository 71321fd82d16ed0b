using System.Globalization;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Web.Shared;

/// <summary>A value of a list as the screen shows it.</summary>
public static class Cells
{
    public static string Show(CellKind kind, object? value) => (kind, value) switch
    {
        (_, null) => "",
        (CellKind.Money, long fen) => new Money(fen).InWan,
        (CellKind.Flag, bool yes) => yes ? Language.Say("是", "Yes") : "",
        (CellKind.Day, DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (CellKind.Instant, DateTime at) => FairTime.Instant(at),
        (CellKind.FairTime, DateTime at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        (CellKind.Number, IFormattable number) => number.ToString("#,##0.##", CultureInfo.InvariantCulture),
        (_, Enum member) => member.Text,
        _ => value.ToString() ?? "",
    };
}
