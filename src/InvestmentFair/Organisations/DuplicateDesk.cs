using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Organisations;

/// <summary>Two records that may be one, to be merged or told apart.</summary>
public sealed record LikelyPair(Lookalike One, Lookalike Other, Likeness Likeness);

/// <summary>Some pairs, and from where to go on looking; none where everything has been looked through.</summary>
public sealed record LikelyPairs(IReadOnlyList<LikelyPair> Pairs, string? Next);

/// <summary>The list of likely duplicates that staff work through.</summary>
public sealed class DuplicateDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    private const int PairsAPage = 25;

    /// <summary>So many names are looked at before a page is shown with what was found, so that it comes at once on any database.</summary>
    private const int NamesAPage = 400;

    /// <summary>Goes through the names that more than one person has, in their order; those of one number or one unit are likely one.</summary>
    public async Task<LikelyPairs> PeopleAsync(Actor actor, string? after, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvestors);
        await using var db = Open();
        var from = after ?? "";
        var names = await db.People.Where(p => p.SurvivorId == p.Id && p.NameKey.CompareTo(from) > 0).GroupBy(p => p.NameKey).Where(g => g.Count() > 1)
            .OrderBy(g => g.Key).Select(g => g.Key).Take(NamesAPage).ToListAsync(cancel);
        var people = await db.People.AsNoTracking().Where(p => p.SurvivorId == p.Id && names.Contains(p.NameKey)).OrderBy(p => p.Id).Select(p => new { p.Id, p.Name, p.NameKey, p.Mobile }).ToListAsync(cancel);
        var units = await DuplicateQueries.UnitsAsync(db, [.. people.Select(p => p.Id)], cancel);
        var apart = await ApartAsync(db, DuplicateOf.Person, cancel);
        var companies = people.ToDictionary(p => p.Id, p => units[p.Id].Select(CompanyName.Of).ToList());
        var pairs = new List<LikelyPair>();
        foreach (var name in names)
        {
            var same = people.Where(p => p.NameKey == name).ToList();
            foreach (var (one, other) in same.SelectMany((one, i) => same.Skip(i + 1).Select(other => (one, other))).Where(p => !apart.Contains((p.one.Id, p.other.Id))))
            {
                var unit = companies[one.Id].SelectMany(a => companies[other.Id].Select(a.LikenessTo)).DefaultIfEmpty(NameLikeness.Different).Max();
                Likeness? likeness = one.Mobile is not null && one.Mobile == other.Mobile ? Likeness.NameAndMobile
                    : unit switch { NameLikeness.Same => Likeness.NameAndUnit, NameLikeness.Near => Likeness.NameAndNearUnit, _ => null };
                if (likeness is { } why)
                    pairs.Add(new LikelyPair(new(one.Id, one.Name, DuplicateQueries.Known(units[one.Id], one.Mobile), why), new(other.Id, other.Name, DuplicateQueries.Known(units[other.Id], other.Mobile), why), why));
            }

            if (pairs.Count >= PairsAPage) return new LikelyPairs(pairs, name);
        }

        return new LikelyPairs(pairs, names.Count == NamesAPage ? names[^1] : null);
    }

    /// <summary>Goes through the investors by number; each is looked up among those after it.</summary>
    public async Task<LikelyPairs> InvestorsAsync(Actor actor, string? after, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvestors);
        await using var db = Open();
        var from = after ?? "";
        var some = await db.Investors.AsNoTracking().Where(i => i.SurvivorId == i.Id && i.Number.CompareTo(from) > 0).OrderBy(i => i.Number).Take(NamesAPage).ToListAsync(cancel);
        var apart = await ApartAsync(db, DuplicateOf.Investor, cancel);
        var pairs = new List<LikelyPair>();
        foreach (var one in some)
        {
            foreach (var other in await DuplicateQueries.CompaniesAsync(db, new CompanyProbe(one.Name.Zh, one.Name.En, one.CreditCode, one.Id), cancel))
                if (string.CompareOrdinal(other.Known, one.Number) > 0 && !apart.Contains((one.Id, other.Id)))
                    pairs.Add(new LikelyPair(new(one.Id, one.Name.Text, one.Number, other.Likeness), other, other.Likeness));
            if (pairs.Count >= PairsAPage) return new LikelyPairs(pairs, one.Number);
        }

        return new LikelyPairs(pairs, some.Count == NamesAPage ? some[^1].Number : null);
    }

    /// <summary>The two are not the same; nobody is asked again.</summary>
    public async Task<Outcome> TellApartAsync(Actor actor, DuplicateOf of, Guid one, Guid other, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvestors);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if ((await ApartAsync(db, of, cancel)).Contains((one, other))) return Outcome.Done;
        db.Add(NotTheSame.Say(of, one, other));
        return await CommitAsync(db, transaction, new Act(actor, "duplicate.told-apart", Now), true, cancel);
    }

    private static async Task<HashSet<(Guid, Guid)>> ApartAsync(FairDbContext db, DuplicateOf of, CancellationToken cancel) =>
        [.. (await db.NotTheSame.AsNoTracking().Where(n => n.Of == of).ToListAsync(cancel)).SelectMany(n => new[] { (n.OneId, n.OtherId), (n.OtherId, n.OneId) })];
}
