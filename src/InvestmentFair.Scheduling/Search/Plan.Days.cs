using System.Numerics;

namespace InvestmentFair.Scheduling.Search;

/// <summary>What a person's day counts, and what it would count after a swap that is not made.</summary>
internal sealed partial class Plan
{
    public int BreaksOf(UInt128 busy)
    {
        if (_slots <= 64) return BreaksOf((ulong)busy);
        if (busy == UInt128.Zero) return 0;
        var runs = (int)UInt128.PopCount(busy & ~(busy << 1 & ~_instance.StretchStarts));
        if (_instance.Stretches.Length == 1) return runs - 1;
        foreach (var stretch in _instance.Stretches)
            if ((busy & stretch) != UInt128.Zero) runs--;
        return runs;
    }

    private int BreaksOf(ulong busy)
    {
        if (busy == 0) return 0;
        var runs = BitOperations.PopCount(busy & ~(busy << 1 & ~(ulong)_instance.StretchStarts));
        if (_instance.Stretches.Length == 1) return runs - 1;
        foreach (var stretch in _instance.Stretches)
            if ((busy & (ulong)stretch) != 0) runs--;
        return runs;
    }

    private int IdleOf(UInt128 busy)
    {
        var idle = 0;
        foreach (var stretch in _instance.Stretches)
        {
            var held = busy & stretch;
            if (held == UInt128.Zero) continue;
            var between = UInt128.MaxValue << (int)UInt128.TrailingZeroCount(held) & UInt128.MaxValue >> (int)UInt128.LeadingZeroCount(held);
            idle += (int)UInt128.PopCount(between & ~held);
        }

        return idle;
    }

    private int HallChangesOf(int person)
    {
        var changes = 0;
        foreach (var session in _instance.Sessions)
        {
            var hall = -1;
            for (var rest = _busy[person] & session; rest != UInt128.Zero; rest &= rest - 1)
            {
                var here = _instance.Hall[At(person, (int)UInt128.TrailingZeroCount(rest))];
                if (hall >= 0 && here >= 0 && here != hall) changes++;
                if (here >= 0) hall = here;
            }
        }

        return changes;
    }

    /// <summary>Whether a chain is of meetings so plain that its cost follows from the bits of its people alone.</summary>
    public bool Swaps(List<(int Meeting, int To)> chain)
    {
        if (Published is not null || _instance.Halls.Longest > 0 || _instance.CountsHalls) return false;
        foreach (var (m, _) in chain)
            if (!_instance.Plain[m]) return false;
        return true;
    }

    /// <summary>What swapping a chain of plain meetings between two slots would cost; infinite if a rule or the tables forbid it.</summary>
    public double CostOfSwap(List<(int Meeting, int To)> chain, int one, int other, Ranking ranking)
    {
        var bits = UInt128.One << one | UInt128.One << other;
        Span<int> more = stackalloc int[_load.Length];
        more.Clear();
        long breaks = 0, idle = 0, broken = 0, away = 0;
        foreach (var (m, to) in chain)
        {
            away += (long)((_instance.Preferred[m] >> Start[m] & 1) - (_instance.Preferred[m] >> to & 1));
            foreach (var row in _instance.Tables.Rows[m]) more[row] += to == other ? 1 : -1;
            foreach (var person in _instance.Required[m])
            {
                // Somebody with a meeting in both slots swaps them and is as busy as before.
                if ((_busy[person] & bits) == bits) continue;
                var busy = _busy[person] ^ bits;
                if (_instance.MostInARow[person] > 0 && !Rested(person, busy) || _instance.Lunches.Length > 0 && !Lunched(busy)) return double.PositiveInfinity;
                if (_instance.Interprets[person]) continue;
                var now = BreaksOf(busy);
                breaks += (now - _breaks[person]) * _instance.BreakWeight[person];
                if (_breakLimit != int.MaxValue) broken += Math.Max(0, now - _breakLimit) - Math.Max(0, _breaks[person] - _breakLimit);
                if (_countsIdle) idle += (IdleOf(busy) - _idle[person]) * _instance.BreakWeight[person];
            }
        }

        for (var row = 0; row < more.Length; row++)
            if (_load[row][other] + more[row] > _instance.Tables.Open[row][other] || _load[row][one] - more[row] > _instance.Tables.Open[row][one]) return double.PositiveInfinity;
        return breaks * ranking.Weights[(int)Measure.Breaks] + idle * ranking.Weights[(int)Measure.Idle]
            + broken * ranking.Weights[(int)Measure.Broken] + away * ranking.Weights[(int)Measure.NotPreferred];
    }
}
