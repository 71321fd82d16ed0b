using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Projects;

/// <summary>What anybody may see: the current fair, and of projects and plants only what is published.</summary>
public sealed partial class PortalQueries(FairContexts contexts, FairClock clock)
{
    private DateOnly Today => FairTime.DayOf(clock.GetUtcNow().UtcDateTime);

    public async Task<PortalHome> HomeAsync(CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var fair = await CurrentAsync(db, cancel);
        var listed = Listed(db, fair);
        var categories = await listed.GroupBy(l => l.Project.Category)
            .Select(g => new { Category = g.Key, Projects = g.Count(), Total = g.Sum(l => l.Project.TotalFen), Sought = g.Sum(l => l.Project.SoughtFen) })
            .ToListAsync(cancel);
        var figures = new PortalFigures(
            categories.Sum(c => c.Projects), new Money(categories.Sum(c => c.Total)), new Money(categories.Sum(c => c.Sought)),
            fair is null ? 0 : await db.Delegations.CountAsync(d => d.FairId == fair.Id, cancel),
            await db.Plants.CountAsync(p => p.IsPublished, cancel));

        var (towns, modes) = (await TownshipsAsync(db, cancel), await db.WordsAsync(DictionaryKind.CooperationMode, cancel));
        var shown = new List<ProjectCard>();
        foreach (var category in Enum.GetValues<ProjectCategory>())
            if (await Cards(listed.Where(l => l.Project.Category == category).OrderBy(l => l.Ordinal).ThenBy(l => l.Project.Code)).FirstOrDefaultAsync(cancel) is { } card)
                shown.Add(Placed(card, towns, modes));

        var days = fair is null ? [] : await DaysAsync(db, fair, cancel);
        return new PortalHome(fair, figures,
            [.. Enum.GetValues<ProjectCategory>().Select(c => categories.SingleOrDefault(f => f.Category == c) is { } of ? new CategoryFigures(c, of.Projects, new Money(of.Total)) : new CategoryFigures(c, 0, default))],
            shown, days.MaxBy(d => d.Rows.Count));
    }

    /// <summary>How many projects the list shows under this sector.</summary>
    public async Task<int> CountOfSectorAsync(string sector, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        return await Listed(db, await CurrentAsync(db, cancel)).CountAsync(l => l.Project.SectorCode == sector, cancel);
    }

    public async Task<PortalProject?> ProjectAsync(string code, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var p = await Public(db).Include(p => p.Unit).SingleOrDefaultAsync(p => p.Code == code, cancel);
        if (p is null) return null;
        var fair = await CurrentAsync(db, cancel);
        var towns = await TownshipsAsync(db, cancel);
        var sector = p.SectorCode is null ? Bilingual.Empty : (await db.Sectors.AsNoTracking().SingleOrDefaultAsync(s => s.Code == p.SectorCode, cancel))?.Name ?? Bilingual.Empty;
        var (pictures, papers) = await FilesAsync(db, p.Id, cancel);
        return Shown(p, towns, sector, await db.WordsAsync(DictionaryKind.CooperationMode, cancel)) with
        {
            Incentives = await IncentivesAsync(db, p.Id, cancel),
            Pictures = pictures,
            Papers = papers,
            Related = await RelatedAsync(db, fair, p.Code, p.SectorCode, p.TownshipCode, p.Category, towns, cancel),
            ReplyDays = await ReplyDaysAsync(db, fair, cancel),
            IsListed = fair is null || await db.FairProjects.AnyAsync(l => l.FairId == fair.Id && l.ProjectId == p.Id, cancel),
        };
    }

    public async Task<IReadOnlyList<PortalPlant>> PlantsAsync(CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var towns = await TownshipsAsync(db, cancel);
        var plants = await db.Plants.AsNoTracking().Where(p => p.IsPublished).OrderBy(p => p.Code).ToListAsync(cancel);
        return [.. plants.Select(p => Shown(p, towns.GetValueOrDefault(p.TownshipCode) ?? Bilingual.Empty))];
    }

    public async Task<PortalPlant?> PlantAsync(string code, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Plants.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code && p.IsPublished, cancel) is { } plant
            ? Shown(plant, await TownshipAsync(db, plant.TownshipCode, cancel))
            : null;
    }

    public async Task<PortalAgenda> AgendaAsync(CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        return await CurrentAsync(db, cancel) is { } fair ? new PortalAgenda(fair, await DaysAsync(db, fair, cancel)) : new PortalAgenda(null, []);
    }

    // The rule of IncentiveClause.IsShown, in the words of the database.
    private static async Task<IReadOnlyList<PortalIncentive>> IncentivesAsync(FairDbContext db, Guid project, CancellationToken cancel) =>
        await db.Clauses.AsNoTracking().Where(c => c.ProjectId == project && c.RetiredOn == null && (c.Verdict == FairVerdict.Compliant || c.Verdict == FairVerdict.Exception))
            .OrderBy(c => c.Ordinal).ThenBy(c => c.Id)
            .Join(db.Units, c => c.ReviewUnitId, u => u.Id, (c, u) => new PortalIncentive(c.Words, u.Name, c.ReviewedOn!.Value, c.ReviewDocument)).ToListAsync(cancel);

    private static async Task<PortalFair?> CurrentAsync(FairDbContext db, CancellationToken cancel) =>
        await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.IsCurrent, cancel) is { } f
            ? new PortalFair(f.Id, f.Code, f.Name, f.City, f.Introduction, f.TimeZone, f.FirstDay, f.LastDay)
            : null;

    private sealed class Listing
    {
        public Project Project { get; init; } = null!;
        public int Ordinal { get; init; }
    }

    // Between two fairs there is no order of a fair, and everything published is shown by its code.
    private static IQueryable<Listing> Listed(FairDbContext db, PortalFair? fair)
    {
        var shown = Public(db);
        return fair is null
            ? shown.Select(p => new Listing { Project = p, Ordinal = 0 })
            : shown.Join(db.FairProjects.Where(l => l.FairId == fair.Id), p => p.Id, l => l.ProjectId, (p, l) => new Listing { Project = p, Ordinal = l.Ordinal });
    }

    private static IQueryable<ProjectCard> Cards(IQueryable<Listing> found) => found.Select(l => new ProjectCard
    {
        Code = l.Project.Code,
        Category = l.Project.Category,
        Name = l.Project.Name,
        Why = l.Project.Background,
        TownshipCode = l.Project.TownshipCode,
        TotalFen = l.Project.TotalFen,
        SoughtFen = l.Project.SoughtFen,
        ModeCodes = l.Project.Modes,
        State = l.Project.State,
        PictureId = l.Project.PictureId,
    });

    private static ProjectCard Placed(ProjectCard card, IReadOnlyDictionary<string, Bilingual> towns, Words modes) =>
        card with { Township = towns.GetValueOrDefault(card.TownshipCode) ?? Bilingual.Empty, Modes = modes.Of(card.ModeCodes) };

    private static async Task<Dictionary<string, Bilingual>> TownshipsAsync(FairDbContext db, CancellationToken cancel) =>
        await db.Regions.AsNoTracking().Where(r => r.Kind == RegionKind.Township).ToDictionaryAsync(r => r.Code, r => r.Name, cancel);

    private static async Task<Bilingual> TownshipAsync(FairDbContext db, string code, CancellationToken cancel) =>
        (await db.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Code == code, cancel))?.Name ?? Bilingual.Empty;

    private static async Task<IReadOnlyList<PortalDay>> DaysAsync(FairDbContext db, PortalFair fair, CancellationToken cancel)
    {
        var items = await db.Agenda.AsNoTracking().Where(a => a.FairId == fair.Id).OrderBy(a => a.StartsAt).ThenBy(a => a.EndsAt).ThenBy(a => a.Id).ToListAsync(cancel);
        return
        [
            .. items.GroupBy(a => FairTime.DayOf(a.StartsAt, fair.TimeZone)).Select(day => new PortalDay(day.Key,
                [.. day.Select(a => new PortalAgendaRow(a.StartsAt, a.EndsAt, a.Kind, a.Title, a.Place))])),
        ];
    }

    private static PortalPlant Shown(IdlePlant p, Bilingual township) => new()
    {
        Code = p.Code,
        Name = p.Name,
        Township = township,
        TownshipCode = p.TownshipCode,
        FloorM2 = p.FloorM2,
        Structure = p.Structure,
        HeightM = p.HeightM,
        LoadKnM2 = p.LoadKnM2,
        PowerKva = p.PowerKva,
        Owner = p.Owner,
        Title = p.Title,
        RentFen = p.RentFen,
        Readiness = p.Readiness,
        BuiltYear = p.BuiltYear,
        IdleSinceYear = p.IdleSinceYear,
        IsProtected = p.IsProtected,
        SuggestedUse = p.SuggestedUse,
        ContactRole = p.ContactRole,
        ContactPhone = p.ContactPhone,
        PictureId = p.PictureId,
    };

    private static Money? Sum(long? fen) => fen is { } known ? new Money(known) : null;
}
