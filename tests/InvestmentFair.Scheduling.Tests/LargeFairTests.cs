using InvestmentFair.Benchmarks.Timetables;
using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling.Tests;

public class LargeFairTests
{
    private static readonly TimetableProblem Fair = SyntheticFair.Make(people: 300, requests: 1_500, slots: 20, tables: 80, seed: 5);

    private static Solution Solve(long iterations) =>
        Scheduler.Solve(Fair, new() { Iterations = iterations }, cancel: TestContext.Current.CancellationToken);

    [Fact]
    public void A_fair_too_large_for_a_proof_has_all_musts_and_is_measured_against_a_bound()
    {
        var solution = Solve(300_000);

        Assert.Equal(Verdict.Feasible, solution.Verdict);
        Assert.Empty(TimetableCheck.Breaches(Fair, solution.Timetable));
        Assert.InRange(solution.PointsPlaced, 0.998 * solution.PointsPossible, solution.PointsPossible);
        Assert.Equal(solution.Scores[1].Value, BruteForce.Value(Fair, solution.Timetable.Placings, Goal.Breaks));
    }

    [Fact]
    public void The_most_points_there_are_is_reached_and_without_being_led_to_those_meetings_a_search_as_long_ends_short_of_it()
    {
        var crowded = SyntheticFair.Make(people: 300, requests: 1_500, slots: 20, tables: 80, seed: 6);
        var limits = new SearchLimits { Iterations = 1_500_000, Seed = 6 };

        var solution = Scheduler.Solve(crowded, limits, cancel: TestContext.Current.CancellationToken);

        Assert.Equal(solution.PointsPossible, solution.PointsPlaced);
        Assert.Empty(TimetableCheck.Breaches(crowded, solution.Timetable));

        var instance = new Instance(crowded);
        var (plan, ranking, dice) = (new Plan(instance), Ranking.Of(instance), new Dice(limits.Seed));
        Greedy.Fill(instance, plan, ranking);
        new Annealing(plan, ranking, dice, new Wandering(instance, plan, ranking, dice)).Run(new Budget(null, limits.Iterations, TestContext.Current.CancellationToken));
        Assert.True(instance.Points.Sum() - plan.Totals[(int)Measure.Lost] < solution.PointsPossible);
    }

    [Fact]
    public void News_of_the_search_only_gets_better_and_every_timetable_told_keeps_the_rules()
    {
        var told = new List<SearchNews>();

        Scheduler.Solve(Fair, new() { Time = TimeSpan.FromSeconds(1.5) }, new Listener(told), TestContext.Current.CancellationToken);

        Assert.True(told.Count >= 2);
        Assert.Equal(told.Select(n => n.Scores[0].Value).OrderDescending(), told.Select(n => n.Scores[0].Value));
        Assert.All(told, n => Assert.Equal(n.MustsMissing, TimetableCheck.Breaches(Fair, n.Timetable!).Count));
    }

    [Fact]
    public void When_a_train_is_late_few_are_touched_and_no_point_is_dropped_without_need()
    {
        var published = Solve(200_000).Timetable;
        var late = published.Placings.Where(p => p.Slot < 4).SelectMany(p => p.People).First();
        var news = Fair with { People = [.. Fair.People.Select(p => p.Id == late ? p with { Free = p.Free - SlotSet.First(4) } : p)] };

        var calm = Replanner.Propose(new(news, published, 0, new HashSet<Guid>()), new() { Iterations = 20_000 }, cancel: TestContext.Current.CancellationToken)[0];

        Assert.DoesNotContain(TimetableCheck.Breaches(news, calm.Timetable), b => b.Rule is not Rule.Must);
        Assert.InRange(calm.Counts.PointsDropped, calm.Least.PointsDropped, calm.Least.PointsDropped + 5);
        Assert.InRange(calm.Counts.PeopleTouched, calm.Least.PeopleTouched, 25);
    }

    private sealed class Listener(List<SearchNews> told) : IProgress<SearchNews>
    {
        public void Report(SearchNews value) => told.Add(value);
    }
}
