using InvestmentFair.Scheduling;

namespace InvestmentFair.Benchmarks.Timetables;

/// <summary>
/// A made-up fair: two in five people are investors, popularity is log-normal, one in eight arrives late or leaves early by a
/// quarter of the day, 3 % of all places are blocked at random, and popular people are asked for up to 1.15 times their slots.
/// One meeting in five is a must (40 points), the others are worth 1 to 5.
/// </summary>
internal static class SyntheticFair
{
    public static readonly IReadOnlyList<(int People, int Requests, int Slots, int Tables)> Sizes = [(80, 200, 16, 14), (300, 1_500, 20, 80), (1_000, 6_000, 24, 300), (3_000, 20_000, 24, 1_000)];

    /// <summary>The fair of one of the sizes, by its people.</summary>
    public static TimetableProblem Of(int people, int seed)
    {
        var size = Sizes.First(s => s.People == people);
        return Make(size.People, size.Requests, size.Slots, size.Tables, seed);
    }

    public static TimetableProblem Make(int people, int requests, int slots, int tables, int seed)
    {
        var random = new Random(seed);
        var all = SlotSet.First(slots);
        var free = Enumerable.Range(0, people).Select(_ => Free(random, slots)).ToArray();
        var investors = people * 2 / 5;
        var popularity = Enumerable.Range(0, people).Select(_ => Math.Exp(0.6 * Normal(random))).ToArray();
        var (guests, hosts) = (Running(popularity[..investors]), Running(popularity[investors..]));
        var (asked, musts) = (new int[people], new int[people]);
        var pairs = new HashSet<(int, int)>();
        var demands = new List<Demand>();
        while (demands.Count < requests)
        {
            var (guest, host) = (Draw(random, guests), investors + Draw(random, hosts));
            if (asked[guest] >= 1.15 * free[guest].Count || asked[host] >= 1.15 * free[host].Count || !pairs.Add((guest, host))) continue;
            asked[guest]++;
            asked[host]++;
            var must = random.NextDouble() < 0.2 && Math.Max(musts[guest], musts[host]) < 0.4 * Math.Min(free[guest].Count, free[host].Count) && (free[guest] & free[host]).Count > slots / 2;
            if (must) (musts[guest], musts[host]) = (musts[guest] + 1, musts[host] + 1);
            demands.Add(new(DznInstance.Id(4, demands.Count), Side(guest), Side(host)) { Must = must, Points = must ? 40 : random.Next(1, 6) });
        }

        var day = new DateTime(2027, 8, 2, 1, 0, 0, DateTimeKind.Utc);
        return new(
            [.. Enumerable.Range(0, slots).Select(t => new Slot(DznInstance.Id(1, t), day.AddMinutes(20 * t + (t >= slots / 2 ? 90 : 0)), day.AddMinutes(20 * (t + 1) + (t >= slots / 2 ? 90 : 0)), 0, t < slots / 2 ? 0 : 1))],
            [.. free.Select((f, p) => new Attendee(DznInstance.Id(2, p), f))],
            [.. Enumerable.Range(0, tables).Select(k => new FairTable(DznInstance.Id(3, k), DznInstance.Id(6, 0), all))],
            demands);
    }

    private static PartySide Side(int person) => new(DznInstance.Id(5, person), [DznInstance.Id(2, person)]);

    private static SlotSet Free(Random random, int slots)
    {
        var free = SlotSet.First(slots);
        if (random.NextDouble() < 0.12) free -= random.Next(2) == 0 ? SlotSet.First(slots / 4) : SlotSet.Range(slots - slots / 4, slots / 4);
        return SlotSet.Of(free.Where(_ => random.NextDouble() >= 0.03));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double[] Running(double[] weights)
    {
        var sums = new double[weights.Length];
        for (var i = 0; i < weights.Length; i++) sums[i] = weights[i] + (i > 0 ? sums[i - 1] : 0);
        return sums;
    }

    private static int Draw(Random random, double[] running)
    {
        var at = Array.BinarySearch(running, random.NextDouble() * running[^1]);
        return Math.Min(at < 0 ? ~at : at, running.Length - 1);
    }
}
