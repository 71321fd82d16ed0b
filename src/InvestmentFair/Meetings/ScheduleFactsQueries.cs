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
    public static async Task<FairFacts> ReadAsync(FairDbContext db, Fair fair, DateTime now, CancellationToken cancel)
    {
        var entries = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        var guests = await db.Guests.AsNoTracking().Where(g => g.FairId == fair.Id && (g.Attendance == Attendance.Declined || g.Part == GuestPart.Leader))
            .Select(g => new { g.PersonId, g.Attendance, g.Part }).ToListAsync(cancel);
        var merged = await JointWishQueries.MergedAsync(db, cancel);
        Guid Survivor(Guid id) => merged.GetValueOrDefault(id, id);
        var requests = await JointWishQueries.Whole(db).AsNoTracking().Where(r => r.FairId == fair.Id && r.State != RequestState.Withdrawn).ToListAsync(cancel);
        var asked = requests.Where(r => r.Priority is not Wish.No).ToList();
        return new FairFacts(fair.TimeZone,
            await db.Slots.AsNoTracking().Where(s => s.FairId == fair.Id).OrderBy(s => s.StartsAt).ToListAsync(cancel),
            await db.Halls.AsNoTracking().Include(h => h.Tables).Where(h => h.FairId == fair.Id).OrderBy(h => h.Code).ToListAsync(cancel),
            ScheduleRules.Of(entries, fair.Id, new AsOf(FairTime.DayOf(now))))
        {
            Meals = await db.Agenda.AsNoTracking().Where(a => a.FairId == fair.Id && a.Kind == AgendaKind.Meal).OrderBy(a => a.StartsAt).ToListAsync(cancel),
            Meetings = await db.Meetings.AsNoTracking().Include(m => m.Attendees).Where(m => m.FairId == fair.Id && m.State != MeetingState.Cancelled).OrderBy(m => m.Number).ToListAsync(cancel),
            Taken = (await db.Claims.AsNoTracking().Where(c => c.FairId == fair.Id && c.Kind == ClaimKind.Table).Select(c => new { c.MeetingId, c.SlotId }).ToListAsync(cancel)).ToLookup(c => c.MeetingId, c => c.SlotId),
            Served = asked.Where(r => r.State is RequestState.Placed).GroupBy(r => r.WithId ?? r.Id).ToDictionary(g => g.Key, g => new JointWish(g)),
            Waiting = JointWish.Of(asked.Where(r => r.IsLive(now)), Survivor),
            Expired = JointWish.Of(asked.Where(r => r.State is RequestState.Open && !r.IsLive(now)), Survivor),
            Refused = requests.Where(r => r.Priority is Wish.No).Select(r => JointWish.PairOf(r, Survivor)).OfType<Pair>().ToHashSet(),
            Merged = merged,
            ProjectTeams = (await db.Set<Projects.ProjectHost>().OrderBy(h => h.Ordinal).Select(h => new { h.ProjectId, h.Host.PersonId }).ToListAsync(cancel)).ToLookup(h => h.ProjectId, h => h.PersonId),
            UnitOf = (await db.Hosts.AsNoTracking().OrderBy(h => h.To != null).ThenByDescending(h => h.From).ThenBy(h => h.Id).Select(h => new { h.PersonId, h.UnitId }).ToListAsync(cancel))
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
}
