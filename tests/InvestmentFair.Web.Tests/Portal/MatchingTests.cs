using AngleSharp.Html.Dom;
using InvestmentFair.Projects;

namespace InvestmentFair.Web.Tests.Portal;

public sealed class MatchingTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    [Fact]
    public async Task Without_a_need_there_is_a_form_and_no_ranking()
    {
        var page = await _visitor.PageAsync("/match");

        Assert.NotNull(page.QuerySelector("form.match-form select[name=industry]"));
        Assert.Empty(page.QuerySelectorAll(".match"));
        Assert.Contains("找场地", page.Texts("header nav a"));
    }

    [Theory]
    [InlineData("/match?area=8000&height=8&power=1000", "建筑面积 8,600 ㎡ ≥ 需要 8,000 ㎡", "层高：资料未填报", "硬条件", "分")]
    [InlineData("/en/match?area=8000&height=8&power=1000", "Building area 8,600 m² ≥ 8,000 m² wanted", "Height: not known", "not known", "of 100")]
    public async Task What_is_published_is_ranked_with_its_reasons_in_both_languages(string address, string met, string unknown, string _, string score)
    {
        var page = await _visitor.PageAsync(address);
        var text = page.Body!.TextContent;

        Assert.Contains(met, text);
        Assert.Contains(unknown, text);
        Assert.EndsWith(score, page.Text(".match .score strong"));
        Assert.DoesNotContain("IP-Z", text);
        Assert.DoesNotContain("LC-T01", text);
        Assert.Equal("8000", ((IHtmlInputElement)page.QuerySelector("[name=area]")!).Value);
        // 8,600 of 8,000 is 100 points and what is not known is 30: (20 × 100 + 15 × 30 + 15 × 30) / 50.
        Assert.StartsWith("58", page.Text(".match .score strong"));
    }

    [Fact]
    public async Task A_sector_workers_the_environment_and_the_day_each_rank_alone_and_say_why()
    {
        var good = await portal.OfferPlantAsync("IP-M1", f => (f.SectorCode, f.Labour, f.EnvironmentLimit, f.ReadyOn) = ("C33", 200, EnvironmentClass.ReportBook, new(2027, 6, 30)));
        var poor = await portal.OfferPlantAsync("IP-M2", f => (f.SectorCode, f.Labour, f.EnvironmentLimit, f.ReadyOn) = ("C38", 75, EnvironmentClass.Registration, new(2028, 7, 1)));
        try
        {
            await RanksAsync("industry=C33", "IP-M1 100, IP-A 30, IP-M2 25", "金属制品业，需要金属制品业：同一小类", "电气机械和器材制造业，需要金属制品业：同一门类");
            await RanksAsync("jobs=150人", "IP-M1 100, IP-M2 50, IP-A 30", "用工 200 人 ≥ 需要 150 人", "用工 75 人，缺 75 人");
            await RanksAsync("env=reportform", "IP-M1 100, IP-A 30, IP-M2 0", "可办到“报告书”，需要“报告表”", "最高只能办“登记表”，需要“报告表”", isMissed: true);
            await RanksAsync("by=2027-12-31", "IP-M1 100, IP-M2 50, IP-A 30", "2027-06-30 可进场，不晚于 2027-12-31", "2028-07-01 可进场，晚 183 天");
        }
        finally
        {
            foreach (var plant in new[] { good, poor }) await portal.WithdrawPlantAsync(plant);
        }
    }

    private async Task RanksAsync(string need, string order, string met, string notMet, bool isMissed = false)
    {
        var page = await _visitor.PageAsync($"/match?{need}");

        Assert.Empty(page.QuerySelectorAll(".notice.attention"));
        Assert.Equal((need, order), (need, string.Join(", ", page.QuerySelectorAll(".match:has([name=plants])").Select(m => $"{m.QuerySelector("[name=plants]")!.GetAttribute("value")} {m.QuerySelector("meter")!.GetAttribute("value")}"))));
        Assert.StartsWith(met, Reason("IP-M1"), StringComparison.Ordinal);
        Assert.StartsWith(notMet, Reason("IP-M2"), StringComparison.Ordinal);
        Assert.Equal(isMissed, page.QuerySelector(".match.missed [value=IP-M2]") is not null);

        string Reason(string code) => page.QuerySelector($".match:has([value={code}])")!.Text(".terms td");
    }

    [Fact]
    public async Task A_need_has_an_address_that_is_stored_apart_and_keeps_its_answers_in_the_other_language()
    {
        using var first = await _visitor.GetAsync("/match?area=9000&by=2028-03-31", TestContext.Current.CancellationToken);
        using var again = await _visitor.GetAsync("/match?area=9000&by=2028-03-31", TestContext.Current.CancellationToken);
        using var other = await _visitor.GetAsync("/match?area=100&by=2028-03-31", TestContext.Current.CancellationToken);

        Assert.NotNull(again.Headers.Age);
        Assert.Null(other.Headers.Age);
        Assert.Equal("/en/match?area=9000&by=2028-03-31", (await first.PageAsync()).QuerySelector("a.language")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_was_not_understood_is_said_and_the_rest_is_used()
    {
        var page = await _visitor.PageAsync("/match?area=8000&height=high&env=all&by=soon&industry=%3Cscript%3E");

        Assert.Equal(4, page.QuerySelectorAll(".notice.attention p:not(:first-child)").Length);
        var height = (IHtmlInputElement)page.QuerySelector("input[name=height]")!;
        Assert.Equal(("high", "true"), (height.Value, height.GetAttribute("aria-invalid")));
        Assert.Contains("high", page.Text("#" + height.GetAttribute("aria-describedby")), StringComparison.Ordinal);
        Assert.Equal("soon", ((IHtmlInputElement)page.QuerySelector("input[name=by]")!).Value);
        Assert.Null(page.QuerySelector("input[name=area]")!.GetAttribute("aria-invalid"));
        Assert.Single(page.QuerySelector(".match .terms")!.QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain("<script>", page.DocumentElement.OuterHtml);
    }

    [Theory]
    [InlineData("/match?area=30亩", "请只填数字，单位是平方米。")]
    [InlineData("/match?power=12%25", "请只填数字，单位是千伏安。")]
    [InlineData("/en/match?height=8ft", "Please give a number of metres.")]
    public async Task What_was_not_understood_is_where_the_form_leads_to_and_says_which_unit_is_meant(string address, string unit)
    {
        var page = await _visitor.PageAsync(address);

        Assert.EndsWith("#found", page.QuerySelector(".match-form")!.GetAttribute("action"), StringComparison.Ordinal);
        Assert.Contains(unit, page.QuerySelectorAll("#found").Single().TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chosen_are_asked_about_in_one_form_that_carries_the_need()
    {
        await portal.PublishAsync("LC-CX1", f => (f.NameZh, f.Category, f.FloorM2) = ("承接园区", ProjectCategory.Carrier, 9000), listed: false);
        var page = await _visitor.PageAsync("/match?area=8000");
        var form = (IHtmlFormElement)page.QuerySelector("form[action=ask]")!;
        var words = form.QuerySelector("[name=words]")!.GetAttribute("value")!;
        Assert.NotNull(form.QuerySelector("[name=ids][value='LC-CX1']"));
        Assert.NotNull(form.QuerySelector("[name=plants][value='IP-A']"));

        var ask = await _visitor.PageAsync($"/ask?kind=meeting&words={Uri.EscapeDataString(words)}&ids=LC-CX1&ids=LC-T01&plants=IP-A&plants=IP-Z");

        Assert.Contains("承接园区", ask.Body!.TextContent);
        Assert.Contains("闲置厂房IP-A", ask.Body.TextContent);
        Assert.Equal(3, ask.QuerySelectorAll("form input[type=checkbox]").Length);
        Assert.Equal("我们的需求：建筑面积 8,000 ㎡。", ask.QuerySelector("#ask-words")!.TextContent);
    }
}
