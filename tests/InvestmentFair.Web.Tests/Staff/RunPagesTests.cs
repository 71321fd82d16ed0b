using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>A timetable asked for at the console, watched while it is looked for, and stopped.</summary>
public sealed class RunPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timetable_is_asked_for_watched_and_stopped_without_reading_the_page_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var list = desk.Visit("/console/2027/runs");
        list.Wait(() => Assert.Contains(RunTexts.None, list.Text));
        list.Press(RunTexts.All);
        list.Page.WaitForElement("#d-LimitSeconds");
        Assert.Empty(list.All("#d-Kind"));
        list.Fill("d-LimitSeconds", "600");
        list.Confirm();
        list.Wait(() => Assert.Contains(RunTexts.Run, list.Heading));
        await desk.ArriveAsync($"/console/2027/runs/{desk.Id<ScheduleRun>()}");
        list.Wait(() => Assert.Contains($"排队 · {RunTexts.Ahead(0)}", list.Text));
        var working = desk.Desk<RunDesk>().WorkAsync(Actor.Job, Cancel);
        list.Page.WaitForAssertion(() => Assert.Contains("已排进", list.Text), TimeSpan.FromSeconds(60));
        Assert.NotEmpty(list.All("progress"));
        list.Press(RunTexts.Stop);
        await working;
        list.Page.WaitForAssertion(() => Assert.Contains(RunTexts.Verdict, list.Text), TimeSpan.FromSeconds(60));

        Assert.Contains("已停止", list.Text);
        Assert.Contains("有 8 场须排（必见的和不再移动的），需要 8 个时段，只有 6 个可用", list.Text);
        await using var db = desk.Open();
        Assert.Equal((await db.Runs.SingleAsync(Cancel)).MustsMissing, list.All("ul.musts a").Count);
        Assert.All(list.All("ul.musts a"), must => Assert.Contains(" · ", must.TextContent, StringComparison.Ordinal));
        Assert.Contains(RunTexts.PointsHint, list.Text);
        Assert.Empty(list.All("progress"));
        Assert.False(list.Offers(RunTexts.Stop));
        var again = desk.Visit("/console/2027/runs");
        again.Wait(() => Assert.Contains("2027-S001", again.Text));
    }

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task What_was_published_is_replanned_by_its_button_and_what_is_proposed_stands_on_its_page(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var releases = desk.Desk<ReleaseDesk>();
        Assert.False((await releases.PublishAsync(desk.Me, "2027", new PublishForm(), (await releases.PreviewAsync(desk.Me, "2027", Cancel))!.Stamp, Cancel)).Refused);
        var page = desk.Visit("/console/2027/runs", language);
        page.Wait(() => Assert.Contains(RunTexts.None, page.Text));

        page.Press(RunTexts.Replan);
        page.Page.WaitForElement("#d-LimitSeconds");
        page.Fill("d-LimitSeconds", "1");
        page.Confirm();

        page.Wait(() => Assert.Contains(RunTexts.Run, page.Heading));
        Assert.Equal(RunKind.Replan, await desk.Open().Runs.Select(r => r.Kind).SingleAsync(Cancel));
        await desk.ArriveAsync($"/console/2027/runs/{desk.Id<ScheduleRun>()}");
        await desk.Desk<RunDesk>().WorkAsync(Actor.Job, Cancel);
        page.Page.WaitForAssertion(() => Assert.NotEmpty(page.All(".proposals section")), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_was_found_is_accepted_after_it_was_said_what_it_does_and_what_was_left_is_named()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var run = (await desk.Desk<RunDesk>().AskAsync(desk.Me, "2027", new RunForm { Kind = RunKind.All, LimitSeconds = 1 }, Cancel)).Value;
        await desk.Desk<RunDesk>().WorkAsync(Actor.Job, Cancel);
        var page = desk.Visit($"/console/2027/runs/{run}");
        page.Wait(() => Assert.True(page.Offers(RunTexts.Accept)));
        page.Press(RunTexts.Accept);
        page.Wait(() => Assert.Matches("将新排 [0-9]+ · 移动 [0-9]+", page.DialogText));
        Assert.DoesNotContain(RunTexts.AcceptedHint, page.DialogText, StringComparison.Ordinal);
        Assert.DoesNotContain("已经发布", page.DialogText, StringComparison.Ordinal);

        // One of those that move is locked between the look and the press.
        await using var db = desk.Open();
        var to = (await db.Proposals.SingleAsync(Cancel)).ReadArrangements().Where(a => a.Place is not null).Select(a => (a.MeetingId, a.Place!.Value.FirstSlotId)).ToHashSet();
        var meeting = (await db.Meetings.AsNoTracking().Where(m => m.Fair.Code == "2027" && m.FirstSlotId != null).OrderBy(m => m.Number).ToListAsync(Cancel)).First(m => !to.Contains((m.Id, m.FirstSlotId!.Value)));
        Assert.False((await desk.Desk<MeetingDesk>().LockAsync(desk.Me, "2027", meeting.Id, meeting.Version, true, Cancel)).Refused);
        page.Confirm();
        page.Wait(() => Assert.Contains("已采用：", page.DialogText));
        var (acts, said) = (desk.Acts(), page.DialogText);
        page.Click(".mud-dialog button.primary");

        page.Wait(() => Assert.Contains(desk.Me.Name, page.Text));
        Assert.Empty(page.All(".mud-dialog"));
        Assert.False(page.Offers(RunTexts.Accept));
        Assert.Equal(acts, desk.Acts());
        Assert.Contains(meeting.Number, said, StringComparison.Ordinal);
        Assert.Equal(["/console/2027/board", "/console/2027/releases/new"], new[] { RunTexts.SeeBoard, RunTexts.ToPublish }.Select(text => page.All("main a").Single(a => Screen.Squeezed(a) == text).GetAttribute("href")));

        await using var reader = await StaffPageContext.SitAsync(Role.Staff);
        var theirs = (await reader.Desk<RunDesk>().AskAsync(reader.Me, "2027", new RunForm { Kind = RunKind.Fill, LimitSeconds = 1 }, Cancel)).Value;
        await reader.Desk<RunDesk>().WorkAsync(Actor.Job, Cancel);
        Assert.False((await reader.Desk<ScheduleDesk>().AcceptAsync(reader.Me, "2027", theirs, reader.Version<ScheduleRun>(theirs), 1, Cancel)).Refused);
        page = reader.Visit($"/console/2027/runs/{theirs}");
        page.Wait(() => Assert.True(page.Offers(RunTexts.SeeBoard)));
        Assert.False(page.Offers(RunTexts.ToPublish));
    }

    [Fact]
    public async Task Whoever_accepts_another_timetable_than_people_were_told_is_told_so_first()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var releases = desk.Desk<ReleaseDesk>();
        Assert.False((await releases.PublishAsync(desk.Me, "2027", new PublishForm { Name = "会前第一版" }, (await releases.PreviewAsync(desk.Me, "2027", Cancel))!.Stamp, Cancel)).Refused);
        var run = (await desk.Desk<RunDesk>().AskAsync(desk.Me, "2027", new RunForm { Kind = RunKind.All, LimitSeconds = 1 }, Cancel)).Value;
        await desk.Desk<RunDesk>().WorkAsync(Actor.Job, Cancel);
        var page = desk.Visit($"/console/2027/runs/{run}");
        page.Wait(() => Assert.True(page.Offers(RunTexts.Accept)));

        page.Press(RunTexts.Accept);

        page.Wait(() => Assert.Contains("会前第一版已经发布", page.DialogText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delegation_is_late_and_the_ways_to_replan_stand_side_by_side()
    {
        await using var desk = await StaffPageContext.SitAsync();
        desk.Services.GetRequiredService<FairClock>().StartAt(FairTime.ToUtc(new(2027, 8, 2), new(14, 30)), DateTime.UnixEpoch);
        var delegation = desk.Id<Delegation>(all => all.Where(d => d.Fair.Code == "2027" && d.Name.Zh.StartsWith("海丰县")));
        var page = desk.Visit($"/console/2027/delegations/{delegation}");
        page.Wait(() => Assert.True(page.Offers(RunTexts.Late)));
        page = desk.Visit(page.All("main a").Single(a => Screen.Squeezed(a) == RunTexts.Late).GetAttribute("href")!);
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Find("main form").Submit();
        page.Wait(() => Assert.NotNull(page.ProblemOf("f-From")));
        Assert.Equal("2027-08-02", page.Find("#f-Day").GetAttribute("value"));

        page.Fill("f-Minutes", "40");
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal($"/console/2027/runs/{desk.Id<ScheduleRun>()}", desk.Address));
        page = desk.Visit($"/console/2027/runs/{desk.Id<ScheduleRun>()}");
        await desk.Desk<RunDesk>().WorkAsync(Actor.Job, Cancel);

        page.Page.WaitForAssertion(() => Assert.Contains("完成", page.Text), TimeSpan.FromSeconds(60));
        Assert.Contains("影响人最少", page.Text);
        Assert.StartsWith("要另行通知的人最少", page.Texts(".proposals section .hint")[0], StringComparison.Ordinal);
        // One meeting of the delegation was to begin at 14:00: it is moved, and the two who sit in it are told.
        var calm = Screen.Squeezed(page.Find(".proposals section"));
        Assert.Contains("改时间 1 场（已证明不能更少）", calm);
        Assert.Contains("14:00 桌 A08 →", calm);
        Assert.Contains(RunTexts.Of(RunTexts.PeopleTouched, 2), calm);
        page.Press(RunTexts.AcceptThis);
        page.Wait(() => Assert.Contains("移动 1", page.DialogText));
        page.Confirm();
        page.Wait(() => Assert.Equal(RunTexts.IsAccepted, page.Texts(".proposals .accepted .tone").Single()));
        Assert.False(page.Offers(RunTexts.AcceptThis));
    }

    [Fact]
    public async Task Who_only_looks_is_offered_neither_to_ask_nor_to_stop()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);
        var asked = await desk.Desk<RunDesk>().AskAsync(desk.Me with { Role = Role.Organizer }, "2027", new RunForm { Kind = RunKind.Fill }, Cancel);
        var list = desk.Visit("/console/2027/runs");
        list.Wait(() => Assert.Contains("2027-S001", list.Text));
        Assert.DoesNotContain(RunTexts.All, list.Text);

        var page = desk.Visit($"/console/2027/runs/{asked.Value}");

        page.Wait(() => Assert.Contains("排队", page.Text));
        Assert.False(page.Offers(RunTexts.Stop));
        var elsewhere = desk.Visit($"/console/2025/runs/{asked.Value}");
        elsewhere.Wait(() => Assert.Contains(ConsoleTexts.NotFound, elsewhere.Text));
    }
}
