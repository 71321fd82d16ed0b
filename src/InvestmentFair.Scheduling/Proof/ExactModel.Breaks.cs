using Google.OrTools.Sat;
using InvestmentFair.Scheduling.Search;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>Breaks in the encoding of JAIR 74 (2022): held = has met by now, a break ends where somebody idle who has met meets again.</summary>
internal sealed partial class ExactModel
{
    private void MeasureBreaks()
    {
        var limit = _instance.Problem.Rules.BreaksDifferBy;
        var (all, idle) = (LinearExpr.NewBuilder(), LinearExpr.NewBuilder());
        var counted = new List<LinearExpr>();
        var neverBroken = false;
        for (var person = 0; person < _instance.People; person++)
        {
            if (_instance.Interprets[person]) continue;
            if (MostMeetings(person) <= 1)
            {
                neverBroken = true;
                continue;
            }

            if (_instance.BreakWeight[person] == 0 && limit is null) continue;
            var ends = new List<(BoolVar Literal, bool Value)>();
            foreach (var stretch in _instance.Stretches) EndsOfBreaks(person, new SlotSet(stretch).ToArray(), ends, idle);
            if (ends.Count == 0) continue;
            var breaks = Model.NewIntVar(0, MostBreaks(person, ends.Count), $"b{person}");
            if (_plan is not null) Model.AddHint(breaks, ends.Count(e => e.Value));
            Model.Add(breaks == LinearExpr.Sum(ends.Select(e => e.Literal)));
            if (_instance.BreakWeight[person] > 0) all.AddTerm(breaks, _instance.BreakWeight[person]);
            counted.Add(breaks);
        }

        Measures[Measure.Breaks] = all;
        Measures[Measure.Idle] = idle;
        if (limit is not { } most) return;

        // Somebody who cannot have a break pins the least to 0, and "differ by d" becomes "at most d".
        LinearExpr least = neverBroken ? LinearExpr.Constant(0) : Model.NewIntVar(0, _instance.Slots, "least");
        foreach (var breaks in counted)
        {
            Model.Add(breaks <= least + most);
            if (!neverBroken) Model.Add(breaks >= least);
        }
    }

    private int MostMeetings(int person) =>
        Enumerable.Range(0, _instance.Meetings).Count(m => _instance.Required[m].Contains(person) || _drawn.ContainsKey((m, person)));

    private int MostBreaks(int person, int ends)
    {
        var meetings = Enumerable.Range(0, _instance.Meetings).Where(m => _instance.Required[m].Contains(person) || _drawn.ContainsKey((m, person))).ToArray();
        var most = Math.Min(ends, meetings.Length - 1);
        var certain = meetings.All(m => _instance.Must[m] && _instance.Required[m].Contains(person));
        if (!certain) return most;

        var held = meetings.Sum(m => _instance.Length[m]);
        Model.Add(LinearExpr.Sum(Enumerable.Range(0, _instance.Slots).Select(t => _busy[person, t]).OfType<BoolVar>()) == held);
        return Math.Clamp(_instance.Slots - held, 0, most);
    }

    private void EndsOfBreaks(int person, int[] slots, List<(BoolVar, bool)> ends, LinearExprBuilder idle)
    {
        var countsIdle = _instance.Problem.Rules.Goals.Contains(Goal.IdleSlots) && _instance.BreakWeight[person] > 0;
        var later = countsIdle ? Later(person, slots) : [];
        BoolVar? held = null;
        var heldNow = false;
        for (var i = 0; i < slots.Length; i++)
        {
            var busy = _busy[person, slots[i]];
            var busyNow = _plan is not null && _plan.At(person, slots[i]) >= 0;
            if (busy is not null && held is not null)
            {
                var now = Literal($"held{person}_{slots[i]}", heldNow || busyNow);
                Model.AddImplication(held, now);
                Model.AddImplication(busy, now);
                Model.AddBoolOr([held, busy, now.Not()]);
                held = now;
            }
            else
            {
                held ??= busy;
            }

            heldNow |= busyNow;
            if (held is null) continue;
            if (countsIdle && later[i] is { } meetsLater && !ReferenceEquals(held, busy))
            {
                var waits = Literal("idle", heldNow && !busyNow && slots[(i + 1)..].Any(t => _plan?.At(person, t) >= 0));
                Model.AddBoolOr(busy is null ? [held.Not(), meetsLater.Not(), waits] : [held.Not(), meetsLater.Not(), busy, waits]);
                idle.AddTerm(waits, _instance.BreakWeight[person]);
            }

            if (i + 1 >= slots.Length || _busy[person, slots[i + 1]] is not { } next || ReferenceEquals(held, busy)) continue;
            var value = heldNow && !busyNow && _plan?.At(person, slots[i + 1]) >= 0;
            var end = Literal($"h{person}_{slots[i]}", value);
            Model.AddImplication(end, held);
            Model.AddImplication(end, next);
            if (busy is not null) Model.AddImplication(end, busy.Not());
            Model.AddBoolOr(busy is null ? [held.Not(), next.Not(), end] : [held.Not(), busy, next.Not(), end]);
            ends.Add((end, value));
        }
    }

    /// <summary>Whether the person meets again after each slot; only implied upwards, which is enough to be charged for waiting.</summary>
    private BoolVar?[] Later(int person, int[] slots)
    {
        var later = new BoolVar?[slots.Length];
        for (var i = slots.Length - 2; i >= 0; i--)
        {
            var (busy, beyond) = (_busy[person, slots[i + 1]], later[i + 1]);
            later[i] = busy ?? beyond;
            if (busy is null || beyond is null) continue;
            var now = Literal("later", slots[(i + 1)..].Any(t => _plan?.At(person, t) >= 0));
            Model.AddImplication(busy, now);
            Model.AddImplication(beyond, now);
            later[i] = now;
        }

        return later;
    }
}
