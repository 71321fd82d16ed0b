using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
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
    public async Task Which_meetings_are_locked_is_said_in_their_list()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var meeting = await PlacedAsync(desk);
        Assert.False((await desk.Desk<MeetingDesk>().LockAsync(desk.Me, StaffPageContext.Fair, meeting.Id, meeting.Version, true, Cancel)).Refused);

        var page = desk.Visit("/console/2027/meetings?f.locked=yes");

        page.Wait(() => Assert.Equal(meeting.Number, Screen.Squeezed(Assert.Single(page.All("tr[data-row]")).QuerySelector(".row-link")!)));
    }

    private static async Task<Meeting> PlacedAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        return await db.Meetings.Where(m => m.Fair.Code == StaffPageContext.Fair && m.FirstSlotId != null && m.State == MeetingState.Planned).OrderBy(m => m.Number).FirstAsync(Cancel);
    }
}
