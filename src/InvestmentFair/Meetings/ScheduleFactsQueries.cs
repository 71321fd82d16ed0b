using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>What a timetable depends on, read from the records.</summary>
internal static class ScheduleFactsQueries
{
    /// <param name="db">The database.</param>
    /// <param name="fair">The fair.</param>
    /// <param name="now">Wishes expire, and what has begun stays.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="near">Only the meetings and wishes that have to do with one card; none reads all of them.</param>
    public static async Task<FairFacts> ReadAsync(FairDbContext db, Fair fair, DateTime now, CancellationToken cancel, NearCard? near = null)
    {
        var entries = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        var guests = await db.Guests.AsNoTracking().Where(g => g.FairId == fair.Id && (g.Attendance == Attendance.Declined || g.Part == GuestPart.Leader))
            .Select(g => new { g.PersonId, g.Attendance, g.Part }).ToListAsync(cancel);
        var merged = await JointWishQueries.MergedAsync(db, cancel);
        Guid Survivor(Guid id) => merged.GetValueOrDefault(id, id);
        var meetings = await Near(db.Meetings.AsNoTracking().Include(m => m.Attendees).Where(m => m.FairId == fair.Id && m.State != MeetingState.Cancelled), near).OrderBy(m => m.Number).ToListAsync(cancel);
        var served = meetings.Select(m => m.RequestId).ToList();
        var requests = await JointWishQueries.Whole(db).AsNoTracking().Where(r => r.FairId == fair.Id && r.State != RequestState.Withdrawn
            && (near == null || near.Wishes.Contains(r.Id) || (r.State == RequestState.Placed && served.Contains(r.WithId ?? r.Id)))).ToListAsync(cancel);
        var asked = requests.Where(r => r.Priority is not Wish.No).ToList();
        return new FairFacts(fair.TimeZone,
            await db.Slots.AsNoTracking().Where(s => s.FairId == fair.Id).OrderBy(s => s.StartsAt).ToListAsync(cancel),
            await db.Halls.AsNoTracking().Include(h => h.Tables).Where(h => h.FairId == fair.Id).OrderBy(h => h.Code).ToListAsync(cancel),
            ScheduleRules.Of(entries, fair.Id, new AsOf(FairTime.DayOf(now))))
        {
            Now = now,
            Meals = await db.Agenda.AsNoTracking().Where(a => a.FairId == fair.Id && a.Kind == AgendaKind.Meal).OrderBy(a => a.StartsAt).ToListAsync(cancel),
            Meetings = meetings,
            Taken = (await db.Claims.AsNoTracking().Where(c => c.FairId == fair.Id && c.Kind == ClaimKind.Table).Select(c => new { c.MeetingId, c.SlotId }).ToListAsync(cancel)).ToLookup(c => c.MeetingId, c => c.SlotId),
            Served = asked.Where(r => r.State is RequestState.Placed).GroupBy(r => r.WithId ?? r.Id).ToDictionary(g => g.Key, g => new JointWish(g)),
            Waiting = JointWish.Of(asked.Where(r => r.IsLive(now)), Survivor),
            Expired = JointWish.Of(asked.Where(r => r.State is RequestState.Open && !r.IsLive(now)), Survivor),
            Refused = requests.Where(r => r.Priority is Wish.No).Select(r => JointWish.PairOf(r, Survivor)).OfType<Pair>().ToHashSet(),
            Merged = merged,
            ProjectTeams = (await db.Set<Projects.ProjectHost>().OrderBy(h => h.Ordinal).Select(h => new { h.ProjectId, h.Host.PersonId }).ToListAsync(cancel)).ToLookup(h => h.ProjectId, h => h.PersonId),
            UnitOf = (await db.OfficesAt(fair.Id).Select(h => new { h.PersonId, h.UnitId }).ToListAsync(cancel))
                .DistinctBy(h => h.PersonId).ToDictionary(h => h.PersonId, h => h.UnitId),
            Declined = guests.Where(g => g.Attendance is Attendance.Declined).Select(g => g.PersonId).ToHashSet(),
            Leaders = guests.Where(g => g.Part is GuestPart.Leader).Select(g => g.PersonId).ToHashSet(),
            Interpreters = await db.Interpreters.AsNoTracking().OrderBy(i => i.Id).ToListAsync(cancel),
            Presence = await db.Availability.AsNoTracking().Where(a => a.FairId == fair.Id && !a.IsVoid).OrderBy(a => a.Id).ToListAsync(cancel),
            // Of a firm that was merged the strictest of what is said of it.
            Bounds = (await db.Limits.AsNoTracking().Where(l => l.FairId == fair.Id).ToListAsync(cancel)).GroupBy(l => Survivor(l.PartyId))
                .ToDictionary(g => g.Key, g => new PartyBounds(g.Max(l => l.Least), g.Min(l => l.Most))),
        };
    }

    /// <summary>What people were told of where they meet, and what on the day stays for it.</summary>
    public static async Task<ReplanFacts> ReplanAsync(FairDbContext db, Fair fair, DateTime now, CancellationToken cancel)
    {
        var entries = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        var told = await db.ReleasedMeetings.Where(m => m.FairId == fair.Id && m.Release.IsCurrent && !m.IsCancelled).Select(m => new { m.MeetingId, m.SlotId, m.Length, m.TableId }).ToListAsync(cancel);
        return new ReplanFacts(told.ToDictionary(m => m.MeetingId, m => new Place(m.SlotId, m.Length, m.TableId)), now,
            TimeSpan.FromMinutes(FairSetting.Number(entries, Setting.FreezeMinutes, fair.Id, new AsOf(FairTime.DayOf(now)))));
    }

    // Who sits in it sits there too, or it counts towards what one of its parties may have.
    private static IQueryable<Meeting> Near(IQueryable<Meeting> meetings, NearCard? near) => near is null ? meetings
        : meetings.Where(m => m.Id == near.Card || m.Attendees.Any(a => near.People.Contains(a.PersonId)) || (m.Investor != null && m.Investor.SurvivorId == near.Investor)
            || m.DelegationId == near.Delegation || m.ProjectId == near.Project || m.PlantId == near.Plant || (near.IsTopic && m.Topic != null));
}

/// <summary>A card of the board: whom it is about, and the wishes it stands for.</summary>
internal sealed record NearCard(Guid Card, IReadOnlyList<Guid> Wishes, IReadOnlyList<Guid> People, Guid Investor, Guid Delegation, Guid Project, Guid Plant, bool IsTopic);
