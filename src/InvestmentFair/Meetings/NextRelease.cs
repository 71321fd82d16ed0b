using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>How somebody can be told.</summary>
public enum Reach
{
    [Text("手机", "Mobile")] Mobile,
    [Text("邮箱", "E-mail")] Mail,
    [Text("经联络员", "Through the liaison")] Liaison,
    [Text("无", "None")] None,
}

/// <summary>What would be published as everything stands now.</summary>
internal sealed record NextRelease(Fair Fair, ScheduleRelease? Since, IReadOnlyList<ReleasedMeeting> Meetings, ReleaseChanges Changes, IReadOnlyList<DueNotice> Notices, ScheduleRelease? ReturnsTo)
{
    public int Number => (Since?.Number ?? 0) + 1;

    /// <summary>Of what is published, what it is published after and who is told what: whoever publishes says what they saw.</summary>
    public string Stamp { get; } = StampOf(Since, Meetings, Notices);

    private static string StampOf(ScheduleRelease? since, IEnumerable<ReleasedMeeting> meetings, IEnumerable<DueNotice> notices) => Convert.ToHexString(Parts.Digest(
    [
        since?.Id.ToString(),
        .. meetings.SelectMany(m => m.Said().Concat([$"{m.MeetingId}", m.IsHidden ? "hidden" : "shown", .. m.People.Select(p => $"{p.PersonId}")])),
        .. notices.SelectMany(n => n.Replaces.Select(r => $"{r}").Append(n.Words.Zh)),
    ]));
}

public sealed record PersonDiff(Guid PersonId, string Name, string Organisation, Reach Reach, IReadOnlyList<Bilingual> Lines)
{
    /// <summary>Neither a mobile nor an address of their own: somebody has to find them.</summary>
    public bool IsOutOfReach => Reach is Reach.Liaison or Reach.None;

    /// <summary>The last notice was not given yet: what differs is counted from before it.</summary>
    public bool IsUntold { get; init; }
}

public sealed record MeetingDiff(Guid MeetingId, string Number, string Subject, IReadOnlyList<MeetingChange> Changes)
{
    /// <summary>What it was and what it is now.</summary>
    public IReadOnlyList<Bilingual> Said { get; init; } = [];
}

/// <summary>What is different, of each meeting and for each person.</summary>
public sealed record ReleaseDiff(IReadOnlyList<MeetingDiff> Meetings, IReadOnlyList<PersonDiff> People)
{
    public IReadOnlyList<(MeetingChange Change, int Count)> Counts => [.. Meetings.SelectMany(m => m.Changes).CountBy(c => c).OrderBy(c => c.Key).Select(c => (c.Key, c.Value))];
}

/// <summary>What whoever publishes sees first; <paramref name="Stamp"/> says that they saw it.</summary>
public sealed record PublishPreview(int Number, string? Since, DateTime? SinceAt, string Zone, int Meetings, ReleaseDiff Diff, string Stamp, string? ReturnsTo)
{
    /// <summary>Meetings at whose time somebody is not there, and which would be told all the same.</summary>
    public IReadOnlyList<NumberedMeeting> Unattended { get; init; } = [];

    /// <summary>So many are to be told; whoever knows what will be published already is not.</summary>
    public int Notices => Diff.People.Count(p => p.Lines.Count > 0);
}

public sealed record ReleasedRow(Guid Id, int Version, Guid MeetingId, string Number, DateTime StartsAt, DateTime EndsAt, string Table, string Hall, string Subject, string GuestSide, string HostSide, string People, ReleasedState State, bool CanBeWithheld);

/// <summary>A release as staff read it, with what it changed of the one before.</summary>
public sealed record ReleaseView(Guid Id, string Name, string? Note, DateTime PublishedAt, string PublishedBy, bool IsCurrent, string Zone, string? Since, string? ReturnsTo, IReadOnlyList<ReleasedRow> Meetings, ReleaseDiff Diff, int Version)
{
    /// <summary>How many are still to be told, of it or of an earlier one; unknown of a release that no longer holds.</summary>
    public int? OpenNotices { get; init; }

    /// <summary>Of them, those whom this release itself made.</summary>
    public int OpenOwn { get; init; }
}

public sealed record ReleaseName(Guid Id, int Number, string Name);

/// <summary>What a later release says otherwise than an earlier one.</summary>
public sealed record ReleaseComparison(string Before, string After, ReleaseDiff Diff);
