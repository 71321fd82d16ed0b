using System.Net;
using AngleSharp.Html.Dom;
using InvestmentFair.Data;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Portal;

public sealed class FindingTests(PortalFactory portal) : Finding(portal), IClassFixture<PortalFactory>;

public sealed class FindingOnPostgresTests(PostgresPortal portal) : Finding(PostgresPortal.Needed(portal)), IClassFixture<PostgresPortal>;

/// <summary>What the list finds and in which order, filters that combine and count, and what is offered where nothing was found; over either database.</summary>
public abstract class Finding(PortalFactory portal)
{
    private const string NearestList = "ul[aria-labelledby=nearest] li";

    private readonly HttpClient _visitor = portal.Visitor();

    [Theory]
    [InlineData("q=古建", "LC-T05")]
    [InlineData("q=度假 酒店", "LC-T01")]
    [InlineData("q=礼义", "LC-R01")]
    [InlineData("q=CLOUD-sea", "LC-T01")]
    [InlineData("category=resource", "LC-R01")]
    [InlineData("town=140524101", "LC-R01")]
    [InlineData("mode=ppp", "LC-R01")]
    [InlineData("min=1亿", "LC-T01")]
    [InlineData("q=%25", null)]
    [InlineData("q=火箭", null)]
    public async Task The_list_finds_what_is_asked_for(string query, string? code)
    {
        var page = await _visitor.PageAsync($"/projects?{query}");

        Assert.Equal(code is null ? [] : [$"projects/{code}"], page.QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!));
        if (code is null) Assert.Equal("没有符合条件的项目", page.Text(".empty-state h2"));
        Assert.Null(page.QuerySelector(".notice"));
    }

    [Theory]
    [InlineData("", "LC-T01 LC-T05 LC-R01 LC-X01")]
    [InlineData("sort=code", "LC-R01 LC-T01 LC-T05 LC-X01")]
    [InlineData("sort=investment", "LC-T01 LC-R01 LC-T05 LC-X01")]
    [InlineData("sort=smallest", "LC-R01 LC-T05 LC-X01 LC-T01")]
    public async Task The_list_stands_in_the_fairs_order_or_the_one_asked_for(string query, string codes)
    {
        var page = await _visitor.PageAsync($"/projects?{query}");

        Assert.Equal(codes.Split(' '), page.QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!["projects/".Length..]));
    }

    [Theory]
    [InlineData("category=0", "类别")]
    [InlineData("category=Nothing", "类别")]
    [InlineData("town=x%00%27", "乡镇")]
    [InlineData("min=many", "最低投资")]
    [InlineData("min=-1", "最低投资")]
    [InlineData("min=5&max=1", "最低投资高于最高投资")]
    [InlineData("sort=drop%20table", "排序")]
    [InlineData("page=-1", "页码")]
    [InlineData("page=99", "没有第 99 页")]
    public async Task A_value_that_means_nothing_is_left_out_and_the_reader_is_told(string query, string told)
    {
        using var answer = await _visitor.GetAsync($"/projects?{query}", TestContext.Current.CancellationToken);
        var page = await answer.PageAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(told, page.Text(".notice"));
        Assert.Equal(4, page.QuerySelectorAll(".card").Length);
    }

    [Fact]
    public async Task What_was_changed_last_comes_first_where_that_is_asked_for()
    {
        var first = await portal.PublishAsync("LC-U01", f => (f.NameZh, f.TownshipCode) = ("石板屋一", "140524101"));
        await portal.PublishAsync("LC-U02", f => (f.NameZh, f.TownshipCode) = ("石板屋二", "140524101"));
        try
        {
            Assert.Equal(["projects/LC-U02", "projects/LC-U01"], await FoundAsync("q=石板屋&sort=updated"));

            await portal.ShowPictureAsync(first);

            Assert.Equal(["projects/LC-U01", "projects/LC-U02"], await FoundAsync("q=石板屋&sort=updated"));
        }
        finally
        {
            await WithdrawAsync("LC-U");
        }
    }

    [Fact]
    public async Task A_sector_is_a_filter_that_counts_narrows_and_is_taken_away()
    {
        foreach (var (code, sector, town) in new[] { ("LC-V01", "C33", "140524101"), ("LC-V02", "C33", "140524207"), ("LC-V03", "C38", "140524207") })
            await portal.PublishAsync(code, f => (f.NameZh, f.SectorCode, f.TownshipCode) = ($"铸件车间{code[^2..]}", sector, town));
        try
        {
            Assert.Equal(["全部", "金属制品业（2）", "电气机械和器材制造业（1）"], (await _visitor.PageAsync("/projects")).Texts("select[name=industry] option"));
            // The filter itself does not narrow what it offers; the others do, and it narrows them.
            var metal = await _visitor.PageAsync("/projects?industry=c33");
            Assert.Equal(["projects/LC-V01", "projects/LC-V02"], metal.QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!));
            Assert.Equal(["全部", "金属制品业（2）", "电气机械和器材制造业（1）"], metal.Texts("select[name=industry] option"));
            Assert.Equal(["全部", "礼义镇（1）", "古郊乡（1）"], metal.Texts("select[name=town] option"));
            Assert.Equal(["金属制品业 ×"], metal.Texts(".in-force li"));
            Assert.NotNull(metal.QuerySelector("details[open] select[name=industry] option[value=C33][selected]"));
            Assert.Equal(["全部", "金属制品业（1）", "电气机械和器材制造业（1）"], (await _visitor.PageAsync("/projects?town=140524207")).Texts("select[name=industry] option"));

            var none = await _visitor.PageAsync("/projects?industry=C38&town=140524101&q=铸件");
            Assert.Equal(["去掉“礼义镇”后有 1 个", "去掉“电气机械和器材制造业”后有 1 个"], none.Texts(NearestList).Order(StringComparer.Ordinal).Reverse());
            Assert.Equal(["projects/LC-V01"], await FoundAsync("town=140524101&q=铸件"));
        }
        finally
        {
            await WithdrawAsync("LC-V");
        }
    }

    [Fact]
    public async Task Each_value_says_how_many_it_would_leave_under_the_other_filters()
    {
        var all = await _visitor.PageAsync("/projects");
        Assert.Equal(["全部（4）", "文旅康养（3）", "资源深加工（1）", "产业转移承接载体（0）"], all.Texts(".kinds a"));
        Assert.Equal(["全部", "礼义镇（1）", "古郊乡（3）"], all.Texts("select[name=town] option"));
        Assert.Equal(["全部", "合资（3）", "PPP（1）"], all.Texts("select[name=mode] option"));

        var resource = await _visitor.PageAsync("/projects?category=resource");
        Assert.Equal(["全部（4）", "文旅康养（3）", "资源深加工（1）", "产业转移承接载体（0）"], resource.Texts(".kinds a"));
        Assert.Equal(["全部", "礼义镇（1）"], resource.Texts("select[name=town] option"));
        Assert.Equal(["全部", "PPP（1）"], resource.Texts("select[name=mode] option"));

        var words = await _visitor.PageAsync("/projects?q=古建&mode=jointventure");
        Assert.Equal(["全部（1）", "文旅康养（1）", "资源深加工（0）", "产业转移承接载体（0）"], words.Texts(".kinds a"));
    }

    [Fact]
    public async Task Filters_combine_and_each_can_be_taken_away()
    {
        var page = await _visitor.PageAsync("/projects?q=云海&category=tourism&town=140524207&mode=jointventure&min=1000&max=5亿&sort=investment");

        Assert.Equal(["projects/LC-T01"], page.QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!));
        Assert.Equal(["“云海” ×", "文旅康养 ×", "古郊乡 ×", "合资 ×", "不低于 1,000万元 ×", "不高于 5亿元 ×"], page.Texts(".in-force li"));
        Assert.Equal("projects?category=tourism&town=140524207&mode=jointventure&min=1,000&max=50,000&sort=investment", Uri.UnescapeDataString(page.QuerySelector(".in-force li a")!.GetAttribute("href")!));
        Assert.Equal("tourism", page.QuerySelector("form.filters input[name=category]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Where_nothing_is_found_one_condition_less_is_offered_with_its_number()
    {
        var page = await _visitor.PageAsync("/projects?q=云海 火箭&town=140524207");
        Assert.Equal(["去掉“火箭”后有 1 个"], page.Texts(NearestList));

        var towns = await _visitor.PageAsync("/projects?q=煤层气&town=140524207&mode=ppp");
        Assert.Equal(["去掉“古郊乡”后有 1 个"], towns.Texts(NearestList));
        var link = towns.QuerySelector(".nearest a")!.GetAttribute("href")!;
        Assert.Equal("projects?q=煤层气&mode=ppp", Uri.UnescapeDataString(link));
        Assert.Equal(["projects/LC-R01"], (await _visitor.PageAsync("/" + link)).QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!));

        var unread = await _visitor.PageAsync("/projects?min=许多&max=5亿");
        Assert.Equal(("许多", "true"), (((IHtmlInputElement)unread.QuerySelector("input[name=min]")!).Value, unread.QuerySelector("input[name=min]")!.GetAttribute("aria-invalid")));
        Assert.Contains("许多", unread.Text("#min-problem"), StringComparison.Ordinal);
        Assert.NotNull(unread.QuerySelector("details[open] input[name=max]:not([aria-invalid])"));
        var crossed = await _visitor.PageAsync("/projects?min=5亿&max=1亿");
        Assert.Equal(["5亿", "1亿"], crossed.QuerySelectorAll("details input[aria-invalid]").Select(i => ((IHtmlInputElement)i).Value));
        Assert.Single(crossed.QuerySelectorAll(".notice.attention p:not(:first-child)"));
        var english = await _visitor.PageAsync("/en/projects?q=hotel&min=900000");
        Assert.Equal(["Without “At least CNY 9,000 million”: 1 project"], english.Texts(NearestList));
    }

    [Theory]
    [InlineData("q=王蟒岭云海", "王莽岭云海度假酒店")]
    [InlineData("q=二仙庙研究中心", "二仙庙研学中心")]
    public async Task Where_nothing_is_found_a_name_that_looks_or_sounds_alike_is_offered(string query, string name)
    {
        var page = await _visitor.PageAsync($"/projects?{query}");

        Assert.Empty(page.QuerySelectorAll(".card"));
        Assert.Contains(name, page.Texts(".nearest li"));
    }

    [Fact]
    public async Task Nothing_alike_is_offered_for_words_that_are_like_nothing()
    {
        var page = await _visitor.PageAsync("/projects?q=火箭");

        Assert.Empty(page.QuerySelectorAll(".nearest li"));
        Assert.Equal("projects", page.QuerySelector(".empty-state a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_long_list_is_read_page_by_page_and_no_project_is_left_out_or_shown_twice()
    {
        var many = Enumerable.Range(1, 2 * PortalQueries.PageSize + 3).Select(i => $"LC-Y{i:00}").ToList();
        foreach (var code in many) await portal.PublishAsync(code, f => (f.NameZh, f.TownshipCode) = ($"梯田民居{code[^2..]}", "140524101"));
        try
        {
            var seen = new List<string>();
            string? address = "/projects?q=梯田&sort=code";
            while (address is not null)
            {
                var page = await _visitor.PageAsync(address);
                Assert.Contains($"{many.Count}", page.Text(".pages, .found"));
                seen.AddRange(page.QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!["projects/".Length..]));
                address = page.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next ? $"/{next}" : null;
            }

            Assert.Equal(many, seen);
            Assert.NotNull((await _visitor.PageAsync("/projects?q=梯田&sort=code&page=2")).QuerySelector("a[rel=prev]"));
            // Past the end one is told, and shown the last page.
            var past = await _visitor.PageAsync("/projects?q=梯田&sort=code&page=99");
            Assert.NotNull(past.QuerySelector(".notice"));
        }
        finally
        {
            await WithdrawAsync("LC-Y");
        }
    }

    [Fact]
    public async Task Words_in_the_name_come_before_words_in_the_text()
    {
        await portal.PublishAsync("LC-W01", f => (f.NameZh, f.BackgroundZh, f.TownshipCode) = ("山中驿站", "附近有温泉。", "140524101"));
        await portal.PublishAsync("LC-W02", f => (f.NameZh, f.TownshipCode) = ("温泉小镇", "140524101"));
        try
        {
            var page = await _visitor.PageAsync("/projects?q=温泉");
            Assert.Equal(["projects/LC-W02", "projects/LC-W01"], page.QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!));
            var named = await _visitor.PageAsync("/projects?q=温泉&sort=name");
            Assert.Equal(["projects/LC-W01", "projects/LC-W02"], named.QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!));
        }
        finally
        {
            await WithdrawAsync("LC-W");
        }
    }

    private async Task<IEnumerable<string>> FoundAsync(string query) => (await _visitor.PageAsync($"/projects?{query}")).QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")!);

    private async Task WithdrawAsync(string codes)
    {
        await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
        foreach (var id in await db.Projects.Where(p => p.Code.StartsWith(codes)).Select(p => p.Id).ToListAsync(TestContext.Current.CancellationToken)) await portal.WithdrawAsync(id);
    }
}
