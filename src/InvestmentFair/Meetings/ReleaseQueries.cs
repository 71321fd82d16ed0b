using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

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
        return new NextRelease(fair, since, meetings, ReleaseChanges.Between(before, meetings, survivor));
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

    internal static async Task<ReleaseDiff> SaidAsync(FairDbContext db, Fair fair, ReleaseChanges changes, CancellationToken cancel)
    {
        var reach = await ReachAsync(db, fair.Id, [.. changes.People.Select(p => p.PersonId)], cancel);
        return new ReleaseDiff([.. changes.Meetings.Select(m => new MeetingDiff(m.After.MeetingId, m.After.Number, m.After.Subject.Text, m.Changes))],
            [.. changes.People.Select(p => new PersonDiff(p.PersonId, p.Known.Name, p.Known.Organisation.Text, reach.GetValueOrDefault(p.PersonId, Reach.None), [.. p.Lines.Select(l => ReleaseWords.Line(l, fair.TimeZone))]))]);
    }

    // Their own number before their own address; else whoever speaks for their delegation.
    private static async Task<Dictionary<Guid, Reach>> ReachAsync(FairDbContext db, Guid fairId, IReadOnlyCollection<Guid> people, CancellationToken cancel)
    {
        var own = await db.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, HasMobile = p.Mobile != null, HasMail = p.Email != null }).ToListAsync(cancel);
        var led = (await db.Guests.Where(g => g.FairId == fairId && people.Contains(g.PersonId) && g.Delegation != null && (g.Delegation.LiaisonMobile != null || g.Delegation.LiaisonEmail != null)).Select(g => g.PersonId).ToListAsync(cancel)).ToHashSet();
        return own.ToDictionary(p => p.Id, p => p.HasMobile ? Reach.Mobile : p.HasMail ? Reach.Mail : led.Contains(p.Id) ? Reach.Liaison : Reach.None);
    }
}
