using System.Diagnostics;
using Google.OrTools.Sat;
using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>
/// A smallest set of demands that exclude each other, where counting did not see why: the solver names some that suffice, then
/// each is left out in turn and stays out if the rest still cannot be.
/// </summary>
internal sealed class Exclusion(Instance instance, SearchLimits limits, CancellationToken cancel)
{
    /// <summary>Narrowing down ends here; what is left then still excludes itself, only not in the smallest words.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public IReadOnlyList<Conflict> Find()
    {
        var suspects = Core([.. Enumerable.Range(0, instance.Meetings).Where(m => instance.Must[m])]);
        if (suspects is null) return [new Conflict.Together([])];
        for (var i = 0; i < suspects.Count && !cancel.IsCancellationRequested && _watch.Elapsed < Most;)
        {
            var without = suspects.Where((_, k) => k != i).ToList();
            if (Core(without) is { } smaller) suspects = smaller.Count < without.Count ? smaller : without;
            else i++;
        }

        return [new Conflict.Together([.. suspects.Order().Select(m => instance.Problem.Demands[m].Id)])];
    }

    /// <summary>Some of the meetings that cannot all be placed, in their order; null when they can be, or it is not known in time.</summary>
    private List<int>? Core(List<int> meetings)
    {
        var exact = new ExactModel(instance, null, relaxed: true);
        exact.Model.AddAssumptions(meetings.Select(m => (ILiteral)exact.Placed(m)));
        var seconds = Math.Max(0.1, (Most - _watch.Elapsed).TotalSeconds);
        var solver = new CpSolver { StringParameters = FormattableString.Invariant($"num_workers:1,linearization_level:0,random_seed:{limits.Seed},max_time_in_seconds:{seconds:F3}") };
        if (solver.Solve(exact.Model) != CpSolverStatus.Infeasible) return null;
        var core = solver.SufficientAssumptionsForInfeasibility().ToHashSet();
        return [.. meetings.Where(m => core.Contains(exact.Placed(m).GetIndex()))];
    }
}
