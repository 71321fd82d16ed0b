using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>The working timetable put back to what a release said. Nobody is told: what people have is the release that holds, until another is published.</summary>
public sealed partial class ScheduleDesk
{
    /// <summary>Every meeting at its place of then with its people, and those that had none off the timetable; what cannot go back is left as it is and named.</summary>
    public async Task<Outcome<Arranged>> ReturnAsync(Actor actor, string fair, Guid releaseId, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
        if (await ReleaseQueries.Whole(db).SingleOrDefaultAsync(r => r.Id == releaseId && r.FairId == of.Id, cancel) is not { } release) return Refusal.NotFound;
        if (release.Version != version) return Overtaken(release, version).As<Arranged>();
        var (done, claims) = await ArrangeAsync(db, of, await AsReleasedAsync(db, release, cancel), cancel);
        if (done.Changed == 0) return done;
        return await CommitAsync(db, transaction, new Act(actor, "schedule.returned", Now, ScheduleReturnQueries.NameOf(of, release.Number)), done, cancel, claims);
    }

    private static async Task<IReadOnlyList<Arrangement>> AsReleasedAsync(FairDbContext db, ScheduleRelease release, CancellationToken cancel)
    {
        var survivor = await ReleaseQueries.SurvivorAsync(db, cancel);
        var stands = release.Meetings.Where(m => !m.IsCancelled).ToDictionary(m => m.MeetingId);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.FairId == release.FairId).OrderBy(m => m.Number).Select(m => new { m.Id, m.Version, IsPlaced = m.FirstSlotId != null }).ToListAsync(cancel);
        return
        [
            .. from meeting in meetings
               let then = stands.GetValueOrDefault(meeting.Id)
               where then is not null || meeting.IsPlaced
               select then is null ? new Arrangement(meeting.Id, [], meeting.Version, null, [], [], [])
                   : new Arrangement(meeting.Id, [], meeting.Version, then.Place, Team(then, Side.Guest, false), Team(then, Side.Host, false), [.. Team(then, Side.Guest, true), .. Team(then, Side.Host, true)]),
        ];

        List<Guid> Team(ReleasedMeeting meeting, Side side, bool interprets) => [.. meeting.Seated.Where(p => p.Side == side && p.Interprets == interprets).Select(p => survivor(p.PersonId)).Distinct()];
    }
}
