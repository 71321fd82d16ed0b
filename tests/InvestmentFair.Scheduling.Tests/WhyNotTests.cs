using CsCheck;
using static InvestmentFair.Scheduling.Tests.Fairs;

namespace InvestmentFair.Scheduling.Tests;

public class WhyNotTests
{
    private static readonly SearchLimits Quick = new() { Iterations = 2_000 };

    private static Placing Place(TimetableProblem problem, int meeting, int slot, int table) =>
        new(Meeting(meeting), slot, Table(table), [.. problem.Demands[meeting].Guest.All, .. problem.Demands[meeting].Host.All]);

    [Fact]
    public void The_people_who_are_busy_are_named_with_their_meeting()
    {
        var problem = Of(2, 4, 2, (0, 1), (0, 2), (3, 1));
        var timetable = new Timetable([Place(problem, 0, 0, 0), Place(problem, 1, 1, 0)]);

        var reasons = WhyNot.All(problem, timetable)[Meeting(2)];

        Assert.Equal([new Reason.Busy(0, Person(1), Meeting(0)), new Reason.Possible(1)], reasons);
    }

    [Fact]
    public void Taken_tables_are_named_with_their_meetings()
    {
        var problem = Of(1, 4, 1, (0, 1), (2, 3));

        var reason = Assert.IsType<Reason.TablesTaken>(Assert.Single(WhyNot.All(problem, new([Place(problem, 0, 0, 0)]))[Meeting(1)]));

        Assert.Equal([Meeting(0)], reason.By);
    }

    [Fact]
    public void A_meeting_in_the_way_is_moved_where_that_is_enough()
    {
        var problem = Of(2, 3, 2, (0, 1), (0, 2)).With(1, d => d with { MayStart = SlotSet.Of(0) });
        var timetable = new Timetable([Place(problem, 0, 0, 0)]);

        var remedy = Assert.IsType<Remedy.MoveOthers>(WhyNot.Remedies(problem, timetable, Meeting(1), limits: Quick, cancel: TestContext.Current.CancellationToken)[0]);

        Assert.Equal(new RemedyCost(1, 0, 0, 2), remedy.Cost);
        Assert.Equal(2, remedy.Timetable.Placings.Count);
    }

    [Fact]
    public void Where_only_a_table_is_missing_a_table_is_proposed_and_where_only_a_person_the_person()
    {
        var crowded = Of(1, 4, 1, (0, 1), (2, 3)).With(0, d => d with { Points = 9 });
        var away = Of(1, 2, 1, (0, 1));
        away = away with { People = [away.People[0], away.People[1] with { Free = SlotSet.None }] };

        Assert.Contains(WhyNot.Remedies(crowded, new([Place(crowded, 0, 0, 0)]), Meeting(1), limits: Quick, cancel: TestContext.Current.CancellationToken), r => r is Remedy.OneMoreTable { Slot: 0 });
        Assert.Contains(WhyNot.Remedies(away, Timetable.Empty, Meeting(0), limits: Quick, cancel: TestContext.Current.CancellationToken), r => r is Remedy.FreePeople { Slot: 0, People: [var p] } && p == Person(1));
    }

    [Fact]
    public void A_slot_more_helps_somebody_whose_day_is_full()
    {
        var problem = Of(1, 3, 2, (0, 1), (0, 2)).With(0, d => d with { Points = 9 });

        Assert.Contains(WhyNot.Remedies(problem, new([Place(problem, 0, 0, 0)]), Meeting(1), limits: Quick, cancel: TestContext.Current.CancellationToken), r => r is Remedy.AddSlot { AfterSlot: 0 });
    }

    [Fact]
    public void Every_meeting_without_a_place_has_a_reason_for_every_slot_and_each_remedy_places_it()
    {
        RandomFairs.Any.Sample(problem =>
        {
            var timetable = Scheduler.Solve(problem, Quick with { Time = TimeSpan.Zero }).Timetable;
            var reasons = WhyNot.All(problem, timetable);

            Assert.Equal(problem.Demands.Select(d => d.Id).Except(timetable.Placings.Select(p => p.Demand)).Order(), reasons.Keys.Order());
            Assert.All(reasons.Values, r => Assert.Equal(Enumerable.Range(0, problem.Slots.Count), r.Select(x => x.Slot).Distinct()));
            if (reasons.Count == 0) return;

            var demand = reasons.Keys.First();
            foreach (var remedy in WhyNot.Remedies(problem, timetable, demand, limits: Quick))
            {
                Assert.Contains(remedy.Timetable.Placings, p => p.Demand == demand);
                if (remedy is not Remedy.MoveOthers) continue;
                Assert.All(TimetableCheck.Breaches(problem, remedy.Timetable), b => Assert.True(b.Rule is Rule.Must or Rule.PartyLeast or Rule.BreaksDiffer or Rule.Order, b.ToString()));
            }
        }, iter: 40, threads: 1);
    }
}
