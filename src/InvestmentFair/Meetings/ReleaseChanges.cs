using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

public enum MeetingChange
{
    [Text("新增", "New")] Added,
    [Text("改时间", "Moved")] Moved,
    [Text("换桌", "Another table")] TableChanged,
    [Text("换人", "Other people")] TeamChanged,
    [Text("改文字", "Reworded")] Renamed,
    [Text("取消", "Cancelled")] Cancelled,
    [Text("暂不公布", "Withheld")] Hidden,
    [Text("恢复公布", "Told again")] Shown,
}

/// <summary>What is different of one meeting; before is null where it was not told, after where it never will be.</summary>
public sealed record ChangedMeeting(ReleasedMeeting? Before, ReleasedMeeting After, IReadOnlyList<MeetingChange> Changes);

public enum LineKind
{
    [Text("新增", "New")] Added,
    [Text("改动", "Changed")] Changed,
    [Text("取消", "Cancelled")] Cancelled,
    [Text("您改为参加", "You take part now")] Joins,
    [Text("您不再参加", "You no longer take part")] Leaves,
    [Text("暂缓，另行通知", "Put off, to be told later")] Withheld,
}

/// <summary>One thing a person has to be told: what they had, and what they have now.</summary>
public sealed record ChangedLine(LineKind Kind, Side Side, ReleasedMeeting? Before, ReleasedMeeting? After)
{
    /// <summary>Of which meeting it is, wherever it stands now.</summary>
    public ReleasedMeeting Meeting => (After ?? Before)!;
}

/// <summary>Everything that is different for one person, in the order of the day.</summary>
public sealed record ChangedPerson(Guid PersonId, ReleasedPerson Known, IReadOnlyList<ChangedLine> Lines);

/// <summary>
/// What is different between two releases, or between one and the timetable to be published: of each meeting, and of each person only
/// what they see. Who else comes or leaves is not told to those who stay.
/// </summary>
public sealed record ReleaseChanges(IReadOnlyList<ChangedMeeting> Meetings, IReadOnlyList<ChangedPerson> People)
{
    public bool IsEmpty => Meetings.Count == 0;

    /// <summary>What comes after is as <see cref="Sequencing.Next"/> has it: with those that are cancelled and those who are out.</summary>
    public static ReleaseChanges Between(IReadOnlyCollection<ReleasedMeeting> before, IReadOnlyCollection<ReleasedMeeting> after, Func<Guid, Guid> survivor)
    {
        var was = before.ToDictionary(m => m.MeetingId);
        var changed = (from now in after
                       let then = was.GetValueOrDefault(now.MeetingId)
                       let changes = then is null ? IsTold(now) ? [MeetingChange.Added] : [] : Of(then, now, survivor)
                       where changes.Count > 0
                       orderby now.StartsAt, now.Number
                       select new ChangedMeeting(then, now, changes)).ToList();
        var people = changed.SelectMany(m => LinesOf(m, survivor)).GroupBy(l => l.Person)
            .Select(g => new ChangedPerson(g.Key, g.Last().Seat, [.. g.Select(l => l.Line).OrderBy(l => l.Meeting.StartsAt).ThenBy(l => l.Meeting.Number, StringComparer.Ordinal)]))
            .OrderBy(p => p.Known.Side).ThenBy(p => p.Known.Name, StringComparer.Ordinal).ThenBy(p => p.PersonId).ToList();
        return new ReleaseChanges(changed, people);
    }

    internal static IReadOnlyList<MeetingChange> Of(ReleasedMeeting was, ReleasedMeeting now, Func<Guid, Guid> survivor)
    {
        if (now.IsCancelled) return was.IsCancelled ? [] : [MeetingChange.Cancelled];
        if (was.IsCancelled) return [MeetingChange.Added];
        return [.. Each()];

        IEnumerable<MeetingChange> Each()
        {
            if (now.IsHidden != was.IsHidden) yield return now.IsHidden ? MeetingChange.Hidden : MeetingChange.Shown;
            if ((now.StartsAt, now.EndsAt) != (was.StartsAt, was.EndsAt)) yield return MeetingChange.Moved;
            if (At(now) != At(was)) yield return MeetingChange.TableChanged;
            if (!Seats(now).SetEquals(Seats(was))) yield return MeetingChange.TeamChanged;
            if ((now.Subject, now.GuestSide, now.HostSide, now.Hall) != (was.Subject, was.GuestSide, was.HostSide, was.Hall) || !Names(now).SequenceEqual(Names(was))) yield return MeetingChange.Renamed;
        }

        HashSet<(Guid, Side, bool)> Seats(ReleasedMeeting of) => [.. of.Seated.Select(p => (survivor(p.PersonId), p.Side, p.Interprets))];

        // How those who stay are called; whoever comes or leaves is another matter.
        IEnumerable<(Guid, string, Bilingual, Bilingual)> Names(ReleasedMeeting of) =>
            of.Seated.Select(p => (Person: survivor(p.PersonId), p.Name, p.Organisation, p.Title)).Where(p => Stays(p.Person)).OrderBy(p => p.Person);

        bool Stays(Guid person) => was.Seated.Any(p => survivor(p.PersonId) == person) && now.Seated.Any(p => survivor(p.PersonId) == person);
    }

    // Where it is, as it is called: a hall that gets an English name is the same hall.
    private static (string Hall, string Table) At(ReleasedMeeting meeting) => (meeting.Hall.Zh, meeting.TableCode);

    private static bool IsTold(ReleasedMeeting meeting) => meeting is { IsCancelled: false, IsHidden: false };

    private static IEnumerable<(Guid Person, ReleasedPerson Seat, ChangedLine Line)> LinesOf(ChangedMeeting changed, Func<Guid, Guid> survivor)
    {
        var (was, now) = (changed.Before, changed.After);
        var had = (was is not null && IsTold(was) ? was.Seated : []).DistinctBy(p => survivor(p.PersonId)).ToDictionary(p => survivor(p.PersonId));
        var has = (IsTold(now) ? now.Seated : []).DistinctBy(p => survivor(p.PersonId)).ToDictionary(p => survivor(p.PersonId));
        foreach (var person in had.Keys.Union(has.Keys))
            if (LineOf(had.GetValueOrDefault(person), has.GetValueOrDefault(person)) is { } line)
                yield return (person, has.GetValueOrDefault(person) ?? had[person], line);

        ChangedLine? LineOf(ReleasedPerson? sat, ReleasedPerson? sits) => (sat, sits) switch
        {
            (null, { } seat) => new(was is not null && IsTold(was) ? LineKind.Joins : LineKind.Added, seat.Side, null, now),
            ({ } seat, null) => new(now.IsCancelled ? LineKind.Cancelled : now.IsHidden ? LineKind.Withheld : LineKind.Leaves, seat.Side, was, null),
            _ => (was!.StartsAt, was.EndsAt, At(was), was.Subject.Zh) == (now.StartsAt, now.EndsAt, At(now), now.Subject.Zh) ? null : new(LineKind.Changed, sits!.Side, was, now),
        };
    }
}
