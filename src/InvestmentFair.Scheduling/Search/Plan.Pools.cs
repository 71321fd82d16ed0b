using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>Drawing people out of pools: guests any of whom will do, and interpreters.</summary>
internal sealed partial class Plan
{
    public bool CanSit(int person, int m, int start, UInt128 span) =>
        (_instance.FreeIn(person, _instance.Hall[m]) & span) == span && (_busy[person] & span) == UInt128.Zero && Tolerates(person, m, start, span);

    private int[]? Draw(int m, int start, UInt128 span, int[]? wanted)
    {
        var pools = _instance.Pools[m];
        if (wanted is not null && Again(m, start, span, wanted) is { } same) return same;
        var picks = new int[pools.Sum(p => p.Count)];
        var drawn = 0;
        foreach (var pool in pools)
        {
            var need = pool.Count;
            for (var pass = 0; pass < 2 && need > 0; pass++)
                foreach (var person in pool.People)
                {
                    if (need == 0) break;
                    if (pass == 0 ? wanted is null || !wanted.Contains(person) : wanted?.Contains(person) == true) continue;
                    if (picks.AsSpan(0, drawn).Contains(person) || !CanSit(person, m, start, span)) continue;
                    picks[drawn++] = person;
                    need--;
                }

            while (need > 0 && Relieve(m, pool, start, span, picks.AsSpan(0, drawn)) is >= 0 and var relieved)
            {
                picks[drawn++] = relieved;
                need--;
            }

            if (need > 0) return null;
        }

        return picks;
    }

    /// <summary>
    /// The very people wanted, each out of a pool they belong to; null where one of them cannot sit or is too many. Somebody may
    /// belong to several pools, so that taking them one by one could leave another pool without the one who was drawn from it.
    /// </summary>
    private int[]? Again(int m, int start, UInt128 span, int[] wanted)
    {
        Pool[] seats = [.. _instance.Pools[m].SelectMany(pool => Enumerable.Repeat(pool, pool.Count))];
        if (wanted.Length != seats.Length || wanted.Distinct().Count() != wanted.Length) return null;
        foreach (var person in wanted)
            if (!CanSit(person, m, start, span)) return null;

        var picks = new int[seats.Length];
        Array.Fill(picks, -1);
        foreach (var person in wanted)
            if (!Take(person, new bool[seats.Length])) return null;
        return picks;

        bool Take(int person, bool[] tried)
        {
            for (var seat = 0; seat < seats.Length; seat++)
            {
                if (tried[seat] || !seats[seat].People.Contains(person)) continue;
                tried[seat] = true;
                if (picks[seat] >= 0 && !Take(picks[seat], tried)) continue;
                picks[seat] = person;
                return true;
            }

            return false;
        }
    }

    /// <summary>Frees one of the pool who was drawn for another meeting at this time by drawing somebody else for that one.</summary>
    private int Relieve(int m, Pool pool, int start, UInt128 span, ReadOnlySpan<int> taken)
    {
        foreach (var person in pool.People)
        {
            var holder = At(person, start);
            if (holder < 0 || Start[holder] != start || _instance.Length[holder] != _instance.Length[m] || taken.Contains(person)) continue;
            var place = Array.IndexOf(Picks[holder], person);
            if (place < 0) continue;
            var owner = PoolAt(holder, place);
            foreach (var stand in owner.People)
            {
                if (taken.Contains(stand) || _instance.Required[m].Contains(stand) || pool.People.Contains(stand) && CanSit(stand, m, start, span) || !CanSit(stand, holder, start, span)) continue;
                var before = Picks[holder];
                int[] after = [.. before];
                after[place] = stand;
                Remove(holder);
                Place(holder, start, after);
                if (CanSit(person, m, start, span)) return person;
                Remove(holder);
                Place(holder, start, before);
            }
        }

        return -1;
    }

    private Pool PoolAt(int m, int place)
    {
        foreach (var pool in _instance.Pools[m])
        {
            if (place < pool.Count) return pool;
            place -= pool.Count;
        }

        throw new InvalidOperationException("More people were drawn than the pools ask for.");
    }
}
