using Bunit;
using InvestmentFair.Documents;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>The table of meetings on its way to paper: registered as it stands on the page, whole or only what changed.</summary>
public sealed class PrintPageTests
{
    private const string Page = "/console/2027/documents/meeting-table";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_table_is_registered_and_then_goes_to_the_printer()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Page);
        page.Wait(() => Assert.NotEmpty(page.All(".paper tbody tr")));
        Assert.Equal(["场次", "时段", "桌号", "陵川方项目", "责任单位", "投资方", "投资方代表（职务）", "意向合作方式", "拟投资额（万元）", "争议 / 所需支持", "洽谈结果", "下一步事项", "责任人", "完成时限"], page.Texts(".paper thead th"));
        Assert.Contains("未登记的打印件", page.Text);
        Assert.Empty(page.All(".print-tools nav"));

        Print(page);
        page.Confirm();
        page.Wait(() => Assert.NotNull(page.ProblemOf("d-Purpose")));
        Assert.DoesNotContain(desk.JSInterop.Invocations, call => call.Identifier == "fair.print");
        page.Fill("d-Purpose", "现场核对（示例）");
        page.Confirm();

        page.Wait(() => Assert.Contains("编号 DY-00001", page.Find(".paper header").TextContent));
        page.Wait(() => Assert.Single(desk.JSInterop.Invocations, call => call.Identifier == "fair.print"));
        Assert.DoesNotContain("未登记", page.Find(".paper header").TextContent);
        page.Press("再次打开打印窗口");
        page.Wait(() => Assert.Equal(2, desk.JSInterop.Invocations.Count(call => call.Identifier == "fair.print")));
        await using var db = desk.Open();
        var run = await db.Prints.Include(p => p.Printed).SingleAsync(Cancel);
        Assert.Equal((page.All(".paper tbody tr").Count, desk.Me.Name), (run.Printed.Count, run.PrintedBy));
    }

    [Fact]
    public async Task After_a_print_what_changed_is_marked_and_can_be_printed_alone()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var sheets = desk.Desk<MeetingSheetQueries>();
        var now = (await sheets.SheetAsync(desk.Me, "2027", Cancel))!.Lines;
        // On the paper the first meeting was said otherwise, the second was not there, and one was that is there no more.
        PrintLine[] paper = [new(now[0].Number, new("8月2日 09:00 <b>别处</b>", "2 Aug 09:00 <b>elsewhere</b>")), .. now.Skip(2).Select(l => new PrintLine(l.Number, l.Text)), new("2027-M900", new("8月2日 A01 已取消的（示例）", "2 Aug A01 cancelled"))];
        await desk.Desk<PrintDesk>().PrintAsync(desk.Me, "2027", Document.MeetingTable, null, new PrintForm { Purpose = "会前", Recipient = "组织组" }, paper, Cancel);

        var page = desk.Visit("/console/2027/documents");
        page.Wait(() => Assert.Contains("DY-00001", page.Text));
        Assert.Equal($"{Page}?only=changes", page.Find("td a").GetAttribute("href"));
        Assert.Equal("3 处", page.Find("td a").TextContent);

        page = desk.Visit($"{Page}?only=changes");
        page.Wait(() => Assert.Equal(["改", "新"], page.Texts(".paper .sign")));
        Assert.Equal(3, page.All(".paper tbody tr").Count);
        Assert.Equal("原：8月2日 09:00 <b>别处</b>", Screen.Squeezed(page.Find(".paper .was")));
        Assert.Equal("2027-M900 8月2日 A01 已取消的（示例）", Screen.Squeezed(page.Find(".paper .gone li")));
        Assert.Contains("只含 DY-00001", page.Find(".paper header").TextContent);

        Print(page);
        page.Fill("d-Purpose", "换发（示例）");
        // A colleague prints everything while the purpose is typed: what is on this screen is still against the paper that it names.
        await desk.Desk<PrintDesk>().PrintAsync(desk.Me, "2027", Document.MeetingTable, null, new PrintForm { Purpose = "另一份", Recipient = "接待组" }, [.. now.Select(l => new PrintLine(l.Number, l.Text))], Cancel);
        page.Confirm();
        page.Wait(() => Assert.Contains("编号 DY-00003", page.Find(".paper header").TextContent));
        await using var db = desk.Open();
        Assert.Equal(3, await db.Prints.Where(p => p.Number == "DY-00003").Select(p => p.OnPaper).SingleAsync(Cancel));
        // What went on paper stays on the page until the reader asks for what is so now.
        Assert.Equal(3, page.All(".paper tbody tr").Count);
        page.Press("重新载入");
        page.Wait(() => Assert.Contains("上次打印之后没有变化", page.Text));
        Assert.True(page.Button("打印并登记").HasAttribute("disabled"));

        page = desk.Visit("/console/2027/prints");
        page.Wait(() => Assert.Equal(3, page.All("table.grid tbody tr").Count));
    }

    [Fact]
    public async Task In_English_the_paper_is_in_English_and_a_fair_that_is_not_there_has_none()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Page, Language.English);
        page.Wait(() => Assert.NotEmpty(page.All(".paper tbody tr")));
        Assert.Equal("Round", page.Texts(".paper thead th")[0]);
        Assert.Contains("2 Aug", page.All(".paper tbody tr")[0].TextContent);

        page = desk.Visit("/console/none/documents/meeting-table");
        page.Wait(() => Assert.Contains(ConsoleTexts.NotFound, page.Text));
    }

    [Fact]
    public async Task Slips_and_the_call_list_are_of_what_was_published_and_are_registered_as_papers_of_their_own()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/documents/slips");
        page.Wait(() => Assert.Contains("排期还没有发布", page.Text));
        var releases = desk.Desk<ReleaseDesk>();
        await releases.PublishAsync(desk.Me, "2027", new PublishForm(), (await releases.PreviewAsync(desk.Me, "2027", Cancel))!.Stamp, Cancel);
        await using var db = desk.Open();
        var people = await db.ReleasedMeetings.Where(m => m.Release.Fair.Code == "2027" && m.Release.IsCurrent).SelectMany(m => m.People).Select(p => p.PersonId).Distinct().CountAsync(Cancel);

        page = desk.Visit("/console/2027/documents/slips");
        page.Wait(() => Assert.Equal(people, page.All(".slip").Count));
        Assert.All(page.Texts(".slip .mark"), mark => Assert.Contains("未登记的打印件", mark));
        Print(page);
        page.Fill("d-Purpose", "报到时发放（示例）");
        page.Confirm();
        page.Wait(() => Assert.All(page.Texts(".slip .mark"), mark => Assert.Contains("编号 DY-00001", mark)));

        page = desk.Visit("/console/2027/documents/call-list", Language.English);
        page.Wait(() => Assert.Equal(people, page.All(".call-list tbody tr").Count));
        Assert.Equal(people, page.All(".call-list .tick").Count);
        Assert.Contains("Dear ", page.All(".call-list .say")[0].TextContent);

        page = desk.Visit("/console/2027/documents");
        page.Wait(() => Assert.Equal(["洽谈对接表", "个人行程单", "电话通知单"], page.Texts("tbody th")));
    }

    private static void Print(Screen page)
    {
        page.Press("打印并登记");
        page.Page.WaitForElement("#d-Purpose");
    }
}
