using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>How a request stands: waiting until when, or by which meeting it was met.</summary>
public sealed record RequestStanding(int Version, RequestState State, DateTime ExpiresAt, bool IsLive, Wish Priority, Guid? WithId, Guid? MeetingId, string? MeetingNumber);

/// <summary>Wishes to meet, and meetings booked, moved, swapped, cancelled and concluded by hand.</summary>
public sealed class MeetingDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveRequestAsync(Actor actor, string fair, Guid? id, RequestForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return EnterAsync(actor, "request", id, form,
            (db, known) => JointWishQueries.Whole(db).SingleOrDefaultAsync(r => r.Id == known && r.Fair.Code == fair, cancel), RequestForm.Of,
            async db =>
            {
                if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
                var possible = await PossibleAsync(db, of.Id, null, form, cancel);
                if (possible.Refused) return possible.As<MeetingRequest>();
                var wish = MeetingRequest.Wish(of.Id, form, Now, await ExpiryDaysAsync(db, of.Id, cancel));
                await JointWishQueries.JoinAsync(db, wish, Now, cancel);
                return wish;
            },
            (db, request) => ReviseAsync(db, request, form, cancel), cancel);
    }

    internal async Task<Outcome> ReviseAsync(FairDbContext db, MeetingRequest request, RequestForm form, CancellationToken cancel)
    {
        var possible = await PossibleAsync(db, request.FairId, request, form, cancel);
        if (possible.Refused) return possible;
        var revised = request.Revise(form);
        if (!revised.Refused) await JointWishQueries.JoinAsync(db, request, Now, cancel);
        return revised;
    }

    // What a wish points at is of its fair, is spoken, and leads back to itself by no way.
    private async Task<Outcome> PossibleAsync(FairDbContext db, Guid fairId, MeetingRequest? request, RequestForm form, CancellationToken cancel)
    {
        if (form.Language is { } language && (await db.WordsAsync(DictionaryKind.Language, cancel)).Refuses([language], request?.Language is { } spoken ? [spoken] : [], Today) is { } unknown)
            return Outcome.Wrong([new FieldProblem(nameof(RequestForm.Language), unknown.Zh, unknown.En)]);
        if (form.HallId is { } hall && !await db.Halls.AnyAsync(h => h.Id == hall && h.FairId == fairId, cancel))
            return Outcome.Wrong([new FieldProblem(nameof(RequestForm.HallId), FairRefusals.HallOfAnotherFair.Zh, FairRefusals.HallOfAnotherFair.En)]);
        if (form.After.Count == 0) return Outcome.Done;
        if (await db.Requests.CountAsync(r => form.After.Contains(r.Id) && r.FairId == fairId, cancel) != form.After.Distinct().Count()) return Refusal.NotFound;
        if (request is null) return Outcome.Done;
        var orders = (await db.RequestOrders.AsNoTracking().Where(o => o.ThenId != request.Id && db.Requests.Any(r => r.Id == o.ThenId && r.FairId == fairId)).ToListAsync(cancel)).ToLookup(o => o.ThenId, o => o.FirstId);
        return Leads(form.After, request.Id, orders) ? Outcome.Wrong([new FieldProblem(nameof(RequestForm.After), MeetingRefusals.AfterItself.Zh, MeetingRefusals.AfterItself.En)]) : Outcome.Done;
    }

    private static bool Leads(IEnumerable<Guid> from, Guid to, ILookup<Guid, Guid> before)
    {
        var (seen, left) = (new HashSet<Guid>(), new Stack<Guid>(from));
        while (left.TryPop(out var id))
        {
            if (id == to) return true;
            if (!seen.Add(id)) continue;
            foreach (var first in before[id]) left.Push(first);
        }

        return false;
    }

    public Task<Outcome> WithdrawRequestAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return DoAsync(actor, "request.withdrawn", id, (db, known) => db.Requests.SingleOrDefaultAsync(r => r.Id == known && r.Fair.Code == fair, cancel),
            (_, request) => Task.FromResult(request.Withdraw()), cancel, version);
    }

    public Task<Outcome> RenewRequestAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return DoAsync(actor, "request.renewed", id, (db, known) => db.Requests.SingleOrDefaultAsync(r => r.Id == known && r.Fair.Code == fair, cancel),
            async (db, request) =>
            {
                var renewed = request.Renew(Now, await ExpiryDaysAsync(db, request.FairId, cancel));
                if (!renewed.Refused) await JointWishQueries.JoinAsync(db, request, Now, cancel);
                return renewed;
            }, cancel, version);
    }

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
        request.Booked();
        others.ForEach(o => o.Join(request));
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

    public async Task<Outcome> ConcludeAsync(Actor actor, string fair, Guid id, OutcomeForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        var concluded = meeting.Record(form, Now);
        return concluded.Refused ? concluded : await CommitAsync(db, transaction, new Act(actor, "meeting.concluded", Now), id, cancel);
    }

    /// <summary>What was recorded gives way to what is right; it stays in the history, with who, when and why.</summary>
    public async Task<Outcome> CorrectAsync(Actor actor, string fair, Guid id, OutcomeForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        if (form.Reason is not { } reason || string.IsNullOrWhiteSpace(reason)) return Outcome.Wrong([new FieldProblem(nameof(OutcomeForm.Reason), MeetingRefusals.WhyCorrected.Zh, MeetingRefusals.WhyCorrected.En)]);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        if (meeting.Standing is not { } standing) return MeetingRefusals.NoOutcome;
        if (standing.Version != form.Version)
        {
            var theirs = OutcomeForm.Of(standing);
            // Why it is corrected is nothing on which two can differ.
            theirs.Reason = reason;
            return new Outcome { Clash = new Clash(standing.Id, form, theirs) };
        }

        var corrected = meeting.Correct(form, await FollowedByAsync(db, id, cancel), Now);
        return corrected.Refused ? corrected
            : await CommitAsync(db, transaction, new Act(actor, "meeting.outcome-corrected", Now) { Why = new Why(standing.Id, reason.Trim()) }, id, cancel);
    }

    /// <summary>An outcome recorded by mistake is taken back while no deal was made of it; the version is that of the outcome.</summary>
    public async Task<Outcome> TakeBackAsync(Actor actor, string fair, Guid id, int version, string reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } meeting) return Refusal.NotFound;
        if (meeting.Outcome is not { } outcome) return MeetingRefusals.NoOutcome;
        var deal = await FollowedByAsync(db, id, cancel);
        if (deal is null && outcome.Version != version) return Overtaken(outcome, version);
        var back = meeting.TakeBack(reason, deal);
        if (back.Refused) return back;
        var done = await CommitAsync(db, transaction, new Act(actor, "meeting.outcome-taken-back", Now) { Why = new Why(outcome.Id, reason.Trim()) }, id, cancel);
        return done.Refusal == Violations.Overtaken ? Overtaken(outcome, version) : done;
    }

    /// <summary>How the request stands; none where there is no such request.</summary>
    public async Task<RequestStanding?> StandingAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Fair.Code == fair, cancel) is not { } request) return null;
        var booked = request.WithId ?? id;
        var meeting = await db.Meetings.AsNoTracking().Where(m => m.RequestId == booked && m.State != MeetingState.Cancelled).Select(m => new { m.Id, m.Number }).FirstOrDefaultAsync(cancel);
        return new RequestStanding(request.Version, request.State, request.ExpiresAt, request.IsLive(Now), request.Priority, request.WithId, meeting?.Id, meeting?.Number);
    }

    public async Task<RequestForm?> RequestAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        return await JointWishQueries.Whole(db).SingleOrDefaultAsync(r => r.Id == id && r.Fair.Code == fair, cancel) is { } request ? RequestForm.Of(request) : null;
    }

    private async Task<int> ExpiryDaysAsync(FairDbContext db, Guid fairId, CancellationToken cancel) =>
        FairSetting.Days(await db.FairSettings.AsNoTracking().ToListAsync(cancel), Setting.RequestExpiryDays, fairId, new AsOf(Today));

    internal static async Task<Occupancy> OccupancyAsync(FairDbContext db, Guid fairId, CancellationToken cancel, params Guid[] without)
    {
        var slots = await db.Slots.Where(s => s.FairId == fairId && !s.IsClosed).OrderBy(s => s.StartsAt).Select(s => s.Id).ToListAsync(cancel);
        var taken = await db.Claims.AsNoTracking().Where(c => c.FairId == fairId && !without.Contains(c.MeetingId)).Select(c => new Taken(c.SlotId, c.ResourceId, c.MeetingId)).ToListAsync(cancel);
        return new Occupancy(slots, taken);
    }

    // Where deals were merged it is the one that stays which everybody sees and corrects.
    private static async Task<FollowedBy?> FollowedByAsync(FairDbContext db, Guid meetingId, CancellationToken cancel)
    {
        var deal = await db.Deals.IgnoreQueryFilters().Where(d => d.OriginMeetingId == meetingId).Select(d => new { d.Id, d.SurvivorId, d.Survivor.Number, d.OpenedOn, Totals = d.Survivor.Totals.ToList() }).SingleOrDefaultAsync(cancel);
        if (deal is null) return null;
        var signings = await db.Signings.AsNoTracking().Where(s => s.SubjectId == deal.Id || s.SubjectId == deal.SurvivorId).ToListAsync(cancel);
        // A deal that stays after a merge may have begun later: then what it began with.
        var total = new AsOf(deal.OpenedOn).InForce(deal.Totals) ?? AsOf.Latest.Standing(deal.Totals).First();
        // An intent is not counted as signed.
        return new FollowedBy(deal.Number, deal.OpenedOn, total.Total.Money, [.. AsOf.Latest.Standing(signings).Where(s => s.IsBinding).Select(s => s.Contracted.Money)]);
    }

    internal static Place? PlaceOf(Meeting meeting) => meeting is { FirstSlotId: { } slot, TableId: { } table } ? new Place(slot, meeting.Length, table) : null;

    internal static Task<List<Guid>> ProjectTeamAsync(FairDbContext db, Guid? projectId, CancellationToken cancel) =>
        db.Set<Projects.ProjectHost>().Where(h => h.ProjectId == projectId).OrderBy(h => h.Ordinal).Select(h => h.Host.PersonId).ToListAsync(cancel);

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

        return slots.SelectMany(slot => meeting.People.Select(person => (ClaimKind.Person, person)).Append((ClaimKind.Table, place.TableId))
            .Select(r => new SlotClaim { FairId = meeting.FairId, SlotId = slot, Kind = r.Item1, ResourceId = r.Item2, MeetingId = meeting.Id })).ToList();
    }

    private static Task<Meeting?> FindAsync(FairDbContext db, string fair, Guid id, CancellationToken cancel) =>
        db.Meetings.Include(m => m.Attendees).Include(m => m.Outcome).Include(m => m.Request).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id && m.Fair.Code == fair, cancel);
}
