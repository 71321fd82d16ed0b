using InvestmentFair.Kernel;
using MudBlazor;

namespace InvestmentFair.Web.Layouts;

/// <summary>The tokens of tokens.css for the component library; both say the same colours.</summary>
public static class FairTheme
{
    private static readonly MudTheme Chinese = With(["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]);

    // As tokens.css has it: a Chinese font draws the apostrophe of English as wide as a character.
    private static readonly MudTheme English = With(["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]);

    public static MudTheme Theme => Language.IsEnglish ? English : Chinese;

    private static MudTheme With(string[] sans) => new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1E5A47",
            Secondary = "#2F5F8A",
            Error = "#B23A2A",
            Warning = "#8A5E0E",
            Info = "#2F5F8A",
            Success = "#2A7349",
            Background = "#FBFAF7",
            Surface = "#FFFFFF",
            AppbarBackground = "#1E5A47",
            AppbarText = "#FFFFFF",
            DrawerBackground = "#FFFFFF",
            DrawerText = "#1D2520",
            TextPrimary = "#1D2520",
            TextSecondary = "#5A645E",
            LinesDefault = "#DDE2DC",
            Divider = "#DDE2DC",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7CC4A4",
            Secondary = "#8DB9E0",
            Error = "#F0917F",
            Warning = "#E0B65A",
            Info = "#8DB9E0",
            Success = "#7FCB99",
            Background = "#111714",
            Surface = "#19211D",
            AppbarBackground = "#19211D",
            AppbarText = "#E6ECE7",
            DrawerBackground = "#19211D",
            DrawerText = "#E6ECE7",
            TextPrimary = "#E6ECE7",
            TextSecondary = "#A3AEA7",
            LinesDefault = "#2C3732",
            Divider = "#2C3732",
            PrimaryContrastText = "#111714",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "200px", AppbarHeight = "52px" },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = sans, FontSize = "14px", LineHeight = "1.5" } },
    };
}
