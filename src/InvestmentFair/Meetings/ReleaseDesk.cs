using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>The working timetable is published: seen first with all that is different and for whom, then said for good.</summary>
public sealed partial class ReleaseDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public async Task<PublishPreview?> PreviewAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await FairAsync(db, fair, cancel) is not { } of) return null;
        var next = await ReleaseQueries.NextAsync(db, of, cancel);
        return new PublishPreview(next.Number, next.Since?.Called, next.Since?.PublishedAt, of.TimeZone, next.Meetings.Count(m => !m.IsCancelled), await ReleaseQueries.SaidAsync(db, of, next.Changes, cancel, next.Notices), next.Stamp, next.ReturnsTo?.Called)
        {
            Unattended = await db.Unattended(fair).NumberedAsync(cancel),
        };
    }

    /// <summary>Exactly what was seen, with a notice for everybody whom it concerns, or nothing: where the timetable or the release that holds has moved since the preview, it is refused.</summary>
    public async Task<Outcome<Guid>> PublishAsync(Actor actor, string fair, PublishForm form, string stamp, CancellationToken cancel)
    {
        actor.Must(Permission.PublishTimetable);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FairAsync(db, fair, cancel) is not { } of) return Refusal.NotFound;
        var next = await ReleaseQueries.NextAsync(db, of, cancel);
        if (next.Stamp != stamp) return ReleaseRefusals.Moved;
        if (next.Changes.IsEmpty) return ReleaseRefusals.Nothing;

        // At hand, so that none of those that are pointed to is looked up by itself.
        await db.Meetings.Where(m => m.FairId == of.Id).LoadAsync(cancel);
        // The old one first, alone: the database allows one current release of a fair at every moment.
        if (next.Since is not null && await SupersedeAsync(db, actor, next.Since, cancel) is { Refused: true } overtaken) return overtaken.As<Guid>();
        var release = await SayAsync(db, next, form, actor, Now, cancel);
        return await CommitAsync(db, transaction, new Act(actor, "release.published", Now), release.Id, cancel);
    }

    /// <summary>The release with its notices; those that were not given and say too little, or what is so no longer, are given no more.</summary>
    internal static async Task<ScheduleRelease> SayAsync(FairDbContext db, NextRelease next, PublishForm form, Actor actor, DateTime now, CancellationToken cancel)
    {
        var release = ScheduleRelease.Publish(next.Fair.Id, next.Since, form.Name, form.Note, next.Meetings, actor, now, next.ReturnsTo?.Id);
        db.Add(release);
        db.AddRange(next.Notices.Where(n => n.IsGiven).Select(n => Notice.Of(release, n)));
        var replaced = next.Notices.SelectMany(n => n.Replaces).ToList();
        foreach (var notice in await db.Notices.Where(n => replaced.Contains(n.Id)).ToListAsync(cancel)) notice.Replace();
        return release;
    }

    // Whoever looked at the same moment finds it superseded already, and so does whoever had not seen what was withheld meanwhile. The press is that of the publishing, and is kept with it.
    private async Task<Outcome> SupersedeAsync(FairDbContext db, Actor actor, ScheduleRelease since, CancellationToken cancel)
    {
        if (await db.Releases.SingleOrDefaultAsync(r => r.Id == since.Id && r.IsCurrent && r.Version == since.Version, cancel) is not { } holds) return ReleaseRefusals.Moved;
        holds.Retire();
        try
        {
            return await db.SaveAsync(new Act(actor with { Press = null }, "release.superseded", Now), cancel);
        }
        catch (Exception fault) when (Violations.Explain(fault) is { } refusal)
        {
            return refusal == Violations.Overtaken ? ReleaseRefusals.Moved : refusal;
        }
    }

    private static Task<Fair?> FairAsync(FairDbContext db, string fair, CancellationToken cancel) => db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel);
}
