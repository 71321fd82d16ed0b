using System.Diagnostics;
using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>When a search ends, and how far it has come: by moves, by the clock, or by whichever is first. Only moves are repeatable.</summary>
internal sealed class Budget(TimeSpan? time, long? iterations, CancellationToken cancel)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public long Tried { get; set; }

    public bool Cancelled => cancel.IsCancellationRequested;

    /// <summary>0 at the start, 1 or more when it is time to end.</summary>
    public double Spent => cancel.IsCancellationRequested ? 1 : Math.Max(
        iterations is { } most ? (double)Tried / Math.Max(1, most) : 0,
        time is { } end ? _watch.Elapsed / TimeSpan.FromTicks(Math.Max(1, end.Ticks)) : 0);
}

/// <summary>
/// Simulated annealing over Kempe chains and insertions. The temperatures are in units of a break: measured on fairs of 300 to
/// 3,000 people, starting hotter leaves more breaks in the same time, and starting colder gets stuck.
/// </summary>
internal sealed class Annealing
{
    private const int Stride = 256;

    private readonly Instance _instance;
    private readonly Plan _plan;
    private readonly Ranking _ranking;
    private readonly Dice _dice;
    private readonly Moves _moves;
    private readonly int[] _bestStart;
    private readonly int[][] _bestPicks;
    private readonly long[] _best = new long[Ranking.Measures];
    private readonly List<int> _outside = [];

    public double Hot { get; init; } = 1.5 * Ranking.Break;

    public double Cold { get; init; } = 0.15 * Ranking.Break;

    /// <summary>Told whenever a stride ends with a better plan than before.</summary>
    public Action<Plan, long[]>? Better { get; init; }

    /// <summary>Ends the search early, once the best is known to be unbeatable.</summary>
    public Func<long[], bool>? Enough { get; init; }

    public Annealing(Instance instance, Plan plan, Ranking ranking, int seed)
    {
        (_instance, _plan, _ranking, _dice) = (instance, plan, ranking, new Dice(seed));
        _moves = new Moves(instance, plan, _dice);
        _bestStart = [.. plan.Start];
        _bestPicks = [.. plan.Picks];
        plan.CopyTo(_bestStart, _bestPicks);
        plan.Totals.CopyTo(_best, 0);
    }

    /// <summary>Runs until the budget is spent and leaves the plan at the best found.</summary>
    public void Run(Budget budget)
    {
        var movable = Enumerable.Range(0, _instance.Meetings).Where(m => _instance.StartList[m].Length > 0).ToArray();
        if (movable.Length == 0) return;
        var improved = false;
        for (var spent = budget.Spent; spent < 1 && Enough?.Invoke(_best) != true; spent = budget.Spent)
        {
            var temperature = Hot * Math.Pow(Cold / Hot, spent);
            Gather(movable);
            for (var i = 0; i < Stride; i++) improved |= Step(movable, temperature);
            budget.Tried += Stride;
            if (!improved) continue;
            Better?.Invoke(_plan, _best);
            improved = false;
        }

        _plan.Restore(_bestStart, _bestPicks);
    }

    public (int[] Start, int[][] Picks) Best => (_bestStart, _bestPicks);

    private void Gather(int[] movable)
    {
        _outside.Clear();
        foreach (var m in movable)
            if (_plan.Start[m] < 0) _outside.Add(m);
    }

    private bool Step(int[] movable, double temperature)
    {
        var fromOutside = _outside.Count > 0 && _dice.Below(4) == 0;
        var m = fromOutside ? _outside[_dice.Below(_outside.Count)] : movable[_dice.Below(movable.Length)];
        var starts = _instance.StartList[m];
        var to = starts[_dice.Below(starts.Length)];
        var from = _plan.Start[m];
        if (from == to) return false;

        var before = _ranking.Energy(_plan.Totals);
        var moved = from < 0 || _dice.Below(32) == 0 ? _moves.Insert(m, to) : _moves.Chain(m, to);
        if (!moved) return false;

        var worse = _ranking.Energy(_plan.Totals) - before;
        if (worse > 0 && (worse > 30 * temperature || _dice.Share() >= Math.Exp(-worse / temperature)))
        {
            _plan.Undo();
            return false;
        }

        if (!_ranking.Better(_plan.Totals, _best)) return false;
        _plan.Totals.CopyTo(_best, 0);
        _plan.CopyTo(_bestStart, _bestPicks);
        return true;
    }
}
