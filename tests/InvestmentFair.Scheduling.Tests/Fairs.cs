namespace InvestmentFair.Scheduling.Tests;

/// <summary>Fairs small enough to be read.</summary>
internal static class Fairs
{
    public static Guid Slot(int number) => RandomFairs.Id(1, number);

    public static Guid Person(int number) => RandomFairs.Id(2, number);

    public static Guid Table(int number) => RandomFairs.Id(3, number);

    public static Guid Meeting(int number) => RandomFairs.Id(4, number);

    /// <summary>Everybody is free all day; each pair of numbers is a meeting of two people, a party each.</summary>
    public static TimetableProblem Of(int slots, int people, int tables, params (int Guest, int Host)[] pairs) => new(
        [.. Enumerable.Range(0, slots).Select(t => new Slot(Slot(t), DateTime.UnixEpoch.AddMinutes(30 * t), DateTime.UnixEpoch.AddMinutes(30 * t + 30), 0, 0))],
        [.. Enumerable.Range(0, people).Select(p => new Attendee(Person(p), SlotSet.First(slots)))],
        [.. Enumerable.Range(0, tables).Select(k => new FairTable(Table(k), RandomFairs.Id(6, 0), SlotSet.First(slots)))],
        [.. pairs.Select((p, m) => new Demand(Meeting(m), new(RandomFairs.Id(5, p.Guest), [Person(p.Guest)]), new(RandomFairs.Id(5, p.Host), [Person(p.Host)])))]);

    /// <summary>Guests 0 and 1 each meet hosts 2 and 3.</summary>
    public static TimetableProblem TwoByTwo(int slots) => Of(slots, 4, 2, (0, 2), (0, 3), (1, 2), (1, 3));

    public static TimetableProblem With(this TimetableProblem problem, int meeting, Func<Demand, Demand> change) =>
        problem with { Demands = [.. problem.Demands.Select((d, m) => m == meeting ? change(d) : d)] };

    public static TimetableProblem AllMust(this TimetableProblem problem) => problem with { Demands = [.. problem.Demands.Select(d => d with { Must = true })] };
}
