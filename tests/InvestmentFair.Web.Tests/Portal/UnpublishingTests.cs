using System.Net;
using InvestmentFair.Projects;
using InvestmentFair.Web.Hosting;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.TestHost;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>What is withdrawn is gone from every address at once, however warm the cache is.</summary>
public sealed class UnpublishingTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    [Fact]
    public async Task Every_address_of_a_withdrawn_project_is_gone_at_once() => Assert.Empty(await StillServedAsync(portal, plant: false));

    [Fact]
    public async Task Every_address_of_a_plant_that_is_no_longer_offered_is_gone_at_once() => Assert.Empty(await StillServedAsync(portal, plant: true));

    /// <summary>The control: were the stored pages not told apart by what has changed, the very same look would find the old ones.</summary>
    [Theory]
    [InlineData(false, "/projects/LC-OUT", "/en/projects/LC-OUT", "/projects/LC-OUT/qr.svg", "/projects", "/projects?q=撤下", "/match?area=8000", "/sitemap.xml")]
    [InlineData(true, "/plants/IP-OUT", "/en/plants/IP-OUT", "/plants/IP-OUT/qr.svg", "/plants", "/plants?q=撤下", "/match?area=8000", "/sitemap.xml")]
    public async Task Pages_that_outlive_what_they_show_are_found(bool plant, params string[] stale)
    {
        await using var stuck = new StuckPortal();
        await stuck.InitializeAsync();

        var served = await StillServedAsync(stuck, plant);

        Assert.All(stale, address => Assert.Contains(address, served));
        // A file is kept by nobody on the way, so it is gone even there.
        Assert.DoesNotContain(served, address => address.StartsWith("/files/", StringComparison.Ordinal));
    }

    // Shown, looked at until every page is stored, and taken back: the addresses at which it is still to be seen.
    private static async Task<IReadOnlyList<string>> StillServedAsync(PortalFactory portal, bool plant)
    {
        var visitor = portal.Visitor();
        const string Name = "即将撤下的载体";
        var (code, of) = plant ? ("IP-OUT", "plants") : ("LC-OUT", "projects");
        var id = plant
            ? await portal.OfferPlantAsync(code, f => (f.NameZh, f.FloorM2) = (Name, 8000))
            : await portal.PublishAsync(code, f => (f.NameZh, f.Category, f.FloorM2) = (Name, ProjectCategory.Carrier, 8000));
        var picture = plant ? await portal.ShowPlantPictureAsync(id) : await portal.ShowPictureAsync(id);
        var linked = await OwnAddressesAsync(visitor, $"{of}/{code}", picture);
        Assert.Superset(new HashSet<string> { $"/{of}/{code}", $"/en/{of}/{code}", $"/{of}/{code}/qr.svg", $"/{of}/{code}/ask?kind=meeting", $"/files/{picture}/480", $"/files/{picture}/960" }, linked.ToHashSet());
        IReadOnlyList<string> own = [.. linked.Union([$"/files/{picture}", $"/files/{picture}/1600", $"/en/files/{picture}/480", $"/{of}/{code}/qr.png"])];
        // Whatever names it, in words, in structured data or in links of its own.
        string[] lists = [$"/{of}", $"/en/{of}", $"/{of}?q=撤下", "/match?area=8000", "/", "/sitemap.xml"];
        string[] chosen = [$"/ask?{(plant ? "plants" : "ids")}={code}", $"/compare?{(plant ? "plants" : "ids")}={code}"];
        foreach (var address in own.Concat(lists).Concat(chosen).Concat(own).Concat(lists))
        {
            using var answer = await visitor.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal((address, HttpStatusCode.OK), (address, answer.StatusCode));
        }

        foreach (var address in lists.Except(["/"]).Concat(chosen)) Assert.Contains(address.StartsWith("/en", StringComparison.Ordinal) || address == "/sitemap.xml" ? code : Name, await BodyAsync(visitor, address), StringComparison.Ordinal);
        Assert.Contains($"/{of}/{code}", (await visitor.PageAsync($"/{of}/{code}")).Text("script[type='application/ld+json']"), StringComparison.Ordinal);

        await (plant ? portal.WithdrawPlantAsync(id) : portal.WithdrawAsync(id));

        var served = new List<string>();
        foreach (var address in own)
            if (await StatusAsync(visitor, address) is not HttpStatusCode.NotFound) served.Add(address);
        foreach (var address in lists.Concat(chosen))
            if (await BodyAsync(visitor, address) is var body && (body.Contains(code, StringComparison.Ordinal) && !chosen.Contains(address) || body.Contains(Name, StringComparison.Ordinal))) served.Add(address);
        return served;
    }

    [Fact]
    public async Task A_browser_asks_again_for_a_picture_and_is_told_that_it_is_unchanged_or_gone()
    {
        var id = await portal.PublishAsync("LC-PIC", f => f.NameZh = "有图的项目");
        var picture = await portal.ShowPictureAsync(id);
        using var first = await _visitor.GetAsync($"/files/{picture}", TestContext.Current.CancellationToken);
        Assert.True(first.Headers.CacheControl!.NoCache);

        async Task<HttpStatusCode> Again()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/files/{picture}");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var answer = await _visitor.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotModified, await Again());
        await portal.WithdrawAsync(id);
        Assert.Equal(HttpStatusCode.NotFound, await Again());
    }

    [Fact]
    public async Task A_paper_is_only_to_be_saved_runs_nothing_and_is_gone_with_its_project()
    {
        var id = await portal.PublishAsync("LC-PAP", f => f.NameZh = "有文件的项目");
        var paper = await portal.ShowPaperAsync(id);
        using var given = await _visitor.GetAsync($"/files/{paper}", TestContext.Current.CancellationToken);

        Assert.Equal(("application/pdf", "attachment"), (given.Content.Headers.ContentType!.MediaType, given.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("sandbox; default-src 'none'; frame-ancestors 'none'", given.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", given.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains($"files/{paper}\"", await BodyAsync("/projects/LC-PAP"), StringComparison.Ordinal);

        await portal.WithdrawAsync(id);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/files/{paper}"));
    }

    [Fact]
    public async Task Incentives_are_shown_once_their_review_has_passed_and_not_a_moment_longer()
    {
        var id = await portal.PublishAsync("LC-INC", f => f.NameZh = "有激励的项目");
        var shown = await portal.OfferAsync(id, "租金前两年减半。", FairVerdict.Compliant);
        await portal.OfferAsync(id, "单独优惠电价。", FairVerdict.NotCompliant);
        await portal.OfferAsync(id, "还没有审查的条款。", null);

        var page = await _visitor.PageAsync("/projects/LC-INC");
        Assert.Equal(["租金前两年减半。"], page.Texts(".incentives li p:first-child"));
        Assert.Contains("审查表示例 9 号", page.Text(".incentives .small"));

        await portal.RetireAsync(id, shown);
        Assert.Null((await _visitor.PageAsync("/projects/LC-INC")).QuerySelector(".incentives"));
    }

    // What the page itself leads to, so that an address added later is tried as well.
    private static async Task<IReadOnlyList<string>> OwnAddressesAsync(HttpClient visitor, string at, Guid picture)
    {
        var found = new HashSet<string>();
        foreach (var address in new[] { $"/{at}", $"/en/{at}" })
        {
            found.Add(address);
            var page = await visitor.PageAsync(address);
            var root = page.QuerySelector("base")!.GetAttribute("href")!;
            foreach (var link in page.QuerySelectorAll("a[href], img[src], img[srcset], link[href]").SelectMany(e => new[] { e.GetAttribute("href"), e.GetAttribute("src") }.Concat((e.GetAttribute("srcset") ?? "").Split(',').Select(s => s.Trim().Split(' ')[0]))).OfType<string>().Where(l => l.Length > 0))
                if ((link.Contains(at, StringComparison.Ordinal) || link.Contains(picture.ToString(), StringComparison.Ordinal)) && !link.StartsWith("https:", StringComparison.Ordinal))
                    found.Add((link.StartsWith('/') ? link : root + link).Split('#')[0]);
        }

        return [.. found.Where(a => a.Contains($"/{at}", StringComparison.Ordinal) || a.Contains(picture.ToString(), StringComparison.Ordinal))];
    }

    private Task<HttpStatusCode> StatusAsync(string address) => StatusAsync(_visitor, address);

    private Task<string> BodyAsync(string address) => BodyAsync(_visitor, address);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient visitor, string address)
    {
        using var answer = await visitor.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<string> BodyAsync(HttpClient visitor, string address)
    {
        using var answer = await visitor.GetAsync(address, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A portal that stores its pages without asking whether anything has changed since.</summary>
    private sealed class StuckPortal : PortalFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<Stuck>().PostConfigure<OutputCacheOptions>(o => o.AddPolicy(PortalCache.Policy, policy => policy.AddPolicy<Stuck>(), excludeDefaultPolicy: false)));
        }
    }

    private sealed class Stuck(PortalCache own) : IOutputCachePolicy
    {
        public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            await own.CacheRequestAsync(context, cancellation);
            context.CacheVaryByRules.VaryByValues["change"] = "0";
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => own.ServeFromCacheAsync(context, cancellation);

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => own.ServeResponseAsync(context, cancellation);
    }
}
