namespace InvestmentFair.Ledger;

/// <summary>
/// The two times every report is a function of: the day it speaks of, and what was known when it was made. Known-at is
/// a sequence of the audit chain, because two saves may share an instant.
/// </summary>
public readonly record struct AsOf(DateOnly Day, long Known = long.MaxValue)
{
    /// <summary>Everything ever recorded, however far in the future it holds from.</summary>
    public static AsOf Latest => new(DateOnly.MaxValue);

    /// <summary>The entries that stand: recorded by then, holding by then, and not corrected by another such entry.</summary>
    public IEnumerable<T> Standing<T>(IEnumerable<T> entries) where T : Entry
    {
        var (day, known) = this;
        var recorded = entries.Where(e => e.Sequence <= known).ToList();
        var corrected = recorded.Where(e => e.CorrectsId is not null).Select(e => e.CorrectsId).ToHashSet();
        var first = corrected.Count == 0 ? null : recorded.Where(e => corrected.Contains(e.Id)).ToDictionary(e => e.Id);
        return recorded.Where(e => e.HoldsFrom <= day && !corrected.Contains(e.Id))
            .OrderBy(e => e.HoldsFrom).ThenBy(e => Order(First(e, first))).ThenBy(e => First(e, first).Ordinal);
    }

    /// <summary>The entry in force: of those that stand, the latest by day and then by the order of recording.</summary>
    public T? InForce<T>(IEnumerable<T> entries) where T : Entry => Standing(entries).LastOrDefault();

    // What corrects an entry stands in its place: of two of one day, to put the first right does not make it the second.
    private static T First<T>(T entry, Dictionary<Guid, T>? corrected) where T : Entry
    {
        while (entry.CorrectsId is { } id && corrected!.TryGetValue(id, out var earlier)) entry = earlier;
        return entry;
    }

    // An entry not yet saved has no sequence; it is the newest.
    private static long Order(Entry entry) => entry.Sequence == 0 ? long.MaxValue : entry.Sequence;
}
