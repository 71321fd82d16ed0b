using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Meetings;

/// <summary>
/// The search itself. One is looked for at a time, whatever number of servers there are: the database keeps one running row. Who searches
/// holds a lease; who has lost it, to a pause longer than the lease or to a clock, writes nothing any more.
/// </summary>
public sealed partial class RunDesk
{
    private const int MostTries = 20;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    // Whoever replans stands and waits, and it is over in some seconds.
    private static readonly TimeSpan QuickBeat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks for the timetable that has waited longest, to its end.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public async Task<bool> WorkAsync(Actor actor, CancellationToken stopping)
    {
        actor.Must(Permission.ManageMeetings);
        await using (var db = Open())
        {
            var live = await db.Runs.AsNoTracking().Where(r => r.State == RunState.Queued || r.State == RunState.Running).Select(r => new { r.Id, r.State }).ToListAsync(stopping);
            if (live.Count == 0) return false;
            foreach (var run in live.Where(r => r.State is RunState.Running))
                if (!await LoseAsync(actor, run.Id, stopping))
                    return false;
        }

        var owner = Guid.NewGuid();
        if (await StartAsync(actor, owner, stopping) is not { } started) return false;
        if (started.State is RunState.Running) await SearchAsync(actor, owner, started, stopping);
        return true;
    }

    /// <summary>False while somebody searches; else their run waits again, or is given up.</summary>
    private async Task<bool> LoseAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var db = Open();
        if (await IsHeldAsync()) return false;
        await using var transaction = await db.BeginAsync(cancel);
        var now = SystemNow;
        await db.RunLeases.Where(l => l.RunId == id && l.Until < now).ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, Guid.Empty), cancel);
        if (await IsHeldAsync()) return false;
        if (await db.Runs.SingleAsync(r => r.Id == id, cancel) is not { State: RunState.Running } run) return true;
        run.Lose(Now);
        if (!run.IsLive) await db.RunLeases.Where(l => l.RunId == id).ExecuteDeleteAsync(cancel);
        var act = run.IsLive ? new Act(actor, "run.requeued", Now, run.Number) : new Act(actor, "run.failed", Now, run.Number);
        if ((await CommitAsync(db, transaction, act, id, cancel)).Refused) return false;
        log.LogWarning("The server that looked for timetable {Run} is gone; {State} at attempt {Attempt}", run.Number, run.State, run.Attempts);
        return true;

        Task<bool> IsHeldAsync()
        {
            var at = SystemNow;
            return db.RunLeases.AnyAsync(l => l.RunId == id && l.Until >= at, cancel);
        }
    }

    /// <summary>The one that waited longest, a replan before all others, begun, or ended where its fair was archived meanwhile; none where somebody else was quicker.</summary>
    internal async Task<ScheduleRun?> StartAsync(Actor actor, Guid owner, CancellationToken cancel)
    {
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        var run = await db.Runs.Include(r => r.Fair).Where(r => r.State == RunState.Queued).OrderBy(r => r.Kind != RunKind.Replan).ThenBy(r => r.QueuedAt).ThenBy(r => r.Id).FirstOrDefaultAsync(cancel);
        if (run is null) return null;
        var act = new Act(actor, "run.started", Now, run.Number);
        if (run.Fair.IsArchived)
        {
            run.Stop(Now);
            act = new Act(actor, "run.stopped", Now, run.Number);
        }
        else
        {
            run.Start(Now);
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO "RunLeases" ("RunId", "Owner", "Until") VALUES ({run.Id}, {owner}, {SystemNow + Lease})
                ON CONFLICT ("RunId") DO UPDATE SET "Owner" = excluded."Owner", "Until" = excluded."Until", "Progress" = NULL
                """, cancel);
        }

        return (await CommitAsync(db, transaction, act, run.Id, cancel)).Refused ? null : run;
    }

    private async Task SearchAsync(Actor actor, Guid owner, ScheduleRun run, CancellationToken stopping)
    {
        try
        {
            var search = await OpenAsync(run, stopping);
            using var end = new CancellationTokenSource();
            var finding = Task.Factory.StartNew(() => search.Find(end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Watched watched;
            try
            {
                watched = await WatchAsync(owner, run, search, finding, end, stopping);
            }
            finally
            {
                await end.CancelAsync();
            }

            var result = await finding;
            if (watched is Watched.Lost) log.LogWarning("Somebody else looks for timetable {Run} by now; what was found here is not written", run.Number);
            else if (watched is Watched.GivesWay || stopping.IsCancellationRequested) await RequeueAsync(actor, owner, run.Id, search.Best);
            else await FinishAsync(actor, owner, run.Id, result);
        }
        catch (Exception fault) when (stopping.IsCancellationRequested)
        {
            log.LogInformation(fault, "The search for timetable {Run} was broken off", run.Number);
            await RequeueAsync(actor, owner, run.Id, null);
        }
        catch (Exception fault) when (fault.IsOfDatabase())
        {
            // It says nothing against the search: the lease runs out, and it is looked for again.
            log.LogError(fault, "The search for timetable {Run} could not be read or written", run.Number);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The search for timetable {Run} failed", run.Number);
            await FailAsync(actor, owner, run.Id, fault is ImpossibleException impossible ? impossible.Refusal : RunRefusals.Broken);
        }
    }

    private async Task<IRunSearch> OpenAsync(ScheduleRun run, CancellationToken cancel)
    {
        await using var db = Open();
        var facts = await ScheduleFactsQueries.ReadAsync(db, run.Fair, Now, cancel);
        if (RunRefusals.Of(facts, run.Kind, Now) is { } refusal) throw new ImpossibleException(refusal);
        var limits = new SearchLimits { Time = TimeSpan.FromSeconds(run.LimitSeconds), Seed = run.Seed, Workers = run.Workers };
        if (run.Kind is RunKind.Replan) return new ReplanSearch(facts, await ScheduleFactsQueries.ReplanAsync(db, run.Fair, Now, cancel), limits);
        var before = await db.RunLeases.AsNoTracking().SingleOrDefaultAsync(l => l.RunId == run.Id, cancel);
        return new RunSearch(facts, run.Kind, limits, before?.ReadBest());
    }

    private enum Watched
    {
        Ended,
        /// <summary>The lease is another's by now.</summary>
        Lost,
        /// <summary>Somebody replans, who stands and waits.</summary>
        GivesWay,
    }

    /// <summary>Until it is found, told to stop, gives way, or the server closes: the lease, how far it has come, and the best of it.</summary>
    private async Task<Watched> WatchAsync(Guid owner, ScheduleRun run, IRunSearch search, Task finding, CancellationTokenSource end, CancellationToken stopping)
    {
        var (id, pause) = (run.Id, run.Kind is RunKind.Replan ? QuickBeat : Beat);
        BestSoFar? kept = null;
        for (var beat = 0; ; beat++)
        {
            if (await Task.WhenAny(finding, Task.Delay(pause, stopping)) == finding || stopping.IsCancellationRequested) return Watched.Ended;
            try
            {
                await using var db = Open();
                // Some hundred kilobytes at a large fair: every second beat is enough.
                if (beat % 2 == 1 && search.Best is { } best && !ReferenceEquals(best, kept) && (kept is null || kept.Instance != best.Instance || best.Found.IsBetterThan(kept.Found)))
                {
                    var written = Kept.Write(best);
                    await Mine(db).ExecuteUpdateAsync(set => set.SetProperty(l => l.Best, written), stopping);
                    kept = best;
                }

                var (progress, until) = (search.Progress is { } now ? Kept.Write(now) : null, SystemNow + Lease);
                if (await Mine(db).ExecuteUpdateAsync(set => set.SetProperty(l => l.Until, until).SetProperty(l => l.Progress, progress), stopping) == 0) return Watched.Lost;
                if (await db.Runs.AnyAsync(r => r.Id == id && r.StopAskedAt != null, stopping)) await end.CancelAsync();
                else if (run.Kind is not RunKind.Replan && await db.Runs.AnyAsync(r => r.State == RunState.Queued && r.Kind == RunKind.Replan, stopping)) return Watched.GivesWay;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return Watched.Ended;
            }
            catch (Exception fault) when (fault.IsOfDatabase())
            {
                // The lease outlasts many beats.
                log.LogWarning(fault, "The lease of a search was not renewed this time");
            }
        }

        IQueryable<RunLease> Mine(FairDbContext db) => db.RunLeases.Where(l => l.RunId == id && l.Owner == owner);
    }

    private Task FinishAsync(Actor actor, Guid owner, Guid id, RunResult result) => EndAsync(owner, id, (db, run) =>
    {
        run.Finish(result, Now);
        db.AddRange(ScheduleProposal.Of(id, result));
        return new Act(actor, "run.finished", Now, run.Number);
    });

    private Task FailAsync(Actor actor, Guid owner, Guid id, Refusal why) => EndAsync(owner, id, (_, run) =>
    {
        run.Fail(why.Code, Now);
        return new Act(actor, "run.failed", Now, run.Number);
    });

    private Task RequeueAsync(Actor actor, Guid owner, Guid id, BestSoFar? best) => EndAsync(owner, id, (_, run) =>
    {
        run.Requeue();
        return new Act(actor, "run.requeued", Now, run.Number);
    }, lease => best is null ? lease.ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, Guid.Empty)) : LeaveAsync(lease, Kept.Write(best)));

    private static Task<int> LeaveAsync(IQueryable<RunLease> lease, string best) => lease.ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, Guid.Empty).SetProperty(l => l.Best, best));

    /// <summary>Written whole by whoever holds the lease, and by nobody else; a stop that is asked for in this instant is read again.</summary>
    private async Task EndAsync(Guid owner, Guid id, Func<FairDbContext, ScheduleRun, Act> end, Func<IQueryable<RunLease>, Task<int>>? leave = null)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await TryEndAsync(owner, id, end, leave) is not { Refused: true } refused) return;
                if (tries == MostTries) throw new InvalidOperationException($"The end of run {id} could not be written: {refused.Text}");
            }
            catch (Exception fault) when (tries < MostTries && fault.IsOfDatabase())
            {
                log.LogWarning(fault, "The end of a search could not be written yet");
            }

            await Task.Delay(BetweenTries);
        }
    }

    private async Task<Outcome> TryEndAsync(Guid owner, Guid id, Func<FairDbContext, ScheduleRun, Act> end, Func<IQueryable<RunLease>, Task<int>>? leave)
    {
        await using var db = Open();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var mine = db.RunLeases.Where(l => l.RunId == id && l.Owner == owner);
        if (await (leave is null ? mine.ExecuteDeleteAsync() : leave(mine)) == 0) return Outcome.Done;
        return await CommitAsync(db, transaction, end(db, await db.Runs.SingleAsync(r => r.Id == id)), id, CancellationToken.None);
    }

    /// <summary>The fair has become one that no timetable can be looked for since it was asked for.</summary>
    private sealed class ImpossibleException(Refusal refusal) : Exception(refusal.En)
    {
        public Refusal Refusal => refusal;
    }
}
