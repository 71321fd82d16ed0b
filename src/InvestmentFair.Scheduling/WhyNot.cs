using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling;

/// <summary>Something that would make room for a meeting, found by making it and solving.</summary>
/// <param name="Timetable">The timetable with the meeting in its place; it keeps every rule of the problem with the change made.</param>
/// <param name="Cost">Published meetings moved and points dropped: what the change asks of others.</param>
public abstract record Remedy(Timetable Timetable, RemedyCost Cost)
{
    /// <summary>Others make room; nothing about the fair changes.</summary>
    public sealed record MoveOthers(Timetable Timetable, RemedyCost Cost, IReadOnlyList<Change> Changes) : Remedy(Timetable, Cost);

    /// <summary>One more table of the kind needed, in the slots of the meeting; in the timetable it has the empty id.</summary>
    public sealed record OneMoreTable(Timetable Timetable, RemedyCost Cost, int Slot) : Remedy(Timetable, Cost);

    /// <summary>These people come, or are given free, for the slots of the meeting.</summary>
    public sealed record FreePeople(Timetable Timetable, RemedyCost Cost, int Slot, IReadOnlyList<Guid> People) : Remedy(Timetable, Cost);

    /// <summary>The meeting is allowed a slot outside those it may start in.</summary>
    public sealed record AllowSlot(Timetable Timetable, RemedyCost Cost, int Slot) : Remedy(Timetable, Cost);

    /// <summary>The session is made longer at its end by the length of the meeting, for its people and one table.</summary>
    public sealed record AddSlot(Timetable Timetable, RemedyCost Cost, int AfterSlot) : Remedy(Timetable, Cost);
}

public sealed record RemedyCost(int Moved, int Dropped, long PointsDropped, int PeopleTouched);

/// <summary>Why meetings have no place, and what would give them one.</summary>
public static class WhyNot
{
    /// <summary>For every meeting without a place, what keeps it out of each slot. Read-only, at once for all.</summary>
    public static IReadOnlyDictionary<Guid, IReadOnlyList<Reason>> All(TimetableProblem problem, Timetable timetable)
    {
        var instance = new Instance(problem);
        var published = Published.Of(instance, timetable);
        var plan = new Plan(instance, published);
        published.Restore(instance, plan);
        var reasons = new Reasons(instance, plan);
        return Enumerable.Range(0, instance.Meetings).Where(m => published.Start[m] < 0)
            .ToDictionary(m => problem.Demands[m].Id, m => (IReadOnlyList<Reason>)[.. reasons.All(m)]);
    }

    /// <summary>
    /// The cheapest changes that would place one meeting, the cheapest of each sort, ordered by what they ask of others. Each is
    /// made and solved before it is offered; what would not help is not in the list.
    /// </summary>
    /// <param name="problem">The fair.</param>
    /// <param name="timetable">The timetable as it stands; all its meetings are kept in mind.</param>
    /// <param name="demand">A meeting without a place.</param>
    /// <param name="fixedMeetings">Meetings that must not be moved, as begun or locked.</param>
    /// <param name="limits">Five seconds unless told otherwise.</param>
    /// <param name="cancel">Ends the search; what was found counts.</param>
    public static IReadOnlyList<Remedy> Remedies(TimetableProblem problem, Timetable timetable, Guid demand,
        IReadOnlySet<Guid>? fixedMeetings = null, SearchLimits? limits = null, CancellationToken cancel = default) =>
        new Remedies(problem, timetable, demand, fixedMeetings ?? new HashSet<Guid>(), limits ?? new SearchLimits { Time = TimeSpan.FromSeconds(5) }, cancel).Find();
}
