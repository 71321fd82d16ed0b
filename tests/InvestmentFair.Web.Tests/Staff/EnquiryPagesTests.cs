using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>The office at its enquiries: what is late stands first and red, an answer begins with a template, and who only reads cannot speak for the asker.</summary>
public sealed class EnquiryPagesTests
{
    private const string Queue = "/console/2027/enquiries";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_queue_begins_with_what_is_late_and_says_so_in_red()
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit(Queue);

        page.Wait(() => Assert.Equal(["LX-0008", "LX-0009", "LX-0010"], page.Texts("table.grid .row-link").Take(3)));
        Assert.Equal(["超期未答", "超期未答"], page.Texts("table.grid .tone.alert"));
        Assert.Equal(12, page.All("table.grid tbody tr").Count);
        page = desk.Visit($"{Queue}?f.late=yes");
        page.Wait(() => Assert.Equal(["LX-0003"], page.Texts("table.grid .row-link")));
    }

    [Fact]
    public async Task Today_leads_to_what_is_late_and_says_how_many_were_answered_in_time()
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit("/console/2027/today");

        page.Wait(() => Assert.Contains(page.All(".counts a.red"), a => Screen.Squeezed(a) == "2来询超期未答" && a.GetAttribute("href") == $"{Queue}?f.overdue=yes"));
        Assert.Equal("5 / 8（62.5%）", page.Texts("main .figure").Single());
    }

    [Fact]
    public async Task A_template_begins_the_answer_and_the_enquiry_is_answered()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Late(desk));
        page.Wait(() => Assert.Contains("邀请实地考察（示例）", page.Texts(".templates button")));

        page.Press("邀请实地考察（示例）");
        page.Wait(() => Assert.StartsWith("卢景行（示例）您好", page.Find("#d-Answer").GetAttribute("value"), StringComparison.Ordinal));
        page.Confirm();

        page.Wait(() => Assert.Contains(EnquiryState.Answered.Text, page.Texts("main dd")[0], StringComparison.Ordinal));
        Assert.Contains(page.Texts("main .clause .words"), w => w.Contains("LX-0008", StringComparison.Ordinal));
        Assert.True(page.Offers(EnquiryTexts.Close));
        Assert.False(page.Offers(EnquiryTexts.Tell));
    }

    [Fact]
    public async Task A_template_that_only_tells_how_it_stands_leaves_the_clock_running()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Late(desk));
        page.Wait(() => Assert.NotEmpty(page.All(".templates button")));

        page.All(".templates button")[0].Click();
        page.Wait(() => Assert.NotEmpty(page.All("#d-Words")));
        page.Confirm();

        page.Wait(() => Assert.Equal($"{EnquiryKind.Question.Text} · {EnquiryState.InHand.Text}{StaffTexts.Overdue}", page.Texts("main dd")[0]));
    }

    [Fact]
    public async Task A_link_in_other_hands_is_renewed_with_a_reason_that_the_history_keeps_and_can_be_shut()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);
        var page = desk.Visit(Late(desk));
        page.Wait(() => Assert.True(page.Offers(EnquiryTexts.RenewLink)));
        var before = page.Find("dd.link").TextContent;
        Assert.Matches("/q/[0-9a-f]{32}$", before);

        page.Press(EnquiryTexts.RenewLink);
        page.Wait(() => Assert.Contains(EnquiryTexts.RenewLinkTitle, page.DialogText, StringComparison.Ordinal));
        page.Confirm();
        page.Wait(() => Assert.StartsWith("必填", page.ProblemOf("d-Reason"), StringComparison.Ordinal));
        Assert.Equal(before, page.Find("dd.link").TextContent);
        page.Fill("d-Reason", "转发到群里（示例）");
        page.Confirm();

        page.Wait(() => Assert.NotEqual(before, page.Find("dd.link").TextContent));
        Assert.Matches("/q/[0-9a-f]{32}$", page.Find("dd.link").TextContent);
        page.Wait(() => Assert.Contains("转发到群里（示例）", page.Text, StringComparison.Ordinal));
        Assert.Contains("查询网址（第几个）", page.Text, StringComparison.Ordinal);

        page.Press(EnquiryTexts.ShutLink);
        page.Wait(() => Assert.Contains(EnquiryTexts.ShutLinkTitle, page.DialogText, StringComparison.Ordinal));
        page.Fill("d-Reason", "来询人要求（示例）");
        page.Confirm();
        page.Wait(() => Assert.Equal(EnquiryTexts.LinkShut, page.Find("dd.link").TextContent));
        Assert.False(page.Offers(EnquiryTexts.ShutLink));
        Assert.DoesNotContain(page.All("main a"), a => a.GetAttribute("href")!.Contains("/q/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hand_over_without_a_reason_is_refused_and_the_choice_stays()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(desk.AddressOf<Enquiry>(Queue, all => all.Where(e => e.Number == "LX-0010")));
        page.Wait(() => Assert.True(page.Offers(EnquiryTexts.HandOver)));
        page.Press(EnquiryTexts.HandOver);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
        while (page.All(".mud-dialog .chosen button") is [var chosen, ..]) chosen.Click();
        page.Choose("d-UnitId", "自然资源");

        page.Confirm();

        page.Wait(() => Assert.Contains(EnquiryRefusals.WhyHandedOver.Zh, page.DialogText, StringComparison.Ordinal));
        Assert.Contains("陵川县自然资源主管部门（示例）", page.DialogText, StringComparison.Ordinal);
        page.Fill("d-Reason", "用地问题（示例）");
        page.Confirm();
        page.Wait(() => Assert.Contains(EnquiryTexts.InsideOnly, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_callers_enquiry_is_entered_for_them()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);
        var page = desk.Visit($"{Queue}/new");
        page.Wait(() => Assert.NotEmpty(page.All("#f-Words")));
        page.Find("main form").Submit();
        page.Wait(() => Assert.StartsWith("必填", page.ProblemOf("f-Words"), StringComparison.Ordinal));
        Assert.Equal("至少选一个项目或厂房", page.ProblemOf("f-Projects"));

        page.Fill("f-Kind", nameof(EnquiryKind.Question));
        page.Fill("f-Name", "邝来电（示例）");
        page.Fill("f-Organisation", "来电公司（示例）");
        page.Fill("f-Mobile", "000-0000-9911");
        page.Fill("f-Words", "问厂房租金。");
        page.Choose("f-Plants", "IP-A");
        page.Find("main form").Submit();

        page.Wait(() => Assert.Contains($"电话来询，{desk.Me.Name} 于 2026", page.Text, StringComparison.Ordinal));
        await using var db = desk.Open();
        Assert.Equal((EnquiryChannel.Phone, desk.Me.Name), await db.Enquiries.Where(e => e.AskerMobile == "000-0000-9911").Select(e => new ValueTuple<EnquiryChannel, string?>(e.Channel, e.TakenBy)).SingleAsync(Cancel));
    }

    [Fact]
    public async Task Whoever_only_reads_sees_no_button_and_no_way_to_the_askers_page()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);

        var page = desk.Visit(Late(desk));

        page.Wait(() => Assert.NotEmpty(page.All("main dl.facts dd")));
        Assert.Empty(page.All("main .actions button, main .templates"));
        Assert.DoesNotContain(page.All("main a"), a => a.GetAttribute("href")!.Contains("/q/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_template_with_a_placeholder_that_does_not_exist_is_refused_beside_its_field()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(desk.AddressOf<ReplyTemplate>("/console/templates") + "/edit");
        page.Wait(() => Assert.NotEmpty(page.All("#f-BodyZh")));

        page.Fill("f-BodyZh", "{姓名}您好");
        page.Find("main form").Submit();

        page.Wait(() => Assert.StartsWith("没有这样的占位符：{姓名}", page.ProblemOf("f-BodyZh"), StringComparison.Ordinal));
    }

    private static string Late(StaffPageContext desk) => desk.AddressOf<Enquiry>(Queue, all => all.Where(e => e.Number == "LX-0008"));
}
