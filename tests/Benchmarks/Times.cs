using System.Diagnostics;

namespace InvestmentFair.Benchmarks;

/// <summary>How long a thing takes, many times.</summary>
internal static class Times
{
    public static async Task<double[]> OfAsync<T>(IEnumerable<T> inputs, Func<T, Task> run)
    {
        var times = new List<double>();
        foreach (var input in inputs)
        {
            var watch = Stopwatch.GetTimestamp();
            await run(input);
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }

        return [.. times.Order()];
    }

    /// <summary>Milliseconds of the processor for each, on average: what is left of a figure on a machine that others use as well.</summary>
    public static async Task<double> CpuAsync(int runs, Func<Task> run)
    {
        var before = Environment.CpuUsage.TotalTime;
        await run();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / runs;
    }

    public static double At(this double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    public static string Text(this double[] sorted) => $"p50 {sorted.At(0.5):0.00} ms, p95 {sorted.At(0.95):0.00} ms, max {sorted[^1]:0.00} ms (n={sorted.Length})";
}
