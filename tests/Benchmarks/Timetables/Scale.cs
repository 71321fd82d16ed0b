using System.Diagnostics;
using System.Globalization;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Benchmarks.Timetables;

/// <summary>
/// scale [--sizes 80,300,1000,3000] [--seconds N] [--iterations n] [--seed n]: made-up fairs, with the time of the first timetable, what was reached after
/// 10, 30 and 60 s, and the memory taken. Points and breaks are told apart: a blend would hide poor optional meetings behind the musts.
/// </summary>
internal static class Scale
{
    public static int Run(string[] args)
    {
        var options = new Options(args);
        var wanted = options.Text("sizes", "300,1000,3000").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToHashSet();
        Console.WriteLine("people,requests,slots,tables,after_s,musts_missing,points,points_possible,points_gap_percent,breaks,breaks_bound,breaks_per_person,peak_extra_mb");
        foreach (var (people, requests, slots, tables) in SyntheticFair.Sizes.Where(s => wanted.Contains(s.People)))
        {
            var problem = SyntheticFair.Make(people, requests, slots, tables, options.Number("seed", 1));
            var musts = problem.Demands.Where(d => d.Must).Select(d => d.Id).ToHashSet();
            var asked = problem.Demands.Sum(d => (long)d.Points);
            GC.Collect();
            var before = Process.GetCurrentProcess().WorkingSet64;
            var stops = new Queue<double>([10, 30, 60]);
            SearchNews? last = null;
            void Line(double seconds, int musts, IReadOnlyList<Score> scores)
            {
                var (lost, breaks) = (scores.First(s => s.Goal == Goal.Points), scores.First(s => s.Goal == Goal.Breaks));
                var (points, possible) = (asked - lost.Value, asked - lost.Bound);
                using var process = Process.GetCurrentProcess();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{people},{requests},{slots},{tables},{seconds:F2},{musts},{points},{possible},{100.0 * (possible - points) / possible:F4},{breaks.Value},{breaks.Bound},{(double)breaks.Value / people:F3},{(process.PeakWorkingSet64 - before) >> 20}"));
            }

            var solution = Scheduler.Solve(problem, new SearchLimits { Time = TimeSpan.FromSeconds(options.Number("seconds", 60)), Seed = options.Number("seed", 1), Iterations = options.Number("iterations", 0) is > 0 and var most ? most : null }, new Reporter(news =>
            {
                if (last is null) Line(news.Seconds, news.MustsMissing, news.Scores);
                else if (stops.TryPeek(out var stop) && news.Seconds >= stop) Line(stops.Dequeue(), last.MustsMissing, last.Scores);
                last = news;
            }));
            Line(solution.Certificate.Seconds, problem.Demands.Count(d => d.Must) - solution.Timetable.Placings.Count(p => musts.Contains(p.Demand)), solution.Scores);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{solution.Verdict}; {string.Join(", ", solution.Scores.Select(s => $"{s.Goal} {s.Value} >= {s.Bound}"))}; {solution.Certificate.Iterations / solution.Certificate.Seconds / 1e6:F2} million moves a second; {TimetableCheck.Breaches(problem, solution.Timetable).Count} breaches"));
        }

        return 0;
    }

    private sealed class Reporter(Action<SearchNews> told) : IProgress<SearchNews>
    {
        public void Report(SearchNews value) => told(value);
    }
}
