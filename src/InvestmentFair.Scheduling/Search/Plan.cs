using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>
/// A timetable in the making: who sits where, kept so that placing and lifting a meeting costs a few operations. It never holds
/// a clash; what is merely bad is counted in <see cref="Totals"/>.
/// </summary>
internal sealed partial class Plan
{
    private readonly Instance _instance;
    private readonly int _slots;
    private readonly int[] _at;
    private readonly UInt128[] _busy;
    private readonly int[][] _load;
    private readonly int[] _breaks;
    private readonly int[] _idle;
    private readonly int[] _hallChanges;
    private readonly int[] _placedOf;
    private readonly int[] _touches;
    private readonly int _breakLimit;
    private readonly bool _countsIdle;
    private bool[]? _aim;

    /// <summary>The published timetable this one is measured against; null for a fresh one.</summary>
    public Published? Published { get; }

    public int[] Start { get; }

    /// <summary>People drawn from the pools of a placed meeting, pool by pool.</summary>
    public int[][] Picks { get; }

    public long[] Totals { get; } = new long[Ranking.Measures];

    public Plan(Instance instance, Published? published = null)
    {
        _instance = instance;
        _slots = instance.Slots;
        Published = published;
        Start = new int[instance.Meetings];
        Array.Fill(Start, -1);
        Picks = new int[instance.Meetings][];
        Array.Fill(Picks, []);
        _at = new int[(instance.People + instance.Problem.Tables.Count) * _slots];
        Array.Fill(_at, -1);
        _busy = new UInt128[instance.People];
        _load = [.. instance.Tables.Open.Select(_ => new int[_slots])];
        _breaks = new int[instance.People];
        _idle = new int[instance.People];
        _hallChanges = new int[instance.People];
        _touches = new int[instance.People];
        _placedOf = new int[instance.PartyMeetings.Length];
        _inCopyList = new bool[instance.Meetings];
        _marked = new int[instance.Meetings];
        _breakLimit = instance.Problem.Rules.BreaksDifferBy ?? int.MaxValue;
        _countsIdle = instance.Problem.Rules.Goals.Contains(Goal.IdleSlots) || published is not null;
        for (var m = 0; m < instance.Meetings; m++) Account(m, -1, 1);
        for (var p = 0; p < _placedOf.Length; p++) AccountParty(p, 1);
    }

    /// <summary>Names meetings of which it is counted how many have no place; null for none.</summary>
    public void AimAt(bool[]? meetings)
    {
        _aim = meetings;
        Totals[(int)Measure.Astray] = meetings?.Where((aimed, m) => aimed && Start[m] < 0).Count() ?? 0;
    }

    public int At(int person, int slot) => _at[person * _slots + slot];

    public UInt128 Busy(int person) => _busy[person];

    public int Load(int row, int slot) => _load[row][slot];

    /// <summary>Meetings that the required people, or the fixed table, of a meeting hold in its span, at most <paramref name="most"/>; -1 where more, or where one of them gives way to nobody.</summary>
    public int Holders(int m, int start, Span<int> found, int most)
    {
        var count = 0;
        var end = start + _instance.Length[m];
        foreach (var person in _instance.Required[m])
            if (!Collect(m, person, start, end, found, most, ref count)) return -1;
        if (_instance.Tables.Fixed[m] is >= 0 and var table && !Collect(m, _instance.People + table, start, end, found, most, ref count)) return -1;
        return count;
    }

    private bool Collect(int m, int resource, int start, int end, Span<int> found, int most, ref int count)
    {
        for (var t = start; t < end; t++)
        {
            var holder = _at[resource * _slots + t];
            if (holder < 0 || holder == m || found[..count].Contains(holder)) continue;
            if (count == most || _instance.IsFixed[holder]) return false;
            found[count++] = holder;
        }

        return true;
    }

    /// <summary>Places a meeting if every rule allows it, choosing people from its pools, first those given.</summary>
    public bool TryPlace(int m, int start, int[]? wanted = null)
    {
        if ((_instance.Starts[m] >> start & UInt128.One) == UInt128.Zero) return false;
        var span = _instance.Span(m, start);
        foreach (var person in _instance.Required[m])
            if ((_busy[person] & span) != UInt128.Zero || !Tolerates(person, m, start, span)) return false;
        if (!TableFree(m, start) || !InOrder(m, start)) return false;
        if (_placedOf[_instance.Guest[m]] >= _instance.PartyMost[_instance.Guest[m]] || _placedOf[_instance.Host[m]] >= _instance.PartyMost[_instance.Host[m]]) return false;

        var picks = _instance.Pools[m].Length == 0 ? [] : Draw(m, start, span, wanted);
        if (picks is null) return false;
        Place(m, start, picks);
        return true;
    }

    public bool TableFree(int m, int start)
    {
        var end = start + _instance.Length[m];
        foreach (var row in _instance.Tables.Rows[m])
            for (var t = start; t < end; t++)
                if (_load[row][t] >= _instance.Tables.Open[row][t]) return false;
        if (_instance.Tables.Fixed[m] is not (>= 0 and var table)) return true;
        for (var t = start; t < end; t++)
            if (_at[(_instance.People + table) * _slots + t] >= 0) return false;
        return true;
    }

    public bool InOrder(int m, int start)
    {
        foreach (var order in _instance.Orders[m])
        {
            var other = order.First == m ? order.Then : order.First;
            if (Start[other] < 0) continue;
            var fits = order.First == m ? start + _instance.Length[m] + order.Gap <= Start[other] : Start[other] + _instance.Length[other] + order.Gap <= start;
            if (!fits) return false;
        }

        return true;
    }

    /// <summary>Whether rest, lunch and the way to other halls allow somebody who is free to sit here.</summary>
    public bool Tolerates(int person, int m, int start, UInt128 span)
    {
        if (_instance.MostInARow[person] > 0 && !Rested(person, _busy[person] | span)) return false;
        if (_instance.Lunches.Length > 0 && !Lunched(_busy[person] | span)) return false;
        return _instance.Halls.Longest == 0 || TooFar(person, m, start) < 0;
    }

    public bool Rested(int person, UInt128 busy)
    {
        foreach (var session in _instance.Sessions)
        {
            var run = busy & session;
            for (var i = 0; i < _instance.MostInARow[person] && run != UInt128.Zero; i++) run &= run >> 1;
            if (run != UInt128.Zero) return false;
        }

        return true;
    }

    public bool Lunched(UInt128 busy)
    {
        foreach (var (window, run, length) in _instance.Lunches)
        {
            var free = window & ~busy;
            for (var i = 1; i < length; i++) free &= free >> 1;
            if (length > 0 && free == UInt128.Zero) return false;
        }

        return true;
    }

    /// <summary>A meeting of the person so close in time and so far in space that one of the two cannot be reached; -1 if none.</summary>
    public int TooFar(int person, int m, int start)
    {
        var here = _instance.Hall[m];
        if (here < 0) return -1;
        var session = _instance.SessionOf[start];
        var end = start + _instance.Length[m];
        for (var gap = 0; gap < _instance.Halls.Longest; gap++)
        {
            var (before, after) = (start - 1 - gap, end + gap);
            if (before >= 0 && _instance.SessionOf[before] == session && Far(At(person, before), m, here, gap)) return At(person, before);
            if (after < _slots && _instance.SessionOf[after] == session && Far(At(person, after), m, here, gap)) return At(person, after);
        }

        return -1;
    }

    private bool Far(int other, int m, int here, int gap) => other >= 0 && other != m && _instance.Hall[other] is >= 0 and var there && _instance.Halls.Travel[here, there] > gap;
}
