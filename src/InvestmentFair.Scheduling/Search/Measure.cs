using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>What a plan is measured by; every measure is a sum that a move changes by little, and less is better.</summary>
internal enum Measure
{
    /// <summary>Musts without a place, parties below their least, breaks above the fairness limit, an earlier meeting missing.</summary>
    Broken,
    Lost,
    Moved,
    Touched,
    Shifted,
    Breaks,
    Idle,
    Unfair,
    NotPreferred,
    HallChanges,

    /// <summary>Meetings aimed at that have no place. No timetable is judged by it.</summary>
    Astray,
}

/// <summary>Measures in the order of importance, and what each weighs while the search is warm.</summary>
internal sealed class Ranking
{
    public const int Measures = 11;

    public required Measure[] Order { get; init; }

    public required long[] Weights { get; init; }

    /// <summary>What the temperatures are counted in: a break, or the lightest measure where breaks do not count.</summary>
    public long Unit => Weights[(int)Measure.Breaks] is > 0 and var unit ? unit : Weights.Where(w => w > 0).Min();

    /// <summary>The ranking of a fresh timetable. Ten to one is enough to keep the order while the search wanders; what it keeps as the best is compared measure by measure.</summary>
    public static Ranking Of(Instance instance)
    {
        var goals = instance.Problem.Rules.Goals.Distinct().ToList();
        var weights = new long[Measures];
        int[] byPlace = [1000, 100, 20, 6, 2, 1];
        var most = instance.Meetings == 0 ? 1 : Math.Max(1, instance.Points.Max());
        for (var i = 0; i < goals.Count; i++) weights[(int)MeasureOf(goals[i])] = byPlace[i];
        // Of meetings with the same points the search would take any, and end a point or two short of the most, where it would have
        // to exchange several at once; what weighs as much as a point leads it to those it aims at.
        weights[(int)Measure.Astray] = weights[(int)Measure.Lost];
        weights[(int)Measure.Broken] = Math.Max(20_000, 2 * most * Math.Max(1, weights[(int)Measure.Lost]));
        return new Ranking { Order = [Measure.Broken, .. goals.Select(MeasureOf)], Weights = weights };
    }

    /// <summary>A ranking for changing a published timetable; each measure weighs a tenth or less of the one before.</summary>
    public static Ranking ForChange(params Measure[] order)
    {
        var weights = new long[Measures];
        long[] byPlace = [1_000_000_000, 20_000, 1_000, 50, 5, 1];
        for (var i = 0; i < order.Length; i++) weights[(int)order[i]] = byPlace[i];
        return new Ranking { Order = order, Weights = weights };
    }

    public static Measure MeasureOf(Goal goal) => goal switch
    {
        Goal.Points => Measure.Lost,
        Goal.Breaks => Measure.Breaks,
        Goal.IdleSlots => Measure.Idle,
        Goal.Fairness => Measure.Unfair,
        Goal.Preferences => Measure.NotPreferred,
        _ => Measure.HallChanges,
    };

    public long Energy(long[] totals)
    {
        var energy = 0L;
        for (var i = 0; i < Measures; i++) energy += Weights[i] * totals[i];
        return energy;
    }

    public bool Better(long[] one, long[] other)
    {
        foreach (var measure in Order)
            if (one[(int)measure] != other[(int)measure]) return one[(int)measure] < other[(int)measure];
        return false;
    }
}
