using CsCheck;

namespace InvestmentFair.Scheduling.Tests;

/// <summary>Small fairs of every sort: pools, interpreters, halls with travel, kinds of tables, orders, caps, rest, lunch.</summary>
internal static class RandomFairs
{
    /// <summary>Fairs that use everything the model knows.</summary>
    public static readonly Gen<TimetableProblem> Any = Gen.Int[0, int.MaxValue - 1].Select(seed => Make(new Random(seed), true));

    /// <summary>Fairs of single people and equal tables, small enough to try every timetable.</summary>
    public static readonly Gen<TimetableProblem> Plain = Gen.Int[0, int.MaxValue - 1].Select(seed => Make(new Random(seed), false));

    /// <summary>Fairs that use nearly everything the model knows, small enough to try every timetable; in one hall, so that no hall is chosen for anybody.</summary>
    public static readonly Gen<TimetableProblem> SmallRich = Gen.Int[0, int.MaxValue - 1].Select(seed => InOneHall(Make(new Random(seed), true, small: true)));

    private static TimetableProblem InOneHall(TimetableProblem fair) => fair with
    {
        Tables = [.. fair.Tables.Select(t => t with { Hall = Id(6, 0) })],
        Demands = [.. fair.Demands.Select(d => d with { Hall = null })],
        Travels = [],
    };

    public static Guid Id(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)number);

    private static TimetableProblem Make(Random random, bool rich, bool small = false)
    {
        var slots = small ? random.Next(3, 6) : rich ? random.Next(4, 10) : random.Next(2, 5);
        var all = SlotSet.First(slots);
        var pause = random.Next(slots);
        var (guests, hosts) = rich && !small ? (random.Next(3, 7), random.Next(3, 7)) : (random.Next(2, 4), random.Next(2, 4));
        SlotSet Some(double share) => SlotSet.Of(all.Where(_ => random.NextDouble() < share));

        var people = new List<Attendee>();
        for (var i = 0; i < guests + hosts; i++)
            people.Add(new(Id(2, i), random.Next(3) == 0 ? Some(0.8) : all)
            {
                MostInARow = rich && random.Next(5) == 0 ? random.Next(1, 4) : null,
                FreeInHall = rich && random.Next(6) == 0 ? new Dictionary<Guid, SlotSet> { [Id(6, 0)] = Some(0.6) } : null,
            });
        if (rich)
            for (var i = 0; i < 2; i++) people.Add(new(Id(2, guests + hosts + i), Some(0.9)) { Interprets = i == 0 ? ["en"] : ["en", "ja"] });

        var tables = Enumerable.Range(0, rich && !small ? random.Next(2, 5) : random.Next(1, 3))
            .Select(k => new FairTable(Id(3, k), Id(6, rich ? random.Next(2) : 0), rich && random.Next(4) == 0 ? Some(0.8) : all, rich && random.Next(3) == 0 ? "screen" : "", rich ? random.Next(2, 7) : 8)).ToList();

        PartySide Side(int first, int count, int party)
        {
            var one = Id(2, first + random.Next(count));
            if (!rich || random.Next(3) > 0) return new(Id(5, party), [one]);
            Guid[] pool = [.. Enumerable.Range(first, count).Where(_ => random.Next(2) == 0).Select(p => Id(2, p))];
            return pool.Length == 0 ? new(Id(5, party), [one]) : new(Id(5, party), random.Next(2) == 0 ? [] : [one], pool, random.Next(1, Math.Min(3, pool.Length + 1)));
        }

        var demands = Enumerable.Range(0, small ? random.Next(1, 4) : rich ? random.Next(4, 16) : random.Next(1, 6)).Select(m => new Demand(Id(4, m), Side(0, guests, random.Next(3)), Side(guests, hosts, 10 + random.Next(3)))
        {
            Must = random.Next(4) == 0,
            Points = random.Next(1, 6),
            Length = rich && random.Next(5) == 0 ? 2 : 1,
            MayStart = random.Next(4) == 0 ? Some(0.7) : null,
            Preferred = random.Next(3) == 0 ? Some(0.5) : null,
            AtSlot = random.Next(12) == 0 ? random.Next(slots) : null,
            AtTable = rich && random.Next(10) == 0 ? tables[random.Next(tables.Count)].Id : null,
            Hall = rich && random.Next(6) == 0 ? Id(6, random.Next(2)) : null,
            TableKind = rich && random.Next(8) == 0 ? "screen" : "",
            Seats = rich ? random.Next(0, 5) : 0,
            Language = rich && random.Next(6) == 0 ? random.Next(2) == 0 ? "en" : "ja" : null,
        }).ToList();

        return new(
            [.. Enumerable.Range(0, slots).Select(t => new Slot(Id(1, t), DateTime.UnixEpoch.AddMinutes(30 * t), DateTime.UnixEpoch.AddMinutes(30 * t + 30), 0, t < pause ? 0 : 1))],
            people, tables, demands)
        {
            Parties = rich && random.Next(2) == 0 ? [new(Id(5, 0), random.Next(2), random.Next(2, 6)), new(Id(5, 10), 0, random.Next(2, 5))] : [],
            Precedences = demands.Count > 2 && random.Next(2) == 0 ? [new(demands[0].Id, demands[1].Id, rich ? random.Next(2) : 0, random.Next(2) == 0)] : [],
            Travels = rich ? [new(Id(6, 0), Id(6, 1), random.Next(3))] : [],
            Rules = new()
            {
                MostInARow = rich && random.Next(4) == 0 ? 3 : null,
                Lunches = rich && random.Next(4) == 0 && slots > 4 ? [new(SlotSet.Range(2, 3), random.Next(1, 3))] : [],
                BreaksDifferBy = random.Next(5) == 0 ? random.Next(1, 3) : null,
                BreaksAcrossSessions = random.Next(2) == 0,
            },
        };
    }
}
