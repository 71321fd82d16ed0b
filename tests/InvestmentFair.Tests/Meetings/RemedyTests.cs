using System.Globalization;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What would make room for a card, tried out before it is offered.</summary>
public sealed class RemedyTests
{
    private static readonly DateTime Before = new(2027, 8, 1, 0, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Others_make_room_with_the_people_they_have_and_what_else_waits_goes_on_waiting()
    {
        var (fair, wish, booked) = OneTable();
        fair.Speaker("en");
        fair.Wish(f => f.Priority = Wish.Must);

        var room = ProblemOf.RoomFor(fair.Facts, wish.Id, Before)!;
        var others = Find(room, wish).OfType<Remedy.MoveOthers>().Single();

        Assert.Equal(2, room.Problem.Demands.Count);
        Assert.Empty(TimetableCheck.Breaches(room.Problem, others.Timetable));
        var read = room.Read(others.Timetable).ToDictionary(a => a.MeetingId ?? wish.Id);
        Assert.Equal((fair.Slots[1].Id, fair.Slots[0].Id), (read[booked.Id].Place!.Value.FirstSlotId, read[wish.Id].Place!.Value.FirstSlotId));
        // Booked of a pool, and without the interpreter it asked for: it stays as it is.
        Assert.Equal(booked.People, read[booked.Id].People);
    }

    [Fact]
    public void What_is_locked_stays_and_a_table_is_what_is_lacking()
    {
        var (fair, wish, _) = OneTable(isLocked: true);

        var found = Find(ProblemOf.RoomFor(fair.Facts, wish.Id, Before)!, wish);

        Assert.Empty(found.OfType<Remedy.MoveOthers>());
        Assert.Equal(0, Assert.Single(found.OfType<Remedy.OneMoreTable>()).Slot);
    }

    [Fact]
    public void What_has_begun_stays_and_nothing_is_looked_for_in_the_past()
    {
        var (fair, wish, booked) = OneTable();
        var begun = fair.Slots[0].StartsAt.AddMinutes(5);

        var room = ProblemOf.RoomFor(fair.Facts, wish.Id, begun)!;

        Assert.Equal(0, room.Problem.Demands.Single(d => d.Id == booked.Id).AtSlot);
        Assert.Equal([1, 1], Find(room, wish).Select(r => r is Remedy.FreePeople free ? free.Slot : Assert.IsType<Remedy.AddSlot>(r).AfterSlot));
        Assert.Null(ProblemOf.RoomFor(fair.Facts, wish.Id, begun.AddDays(1)));
        Assert.Null(ProblemOf.RoomFor(fair.Facts, booked.Id, Before));
        Assert.Null(ProblemOf.RoomFor(fair.Facts, Guid.NewGuid(), Before));
    }

    [Fact]
    public void What_was_placed_by_hand_against_a_rule_is_not_moved_for_it()
    {
        var (fair, wish, booked) = OneTable();
        fair.Hall(1);
        fair.Say(booked.Team(Side.Host).First(), AvailabilityKind.Busy, "09:00", "09:20");

        Assert.Empty(Find(ProblemOf.RoomFor(fair.Facts, wish.Id, Before)!, wish).OfType<Remedy.MoveOthers>().Single().Changes);
    }

    [Fact]
    public void Each_remedy_has_its_words_in_both_languages()
    {
        var (fair, wish, booked) = OneTable();
        var room = ProblemOf.RoomFor(fair.Facts, wish.Id, Before)!;
        var table = room.Problem.Tables[0].Id;
        var words = new RemedyWords(room.Problem.Slots, "Asia/Shanghai", new Dictionary<Guid, string> { [table] = "A03" }, new Dictionary<Guid, PairName> { [booked.Id] = new(booked.Id, "2027-M007", "松林民宿 · 甲公司") });
        var before = room.Working.Placings.Single();
        var card = new Placing(wish.Id, 0, table, []);
        Change[] moved = [new Change(booked.Id, before, before with { Slot = 1 })];

        Assert.Equal(("移动 1 场、涉及 2 人，本场排在 09:00 桌 A03", "Move 1 meeting, 2 people concerned; this one at 09:00 Table A03"), Said(() => words.Move(moved, card)));
        Assert.Equal(("移出 1 场、涉及 2 人，本场排在 09:00 桌 A03", "Take 1 meeting off, 2 people concerned; this one at 09:00 Table A03"), Said(() => words.Move([moved[0] with { After = null }], card)));
        Assert.Equal(("现在就能排：09:00 桌 A03", "It fits as everything lies: 09:00 Table A03"), Said(() => words.Move([], card)));
        Assert.Equal(("2027-M007 松林民宿 · 甲公司：09:00 桌 A03 → 09:25 桌 A03", "2027-M007 松林民宿 · 甲公司: 09:00 Table A03 → 09:25 Table A03"), Said(() => words.Change(moved[0])));
        Assert.Equal(("09:25 加开一桌", "One more table at 09:25"), Said(() => words.OneMoreTable(1)));
        Assert.Equal(("请 李四、王五 09:25 到场", "Ask 李四, 王五 to be there at 09:25"), Said(() => words.People(1, ["李四", "王五"])));
        Assert.Equal(("允许排在 09:25", "Allow it at 09:25"), Said(() => words.Allow(1)));
        Assert.Equal(("在 09:25 后加一个时段", "One more slot after that of 09:25"), Said(() => words.AddSlot(1)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_remedy_is_applied_as_a_whole_and_taken_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var queries = new RemedyQueries(house.Database.Contexts, house.Clock);
        var wish = await house.RequestAsync();

        var found = House.Done(await queries.RemediesAsync(House.Organizer, House.Fair, wish, Cancel));

        var fits = found[0];
        Assert.Equal((RemedyNeeds.Nothing, 0, 1), (fits.Needs, fits.Changes.Count, fits.Arrangements.Count));
        Assert.Equal(1, House.Done(await house.Schedule.ApplyAsync(House.Organizer, House.Fair, fits.Arrangements, Cancel)).Booked);
        Assert.Equal(RequestState.Placed, await StateAsync(house, wish));
        House.Done(await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel));
        Assert.Equal(RequestState.Open, await StateAsync(house, wish));

        // Worked out for a wish that has been withdrawn since, it is not applied any more.
        House.Done(await house.Meetings.WithdrawRequestAsync(House.Organizer, House.Fair, wish, await house.VersionAsync<MeetingRequest>(wish), Cancel));
        Assert.Equal("schedule.moved-on", (await house.Schedule.ApplyAsync(House.Organizer, House.Fair, fits.Arrangements, Cancel)).Refusal!.Code);
        Assert.Equal(RemedyRefusals.TakesNoPart, (await queries.RemediesAsync(House.Organizer, House.Fair, wish, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await queries.RemediesAsync(House.Organizer, "1999", wish, Cancel)).Refusal);
        await house.VerifyAsync();
        await house.ReadAsync(db => db.Slots.Where(s => s.Fair.Code == House.Fair).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsClosed, true), Cancel));
        Assert.Equal(RunRefusals.NoGrid, (await queries.RemediesAsync(House.Organizer, House.Fair, wish, Cancel)).Refusal);
    }

    private static Task<RequestState> StateAsync(House house, Guid wish) => house.ReadAsync(db => db.Requests.Where(r => r.Id == wish).Select(r => r.State).SingleAsync(Cancel));

    // Two slots and a table, where somebody else sits in the first, in which alone the guest of the wish is there.
    private static (FairAtHand Fair, MeetingRequest Wish, Meeting Booked) OneTable(bool isLocked = false)
    {
        var fair = new FairAtHand();
        var slots = fair.Grid("09:00", 2);
        var table = fair.Hall(1).Tables[0];
        var guest = Guid.NewGuid();
        fair.Say(guest, AvailabilityKind.Leaves, until: "09:20");
        var booked = fair.Book(fair.Wish(f => (f.Hosts, f.HostsFromPool, f.Language) = ([Guid.NewGuid(), Guid.NewGuid()], 1, "en")), slots[0], table, isLocked);
        return (fair, fair.Wish(f => f.Guests = [guest]), booked);
    }

    private static IReadOnlyList<Remedy> Find(MappedFair room, MeetingRequest wish) =>
        WhyNot.Remedies(room.Problem, room.Working, wish.Id, limits: new SearchLimits { Iterations = 2_000 }, cancel: Cancel);

    private static (string Zh, string En) Said(Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.Chinese);
            var zh = say();
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.English);
            return (zh, say());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
