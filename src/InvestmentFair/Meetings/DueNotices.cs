using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>
/// What somebody knows: a release, none where they were told of none yet, and which of its meetings were told to nobody when they
/// heard of it. Since then it may have withheld others, or told of some again.
/// </summary>
internal sealed record Knowledge(Guid? ReleaseId, IReadOnlyList<Guid> Withheld)
{
    public static Knowledge Of(ScheduleRelease? release) => release is null ? new(null, []) : new(release.Id, [.. release.Meetings.Where(m => m.IsHidden).Select(m => m.MeetingId).Order()]);

    /// <summary>The meetings as they were told then.</summary>
    public IReadOnlyCollection<ReleasedMeeting> In(ScheduleRelease release) => [.. release.Meetings.Select(m => m.AsTold(Withheld.Contains(m.MeetingId)))];

    public bool Equals(Knowledge? other) => other is not null && ReleaseId == other.ReleaseId && Withheld.SequenceEqual(other.Withheld);

    public override int GetHashCode() => HashCode.Combine(ReleaseId, Withheld.Count);
}

/// <summary>A notice that is still to be given: who it is for, and what they knew before it, with the number of that release; 0 where they knew none.</summary>
internal sealed record OpenNotice(Guid Id, Guid PersonId, Knowledge Knew, int SinceNumber);

/// <summary>
/// What somebody will have to be told: all that is different from what they know. No line where it is the same after all: then nothing
/// is sent, and what was to be sent no longer is.
/// </summary>
internal sealed record DueNotice(ChangedPerson Person, Knowledge Knew, Bilingual Words, IReadOnlyList<Guid> Replaces)
{
    public bool IsGiven => Person.Lines.Count > 0;
}

/// <summary>Whom a release concerns and what each of them has to be told.</summary>
internal static class DueNotices
{
    /// <summary>
    /// For everybody whose meetings are otherwise than in the release that holds. Whoever was not told of that one yet is told what is
    /// different from what they knew before it; the notices of all others stay as they are, for they still say what is so.
    /// </summary>
    public static IReadOnlyList<DueNotice> Of(ReleaseChanges changes, Knowledge current, IReadOnlyCollection<OpenNotice> open, Func<Knowledge, ReleaseChanges> since, Func<Guid, Guid> survivor, Fair fair)
    {
        // Of two who were merged and were both to be told, what is said is what differs from the earlier of what they knew.
        var waiting = open.OrderBy(n => n.SinceNumber).ToLookup(n => survivor(n.PersonId));
        return [.. changes.People.Select(DueOf)];

        DueNotice DueOf(ChangedPerson person)
        {
            var from = waiting[person.PersonId].FirstOrDefault()?.Knew ?? current;
            var told = from.Equals(current) ? person : since(from).People.FirstOrDefault(p => p.PersonId == person.PersonId) ?? person with { Lines = [] };
            return new DueNotice(told, from, NoticeWords.Of(told, fair, isFirst: from.ReleaseId is null), [.. waiting[person.PersonId].Select(n => n.Id)]);
        }
    }
}
