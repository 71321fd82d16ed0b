using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>What came of a meeting: recorded, corrected, taken back.</summary>
public sealed partial class MeetingDesk
{
    public async Task<Outcome> ConcludeAsync(Actor actor, string fair, Guid id, OutcomeForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        var concluded = meeting.Record(form, Now);
        return concluded.Refused ? concluded : await CommitAsync(db, transaction, new Act(actor, "meeting.concluded", Now), id, cancel);
    }

    /// <summary>What was recorded gives way to what is right; it stays in the history, with who, when and why.</summary>
    public async Task<Outcome> CorrectAsync(Actor actor, string fair, Guid id, OutcomeForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        if (form.Reason is not { } reason || string.IsNullOrWhiteSpace(reason)) return Outcome.Wrong([new FieldProblem(nameof(OutcomeForm.Reason), MeetingRefusals.WhyCorrected.Zh, MeetingRefusals.WhyCorrected.En)]);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        if (meeting.Standing is not { } standing) return MeetingRefusals.NoOutcome;
        if (standing.Version != form.Version)
        {
            var theirs = OutcomeForm.Of(standing);
            // Why it is corrected is nothing on which two can differ.
            theirs.Reason = reason;
            return new Outcome { Clash = new Clash(standing.Id, form, theirs) };
        }

        var corrected = meeting.Correct(form, await FollowedByAsync(db, id, cancel), Now);
        return corrected.Refused ? corrected
            : await CommitAsync(db, transaction, new Act(actor, "meeting.outcome-corrected", Now) { Why = new Why(standing.Id, reason.Trim()) }, id, cancel);
    }

    /// <summary>An outcome recorded by mistake is taken back while no deal was made of it; the version is that of the outcome.</summary>
    public async Task<Outcome> TakeBackAsync(Actor actor, string fair, Guid id, int version, string reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        if (meeting.Outcome is not { } outcome) return MeetingRefusals.NoOutcome;
        var deal = await FollowedByAsync(db, id, cancel);
        if (deal is null && outcome.Version != version) return Overtaken(outcome, version);
        var back = meeting.TakeBack(reason, deal);
        if (back.Refused) return back;
        var done = await CommitAsync(db, transaction, new Act(actor, "meeting.outcome-taken-back", Now) { Why = new Why(outcome.Id, reason.Trim()) }, id, cancel);
        return done.Refusal == Violations.Overtaken ? Overtaken(outcome, version) : done;
    }

    // Where deals were merged it is the one that stays which everybody sees and corrects.
    private static async Task<FollowedBy?> FollowedByAsync(FairDbContext db, Guid meetingId, CancellationToken cancel)
    {
        var deal = await db.Deals.IgnoreQueryFilters().Where(d => d.OriginMeetingId == meetingId).Select(d => new { d.Id, d.SurvivorId, d.Survivor.Number, d.OpenedOn, Totals = d.Survivor.Totals.ToList() }).SingleOrDefaultAsync(cancel);
        if (deal is null) return null;
        var signings = await db.Signings.AsNoTracking().Where(s => s.SubjectId == deal.Id || s.SubjectId == deal.SurvivorId).ToListAsync(cancel);
        // A deal that stays after a merge may have begun later: then what it began with.
        var total = new AsOf(deal.OpenedOn).InForce(deal.Totals) ?? AsOf.Latest.Standing(deal.Totals).First();
        // An intent is not counted as signed.
        return new FollowedBy(deal.Number, deal.OpenedOn, total.Total.Money, [.. AsOf.Latest.Standing(signings).Where(s => s.IsBinding).Select(s => s.Contracted.Money)]);
    }
}
