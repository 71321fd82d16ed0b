using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Palette;

/// <summary>The records of a kind as the palette shows them; those that this reader may not see are left out.</summary>
internal static class PaletteHits
{
    public static Task<List<PaletteHit>> ReadAsync(FairDbContext db, Actor actor, SearchKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancel) => kind switch
    {
        SearchKind.Guest => GuestsAsync(db, ids, cancel),
        SearchKind.Person => PeopleAsync(db, ids, cancel),
        SearchKind.Delegation => DelegationsAsync(db, ids, cancel),
        SearchKind.Investor => InvestorsAsync(db, ids, cancel),
        SearchKind.Project => ProjectsAsync(db, ids, cancel),
        SearchKind.Plant => PlantsAsync(db, ids, cancel),
        SearchKind.Deal => DealsAsync(db, actor, ids, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static async Task<List<PaletteHit>> GuestsAsync(FairDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var rows = await db.Guests.AsNoTracking().Where(g => ids.Contains(g.Id)).Select(g => new
        {
            g.Id,
            g.Number,
            g.PersonId,
            g.Person.Name,
            g.Person.PinyinKey,
            Fair = g.Fair.Code,
            g.Title,
            g.Organisation,
            DelegationZh = g.Delegation!.Name.Zh,
            DelegationEn = g.Delegation!.Name.En,
            InvestorZh = g.Investor!.Survivor.Name.Zh,
            InvestorEn = g.Investor!.Survivor.Name.En,
        }).ToListAsync(cancel);
        return [.. rows.Select(g => new PaletteHit(SearchKind.Guest, g.Id, g.Name, Detail(g.Title.Text, Either(g.DelegationZh, g.DelegationEn) ?? Either(g.InvestorZh, g.InvestorEn) ?? g.Organisation, g.Number)) { Number = g.Number, Fair = g.Fair, PinyinKey = g.PinyinKey, PersonId = g.PersonId })];
    }

    // What somebody is for the county, or with an enterprise, tells them apart; whoever is neither has a page as well.
    private static async Task<List<PaletteHit>> PeopleAsync(FairDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id) && p.SurvivorId == p.Id).Select(p => new { p.Id, p.Name, p.PinyinKey }).ToListAsync(cancel);
        var hosts = await db.Hosts.AsNoTracking().Where(h => ids.Contains(h.PersonId)).OrderBy(h => h.To != null).ThenByDescending(h => h.From).ThenBy(h => h.Id)
            .Select(h => new { h.PersonId, h.Title, Of = h.Unit.Name }).ToListAsync(cancel);
        var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.PersonId)).OrderBy(c => c.To != null).ThenByDescending(c => c.From).ThenBy(c => c.Id)
            .Select(c => new { c.PersonId, c.Title, Of = c.Investor.Survivor.Name }).ToListAsync(cancel);
        var roles = hosts.Concat(contacts).ToLookup(r => r.PersonId, r => Detail(r.Title.Text, r.Of.Text));
        return [.. people.Select(p => new PaletteHit(SearchKind.Person, p.Id, p.Name, roles[p.Id].FirstOrDefault() ?? "") { PinyinKey = p.PinyinKey, PersonId = p.Id })];
    }

    private static async Task<List<PaletteHit>> DelegationsAsync(FairDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var rows = await db.Delegations.AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name, d.PinyinKey, Fair = d.Fair.Code }).ToListAsync(cancel);
        return [.. rows.Select(d => new PaletteHit(SearchKind.Delegation, d.Id, d.Name.Text, d.Fair) { Fair = d.Fair, PinyinKey = d.PinyinKey })];
    }

    private static async Task<List<PaletteHit>> InvestorsAsync(FairDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var rows = await db.Investors.AsNoTracking().Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Name, i.PinyinKey, i.Number }).ToListAsync(cancel);
        return [.. rows.Select(i => new PaletteHit(SearchKind.Investor, i.Id, i.Name.Text, i.Number) { Number = i.Number, PinyinKey = i.PinyinKey })];
    }

    private static async Task<List<PaletteHit>> ProjectsAsync(FairDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var rows = await db.Projects.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.PinyinKey, p.Code, p.State }).ToListAsync(cancel);
        return [.. rows.Select(p => new PaletteHit(SearchKind.Project, p.Id, p.Name.Text, Detail(p.Code, p.State.Text)) { Number = p.Code, PinyinKey = p.PinyinKey })];
    }

    private static async Task<List<PaletteHit>> PlantsAsync(FairDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var rows = await db.Plants.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.PinyinKey, p.Code }).ToListAsync(cancel);
        return [.. rows.Select(p => new PaletteHit(SearchKind.Plant, p.Id, p.Name.Text, p.Code) { Number = p.Code, PinyinKey = p.PinyinKey })];
    }

    private static async Task<List<PaletteHit>> DealsAsync(FairDbContext db, Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var rows = await db.Deals.AsNoTracking().VisibleTo(actor).Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name, d.PinyinKey, d.Number, d.Stage, Investor = d.Investor.Survivor.Name }).ToListAsync(cancel);
        return [.. rows.Select(d => new PaletteHit(SearchKind.Deal, d.Id, d.Name.Text, Detail(d.Number, d.Stage.Text, d.Investor.Text)) { Number = d.Number, PinyinKey = d.PinyinKey })];
    }

    private static string? Either(string? zh, string? en) => zh is null ? null : new Bilingual(zh, en).Text;

    private static string Detail(params string?[] parts) => string.Join(" · ", parts.Where(p => !string.IsNullOrEmpty(p)));
}
