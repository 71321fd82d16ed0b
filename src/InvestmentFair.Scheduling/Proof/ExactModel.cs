using Google.OrTools.Sat;
using InvestmentFair.Scheduling.Model;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>
/// The problem as CP-SAT reads it best: one literal for every meeting and start, one for every person and slot, no tables.
/// Intervals and global constraints were measured and lose. Every variable is hinted from the plan at hand, the auxiliary ones
/// too; a partial hint is not completed by the solver.
/// </summary>
internal sealed partial class ExactModel
{
    private readonly Instance _instance;
    private readonly Plan? _plan;
    private readonly BoolVar[][] _starts;
    private readonly Dictionary<(int Meeting, int Person), BoolVar[]> _drawn = [];
    private readonly BoolVar?[,] _busy;
    private readonly List<(BoolVar Literal, bool Value)>[,] _sitting;
    private readonly BoolVar[] _placed;

    public CpModel Model { get; } = new();

    public Dictionary<Measure, LinearExpr> Measures { get; } = [];

    /// <param name="instance">The problem.</param>
    /// <param name="plan">A plan to start from.</param>
    /// <param name="relaxed">Whether musts are wished for rather than demanded, to find out which exclude each other.</param>
    public ExactModel(Instance instance, Plan? plan, bool relaxed = false)
    {
        (_instance, _plan) = (instance, plan);
        _starts = new BoolVar[instance.Meetings][];
        _placed = new BoolVar[instance.Meetings];
        _busy = new BoolVar?[instance.People, instance.Slots];
        _sitting = new List<(BoolVar, bool)>[instance.People, instance.Slots];
        for (var m = 0; m < instance.Meetings; m++) PlaceOnce(m, instance.Must[m] && !relaxed);
        for (var m = 0; m < instance.Meetings; m++) DrawPeople(m);
        for (var p = 0; p < instance.People; p++) SitOnce(p);
        CountTables();
        KeepOrders();
        KeepParties(relaxed);
        KeepHalls();
        KeepRest();
        MeasureMeetings();
        if (!relaxed) MeasureBreaks();
    }

    /// <summary>Literals a model of this problem needs, roughly; known before it is made.</summary>
    public static long Literals(Instance instance) =>
        instance.StartList.Sum(s => (long)s.Length) + 4L * instance.People * instance.Slots
        + Enumerable.Range(0, instance.Meetings).Sum(m => (long)instance.StartList[m].Length * instance.Pools[m].Sum(p => p.People.Length));

    public BoolVar Placed(int meeting) => _placed[meeting];

    /// <summary>Reads the plan out of a solution.</summary>
    public Plan Read(Func<ILiteral, bool> value)
    {
        var plan = new Plan(_instance, _plan?.Published);
        for (var m = 0; m < _instance.Meetings; m++)
            for (var i = 0; i < _starts[m].Length; i++)
                if (value(_starts[m][i])) plan.Place(m, _instance.StartList[m][i], DrawnFor(m, i, value));
        return plan;
    }

    private int[] DrawnFor(int m, int i, Func<ILiteral, bool> value)
    {
        var picks = new List<int>();
        foreach (var pool in _instance.Pools[m])
            picks.AddRange(pool.People.Where(p => !picks.Contains(p) && _drawn.TryGetValue((m, p), out var drawn) && value(drawn[i])).Take(pool.Count));
        return [.. picks, .. _instance.Pools[m].SelectMany(p => p.People).Distinct().Where(p => !picks.Contains(p) && value(_drawn[(m, p)][i]))];
    }

    private BoolVar Literal(string name, bool value)
    {
        var literal = Model.NewBoolVar(name);
        if (_plan is not null) Model.AddHint(literal, value);
        return literal;
    }

    private void PlaceOnce(int m, bool must)
    {
        var list = _instance.StartList[m];
        _starts[m] = [.. list.Select(t => Literal($"x{m}_{t}", _plan?.Start[m] == t))];
        _placed[m] = must ? (BoolVar)Model.TrueLiteral() : Literal($"z{m}", _plan?.Start[m] >= 0);
        if (must) Model.AddExactlyOne(_starts[m]);
        else Model.AddExactlyOne([.. _starts[m], _placed[m].Not()]);
        foreach (var person in _instance.Required[m])
            for (var i = 0; i < list.Length; i++) Sit(person, m, list[i], _starts[m][i], _plan?.Start[m] == list[i]);
    }

    private void Sit(int person, int m, int start, BoolVar literal, bool value)
    {
        for (var t = start; t < start + _instance.Length[m]; t++) (_sitting[person, t] ??= []).Add((literal, value));
    }

    private void DrawPeople(int m)
    {
        if (_instance.Pools[m].Length == 0) return;
        var list = _instance.StartList[m];
        var people = _instance.Pools[m].SelectMany(p => p.People).Distinct().ToArray();
        foreach (var person in people)
        {
            var drawn = new BoolVar[list.Length];
            for (var i = 0; i < list.Length; i++)
            {
                var value = _plan?.Start[m] == list[i] && _plan.Picks[m].Contains(person);
                drawn[i] = Literal($"a{m}_{person}_{list[i]}", value);
                var span = _instance.Span(m, list[i]);
                if ((_instance.FreeIn(person, _instance.Hall[m]) & span) != span) Model.Add(drawn[i] == 0);
                Model.AddImplication(drawn[i], _starts[m][i]);
                Sit(person, m, list[i], drawn[i], value);
            }

            _drawn[(m, person)] = drawn;
        }

        // Somebody who stands in two pools of a meeting is drawn once: every union of pools needs its own count.
        for (var subset = 1; subset < 1 << _instance.Pools[m].Length; subset++)
        {
            var pools = _instance.Pools[m].Where((_, k) => (subset >> k & 1) == 1).ToArray();
            var union = pools.SelectMany(p => p.People).Distinct().ToArray();
            var need = pools.Sum(p => p.Count);
            for (var i = 0; i < list.Length; i++)
            {
                var sum = LinearExpr.Sum(union.Select(p => _drawn[(m, p)][i]));
                if (union.Length == people.Length) Model.Add(sum == _starts[m][i] * need);
                else Model.Add(sum >= _starts[m][i] * need);
            }
        }
    }

    private void SitOnce(int person)
    {
        for (var t = 0; t < _instance.Slots; t++)
        {
            if (_sitting[person, t] is not { } sitting) continue;
            var busy = Literal($"y{person}_{t}", sitting.Any(s => s.Value));
            _busy[person, t] = busy;
            Model.AddExactlyOne([.. sitting.Select(s => (ILiteral)s.Literal), busy.Not()]);
        }
    }

    private void MeasureMeetings()
    {
        var (lost, away) = (LinearExpr.NewBuilder(), LinearExpr.NewBuilder());
        for (var m = 0; m < _instance.Meetings; m++)
        {
            lost.AddTerm((LinearExpr)_placed[m].Not(), _instance.Points[m]);
            for (var i = 0; i < _starts[m].Length; i++)
                if ((_instance.Preferred[m] >> _instance.StartList[m][i] & UInt128.One) == UInt128.Zero) away.Add(_starts[m][i]);
        }

        Measures[Measure.Lost] = lost;
        Measures[Measure.NotPreferred] = away;
        MeasureFairness();
    }

    /// <summary>The square of the missing meetings of a party, as one literal for each missing meeting with a rising price.</summary>
    private void MeasureFairness()
    {
        var unfair = LinearExpr.NewBuilder();
        foreach (var meetings in _instance.PartyMeetings)
        {
            var optional = meetings.Where(m => !_instance.Must[m]).ToArray();
            if (optional.Length == 0) continue;
            var missing = _plan is null ? 0 : optional.Count(m => _plan.Start[m] < 0);
            var steps = optional.Select((_, k) => Literal("u", k < missing)).ToArray();
            Model.Add(LinearExpr.Sum(steps) == LinearExpr.Sum(optional.Select(m => (LinearExpr)_placed[m].Not())));
            for (var k = 0; k < steps.Length; k++) unfair.AddTerm(steps[k], 2 * k + 1);
        }

        Measures[Measure.Unfair] = unfair;
    }
}
