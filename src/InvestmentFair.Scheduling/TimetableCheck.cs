namespace InvestmentFair.Scheduling;

public enum Rule
{
    Known, Once, Must, InSession, StartAllowed, Fixed, Everybody, Pool, Interpreter, NobodyTwice, Free, TableFree, TableServes, TableOpen,
    Travel, Rest, Lunch, Order, PartyMost, PartyLeast, BreaksDiffer,
}

/// <summary>A rule that a timetable breaks, with whom or what it concerns.</summary>
public sealed record Breach(Rule Rule, Guid? Demand = null, Guid? Person = null, int? Slot = null);

/// <summary>
/// Reads a timetable against the rules as they are written in the problem, slot by slot and without a thought for speed. It shares
/// no code with the search, so that neither can hide a mistake of the other.
/// </summary>
public sealed class TimetableCheck
{
    private readonly TimetableProblem _problem;
    private readonly Dictionary<Guid, Demand> _demands;
    private readonly Dictionary<Guid, Attendee> _people;
    private readonly Dictionary<Guid, FairTable> _tables;
    private readonly List<Placing> _placings;
    private readonly List<Breach> _breaches = [];

    private TimetableCheck(TimetableProblem problem, Timetable timetable)
    {
        _problem = problem;
        _demands = problem.Demands.ToDictionary(d => d.Id);
        _people = problem.People.ToDictionary(p => p.Id);
        _tables = problem.Tables.ToDictionary(t => t.Id);
        foreach (var placing in timetable.Placings)
            if (!_demands.TryGetValue(placing.Demand, out var demand) || !_tables.ContainsKey(placing.Table) || placing.People.Any(p => !_people.ContainsKey(p))
                || placing.Slot < 0 || placing.Slot + demand.Length > problem.Slots.Count) _breaches.Add(new(Rule.Known, placing.Demand));
        _placings = _breaches.Count == 0 ? [.. timetable.Placings] : [];
    }

    /// <summary>Nothing in the list means: the timetable keeps every rule. Missing musts are breaches too.</summary>
    public static IReadOnlyList<Breach> Breaches(TimetableProblem problem, Timetable timetable)
    {
        var check = new TimetableCheck(problem, timetable);
        if (check._breaches.Count > 0) return check._breaches;
        check.Meetings();
        check.Tables();
        foreach (var person in problem.People) check.Person(person);
        check.Orders();
        check.Parties();
        check.Fairness();
        return check._breaches;
    }

    private int[] SlotsOf(Placing placing) => [.. Enumerable.Range(placing.Slot, _demands[placing.Demand].Length)];

    private bool SameSession(int one, int other) =>
        _problem.Slots[one].Day == _problem.Slots[other].Day && _problem.Slots[one].Session == _problem.Slots[other].Session;

    private void Breaks(bool broken, Rule rule, Guid? demand = null, Guid? person = null, int? slot = null)
    {
        if (broken) _breaches.Add(new(rule, demand, person, slot));
    }

    private void Meetings()
    {
        foreach (var twice in _placings.GroupBy(p => p.Demand).Where(g => g.Count() > 1)) _breaches.Add(new(Rule.Once, twice.Key));
        foreach (var demand in _problem.Demands.Where(d => d.Must && _placings.All(p => p.Demand != d.Id))) _breaches.Add(new(Rule.Must, demand.Id));
        foreach (var placing in _placings)
        {
            var demand = _demands[placing.Demand];
            Breaks(SlotsOf(placing).Any(t => !SameSession(t, placing.Slot)), Rule.InSession, demand.Id, slot: placing.Slot);
            Breaks(demand.MayStart is { } may && !may.Contains(placing.Slot), Rule.StartAllowed, demand.Id, slot: placing.Slot);
            Breaks(demand.AtSlot is { } slot && slot != placing.Slot, Rule.Fixed, demand.Id, slot: placing.Slot);
            Breaks(demand.AtTable is { } table && table != placing.Table, Rule.Fixed, demand.Id);
            Present(placing, demand);
        }
    }

    /// <summary>Everybody named is there, and the rest can be dealt out to the pools and the interpreting, each to one.</summary>
    private void Present(Placing placing, Demand demand)
    {
        var named = demand.Guest.All.Concat(demand.Host.All).ToHashSet();
        Breaks(!named.IsSubsetOf(placing.People) || placing.People.Distinct().Count() != placing.People.Count, Rule.Everybody, demand.Id);
        var drawn = placing.People.Where(p => !named.Contains(p)).ToList();
        var seats = new List<(Func<Guid, bool> Able, Rule Rule)>();
        foreach (var side in new[] { demand.Guest, demand.Host })
            for (var i = 0; i < side.AtLeast; i++) seats.Add((p => side.Pool.Contains(p), Rule.Pool));
        if (demand.Language is { } language) seats.Add((p => _people[p].Interprets.Contains(language), Rule.Interpreter));
        if (!Dealt(seats, drawn, 0)) _breaches.Add(new(seats.Count > 0 ? seats[^1].Rule : Rule.Everybody, demand.Id));
    }

    private static bool Dealt(List<(Func<Guid, bool> Able, Rule Rule)> seats, List<Guid> drawn, int seat)
    {
        if (seat == seats.Count) return drawn.Count == 0;
        foreach (var person in drawn.Where(seats[seat].Able).ToList())
        {
            drawn.Remove(person);
            if (Dealt(seats, drawn, seat + 1)) return true;
            drawn.Add(person);
        }

        return false;
    }

    private void Tables()
    {
        foreach (var placing in _placings)
        {
            var (demand, table) = (_demands[placing.Demand], _tables[placing.Table]);
            if (demand.AtTable is null)
            {
                Breaks(demand.Hall is { } hall && hall != table.Hall, Rule.TableServes, demand.Id);
                Breaks(demand.TableKind.Length > 0 && demand.TableKind != table.Kind, Rule.TableServes, demand.Id);
                Breaks(table.Seats < demand.Seats, Rule.TableServes, demand.Id);
            }

            Breaks(SlotsOf(placing).Any(t => !table.Open.Contains(t)), Rule.TableOpen, demand.Id, slot: placing.Slot);
        }

        foreach (var clash in _placings.SelectMany(p => SlotsOf(p).Select(t => (p.Table, t, p.Demand))).GroupBy(x => (x.Table, x.t)).Where(g => g.Count() > 1))
            _breaches.Add(new(Rule.TableFree, clash.Last().Demand, null, clash.Key.t));
    }

    private void Person(Attendee person)
    {
        var mine = _placings.Where(p => p.People.Contains(person.Id)).OrderBy(p => p.Slot).ToList();
        var sits = mine.SelectMany(p => SlotsOf(p).Select(t => (Slot: t, Placing: p))).OrderBy(x => x.Slot).ToList();
        for (var i = 1; i < sits.Count; i++) Breaks(sits[i].Slot == sits[i - 1].Slot, Rule.NobodyTwice, sits[i].Placing.Demand, person.Id, sits[i].Slot);
        foreach (var (slot, placing) in sits)
        {
            var there = person.FreeInHall?.TryGetValue(_tables[placing.Table].Hall, out var open) != true || open.Contains(slot);
            Breaks(!person.Free.Contains(slot) || !there, Rule.Free, placing.Demand, person.Id, slot);
        }

        foreach (var one in mine)
            foreach (var other in mine.Where(o => o.Slot > one.Slot && SameSession(o.Slot, one.Slot)))
            {
                var (from, to) = (_tables[one.Table].Hall, _tables[other.Table].Hall);
                var way = _problem.Travels.Where(w => (w.One == from && w.Other == to) || (w.One == to && w.Other == from)).Select(w => w.Slots).DefaultIfEmpty(0).Max();
                Breaks(from != to && other.Slot - (SlotsOf(one)[^1] + 1) < way, Rule.Travel, other.Demand, person.Id, other.Slot);
            }

        var busy = sits.Select(s => s.Slot).ToHashSet();
        if ((person.MostInARow ?? _problem.Rules.MostInARow) is > 0 and var most)
            for (var t = 0; t + most < _problem.Slots.Count; t++)
                Breaks(Enumerable.Range(t, most + 1).All(s => busy.Contains(s) && SameSession(s, t)), Rule.Rest, null, person.Id, t);
        foreach (var lunch in _problem.Rules.Lunches.Where(l => l.Slots > 0 && (l.Window & SlotSet.First(_problem.Slots.Count)).Any(busy.Contains)))
            Breaks(!lunch.Window.Any(t => Enumerable.Range(t, lunch.Slots).All(s => s < _problem.Slots.Count && lunch.Window.Contains(s) && !busy.Contains(s))), Rule.Lunch, null, person.Id);
    }

    private void Orders()
    {
        foreach (var order in _problem.Precedences)
        {
            var (first, then) = (_placings.Find(p => p.Demand == order.First), _placings.Find(p => p.Demand == order.Then));
            if (then is null) continue;
            Breaks(first is null ? order.NeedsFirst : SlotsOf(first)[^1] + 1 + order.Gap > then.Slot, Rule.Order, order.Then, slot: then.Slot);
        }
    }

    private void Parties()
    {
        foreach (var party in _problem.Parties)
        {
            var held = _placings.Count(p => _demands[p.Demand].Guest.Party == party.Id || _demands[p.Demand].Host.Party == party.Id);
            Breaks(held > party.Most, Rule.PartyMost);
            Breaks(held < party.Least, Rule.PartyLeast);
        }
    }

    private void Fairness()
    {
        if (_problem.Rules.BreaksDifferBy is not { } most) return;
        var breaks = _problem.People.Where(p => p.Interprets.Count == 0).Select(p => BreaksOf(_problem, _placings, p.Id)).DefaultIfEmpty(0).ToList();
        Breaks(breaks.Max() - breaks.Min() > most, Rule.BreaksDiffer);
    }

    /// <summary>Idle runs between two meetings of a person, counted by walking through the day.</summary>
    public static int BreaksOf(TimetableProblem problem, IReadOnlyList<Placing> placings, Guid person)
    {
        var lengths = problem.Demands.ToDictionary(d => d.Id, d => d.Length);
        var busy = placings.Where(p => p.People.Contains(person)).SelectMany(p => Enumerable.Range(p.Slot, lengths[p.Demand])).Order().ToList();
        var breaks = 0;
        for (var i = 1; i < busy.Count; i++)
        {
            var (one, other) = (problem.Slots[busy[i - 1]], problem.Slots[busy[i]]);
            var together = problem.Rules.BreaksAcrossSessions || (one.Day == other.Day && one.Session == other.Session);
            if (together && busy[i] - busy[i - 1] > 1) breaks++;
        }

        return breaks;
    }
}
