using InvestmentFair.Fairs;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Tests.Meetings;

/// <summary>A small fair without a database: its grid, halls, wishes and meetings, and what a timetable is sought from.</summary>
internal sealed class FairAtHand
{
    public static readonly DateOnly Day = new(2027, 8, 2);
    private const string Zone = "Asia/Shanghai";

    private readonly List<TimeSlot> _slots = [];
    private readonly List<Hall> _halls = [];
    private readonly List<Meeting> _meetings = [];
    private readonly List<(Guid Meeting, Guid Slot)> _taken = [];
    private readonly Dictionary<Guid, MeetingRequest> _booked = [];
    private readonly List<MeetingRequest> _waiting = [];
    private readonly List<Availability> _presence = [];
    private readonly Guid _fair = Guid.CreateVersion7();

    public ScheduleRules Rules { get; set; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(40), null, 1, 0, null, null, null, [Goal.Points, Goal.Breaks, Goal.HallChanges]);

    public List<AgendaItem> Meals { get; } = [];

    public List<Interpreter> Interpreters { get; } = [];

    public HashSet<Guid> Declined { get; } = [];

    public HashSet<Guid> Leaders { get; } = [];

    public HashSet<Pair> Refused { get; } = [];

    public Dictionary<Guid, PartyBounds> Bounds { get; } = [];

    public Dictionary<Guid, List<Guid>> ProjectTeams { get; } = [];

    public Dictionary<Guid, Guid> UnitOf { get; } = [];

    public IReadOnlyList<TimeSlot> Slots => _slots;

    public FairFacts Facts => new(Zone, _slots, _halls, Rules)
    {
        Meals = Meals,
        Meetings = _meetings,
        Taken = _taken.ToLookup(t => t.Meeting, t => t.Slot),
        Served = _booked.ToDictionary(b => b.Key, b => new JointWish([b.Value])),
        Waiting = JointWish.Of(_waiting, id => id),
        Refused = Refused,
        ProjectTeams = ProjectTeams.SelectMany(t => t.Value.Select(person => (t.Key, person))).ToLookup(t => t.Key, t => t.person),
        UnitOf = UnitOf,
        Declined = Declined,
        Leaders = Leaders,
        Interpreters = Interpreters,
        Presence = _presence,
        Bounds = Bounds,
    };

    /// <summary>So many slots of twenty minutes, five minutes between them.</summary>
    public IReadOnlyList<TimeSlot> Grid(string from, int count, DateOnly? day = null, bool isClosed = false)
    {
        var starts = TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture);
        var added = Enumerable.Range(0, count).Select(i => TimeSlot.Set(_fair, Zone,
            new SlotForm { Day = day ?? Day, Starts = starts.AddMinutes(25 * i), Ends = starts.AddMinutes(25 * i + 20), IsClosed = isClosed })).ToList();
        _slots.AddRange(added);
        return added;
    }

    public (Hall Hall, IReadOnlyList<Table> Tables) Hall(int tables, int seats = 6, TableKind kind = TableKind.Plain, Guid? venue = null)
    {
        var hall = InvestmentFair.Fairs.Hall.Open(_fair, new HallForm { Code = $"H{_halls.Count}", VenueId = venue ?? Guid.NewGuid(), NameZh = "厅", Kind = HallKind.Matchmaking });
        hall.Tables.AddRange(Enumerable.Range(0, tables).Select(i => Table.Put(_fair, new TableForm { Code = $"H{_halls.Count}T{i}", HallId = hall.Id, Seats = seats, Kind = kind })));
        _halls.Add(hall);
        return (hall, hall.Tables);
    }

    public MeetingRequest Wish(Action<RequestForm>? change = null)
    {
        var form = new RequestForm { Topic = "合作", InvestorId = Guid.NewGuid(), Guests = [Guid.NewGuid()], Hosts = [Guid.NewGuid()] };
        change?.Invoke(form);
        var wish = MeetingRequest.Wish(_fair, form, new(2027, 7, 1, 0, 0, 0, DateTimeKind.Utc), 60);
        _waiting.Add(wish);
        return wish;
    }

    public Meeting Book(MeetingRequest wish, TimeSlot slot, Table table, bool isLocked = false, IReadOnlyList<Guid>? interpreters = null)
    {
        var meeting = Meeting.Between($"M{_meetings.Count:000}", _fair, wish.Id, wish.ProjectId, wish.PlantId, wish.Topic, wish.InvestorId, wish.DelegationId,
            [.. wish.GuestsFromPool > 0 ? wish.Team(Side.Guest).Take(wish.GuestsFromPool) : wish.Team(Side.Guest)],
            [.. wish.HostsFromPool > 0 ? wish.Team(Side.Host).Take(wish.HostsFromPool) : wish.Team(Side.Host)], interpreters ?? []);
        House.Done(meeting.PlaceAt(new Place(slot.Id, wish.Length, table.Id)));
        if (isLocked) House.Done(meeting.Lock("某人", new(2027, 7, 2, 0, 0, 0, DateTimeKind.Utc)));
        _waiting.Remove(wish);
        _booked[wish.Id] = wish;
        _meetings.Add(meeting);
        var order = _slots.OrderBy(s => s.StartsAt).ToList();
        _taken.AddRange(Enumerable.Range(0, wish.Length).Select(i => (meeting.Id, order[order.IndexOf(slot) + i].Id)));
        return meeting;
    }

    public void Say(Guid person, AvailabilityKind kind, string? from = null, string? until = null, Guid? hall = null, AvailabilitySource source = AvailabilitySource.Hand) =>
        _presence.Add(Availability.State(_fair, Zone, person, new AvailabilityForm { PersonId = person, Kind = kind, Day = Day, From = Clock(from), Until = Clock(until), HallId = hall }, source).Value!);

    public Guid Speaker(params string[] languages)
    {
        var person = Person.Enter(new PersonForm { Name = "翻译" });
        Interpreters.Add(Interpreter.Engage(person, new InterpreterForm { Languages = [.. languages], From = Day.AddYears(-1) }));
        return person.Id;
    }

    private static TimeOnly? Clock(string? time) => time is null ? null : TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
