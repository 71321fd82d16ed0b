using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace InvestmentFair.Data;

public abstract partial class FairDbContext
{
    // An answer or a stage is saved a hundred times for each time that a name is: these are read again only when they must.
    private static readonly HashSet<string> OfGuest = [nameof(Guest.PersonId), nameof(Guest.DelegationId), nameof(Guest.InvestorId), nameof(Guest.Organisation), nameof(Guest.FoldedIntoId)];
    private const string SearchSeries = "search";
    private static readonly HashSet<string> OfDeal = [nameof(Deal.PinyinKey), nameof(Deal.InvestorId), nameof(Deal.LeadUnitId), nameof(Deal.SurvivorId)];

    /// <summary>The records whose words this save touches, found before it, while the tracker knows what changed.</summary>
    private List<(SearchKind Kind, Guid Id, bool IsNew)> Reworded()
    {
        var reworded = new List<(SearchKind, Guid, bool)>();
        foreach (var entry in ChangeTracker.Entries<Kernel.Record>().Where(e => e.State is EntityState.Added or EntityState.Modified))
            if (KindOf(entry) is { } kind)
                reworded.Add((kind, entry.Entity.Id, entry.State is EntityState.Added));
        return reworded;
    }

    /// <summary>The index says what the records say: a name that others are found by rewrites those as well.</summary>
    private async Task IndexAsync(List<(SearchKind Kind, Guid Id, bool IsNew)> reworded, CancellationToken cancel)
    {
        if (reworded.Count == 0) return;
        var wanted = reworded.Select(r => (r.Kind, r.Id)).ToHashSet();
        foreach (var some in reworded.Where(r => !r.IsNew).Select(r => (r.Kind, r.Id)).Chunk(500))
        {
            var ids = some.Select(r => r.Id).ToList();
            if (some.Any(r => r.Kind is SearchKind.Person or SearchKind.Delegation or SearchKind.Investor))
                wanted.UnionWith((await Guests.Where(g => ids.Contains(g.PersonId) || ids.Contains(g.DelegationId!.Value) || ids.Contains(g.InvestorId!.Value) || ids.Contains(g.Investor!.SurvivorId)).Select(g => g.Id).ToListAsync(cancel)).Select(id => (SearchKind.Guest, id)));
            if (some.Any(r => r.Kind is SearchKind.Investor))
                wanted.UnionWith((await Deals.Where(d => ids.Contains(d.InvestorId) || ids.Contains(d.Investor.SurvivorId)).Select(d => d.Id).ToListAsync(cancel)).Select(id => (SearchKind.Deal, id)));
        }

        foreach (var kind in wanted.GroupBy(w => w.Kind, w => w.Id).OrderBy(g => g.Key))
            await SearchIndex.WriteAsync(this, kind.Key, [.. kind], cancel);
    }

    private static SearchKind? KindOf(EntityEntry entry) => entry.Entity switch
    {
        Guest when Touches(entry, OfGuest) => SearchKind.Guest,
        Person => SearchKind.Person,
        Delegation => SearchKind.Delegation,
        Investor => SearchKind.Investor,
        Project => SearchKind.Project,
        IdlePlant => SearchKind.Plant,
        Deal when Touches(entry, OfDeal) => SearchKind.Deal,
        _ => null,
    };

    private static bool Touches(EntityEntry entry, HashSet<string> fields) =>
        entry.State is EntityState.Added || entry.Properties.Any(p => p.IsModified && fields.Contains(p.Metadata.Name)) || entry.ComplexProperties.Any(c => c.IsModified);

    /// <summary>
    /// Fills the index of a database that is older than it, was moved here without it, or was written by another way of
    /// cutting text. Where it is whole nothing is done.
    /// </summary>
    /// <returns>How many records were written.</returns>
    public async Task<int> FillSearchAsync(CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(cancel);
        await HoldChainAsync(cancel);
        var entries = await SearchEntries.CountAsync(cancel);
        var grams = await Database.SqlQuery<int>($"""SELECT CAST(COUNT(*) AS integer) AS "Value" FROM "SearchGrams" """).SingleAsync(cancel);
        var version = await Numbers.AsNoTracking().Where(n => n.Series == SearchSeries).Select(n => n.Last).SingleOrDefaultAsync(cancel);
        if (version == BiText.Version && entries == grams) return 0;

        await Database.ExecuteSqlRawAsync("""DELETE FROM "SearchGrams"; DELETE FROM "SearchEntries";""", cancel);
        var written = 0;
        foreach (var kind in Enum.GetValues<SearchKind>())
        {
            var ids = await SearchSources.IdsAsync(this, kind, cancel);
            await SearchIndex.WriteAsync(this, kind, ids, cancel);
            written += ids.Count;
        }

        await Database.ExecuteSqlAsync($"""INSERT INTO "Numbers" ("Series", "Last") VALUES ({SearchSeries}, {BiText.Version}) ON CONFLICT ("Series") DO UPDATE SET "Last" = excluded."Last" """, cancel);
        await transaction.CommitAsync(cancel);
        return written;
    }
}
