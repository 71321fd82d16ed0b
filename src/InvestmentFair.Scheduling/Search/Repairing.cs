using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>
/// Moves around what differs from the published timetable, and nowhere else, so that a repair takes the same time at a fair of
/// three thousand as at one of thirty: meetings without a place are forced into one, those moved are sent back, and whoever is
/// pushed out is settled where it costs least, or pushes on.
/// </summary>
internal sealed class Repairing(Instance instance, Plan plan, Ranking ranking, Dice dice, bool[] wanted) : IMoving
{
    private const int MostPushed = 4;
    private const int Deepest = 3;

    private readonly Moves _moves = new(instance, plan, ranking, dice);
    private readonly Published _published = plan.Published ?? throw new ArgumentException("A repair needs what was published.", nameof(plan));
    private readonly List<int> _outside = [];
    private readonly List<int> _moved = [];
    private readonly List<int> _near = [];
    private readonly List<int> _forced = [];
    private readonly int[][] _meetingsOf = MeetingsOf(instance);

    public void Look()
    {
        _outside.Clear();
        _moved.Clear();
        _near.Clear();
        for (var m = 0; m < plan.Start.Length; m++)
        {
            if (!wanted[m] || instance.StartList[m].Length == 0) continue;
            if (plan.Start[m] < 0) _outside.Add(m);
            else if (plan.Start[m] != _published.Start[m]) _moved.Add(m);
        }

        foreach (var m in _outside.Take(32).Concat(_moved.Take(32)))
            foreach (var person in instance.Required[m]) _near.AddRange(_meetingsOf[person]);
    }

    public bool Move(double allowance)
    {
        var from = dice.Below(8) switch
        {
            < 4 when _outside.Count > 0 => _outside,
            < 7 when _moved.Count > 0 => _moved,
            _ => _near,
        };
        if (from.Count == 0) return false;
        var m = from[dice.Below(from.Count)];
        var starts = instance.StartList[m];
        if (starts.Length == 0 || !wanted[m]) return false;
        var home = _published.Start[m];
        var to = ReferenceEquals(from, _moved) && dice.Below(2) == 0 && home >= 0 ? home : starts[dice.Below(starts.Length)];
        if (plan.Start[m] == to || (instance.Starts[m] >> to & UInt128.One) == UInt128.Zero) return false;
        if (plan.Start[m] >= 0 && dice.Below(2) == 0) return _moves.Chain(m, to);

        plan.Mark();
        _forced.Clear();
        if (Force(m, to, dice.Below(Deepest + 1))) return true;
        plan.Undo();
        return false;
    }

    /// <summary>Places a meeting whoever sits there; false leaves the plan half changed, to be undone.</summary>
    private bool Force(int m, int at, int deeper)
    {
        var holders = new int[MostPushed];
        var count = plan.Holders(m, at, holders, MostPushed - 1);
        if (count < 0 || holders.AsSpan(0, count).IndexOfAny(_forced.ToArray()) >= 0) return false;
        if (plan.Start[m] >= 0) plan.Remove(m);
        foreach (var holder in holders.AsSpan(0, count)) plan.Remove(holder);
        if (!plan.TableFree(m, at) && _moves.Sitting(m, at, holders.AsSpan(0, count)) is >= 0 and var sitting && !_forced.Contains(sitting))
        {
            holders[count++] = sitting;
            plan.Remove(sitting);
        }

        if (!plan.TryPlace(m, at)) return false;
        _forced.Add(m);
        for (var i = 0; i < count; i++)
        {
            if (Greedy.Settle(instance, plan, ranking, holders[i], dice) || deeper == 0 || dice.Below(6) == 0) continue;
            var starts = instance.StartList[holders[i]];
            if (starts.Length > 0 && !Force(holders[i], starts[dice.Below(starts.Length)], deeper - 1)) return false;
        }

        return true;
    }

    private static int[][] MeetingsOf(Instance instance)
    {
        var lists = new List<int>[instance.People];
        for (var p = 0; p < lists.Length; p++) lists[p] = [];
        for (var m = 0; m < instance.Meetings; m++)
            foreach (var person in instance.Required[m]) lists[person].Add(m);
        return [.. lists.Select(l => l.ToArray())];
    }
}
