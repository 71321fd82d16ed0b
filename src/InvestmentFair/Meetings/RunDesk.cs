using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Meetings;

/// <summary>Timetables asked for and looked for: the request waits in the database, and whichever server has time takes it up.</summary>
public sealed partial class RunDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ILogger<RunDesk> log) : Desk(contexts, clock)
{
    public async Task<Outcome<Guid>> AskAsync(Actor actor, string fair, RunForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        await using var db = Open();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
        // Read before the transaction: it is long, and nobody else writes meanwhile.
        if (RunRefusals.Of(await ScheduleFactsQueries.ReadAsync(db, of, Now, cancel), form.Kind!.Value) is { } impossible) return impossible;
        var settings = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        int Number(Setting setting) => FairSetting.Number(settings, setting, of.Id, new AsOf(Today));

        await using var transaction = await db.BeginAsync(cancel);
        // Whoever asks at the same time waits here, and then counts this one.
        var number = await db.NextNumberAsync($"run/{fair}", cancel);
        if (await db.Runs.CountAsync(r => r.FairId == of.Id && r.State == RunState.Queued, cancel) >= ScheduleRun.MostWaiting) return RunRefusals.QueueFull;
        var run = ScheduleRun.Ask(of.Id, $"{fair}-S{number:000}", form.Kind.Value, form.LimitSeconds ?? Number(Setting.SolveSeconds), number, Number(Setting.SolveWorkers), actor, Now);
        db.Add(run);
        return await CommitAsync(db, transaction, new Act(actor, "run.asked", Now, run.Number), run.Id, cancel);
    }

    public Task<Outcome> StopAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return DoAsync(actor, "run.stopped", id, (db, known) => db.Runs.SingleOrDefaultAsync(r => r.Id == known && r.Fair.Code == fair, cancel), async (db, run) =>
        {
            var stopped = run.Stop(Now);
            if (!stopped.Refused && !run.IsLive) await db.RunLeases.Where(l => l.RunId == id).ExecuteDeleteAsync(cancel);
            return stopped;
        }, cancel, version);
    }
}
