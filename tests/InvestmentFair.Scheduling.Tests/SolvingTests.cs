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

    private static readonly Goal[][] Orders = [new FairRules().Goals.ToArray(), [Goal.Breaks, Goal.Points], [Goal.Points, Goal.IdleSlots, Goal.HallChanges, Goal.Breaks], [Goal.Points, Goal.Preferences, Goal.Fairness, Goal.IdleSlots]];

    private static TimetableProblem InOrder(TimetableProblem problem, int order) => problem with { Rules = problem.Rules with { Goals = Orders[order] } };

    [Fact]
    public void Every_timetable_keeps_every_rule_but_musts_that_cannot_be()
    {
        Gen.Select(RandomFairs.Any, Gen.Int[0, 3]).Sample((any, order) =>
        {
            var problem = InOrder(any, order);
            var solution = Scheduler.Solve(problem, Quick with { Iterations = 3_000 });

            var breaches = TimetableCheck.Breaches(problem, solution.Timetable);
            if (solution.Verdict is Verdict.Optimal or Verdict.Feasible) Assert.Empty(breaches);
            else Assert.All(breaches, b => Assert.True(b.Rule is Rule.Must or Rule.PartyLeast or Rule.BreaksDiffer or Rule.Order, b.ToString()));
            foreach (var score in solution.Scores)
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

    [Fact]
    public void Neither_pools_nor_interpreters_nor_tables_rest_or_another_order_of_goals_make_it_worse_than_trying_everything()
    {
        var (proven, placed) = (0, 0);
        Gen.Select(RandomFairs.SmallRich, Gen.Int[0, 3]).Sample((any, order) =>
        {
            var problem = InOrder(any, order);
            var best = new BruteForce(problem).Best();

            var solution = Scheduler.Solve(problem, Quick);

            if (best is null)
            {
                Assert.True(solution.Verdict is Verdict.Infeasible, solution.Verdict.ToString());
                return;
            }

            Assert.Equal(Verdict.Optimal, solution.Verdict);
            Assert.Equal(best, solution.Scores.Select(s => s.Value));
            (proven, placed) = (proven + 1, placed + solution.Timetable.Placings.Count(p => p.People.Count > 2));
        }, iter: 200, threads: 1);
        Assert.True(proven > 50 && placed > 20, $"{proven} proven, {placed} meetings of more than two");
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
                Assert.Equal((CpSolverStatus.Optimal, best[1]), (finding.Status, finding.Bound));
                Assert.Equal(best[1], finding.Plan!.Totals[(int)Measure.Breaks]);
            }

            (proven, broken) = (proven + 1, broken + (best[1] > 0 ? 1 : 0));
        }, iter: 1_000, threads: 1);
        Assert.True(proven > 30 && broken > 0, $"{proven} proven, {broken} of them with breaks");
    }

    [Fact]
    public void The_exact_model_holds_for_every_timetable_that_keeps_the_rules_and_measures_it_the_same()
    {
        var checkedFairs = 0;
        Gen.Select(RandomFairs.Any, Gen.Int[0, 3]).Sample((any, order) =>
        {
            var problem = InOrder(any, order);
            var timetable = Scheduler.Solve(problem, Quick with { Iterations = 500, Time = TimeSpan.Zero }).Timetable;
            if (TimetableCheck.Breaches(problem, timetable).Count > 0) return;
            var instance = new Instance(problem);
            var plan = new Plan(instance);
            if (Published.Of(instance, timetable).Restore(instance, plan).Count > 0) return;

            var exact = new ExactModel(instance, plan);
            var values = exact.Measures.Where(m => m.Key is not Measure.Idle || problem.Rules.Goals.Contains(Goal.IdleSlots)).ToDictionary(m => m.Key, m =>
            {
                var value = exact.Model.NewIntVar(0, 100_000, m.Key.ToString());
                exact.Model.Add(value == m.Value);
                return value;
            });
            var solver = new CpSolver { StringParameters = "num_workers:1,fix_variables_to_their_hinted_value:true" };
            var status = solver.Solve(exact.Model);

            Assert.True(status is CpSolverStatus.Optimal, $"{status}: {exact.Model.Validate()}");
            Assert.All(values, m => Assert.Equal((m.Key, plan.Totals[(int)m.Key]), (m.Key, solver.Value(m.Value))));
            checkedFairs++;
        }, iter: 300, threads: 1);
        Assert.True(checkedFairs > 50, $"{checkedFairs} checked");
    }

    [Fact]
    public void What_one_found_is_proven_by_the_bound_of_another_and_the_better_plan_stays()
    {
        var instance = new Instance(Fairs.TwoByTwo(slots: 4));
        Plan At(params int[] starts)
        {
            var plan = new Plan(instance);
            foreach (var (m, start) in starts.Index()) plan.Place(m, start, []);
            return plan;
        }

        var (good, poor) = (At(0, 1, 1, 0), At(0, 2, 2, 0));
        Assert.Equal((0, 4), (good.Totals[(int)Measure.Breaks], poor.Totals[(int)Measure.Breaks]));
        Finding Of(CpSolverStatus status, Plan? plan, long bound) => new(status, plan, bound);

        Assert.Equal(Of(CpSolverStatus.Optimal, good, 0), Prover.Best(Measure.Breaks, [Of(CpSolverStatus.Feasible, good, -1), Of(CpSolverStatus.Unknown, null, 0)]));
        Assert.Equal(Of(CpSolverStatus.Feasible, good, -1), Prover.Best(Measure.Breaks, [Of(CpSolverStatus.Feasible, poor, -2), Of(CpSolverStatus.Feasible, good, -1)]));
        Assert.Equal(Of(CpSolverStatus.Infeasible, null, long.MinValue), Prover.Best(Measure.Breaks, [Of(CpSolverStatus.Feasible, poor, 0), Of(CpSolverStatus.Infeasible, null, long.MinValue)]));
        Assert.Equal(Of(CpSolverStatus.Unknown, null, 3), Prover.Best(Measure.Breaks, [Of(CpSolverStatus.Unknown, null, 3), Of(CpSolverStatus.Unknown, null, 0)]));
    }

    [Fact]
    public void Who_was_drawn_is_drawn_again_even_where_somebody_else_of_the_same_pool_comes_first()
    {
        Guid[] who = [.. Enumerable.Range(1, 3).Select(i => new Guid(i, 0, 0, new byte[8]))];
        var (speaks, table, demand) = (who[0], Guid.NewGuid(), Guid.NewGuid());
        var day = new DateTime(2027, 8, 2, 1, 0, 0, DateTimeKind.Utc);
        // The only one who speaks the language is also the first of the guests of whom any will do.
        var problem = new TimetableProblem(
            [new Slot(Guid.NewGuid(), day, day.AddMinutes(20), 0, 0)],
            [.. who.Select(p => new Attendee(p, SlotSet.First(1)) { Interprets = p == speaks ? ["ja"] : [] })],
            [new FairTable(table, Guid.NewGuid(), SlotSet.First(1))],
            [new Demand(demand, new PartySide(Guid.NewGuid(), [], [who[0], who[1]], 1), new PartySide(Guid.NewGuid(), [who[2]])) { Language = "ja" }]);
        var instance = new Instance(problem);
        var published = Published.Of(instance, new Timetable([new Placing(demand, 0, table, [who[2], who[1], speaks])]));
        var plan = new Plan(instance, published);

        Assert.Empty(published.Restore(instance, plan));
        Assert.Equal([instance.PersonOf[who[1]], instance.PersonOf[speaks]], plan.Picks[0]);
    }

    [Fact]
    public void No_bound_is_ever_below_the_truth()
    {
        var (checkedFairs, named) = (0, 0);
        RandomFairs.Plain.Sample(problem =>
        {
            if (new BruteForce(problem).Best() is not { } best) return;

            checkedFairs++;
            var instance = new Instance(problem);
            var (most, possible) = (PointsBound.MostPoints(instance, out var those), problem.Demands.Sum(d => d.Points) - best[0]);
            Assert.True(most >= possible, $"{most} points said to be the most, {possible} are possible");
            if (those is not null)
            {
                named++;
                Assert.Equal(most, Enumerable.Range(0, instance.Meetings).Where(m => those[m]).Sum(m => (long)instance.Points[m]));
            }

            Assert.True(BreaksBound.Least(instance) <= best[1]);
            Assert.True(DaysBound.Least(instance, 1, null) <= best[1]);
        }, iter: 11_000, threads: 1);
        Assert.True(checkedFairs > 10_000 && named > 1_000, $"{checkedFairs} checked, the meetings named in {named}");
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
