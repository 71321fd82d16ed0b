namespace InvestmentFair.Scheduling.Tests;

/// <summary>The checker is the judge of everything else, so each rule is broken once on purpose, in a timetable that is right but for that.</summary>
public class TimetableCheckTests
{
    private static readonly Guid NearHall = RandomFairs.Id(6, 0), FarHall = RandomFairs.Id(6, 1);

    public static TheoryData<Rule> Rules => [.. Enum.GetValues<Rule>()];

    [Theory, MemberData(nameof(Rules))]
    public void What_breaks_a_rule_is_told_and_nothing_else(Rule rule)
    {
        var (problem, right, broken) = Example(rule);

        Assert.Empty(TimetableCheck.Breaches(problem, right));
        Assert.Equal(rule, Assert.Single(TimetableCheck.Breaches(problem, broken).Select(b => b.Rule).Distinct()));
    }

    /// <summary>Guests 0 and 1, hosts 2 and 3, an interpreter 4; four slots of two sessions; a table in each of two halls. The meetings: 0 with 2, 1 with 3, 0 with 3.</summary>
    private static TimetableProblem Fair()
    {
        var fair = Fairs.Of(4, 5, 2, (0, 2), (1, 3), (0, 3));
        return fair with
        {
            Slots = [.. fair.Slots.Select((s, t) => s with { Session = t / 2 })],
            People = [.. fair.People.Select((p, i) => i == 4 ? p with { Interprets = ["en"] } : p)],
            Tables = [fair.Tables[0], fair.Tables[1] with { Hall = FarHall, Kind = "screen", Seats = 4 }],
        };
    }

    private static Placing At(int meeting, int slot, int table, params int[] people) => new(Fairs.Meeting(meeting), slot, Fairs.Table(table), [.. people.Select(Fairs.Person)]);

    private static (TimetableProblem Problem, Timetable Right, Timetable Broken) Example(Rule rule)
    {
        var fair = Fair();
        Placing first = At(0, 0, 0, 0, 2), beside = At(1, 0, 1, 1, 3), later = At(2, 1, 0, 0, 3);
        TimetableProblem First(Func<Demand, Demand> change) => fair.With(0, change);
        TimetableProblem Person(int person, Func<Attendee, Attendee> change) => fair with { People = [.. fair.People.Select((p, i) => i == person ? change(p) : p)] };
        static Timetable Of(params Placing[] placings) => new(placings);
        var morning = SlotSet.First(2);
        return rule switch
        {
            Rule.Known => (fair, Of(first), Of(first with { Table = Guid.NewGuid() })),
            Rule.Once => (fair, Of(first), Of(first, first with { Slot = 2 })),
            Rule.Must => (First(d => d with { Must = true }), Of(first), Of(beside)),
            Rule.InSession => (First(d => d with { Length = 2 }), Of(first), Of(first with { Slot = 1 })),
            Rule.StartAllowed => (First(d => d with { MayStart = morning }), Of(first), Of(first with { Slot = 2 })),
            Rule.Fixed => (First(d => d with { AtSlot = 0, AtTable = Fairs.Table(0) }), Of(first), Of(first with { Table = Fairs.Table(1) })),
            Rule.Everybody => (fair, Of(first), Of(first with { People = [Fairs.Person(0)] })),
            Rule.Pool => (First(d => d with { Host = new(d.Host.Party, [], [Fairs.Person(2), Fairs.Person(3)], 1) }), Of(first), Of(At(0, 0, 0, 0, 1))),
            Rule.Interpreter => (First(d => d with { Language = "en" }), Of(At(0, 0, 0, 0, 2, 4)), Of(At(0, 0, 0, 0, 2, 3))),
            Rule.NobodyTwice => (fair, Of(first, later), Of(first, later with { Slot = 0, Table = Fairs.Table(1) })),
            Rule.Free => (Person(2, p => p with { FreeInHall = new Dictionary<Guid, SlotSet> { [FarHall] = SlotSet.None } }), Of(first), Of(first with { Table = Fairs.Table(1) })),
            Rule.TableFree => (fair, Of(first, beside), Of(first, beside with { Table = Fairs.Table(0) })),
            Rule.TableServes => (First(d => d with { Hall = NearHall }), Of(first), Of(first with { Table = Fairs.Table(1) })),
            Rule.TableOpen => (fair with { Tables = [fair.Tables[0] with { Open = morning }, fair.Tables[1]] }, Of(first), Of(first with { Slot = 2 })),
            Rule.Travel => (fair with { Travels = [new(NearHall, FarHall, 1)] }, Of(first, later), Of(first, later with { Table = Fairs.Table(1) })),
            Rule.Rest => (fair with { Rules = new() { MostInARow = 1 } }, Of(first, later with { Slot = 2 }), Of(first, later)),
            Rule.Lunch => (fair with { Rules = new() { Lunches = [new(SlotSet.Range(1, 2), 1)] } }, Of(first, later), Of(first with { Slot = 2 }, later)),
            Rule.Order => (fair with { Precedences = [new(Fairs.Meeting(0), Fairs.Meeting(2), Gap: 1)] }, Of(first, later with { Slot = 2 }), Of(first, later)),
            Rule.PartyMost => (fair with { Parties = [new(RandomFairs.Id(5, 0), Most: 1)] }, Of(first), Of(first, later)),
            Rule.PartyLeast => (fair with { Parties = [new(RandomFairs.Id(5, 0), Least: 2)] }, Of(first, later), Of(first)),
            Rule.BreaksDiffer => (fair with { Rules = new() { BreaksDifferBy = 0, BreaksAcrossSessions = true } }, Of(first, later), Of(first, later with { Slot = 2 })),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No example of this rule."),
        };
    }

    [Theory]
    [InlineData("screen", 0)]
    [InlineData("", 5)]
    public void A_table_of_another_kind_or_with_too_few_seats_serves_not(string kind, int seats)
    {
        var fair = Fair().With(0, d => d with { TableKind = kind, Seats = seats });
        var (serves, other) = kind.Length > 0 ? (1, 0) : (0, 1);

        Assert.Empty(TimetableCheck.Breaches(fair, new([At(0, 0, serves, 0, 2)])));
        Assert.Equal([Rule.TableServes], TimetableCheck.Breaches(fair, new([At(0, 0, other, 0, 2)])).Select(b => b.Rule));
    }

    [Fact]
    public void An_interpreter_who_speaks_another_language_and_one_who_comes_from_two_pools_are_seen()
    {
        var fair = Fair().With(0, d => d with { Language = "ja" });
        Assert.Equal([Rule.Interpreter], TimetableCheck.Breaches(fair, new([At(0, 0, 0, 0, 2, 4)])).Select(b => b.Rule));

        // One person cannot be drawn for both sides.
        var pools = Fair().With(0, d => d with { Guest = new(d.Guest.Party, [], [Fairs.Person(0), Fairs.Person(1)], 1), Host = new(d.Host.Party, [], [Fairs.Person(1), Fairs.Person(2)], 1) });
        Assert.Empty(TimetableCheck.Breaches(pools, new([At(0, 0, 0, 0, 1)])));
        Assert.Equal([Rule.Pool], TimetableCheck.Breaches(pools, new([At(0, 0, 0, 1)])).Select(b => b.Rule));
    }
}
