using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>Where the chosen card of the board fits.</summary>
public sealed partial class BoardQueries
{
    /// <summary>For every place of the grid whether the meeting (or the wish) fits, and why not; none where there is no such card.</summary>
    public async Task<BoardVerdicts?> VerdictsAsync(Actor actor, string fair, Guid cardId, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = contexts.CreateDbContext();
        var meeting = await db.Meetings.AsNoTracking().Include(m => m.Attendees).SingleOrDefaultAsync(m => m.Id == cardId && m.Fair.Code == fair, cancel);
        var request = meeting is null ? await JointWishQueries.Whole(db).AsNoTracking().SingleOrDefaultAsync(r => r.Id == cardId && r.Fair.Code == fair, cancel) : null;
        if (meeting is null && request is null) return null;

        var fairId = meeting?.FairId ?? request!.FairId;
        var now = clock.GetUtcNow().UtcDateTime;
        List<MeetingRequest> wishes = request is not null ? [request, .. (await JointWishQueries.OthersAsync(db, request, cancel)).FindAll(r => r.IsLive(now))]
            : meeting!.RequestId is { } booked ? await JointWishQueries.ServedAsync(db, booked, cancel) : [];
        var wish = wishes.Count > 0 ? new JointWish(wishes) : null;
        var teams = request is null ? null : Teams.Of(wish!, await MeetingDesk.ProjectTeamAsync(db, request.ProjectId, cancel));
        List<Guid> people = [.. meeting?.People ?? teams!.Sides.SelectMany(s => s.All)];
        var occupancy = await MeetingDesk.OccupancyAsync(db, fairId, cancel);
        var slots = await db.Slots.AsNoTracking().Where(s => s.FairId == fairId && !s.IsClosed).OrderBy(s => s.StartsAt).Select(s => new GridSlot(s.Id, s.StartsAt, s.Fair.TimeZone)).ToListAsync(cancel);
        var tables = await db.Tables.AsNoTracking().Where(t => t.FairId == fairId && !t.IsClosed).OrderBy(t => t.Code).ToListAsync(cancel);
        var names = await db.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var numbers = await db.Meetings.Where(m => m.FairId == fairId).Select(m => new { m.Id, m.Number }).ToDictionaryAsync(m => m.Id, m => m.Number, cancel);
        List<string> always = [.. await WarningsAsync(db, fairId, people, cancel),
            .. await RefusedWishesAsync(db, fairId, meeting?.ProjectId ?? request?.ProjectId, meeting?.PlantId ?? request?.PlantId, meeting?.InvestorId ?? request?.InvestorId, meeting?.DelegationId ?? request?.DelegationId, cancel)];
        // Of a pool nobody is named before it is placed: a place fits while enough of them are free.
        var pools = (teams?.Sides ?? []).Where(s => s.Least > 0).ToList();
        var booking = new Booking(meeting?.Id ?? Guid.Empty, people, meeting?.Length ?? wish!.Length);
        var needsInterpreter = wish?.Language is not null && meeting?.Interpreters.Any() is not true;
        var speakers = needsInterpreter ? await db.Interpreters.AsNoTracking().ToListAsync(cancel) : [];
        var language = needsInterpreter ? (await db.WordsAsync(DictionaryKind.Language, cancel))[wish!.Language!] : null;
        var there = await AvailabilityDesk.PresencesAsync(db, fairId, cancel);
        var neighbours = await NeighboursAsync(db, [.. wishes.Select(w => w.Id)], slots.Select(s => s.Id).ToList(), cancel);
        var seats = (meeting is null ? teams!.Seats : people.Count) + (needsInterpreter ? 1 : 0);

        var near = new NearCard(cardId, [.. wishes.Select(w => w.Id)], [.. people, .. pools.SelectMany(p => p.Pool)], await SurvivorAsync(db, meeting?.InvestorId ?? request?.InvestorId, cancel),
            meeting?.DelegationId ?? request?.DelegationId ?? Guid.Empty, meeting?.ProjectId ?? request?.ProjectId ?? Guid.Empty, meeting?.PlantId ?? request?.PlantId ?? Guid.Empty, (meeting?.Topic ?? request?.Topic) is not null);
        var rules = await RulesAsync(db, fairId, near, now, cancel);

        string Explain(Obstacle obstacle, string table) => obstacle is { Resource: { } resource, Meeting: { } holder }
            ? BoardTexts.Taken(names.GetValueOrDefault(resource, BoardTexts.Table(table)), numbers.GetValueOrDefault(holder, "?"))
            : BoardTexts.TooShort;

        var verdicts = slots.Select(OfSlot).ToDictionary(s => s.SlotId);
        return new BoardVerdicts(always, verdicts, tables.Select(OfTable).ToDictionary(t => t.TableId));

        SlotVerdict OfSlot(GridSlot slot)
        {
            var place = new Place(slot.Id, booking.Length, Guid.Empty);
            return new SlotVerdict(slot.Id,
                [.. occupancy.Obstacles(booking, slot.Id, Guid.Empty).Select(o => Explain(o, "")),
                    .. pools.Where(p => p.Pool.Count(person => MeetingDesk.IsFree(occupancy, person, place)) < p.Least).Select(p => BoardTexts.PoolTaken(p.Least, p.Pool.Count))],
                [.. slot.StartsAt < now ? new[] { BoardTexts.Begun } : [], .. SaidOfTime(FairTime.ToLocal(slot.StartsAt, slot.Zone), place), .. SaidOfPeople(slot, null), .. Run(slot.Id).Count > 0 ? rules.Everywhere[slot.Id] : []]);
        }

        TableVerdict OfTable(Table table) => new(table.Id, [.. SaidOfTable(table)], slots
            .Select(s => (s.Id, By: occupancy.Obstacles(booking with { People = [] }, s.Id, table.Id).Where(o => o.Resource is not null).Select(o => Explain(o, table.Code)).ToList()))
            .Where(s => s.By.Count > 0).ToDictionary(s => s.Id, s => (IReadOnlyList<string>)s.By))
        {
            Missed = slots.Select(s => (s.Id, Of: SaidOfPeople(s, table.HallId).Concat(rules.In[(table.HallId, s.Id)]).Except(verdicts[s.Id].Warnings).ToList())).Where(s => s.Of.Count > 0).ToDictionary(s => s.Id, s => (IReadOnlyList<string>)s.Of),
        };

        IEnumerable<string> SaidOfTime(DateTime local, Place place)
        {
            var day = DateOnly.FromDateTime(local);
            foreach (var of in wishes.Where(w => !w.Wishes(day, TimeOnly.FromDateTime(local)))) yield return BoardTexts.OtherTime(of.Day, of.Session);
            var at = slots.FindIndex(s => s.Id == place.FirstSlotId);
            foreach (var neighbour in neighbours.Where(n => n.IsFirst ? at < n.Slot + n.Length + n.Gap : at + booking.Length + n.Gap > n.Slot))
                yield return BoardTexts.OutOfOrder(neighbour.Number, neighbour.IsFirst, neighbour.Gap);
            if (language is not null && !speakers.Exists(i => i.Speaks(wish!.Language!, day) && !people.Contains(i.PersonId) && MeetingDesk.IsFree(occupancy, i.PersonId, place) && there.Away(i.PersonId, Run(place.FirstSlotId)) is null)) yield return BoardTexts.NoInterpreter(language);
        }

        IReadOnlyList<Guid> Run(Guid slot) => occupancy.Run(slot, booking.Length) ?? [];

        // Where no hall is asked about, who is away from one alone is not away.
        IEnumerable<string> SaidOfPeople(GridSlot slot, Guid? hall)
        {
            var run = Run(slot.Id);
            foreach (var person in people)
                if (there.Away(person, run, hall) is { } why) yield return PresenceTexts.Away(actor, names.GetValueOrDefault(person, "?"), why, slot.Zone, FairTime.DayOf(slot.StartsAt, slot.Zone));
            // Where too few are free at all, that stands in the way and is said already.
            foreach (var pool in pools)
            {
                var free = pool.Pool.Where(p => MeetingDesk.IsFree(occupancy, p, new Place(slot.Id, booking.Length, Guid.Empty))).ToList();
                if (free.Count >= pool.Least && free.Count(p => there.Away(p, run, hall) is null) < pool.Least) yield return PresenceTexts.TooFew(pool.Least, pool.Pool.Count);
            }
        }

        IEnumerable<string> SaidOfTable(Table table)
        {
            if (wish?.TableKind is { } kind && kind != table.Kind) yield return BoardTexts.OtherTable(kind);
            if (wish?.HallId is { } hall && hall != table.HallId) yield return BoardTexts.OtherHall;
            if (table.Seats < seats) yield return BoardTexts.Seats(table.Seats, seats);
        }
    }

    // The placed meetings of the wishes that come before these and after them; slots are counted as the grid has them.
    private static async Task<List<Neighbour>> NeighboursAsync(FairDbContext db, List<Guid> wishes, List<Guid> slots, CancellationToken cancel) =>
    [
        .. (await (from order in db.RequestOrders
                   where wishes.Contains(order.ThenId) != wishes.Contains(order.FirstId)
                   let other = wishes.Contains(order.ThenId) ? order.FirstId : order.ThenId
                   join of in db.Requests on other equals of.Id
                   join meeting in db.Meetings on of.WithId ?? of.Id equals meeting.RequestId
                   where meeting.FirstSlotId != null && meeting.State != MeetingState.Cancelled
                   orderby meeting.Number
                   select new { IsFirst = wishes.Contains(order.ThenId), meeting.Number, Slot = meeting.FirstSlotId!.Value, meeting.Length, order.Gap }).ToListAsync(cancel))
            .Where(n => slots.Contains(n.Slot)).Select(n => new Neighbour(n.IsFirst, n.Number, slots.IndexOf(n.Slot), n.Length, n.Gap)),
    ];

    private sealed record GridSlot(Guid Id, DateTime StartsAt, string Zone);

    private sealed record Neighbour(bool IsFirst, string Number, int Slot, int Length, int Gap);
}
