using System.Net;
using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Tests.Portal;

public sealed class BrowsingTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    public static TheoryData<string> PublicPages => ["/", "/projects", "/projects/LC-T01", "/projects/LC-X01", "/projects/LC-T01/ask", "/plants", "/plants/IP-A", "/plants/IP-A/ask", "/agenda", "/privacy", "/nowhere", "/en", "/en/projects/LC-T01"];

    [Fact]
    public async Task The_home_page_shows_the_fair_and_its_figures()
    {
        var page = await _visitor.PageAsync("/");

        Assert.Equal("陵川县2027年投资推介会", page.Text("h1"));
        Assert.Equal("2027年8月2日—3日 广州市", page.Text(".dates"));
        Assert.Equal(["招商项目 4 个", "总投资 5.84 亿元", "拟引资额 4.54 亿元", "受邀代表团 1 个", "闲置厂房 1 处"], page.QuerySelectorAll(".figures dl > div").Select(f => $"{f.Text("dt")} {f.Text("dd")}"));
        Assert.Contains("主持人开场", page.Text(".agenda"));
        Assert.Contains("09:00", page.Text(".agenda .time"));
        Assert.DoesNotContain("会务组", page.Body!.TextContent);
    }

    [Fact]
    public async Task A_search_is_cut_at_a_hundred_characters()
    {
        var page = await _visitor.PageAsync($"/projects?q={new string('字', 99)}𠮷𠮷");

        Assert.Contains("前 100 个字", page.Text(".notice"));
        Assert.Equal(new string('字', 99), page.QuerySelector("input[name=q]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("/projects/LC-NONE")]
    [InlineData("/projects/LC-D01")]
    [InlineData("/projects/LC-D01/ask")]
    [InlineData("/plants/IP-Z")]
    [InlineData("/not-found")]
    [InlineData("/nowhere/at/all")]
    public async Task What_is_not_public_is_not_found_and_a_search_is_offered(string address)
    {
        using var answer = await _visitor.GetAsync(address, TestContext.Current.CancellationToken);
        var page = await answer.PageAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("没有找到这一页", page.Text("h1"));
        Assert.Equal("projects", page.QuerySelector("main form[role=search]")!.GetAttribute("action"));
    }

    [Fact]
    public async Task A_project_stands_under_the_seven_headings_with_its_office_and_its_basis()
    {
        var page = await _visitor.PageAsync("/projects/LC-T01");

        Assert.Equal(
            ["一、建设的背景", "二、建设基础", "三、主要建设内容及规模", "四、建设投资", "五、经济社会效益分析", "六、合作方式及投资回报方式", "七、项目单位及联系方式"],
            page.Texts(".reading > section > h2"));
        Assert.Contains("回收期按年利润测算。", page.Text(".calculation"));
        Assert.Equal("tel:03560000001", page.QuerySelector(".reading a[href^='tel:']")!.GetAttribute("href"));
        Assert.Equal($"files/{portal.PictureOfPublished}/960", page.QuerySelector(".gallery img")!.GetAttribute("src"));
        Assert.Null(page.QuerySelector(".notice"));
    }

    [Fact]
    public async Task A_project_the_fair_does_not_list_keeps_its_address_and_says_so()
    {
        Assert.Contains("本届招商会没有推介此项目", (await _visitor.PageAsync("/projects/LC-OFF")).Text(".notice"));
        Assert.DoesNotContain("LC-OFF", (await _visitor.PageAsync("/projects")).Body!.InnerHtml);
    }

    [Fact]
    public async Task English_stands_under_en_and_links_stay_there()
    {
        var home = await _visitor.PageAsync("/en");
        Assert.Equal("en", home.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Lingchuan Investment Fair 2027", home.Text("h1"));
        Assert.Equal("/en/", home.QuerySelector("base")!.GetAttribute("href"));

        var list = await _visitor.PageAsync("/en/projects?q=hotel&from=singlemessage&category=tourism");
        Assert.Equal("1 project", list.Text(".found"));
        Assert.Equal("/projects?q=hotel&category=tourism", list.QuerySelector("a.language")!.GetAttribute("href"));
        Assert.Equal("/en/projects?q=hotel", (await _visitor.PageAsync("/projects?q=hotel")).QuerySelector("a.language")!.GetAttribute("href"));
        Assert.Empty(list.QuerySelectorAll("main a[href^='/']"));

        var missing = await _visitor.PageAsync("/en/projects/LC-NONE");
        Assert.Equal("This page was not found", missing.Text("h1"));
        Assert.Equal("/projects/LC-NONE", missing.QuerySelector("a.language")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_has_no_English_yet_says_that_it_is_Chinese()
    {
        var page = await _visitor.PageAsync("/en/projects/LC-R01");

        Assert.Equal("zh", page.QuerySelector("h1 span")!.GetAttribute("lang"));
        Assert.Equal("煤层气利用项目", page.Text("h1"));
    }

    [Fact]
    public async Task Search_engines_are_told_of_both_languages_by_the_public_name()
    {
        var page = await _visitor.PageAsync("/en/projects/LC-T01?kind=x");

        Assert.Equal("https://fair.example/en/projects/LC-T01", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal("https://fair.example/projects/LC-T01", page.QuerySelector("link[hreflang=zh-CN]")!.GetAttribute("href"));
    }

    [Theory, MemberData(nameof(PublicPages))]
    public async Task No_page_carries_a_script_an_inline_style_or_anybodys_address(string address)
    {
        using var answer = await _visitor.GetAsync(address, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var page = await answer.PageAsync();

        Assert.Empty(page.QuerySelectorAll("script:not([type='application/ld+json']), style, [style], [onclick]"));
        Assert.All(page.QuerySelectorAll("script"), data => Assert.True(data.Attributes is [{ Name: "type" }] && data.ParentElement is { LocalName: "head" } && System.Text.Json.Nodes.JsonNode.Parse(data.TextContent) is System.Text.Json.Nodes.JsonObject));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.DoesNotContain("@people.example", html);
        Assert.DoesNotContain(PortalFactory.ContactEmail, html);
        Assert.DoesNotContain("000-0000-777", html);
        Assert.DoesNotContain("赵晓岚", html);
    }

    [Theory, MemberData(nameof(PublicPages))]
    public async Task Every_page_forbids_scripts_frames_and_guessing(string address)
    {
        using var answer = await _visitor.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal("default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task A_hostile_name_is_shown_as_it_was_typed()
    {
        using var answer = await _visitor.GetAsync("/projects/LC-X01", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<script>alert", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("<script>alert(1)</script>项目", (await answer.PageAsync()).Text("h1"));
    }

    [Fact]
    public void Every_portal_page_stays_out_of_circuits()
    {
        var pages = typeof(Web.Portal.HomePage).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(Web.Portal.HomePage).Namespace && t.GetCustomAttributes(typeof(RouteAttribute), false).Length > 0).ToList();

        Assert.True(pages.Count >= 10);
        Assert.All(pages, p => Assert.NotEmpty(p.GetCustomAttributes(typeof(ExcludeFromInteractiveRoutingAttribute), true)));
    }

    [Fact]
    public async Task A_picture_is_public_as_long_as_what_it_shows()
    {
        using var shown = await _visitor.GetAsync($"/files/{portal.PictureOfPublished}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal("image/webp", shown.Content.Headers.ContentType!.MediaType);
        Assert.True(shown.Headers.CacheControl!.NoCache);
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(("inline", "picture.webp"), (shown.Content.Headers.ContentDisposition!.DispositionType, shown.Content.Headers.ContentDisposition.FileName));
        Assert.Equal("sandbox; default-src 'none'; frame-ancestors 'none'", shown.Headers.GetValues("Content-Security-Policy").Single());

        using var draft = await _visitor.GetAsync($"/files/{portal.PictureOfDraft}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, draft.StatusCode);
        using var none = await _visitor.GetAsync($"/files/{Guid.NewGuid()}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task The_fault_page_gives_a_number_to_tell()
    {
        using var answer = await _visitor.GetAsync("/error", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.NotEmpty((await answer.PageAsync()).Text("main code"));
    }
}
