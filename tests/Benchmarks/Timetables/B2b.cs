using System.Diagnostics;
using System.Globalization;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Benchmarks.Timetables;

/// <summary>b2b FILE… --seconds N --workers W [--fairness d|none] [--seed n] [--iterations n] [--out DIR]: solves published instances, one CSV line each.</summary>
internal static class B2b
{
    public static int Run(string[] args, TextWriter? output = null)
    {
        output ??= Console.Out;
        var options = new Options(args);
        var fairness = options.Text("fairness", "2") is "none" ? null : (int?)options.Number("fairness", 2);
        var limits = new SearchLimits { Time = TimeSpan.FromSeconds(options.Number("seconds", 60)), Workers = options.Number("workers", 2), Seed = options.Number("seed", 1), Iterations = options.Number("iterations", 0) is > 0 and var most ? most : null };
        if (options.Rest.Count == 0)
        {
            Console.Error.WriteLine("b2b FILE... --seconds N --workers W [--fairness d|none] [--seed n] [--iterations n] [--out DIR]");
            return 2;
        }

        output.WriteLine("instance,status,objective,bound,seconds");
        foreach (var file in options.Rest)
        {
            var instance = DznInstance.Read(file);
            var problem = instance.Problem(fairness);
            var watch = Stopwatch.StartNew();
            var solution = Scheduler.Solve(problem, limits);
            var seconds = watch.Elapsed.TotalSeconds;
            var found = solution.Verdict is Verdict.Optimal or Verdict.Feasible;
            if (found && TimetableCheck.Breaches(problem, solution.Timetable) is { Count: > 0 } breaches)
                throw new InvalidOperationException($"{instance.Name}: {breaches[0]}");
            var status = solution.Verdict switch
            {
                Verdict.Optimal => "OPTIMAL",
                Verdict.Feasible => "FEASIBLE",
                Verdict.Infeasible => "UNSAT",
                _ => "UNKNOWN",
            };
            var score = solution.Scores[0];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{instance.Name},{status},{(found ? score.Value : "")},{(solution.Verdict is Verdict.Infeasible ? "" : score.Bound)},{seconds:F2}"));
            if (found && options.Text("out", "") is { Length: > 0 } folder) Write(Path.Combine(folder, instance.Name + ".csv"), problem, solution.Timetable);
        }

        return 0;
    }

    private static void Write(string path, TimetableProblem problem, Timetable timetable)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var meetings = problem.Demands.Select((d, i) => (d.Id, i)).ToDictionary(x => x.Id, x => x.i + 1);
        var tables = problem.Tables.Select((t, i) => (t.Id, i)).ToDictionary(x => x.Id, x => x.i + 1);
        File.WriteAllLines(path, ["meeting,slot,table", .. timetable.Placings.Select(p => string.Create(CultureInfo.InvariantCulture, $"{meetings[p.Demand]},{p.Slot + 1},{tables[p.Table]}"))]);
    }
}
