using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>From the board a timetable is asked for, watched, stopped, accepted and sent to be published.</summary>
public sealed class BoardRunTests
{
    private const string Board = "/console/2027/board";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task A_timetable_is_asked_for_watched_stopped_and_accepted_without_leaving_the_board(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Board, language);
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .card")));
        Assert.Empty(page.All(".board-run"));
        page.Press(RunKind.All.Text);
        page.Wait(() => Assert.Contains($"{RunState.Queued.Text} · {RunTexts.Ahead(0)}", page.Texts(".board-run").Single()));
        Assert.All(new[] { RunKind.Fill, RunKind.All }, kind => Assert.True(page.Button(kind.Text).HasAttribute("disabled")));
        Assert.Equal([RunTexts.FillDoes, RunTexts.AllDoes], new[] { RunKind.Fill, RunKind.All }.Select(kind => page.Button(kind.Text).GetAttribute("title")));
        Assert.Contains(RunTexts.AllDoes, page.Texts("#run-help").Single(), StringComparison.Ordinal);

        var working = desk.Desk<RunDesk>().WorkAsync(Actor.Job, Cancel);
        page.Page.WaitForAssertion(() => Assert.NotEmpty(page.All(".board-run progress")), TimeSpan.FromSeconds(60));
        // It is there again for whoever comes back.
        page = desk.Visit(Board, language);
        page.Page.WaitForAssertion(() => Assert.Contains(RunTexts.Placed, page.Texts(".board-run").Single()), TimeSpan.FromSeconds(60));
        var placed = page.All(".time-table .card").Count;
        page.Press(RunTexts.Stop);
        await working;
        page.Page.WaitForAssertion(() => Assert.True(page.Offers(RunTexts.Accept)), TimeSpan.FromSeconds(60));
        Assert.Empty(page.All(".board-run progress"));
        Assert.False(page.Button(RunKind.Fill.Text).HasAttribute("disabled"));

        page.Press(RunTexts.Accept);
        page.Wait(() => Assert.False(page.Dialog.QuerySelector("button.primary")!.HasAttribute("disabled")));
        page.Confirm();
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
        page.Wait(() => Assert.Empty(page.All(".board-run")));
        Assert.InRange(page.All(".time-table .card").Count, placed + 1, 200);

        page.Press(StaffTexts.Undo);
        page.Wait(() => Assert.Equal(placed, page.All(".time-table .card").Count));
    }

    [Fact]
    public async Task Who_only_looks_sees_how_it_stands_and_what_failed_or_is_to_be_chosen_is_looked_at_on_its_own_page()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);
        var run = (await desk.Desk<RunDesk>().AskAsync(desk.Me with { Role = Role.Organizer }, "2027", new RunForm { Kind = RunKind.Fill, LimitSeconds = 1 }, Cancel)).Value;
        var page = desk.Visit(Board);
        page.Wait(() => Assert.Contains("2027-S001 填空 排队", page.Texts(".board-run").Single()));
        Assert.All(new[] { RunTexts.Stop, RunTexts.Accept, RunKind.Fill.Text, RunKind.All.Text }, text => Assert.False(page.Offers(text)));
        Assert.Equal($"/console/2027/runs/{run}", page.Find(".board-run a").GetAttribute("href"));
        Assert.Empty(desk.Visit("/console/2026/board").All(".board-run"));

        await using var office = await StaffPageContext.SitAsync();
        var found = (await office.Desk<RunDesk>().AskAsync(office.Me, "2027", new RunForm { Kind = RunKind.Fill, LimitSeconds = 1 }, Cancel)).Value;
        await office.Desk<RunDesk>().WorkAsync(Actor.Job, Cancel);
        await office.DamageAsync("INSERT INTO \"ScheduleProposals\" (\"RunId\", \"Ordinal\", \"Kind\", \"Scores\", \"Conflicts\", \"LeftOut\", \"Arrangements\") SELECT \"RunId\", 2, \"Kind\", \"Scores\", \"Conflicts\", \"LeftOut\", \"Arrangements\" FROM \"ScheduleProposals\"");
        var own = office.Visit(Board);
        own.Wait(() => Assert.Contains("完成", own.Texts(".board-run").Single()));
        Assert.False(own.Offers(RunTexts.Accept));
        await office.Open().Runs.Where(r => r.Id == found).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RunState.Failed).SetProperty(r => r.Fault, RunRefusals.GivenUp.Code), Cancel);
        own = office.Visit(Board);
        own.Wait(() => Assert.Contains(RunRefusals.GivenUp.Zh, own.Texts(".board-run").Single()));
    }

    [Fact]
    public async Task What_was_found_and_is_not_wanted_is_put_away_and_stays_away_until_another_is_looked_for()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var run = (await desk.Desk<RunDesk>().AskAsync(desk.Me, "2027", new RunForm { Kind = RunKind.Fill, LimitSeconds = 1 }, Cancel)).Value;
        var page = desk.Visit(Board);
        page.Wait(() => Assert.NotEmpty(page.All(".board-run")));
        Assert.False(page.Offers(RunTexts.PutAway));
        await desk.Desk<RunDesk>().WorkAsync(Actor.Job, Cancel);
        page = desk.Visit(Board);
        page.Wait(() => Assert.True(page.Offers(RunTexts.PutAway)));

        page.Press(RunTexts.PutAway);

        page.Wait(() => Assert.Empty(page.All(".board-run")));
        Assert.Equal($"{run}", desk.JSInterop.Invocations["fair.putAway"].Single().Arguments[0]);
        desk.JSInterop.Setup<string?>("fair.wasPutAway").SetResult($"{run}");
        page = desk.Visit(Board);
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .card")));
        Assert.Empty(page.All(".board-run"));
        page.Press(RunKind.Fill.Text);
        page.Wait(() => Assert.NotEmpty(page.All(".board-run")));
    }

    [Fact]
    public async Task What_was_not_published_yet_is_counted_and_leads_to_where_it_is()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Board);
        page.Wait(() => Assert.True(page.Offers(StaffTexts.NeverPublished)));
        Assert.Equal("/console/2027/releases/new", page.All(".board-acts > a").Single().GetAttribute("href"));

        var releases = desk.Desk<ReleaseDesk>();
        Assert.False((await releases.PublishAsync(desk.Me, "2027", new PublishForm(), (await releases.PreviewAsync(desk.Me, "2027", Cancel))!.Stamp, Cancel)).Refused);
        page.Wait(() => Assert.Contains(StaffTexts.AllPublished, page.Texts(".board-acts").Single()));
        await using var db = desk.Open();
        var meeting = await db.Meetings.Where(m => m.Fair.Code == "2027" && m.FirstSlotId != null && m.State == MeetingState.Planned).OrderBy(m => m.Number).Select(m => m.Id).FirstAsync(Cancel);
        await page.TellAsync("off", meeting);

        page.Wait(() => Assert.True(page.Offers(StaffTexts.ToPublish(1))));
    }
}
