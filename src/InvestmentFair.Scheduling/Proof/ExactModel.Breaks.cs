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
            var load = LoadOf(person);
            if (load.Meetings <= 1)
            {
                neverBroken = true;
                continue;
            }

            if (_instance.BreakWeight[person] == 0 && limit is null) continue;
            var days = _instance.Stretches.Select(stretch => DayOf(person, new SlotSet(stretch).ToArray())).ToList();
            var ends = days.SelectMany(day => EndsOfBreaks(day, idle)).ToList();
            if (ends.Count == 0)
            {
                neverBroken = true;
                continue;
            }

            var breaks = Model.NewIntVar(0, MostBreaks(person, ends.Count, load), $"b{person}");
            if (_plan is not null) Model.AddHint(breaks, ends.Count(e => e.Value));
            Model.Add(breaks == LinearExpr.Sum(ends.Select(e => e.Literal)));
            KeepTogether(breaks, ends.Any(e => e.Value), days, load);
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

    /// <summary>Meetings somebody may sit in, the slots these take together, and whether it is certain that they do.</summary>
    private readonly record struct Load(int Meetings, int Slots, bool Certain);

    private Load LoadOf(int person)
    {
        var meetings = Enumerable.Range(0, _instance.Meetings).Where(m => _instance.Required[m].Contains(person) || _drawn.ContainsKey((m, person))).ToArray();
        return new(meetings.Length, meetings.Sum(m => _instance.Length[m]), meetings.All(m => _instance.Must[m] && _instance.Required[m].Contains(person)));
    }

    private int MostBreaks(int person, int ends, Load load)
    {
        var most = Math.Min(ends, load.Meetings - 1);
        if (!load.Certain) return most;

        Model.Add(LinearExpr.Sum(Enumerable.Range(0, _instance.Slots).Select(t => _busy[person, t]).OfType<BoolVar>()) == load.Slots);
        return Math.Clamp(_instance.Slots - load.Slots, 0, most);
    }

    /// <summary>A stretch of somebody's slots: whether they meet in each, have met by the end of it, and meet in it or later.</summary>
    private sealed record Day(int Person, int[] Slots, BoolVar?[] Busy, BoolVar?[] Held, BoolVar?[] Later);

    private Day DayOf(int person, int[] slots)
    {
        var later = SoFar("meets", person, [.. slots.Reverse()]);
        Array.Reverse(later);
        return new(person, slots, [.. slots.Select(t => _busy[person, t])], SoFar("met", person, slots), later);
    }

    /// <summary>Whether somebody meets in any of the slots up to each, exact both ways; null where that cannot be.</summary>
    private BoolVar?[] SoFar(string name, int person, int[] slots)
    {
        var soFar = new BoolVar?[slots.Length];
        var value = false;
        for (var i = 0; i < slots.Length; i++)
        {
            var (before, busy) = (i > 0 ? soFar[i - 1] : null, _busy[person, slots[i]]);
            value |= Sits(person, slots[i]);
            soFar[i] = before ?? busy;
            if (before is null || busy is null) continue;
            var now = Literal($"{name}{person}_{slots[i]}", value);
            Model.AddImplication(before, now);
            Model.AddImplication(busy, now);
            Model.AddBoolOr([before, busy, now.Not()]);
            soFar[i] = now;
        }

        return soFar;
    }

    private bool Sits(int person, int slot) => _plan is not null && _plan.At(person, slot) >= 0;

    private IEnumerable<(BoolVar Literal, bool Value)> EndsOfBreaks(Day day, LinearExprBuilder idle)
    {
        var (person, slots) = (day.Person, day.Slots);
        var countsIdle = _instance.Problem.Rules.Goals.Contains(Goal.IdleSlots) && _instance.BreakWeight[person] > 0;
        var heldNow = false;
        for (var i = 0; i + 1 < slots.Length; i++)
        {
            var (busy, held, next) = (day.Busy[i], day.Held[i], day.Busy[i + 1]);
            var busyNow = Sits(person, slots[i]);
            heldNow |= busyNow;
            if (held is null || ReferenceEquals(held, busy)) continue;
            if (countsIdle && day.Later[i + 1] is { } later)
            {
                var waits = Literal("idle", heldNow && !busyNow && slots[(i + 1)..].Any(t => Sits(person, t)));
                Model.AddBoolOr(busy is null ? [held.Not(), later.Not(), waits] : [held.Not(), later.Not(), busy, waits]);
                idle.AddTerm(waits, _instance.BreakWeight[person]);
            }

            if (next is null) continue;
            var value = heldNow && !busyNow && Sits(person, slots[i + 1]);
            var end = Literal($"h{person}_{slots[i]}", value);
            Model.AddImplication(end, held);
            Model.AddImplication(end, next);
            if (busy is not null) Model.AddImplication(end, busy.Not());
            Model.AddBoolOr(busy is null ? [held.Not(), next.Not(), end] : [held.Not(), busy, next.Not(), end]);
            yield return (end, value);
        }
    }
}
