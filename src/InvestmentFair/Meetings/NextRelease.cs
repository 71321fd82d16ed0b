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
internal sealed record NextRelease(Fair Fair, ScheduleRelease? Since, IReadOnlyList<ReleasedMeeting> Meetings, ReleaseChanges Changes)
{
    public int Number => (Since?.Number ?? 0) + 1;

    /// <summary>Of what is published and what it is published after: whoever publishes says what they saw.</summary>
    public string Stamp { get; } = StampOf(Since, Meetings);

    private static string StampOf(ScheduleRelease? since, IEnumerable<ReleasedMeeting> meetings) => Convert.ToHexString(Parts.Digest(
    [
        since?.Id.ToString(),
        .. meetings.SelectMany(m => m.Said().Concat([$"{m.MeetingId}", m.IsHidden ? "hidden" : "shown", .. m.People.Select(p => $"{p.PersonId}")])),
    ]));
}

public sealed record PersonDiff(Guid PersonId, string Name, string Organisation, Reach Reach, IReadOnlyList<Bilingual> Lines)
{
    /// <summary>Neither a mobile nor an address of their own: somebody has to find them.</summary>
    public bool IsOutOfReach => Reach is Reach.Liaison or Reach.None;
}

public sealed record MeetingDiff(Guid MeetingId, string Number, string Subject, IReadOnlyList<MeetingChange> Changes);

/// <summary>What is different, of each meeting and for each person.</summary>
public sealed record ReleaseDiff(IReadOnlyList<MeetingDiff> Meetings, IReadOnlyList<PersonDiff> People)
{
    public IReadOnlyList<(MeetingChange Change, int Count)> Counts => [.. Meetings.SelectMany(m => m.Changes).CountBy(c => c).OrderBy(c => c.Key).Select(c => (c.Key, c.Value))];
}

/// <summary>What whoever publishes sees first; <paramref name="Stamp"/> says that they saw it.</summary>
public sealed record PublishPreview(int Number, string? Since, DateTime? SinceAt, string Zone, int Meetings, ReleaseDiff Diff, string Stamp);

public sealed record ReleasedRow(Guid MeetingId, string Number, DateTime StartsAt, DateTime EndsAt, string Table, string Hall, string Subject, string GuestSide, string HostSide, string People, ReleasedState State);

/// <summary>A release as staff read it, with what it changed of the one before.</summary>
public sealed record ReleaseView(Guid Id, string Name, string? Note, DateTime PublishedAt, string PublishedBy, bool IsCurrent, string Zone, string? Since, IReadOnlyList<ReleasedRow> Meetings, ReleaseDiff Diff);
