using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>A meeting that would be otherwise, by its id or that of the request it would be booked of; without a place it waits.</summary>
/// <param name="Key">The meeting, or the first request of what is yet to be booked.</param>
/// <param name="Before">Where it stood when it was worked out.</param>
/// <param name="After">Where it would be.</param>
/// <param name="People">Those who would have to be told: all at another time or table, else whoever comes or leaves.</param>
public sealed record MeetingMove(Guid Key, Place? Before, Place? After, IReadOnlyList<Guid> People);

/// <summary>One way to replan, as it is kept: by what it is the best, what it costs, and what no other way costs less of.</summary>
public sealed record ProposedChange(IReadOnlyList<ProposalOf> BestBy, ChangeCounts Counts, ProvenLeast Least, IReadOnlyList<MeetingMove> Moves);

/// <summary>One way to replan, in the words of the database.</summary>
public sealed record Proposed(ProposedChange Change, IReadOnlyList<Arrangement> Arrangements)
{
    public ChangeCounts Counts => Change.Counts;

    public ProvenLeast Least => Change.Least;

    /// <summary>Only what changes is arranged: whatever else is moved meanwhile is no concern of it.</summary>
    public static Proposed Of(MappedFair mapped, Proposal proposal, IReadOnlyList<ProposalOf> bestBy)
    {
        var lengths = mapped.Problem.Demands.ToDictionary(d => d.Id, d => d.Length);
        var moves = proposal.Changes.Select(c => new MeetingMove(c.Demand, At(c.Before), At(c.After), [.. ToldOf(c)])).ToList();
        var changed = proposal.Changes.Select(c => c.Demand).ToHashSet();
        return new Proposed(new ProposedChange(bestBy, proposal.Counts, proposal.Least, moves), [.. mapped.Read(proposal.Timetable).Where(a => changed.Contains(a.MeetingId ?? a.Requests[0].Id))]);

        Place? At(Placing? placing) => placing is null ? null : new Place(mapped.Problem.Slots[placing.Slot].Id, lengths[placing.Demand], placing.Table);
    }

    private static IEnumerable<Guid> ToldOf(Change change)
    {
        var (before, after) = (change.Before?.People ?? [], change.After?.People ?? []);
        return (change.Before?.Slot, change.Before?.Table) != (change.After?.Slot, change.After?.Table) ? before.Union(after) : before.Except(after).Union(after.Except(before));
    }
}
