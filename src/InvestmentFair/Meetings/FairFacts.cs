using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.People;

namespace InvestmentFair.Meetings;

/// <summary>For what a timetable is sought.</summary>
public enum RunKind
{
    [Text("填空", "Fill the gaps")] Fill,
    [Text("全排", "Schedule all")] All,
    [Text("重排", "Replan")] Replan,
}

/// <summary>How many meetings a party has at least and at most.</summary>
public sealed record PartyBounds(int Least, int? Most);

/// <summary>Everything of a fair that its timetable depends on, as it is recorded.</summary>
/// <param name="Zone">The fair's time zone.</param>
/// <param name="Slots">The grid, closed slots too.</param>
/// <param name="Halls">With their tables.</param>
/// <param name="Rules">What its settings say.</param>
public sealed record FairFacts(string Zone, IReadOnlyList<TimeSlot> Slots, IReadOnlyList<Hall> Halls, ScheduleRules Rules)
{
    /// <summary>What begins before it is over, or goes on; none where the day does not matter.</summary>
    public DateTime? Now { get; init; }

    public IReadOnlyList<AgendaItem> Meals { get; init; } = [];

    /// <summary>Those that were not cancelled, with who sits there.</summary>
    public IReadOnlyList<Meeting> Meetings { get; init; } = [];

    /// <summary>The slots that each meeting has taken.</summary>
    public ILookup<Guid, Guid> Taken { get; init; } = Array.Empty<Guid>().ToLookup(id => id);

    /// <summary>The wishes that a meeting serves, by the request it was booked of.</summary>
    public IReadOnlyDictionary<Guid, JointWish> Served { get; init; } = new Dictionary<Guid, JointWish>();

    /// <summary>The wishes that wait, and those that expired.</summary>
    public IReadOnlyList<JointWish> Waiting { get; init; } = [];

    public IReadOnlyList<JointWish> Expired { get; init; } = [];

    /// <summary>Pairs of which one side would rather not meet.</summary>
    public IReadOnlySet<Pair> Refused { get; init; } = new HashSet<Pair>();

    /// <summary>Firms that were merged, and the one that stays.</summary>
    public IReadOnlyDictionary<Guid, Guid> Merged { get; init; } = new Dictionary<Guid, Guid>();

    /// <summary>The hosts of a project, in their order.</summary>
    public ILookup<Guid, Guid> ProjectTeams { get; init; } = Array.Empty<Guid>().ToLookup(id => id);

    /// <summary>The unit of somebody of the county.</summary>
    public IReadOnlyDictionary<Guid, Guid> UnitOf { get; init; } = new Dictionary<Guid, Guid>();

    public IReadOnlySet<Guid> Declined { get; init; } = new HashSet<Guid>();

    public IReadOnlySet<Guid> Leaders { get; init; } = new HashSet<Guid>();

    public IReadOnlyList<Interpreter> Interpreters { get; init; } = [];

    public IReadOnlyList<Availability> Presence { get; init; } = [];

    public IReadOnlyDictionary<Guid, PartyBounds> Bounds { get; init; } = new Dictionary<Guid, PartyBounds>();

    public Guid Survivor(Guid investor) => Merged.GetValueOrDefault(investor, investor);
}
