using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>
/// A fair as the problem of its timetable. Only double bookings are a wall for the hand; here every rule of the fair is kept. What was
/// placed by hand against a rule and has to stay becomes a block: it keeps its people and its table and is no demand. What has begun stays, and
/// nothing is placed where it would have begun already.
/// </summary>
public sealed partial class ProblemOf
{
    private const int LeaderWeight = 3;
    private const int PointsUnasked = 20;

    // Whatever is fixed is kept, so the rules of the whole and of what is not placed yet say nothing about it.
    private static readonly Rule[] OfTheWhole = [Rule.Must, Rule.PartyMost, Rule.PartyLeast, Rule.BreaksDiffer];

    private readonly FairFacts _facts;
    private readonly IReadOnlySet<Guid> _blocks;
    private readonly bool _keepsPeople;
    private readonly IReadOnlySet<Guid> _stay;
    private readonly List<TimeSlot> _grid;
    private readonly List<Slot> _slots;
    private readonly Dictionary<Guid, int> _numbers;
    private readonly List<(DateOnly Day, TimeOnly Time)> _clocks;
    private readonly Dictionary<Guid, Table> _tables;
    private readonly SlotSet _ahead;
    private readonly Dictionary<Guid, DemandSource> _sources = [];
    private readonly Dictionary<Guid, IReadOnlyList<Guid>> _interpreting = [];
    private readonly Dictionary<Guid, JointWish> _wishes = [];
    private readonly Dictionary<Guid, Guid> _demandOf = [];
    private readonly List<Placing> _working = [];
    private readonly List<LeftOut> _leftOut = [];
    private readonly HashSet<Guid> _fixed = [];

    private ProblemOf(FairFacts facts, IReadOnlySet<Guid> blocks, bool keepsPeople, IReadOnlySet<Guid> stay)
    {
        (_facts, _blocks, _keepsPeople, _stay) = (facts, blocks, keepsPeople, stay);
        _grid = [.. facts.Slots.Where(s => !s.IsClosed).OrderBy(s => s.StartsAt)];
        _numbers = _grid.Select((s, i) => (s.Id, i)).ToDictionary(x => x.Id, x => x.i);
        _clocks = [.. _grid.Select(s => FairTime.ToLocal(s.StartsAt, facts.Zone)).Select(local => (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)))];
        _slots = [.. SlotsOf(facts, _grid, [.. _clocks.Select(c => c.Day)])];
        _tables = facts.Halls.SelectMany(h => h.Tables).ToDictionary(t => t.Id);
        _ahead = Whole - SlotSet.First(_grid.Count(s => s.StartsAt < facts.Now));
    }

    /// <summary>How many slots the engine can plan with.</summary>
    public static bool Fits(FairFacts facts) => facts.Slots.Count(s => !s.IsClosed) is > 0 and <= SlotSet.Most;

    public static MappedFair Build(FairFacts facts, RunKind kind) => Build(facts, kind, new HashSet<Guid>());

    /// <param name="facts">The fair.</param>
    /// <param name="kind">What stays: with <see cref="RunKind.Fill"/> whatever has a place, else what is locked.</param>
    /// <param name="blocks">Meetings that are known to be none of the search's business.</param>
    /// <param name="keepsPeople">Who sits in a meeting that has a place sits there wherever it goes; else whoever was drawn may be drawn anew.</param>
    /// <param name="stay">Meetings that stay besides.</param>
    internal static MappedFair Build(FairFacts facts, RunKind kind, IReadOnlySet<Guid> blocks, bool keepsPeople = false, IReadOnlySet<Guid>? stay = null)
    {
        var known = facts.Meetings.Where(m => m.FirstSlotId is not null && IsBlock(facts, m)).Select(m => m.Id).Concat(blocks).ToHashSet();
        while (true)
        {
            var mapped = new ProblemOf(facts, known, keepsPeople, stay ?? new HashSet<Guid>()).Map(kind);
            var kept = mapped.Working.Placings.Where(p => mapped.Fixed.Contains(p.Demand)).ToList();
            var against = TimetableCheck.Breaches(mapped.Problem, new Timetable(kept)).Where(b => !OfTheWhole.Contains(b.Rule))
                .SelectMany(b => b.Demand is { } demand ? [demand] : kept.Where(p => p.People.Contains(b.Person!.Value)).Select(p => p.Demand)).ToHashSet();
            if (against.Count == 0) return mapped;
            known.UnionWith(against);
        }
    }

    // Held, or in slots that are no run of one session any more: a slot was closed, or a pause stepped over.
    private static bool IsBlock(FairFacts facts, Meeting meeting)
    {
        if (meeting.State is not MeetingState.Planned) return true;
        var taken = facts.Taken[meeting.Id].ToHashSet();
        var run = facts.Slots.Where(s => taken.Contains(s.Id)).OrderBy(s => s.StartsAt).ToList();
        return run.Count != meeting.Length || run.Exists(s => s.IsClosed) || run.Zip(run.Skip(1)).Any(p => IsApart(facts, p.First, p.Second));
    }

    // After a long pause people sit down anew, and nobody sits through a slot between them.
    private static bool IsApart(FairFacts facts, TimeSlot one, TimeSlot next) =>
        next.StartsAt - one.EndsAt > facts.Rules.SessionGap || facts.Slots.Any(s => s.StartsAt > one.StartsAt && s.StartsAt < next.StartsAt);

    private static IEnumerable<Slot> SlotsOf(FairFacts facts, List<TimeSlot> grid, List<DateOnly> days)
    {
        var (day, session) = (0, 0);
        for (var i = 0; i < grid.Count; i++)
        {
            if (i > 0 && days[i] != days[i - 1]) day++;
            if (i > 0 && (days[i] != days[i - 1] || IsApart(facts, grid[i - 1], grid[i]))) session++;
            yield return new Slot(grid[i].Id, grid[i].StartsAt, grid[i].EndsAt, day, session);
        }
    }

    private MappedFair Map(RunKind kind)
    {
        var demands = new List<Demand>();
        foreach (var meeting in _facts.Meetings.Where(m => !_blocks.Contains(m.Id)).OrderBy(m => m.Number, StringComparer.Ordinal)) demands.Add(OfMeeting(meeting, kind));
        foreach (var wish in _facts.Waiting)
            if (OfWish(wish) is { } demand) demands.Add(demand);
        _leftOut.AddRange(_facts.Expired.Select(w => new LeftOut(w.First.Id, LeftOutWhy.Expired)));
        demands = [.. demands.Select(WithOrders).Select(FromNowOn)];

        var people = PeopleOf(demands);
        var problem = new TimetableProblem(_slots, people, TablesOf(), demands)
        {
            Parties = PartiesOf(demands),
            Precedences = PrecedencesOf(),
            Travels = TravelsOf(),
            Rules = new FairRules
            {
                // With one hall nobody changes it, and a goal that asks for halls keeps the search from proving anything.
                Goals = [.. _facts.Rules.Goals.Where(g => g is not Goal.HallChanges || _tables.Values.Where(t => !t.IsClosed).DistinctBy(t => t.HallId).Count() > 1)],
                MostInARow = _facts.Rules.MostInARow,
                BreaksDifferBy = _facts.Rules.BreaksDifferBy,
                Lunches = LunchesOf(),
            },
        };
        return new MappedFair(problem, new Timetable(_working), _sources, _fixed, _blocks, _leftOut) { Interpreting = _interpreting };
    }

    private SlotSet SlotsWhere(Func<DateOnly, TimeOnly, bool> holds) => SlotSet.Of(Enumerable.Range(0, _slots.Count).Where(i => holds(_clocks[i].Day, _clocks[i].Time)));

    private Demand FromNowOn(Demand demand) => demand.AtSlot is not null || _ahead == Whole ? demand : demand with { MayStart = (demand.MayStart ?? Whole) & _ahead };

    private SlotSet Whole => SlotSet.First(_slots.Count);

    private SlotSet TakenBy(Guid meeting) => SlotSet.Of(_facts.Taken[meeting].Where(_numbers.ContainsKey).Select(s => _numbers[s]));
}
