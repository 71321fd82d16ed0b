using System.Globalization;
using InvestmentFair.Access;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>
/// A timetable as it was published 排期版本: what people were told, copied by value, so that nothing that is changed afterwards
/// changes what was said. The working timetable is the draft of the next one.
/// </summary>
public sealed class ScheduleRelease : Record
{
    private ScheduleRelease()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    /// <summary>1, 2, 3… within its fair.</summary>
    public int Number { get; private init; }

    /// <summary>As whoever published it called it; empty where its number is enough.</summary>
    public string Name { get; private init; } = "";

    public string? Note { get; private init; }

    public DateTime PublishedAt { get; private init; }

    public Guid PublishedById { get; private init; }

    public string PublishedByName { get; private init; } = "";

    /// <summary>The one that holds: the last that was published.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>The release that held until then.</summary>
    public Guid? SinceId { get; private init; }

    /// <summary>The earlier release to which the working timetable had gone back.</summary>
    public Guid? ReturnsToId { get; private init; }

    /// <summary>Over what was said to whom; a merge of persons and a meeting that is hidden leave it true.</summary>
    public byte[] Digest { get; private init; } = [];

    public List<ReleasedMeeting> Meetings { get; private init; } = [];

    /// <summary>The meetings come as <see cref="Sequencing.Next"/> has them.</summary>
    public static ScheduleRelease Publish(Guid fairId, ScheduleRelease? since, string? name, string? note, IReadOnlyList<ReleasedMeeting> meetings, Actor actor, DateTime now, Guid? returnsTo = null) => new()
    {
        FairId = fairId,
        Number = (since?.Number ?? 0) + 1,
        Name = name?.Trim() ?? "",
        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
        PublishedAt = now,
        PublishedById = actor.Id,
        PublishedByName = actor.Name,
        IsCurrent = true,
        SinceId = since?.Id,
        ReturnsToId = returnsTo,
        Digest = DigestOf(meetings),
        Meetings = [.. meetings],
    };

    public string Called => CalledBy(Name, Number);

    public static string CalledBy(string name, int number) => name.Length > 0 ? name : Language.Say($"第{number}版", $"Release {number}");

    /// <summary>Another is published: what this one said stays, and holds no longer.</summary>
    public void Retire() => IsCurrent = false;

    /// <summary>Meetings by number and people by their seat, each part with its length before it.</summary>
    public static byte[] DigestOf(IEnumerable<ReleasedMeeting> meetings) => Parts.Digest(meetings.OrderBy(m => m.Number, StringComparer.Ordinal).SelectMany(m => m.Said()));
}

/// <summary>A meeting as one release tells of it.</summary>
public sealed class ReleasedMeeting : Record
{
    public Guid ReleaseId { get; private init; }

    public ScheduleRelease Release { get; private set; } = null!;

    public required Guid FairId { get; init; }

    public required Guid MeetingId { get; init; }

    public required string Number { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    public required Guid SlotId { get; init; }

    public required int Length { get; init; }

    public required Guid TableId { get; init; }

    public required string TableCode { get; init; }

    public required Guid HallId { get; init; }

    public required Bilingual Hall { get; init; }

    public required Bilingual Subject { get; init; }

    public required Bilingual GuestSide { get; init; }

    public required Bilingual HostSide { get; init; }

    /// <summary>It stood in the release before and takes place no longer; every later release says so too, that a calendar may strike it out.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>For the time being it is told to nobody.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>How often it has changed since it was first published: what a calendar goes by.</summary>
    public int Sequence { get; private set; }

    public List<ReleasedPerson> People { get; init; } = [];

    /// <summary>Who sits there, those who do no longer left out.</summary>
    public IEnumerable<ReleasedPerson> Seated => People.Where(p => !p.IsOut).OrderBy(p => p.Side).ThenBy(p => p.Interprets).ThenBy(p => p.Ordinal);

    public Place Place => new(SlotId, Length, TableId);

    /// <summary>It is in the next release as well, where it is said to be cancelled.</summary>
    internal ReleasedMeeting Struck() => Copy(isCancelled: true, [.. People.Select(p => p.Copy(p.IsOut))]);

    /// <summary>As it was told when it was withheld, or was not.</summary>
    internal ReleasedMeeting AsTold(bool isHidden)
    {
        if (isHidden == IsHidden) return this;
        var told = Copy(IsCancelled, People);
        told.Follow(isHidden, Sequence);
        return told;
    }

    /// <summary>One that is cancelled stays as it was told last.</summary>
    public bool CanBeWithheld => !IsCancelled;

    /// <summary>For the time being it is told to nobody, or is told again; a calendar has to hear of either.</summary>
    public Outcome Withhold(bool isHidden)
    {
        if (!CanBeWithheld || isHidden == IsHidden) return ReleaseRefusals.NotSo(Number);
        Follow(isHidden, Sequence + 1);
        return Outcome.Done;
    }

    private ReleasedMeeting Copy(bool isCancelled, List<ReleasedPerson> people) => new()
    {
        FairId = FairId,
        MeetingId = MeetingId,
        Number = Number,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
        SlotId = SlotId,
        Length = Length,
        TableId = TableId,
        TableCode = TableCode,
        HallId = HallId,
        Hall = Hall,
        Subject = Subject,
        GuestSide = GuestSide,
        HostSide = HostSide,
        IsCancelled = isCancelled,
        People = people,
    };

    internal void Follow(bool isHidden, int sequence) => (IsHidden, Sequence) = (isHidden, sequence);

    internal IEnumerable<string?> Said() =>
    [
        Number, Instant(StartsAt), Instant(EndsAt), TableCode, Hall.Zh, Hall.En, Subject.Zh, Subject.En, GuestSide.Zh, GuestSide.En, HostSide.Zh, HostSide.En, IsCancelled ? "cancelled" : "on",
        .. People.OrderBy(p => p.Side).ThenBy(p => p.Interprets).ThenBy(p => p.IsOut).ThenBy(p => p.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal).SelectMany(p => p.Said()),
    ];

    private static string Instant(DateTime at) => at.ToString("u", CultureInfo.InvariantCulture);
}

/// <summary>Who sits in a released meeting, by name and title as it was then; the person may have been merged with another since.</summary>
public sealed class ReleasedPerson
{
    public Guid ReleasedMeetingId { get; private init; }

    public required Guid PersonId { get; init; }

    public required Side Side { get; init; }

    public required bool Interprets { get; init; }

    public required int Ordinal { get; init; }

    public required string Name { get; init; }

    public required Bilingual Organisation { get; init; }

    public required Bilingual Title { get; init; }

    /// <summary>Sat there in an earlier release and does no longer: their calendar has to strike it out.</summary>
    public bool IsOut { get; init; }

    internal ReleasedPerson Copy(bool isOut) => new()
    {
        PersonId = PersonId,
        Side = Side,
        Interprets = Interprets,
        Ordinal = Ordinal,
        Name = Name,
        Organisation = Organisation,
        Title = Title,
        IsOut = isOut,
    };

    internal IEnumerable<string?> Said() => [$"{Side}", Interprets ? "interprets" : "speaks", IsOut ? "out" : "in", Name, Organisation.Zh, Organisation.En, Title.Zh, Title.En];
}
