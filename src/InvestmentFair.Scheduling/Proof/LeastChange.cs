using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>What a change of the published timetable cannot go below, certified in milliseconds.</summary>
internal sealed class LeastChange
{
    /// <summary>Points that have to be dropped.</summary>
    public long Points { get; }

    /// <summary>Meetings that can neither stay where they are; each has to be moved or dropped.</summary>
    public int Hit { get; }

    /// <summary>People of the meetings hit.</summary>
    public int People { get; }

    public LeastChange(Instance instance, Published published)
    {
        var known = Enumerable.Range(0, instance.Meetings).Where(m => published.Start[m] >= 0).ToArray();
        var hit = known.Where(m => (instance.Starts[m] >> published.Start[m] & UInt128.One) == UInt128.Zero).ToArray();
        Hit = hit.Length;
        People = hit.SelectMany(m => instance.Required[m].Concat(published.Picks[m])).Distinct().Count();
        Points = Math.Max(ByFlow(instance, known), ByPerson(instance, known));
    }

    private static long ByFlow(Instance instance, int[] known)
    {
        var published = new bool[instance.Meetings];
        foreach (var m in known) published[m] = true;
        return known.Sum(m => (long)instance.Points[m]) - PointsBound.MostPoints(instance, m => published[m]);
    }

    /// <summary>
    /// Somebody with more slots of meetings than slots left drops at least the cheapest of them. Summed over people who share no
    /// meeting, so that nothing is counted twice.
    /// </summary>
    private static long ByPerson(Instance instance, int[] known)
    {
        var byPerson = known.SelectMany(m => instance.Required[m].Select(p => (p, m))).ToLookup(x => x.p, x => x.m);
        var needs = byPerson.Select(g => (Meetings: g.ToArray(), Points: Cheapest(instance, [.. g]))).Where(n => n.Points > 0).OrderByDescending(n => n.Points);
        var (used, sum) = (new HashSet<int>(), 0L);
        foreach (var (meetings, points) in needs)
        {
            if (meetings.Any(used.Contains)) continue;
            used.UnionWith(meetings);
            sum += points;
        }

        return sum;
    }

    private static long Cheapest(Instance instance, int[] meetings)
    {
        var reach = meetings.Aggregate(UInt128.Zero, (all, m) => instance.StartList[m].Aggregate(all, (some, t) => some | instance.Span(m, t)));
        var over = meetings.Sum(m => instance.Length[m]) - (int)UInt128.PopCount(reach);

        // By price of a slot, the last one in part: a bound must not ask for more than the truth.
        var points = 0.0;
        foreach (var m in meetings.OrderBy(m => (double)instance.Points[m] / instance.Length[m]))
        {
            if (over <= 0) break;
            points += instance.Points[m] * Math.Min(1, (double)over / instance.Length[m]);
            over -= instance.Length[m];
        }

        return (long)Math.Ceiling(points - 1e-9);
    }
}
