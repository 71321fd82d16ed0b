namespace InvestmentFair.Meetings;

/// <summary>
/// What the next release is made of. Whatever was told once is told for ever after: a meeting that is gone is there and cancelled,
/// whoever left is there and out; a calendar that asks late still hears of it. The number of each rises exactly when it changes.
/// </summary>
public static class Sequencing
{
    /// <param name="before">The meetings of the release that holds; none before the first.</param>
    /// <param name="working">The timetable as it stands.</param>
    /// <param name="survivor">Whoever a person is now: two who were merged are one.</param>
    public static IReadOnlyList<ReleasedMeeting> Next(IReadOnlyCollection<ReleasedMeeting> before, IReadOnlyCollection<ReleasedMeeting> working, Func<Guid, Guid> survivor)
    {
        var told = before.ToDictionary(m => m.MeetingId);
        var stands = working.Select(m => m.MeetingId).ToHashSet();
        return
        [
            .. working.Select(m => told.TryGetValue(m.MeetingId, out var was) ? Following(was, m, survivor) : m),
            .. before.Where(m => !stands.Contains(m.MeetingId)).OrderBy(m => m.Number, StringComparer.Ordinal).Select(was => Following(was, was.Struck(), survivor)),
        ];
    }

    // A meeting somebody has hidden stays so until it is shown: publishing reveals nothing by the way.
    private static ReleasedMeeting Following(ReleasedMeeting was, ReleasedMeeting now, Func<Guid, Guid> survivor)
    {
        var there = now.People.Select(p => survivor(p.PersonId)).ToHashSet();
        now.People.AddRange(was.People.Where(p => !there.Contains(survivor(p.PersonId))).DistinctBy(p => survivor(p.PersonId)).Select(p => p.Copy(isOut: true)).ToList());
        now.Follow(was.IsHidden, was.Sequence);
        if (ReleaseChanges.Of(was, now, survivor).Count > 0) now.Follow(was.IsHidden, was.Sequence + 1);
        return now;
    }
}
