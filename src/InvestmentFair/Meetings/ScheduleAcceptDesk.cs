using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed partial class ScheduleDesk
{
    /// <summary>
    /// What a search found becomes the timetable, as far as it still can: what was changed since, or meets a meeting that stays, is left
    /// as it is and named.
    /// </summary>
    public async Task<Outcome<Arranged>> AcceptAsync(Actor actor, string fair, Guid runId, int version, int ordinal, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FoundAsync(db, fair, runId, ordinal, cancel) is not ({ } run, { } proposal)) return Refusal.NotFound;
        if (run.Version != version) return Overtaken(run, version).As<Arranged>();
        var accepted = run.Accept(ordinal, actor, Now);
        if (accepted.Refused) return accepted.As<Arranged>();
        var (done, claims) = await ArrangeAsync(db, run.Fair, proposal.ReadArrangements(), cancel);
        if (done.Changed == 0) return RunRefusals.ChangesNothing;
        var saved = await CommitAsync(db, transaction, new Act(actor, "run.accepted", Now, run.Number), done, cancel, claims);
        // Both had looked before either had written.
        return saved.Refusal == Violations.Overtaken ? Overtaken(run, version).As<Arranged>() : saved;
    }

    /// <summary>What would become of it if it were accepted now; nothing is kept.</summary>
    public async Task<Arranged?> TryAsync(Actor actor, string fair, Guid runId, int ordinal, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        // Numbers are drawn for what would be booked: they go back with the transaction.
        await using var transaction = await db.BeginAsync(cancel);
        return await FoundAsync(db, fair, runId, ordinal, cancel) is ({ } run, { } proposal) ? (await ArrangeAsync(db, run.Fair, proposal.ReadArrangements(), cancel)).Done : null;
    }

    private static async Task<(ScheduleRun? Run, ScheduleProposal? Proposal)> FoundAsync(FairDbContext db, string fair, Guid runId, int ordinal, CancellationToken cancel) =>
        (await db.Runs.Include(r => r.Fair).SingleOrDefaultAsync(r => r.Id == runId && r.Fair.Code == fair, cancel),
            await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.RunId == runId && p.Ordinal == ordinal, cancel));
}
