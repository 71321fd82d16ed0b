namespace InvestmentFair.Scheduling;

/// <summary>A meeting in its place: where it starts, at which table, and everybody who sits there, interpreters included.</summary>
/// <param name="Demand">The meeting.</param>
/// <param name="Slot">Position of its first slot in <see cref="TimetableProblem.Slots"/>.</param>
/// <param name="Table">Its table for all its slots.</param>
/// <param name="People">In the order: all guests, all hosts, those drawn from the guests' and the hosts' pool, the interpreter.</param>
public sealed record Placing(Guid Demand, int Slot, Guid Table, IReadOnlyList<Guid> People);

/// <summary>The meetings that have a place, in the order of <see cref="TimetableProblem.Demands"/>.</summary>
public sealed record Timetable(IReadOnlyList<Placing> Placings)
{
    public static readonly Timetable Empty = new([]);
}

/// <summary>What a goal came to, and the value no timetable can go below.</summary>
public sealed record Score(Goal Goal, long Value, long Bound)
{
    public bool Proven => Value <= Bound;
}

public enum Verdict
{
    /// <summary>Every goal is proven, in the declared order.</summary>
    Optimal,

    Feasible,

    /// <summary>No timetable has all the meetings that must take place; <see cref="Solution.Conflicts"/> say why.</summary>
    Infeasible,

    /// <summary>Ended before a timetable with all the meetings that must take place was found or ruled out.</summary>
    Unknown,
}

/// <param name="Verdict">What is known about the timetable.</param>
/// <param name="Timetable">The best found; it keeps every rule, but with verdicts other than optimal and feasible musts are missing.</param>
/// <param name="Scores">A score for each goal, in the declared order.</param>
/// <param name="Conflicts">
/// Demands that exclude each other; with the verdict unknown they do so in the halls that hosts were given, and naming halls in the
/// demands may help.
/// </param>
/// <param name="WithoutTable">Meetings that have a time but no table could be found for.</param>
/// <param name="Certificate">What is needed to repeat the run.</param>
public sealed record Solution(
    Verdict Verdict,
    Timetable Timetable,
    IReadOnlyList<Score> Scores,
    IReadOnlyList<Conflict> Conflicts,
    IReadOnlyList<Guid> WithoutTable,
    Certificate Certificate)
{
    /// <summary>Points of all meetings asked for, musts included: what "96.8 % of the points" is a share of.</summary>
    public long PointsAsked { get; init; }

    public long PointsPlaced { get; init; }

    /// <summary>Points no timetable can exceed.</summary>
    public long PointsPossible { get; init; }
}

/// <param name="Solver">Name and version.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Iterations">Moves tried by the local search.</param>
/// <param name="Seconds">Time taken.</param>
/// <param name="Instance">SHA-256 over the problem, in hexadecimal.</param>
public sealed record Certificate(string Solver, int Seed, long Iterations, double Seconds, string Instance);

/// <summary>News of a running search. The timetable is given whenever it became better than the last one told.</summary>
public sealed record SearchNews(string Phase, double Seconds, int MustsMissing, IReadOnlyList<Score> Scores, Timetable? Timetable);

public sealed record SearchLimits
{
    /// <summary>Each worker has a model of its own, so that memory stays bounded whatever number is asked for.</summary>
    public const int MostWorkers = 4;

    /// <summary>Ends the search; what was found by then counts.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Ends the local search by moves tried in place of the clock, and each goal's proof after as many units of the solver's
    /// deterministic work as <see cref="Time"/> has seconds: the same problem, seed and limits give the same timetable, byte for
    /// byte, however busy the machine. One worker is used.
    /// </summary>
    public long? Iterations { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Proofs that race from seeds of their own, <see cref="MostWorkers"/> at most.</summary>
    public int Workers { get; init; } = 1;
}
