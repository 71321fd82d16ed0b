using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>One way to change a published timetable; every run goes on from the best of the one before.</summary>
internal sealed class Repair
{
    private readonly Instance _instance;
    private readonly Ranking _ranking;
    private readonly Dice _dice;
    private readonly bool[] _wanted;
    private double _hot = 3_000;

    public ProposalKind Kind { get; }

    public Plan Plan { get; }

    public Repair(Instance instance, Published published, ProposalKind kind, int seed)
    {
        (_instance, Kind, _dice) = (instance, kind, new Dice(seed));
        _ranking = kind switch
        {
            ProposalKind.FewestDrops => Ranking.ForChange(Measure.Broken, Measure.Lost, Measure.Moved, Measure.Touched, Measure.Shifted, Measure.Breaks),
            ProposalKind.FewestPeople => Ranking.ForChange(Measure.Broken, Measure.Touched, Measure.Lost, Measure.Moved, Measure.Shifted, Measure.Breaks),
            _ => Ranking.ForChange(Measure.Broken, Measure.Lost, Measure.Breaks, Measure.Moved, Measure.Touched, Measure.Shifted),
        };

        // What waited before stays out where calm counts, unless it has to take place.
        _wanted = [.. Enumerable.Range(0, instance.Meetings).Select(m => kind == ProposalKind.BestQuality || published.Start[m] >= 0 || instance.Must[m])];
        Plan = new Plan(instance, published);
        published.Restore(instance, Plan);
        foreach (var m in Enumerable.Range(0, instance.Meetings).Where(m => _wanted[m] && Plan.Start[m] < 0).OrderByDescending(m => instance.Must[m]).ThenByDescending(m => instance.Points[m]))
        {
            Plan.Mark();
            var before = _ranking.Energy(Plan.Totals);
            if (Greedy.Settle(instance, Plan, _ranking, m) && _ranking.Energy(Plan.Totals) > before) Plan.Undo();
        }
    }

    public void Run(Budget budget)
    {
        IMoving moving = Kind == ProposalKind.BestQuality
            ? new Either(_dice, new Repairing(_instance, Plan, _ranking, _dice, _wanted), new Wandering(_instance, Plan, _ranking, _dice))
            : new Repairing(_instance, Plan, _ranking, _dice, _wanted);
        new Annealing(Plan, _ranking, _dice, moving) { Hot = _hot, Cold = 20 }.Run(budget);
        _hot /= 2;
    }

    private sealed class Either(Dice dice, IMoving one, IMoving other) : IMoving
    {
        public void Look()
        {
            one.Look();
            other.Look();
        }

        public bool Move(double allowance) => dice.Below(2) == 0 ? one.Move(allowance) : other.Move(allowance);
    }
}
