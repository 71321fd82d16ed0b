using System.Diagnostics;
using System.Globalization;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Benchmarks.Timetables;

/// <summary>
/// room [--size 80|300|1000|3000] [--meetings N] [--plan-seconds S] [--seed n]: at a made-up fair with a timetable, how long it takes to say why
/// its waiting meetings have no place, all at once, and for each of the first N what would give it one. Target: five seconds for one.
/// </summary>
internal static class Room
{
    private const double Target = 5;

    public static int Run(string[] args)
    {
        var options = new Options(args);
        var problem = SyntheticFair.Of(options.Number("size", 1_000), options.Number("seed", 1));
        var timetable = Scheduler.Solve(problem, new() { Time = TimeSpan.FromSeconds(options.Number("plan-seconds", 10)) }).Timetable;
        var watch = Stopwatch.StartNew();
        var reasons = WhyNot.All(problem, timetable);
        var why = watch.Elapsed.TotalSeconds;
        Console.WriteLine("meeting,seconds,remedies,cheapest,moved,dropped,people");
        var times = new List<double>();
        foreach (var demand in reasons.Keys.Take(options.Number("meetings", 20)))
        {
            watch.Restart();
            var found = WhyNot.Remedies(problem, timetable, demand);
            times.Add(watch.Elapsed.TotalSeconds);
            var cheapest = found.Count > 0 ? found[0] : null;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Count},{times[^1]:F2},{found.Count},{cheapest?.GetType().Name},{cheapest?.Cost.Moved},{cheapest?.Cost.Dropped},{cheapest?.Cost.PeopleTouched}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# {reasons.Count} waiting, why for all of them {why:F2} s; what would make room for one: median {times.Order().ElementAt(times.Count / 2):F2} s, longest {times.Max():F2} s of {Target:F0}"));
        return times.Max() <= Target ? 0 : 1;
    }
}
