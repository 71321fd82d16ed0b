using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>What was not arranged, by the number of the meeting or by who would have met, and why.</summary>
public sealed record LeftAlone(string Name, Refusal Why);

/// <summary>What became of arrangements.</summary>
public sealed record Arranged(int Booked, int Moved, int Seated, int TakenOff, IReadOnlyList<LeftAlone> Left)
{
    public int Changed => Booked + Moved + Seated + TakenOff;

    /// <summary>Those that lose their place, by number, subject and guest side.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];
}

/// <summary>The timetable changed in many places at once.</summary>
public sealed partial class ScheduleDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>Everything that is asked for, or nothing where something of it cannot be done any more.</summary>
    public async Task<Outcome<Arranged>> ApplyAsync(Actor actor, string fair, IReadOnlyList<Arrangement> arrangements, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
        var (done, claims) = await ArrangeAsync(db, of, arrangements, cancel);
        if (done.Left.Count > 0) return ScheduleRefusals.MovedOn(done.Left);
        if (done.Changed == 0) return done;
        return await CommitAsync(db, transaction, new Act(actor, "schedule.arranged", Now), done, cancel, claims);
    }

    /// <summary>
    /// Meetings booked, moved, given other people and taken off, to be saved together with the claims that are handed back. What
    /// has changed since it was worked out, and what meets a meeting that stays, is left as it is and named; what is as it should be is not touched.
    /// </summary>
    internal async Task<(Arranged Done, ClaimChange Claims)> ArrangeAsync(FairDbContext db, Fair fair, IReadOnlyList<Arrangement> arrangements, CancellationToken cancel)
    {
        var (left, steps) = (new Dictionary<Guid, Refusal>(), new List<Step>());
        var ids = arrangements.Select(a => a.MeetingId).OfType<Guid>().ToList();
        var meetings = await db.Meetings.Include(m => m.Attendees).Where(m => m.FairId == fair.Id && ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancel);
        var waiting = arrangements.Any(a => a.MeetingId is null) ? await JointWishQueries.WaitingAsync(db, fair.Id, Now, cancel) : [];
        var changed = await ChangedSinceAsync(db, arrangements.Where(a => a.MeetingId is not null).Select(a => (a.MeetingId!.Value, a.Version, meetings.GetValueOrDefault(a.MeetingId.Value)?.Version))
            .Concat(arrangements.SelectMany(a => a.Requests).Select(r => (r.Id, r.Version, waiting.GetValueOrDefault(r.Id)?.Wishes.Single(w => w.Id == r.Id).Version))), cancel);
        var gone = await GoneAsync(db, fair.Id, [.. arrangements.SelectMany(a => a.People).Distinct()], cancel);
        foreach (var to in arrangements)
        {
            var (meeting, wish) = (to.MeetingId is { } id ? meetings.GetValueOrDefault(id) : null, to.Requests is [var (first, _), ..] ? waiting.GetValueOrDefault(first) : null);
            if (meeting is not null && IsAsAsked(meeting, to)) continue;
            var key = to.MeetingId ?? to.Requests[0].Id;
            if ((Against(to, meeting, wish, changed) ?? (to.People.Any(gone.Contains) ? ScheduleRefusals.PeopleGone : null)) is { } refusal) left[key] = refusal;
            else steps.Add(new Step(key, to, meeting, wish));
        }

        var asked = await AskedAsync(db, fair.Id, [.. steps.Where(s => s.To.Place is not null).Select(s => (s.Key, s.To.Place!.Value, s.To.People))], left, cancel);
        steps.RemoveAll(s => left.ContainsKey(s.Key));
        var standing = await db.Claims.AsNoTracking().Where(c => c.FairId == fair.Id).ToListAsync(cancel);
        var blocked = Rearranging.Blocked(standing, [.. asked.SelectMany(a => a)], steps.Select(s => s.Key).ToHashSet());
        steps.RemoveAll(s => blocked.ContainsKey(s.Key));

        var number = steps.Count(s => s.Meeting is null) is > 0 and var made ? await db.NextNumberAsync($"meeting/{fair.Code}", cancel, made) : 0;
        var claims = new List<SlotClaim>();
        var touched = new List<Guid>();
        var done = new Arranged(0, 0, 0, 0, []);
        foreach (var step in steps)
        {
            var meeting = step.Meeting ?? Book(db, step.Wish!, $"{fair.Code}-M{number++:000}", step.To);
            done = Change(meeting, step, done);
            touched.Add(meeting.Id);
            claims.AddRange(asked[step.Key].Select(c => new SlotClaim { FairId = c.FairId, SlotId = c.SlotId, Kind = c.Kind, ResourceId = c.ResourceId, MeetingId = meeting.Id }));
        }

        return (done with { Left = await NamedAsync(db, left, blocked, cancel), Off = await OffAsync(db, [.. steps.Where(s => s.To.Place is null).Select(s => s.Key)], cancel) }, new ClaimChange(touched, claims));
    }

    private static bool IsAsAsked(Meeting meeting, Arrangement to) => MeetingDesk.PlaceOf(meeting) == to.Place
        && (to.Place is null || (meeting.Team(Side.Guest).ToHashSet().SetEquals(to.Guests) && meeting.Team(Side.Host).ToHashSet().SetEquals(to.Hosts) && meeting.Interpreters.ToHashSet().SetEquals(to.Interpreters)));

    // What was worked out for something else than what stands now, and what the meeting itself refuses.
    private static Refusal? Against(Arrangement to, Meeting? meeting, JointWish? wish, HashSet<Guid> changed)
    {
        if (to.MeetingId is not null)
        {
            if (meeting is null) return Refusal.NotFound;
            if (changed.Contains(meeting.Id)) return Violations.Overtaken;
            if (meeting.Stays is { } stays) return stays;
        }
        else if (wish is null || !wish.Wishes.Select(w => w.Id).ToHashSet().SetEquals(to.Requests.Select(r => r.Id)) || to.Requests.Any(r => changed.Contains(r.Id))) return Violations.Overtaken;

        return to.Place is null ? null : Meeting.Unseatable(to.Guests, to.Hosts, to.Interpreters);
    }

    // What was changed and put back, as by whoever undoes, stands as it was seen; so does not what is gone, or whose history was erased.
    private static async Task<HashSet<Guid>> ChangedSinceAsync(FairDbContext db, IEnumerable<(Guid Id, int Seen, int? Stands)> of, CancellationToken cancel)
    {
        var newer = of.Where(r => r.Stands != r.Seen).ToDictionary(r => r.Id);
        if (newer.Count == 0) return [];
        var (ids, oldest) = (newer.Keys.ToList(), newer.Values.Min(r => r.Seen));
        var rows = (await db.History.AsNoTracking().Where(h => (h.Record == nameof(Meeting) || h.Record == nameof(MeetingRequest)) && ids.Contains(h.RecordId) && h.RecordVersion > oldest).ToListAsync(cancel))
            .Where(h => h.RecordVersion > newer[h.RecordId].Seen).OrderBy(h => h.RecordVersion).GroupBy(h => (h.RecordId, h.Field));
        return [.. newer.Values.Where(r => r.Stands is not { } stands || stands < r.Seen).Select(r => r.Id), .. rows.Where(g => g.Any(h => h.IsErased) || g.First().Old != g.Last().New).Select(g => g.Key.RecordId)];
    }

    // Who was merged into another meanwhile, and whoever does not come after all.
    private static async Task<HashSet<Guid>> GoneAsync(FairDbContext db, Guid fairId, List<Guid> people, CancellationToken cancel)
    {
        var there = await db.People.Where(p => people.Contains(p.Id) && p.SurvivorId == p.Id).Select(p => p.Id).ToListAsync(cancel);
        var declined = await db.Guests.Where(g => g.FairId == fairId && g.Attendance == Attendance.Declined && people.Contains(g.PersonId)).Select(g => g.PersonId).ToListAsync(cancel);
        return [.. people.Except(there), .. declined];
    }

    // What each takes at its place; one whose place is closed, or for which the day ends too early, is left.
    private static async Task<ILookup<Guid, SlotClaim>> AskedAsync(FairDbContext db, Guid fairId, IReadOnlyList<(Guid Key, Place Place, IReadOnlyList<Guid> People)> places, Dictionary<Guid, Refusal> left, CancellationToken cancel)
    {
        var grid = new Occupancy(await db.Slots.Where(s => s.FairId == fairId && !s.IsClosed).OrderBy(s => s.StartsAt).Select(s => s.Id).ToListAsync(cancel), []);
        var tables = (await db.Tables.Where(t => t.FairId == fairId && !t.IsClosed).Select(t => t.Id).ToListAsync(cancel)).ToHashSet();
        var asked = new List<SlotClaim>();
        foreach (var (key, place, people) in places)
            if (tables.Contains(place.TableId) && grid.Run(place.FirstSlotId, place.Length) is { } run) asked.AddRange(SlotClaim.Of(fairId, key, run, [.. people.Distinct()], place.TableId));
            else left[key] = MeetingRefusals.SlotClosed;
        return asked.ToLookup(c => c.MeetingId);
    }

    private static Meeting Book(FairDbContext db, JointWish wish, string number, Arrangement to)
    {
        var first = wish.First;
        var meeting = Meeting.Between(number, first.FairId, first.Id, first.ProjectId, first.PlantId, first.Topic, first.InvestorId, first.DelegationId, to.Guests, to.Hosts, to.Interpreters);
        wish.Booked();
        db.Add(meeting);
        return meeting;
    }

    // Nothing refuses here any more: what does was left alone.
    private static Arranged Change(Meeting meeting, Step step, Arranged done)
    {
        if (step.To.Place is not { } place)
        {
            Do(meeting.TakeOff());
            return done with { TakenOff = done.TakenOff + 1 };
        }

        var moves = MeetingDesk.PlaceOf(meeting) != place;
        if (step.Meeting is not null) Do(meeting.Seat(step.To.Guests, step.To.Hosts, step.To.Interpreters));
        if (moves) Do(meeting.PlaceAt(place));
        return step.Meeting is null ? done with { Booked = done.Booked + 1 } : moves ? done with { Moved = done.Moved + 1 } : done with { Seated = done.Seated + 1 };

        static void Do(Outcome outcome)
        {
            if (outcome.Refused) throw new InvalidOperationException(outcome.Refusal!.En);
        }
    }

    private static async Task<IReadOnlyList<string>> OffAsync(FairDbContext db, List<Guid> off, CancellationToken cancel) =>
        off.Count == 0 ? [] : [.. (await db.Meetings.Where(m => off.Contains(m.Id)).NamedAsync(cancel)).Select(m => m.Said)];

    private static async Task<IReadOnlyList<LeftAlone>> NamedAsync(FairDbContext db, Dictionary<Guid, Refusal> left, IReadOnlyDictionary<Guid, Guid> blocked, CancellationToken cancel)
    {
        if (left.Count + blocked.Count == 0) return [];
        var ids = left.Keys.Concat(blocked.Keys).Concat(blocked.Values).Distinct().ToList();
        var names = await db.Meetings.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Number }).ToDictionaryAsync(m => m.Id, m => m.Number, cancel);
        foreach (var wish in await db.Requests.Where(r => ids.Contains(r.Id)).NamedAsync(cancel)) names[wish.Id] = wish.Of;
        return
        [
            .. left.Select(l => new LeftAlone(Name(l.Key), l.Value)).Concat(blocked.Select(b => new LeftAlone(Name(b.Key), MeetingRefusals.SameSlotTaken(Name(b.Key), Name(b.Value)))))
                .OrderBy(l => l.Name, StringComparer.Ordinal),
        ];

        string Name(Guid id) => names.GetValueOrDefault(id, "?");
    }

    // Its key is the meeting, or the first request of what is yet to be booked.
    private sealed record Step(Guid Key, Arrangement To, Meeting? Meeting, JointWish? Wish);
}
