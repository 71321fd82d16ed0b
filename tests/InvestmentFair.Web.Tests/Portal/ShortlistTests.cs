using System.Net;
using AngleSharp.Html.Dom;
using InvestmentFair.Data;
using InvestmentFair.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Portal;

public sealed class ShortlistTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_added_is_kept_in_the_browser_and_taken_out_again()
    {
        await AddAsync("add=LC-T01");
        await AddAsync("add=LC-T05");
        await AddAsync("addplant=IP-A");
        await AddAsync("add=LC-T01");
        var page = await _visitor.PageAsync("/shortlist");
        Assert.Equal(["projects/LC-T01", "projects/LC-T05", "plants/IP-A"], page.QuerySelectorAll(".kept .what a").Select(a => a.GetAttribute("href")!));
        Assert.Equal("compare?ids=LC-T01,LC-T05&plants=IP-A", page.QuerySelector(".actions a")!.GetAttribute("href"));

        using var removed = await SendAsync("/shortlist", ("Project", "LC-T01"));
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Equal(["projects/LC-T05", "plants/IP-A"], (await _visitor.PageAsync("/shortlist")).QuerySelectorAll(".kept .what a").Select(a => a.GetAttribute("href")!));

        using var cleared = await SendAsync("/shortlist", ("All", "true"));
        Assert.NotNull((await _visitor.PageAsync("/shortlist")).QuerySelector(".empty-state"));
    }

    [Fact]
    public async Task Whoever_ticked_none_of_the_matches_does_not_ask_about_the_shortlist()
    {
        await AddAsync("add=LC-T01");
        Assert.NotEmpty((await _visitor.PageAsync("/ask?kind=meeting")).QuerySelectorAll("input[name=Projects]"));

        var page = await _visitor.PageAsync("/ask?from=match&kind=meeting&words=%E5%B1%82%E9%AB%98%208%20m");

        Assert.Empty(page.QuerySelectorAll("input[name=Projects], input[name=Plants]"));
        Assert.NotNull(page.QuerySelector(".empty-state a[href=match]"));
        Assert.Single((await _visitor.PageAsync("/ask?from=match&ids=LC-T05")).QuerySelectorAll("input[name=Projects]"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Purpose", "prefetch")]
    [InlineData("Purpose", "prefetch")]
    public async Task Nothing_is_added_for_another_site_or_by_reading_ahead(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/shortlist?add=LC-T01");
        request.Headers.Add(header, value);
        using var answer = await _visitor.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("a~b|c", "a b", "c")]
    [InlineData("<script>~..%2f~OK-1|", "OK-1", "")]
    [InlineData("no bar at all", "", "")]
    public void A_cookie_that_was_tampered_with_holds_codes_or_nothing(string cookie, string projects, string plants)
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        http.Request.Headers.Cookie = $"shortlist={Uri.EscapeDataString(cookie)}";

        var list = Shortlist.Of(http);

        Assert.Equal((projects, plants), (string.Join(' ', list.Projects), string.Join(' ', list.Plants)));
    }

    [Fact]
    public void A_full_list_takes_no_more()
    {
        var list = Shortlist.Of(string.Join(',', Enumerable.Range(1, 50).Select(n => $"LC-{n}")), null);

        Assert.Equal(Shortlist.Most, list.Projects.Count);
        Assert.Same(list, list.With("LC-99", null));
    }

    [Fact]
    public async Task Who_adds_to_a_full_list_is_told_and_what_was_withdrawn_takes_no_place()
    {
        async Task<HttpResponseMessage> AddAsync(string cookie)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/shortlist?add=LC-T01");
            request.Headers.Add("Cookie", $"shortlist={Uri.EscapeDataString(cookie)}");
            return await portal.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false }).SendAsync(request, Cancel);
        }

        // Twenty that are offered no longer are not twenty.
        using var room = await AddAsync($"{string.Join('~', Enumerable.Range(1, Shortlist.Most).Select(n => $"LC-GONE{n}"))}|");
        Assert.Equal("/shortlist", new Uri(new Uri("http://x"), room.Headers.Location!).PathAndQuery);
        Assert.Contains("LC-T01", Uri.UnescapeDataString(room.Headers.GetValues("Set-Cookie").Single()), StringComparison.Ordinal);
        Assert.DoesNotContain("GONE", room.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_is_its_address_and_is_stored_for_everybody()
    {
        var page = await _visitor.PageAsync("/compare?ids=LC-R01,LC-T01,LC-D01,LC-NONE&plants=IP-A,IP-Z");
        using var again = await portal.Visitor().GetAsync("/compare?ids=LC-R01,LC-T01,LC-D01,LC-NONE&plants=IP-A,IP-Z", Cancel);

        Assert.Equal(["projects/LC-R01", "projects/LC-T01", "plants/IP-A"], page.QuerySelectorAll(".comparison thead a").Select(a => a.GetAttribute("href")!));
        Assert.Equal(["6,800万元", "3.8亿元"], page.QuerySelectorAll(".comparison")[0].QuerySelectorAll("tbody tr").Single(r => r.Text("th") == "总投资").Texts("td"));
        Assert.Equal("same", page.QuerySelectorAll(".comparison tbody tr").First(r => r.Text("th") == "有效期至").ClassName);
        Assert.Equal("ask?ids=LC-R01,LC-T01&plants=IP-A", page.QuerySelector(".compare > .actions a")!.GetAttribute("href"));
        Assert.Equal(["projects", "shortlist"], page.QuerySelectorAll(".crumb a").Select(a => a.GetAttribute("href")!));
        Assert.Equal(["projects"], (await _visitor.PageAsync("/shortlist")).QuerySelectorAll(".crumb a").Select(a => a.GetAttribute("href")!));
        Assert.NotNull(again.Headers.Age);
        Assert.NotNull((await _visitor.PageAsync("/compare?ids=LC-NONE")).QuerySelector(".empty-state"));
    }

    [Fact]
    public async Task One_form_asks_about_several_and_makes_one_enquiry()
    {
        using var sent = await SendAsync("/en/ask?ids=LC-T01,LC-T05&plants=IP-A", ("Projects", "LC-T01"), ("Plants", "IP-A"), ("Input.Kind", "Meeting"),
            ("Input.Name", "陈试（示例）"), ("Input.Organisation", "示例公司"), ("Input.Mobile", "000-0000-8101"), ("Input.Words", "两处一起看。"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
        var enquiry = await db.Enquiries.Include(e => e.Subjects).ThenInclude(s => s.Project).Include(e => e.Subjects).ThenInclude(s => s.Plant).SingleAsync(e => e.AskerMobile == "000-0000-8101", Cancel);
        Assert.Equal(["IP-A", "LC-T01"], enquiry.Subjects.Select(s => s.Project?.Code ?? s.Plant!.Code).Order());
        Assert.Equal("2", enquiry.PrivacyVersion);
    }

    [Fact]
    public async Task Nothing_chosen_is_asked_for_again_and_nothing_typed_is_lost()
    {
        using var answer = await SendAsync("/ask?ids=LC-T01,LC-T05", ("Input.Kind", "Question"), ("Input.Name", "陈试（示例）"), ("Input.Words", "想了解用地"));
        var page = await answer.PageAsync();

        Assert.Contains("请至少保留一项", page.Text("#ask-chosen .problem"));
        Assert.StartsWith("必填", page.Text("#ask-mobile-problem"));
        Assert.Equal("想了解用地", page.QuerySelector("#ask-words")!.TextContent);
        Assert.All(page.QuerySelectorAll("#ask-chosen input"), i => Assert.False(((IHtmlInputElement)i).IsChecked));
    }

    [Fact]
    public async Task Asking_without_an_address_of_ones_own_takes_the_list_in_the_browser()
    {
        Assert.NotNull((await _visitor.PageAsync("/ask")).QuerySelector(".empty-state"));
        await AddAsync("add=LC-T05");

        var page = await _visitor.PageAsync("/ask");

        Assert.Equal(["LC-T05"], page.QuerySelectorAll("#ask-chosen input").Select(i => i.GetAttribute("value")!));
    }

    private async Task AddAsync(string query)
    {
        using var added = await _visitor.GetAsync($"/shortlist?{query}", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string address, params (string Name, string Value)[] typed)
    {
        var form = (await _visitor.PageAsync(address)).QuerySelector("main form[method=post]")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(i => new KeyValuePair<string, string>(i.GetAttribute("name")!, i.GetAttribute("value")!));
        return await _visitor.PostAsync(address, new FormUrlEncodedContent([.. hidden, .. typed.Select(t => new KeyValuePair<string, string>(t.Name, t.Value))]), Cancel);
    }
}
