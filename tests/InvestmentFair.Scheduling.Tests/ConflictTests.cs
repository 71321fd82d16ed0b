using CsCheck;
using static InvestmentFair.Scheduling.Tests.Fairs;

namespace InvestmentFair.Scheduling.Tests;

public class ConflictTests
{
    private static IReadOnlyList<Conflict> Conflicts(TimetableProblem problem)
    {
        var solution = Scheduler.Solve(problem, new() { Time = TimeSpan.FromSeconds(3) });
        Assert.Equal(Verdict.Infeasible, solution.Verdict);
        return solution.Conflicts;
    }

    [Fact]
    public void More_musts_than_slots_are_named_with_the_person()
    {
        var conflict = Assert.IsType<Conflict.TooManyMusts>(Assert.Single(Conflicts(Of(2, 4, 3, (0, 1), (0, 2), (0, 3)).AllMust())));

        Assert.Equal((Person(0), 3, 2), (conflict.Person, conflict.Needed, conflict.Left.Count));
        Assert.Equal([Meeting(0), Meeting(1), Meeting(2)], conflict.Musts);
    }

    [Fact]
    public void Of_many_musts_only_those_that_crowd_the_same_slots_are_named()
    {
        var problem = Of(4, 5, 4, (0, 1), (0, 2), (0, 3), (0, 4)).AllMust()
            .With(0, d => d with { MayStart = SlotSet.Of(0, 1) }).With(1, d => d with { MayStart = SlotSet.Of(0, 1) }).With(2, d => d with { MayStart = SlotSet.Of(0, 1) });

        var conflict = Assert.IsType<Conflict.TooManyMusts>(Assert.Single(Conflicts(problem)));

        Assert.Equal([Meeting(0), Meeting(1), Meeting(2)], conflict.Musts.Order());
        Assert.Equal(SlotSet.Of(0, 1), conflict.Left);
    }

    [Fact]
    public void Too_few_tables_are_counted()
    {
        var conflict = Assert.IsType<Conflict.TooFewTables>(Assert.Single(Conflicts(Of(1, 4, 1, (0, 2), (1, 3)).AllMust())));

        Assert.Equal((1, 2), (conflict.TableSlots, conflict.Needed));
    }

    [Fact]
    public void A_meeting_whose_people_never_have_time_together_says_who_is_away_when()
    {
        var problem = Of(2, 2, 1, (0, 1)).AllMust();
        problem = problem with { People = [problem.People[0] with { Free = SlotSet.Of(0) }, problem.People[1] with { Free = SlotSet.Of(1) }] };

        var conflict = Assert.IsType<Conflict.NoPlace>(Assert.Single(Conflicts(problem)));

        Assert.Equal([new Reason.Away(0, Person(1)), new Reason.Away(1, Person(0))], conflict.Reasons);
    }

    [Fact]
    public void Two_meetings_fixed_onto_one_person_clash()
    {
        var problem = Of(3, 3, 2, (0, 1), (0, 2)).AllMust().With(0, d => d with { AtSlot = 1 }).With(1, d => d with { AtSlot = 1 });

        Assert.Contains(new Conflict.FixedClash(Meeting(0), Meeting(1), Person(0), null, 1), Conflicts(problem));
    }

    [Fact]
    public void A_circle_of_orders_is_named()
    {
        var problem = Of(4, 6, 3, (0, 1), (2, 3), (4, 5)).AllMust() with { Precedences = [new(Meeting(0), Meeting(1)), new(Meeting(1), Meeting(2)), new(Meeting(2), Meeting(0))] };

        var circle = Assert.Single(Conflicts(problem).OfType<Conflict.Circle>());
        Assert.Equal([Meeting(0), Meeting(1), Meeting(2)], circle.Demands.Order());
    }

    [Fact]
    public void What_counting_does_not_see_is_narrowed_down_to_a_smallest_set()
    {
        // An odd circle of three people over two slots: everybody has two meetings and two slots, and still it cannot be.
        var problem = Of(2, 5, 3, (0, 1), (1, 2), (2, 0), (3, 4)).AllMust();

        var together = Assert.IsType<Conflict.Together>(Assert.Single(Conflicts(problem)));

        Assert.Equal([Meeting(0), Meeting(1), Meeting(2)], together.Musts.Order());
    }

    [Fact]
    public void Interpreters_and_party_limits_are_counted()
    {
        var problem = Of(1, 5, 2, (0, 1), (2, 3)).AllMust().With(0, d => d with { Language = "en" }).With(1, d => d with { Language = "en" });
        problem = problem with { People = [.. problem.People.Take(4), new(Person(4), SlotSet.First(1)) { Interprets = ["en"] }] };
        var capped = Of(3, 3, 2, (0, 1), (0, 2)).AllMust() with { Parties = [new(RandomFairs.Id(5, 0), 0, 1)] };

        Assert.Equal((1, 2), Assert.Single(Conflicts(problem).OfType<Conflict.TooFewInterpreters>()) is var c ? (c.PersonSlots, c.Needed) : default);
        Assert.Single(Conflicts(capped).OfType<Conflict.PartyTooMany>());
    }

    [Fact]
    public void A_party_that_is_owed_more_meetings_than_anybody_asked_for_is_named()
    {
        var problem = Of(3, 3, 2, (0, 1), (0, 2)) with { Parties = [new(RandomFairs.Id(5, 0), 3, null)] };

        Assert.Equal((2, 3), Assert.IsType<Conflict.PartyTooFew>(Assert.Single(Conflicts(problem))) is var few ? (few.Asked, few.Least) : default);
    }

    [Fact]
    public void An_order_that_the_slots_of_its_meetings_rule_out_is_named()
    {
        var problem = Of(3, 4, 2, (0, 1), (2, 3)).AllMust().With(0, d => d with { MayStart = SlotSet.Of(1, 2) }).With(1, d => d with { MayStart = SlotSet.Of(0, 1) }) with { Precedences = [new(Meeting(0), Meeting(1))] };

        Assert.Equal(new Conflict.OrderImpossible(Meeting(0), Meeting(1)), Assert.Single(Conflicts(problem)));
        Assert.NotNull(new BruteForce(problem with { Precedences = [new(Meeting(1), Meeting(0))] }).Best());
    }

    [Fact]
    public void What_counting_names_cannot_be_whoever_tries_everything()
    {
        var counted = new Dictionary<Type, int>();
        Gen.OneOf(RandomFairs.SmallRich, RandomFairs.Plain).Sample(any =>
        {
            var problem = any.AllMust();
            foreach (var conflict in Scheduler.Conflicts(problem))
            {
                counted[conflict.GetType()] = counted.GetValueOrDefault(conflict.GetType()) + 1;
                if (MustsOf(conflict) is { Count: > 0 } named) Assert.False(CanBe(problem, named), conflict.ToString());
            }
        }, iter: 300, threads: 1);
        Assert.True(counted.Count > 4, string.Join(", ", counted.Select(c => $"{c.Key.Name} {c.Value}")));
    }

    [Fact]
    public void What_counting_does_not_see_cannot_be_and_can_be_without_any_one_of_it()
    {
        var together = 0;
        Gen.Int[0, int.MaxValue - 1].Sample(seed =>
        {
            // Nobody has more meetings than slots; whether they can all be is a matter of who meets whom.
            var random = new Random(seed);
            var slots = random.Next(2, 4);
            var pairs = Enumerable.Range(0, 9).Select(_ => (random.Next(6), random.Next(6))).Where(p => p.Item1 != p.Item2).ToList();
            pairs = [.. pairs.Where((p, i) => pairs.Take(i + 1).Count(q => q.Item1 == p.Item1 || q.Item2 == p.Item1) <= slots && pairs.Take(i + 1).Count(q => q.Item1 == p.Item2 || q.Item2 == p.Item2) <= slots)];
            var problem = Of(slots, 6, 3, [.. pairs]).AllMust();

            var solution = Scheduler.Solve(problem, new() { Iterations = 2_000, Time = TimeSpan.FromSeconds(10) });

            Assert.Equal(CanBe(problem, [.. problem.Demands.Select(d => d.Id)]), solution.Verdict is not Verdict.Infeasible);
            if (solution.Conflicts is not [Conflict.Together conflict]) return;
            together++;
            Assert.False(CanBe(problem, conflict.Musts), conflict.ToString());
            Assert.All(conflict.Musts, m => Assert.True(CanBe(problem, [.. conflict.Musts.Where(x => x != m)]), $"{conflict} without {m}"));
        }, iter: 300, threads: 1);
        Assert.True(together > 5, $"{together}");
    }

    /// <summary>Whether these can all take place; only what they themselves ask for counts.</summary>
    private static bool CanBe(TimetableProblem problem, IReadOnlyList<Guid> musts) => new BruteForce(problem with
    {
        Demands = [.. problem.Demands.Where(d => musts.Contains(d.Id))],
        Precedences = [.. problem.Precedences.Where(o => musts.Contains(o.First) && musts.Contains(o.Then))],
        Parties = [.. problem.Parties.Select(p => p with { Least = 0 })],
        Rules = problem.Rules with { BreaksDifferBy = null },
    }).Best() is not null;

    private static IReadOnlyList<Guid> MustsOf(Conflict conflict) => conflict switch
    {
        Conflict.TooManyMusts many => many.Musts,
        Conflict.NoPlace none => [none.Demand],
        Conflict.TooFewTables few => few.Musts,
        Conflict.TooFewInterpreters few => few.Musts,
        Conflict.FixedClash clash => [clash.One, clash.Other],
        Conflict.Circle circle => circle.Demands,
        Conflict.OrderImpossible order => [order.First, order.Then],
        Conflict.PartyTooMany many => many.Musts,
        Conflict.Together together => together.Musts,
        _ => [],
    };
}
