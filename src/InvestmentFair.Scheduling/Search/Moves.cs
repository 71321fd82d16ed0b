using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>
/// The moves of the local search. A Kempe chain takes a meeting to another slot and everybody who stands in its way to the slot
/// it came from, and so on, so that nobody clashes; an insertion takes a place by force and finds others for those it pushed out.
/// Each returns false with the plan untouched, or true with the change open to <see cref="Plan.Undo"/>.
/// </summary>
internal sealed class Moves(Instance instance, Plan plan, Ranking ranking, Dice dice)
{
    private const int LongestChain = 24;
    private const int MostPushed = 4;

    private readonly List<(int Meeting, int To)> _chain = [];
    private readonly bool[] _inChain = new bool[instance.Meetings];
    private readonly int[][] _pickings = new int[LongestChain + 1][];

    public bool Chain(int m, int to, double allowance = double.PositiveInfinity)
    {
        plan.Mark();
        var from = plan.Start[m];
        var grown = Grow(m, to);
        foreach (var (meeting, _) in _chain) _inChain[meeting] = false;
        if (!grown || (plan.Swaps(_chain) && plan.CostOfSwap(_chain, from, to, ranking) > allowance)) return false;

        for (var i = 0; i < _chain.Count; i++)
        {
            _pickings[i] = plan.Picks[_chain[i].Meeting];
            plan.Remove(_chain[i].Meeting);
        }

        for (var i = 0; i < _chain.Count; i++)
        {
            if (plan.TryPlace(_chain[i].Meeting, _chain[i].To, _pickings[i])) continue;
            plan.Undo();
            return false;
        }

        return true;
    }

    private bool Grow(int m, int to)
    {
        var from = plan.Start[m];
        _chain.Clear();
        _chain.Add((m, to));
        _inChain[m] = true;
        Span<int> holders = stackalloc int[LongestChain];
        for (var i = 0; i < _chain.Count; i++)
        {
            var (moving, target) = _chain[i];
            if ((instance.Starts[moving] >> target & UInt128.One) == UInt128.Zero) return false;
            var count = plan.Holders(moving, target, holders, LongestChain);
            if (count < 0) return false;
            foreach (var holder in holders[..count])
            {
                if (_inChain[holder]) continue;
                if (plan.Start[holder] != target || instance.Length[holder] != instance.Length[m] || _chain.Count == LongestChain) return false;
                _inChain[holder] = true;
                _chain.Add((holder, target == to ? from : to));
            }
        }

        return true;
    }

    public bool Insert(int m, int at)
    {
        plan.Mark();
        Span<int> holders = stackalloc int[MostPushed];
        var count = plan.Holders(m, at, holders, MostPushed - 1);
        if (count < 0) return false;
        if (plan.Start[m] >= 0) plan.Remove(m);
        if (!plan.TableFree(m, at) && count < MostPushed && Sitting(m, at, holders[..count]) is >= 0 and var sitting) holders[count++] = sitting;
        foreach (var holder in holders[..count]) plan.Remove(holder);
        if (!plan.TryPlace(m, at))
        {
            plan.Undo();
            return false;
        }

        foreach (var holder in holders[..count]) Settle(holder);
        return true;
    }

    /// <summary>Some place for a meeting, taken from a random slot on; it stays outside if there is none.</summary>
    private void Settle(int m)
    {
        var starts = instance.StartList[m];
        if (starts.Length == 0) return;
        var first = dice.Below(starts.Length);
        for (var i = 0; i < starts.Length; i++)
            if (plan.TryPlace(m, starts[(first + i) % starts.Length])) return;
    }

    /// <summary>A meeting that sits at one of the tables wanted, found by a few random looks.</summary>
    public int Sitting(int m, int at, ReadOnlySpan<int> besides)
    {
        for (var look = 0; look < 60; look++)
        {
            var other = dice.Below(instance.Meetings);
            if (plan.Start[other] == at && other != m && !instance.IsFixed[other] && !besides.Contains(other) && instance.Tables.Rows[other].AsSpan().IndexOfAny(instance.Tables.Rows[m]) >= 0) return other;
        }

        return -1;
    }
}
