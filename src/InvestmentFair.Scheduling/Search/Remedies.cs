using System.Diagnostics;
using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>Looks for the cheapest change of each sort by making the change and placing the meeting.</summary>
internal sealed class Remedies
{
    private readonly TimetableProblem _problem;
    private readonly Timetable _timetable;
    private readonly int _number;
    private readonly Demand _demand;
    private readonly Guid?[] _halls;
    private readonly SearchLimits _limits;
    private readonly CancellationToken _cancel;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public Remedies(TimetableProblem problem, Timetable timetable, Guid demand, IReadOnlySet<Guid> fixedMeetings, SearchLimits limits, CancellationToken cancel)
    {
        (_limits, _cancel) = (limits, cancel);
        var placings = timetable.Placings.Where(p => p.Demand != demand).ToDictionary(p => p.Demand);
        _timetable = new([.. placings.Values]);
        _problem = problem with { Demands = [.. problem.Demands.Select(d => fixedMeetings.Contains(d.Id) && placings.TryGetValue(d.Id, out var at) ? d with { AtSlot = at.Slot, AtTable = at.Table } : d)] };
        _number = problem.Demands.Select((d, i) => (d.Id, i)).First(x => x.Id == demand).i;
        _demand = problem.Demands[_number];
        var instance = new Instance(_problem);
        _halls = [.. instance.Hall.Select(h => h < 0 ? (Guid?)null : instance.Halls.Ids[h])];
    }

    public IReadOnlyList<Remedy> Find()
    {
        var found = new List<Remedy>();
        var span = SlotSet.First(_problem.Slots.Count);
        if (Place(_problem, 0.5) is { } others) found.Add(new Remedy.MoveOthers(others.Timetable, others.Cost, others.Changes));

        // A change of the fair is only worth asking for if others need not move for it: the meeting is placed and nothing else.
        // Reasons of a plan in which it may start anywhere say where a single thing is missing; only there the change is tried.
        var reasons = ReasonsAnywhere();
        bool Missing(int t, Func<Reason, bool> thing) => MayStart(t) && reasons[t].All(thing);
        Add(found, t => Missing(t, r => r is Reason.NoTable or Reason.TablesTaken) && WithTable(t) is { } p && Settle(p, t) is { } done ? new Remedy.OneMoreTable(done, None, t) : null);
        Add(found, t => Missing(t, r => r is Reason.Away) && WithPeople(t, out var people) is { } p && people.Length > 0 && Settle(p, t) is { } done ? new Remedy.FreePeople(done, None, t, people) : null);
        Add(found, t => !MayStart(t) && reasons[t] is [Reason.Possible] && Settle(Allowing(_problem, t), t) is { } done ? new Remedy.AllowSlot(done, None, t) : null);
        foreach (var end in span.Where(t => t + 1 == _problem.Slots.Count || !SameSession(t, t + 1)))
            if (!Over && AddedAfter(end) is { } done)
            {
                found.Add(done);
                break;
            }

        return [.. found.OrderBy(r => (r.Cost.PointsDropped, r is Remedy.MoveOthers ? 0 : 1, r.Cost.Moved))];
    }

    private static RemedyCost None => new(0, 0, 0, 0);

    private bool Over => _cancel.IsCancellationRequested || (_limits.Iterations is null && _watch.Elapsed > _limits.Time);

    private bool SameSession(int one, int other) => _problem.Slots[one].Day == _problem.Slots[other].Day && _problem.Slots[one].Session == _problem.Slots[other].Session;

    private bool MayStart(int t) => _demand.MayStart?.Contains(t) != false && (_demand.AtSlot ?? t) == t;

    private IReadOnlyList<Reason>[] ReasonsAnywhere()
    {
        var instance = new Instance(Changed(_problem, d => d with { MayStart = null, AtSlot = null }));
        var published = Published.Of(instance, _timetable);
        var plan = new Plan(instance, published);
        published.Restore(instance, plan);
        var reasons = new Reasons(instance, plan);
        return [.. Enumerable.Range(0, instance.Slots).Select(t => reasons.At(_number, t))];
    }

    /// <summary>The cheapest of a sort: the one that frees the fewest people, then the earliest.</summary>
    private void Add(List<Remedy> found, Func<int, Remedy?> made)
    {
        Remedy? best = null;
        for (var t = 0; t + _demand.Length <= _problem.Slots.Count && !Over; t++)
            if (made(t) is { } remedy && (best is null || (remedy is Remedy.FreePeople now && best is Remedy.FreePeople then && now.People.Count < then.People.Count))) best = remedy;
        if (best is not null) found.Add(best);
    }

    private TimetableProblem Changed(TimetableProblem problem, Func<Demand, Demand> change) =>
        problem with { Demands = [.. problem.Demands.Select((d, i) => i == _number ? change(d) : d)] };

    private TimetableProblem Allowing(TimetableProblem problem, int t) => Changed(problem, d => d with { MayStart = d.MayStart | SlotSet.Of(t), AtSlot = d.AtSlot is null ? null : t });

    private TimetableProblem? WithTable(int t)
    {
        var seats = _problem.Tables.Where(k => k.Seats >= _demand.Seats && (_demand.TableKind.Length == 0 || k.Kind == _demand.TableKind) && (_demand.Hall is null || k.Hall == _demand.Hall)).ToList();
        var hall = _halls[_number] ?? (seats is [var one, ..] ? one.Hall : _problem.Tables is [var any, ..] ? any.Hall : (Guid?)null);
        if (hall is null || _demand.AtTable is not null) return null;
        var extra = new FairTable(Guid.Empty, hall.Value, SlotSet.Range(t, _demand.Length), _demand.TableKind, Math.Max(_demand.Seats, 1));
        return _problem with { Tables = [.. _problem.Tables, extra] };
    }

    private TimetableProblem? WithPeople(int t, out Guid[] freed)
    {
        var span = SlotSet.Range(t, _demand.Length);
        var needed = _demand.Guest.All.Concat(_demand.Host.All).ToHashSet();
        var away = _problem.People.Where(p => needed.Contains(p.Id) && (!p.Free.Covers(span) || p.FreeInHall?.Values.Any(h => !h.Covers(span)) == true)).Select(p => p.Id).ToArray();
        freed = away;
        return away.Length == 0 ? null : _problem with { People = [.. _problem.People.Select(p => away.Contains(p.Id) ? Opened(p, span) : p)] };
    }

    private static Attendee Opened(Attendee person, SlotSet span) =>
        person with { Free = person.Free | span, FreeInHall = person.FreeInHall?.ToDictionary(h => h.Key, h => h.Value | span) };

    /// <summary>A slot more at the end of a session: all later slots move up by one.</summary>
    private Remedy.AddSlot? AddedAfter(int end)
    {
        if (_problem.Slots.Count + _demand.Length > SlotSet.Most || _demand.AtSlot is not null) return null;
        int Later(int t) => t > end ? t + _demand.Length : t;
        SlotSet Shift(SlotSet set) => SlotSet.Of(set.Where(t => t < _problem.Slots.Count).Select(Later));
        var added = SlotSet.Range(end + 1, _demand.Length);
        var people = _demand.Guest.All.Concat(_demand.Host.All).Concat(_demand.Guest.Pool).Concat(_demand.Host.Pool).ToHashSet();
        var last = _problem.Slots[end];
        var wider = _problem with
        {
            Slots = [.. _problem.Slots.Take(end + 1), .. Enumerable.Range(1, _demand.Length).Select(i => last with { Id = Guid.Empty, Start = last.Start + i * (last.End - last.Start), End = last.End + i * (last.End - last.Start) }), .. _problem.Slots.Skip(end + 1)],
            People = [.. _problem.People.Select(p => p with
            {
                Free = Shift(p.Free) | (people.Contains(p.Id) || (_demand.Language is { } l && p.Interprets.Contains(l)) ? added : SlotSet.None),
                FreeInHall = p.FreeInHall?.ToDictionary(h => h.Key, h => Shift(h.Value) | added),
            })],
            Tables = [.. _problem.Tables.Select(k => k with { Open = Shift(k.Open) | added })],
            Demands = [.. _problem.Demands.Select((d, i) => d with
            {
                MayStart = i == _number ? Shift(d.MayStart ?? SlotSet.First(_problem.Slots.Count)) | added : d.MayStart is { } may ? Shift(may) : null,
                Preferred = d.Preferred is { } preferred ? Shift(preferred) : null,
                AtSlot = d.AtSlot is { } at ? Later(at) : null,
            })],
            Rules = _problem.Rules with { Lunches = [.. _problem.Rules.Lunches.Select(l => l with { Window = Shift(l.Window) })] },
        };
        var moved = new Timetable([.. _timetable.Placings.Select(p => p with { Slot = Later(p.Slot) })]);
        return Settle(wider, end + 1, moved) is { } done ? new Remedy.AddSlot(done, None, end) : null;
    }

    /// <summary>The timetable with the meeting in a slot and nothing else changed but tables; null if that breaks a rule.</summary>
    private Timetable? Settle(TimetableProblem problem, int start, Timetable? timetable = null)
    {
        timetable ??= _timetable;
        // A host's hall is chosen by how much room the halls have: with more of it others might be moved to another one.
        var instance = new Instance(problem with { Demands = [.. problem.Demands.Select((d, i) => d with { Hall = _halls[i] ?? d.Hall })] });
        var published = Published.Of(instance, timetable);
        var plan = new Plan(instance, published);
        if (published.Restore(instance, plan).Count > 0 || start >= instance.Slots || !plan.TryPlace(_number, start)) return null;
        return Seated(instance, plan, timetable);
    }

    private static Timetable? Seated(Instance instance, Plan plan, Timetable before)
    {
        var tableOf = instance.Problem.Tables.Select((t, k) => (t.Id, k)).ToDictionary(x => x.Id, x => x.k);
        var tables = new int[instance.Meetings];
        Array.Fill(tables, -1);
        foreach (var placing in before.Placings.Where(p => instance.MeetingOf.ContainsKey(p.Demand))) tables[instance.MeetingOf[placing.Demand]] = tableOf.GetValueOrDefault(placing.Table, -1);
        var seating = new Seating(instance, plan.Start, (plan.Published!.Start, tables));
        for (var m = 0; m < plan.Start.Length; m++)
            if (plan.Start[m] >= 0 && seating.Table[m] < 0) return null;
        return TimetableOf.Plan(instance, plan, seating.Table);
    }

    /// <summary>Places the meeting as a must and lets the repair find who moves for it.</summary>
    private (Timetable Timetable, RemedyCost Cost, IReadOnlyList<Change> Changes)? Place(TimetableProblem problem, double share)
    {
        var instance = new Instance(Changed(problem, d => d with { Must = true }));
        if (instance.StartList[_number].Length == 0) return null;
        var published = Published.Of(instance, _timetable);
        var repair = new Repair(instance, published, ProposalKind.FewestDrops, _limits.Seed);
        repair.Run(new Budget(_limits.Iterations is null ? _limits.Time * share : null, _limits.Iterations, _cancel));
        if (repair.Plan.Start[_number] < 0 || Seated(instance, repair.Plan, _timetable) is not { } timetable) return null;

        var before = _timetable.Placings.ToDictionary(p => p.Demand);
        var after = timetable.Placings.ToDictionary(p => p.Demand);
        var changes = before.Values.Where(b => after.GetValueOrDefault(b.Demand)?.Slot != b.Slot).Select(b => new Change(b.Demand, b, after.GetValueOrDefault(b.Demand))).ToList();
        var dropped = changes.Where(c => c.After is null).Select(c => instance.MeetingOf[c.Demand]).ToList();
        var touched = changes.SelectMany(c => c.Before!.People.Concat(c.After?.People ?? [])).Distinct().Count();
        return (timetable, new(changes.Count - dropped.Count, dropped.Count, dropped.Sum(m => (long)instance.Points[m]), touched), changes);
    }
}
