using System.Diagnostics;

namespace InvestmentFair.Scheduling.Search;

/// <summary>When a search ends, and how far it has come: by moves, by the clock, or by whichever is first. Only moves are repeatable.</summary>
internal sealed class Budget(TimeSpan? time, long? iterations, CancellationToken cancel)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public long Tried { get; set; }

    /// <summary>0 at the start, 1 or more when it is time to end.</summary>
    public double Spent => cancel.IsCancellationRequested ? 1 : Math.Max(
        iterations is { } most ? (double)Tried / Math.Max(1, most) : 0,
        time is { } end ? _watch.Elapsed / TimeSpan.FromTicks(Math.Max(1, end.Ticks)) : 0);
}

/// <summary>Where an annealing takes its moves from.</summary>
internal interface IMoving
{
    /// <summary>Looks at the plan afresh; called once in a while.</summary>
    void Look();

    /// <summary>
    /// Changes the plan, open to <see cref="Plan.Undo"/>; false leaves it untouched. A move seen to cost more than the allowance
    /// need not be made at all.
    /// </summary>
    bool Move(double allowance);
}

/// <summary>
/// Simulated annealing over Kempe chains and insertions. Temperatures are counted in breaks: measured on fairs of 300 to
/// 3,000 people, starting hotter leaves more breaks in the same time, and starting colder gets stuck.
/// </summary>
internal sealed class Annealing
{
    private const int Stride = 256;

    private readonly Plan _plan;
    private readonly Ranking _ranking;
    private readonly Dice _dice;
    private readonly IMoving _moving;
    private readonly int[] _bestStart;
    private readonly int[][] _bestPicks;
    private readonly long[] _best = new long[Ranking.Measures];
    private long _energy;

    public double Hot { get; init; }

    public double Cold { get; init; }

    /// <summary>Told the best plan's starts, picks and totals whenever a stride ends with a better one than before.</summary>
    public Action<int[], int[][], long[]>? Better { get; init; }

    /// <summary>Ends the search early, once the best is known to be unbeatable.</summary>
    public Func<long[], bool>? Enough { get; init; }

    /// <param name="plan">The plan to change.</param>
    /// <param name="ranking">What it is judged by.</param>
    /// <param name="dice">The dice.</param>
    /// <param name="moving">Where moves come from.</param>
    /// <param name="from">How far the cooling has come already: 0 for a search from the beginning.</param>
    /// <param name="to">How far it goes: 1 for a search to the end.</param>
    public Annealing(Plan plan, Ranking ranking, Dice dice, IMoving moving, double from = 0, double to = 1)
    {
        (_plan, _ranking, _dice, _moving) = (plan, ranking, dice, moving);
        (Hot, Cold) = (Temperature(from), Temperature(to));
        double Temperature(double spent) => 1.5 * ranking.Unit * Math.Pow(0.1, spent);
        _bestStart = [.. plan.Start];
        _bestPicks = [.. plan.Picks];
        plan.CopyTo(_bestStart, _bestPicks);
        plan.Totals.CopyTo(_best, 0);
        _energy = ranking.Energy(plan.Totals);
    }

    /// <summary>Runs until the budget is spent and leaves the plan at the best found.</summary>
    public void Run(Budget budget)
    {
        var improved = false;
        for (var spent = budget.Spent; spent < 1 && Enough?.Invoke(_best) != true; spent = budget.Spent)
        {
            var temperature = Hot * Math.Pow(Cold / Hot, spent);
            _moving.Look();
            for (var i = 0; i < Stride; i++) improved |= Step(temperature);
            budget.Tried += Stride;
            if (!improved) continue;
            Better?.Invoke(_bestStart, _bestPicks, _best);
            improved = false;
        }

        _plan.Restore(_bestStart, _bestPicks);
        _energy = _ranking.Energy(_plan.Totals);
    }

    /// <summary>Metropolis with the die thrown first: what a move may cost is known before it is made.</summary>
    private bool Step(double temperature)
    {
        var allowance = -temperature * Math.Log(1 - _dice.Share());
        if (!_moving.Move(allowance)) return false;

        var energy = _ranking.Energy(_plan.Totals);
        if (energy - _energy > allowance)
        {
            _plan.Undo();
            return false;
        }

        _energy = energy;
        if (!_ranking.Better(_plan.Totals, _best)) return false;
        _plan.Totals.CopyTo(_best, 0);
        _plan.CopyTo(_bestStart, _bestPicks);
        return true;
    }
}
