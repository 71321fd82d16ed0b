namespace InvestmentFair.Meetings;

public enum ClaimKind
{
    Person,
    Table,
}

/// <summary>
/// One resource taken for one slot. The primary key is (fair, slot, kind, resource), so the database itself keeps anybody
/// from sitting in two meetings, and a table from holding two, whatever the screens think.
/// </summary>
public sealed class SlotClaim
{
    public Guid FairId { get; init; }

    public Guid SlotId { get; init; }

    public ClaimKind Kind { get; init; }

    public Guid ResourceId { get; init; }

    public Guid MeetingId { get; init; }

    /// <summary>What a meeting takes: in each of its slots everybody who sits there, and the table.</summary>
    internal static IEnumerable<SlotClaim> Of(Guid fairId, Guid meetingId, IEnumerable<Guid> slots, IReadOnlyCollection<Guid> people, Guid table) =>
        slots.SelectMany(slot => people.Select(person => (Kind: ClaimKind.Person, Resource: person)).Append((Kind: ClaimKind.Table, Resource: table))
            .Select(taken => new SlotClaim { FairId = fairId, SlotId = slot, Kind = taken.Kind, ResourceId = taken.Resource, MeetingId = meetingId }));
}
