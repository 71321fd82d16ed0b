namespace InvestmentFair.Scheduling.Tests;

/// <summary>Tries every timetable of a small fair and keeps the best by the declared goals; the checker is the judge of each.</summary>
internal sealed class BruteForce(TimetableProblem problem)
{
    private readonly List<Placing> _placings = [];
    private readonly List<Placing[]> _all = [];
    private long[]? _best;

    /// <summary>The values of the goals of the best timetable with all musts; null if there is none.</summary>
    public long[]? Best()
    {
        Try(0);
        return _best;
    }

    /// <summary>Every timetable that keeps the rules; of tables that are all alike only one way to fill them.</summary>
    public IReadOnlyList<IReadOnlyList<Placing>> All()
    {
        Try(0);
        return _all;
    }

    private void Try(int m)
    {
        if (m == problem.Demands.Count)
        {
            if (TimetableCheck.Breaches(problem, new([.. _placings])).Count > 0) return;
            _all.Add([.. _placings]);
            var values = problem.Rules.Goals.Select(Value).ToArray();
            if (_best is null || Less(values, _best)) _best = values;
            return;
        }

        var demand = problem.Demands[m];
        if (!demand.Must) Try(m + 1);
        for (var t = 0; t + demand.Length <= problem.Slots.Count; t++)
        {
            if (demand.MayStart?.Contains(t) == false) continue;
            foreach (var table in TablesFor(t))
                foreach (var people in PeopleFor(demand))
                {
                    if (_placings.Any(p => p.Slot == t && p.People.Intersect(people).Any())) continue;
                    _placings.Add(new(demand.Id, t, table.Id, people));
                    Try(m + 1);
                    _placings.RemoveAt(_placings.Count - 1);
                }
        }
    }

    /// <summary>Of tables that are all alike the first free one stands for any.</summary>
    private IEnumerable<FairTable> TablesFor(int slot)
    {
        var free = problem.Tables.Where(k => _placings.All(p => p.Table != k.Id || p.Slot != slot));
        return problem.Tables.DistinctBy(k => (k.Hall, k.Open, k.Kind, k.Seats)).Count() == 1 && problem.Demands.All(d => d.AtTable is null && d.Length == 1) ? free.Take(1) : free;
    }

    /// <summary>Everybody named, with every choice out of the pools and of an interpreter.</summary>
    private IEnumerable<Guid[]> PeopleFor(Demand demand)
    {
        IEnumerable<Guid[]> ways = [[.. demand.Guest.All.Concat(demand.Host.All).Distinct()]];
        foreach (var side in new[] { demand.Guest, demand.Host })
            ways = ways.SelectMany(way => Choices([.. side.Pool.Where(p => !way.Contains(p))], side.AtLeast).Select(c => (Guid[])[.. way, .. c]));
        if (demand.Language is { } language)
            ways = ways.SelectMany(way => problem.People.Where(p => p.Interprets.Contains(language) && !way.Contains(p.Id)).Select(p => (Guid[])[.. way, p.Id]));
        return ways;
    }

    private static IEnumerable<Guid[]> Choices(Guid[] pool, int count) =>
        count == 0 ? [[]] : pool.SelectMany((one, i) => Choices(pool[(i + 1)..], count - 1).Select(rest => (Guid[])[one, .. rest]));

    public long Value(Goal goal) => Value(problem, _placings, goal);

    /// <summary>Goals counted from the timetable alone, by other code than the engine's.</summary>
    public static long Value(TimetableProblem problem, IReadOnlyList<Placing> placings, Goal goal)
    {
        var unplaced = problem.Demands.Where(d => placings.All(p => p.Demand != d.Id)).ToList();
        return goal switch
        {
            Goal.Points => unplaced.Sum(d => (long)d.Points),
            Goal.Breaks => problem.People.Where(p => p.Interprets.Count == 0).Sum(p => (long)p.BreakWeight * TimetableCheck.BreaksOf(problem, placings, p.Id)),
            Goal.IdleSlots => problem.People.Where(p => p.Interprets.Count == 0).Sum(p => (long)p.BreakWeight * IdleOf(problem, placings, p.Id)),
            Goal.HallChanges => problem.People.Where(p => p.Interprets.Count == 0).Sum(p => (long)HallChangesOf(problem, placings, p.Id)),
            Goal.Fairness => unplaced.SelectMany(d => new[] { d.Guest.Party, d.Host.Party }.Distinct()).GroupBy(p => p).Sum(g => (long)g.Count() * g.Count()),
            Goal.Preferences => placings.Count(p => problem.Demands.First(d => d.Id == p.Demand).Preferred?.Contains(p.Slot) == false),
            _ => 0,
        };
    }

    /// <summary>Slots without a meeting between the first and the last of a session, or of the whole fair where breaks are counted across.</summary>
    private static int IdleOf(TimetableProblem problem, IReadOnlyList<Placing> placings, Guid person) => Sat(problem, placings, person)
        .GroupBy(s => problem.Rules.BreaksAcrossSessions ? default : (problem.Slots[s.Slot].Day, problem.Slots[s.Slot].Session))
        .Sum(day => day.Max(s => s.Slot) - day.Min(s => s.Slot) + 1 - day.Count());

    private static int HallChangesOf(TimetableProblem problem, IReadOnlyList<Placing> placings, Guid person) => Sat(problem, placings, person)
        .GroupBy(s => (problem.Slots[s.Slot].Day, problem.Slots[s.Slot].Session))
        .Sum(session => session.OrderBy(s => s.Slot).Zip(session.OrderBy(s => s.Slot).Skip(1)).Count(pair => pair.First.Hall != pair.Second.Hall));

    private static List<(int Slot, Guid Hall)> Sat(TimetableProblem problem, IReadOnlyList<Placing> placings, Guid person) =>
        [.. placings.Where(p => p.People.Contains(person)).SelectMany(p => Enumerable.Range(p.Slot, problem.Demands.First(d => d.Id == p.Demand).Length).Select(t => (t, problem.Tables.First(k => k.Id == p.Table).Hall)))];

    private static bool Less(long[] one, long[] other)
    {
        for (var i = 0; i < one.Length; i++)
            if (one[i] != other[i]) return one[i] < other[i];
        return false;
    }
}
