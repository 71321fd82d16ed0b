using InvestmentFair.Data;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>Wishes of one pair are kept together in the database: a wish for a pair that is booked is served by the meeting that stands.</summary>
internal static class JointWishQueries
{
    public static IQueryable<MeetingRequest> Whole(FairDbContext db) => db.Requests.Include(r => r.People).Include(r => r.After).AsSplitQuery();

    /// <summary>The other wishes of its pair, whatever became of them; those not to meet are none.</summary>
    public static async Task<List<MeetingRequest>> OthersAsync(FairDbContext db, MeetingRequest wish, CancellationToken cancel)
    {
        if (wish.Topic is not null) return [];
        var survivor = await db.Investors.Where(i => i.Id == wish.InvestorId).Select(i => (Guid?)i.SurvivorId).SingleOrDefaultAsync(cancel);
        return await Whole(db).Where(r => r.Id != wish.Id && r.FairId == wish.FairId && r.Priority != Wish.No && r.Topic == null && r.ProjectId == wish.ProjectId && r.PlantId == wish.PlantId
            && r.DelegationId == wish.DelegationId && (r.Investor == null ? (Guid?)null : r.Investor.SurvivorId) == survivor).OrderBy(r => r.Id).ToListAsync(cancel);
    }

    /// <summary>Firms that were merged, and the one that stays.</summary>
    public static Task<Dictionary<Guid, Guid>> MergedAsync(FairDbContext db, CancellationToken cancel) =>
        db.Investors.Where(i => i.SurvivorId != i.Id).ToDictionaryAsync(i => i.Id, i => i.SurvivorId, cancel);

    /// <summary>The wishes that a meeting was booked of.</summary>
    public static Task<List<MeetingRequest>> ServedAsync(FairDbContext db, Guid requestId, CancellationToken cancel) =>
        Whole(db).Where(r => r.Id == requestId || r.WithId == requestId).ToListAsync(cancel);

    /// <summary>The wishes of a fair that can be booked now, those of one pair together, by each of their requests.</summary>
    public static async Task<Dictionary<Guid, JointWish>> WaitingAsync(FairDbContext db, Guid fairId, DateTime now, CancellationToken cancel)
    {
        var merged = await MergedAsync(db, cancel);
        Guid Survivor(Guid id) => merged.GetValueOrDefault(id, id);
        var open = await Whole(db).Where(r => r.FairId == fairId && r.State == RequestState.Open && r.Priority != Wish.No).ToListAsync(cancel);
        var refused = (await db.Requests.AsNoTracking().Where(r => r.FairId == fairId && r.State != RequestState.Withdrawn && r.Priority == Wish.No).ToListAsync(cancel)).Select(r => JointWish.PairOf(r, Survivor)).ToHashSet();
        return JointWish.Of(open.Where(r => r.IsLive(now)), Survivor).Where(w => JointWish.PairOf(w.First, Survivor) is not { } pair || !refused.Contains(pair))
            .SelectMany(w => w.Wishes.Select(r => (r.Id, Wish: w))).ToDictionary(w => w.Id, w => w.Wish);
    }

    /// <summary>A wish that waits and whose pair is booked waits no longer.</summary>
    public static async Task JoinAsync(FairDbContext db, MeetingRequest wish, DateTime now, CancellationToken cancel)
    {
        if (wish.Priority is Wish.No || !wish.IsLive(now)) return;
        if ((await OthersAsync(db, wish, cancel)).Find(r => r is { State: RequestState.Placed, WithId: null }) is not { } booked) return;
        wish.Join(booked);
        // Whoever cancels that meeting at the same time does not know of this wish yet, and has to look again.
        db.Entry(booked).Property(r => r.Version).IsModified = true;
    }
}
