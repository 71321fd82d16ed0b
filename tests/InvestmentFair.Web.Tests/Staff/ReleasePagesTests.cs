using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>The timetable is published at the console: what differs is looked at first.</summary>
public sealed class ReleasePagesTests
{
    private const string Page = "/console/2027/releases/new";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_published_was_seen_and_the_second_time_only_what_moved()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Page);
        page.Wait(() => Assert.Contains("这是第一次发布", page.Text));
        Assert.Contains("新增 40 场", page.Text);
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal("第1版", page.Heading));
        Assert.Contains("现行", page.Text);

        page = desk.Visit(Page);
        page.Wait(() => Assert.Contains("与现行版本没有差异，无须发布", page.Text));

        var (number, people) = await TakeOffAsync(desk);
        page = desk.Visit(Page, Language.English);
        page.Wait(() => Assert.Contains("Holds now: Release 1", page.Text));
        Assert.Contains("Cancelled: 1", page.Text);
        Assert.Equal(people, page.All("main table")[0].QuerySelectorAll("tbody tr").Length);
        Assert.Contains(number, page.All("details tbody tr th").Select(Screen.Squeezed));

        // Somebody moves another meeting while the preview is on the screen.
        await TakeOffAsync(desk);
        page.Find("main form").Submit();
        page.Wait(() => Assert.Contains(ReleaseRefusals.Moved.En, page.Text));
        page.Wait(() => Assert.Contains("Cancelled: 2", page.Text));
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal("Release 2", page.Heading));
        await using var db = desk.Open();
        Assert.Equal([1, 2], await db.Releases.Where(r => r.Fair.Code == StaffPageContext.Fair).OrderBy(r => r.Number).Select(r => r.Number).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Who_may_not_publish_sees_what_differs_and_no_button()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);

        var page = desk.Visit(Page);

        page.Wait(() => Assert.Contains("只有组织者和管理员可以发布", page.Text));
        Assert.Empty(page.All("main form"));
    }

    // One of those that are placed goes back to the tray.
    private static async Task<(string Number, int People)> TakeOffAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        var meeting = await db.Meetings.Include(m => m.Attendees).Where(m => m.Fair.Code == StaffPageContext.Fair && m.FirstSlotId != null && m.LockedAt == null).OrderBy(m => m.Number).FirstAsync(Cancel);
        var off = await desk.Desk<MeetingDesk>().TakeOffAsync(desk.Me, StaffPageContext.Fair, meeting.Id, meeting.Version, Cancel);
        Assert.False(off.Refused, off.Text);
        return (meeting.Number, meeting.Attendees.Count);
    }
}
