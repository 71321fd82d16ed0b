using Google.OrTools.Sat;
using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>
/// Breaks that all people together cannot avoid because the tables are few. Who meets whom is left out; what stays is how many
/// meetings each has, when, and that a slot seats a whole number of meetings, no more than it has tables. People with the same day
/// are one flow through (slot, meetings so far, waiting or not), and the flows share the tables, so that the relaxation is small
/// and has none of the symmetry the full model drowns in. Only for meetings that all must take place and take one slot.
/// </summary>
internal sealed class DaysBound
{
    private enum State { Before, Busy, Waiting }

    private sealed record Day(int Meetings, UInt128 Open, string Window, int[] Least, int[] Most, int Weight);

    private readonly Instance _instance;
    private readonly CpModel _model = new();
    private readonly LinearExprBuilder[] _busy;
    private readonly LinearExprBuilder _breaks = LinearExpr.NewBuilder();

    public static bool Applies(Instance instance) => instance.Meetings > 0 && !instance.Halls.Chosen
        && instance.Required[0].Length > 0
        && Enumerable.Range(0, instance.Meetings).All(m => instance.Must[m] && instance.Length[m] == 1 && instance.Pools[m].Length == 0 && instance.Required[m].Length == instance.Required[0].Length);

    private DaysBound(Instance instance)
    {
        _instance = instance;
        _busy = [.. Enumerable.Range(0, instance.Slots).Select(_ => LinearExpr.NewBuilder())];
        foreach (var alike in Enumerable.Range(0, instance.People).Select(DayOf).Where(d => d.Meetings > 0).GroupBy(d => (d.Meetings, d.Open, d.Window, d.Weight)))
            Flow(alike.First(), alike.Count());
        for (var t = 0; t < instance.Slots; t++)
        {
            var tables = _model.NewIntVar(0, instance.Problem.Tables.Count(k => k.Open.Contains(t)), $"tables{t}");
            _model.Add(_busy[t] == tables * instance.Required[0].Length);
        }

        _model.Minimize(_breaks);
    }

    /// <param name="instance">The problem.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="seconds">The clock's limit; null leaves it to the limit of work, which repeats exactly.</param>
    public static long Least(Instance instance, int seed, double? seconds)
    {
        if (!Applies(instance) || seconds <= 0) return 0;
        var clock = seconds is { } end ? FormattableString.Invariant($",max_time_in_seconds:{end:F3}") : "";
        // Where it proves anything it does so in a third of this work; the rest of the time is better spent on the proof itself.
        var solver = new CpSolver { StringParameters = FormattableString.Invariant($"num_workers:1,linearization_level:2,random_seed:{seed},max_deterministic_time:0.15{clock}") };
        var status = solver.Solve(new DaysBound(instance)._model);
        return status is CpSolverStatus.Optimal or CpSolverStatus.Feasible or CpSolverStatus.Unknown ? Math.Max(0, (long)Math.Ceiling(solver.BestObjectiveBound - 1e-6)) : 0;
    }

    /// <summary>How many of a person's meetings can, and how many have to, be over by the end of each slot.</summary>
    private Day DayOf(int person)
    {
        var mine = Enumerable.Range(0, _instance.Meetings).Where(m => _instance.Required[m].Contains(person)).ToArray();
        var least = Enumerable.Range(0, _instance.Slots).Select(t => mine.Count(m => _instance.StartList[m] is [.., var last] && last <= t)).ToArray();
        var most = Enumerable.Range(0, _instance.Slots).Select(t => mine.Count(m => _instance.StartList[m] is [var first, ..] && first <= t)).ToArray();
        var open = mine.Aggregate(UInt128.Zero, (all, m) => all | _instance.Starts[m]);
        var weight = _instance.Interprets[person] ? 0 : _instance.BreakWeight[person];
        return new(mine.Length, open, string.Join(',', least) + "|" + string.Join(',', most), least, most, weight);
    }

    private void Flow(Day day, int people)
    {
        var nodes = new Dictionary<(int Met, State State), LinearExprBuilder> { [(0, State.Before)] = LinearExpr.NewBuilder().Add(people) };
        for (var t = 0; t < _instance.Slots; t++)
        {
            var next = new Dictionary<(int Met, State State), LinearExprBuilder>();
            foreach (var ((met, before), flow) in nodes.OrderBy(n => n.Key))
            {
                var state = (_instance.StretchStarts >> t & UInt128.One) == UInt128.One ? State.Before : before;
                var ways = new List<IntVar>();
                void Go(int nowMet, State now, bool meets)
                {
                    if (nowMet < day.Least[t] || nowMet > Math.Min(day.Most[t], day.Meetings) || day.Meetings - nowMet > _instance.Slots - 1 - t) return;
                    var way = _model.NewIntVar(0, people, "f");
                    ways.Add(way);
                    if (!next.TryGetValue((nowMet, now), out var into)) next[(nowMet, now)] = into = LinearExpr.NewBuilder();
                    into.Add(way);
                    if (meets) _busy[t].Add(way);
                    if (meets && state == State.Waiting && day.Weight > 0) _breaks.AddTerm(way, day.Weight);
                }

                Go(met, state == State.Before ? State.Before : State.Waiting, false);
                if ((day.Open >> t & UInt128.One) == UInt128.One) Go(met + 1, State.Busy, true);
                _model.Add(LinearExpr.Sum(ways) == flow);
            }

            nodes = next;
        }
    }
}
