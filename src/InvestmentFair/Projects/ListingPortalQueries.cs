using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Projects;

// The list and its search.
public sealed partial class PortalQueries
{
    public const int PageSize = 12;

    private Known? _known;

    public async Task<ProjectListing> ProjectsAsync(ProjectAsked asked, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var catalogue = await CatalogueAsync(db, cancel);
        var search = ProjectSearch.Read(asked, catalogue.Towns.Keys.ToHashSet(), catalogue.Sectors.Keys.ToHashSet(), catalogue.Modes.Entries.Select(m => m.Code).ToHashSet());

        // Word by word, so that the list can say what it would find without one of them; of every kind, since what is no
        // project of the catalogue is passed over faster than the index could leave it out.
        var words = new List<(SearchWord, IReadOnlySet<int>)>();
        foreach (var word in SearchWords.Read(search.Text).Words)
            words.Add((word, (await SearchIndex.FindAsync(db, SearchWords.Of(word), [], cancel)).ToHashSet()));

        var found = catalogue.Find(search, words);
        var pages = Math.Max(1, (found.Projects.Count + PageSize - 1) / PageSize);
        search = search.Within(pages);
        var shown = found.Projects.Skip((search.Page - 1) * PageSize).Take(PageSize).Select(p => p.Id).ToList();
        var cards = await Cards(Listed(db, catalogue.Fair).Where(l => shown.Contains(l.Project.Id))).ToDictionaryAsync(c => c.Code, cancel);
        var rows = found.Projects.Skip((search.Page - 1) * PageSize).Take(PageSize).Select(p => cards.GetValueOrDefault(p.Code)).OfType<ProjectCard>();
        return new ProjectListing(catalogue.Fair, search, [.. rows.Select(r => Placed(r, catalogue.Towns, catalogue.Modes))], found.Projects.Count, pages, found.Facets, found.Nearest, found.Alike);
    }

    // Read once for as long as nothing that the portal shows has changed. The count is taken before reading: what is
    // saved meanwhile makes it be read again.
    private async Task<Catalogue> CatalogueAsync(FairDbContext db, CancellationToken cancel)
    {
        var change = await contexts.Commits.LookAsync(contexts, cancel);
        if (Volatile.Read(ref _known) is { } known && known.Change == change) return known.Catalogue;
        var fair = await CurrentAsync(db, cancel);
        var towns = await TownshipsAsync(db, cancel);
        var sectors = await db.Sectors.AsNoTracking().ToDictionaryAsync(s => s.Code, s => s.Name, cancel);
        var projects = await Listed(db, fair).Select(l => new ListedProject
        {
            Id = l.Project.Id,
            Entry = db.SearchEntries.Where(e => e.Kind == SearchKind.Project && e.SubjectId == l.Project.Id).Select(e => e.Id).FirstOrDefault(),
            Code = l.Project.Code,
            Name = l.Project.Name,
            PinyinKey = l.Project.PinyinKey,
            Category = l.Project.Category,
            TownshipCode = l.Project.TownshipCode,
            SectorCode = l.Project.SectorCode,
            Modes = l.Project.Modes,
            TotalFen = l.Project.TotalFen,
            UpdatedAt = l.Project.UpdatedAt,
            Ordinal = l.Ordinal,
        }).ToListAsync(cancel);
        var catalogue = new Catalogue(fair, towns, sectors, await db.WordsAsync(DictionaryKind.CooperationMode, cancel), projects);
        Volatile.Write(ref _known, new Known(change, catalogue));
        return catalogue;
    }

    private sealed record Known(long Change, Catalogue Catalogue);
}
