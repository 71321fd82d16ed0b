using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Palette;

/// <summary>
/// Jumping to a record by what one remembers of it: its name, the sound or the initials of the name, a number or a code. Nobody
/// finds what they could not open: kinds go by permission, deals by unit, and a telephone number finds somebody only for those
/// who may read it.
/// </summary>
public sealed class PaletteQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    public const int MostOfAKind = 6;
    public const int MostRecent = 8;
    private const int MostKept = 30;

    // Enough that the best of a kind is among them; who has fifty namesakes types one word more.
    private const int MostRead = 50;

    /// <summary>The best of each kind.</summary>
    public async Task<IReadOnlyList<PaletteHit>> FindAsync(Actor actor, string? fair, string? typed, CancellationToken cancel)
    {
        var kinds = KindsOf(actor);
        var text = typed is { Length: > ListState.LongestSearch } ? typed[..ListState.LongestSearch] : typed;
        var words = SearchWords.Read(text);
        if (words.FindNothing) return [];
        // A number that is written in groups is one word all the same.
        SearchWords[] either = SoughtNumber.Read(text) is { } digits && digits != text ? [words, SearchWords.Read(digits)] : [words];
        await using var db = contexts.CreateDbContext();
        var fairId = fair is null ? null : await db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel);
        var parts = new List<SearchIndex.Part>();
        foreach (var scopes in kinds.SelectMany(kind => ScopesOf(actor, kind, fairId)))
            foreach (var (asked, whole) in either.SelectMany(asked => new[] { (asked, true), (asked, false) }))
                parts.Add(new SearchIndex.Part(asked, scopes, actor.May(Permission.ViewContacts), whole, MostRead));

        var entries = await SearchIndex.FindAsync(db, parts, cancel);
        var subjects = (await db.SearchEntries.AsNoTracking().Where(e => entries.Contains(e.Id)).ToListAsync(cancel)).ToLookup(e => e.Kind, e => e.SubjectId);
        var hits = new List<PaletteHit>();
        foreach (var kind in kinds)
            if (subjects.Contains(kind))
                hits.AddRange(await PaletteHits.ReadAsync(db, actor, kind, [.. subjects[kind]], cancel));

        var sought = new PaletteOrder(typed!, fair);
        // A person with a part at this fair stands there once, as a guest.
        var guests = hits.Where(h => h.Kind is SearchKind.Guest).Select(h => h.PersonId).ToHashSet();
        return
        [
            .. hits.Where(h => h.Kind is not SearchKind.Person || !guests.Contains(h.PersonId)).GroupBy(h => h.Kind)
                .Select(g => g.OrderBy(sought.Rank).ThenBy(h => h.PinyinKey, StringComparer.Ordinal).ThenBy(h => h.Id).Take(MostOfAKind).ToList())
                .OrderBy(g => sought.Rank(g[0])).ThenBy(g => g[0].Kind).SelectMany(g => g),
        ];
    }

    /// <summary>What this account opened last and may still see.</summary>
    public async Task<IReadOnlyList<PaletteHit>> RecentAsync(Actor actor, CancellationToken cancel)
    {
        var kinds = KindsOf(actor);
        await using var db = contexts.CreateDbContext();
        var visits = await db.RecentVisits.AsNoTracking().Where(v => v.AccountId == actor.Id).OrderByDescending(v => v.At).ThenBy(v => v.SubjectId).Take(MostKept).ToListAsync(cancel);
        var hits = new Dictionary<(SearchKind, Guid), PaletteHit>();
        foreach (var kind in visits.GroupBy(v => v.Kind, v => v.SubjectId).Where(g => kinds.Contains(g.Key)))
            foreach (var hit in await PaletteHits.ReadAsync(db, actor, kind.Key, [.. kind], cancel))
                hits[(hit.Kind, hit.Id)] = hit;
        return [.. visits.Select(v => hits.GetValueOrDefault((v.Kind, v.SubjectId))).OfType<PaletteHit>().Take(MostRecent)];
    }

    /// <summary>Notes that somebody opened a record they may see. It has no history, and a busy database may forget it.</summary>
    public async Task VisitAsync(Actor actor, SearchKind kind, Guid subject, CancellationToken cancel)
    {
        if (!KindsOf(actor).Contains(kind)) return;
        await using var db = contexts.CreateDbContext();
        if ((await PaletteHits.ReadAsync(db, actor, kind, [subject], cancel)).Count == 0) return;
        var at = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await db.BeginAsync(cancel);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "RecentVisits" ("AccountId", "Kind", "SubjectId", "At") VALUES ({actor.Id}, {kind.ToString()}, {subject}, {at})
            ON CONFLICT ("AccountId", "Kind", "SubjectId") DO UPDATE SET "At" = excluded."At"
            """, cancel);
        var oldest = await db.RecentVisits.Where(v => v.AccountId == actor.Id).OrderByDescending(v => v.At).Skip(MostKept).Select(v => (DateTime?)v.At).FirstOrDefaultAsync(cancel);
        if (oldest is { } before) await db.RecentVisits.Where(v => v.AccountId == actor.Id && v.At <= before).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static List<SearchKind> KindsOf(Actor actor)
    {
        actor.Must(actor.IsScopedToUnit ? Permission.ViewDeals : Permission.ViewFair);
        return [.. Enum.GetValues<SearchKind>().Where(kind => actor.May(kind is SearchKind.Deal ? Permission.ViewDeals : Permission.ViewFair))];
    }

    /// <summary>Where to look for a kind: what is of this fair first, since its cap must not be used up by other years.</summary>
    private static IEnumerable<IReadOnlyList<string>> ScopesOf(Actor actor, SearchKind kind, Guid? fair)
    {
        var scope = SearchText.Scope(kind);
        if (kind is SearchKind.Deal && actor.IsScopedToUnit) yield return [scope, SearchText.Scope(actor.UnitId ?? Guid.Empty)];
        else yield return [scope];
        if (kind is SearchKind.Guest or SearchKind.Delegation && fair is { } here) yield return [scope, SearchText.Scope(here)];
    }
}
