using InvestmentFair.Access;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>The board of a hall: what was published for now and next at each table, and nobody's name.</summary>
public sealed class HallBoardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_board_shows_what_was_published_for_now_and_next_and_nothing_of_the_draft(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var boards = new HallBoardQueries(house.Database.Contexts, house.Links, house.Clock);
        var placed = await house.ReadAsync(db => db.Meetings.AsNoTracking().Include(m => m.FirstSlot).Include(m => m.Table).Where(m => m.Fair.Code == House.Fair && m.FirstSlotId != null && m.State == MeetingState.Planned).OrderBy(m => m.FirstSlot!.StartsAt).ThenBy(m => m.Number).ToListAsync(Cancel));
        var hall = placed[0].Table!.HallId;
        var key = House.Done(await house.Links.ShowAsync(House.Organizer, House.Fair, LinkKind.Board, hall, Cancel)).Key!;
        var here = placed.Where(m => m.Table!.HallId == hall).ToList();
        var (on, other) = (here[0], here.First(m => m.TableId != here[0].TableId));
        house.Clock.StartAt(on.FirstSlot!.StartsAt.AddMinutes(1), DateTime.UnixEpoch);

        var before = (await boards.NowAsync(Actor.Portal, key, Cancel))!;
        Assert.Null(before.PublishedAt);
        Assert.All(before.Tables, t => Assert.Equal((null, null), (t.Now, t.Next)));

        await house.PublishAsync();
        var shown = (await boards.NowAsync(Actor.Portal, key, Cancel))!;
        Assert.Equal(here.Where(m => m.FirstSlotId == on.FirstSlotId).Select(m => m.Table!.Code).Order(), shown.Tables.Where(t => t.Now is not null).Select(t => t.Code));
        Assert.All(here.GroupBy(m => m.Table!.Code), table => Assert.Equal(table.Where(m => m.FirstSlot!.StartsAt > house.Now).Select(m => (DateTime?)m.FirstSlot!.StartsAt).Min(), shown.Tables.Single(t => t.Code == table.Key).Next?.StartsAt));
        var names = await house.ReadAsync(db => db.People.Select(p => p.Name).ToListAsync(Cancel));
        var said = shown.Tables.SelectMany(t => new[] { t.Now, t.Next }).OfType<HallMeeting>().SelectMany(m => new[] { m.GuestSide.Zh, m.Subject.Zh }).ToList();
        Assert.NotEmpty(said);
        Assert.DoesNotContain(said, s => names.Any(n => s.Contains(n, StringComparison.Ordinal)));

        // A move that was not published shows nowhere; what was cancelled and published is gone.
        House.Done(await house.Meetings.TakeOffAsync(House.Organizer, House.Fair, other.Id, other.Version, Cancel));
        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, on.Id, on.Version, "对方改期（示例）", Cancel));
        Assert.Equal(shown.Tables, (await boards.NowAsync(Actor.Portal, key, Cancel))!.Tables);
        await house.PublishAsync();
        var after = (await boards.NowAsync(Actor.Portal, key, Cancel))!;
        Assert.Null(after.Tables.Single(t => t.Code == on.Table!.Code).Now);

        // The key of a hall opens that hall, and nothing else does.
        Assert.Null(await boards.NowAsync(Actor.Portal, new string('0', LinkKeys.Length), Cancel));
        var mine = House.Done(await house.Links.ShowAsync(House.Organizer, House.Fair, LinkKind.Timetable, (await house.PeopleAsync(1))[0], Cancel)).Key!;
        Assert.Null(await boards.NowAsync(Actor.Portal, mine, Cancel));
    }

    [Fact]
    public async Task Of_a_topic_that_may_name_somebody_only_whose_it_is_shows()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var boards = new HallBoardQueries(house.Database.Contexts, house.Links, house.Clock);
        var (slot, table) = (await house.SlotAsync(), await house.TableAsync());
        var meeting = await house.MeetingAsync(slot, table);
        await house.PublishAsync();
        var released = await house.ReadAsync(db => db.ReleasedMeetings.SingleAsync(m => m.MeetingId == meeting, Cancel));
        house.Clock.StartAt(released.StartsAt, DateTime.UnixEpoch);
        var key = House.Done(await house.Links.ShowAsync(House.Organizer, House.Fair, LinkKind.Board, released.HallId, Cancel)).Key!;

        var shown = (await boards.NowAsync(Actor.Portal, key, Cancel))!.Tables.Single(t => t.Code == released.TableCode).Now!;

        Assert.NotEqual(released.Subject, released.HostSide);
        Assert.Equal((released.GuestSide, released.HostSide), (shown.GuestSide, shown.Subject));
    }
}
