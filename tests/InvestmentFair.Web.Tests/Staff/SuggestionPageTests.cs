using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Suggestions at the console: read, sifted, overruled and entered.</summary>
public sealed class SuggestionPageTests
{
    private const string Page = "/console/2027/suggestions";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_chosen_becomes_meeting_requests_and_is_suggested_no_more()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Page);
        page.Wait(() => Assert.Equal(50, page.All(".matching")[0].QuerySelectorAll("tbody tr").Length));
        Assert.True(page.Button("登记所选的洽谈申请").HasAttribute("disabled"));
        var (pinned, next) = (Name(page, 0), Name(page, 1));
        Assert.Contains("董事长已与平城镇约好到会面谈（示例）", page.Text);

        page.All(".matching input[type=checkbox]")[0].Change(true);
        page.All(".matching input[type=checkbox]")[1].Change(true);
        page.Press("登记 2 条洽谈申请");

        page.Wait(() => Assert.Contains("已登记 2 条洽谈申请", page.Page.Markup));
        page.Wait(() => Assert.NotEqual(pinned, Name(page, 0)));
        Assert.All(Enumerable.Range(0, 50), row => Assert.NotEqual(next, Name(page, row)));
        Assert.True(page.Button("登记所选的洽谈申请").HasAttribute("disabled"));
        await using var db = desk.Open();
        Assert.Equal(2, await db.Requests.CountAsync(r => r.From == Side.Host && r.Reason!.StartsWith("对接建议"), Cancel));

        page.Press("再看 50 对");
        page.Wait(() => Assert.Equal(100, page.All(".matching")[0].QuerySelectorAll("tbody tr").Length));
    }

    [Fact]
    public async Task A_score_is_overruled_with_a_reason_and_taken_back()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Page}?investor={desk.Id<Investor>(all => all.Where(i => i.Name.Zh.StartsWith("穗航康养")))}");
        page.Wait(() => Assert.Contains("人工改分", Row(page, 0)));
        Assert.Contains("原 62", Row(page, 0));
        Assert.Contains("企业八月到过王莽岭", Row(page, 0));
        Assert.DoesNotContain("人工改分", Row(page, 1));
        var second = Name(page, 1);

        page.All(".matching tbody tr")[1].QuerySelectorAll("button").Single(b => b.TextContent == "改分").Click();
        page.Page.WaitForElement("#d-Score");
        page.Confirm();
        page.Wait(() => Assert.NotNull(page.ProblemOf("d-Reason")));
        page.Fill("d-Score", "99");
        page.Fill("d-Reason", "当面谈过，意向明确（示例）");
        page.Confirm();

        page.Wait(() => Assert.Equal(second, Name(page, 0)));
        Assert.Contains("当面谈过，意向明确（示例）", Row(page, 0));
        page.All(".matching tbody tr")[0].QuerySelectorAll("button").Single(b => b.TextContent == "取消标记").Click();
        page.Page.WaitForElement("#d-Reason");
        page.Fill("d-Reason", "记错了人（示例）");
        page.Confirm();
        page.Wait(() => Assert.Equal(second, Name(page, 1)));
    }

    [Fact]
    public async Task A_pair_that_is_hidden_stands_apart_and_comes_back()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Page}?plant={desk.Id<IdlePlant>(all => all.Where(p => p.Code == "IP-G"))}", Language.English);
        page.Wait(() => Assert.Contains("老厂房拟列入保护", Screen.Squeezed(page.Find("details .matching"))));

        page.Find("details .matching tbody button").Click();
        page.Page.WaitForElement("#d-Reason");
        page.Fill("d-Reason", "Shown to them after all (sample)");
        page.Confirm();

        page.Wait(() => Assert.Contains("Shown to them after all (sample)", Row(page, 0)));
        Assert.Empty(page.All("details .matching"));
        Assert.Contains("where the enterprise wishes to go", Row(page, 0));
    }

    [Fact]
    public async Task What_is_looked_for_stands_in_the_address()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Page);
        page.Wait(() => Assert.NotEmpty(page.All(".matching")));

        page.Find("#least").Change("70");

        page.Wait(() => Assert.EndsWith("?least=70", desk.Address, StringComparison.Ordinal));
        page.Wait(() => Assert.InRange(page.All(".matching")[0].QuerySelectorAll("tbody tr").Length, 1, 49));
        page.Choose("project", "LC-T01");
        page.Wait(() => Assert.Contains("project=", desk.Address, StringComparison.Ordinal));
        page.Choose("plant", "IP-A");
        page.Wait(() => Assert.True(desk.Address.Contains("plant=", StringComparison.Ordinal) && !desk.Address.Contains("project=", StringComparison.Ordinal)));
        Assert.True(page.Offers("清除条件"));
        // What means nothing is not looked for.
        page = desk.Visit($"{Page}?investor=nobody&least=7");
        page.Wait(() => Assert.Equal(50, page.All(".matching")[0].QuerySelectorAll("tbody tr").Length));
        Assert.False(page.Offers("清除条件"));
    }

    [Fact]
    public async Task On_the_page_of_an_enterprise_and_of_a_project_stand_their_own()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var firm = desk.Visit(desk.AddressOf<Investor>("/console/2027/investors", all => all.Where(i => i.Name.Zh.StartsWith("穗航康养"))));
        firm.Wait(() => Assert.Equal(10, firm.All(".matching")[0].QuerySelectorAll("tbody tr").Length));
        Assert.Contains("可以洽谈的项目和厂房", firm.Texts("h2"));
        Assert.DoesNotContain("穗航康养", Name(firm, 0));

        var project = desk.Visit(desk.AddressOf<Project>("/console/2027/projects", all => all.Where(p => p.Code == "LC-T01")));
        project.Wait(() => Assert.Contains("穗航康养酒店", Name(project, 0)));
        Assert.Contains("可以洽谈的企业", project.Texts("h2"));

        await using var db = desk.Open();
        var stays = await db.Investors.Where(i => i.SurvivorId == i.Id && !db.Guests.Any(g => g.Investor!.SurvivorId == i.Id && g.Fair.Code == "2027")).OrderBy(i => i.Number).Select(i => i.Id).FirstAsync(Cancel);
        var elsewhere = desk.Visit($"/console/2027/investors/{stays}");
        elsewhere.Wait(() => Assert.Contains("本届没有建议", elsewhere.Text));
    }

    [Theory]
    [InlineData(Role.Reception)]
    [InlineData(Role.Leader)]
    public async Task Who_may_only_look_sees_why_and_can_do_nothing(Role role)
    {
        await using var desk = await StaffPageContext.SitAsync(role);
        var page = desk.Visit(Page);

        page.Wait(() => Assert.Equal(50, page.All(".matching")[0].QuerySelectorAll("tbody tr").Length));
        Assert.NotEmpty(page.All(".matching .term-list li"));
        Assert.Empty(page.All(".matching button, .matching input"));
    }

    private static string Row(Screen page, int which) => Screen.Squeezed(page.All(".matching tbody tr")[which]);

    private static string Name(Screen page, int which) => string.Join(" × ", page.All(".matching tbody tr")[which].QuerySelectorAll("td:nth-child(2) > a").Select(Screen.Squeezed));
}
