using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

internal static class TimetableOf
{
    public static Timetable Plan(Instance instance, Plan plan, int[] table) => Starts(instance, plan.Start, plan.Picks, table);

    public static Timetable Starts(Instance instance, int[] start, int[][] picks, int[] table) => new(
    [
        .. Enumerable.Range(0, instance.Meetings).Where(m => start[m] >= 0 && table[m] >= 0).Select(m => new Placing(
            instance.Problem.Demands[m].Id,
            start[m],
            instance.Problem.Tables[table[m]].Id,
            [.. instance.Required[m].Concat(picks[m]).Select(p => instance.Problem.People[p].Id)])),
    ]);
}
