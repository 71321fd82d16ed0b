using System.Text.Json;
using InvestmentFair.Delegations;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What an open board is told of what was saved since it was read.</summary>
public sealed class BoardChangesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_board_hears_of_what_it_shows_and_by_whom_and_of_nothing_twice(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var board = new BoardQueries(house.Database.Contexts, house.Clock);
        var other = House.Organizer with { Id = Guid.CreateVersion7(), Name = "王芳（测试）" };
        var asOf = (await board.BoardAsync(House.Organizer, House.Fair, Cancel))!.AsOf;
        Assert.Null(await board.ChangesAsync(House.Organizer, asOf, Cancel));

        var two = await house.ReadAsync(db => db.Meetings.AsNoTracking().Where(m => m.Fair.Code == House.Fair && m.FirstSlotId != null && m.State == MeetingState.Planned).OrderBy(m => m.Number).Take(2).ToListAsync(Cancel));
        House.Done(await house.Meetings.LockAsync(other, House.Fair, two[0].Id, two[0].Version, true, Cancel));
        House.Done(await house.Meetings.LockAsync(House.Organizer, House.Fair, two[1].Id, two[1].Version, true, Cancel));
        var changes = await board.ChangesAsync(House.Organizer, asOf, Cancel);
        Assert.True(changes!.ShowOnBoard);
        Assert.Equal([(two[0].Id, other.Name)], changes.By.Select(c => (c.Key, c.Value)));
        Assert.Equal([(two[1].Id, House.Organizer.Name)], (await board.ChangesAsync(other, asOf, Cancel))!.By.Select(c => (c.Key, c.Value)));
        Assert.Equal((await board.BoardAsync(House.Organizer, House.Fair, Cancel))!.AsOf, changes.AsOf);
        Assert.Null(await board.ChangesAsync(House.Organizer, changes.AsOf, Cancel));

        House.Done(await house.Investors.SaveAsync(House.Organizer, null, new InvestorForm { NameZh = "与排期无关的企业（示例）", Origin = InvestmentOrigin.Abroad }, Cancel));
        var elsewhere = await board.ChangesAsync(House.Organizer, changes.AsOf, Cancel);
        Assert.False(elsewhere!.ShowOnBoard);
        Assert.Empty(elsewhere.By);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Read_again_after_whatever_was_done_it_is_the_board_read_anew(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var queries = new BoardQueries(house.Database.Contexts, house.Clock);
        var (tables, people, investor) = (await house.TablesAsync(3), await house.PeopleAsync(2), await house.InvestorAsync());
        var (one, other) = (await house.MeetingAsync(await house.SlotAsync(), tables[0], people[0]), await house.MeetingAsync(await house.SlotAsync(), tables[1], people[1]));
        var guest = await house.ReadAsync(db => db.Meetings.Where(m => m.Fair.Code == House.Fair && m.State == MeetingState.Planned).SelectMany(m => m.Attendees).Where(a => a.Side == Side.Guest)
            .Join(db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance != Attendance.Declined), a => a.PersonId, g => g.PersonId, (_, g) => g.Id).Order().FirstAsync(Cancel));
        var board = (await queries.BoardAsync(House.Organizer, House.Fair, Cancel))!;
        var wish = board.Tray.First(c => c.IsRequest);

        await LooksAsync("nothing", () => Task.CompletedTask);
        await LooksAsync("locked", async () => House.Done(await house.Meetings.LockAsync(House.Organizer, House.Fair, one, await Of(one), true, Cancel)));
        await LooksAsync("unlocked", async () => House.Done(await house.Meetings.LockAsync(House.Organizer, House.Fair, one, await Of(one), false, Cancel)));
        await LooksAsync("moved", async () => House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, one, await Of(one), new Place(await house.SlotAsync(), 1, tables[2]), Cancel)));
        await LooksAsync("taken off", async () => House.Done(await house.Meetings.TakeOffAsync(House.Organizer, House.Fair, other, await Of(other), Cancel)));
        await LooksAsync("wished", () => house.RequestAsync());
        await LooksAsync("booked", async () => await house.BookAsync(wish.Id, await house.SlotAsync(), tables[1]));
        var published = await house.PublishAsync();
        await LooksAsync("put off", async () =>
        {
            var row = await house.ReadAsync(db => db.ReleasedMeetings.AsNoTracking().SingleAsync(m => m.ReleaseId == published && m.MeetingId == one, Cancel));
            House.Done(await house.Releases.HideAsync(House.Organizer, House.Fair, row.Id, row.Version, "示例", Cancel));
        });
        await LooksAsync("renamed", async () =>
        {
            var form = await house.ReadAsync(async db => InvestorForm.Of(await db.Investors.SingleAsync(i => i.Id == investor, Cancel)));
            form.NameZh = "霄汉鲲鹏集团";
            House.Done(await house.Investors.SaveAsync(House.Organizer, investor, form, Cancel));
        });
        await LooksAsync("declined", async () => House.Done(await house.Delegations.AnswerAsync(House.Organizer, House.Fair, guest, await house.VersionAsync<Guest>(guest), Attendance.Declined, Cancel)));
        await LooksAsync("cancelled", async () => House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, one, await Of(one), "示例", Cancel)));

        // What no history tells of is not looked for: so the others were not read again.
        await house.ReadAsync(db => db.Meetings.Where(m => m.Id == other).ExecuteUpdateAsync(set => set.SetProperty(m => m.Topic, "未记入历史（示例）"), Cancel));
        Assert.DoesNotContain((await queries.BoardAsync(House.Organizer, House.Fair, Cancel, board))!.Tray, c => c.Subject == "未记入历史（示例）");

        async Task LooksAsync(string what, Func<Task> act)
        {
            var before = board;
            await act();
            var anew = (await queries.BoardAsync(House.Organizer, House.Fair, Cancel))!;
            board = (await queries.BoardAsync(House.Organizer, House.Fair, Cancel, before))!;
            Assert.True(what == "nothing" || Text(before) != Text(anew), what);
            Assert.Equal($"{what}: {Text(anew)}", $"{what}: {Text(board)}");
        }

        Task<int> Of(Guid meeting) => house.VersionAsync<Meeting>(meeting);
    }

    private static string Text(BoardView board) => JsonSerializer.Serialize(new { board.AsOf, board.Slots, board.Halls, board.Placed, board.Tray, board.Expired, At = board.At.OrderBy(a => a.Key).Select(a => new { a.Key.Slot, a.Key.Table, a.Value }) });
}
