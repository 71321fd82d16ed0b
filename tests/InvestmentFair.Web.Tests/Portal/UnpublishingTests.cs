using System.Net;
using InvestmentFair.Projects;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>What is withdrawn is gone from every address at once, however warm the cache is.</summary>
public sealed class UnpublishingTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    [Fact]
    public async Task Every_address_of_a_withdrawn_project_is_gone_at_once()
    {
        var id = await portal.PublishAsync("LC-OUT", f => (f.NameZh, f.Category, f.FloorM2) = ("即将撤下的载体", ProjectCategory.Carrier, 8000));
        var picture = await portal.ShowPictureAsync(id);
        var own = await OwnAddressesAsync("LC-OUT", picture);
        Assert.Contains($"/files/{picture}", own);
        Assert.True(own.Count >= 5, string.Join('\n', own));
        string[] lists = ["/projects", "/en/projects", "/projects?q=撤下", "/match?area=8000", "/", "/sitemap.xml"];
        foreach (var address in own.Concat(lists).Concat(own)) await StatusAsync(address);
        Assert.All(own, address => Assert.Equal(HttpStatusCode.OK, StatusAsync(address).GetAwaiter().GetResult()));

        await portal.WithdrawAsync(id);

        foreach (var address in own) Assert.Equal((address, HttpStatusCode.NotFound), (address, await StatusAsync(address)));
        foreach (var address in lists) Assert.DoesNotContain("LC-OUT", await BodyAsync(address));
        Assert.DoesNotContain("即将撤下的载体", await BodyAsync("/ask?ids=LC-OUT"));
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
    private async Task<IReadOnlyList<string>> OwnAddressesAsync(string code, Guid picture)
    {
        var found = new HashSet<string>();
        foreach (var address in new[] { $"/projects/{code}", $"/en/projects/{code}" })
        {
            found.Add(address);
            var page = await _visitor.PageAsync(address);
            var root = page.QuerySelector("base")!.GetAttribute("href")!;
            foreach (var link in page.QuerySelectorAll("a[href], img[src], link[href]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!))
                if ((link.Contains(code, StringComparison.Ordinal) || link.Contains(picture.ToString(), StringComparison.Ordinal)) && !link.StartsWith("https:", StringComparison.Ordinal))
                    found.Add((link.StartsWith('/') ? link : root + link).Split('#')[0]);
        }

        return [.. found.Where(a => a.Contains($"/{code}", StringComparison.Ordinal) || a.Contains(picture.ToString(), StringComparison.Ordinal))];
    }

    private async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await _visitor.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<string> BodyAsync(string address)
    {
        using var answer = await _visitor.GetAsync(address, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
