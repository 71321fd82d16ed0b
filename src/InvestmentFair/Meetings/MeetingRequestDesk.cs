using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>How a request stands: waiting until when, or by which meeting it was met.</summary>
public sealed record RequestStanding(int Version, RequestState State, DateTime ExpiresAt, bool IsLive, Wish Priority, Guid? WithId, Guid? MeetingId, string? MeetingNumber)
{
    /// <summary>A wish not to meet: it waits for nothing and does not lapse, until it is withdrawn.</summary>
    public bool HoldsAsRefusal => Priority is Wish.No && State is RequestState.Open;
}

/// <summary>Wishes to meet: entered, revised, withdrawn and made again.</summary>
public sealed partial class MeetingDesk
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

    /// <summary>Those named for the guest side who are in the list of this fair for another party, with that party.</summary>
    public async Task<IReadOnlyList<(string Name, string Party)>> OfAnotherPartyAsync(Actor actor, string fair, RequestForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Guests.Count == 0 || form is { InvestorId: null, DelegationId: null }) return [];
        await using var db = Open();
        var investor = await db.Investors.Where(i => i.Id == form.InvestorId).Select(i => (Guid?)i.SurvivorId).SingleOrDefaultAsync(cancel);
        var guests = await db.Guests.AsNoTracking().Where(g => g.Fair.Code == fair && form.Guests.Contains(g.PersonId)).OrderBy(g => g.PinyinKey).ThenBy(g => g.Id).Select(g => new
        {
            g.Person.Name,
            g.DelegationId,
            InvestorId = g.Investor == null ? (Guid?)null : g.Investor.SurvivorId,
            Investor = g.Investor == null ? null : g.Investor.Survivor.Name,
            Delegation = g.Delegation == null ? null : g.Delegation.Name,
            g.Organisation,
        }).ToListAsync(cancel);
        return [.. guests.Where(g => investor is null ? g.DelegationId != form.DelegationId : g.InvestorId != investor).Select(g => (g.Name, (g.Investor ?? g.Delegation)?.Text ?? g.Organisation))];
    }

    public async Task<RequestForm?> RequestAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        return await JointWishQueries.Whole(db).SingleOrDefaultAsync(r => r.Id == id && r.Fair.Code == fair, cancel) is { } request ? RequestForm.Of(request) : null;
    }

    private Task<int> ExpiryDaysAsync(FairDbContext db, Guid fairId, CancellationToken cancel) => ExpiryDaysAsync(db, fairId, Today, cancel);

    internal static async Task<int> ExpiryDaysAsync(FairDbContext db, Guid fairId, DateOnly today, CancellationToken cancel) =>
        FairSetting.Days(await db.FairSettings.AsNoTracking().ToListAsync(cancel), Setting.RequestExpiryDays, fairId, new AsOf(today));
}
