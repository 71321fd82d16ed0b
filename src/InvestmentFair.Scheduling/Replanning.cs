namespace InvestmentFair.Scheduling;

/// <summary>A published timetable that new facts have overtaken.</summary>
/// <param name="Problem">The fair as it is now: with the late train in its people's slots, meetings withdrawn left out and new ones added.</param>
/// <param name="Published">What people were told.</param>
/// <param name="FromSlot">The first slot that can still be changed; earlier meetings have begun and stay whatever the facts.</param>
/// <param name="Frozen">Meetings that stay in slot and table: locked by hand, or about to start.</param>
public sealed record Replanning(TimetableProblem Problem, Timetable Published, int FromSlot, IReadOnlySet<Guid> Frozen);

public enum ProposalKind
{
    /// <summary>Drops the least points, then moves the fewest meetings, then touches the fewest people, then moves them the least.</summary>
    FewestDrops,

    /// <summary>Touches the fewest people first.</summary>
    FewestPeople,

    /// <summary>Places whatever can be placed, waiting meetings too, then shortens the waiting.</summary>
    BestQuality,
}

/// <param name="MustsDropped">Published meetings that must take place and no longer can.</param>
/// <param name="Dropped">Published meetings without a place.</param>
/// <param name="PointsDropped">Their points.</param>
/// <param name="Moved">Published meetings at another time.</param>
/// <param name="PeopleTouched">People with any meeting moved, dropped or new.</param>
/// <param name="SlotsShifted">Slots by which the moved ones moved, summed up.</param>
/// <param name="TablesChanged">Published meetings at the same time and another table.</param>
/// <param name="Added">Meetings that were not published and have a place now.</param>
/// <param name="Breaks">Breaks of the new timetable.</param>
public sealed record ChangeCounts(int MustsDropped, int Dropped, long PointsDropped, int Moved, int PeopleTouched, int SlotsShifted, int TablesChanged, int Added, long Breaks);

/// <summary>What no timetable can go below: the points dropped, the meetings moved when so many are dropped as here, the people touched.</summary>
public sealed record ProvenLeast(long PointsDropped, int Moved, int PeopleTouched);

/// <summary>A meeting before and after; null where it has no place.</summary>
public sealed record Change(Guid Demand, Placing? Before, Placing? After);

public sealed record Proposal(ProposalKind Kind, Timetable Timetable, ChangeCounts Counts, ProvenLeast Least, IReadOnlyList<Change> Changes);
