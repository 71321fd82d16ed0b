using InvestmentFair.Scheduling.Proof;

namespace InvestmentFair.Scheduling;

/// <summary>
/// The timetable of a fair. First what can be counted, then the bound of a flow, then local search, then, where the problem is
/// small enough, the proof; tables last. It can be stopped at any time and returns the best found.
/// </summary>
public static class Scheduler
{
    public static Solution Solve(TimetableProblem problem, SearchLimits? limits = null, IProgress<SearchNews>? news = null, CancellationToken cancel = default) =>
        new SolveRun(problem, limits ?? new SearchLimits(), news, cancel).Solve();

    /// <summary>Demands that exclude each other as far as counting sees it, in milliseconds; an empty list promises nothing.</summary>
    public static IReadOnlyList<Conflict> Conflicts(TimetableProblem problem) => new CountChecks(new(problem)).All();
}
