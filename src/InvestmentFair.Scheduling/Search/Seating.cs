using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>
/// Tables for times that are given, host first. A host's meetings without a pause are one interval, and intervals in the order of
/// their starts never need more tables than sit at once (interval graphs are perfect), so a host stays at one table for the run.
/// Where kinds, halls or capacities get in the way a run is parted, and at last meetings of a slot change tables among themselves.
/// </summary>
internal sealed class Seating
{
    private readonly Instance _instance;
    private readonly int[] _start;
    private readonly int[,] _holder;
    private readonly Dictionary<int, int> _lastTable = [];

    /// <summary>The table of each meeting, -1 where it has none.</summary>
    public int[] Table { get; }

    /// <param name="instance">The problem.</param>
    /// <param name="start">Where each meeting starts, -1 for those without a place.</param>
    /// <param name="published">Tables people already know, kept wherever the time is kept.</param>
    public Seating(Instance instance, int[] start, (int[] Start, int[] Table)? published = null)
    {
        (_instance, _start) = (instance, start);
        _holder = new int[instance.Problem.Tables.Count, instance.Slots];
        for (var k = 0; k < _holder.GetLength(0); k++)
            for (var t = 0; t < instance.Slots; t++) _holder[k, t] = -1;
        Table = new int[instance.Meetings];
        Array.Fill(Table, -1);

        for (var m = 0; m < start.Length; m++)
            if (start[m] >= 0 && instance.Tables.Fixed[m] is >= 0 and var table) Sit(m, table);
        if (published is { } before)
            for (var m = 0; m < start.Length; m++)
                if (start[m] >= 0 && Table[m] < 0 && before.Start[m] == start[m] && before.Table[m] >= 0 && MaySit(m, before.Table[m])) Sit(m, before.Table[m]);
        foreach (var run in Runs()) SitTogether(run);
        for (var m = 0; m < start.Length; m++)
            if (start[m] >= 0 && Table[m] < 0) MakeWay(m, []);
    }

    private int Host(int m) => _instance.Problem.Demands[m].Host.All is [var first, ..] ? _instance.PersonOf[first] : -1 - m;

    /// <summary>Runs of each host still to be seated, in the order of time, those with the fewest tables to choose from first.</summary>
    private IEnumerable<List<int>> Runs()
    {
        var runs = new List<List<int>>();
        foreach (var meetings in Enumerable.Range(0, _start.Length).Where(m => _start[m] >= 0 && Table[m] < 0).GroupBy(Host))
        {
            List<int> run = [];
            foreach (var m in meetings.OrderBy(m => _start[m]))
            {
                var follows = run.Count > 0 && _start[run[^1]] + _instance.Length[run[^1]] == _start[m] && _instance.SessionOf[_start[run[^1]]] == _instance.SessionOf[_start[m]];
                if (!follows) runs.Add(run = []);
                run.Add(m);
            }
        }

        return runs.OrderBy(r => _start[r[0]]).ThenBy(r => r.Min(m => Choices(m).Length)).ThenBy(r => r[0]);
    }

    /// <summary>Tables that would do, the plainest first: the special ones are kept for those who need them.</summary>
    private int[] Choices(int m) => _instance.Tables.Fixed[m] is >= 0 and var table ? [table] : _instance.Tables.Serving[_instance.Tables.Need[m]];

    /// <summary>One table for the whole run; failing that, for as long a beginning of it as possible.</summary>
    private void SitTogether(List<int> run)
    {
        for (var count = run.Count; count > 0; count--)
        {
            var table = ForAll(run, count);
            if (table < 0) continue;
            foreach (var m in run.Take(count)) Sit(m, table);
            if (count < run.Count) SitTogether(run[count..]);
            return;
        }

        if (run.Count > 1) SitTogether(run[1..]);
    }

    /// <summary>A table free for the first meetings of a run: where the host sat last, or else the plainest; -1 if there is none.</summary>
    private int ForAll(List<int> run, int count)
    {
        bool Suits(int table)
        {
            for (var i = 0; i < count; i++)
                if (!MaySit(run[i], table)) return false;
            return true;
        }

        if (_lastTable.TryGetValue(Host(run[0]), out var last) && Suits(last)) return last;
        foreach (var table in Choices(run[0]))
            if (Suits(table)) return table;
        return -1;
    }

    private bool MaySit(int m, int table)
    {
        if (!_instance.Tables.Serves(m, table) || !_instance.Tables.IsOpen(table, _instance.Span(m, _start[m]))) return false;
        for (var t = _start[m]; t < _start[m] + _instance.Length[m]; t++)
            if (_holder[table, t] >= 0 && _holder[table, t] != m) return false;
        return true;
    }

    private void Sit(int m, int table)
    {
        Table[m] = table;
        _lastTable[Host(m)] = table;
        for (var t = _start[m]; t < _start[m] + _instance.Length[m]; t++) _holder[table, t] = m;
    }

    private void Leave(int m)
    {
        for (var t = _start[m]; t < _start[m] + _instance.Length[m]; t++) _holder[Table[m], t] = -1;
        Table[m] = -1;
    }

    /// <summary>An augmenting path of the matching between the meetings of a slot and the tables.</summary>
    private bool MakeWay(int m, HashSet<int> tried)
    {
        foreach (var table in Choices(m))
        {
            if (!_instance.Tables.IsOpen(table, _instance.Span(m, _start[m]))) continue;
            var holders = Enumerable.Range(_start[m], _instance.Length[m]).Select(t => _holder[table, t]).Where(h => h >= 0).Distinct().ToArray();
            if (holders.Length == 0)
            {
                Sit(m, table);
                return true;
            }

            if (holders.Length > 1 || _instance.Tables.Fixed[holders[0]] >= 0 || !tried.Add(holders[0])) continue;
            var holder = holders[0];
            Leave(holder);
            Sit(m, table);
            if (MakeWay(holder, tried)) return true;
            Leave(m);
            Sit(holder, table);
        }

        return false;
    }
}
