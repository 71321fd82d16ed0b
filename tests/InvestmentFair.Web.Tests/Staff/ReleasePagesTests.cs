using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Editions;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Texts;
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

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task Who_has_neither_a_mobile_nor_an_e_mail_is_named_before_it_is_published(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        await db.People.ExecuteUpdateAsync(s => s.SetProperty(p => p.Mobile, "000-0000-0000"), Cancel);
        var page = desk.Visit(Page, language);
        page.Wait(() => Assert.True(page.All("main table tbody tr").Count > 2));
        Assert.DoesNotContain(page.Texts(".attention"), t => t.Contains(ReleaseTexts.OutOfReach(1), StringComparison.Ordinal));

        var people = await db.Meetings.Where(m => m.Fair.Code == StaffPageContext.Fair && m.FirstSlotId != null).OrderBy(m => m.Number).SelectMany(m => m.Attendees).Where(a => a.Side == Side.Host).Select(a => a.PersonId).Distinct().Take(2).ToListAsync(Cancel);
        await db.People.Where(p => people.Contains(p.Id)).ExecuteUpdateAsync(s => s.SetProperty(p => p.Mobile, (string?)null).SetProperty(p => p.Email, (string?)null), Cancel);
        await db.People.Where(p => p.Id == people[1]).ExecuteUpdateAsync(s => s.SetProperty(p => p.Email, "somebody@lingchuan-sample.example"), Cancel);
        var (silent, mailed) = (await db.People.SingleAsync(p => p.Id == people[0], Cancel), await db.People.SingleAsync(p => p.Id == people[1], Cancel));

        page = desk.Visit(Page, language);
        page.Wait(() => Assert.Contains($"{ReleaseTexts.OutOfReach(1)} {silent.Name}", page.Texts(".attention")));
        Assert.DoesNotContain(page.Texts("p.attention"), t => t.Contains(mailed.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_not_publish_sees_what_differs_and_no_button()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);

        var page = desk.Visit(Page);

        page.Wait(() => Assert.Contains("只有组织者和管理员可以发布", page.Text));
        Assert.Empty(page.All("main form"));
    }

    [Fact]
    public async Task Of_an_archived_fair_it_is_said_that_nothing_is_published_any_more_and_nothing_offers_to()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var fair = await db.Fairs.Where(f => !f.IsCurrent && !f.IsArchived).OrderBy(f => f.Code).FirstAsync(Cancel);
        Assert.False((await desk.Desk<EditionDesk>().ArchiveAsync(desk.Me, fair.Id, fair.Version, Cancel)).Refused);

        var page = desk.Visit($"/console/{fair.Code}/releases/new");

        page.Wait(() => Assert.Contains(ReleaseTexts.Archived, page.Text));
        Assert.DoesNotContain(ReleaseTexts.MayNot, page.Text);
        Assert.Empty(page.All("main form, main button"));
        page = desk.Visit($"/console/{fair.Code}/releases");
        page.Wait(() => Assert.Equal("排期版本", page.Heading));
        Assert.False(page.Offers(ReleaseTexts.New));
    }

    [Fact]
    public async Task A_withheld_meeting_that_is_cancelled_is_not_offered_to_be_told_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var first = await PublishAsync(desk);
        await using var db = desk.Open();
        var row = await db.ReleasedMeetings.Where(m => m.ReleaseId == first).OrderBy(m => m.Number).FirstAsync(Cancel);
        Assert.False((await desk.Desk<ReleaseDesk>().HideAsync(desk.Me, StaffPageContext.Fair, row.Id, row.Version, "客方临时有事（示例）", Cancel)).Refused);
        Assert.False((await desk.Desk<MeetingDesk>().CancelAsync(desk.Me, StaffPageContext.Fair, row.MeetingId, desk.Version<Meeting>(row.MeetingId), "不来了（示例）", Cancel)).Refused);

        var page = desk.Visit($"/console/2027/releases/{await PublishAsync(desk)}");

        page.Wait(() => Assert.Equal(39, page.Texts("[aria-labelledby=meetings] tbody button").Count(t => t == "暂不公布")));
        Assert.DoesNotContain("恢复公布", page.Texts("[aria-labelledby=meetings] tbody button"));
    }

    [Fact]
    public async Task A_meeting_is_withheld_and_told_again_on_the_page_of_the_release_that_holds()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var release = await PublishAsync(desk);
        var page = desk.Visit($"/console/2027/releases/{release}");
        page.Wait(() => Assert.Equal(40, page.Texts("[aria-labelledby=meetings] tbody button").Count(t => t == "暂不公布")));

        page.Press("暂不公布");
        page.Page.WaitForElement("#d-Reason");
        page.Fill("d-Reason", "客方临时有事（示例）");
        page.Confirm();

        page.Wait(() => Assert.Single(page.Texts("[aria-labelledby=meetings] tbody button"), t => t == "恢复公布"));
        await using var db = desk.Open();
        Assert.Equal(1, await db.ReleasedMeetings.CountAsync(m => m.ReleaseId == release && m.IsHidden && m.Sequence == 1, Cancel));
        page.Wait(() => Assert.Contains("客方临时有事（示例）", page.Text));

        // On the board it is marked, and its panel says so.
        page = desk.Visit("/console/2027/board");
        page.Wait(() => Assert.Equal(["暂不公布"], page.Texts(".time-table .withheld")));
        await page.TellAsync("choose", Guid.Parse(page.Find(".time-table .withheld").Closest("[data-card]")!.GetAttribute("data-card")!));
        page.Wait(() => Assert.Contains(StaffTexts.WithheldHere, page.Texts(".board-panel .attention")));

        await using var reader = await StaffPageContext.SitAsync(Role.Staff);
        var its = await PublishAsync(reader);
        page = reader.Visit($"/console/2027/releases/{its}");
        page.Wait(() => Assert.Equal("第1版", page.Heading));
        Assert.Empty(page.All("[aria-labelledby=meetings] tbody button"));
    }

    [Fact]
    public async Task Two_releases_are_compared_and_the_timetable_goes_back_to_one_of_them()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/releases/compare");
        page.Wait(() => Assert.Contains("还没有两版可以比较", page.Text));
        var first = await PublishAsync(desk);
        var (number, _) = await TakeOffAsync(desk);
        await PublishAsync(desk);

        page = desk.Visit("/console/2027/releases/compare");
        page.Wait(() => Assert.Contains("从第1版到第2版", page.Text));
        Assert.Contains("取消 1 场", page.Text);
        Assert.Contains(number, page.All("details tbody tr th").Select(Screen.Squeezed));

        page = desk.Visit($"/console/2027/releases/{first}");
        page.Wait(() => Assert.Equal("第1版", page.Heading));
        page.Press("工作排期恢复到这一版");
        page.Wait(() => Assert.Contains("谁也不会收到通知", page.Text));
        page.Press("工作排期恢复到这一版");
        page.Wait(() => Assert.Contains("已恢复 1 场", page.Text));

        page = desk.Visit(Page);
        page.Wait(() => Assert.Contains("工作排期已恢复到第1版", page.Text));
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal("第3版", page.Heading));
        Assert.Contains("恢复自", page.Text);
    }

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task What_is_copied_of_a_notice_is_the_words_with_the_link_at_the_first_press(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();
        await PublishAsync(desk);
        desk.JSInterop.Setup<bool>("fair.copy", _ => true).SetResult(true);
        var page = desk.Visit(desk.AddressOf<Notice>("/console/2027/notices", all => all.Where(n => n.Fair.Code == StaffPageContext.Fair && n.State == NoticeState.Open)), language);
        page.Wait(() => Assert.True(page.Offers(ReleaseTexts.Copy)));
        foreach (var (button, element, link) in new[] { (ReleaseTexts.Copy, "notice-zh", "全部日程：https://fair.example/me/"), (ReleaseTexts.CopyEnglish, "notice-en", "https://fair.example/en/me/") })
        {
            page.Press(button);
            page.Wait(() => Assert.Contains(desk.JSInterop.Invocations["fair.copy"], call => Equals(call.Arguments[0], element)));
            Assert.Contains(link, Assert.IsType<string>(desk.JSInterop.Invocations["fair.copy"][^1].Arguments[1]), StringComparison.Ordinal);
        }

        page.Wait(() => Assert.Contains(ReleaseTexts.Copied, string.Concat(page.Texts(".mud-snackbar"))));
    }

    [Fact]
    public async Task The_release_that_holds_says_how_many_are_to_be_told_and_leads_to_them_and_to_the_call_list()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var release = await PublishAsync(desk);
        await using var db = desk.Open();
        var open = await db.Notices.CountAsync(n => n.Fair.Code == StaffPageContext.Fair && n.State == NoticeState.Open, Cancel);
        var page = desk.Visit($"/console/2027/releases/{release}");
        page.Wait(() => Assert.True(page.Offers(ReleaseTexts.ToBeTold(open))));
        Assert.Equal(["/console/2027/notices?f.state=Open", "/console/2027/documents/call-list"], page.All("p.waiting a").Select(a => a.GetAttribute("href")));
        page = desk.Visit("/console/2027/notices?f.state=Open");
        page.Wait(() => Assert.Contains($"共 {open} 条", page.Text));
        Assert.Equal("/console/2027/documents/call-list", page.All("main .tools a").Single(a => Screen.Squeezed(a) == ReleaseTexts.CallList).GetAttribute("href"));

        await db.Notices.Where(n => n.State == NoticeState.Open).ExecuteUpdateAsync(set => set.SetProperty(n => n.State, NoticeState.Replaced), Cancel);
        page = desk.Visit($"/console/2027/releases/{release}");
        page.Wait(() => Assert.Equal(ReleaseTexts.AllTold, page.Texts("p.waiting").Single()));
        await TakeOffAsync(desk);
        await PublishAsync(desk);
        page = desk.Visit($"/console/2027/releases/{release}");
        page.Wait(() => Assert.Equal("第1版", page.Heading));
        Assert.Empty(page.All("p.waiting"));
    }

    [Fact]
    public async Task A_meeting_is_withheld_and_told_again_on_its_own_page()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var release = await PublishAsync(desk);
        await using var db = desk.Open();
        var meeting = await db.ReleasedMeetings.Where(m => m.ReleaseId == release).OrderBy(m => m.Number).Select(m => m.MeetingId).FirstAsync(Cancel);
        var page = desk.Visit($"/console/2027/meetings/{meeting}");

        foreach (var (verb, next) in new[] { (ReleaseTexts.Hide, ReleaseTexts.Show), (ReleaseTexts.Show, ReleaseTexts.Hide) })
        {
            page.Wait(() => Assert.True(page.Offers(verb)));
            page.Press(verb);
            page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
            page.Fill("d-Reason", "客方临时有事（示例）");
            page.Confirm();
            page.Wait(() => Assert.True(page.Offers(next)));
            Assert.Equal(verb == ReleaseTexts.Hide, await db.ReleasedMeetings.Where(m => m.MeetingId == meeting).Select(m => m.IsHidden).SingleAsync(Cancel));
        }
    }

    private static async Task<Guid> PublishAsync(StaffPageContext desk)
    {
        var (releases, me) = (desk.Desk<ReleaseDesk>(), desk.Me with { Role = Role.Organizer });
        var published = await releases.PublishAsync(me, StaffPageContext.Fair, new PublishForm(), (await releases.PreviewAsync(me, StaffPageContext.Fair, Cancel))!.Stamp, Cancel);
        Assert.False(published.Refused, published.Text);
        return published.Value;
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
