using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>
/// One search from the facts of a fair to a timetable of it, without a database. What it tells in between stands in two fields: the engine
/// tells it on the thread that searches, which nobody may keep waiting.
/// </summary>
internal sealed class RunSearch(FairFacts facts, RunKind kind, SearchLimits limits, BestSoFar? before) : IRunSearch, IProgress<SearchNews>
{
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private MappedFair? _mapped;
    private string _instance = "";
    private Told? _last;
    private Told? _best;

    private sealed record Told(MappedFair Mapped, string Instance, SearchNews News);

    public RunProgress? Progress => _last is { Mapped: var mapped, News: var news }
        ? new RunProgress(news.Phase, TimeProvider.System.GetElapsedTime(_began).TotalSeconds, mapped.Problem.Demands.Count, _best?.News.Timetable!.Placings.Count ?? 0, news.MustsMissing, PointsOf(mapped), news.Scores)
        : null;

    /// <summary>The best it has come upon; what was known from before where it has not come that far yet.</summary>
    public BestSoFar? Best
    {
        get
        {
            if (_best is not { Mapped: var mapped, Instance: var instance, News: var news }) return before;
            var found = new Found(news.MustsMissing, news.Scores, mapped.Read(news.Timetable!));
            return Known(instance) is { } known && !found.IsBetterThan(known) ? before : new BestSoFar(instance, found);
        }
    }

    /// <summary>What an earlier start of the same search came upon, if it is still the same problem.</summary>
    private Found? Known(string instance) => before is not null && before.Instance == instance ? before.Found : null;

    public void Report(SearchNews value)
    {
        _last = new Told(_mapped!, _instance, value);
        if (value.Timetable is not null) _best = _last;
    }

    public RunResult Find(CancellationToken cancel)
    {
        var musts = ProblemOf.Build(facts, kind).Problem.Demands.Where(d => d.Must).Select(d => d.Id).ToHashSet();
        var (mapped, conflicts) = ProblemOf.Possible(facts, kind);
        var solution = Solve(mapped, cancel);
        // Counting has not seen it, the proof has: what excludes each other is wanted the most, and looked for in the time that is left.
        if (solution is { Verdict: Verdict.Infeasible or Verdict.Unknown } && solution.Conflicts.SelectMany(ProblemOf.MustsOf).ToHashSet() is { Count: > 0 } excluded && !cancel.IsCancellationRequested)
        {
            (mapped, conflicts) = (ProblemOf.With(mapped, excluded), [.. conflicts, .. solution.Conflicts]);
            solution = Solve(mapped, cancel);
        }

        var missing = mapped.Problem.Demands.Where(d => d.Must).Select(d => d.Id).Except(solution.Timetable.Placings.Select(p => p.Demand)).Count();
        var found = new Found(missing, solution.Scores, mapped.Read(solution.Timetable));
        var verdict = Enum.Parse<RunVerdict>(solution.Verdict.ToString());
        if (Known(_instance) is { } known && known.IsBetterThan(found))
        {
            // The bounds are of the problem, whoever came upon the timetable.
            found = known with { Scores = [.. known.Scores.Zip(found.Scores, (mine, theirs) => mine with { Bound = Math.Max(mine.Bound, theirs.Bound) })] };
            if (found.MustsMissing == 0) verdict = found.Scores.All(s => s.Proven) ? RunVerdict.Optimal : RunVerdict.Feasible;
        }

        return new RunResult(verdict, mapped.Problem.Demands.Count, musts.Except(found.Placed.Select(DemandOf)).Count(), PointsOf(mapped), found, conflicts, mapped.LeftOut, _instance, solution.Certificate.Solver);
    }

    private Solution Solve(MappedFair mapped, CancellationToken cancel)
    {
        _mapped = mapped;
        _instance = Kept.DigestOf(mapped.Problem);
        _best = null;
        var left = limits.Time - TimeProvider.System.GetElapsedTime(_began);
        return Scheduler.Solve(mapped.Problem, limits with { Time = left > TimeSpan.Zero ? left : TimeSpan.Zero }, this, cancel);
    }

    private static Guid DemandOf(Arrangement arrangement) => arrangement.MeetingId ?? arrangement.Requests[0].Id;

    private static long PointsOf(MappedFair mapped) => mapped.Problem.Demands.Sum(d => (long)d.Points);
}
