using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

/// <summary>What a record is found by, as it stands in the database now.</summary>
internal sealed record SearchSource(Guid Id, SearchText Text);

/// <summary>
/// For each kind, what its records are found by: the one place that saving, filling an older database and <c>verify</c> read.
/// Notes, dietary needs and mail addresses are never searched; what was merged into another is found under that one.
/// </summary>
internal static class SearchSources
{
    public static Task<List<Guid>> IdsAsync(FairDbContext db, SearchKind kind, CancellationToken cancel) => kind switch
    {
        SearchKind.Guest => db.Guests.Select(r => r.Id).ToListAsync(cancel),
        SearchKind.Person => db.People.Select(r => r.Id).ToListAsync(cancel),
        SearchKind.Delegation => db.Delegations.Select(r => r.Id).ToListAsync(cancel),
        SearchKind.Investor => db.Investors.Select(r => r.Id).ToListAsync(cancel),
        SearchKind.Project => db.Projects.Select(r => r.Id).ToListAsync(cancel),
        SearchKind.Plant => db.Plants.Select(r => r.Id).ToListAsync(cancel),
        SearchKind.Deal => db.Deals.Select(r => r.Id).ToListAsync(cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Those named, or all of the kind.</summary>
    public static IAsyncEnumerable<SearchSource> Read(FairDbContext db, SearchKind kind, IReadOnlyCollection<Guid>? only = null) => kind switch
    {
        SearchKind.Guest => Guests(db, only),
        SearchKind.Person => People(db, only),
        SearchKind.Delegation => Delegations(db, only),
        SearchKind.Investor => Investors(db, only),
        SearchKind.Project => Projects(db, only),
        SearchKind.Plant => Plants(db, only),
        SearchKind.Deal => Deals(db, only),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static async IAsyncEnumerable<SearchSource> Guests(FairDbContext db, IReadOnlyCollection<Guid>? only)
    {
        var guests = Some(db.Guests, only).Select(g => new
        {
            g.Id,
            g.FairId,
            g.Number,
            Person = g.Person.Name,
            g.Person.PinyinKey,
            g.Person.Mobile,
            g.Organisation,
            g.Title,
            DelegationZh = g.Delegation!.Name.Zh,
            DelegationEn = g.Delegation!.Name.En,
            InvestorZh = g.Investor!.Survivor.Name.Zh,
            InvestorEn = g.Investor!.Survivor.Name.En,
        });
        await foreach (var g in guests.AsAsyncEnumerable())
            yield return new SearchSource(g.Id, SearchText.Of(SearchKind.Guest).Within(SearchText.Scope(g.FairId))
                .Name(g.Person).Pinyin(g.PinyinKey).Words(g.Number, g.Organisation, g.Title.Zh, g.Title.En, g.DelegationZh, g.DelegationEn, g.InvestorZh, g.InvestorEn).Private(g.Mobile));
    }

    private static async IAsyncEnumerable<SearchSource> People(FairDbContext db, IReadOnlyCollection<Guid>? only)
    {
        await foreach (var p in Some(db.People.Where(p => p.SurvivorId == p.Id), only).Select(p => new { p.Id, p.Name, p.PinyinKey, p.Mobile }).AsAsyncEnumerable())
            yield return new SearchSource(p.Id, SearchText.Of(SearchKind.Person).Name(p.Name).Pinyin(p.PinyinKey).Private(p.Mobile));
    }

    private static async IAsyncEnumerable<SearchSource> Delegations(FairDbContext db, IReadOnlyCollection<Guid>? only)
    {
        var delegations = Some(db.Delegations, only).Select(d => new { d.Id, d.FairId, d.Name, d.PinyinKey, d.LiaisonName, d.LiaisonMobile });
        await foreach (var d in delegations.AsAsyncEnumerable())
            yield return new SearchSource(d.Id, SearchText.Of(SearchKind.Delegation).Within(SearchText.Scope(d.FairId)).Words(d.Name.Zh, d.Name.En).Pinyin(d.PinyinKey).Words(d.LiaisonName).Private(d.LiaisonMobile));
    }

    private static async IAsyncEnumerable<SearchSource> Investors(FairDbContext db, IReadOnlyCollection<Guid>? only)
    {
        await foreach (var i in Some(db.Investors.Where(i => i.SurvivorId == i.Id), only).Select(i => new { i.Id, i.Number, i.Name, i.PinyinKey, i.CreditCode }).AsAsyncEnumerable())
            yield return new SearchSource(i.Id, SearchText.Of(SearchKind.Investor).Words(i.Name.Zh, i.Name.En).Pinyin(i.PinyinKey).Words(i.Number, i.CreditCode));
    }

    private static async IAsyncEnumerable<SearchSource> Projects(FairDbContext db, IReadOnlyCollection<Guid>? only)
    {
        var projects = Some(db.Projects, only).Select(p => new
        {
            p.Id,
            p.Code,
            p.Name,
            p.PinyinKey,
            p.Site,
            p.Background,
            p.Scale,
            p.Tags,
            p.Conditions,
            Town = db.Regions.Where(r => r.Code == p.TownshipCode).Select(r => r.Name.Zh + " " + (r.Name.En ?? "")).FirstOrDefault(),
            Sector = db.Sectors.Where(s => s.Code == p.SectorCode).Select(s => s.Name.Zh + " " + (s.Name.En ?? "")).FirstOrDefault(),
        });
        await foreach (var p in projects.AsAsyncEnumerable())
            yield return new SearchSource(p.Id, SearchText.Of(SearchKind.Project).Words(p.Code, p.Name.Zh, p.Name.En).Pinyin(p.PinyinKey)
                .Words(p.Town, p.Sector, p.Tags.Zh, p.Tags.En, p.Site.Zh, p.Site.En, p.Background.Zh, p.Background.En, p.Scale.Zh, p.Scale.En, p.Conditions.Zh, p.Conditions.En));
    }

    private static async IAsyncEnumerable<SearchSource> Plants(FairDbContext db, IReadOnlyCollection<Guid>? only)
    {
        var plants = Some(db.Plants, only).Select(p => new
        {
            p.Id,
            p.Code,
            p.Name,
            p.PinyinKey,
            p.Owner,
            p.SuggestedUse,
            Town = db.Regions.Where(r => r.Code == p.TownshipCode).Select(r => r.Name.Zh + " " + (r.Name.En ?? "")).FirstOrDefault(),
        });
        await foreach (var p in plants.AsAsyncEnumerable())
            yield return new SearchSource(p.Id, SearchText.Of(SearchKind.Plant).Words(p.Code, p.Name.Zh, p.Name.En).Pinyin(p.PinyinKey)
                .Words(p.Town, p.Owner.Zh, p.Owner.En, p.SuggestedUse.Zh, p.SuggestedUse.En));
    }

    private static async IAsyncEnumerable<SearchSource> Deals(FairDbContext db, IReadOnlyCollection<Guid>? only)
    {
        var deals = Some(db.Deals, only).Select(d => new { d.Id, d.Number, d.Name, d.PinyinKey, d.LeadUnitId, Investor = d.Investor.Survivor.Name });
        await foreach (var d in deals.AsAsyncEnumerable())
            yield return new SearchSource(d.Id, SearchText.Of(SearchKind.Deal).Within(SearchText.Scope(d.LeadUnitId)).Words(d.Number, d.Name.Zh, d.Name.En).Pinyin(d.PinyinKey).Words(d.Investor.Zh, d.Investor.En));
    }

    private static IQueryable<T> Some<T>(IQueryable<T> all, IReadOnlyCollection<Guid>? only) where T : Kernel.Record =>
        only is null ? all.AsNoTracking() : all.AsNoTracking().Where(r => only.Contains(r.Id));
}
