using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>The timetable people already know: where each meeting starts (-1 where it has no place) and who was drawn for it.</summary>
internal sealed record Published(int[] Start, int[][] Picks)
{
    public static Published Of(Instance instance, Timetable timetable)
    {
        var start = new int[instance.Meetings];
        Array.Fill(start, -1);
        var picks = new int[instance.Meetings][];
        Array.Fill(picks, []);
        foreach (var placing in timetable.Placings)
        {
            if (!instance.MeetingOf.TryGetValue(placing.Demand, out var m)) continue;
            start[m] = placing.Slot;
            picks[m] = [.. placing.People.Where(instance.PersonOf.ContainsKey).Select(id => instance.PersonOf[id]).Except(instance.Required[m])];
        }

        return new(start, picks);
    }

    /// <summary>Takes over what still keeps every rule, and says which meetings had to be lifted.</summary>
    public List<int> Restore(Instance instance, Plan plan)
    {
        var lifted = new List<int>();
        var order = Enumerable.Range(0, instance.Meetings).Where(m => Start[m] >= 0)
            .OrderByDescending(m => instance.IsFixed[m]).ThenByDescending(m => instance.Must[m]).ThenByDescending(m => instance.Points[m]);
        foreach (var m in order)
            if (!plan.TryPlace(m, Start[m], Picks[m])) lifted.Add(m);
        return lifted;
    }
}
