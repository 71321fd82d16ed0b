using InvestmentFair.Data;
using InvestmentFair.Fairs;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>To which earlier release the working timetable has gone back: it is so until another is published or it is taken back.</summary>
internal static class ScheduleReturnQueries
{
    private const string Returned = "schedule.returned";

    /// <summary>Under this name the act says to which release.</summary>
    public static string NameOf(Fair fair, int number) => $"{fair.Code}/{number}";

    public static async Task<ScheduleRelease?> StandsAsync(FairDbContext db, Fair fair, Guid holds, CancellationToken cancel)
    {
        var published = await db.History.Where(h => h.Record == nameof(ScheduleRelease) && h.RecordId == holds).Select(h => (long?)h.Sequence).MinAsync(cancel) ?? 0;
        string[] acts = [Returned, ScheduleDesk.Undone, ScheduleDesk.Redone];
        var links = await db.AuditEntries.AsNoTracking().Where(a => a.Sequence > published && acts.Contains(a.Act) && a.Purpose != null).OrderBy(a => a.Sequence).Select(a => new { a.Sequence, a.Act, a.Purpose }).ToListAsync(cancel);
        var stands = Standing([.. links.Select(l => (l.Sequence, l.Act, l.Purpose!))], $"{fair.Code}/");
        if (stands is null) return null;
        return (await db.Releases.AsNoTracking().Where(r => r.FairId == fair.Id && r.Id != holds).ToListAsync(cancel)).SingleOrDefault(r => NameOf(fair, r.Number) == stands);
    }

    /// <summary>The last return of this fair that was not undone, or was done again.</summary>
    internal static string? Standing(IReadOnlyList<(long Sequence, string Act, string Purpose)> links, string ofFair)
    {
        var (done, undone) = (new SortedDictionary<long, string>(), new Dictionary<string, string>());
        foreach (var (sequence, act, purpose) in links)
            switch (act)
            {
                case Returned when purpose.StartsWith(ofFair, StringComparison.Ordinal):
                    done[sequence] = purpose;
                    break;
                case ScheduleDesk.Undone when done.Keys.FirstOrDefault(s => purpose == $"#{s}") is > 0 and var of:
                    undone[$"#{sequence}"] = done[of];
                    done.Remove(of);
                    break;
                case ScheduleDesk.Redone when undone.Remove(purpose, out var again):
                    done[sequence] = again;
                    break;
            }
        return done.Count == 0 ? null : done.Last().Value;
    }
}
