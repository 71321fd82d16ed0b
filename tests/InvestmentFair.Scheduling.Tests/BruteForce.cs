namespace InvestmentFair.Scheduling.Tests;

/// <summary>Tries every timetable of a small fair and keeps the best by the declared goals; the checker is the judge of each.</summary>
internal sealed class BruteForce(TimetableProblem problem)
{
    private readonly List<Placing> _placings = [];
    private long[]? _best;

    /// <summary>The values of the goals of the best timetable with all musts; null if there is none.</summary>
    public long[]? Best()
    {
        Try(0);
        return _best;
    }

    private void Try(int m)
    {
        if (m == problem.Demands.Count)
        {
            if (TimetableCheck.Breaches(problem, new([.. _placings])).Count > 0) return;
            var values = problem.Rules.Goals.Select(Value).ToArray();
            if (_best is null || Less(values, _best)) _best = values;
            return;
        }

        var demand = problem.Demands[m];
        if (!demand.Must) Try(m + 1);
        for (var t = 0; t + demand.Length <= problem.Slots.Count; t++)
        {
            // Tables of a plain fair are all alike: the first free one stands for any.
            var table = problem.Tables.FirstOrDefault(k => _placings.All(p => p.Table != k.Id || p.Slot != t));
            if (table is null || demand.MayStart?.Contains(t) == false) continue;
            Guid[] people = [.. demand.Guest.All.Concat(demand.Host.All).Distinct()];
            if (_placings.Any(p => p.Slot == t && p.People.Intersect(people).Any())) continue;
            _placings.Add(new(demand.Id, t, table.Id, people));
            Try(m + 1);
            _placings.RemoveAt(_placings.Count - 1);
        }
    }

    public long Value(Goal goal) => Value(problem, _placings, goal);

    /// <summary>Goals counted from the timetable alone, by other code than the engine's.</summary>
    public static long Value(TimetableProblem problem, IReadOnlyList<Placing> placings, Goal goal)
    {
        var unplaced = problem.Demands.Where(d => placings.All(p => p.Demand != d.Id)).ToList();
        return goal switch
        {
            Goal.Points => unplaced.Sum(d => (long)d.Points),
            Goal.Breaks => problem.People.Where(p => p.Interprets.Count == 0).Sum(p => (long)p.BreakWeight * TimetableCheck.BreaksOf(problem, placings, p.Id)),
            Goal.Fairness => unplaced.SelectMany(d => new[] { d.Guest.Party, d.Host.Party }.Distinct()).GroupBy(p => p).Sum(g => (long)g.Count() * g.Count()),
            Goal.Preferences => placings.Count(p => problem.Demands.First(d => d.Id == p.Demand).Preferred?.Contains(p.Slot) == false),
            _ => 0,
        };
    }

    private static bool Less(long[] one, long[] other)
    {
        for (var i = 0; i < one.Length; i++)
            if (one[i] != other[i]) return one[i] < other[i];
        return false;
    }
}
