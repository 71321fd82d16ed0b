using Google.OrTools.Sat;
using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>How a proof ended: the plan if there is one, and the value no plan can go below.</summary>
internal sealed record Finding(CpSolverStatus Status, Plan? Plan, long Bound)
{
    /// <summary>Asking on would say the same.</summary>
    public bool IsFinal => Status is CpSolverStatus.Optimal or CpSolverStatus.Infeasible or CpSolverStatus.ModelInvalid;
}

/// <summary>
/// CP-SAT with what was measured to win here: core-guided search without the linear relaxation. The bound is had in the first
/// seconds; a plan at it takes the rest, and how long is a matter of luck, so the search restarts as Luby's sequence says, and
/// further workers try theirs from other seeds: racing, they halve the time of one, sharing what they learn they do not. The
/// default portfolio proves a third less.
/// </summary>
internal static class Prover
{
    /// <summary>A model larger than this is not made: beyond it CP-SAT finds nothing and takes hundreds of megabytes.</summary>
    public const long MostLiterals = 60_000;

    public static bool Fits(Instance instance) => ExactModel.Literals(instance) <= MostLiterals;

    /// <summary>Of the time, where it is asked for the bound itself, then for one more, before climbing by cores.</summary>
    private const double ShareFromBelow = 0.1;

    /// <summary>Minimises one measure, of which a bound is known, while the more important ones keep what they have.</summary>
    /// <param name="instance">What is planned.</param>
    /// <param name="plan">A start, if there is one.</param>
    /// <param name="goal">The measure, and what it cannot go below.</param>
    /// <param name="kept">The more important measures with what they must keep.</param>
    /// <param name="limits">How many work at it, and from which seed.</param>
    /// <param name="seconds">How long, by the clock; where it is to be repeatable, by the solver's own count of work.</param>
    /// <param name="told">Hears of every better plan and of the bound, one at a time.</param>
    /// <param name="cancel">Ends it with what was found.</param>
    public static Finding Minimise(Instance instance, Plan? plan, (Measure Measure, long Bound) goal, IReadOnlyList<(Measure Measure, long Value)> kept,
        SearchLimits limits, double seconds, Action<Plan, long> told, CancellationToken cancel)
    {
        // Who wins a race is not repeatable.
        var racing = limits.Iterations is null ? Math.Clamp(limits.Workers, 1, SearchLimits.MostWorkers) : 1;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var hearing = new Hearing(goal.Measure, told, over.Cancel);
        Finding Run(int racer, Plan? start, long bound, double share, bool fromBelow)
        {
            try
            {
                var exact = new ExactModel(instance, start);
                foreach (var (earlier, value) in kept) exact.Model.Add(exact.Measures[earlier] <= value);
                if (bound > 0) exact.Model.Add(exact.Measures[goal.Measure] >= bound);
                exact.Model.Minimize(exact.Measures[goal.Measure]);
                var finding = Solve(exact, Parameters(limits, racer, seconds * share, fromBelow), hearing, over.Token);
                if (finding.IsFinal) over.Cancel();
                return finding;
            }
            catch
            {
                // Nobody runs on for an answer that will not be heard.
                over.Cancel();
                throw;
            }
        }

        // Where a bound says something, the question is first whether it can be had; cores find that out last.
        Finding Try(int racer)
        {
            if (goal.Bound <= 0 || racer < racing - 1) return Run(racer, plan, goal.Bound, 1, fromBelow: false);
            var below = Run(racer, plan, goal.Bound, ShareFromBelow, fromBelow: true);
            if (below.IsFinal || over.IsCancellationRequested) return below;
            return Best(goal.Measure, [below, Run(racer, below.Plan ?? plan, Math.Max(goal.Bound, below.Bound), 1 - ShareFromBelow, fromBelow: false)]);
        }

        if (racing == 1) return Try(0);
        return Best(goal.Measure, Task.WhenAll(Enumerable.Range(0, racing).Select(racer => Task.Factory.StartNew(() => Try(racer), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).GetAwaiter().GetResult());
    }

    /// <summary>What several found out together: the plan of one may be proven by the bound of another.</summary>
    internal static Finding Best(Measure measure, IReadOnlyList<Finding> findings)
    {
        if (findings.FirstOrDefault(f => f.IsFinal) is { } final) return final;
        var best = findings.MinBy(f => f.Plan?.Totals[(int)measure] ?? long.MaxValue)! with { Bound = findings.Max(f => f.Bound) };
        return best.Plan?.Totals[(int)measure] <= best.Bound ? best with { Status = CpSolverStatus.Optimal } : best;
    }

    private static string Parameters(SearchLimits limits, int racer, double seconds, bool fromBelow)
    {
        // A second of deterministic work is roughly a second of this solver; in place of the clock it repeats exactly.
        var time = FormattableString.Invariant(limits.Iterations is null ? $"max_time_in_seconds:{seconds:F3}" : (FormattableString)$"max_deterministic_time:{seconds:F3}");
        return FormattableString.Invariant($"num_workers:1,{(fromBelow ? "use_objective_lb_search" : "optimize_with_core")}:true,linearization_level:0,restart_algorithms:LUBY_RESTART,random_seed:{limits.Seed + racer},{time}");
    }

    private static Finding Solve(ExactModel exact, string parameters, Hearing hearing, CancellationToken cancel)
    {
        var solver = new CpSolver { StringParameters = parameters };
        using var listener = new Listener(exact, hearing, cancel);
        using var stop = cancel.Register(solver.StopSearch);
        // A solver that has not begun cannot be stopped: the race may be over before this one starts.
        if (cancel.IsCancellationRequested) return new(CpSolverStatus.Unknown, null, 0);
        var status = solver.Solve(exact.Model, listener);
        var plan = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? exact.Read(solver.BooleanValue) : null;
        var bound = status is CpSolverStatus.Infeasible or CpSolverStatus.ModelInvalid ? long.MinValue : (long)Math.Ceiling(solver.BestObjectiveBound - 1e-6);
        return new(status, plan, bound);
    }

    /// <summary>What several tell at once is heard one at a time: the best plan of all and the highest bound, whenever either is better than before.</summary>
    private sealed class Hearing(Measure measure, Action<Plan, long> told, Action enough)
    {
        private readonly Lock _one = new();
        private Plan? _best;
        private long _bound = long.MinValue;

        public void Hear(Plan plan, long bound)
        {
            lock (_one)
            {
                var better = _best is null || plan.Totals[(int)measure] < _best.Totals[(int)measure];
                if (!better && bound <= _bound) return;
                if (better) _best = plan;
                _bound = Math.Max(_bound, bound);
                told(_best!, _bound);
                if (_best!.Totals[(int)measure] <= _bound) enough();
            }
        }
    }

    private sealed class Listener(ExactModel exact, Hearing hearing, CancellationToken cancel) : CpSolverSolutionCallback
    {
        public override void OnSolutionCallback()
        {
            if (cancel.IsCancellationRequested) StopSearch();
            hearing.Hear(exact.Read(BooleanValue), (long)Math.Ceiling(BestObjectiveBound() - 1e-6));
        }
    }
}
