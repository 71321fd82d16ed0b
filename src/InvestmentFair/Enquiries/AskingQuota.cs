using System.Collections.Concurrent;

namespace InvestmentFair.Enquiries;

/// <summary>
/// Counts what one network address has asked today. An address is personal data, so the count lives in memory alone; a
/// whole ballroom may stand behind one, so the limit is generous and the one per mobile number is the tight one.
/// </summary>
internal sealed class AskingQuota
{
    private readonly ConcurrentDictionary<(string Address, DateOnly Day), int> _asked = new();

    public bool Takes(string? address, DateOnly today, int most)
    {
        if (address is null) return true;
        foreach (var past in _asked.Keys.Where(k => k.Day < today)) _asked.TryRemove(past, out _);
        return _asked.AddOrUpdate((address, today), 1, (_, asked) => asked + 1) <= most;
    }
}
