using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Access;

/// <summary>A link as staff pass it on; without a key where the secret that made it is lost: it goes on opening, and can only be renewed.</summary>
public sealed record LinkView(Guid Id, string Number, string? Key, DateOnly OpensUntil, int Version);

/// <summary>What an address opened: of which fair, and whose it is or which hall's.</summary>
public sealed record OpenedLink(Guid Id, string Number, int Generation, string Fair, Guid Subject);

/// <summary>Gives out the addresses by which guests see their own timetable, and opens them. Opening changes nothing.</summary>
public sealed class LinkDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, LinkKeys keys) : Desk(contexts, clock)
{
    /// <summary>The one that stands, or a first one; with that of a person's page the one of their calendar, for the page to name: looking at it gives out nothing.</summary>
    public async Task<Outcome<LinkView>> ShowAsync(Actor actor, string fair, LinkKind kind, Guid subject, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        var of = await db.Fairs.Where(f => f.Code == fair).Select(f => new { f.Id, f.LastDay, f.TimeZone }).SingleOrDefaultAsync(cancel);
        if (of is null || await HolderAsync(db, of.Id, kind, subject, cancel) is not { } holder) return Refusal.NotFound;
        if (IsOver(of.LastDay, of.TimeZone)) return LinkRefusals.Over;

        if (await StandingAsync() is { } stands) return Shown(stands);
        await using var transaction = await db.BeginAsync(cancel);
        var link = await GiveAsync(kind);
        if (kind is LinkKind.Timetable && !await LiveOf(db, of.Id, LinkKind.Calendar, holder).AnyAsync(cancel)) await GiveAsync(LinkKind.Calendar);
        var given = await CommitAsync(db, transaction, new Act(actor, "link.given", Now), link.Id, cancel);
        if (!given.Refused) return Shown(link);
        // Somebody else gave it in the same moment: that one it is.
        db.ChangeTracker.Clear();
        return given.Refusal == Refusal.AlreadyExists && await StandingAsync() is { } theirs ? Shown(theirs) : given.As<LinkView>();

        Task<GuestLink?> StandingAsync() => FirstAsync(LiveOf(db, of.Id, kind, holder), holder, cancel);
        async Task<GuestLink> GiveAsync(LinkKind given)
        {
            var link = GuestLink.Give($"LK-{await db.NextNumberAsync("link", cancel):00000}", of.Id, given, holder, keys);
            db.Add(link);
            return link;
        }

        LinkView Shown(GuestLink shown) => new(shown.Id, shown.Number, shown.Key(keys), GuestLink.OpensUntil(of.LastDay), shown.Version);
    }

    /// <summary>The address has come into other hands, or cannot be shown any more: it opens nothing from now on, and a new one does.</summary>
    public Task<Outcome> RenewAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel) =>
        DoAsync(actor, "link.renewed", fair, id, version, link => link.Renew(keys), cancel);

    /// <summary>The address opens nothing; another is given only when somebody asks to see it.</summary>
    public Task<Outcome> RevokeAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel) =>
        DoAsync(actor, "link.revoked", fair, id, version, link => link.Revoke(actor.Name, Now), cancel);

    /// <summary>What the key opens; the same nothing for one that is unknown, revoked, over or of another kind.</summary>
    public async Task<OpenedLink?> OpenAsync(Actor actor, LinkKind kind, string key, CancellationToken cancel)
    {
        if (key.Length != LinkKeys.Length) return null;
        var hash = LinkKeys.HashOf(key);
        await using var db = Open();
        return await OpenedAsync(db, db.Links.Where(l => l.Kind == kind && l.KeyHash == hash), cancel);
    }

    /// <summary>Of a browser that was let in before by its key: it is let in again until that key was renewed or revoked.</summary>
    public async Task<OpenedLink?> OpenAgainAsync(Actor actor, LinkKind kind, Guid id, int generation, CancellationToken cancel)
    {
        await using var db = Open();
        return await OpenedAsync(db, db.Links.Where(l => l.Kind == kind && l.Id == id && l.Generation == generation && l.KeyHash != null), cancel);
    }

    /// <summary>The key of a person's calendar, for whoever opened their page; none where it was revoked or cannot be shown again.</summary>
    internal async Task<string?> CalendarKeyAsync(OpenedLink page, CancellationToken cancel)
    {
        await using var db = Open();
        var fair = await db.Fairs.Where(f => f.Code == page.Fair).Select(f => f.Id).SingleAsync(cancel);
        return (await FirstAsync(LiveOf(db, fair, LinkKind.Calendar, page.Subject), page.Subject, cancel))?.Key(keys);
    }

    private async Task<OpenedLink?> OpenedAsync(FairDbContext db, IQueryable<GuestLink> links, CancellationToken cancel)
    {
        var opened = await links.Join(db.Fairs, l => l.FairId, f => f.Id, (l, f) => new { l.Id, l.Number, l.Generation, l.Kind, l.SubjectId, l.FairId, f.Code, f.LastDay, f.TimeZone }).SingleOrDefaultAsync(cancel);
        return opened is not null && !IsOver(opened.LastDay, opened.TimeZone) && await HolderAsync(db, opened.FairId, opened.Kind, opened.SubjectId, cancel) is { } holder
            ? new OpenedLink(opened.Id, opened.Number, opened.Generation, opened.Code, holder)
            : null;
    }

    private async Task<Outcome> DoAsync(Actor actor, string act, string fair, Guid id, int version, Func<GuestLink, Outcome> verb, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return await DoAsync(actor, act, id, (db, known) => db.Links.SingleOrDefaultAsync(l => l.Id == known && db.Fairs.Any(f => f.Id == l.FairId && f.Code == fair), cancel), async (db, link) =>
        {
            var done = verb(link);
            if (done.Refused) return done;
            // Whoever is rid of one address is rid of those that a merge brought along.
            var holder = await HolderAsync(db, link.FairId, link.Kind, link.SubjectId, cancel);
            foreach (var other in await LiveOf(db, link.FairId, link.Kind, holder ?? link.SubjectId).Where(l => l.Id != id).ToListAsync(cancel)) other.Revoke(actor.Name, Now);
            // Whoever had a person's page has read on it where their calendar is.
            if (link.Kind is LinkKind.Timetable) foreach (var calendar in await LiveOf(db, link.FairId, LinkKind.Calendar, holder ?? link.SubjectId).ToListAsync(cancel)) verb(calendar);
            return done;
        }, cancel, version);
    }

    private bool IsOver(DateOnly lastDay, string zone) => FairTime.DayOf(Now, zone) > GuestLink.OpensUntil(lastDay);

    // A person as they are known today, or a hall of the fair.
    private static async Task<Guid?> HolderAsync(FairDbContext db, Guid fair, LinkKind kind, Guid subject, CancellationToken cancel) => kind is LinkKind.Board
        ? await db.Halls.Where(h => h.Id == subject && h.FairId == fair).Select(h => (Guid?)h.Id).SingleOrDefaultAsync(cancel)
        : await db.People.Where(p => p.Id == subject).Select(p => (Guid?)p.SurvivorId).SingleOrDefaultAsync(cancel);

    // After a merge of persons two may stand; that of the record which stays is the one that is passed on.
    private static Task<GuestLink?> FirstAsync(IQueryable<GuestLink> live, Guid holder, CancellationToken cancel) =>
        live.AsNoTracking().OrderByDescending(l => l.SubjectId == holder).ThenBy(l => l.Id).FirstOrDefaultAsync(cancel);

    private static IQueryable<GuestLink> LiveOf(FairDbContext db, Guid fair, LinkKind kind, Guid holder) =>
        db.Links.Where(l => l.FairId == fair && l.Kind == kind && l.RevokedAt == null && (l.SubjectId == holder || db.People.Any(p => p.Id == l.SubjectId && p.SurvivorId == holder)));
}
