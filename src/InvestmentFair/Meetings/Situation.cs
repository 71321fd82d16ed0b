using System.Globalization;

namespace InvestmentFair.Meetings;

/// <summary>What can be taken back of a meeting: whether it takes place, where, with whom, and whether it is locked there. Its fields are named as its history names them.</summary>
internal sealed record Situation(
    MeetingState State, string? CancelReason, Guid? FirstSlotId, int Length, Guid? TableId, DateTime? LockedAt, string? LockedBy,
    IReadOnlyList<Guid> Guests, IReadOnlyList<Guid> Hosts, IReadOnlyList<Guid> Interpreters)
{
    /// <summary>What is compared; when something was locked is not: one database keeps less of a second than was written.</summary>
    public static readonly IReadOnlyList<string> Fields =
        [nameof(State), nameof(CancelReason), nameof(FirstSlotId), nameof(Length), nameof(TableId), nameof(LockedBy), nameof(Guests), nameof(Hosts), nameof(Interpreters)];

    public Place? Place => this is { FirstSlotId: { } slot, TableId: { } table } ? new Place(slot, Length, table) : null;

    public IReadOnlyList<Guid> People => [.. Guests, .. Hosts, .. Interpreters];

    public bool SitsAs(Situation other) => Place == other.Place && People.ToHashSet().SetEquals(other.People);

    public static Situation Of(Meeting meeting) => new(meeting.State, meeting.CancelReason, meeting.FirstSlotId, meeting.Length, meeting.TableId, meeting.LockedAt, meeting.LockedBy,
        [.. meeting.Team(Side.Guest)], [.. meeting.Team(Side.Host)], [.. meeting.Interpreters]);

    public bool Says(string field, string? value, Func<Guid, Guid> survivor) => field switch
    {
        nameof(State) => value == State.ToString(),
        nameof(CancelReason) => value == CancelReason,
        nameof(FirstSlotId) => Id(value) == FirstSlotId,
        nameof(Length) => Number(value) == Length,
        nameof(TableId) => Id(value) == TableId,
        nameof(LockedBy) => value == LockedBy,
        nameof(Guests) => Named(value, survivor).SequenceEqual(Guests),
        nameof(Hosts) => Named(value, survivor).SequenceEqual(Hosts),
        nameof(Interpreters) => Named(value, survivor).SequenceEqual(Interpreters),
        _ => true,
    };

    public Situation With(string field, string? value, Func<Guid, Guid> survivor) => field switch
    {
        nameof(State) => this with { State = Enum.Parse<MeetingState>(value!) },
        nameof(CancelReason) => this with { CancelReason = value },
        nameof(FirstSlotId) => this with { FirstSlotId = Id(value) },
        nameof(Length) => this with { Length = Number(value) },
        nameof(TableId) => this with { TableId = Id(value) },
        nameof(LockedAt) => this with { LockedAt = value is null ? null : DateTime.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) },
        nameof(LockedBy) => this with { LockedBy = value },
        nameof(Guests) => this with { Guests = [.. Named(value, survivor)] },
        nameof(Hosts) => this with { Hosts = [.. Named(value, survivor)] },
        nameof(Interpreters) => this with { Interpreters = [.. Named(value, survivor)] },
        _ => this,
    };

    private static Guid? Id(string? value) => value is null ? null : Guid.Parse(value);

    private static int Number(string? value) => int.Parse(value!, CultureInfo.InvariantCulture);

    /// <summary>Who sat there; whoever was merged with another since is the one that stays.</summary>
    public static IEnumerable<Guid> Named(string? value, Func<Guid, Guid> survivor) => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => survivor(Guid.Parse(p))).Distinct();
}
