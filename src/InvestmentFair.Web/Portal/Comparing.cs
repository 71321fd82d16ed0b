using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Portal;

/// <summary>A line of a comparison: what is compared, and what each says of it.</summary>
public sealed record ComparedRow(string Label, IReadOnlyList<string> Cells)
{
    public bool IsSame => Cells.Count > 1 && Cells.Distinct().Count() == 1;
}

/// <summary>What an investor weighs: sums first, then the site, then the terms. A line nobody filled is left out.</summary>
public static class Comparing
{
    public static IReadOnlyList<ComparedRow> Rows(IReadOnlyList<PortalProject> projects) => Filled(
    [
        Row(ProjectTexts.Category, p => p.Category.Text),
        Row(ProjectTexts.Town, p => p.Township.Text),
        Row(ProjectTexts.Industry, p => p.Sector.Text),
        Row(ProjectTexts.Total, p => p.Total.Prose),
        Row(ProjectTexts.OfWhich, p => p.Sought.Prose),
        Row(ProjectTexts.Modes, p => HouseTexts.List(p.Modes.Select(m => m.Text))),
        Row(ProjectTexts.Revenue, p => p.Revenue?.Prose),
        Row(ProjectTexts.Profit, p => p.Profit?.Prose),
        Row(ProjectTexts.Payback, p => p.PaybackYears is { } years ? ProjectTexts.Years(years) : null),
        Row(ProjectTexts.Irr, p => p.IrrPercent is { } irr ? ProjectTexts.Percent(irr) : null),
        Row(ProjectTexts.Months, p => p.Months is { } months ? ProjectTexts.MonthCount(months) : null),
        Row(ProjectTexts.Jobs, p => p.Jobs is { } jobs ? ProjectTexts.People(jobs) : null),
        Row(ProjectTexts.Land, p => p.LandMu is { } mu ? ProjectTexts.Mu(mu) : null),
        Row(ProjectTexts.LandNature, p => p.LandNature.Text),
        Row(SiteTexts.LandPrice, p => p.LandPrice.Text),
        Row(ProjectTexts.Floor, p => p.FloorM2 is { } floor ? ProjectTexts.SquareMetres(floor) : null),
        Row(SiteTexts.Power, p => SiteTexts.Kva(p.Power.Capacity)),
        Row(SiteTexts.Water, p => SiteTexts.M3Day(p.Water.Capacity)),
        Row(SiteTexts.Gas, p => SiteTexts.M3Hour(p.Gas.Capacity)),
        Row(SiteTexts.Sewage, p => SiteTexts.M3Day(p.Sewage.Capacity)),
        Row(SiteTexts.Expressway, p => SiteTexts.Minutes(p.ExpresswayMinutes)),
        Row(SiteTexts.Railway, p => SiteTexts.Minutes(p.RailwayMinutes)),
        Row(SiteTexts.Airport, p => SiteTexts.Minutes(p.AirportMinutes)),
        Row(ProjectTexts.ValidTo, p => FairTime.Day(p.ValidTo)),
        Row(ProjectTexts.Contact, p => p.ContactRole.Text),
        Row(ProjectTexts.Telephone, p => p.ContactPhone),
    ], projects);

    public static IReadOnlyList<ComparedRow> Rows(IReadOnlyList<PortalPlant> plants) => Filled<PortalPlant>(
    [
        (ProjectTexts.Town, p => p.Township.Text),
        (PlantTexts.Floor, p => ProjectTexts.SquareMetres(p.FloorM2)),
        (PlantTexts.Structure, p => p.Structure.Text),
        (PlantTexts.Height, p => p.HeightM is { } height ? PlantTexts.Metres(height) : null),
        (PlantTexts.Load, p => p.LoadKnM2 is { } load ? PlantTexts.KnM2(load) : null),
        (PlantTexts.Power, p => p.PowerKva is { } kva ? PlantTexts.Kva(kva) : null),
        (PlantTexts.Rent, p => PlantTexts.RentOf(p.RentFen)),
        (PlantTexts.State, p => p.Title.Text),
        (PlantTexts.Readiness, p => p.Readiness.Text),
        (PlantTexts.Built, p => p.BuiltYear is { } built ? PlantTexts.Year(built) : null),
        (PlantTexts.Use, p => p.SuggestedUse.Text),
        (ProjectTexts.Contact, p => p.ContactRole.Text),
        (ProjectTexts.Telephone, p => p.ContactPhone),
    ], plants);

    private static (string Label, Func<PortalProject, string?> Says) Row(string label, Func<PortalProject, string?> says) => (label, says);

    private static List<ComparedRow> Filled<T>(IReadOnlyList<(string Label, Func<T, string?> Says)> rows, IReadOnlyList<T> compared) =>
    [
        .. rows.Select(row => (row.Label, Cells: compared.Select(row.Says).ToList()))
            .Where(row => row.Cells.Any(c => !string.IsNullOrEmpty(c)))
            .Select(row => new ComparedRow(row.Label, [.. row.Cells.Select(c => string.IsNullOrEmpty(c) ? HouseTexts.Missing : c)])),
    ];
}
