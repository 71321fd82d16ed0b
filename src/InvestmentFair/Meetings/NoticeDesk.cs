using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record NoticeView(Guid Id, string Person, string? Mobile, string? Email, Guid ReleaseId, string Release, string? Since, NoticeState State, NoticeThrough? Through, DateTime? DoneAt, string? DoneBy, string? DoneNote, Bilingual Words, string Zone, int Version);

/// <summary>Who has to be told what, and that they were.</summary>
public sealed class NoticeDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, LinkDesk links) : Desk(contexts, clock)
{
    public async Task<NoticeView?> NoticeAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await db.Notices.AsNoTracking().Include(n => n.Release).Include(n => n.Fair).SingleOrDefaultAsync(n => n.Id == id && n.Fair.Code == fair, cancel) is not { } notice) return null;
        var person = await db.People.Where(p => p.Id == notice.PersonId).Select(p => p.Survivor).SingleAsync(cancel);
        var since = notice.SinceReleaseId is { } before ? await db.Releases.AsNoTracking().SingleAsync(r => r.Id == before, cancel) : null;
        var isWhole = actor.May(Permission.ViewContacts);
        return new NoticeView(id, person.Name, isWhole ? person.Mobile : Mobiles.Mask(person.Mobile), isWhole ? person.Email : null, notice.ReleaseId, notice.Release.Called, since?.Called,
            notice.State, notice.Through, notice.DoneAt, notice.DoneBy, notice.DoneNote, notice.Words, notice.Fair.TimeZone, notice.Version);
    }

    /// <summary>
    /// What to say, for whoever is about to send it, with the address of the person's own timetable, which is given now where it was not
    /// before; it stands in no database. Once the fair is over there is none, and the words stand alone.
    /// </summary>
    public async Task<Bilingual?> TextAsync(Actor actor, string fair, Guid id, string site, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        if (await db.Notices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.Fair.Code == fair, cancel) is not { } notice) return null;
        var link = await links.ShowAsync(actor, fair, LinkKind.Timetable, notice.PersonId, cancel);
        return NoticeWords.WithAddress(notice.Words, site, link.Value?.Key);
    }

    public async Task<Outcome> MarkAsync(Actor actor, string fair, Guid id, int version, MarkForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        return await DoAsync(actor, "notice.marked", id, (db, known) => db.Notices.SingleOrDefaultAsync(n => n.Id == known && n.Fair.Code == fair, cancel), (_, notice) => Task.FromResult(notice.Mark(form, actor.Name, Now)), cancel, version);
    }

    public async Task<Outcome> ReopenAsync(Actor actor, string fair, Guid id, int version, string reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return await DoAsync(actor, "notice.reopened", id, (db, known) => db.Notices.Include(n => n.Release).SingleOrDefaultAsync(n => n.Id == known && n.Fair.Code == fair, cancel), async (db, notice) =>
            notice.Reopen(notice.Release.IsCurrent && !await OthersOf(db, notice).AnyAsync(n => n.State == NoticeState.Open || (n.State == NoticeState.Done && n.DoneAt > notice.DoneAt), cancel)), cancel, version, reason);
    }

    private static IQueryable<Notice> OthersOf(FairDbContext db, Notice notice) => db.Notices.Where(n => n.FairId == notice.FairId && n.Id != notice.Id
        && db.People.Any(p => p.Id == n.PersonId && p.SurvivorId == db.People.Where(q => q.Id == notice.PersonId).Select(q => q.SurvivorId).Single()));
}
