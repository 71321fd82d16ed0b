namespace InvestmentFair.Scheduling;

/// <summary>
/// One place in time. Slots of one session follow each other without a pause: a meeting of several slots stays inside one,
/// and lunch or the night lies between two.
/// </summary>
public sealed record Slot(Guid Id, DateTime Start, DateTime End, int Day, int Session);

/// <summary>Somebody who sits in meetings: a guest, a host, a leader, an interpreter. Nobody sits in two at once.</summary>
/// <param name="Id">The person.</param>
/// <param name="Free">The slots the person can be at: after arrival, before departure, outside other duties.</param>
public sealed record Attendee(Guid Id, SlotSet Free)
{
    /// <summary>Halls the person can reach only in some slots; halls not named are open whenever the person is free.</summary>
    public IReadOnlyDictionary<Guid, SlotSet>? FreeInHall { get; init; }

    /// <summary>The languages an interpreter can interpret; empty for everybody else.</summary>
    public IReadOnlyList<string> Interprets { get; init; } = [];

    /// <summary>Meetings in a row without a free slot at most; null takes the fair's rule.</summary>
    public int? MostInARow { get; init; }

    /// <summary>What a break of this person counts in comparison with others; breaks of interpreters never count.</summary>
    public int BreakWeight { get; init; } = 1;
}

/// <summary>A delegation or a project, with the meetings it must and may have.</summary>
public sealed record Party(Guid Id, int Least = 0, int? Most = null);

public sealed record FairTable(Guid Id, Guid Hall, SlotSet Open, string Kind = "", int Seats = int.MaxValue);

/// <summary>Who comes to a meeting from one side: everybody named in <paramref name="All"/>, and so many out of a pool.</summary>
public sealed record PartySide(Guid Party, IReadOnlyList<Guid> All, IReadOnlyList<Guid>? Pool = null, int AtLeast = 0)
{
    public IReadOnlyList<Guid> Pool { get; init; } = Pool ?? [];
}

/// <summary>A meeting that is asked for.</summary>
public sealed record Demand(Guid Id, PartySide Guest, PartySide Host)
{
    /// <summary>A meeting that has to take place; all others count by their points.</summary>
    public bool Must { get; init; }

    public int Points { get; init; } = 1;

    /// <summary>How many slots it takes, one after the other.</summary>
    public int Length { get; init; } = 1;

    /// <summary>Slots in which it may start; null means any. Forbidden slots and the wish for a session are written here.</summary>
    public SlotSet? MayStart { get; init; }

    /// <summary>Slots in which both sides would rather start.</summary>
    public SlotSet? Preferred { get; init; }

    /// <summary>The slot it is fixed or locked to.</summary>
    public int? AtSlot { get; init; }

    /// <summary>The table it is fixed or locked to.</summary>
    public Guid? AtTable { get; init; }

    public Guid? Hall { get; init; }

    /// <summary>The kind of table needed; empty is content with any.</summary>
    public string TableKind { get; init; } = "";

    /// <summary>Seats needed at the table.</summary>
    public int Seats { get; init; }

    /// <summary>A language for which one interpreter has to be there.</summary>
    public string? Language { get; init; }
}

/// <summary>One meeting lies before another, with at least so many slots between the end of the one and the start of the other.</summary>
/// <param name="First">The earlier meeting.</param>
/// <param name="Then">The later one.</param>
/// <param name="Gap">Slots between them.</param>
/// <param name="NeedsFirst">Whether the later one may not take place when the earlier one does not.</param>
public sealed record Precedence(Guid First, Guid Then, int Gap = 0, bool NeedsFirst = true);

/// <summary>Slots somebody needs free to go from one hall to the other, within a session; the same both ways.</summary>
public sealed record Travel(Guid One, Guid Other, int Slots);

/// <summary>Everybody keeps so many slots free in a row inside the window.</summary>
public sealed record Lunch(SlotSet Window, int Slots);

/// <summary>What a timetable is judged by, after the meetings that must take place.</summary>
public enum Goal
{
    /// <summary>Points of the meetings that find no place.</summary>
    Points,

    /// <summary>Idle runs between two meetings of one person.</summary>
    Breaks,

    /// <summary>Slots in such runs.</summary>
    IdleSlots,

    /// <summary>Sum over the parties of the square of their meetings without a place: two unlucky parties are fairer than one doubly unlucky.</summary>
    Fairness,

    /// <summary>Meetings outside their preferred slots.</summary>
    Preferences,

    /// <summary>Times that somebody, interpreters apart, changes the hall within a session.</summary>
    HallChanges,
}

public sealed record FairRules
{
    /// <summary>In the order of importance; every goal is minimised, and an earlier one is never traded for a later one.</summary>
    public IReadOnlyList<Goal> Goals { get; init; } = [Goal.Points, Goal.Breaks, Goal.Fairness, Goal.Preferences, Goal.HallChanges];

    /// <summary>Meetings in a row without a free slot at most.</summary>
    public int? MostInARow { get; init; }

    public IReadOnlyList<Lunch> Lunches { get; init; } = [];

    /// <summary>The breaks of any two people (interpreters apart) differ by at most so many.</summary>
    public int? BreaksDifferBy { get; init; }

    /// <summary>Breaks are counted over all slots in their order, also over lunch and the night, as the literature does.</summary>
    public bool BreaksAcrossSessions { get; init; }
}

/// <summary>Everything the timetable depends on. Slots are in the order of time; ids are unique within their kind.</summary>
public sealed record TimetableProblem(
    IReadOnlyList<Slot> Slots,
    IReadOnlyList<Attendee> People,
    IReadOnlyList<FairTable> Tables,
    IReadOnlyList<Demand> Demands)
{
    public IReadOnlyList<Party> Parties { get; init; } = [];

    public IReadOnlyList<Precedence> Precedences { get; init; } = [];

    public IReadOnlyList<Travel> Travels { get; init; } = [];

    public FairRules Rules { get; init; } = new();
}
