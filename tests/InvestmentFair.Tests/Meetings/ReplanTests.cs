using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Tests.Meetings;

/// <summary>A fair from now on: what stays, what has to go elsewhere, and what nobody is bothered for.</summary>
public sealed class ReplanTests
{
    private static readonly TimeSpan Freeze = TimeSpan.FromMinutes(20);

    private readonly FairAtHand _fair = new();
    private readonly Dictionary<Guid, Place> _told = [];
    private readonly IReadOnlyList<TimeSlot> _slots;
    private readonly IReadOnlyList<Table> _tables;

    public ReplanTests()
    {
        // 14:00, 14:25, 14:50, 15:15, 15:40, 16:05.
        _slots = _fair.Grid("14:00", 6);
        _tables = _fair.Hall(3).Tables;
    }

    [Fact]
    public void What_has_begun_or_is_about_to_stays_and_so_does_what_is_locked_or_was_moved_by_hand_since()
    {
        var (begun, soon, locked, moved, free) = (Told(0), Told(2), Told(3, isLocked: true), Told(4), Told(5));
        _told[moved.Id] = _told[moved.Id] with { FirstSlotId = _slots[5].Id };
        var unsaid = _fair.Book(_fair.Wish(), _slots[3], _tables[1]);

        var mapped = FromNow("14:30");

        Assert.Equal(new[] { begun, soon, locked, moved }.Select(m => m.Id).ToHashSet(), mapped.Fixed);
        Assert.DoesNotContain(free.Id, mapped.Fixed);
        Assert.DoesNotContain(unsaid.Id, mapped.Fixed);
        Assert.All(mapped.Problem.Demands.Where(d => d.AtSlot is null), d => Assert.Equal(SlotSet.Range(2, 4), d.MayStart));
        Assert.DoesNotContain(Propose(mapped), p => p.Changes.Count > 0);
    }

    [Fact]
    public void A_meeting_that_never_began_because_somebody_is_late_is_placed_again_and_counts_as_moved()
    {
        var (late, other) = (Told(0), Told(0, 1));
        Late(late, "14:40");

        var mapped = FromNow("14:30");

        Assert.Equal([other.Id], mapped.Fixed);
        Assert.All(Propose(mapped), p =>
        {
            Assert.Equal((1, 0, 2), (p.Counts.Moved, p.Counts.Dropped, p.Counts.PeopleTouched));
            Assert.Equal(1, p.Least.Moved);
            Assert.Equal(late.Id, Assert.Single(p.Changes).Demand);
        });
    }

    [Fact]
    public void Who_is_late_today_was_here_yesterday()
    {
        var (late, yesterday) = (Told(0), _fair.Grid("14:00", 1, FairAtHand.Day.AddDays(-1))[0]);
        var then = _fair.Book(_fair.Wish(w => w.Guests = [.. late.Team(Side.Guest)]), yesterday, _tables[0]);
        Late(late, "14:40");

        Assert.Equal([then.Id], FromNow("14:30").Fixed);
    }

    [Fact]
    public void Who_was_away_by_an_earlier_word_sat_there_all_the_same_once_it_has_begun()
    {
        var begun = Told(0);
        _fair.Say(begun.Team(Side.Guest).First(), AvailabilityKind.Busy, "13:00", "14:10");

        Assert.Equal([begun.Id], FromNow("14:30").Fixed);
    }

    [Fact]
    public void Nothing_stays_where_somebody_is_not_there_or_the_table_was_closed_unless_it_is_locked()
    {
        var (soon, locked, broken) = (Told(2), Told(3, isLocked: true), Told(2, 1));
        Late(soon, "15:10");
        Late(locked, "16:00");
        _tables[1].Revise(new TableForm { Code = _tables[1].Code, HallId = _tables[1].HallId, Seats = 6, IsClosed = true });

        var mapped = FromNow("14:30");

        Assert.Equal([locked.Id], mapped.Fixed);
        var calm = Propose(mapped)[0];
        Assert.Equal((1, 0, 1), (calm.Counts.Moved, calm.Counts.Dropped, calm.Counts.TablesChanged));
        Assert.Equal([_slots[2].Id], mapped.Read(calm.Timetable).Where(a => a.MeetingId == broken.Id).Select(a => a.Place!.Value.FirstSlotId));
    }

    [Fact]
    public void What_was_placed_by_hand_against_a_rule_is_not_moved_for_the_rule_and_what_nobody_was_told_of_bothers_nobody()
    {
        _fair.Rules = _fair.Rules with { MostInARow = 1 };
        var guest = Guid.NewGuid();
        var exception = new[] { 3, 4 }.Select(at => Told(at, wish: w => w.Guests = [guest])).ToList();
        var atAnotherTime = Told(5, wish: w => w.Session = SessionWish.MorningOnly);
        var late = Told(0);
        Late(late, "14:40");
        for (var i = 0; i < 4; i++) _fair.Wish(w => w.Priority = Wish.Must);

        var mapped = FromNow("14:30");
        var (calm, best) = (Propose(mapped)[0], Propose(mapped)[2]);

        Assert.Equal([late.Id], calm.Changes.Select(c => c.Demand));
        Assert.Equal(4, best.Counts.Added);
        Assert.All(exception.Append(atAnotherTime), m => Assert.DoesNotContain(best.Changes, c => c.Demand == m.Id));
    }

    [Fact]
    public void A_party_that_has_more_than_it_may_keeps_what_it_has()
    {
        var firm = Guid.NewGuid();
        _fair.Bounds[firm] = new PartyBounds(0, 1);
        foreach (var at in new[] { 3, 4 }) Told(at, wish: w => w.InvestorId = firm);

        Assert.All(Propose(FromNow("14:30")), p => Assert.Empty(p.Changes));
    }

    private Meeting Told(int slot, int table = 0, bool isLocked = false, Action<RequestForm>? wish = null)
    {
        var meeting = _fair.Book(_fair.Wish(wish), _slots[slot], _tables[table], isLocked);
        _told[meeting.Id] = new Place(_slots[slot].Id, 1, _tables[table].Id);
        return meeting;
    }

    private void Late(Meeting meeting, string until) => _fair.Say(meeting.Team(Side.Guest).First(), AvailabilityKind.Arrives, until, source: AvailabilitySource.Late);

    private MappedFair FromNow(string now) => ProblemOf.FromNow(_fair.Facts, new ReplanFacts(_told, At(now), Freeze));

    private static DateTime At(string time) => FairTime.ToUtc(FairAtHand.Day, TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    private static IReadOnlyList<Proposal> Propose(MappedFair mapped)
    {
        var found = Replanner.Propose(new Replanning(mapped.Problem, mapped.Working, 0, mapped.Fixed), new SearchLimits { Iterations = 5_000 }, cancel: TestContext.Current.CancellationToken);
        Assert.All(found, p => Assert.DoesNotContain(TimetableCheck.Breaches(mapped.Problem, p.Timetable), b => b.Rule is not Rule.Must));
        return found;
    }
}
