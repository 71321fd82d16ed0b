using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <param name="Mapped">The fair with as many meetings that must take place as can.</param>
/// <param name="Conflicts">What could not be asked for together, told once.</param>
public sealed record Relaxed(MappedFair Mapped, IReadOnlyList<Conflict> Conflicts);

/// <summary>Musts that exclude each other: all of them are wanted the most, and none is asked for any more.</summary>
public sealed partial class ProblemOf
{
    private const int PointsOfMust = 100;
    private const int MostRounds = 3;

    /// <summary>
    /// A fair asked for more than its grid can hold still gets a timetable: musts that exclude each other become the dearest of the
    /// wishes, and whoever was placed against another is left in peace.
    /// </summary>
    public static Relaxed Possible(FairFacts facts, RunKind kind)
    {
        var (blocks, wanted, unbound) = (new HashSet<Guid>(), new HashSet<Guid>(), new HashSet<Guid>());
        var told = new List<Conflict>();
        for (var round = 0; ; round++)
        {
            var mapped = With(Build(facts, kind, blocks), wanted, unbound);
            if (round == MostRounds || Scheduler.Conflicts(mapped.Problem) is not { Count: > 0 } conflicts) return new Relaxed(mapped, told);
            told.AddRange(conflicts);
            foreach (var conflict in conflicts)
            {
                if (conflict is Conflict.PartyTooFew few) unbound.Add(few.Party);
                foreach (var demand in MustsOf(conflict))
                    if (!mapped.Fixed.Contains(demand)) wanted.Add(demand);
                    else if (conflict is Conflict.FixedClash or Conflict.NoPlace or Conflict.OrderImpossible) blocks.Add(demand);
            }
        }
    }

    /// <summary>The same fair, with those of its musts only wanted, and those parties without a least number.</summary>
    internal static MappedFair With(MappedFair mapped, IReadOnlySet<Guid> wanted, IReadOnlySet<Guid>? unbound = null) => mapped with
    {
        Problem = mapped.Problem with
        {
            Demands = [.. mapped.Problem.Demands.Select(d => wanted.Contains(d.Id) && d.AtSlot is null ? d with { Must = false, Points = Math.Max(d.Points, PointsOfMust) } : d)],
            Parties = [.. mapped.Problem.Parties.Select(p => unbound?.Contains(p.Id) is true ? p with { Least = 0 } : p)],
        },
    };

    internal static IEnumerable<Guid> MustsOf(Conflict conflict) => conflict switch
    {
        Conflict.TooManyMusts many => many.Musts,
        Conflict.NoPlace none => [none.Demand],
        Conflict.TooFewTables few => few.Musts,
        Conflict.TooFewInterpreters few => few.Musts,
        Conflict.FixedClash clash => [clash.Other],
        Conflict.Circle circle => circle.Demands,
        Conflict.OrderImpossible order => [order.Then],
        Conflict.PartyTooMany many => many.Musts,
        Conflict.Together together => together.Musts,
        _ => [],
    };
}
