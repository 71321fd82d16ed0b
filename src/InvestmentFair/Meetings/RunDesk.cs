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
        var facts = await ScheduleFactsQueries.ReadAsync(db, of, Now, cancel);
        if (RunRefusals.Of(facts, form.Kind!.Value, Now) is { } impossible) return impossible;

        await using var transaction = await db.BeginAsync(cancel);
        var queued = await QueueAsync(db, of, facts, form.Kind.Value, form.LimitSeconds, actor, Now, cancel);
        if (queued.Value is not { } run) return queued.As<Guid>();
        return await CommitAsync(db, transaction, new Act(actor, "run.asked", Now, run.Number), run.Id, cancel);
    }

    /// <summary>Put at the end of the line, to be saved by whoever asks.</summary>
    internal static async Task<Outcome<ScheduleRun>> QueueAsync(FairDbContext db, Fair fair, FairFacts facts, RunKind kind, int? seconds, Actor actor, DateTime now, CancellationToken cancel)
    {
        var settings = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        int Number(Setting setting) => FairSetting.Number(settings, setting, fair.Id, new AsOf(FairTime.DayOf(now)));

        // Whoever asks at the same time waits here, and then counts this one.
        var number = await db.NextNumberAsync($"run/{fair.Code}", cancel);
        if (await db.Runs.CountAsync(r => r.FairId == fair.Id && r.State == RunState.Queued, cancel) >= ScheduleRun.MostWaiting) return RunRefusals.QueueFull;
        var run = ScheduleRun.Ask(fair.Id, $"{fair.Code}-S{number:000}", kind, seconds ?? Number(kind is RunKind.Replan ? Setting.ReplanSeconds : Setting.SolveSeconds), number, Number(Setting.SolveWorkers), actor, now,
            kind is RunKind.Replan ? ProblemOf.FirstAhead(facts, now)!.Id : null);
        db.Add(run);
        return run;
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
