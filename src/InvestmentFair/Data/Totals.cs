using System.Collections.Concurrent;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

/// <summary>
/// How many rows a list had when somebody last asked the same. Counting 100,000 rows takes longer than fetching a page of them,
/// and a reader who turns pages asks again and again; so a number is kept while nothing was saved since, which the head of the
/// audit chain tells whoever saved. What is saved without a link of the chain, as accounts are, and what time alone changes
/// shows after <see cref="Lasts"/> at the latest.
/// </summary>
public sealed class Totals
{
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);
    private const int Most = 256;
    private readonly ConcurrentDictionary<string, (long Link, long At, int Total)> _known = new();

    public async Task<int> OfAsync(FairDbContext db, Actor actor, string? fair, ListState state, Func<Task<int>> count, CancellationToken cancel)
    {
        // Read before counting: a save in between makes the number old, never the other way round.
        var link = await db.AuditHeads.AsNoTracking().Select(h => h.Sequence).SingleAsync(cancel);
        var key = KeyOf(actor, fair, state);
        if (_known.TryGetValue(key, out var known) && known.Link == link && Environment.TickCount64 - known.At < Lasts.TotalMilliseconds) return known.Total;
        var total = await count();
        if (_known.Count >= Most) _known.Clear();
        _known[key] = (link, Environment.TickCount64, total);
        return total;
    }

    // Who asks is part of it: what they may see may be less than what the next one sees.
    private static string KeyOf(Actor actor, string? fair, ListState state) =>
        $"{actor.Id}\n{actor.Role}\n{actor.UnitId}\n{Language.IsEnglish}\n{fair}\n{state.Search}\n{string.Join('\n', state.Filters.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"))}";
}
