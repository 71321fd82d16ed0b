using System.Collections.Concurrent;
using InvestmentFair.Access;
using InvestmentFair.Kernel;

namespace InvestmentFair.Data;

/// <summary>
/// How many rows a list had when somebody last asked the same. Counting 100,000 rows takes longer than fetching a page of them,
/// and a reader who turns pages asks again and again; so a number is kept while this process has committed nothing since. What
/// another process writes, and what time alone changes, shows after <see cref="Lasts"/> at the latest.
/// </summary>
public sealed class Totals(Commits? commits)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);
    private const int Most = 256;
    private readonly ConcurrentDictionary<string, (long Commits, long At, int Total)> _known = new();

    public async Task<int> OfAsync(Actor actor, string? fair, ListState state, Func<Task<int>> count)
    {
        if (commits is null) return await count();
        // Read before counting: a commit in between makes the number old, never the other way round.
        var (key, now) = (KeyOf(actor, fair, state), commits.Count);
        if (_known.TryGetValue(key, out var known) && known.Commits == now && Environment.TickCount64 - known.At < Lasts.TotalMilliseconds) return known.Total;
        var total = await count();
        if (_known.Count >= Most) _known.Clear();
        _known[key] = (now, Environment.TickCount64, total);
        return total;
    }

    // Who asks is part of it: what they may see may be less than what the next one sees.
    private static string KeyOf(Actor actor, string? fair, ListState state) =>
        $"{actor.Id}\n{actor.Role}\n{actor.UnitId}\n{Language.IsEnglish}\n{fair}\n{state.Search}\n{string.Join('\n', state.Filters.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"))}";
}
