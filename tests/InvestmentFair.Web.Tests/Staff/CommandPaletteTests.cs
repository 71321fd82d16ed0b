using AngleSharp.Dom;
using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;

namespace InvestmentFair.Web.Tests.Staff;

public sealed class CommandPaletteTests
{
    [Fact]
    public async Task Initials_list_the_guest_first_and_the_option_leads_to_the_page()
    {
        await using var seat = await StaffPageContext.SitAsync();
        var screen = seat.Visit("/console/2027/today");

        Type(screen, "zgy");

        screen.Wait(() => Assert.StartsWith("詹光耀（示例）", Screen.Squeezed(Options(screen)[0])));
        seat.Follow(Options(screen)[0]);
        screen.Wait(() => Assert.StartsWith("詹光耀", screen.Heading));
    }

    [Theory]
    [InlineData("exm", "西溪二仙庙", "/console/2027/projects/")]
    [InlineData("erxianmiao", "西溪二仙庙", "/console/2027/projects/")]
    [InlineData("瑞屿", "瑞屿家具", "/console/2027/investors/")]
    [InlineData("ryjj", "瑞屿家具", "/console/2027/investors/")]
    [InlineData("包装箱", "崇文镇木质包装箱", "/console/deals/")]
    [InlineData("mzbzx", "崇文镇木质包装箱", "/console/deals/")]
    public async Task A_project_an_investor_or_a_deal_is_listed_and_its_option_leads_to_its_page(string typed, string title, string address)
    {
        await using var seat = await StaffPageContext.SitAsync();
        var screen = seat.Visit("/console/2027/today");

        Type(screen, typed);

        screen.Wait(() => Assert.Contains(Options(screen), o => Screen.Squeezed(o).StartsWith(title, StringComparison.Ordinal)));
        seat.Follow(Options(screen).First(o => Screen.Squeezed(o).StartsWith(title, StringComparison.Ordinal)));
        screen.Wait(() => Assert.Contains(title, screen.Heading, StringComparison.Ordinal));
        Assert.StartsWith(address, seat.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_a_combobox_over_a_grouped_list()
    {
        await using var seat = await StaffPageContext.SitAsync();
        var screen = seat.Visit("/console/2027/today");
        Type(screen, "太行");

        screen.Wait(() => Assert.NotEmpty(Options(screen)));
        var input = screen.Find("#palette-input");
        Assert.Equal(("combobox", "palette-list", "true"), (input.GetAttribute("role"), input.GetAttribute("aria-controls"), input.GetAttribute("aria-expanded")));
        Assert.Equal("listbox", screen.Find("#palette-list").GetAttribute("role"));
        Assert.Equal("太行", screen.Find("#palette-list").GetAttribute("data-for"));
        Assert.All(screen.All("#palette-list [role=group]"), g => Assert.NotNull(screen.Find($"#{g.GetAttribute("aria-labelledby")}")));
        Assert.Equal(Options(screen).Count, Options(screen).Select(o => o.Id).Distinct().Count());
        Assert.Equal($"{Options(screen).Count} 个结果", Screen.Squeezed(screen.Find("#palette [role=status]")));
    }

    [Theory]
    [InlineData("xjjb", "新建嘉宾", "/console/2027/guests/new")]
    [InlineData("导入", "导入嘉宾名单", "/console/2027/imports/guests")]
    [InlineData("审计", "审计", "/console/audit")]
    [InlineData("paiqi", "排期", "/console/2027/board")]
    [InlineData("晚到", "登记晚到并重排", "/console/2027/late")]
    [InlineData("重排", "登记晚到并重排", "/console/2027/late")]
    [InlineData("迟到", "登记晚到并重排", "/console/2027/late")]
    [InlineData("电话通知单", "电话通知单", "/console/2027/documents/call-list")]
    [InlineData("打电话", "电话通知单", "/console/2027/documents/call-list")]
    [InlineData("现场看板", "现场看板", "/console/2027/live")]
    [InlineData("大屏", "现场看板", "/console/2027/live")]
    [InlineData("打印", "资料打印", "/console/2027/documents")]
    [InlineData("发布", "发布排期", "/console/2027/releases/new")]
    [InlineData("fabu", "发布排期", "/console/2027/releases/new")]
    public async Task A_page_or_an_action_is_found_by_its_name_and_its_sound(string typed, string title, string address)
    {
        await using var seat = await StaffPageContext.SitAsync();
        var screen = seat.Visit("/console/2027/today");

        Type(screen, typed);

        screen.Wait(() => Assert.Contains(Options(screen), o => Screen.Squeezed(o) == title && o.GetAttribute("href") == address));
    }

    [Fact]
    public async Task What_bears_the_words_in_its_name_stands_before_what_is_only_looked_for_by_them()
    {
        await using var seat = await StaffPageContext.SitAsync();
        var screen = seat.Visit("/console/2027/today");

        Type(screen, "重排");

        screen.Wait(() => Assert.Equal(["登记晚到并重排", "自动排期记录"], Options(screen).Select(Screen.Squeezed)));
    }

    [Fact]
    public async Task Nothing_typed_shows_what_was_opened_last_and_what_is_done_most()
    {
        await using var seat = await StaffPageContext.SitAsync();
        seat.Visit(seat.AddressOf<Guest>("/console/2027/guests", guests => guests.Where(g => g.Number == "2027-0002" && g.Fair.Code == "2027")));
        var screen = seat.Visit(seat.AddressOf<Project>("/console/2027/projects", projects => projects.Where(p => p.Code == "LC-T05")));

        Type(screen, "");

        screen.Wait(() => Assert.Equal(["西溪二仙庙金代古建研学中心项目（示例）", "段远帆（示例）"], screen.All("#palette-list [role=group]")[0].QuerySelectorAll("a > span:first-child").Select(Screen.Squeezed)));
        Assert.Equal(["最近打开", "常用操作"], screen.Texts(".palette-heading"));
    }

    [Fact]
    public async Task A_reporter_is_offered_their_deals_and_no_page_they_may_not_open()
    {
        await using var open = await StaffPageContext.SitAsync();
        Guid unit;
        await using (var db = open.Open()) unit = db.Deals.GroupBy(d => d.LeadUnitId).OrderByDescending(g => g.Count()).Select(g => g.Key).First();
        await using var seat = await StaffPageContext.SitAsync(Role.Reporter, unit);
        Guid theirs;
        await using (var db = seat.Open()) theirs = db.Deals.Where(d => d.LeadUnitId != unit).Select(d => d.Id).First();
        var screen = seat.Visit("/console/deals");

        Type(screen, "GZ");
        screen.Wait(() => Assert.NotEmpty(Options(screen)));
        Assert.All(Options(screen), o => Assert.StartsWith("/console/deals", o.GetAttribute("href"), StringComparison.Ordinal));
        Type(screen, "詹光耀");
        screen.Wait(() => Assert.StartsWith("没有找到“詹光耀”", screen.Texts(".palette-nothing").SingleOrDefault(), StringComparison.Ordinal));
        Assert.Empty(Options(screen));
        Type(screen, "");
        screen.Wait(() => Assert.DoesNotContain(Options(screen), o => Screen.Squeezed(o) is "新建嘉宾" or "导入嘉宾名单"));
        Assert.DoesNotContain(theirs.ToString(), screen.Page.Markup);
    }

    [Fact]
    public async Task It_speaks_English()
    {
        await using var seat = await StaffPageContext.SitAsync();
        var screen = seat.Visit("/console/2027/today", Language.English);

        Type(screen, "new gue");

        screen.Wait(() => Assert.Equal("New guest", Screen.Squeezed(Options(screen)[0])));
        Assert.Equal("Find or jump to", screen.Find("#palette").GetAttribute("aria-label"));
    }

    private static void Type(Screen screen, string typed) => screen.Find("#palette-input").Input(typed);

    private static IReadOnlyList<IElement> Options(Screen screen) => screen.All("#palette-list [role=option]");
}
