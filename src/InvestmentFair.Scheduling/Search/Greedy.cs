using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>A first plan: what is fixed, then musts and weighty meetings first, the tightest of them before the rest, each in the place that costs least.</summary>
internal static class Greedy
{
    public static void Fill(Instance instance, Plan plan, Ranking ranking, IEnumerable<int>? only = null)
    {
        var wanted = new int[instance.People];
        foreach (var required in instance.Required)
            foreach (var person in required) wanted[person]++;
        var before = new int[instance.Meetings];
        foreach (var m in InOrder(instance)) before[m] = instance.Orders[m].Where(o => o.Then == m).Select(o => before[o.First] + 1).DefaultIfEmpty(0).Max();

        var order = (only ?? Enumerable.Range(0, instance.Meetings)).Where(m => plan.Start[m] < 0)
            .OrderByDescending(m => instance.IsFixed[m]).ThenBy(m => before[m]).ThenByDescending(m => instance.Must[m]).ThenByDescending(m => instance.Points[m])
            .ThenBy(m => instance.StartList[m].Length - instance.Required[m].Sum(p => wanted[p]));
        foreach (var m in order)
        {
            plan.Mark();
            Settle(instance, plan, ranking, m);
        }
    }

    /// <summary>Places a meeting where it costs least; equals are taken in the order of time, or from a random slot on.</summary>
    public static bool Settle(Instance instance, Plan plan, Ranking ranking, int m, Dice? dice = null)
    {
        var (best, where) = (long.MaxValue, -1);
        var starts = instance.StartList[m];
        var first = dice is null || starts.Length == 0 ? 0 : dice.Below(starts.Length);
        for (var i = 0; i < starts.Length; i++)
        {
            var start = starts[(first + i) % starts.Length];
            if (!plan.TryPlace(m, start)) continue;
            var energy = ranking.Energy(plan.Totals);
            if (energy < best) (best, where) = (energy, start);
            plan.Remove(m);
        }

        return where >= 0 && plan.TryPlace(m, where);
    }

    /// <summary>Meetings so that the earlier one of every order comes first; a circle is left in any order.</summary>
    private static List<int> InOrder(Instance instance)
    {
        var waiting = new int[instance.Meetings];
        foreach (var m in Enumerable.Range(0, instance.Meetings)) waiting[m] = instance.Orders[m].Count(o => o.Then == m);
        var ready = new Queue<int>(Enumerable.Range(0, instance.Meetings).Where(m => waiting[m] == 0));
        var sorted = new List<int>();
        while (ready.TryDequeue(out var m))
        {
            sorted.Add(m);
            foreach (var order in instance.Orders[m])
                if (order.First == m && --waiting[order.Then] == 0) ready.Enqueue(order.Then);
        }

        return sorted;
    }
}
