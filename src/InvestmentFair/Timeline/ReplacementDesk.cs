using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Timeline;

/// <summary>换人: another of the same party comes in the stead of a guest, and what hung on the one passes to the other where that is said.</summary>
public sealed class ReplacementDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>The guest thereby declines. Done, with a notice of what did not pass to the other and waits for somebody.</summary>
    public async Task<Outcome<Guid>> ReplaceAsync(Actor actor, string fair, Guid id, int version, ReplacementForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDelegations);
        if (form.TakesMeetings) actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Guests.Include(g => g.Person).SingleOrDefaultAsync(g => g.Id == id && g.Fair.Code == fair, cancel) is not { } other) return Refusal.NotFound;
        if (other.Version != version) return Overtaken(other, version).As<Guid>();
        (form.DelegationId, form.InvestorId) = (other.DelegationId, other.InvestorId);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        if (await DelegationDesk.RefusedAsync(db, other.FairId, form, cancel) is { } refusal) return refusal;
        if (await ComesInsteadAsync(db, other, cancel) is { } already) return GuestRefusals.AlreadyReplaced(already);
        if (await db.NamedAsync(form, cancel) is not { } person) return Refusal.NotFound;
        var guest = Guest.Enter(await DelegationDesk.NumberAsync(db, fair, cancel), other.FairId, person, form);
        var replaces = guest.Replaces(other, actor.Name, Now);
        if (replaces.Refused) return replaces.As<Guid>();
        // Who had declined before is not written otherwise, and of two who replace them at once both would be heard.
        db.Entry(other).Property(g => g.Version).IsModified = true;
        db.Add(guest);

        var headless = await db.Heads.Where(g => g.Id == id).Select(g => g.Delegation).SingleOrDefaultAsync(cancel);
        if (form.TakesHeadship && headless is not null)
        {
            var led = headless.LedBy(guest);
            if (led.Refused) return led.As<Guid>();
            headless = null;
        }

        var left = await db.PlannedWith(other.FairId, other.PersonId).Include(m => m.Attendees).ToListAsync(cancel);
        ClaimChange? claims = null;
        if (form.TakesMeetings)
        {
            var taken = await TakeOverAsync(db, left, other, person, cancel);
            if (taken.Refused) return Outcome.Wrong([new FieldProblem(nameof(ReplacementForm.TakesMeetings), taken.Refusal!.Zh, taken.Refusal.En)]).As<Guid>();
            (claims, left) = (taken.Value is { Meetings.Count: > 0 } ? taken.Value : null, []);
        }

        var done = await CommitAsync(db, transaction, new Act(actor, "guest.replaced", Now), guest.Id, cancel, claims);
        // It may have been a meeting, a wish or the delegation that somebody saved first: only of the guest can both versions be shown.
        if (done.Refusal == Violations.Overtaken && await IsMovedAsync(id, version, cancel)) return Overtaken(other, version).As<Guid>();
        return done.Refused ? done : new Outcome<Guid> { Value = guest.Id, Notice = GuestNotices.Left(headless is not null, [.. left.Select(m => m.Number)]) };
    }

    // All of them or none: whoever cannot sit in one of them is told which, and may come without them.
    private static async Task<Outcome<ClaimChange>> TakeOverAsync(FairDbContext db, List<Meeting> meetings, Guest leaves, Person comes, CancellationToken cancel)
    {
        foreach (var request in await db.WishesOf(leaves.FairId, leaves.PersonId).Include(r => r.People).ToListAsync(cancel))
            if (request.GiveSeat(leaves.PersonId, comes.Id) is { Refused: true } refused) return refused.As<ClaimChange>();

        var occupancy = await MeetingDesk.OccupancyAsync(db, leaves.FairId, cancel);
        List<Guid> placed = [];
        List<SlotClaim> claims = [];
        foreach (var meeting in meetings)
        {
            if (meeting.GiveSeat(leaves.PersonId, comes.Id) is { Refused: true } refused) return refused.As<ClaimChange>();
            if (MeetingDesk.PlaceOf(meeting) is not { } place) continue;
            var own = await MeetingDesk.ClaimsAsync(db, meeting, place, occupancy, cancel);
            if (own.Refused) return own.As<ClaimChange>();
            placed.Add(meeting.Id);
            claims.AddRange(own.Value!);
        }

        return new ClaimChange(placed, claims);
    }

    private async Task<bool> IsMovedAsync(Guid id, int version, CancellationToken cancel)
    {
        await using var db = Open();
        return await db.Guests.AnyAsync(g => g.Id == id && g.Version != version, cancel);
    }

    // Whoever came in the stead may have been replaced in turn: the seat is one.
    private static async Task<string?> ComesInsteadAsync(FairDbContext db, Guest guest, CancellationToken cancel)
    {
        var replaced = (await db.Guests.Where(g => g.FairId == guest.FairId && g.ReplacesGuestId != null).Select(g => new { g.Id, Of = g.ReplacesGuestId!.Value, g.Attendance, g.Person.Name }).ToListAsync(cancel)).ToLookup(g => g.Of);
        var seat = new Stack<Guid>([guest.Id]);
        while (seat.TryPop(out var id))
            foreach (var instead in replaced[id])
            {
                if (instead.Attendance is not Attendance.Declined) return instead.Name;
                seat.Push(instead.Id);
            }

        return null;
    }
}
