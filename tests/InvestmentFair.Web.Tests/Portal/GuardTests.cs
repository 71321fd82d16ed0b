using System.Net;
using InvestmentFair.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>The portal with limits so tight that a test reaches them.</summary>
public sealed class StrictPortal : PortalFactory
{
    public const int Misses = 20;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Portal:MissesPerMinute"] = $"{Misses}" };
}

/// <summary>The portal with the product's own patience for forms.</summary>
public sealed class PatientPortal : PortalFactory
{
    /// <summary>How long a form has been open goes by this clock, however long the machine takes for a page.</summary>
    public FakeTimeProvider FormClock { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton(own => ActivatorUtilities.CreateInstance<FormTrap>(own, FormClock)));
    }
}

/// <summary>What keeps programs, strangers and other names out.</summary>
public sealed class GuardTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("evil.example")]
    [InlineData("fair.example.evil.example")]
    public async Task Another_host_is_turned_away(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/projects");
        request.Headers.Host = host;
        using var answer = await _visitor.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Its_own_name_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/projects");
        request.Headers.Host = "fair.example";
        using var answer = await _visitor.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_forged_forwarding_header_changes_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/console");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var answer = await _visitor.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain("evil", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%0d%0aSet-Cookie:x=1")]
    [InlineData("\tjavascript:alert(1)")]
    public async Task Nobody_is_led_to_another_site(string back)
    {
        using var answer = await _visitor.GetAsync($"/account/language/en?back={Uri.EscapeDataString(back)}", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var to = answer.Headers.Location!.ToString();
        Assert.True(to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) && !to.StartsWith("/\\", StringComparison.Ordinal) && !to.Contains('\n'), to);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("x=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_page_may_be_framed_and_none_leads_to_another_host()
    {
        foreach (var address in new[] { "/", "/projects", "/projects/LC-T01", "/plants/IP-A", "/agenda", "/privacy", "/shortlist", "/compare?ids=LC-T01", "/projects/LC-T01/ask" })
        {
            using var answer = await _visitor.GetAsync(address, Cancel);
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            var page = await answer.PageAsync();
            Assert.All(page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!), href => Assert.False(href.Contains("://", StringComparison.Ordinal) || href.StartsWith("//", StringComparison.Ordinal) || href.StartsWith("javascript", StringComparison.Ordinal), href));
            Assert.All(page.QuerySelectorAll("a[target]"), a => Assert.Contains("noopener", a.GetAttribute("rel")));
        }
    }

    [Fact]
    public void A_form_opened_and_sent_in_an_instant_was_not_filled_by_a_hand()
    {
        var time = new FakeTimeProvider();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Portal:LeastSecondsToAsk", "2")]).Build();
        var trap = new FormTrap(new EphemeralDataProtectionProvider(), settings, time);
        var opened = trap.Open();

        Assert.False(trap.IsSlowEnough(opened));
        Assert.False(trap.IsSlowEnough(null));
        Assert.False(trap.IsSlowEnough("forged"));
        Assert.False(trap.IsOurs("forged"));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(trap.IsSlowEnough(opened));
    }
}

/// <summary>A limit on pages made anew, behind the cache.</summary>
public sealed class MissLimitTests(StrictPortal portal) : IClassFixture<StrictPortal>
{
    [Fact]
    public async Task Copying_the_portal_meets_a_limit_that_stored_pages_never_count_towards()
    {
        var visitor = portal.Visitor();
        var cancel = TestContext.Current.CancellationToken;
        for (var n = 0; n < 2 * StrictPortal.Misses; n++)
            using (var stored = await visitor.GetAsync("/projects/LC-T01", cancel)) Assert.Equal(HttpStatusCode.OK, stored.StatusCode);

        var codes = new List<HttpStatusCode>();
        for (var n = 0; n < StrictPortal.Misses; n++)
            using (var made = await visitor.GetAsync($"/projects?q=word{n}", cancel)) codes.Add(made.StatusCode);
        // One was made above.
        Assert.Equal(StrictPortal.Misses - 1, codes.Count(c => c is HttpStatusCode.OK));

        using var refused = await visitor.GetAsync("/en/projects?q=once-more", cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(60, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Contains("try again in a minute", await refused.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);
        using var still = await visitor.GetAsync("/projects/LC-T01", cancel);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Each_address_is_counted_by_itself_and_what_is_stored_is_given_to_whoever_has_reached_the_limit()
    {
        var (copier, reader) = (portal.VisitorFrom("192.0.2.21"), portal.VisitorFrom("192.0.2.22"));
        var copied = await CodesAsync(copier, "copied", 3 * StrictPortal.Misses);
        Assert.Equal(StrictPortal.Misses, copied.Count(c => c is HttpStatusCode.OK));
        Assert.All(copied.Skip(StrictPortal.Misses), c => Assert.Equal(HttpStatusCode.TooManyRequests, c));
        // Nobody is another by saying so.
        using (var forged = new HttpRequestMessage(HttpMethod.Get, "/projects?q=forged") { Headers = { { "X-Forwarded-For", "192.0.2.99" } } })
        using (var refused = await copier.SendAsync(forged, Cancel)) Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        Assert.All(await CodesAsync(reader, "read", StrictPortal.Misses), c => Assert.Equal(HttpStatusCode.OK, c));
        // What the reader had made is there for the copier too, and for the reader beyond any limit.
        Assert.All(await CodesAsync(copier, "read", StrictPortal.Misses), c => Assert.Equal(HttpStatusCode.OK, c));
        for (var n = 0; n < 3; n++) Assert.All(await CodesAsync(reader, "read", StrictPortal.Misses), c => Assert.Equal(HttpStatusCode.OK, c));
        Assert.Equal([HttpStatusCode.TooManyRequests], await CodesAsync(reader, "once-more", 1));
    }

    [Fact]
    public async Task Where_the_limit_is_raised_the_same_visitor_goes_on()
    {
        await using var generous = new GenerousPortal();
        await generous.InitializeAsync();

        Assert.All(await CodesAsync(generous.VisitorFrom("192.0.2.21"), "copied", 3 * StrictPortal.Misses), c => Assert.Equal(HttpStatusCode.OK, c));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<HttpStatusCode>> CodesAsync(HttpClient visitor, string word, int many)
    {
        var codes = new List<HttpStatusCode>();
        for (var n = 0; n < many; n++)
            using (var answer = await visitor.GetAsync($"/projects?q={word}{n}", Cancel)) codes.Add(answer.StatusCode);
        return codes;
    }

    private sealed class GenerousPortal : PortalFactory
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Portal:MissesPerMinute"] = $"{3 * StrictPortal.Misses}" };
    }
}

/// <summary>A form is filled in by somebody, not sent by a program.</summary>
public sealed class FormTrapTests(PatientPortal portal) : IClassFixture<PatientPortal>
{
    [Fact]
    public async Task A_form_sent_in_an_instant_is_kept_for_a_second_press()
    {
        var visitor = portal.Visitor();
        var cancel = TestContext.Current.CancellationToken;
        var form = (await visitor.PageAsync("/plants/IP-A/ask")).QuerySelector("form.form")!;
        var fields = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        (fields["Input.Kind"], fields["Input.Name"], fields["Input.Organisation"], fields["Input.Mobile"], fields["Input.Words"]) = ("Question", "快手（示例）", "示例公司", "000-0000-8201", "很快");

        using var fast = await visitor.PostAsync("/plants/IP-A/ask", new FormUrlEncodedContent(fields), cancel);
        var page = await fast.PageAsync();
        Assert.Contains("请再点一次", page.Text(".summary"));
        Assert.Equal("很快", page.QuerySelector("#ask-words")!.TextContent);

        portal.FormClock.Advance(TimeSpan.FromSeconds(2.1));
        fields["Opened"] = page.QuerySelector("[name=Opened]")!.GetAttribute("value")!;
        using var again = await visitor.PostAsync("/plants/IP-A/ask", new FormUrlEncodedContent(fields), cancel);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }
}
