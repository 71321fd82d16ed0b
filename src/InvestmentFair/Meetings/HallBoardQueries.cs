using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>A meeting as whoever walks past may read it: organisations and projects, and no person's name.</summary>
public sealed record HallMeeting(DateTime StartsAt, DateTime EndsAt, Bilingual GuestSide, Bilingual Subject);

/// <summary>A hall with tables, which may have a board on its wall.</summary>
public sealed record HallOfTables(Guid Id, string Name, int Tables);

public sealed record HallTable(string Code, HallMeeting? Now, HallMeeting? Next);

/// <summary>What goes on in one hall at an instant of the fair's clock, by the release that holds, where one has been published.</summary>
public sealed record HallNow(Bilingual Fair, Bilingual Hall, string Zone, DateTime At, DateTime? PublishedAt, IReadOnlyList<HallTable> Tables);

/// <summary>The board that hangs in a hall. It shows what was published and nothing of the draft.</summary>
public sealed class HallBoardQueries(IDbContextFactory<FairDbContext> contexts, LinkDesk links, FairClock clock)
{
    /// <summary>The halls of a fair that may have one; null where there is no such fair.</summary>
    public async Task<IReadOnlyList<HallOfTables>?> HallsAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = contexts.CreateDbContext();
        if (await db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel) is not { } of) return null;
        var halls = await db.Halls.Where(h => h.FairId == of && h.Tables.Count > 0).OrderBy(h => h.Code).Select(h => new { h.Id, h.Name, Tables = h.Tables.Count }).ToListAsync(cancel);
        return [.. halls.Select(h => new HallOfTables(h.Id, h.Name.Text, h.Tables))];
    }

    /// <summary>Nothing where the key opens the board of no hall.</summary>
    public async Task<HallNow?> NowAsync(Actor actor, string key, CancellationToken cancel)
    {
        if (await links.OpenAsync(actor, LinkKind.Board, key, cancel) is not { } opened) return null;
        await using var db = contexts.CreateDbContext();
        var now = clock.GetUtcNow().UtcDateTime;
        var hall = await db.Halls.AsNoTracking().Include(h => h.Tables).Include(h => h.Fair).SingleAsync(h => h.Id == opened.Subject, cancel);
        var published = await db.Releases.Where(r => r.FairId == hall.FairId && r.IsCurrent).Select(r => (DateTime?)r.PublishedAt).SingleOrDefaultAsync(cancel);
        var left = (await db.ReleasedMeetings.Where(m => m.FairId == hall.FairId && m.Release.IsCurrent && m.HallId == hall.Id && !m.IsCancelled && !m.IsHidden && m.EndsAt > now).OrderBy(m => m.StartsAt).Select(m => new
        {
            m.TableId,
            m.StartsAt,
            m.EndsAt,
            m.GuestSide,
            // A topic is written freely and may name somebody; whose it is says enough.
            Subject = db.Meetings.Any(of => of.Id == m.MeetingId && of.ProjectId == null && of.PlantId == null) ? m.HostSide : m.Subject,
        }).ToListAsync(cancel)).ToLookup(m => m.TableId, m => new HallMeeting(m.StartsAt, m.EndsAt, m.GuestSide, m.Subject));
        return new HallNow(hall.Fair.Name, hall.Name, hall.Fair.TimeZone, now, published,
            [.. hall.Tables.Where(t => !t.IsClosed || left[t.Id].Any()).OrderBy(t => t.Code, StringComparer.Ordinal).Select(t => new HallTable(t.Code, left[t.Id].FirstOrDefault(m => m.StartsAt <= now), left[t.Id].FirstOrDefault(m => m.StartsAt > now)))]);
    }
}
