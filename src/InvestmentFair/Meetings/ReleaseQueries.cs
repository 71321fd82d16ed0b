using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>How many meetings are otherwise than was published, where anything ever was.</summary>
public sealed record Unpublished(bool IsFirst, int Meetings);

/// <summary>What was published, and what would be.</summary>
public sealed class ReleaseQueries(IDbContextFactory<FairDbContext> contexts)
{
    public async Task<ReleaseView?> ReleaseAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        if (await Whole(db).Include(r => r.Fair).SingleOrDefaultAsync(r => r.Id == id && r.Fair.Code == fair, cancel) is not { } release) return null;
        var since = release.SinceId is { } before ? await Whole(db).SingleAsync(r => r.Id == before, cancel) : null;
        var changes = ReleaseChanges.Between(since?.Meetings ?? [], release.Meetings, await SurvivorAsync(db, cancel));
        return new ReleaseView(release.Id, release.Called, release.Note, release.PublishedAt, release.PublishedByName, release.IsCurrent, release.Fair.TimeZone, since?.Called,
            [.. release.Meetings.OrderBy(m => m.IsCancelled).ThenBy(m => m.StartsAt).ThenBy(m => m.TableCode, StringComparer.Ordinal).Select(m => new ReleasedRow(m.MeetingId, m.Number, m.StartsAt, m.EndsAt, m.TableCode,
                m.Hall.Text, m.Subject.Text, m.GuestSide.Text, m.HostSide.Text, string.Join("、", m.Seated.Select(p => p.Name)), m.IsHidden ? ReleasedState.Hidden : m.IsCancelled ? ReleasedState.Cancelled : ReleasedState.On))],
            await SaidAsync(db, release.Fair, changes, cancel));
    }

    /// <summary>Released meetings with all who sit in them, read and never changed.</summary>
    internal static IQueryable<ScheduleRelease> Whole(FairDbContext db) => db.Releases.AsNoTracking().Include(r => r.Meetings).ThenInclude(m => m.People).AsSplitQuery();

    internal static async Task<NextRelease> NextAsync(FairDbContext db, Fair fair, CancellationToken cancel)
    {
        var since = await Whole(db).SingleOrDefaultAsync(r => r.FairId == fair.Id && r.IsCurrent, cancel);
        var survivor = await SurvivorAsync(db, cancel);
        var before = since?.Meetings ?? [];
        var meetings = Sequencing.Next(before, await WorkingTimetableQueries.ReadAsync(db, fair.Id, cancel), survivor);
        var changes = ReleaseChanges.Between(before, meetings, survivor);
        var open = await db.Notices.Where(n => n.FairId == fair.Id && n.State == NoticeState.Open).Select(n => new OpenNotice(n.Id, n.PersonId, n.SinceReleaseId, db.Releases.Where(r => r.Id == n.SinceReleaseId).Select(r => r.Number).FirstOrDefault())).ToListAsync(cancel);
        // Releases that somebody knows who was not told of the last: none of them once everybody was.
        var known = open.Select(n => n.SinceReleaseId).OfType<Guid>().Where(id => id != since?.Id).Distinct().ToList();
        var earlier = (await Whole(db).Where(r => known.Contains(r.Id)).ToListAsync(cancel)).ToDictionary(r => r.Id, r => ReleaseChanges.Between(r.Meetings, meetings, survivor));
        var all = new Lazy<ReleaseChanges>(() => ReleaseChanges.Between([], meetings, survivor));
        return new NextRelease(fair, since, meetings, changes, DueNotices.Of(changes, since?.Id, open, from => from is { } id ? earlier[id] : all.Value, survivor, fair));
    }

    public async Task<Unpublished> UnpublishedAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return new Unpublished(!await db.Releases.AnyAsync(r => r.Fair.Code == fair, cancel), await UnpublishedAsync(db, fair, cancel));
    }

    /// <summary>How many meetings are otherwise than was published; none before anything was.</summary>
    internal static async Task<int> UnpublishedAsync(FairDbContext db, string fair, CancellationToken cancel) =>
        await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair && db.Releases.Any(r => r.FairId == f.Id), cancel) is { } of ? (await NextAsync(db, of, cancel)).Changes.Meetings.Count : 0;

    /// <summary>Who a person is now; whoever was never merged is themselves.</summary>
    internal static async Task<Func<Guid, Guid>> SurvivorAsync(FairDbContext db, CancellationToken cancel)
    {
        var merged = await db.People.Where(p => p.SurvivorId != p.Id).Select(p => new { p.Id, p.SurvivorId }).ToDictionaryAsync(p => p.Id, p => p.SurvivorId, cancel);
        return id => merged.GetValueOrDefault(id, id);
    }

    /// <summary>As staff read it; where it is about to be told, what each has to be told instead of what changed since the release that holds.</summary>
    internal static async Task<ReleaseDiff> SaidAsync(FairDbContext db, Fair fair, ReleaseChanges changes, CancellationToken cancel, IReadOnlyList<DueNotice>? due = null)
    {
        var known = await KnownAsync(db, fair.Id, [.. changes.People.Select(p => p.PersonId)], cancel);
        var untold = (due ?? []).Where(n => n.Replaces.Count > 0).Select(n => n.Person.PersonId).ToHashSet();
        return new ReleaseDiff([.. changes.Meetings.Select(m => new MeetingDiff(m.After.MeetingId, m.After.Number, m.After.Subject.Text, m.Changes))],
            [.. (due?.Select(n => n.Person) ?? changes.People).OrderBy(p => p.Known.Side).ThenBy(p => known[p.PersonId].PinyinKey, StringComparer.Ordinal).ThenBy(p => p.PersonId).Select(p => new PersonDiff(p.PersonId, p.Known.Name, p.Known.Organisation.Text, known[p.PersonId].Reach, [.. p.Lines.Select(l => ReleaseWords.Line(l, fair.TimeZone))]) { IsUntold = untold.Contains(p.PersonId) })]);
    }

    // Reached by their own number before their own address; else through whoever speaks for their delegation.
    private static async Task<Dictionary<Guid, (string PinyinKey, Reach Reach)>> KnownAsync(FairDbContext db, Guid fairId, IReadOnlyCollection<Guid> people, CancellationToken cancel)
    {
        var own = await db.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.PinyinKey, HasMobile = p.Mobile != null, HasMail = p.Email != null }).ToListAsync(cancel);
        var led = (await db.Guests.Where(g => g.FairId == fairId && people.Contains(g.PersonId) && g.Delegation != null && (g.Delegation.LiaisonMobile != null || g.Delegation.LiaisonEmail != null)).Select(g => g.PersonId).ToListAsync(cancel)).ToHashSet();
        return own.ToDictionary(p => p.Id, p => (p.PinyinKey, p.HasMobile ? Reach.Mobile : p.HasMail ? Reach.Mail : led.Contains(p.Id) ? Reach.Liaison : Reach.None));
    }
}
