namespace InvestmentFair.Scheduling.Model;

/// <summary>People drawn for a meeting: so many out of these.</summary>
internal sealed record Pool(int[] People, int Count);

internal readonly record struct Order(int First, int Then, int Gap, bool NeedsFirst);

/// <summary>
/// A problem with numbers for ids and bit masks for slots, and everything about a single meeting worked out: where it may start
/// once its people, their halls, its table and its length are looked at. Search and proof both read this and nothing else.
/// </summary>
internal sealed class Instance
{
    public TimetableProblem Problem { get; }

    public int Slots { get; }

    public int People { get; }

    public int Meetings { get; }

    public Dictionary<Guid, int> PersonOf { get; }

    public Dictionary<Guid, int> MeetingOf { get; }

    public Dictionary<Guid, int> PartyOf { get; }

    /// <summary>Slots of each session.</summary>
    public UInt128[] Sessions { get; }

    public int[] SessionOf { get; }

    /// <summary>The stretches over which breaks are counted: the sessions, or everything at once.</summary>
    public UInt128[] Stretches { get; }

    /// <summary>First slots of the stretches.</summary>
    public UInt128 StretchStarts { get; }

    public UInt128[] Free { get; }

    public bool[] Interprets { get; }

    public int[] MostInARow { get; }

    public int[] BreakWeight { get; }

    public (UInt128 Window, UInt128 Run, int Length)[] Lunches { get; }

    public int[] Length { get; }

    public bool[] Must { get; }

    public int[] Points { get; }

    public int[] Hall { get; }

    public int[][] Required { get; }

    public Pool[][] Pools { get; }

    public int[] Guest { get; }

    public int[] Host { get; }

    public UInt128[] Starts { get; }

    public int[][] StartList { get; }

    public UInt128[] Preferred { get; }

    /// <summary>Locked, or begun already: once it has its place it gives way to nobody, whatever that would be worth.</summary>
    public bool[] IsFixed { get; }

    /// <summary>Meetings of one slot, without pools, fixed tables or orders.</summary>
    public bool[] Plain { get; }

    public Order[][] Orders { get; }

    public int[] PartyLeast { get; }

    public int[] PartyMost { get; }

    public int[][] PartyMeetings { get; }

    public TableCounts Tables { get; }

    public Halls Halls { get; }

    public bool CountsHalls { get; }

    public Instance(TimetableProblem problem)
    {
        problem = Problem = problem with { Demands = [.. problem.Demands.Select(WithoutWholePools)] };
        Slots = problem.Slots.Count;
        if (Slots is 0 or > SlotSet.Most) throw new ArgumentException($"A timetable has 1 to {SlotSet.Most} slots.", nameof(problem));
        People = problem.People.Count;
        Meetings = problem.Demands.Count;
        PersonOf = Numbers(problem.People.Select(p => p.Id));
        MeetingOf = Numbers(problem.Demands.Select(d => d.Id));

        SessionOf = new int[Slots];
        for (var t = 1; t < Slots; t++)
            SessionOf[t] = SessionOf[t - 1] + (SameSession(problem.Slots[t - 1], problem.Slots[t]) ? 0 : 1);
        Sessions = [.. Enumerable.Range(0, SessionOf[^1] + 1).Select(s => SlotSet.Of(Enumerable.Range(0, Slots).Where(t => SessionOf[t] == s)).Bits)];
        Stretches = problem.Rules.BreaksAcrossSessions ? [SlotSet.First(Slots).Bits] : Sessions;
        StretchStarts = Stretches.Aggregate(UInt128.Zero, (starts, stretch) => starts | (stretch & (~stretch + 1)));

        var all = SlotSet.First(Slots).Bits;
        Free = [.. problem.People.Select(p => p.Free.Bits & all)];
        Interprets = [.. problem.People.Select(p => p.Interprets.Count > 0)];
        MostInARow = [.. problem.People.Select(p => p.MostInARow ?? problem.Rules.MostInARow ?? 0)];
        BreakWeight = [.. problem.People.Select(p => p.Interprets.Count > 0 ? 0 : p.BreakWeight)];
        Lunches = [.. problem.Rules.Lunches.Select(l => (l.Window.Bits & all, SlotSet.First(l.Slots).Bits, l.Slots))];

        Length = [.. problem.Demands.Select(d => d.Length)];
        IsFixed = [.. problem.Demands.Select(d => d.AtSlot is not null)];
        Must = [.. problem.Demands.Select(d => d.Must)];
        Points = [.. problem.Demands.Select(d => d.Points)];
        Preferred = [.. problem.Demands.Select(d => d.Preferred?.Bits ?? all)];
        Required = [.. problem.Demands.Select(d => d.Guest.All.Concat(d.Host.All).Distinct().Select(id => PersonOf[id]).ToArray())];
        Pools = [.. problem.Demands.Select(PoolsOf)];

        var parties = problem.Demands.SelectMany(d => new[] { d.Guest.Party, d.Host.Party }).Concat(problem.Parties.Select(p => p.Id)).Distinct().ToList();
        PartyOf = Numbers(parties);
        Guest = [.. problem.Demands.Select(d => PartyOf[d.Guest.Party])];
        Host = [.. problem.Demands.Select(d => PartyOf[d.Host.Party])];
        var caps = problem.Parties.ToDictionary(p => p.Id);
        PartyLeast = [.. parties.Select(p => caps.GetValueOrDefault(p)?.Least ?? 0)];
        PartyMost = [.. parties.Select(p => caps.GetValueOrDefault(p)?.Most ?? int.MaxValue)];
        PartyMeetings = new int[parties.Count][];
        var meetingsOf = Enumerable.Range(0, Meetings).SelectMany(m => new[] { Guest[m], Host[m] }.Distinct().Select(p => (p, m))).ToLookup(x => x.p, x => x.m);
        for (var p = 0; p < parties.Count; p++) PartyMeetings[p] = [.. meetingsOf[p]];

        Halls = new Halls(problem);
        Hall = Halls.OfMeetings(this);
        CountsHalls = Halls.Count > 1 && problem.Rules.Goals.Contains(Goal.HallChanges);
        Tables = new TableCounts(problem, Halls, Hall);

        Starts = [.. Enumerable.Range(0, Meetings).Select(StartsOf)];
        StartList = [.. Starts.Select(s => new SlotSet(s).ToArray())];
        Orders = OrdersOf(problem);
        Plain = [.. Enumerable.Range(0, Meetings).Select(m => Length[m] == 1 && Pools[m].Length == 0 && Tables.Fixed[m] < 0 && Orders[m].Length == 0)];
    }

    public UInt128 Span(int meeting, int start) => ((UInt128.One << Length[meeting]) - 1) << start;

    /// <summary>Slots in which somebody can be in that hall; a hall below zero is not decided.</summary>
    public UInt128 FreeIn(int person, int hall) =>
        hall >= 0 && Problem.People[person].FreeInHall?.TryGetValue(Halls.Ids[hall], out var there) == true ? Free[person] & there.Bits : Free[person];

    private static bool SameSession(Slot one, Slot other) => one.Day == other.Day && one.Session == other.Session;

    private static Dictionary<Guid, int> Numbers(IEnumerable<Guid> ids) => ids.Select((id, i) => (id, i)).ToDictionary(x => x.id, x => x.i);

    /// <summary>A pool of which everybody is needed is no choice: they are named, and are counted with those who are.</summary>
    private static Demand WithoutWholePools(Demand demand)
    {
        if (IsWhole(demand.Guest)) demand = demand with { Guest = Named(demand.Guest) };
        return IsWhole(demand.Host) ? demand with { Host = Named(demand.Host) } : demand;

        bool IsWhole(PartySide side) => side.AtLeast > 0 && side.Pool.Except(demand.Guest.All).Except(demand.Host.All).Count() == side.AtLeast;

        PartySide Named(PartySide side) => side with { All = [.. side.All, .. side.Pool.Except(demand.Guest.All).Except(demand.Host.All)], Pool = [], AtLeast = 0 };
    }

    private Pool[] PoolsOf(Demand demand)
    {
        var pools = new List<Pool>();
        foreach (var side in new[] { demand.Guest, demand.Host })
            if (side.AtLeast > 0) pools.Add(new([.. side.Pool.Distinct().Select(id => PersonOf[id]).Except(demand.Guest.All.Concat(demand.Host.All).Select(id => PersonOf[id]))], side.AtLeast));
        if (demand.Language is { } language)
            pools.Add(new([.. Enumerable.Range(0, People).Where(p => Problem.People[p].Interprets.Contains(language)).Except(demand.Guest.All.Concat(demand.Host.All).Select(id => PersonOf[id]))], 1));
        return [.. pools];
    }

    private UInt128 StartsOf(int m)
    {
        var demand = Problem.Demands[m];
        var allowed = demand.MayStart?.Bits ?? UInt128.MaxValue;
        if (demand.AtSlot is { } at) allowed &= UInt128.One << at;
        var free = UInt128.MaxValue;
        foreach (var p in Required[m]) free &= FreeIn(p, Hall[m]);

        var starts = UInt128.Zero;
        for (var t = 0; t + Length[m] <= Slots; t++)
        {
            var span = Span(m, t);
            if ((allowed >> t & UInt128.One) == UInt128.Zero || (free & span) != span || SessionOf[t] != SessionOf[t + Length[m] - 1]) continue;
            if (!Tables.OpenFor(m, span)) continue;
            if (Pools[m].All(pool => pool.People.Count(p => (FreeIn(p, Hall[m]) & span) == span) >= pool.Count)) starts |= UInt128.One << t;
        }

        return starts;
    }

    private Order[][] OrdersOf(TimetableProblem problem)
    {
        var orders = problem.Precedences.Select(p => new Order(MeetingOf[p.First], MeetingOf[p.Then], p.Gap, p.NeedsFirst)).ToList();
        var byMeeting = orders.SelectMany(o => new[] { (o.First, o), (o.Then, o) }).ToLookup(x => x.Item1, x => x.o);
        return [.. Enumerable.Range(0, Meetings).Select(m => byMeeting[m].ToArray())];
    }
}
