using CsCheck;

namespace InvestmentFair.Scheduling.Tests;

public class ReplanningTests
{
    private static readonly SearchLimits Quick = new() { Iterations = 3_000 };

    private static Timetable Published(TimetableProblem problem) => Scheduler.Solve(problem, Quick with { Time = TimeSpan.Zero }).Timetable;

    [Fact]
    public void Without_news_nothing_changes()
    {
        RandomFairs.Any.Sample(problem =>
        {
            var published = Published(problem);
            if (TimetableCheck.Breaches(problem, published).Count > 0) return;

            var proposals = Replanner.Propose(new(problem, published, 0, new HashSet<Guid>()), Quick);

            Assert.All(proposals.Where(p => p.Kind != ProposalKind.BestQuality), p =>
            {
                Assert.Empty(p.Changes);
                Assert.Equal(0, p.Counts.Dropped + p.Counts.Moved + p.Counts.PeopleTouched);
            });
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void Every_proposal_keeps_the_rules_the_past_and_what_is_locked()
    {
        Gen.Select(RandomFairs.Any, Gen.Int[0, 4], Gen.Int[0, 1000]).Sample((problem, from, seed) =>
        {
            var published = Published(problem);
            var random = new Random(seed);
            var late = problem.People[random.Next(problem.People.Count)].Id;
            var news = problem with { People = [.. problem.People.Select(p => p.Id == late ? p with { Free = p.Free - SlotSet.First(from + 2) } : p)] };
            var locked = published.Placings.Where(p => !p.People.Contains(late) && random.Next(5) == 0).Select(p => p.Demand).ToHashSet();
            var replanning = new Replanning(news, published, from, locked);

            foreach (var proposal in Replanner.Propose(replanning, Quick))
            {
                var allowed = TimetableCheck.Breaches(Replanner.AsOfNow(replanning), proposal.Timetable);
                Assert.All(allowed, b => Assert.True(b.Rule is Rule.Must or Rule.PartyLeast or Rule.BreaksDiffer or Rule.Order, b.ToString()));
                var after = proposal.Timetable.Placings.ToDictionary(p => p.Demand);
                foreach (var placing in published.Placings.Where(p => p.Slot < from || locked.Contains(p.Demand)))
                    Assert.Equal((placing.Slot, placing.Table), (after[placing.Demand].Slot, after[placing.Demand].Table));
                Assert.True(proposal.Counts.PointsDropped >= proposal.Least.PointsDropped, "fewer points dropped than proven possible");
                Assert.True(proposal.Counts.Moved >= proposal.Least.Moved, "fewer moved than proven possible");
                Assert.True(proposal.Counts.PeopleTouched >= proposal.Least.PeopleTouched, "fewer people touched than proven possible");
            }
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void What_is_locked_gives_way_to_nobody_however_dear()
    {
        var problem = Fairs.TwoByTwo(slots: 2);
        var published = Published(problem);
        var dear = published.Placings.First(p => p.Slot == 1);
        var locked = published.Placings.First(p => p.Slot == 0 && p.People.Intersect(dear.People).Any());
        // Whoever sits in both can come to the first slot alone.
        var both = locked.People.Intersect(dear.People).First();
        var news = problem with
        {
            People = [.. problem.People.Select(p => p.Id == both ? p with { Free = SlotSet.First(1) } : p)],
            Demands = [.. problem.Demands.Select(d => d with { Must = true, Points = d.Id == dear.Demand ? 1_000 : 1 })],
        };

        Assert.All(Replanner.Propose(new(news, published, 0, new HashSet<Guid> { locked.Demand }), Quick, cancel: TestContext.Current.CancellationToken), p =>
        {
            Assert.Contains(p.Timetable.Placings, q => q.Demand == locked.Demand && q.Slot == 0);
            Assert.DoesNotContain(p.Timetable.Placings, q => q.Demand == dear.Demand);
        });
        // The control: locked by nobody, the dear one takes its place.
        Assert.Contains(Replanner.Propose(new(news, published, 0, new HashSet<Guid>()), Quick, cancel: TestContext.Current.CancellationToken), p => p.Timetable.Placings.Any(q => q.Demand == dear.Demand && q.Slot == 0));
    }

    [Fact]
    public void A_late_guest_is_moved_to_a_free_slot_and_nobody_else_is_touched()
    {
        var problem = Fairs.TwoByTwo(slots: 4);
        var published = Published(problem);
        var first = published.Placings.OrderBy(p => p.Slot).First();
        var late = problem.Demands.First(d => d.Id == first.Demand).Guest.All[0];
        var news = problem with { People = [.. problem.People.Select(p => p.Id == late ? p with { Free = p.Free - SlotSet.First(first.Slot + 1) } : p)] };

        var calm = Replanner.Propose(new(news, published, 0, new HashSet<Guid>()), Quick, cancel: TestContext.Current.CancellationToken)[0];

        Assert.Equal(0, calm.Counts.Dropped);
        Assert.Equal(1, calm.Counts.Moved);
        Assert.Equal(2, calm.Counts.PeopleTouched);
        Assert.Equal(new ProvenLeast(0, 1, 2), calm.Least);
    }

    [Fact]
    public void The_calmest_change_of_a_small_fair_is_found_as_by_trying_everything_each_kind_in_its_order()
    {
        var (changed, moved) = (0, 0);
        Gen.Select(RandomFairs.Plain, Gen.Int[0, 1000]).Sample((any, seed) =>
        {
            // What is fixed gives way to nobody, and is left out here.
            var problem = any with { Precedences = [], Rules = any.Rules with { BreaksDifferBy = null }, Demands = [.. any.Demands.Take(4).Select(d => d with { AtSlot = null })] };
            var published = Published(problem);
            if (TimetableCheck.Breaches(problem, published).Count > 0) return;
            var late = problem.People[new Random(seed).Next(problem.People.Count)].Id;
            var news = problem with
            {
                People = [.. problem.People.Select(p => p.Id == late ? p with { Free = p.Free - SlotSet.First(1) } : p)],
                Demands = [.. problem.Demands.Select(d => d with { Must = false })],
            };
            var replanning = new Replanning(news, published, 0, new HashSet<Guid>());
            var known = published.Placings.ToDictionary(p => p.Demand);
            var worlds = new BruteForce(Replanner.AsOfNow(replanning)).All().Where(w => w.All(p => known.ContainsKey(p.Demand))).Select(w => Counted(news, known, w)).ToList();

            var proposals = Replanner.Propose(replanning, Quick with { Iterations = 20_000 });

            var drops = Assert.Single(proposals, p => p.Kind == ProposalKind.FewestDrops).Counts;
            var calmest = worlds.Min();
            Assert.Equal(calmest, (drops.PointsDropped, drops.Moved, drops.PeopleTouched, drops.SlotsShifted));
            var people = Assert.Single(proposals, p => p.Kind == ProposalKind.FewestPeople).Counts;
            Assert.Equal(worlds.Min(w => w.Touched), people.PeopleTouched);
            (changed, moved) = (changed + (calmest != default ? 1 : 0), moved + (calmest.Shifted > 0 ? 1 : 0));
        }, iter: 120, threads: 1);
        Assert.True(changed > 5 && moved > 2, $"{changed} with a change, {moved} with a meeting moved");
    }

    private static (long Points, int Moved, int Touched, int Shifted) Counted(TimetableProblem problem, Dictionary<Guid, Placing> known, IReadOnlyList<Placing> placings)
    {
        var after = placings.ToDictionary(p => p.Demand);
        var dropped = known.Keys.Where(d => !after.ContainsKey(d)).ToList();
        var moved = placings.Where(p => known[p.Demand].Slot != p.Slot).ToList();
        return (dropped.Sum(d => (long)problem.Demands.First(x => x.Id == d).Points), moved.Count,
            dropped.Select(d => known[d]).Concat(moved).SelectMany(p => p.People).Distinct().Count(), moved.Sum(p => Math.Abs(p.Slot - known[p.Demand].Slot)));
    }
}
