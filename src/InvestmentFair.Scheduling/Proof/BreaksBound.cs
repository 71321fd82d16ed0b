using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>
/// Breaks nobody can avoid: somebody whose musts do not fit into one open window of each stretch has to come back. Within a
/// stretch the widest windows are used first, each further one for a break.
/// </summary>
internal static class BreaksBound
{
    public static long Least(Instance instance)
    {
        var needed = new int[instance.People];
        for (var m = 0; m < instance.Meetings; m++)
            if (instance.Must[m])
                foreach (var person in instance.Required[m]) needed[person] += instance.Length[m];
        return Enumerable.Range(0, instance.People).Sum(p => instance.Interprets[p] ? 0 : (long)instance.BreakWeight[p] * Least(instance, p, needed[p]));
    }

    private static int Least(Instance instance, int person, int needed)
    {
        // The first window of every stretch is free; all others cost one break each, so the widest of them come first.
        var more = new List<int>();
        foreach (var stretch in instance.Stretches)
        {
            var windows = Windows(instance.Free[person] & stretch).OrderDescending().ToList();
            if (windows.Count == 0) continue;
            needed -= windows[0];
            more.AddRange(windows[1..]);
        }

        var breaks = 0;
        foreach (var window in more.OrderDescending())
        {
            if (needed <= 0) break;
            needed -= window;
            breaks++;
        }

        return breaks;
    }

    private static IEnumerable<int> Windows(UInt128 open)
    {
        while (open != UInt128.Zero)
        {
            open >>= (int)UInt128.TrailingZeroCount(open);
            var length = (int)UInt128.TrailingZeroCount(~open);
            yield return length;
            open = length == SlotSet.Most ? UInt128.Zero : open >> length;
        }
    }
}
