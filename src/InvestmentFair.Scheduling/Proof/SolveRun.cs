using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Google.OrTools.Sat;
using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>One solving from beginning to end.</summary>
internal sealed class SolveRun
{
    /// <summary>Above it CP-SAT only repeats its hint, whatever the time, while the local search goes on finding.</summary>
    private const int MostMeetingsToProve = 600;

    /// <summary>For how much of the search it is led to the meetings of the bound: until it has cooled so far that no point is given up any more.</summary>
    private const double Aimed = 0.7;

    private static readonly TimeSpan NewsEvery = TimeSpan.FromMilliseconds(200);

    private readonly TimetableProblem _problem;
    private readonly SearchLimits _limits;
    private readonly IProgress<SearchNews>? _news;
    private readonly CancellationToken _cancel;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Instance _instance;
    private readonly Ranking _ranking;
    private readonly Dictionary<Measure, long> _bounds = [];
    private TimeSpan _nextNews;
    private long _tried;
    private Plan _plan;
    private IReadOnlyList<Conflict> _conflicts = [];
    private bool _infeasible;

    public SolveRun(TimetableProblem problem, SearchLimits limits, IProgress<SearchNews>? news, CancellationToken cancel)
    {
        (_problem, _limits, _news, _cancel) = (problem, limits, news, cancel);
        _instance = new Instance(problem);
        _ranking = Ranking.Of(_instance);
        _plan = new Plan(_instance);
    }

    public Solution Solve()
    {
        _conflicts = new CountChecks(_instance).All();
        foreach (var measure in _ranking.Order) _bounds[measure] = 0;
        _bounds[Measure.Lost] = _instance.Points.Sum(p => (long)p) - PointsBound.MostPoints(_instance, out var those);
        _bounds[Measure.Breaks] = BreaksBound.Least(_instance);

        Greedy.Fill(_instance, _plan, _ranking);
        Tell("first", _plan);
        var proves = _conflicts.Count == 0 && _instance.Meetings <= MostMeetingsToProve && Prover.Fits(_instance);
        if (proves && _ranking.Order.Contains(Measure.Breaks))
            _bounds[Measure.Breaks] = Math.Max(_bounds[Measure.Breaks], DaysBound.Least(_instance, _limits.Seed, Repeatable ? null : Left.TotalSeconds * 0.1));
        Anneal(proves, those);
        if (proves) Prove();
        if (_infeasible) _conflicts = new Exclusion(_instance, _limits, _cancel).Find();
        return Result();
    }

    private bool Repeatable => _limits.Iterations is not null;

    private TimeSpan Left => _limits.Time - _watch.Elapsed is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private void Anneal(bool proves, bool[]? aim)
    {
        // Before a proof the search only has to find a good start, and the same one again for the same seed.
        var most = _limits.Iterations ?? (proves ? 4000L * _instance.Meetings : null);
        // Where counting has ruled the musts out, a look at how far it goes is all that can be had.
        var time = Repeatable ? null : (TimeSpan?)(proves ? Left * 0.25 : _conflicts.Count > 0 ? Left * 0.05 : Left);
        var dice = new Dice(_limits.Seed);
        var (began, tried) = (_watch.Elapsed, _tried);
        if (proves || aim is null)
        {
            Leg(0, 1);
        }
        else
        {
            // Rules that the bound leaves out may forbid those very meetings: towards the end only what a timetable is judged by counts.
            _plan.AimAt(aim);
            Leg(0, Aimed);
            _plan.AimAt(null);
            Leg(Aimed, 1);
        }

        Tell("search", _plan, always: true);

        void Leg(double from, double to)
        {
            // Of what the leg before has left: it ends when its last stride does.
            var share = (to - from) / (1 - from);
            var moves = most - (_tried - tried);
            if (moves <= 0) return;
            var budget = new Budget((time - (_watch.Elapsed - began)) * share, (long?)(moves * share), _cancel);
            var annealing = new Annealing(_plan, _ranking, dice, new Wandering(_instance, _plan, _ranking, dice), from, to)
            {
                Enough = best => _ranking.Order.All(measure => best[(int)measure] <= _bounds[measure]),
                Better = (start, picks, totals) => Tell("search", start, picks, totals),
            };
            annealing.Run(budget);
            _tried += budget.Tried;
        }
    }

    private void Prove()
    {
        var kept = new List<(Measure, long)>();
        var hallsCount = false;
        foreach (var measure in _ranking.Order.Skip(1))
        {
            var holds = Holds(_plan);
            var proven = holds && _plan.Totals[(int)measure] <= _bounds[measure];
            // Hall changes depend on the order of everybody's meetings, which no literal of the model knows: once they count, nothing less important can be minimised beside them.
            if (measure == Measure.HallChanges)
            {
                if (!proven) return;
                hallsCount = _instance.CountsHalls;
                continue;
            }

            if (proven)
            {
                kept.Add((measure, _plan.Totals[(int)measure]));
                continue;
            }

            if (hallsCount || _cancel.IsCancellationRequested) return;
            var status = Minimise(measure, kept);
            if (status is CpSolverStatus.Infeasible or CpSolverStatus.ModelInvalid)
            {
                _infeasible = !holds;
                return;
            }

            if (status != CpSolverStatus.Optimal) return;
            kept.Add((measure, _plan.Totals[(int)measure]));
        }
    }

    private CpSolverStatus Minimise(Measure measure, IReadOnlyList<(Measure, long)> kept)
    {
        var holds = Holds(_plan);
        var seconds = (Repeatable ? _limits.Time : Left).TotalSeconds;
        if (seconds < 0.02) return CpSolverStatus.Unknown;
        var finding = Prover.Minimise(_instance, _plan, (measure, _bounds[measure]), kept, _limits, seconds, (plan, bound) =>
        {
            Learn(measure, bound);
            Tell("proof", plan);
        }, _cancel);
        if (finding.Status is CpSolverStatus.Infeasible or CpSolverStatus.ModelInvalid) return finding.Status;
        Learn(measure, finding.Bound);
        if (finding.Plan is { } plan && (!holds || !_ranking.Better(_plan.Totals, plan.Totals))) _plan = plan;
        return finding.Status;
    }

    private void Learn(Measure measure, long bound)
    {
        if (!_instance.Halls.Chosen) _bounds[measure] = Math.Max(_bounds[measure], bound);
    }

    /// <summary>Whether all musts stand and every rule over the whole is kept; the search measures the fairness limit more strictly than it is.</summary>
    private bool Holds(Plan plan)
    {
        var broken = plan.Totals[(int)Measure.Broken];
        if (broken == 0 || _problem.Rules.BreaksDifferBy is not { } most) return broken == 0;
        var breaks = Enumerable.Range(0, _instance.People).Where(p => !_instance.Interprets[p]).Select(p => plan.BreaksOf(plan.Busy(p))).DefaultIfEmpty(0).ToList();
        return broken == breaks.Sum(b => (long)Math.Max(0, b - most)) && breaks.Max() - breaks.Min() <= most;
    }

    private Score[] Scores(long[] totals) =>
        [.. _problem.Rules.Goals.Distinct().Select(goal => new Score(goal, totals[(int)Ranking.MeasureOf(goal)], _bounds[Ranking.MeasureOf(goal)]))];

    private void Tell(string phase, Plan plan, bool always = false) => Tell(phase, plan.Start, plan.Picks, plan.Totals, always);

    private void Tell(string phase, int[] start, int[][] picks, long[] totals, bool always = false)
    {
        if (_news is null || (!always && _watch.Elapsed < _nextNews)) return;
        var began = _watch.Elapsed;
        var missing = Enumerable.Range(0, _instance.Meetings).Count(m => _instance.Must[m] && start[m] < 0);
        _news.Report(new(phase, _watch.Elapsed.TotalSeconds, missing, Scores(totals), TimetableOf.Starts(_instance, start, picks, new Seating(_instance, start).Table)));

        // Seating a large fair takes its time; telling may not take more than a twentieth of the search.
        var took = _watch.Elapsed - began;
        _nextNews = _watch.Elapsed + (took * 20 > NewsEvery ? took * 20 : NewsEvery);
    }

    private Solution Result()
    {
        var seating = new Seating(_instance, _plan.Start);
        var refused = Enumerable.Range(0, _instance.Meetings).Where(m => _plan.Start[m] >= 0 && seating.Table[m] < 0).ToList();
        foreach (var m in refused) _plan.Remove(m);
        var scores = Scores(_plan.Totals);
        var verdict = _infeasible || _conflicts.Count > 0 ? _instance.Halls.Chosen ? Verdict.Unknown : Verdict.Infeasible
            : !Holds(_plan) ? Verdict.Unknown
            : scores.All(s => s.Proven) ? Verdict.Optimal : Verdict.Feasible;
        return new(verdict, TimetableOf.Plan(_instance, _plan, seating.Table), scores, _conflicts, [.. refused.Select(m => _problem.Demands[m].Id)],
            new($"Google.OrTools {Google.OrTools.Init.OrToolsVersion.VersionString()}", _limits.Seed, _tried, _watch.Elapsed.TotalSeconds, Digest(_problem)))
        {
            PointsAsked = _instance.Points.Sum(p => (long)p),
            PointsPlaced = Enumerable.Range(0, _instance.Meetings).Where(m => _plan.Start[m] >= 0).Sum(m => (long)_instance.Points[m]),
            PointsPossible = _instance.Points.Sum(p => (long)p) - _bounds[Measure.Lost],
        };
    }

    private static string Digest(TimetableProblem problem) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(problem)));
}
