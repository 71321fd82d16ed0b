using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>What has been saved since a board was read.</summary>
/// <param name="AsOf">The audit entry that was the last when this was asked.</param>
/// <param name="ShowOnBoard">Something was saved that a board shows.</param>
/// <param name="By">The meetings and wishes among it that others changed, with who did so last.</param>
public sealed record BoardChanges(long AsOf, bool ShowOnBoard, IReadOnlyDictionary<Guid, string> By);

public sealed partial class BoardQueries
{
    // What a board is drawn from. Of which fair it is, is not asked: a board read once too often shows what it showed.
    private static readonly string[] OnBoard = [nameof(Meeting), nameof(MeetingRequest), nameof(TimeSlot), nameof(Hall), nameof(Table), nameof(Availability), nameof(PartyLimit), nameof(ScheduleRelease), nameof(ReleasedMeeting)];

    // Of a guest a board shows whether they come; what else the office writes of guests all day does not draw it anew.
    private static readonly string[] OfGuests = ["", nameof(Guest.Attendance)];

    // What the cards call their subjects, parties and people: renamed or merged, any of them may look otherwise.
    private static readonly string[] Named = [nameof(Project), nameof(IdlePlant), nameof(Investor), nameof(Delegation), nameof(Person)];
    private static readonly string[] OfNames = [nameof(Person.Name), $"{nameof(Project.Name)}.{nameof(Bilingual.Zh)}", $"{nameof(Project.Name)}.{nameof(Bilingual.En)}", nameof(Person.SurvivorId)];

    // More than by hand: then all are read, which costs no more.
    private const int MostApart = 100;

    /// <summary>A look at one row of one table, which an open board takes every second; null where nothing was saved since.</summary>
    public async Task<BoardChanges?> ChangesAsync(Actor actor, long since, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var last = await db.AuditHeads.Select(h => h.Sequence).SingleAsync(cancel);
        if (last == since) return null;
        var rows = await (from e in db.AuditEntries
                          join r in db.History on e.Sequence equals r.Sequence
                          where e.Sequence > since && e.Sequence <= last && (OnBoard.Contains(r.Record) || (r.Record == nameof(Guest) && OfGuests.Contains(r.Field)))
                          select new { e.Sequence, e.ActorId, e.ActorName, r.Record, r.RecordId }).Distinct().ToListAsync(cancel);
        return new BoardChanges(last, rows.Count > 0, rows.Where(r => r.ActorId != actor.Id && r.Record is nameof(Meeting) or nameof(MeetingRequest))
            .GroupBy(r => r.RecordId).ToDictionary(g => g.Key, g => KeptWords.Say(g.MaxBy(r => r.Sequence)!.ActorName)));
    }

    /// <summary>The meetings that were changed since, or whose wish was; null where any card may look otherwise than it did.</summary>
    private static async Task<IReadOnlyCollection<Guid>?> ChangedAsync(FairDbContext db, long since, CancellationToken cancel)
    {
        var rows = db.History.Where(r => r.Sequence > since);
        if (await rows.AnyAsync(r => (r.Record == nameof(Guest) && OfGuests.Contains(r.Field)) || (Named.Contains(r.Record) && OfNames.Contains(r.Field)), cancel)) return null;
        var records = rows.Where(r => r.Record == nameof(Meeting) || r.Record == nameof(MeetingRequest)).Select(r => r.RecordId);
        var changed = await db.Meetings.Where(m => records.Contains(m.Id) || records.Contains(m.RequestId!.Value)).Select(m => m.Id).Take(MostApart + 1).ToListAsync(cancel);
        return changed.Count > MostApart ? null : changed.ToHashSet();
    }
}
