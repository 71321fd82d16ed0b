using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    /// <summary>Who and what is taken is worked out from the meetings and their people, as if there were no claims.</summary>
    private static async Task<IReadOnlyList<Tally>> TimetableAsync(FairDbContext db, CancellationToken cancel)
    {
        var slots = new Tally("slots", "同一届的时段不重叠", "The slots of a fair never overlap");
        var places = new Tally("places", "已排的洽谈有时段和本届桌次", "Every placed meeting has its slots and a table of its fair");
        var taken = new Tally("timetable", "同一时段人员和桌次不重复", "No person and no table is taken twice in a slot");
        var locks = new Tally("locks", "锁定的洽谈有时段和桌次，并记有锁定人", "A locked meeting has its place and who locked it");
        var claims = new Tally("claims", "占用与洽谈安排完全一致", "The claims are exactly those of the placed meetings");

        var grid = (await db.Slots.OrderBy(s => s.FairId).ThenBy(s => s.StartsAt).ToListAsync(cancel)).GroupBy(s => s.FairId).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var pair in grid.Values.SelectMany(of => of.Zip(of.Skip(1))))
            slots.Expect(!pair.First.Period.Overlaps(pair.Second.Period) && !pair.First.Period.IsEmpty && !pair.Second.Period.IsEmpty,
                () => Language.Say($"时段 {pair.First.StartsAt:u} 与 {pair.Second.StartsAt:u} 重叠", $"The slots of {pair.First.StartsAt:u} and {pair.Second.StartsAt:u} overlap"));

        var tables = await db.Tables.ToDictionaryAsync(t => t.Id, t => t.FairId, cancel);
        var meetings = await db.Meetings.Include(m => m.Attendees).AsSplitQuery().OrderBy(m => m.FairId).ThenBy(m => m.Number).ToListAsync(cancel);
        var made = await db.Claims.ToListAsync(cancel);
        var slotsHeld = made.ToLookup(c => c.MeetingId, c => c.SlotId);
        var expected = new List<SlotClaim>();
        foreach (var meeting in meetings)
        {
            var run = RunOf(meeting, grid.GetValueOrDefault(meeting.FairId, []), slotsHeld[meeting.Id].ToHashSet());
            var isPlaced = meeting.FirstSlotId is not null && meeting.TableId is not null;
            places.Expect(isPlaced
                    ? meeting.State is not MeetingState.Cancelled && run.Count == meeting.Length && tables.GetValueOrDefault(meeting.TableId!.Value) == meeting.FairId
                    : meeting.FirstSlotId is null && meeting.TableId is null,
                () => Language.Say($"洽谈 {meeting.Number} 的时段或桌次不对", $"Meeting {meeting.Number}: not a place of its fair"));
            locks.Expect(meeting is { LockedAt: null, LockedBy: null } || (isPlaced && meeting is { LockedAt: not null, LockedBy: not null }),
                () => Language.Say($"洽谈 {meeting.Number} 的锁定没有时段、时间或锁定人", $"Meeting {meeting.Number} is locked without a place, a time or a name"));
            if (isPlaced) expected.AddRange(run.SelectMany(slot => ClaimsOf(meeting, slot)));
        }

        var wishes = new Tally("requests", "已排的申请有一场未取消的洽谈，且只有一场", "A booked request has one live meeting, any other has none");
        var live = meetings.Where(m => m is { RequestId: not null, State: not MeetingState.Cancelled }).ToLookup(m => m.RequestId!.Value);
        var joint = new Tally("joint", "并入的申请属于同一对象、已排且自身未并入的申请", "A request that another's meeting serves is of the same subject, and that one is booked and not served by a third");
        var requests = await db.Requests.AsNoTracking().OrderBy(r => r.Id).ToDictionaryAsync(r => r.Id, cancel);
        foreach (var request in requests.Values)
        {
            wishes.Expect(live[request.WithId ?? request.Id].Count() == (request.State is RequestState.Placed ? 1 : 0), () => Language.Say($"洽谈申请 {request.Id} 的状态与洽谈不符", $"Request {request.Id}: its state and its meetings disagree"));
            // Whether the firms are one is not asked: a merge of firms may be undone while the meeting stands.
            if (request.WithId is { } with)
                joint.Expect(requests.GetValueOrDefault(with) is { State: RequestState.Placed, WithId: null, Topic: null } booked
                        && (booked.FairId, booked.ProjectId, booked.PlantId, booked.DelegationId) == (request.FairId, request.ProjectId, request.PlantId, request.DelegationId) && request.Priority is not Wish.No,
                    () => Language.Say($"洽谈申请 {request.Id} 并入了不相干的申请", $"Request {request.Id}: served by the meeting of a request it has nothing to do with"));
        }

        var outcomes = new Tally("outcomes", "已举行的洽谈有结果，其他没有，或已撤回且无跟踪项目", "A meeting that was held has its outcome; any other has none, or one that was taken back and no deal of it");
        var concluded = await db.Outcomes.ToDictionaryAsync(o => o.MeetingId, o => o.Id, cancel);
        var followed = (await db.Deals.IgnoreQueryFilters().Where(d => d.OriginMeetingId != null).Select(d => d.OriginMeetingId!.Value).ToListAsync(cancel)).ToHashSet();
        var takenBack = await TakenBackAsync(db, [.. meetings.Where(m => m.State is not MeetingState.Held && concluded.ContainsKey(m.Id)).Select(m => concluded[m.Id])], cancel);
        foreach (var meeting in meetings)
            outcomes.Expect(meeting.State is MeetingState.Held ? concluded.ContainsKey(meeting.Id)
                    : !followed.Contains(meeting.Id) && (!concluded.TryGetValue(meeting.Id, out var outcome) || takenBack.Contains(outcome)),
                () => Language.Say($"洽谈 {meeting.Number} 的状态与结果不符", $"Meeting {meeting.Number}: its state and its outcome disagree"));

        var numbers = meetings.ToDictionary(m => m.Id, m => m.Number);
        foreach (var place in expected.GroupBy(c => (c.FairId, c.SlotId, c.Kind, c.ResourceId)))
            taken.Expect(place.Select(c => c.MeetingId).Distinct().Count() == 1, () => Language.Say(
                $"{string.Join("、", place.Select(c => numbers[c.MeetingId]))} 在同一时段共用{(place.Key.Kind is ClaimKind.Table ? "一桌" : "一人")}",
                $"{string.Join(", ", place.Select(c => numbers[c.MeetingId]))} share a {(place.Key.Kind is ClaimKind.Table ? "table" : "person")} in one slot"));

        var wanted = expected.Select(Plain).ToHashSet();
        var held = made.Select(Plain).ToHashSet();
        foreach (var claim in wanted)
            claims.Expect(held.Contains(claim), () => Language.Say($"洽谈 {numbers[claim.MeetingId]} 缺少一项占用", $"Meeting {numbers[claim.MeetingId]} lacks a claim"));
        foreach (var claim in held)
            claims.Expect(wanted.Contains(claim), () => Language.Say($"洽谈 {numbers.GetValueOrDefault(claim.MeetingId)} 多出一项占用", $"Meeting {numbers.GetValueOrDefault(claim.MeetingId)} has a claim too many"));
        return [slots, places, locks, taken, claims, wishes, joint, outcomes, await AvailabilityAsync(db, cancel), await LimitsAsync(db, cancel)];
    }

    // The database keeps the times of each kind as well; a row that was written past it is found here.
    private static async Task<Tally> AvailabilityAsync(FairDbContext db, CancellationToken cancel)
    {
        var availability = new Tally("availability", "可参会时间各有其时，会场属于本届", "What is known of who is there has the times of its kind and a hall of its fair");
        var halls = await db.Halls.ToDictionaryAsync(h => h.Id, h => h.FairId, cancel);
        foreach (var row in await db.Availability.Include(a => a.Person).OrderBy(a => a.Id).ToListAsync(cancel))
        {
            var timed = row.Kind switch
            {
                AvailabilityKind.Arrives => row is { From: not null, Until: null },
                AvailabilityKind.Leaves => row is { From: null, Until: not null },
                _ => row.From < row.Until,
            };
            availability.Expect(timed && (row.HallId is not { } hall || (row.Kind is AvailabilityKind.Busy && halls.GetValueOrDefault(hall) == row.FairId)),
                () => Language.Say($"{row.Person.Name} 的可参会时间（{row.Kind.Names.Zh}）起止或会场不对", $"{row.Person.Name}, {row.Kind.Names.En}: not the times of its kind, or a hall of another fair"));
        }

        return availability;
    }

    private static async Task<Tally> LimitsAsync(FairDbContext db, CancellationToken cancel)
    {
        var limits = new Tally("limits", "每一方在一届至多有一条场次上下限，至多不少于至少", "A party has its limits at a fair once, and the most is no less than the least");
        var parties = new HashSet<(Guid Fair, Guid Party)>();
        foreach (var limit in await db.Limits.Include(l => l.Delegation).OrderBy(l => l.Id).ToListAsync(cancel))
            limits.Expect(new[] { limit.InvestorId, limit.DelegationId, limit.ProjectId, limit.PlantId }.Count(id => id is not null) == 1 && (limit.Delegation is null || limit.Delegation.FairId == limit.FairId)
                    && limit.Least >= 0 && !(limit.Most < limit.Least) && parties.Add((limit.FairId, limit.PartyId)),
                () => Language.Say($"场次上下限 {limit.Id} 的一方或场数不对", $"The limits {limit.Id}: not of one party of its fair, or out of order"));
        return limits;
    }

    private const string TakenBack = "meeting.outcome-taken-back";

    /// <summary>Of these outcomes those of which the last that was said is that they were taken back; a merge of persons writes to them too and says nothing.</summary>
    private static async Task<HashSet<Guid>> TakenBackAsync(FairDbContext db, IReadOnlyCollection<Guid> outcomes, CancellationToken cancel)
    {
        var acts = await (from row in db.History
                          join link in db.AuditEntries on row.Sequence equals link.Sequence
                          where row.Record == nameof(MeetingOutcome) && outcomes.Contains(row.RecordId) && link.Act.StartsWith("meeting.")
                          select new { row.RecordId, link.Sequence, link.Act }).ToListAsync(cancel);
        return [.. acts.GroupBy(a => a.RecordId).Where(g => g.MaxBy(a => a.Sequence)!.Act == TakenBack).Select(g => g.Key)];
    }

    // A slot closed before a long meeting was placed is stepped over, one closed afterwards is not: the claims say which it was.
    private static List<TimeSlot> RunOf(Meeting meeting, List<TimeSlot> grid, HashSet<Guid> held)
    {
        var from = grid.SkipWhile(s => s.Id != meeting.FirstSlotId).ToList();
        var around = from.Where(s => !s.IsClosed).Take(meeting.Length).ToList();
        return around is [var first, ..] && first.Id == meeting.FirstSlotId && held.SetEquals(around.Select(s => s.Id)) ? around : [.. from.Take(meeting.Length)];
    }

    private static IEnumerable<SlotClaim> ClaimsOf(Meeting meeting, TimeSlot slot) =>
        meeting.People.Select(person => (ClaimKind.Person, Resource: person)).Append((ClaimKind.Table, Resource: meeting.TableId!.Value)).Select(taken => new SlotClaim
        {
            FairId = meeting.FairId,
            SlotId = slot.Id,
            Kind = taken.Item1,
            ResourceId = taken.Resource,
            MeetingId = meeting.Id,
        });

    private static (Guid FairId, Guid SlotId, ClaimKind Kind, Guid ResourceId, Guid MeetingId) Plain(SlotClaim claim) =>
        (claim.FairId, claim.SlotId, claim.Kind, claim.ResourceId, claim.MeetingId);
}
