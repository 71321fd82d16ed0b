namespace InvestmentFair.Scheduling.Model;

/// <summary>
/// The halls, the way between them, and the hall each meeting is held in. Where the hall matters (travel, hall changes) a host
/// gets one for the whole fair before the times are decided, because guests walk and hosts sit.
/// </summary>
internal sealed class Halls
{
    public List<Guid> Ids { get; }

    public int[,] Travel { get; }

    public int Longest { get; }

    /// <summary>Whether halls were given out here. What is ruled out then is ruled out for this choice only, and certifies nothing.</summary>
    public bool Chosen { get; private set; }

    private readonly TimetableProblem _problem;

    public Halls(TimetableProblem problem)
    {
        _problem = problem;
        Ids = [.. problem.Tables.Select(t => t.Hall).Concat(problem.Demands.Where(d => d.Hall is not null).Select(d => d.Hall!.Value)).Distinct()];
        Travel = new int[Ids.Count, Ids.Count];
        foreach (var way in problem.Travels)
        {
            var (one, other) = (Ids.IndexOf(way.One), Ids.IndexOf(way.Other));
            if (one < 0 || other < 0) continue;
            Travel[one, other] = Travel[other, one] = Math.Max(Travel[one, other], way.Slots);
            Longest = Math.Max(Longest, way.Slots);
        }
    }

    public int Count => Ids.Count;

    private bool Matter => Count > 0 && _problem.People.Any(p => p.FreeInHall is not null) || Count > 1 && (Longest > 0 || _problem.Rules.Goals.Contains(Goal.HallChanges));

    /// <summary>The hall of each meeting, -1 where any will do.</summary>
    public int[] OfMeetings(Instance instance)
    {
        var tables = _problem.Tables.ToDictionary(t => t.Id);
        var halls = new int[instance.Meetings];
        for (var m = 0; m < halls.Length; m++)
        {
            var demand = _problem.Demands[m];
            var hall = demand.AtTable is { } at && tables.TryGetValue(at, out var table) ? table.Hall : demand.Hall;
            halls[m] = hall is { } id ? Ids.IndexOf(id) : -1;
        }

        if (!Matter) return halls;

        var left = new long[Count];
        foreach (var table in _problem.Tables) left[Ids.IndexOf(table.Hall)] += table.Open.Count;
        for (var m = 0; m < halls.Length; m++)
            if (halls[m] >= 0) left[halls[m]] -= instance.Length[m];

        foreach (var host in instance.Host.Distinct().OrderByDescending(h => instance.PartyMeetings[h].Length).ThenBy(h => h))
        {
            var open = instance.PartyMeetings[host].Where(m => instance.Host[m] == host && halls[m] < 0).ToList();
            if (open.Count == 0) continue;
            Chosen |= Count > 1;
            var home = Enumerable.Range(0, Count).OrderByDescending(h => open.Count(m => Serves(h, m))).ThenByDescending(h => left[h]).First();
            foreach (var m in open)
            {
                halls[m] = Serves(home, m) ? home : Enumerable.Range(0, Count).OrderByDescending(h => Serves(h, m)).ThenByDescending(h => left[h]).First();
                left[halls[m]] -= instance.Length[m];
            }
        }

        return halls;
    }

    private bool Serves(int hall, int meeting)
    {
        var demand = _problem.Demands[meeting];
        return _problem.Tables.Any(t => t.Hall == Ids[hall] && (demand.TableKind.Length == 0 || demand.TableKind == t.Kind) && t.Seats >= demand.Seats);
    }
}
