using System.Diagnostics;
using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Proof;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling;

/// <summary>
/// The next timetable, nearest to the one people know. Proposals of all kinds are told as soon as they stand, well under a second
/// at a thousand people, and again when they are refined.
/// </summary>
public static class Replanner
{
    private static readonly ProposalKind[] Kinds = [ProposalKind.FewestDrops, ProposalKind.FewestPeople, ProposalKind.BestQuality];

    /// <summary>Shares of a round: fewest drops is what is taken most.</summary>
    private static readonly double[] Shares = [0.6, 0.2, 0.2];

    /// <summary>When the first proposals are told, and when they are refined for the first and second time, as shares of the limit.</summary>
    private static readonly double[] Rounds = [0.13, 0.4, 1];

    public static IReadOnlyList<Proposal> Propose(Replanning replanning, SearchLimits? limits = null, IProgress<IReadOnlyList<Proposal>>? news = null, CancellationToken cancel = default)
    {
        limits ??= new SearchLimits { Time = TimeSpan.FromSeconds(5) };
        var watch = Stopwatch.StartNew();
        var instance = new Instance(AsOfNow(replanning));
        var published = Published.Of(instance, replanning.Published);
        var least = new LeastChange(instance, published);
        var repairs = Kinds.Select(kind => new Repair(instance, published, kind, limits.Seed)).ToArray();
        IReadOnlyList<Proposal> proposals = [];
        foreach (var round in Rounds)
        {
            var left = limits.Time * round - watch.Elapsed;
            for (var i = 0; i < repairs.Length; i++)
            {
                var moves = limits.Iterations is { } all ? (long?)(all * Shares[i] * round / Rounds.Sum()) : null;
                repairs[i].Run(new Budget(moves is null ? left * Shares[i] : null, moves, cancel));
            }

            proposals = [.. repairs.Select(r => Describe(instance, replanning, r, least))];
            news?.Report(proposals);
            if (cancel.IsCancellationRequested) break;
        }

        return proposals;
    }

    /// <summary>
    /// The problem with the past closed: meetings that have begun and frozen ones keep their slot and table, everybody else's
    /// meetings start from now on, and nobody's time of the past is left to be planned with.
    /// </summary>
    public static TimetableProblem AsOfNow(Replanning replanning)
    {
        var problem = replanning.Problem;
        var ahead = SlotSet.First(problem.Slots.Count) - SlotSet.First(replanning.FromSlot);
        var placings = replanning.Published.Placings.ToDictionary(p => p.Demand);
        var lengths = problem.Demands.ToDictionary(d => d.Id, d => d.Length);
        var spent = new Dictionary<Guid, SlotSet>();
        foreach (var placing in replanning.Published.Placings.Where(p => p.Slot < replanning.FromSlot && lengths.ContainsKey(p.Demand)))
            foreach (var person in placing.People)
                spent[person] = spent.GetValueOrDefault(person) | SlotSet.Range(placing.Slot, lengths[placing.Demand]);

        return problem with
        {
            People = [.. problem.People.Select(p => p with { Free = (p.Free & ahead) | spent.GetValueOrDefault(p.Id), FreeInHall = Reopened(p, spent.GetValueOrDefault(p.Id)) })],
            Demands = [.. problem.Demands.Select(d => Now(d, placings.GetValueOrDefault(d.Id)))],
            Tables = [.. problem.Tables.Select(t => t with { Open = t.Open | Begun(t.Id) })],
        };

        SlotSet Begun(Guid table) => replanning.Published.Placings.Where(p => p.Table == table && p.Slot < replanning.FromSlot && lengths.ContainsKey(p.Demand))
            .Aggregate(SlotSet.None, (open, p) => open | SlotSet.Range(p.Slot, lengths[p.Demand]));

        Demand Now(Demand demand, Placing? placing) =>
            placing is null ? demand with { MayStart = (demand.MayStart ?? ahead) & ahead }
            : placing.Slot < replanning.FromSlot ? demand with { MayStart = null, AtSlot = placing.Slot, AtTable = placing.Table }
            : replanning.Frozen.Contains(demand.Id) ? demand with { AtSlot = placing.Slot, AtTable = placing.Table }
            : demand with { MayStart = (demand.MayStart ?? ahead) & ahead, Hall = demand.Hall ?? KnownHall(placing) };

        // Where halls matter, hosts stay in the hall people know them in.
        Guid? KnownHall(Placing placing) => problem.Travels.Count > 0 ? problem.Tables.FirstOrDefault(t => t.Id == placing.Table)?.Hall : null;
    }

    private static Dictionary<Guid, SlotSet>? Reopened(Attendee person, SlotSet spent) => person.FreeInHall?.ToDictionary(h => h.Key, h => h.Value | spent);

    /// <summary>Everybody of a meeting at another time; where the time stays, those who come in place of others and those who no longer do.</summary>
    private static IEnumerable<Guid> Touched(Change change)
    {
        var (before, after) = (change.Before?.People ?? [], change.After?.People ?? []);
        return change.Before?.Slot != change.After?.Slot ? before.Concat(after) : before.Except(after).Concat(after.Except(before));
    }

    private static Proposal Describe(Instance instance, Replanning replanning, Repair repair, LeastChange least)
    {
        var plan = repair.Plan;
        var before = replanning.Published.Placings.Where(p => instance.MeetingOf.ContainsKey(p.Demand)).ToDictionary(p => p.Demand);
        var tableOf = instance.Problem.Tables.Select((t, k) => (t.Id, k)).ToDictionary(x => x.Id, x => x.k);
        var tables = new int[instance.Meetings];
        Array.Fill(tables, -1);
        foreach (var placing in before.Values) tables[instance.MeetingOf[placing.Demand]] = tableOf.GetValueOrDefault(placing.Table, -1);
        var seating = new Seating(instance, plan.Start, (plan.Published!.Start, tables));
        var timetable = TimetableOf.Plan(instance, plan, seating.Table);
        var after = timetable.Placings.ToDictionary(p => p.Demand);

        var changes = instance.Problem.Demands.Select(d => new Change(d.Id, before.GetValueOrDefault(d.Id), after.GetValueOrDefault(d.Id)))
            .Where(c => c.Before?.Slot != c.After?.Slot || c.Before?.Table != c.After?.Table || !(c.Before?.People ?? []).ToHashSet().SetEquals(c.After?.People ?? [])).ToList();
        var dropped = changes.Where(c => c.Before is not null && c.After is null).Select(c => instance.MeetingOf[c.Demand]).ToList();
        var moved = changes.Where(c => c.Before is { } b && c.After is { } a && a.Slot != b.Slot).ToList();
        var touched = changes.SelectMany(Touched).Distinct().Count();
        var counts = new ChangeCounts(
            dropped.Count(m => instance.Must[m]), dropped.Count, dropped.Sum(m => (long)instance.Points[m]), moved.Count, touched,
            moved.Sum(c => Math.Abs(c.After!.Slot - c.Before!.Slot)), changes.Count(c => c.Before is { } b && c.After is { } a && a.Slot == b.Slot && a.Table != b.Table),
            changes.Count(c => c.Before is null), plan.Totals[(int)Measure.Breaks]);
        return new(repair.Kind, timetable, counts, new(least.Points, Math.Max(0, least.Hit - dropped.Count), least.People), changes);
    }
}
