using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

internal static class TimetableOf
{
    public static Timetable Plan(Instance instance, Plan plan, int[] table) => new(
    [
        .. Enumerable.Range(0, instance.Meetings).Where(m => plan.Start[m] >= 0 && table[m] >= 0).Select(m => new Placing(
            instance.Problem.Demands[m].Id,
            plan.Start[m],
            instance.Problem.Tables[table[m]].Id,
            [.. instance.Required[m].Concat(plan.Picks[m]).Select(p => instance.Problem.People[p].Id)])),
    ]);
}
