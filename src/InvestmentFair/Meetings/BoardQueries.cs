using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record BoardSlot(Guid Id, DateTime StartsAt, DateTime EndsAt, bool IsClosed);

public sealed record BoardTable(Guid Id, string Code, int Seats, bool IsClosed);

public sealed record BoardHall(Guid Id, string Name, IReadOnlyList<BoardTable> Tables);

/// <summary>A meeting, or the waiting wishes of a pair, as the board shows them, with those of the guests who have declined.</summary>
public sealed record BoardCard(Guid Id, bool IsRequest, string Number, string Subject, string GuestSide, string People, Wish? Priority, Guid? SlotId, int Length, Guid? TableId, MeetingState? State, int Version, string Declined, bool IsLocked)
{
    /// <summary>Who wishes it how much; of a meeting that nobody asked for, nothing.</summary>
    public string Asked { get; init; } = "";

    /// <summary>The other wishes of the pair, which this card stands for as well.</summary>
    public IReadOnlyList<Guid> With { get; init; } = [];

    public bool StandsFor(Guid id) => Id == id || With.Contains(id);

    public bool CanMove => IsRequest || (State is MeetingState.Planned && !IsLocked);
}

public sealed record BoardView(string Zone, IReadOnlyList<BoardSlot> Slots, IReadOnlyList<BoardHall> Halls, IReadOnlyList<BoardCard> Placed, IReadOnlyList<BoardCard> Tray);

/// <summary>Whether the chosen card fits a place: what forbids it, what only warns.</summary>
public sealed record PlaceVerdict(Guid SlotId, Guid TableId, IReadOnlyList<string> Obstacles, IReadOnlyList<string> Warnings)
{
    public bool Fits => Obstacles.Count == 0;
}

internal sealed record Seated(Guid PersonId, Side Side, string Name);

public sealed record AttendeeView(Guid PersonId, string Name, Side Side, bool Interprets);

public sealed record MeetingView(
    Guid Id, string Number, string Subject, string? SubjectAddress, string GuestSide, Guid? InvestorId, MeetingState State, DateTime? StartsAt, DateTime? EndsAt, string Zone, string? Table, string? CancelReason,
    IReadOnlyList<AttendeeView> Attendees, OutcomeForm? Outcome, Guid? DealId, string? DealNumber, Guid? RequestId, IReadOnlyList<string> Warnings, int Version, Guid? OutcomeId, DateTime? LockedAt, string? LockedBy);

/// <summary>The board of time × table, and one meeting in full.</summary>
public sealed class BoardQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    public async Task<BoardView?> BoardAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var slots = await db.Slots.AsNoTracking().Where(s => s.FairId == of.Id).OrderBy(s => s.StartsAt).Select(s => new BoardSlot(s.Id, s.StartsAt, s.EndsAt, s.IsClosed)).ToListAsync(cancel);
        var halls = await db.Halls.AsNoTracking().Include(h => h.Tables).Where(h => h.FairId == of.Id && h.Tables.Count > 0).OrderBy(h => h.Code).ToListAsync(cancel);
        var declined = (await db.Guests.Where(g => g.FairId == of.Id && g.Attendance == Attendance.Declined).Select(g => g.PersonId).ToListAsync(cancel)).ToHashSet();
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.FairId == of.Id && m.State != MeetingState.Cancelled).OrderBy(m => m.Number).Select(m => new
        {
            m.Id,
            m.Number,
            Project = m.Project == null ? null : m.Project.Name,
            Plant = m.Plant == null ? null : m.Plant.Name,
            m.Topic,
            Investor = m.Investor == null ? null : m.Investor.Survivor.Name,
            Delegation = m.Delegation == null ? null : m.Delegation.Name,
            People = m.Attendees.OrderBy(a => a.Side).ThenBy(a => a.Interprets).ThenBy(a => a.Ordinal).Select(a => new Seated(a.PersonId, a.Side, a.Person.Name)).ToList(),
            Priority = m.Request == null ? (Wish?)null : m.Request.Priority,
            m.FirstSlotId,
            m.Length,
            m.TableId,
            m.State,
            m.Version,
            m.LockedAt,
        }).ToListAsync(cancel);
        var cards = meetings.Select(m => new BoardCard(m.Id, false, m.Number, (m.Project ?? m.Plant)?.Text ?? m.Topic ?? "", (m.Investor ?? m.Delegation)?.Text ?? "",
            Names(m.People), m.Priority, m.FirstSlotId, m.Length, m.TableId, m.State, m.Version, m.State is MeetingState.Planned ? Names(Missed(m.People)) : "", m.LockedAt is not null)
        {
            Asked = m.Priority?.Text ?? "",
        }).ToList();
        var waiting = db.Requests.AsNoTracking().Where(r => r.FairId == of.Id && r.State == RequestState.Open && r.Priority != Wish.No && r.ExpiresAt > now);
        var said = await waiting.Select(r => new
        {
            r.Id,
            Project = r.Project == null ? null : r.Project.Name,
            Plant = r.Plant == null ? null : r.Plant.Name,
            r.Topic,
            Investor = r.Investor == null ? null : r.Investor.Survivor.Name,
            Delegation = r.Delegation == null ? null : r.Delegation.Name,
            People = r.People.OrderBy(p => p.Ordinal).Select(p => new Seated(p.PersonId, p.Side, p.Person.Name)).ToList(),
        }).ToDictionaryAsync(r => r.Id, cancel);
        var merged = await JointWishQueries.MergedAsync(db, cancel);
        var joint = JointWish.Of(await waiting.Include(r => r.People).ToListAsync(cancel), id => merged.GetValueOrDefault(id, id));
        var tray = cards.Where(c => c.SlotId is null).Concat(joint.OrderByDescending(w => w.Points).ThenBy(w => w.Priority).ThenBy(w => w.First.Id).Select(w =>
        {
            var first = said[w.First.Id];
            List<Seated> people = [.. said[w.Naming(Side.Guest).Id].People.Where(p => p.Side is Side.Guest), .. said[w.Naming(Side.Host).Id].People.Where(p => p.Side is Side.Host)];
            return new BoardCard(first.Id, true, "", (first.Project ?? first.Plant)?.Text ?? first.Topic ?? "", (first.Investor ?? first.Delegation)?.Text ?? "",
                Names(people), w.Priority, null, w.Length, null, null, w.First.Version, Names(Missed(people)), false)
            {
                Asked = string.Join(" · ", w.Wishes.OrderBy(r => r.From).Select(r => BoardTexts.Wished(r.From, r.Priority)).Distinct()),
                With = [.. w.Wishes.Skip(1).Select(r => r.Id)],
            };
        })).ToList();
        return new BoardView(of.TimeZone, slots,
            [.. halls.Select(h => new BoardHall(h.Id, h.Name.Text, [.. h.Tables.OrderBy(t => t.Code).Select(t => new BoardTable(t.Id, t.Code, t.Seats, t.IsClosed))]))],
            [.. cards.Where(c => c.SlotId is not null)], tray);

        static string Names(IEnumerable<Seated> people) => string.Join("、", people.Select(p => p.Name));

        IEnumerable<Seated> Missed(IEnumerable<Seated> people) => people.Where(p => p.Side is Side.Guest && declined.Contains(p.PersonId));
    }

    /// <summary>For every place of the grid whether the meeting (or the request) fits, and why not.</summary>
    public async Task<IReadOnlyList<PlaceVerdict>> VerdictsAsync(Actor actor, string fair, Guid cardId, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = contexts.CreateDbContext();
        var meeting = await db.Meetings.AsNoTracking().Include(m => m.Attendees).SingleOrDefaultAsync(m => m.Id == cardId && m.Fair.Code == fair, cancel);
        var request = meeting is null ? await JointWishQueries.Whole(db).AsNoTracking().SingleOrDefaultAsync(r => r.Id == cardId && r.Fair.Code == fair, cancel) : null;
        if (meeting is null && request is null) return [];

        var fairId = meeting?.FairId ?? request!.FairId;
        var now = clock.GetUtcNow().UtcDateTime;
        List<MeetingRequest> wishes = request is not null ? [request, .. (await JointWishQueries.OthersAsync(db, request, cancel)).FindAll(r => r.IsLive(now))]
            : meeting!.RequestId is { } booked ? await JointWishQueries.ServedAsync(db, booked, cancel) : [];
        var wish = wishes.Count > 0 ? new JointWish(wishes) : null;
        var teams = request is null ? null : Teams.Of(wish!, await MeetingDesk.ProjectTeamAsync(db, request.ProjectId, cancel));
        List<Guid> people = [.. meeting?.People ?? teams!.Sides.SelectMany(s => s.All)];
        var occupancy = await MeetingDesk.OccupancyAsync(db, fairId, cancel);
        var slots = await db.Slots.AsNoTracking().Where(s => s.FairId == fairId && !s.IsClosed).OrderBy(s => s.StartsAt).Select(s => new { s.Id, s.StartsAt, Zone = s.Fair.TimeZone }).ToListAsync(cancel);
        var tables = await db.Tables.AsNoTracking().Where(t => t.FairId == fairId && !t.IsClosed).OrderBy(t => t.Code).ToListAsync(cancel);
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var numbers = await db.Meetings.Where(m => m.FairId == fairId).ToDictionaryAsync(m => m.Id, m => m.Number, cancel);
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

        string Explain(Obstacle obstacle, string table) => obstacle is { Resource: { } resource, Meeting: { } holder }
            ? BoardTexts.Taken(names.GetValueOrDefault(resource, BoardTexts.Table(table)), numbers.GetValueOrDefault(holder, "?"))
            : BoardTexts.TooShort;

        var shortOf = slots.ToDictionary(s => s.Id, s => pools.Where(p => p.Pool.Count(person => MeetingDesk.IsFree(occupancy, person, new Place(s.Id, booking.Length, Guid.Empty))) < p.Least)
            .Select(p => BoardTexts.PoolTaken(p.Least, p.Pool.Count)).ToList());
        var then = slots.ToDictionary(s => s.Id, s => SaidOfTime(FairTime.ToLocal(s.StartsAt, s.Zone), new Place(s.Id, booking.Length, Guid.Empty)).ToList());
        var atTable = tables.ToDictionary(t => t.Id, t => SaidOfTable(t).ToList());
        var inHall = (from slot in slots
                      from hall in tables.Select(t => t.HallId).Distinct()
                      select (Slot: slot, Hall: hall)).ToDictionary(p => (p.Slot.Id, p.Hall), p => SaidOfPeople(p.Slot.Id, FairTime.DayOf(p.Slot.StartsAt, p.Slot.Zone), p.Slot.Zone, p.Hall).ToList());
        return
        [
            .. from slot in slots
               from table in tables
               select new PlaceVerdict(slot.Id, table.Id, [.. occupancy.Obstacles(booking, slot.Id, table.Id).Select(o => Explain(o, table.Code)), .. shortOf[slot.Id]],
                   [.. always, .. then[slot.Id], .. inHall[(slot.Id, table.HallId)], .. atTable[table.Id]]),
        ];

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

        IEnumerable<string> SaidOfPeople(Guid slot, DateOnly day, string zone, Guid hall)
        {
            var run = Run(slot);
            foreach (var person in people)
                if (there.Away(person, run, hall) is { } why) yield return PresenceTexts.Away(names.GetValueOrDefault(person, "?"), why, zone, day);
            // Where too few are free at all, that stands in the way and is said already.
            foreach (var pool in pools)
            {
                var free = pool.Pool.Where(p => MeetingDesk.IsFree(occupancy, p, new Place(slot, booking.Length, Guid.Empty))).ToList();
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

    private sealed record Neighbour(bool IsFirst, string Number, int Slot, int Length, int Gap);

    public async Task<MeetingView?> MeetingAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var m = await db.Meetings.AsNoTracking().Include(x => x.Fair).Include(x => x.Project).Include(x => x.Plant).Include(x => x.Investor!.Survivor).Include(x => x.Delegation).Include(x => x.FirstSlot).Include(x => x.Table)
            .Include(x => x.Attendees).ThenInclude(a => a.Person).Include(x => x.Outcome).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id && x.Fair.Code == fair, cancel);
        if (m is null) return null;
        var deal = await db.Deals.IgnoreQueryFilters().Where(d => d.OriginMeetingId == id).Select(d => new { d.Survivor.Id, d.Survivor.Number }).SingleOrDefaultAsync(cancel);
        var warnings = (await WarningsAsync(db, m.FairId, [.. m.People], cancel)).ToList();
        if (m is { State: MeetingState.Planned, FirstSlot: { } first })
        {
            var (there, run) = (await AvailabilityDesk.PresencesAsync(db, m.FairId, cancel), await db.Claims.Where(c => c.MeetingId == id && c.Kind == ClaimKind.Table).OrderBy(c => db.Slots.First(s => s.Id == c.SlotId).StartsAt).Select(c => c.SlotId).ToListAsync(cancel));
            warnings.AddRange(from a in m.Attendees.OrderBy(a => a.Side).ThenBy(a => a.Interprets).ThenBy(a => a.Ordinal)
                              let why = there.Away(a.PersonId, run, m.Table!.HallId)
                              where why is not null
                              select PresenceTexts.Away(a.Person.Name, why, m.Fair.TimeZone, FairTime.DayOf(first.StartsAt, m.Fair.TimeZone)));
        }

        if (m is { State: MeetingState.Planned, FirstSlot: { } slot } && slot.StartsAt > clock.GetUtcNow().UtcDateTime) warnings.Add(BoardTexts.NotYet);
        return new MeetingView(m.Id, m.Number, (m.Project?.Name ?? m.Plant?.Name)?.Text ?? m.Topic ?? "",
            m.ProjectId is { } p ? $"/console/{fair}/projects/{p}" : m.PlantId is { } plant ? $"/console/{fair}/plants/{plant}" : null,
            (m.Investor?.Survivor.Name ?? m.Delegation?.Name)?.Text ?? "", m.Investor?.SurvivorId, m.State, m.FirstSlot?.StartsAt, m.FirstSlot?.EndsAt, m.Fair.TimeZone, m.Table?.Code, m.CancelReason,
            [.. m.Attendees.OrderBy(a => a.Side).ThenBy(a => a.Interprets).ThenBy(a => a.Ordinal).Select(a => new AttendeeView(a.PersonId, a.Person.Name, a.Side, a.Interprets))],
            m.Standing is { } outcome ? OutcomeForm.Of(outcome) : null, deal?.Id, deal?.Number, m.RequestId, warnings, m.Version, m.Outcome?.Id, m.LockedAt, m.LockedBy);
    }

    private static async Task<IReadOnlyList<string>> RefusedWishesAsync(FairDbContext db, Guid fairId, Guid? project, Guid? plant, Guid? investor, Guid? delegation, CancellationToken cancel) =>
        project is null && plant is null ? []
            : [.. (await db.Requests.AsNoTracking().Where(r => r.FairId == fairId && r.Priority == Wish.No && r.State != RequestState.Withdrawn && r.ProjectId == project && r.PlantId == plant
                && ((investor != null && r.InvestorId == investor) || (delegation != null && r.DelegationId == delegation))).OrderBy(r => r.Id).Select(r => new { r.From, r.Reason }).ToListAsync(cancel))
                .Select(r => BoardTexts.RatherNot(r.From, r.Reason))];

    // Everything but a double booking is a warning with its reason, never a wall.
    private static async Task<IReadOnlyList<string>> WarningsAsync(FairDbContext db, Guid fairId, IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        var absent = await db.Guests.Where(g => g.FairId == fairId && people.Contains(g.PersonId) && g.Attendance != Attendance.Coming && g.Attendance != Attendance.Deputy)
            .Select(g => new { g.Person.Name, g.Attendance }).ToListAsync(cancel);
        return [.. absent.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => BoardTexts.NotComing(a.Name, a.Attendance))];
    }
}

internal static class BoardTexts
{
    public static string Taken(string who, string meeting) => Language.Say($"{who} 已在 {meeting}", $"{who} is in {meeting}");

    public static string Table(string code) => Language.Say($"桌 {code}", $"Table {code}");

    public static string TooShort => Language.Say("后面没有足够的时段", "Not enough slots follow");

    public static string Seats(int seats, int people) => Language.Say($"{seats} 个座位，{people} 人", $"{seats} seats for {people} people");

    public static string NotComing(string name, Attendance attendance) => Language.Say($"{name}：{attendance.Names.Zh}", $"{name}: {attendance.Names.En}");

    public static string PoolTaken(int needed, int pool) => Language.Say($"{pool} 人中须有 {needed} 人有空", $"{needed} of {pool} must be free");

    public static string RatherNot(Side from, string? reason) => Language.Say($"{from.Names.Zh}表示不见{(reason is null ? "" : $"：{reason}")}", $"{from.Names.En} would rather not meet{(reason is null ? "" : $": {reason}")}");

    public static string Wished(Side from, Wish priority) => Language.Say($"{from.Names.Zh}{priority.Names.Zh}", $"{from.Names.En}: {priority.Names.En.ToLowerInvariant()}");

    public static string OtherTime(DateOnly? day, SessionWish session) => Language.Say(
        $"所求时间：{string.Join("，", new[] { day is { } d ? FairTime.Day(d) : null, session is SessionWish.Any ? null : session.Names.Zh }.OfType<string>())}",
        $"Wished for: {string.Join(", ", new[] { day is { } e ? FairTime.Day(e) : null, session is SessionWish.Any ? null : session.Names.En }.OfType<string>())}");

    public static string NoInterpreter(Bilingual language) => Language.Say($"没有空闲的{language.Zh}翻译", $"No interpreter for {language.En ?? language.Zh} is free");

    public static string OutOfOrder(string number, bool isFirst, int gap) => isFirst
        ? Language.Say($"须排在 {number} 之后{(gap > 0 ? $"，隔 {gap} 个时段" : "")}", $"Wished for after {number}{(gap > 0 ? $", {gap} slots between" : "")}")
        : Language.Say($"{number} 须排在其后{(gap > 0 ? $"，隔 {gap} 个时段" : "")}", $"{number} was wished for after it{(gap > 0 ? $", {gap} slots between" : "")}");

    public static string OtherTable(TableKind kind) => Language.Say($"所求桌型：{kind.Names.Zh}", $"Wished for a table: {kind.Names.En}");

    public static string OtherHall => Language.Say("不在所求会场", "Not in the hall wished for");

    public static string NotYet => Language.Say("洽谈尚未开始", "The meeting has not started yet");
}
