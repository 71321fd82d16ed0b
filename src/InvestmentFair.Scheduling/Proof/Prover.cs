using Google.OrTools.Sat;
using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>How a proof ended: the plan if there is one, and the value no plan can go below.</summary>
internal sealed record Finding(CpSolverStatus Status, Plan? Plan, long Bound);

/// <summary>
/// CP-SAT with what was measured to win here: core-guided search without the linear relaxation, and on a second worker the same
/// climbing from the lower bound. The default portfolio proves a third less.
/// </summary>
internal static class Prover
{
    /// <summary>A model larger than this is not made: beyond it CP-SAT finds nothing and takes hundreds of megabytes.</summary>
    public const long MostLiterals = 50_000;

    public static bool Fits(Instance instance) => ExactModel.Literals(instance) <= MostLiterals;

    /// <summary>Minimises one measure, of which a bound is known, while the more important ones keep what they have.</summary>
    /// <param name="instance">What is planned.</param>
    /// <param name="plan">A start, if there is one.</param>
    /// <param name="goal">The measure, and what it cannot go below.</param>
    /// <param name="kept">The more important measures with what they must keep.</param>
    /// <param name="limits">How many work at it, and from which seed.</param>
    /// <param name="seconds">How long, by the clock; where it is to be repeatable, by the solver's own count of work.</param>
    /// <param name="fromBelow">Whether a single worker asks for the bound itself, then for one more, instead of climbing by cores.</param>
    /// <param name="told">Hears of every better plan and of the bound.</param>
    /// <param name="cancel">Ends it with what was found.</param>
    public static Finding Minimise(Instance instance, Plan? plan, (Measure Measure, long Bound) goal, IReadOnlyList<(Measure Measure, long Value)> kept,
        SearchLimits limits, double seconds, bool fromBelow, Action<Plan, long>? told, CancellationToken cancel)
    {
        var exact = new ExactModel(instance, plan);
        foreach (var (earlier, value) in kept) exact.Model.Add(exact.Measures[earlier] <= value);
        if (goal.Bound > 0) exact.Model.Add(exact.Measures[goal.Measure] >= goal.Bound);
        exact.Model.Minimize(exact.Measures[goal.Measure]);
        return Run(exact, Parameters(limits, seconds, fromBelow), told, cancel);
    }

    public static string Parameters(SearchLimits limits, double seconds, bool fromBelow = false)
    {
        // A second of deterministic work is roughly a second of this solver; in place of the clock it repeats exactly.
        var time = FormattableString.Invariant(limits.Iterations is null ? $"max_time_in_seconds:{seconds:F3}" : (FormattableString)$"max_deterministic_time:{seconds:F3}");
        return limits.Workers > 1 && limits.Iterations is null
            ? $"num_workers:{limits.Workers},linearization_level:0,random_seed:{limits.Seed},{time},subsolvers:\"core\",subsolvers:\"objective_lb_search_no_lp\"" + (limits.Workers > 2 ? ",subsolvers:\"quick_restart_no_lp\"" : "")
            : $"num_workers:1,{(fromBelow ? "use_objective_lb_search" : "optimize_with_core")}:true,linearization_level:0,random_seed:{limits.Seed},{time}";
    }

    private static Finding Run(ExactModel exact, string parameters, Action<Plan, long>? told, CancellationToken cancel)
    {
        var solver = new CpSolver { StringParameters = parameters };
        using var listener = new Listener(exact, told, cancel);
        using var stop = cancel.Register(solver.StopSearch);
        var status = solver.Solve(exact.Model, listener);
        var plan = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? exact.Read(solver.BooleanValue) : null;
        var bound = status is CpSolverStatus.Infeasible or CpSolverStatus.ModelInvalid ? long.MinValue : (long)Math.Ceiling(solver.BestObjectiveBound - 1e-6);
        return new(status, plan, bound);
    }

    private sealed class Listener(ExactModel exact, Action<Plan, long>? told, CancellationToken cancel) : CpSolverSolutionCallback
    {
        public override void OnSolutionCallback()
        {
            if (cancel.IsCancellationRequested) StopSearch();
            told?.Invoke(exact.Read(BooleanValue), (long)Math.Ceiling(BestObjectiveBound() - 1e-6));
        }
    }
}
