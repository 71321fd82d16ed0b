using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>Meetings booked, moved, swapped, locked and cancelled by hand.</summary>
public sealed partial class MeetingDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>
    /// A request becomes a meeting at a place, which serves the other side's wish for the same pair too; one slot there means as many as were wished
    /// for. The host side is the request's people, else the project's team. Where somebody has to interpret and is free, they are seated; where nobody
    /// is, the board has warned.
    /// </summary>
    public async Task<Outcome<Guid>> BookAsync(Actor actor, string fair, Guid requestId, int version, Place place, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await JointWishQueries.Whole(db).SingleOrDefaultAsync(r => r.Id == requestId && r.Fair.Code == fair, cancel) is not { } request) return Refusal.NotFound;
        if (request.Version != version) return Overtaken(request, version).As<Guid>();
        if (request.Priority is Wish.No) return MeetingRefusals.WishedNotTo;
        if (!request.IsLive(Now)) return MeetingRefusals.RequestNotLive;

        var others = (await JointWishQueries.OthersAsync(db, request, cancel)).FindAll(r => r.IsLive(Now));
        var wish = new JointWish([request, .. others]);
        if (place.Length == 1) place = place with { Length = wish.Length };
        var occupancy = await OccupancyAsync(db, request.FairId, cancel);
        var teams = Teams.Of(wish, await ProjectTeamAsync(db, request.ProjectId, cancel));
        var isAway = await AwayAsync(db, request.FairId, place, occupancy, cancel);
        var (guests, hosts) = (Named(teams.Guests, place, occupancy, isAway), Named(teams.Hosts, place, occupancy, isAway));
        if (hosts.Count == 0) return MeetingRefusals.NoHosts;
        if (guests.Intersect(hosts).Any()) return MeetingRefusals.OnBothSides;
        var interpreters = wish.Language is { } language ? await InterpreterAsync(db, request.FairId, language, place, occupancy, [.. guests, .. hosts], isAway, cancel) : [];

        var number = await db.NextNumberAsync($"meeting/{fair}", cancel);
        var meeting = Meeting.Between($"{fair}-M{number:000}", request.FairId, request.Id, request.ProjectId, request.PlantId, request.Topic, request.InvestorId, request.DelegationId, guests, hosts, interpreters);
        var claims = await ClaimsAsync(db, meeting, place, occupancy, cancel);
        if (claims.Refused) return claims.As<Guid>();
        var placed = meeting.PlaceAt(place);
        if (placed.Refused) return placed.As<Guid>();
        wish.Booked(request.Id);
        db.Add(meeting);
        return await CommitAsync(db, transaction, new Act(actor, "meeting.booked", Now), meeting.Id, cancel, new ClaimChange([meeting.Id], claims.Value!));
    }

    /// <summary>To another place, or from the tray to a place.</summary>
    public async Task<Outcome> PlaceAsync(Actor actor, string fair, Guid id, int version, Place place, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        if (meeting.Version != version) return Overtaken(meeting, version);
        var claims = await ClaimsAsync(db, meeting, place, await OccupancyAsync(db, meeting.FairId, cancel), cancel);
        if (claims.Refused) return claims;
        var placed = meeting.PlaceAt(place);
        return placed.Refused ? placed : await CommitAsync(db, transaction, new Act(actor, "meeting.moved", Now), id, cancel, new ClaimChange([id], claims.Value!));
    }

    /// <summary>Other people on either side; where the meeting has a place, they claim it or the change is refused.</summary>
    public async Task<Outcome> SeatAsync(Actor actor, string fair, Guid id, TeamForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        if (meeting.Version != form.Version) return new Outcome { Clash = new Clash(id, form, TeamForm.Of(meeting)) };
        var seated = meeting.Seat(form.Guests, form.Hosts, form.Interpreters);
        if (seated.Refused) return seated;
        if (PlaceOf(meeting) is not { } place) return await CommitAsync(db, transaction, new Act(actor, "meeting.seated", Now), id, cancel);
        var claims = await ClaimsAsync(db, meeting, place, await OccupancyAsync(db, meeting.FairId, cancel), cancel);
        return claims.Refused ? claims : await CommitAsync(db, transaction, new Act(actor, "meeting.seated", Now), id, cancel, new ClaimChange([id], claims.Value!));
    }

    /// <summary>Back to the tray; the meeting stays, its place is free.</summary>
    public async Task<Outcome> TakeOffAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        if (meeting.Version != version) return Overtaken(meeting, version);
        var off = meeting.TakeOff();
        return off.Refused ? off : await CommitAsync(db, transaction, new Act(actor, "meeting.taken-off", Now), id, cancel, new ClaimChange([id], []));
    }

    /// <summary>What the staff have settled stays where it is: neither they nor the solver move it before it is unlocked.</summary>
    public Task<Outcome> LockAsync(Actor actor, string fair, Guid id, int version, bool isLocked, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return isLocked
            ? DoAsync(actor, "meeting.locked", id, (db, known) => FindAsync(db, fair, known, cancel), (_, meeting) => Task.FromResult(meeting.Lock(actor.Name, Now)), cancel, version)
            : DoAsync(actor, "meeting.unlocked", id, (db, known) => FindAsync(db, fair, known, cancel), (_, meeting) => Task.FromResult(meeting.Unlock()), cancel, version);
    }

    /// <summary>Two meetings change places: all claims of both go, then all come, in one transaction.</summary>
    public async Task<Outcome> SwapAsync(Actor actor, string fair, Guid one, int oneVersion, Guid other, int otherVersion, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (one == other) return Outcome.Done;
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, one, cancel) is not { } first || await FindAsync(db, fair, other, cancel) is not { } second) return Refusal.NotFound;
        if (first.Version != oneVersion) return Overtaken(first, oneVersion);
        if (second.Version != otherVersion) return Overtaken(second, otherVersion);
        if (PlaceOf(first) is not { } firstPlace || PlaceOf(second) is not { } secondPlace) return MeetingRefusals.NotPlanned;

        var occupancy = await OccupancyAsync(db, first.FairId, cancel, one, other);
        var firstClaims = await ClaimsAsync(db, first, secondPlace with { Length = firstPlace.Length }, occupancy, cancel);
        if (firstClaims.Refused) return firstClaims;
        var secondClaims = await ClaimsAsync(db, second, firstPlace with { Length = secondPlace.Length }, occupancy, cancel);
        if (secondClaims.Refused) return secondClaims;
        foreach (var placed in new[] { first.PlaceAt(secondPlace with { Length = firstPlace.Length }), second.PlaceAt(firstPlace with { Length = secondPlace.Length }) })
            if (placed.Refused)
                return placed;

        return await CommitAsync(db, transaction, new Act(actor, "meeting.swapped", Now), one, cancel, new ClaimChange([one, other], [.. firstClaims.Value!, .. secondClaims.Value!]));
    }

    public async Task<Outcome> CancelAsync(Actor actor, string fair, Guid id, int version, string reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        if (meeting.Version != version) return Overtaken(meeting, version);
        var cancelled = meeting.Cancel(reason);
        if (cancelled.Refused) return cancelled;
        var days = await ExpiryDaysAsync(db, meeting.FairId, cancel);
        if (meeting.RequestId is { } of) (await JointWishQueries.ServedAsync(db, of, cancel)).ForEach(r => r.Reopened(Now, days));
        return await CommitAsync(db, transaction, new Act(actor, "meeting.cancelled", Now), id, cancel, new ClaimChange([id], []));
    }

    internal static async Task<Occupancy> OccupancyAsync(FairDbContext db, Guid fairId, CancellationToken cancel, params Guid[] without)
    {
        var slots = await db.Slots.Where(s => s.FairId == fairId && !s.IsClosed).OrderBy(s => s.StartsAt).Select(s => s.Id).ToListAsync(cancel);
        var taken = await db.Claims.AsNoTracking().Where(c => c.FairId == fairId && !without.Contains(c.MeetingId)).Select(c => new Taken(c.SlotId, c.ResourceId, c.MeetingId)).ToListAsync(cancel);
        return new Occupancy(slots, taken);
    }

    internal static Place? PlaceOf(Meeting meeting) => meeting is { FirstSlotId: { } slot, TableId: { } table } ? new Place(slot, meeting.Length, table) : null;

    internal static Task<List<Guid>> ProjectTeamAsync(FairDbContext db, Guid? projectId, CancellationToken cancel) =>
        db.Set<Projects.ProjectHost>().Where(h => h.ProjectId == projectId).OrderBy(h => h.Ordinal).Select(h => h.Host.PersonId).ToListAsync(cancel);

    /// <summary>A plant has no team of its own: the staff of its township's office stand in until somebody is named.</summary>
    internal static async Task<List<Guid>> StandInsAsync(FairDbContext db, Guid? plantId, DateOnly today, CancellationToken cancel)
    {
        var town = await db.Plants.Where(p => p.Id == plantId).Select(p => p.TownshipCode).SingleOrDefaultAsync(cancel);
        return await db.Hosts.HeldOn(today).Where(h => h.Unit.TownshipCode == town).OrderBy(h => h.ProtocolRank).Select(h => h.PersonId).Take(1).ToListAsync(cancel);
    }

    internal static bool IsFree(Occupancy occupancy, Guid person, Place place) =>
        occupancy.Obstacles(new Booking(Guid.Empty, [person], place.Length), place.FirstSlotId, Guid.Empty).Count == 0;

    // Who is not there then, by what is known of it.
    private static async Task<Func<Guid, bool>> AwayAsync(FairDbContext db, Guid fairId, Place place, Occupancy occupancy, CancellationToken cancel)
    {
        var there = await AvailabilityDesk.PresencesAsync(db, fairId, cancel);
        var hall = await db.Tables.Where(t => t.Id == place.TableId).Select(t => (Guid?)t.HallId).SingleOrDefaultAsync(cancel);
        var run = occupancy.Run(place.FirstSlotId, place.Length) ?? [];
        return person => there.Away(person, run, hall) is not null;
    }

    // Of a pool the ones who are free in that slot, and there, are named first; the rest of the pool claims nothing.
    private static List<Guid> Named(SideTeam team, Place place, Occupancy occupancy, Func<Guid, bool> isAway) =>
        [.. team.All, .. team.Pool.OrderBy(p => !IsFree(occupancy, p, place)).ThenBy(isAway).Take(team.Least)];

    // Of those who speak the language on that day, are free and there: who interprets least so far, so that the work is shared.
    private static async Task<List<Guid>> InterpreterAsync(FairDbContext db, Guid fairId, string language, Place place, Occupancy occupancy, IReadOnlyCollection<Guid> seated, Func<Guid, bool> isAway, CancellationToken cancel)
    {
        if (await db.Slots.Where(s => s.Id == place.FirstSlotId).Select(s => new { s.StartsAt, s.Fair.TimeZone }).SingleOrDefaultAsync(cancel) is not { } slot) return [];
        var day = FairTime.DayOf(slot.StartsAt, slot.TimeZone);
        var speakers = (await db.Interpreters.AsNoTracking().ToListAsync(cancel)).Where(i => i.Speaks(language, day)).Select(i => i.PersonId).Except(seated).ToList();
        var busy = await db.Claims.Where(c => c.FairId == fairId && c.Kind == ClaimKind.Person && speakers.Contains(c.ResourceId)).GroupBy(c => c.ResourceId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return [.. speakers.Where(p => IsFree(occupancy, p, place) && !isAway(p)).OrderBy(p => busy.GetValueOrDefault(p)).ThenBy(p => p).Take(1)];
    }

    internal static async Task<Outcome<List<SlotClaim>>> ClaimsAsync(FairDbContext db, Meeting meeting, Place place, Occupancy occupancy, CancellationToken cancel)
    {
        if (occupancy.Run(place.FirstSlotId, place.Length) is not { } slots
            || !await db.Tables.AnyAsync(t => t.Id == place.TableId && t.FairId == meeting.FairId && !t.IsClosed, cancel))
            return MeetingRefusals.SlotClosed;

        if (occupancy.Obstacles(new Booking(meeting.Id, [.. meeting.People], place.Length), place.FirstSlotId, place.TableId) is [{ Meeting: { } holder }, ..])
            return MeetingRefusals.SameSlotTaken(meeting.Number, await db.Meetings.Where(m => m.Id == holder).Select(m => m.Number).SingleAsync(cancel));

        return SlotClaim.Of(meeting.FairId, meeting.Id, slots, [.. meeting.People], place.TableId).ToList();
    }

    private static Task<Meeting?> FindAsync(FairDbContext db, string fair, Guid id, CancellationToken cancel) =>
        db.Meetings.Include(m => m.Attendees).Include(m => m.Outcome).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id && m.Fair.Code == fair, cancel);
}
