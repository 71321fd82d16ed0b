using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record BoardSlot(Guid Id, DateTime StartsAt, DateTime EndsAt, bool IsClosed)
{
    /// <summary>It is on as the board is read.</summary>
    public bool IsOn { get; init; }

    public bool IsOver { get; init; }
}

public sealed record BoardTable(Guid Id, string Code, int Seats, bool IsClosed);

public sealed record BoardHall(Guid Id, string Name, IReadOnlyList<BoardTable> Tables);

/// <summary>A meeting, or the waiting wishes of a pair, as the board shows them, with those of the guests who have declined.</summary>
public sealed record BoardCard(Guid Id, bool IsRequest, string Number, string Subject, string GuestSide, string People, Wish? Priority, Guid? SlotId, int Length, Guid? TableId, MeetingState? State, int Version, string Declined, bool IsLocked)
{
    /// <summary>Who wishes it how much; of a meeting that nobody asked for, nothing.</summary>
    public string Asked { get; init; } = "";

    /// <summary>In the release that holds it is told to nobody.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>At its time somebody of it is not there.</summary>
    public bool IsUnattended { get; init; }

    /// <summary>The other wishes of the pair, which this card stands for as well.</summary>
    public IReadOnlyList<Guid> With { get; init; } = [];

    public bool StandsFor(Guid id) => Id == id || With.Contains(id);

    public bool CanMove => IsRequest || (State is MeetingState.Planned && !IsLocked);
}

/// <summary>The board as it stood after the audit entry <c>AsOf</c>; what was saved later may show or not.</summary>
public sealed record BoardView(Guid FairId, long AsOf, string Zone, IReadOnlyList<BoardSlot> Slots, IReadOnlyList<BoardHall> Halls, IReadOnlyList<BoardCard> Placed, IReadOnlyList<BoardCard> Tray, IReadOnlyDictionary<(Guid Slot, Guid Table), BoardCard> At)
{
    /// <summary>When the next slot begins or ends, and the board shows another as the one that is on; none once the last is over.</summary>
    public DateTime? TurnsAt { get; init; }

    /// <summary>Wishes that were not placed in time and wait no longer.</summary>
    public int Expired { get; init; }
}

internal sealed record Seated(Guid MeetingId, Guid PersonId, Side Side, bool Interprets, int Ordinal);

public sealed record AttendeeView(Guid PersonId, string Name, Side Side, bool Interprets);

public sealed record MeetingView(
    Guid Id, string Number, string Subject, string? SubjectAddress, string GuestSide, Guid? InvestorId, MeetingState State, DateTime? StartsAt, DateTime? EndsAt, string Zone, string? Table, string? CancelReason,
    IReadOnlyList<AttendeeView> Attendees, OutcomeForm? Outcome, Guid? DealId, string? DealNumber, Guid? RequestId, IReadOnlyList<string> Warnings, int Version, Guid? OutcomeId, DateTime? LockedAt, string? LockedBy)
{
    /// <summary>It was cancelled, and a wish it was booked of is open once more.</summary>
    public bool WaitsAgain { get; init; }

    /// <summary>In the release that holds, where it can be withheld or told again.</summary>
    public ReleasedAs? Released { get; init; }
}

/// <summary>A meeting in a release.</summary>
public sealed record ReleasedAs(Guid Id, int Version, bool IsHidden);

/// <summary>The board of time × table, and one meeting in full.</summary>
public sealed partial class BoardQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    /// <param name="actor">Who reads it.</param>
    /// <param name="fair">The code of the fair.</param>
    /// <param name="cancel">When nobody waits for it any more.</param>
    /// <param name="before">The board as the reader still sees it: of its meetings only those are read again that were changed since.</param>
    public async Task<BoardView?> BoardAsync(Actor actor, string fair, CancellationToken cancel, BoardView? before = null)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return null;
        var (now, asOf) = (clock.GetUtcNow().UtcDateTime, await db.AuditHeads.Select(h => h.Sequence).SingleAsync(cancel));
        var slots = await db.Slots.AsNoTracking().Where(s => s.FairId == of.Id).OrderBy(s => s.StartsAt).Select(s => new BoardSlot(s.Id, s.StartsAt, s.EndsAt, s.IsClosed) { IsOn = s.StartsAt <= now && s.EndsAt > now, IsOver = s.EndsAt <= now }).ToListAsync(cancel);
        var halls = await db.Halls.AsNoTracking().Include(h => h.Tables).Where(h => h.FairId == of.Id && h.Tables.Count > 0).OrderBy(h => h.Code).ToListAsync(cancel);
        var changed = before?.FairId == of.Id ? await ChangedAsync(db, before.AsOf, cancel) : null;
        var standing = db.Meetings.AsNoTracking().Where(m => m.FairId == of.Id && m.State != MeetingState.Cancelled);
        var read = changed is null ? standing : standing.Where(m => changed.Contains(m.Id));
        // Who sits where is read beside the cards, and who is called what beside that: joined, everything else of a card would come once for each of its people.
        var seats = (await read.SelectMany(m => m.Attendees).Select(a => new Seated(a.MeetingId, a.PersonId, a.Side, a.Interprets, a.Ordinal)).ToListAsync(cancel))
            .OrderBy(a => a.Side).ThenBy(a => a.Interprets).ThenBy(a => a.Ordinal).ToLookup(a => a.MeetingId);
        var meetings = await read.Select(m => new
        {
            m.Id,
            m.Number,
            Project = m.Project == null ? null : m.Project.Name,
            Plant = m.Plant == null ? null : m.Plant.Name,
            m.Topic,
            Investor = m.Investor == null ? null : m.Investor.Survivor.Name,
            Delegation = m.Delegation == null ? null : m.Delegation.Name,
            Priority = m.Request == null ? (Wish?)null : m.Request.Priority,
            m.FirstSlotId,
            m.Length,
            m.TableId,
            m.State,
            m.Version,
            m.LockedAt,
        }).ToListAsync(cancel);
        var open = db.Requests.AsNoTracking().Where(r => r.FairId == of.Id && r.State == RequestState.Open && r.Priority != Wish.No && r.ExpiresAt > now);
        var wishes = await open.ToDictionaryAsync(r => r.Id, cancel);
        // Included, the people of so many wishes take three times as long to be read.
        foreach (var person in await open.SelectMany(r => r.People).ToListAsync(cancel)) wishes.GetValueOrDefault(person.RequestId)?.People.Add(person);
        var about = await open.Select(r => new
        {
            r.Id,
            Project = r.Project == null ? null : r.Project.Name,
            Plant = r.Plant == null ? null : r.Plant.Name,
            Investor = r.Investor == null ? null : r.Investor.Survivor.Name,
            Delegation = r.Delegation == null ? null : r.Delegation.Name,
        }).ToDictionaryAsync(r => r.Id, cancel);
        var named = seats.SelectMany(m => m).Select(a => a.PersonId).Concat(wishes.Values.SelectMany(w => w.People).Select(p => p.PersonId)).Distinct().ToList();
        var names = await db.People.Where(p => named.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var declined = (await db.Guests.Where(g => g.FairId == of.Id && g.Attendance == Attendance.Declined).Select(g => g.PersonId).ToListAsync(cancel)).ToHashSet();
        var withheld = (await db.ReleasedMeetings.Where(m => m.FairId == of.Id && m.Release.IsCurrent && m.IsHidden).Select(m => m.MeetingId).ToListAsync(cancel)).ToHashSet();
        var unattended = (await db.Unattended(fair).Select(m => m.Id).ToListAsync(cancel)).ToHashSet();
        var unchanged = changed is null ? [] : before!.Placed.Concat(before.Tray).Where(c => !c.IsRequest && !changed.Contains(c.Id));
        var cards = meetings.Select(m => new BoardCard(m.Id, false, m.Number, (m.Project ?? m.Plant)?.Text ?? m.Topic ?? "", (m.Investor ?? m.Delegation)?.Text ?? "",
            Names(seats[m.Id].Select(a => a.PersonId)), m.Priority, m.FirstSlotId, m.Length, m.TableId, m.State, m.Version, m.State is MeetingState.Planned ? Names(Missed(seats[m.Id].Where(a => a.Side is Side.Guest).Select(a => a.PersonId))) : "", m.LockedAt is not null)
        {
            Asked = m.Priority?.Text ?? "",
        }).Concat(unchanged).Select(c => c with { IsWithheld = withheld.Contains(c.Id), IsUnattended = unattended.Contains(c.Id) }).OrderBy(c => c.Number, StringComparer.Ordinal).ToList();
        var merged = await JointWishQueries.MergedAsync(db, cancel);
        var joint = JointWish.Of(wishes.Values.Where(w => about.ContainsKey(w.Id)), id => merged.GetValueOrDefault(id, id));
        var tray = cards.Where(c => c.SlotId is null).Concat(joint.OrderByDescending(w => w.Points).ThenBy(w => w.Priority).ThenBy(w => w.First.Id).Select(w =>
        {
            var (first, guests) = (about[w.First.Id], w.Naming(Side.Guest).Team(Side.Guest).ToList());
            return new BoardCard(w.First.Id, true, "", (first.Project ?? first.Plant)?.Text ?? w.First.Topic ?? "", (first.Investor ?? first.Delegation)?.Text ?? "",
                Names([.. guests, .. w.Naming(Side.Host).Team(Side.Host)]), w.Priority, null, w.Length, null, null, w.First.Version, Names(Missed(guests)), false)
            {
                Asked = string.Join(" · ", w.Wishes.OrderBy(r => r.From).Select(r => BoardTexts.Wished(r.From, r.Priority)).Distinct()),
                With = [.. w.Wishes.Skip(1).Select(r => r.Id)],
            };
        })).ToList();
        var placed = cards.Where(c => c.SlotId is not null).ToDictionary(c => c.Id);
        // The claims say which slots a long meeting takes: it steps over one that was closed before.
        var held = await db.Claims.Where(c => c.FairId == of.Id && c.Kind == ClaimKind.Table).Select(c => new { c.SlotId, c.ResourceId, c.MeetingId }).ToListAsync(cancel);
        return new BoardView(of.Id, asOf, of.TimeZone, slots,
            [.. halls.Select(h => new BoardHall(h.Id, h.Name.Text, [.. h.Tables.OrderBy(t => t.Code).Select(t => new BoardTable(t.Id, t.Code, t.Seats, t.IsClosed))]))],
            [.. placed.Values], tray, held.Where(h => placed.ContainsKey(h.MeetingId)).ToDictionary(h => (h.SlotId, h.ResourceId), h => placed[h.MeetingId]))
        {
            TurnsAt = slots.SelectMany(s => new[] { s.StartsAt, s.EndsAt }).Where(at => at > now).Select(at => (DateTime?)at).Min(),
            Expired = await db.Requests.CountAsync(r => r.FairId == of.Id && r.State == RequestState.Open && r.Priority != Wish.No && r.ExpiresAt <= now, cancel),
        };

        string Names(IEnumerable<Guid> people) => Language.List(people.Select(p => names[p]));

        IEnumerable<Guid> Missed(IEnumerable<Guid> guests) => guests.Where(declined.Contains);
    }

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
                              select PresenceTexts.Away(actor, a.Person.Name, why, m.Fair.TimeZone, FairTime.DayOf(first.StartsAt, m.Fair.TimeZone)));
        }

        if (m is { State: MeetingState.Planned, FirstSlot: { } slot } && slot.StartsAt > clock.GetUtcNow().UtcDateTime) warnings.Add(BoardTexts.NotYet);
        return new MeetingView(m.Id, m.Number, (m.Project?.Name ?? m.Plant?.Name)?.Text ?? m.Topic ?? "",
            m.ProjectId is { } p ? $"/console/{fair}/projects/{p}" : m.PlantId is { } plant ? $"/console/{fair}/plants/{plant}" : null,
            (m.Investor?.Survivor.Name ?? m.Delegation?.Name)?.Text ?? "", m.Investor?.SurvivorId, m.State, m.FirstSlot?.StartsAt, m.FirstSlot?.EndsAt, m.Fair.TimeZone, m.Table?.Code, m.CancelReason,
            [.. m.Attendees.OrderBy(a => a.Side).ThenBy(a => a.Interprets).ThenBy(a => a.Ordinal).Select(a => new AttendeeView(a.PersonId, a.Person.Name, a.Side, a.Interprets))],
            m.Standing is { } outcome ? OutcomeForm.Of(outcome) : null, deal?.Id, deal?.Number, m.RequestId, warnings, m.Version, m.Outcome?.Id, m.LockedAt, m.LockedBy)
        {
            WaitsAgain = m.State is MeetingState.Cancelled && await db.Requests.AnyAsync(r => r.Id == m.RequestId && r.State == RequestState.Open && r.Priority != Wish.No, cancel),
            Released = await db.ReleasedMeetings.AsNoTracking().Where(r => r.MeetingId == id && r.Release.IsCurrent && !r.IsCancelled).Select(r => new ReleasedAs(r.Id, r.Version, r.IsHidden)).SingleOrDefaultAsync(cancel),
        };
    }

    private static async Task<IReadOnlyList<string>> RefusedWishesAsync(FairDbContext db, Guid fairId, Guid? project, Guid? plant, Guid? investor, Guid? delegation, CancellationToken cancel) =>
        project is null && plant is null ? []
            : [.. (await db.Requests.AsNoTracking().Where(r => r.FairId == fairId && r.Priority == Wish.No && r.State != RequestState.Withdrawn && r.ProjectId == project && r.PlantId == plant
                && ((investor != null && db.Investors.Any(i => i.Id == investor && i.SurvivorId == r.Investor!.SurvivorId)) || (delegation != null && r.DelegationId == delegation))).OrderBy(r => r.Id).Select(r => new { r.From, r.Reason }).ToListAsync(cancel))
                .Select(r => BoardTexts.RatherNot(r.From, r.Reason))];

    // Everything but a double booking is a warning with its reason, never a wall.
    private static async Task<IReadOnlyList<string>> WarningsAsync(FairDbContext db, Guid fairId, IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        var absent = await db.Guests.Where(g => g.FairId == fairId && people.Contains(g.PersonId) && g.Attendance != Attendance.Coming && g.Attendance != Attendance.Deputy)
            .Select(g => new { g.Person.Name, g.Attendance }).ToListAsync(cancel);
        return [.. absent.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => BoardTexts.NotComing(a.Name, a.Attendance))];
    }
}
