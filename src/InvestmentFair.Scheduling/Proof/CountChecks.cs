using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>What can be ruled out by counting, before anything is searched, and named to whoever has to change it.</summary>
internal sealed class CountChecks(Instance instance)
{
    private readonly int[] _musts = [.. Enumerable.Range(0, instance.Meetings).Where(m => instance.Must[m])];

    public IReadOnlyList<Conflict> All() =>
    [
        .. Circles(), .. WithoutPlace(), .. FixedClashes(), .. OverloadedPeople(), .. OverloadedTables(),
        .. OverloadedInterpreters(), .. Orders(), .. Parties(),
    ];

    private Guid Id(int m) => instance.Problem.Demands[m].Id;

    private Guid[] Ids(IEnumerable<int> meetings) => [.. meetings.Select(Id)];

    private List<Conflict> Circles()
    {
        var colour = new int[instance.Meetings];
        var path = new List<int>();
        var found = new List<Conflict>();
        void Visit(int m)
        {
            colour[m] = 1;
            path.Add(m);
            foreach (var order in instance.Orders[m].Where(o => o.First == m))
            {
                // An optional meeting may stay away, unless the order drags it in.
                if (colour[order.Then] == 1 && path[path.IndexOf(order.Then)..].All(x => instance.Must[x])) found.Add(new Conflict.Circle(Ids(path[path.IndexOf(order.Then)..])));
                else if (colour[order.Then] == 0) Visit(order.Then);
            }

            path.RemoveAt(path.Count - 1);
            colour[m] = 2;
        }

        for (var m = 0; m < instance.Meetings; m++)
            if (colour[m] == 0 && instance.Orders[m].Length > 0) Visit(m);
        return found;
    }

    private IEnumerable<Conflict> WithoutPlace()
    {
        var reasons = new Lazy<Reasons>(() => new Reasons(instance, new Plan(instance)));
        foreach (var m in _musts.Where(m => instance.StartList[m].Length == 0)) yield return new Conflict.NoPlace(Id(m), [.. reasons.Value.All(m)]);
    }

    private IEnumerable<Conflict> FixedClashes()
    {
        var holders = new Dictionary<(int Resource, int Slot), int>();
        foreach (var m in _musts.Where(m => instance.StartList[m].Length == 1))
        {
            var resources = instance.Required[m].Select(p => p).ToList();
            if (instance.Tables.Fixed[m] >= 0) resources.Add(instance.People + instance.Tables.Fixed[m]);
            foreach (var resource in resources)
                foreach (var t in new SlotSet(instance.Span(m, instance.StartList[m][0])))
                {
                    if (holders.TryAdd((resource, t), m)) continue;
                    var isPerson = resource < instance.People;
                    yield return new Conflict.FixedClash(Id(holders[(resource, t)]), Id(m), isPerson ? instance.Problem.People[resource].Id : null,
                        isPerson ? null : instance.Problem.Tables[resource - instance.People].Id, t);
                }
        }
    }

    /// <summary>By Hall's theorem: some of a person's musts have fewer slots together than they need.</summary>
    private IEnumerable<Conflict> OverloadedPeople()
    {
        var byPerson = _musts.SelectMany(m => instance.Required[m].Select(p => (p, m))).ToLookup(x => x.p, x => x.m);
        foreach (var person in byPerson.OrderBy(g => g.Key))
        {
            var meetings = person.Where(m => instance.StartList[m].Length > 0).ToArray();
            var left = Reach(meetings);
            if (meetings.Sum(m => instance.Length[m]) > left.Count)
            {
                yield return new Conflict.TooManyMusts(instance.Problem.People[person.Key].Id, Ids(meetings), left, meetings.Sum(m => instance.Length[m]));
                continue;
            }

            if (meetings.Any(m => instance.Length[m] > 1)) continue;
            var crowd = Crowd(meetings);
            if (crowd.Length > 0) yield return new Conflict.TooManyMusts(instance.Problem.People[person.Key].Id, Ids(crowd), Reach(crowd), crowd.Length);
        }
    }

    private SlotSet Reach(IEnumerable<int> meetings) =>
        new(meetings.Aggregate(UInt128.Zero, (reach, m) => instance.StartList[m].Aggregate(reach, (r, t) => r | instance.Span(m, t))));

    /// <summary>Meetings of one slot each with fewer slots than meetings, found where no augmenting path is left.</summary>
    private int[] Crowd(int[] meetings)
    {
        var holder = new Dictionary<int, int>();
        foreach (var m in meetings)
        {
            var seen = new HashSet<int>();
            bool Place(int meeting)
            {
                foreach (var t in instance.StartList[meeting])
                {
                    if (!seen.Add(t)) continue;
                    if (holder.TryGetValue(t, out var other) && !Place(other)) continue;
                    holder[t] = meeting;
                    return true;
                }

                return false;
            }

            if (!Place(m)) return [m, .. seen.Select(t => holder[t]).Order()];
        }

        return [];
    }

    private IEnumerable<Conflict> OverloadedTables()
    {
        for (var row = 0; row < instance.Tables.Open.Length; row++)
        {
            var meetings = _musts.Where(m => instance.Tables.Rows[m].Contains(row) && instance.StartList[m].Length > 0).ToArray();
            var reach = Reach(meetings);
            var open = reach.Sum(t => instance.Tables.Open[row][t]);
            var needed = meetings.Sum(m => instance.Length[m]);
            if (needed > open) yield return new Conflict.TooFewTables(Ids(meetings), reach, open, needed);
        }
    }

    private IEnumerable<Conflict> OverloadedInterpreters()
    {
        var languages = instance.Problem.Demands.Select(d => d.Language).OfType<string>().Distinct().Order(StringComparer.Ordinal).Take(6).ToArray();
        for (var subset = 1; subset < 1 << languages.Length; subset++)
        {
            var some = languages.Where((_, i) => (subset >> i & 1) == 1).ToArray();
            var meetings = _musts.Where(m => instance.Problem.Demands[m].Language is { } l && some.Contains(l)).ToArray();
            var reach = Reach(meetings);
            var open = instance.Problem.People.Where(p => p.Interprets.Any(some.Contains)).Sum(p => (p.Free & reach).Count);
            var needed = meetings.Sum(m => instance.Length[m]);
            if (needed > open) yield return new Conflict.TooFewInterpreters(some, Ids(meetings), open, needed);
        }
    }

    private IEnumerable<Conflict> Orders()
    {
        foreach (var order in _musts.SelectMany(m => instance.Orders[m]).Distinct().Where(o => instance.Must[o.Then] && (instance.Must[o.First] || o.NeedsFirst)))
        {
            if (instance.StartList[order.First] is not [var earliest, ..] || instance.StartList[order.Then] is not [.., var latest]) continue;
            if (earliest + instance.Length[order.First] + order.Gap > latest) yield return new Conflict.OrderImpossible(Id(order.First), Id(order.Then));
        }
    }

    private IEnumerable<Conflict> Parties()
    {
        foreach (var (id, p) in instance.PartyOf)
        {
            var musts = instance.PartyMeetings[p].Where(m => instance.Must[m]).ToArray();
            if (musts.Length > instance.PartyMost[p]) yield return new Conflict.PartyTooMany(id, Ids(musts), instance.PartyMost[p]);
            var asked = instance.PartyMeetings[p].Count(m => instance.StartList[m].Length > 0);
            if (asked < instance.PartyLeast[p]) yield return new Conflict.PartyTooFew(id, asked, instance.PartyLeast[p]);
        }
    }
}
