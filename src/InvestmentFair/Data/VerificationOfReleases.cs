using System.Text.Json;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    /// <summary>What was published is what was said then, and every release goes on from the one before.</summary>
    private static async Task<IReadOnlyList<Tally>> ReleasesAsync(FairDbContext db, CancellationToken cancel)
    {
        var releases = new Tally("releases", "排期版本逐版相接、内容与摘要一致、至多一版现行", "Releases follow one another, say what they said when they were published, and at most one of a fair holds");
        var written = await WrittenDigestsAsync(db, nameof(ScheduleRelease), cancel);
        foreach (var fair in (await ReleaseQueries.Whole(db).Include(r => r.Fair).OrderBy(r => r.Number).ToListAsync(cancel)).GroupBy(r => r.FairId))
        {
            ScheduleRelease? since = null;
            foreach (var release in fair)
            {
                string Of(string zh, string en) => Language.Say($"{release.Fair.Code} 排期第 {release.Number} 版{zh}", $"Release {release.Number} of fair {release.Fair.Code} {en}");
                releases.Expect(release.Number == (since?.Number ?? 0) + 1 && release.SinceId == since?.Id, () => Of("与上一版不相接", "does not follow the one before"));
                releases.Expect(release.IsCurrent == (release == fair.Last()), () => Of("是否现行不对", "holds, or does not, against the order of releases"));
                releases.Expect(release.Digest.AsSpan().SequenceEqual(ScheduleRelease.DigestOf(release.Meetings)) && IsAsWritten(written, release.Id, Convert.ToHexStringLower(release.Digest)), () => Of("的内容与发布时不一致", "no longer says what it said when it was published"));
                releases.Expect(release.Meetings.All(m => m.FairId == release.FairId && m.StartsAt < m.EndsAt), () => Of("有洽谈不属于本届或起止不对", "has a meeting of another fair, or one that ends before it starts"));
                releases.Expect(GoesOn(since, release), () => Of("少了上一版的洽谈或其变更次数倒退", "lacks a meeting of the one before, or counts its changes backwards"));
                since = release;
            }
        }

        return [releases, await NoticesAsync(db, cancel)];
    }

    // The digest beside what it is of can be made anew with it; the one in the chain cannot.
    private static async Task<Dictionary<Guid, string?>> WrittenDigestsAsync(FairDbContext db, string record, CancellationToken cancel) =>
        (await db.History.Where(h => h.Record == record && h.Field == "" && h.New != null).Select(h => new { h.RecordId, h.New }).ToListAsync(cancel))
            .ToDictionary(h => h.RecordId, h => JsonSerializer.Deserialize<Dictionary<string, string?>>(h.New!)!.GetValueOrDefault("Digest"));

    // Where an earlier version of the product kept none in the chain, there is none to compare.
    private static bool IsAsWritten(Dictionary<Guid, string?> written, Guid id, string digest) => written.GetValueOrDefault(id) is not { } then || then == digest;

    private static async Task<Tally> NoticesAsync(FairDbContext db, CancellationToken cancel)
    {
        var notices = new Tally("notices", "变更通知的人在其版本之中，已通知的记有时间、方式和登记人", "Whoever a notice is for stands in its release, and one that was given says when, how and by whom");
        var seated = (await db.ReleasedMeetings.SelectMany(m => m.People, (m, p) => new { m.ReleaseId, p.PersonId }).Distinct().ToListAsync(cancel)).ToHashSet();
        foreach (var notice in await db.Notices.Include(n => n.Release).Include(n => n.Fair).OrderBy(n => n.Id).ToListAsync(cancel))
            notices.Expect(notice.FairId == notice.Release.FairId && (notice.State is NoticeState.Done) == (notice is { DoneAt: not null, DoneBy: not null, Through: not null }) && notice.Lines > 0
                    && (seated.Contains(new { notice.ReleaseId, notice.PersonId }) || (notice.SinceReleaseId is { } before && seated.Contains(new { ReleaseId = before, notice.PersonId }))),
                () => Language.Say($"{notice.Fair.Code} 第 {notice.Release.Number} 版的通知 {notice.Id} 与其人或其状态不符", $"Notice {notice.Id} of release {notice.Release.Number} of fair {notice.Fair.Code}: not for somebody of it, or its state is wrong"));
        return notices;
    }

    private static bool GoesOn(ScheduleRelease? since, ScheduleRelease release)
    {
        var counts = release.Meetings.ToLookup(m => m.MeetingId, m => m.Sequence);
        return since is null || since.Meetings.All(m => counts[m.MeetingId] is var now && now.Count() == 1 && now.First() >= m.Sequence);
    }
}
