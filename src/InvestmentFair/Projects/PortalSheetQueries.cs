using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Projects;

/// <summary>One listing as an investor reads it, with what is shown beside it.</summary>
public sealed partial class PortalQueries
{
    /// <summary>More than this nobody compares, and no phone shows.</summary>
    public const int MostCompared = 5;

    private const int MostRelated = 3;

    /// <summary>Those of the codes that are published, in their order.</summary>
    public async Task<PortalComparison> CompareAsync(IReadOnlyList<string> projects, IReadOnlyList<string> plants, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var towns = await TownshipsAsync(db, cancel);
        var found = projects.Count == 0 ? [] : await Public(db).Include(p => p.Unit).Where(p => projects.Contains(p.Code)).ToListAsync(cancel);
        var codes = found.Select(p => p.SectorCode).Distinct().ToList();
        var sectors = await db.Sectors.AsNoTracking().Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, s => s.Name, cancel);
        var modes = await db.WordsAsync(DictionaryKind.CooperationMode, cancel);
        var buildings = plants.Count == 0 ? [] : await db.Plants.AsNoTracking().Where(p => p.IsPublished && plants.Contains(p.Code)).ToListAsync(cancel);
        return new PortalComparison(
            [.. found.OrderBy(p => Place(projects, p.Code)).Select(p => Shown(p, towns, p.SectorCode is { } sector ? sectors.GetValueOrDefault(sector) ?? Bilingual.Empty : Bilingual.Empty, modes))],
            [.. buildings.OrderBy(p => Place(plants, p.Code)).Select(p => Shown(p, towns.GetValueOrDefault(p.TownshipCode) ?? Bilingual.Empty))]);
    }

    public async Task<Related> RelatedToPlantAsync(PortalPlant plant, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var towns = await TownshipsAsync(db, cancel);
        var related = await RelatedAsync(db, await CurrentAsync(db, cancel), "", null, plant.TownshipCode, ProjectCategory.Carrier, towns, cancel);
        return related with { Plants = [.. related.Plants.Where(p => p.Code != plant.Code)] };
    }

    /// <summary>
    /// A file is public for as long as a published project or plant shows it; asked for in a width, it comes in the next
    /// larger one that is kept.
    /// </summary>
    public async Task<StoredFile?> FileAsync(Guid id, int? width, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var isPublic = await db.ProjectFiles.AnyAsync(f => f.FileId == id && !f.IsRemoved && Public(db).Any(p => p.Id == f.ProjectId), cancel)
            || await db.Plants.AnyAsync(p => p.PictureId == id && p.IsPublished, cancel);
        return isPublic ? await db.Files.InWidthAsync(id, width, cancel) : null;
    }

    /// <summary>Working days in which the county answers an enquiry, by its setting today.</summary>
    public async Task<int> ReplyDaysAsync(CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        return await ReplyDaysAsync(db, await CurrentAsync(db, cancel), cancel);
    }

    /// <summary>Everything published, projects that no fair lists included: their pages stay.</summary>
    public async Task<IReadOnlyList<SitemapRow>> SitemapAsync(CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var projects = await Public(db).OrderBy(p => p.Code).Select(p => new { p.Code, p.UpdatedAt }).ToListAsync(cancel);
        var plants = await db.Plants.Where(p => p.IsPublished).OrderBy(p => p.Code).Select(p => p.Code).ToListAsync(cancel);
        return
        [
            .. new[] { "", "projects", "plants", "match", "agenda", "privacy" }.Select(path => new SitemapRow(path, null)),
            .. projects.Select(p => new SitemapRow($"projects/{p.Code}", FairTime.DayOf(p.UpdatedAt))),
            .. plants.Select(code => new SitemapRow($"plants/{code}", null)),
        ];
    }

    private static IQueryable<Project> Public(FairDbContext db) =>
        db.Projects.AsNoTracking().Where(p => p.State == ProjectState.Published || p.State == ProjectState.Signed);

    private static async Task<(IReadOnlyList<PortalPicture> Pictures, IReadOnlyList<PortalPaper> Papers)> FilesAsync(FairDbContext db, Guid projectId, CancellationToken cancel)
    {
        var files = await (from shown in db.ProjectFiles.AsNoTracking()
                           join file in db.Files.AsNoTracking() on shown.FileId equals file.Id
                           where shown.ProjectId == projectId && !shown.IsRemoved
                           orderby shown.Ordinal
                           select new { shown.IsPicture, shown.Caption, file.Id, file.Size, file.Width, file.Height }).ToListAsync(cancel);
        return ([.. files.Where(f => f.IsPicture).Select(f => new PortalPicture(f.Id, f.Caption, f.Width ?? 0, f.Height ?? 0))],
            [.. files.Where(f => !f.IsPicture).Select(f => new PortalPaper(f.Id, f.Caption, f.Size))]);
    }

    private async Task<int> ReplyDaysAsync(FairDbContext db, PortalFair? fair, CancellationToken cancel) => int.Parse(
        FairSetting.Resolve(await db.FairSettings.AsNoTracking().ToListAsync(cancel), Setting.EnquiryReplyDays, fair?.Id, new AsOf(Today)), System.Globalization.CultureInfo.InvariantCulture);

    // The nearer reason comes first, and each is named: sector, then township, then category.
    private static async Task<Related> RelatedAsync(FairDbContext db, PortalFair? fair, string code, string? sector, string town, ProjectCategory category, Dictionary<string, Bilingual> towns, CancellationToken cancel)
    {
        var near = await Listed(db, fair)
            .Where(l => l.Project.Code != code && ((sector != null && l.Project.SectorCode == sector) || l.Project.TownshipCode == town || l.Project.Category == category))
            .OrderByDescending(l => (sector != null && l.Project.SectorCode == sector ? 4 : 0) + (l.Project.TownshipCode == town ? 2 : 0) + (l.Project.Category == category ? 1 : 0))
            .ThenBy(l => l.Ordinal).ThenBy(l => l.Project.Code)
            .Take(MostRelated).Select(l => new { l.Project.Code, SameSector = sector != null && l.Project.SectorCode == sector, SameTown = l.Project.TownshipCode == town }).ToListAsync(cancel);
        var codes = near.Select(n => n.Code).ToList();
        var cards = await Cards(Listed(db, fair).Where(l => codes.Contains(l.Project.Code))).ToDictionaryAsync(c => c.Code, cancel);
        var modes = await db.WordsAsync(DictionaryKind.CooperationMode, cancel);
        var plants = await db.Plants.AsNoTracking().Where(p => p.IsPublished && p.TownshipCode == town).OrderBy(p => p.Code).Take(MostRelated).ToListAsync(cancel);
        return new Related(
            [.. near.Select(n => new RelatedProject(Placed(cards[n.Code], towns, modes), n.SameSector ? RelatedBy.Sector : n.SameTown ? RelatedBy.Township : RelatedBy.Category))],
            [.. plants.Select(p => Shown(p, towns.GetValueOrDefault(p.TownshipCode) ?? Bilingual.Empty))]);
    }

    private PortalProject Shown(Project p, Dictionary<string, Bilingual> towns, Bilingual sector, Words modes) => new()
    {
        Code = p.Code,
        Category = p.Category,
        Name = p.Name,
        Township = towns.GetValueOrDefault(p.TownshipCode) ?? Bilingual.Empty,
        Sector = sector,
        Site = p.Site,
        Background = p.Background,
        Conditions = p.Conditions,
        Scale = p.Scale,
        Total = new Money(p.TotalFen),
        FixedAssets = Sum(p.FixedAssetsFen),
        Sought = new Money(p.SoughtFen),
        Modes = modes.Of(p.Modes),
        Market = p.Market,
        Revenue = Sum(p.RevenueFen),
        Profit = Sum(p.ProfitFen),
        Tax = Sum(p.TaxFen),
        Jobs = p.Jobs,
        PaybackYears = p.PaybackYears,
        IrrPercent = p.IrrPercent,
        SocialBenefit = p.SocialBenefit,
        LandMu = p.LandMu,
        LandNature = p.LandNature,
        LandPrice = p.LandPrice,
        LandProvedOn = p.LandProvedOn,
        FloorM2 = p.FloorM2,
        Months = p.Months,
        Preliminary = p.Preliminary,
        Place = p is { Latitude: { } latitude, Longitude: { } longitude } ? new Coordinates(latitude, longitude) : null,
        Power = p.Power,
        Water = p.Water,
        Gas = p.Gas,
        Sewage = p.Sewage,
        ExpresswayMinutes = p.ExpresswayMinutes,
        RailwayMinutes = p.RailwayMinutes,
        AirportMinutes = p.AirportMinutes,
        AccessProvedOn = p.AccessProvedOn,
        SupplyNote = p.SupplyNote,
        Labour = p.Labour,
        Permits = p.Permits,
        CostBasis = p.CostBasis,
        Unit = p.Unit.Name,
        ContactRole = p.ContactRole,
        ContactPhone = p.ContactPhone,
        ValidFrom = p.ValidFrom,
        ValidTo = p.ValidTo,
        ReviewedOn = p.ReviewedOn,
        UpdatedOn = FairTime.DayOf(p.UpdatedAt),
        Tags = p.Tags,
        Calculation = p.Calculation,
        Remark = p.Remark,
        PictureId = p.PictureId,
        IsSigned = p.State is ProjectState.Signed,
        IsExpired = Today > p.ValidTo,
        IsListed = true,
    };

    private static int Place(IReadOnlyList<string> codes, string code) => codes.TakeWhile(c => c != code).Count();
}
