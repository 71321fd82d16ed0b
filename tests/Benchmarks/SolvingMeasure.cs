using System.Diagnostics;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Spreadsheets;
using InvestmentFair.Today;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestmentFair.Benchmarks;

/// <summary>
/// A timetable of 1,600 meetings is looked for, two servers wanting to, while ten people read what the pages of the console are drawn
/// from, one after the other. Never more than one search at a time; each read to be under 300 ms for 95 of 100.
/// </summary>
internal static class SolvingMeasure
{
    private const double Target = 300;
    private const int Readers = 10;
    private const int Servers = 2;
    private const int Searches = 3;
    private const int Seconds = 15;

    // Who reads a page looks at it before the next.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync()
    {
        var targets = new Targets();
        var actor = new Actor(Guid.CreateVersion7(), "benchmark", Role.Organizer);
        var clock = new FairClock(TimeProvider.System);
        foreach (var (name, crowd) in await Crowd.OnBothAsync())
        {
            await using (crowd)
            {
                await CrowdedBoard.AddAsync(crowd.Contexts, crowd.Person);
                var pages = Pages(crowd.Contexts, clock, actor);
                Console.WriteLine($"{name}, {CrowdedBoard.Placed + CrowdedBoard.Waiting} meetings, {Readers} readers, {Servers} servers, {Searches} searches of {Seconds} s");
                // Each page once before, and then beside nothing, for what the search takes from it.
                await ReadAsync(pages, 0, CancellationToken.None, once: true);
                Say(new Targets(), name, "beside nothing", await ReadersAsync(pages, TimeSpan.FromSeconds(Seconds)));

                var runs = new RunDesk(crowd.Contexts, clock, NullLogger<RunDesk>.Instance);
                for (var i = 0; i < Searches; i++)
                    if ((await runs.AskAsync(actor, CrowdedBoard.Fair, new RunForm { Kind = RunKind.All, LimitSeconds = Seconds }, CancellationToken.None)) is { Refused: true } refused) throw new InvalidOperationException(refused.Text);
                using var done = new CancellationTokenSource();
                var (watching, working) = (MostRunningAsync(crowd.Contexts, done.Token), Task.WhenAll(Enumerable.Range(0, Servers).Select(_ => Task.Run(() => ServeAsync(crowd.Contexts, clock)))));
                Say(targets, name, "beside a search", await ReadersAsync(pages, TimeSpan.FromSeconds(Seconds * Searches)));
                await working;
                await done.CancelAsync();
                var most = await watching;
                await using var db = crowd.Contexts.CreateDbContext();
                var found = await db.Runs.Where(r => r.State == RunState.Done).Select(r => r.Placed).ToListAsync();
                Console.WriteLine($"  {most} at once at most, {found.Count} of {Searches} ended, placed {string.Join(", ", found)}");
                targets.Hold($"solving, {name}: one search at a time, and each of {Searches} ended", most == 1 && found.Count == Searches);
            }
        }

        return targets.End();
    }

    private static (string Name, Func<Task> Read)[] Pages(FairContexts contexts, FairClock clock, Actor actor)
    {
        var (board, schedule, today) = (new BoardQueries(contexts, clock), new ScheduleQueries(contexts, clock), new TodayQueries(contexts, clock));
        Task List<TRow>(ListOf<TRow> list) where TRow : class => list.LoadAsync(actor, CrowdedBoard.Fair, new ListState(), CancellationToken.None);
        return
        [
            ("today", () => today.TodayAsync(actor, CrowdedBoard.Fair, CancellationToken.None)),
            ("guests", () => List(new GuestList(contexts))),
            ("requests", () => List(new RequestList(contexts, clock))),
            ("meetings", () => List(new MeetingList(contexts))),
            ("searches", () => List(new RunList(contexts))),
            ("board", () => board.BoardAsync(actor, CrowdedBoard.Fair, CancellationToken.None)),
            ("search on the board", () => schedule.OnBoardAsync(actor, CrowdedBoard.Fair, CancellationToken.None)),
        ];
    }

    // As the job of a server does it, until nothing waits any more.
    private static async Task ServeAsync(FairContexts contexts, FairClock clock)
    {
        var runs = new RunDesk(contexts, clock, NullLogger<RunDesk>.Instance);
        for (var ended = 0; ended < 3; await Task.Delay(TimeSpan.FromSeconds(1)))
            ended = await runs.WorkAsync(Actor.Job, CancellationToken.None) || await LiveAsync(contexts) > 0 ? 0 : ended + 1;
    }

    private static async Task<int> LiveAsync(FairContexts contexts)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Runs.CountAsync(r => r.State == RunState.Queued || r.State == RunState.Running);
    }

    private static async Task<int> MostRunningAsync(FairContexts contexts, CancellationToken done)
    {
        var most = 0;
        while (!done.IsCancellationRequested)
        {
            await using var db = contexts.CreateDbContext();
            most = Math.Max(most, await db.Runs.CountAsync(r => r.State == RunState.Running, CancellationToken.None));
            await Task.Delay(100, CancellationToken.None);
        }

        return most;
    }

    private static async Task<ILookup<string, double>> ReadersAsync((string Name, Func<Task> Read)[] pages, TimeSpan time)
    {
        using var end = new CancellationTokenSource(time);
        var read = await Task.WhenAll(Enumerable.Range(0, Readers).Select(i => Task.Run(() => ReadAsync(pages, i, end.Token))));
        return read.SelectMany(r => r).ToLookup(r => r.Name, r => r.Milliseconds);
    }

    private static async Task<List<(string Name, double Milliseconds)>> ReadAsync((string Name, Func<Task> Read)[] pages, int first, CancellationToken end, bool once = false)
    {
        var times = new List<(string, double)>();
        for (var i = first; !end.IsCancellationRequested && !(once && i == pages.Length); i++)
        {
            var (name, read) = pages[i % pages.Length];
            var watch = Stopwatch.GetTimestamp();
            await read();
            times.Add((name, Stopwatch.GetElapsedTime(watch).TotalMilliseconds));
            if (!once) await Task.Delay(Look, CancellationToken.None);
        }

        return times;
    }

    private static void Say(Targets targets, string name, string when, ILookup<string, double> read)
    {
        Console.WriteLine($"  {when}");
        foreach (var page in read.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            double[] times = [.. page.Order()];
            Console.WriteLine($"    {page.Key,-24} {times.Text()}{targets.Under($"solving, {name}, {when}, {page.Key}, p95", times.At(0.95), Target)}");
        }
    }
}
