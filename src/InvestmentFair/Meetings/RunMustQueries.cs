using InvestmentFair.Data;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>A meeting that must take place and found none: a wish, or one that is booked and has its number.</summary>
public sealed record MustLeft(Guid Id, bool IsRequest, string Said);

public sealed partial class ScheduleQueries
{
    // As the wishes stand now: what was withdrawn or placed since is missed by nobody.
    private static async Task<IReadOnlyList<MustLeft>> MustsLeftAsync(FairDbContext db, ScheduleRun run, ScheduleProposal? found, DateTime now, CancellationToken cancel)
    {
        if (found is null || run.Kind is RunKind.Replan || run.MustsMissing is null or 0) return [];
        var arranged = found.ReadArrangements();
        var placed = arranged.Where(a => a.Place is not null).ToList();
        var (wishes, meetings) = (placed.SelectMany(a => a.Requests).Select(r => r.Id).ToHashSet(), placed.Select(a => a.MeetingId).OfType<Guid>().ToHashSet());
        var off = arranged.Where(a => a.Place is null).Select(a => a.MeetingId).OfType<Guid>().ToHashSet();
        var noPart = found.ReadLeftOut().Select(l => l.RequestId).ToHashSet();
        var booked = (await db.Meetings.Where(m => m.FairId == run.FairId && m.State == MeetingState.Planned && m.Request!.Priority == Wish.Must).Select(m => new { m.Id, m.RequestId, IsPlaced = m.FirstSlotId != null }).ToListAsync(cancel))
            .Where(m => !meetings.Contains(m.Id) && !wishes.Contains(m.RequestId!.Value) && (!m.IsPlaced || off.Contains(m.Id))).Select(m => m.Id).ToList();
        var waiting = (await db.Requests.Where(r => r.FairId == run.FairId && r.State == RequestState.Open && r.Priority == Wish.Must && r.ExpiresAt > now).Select(r => r.Id).ToListAsync(cancel))
            .Where(id => !wishes.Contains(id) && !noPart.Contains(id)).ToList();
        // Of a pair that both wish it the most there is one meeting.
        return
        [
            .. (await db.Meetings.Where(m => booked.Contains(m.Id)).NamedAsync(cancel)).Select(m => new MustLeft(m.Id, false, m.Said)),
            .. (await db.Requests.Where(r => waiting.Contains(r.Id)).NamedAsync(cancel)).Select(r => new MustLeft(r.Id, true, r.Said)).DistinctBy(r => r.Said),
        ];
    }
}
