using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Texts;

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
        Assert.Contains("有 8 场必见，需要 8 个时段，只有 6 个可用", list.Text);
        Assert.Empty(list.All("progress"));
        Assert.False(list.Offers(RunTexts.Stop));
        var again = desk.Visit("/console/2027/runs");
        again.Wait(() => Assert.Contains("2027-S001", again.Text));
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
