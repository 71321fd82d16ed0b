using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>
/// One meeting of the release that holds is withheld for the time being, or told again: its people are told, and of everything else
/// nothing changes for anybody.
/// </summary>
public sealed partial class ReleaseDesk
{
    public Task<Outcome> HideAsync(Actor actor, string fair, Guid releasedMeetingId, int version, string reason, CancellationToken cancel)
    {
        actor.Must(Permission.PublishTimetable);
        return DoAsync(actor, "release.hidden", releasedMeetingId, (db, id) => FindAsync(db, fair, id, cancel), (db, meeting) => WithholdAsync(db, meeting, isHidden: true, cancel), cancel, version, reason);
    }

    public Task<Outcome> ShowAsync(Actor actor, string fair, Guid releasedMeetingId, int version, string reason, CancellationToken cancel)
    {
        actor.Must(Permission.PublishTimetable);
        return DoAsync(actor, "release.shown", releasedMeetingId, (db, id) => FindAsync(db, fair, id, cancel), (db, meeting) => WithholdAsync(db, meeting, isHidden: false, cancel), cancel, version, reason);
    }

    private static Task<ReleasedMeeting?> FindAsync(FairDbContext db, string fair, Guid id, CancellationToken cancel) =>
        db.ReleasedMeetings.Include(m => m.Release.Fair).SingleOrDefaultAsync(m => m.Id == id && m.Release.Fair.Code == fair, cancel);

    private static async Task<Outcome> WithholdAsync(FairDbContext db, ReleasedMeeting meeting, bool isHidden, CancellationToken cancel)
    {
        if (!meeting.Release.IsCurrent) return ReleaseRefusals.NotCurrent;
        var holds = await ReleaseQueries.Whole(db).SingleAsync(r => r.Id == meeting.ReleaseId, cancel);
        var withheld = meeting.Withhold(isHidden);
        if (withheld.Refused) return withheld;
        // Whoever is about to publish has not seen this, and neither has whoever withholds another.
        db.Entry(meeting.Release).Property(r => r.Version).IsModified = true;
        await TellAsync(db, meeting, holds, cancel);
        return Outcome.Done;
    }

    // Who was not told of this release yet is told of it as it is now, in the notice that is open; all others get one.
    private static async Task TellAsync(FairDbContext db, ReleasedMeeting meeting, ScheduleRelease holds, CancellationToken cancel)
    {
        var survivor = await ReleaseQueries.SurvivorAsync(db, cancel);
        List<ReleasedMeeting> now = [.. holds.Meetings.Select(m => m.Id == meeting.Id ? m.AsTold(meeting.IsHidden) : m)];
        var due = await ReleaseQueries.DueAsync(db, meeting.Release.Fair, holds, now, ReleaseChanges.Between(holds.Meetings, now, survivor), survivor, cancel);
        var waiting = due.SelectMany(d => d.Replaces).ToList();
        var open = await db.Notices.Where(n => waiting.Contains(n.Id)).ToDictionaryAsync(n => n.Id, cancel);
        foreach (var one in due)
        {
            var stands = one.Replaces.Select(id => open[id]).FirstOrDefault(n => n.ReleaseId == holds.Id);
            foreach (var other in one.Replaces.Select(id => open[id]).Where(n => n != stands)) other.Replace();
            if (stands is not null) stands.Reword(one);
            else if (one.IsGiven) db.Add(Notice.Of(holds, one));
        }
    }
}
