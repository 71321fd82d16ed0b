using System.Diagnostics;
using System.Globalization;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Benchmarks.Timetables;

/// <summary>
/// latetrain [--size 300|1000|3000] [--scenarios N] [--plan-seconds S] [--seed n]: at a made-up fair with a published timetable
/// four investors (six of 3,000 people) lose the first six slots. Prints each proposal "fewest drops" as first told and as refined,
/// with what is proven unavoidable.
/// </summary>
internal static class LateTrain
{
    public static int Run(string[] args)
    {
        var options = new Options(args);
        var people = options.Number("size", 1_000);
        var problem = SyntheticFair.Of(people, options.Number("seed", 1));
        var published = Scheduler.Solve(problem, new() { Time = TimeSpan.FromSeconds(options.Number("plan-seconds", 10)) }).Timetable;
        Console.WriteLine("scenario,hit,first_s,first_points,first_moved,first_people,refined_s,refined_points,refined_moved,refined_people,refined_dropped,least_points,least_moved,least_people");
        var (scenarios, random) = (options.Number("scenarios", 20), new Random(options.Number("seed", 1)));
        var (minimal, firstGap, lastGap, firstTimes) = (0, new List<int>(), new List<int>(), new List<double>());
        for (var scenario = 0; scenario < scenarios; scenario++)
        {
            var late = Enumerable.Range(0, people * 2 / 5).OrderBy(_ => random.Next()).Take(people > 1_000 ? 6 : 4).Select(p => problem.People[p].Id).ToHashSet();
            var news = problem with { People = [.. problem.People.Select(p => late.Contains(p.Id) ? p with { Free = p.Free - SlotSet.First(6) } : p)] };
            var hit = published.Placings.Count(p => p.Slot < 6 && p.People.Any(late.Contains));
            var watch = Stopwatch.StartNew();
            var told = new List<(double Seconds, Proposal Proposal)>();
            Replanner.Propose(new(news, published, 0, new HashSet<Guid>()), new() { Time = TimeSpan.FromSeconds(5) }, new Teller(p => told.Add((watch.Elapsed.TotalSeconds, p[0]))));
            var ((firstSeconds, first), (lastSeconds, last)) = (told[0], told[^1]);
            if (last.Counts.PointsDropped == last.Least.PointsDropped) minimal++;
            firstGap.Add(first.Counts.Moved - first.Least.Moved);
            lastGap.Add(last.Counts.Moved - last.Least.Moved);
            firstTimes.Add(firstSeconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{scenario},{hit},{firstSeconds:F2},{first.Counts.PointsDropped},{first.Counts.Moved},{first.Counts.PeopleTouched},{lastSeconds:F2},{last.Counts.PointsDropped},{last.Counts.Moved},{last.Counts.PeopleTouched},{last.Counts.Dropped},{last.Least.PointsDropped},{last.Least.Moved},{last.Least.PeopleTouched}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"# points dropped = proven minimum in {minimal} of {scenarios}; moved above the bound, median: {Median(firstGap)} at the first proposal (median {Median(firstTimes):F2} s, longest {firstTimes.Max():F2} s), {Median(lastGap)} refined"));
        return 0;
    }

    private static T Median<T>(List<T> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Teller(Action<IReadOnlyList<Proposal>> told) : IProgress<IReadOnlyList<Proposal>>
    {
        public void Report(IReadOnlyList<Proposal> value) => told(value);
    }
}
