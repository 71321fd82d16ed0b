using System.Text.Json;
using CsCheck;
using Google.OrTools.Sat;
using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Proof;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling.Tests;

public class SolvingTests
{
    private static readonly SearchLimits Quick = new() { Time = TimeSpan.FromSeconds(2) };

    [Fact]
    public void Every_timetable_keeps_every_rule_but_musts_that_cannot_be()
    {
        RandomFairs.Any.Sample(problem =>
        {
            var solution = Scheduler.Solve(problem, Quick with { Iterations = 3_000 });

            var breaches = TimetableCheck.Breaches(problem, solution.Timetable);
            if (solution.Verdict is Verdict.Optimal or Verdict.Feasible) Assert.Empty(breaches);
            else Assert.All(breaches, b => Assert.True(b.Rule is Rule.Must or Rule.PartyLeast or Rule.BreaksDiffer or Rule.Order, b.ToString()));
            foreach (var score in solution.Scores.Where(s => s.Goal is not Goal.HallChanges))
                Assert.Equal(BruteForce.Value(problem, solution.Timetable.Placings, score.Goal), score.Value);
        }, iter: 150, threads: 1);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void A_small_fair_is_solved_as_well_as_by_trying_everything(int workers)
    {
        RandomFairs.Plain.Sample(problem =>
        {
            var best = new BruteForce(problem).Best();

            var solution = Scheduler.Solve(problem, Quick with { Workers = workers });

            if (best is null)
            {
                Assert.True(solution.Verdict is Verdict.Infeasible, solution.Verdict.ToString());
                Assert.NotEmpty(solution.Conflicts);
                return;
            }

            Assert.Equal(Verdict.Optimal, solution.Verdict);
            Assert.Equal(best, solution.Scores.Select(s => s.Value));
        }, iter: workers == 1 ? 200 : 50, threads: 1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void What_is_proven_without_any_start_is_what_trying_everything_finds(bool allMust)
    {
        var (proven, broken) = (0, 0);
        RandomFairs.Plain.Sample(any =>
        {
            var problem = !allMust ? any : any with { Demands = [.. any.Demands.Take(4).Select(d => d with { Must = true, AtSlot = null })], Precedences = [] };
            if (new BruteForce(problem).Best() is not { } best) return;

            // With the truth as the bound it is asked for itself first.
            foreach (var bound in new[] { 0, best[1] })
            {
                var finding = Prover.Minimise(new Instance(problem), null, (Measure.Breaks, bound), [(Measure.Lost, best[0])], Quick, 10, (_, _) => { }, TestContext.Current.CancellationToken);
                Assert.Equal((CpSolverStatus.Optimal, best[1], best[1]), (finding.Status, finding.Bound, finding.Plan!.Totals[(int)Measure.Breaks]));
            }

            (proven, broken) = (proven + 1, broken + (best[1] > 0 ? 1 : 0));
        }, iter: 1_000, threads: 1);
        Assert.True(proven > 30 && broken > 0, $"{proven} proven, {broken} of them with breaks");
    }

    [Fact]
    public void No_bound_is_ever_below_the_truth()
    {
        RandomFairs.Plain.Sample(problem =>
        {
            if (new BruteForce(problem).Best() is not { } best) return;

            var instance = new Instance(problem);

            var (most, possible) = (PointsBound.MostPoints(instance), problem.Demands.Sum(d => d.Points) - best[0]);
            Assert.True(most >= possible, $"{most} points said to be the most, {possible} are possible");
            Assert.True(BreaksBound.Least(instance) <= best[1]);
            Assert.True(DaysBound.Least(instance, 1, null) <= best[1]);
        }, iter: 1_000, threads: 1);
    }

    [Fact]
    public void Nor_is_the_bound_on_breaks_when_every_meeting_must_take_place()
    {
        var checkedFairs = 0;
        RandomFairs.Plain.Sample(any =>
        {
            var problem = any with { Demands = [.. any.Demands.Take(4).Select(d => d with { Must = true, AtSlot = null })], Precedences = [], Rules = any.Rules with { BreaksDifferBy = null } };
            if (new BruteForce(problem).Best() is not { } best) return;

            checkedFairs++;
            var bound = DaysBound.Least(new Instance(problem), 1, null);
            Assert.True(bound <= best[1], $"{bound} breaks said to be the least, {best[1]} are possible");
        }, iter: 300, threads: 1);
        Assert.True(checkedFairs > 30);
    }

    [Fact]
    public void The_same_seed_gives_the_same_timetable_byte_for_byte()
    {
        RandomFairs.Any.Sample(problem =>
        {
            var limits = Quick with { Iterations = 2_000, Seed = 7 };
            var (one, other) = (Scheduler.Solve(problem, limits), Scheduler.Solve(problem, limits));
            Assert.Equal(JsonSerializer.Serialize(one.Timetable), JsonSerializer.Serialize(other.Timetable));
            Assert.Equal(one.Certificate with { Seconds = 0 }, other.Certificate with { Seconds = 0 });
        }, iter: 30, threads: 1);
    }

    [Fact]
    public void A_host_never_changes_the_table_within_a_run()
    {
        RandomFairs.Plain.Sample(problem =>
        {
            var placings = Scheduler.Solve(problem, Quick with { Iterations = 1_000, Time = TimeSpan.Zero }).Timetable.Placings;
            foreach (var host in problem.Demands.Select(d => d.Host.All[0]).Distinct())
            {
                var mine = placings.Where(p => problem.Demands.First(d => d.Id == p.Demand).Host.All[0] == host).OrderBy(p => p.Slot).ToList();
                for (var i = 1; i < mine.Count; i++)
                    if (mine[i].Slot == mine[i - 1].Slot + 1 && problem.Slots[mine[i].Slot].Session == problem.Slots[mine[i - 1].Slot].Session)
                        Assert.Equal(mine[i - 1].Table, mine[i].Table);
            }
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void A_cancelled_search_returns_what_it_has()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        var problem = RandomFairs.Any.Single();

        var solution = Scheduler.Solve(problem, Quick, cancel: cancel.Token);

        Assert.NotEqual(Verdict.Optimal, solution.Scores.Any(s => !s.Proven) ? solution.Verdict : Verdict.Unknown);
        Assert.All(TimetableCheck.Breaches(problem, solution.Timetable), b => Assert.True(b.Rule is Rule.Must or Rule.PartyLeast or Rule.BreaksDiffer or Rule.Order));
    }
}
