using InvestmentFair.Delegations;
using InvestmentFair.Meetings;

namespace InvestmentFair.Data;

/// <summary>Meetings that are to be held, and those of their guests who do not come.</summary>
internal static class Absences
{
    extension(FairDbContext db)
    {
        /// <summary>The planned meetings in which this person sits on the guest side.</summary>
        public IQueryable<Meeting> PlannedWith(Guid fairId, Guid personId) => db.Meetings
            .Where(m => m.FairId == fairId && m.State == MeetingState.Planned && m.Attendees.Any(a => a.PersonId == personId && a.Side == Side.Guest)).OrderBy(m => m.Number);

        /// <summary>The planned meetings of a fair for which another must be named: somebody of the guest side has declined.</summary>
        public IQueryable<Meeting> Lacking(string fair) => db.Meetings.Where(m => m.Fair.Code == fair && m.State == MeetingState.Planned
            && m.Attendees.Any(a => a.Side == Side.Guest && db.Guests.Any(g => g.FairId == m.FairId && g.PersonId == a.PersonId && g.Attendance == Attendance.Declined)));
    }
}
