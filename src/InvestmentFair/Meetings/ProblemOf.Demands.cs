using InvestmentFair.Fairs;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>What is asked for: the meetings there are, and the wishes that wait.</summary>
public sealed partial class ProblemOf
{
    private Demand OfMeeting(Meeting meeting, RunKind kind)
    {
        var wish = meeting.RequestId is { } request ? _facts.Served.GetValueOrDefault(request) : null;
        var stays = meeting.FirstSlotId is not null && (meeting.IsLocked || kind is RunKind.Fill || _stay.Contains(meeting.Id) || (kind is RunKind.All && HasBegun(meeting)));
        var (guests, hosts, interpreters) = (meeting.Team(Side.Guest).ToList(), meeting.Team(Side.Host).ToList(), meeting.Interpreters.ToList());
        var seated = stays || (_keepsPeople && meeting.FirstSlotId is not null);
        // Who was drawn once may be drawn anew, as long as the meeting may move; whoever was named stays.
        var anew = !seated && wish?.Language is not null && interpreters.Count <= 1;
        if (anew) interpreters = [];
        if (interpreters.Count > 0) _interpreting[meeting.Id] = interpreters;

        if (wish is not null) _wishes[meeting.Id] = wish;
        var requests = wish?.Wishes.Select(w => (w.Id, w.Version)).ToList() ?? [];
        _sources[meeting.Id] = new DemandSource(meeting.Id, requests, meeting.Version);
        foreach (var (id, _) in requests) _demandOf[id] = meeting.Id;
        if (stays) _fixed.Add(meeting.Id);
        if (meeting is { FirstSlotId: { } slot, TableId: { } table } && (stays || kind is RunKind.Replan || !_tables[table].IsClosed))
            _working.Add(new Placing(meeting.Id, _numbers[slot], table, [.. guests, .. hosts, .. meeting.Interpreters]));

        var demand = Wished(new Demand(meeting.Id,
            SideOf(GuestParty(meeting.InvestorId, meeting.DelegationId), guests, seated ? null : wish?.Naming(Side.Guest), Side.Guest),
            SideOf(HostParty(meeting.ProjectId, meeting.PlantId, hosts), hosts, seated ? null : wish?.Naming(Side.Host), Side.Host, interpreters)), wish, meeting.Length);
        return stays
            ? demand with { Must = true, MayStart = null, AtSlot = _numbers[meeting.FirstSlotId!.Value], AtTable = meeting.TableId, Language = null }
            : demand with { Language = anew ? wish!.Language : null };
    }

    // Of a replan that is asked one by one: who came late has not begun.
    private bool HasBegun(Meeting meeting) => meeting.FirstSlotId is { } slot && _numbers.TryGetValue(slot, out var at) && !_ahead.Contains(at);

    private Demand? OfWish(JointWish wish)
    {
        var first = wish.First;
        var teams = Teams.Of(wish, [.. first.ProjectId is { } project ? _facts.ProjectTeams[project] : []]);
        LeftOutWhy? why = JointWish.PairOf(first, _facts.Survivor) is { } pair && _facts.Refused.Contains(pair) ? LeftOutWhy.Refused
            : teams.Hosts.IsNobody ? LeftOutWhy.NoHosts
            : teams.Guests.IsNobody || teams.Sides.Any(s => s.Least > s.Pool.Count) ? LeftOutWhy.TooFewNamed
            : Named(teams.Guests).Intersect(Named(teams.Hosts)).Any() ? LeftOutWhy.OnBothSides : null;
        if (why is { } reason)
        {
            _leftOut.Add(new LeftOut(first.Id, reason));
            return null;
        }

        _wishes[first.Id] = wish;
        _sources[first.Id] = new DemandSource(null, [.. wish.Wishes.Select(w => (w.Id, w.Version))], 0);
        foreach (var request in wish.Wishes) _demandOf[request.Id] = first.Id;
        var hostParty = HostParty(first.ProjectId, first.PlantId, [.. Named(teams.Hosts)]);
        var demand = new Demand(first.Id,
            new PartySide(GuestParty(first.InvestorId, first.DelegationId), teams.Guests.All, teams.Guests.Pool, teams.Guests.Least),
            new PartySide(hostParty, teams.Hosts.All, teams.Hosts.Pool, teams.Hosts.Least));
        return Wished(demand with { Language = wish.Language }, wish, wish.Length);

        static IEnumerable<Guid> Named(SideTeam side) => side.All.Concat(side.Pool);
    }

    /// <summary>What the wish asks of time and place; a meeting that nobody asked for is wanted as much as any.</summary>
    private Demand Wished(Demand demand, JointWish? wish, int length)
    {
        var people = demand.Guest.All.Count + demand.Guest.AtLeast + demand.Host.All.Count + demand.Host.AtLeast + (wish?.Language is null ? 0 : 1);
        var kind = wish?.TableKind is { } asked and not TableKind.Plain ? asked.ToString() : "";
        var tables = _tables.Values.Where(t => !t.IsClosed && (wish?.HallId is not { } hall || hall == t.HallId) && (kind.Length == 0 || kind == t.Kind.ToString())).ToList();
        demand = demand with
        {
            Length = length,
            Points = wish?.Points ?? PointsUnasked,
            // More people than seats is a warning: they move closer together.
            Seats = Math.Min(people, tables.Select(t => t.Seats).DefaultIfEmpty(0).Max()),
        };
        if (wish is null) return demand;
        var (may, rather) = (SlotsWhere((day, time) => wish.Wishes.All(w => w.Allows(day, time))), SlotsWhere((day, time) => wish.Wishes.All(w => w.Wishes(day, time))));
        return demand with
        {
            Must = wish.Priority is Wish.Must,
            MayStart = may == Whole ? null : may,
            Preferred = rather == Whole || rather.IsEmpty ? null : rather,
            Hall = wish.HallId,
            TableKind = kind,
        };
    }

    // Of a pool the same number is drawn as sits there now.
    private static PartySide SideOf(Guid party, List<Guid> seated, MeetingRequest? naming, Side side, IReadOnlyList<Guid>? beside = null)
    {
        var fromPool = side is Side.Guest ? naming?.GuestsFromPool : naming?.HostsFromPool;
        var pool = fromPool > 0 ? naming!.Team(side).ToList() : [];
        return pool.Count > 0 && seated.TrueForAll(pool.Contains)
            ? new PartySide(party, [.. beside ?? []], pool, seated.Count)
            : new PartySide(party, [.. seated, .. beside ?? []]);
    }

    private Guid GuestParty(Guid? investor, Guid? delegation) => investor is { } firm ? _facts.Survivor(firm) : delegation!.Value;

    // A topic has no project: what is shared there is the time of the unit that talks about it.
    private Guid HostParty(Guid? project, Guid? plant, List<Guid> hosts) => project ?? plant ?? (hosts.Count > 0 ? _facts.UnitOf.GetValueOrDefault(hosts[0], hosts[0]) : Guid.Empty);

    // What lies before or after a meeting that takes no part lies before or after the time at which that one is.
    private Demand WithOrders(Demand demand)
    {
        if (demand.AtSlot is not null) return demand;
        var may = demand.MayStart ?? Whole;
        foreach (var block in _facts.Meetings.Where(m => _blocks.Contains(m.Id) && m.RequestId is not null))
        {
            var (served, taken) = (_facts.Served[block.RequestId!.Value].Wishes, TakenBy(block.Id));
            if (taken.IsEmpty) continue;
            foreach (var order in RequestsOf(demand).SelectMany(r => r.After).Where(o => served.Any(s => s.Id == o.FirstId))) may &= Whole - SlotSet.First(taken.Max() + 1 + order.Gap);
            foreach (var order in served.SelectMany(s => s.After).Where(o => RequestsOf(demand).Any(r => r.Id == o.FirstId))) may &= SlotSet.First(Math.Max(0, taken.Min() - order.Gap - demand.Length + 1));
        }

        return may == Whole ? demand : demand with { MayStart = may };
    }

    private IEnumerable<MeetingRequest> RequestsOf(Demand demand) => _wishes.GetValueOrDefault(demand.Id)?.Wishes ?? [];

    private List<Precedence> PrecedencesOf() =>
    [
        .. from wish in _wishes.Values
           from request in wish.Wishes
           from order in request.After
           where _demandOf.ContainsKey(request.Id) && _demandOf.ContainsKey(order.FirstId)
           let pair = (First: _demandOf[order.FirstId], Then: _demandOf[request.Id])
           where pair.First != pair.Then
           group order.Gap by pair into gaps
           select new Precedence(gaps.Key.First, gaps.Key.Then, gaps.Max(), NeedsFirst: false),
    ];
}
