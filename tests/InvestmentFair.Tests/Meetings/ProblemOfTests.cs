using CsCheck;
using InvestmentFair.Fairs;
using InvestmentFair.Meetings;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Tests.Meetings;

/// <summary>A fair becomes the problem of its timetable, fact by fact, and a timetable becomes what the database can be told.</summary>
public sealed class ProblemOfTests
{
    [Fact]
    public void Slots_are_those_that_are_open_and_a_closed_one_a_long_pause_or_another_day_begins_a_session()
    {
        var fair = new FairAtHand();
        fair.Grid("09:00", 2);
        fair.Grid("09:50", 1, isClosed: true);
        fair.Grid("10:15", 1);
        fair.Grid("11:06", 1);
        fair.Grid("09:00", 1, FairAtHand.Day.AddDays(1));
        fair.Hall(1);

        var slots = Problem(fair).Slots;

        // Nobody sits through a slot that is closed: what comes after it is another session.
        Assert.Equal([(0, 0), (0, 0), (0, 1), (0, 2), (1, 3)], slots.Select(s => (s.Day, s.Session)));
        Assert.False(ProblemOf.Fits(new FairAtHand().Facts));
        var long_ = new FairAtHand();
        for (var day = 0; day < 6; day++) long_.Grid("08:00", 22, FairAtHand.Day.AddDays(day));
        Assert.False(ProblemOf.Fits(long_.Facts));
    }

    [Fact]
    public void People_are_free_but_where_something_is_known_of_them()
    {
        var fair = new FairAtHand();
        fair.Grid("09:00", 4);
        var (hall, _) = fair.Hall(1);
        var (late, early, busy, elsewhere, declined, leader) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        foreach (var guest in new[] { late, early, busy, elsewhere, declined, leader }) fair.Wish(f => f.Guests = [guest]);
        fair.Say(late, AvailabilityKind.Arrives, from: "09:25");
        fair.Say(early, AvailabilityKind.Leaves, until: "10:10");
        fair.Say(busy, AvailabilityKind.Busy, "09:30", "10:00");
        fair.Say(elsewhere, AvailabilityKind.Busy, "09:00", "09:10", hall.Id);
        fair.Declined.Add(declined);
        fair.Leaders.Add(leader);

        var people = Problem(fair).People.ToDictionary(p => p.Id);

        Assert.Equal([1, 2, 3], people[late].Free);
        Assert.Equal([0, 1, 2], people[early].Free);
        Assert.Equal([0, 3], people[busy].Free);
        Assert.Equal(4, people[elsewhere].Free.Count);
        Assert.Equal([1, 2, 3], people[elsewhere].FreeInHall![hall.Id]);
        Assert.Empty(people[declined].Free);
        Assert.Equal((3, 1), (people[leader].BreakWeight, people[late].BreakWeight));
        Assert.All(people.Values.Where(p => p.Id != elsewhere), p => Assert.Null(p.FreeInHall));
    }

    [Fact]
    public void A_leader_whom_several_projects_bring_along_sits_in_one_meeting_at_a_time_and_too_many_musts_name_them()
    {
        var fair = new FairAtHand();
        fair.Grid("09:00", 4);
        fair.Hall(4);
        var leader = Guid.NewGuid();
        // Away for the opening; three slots are left.
        fair.Say(leader, AvailabilityKind.Arrives, from: "09:25");
        void Bring(int projects)
        {
            for (var i = 0; i < projects; i++)
            {
                var project = Guid.NewGuid();
                fair.ProjectTeams[project] = [leader, Guid.NewGuid()];
                fair.Wish(f => (f.Topic, f.ProjectId, f.Hosts, f.HostsFromPool, f.Priority) = (null, project, [], 2, Wish.Must));
            }
        }

        Bring(3);
        var problem = Problem(fair);
        var solution = Scheduler.Solve(problem, new() { Iterations = 2_000 }, cancel: TestContext.Current.CancellationToken);

        Assert.All(solution.Timetable.Placings, p => Assert.Contains(leader, p.People));
        Assert.Equal([1, 2, 3], solution.Timetable.Placings.Select(p => p.Slot).Order());

        Bring(1);
        var many = Assert.IsType<Conflict.TooManyMusts>(Assert.Single(Scheduler.Conflicts(Problem(fair))));
        Assert.Equal((leader, 4, 3), (many.Person, many.Needed, many.Left.Count));
    }

    [Fact]
    public void A_wish_asks_for_its_people_its_time_and_its_table()
    {
        var fair = new FairAtHand();
        fair.Grid("11:00", 4);
        var (hall, _) = fair.Hall(2, seats: 3);
        fair.Hall(1, seats: 8, kind: TableKind.Private);
        var speaker = fair.Speaker("en", "ja");
        Guid[] pool = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var project = Guid.NewGuid();
        fair.ProjectTeams[project] = [Guid.NewGuid(), Guid.NewGuid()];
        var wish = fair.Wish(f =>
        {
            (f.Topic, f.ProjectId, f.Hosts, f.HostsFromPool) = (null, project, [], 1);
            (f.Guests, f.GuestsFromPool, f.Priority, f.Length, f.Language) = ([.. pool], 2, Wish.Must, 2, "en");
            (f.Session, f.HallId, f.TableKind) = (SessionWish.AfternoonOnly, hall.Id, TableKind.Private);
        });

        var problem = Problem(fair);
        var demand = Assert.Single(problem.Demands);

        Assert.Equal((wish.Id, wish.InvestorId, project), (demand.Id, demand.Guest.Party, demand.Host.Party));
        Assert.Equal((pool, 2), (demand.Guest.Pool, demand.Guest.AtLeast), EqualityComparer<(IReadOnlyList<Guid>, int)>.Create((a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2 == b.Item2));
        Assert.Equal(fair.ProjectTeams[project], demand.Host.Pool);
        Assert.Equal((true, 100, 2, "en", hall.Id, "Private"), (demand.Must, demand.Points, demand.Length, demand.Language, demand.Hall, demand.TableKind));
        // 11:00, 11:25, 11:50, 12:15: only the last begins after noon.
        Assert.Equal([3], demand.MayStart!.Value);
        // No table of that kind stands in that hall: seats are not what makes it impossible.
        Assert.Equal(0, demand.Seats);
        Assert.Equal(["en", "ja"], problem.People.Single(p => p.Id == speaker).Interprets);
        Assert.Equal(["", "", "Private"], problem.Tables.Select(t => t.Kind));

        var crowded = new FairAtHand();
        crowded.Grid("09:00", 1);
        crowded.Hall(1, seats: 3);
        crowded.Wish(f => (f.Guests, f.Session) = ([.. pool], SessionWish.Afternoon));
        var rather = Assert.Single(Problem(crowded).Demands);
        Assert.Equal((3, null, null), (rather.Seats, rather.MayStart, rather.Preferred));
    }

    [Fact]
    public void A_wish_that_cannot_be_a_meeting_is_left_out_with_its_reason()
    {
        var fair = new FairAtHand();
        fair.Grid("09:00", 1);
        fair.Hall(1);
        var both = Guid.NewGuid();
        var (project, investor) = (Guid.NewGuid(), Guid.NewGuid());
        fair.Refused.Add(new Pair(project, null, investor, null));
        fair.ProjectTeams[project] = [both];
        var left = new (MeetingRequest Wish, LeftOutWhy Why)[]
        {
            (fair.Wish(f => (f.Topic, f.ProjectId, f.Hosts) = (null, Guid.NewGuid(), [])), LeftOutWhy.NoHosts),
            (fair.Wish(f => (f.Topic, f.ProjectId, f.Hosts, f.Guests) = (null, project, [], [both])), LeftOutWhy.OnBothSides),
            (fair.Wish(f => (f.Topic, f.ProjectId, f.Hosts, f.HostsFromPool) = (null, project, [], 2)), LeftOutWhy.TooFewNamed),
            (fair.Wish(f => (f.Topic, f.ProjectId, f.InvestorId) = (null, project, investor)), LeftOutWhy.Refused),
        };

        var mapped = ProblemOf.Build(fair.Facts, RunKind.All);

        Assert.Empty(mapped.Problem.Demands);
        Assert.Equal(left.Select(l => new LeftOut(l.Wish.Id, l.Why)).ToHashSet(), mapped.LeftOut.ToHashSet());
    }

    [Fact]
    public void What_is_fixed_stays_and_everything_else_may_move()
    {
        var fair = new FairAtHand();
        var grid = fair.Grid("09:00", 3);
        var (_, tables) = fair.Hall(2);
        var speaker = fair.Speaker("en");
        Guid[] pool = [Guid.NewGuid(), Guid.NewGuid()];
        var locked = fair.Book(fair.Wish(f => f.Session = SessionWish.AfternoonOnly), grid[0], tables[0], isLocked: true);
        var loose = fair.Book(fair.Wish(f => (f.Guests, f.GuestsFromPool, f.Language) = ([.. pool], 1, "en")), grid[1], tables[1], interpreters: [speaker]);

        var all = ProblemOf.Build(fair.Facts, RunKind.All);
        Assert.Equal([locked.Id], all.Fixed);
        Assert.Equal((0, tables[0].Id, null), Where(all, locked.Id));
        Assert.Equal((null, null, "en"), Where(all, loose.Id));
        Assert.Equal((pool.Length, 1, 0), (Demand(all, loose.Id).Guest.Pool.Count, Demand(all, loose.Id).Guest.AtLeast, Demand(all, loose.Id).Guest.All.Count));
        Assert.Equal([(locked.Id, 0), (loose.Id, 1)], all.Working.Placings.Select(p => (p.Demand, p.Slot)));

        var fill = ProblemOf.Build(fair.Facts, RunKind.Fill);
        Assert.Equal(2, fill.Fixed.Count);
        Assert.Equal((1, tables[1].Id, null), Where(fill, loose.Id));
        Assert.Empty(Demand(fill, loose.Id).Guest.Pool);
        Assert.Equal([speaker], fill.Read(fill.Working).Single(a => a.MeetingId == loose.Id).Interpreters);
        Assert.Empty(TimetableCheck.Breaches(fill.Problem, fill.Working));

        static (int?, Guid?, string?) Where(MappedFair mapped, Guid id) => (Demand(mapped, id).AtSlot, Demand(mapped, id).AtTable, Demand(mapped, id).Language);
    }

    [Fact]
    public void What_was_placed_by_hand_against_a_rule_keeps_its_people_and_its_table_and_is_no_demand()
    {
        var fair = new FairAtHand();
        var grid = fair.Grid("09:00", 4);
        var (_, tables) = fair.Hall(1);
        var (_, others) = fair.Hall(1);
        var guest = Guid.NewGuid();
        var one = fair.Book(fair.Wish(f => f.Guests = [guest]), grid[0], tables[0]);
        // There is a slot on the way between two venues; the next slot is too near.
        var next = fair.Book(fair.Wish(f => f.Guests = [guest]), grid[1], others[0]);

        var mapped = ProblemOf.Build(fair.Facts, RunKind.Fill);

        Assert.Equal([one.Id], mapped.Fixed);
        Assert.Equal([next.Id], mapped.Blocks);
        Assert.Equal([0, 2, 3], mapped.Problem.People.Single(p => p.Id == guest).Free);
        Assert.Equal([0, 2, 3], mapped.Problem.Tables.Single(t => t.Id == others[0].Id).Open);
        // With nothing fixed both are asked for, and only the way back is a breach.
        Assert.Equal(2, ProblemOf.Build(fair.Facts, RunKind.All).Problem.Demands.Count);
    }

    [Fact]
    public void Orders_bounds_ways_and_meals_are_rules()
    {
        var venue = Guid.NewGuid();
        var fair = new FairAtHand { Rules = new(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(40), 3, 2, 1, 4, 5, 1, [Goal.Points, Goal.HallChanges]) };
        fair.Grid("11:00", 6);
        var (one, tables) = fair.Hall(1, venue: venue);
        var (two, _) = fair.Hall(1, venue: venue);
        fair.Hall(1);
        fair.Meals.Add(AgendaItem.Plan(Guid.NewGuid(), "Asia/Shanghai", new AgendaForm { Day = FairAtHand.Day, Starts = new(12, 0), Ends = new(13, 0), Kind = AgendaKind.Meal, TitleZh = "午餐" }));
        var first = fair.Wish();
        var then = fair.Wish(f => (f.After, f.Gap) = ([first.Id], 2));
        fair.Bounds[first.InvestorId!.Value] = new PartyBounds(3, 9);
        var unit = Guid.NewGuid();
        fair.UnitOf[then.Team(Side.Host).First()] = unit;

        var problem = Problem(fair);

        Assert.Equal([new Precedence(first.Id, then.Id, 2, false)], problem.Precedences);
        Assert.Equal([1, 2, 2], problem.Travels.Select(t => t.Slots).Order());
        Assert.Equal(1, problem.Travels.Single(t => t.One == one.Id && t.Other == two.Id).Slots);
        // From noon to one lie the slots of 11:50, 12:15 and 12:40; two of twenty minutes are forty.
        var lunch = Assert.Single(problem.Rules.Lunches);
        Assert.Equal([2, 3, 4], lunch.Window);
        Assert.Equal((2, 3, 1), (lunch.Slots, problem.Rules.MostInARow, problem.Rules.BreaksDifferBy));
        Assert.Equal([Goal.Points, Goal.HallChanges], problem.Rules.Goals);
        // Nobody is given more than is asked for.
        Assert.Equal((1, 9), Party(first.InvestorId.Value));
        Assert.Equal((0, 4), Party(then.InvestorId!.Value));
        Assert.Equal((0, 5), Party(unit));

        // What lies after a meeting that takes no part lies after the time at which it is.
        var held = fair.Book(first, fair.Slots[1], tables[0]);
        House.Done(held.Record(new OutcomeForm { Kind = OutcomeKind.None }, new(2027, 8, 3, 0, 0, 0, DateTimeKind.Utc)));
        Assert.Equal([4, 5], Problem(fair).Demands.Single(d => d.Id == then.Id).MayStart!.Value);

        (int, int?) Party(Guid id) => problem.Parties.Single(p => p.Id == id) is var party ? (party.Least, party.Most) : default;
    }

    [Fact]
    public void Musts_that_exclude_each_other_are_wanted_the_most_and_told_in_full()
    {
        var fair = new FairAtHand();
        fair.Grid("09:00", 2);
        fair.Hall(4);
        var host = Guid.NewGuid();
        for (var i = 0; i < 3; i++) fair.Wish(f => (f.Hosts, f.Priority) = ([host], Wish.Must));
        fair.Wish(f => f.Priority = Wish.Must);

        var (mapped, conflicts) = ProblemOf.Possible(fair.Facts, RunKind.All);

        var many = Assert.IsType<Conflict.TooManyMusts>(Assert.Single(conflicts));
        Assert.Equal((host, 3, 2), (many.Person, many.Musts.Count, many.Left.Count));
        Assert.Equal(1, mapped.Problem.Demands.Count(d => d.Must));
        Assert.All(mapped.Problem.Demands, d => Assert.Equal(100, d.Points));
        var solution = Scheduler.Solve(mapped.Problem, new SearchLimits { Iterations = 2000 }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal((Verdict.Optimal, 3), (solution.Verdict, solution.Timetable.Placings.Count));
    }

    [Fact]
    public void On_the_day_what_has_begun_stays_and_nothing_is_placed_in_the_past()
    {
        var fair = new FairAtHand();
        fair.Grid("09:00", 4);
        var hall = fair.Hall(2);
        var (begun, later) = (fair.Book(fair.Wish(), fair.Slots[1], hall.Tables[0]), fair.Book(fair.Wish(), fair.Slots[3], hall.Tables[0]));
        var waits = fair.Wish();

        var mapped = ProblemOf.Build(fair.Facts with { Now = fair.Slots[1].StartsAt.AddMinutes(5) }, RunKind.All);

        Assert.Equal(begun.Id, Assert.Single(mapped.Fixed));
        Assert.Equal(1, Demand(mapped, begun.Id).AtSlot);
        foreach (var demand in mapped.Problem.Demands.Where(d => d.Id != begun.Id)) Assert.Equal([2, 3], demand.MayStart!.Value);
        // The moment it begins it has not begun yet, as for whoever replans.
        Assert.Empty(ProblemOf.Build(fair.Facts with { Now = fair.Slots[1].StartsAt }, RunKind.All).Fixed);
        // Before the day nothing is over.
        Assert.All(ProblemOf.Build(fair.Facts, RunKind.All).Problem.Demands, d => Assert.Null(d.MayStart));
        Assert.NotEqual(later.Id, waits.Id);
    }

    /// <summary>There and back again: what is found keeps every rule, and once it is recorded it is what the fair works by.</summary>
    [Fact]
    public void A_timetable_that_is_found_and_recorded_is_read_again_as_the_one_that_stands() =>
        Gen.Int[0, int.MaxValue - 1].Sample(seed =>
        {
            var (random, fair) = (new Random(seed), new FairAtHand());
            fair.Grid("09:00", random.Next(3, 6));
            fair.Grid("14:00", random.Next(2, 5));
            var tables = fair.Hall(random.Next(1, 4)).Tables.Concat(random.Next(2) == 0 ? fair.Hall(random.Next(1, 3)).Tables : []).ToDictionary(t => t.Id);
            for (var i = random.Next(0, 3); i > 0; i--) fair.Speaker("en");
            var people = Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7()).ToArray();
            var wishes = Enumerable.Range(0, random.Next(4, 12)).Select(_ => fair.Wish(f =>
            {
                var (guests, hosts) = (people[..5].OrderBy(_ => random.Next()).Take(random.Next(1, 3)).ToList(), people[5..].OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToList());
                (f.Guests, f.Hosts, f.HostsFromPool) = (guests, hosts, random.Next(0, hosts.Count));
                (f.Length, f.Session, f.Language) = (random.Next(1, 3), (SessionWish)random.Next(5), random.Next(3) == 0 ? "en" : null);
            })).ToDictionary(w => w.Id);

            var mapped = ProblemOf.Build(fair.Facts, RunKind.All);
            var found = Scheduler.Solve(mapped.Problem, new SearchLimits { Iterations = 500, Time = TimeSpan.FromSeconds(0.2) }).Timetable;
            Assert.Empty(TimetableCheck.Breaches(mapped.Problem, found));
            var slots = fair.Slots.ToDictionary(s => s.Id);
            var booked = new Dictionary<Guid, Placing>();
            foreach (var (placing, placed) in found.Placings.Zip(mapped.Read(found)))
            {
                var wish = wishes[placed.Requests.Single().Id];
                var meeting = fair.Book(wish, slots[placed.Place!.Value.FirstSlotId], tables[placed.Place.Value.TableId]);
                House.Done(meeting.Seat([.. placed.Guests], [.. placed.Hosts], [.. placed.Interpreters]));
                booked[meeting.Id] = placing;
                Assert.Equal(placing.People.Order(), meeting.People.Order());
            }

            var again = ProblemOf.Build(fair.Facts, RunKind.Fill);
            Assert.Empty(again.Blocks);
            Assert.Equal(booked.Count, again.Working.Placings.Count);
            foreach (var placing in again.Working.Placings)
                Assert.Equal((booked[placing.Demand].Slot, booked[placing.Demand].Table), (placing.Slot, placing.Table));
            Assert.Empty(TimetableCheck.Breaches(again.Problem, again.Working));
        }, iter: 40);

    [Theory, ClassData(typeof(Both))]
    public async Task The_fair_of_2027_asks_for_what_its_wishes_and_meetings_say(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var cancel = TestContext.Current.CancellationToken;
        await using var db = house.Open();
        var fair = db.Fairs.Single(f => f.Code == House.Fair);

        var facts = await ScheduleFactsQueries.ReadAsync(db, fair, house.Now, cancel);
        var (mapped, conflicts) = ProblemOf.Possible(facts, RunKind.Fill);

        // 200 wishes and one that an enquiry asked for, with those of a sheet that have expired by now: 15 not to meet, 40 booked and one served with them; of the 145 that wait five pairs are wished from both sides.
        Assert.Equal((140, 40), (facts.Waiting.Count, facts.Meetings.Count));
        Assert.Equal(140 + 40, mapped.Problem.Demands.Count + mapped.Blocks.Count + mapped.LeftOut.Count(l => l.Why is not LeftOutWhy.Expired));
        Assert.Equal(facts.Expired.Count, mapped.LeftOut.Count(l => l.Why is LeftOutWhy.Expired));
        Assert.Contains(conflicts, c => c is Conflict.TooManyMusts);
        Assert.Empty(Scheduler.Conflicts(mapped.Problem));
        Assert.Empty(TimetableCheck.Breaches(mapped.Problem with { Demands = [.. mapped.Problem.Demands.Where(d => mapped.Fixed.Contains(d.Id))], Precedences = [], Parties = [] }, mapped.Working));
    }

    private static TimetableProblem Problem(FairAtHand fair) => ProblemOf.Build(fair.Facts, RunKind.All).Problem;

    private static Demand Demand(MappedFair mapped, Guid id) => mapped.Problem.Demands.Single(d => d.Id == id);
}
