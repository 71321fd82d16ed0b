using InvestmentFair.Delegations;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

/// <summary>Meetings that are to be held and delegations that are to be led, and those who do not come to them.</summary>
internal static class Absences
{
    extension(FairDbContext db)
    {
        /// <summary>Whoever may sit in a meeting of a fair: its guests, and those who stand for the county or interpret then.</summary>
        public IQueryable<Person> PeopleAt(string fair) => db.People.Where(p => db.Guests.Any(g => g.Fair.Code == fair && g.PersonId == p.Id)
            || db.Fairs.Any(f => f.Code == fair && (db.Hosts.Any(h => h.PersonId == p.Id && (h.To == null || h.To >= f.FirstDay)) || db.Interpreters.Any(i => i.PersonId == p.Id && (i.To == null || i.To >= f.FirstDay)))));

        /// <summary>The guests who lead a delegation: it names them as its head, and they are of it.</summary>
        public IQueryable<Guest> Heads => db.Guests.Where(g => g.Delegation!.HeadGuestId == g.Id);

        /// <summary>The delegations of a fair that need another head: theirs has declined.</summary>
        public IQueryable<Delegation> Headless(string fair) => db.Heads.Where(g => g.Delegation!.Fair.Code == fair && g.Attendance == Attendance.Declined).Select(g => g.Delegation!);

        /// <summary>The open wishes to meet in which this person is of the guest side.</summary>
        public IQueryable<MeetingRequest> WishesOf(Guid fairId, Guid personId) => db.Requests
            .Where(r => r.FairId == fairId && r.State == RequestState.Open && r.People.Any(p => p.PersonId == personId && p.Side == Side.Guest));

        /// <summary>The planned meetings in which this person sits on the guest side.</summary>
        public IQueryable<Meeting> PlannedWith(Guid fairId, Guid personId) => db.Meetings
            .Where(m => m.FairId == fairId && m.State == MeetingState.Planned && m.Attendees.Any(a => a.PersonId == personId && a.Side == Side.Guest)).OrderBy(m => m.Number);

        /// <summary>What each of these guests leaves behind who does not come: the delegation they lead and the meetings they are to sit in; nothing of those who leave nothing.</summary>
        public async Task<IReadOnlyDictionary<Guid, string>> LeftByAsync(IReadOnlyCollection<Guest> guests, CancellationToken cancel)
        {
            var (ids, people, fairs) = (guests.Select(g => g.Id).ToList(), guests.Select(g => g.PersonId).ToList(), guests.Select(g => g.FairId).Distinct().ToList());
            var heads = await db.Heads.Where(g => ids.Contains(g.Id)).Select(g => g.Id).ToListAsync(cancel);
            var sits = (await (from m in db.Meetings
                               join a in db.Set<MeetingAttendee>() on m.Id equals a.MeetingId
                               where fairs.Contains(m.FairId) && m.State == MeetingState.Planned && a.Side == Side.Guest && people.Contains(a.PersonId)
                               select new { m.FairId, a.PersonId, m.Number }).ToListAsync(cancel))
                .ToLookup(s => (s.FairId, s.PersonId), s => s.Number);
            var left = new Dictionary<Guid, string>();
            foreach (var guest in guests)
                if (GuestNotices.Left(heads.Contains(guest.Id), [.. sits[(guest.FairId, guest.PersonId)].Distinct().Order()]) is { } said)
                    left[guest.Id] = said;
            return left;
        }

        /// <summary>The planned meetings of a fair for which another must be named: somebody of the guest side has declined.</summary>
        public IQueryable<Meeting> Lacking(string fair) => db.Meetings.Where(m => m.Fair.Code == fair && m.State == MeetingState.Planned
            && m.Attendees.Any(a => a.Side == Side.Guest && db.Guests.Any(g => g.FairId == m.FairId && g.PersonId == a.PersonId && g.Attendance == Attendance.Declined)));

        /// <summary>
        /// The planned meetings of a fair at whose time somebody of them is not there, as <see cref="Availability.SpeaksAgainst"/> has it: nothing
        /// moves them by itself.
        /// </summary>
        public IQueryable<Meeting> Unattended(string fair)
        {
            // Looked for from the few who are away at some time: asked of every meeting, it takes a quarter of the time in which a large board is read.
            var missed = from a in db.Availability
                         join c in db.Claims on new { a.FairId, Who = a.PersonId } equals new { c.FairId, Who = c.ResourceId }
                         join s in db.Slots on c.SlotId equals s.Id
                         join m in db.Meetings on c.MeetingId equals m.Id
                         where a.Fair.Code == fair && !a.IsVoid && c.Kind == ClaimKind.Person
                             && ((a.Kind == AvailabilityKind.Arrives && s.StartsAt < a.From) || (a.Kind == AvailabilityKind.Leaves && s.EndsAt > a.Until)
                                 || (a.Kind == AvailabilityKind.Busy && (a.HallId == null || a.HallId == m.Table!.HallId) && s.StartsAt < a.Until && s.EndsAt > a.From))
                         select m.Id;
            return db.Meetings.Where(m => m.Fair.Code == fair && m.State == MeetingState.Planned && missed.Contains(m.Id));
        }
    }
}
