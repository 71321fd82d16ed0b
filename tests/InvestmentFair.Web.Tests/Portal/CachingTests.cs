using System.Net;

namespace InvestmentFair.Web.Tests.Portal;

public sealed class CachingTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/en")]
    [InlineData("/projects?category=tourism")]
    [InlineData("/projects/LC-T01")]
    [InlineData("/en/plants")]
    [InlineData("/agenda")]
    public async Task A_second_visitor_gets_the_stored_page_and_no_cookie(string address)
    {
        using var first = await portal.Visitor().GetAsync(address, TestContext.Current.CancellationToken);
        using var second = await portal.Visitor().GetAsync(address, TestContext.Current.CancellationToken);

        Assert.NotNull(second.Headers.Age);
        Assert.False(first.Headers.Contains("Set-Cookie"));
        Assert.False(second.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Keys_nobody_reads_share_one_stored_page_that_does_not_repeat_them()
    {
        using var first = await portal.Visitor().GetAsync("/projects/LC-T05?from=first", TestContext.Current.CancellationToken);
        using var second = await portal.Visitor().GetAsync("/projects/LC-T05?from=second", TestContext.Current.CancellationToken);

        Assert.NotNull(second.Headers.Age);
        Assert.DoesNotContain("from=", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_form_is_never_stored_and_brings_its_cookie()
    {
        using var first = await portal.Visitor().GetAsync("/projects/LC-T01/ask", TestContext.Current.CancellationToken);
        using var second = await portal.Visitor().GetAsync("/projects/LC-T01/ask", TestContext.Current.CancellationToken);

        Assert.Null(second.Headers.Age);
        Assert.True(second.Headers.Contains("Set-Cookie"));
        Assert.True(second.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task What_is_withdrawn_is_gone_at_once()
    {
        var visitor = portal.Visitor();
        var id = await portal.PublishAsync("LC-GONE", f => f.NameZh = "很快撤下的项目");
        await visitor.GetAsync("/projects/LC-GONE", TestContext.Current.CancellationToken);
        using var stored = await visitor.GetAsync("/projects/LC-GONE", TestContext.Current.CancellationToken);
        Assert.NotNull(stored.Headers.Age);
        Assert.Contains("很快撤下的项目", (await visitor.PageAsync("/projects")).Body!.TextContent);

        await portal.WithdrawAsync(id);

        using var gone = await visitor.GetAsync("/projects/LC-GONE", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.DoesNotContain("很快撤下的项目", (await visitor.PageAsync("/projects")).Body!.TextContent);
    }

    [Fact]
    public async Task A_page_that_was_not_found_is_found_as_soon_as_it_is_published()
    {
        var visitor = portal.Visitor();
        using var before = await visitor.GetAsync("/projects/LC-SOON", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);

        await portal.PublishAsync("LC-SOON", f => f.NameZh = "刚发布的项目");

        Assert.Equal("刚发布的项目", (await visitor.PageAsync("/projects/LC-SOON")).Text("h1"));
    }
}
