using System.Net;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

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
    public async Task A_stored_page_is_the_same_for_everybody_and_holds_nothing_of_whoever_asked_for_it_first()
    {
        await using var own = new PortalFactory();
        await own.InitializeAsync();
        await using (var scope = own.Services.CreateAsyncScope())
            Assert.True((await scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<StaffMember>>().CreateAsync(new StaffMember { Id = Guid.CreateVersion7(), UserName = "first-reader", DisplayName = "第一位读者（示例）", Role = Role.Administrator }, "Mountain-first-7")).Succeeded);
        var reader = own.Visitor();
        var login = (await reader.PageAsync("/account/login")).QuerySelectorAll("form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        (login["Input.UserName"], login["Input.Password"]) = ("first-reader", "Mountain-first-7");
        Assert.Equal(HttpStatusCode.Redirect, (await reader.PostAsync("/account/login", new FormUrlEncodedContent(login), TestContext.Current.CancellationToken)).StatusCode);
        // Another is not logged in, and has a shortlist, a language and a form's cookie.
        var guest = own.Visitor();
        foreach (var address in new[] { "/shortlist?add=LC-T01", "/projects/LC-T01/ask", "/account/language/en?back=/" })
            using (var made = await guest.GetAsync(address, TestContext.Current.CancellationToken)) Assert.True((int)made.StatusCode < 400, address);

        var stored = StoredPages(own.Services);
        Assert.True(stored.Count >= 10, string.Join(' ', stored));
        foreach (var address in stored)
        {
            var pages = new List<string>();
            foreach (var browser in new[] { reader, guest, own.Visitor() })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "User-Agent", "first-reader-agent" }, { "X-Forwarded-For", "203.0.113.7" }, { "Referer", "https://first-reader.example/" } } };
                using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.False(answer.Headers.Contains("Set-Cookie"), address);
                // What is made for somebody who is logged in is kept by nobody; what is made for a visitor is handed on.
                Assert.True(answer.Headers.Age is not null == (pages.Count == 2), $"{address}: {pages.Count}");
                // What the framework seals is another text each time; what it seals here is nothing of anybody.
                pages.Add(PortalPages.Unsealed(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            }

            var page = Assert.Single(pages.Distinct());
            Assert.All(["__RequestVerificationToken", "name=\"_handler\"", "first-reader", "第一位读者", "203.0.113.7", "fair="], word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
        }

        // The same words are found where they do stand: on a form, which is never stored.
        Assert.Contains("__RequestVerificationToken", await (await reader.GetAsync("/projects/LC-T01/ask", TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // By what the routes say of themselves; one whose address nobody knows fails.
    private static IReadOnlyList<string> StoredPages(IServiceProvider services) =>
    [
        .. from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.OfType<Microsoft.AspNetCore.OutputCaching.OutputCacheAttribute>().Any() || endpoint.Metadata.Any(m => m is Microsoft.AspNetCore.OutputCaching.IOutputCachePolicy)
           let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           let address = route.Replace("/projects/{Code}", "/projects/LC-T01", StringComparison.OrdinalIgnoreCase).Replace("/plants/{Code}", "/plants/IP-A", StringComparison.OrdinalIgnoreCase)
               .Replace("{kind}", "svg", StringComparison.Ordinal).Replace("{Version}", Enquiries.PrivacyNotice.All[0].Version, StringComparison.Ordinal)
           orderby address
           select address.Contains('{', StringComparison.Ordinal) ? throw new InvalidOperationException($"No address is known for {route}.") : address,
    ];

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

    [Fact]
    public async Task What_no_page_shows_leaves_the_stored_pages_standing_and_what_one_shows_does_not()
    {
        var visitor = portal.Visitor();
        await visitor.GetAsync("/projects", TestContext.Current.CancellationToken);

        await using (var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext())
        {
            db.Add(Person.Enter(new PersonForm { Name = "门户不显示的人" }));
            Assert.False((await db.SaveAsync(new Act(Actor.Seed, "person.entered", new DateTime(2027, 7, 1, 0, 0, 0, DateTimeKind.Utc)), TestContext.Current.CancellationToken)).Refused);
        }

        using var stored = await visitor.GetAsync("/projects", TestContext.Current.CancellationToken);
        Assert.NotNull(stored.Headers.Age);
        await portal.WithdrawAsync(await portal.PublishAsync("LC-SHOWN", f => f.NameZh = "刚撤下的项目"));
        using var anew = await visitor.GetAsync("/projects", TestContext.Current.CancellationToken);
        Assert.Null(anew.Headers.Age);
    }

    [Fact]
    public async Task What_another_process_saves_is_seen_within_two_seconds()
    {
        var visitor = portal.Visitor();
        var id = await portal.PublishAsync("LC-OTHER", f => f.NameZh = "另一进程撤下的项目");
        Assert.Contains("另一进程撤下的项目", (await visitor.PageAsync("/projects?sort=updated")).Body!.TextContent);

        // Another program on the same database has counts of its own.
        var other = new FairContexts(portal.Desks.GetRequiredService<IConfiguration>().GetConnectionString("Fair")!);
        await using (var db = other.CreateDbContext())
        {
            (await db.Projects.SingleAsync(p => p.Id == id, TestContext.Current.CancellationToken)).Withdraw("改期（示例）", new DateOnly(2027, 7, 1));
            Assert.False((await db.SaveAsync(new Act(Actor.Seed, "project.withdrawn", new DateTime(2027, 7, 1, 0, 0, 0, DateTimeKind.Utc)), TestContext.Current.CancellationToken)).Refused);
        }

        await Task.Delay(TimeSpan.FromSeconds(1.2), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("另一进程撤下的项目", (await visitor.PageAsync("/projects?sort=updated")).Body!.TextContent);
    }
}
