using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>A search that is watched while it goes on: what it tells in between stands in fields, since the engine tells it on the thread that searches.</summary>
internal interface IRunSearch
{
    RunProgress? Progress { get; }

    /// <summary>What another start of the same search would go on from; none where it is quicker begun anew.</summary>
    BestSoFar? Best { get; }

    RunResult Find(CancellationToken cancel);
}

/// <summary>The next timetable, nearest to the one people know: up to three ways to it, told well within a second and refined for some more.</summary>
internal sealed class ReplanSearch(FairFacts facts, ReplanFacts replan, SearchLimits limits) : IRunSearch, IProgress<IReadOnlyList<Proposal>>
{
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private MappedFair? _mapped;
    private string _instance = "";
    private IReadOnlyList<Proposal>? _told;

    public RunProgress? Progress => _told is { } told && ResultOf(_mapped!, _instance, told) is var now
        ? new RunProgress("search", TimeProvider.System.GetElapsedTime(_began).TotalSeconds, now.Wanted, now.Found.Placed.Count(), now.MustsMissing, now.PointsAsked, []) { Proposals = [.. now.Proposals.Select(p => p.Change)] }
        : null;

    public BestSoFar? Best => null;

    public void Report(IReadOnlyList<Proposal> value) => _told = value;

    public RunResult Find(CancellationToken cancel)
    {
        _mapped = ProblemOf.FromNow(facts, replan);
        _instance = Kept.DigestOf(_mapped.Problem);
        return ResultOf(_mapped, _instance, Replanner.Propose(new Replanning(_mapped.Problem, _mapped.Working, 0, _mapped.Fixed), limits, this, cancel)) with { FromSlotId = ProblemOf.FirstAhead(facts, replan.Now)?.Id };
    }

    private static RunResult ResultOf(MappedFair mapped, string instance, IReadOnlyList<Proposal> told)
    {
        // The calmest first; two that came to the same are one.
        var found = told.OrderBy(p => KindOf(p.Kind)).GroupBy(p => p.Timetable.Placings.Select(SaidOf).ToHashSet(), HashSet<string>.CreateSetComparer())
            .Select(g => Proposed.Of(mapped, g.First(), [.. g.Select(p => KindOf(p.Kind))])).ToList();
        var (published, first) = (mapped.Working.Placings.Select(p => p.Demand).ToHashSet(), found[0]);
        return new RunResult(null, published.Count, first.Counts.MustsDropped, mapped.Problem.Demands.Where(d => published.Contains(d.Id)).Sum(d => (long)d.Points),
            new Found(first.Counts.MustsDropped, [new Score(Goal.Points, first.Counts.PointsDropped, first.Least.PointsDropped)], first.Arrangements), [], [],
            instance, nameof(Replanner))
        {
            Placed = published.Count - first.Counts.Dropped + first.Counts.Added,
            Proposals = found,
        };
    }

    private static ProposalOf KindOf(ProposalKind kind) => kind switch
    {
        ProposalKind.FewestPeople => ProposalOf.FewestPeople,
        ProposalKind.FewestDrops => ProposalOf.FewestDrops,
        _ => ProposalOf.BestQuality,
    };

    private static string SaidOf(Placing placing) => $"{placing.Demand} {placing.Slot} {placing.Table} {string.Join(' ', placing.People.Order())}";
}
