using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>Moves anywhere in the plan: mostly chains, now and then an insertion, and meetings without a place more often than others.</summary>
internal sealed class Wandering(Instance instance, Plan plan, Ranking ranking, Dice dice) : IMoving
{
    private readonly Moves _moves = new(instance, plan, ranking, dice);
    private readonly int[] _movable = [.. Enumerable.Range(0, instance.Meetings).Where(m => instance.StartList[m].Length > 0)];
    private readonly List<int> _outside = [];
    private int _looks;

    public void Look()
    {
        // Looking at every meeting costs as much as hundreds of moves; a large fair is looked at less often.
        if (_looks++ % (1 + _movable.Length / 1024) != 0) return;
        _outside.Clear();
        foreach (var m in _movable)
            if (plan.Start[m] < 0) _outside.Add(m);
    }

    public bool Move(double allowance)
    {
        if (_movable.Length == 0) return false;
        var m = _outside.Count > 0 && dice.Below(8) == 0 ? _outside[dice.Below(_outside.Count)] : _movable[dice.Below(_movable.Length)];
        var starts = instance.StartList[m];
        var to = starts[dice.Below(starts.Length)];
        var from = plan.Start[m];
        if (from == to) return false;
        return from < 0 || dice.Below(32) == 0 ? _moves.Insert(m, to) : _moves.Chain(m, to, allowance);
    }
}
