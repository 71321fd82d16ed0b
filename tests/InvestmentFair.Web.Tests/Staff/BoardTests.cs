using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Staff.Meetings;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>The board, by its buttons and by what the browser tells it.</summary>
public sealed class BoardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task A_card_is_locked_where_it_lies_offered_no_other_place_and_unlocked_on_its_own_page(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var meeting = await PlacedAsync(desk);
        var page = desk.Visit($"/console/2027/board?card={meeting.Id}", language);
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .fits")));

        page.Press(StaffTexts.Lock);
        page.Wait(() => Assert.Single(page.All(".time-table .lock")));
        var board = desk.Visit($"/console/2027/board?card={meeting.Id}", language);
        board.Wait(() => Assert.NotEmpty(board.All(".chosen-card .lock")));
        Assert.Empty(board.All(".time-table .cell"));
        Assert.False(board.Offers(StaffTexts.TakeOff));
        Assert.Contains(StaffTexts.LockedHere, board.Text, StringComparison.Ordinal);

        var own = desk.Visit($"/console/2027/meetings/{meeting.Id}", language);
        own.Wait(() => Assert.Contains(desk.Me.Name, own.Texts(".facts dd").First(d => d.Contains(desk.Me.Name, StringComparison.Ordinal)), StringComparison.Ordinal));
        Assert.False(own.Offers(StaffTexts.ChangeTeam));
        own.Press(StaffTexts.Unlock);
        own.Wait(() => Assert.True(own.Offers(StaffTexts.ChangeTeam)));
        Assert.Null((await PlacedAsync(desk)).LockedBy);
    }

    [Fact]
    public async Task The_slot_that_is_on_is_marked_and_the_mark_goes_on_with_the_time()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var clock = desk.Services.GetRequiredService<FairClock>();
        var slots = await desk.Open().Slots.AsNoTracking().Where(s => s.Fair.Code == "2027" && !s.IsClosed).OrderBy(s => s.StartsAt).Take(2).ToListAsync(Cancel);
        clock.StartAt(slots[0].StartsAt.AddMinutes(-1), DateTime.UnixEpoch);
        var page = desk.Visit("/console/2027/board");
        page.Wait(() => Assert.NotEmpty(page.All(".time-table thead th")));
        Assert.DoesNotContain(StaffTexts.OnNow, Marks()[0] + Marks()[1], StringComparison.Ordinal);

        clock.StartAt(slots[0].StartsAt.AddMinutes(1), DateTime.UnixEpoch);
        page.Wait(() => Assert.Contains(StaffTexts.OnNow, Marks()[0], StringComparison.Ordinal));
        clock.StartAt(slots[1].StartsAt.AddMinutes(1), DateTime.UnixEpoch);
        page.Wait(() => Assert.Equal((true, true), (Marks()[0].Contains(StaffTexts.SlotOver, StringComparison.Ordinal), Marks()[1].Contains(StaffTexts.OnNow, StringComparison.Ordinal))));

        IReadOnlyList<string> Marks() => page.Texts(".time-table thead th").Skip(1).ToList();
    }

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task Each_hall_has_a_tab_of_its_own_tables_and_a_card_is_placed_at_one_of_them(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (fairs, hall) = (desk.Desk<FairDesk>(), await desk.Open().Halls.Include(h => h.Tables).SingleAsync(h => h.Fair.Code == "2027" && h.Tables.Count > 0, Cancel));
        var second = (await fairs.SaveHallAsync(desk.Me, "2027", null, new HallForm { Code = "HZ", VenueId = hall.VenueId, NameZh = "第二厅（示例）", NameEn = "Second hall (sample)", Kind = HallKind.Matchmaking }, Cancel)).Value;
        var table = (await fairs.SaveTableAsync(desk.Me, "2027", null, new TableForm { HallId = second, Code = "B1", Seats = 6 }, Cancel)).Value;
        var page = desk.Visit("/console/2027/board", language);
        page.Wait(() => Assert.Equal(2, page.All("[role=tab]").Count));
        Assert.Equal("true", page.All("[role=tab]").Single(t => Screen.Squeezed(t) == hall.Name.Text).GetAttribute("aria-selected"));
        Assert.Equal(hall.Tables.Count, page.All("tr[data-table]").Count);

        page.Press(language == Language.Chinese ? "第二厅（示例）" : "Second hall (sample)");

        page.Wait(() => Assert.Equal($"{table}", Assert.Single(page.All("tr[data-table]")).GetAttribute("data-table")));
        page.Choose(page.Find(".tray [data-card]"));
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .fits")));
        page.PlaceAt(page.Find(".time-table .fits"));
        page.Wait(() => Assert.Single(page.All($"tr[data-table='{table}'] [data-card]")));
        Assert.Equal(1, await desk.Open().Meetings.CountAsync(m => m.TableId == table, Cancel));
    }

    [Fact]
    public async Task Which_meetings_are_locked_is_said_in_their_list()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var meeting = await PlacedAsync(desk);
        Assert.False((await desk.Desk<MeetingDesk>().LockAsync(desk.Me, StaffPageContext.Fair, meeting.Id, meeting.Version, true, Cancel)).Refused);

        var page = desk.Visit("/console/2027/meetings?f.locked=yes");

        page.Wait(() => Assert.Equal(meeting.Number, Screen.Squeezed(Assert.Single(page.All("tr[data-row]")).QuerySelector(".row-link")!)));
    }

    [Fact]
    public async Task A_card_is_booked_moved_swapped_locked_and_taken_off_by_what_the_browser_tells()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = await OpenAsync(desk);
        var card = Guid.Parse(page.Find(".tray .card").GetAttribute("data-card")!);

        page.Choose(page.Find(".tray .card"));
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .fits")));
        var (free, then) = (page.All(".time-table .fits")[0], page.All(".time-table .fits")[^1]);
        var (slot, table, last, lastTable) = (BoardHands.SlotOf(free), BoardHands.TableOf(free), BoardHands.SlotOf(then), BoardHands.TableOf(then));
        await page.TellAsync("place", card, slot, table);
        var meeting = await AtAsync(desk, slot, table);
        Assert.Equal(card, meeting.RequestId);

        // A card is dragged without having been chosen.
        await page.TellAsync("place", meeting.Id, last, lastTable);
        var other = await PlacedAsync(desk, m => m.FirstSlotId == last && m.Id != meeting.Id);
        await page.TellAsync("swap", meeting.Id, last, other.TableId!.Value);
        Assert.Equal(meeting.Id, (await AtAsync(desk, last, other.TableId!.Value)).Id);
        Assert.Equal(other.Id, (await AtAsync(desk, last, lastTable)).Id);

        await page.TellAsync("lock", meeting.Id);
        Assert.Equal(meeting.Number, Screen.Squeezed(page.Find(".time-table .lock").ParentElement!)[1..].Trim());
        await page.TellAsync("off", meeting.Id);
        Assert.NotNull((await desk.Open().Meetings.FindAsync([meeting.Id], Cancel))!.FirstSlotId);
        await page.TellAsync("lock", meeting.Id);
        await page.TellAsync("off", meeting.Id);
        Assert.Null((await desk.Open().Meetings.FindAsync([meeting.Id], Cancel))!.FirstSlotId);
        Assert.Equal(meeting.Id.ToString(), page.Find(".tray .card").GetAttribute("data-card"));
    }

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task What_was_done_is_taken_back_and_done_again_by_button_and_by_key(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/board", language);
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .card")));
        Assert.All(new[] { StaffTexts.Undo, StaffTexts.Redo }, text => Assert.True(page.Button(text).HasAttribute("disabled")));
        var meeting = await PlacedAsync(desk);

        await page.TellAsync("off", meeting.Id);
        page.Wait(() => Assert.Contains(meeting.Number, page.Button(StaffTexts.Undo).GetAttribute("title"), StringComparison.Ordinal));
        page.Press(StaffTexts.Undo);
        page.Wait(() => Assert.False(page.Button(StaffTexts.Redo).HasAttribute("disabled")));
        Assert.Equal((meeting.FirstSlotId, meeting.TableId), await WhereAsync(desk, meeting.Id));
        Assert.Contains(meeting.Number, string.Concat(page.Texts(".mud-snackbar")), StringComparison.Ordinal);

        await page.TellAsync("redo", Guid.Empty);
        Assert.Equal((null, null), await WhereAsync(desk, meeting.Id));
        await page.TellAsync("undo", Guid.Empty);
        Assert.Equal((meeting.FirstSlotId, meeting.TableId), await WhereAsync(desk, meeting.Id));

        // Nothing is left to be taken back, which is said and changes nothing.
        var acts = desk.Acts();
        await page.TellAsync("undo", Guid.Empty);
        Assert.Equal(acts, desk.Acts());
    }

    [Fact]
    public async Task What_does_not_lie_on_the_board_is_nothing_and_one_who_only_reads_changes_nothing()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = await OpenAsync(desk);
        await using var db = desk.Open();
        var (meeting, other) = (await PlacedAsync(desk), await db.Meetings.Where(m => m.Fair.Code != StaffPageContext.Fair).OrderBy(m => m.Number).FirstAsync(Cancel));
        var (slot, table) = (await db.Slots.Where(s => s.FairId == other.FairId).Select(s => s.Id).FirstAsync(Cancel), await db.Tables.Where(t => t.FairId == other.FairId).Select(t => t.Id).FirstAsync(Cancel));
        var (waits, acts) = (Guid.Parse(page.Find(".tray .card").GetAttribute("data-card")!), desk.Acts());

        foreach (var act in new[] { "choose", "place", "swap", "lock", "off", "cancel", "" })
            foreach (var card in new[] { Guid.Empty, Guid.NewGuid(), other.Id })
                await page.TellAsync(act, card, meeting.FirstSlotId!.Value, meeting.TableId!.Value);
        await page.TellAsync("place", meeting.Id, slot, meeting.TableId!.Value);
        await page.TellAsync("place", meeting.Id, meeting.FirstSlotId!.Value, table);
        await page.TellAsync("place", waits);
        await page.TellAsync("swap", meeting.Id, slot, table);
        await page.TellAsync("swap", waits, meeting.FirstSlotId!.Value, meeting.TableId!.Value);
        await page.TellAsync("lock", waits);
        await page.TellAsync("off", waits);
        Assert.Equal(acts, desk.Acts());
        Assert.Empty(page.All(".chosen-card"));

        await using var leader = await StaffPageContext.SitAsync(Role.Leader);
        var read = await OpenAsync(leader);
        var (theirs, before) = (await PlacedAsync(leader), leader.Acts());
        foreach (var act in new[] { "choose", "lock", "off", "undo", "redo" }) await read.TellAsync(act, theirs.Id);
        await read.TellAsync("place", Guid.Parse(read.Find(".tray .card").GetAttribute("data-card")!), theirs.FirstSlotId!.Value, theirs.TableId!.Value);
        Assert.Equal(before, leader.Acts());
        Assert.Empty(read.All(".time-table .fits, [draggable]"));
    }

    [Fact]
    public async Task Fifty_acts_before_the_first_is_answered_are_one()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = await OpenAsync(desk);
        page.Choose(page.Find(".tray .card"));
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .fits")));
        var (card, free, acts) = (page.Chosen(), page.Find(".time-table .fits"), desk.Acts());
        var (slot, table) = (BoardHands.SlotOf(free), BoardHands.TableOf(free));

        desk.Hold();
        var told = Enumerable.Range(0, 50).Select(_ => page.TellAsync("place", card, slot, table)).ToList();
        desk.Release();
        await Task.WhenAll(told);

        Assert.Equal(acts + 1, desk.Acts());
    }

    [Fact]
    public async Task A_card_that_is_put_where_it_cannot_lie_is_refused_by_the_reason_of_that_place_alone()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var meeting = await PlacedAsync(desk);
        var busy = await PlacedAsync(desk, m => m.FirstSlotId != meeting.FirstSlotId && m.Attendees.Any(a => meeting.Attendees.Select(x => x.PersonId).Contains(a.PersonId)));
        var page = desk.Visit($"/console/2027/board?card={meeting.Id}");
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .fits")));
        await page.TellAsync("lock", meeting.Id);
        await page.TellAsync("lock", meeting.Id);
        page.Wait(() => Assert.NotEmpty(page.All($".time-table td[data-slot='{busy.FirstSlotId}'] .blocked")));
        var (cell, acts) = (page.All($".time-table td[data-slot='{busy.FirstSlotId}'] .blocked")[0], desk.Acts());

        await page.TellAsync("place", meeting.Id, BoardHands.SlotOf(cell), BoardHands.TableOf(cell));

        page.Wait(() => Assert.Contains(busy.Number, page.Texts(".mud-snackbar").Single(), StringComparison.Ordinal));
        Assert.Equal(acts, desk.Acts());
        Assert.NotEmpty(page.All(".chosen-card"));
    }

    [Theory, InlineData(Language.Chinese, "不取消"), InlineData(Language.English, "Do not cancel")]
    public async Task Who_cancels_a_meeting_reads_which_and_a_button_that_leaves_it(string language, string leave)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var meeting = await PlacedAsync(desk);
        var page = desk.Visit($"/console/2027/board?card={meeting.Id}", language);
        page.Wait(() => Assert.True(page.Offers(StaffTexts.CancelMeeting)));
        var (card, acts) = (page.Find(".time-table .chosen-card"), desk.Acts());
        string[] said = [meeting.Number, Screen.Squeezed(card.QuerySelector("b")!), Screen.Squeezed(card.QuerySelector("span")!)];

        page.Press(StaffTexts.CancelMeeting);

        page.Page.WaitForElement("#d-Reason");
        Assert.All(said, what => Assert.Contains(what, page.DialogText, StringComparison.Ordinal));
        Assert.DoesNotContain(ConsoleTexts.Cancel, page.Texts(".mud-dialog button"));
        page.Press(leave, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
        Assert.Equal(acts, desk.Acts());
    }

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task Why_a_column_does_not_do_is_said_once_in_its_head_and_a_cell_says_only_its_own(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var meeting = await PlacedAsync(desk);
        var busy = await PlacedAsync(desk, m => m.FirstSlotId != meeting.FirstSlotId && m.Attendees.Any(a => meeting.Attendees.Select(x => x.PersonId).Contains(a.PersonId)));
        var page = desk.Visit($"/console/2027/board?card={meeting.Id}", language);
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .fits")));

        var head = page.All(".time-table thead th")[page.All(".time-table tbody tr:first-child > *").ToList().FindIndex(c => c.GetAttribute("data-slot") == busy.FirstSlotId.ToString())];
        var why = head.QuerySelector(".why")!;
        Assert.Contains(busy.Number, why.TextContent, StringComparison.Ordinal);
        Assert.Equal(HouseTexts.Clauses(why.QuerySelectorAll("li").Select(Screen.Squeezed)), why.GetAttribute("title"));
        var cells = page.All($".time-table td[data-slot='{busy.FirstSlotId}'] .cell:not(.swap)");
        Assert.NotEmpty(cells);
        Assert.All(cells, cell =>
        {
            Assert.Equal((StaffTexts.NotHere, why.Id), (Screen.Squeezed(cell), cell.GetAttribute("aria-describedby")));
            Assert.EndsWith(StaffTexts.NotHere, cell.GetAttribute("aria-label"), StringComparison.Ordinal);
        });
        Assert.All(page.All(".time-table .fits"), cell => Assert.Contains(StaffTexts.Here, cell.GetAttribute("aria-label"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_all_rows_only_those_in_which_something_is_different_are_drawn_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = await OpenAsync(desk);
        var rows = page.Page.FindComponents<BoardRow>();
        var meeting = await PlacedAsync(desk);
        int[] Drawn() => [.. rows.Select(r => r.RenderCount)];
        var before = Drawn();

        page.Find("#tray-search").Input("厂房");
        page.Wait(() => Assert.NotEqual(60, page.All(".tray .card").Count));
        Assert.Equal(before, Drawn());

        await page.TellAsync("lock", meeting.Id);
        page.Wait(() => Assert.Single(page.All(".time-table .lock")));
        Assert.Equal([meeting.TableId!.Value], rows.Where((r, i) => r.RenderCount != before[i]).Select(r => r.Instance.Table.Id));
    }

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task What_others_do_shows_by_itself_with_who_did_it_and_what_is_chosen_stays_chosen(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (meeting, own) = (await PlacedAsync(desk), await PlacedAsync(desk, m => m.Number.EndsWith('9')));
        var page = desk.Visit($"/console/2027/board?card={own.Id}", language);
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .fits")));
        var other = desk.Me with { Id = Guid.CreateVersion7(), Name = "王芳（测试）" };
        var meetings = desk.Desk<MeetingDesk>();

        // The reader's own hands in another window need no explanation.
        Assert.False((await meetings.LockAsync(desk.Me, StaffPageContext.Fair, own.Id, own.Version, true, Cancel)).Refused);
        page.Wait(() => Assert.Equal(own.Id.ToString(), Assert.Single(page.All(".time-table .lock")).Closest("[data-card]")!.GetAttribute("data-card")));
        Assert.Equal("", page.Texts(".board > .others").Single());
        Assert.Empty(page.All(".time-table .fits"));

        Assert.False((await meetings.LockAsync(other, StaffPageContext.Fair, meeting.Id, meeting.Version, true, Cancel)).Refused);
        page.Wait(() => Assert.Equal(2, page.All(".time-table .lock").Count));
        Assert.Equal(StaffTexts.ChangedBy(other.Name, [meeting.Number]), page.Texts(".board > .others").Single());
        Assert.Equal(meeting.Id.ToString(), Assert.Single(page.All(".card.others")).GetAttribute("data-card"));
        Assert.Equal(own.Id.ToString(), page.Find(".chosen-card").GetAttribute("data-card"));

        await page.TellAsync("lock", own.Id);
        page.Wait(() => Assert.Empty(page.All(".card.others")));
    }

    [Fact]
    public async Task The_keys_of_the_board_are_among_the_keys_that_are_explained()
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = await OpenAsync(desk);

        var said = Screen.Squeezed(page.Find("#keys"));
        Assert.All(new[] { KeyTexts.Board, KeyTexts.MoveOnBoard, KeyTexts.ChooseCard, KeyTexts.LockCard, KeyTexts.SwapCard, KeyTexts.TakeOffCard, KeyTexts.UndoOnBoard, KeyTexts.ToTray }, text => Assert.Contains(text, said, StringComparison.Ordinal));
    }

    private static async Task<Screen> OpenAsync(StaffPageContext desk)
    {
        var page = desk.Visit("/console/2027/board");
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .card")));
        return page;
    }

    private static async Task<(Guid?, Guid?)> WhereAsync(StaffPageContext desk, Guid meeting)
    {
        await using var db = desk.Open();
        return await db.Meetings.Where(m => m.Id == meeting).Select(m => new ValueTuple<Guid?, Guid?>(m.FirstSlotId, m.TableId)).SingleAsync(Cancel);
    }

    private static async Task<Meeting> AtAsync(StaffPageContext desk, Guid slot, Guid table) => await PlacedAsync(desk, m => m.FirstSlotId == slot && m.TableId == table);

    private static async Task<Meeting> PlacedAsync(StaffPageContext desk, Func<Meeting, bool>? which = null)
    {
        await using var db = desk.Open();
        return (await db.Meetings.AsNoTracking().Include(m => m.Attendees).Where(m => m.Fair.Code == StaffPageContext.Fair && m.FirstSlotId != null && m.State == MeetingState.Planned).OrderBy(m => m.Number).ToListAsync(Cancel)).First(which ?? (_ => true));
    }
}
