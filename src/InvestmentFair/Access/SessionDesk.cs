using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Access;

public sealed record SessionView(Guid Id, DateTime StartedAt, DateTime LastSeenAt, string Device, string Address, bool TwoFactor, bool IsOpen, DateTime? EndedAt, string? EndedBy);

/// <summary>Who is logged in where, and the way to end it: everybody for themselves, administrators for anybody.</summary>
public sealed class SessionDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    private const int MostShown = 30;

    /// <summary>Open ones first, then the latest that have ended.</summary>
    public async Task<IReadOnlyList<SessionView>> SessionsAsync(Actor actor, Guid account, CancellationToken cancel)
    {
        MustOwn(actor, account);
        await using var db = Open();
        var now = SystemNow;
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.StaffMemberId == account).OrderByDescending(s => s.LastSeenAt).ThenBy(s => s.Id).Take(MostShown).ToListAsync(cancel);
        return
        [
            .. sessions.Select(s => new SessionView(s.Id, s.StartedAt, s.LastSeenAt, Devices.InWords(s.UserAgent), s.Address, s.TwoFactor, s.IsOpen(now), s.EndedAt, s.EndedBy))
                .OrderByDescending(s => s.IsOpen).ThenByDescending(s => s.LastSeenAt),
        ];
    }

    public async Task<Outcome> EndAsync(Actor actor, Guid account, Guid session, CancellationToken cancel)
    {
        MustOwn(actor, account);
        await using var db = Open();
        if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == session && s.StaffMemberId == account, cancel) is not { } known) return Refusal.NotFound;
        known.End(actor.Name, SystemNow);
        return await NoteAsync(db, actor, account, cancel);
    }

    /// <summary>Every login of the account, except the one from which it is asked.</summary>
    public async Task<Outcome> EndAllAsync(Actor actor, Guid account, Guid? except, CancellationToken cancel)
    {
        MustOwn(actor, account);
        await using var db = Open();
        foreach (var session in await db.Sessions.Where(s => s.StaffMemberId == account && s.EndedAt == null && s.Id != except).ToListAsync(cancel))
            session.End(actor.Name, SystemNow);
        return await NoteAsync(db, actor, account, cancel);
    }

    private async Task<Outcome> NoteAsync(FairDbContext db, Actor actor, Guid account, CancellationToken cancel) =>
        await db.SaveAsync(new Act(actor, "account.signed-out", Now, await db.Users.Where(u => u.Id == account).Select(u => u.UserName).SingleOrDefaultAsync(cancel)), cancel);

    private static void MustOwn(Actor actor, Guid account)
    {
        if (actor.Role is null || account != actor.Id) actor.Must(Permission.ManageAccounts);
    }
}
