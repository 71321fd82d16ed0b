using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using InvestmentFair.Kernel;
using SkiaSharp;
using ZXing;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>A project's page as an investor reads it.</summary>
public sealed partial class SheetTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Supplies_stand_with_the_day_of_their_proof_and_what_is_not_known_says_so()
    {
        await portal.PublishAsync("LC-S01", f =>
        {
            (f.NameZh, f.PowerCapacity, f.PowerProvedOn, f.WaterCapacity) = ("配套项目", 2000, new(2027, 3, 1), 300);
            (f.LandMu, f.LandNatureZh, f.LandProvedOn) = (120, "工业用地", new(2027, 2, 3));
            (f.LandPriceZh, f.ExpresswayMinutes, f.AccessProvedOn) = ("面议", 16, new(2027, 4, 2));
            (f.LabourZh, f.PermitsZh, f.CostBasisZh) = ("可用工600人", "备案：县发展改革部门", "贷款年利率4.1%");
        });

        var page = await _visitor.PageAsync("/projects/LC-S01");
        var lines = page.QuerySelectorAll(".supplies tbody tr").ToDictionary(r => r.Text("th"), r => r.Texts("td"));

        Assert.Equal(["120 亩、工业用地", "2027年2月3日"], lines["用地"]);
        Assert.Equal(["2,000 kVA", "2027年3月1日"], lines["供电"]);
        Assert.Equal(["300 m³/日", "未提供证明"], lines["供水"]);
        Assert.Equal(["未核实", "—"], lines["供气"]);
        Assert.Equal(["车程约 16 分钟", "2027年4月2日"], lines["到高速入口"]);
        Assert.Equal(["面议", "—"], lines["地价或租金参考"]);
        Assert.Contains("可用工600人", page.Body!.TextContent);
        Assert.Contains("备案：县发展改革部门", page.Body.TextContent);
        Assert.Contains("贷款年利率4.1%", page.Text(".calculation"));
        Assert.Contains("来询 3 个工作日内答复", page.Text(".side"));
    }

    [Fact]
    public async Task At_a_glance_stand_who_answers_until_when_it_holds_and_when_it_was_last_put_right()
    {
        var facts = (await _visitor.PageAsync("/projects/LC-T01")).QuerySelectorAll(".side dl > div").ToDictionary(f => f.Text("dt"), f => f.Text("dd"));

        Assert.Equal("项目联络岗", facts["联系岗位"]);
        Assert.Equal(PortalFactory.OfficePhone, facts["办公电话"]);
        Assert.Equal("2028年5月31日", facts["有效期至"]);
        Assert.Equal("2027年7月1日", facts["最近更新"]);
    }

    [Fact]
    public async Task A_project_that_is_signed_keeps_its_page_which_says_so()
    {
        var id = await portal.PublishAsync("LC-S09", f => f.NameZh = "已经谈成的项目");
        Assert.Empty((await _visitor.PageAsync("/projects/LC-S09")).Texts("header .notice"));

        await portal.SignAsync(id);

        Assert.Equal(["此项目已签约，资料保留供查阅。"], (await _visitor.PageAsync("/projects/LC-S09")).Texts("header .notice"));
        Assert.Equal(["This project has been signed; its page is kept for reference."], (await _visitor.PageAsync("/en/projects/LC-S09")).Texts("header .notice"));
    }

    [Fact]
    public async Task A_place_opens_in_the_readers_own_map_and_both_datums_are_named()
    {
        await portal.PublishAsync("LC-S02", f => (f.NameZh, f.NameEn, f.Latitude, f.Longitude) = ("有坐标的项目", "A place & more", 35.7411m, 113.502m));

        var page = await _visitor.PageAsync("/en/projects/LC-S02");

        var inChina = new Coordinates(35.7411m, 113.502m).InGcj02();
        Assert.Equal(
            [$"https://uri.amap.com/marker?position={inChina.Longitude},{inChina.Latitude}&name=A%20place%20%26%20more&coordinate=gaode&callnative=1", "geo:35.7411,113.502"],
            page.QuerySelectorAll(".place-panel a").Select(a => a.GetAttribute("href")!));
        Assert.Equal(["35.7411,113.502", new Coordinates(35.7411m, 113.502m).InGcj02().Text], page.Texts(".place-panel code"));
        Assert.Contains("WGS-84", page.Text(".place-panel"));
        Assert.Contains("GCJ-02", page.Text(".place-panel"));
        Assert.Empty(page.QuerySelectorAll("script:not([type='application/ld+json']), iframe, [href^=http]:not(link):not([rel~=noreferrer])"));
    }

    [Theory]
    [InlineData("/projects/LC-T01", "https://fair.example/projects/LC-T01", "在微信里点右上角“⋯”转发")]
    [InlineData("/en/projects/LC-T01", "https://fair.example/en/projects/LC-T01", "in WeChat, the ⋯ menu")]
    public async Task The_address_to_pass_on_is_text_to_select_without_a_script(string address, string own, string how)
    {
        var page = await _visitor.PageAsync(address);

        Assert.Equal(own, page.Text(".share code"));
        Assert.Contains(how, page.Text(".share"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_link_shows_its_picture_and_says_what_it_leads_to()
    {
        var page = await _visitor.PageAsync("/en/projects/LC-T01");

        string? Said(string property) => page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");
        Assert.Equal("Cloud-Sea Resort Hotels", Said("og:title"));
        Assert.Equal("Tourism and wellness, Gujiao Township, Total investment CNY 380 million. 云海远近闻名。", Said("og:description"));
        Assert.Equal(Said("og:description"), page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
        Assert.Equal("https://fair.example/en/projects/LC-T01", Said("og:url"));
        Assert.Equal($"https://fair.example/files/{portal.PictureOfPublished}/960", Said("og:image"));
        Assert.Equal(["Entrance"], page.Texts(".gallery figcaption"));
        Assert.Contains($"files/{portal.PictureOfPublished}/480 480w", page.QuerySelector(".gallery img")!.GetAttribute("srcset"));
    }

    [Theory]
    [InlineData("/projects/LC-T01", "image/svg+xml")]
    [InlineData("/en/projects/LC-T01", "image/svg+xml")]
    [InlineData("/projects/LC-T01", "image/png")]
    [InlineData("/en/projects/LC-T01", "image/png")]
    [InlineData("/plants/IP-A", "image/svg+xml")]
    [InlineData("/en/plants/IP-A", "image/png")]
    public async Task A_page_has_a_code_that_leads_whoever_scans_it_back_to_the_page(string address, string type)
    {
        var share = (await _visitor.PageAsync(address)).QuerySelector(".share")!;
        var code = new Uri(new Uri(_visitor.BaseAddress!, address.StartsWith("/en", StringComparison.Ordinal) ? "/en/" : "/"), type == "image/png" ? share.QuerySelector("a[download]")!.GetAttribute("href") : share.QuerySelector("img")!.GetAttribute("src"));
        using var answer = await _visitor.GetAsync(code, Cancel);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));

        using var picture = type == "image/png" ? SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync(Cancel)) : Drawn(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal($"https://fair.example{address}", new BarcodeReaderGeneric().Decode(new RGBLuminanceSource(picture.Pixels.SelectMany(p => new[] { p.Red, p.Green, p.Blue }).ToArray(), picture.Width, picture.Height))?.Text);
    }

    // As a browser draws it, large enough for a scanner.
    private static SKBitmap Drawn(string svg)
    {
        const int Scale = 8;
        var root = XDocument.Parse(svg).Root!;
        var size = root.Attribute("viewBox")!.Value.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var picture = new SKBitmap(size[2] * Scale, size[3] * Scale, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(picture);
        canvas.Clear(SKColor.Parse(root.Elements().Single(e => e.Name.LocalName == "rect").Attribute("fill")!.Value));
        canvas.Scale(Scale);
        foreach (var modules in root.Elements().Where(e => e.Name.LocalName == "path"))
        {
            using var ink = new SKPaint { Color = SKColor.Parse(modules.Attribute("fill")!.Value) };
            using var drawn = SKPath.ParseSvgPathData(modules.Attribute("d")!.Value);
            canvas.DrawPath(drawn, ink);
        }

        return picture;
    }

    [Theory]
    [InlineData("/projects/LC-D01/qr.svg")]
    [InlineData("/projects/LC-T01/qr.html")]
    [InlineData("/plants/IP-Z/qr.png")]
    public async Task What_is_not_published_has_no_code(string address)
    {
        using var answer = await _visitor.GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_lies_near_is_shown_with_the_reason()
    {
        var page = await _visitor.PageAsync("/projects/LC-T01");
        var near = page.QuerySelectorAll(".related .card").Select(c => (c.QuerySelector("h3 a")!.GetAttribute("href"), c.Text(".reason"))).ToList();

        Assert.NotEmpty(near);
        Assert.DoesNotContain(near, n => n.Item1 == "projects/LC-T01");
        Assert.All(near, n => Assert.StartsWith("同", n.Item2));
        // Plants stand below the projects, those of the same township and published alone.
        Assert.Equal([("plants/IP-A", "同在礼义镇")], (await _visitor.PageAsync("/projects/LC-R01")).QuerySelectorAll("[aria-labelledby=related-plants] .card").Select(c => (c.QuerySelector("h3 a")!.GetAttribute("href")!, c.Text(".reason"))));
        Assert.Empty((await _visitor.PageAsync("/projects/LC-T01")).QuerySelectorAll("[aria-labelledby=related-plants]"));
        Assert.Contains(("projects/LC-R01", "同在礼义镇"), (await _visitor.PageAsync("/plants/IP-A")).QuerySelectorAll(".related .card").Select(c => (c.QuerySelector("h3 a")!.GetAttribute("href"), c.Text(".reason"))));
    }

    [Fact]
    public async Task The_sitemap_names_what_is_published_in_both_languages_and_nothing_else()
    {
        var id = await portal.PublishAsync("LC-MAP", f => f.NameZh = "将撤下");
        var before = await _visitor.GetStringAsync("/sitemap.xml", Cancel);
        await portal.WithdrawAsync(id);
        var after = await _visitor.GetStringAsync("/sitemap.xml", Cancel);

        Assert.Contains("<loc>https://fair.example/projects/LC-MAP</loc>", before, StringComparison.Ordinal);
        Assert.DoesNotContain("LC-MAP", after, StringComparison.Ordinal);
        Assert.DoesNotContain("LC-D01", after, StringComparison.Ordinal);
        Assert.DoesNotContain("IP-Z", after, StringComparison.Ordinal);
        var found = Loc().Matches(after).Select(m => m.Groups[1].Value).ToList();
        Assert.All(["https://fair.example/", "https://fair.example/en", "https://fair.example/en/projects/LC-T01", "https://fair.example/plants/IP-A"], at => Assert.Contains(at, found));
        Assert.All(found.Take(12), at => Assert.Contains($"""hreflang="x-default" href=""", after, StringComparison.Ordinal));
        Assert.Contains("Sitemap: https://fair.example/sitemap.xml", await _visitor.GetStringAsync("/robots.txt", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/projects?q=x&page=1", "https://fair.example/projects")]
    [InlineData("/en/plants/IP-A", "https://fair.example/en/plants/IP-A")]
    public async Task A_page_names_its_own_address_and_that_in_the_other_language(string address, string canonical)
    {
        var page = await _visitor.PageAsync(address);

        Assert.Equal(canonical, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal(["zh-CN", "en", "x-default"], page.QuerySelectorAll("link[rel=alternate]").Select(l => l.GetAttribute("hreflang")!));
    }

    [Fact]
    public async Task Every_version_of_the_privacy_notice_can_be_read_and_an_unknown_one_not()
    {
        var first = await _visitor.PageAsync("/privacy/1");
        Assert.Contains("以前的版本", first.Text(".notice"));
        Assert.DoesNotContain("对比清单", first.Text("main"));
        var now = await _visitor.PageAsync("/privacy");
        Assert.Contains("第 2 版", now.Text("main > div > .small"));
        Assert.Contains("对比清单", now.Text("main"));
        using var none = await _visitor.GetAsync("/privacy/9", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [GeneratedRegex("<loc>([^<]+)</loc>")]
    private static partial Regex Loc();
}
