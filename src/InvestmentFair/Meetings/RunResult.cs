using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>A timetable a search came upon, by what it is worth and in the words of the database.</summary>
public sealed record Found(int MustsMissing, IReadOnlyList<Score> Scores, IReadOnlyList<Arrangement> Arrangements)
{
    /// <summary>Without those that lose the place they have now.</summary>
    public IEnumerable<Arrangement> Placed => Arrangements.Where(a => a.Place is not null);

    /// <summary>More of what must take place first, then the aims in their order.</summary>
    public bool IsBetterThan(Found other)
    {
        if (MustsMissing != other.MustsMissing) return MustsMissing < other.MustsMissing;
        foreach (var (mine, theirs) in Scores.Zip(other.Scores))
            if (mine.Value != theirs.Value) return mine.Value < theirs.Value;
        return false;
    }
}

/// <summary>The best of a search that was broken off, and of which problem: only of the same one it still says anything.</summary>
public sealed record BestSoFar(string Instance, Found Found);

/// <summary>How far a search has come.</summary>
public sealed record RunProgress(string Phase, double Seconds, int Wanted, int Placed, int MustsMissing, long PointsAsked, IReadOnlyList<Score> Scores)
{
    /// <summary>The ways to replan as they stand.</summary>
    public IReadOnlyList<ProposedChange> Proposals { get; init; } = [];
}

/// <summary>What a search came to.</summary>
/// <param name="Verdict">What is known of it; of a replan its proposals say so themselves.</param>
/// <param name="Wanted">Meetings that were asked for.</param>
/// <param name="MustsMissing">Of those that must take place, also of the ones that exclude each other.</param>
/// <param name="PointsAsked">Of all that was asked for.</param>
/// <param name="Found">The best timetable.</param>
/// <param name="Conflicts">What could not be asked for together.</param>
/// <param name="LeftOut">Wishes that took no part.</param>
/// <param name="Instance">The digest of the problem.</param>
/// <param name="Solver">Name and version.</param>
public sealed record RunResult(RunVerdict? Verdict, int Wanted, int MustsMissing, long PointsAsked, Found Found, IReadOnlyList<Conflict> Conflicts, IReadOnlyList<LeftOut> LeftOut, string Instance, string Solver)
{
    public int Placed { get; init; } = Found.Placed.Count();

    /// <summary>The ways to replan, the first of which is the best timetable; none where something else was sought.</summary>
    public IReadOnlyList<Proposed> Proposals { get; init; } = [];

    /// <summary>The first slot that could still change when it was found.</summary>
    public Guid? FromSlotId { get; init; }

    private Score? Points => Found.Scores.FirstOrDefault(s => s.Goal is Goal.Points);

    public long PointsPlaced => PointsAsked - (Points?.Value ?? 0);

    public long PointsPossible => PointsAsked - (Points?.Bound ?? 0);
}
