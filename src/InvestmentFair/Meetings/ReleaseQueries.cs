using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
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
        var returned = release.ReturnsToId is { } to ? await db.Releases.AsNoTracking().SingleAsync(r => r.Id == to, cancel) : null;
        return new ReleaseView(release.Id, release.Called, release.Note, release.PublishedAt, KeptWords.Say(release.PublishedByName), release.IsCurrent, release.Fair.TimeZone, since?.Called, returned?.Called,
            [.. release.Meetings.OrderBy(m => m.IsCancelled).ThenBy(m => m.StartsAt).ThenBy(m => m.TableCode, StringComparer.Ordinal).Select(m => new ReleasedRow(m.Id, m.Version, m.MeetingId, m.Number, m.StartsAt, m.EndsAt, m.TableCode,
                m.Hall.Text, m.Subject.Text, m.GuestSide.Text, m.HostSide.Text, Language.List(m.Seated.Select(p => p.Name)), m.IsHidden ? ReleasedState.Hidden : m.IsCancelled ? ReleasedState.Cancelled : ReleasedState.On, release.IsCurrent && m.CanBeWithheld))],
            await SaidAsync(db, release.Fair, changes, cancel), release.Version)
        {
            OpenOwn = await db.Notices.CountAsync(n => n.ReleaseId == release.Id && n.State == NoticeState.Open, cancel),
            OpenNotices = release.IsCurrent ? await db.Notices.CountAsync(n => n.FairId == release.FairId && n.State == NoticeState.Open, cancel) : null,
        };
    }

    /// <summary>What a later release says otherwise than an earlier one, in whichever order they are named.</summary>
    public async Task<ReleaseComparison?> CompareAsync(Actor actor, string fair, Guid one, Guid other, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var both = await Whole(db).Include(r => r.Fair).Where(r => r.Fair.Code == fair && (r.Id == one || r.Id == other)).OrderBy(r => r.Number).ToListAsync(cancel);
        if (both is not [var before, .., var after]) return null;
        return new ReleaseComparison(before.Called, after.Called, await SaidAsync(db, after.Fair, ReleaseChanges.Between(before.Meetings, after.Meetings, await SurvivorAsync(db, cancel)), cancel));
    }

    public async Task<IReadOnlyList<ReleaseName>> NamesAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return [.. (await db.Releases.AsNoTracking().Where(r => r.Fair.Code == fair).OrderByDescending(r => r.Number).ToListAsync(cancel)).Select(r => new ReleaseName(r.Id, r.Number, r.Called))];
    }

    /// <summary>Released meetings with all who sit in them, read and never changed.</summary>
    internal static IQueryable<ScheduleRelease> Whole(FairDbContext db) => db.Releases.AsNoTracking().Include(r => r.Meetings).ThenInclude(m => m.People).AsSplitQuery();

    internal static async Task<NextRelease> NextAsync(FairDbContext db, Fair fair, CancellationToken cancel)
    {
        var survivor = await SurvivorAsync(db, cancel);
        var (since, meetings, changes) = await ChangesAsync(db, fair.Id, survivor, cancel);
        var returnsTo = since is null ? null : await ScheduleReturnQueries.StandsAsync(db, fair, since.Id, cancel);
        return new NextRelease(fair, since, meetings, changes, await DueAsync(db, fair, since, meetings, changes, survivor, cancel), returnsTo);
    }

    private static async Task<(ScheduleRelease? Since, IReadOnlyList<ReleasedMeeting> Meetings, ReleaseChanges Changes)> ChangesAsync(FairDbContext db, Guid fairId, Func<Guid, Guid> survivor, CancellationToken cancel)
    {
        var since = await Whole(db).SingleOrDefaultAsync(r => r.FairId == fairId && r.IsCurrent, cancel);
        var before = since?.Meetings ?? [];
        var meetings = Sequencing.Next(before, await WorkingTimetableQueries.ReadAsync(db, fairId, cancel), survivor);
        return (since, meetings, ReleaseChanges.Between(before, meetings, survivor));
    }

    /// <summary>Who has to be told what when these meetings are what is so, and the changes are those against the release that holds, as it holds.</summary>
    internal static async Task<IReadOnlyList<DueNotice>> DueAsync(FairDbContext db, Fair fair, ScheduleRelease? holds, IReadOnlyCollection<ReleasedMeeting> meetings, ReleaseChanges changes, Func<Guid, Guid> survivor, CancellationToken cancel)
    {
        var open = (await db.Notices.AsNoTracking().Where(n => n.FairId == fair.Id && n.State == NoticeState.Open).Select(n => new { n.Id, n.PersonId, n.SinceReleaseId, n.SinceWithheld, Since = db.Releases.Where(r => r.Id == n.SinceReleaseId).Select(r => r.Number).FirstOrDefault() }).ToListAsync(cancel))
            .Select(n => new OpenNotice(n.Id, n.PersonId, new Knowledge(n.SinceReleaseId, n.SinceWithheld), n.Since)).ToList();
        // Releases that somebody knows who was not told of the last: none of them once everybody was.
        var known = open.Select(n => n.Knew.ReleaseId).OfType<Guid>().Where(id => id != holds?.Id).Distinct().ToList();
        var earlier = (await Whole(db).Where(r => known.Contains(r.Id)).ToListAsync(cancel)).Concat(holds is null ? [] : [holds]).ToDictionary(r => r.Id);
        var since = new Dictionary<Knowledge, ReleaseChanges>();
        return DueNotices.Of(changes, Knowledge.Of(holds), open, SinceThen, survivor, fair);

        ReleaseChanges SinceThen(Knowledge knew)
        {
            if (!since.TryGetValue(knew, out var told)) since[knew] = told = ReleaseChanges.Between(knew.ReleaseId is { } id ? knew.In(earlier[id]) : [], meetings, survivor);
            return told;
        }
    }

    public async Task<Unpublished> UnpublishedAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        // Some tenths of a second at a large fair, after every move on the board: not on the thread that answers the reader's keys.
        return await Task.Run(async () =>
        {
            await using var db = contexts.CreateDbContext();
            return new Unpublished(!await db.Releases.AnyAsync(r => r.Fair.Code == fair, cancel), await UnpublishedAsync(db, fair, cancel));
        }, cancel);
    }

    /// <summary>How many meetings are otherwise than was published; none before anything was.</summary>
    internal static async Task<int> UnpublishedAsync(FairDbContext db, string fair, CancellationToken cancel) =>
        await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair && db.Releases.Any(r => r.FairId == f.Id), cancel) is { } of ? (await ChangesAsync(db, of.Id, await SurvivorAsync(db, cancel), cancel)).Changes.Meetings.Count : 0;

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
        return new ReleaseDiff([.. changes.Meetings.Select(m => new MeetingDiff(m.After.MeetingId, m.After.Number, m.After.Subject.Text, m.Changes) { Said = [.. ReleaseWords.Meeting(m, fair.TimeZone)] })],
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
