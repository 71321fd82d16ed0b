using System.Net;
using AngleSharp.Dom;
using InvestmentFair.Access;
using InvestmentFair.Web.Tests.Fixtures;
using InvestmentFair.Web.Tests.House;
using InvestmentFair.Web.Tests.Portal;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Options;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>What stands before the pages: who is let in, what a browser is told, what is written down.</summary>
public sealed class DoorTests(HouseFactory house) : IClassFixture<HouseFactory>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("GET", "/_blazor")]
    public async Task The_circuit_is_closed_to_visitors(string method, string address)
    {
        using var visitor = house.CreateClient();
        using var ask = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await visitor.SendAsync(ask, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var staff = await house.BrowserOfAsync(Role.Staff);
        using var again = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        Assert.Equal(HttpStatusCode.OK, (await staff.SendAsync(again, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://fair.localhost", false)]
    [InlineData("null", false)]
    [InlineData("http://localhost", true)]
    [InlineData(null, true)]
    public async Task A_page_of_another_site_opens_no_circuit_in_the_name_of_who_is_logged_in(string? origin, bool opens)
    {
        var staff = await house.BrowserOfAsync(Role.Staff);
        foreach (var (method, address) in new[] { (HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1"), (HttpMethod.Get, "/_blazor") })
        {
            using var ask = new HttpRequestMessage(method, address);
            if (origin is not null) ask.Headers.Add("Origin", origin);
            using var answer = await staff.SendAsync(ask, Cancel);
            Assert.Equal(!opens, answer.StatusCode is HttpStatusCode.Forbidden);
            if (opens && method == HttpMethod.Post) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>The control: nothing but the comparison of the two addresses keeps the other site's page out.</summary>
    [Fact]
    public async Task Were_the_other_site_taken_for_ours_its_page_would_open_a_circuit()
    {
        await using var trusting = new HouseFactory { Settings = { ["Portal:PublicBaseUrl"] = "https://evil.example" } };
        await trusting.InitializeAsync();
        var staff = await trusting.BrowserOfAsync(Role.Staff);
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        ask.Headers.Add("Origin", "https://evil.example");

        Assert.Equal(HttpStatusCode.OK, (await staff.SendAsync(ask, Cancel)).StatusCode);
    }

    [Fact]
    public void The_cookie_of_a_login_is_not_sent_along_by_other_sites_and_not_shown_to_scripts()
    {
        var cookie = house.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).Cookie;

        Assert.Equal((SameSiteMode.Lax, true), (cookie.SameSite, cookie.HttpOnly));
    }

    [Theory]
    [InlineData("https://fair.example", true)]
    [InlineData("http://fair.example", false)]
    public async Task A_browser_that_came_by_https_is_told_to_come_no_other_way(string address, bool isTold)
    {
        await using var portal = new PortalFactory();
        using var visitor = portal.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address) });
        using var page = await visitor.GetAsync("/projects", Cancel);

        Assert.Equal(isTold, page.Headers.TryGetValues("Strict-Transport-Security", out var told) && told.Single() == "max-age=31536000");
    }

    [Fact]
    public async Task The_console_runs_its_own_scripts_only_and_is_kept_by_nobody()
    {
        using var page = await (await house.BrowserOfAsync(Role.Staff)).GetAsync("/console", Cancel);

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl is { NoStore: true });
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(page.Headers.Contains("Server"));
        Assert.Empty((await page.PageAsync()).QuerySelectorAll("script:not([src])"));
    }

    [Fact]
    public void Passwords_are_hashed_slowly()
    {
        using var scope = house.Services.CreateScope();

        Assert.True(scope.ServiceProvider.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount >= 220_000);
    }

    [Fact]
    public async Task Five_wrong_passwords_close_the_account_for_a_while()
    {
        await MakeAsync("locked.out", first: false);
        using var visitor = house.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        for (var i = 0; i < 5; i++) Assert.NotEqual(HttpStatusCode.Redirect, (await LogInAsync(visitor, "locked.out", "wrong-one-1")).StatusCode);

        using var right = await LogInAsync(visitor, "locked.out", Password);

        Assert.NotEqual(HttpStatusCode.Redirect, right.StatusCode);
        Assert.NotEmpty((await right.PageAsync()).QuerySelectorAll("[role=alert]"));
    }

    [Fact]
    public async Task A_first_password_opens_the_page_on_which_it_is_changed_and_no_other()
    {
        await MakeAsync("first.day", first: true);
        using var browser = house.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var login = await LogInAsync(browser, "first.day", Password);
        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);

        foreach (var address in new[] { "/console", "/_blazor" })
        {
            using var sent = await browser.GetAsync(address, Cancel);
            Assert.Equal("/account/password", sent.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task What_is_too_long_is_refused_with_a_page_that_says_so()
    {
        using var visitor = house.CreateClient();
        using var words = new StringContent("Input.Words=" + new string('字', 4_000_000), System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await visitor.PostAsync("/projects/LC-T01/ask", words, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("内容太长", (await answer.PageAsync()).Text("h1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/projects?q=" + new string('a', 9000), Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("/projects?q=%EF%BF%BE")]
    [InlineData("/projects?min=%EF%BF%BE&max=%ED%A0%80")]
    [InlineData("/projects?town=%EF%BF%BE&industry=%00&sort=%EF%BF%BF&page=%EF%BF%BE")]
    [InlineData("/en/plants/%EF%BF%BE")]
    [InlineData("/q/%EF%BF%BE")]
    public async Task Characters_that_are_none_end_in_a_page(string address)
    {
        using var visitor = house.CreateClient();

        Assert.Contains((await visitor.GetAsync(address, Cancel)).StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.NotFound]);
    }

    [Fact]
    public async Task Nothing_that_is_typed_about_a_person_reaches_the_log()
    {
        using var heard = new Heard();
        await using var listened = new Listened(heard);
        using var visitor = listened.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var login = await LogInAsync(visitor, "canary-user", "canary-password-7");
        using var search = await visitor.GetAsync("/projects?q=canary-search", Cancel);
        using var lost = await visitor.GetAsync("/q/canaryreference", Cancel);

        Assert.NotEmpty(heard.Lines);
        Assert.DoesNotContain(heard.Lines, line => line.Contains("canary", StringComparison.Ordinal));
    }

    private const string Password = "Door-2027-password";

    private async Task MakeAsync(string name, bool first)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>().CreateAsync(
            new StaffMember { Id = Guid.CreateVersion7(), UserName = name, DisplayName = name, Role = Role.Staff, LockoutEnabled = true, MustChangePassword = first }, Password);
        Assert.True(made.Succeeded, made.ToString());
    }

    private static async Task<HttpResponseMessage> LogInAsync(HttpClient browser, string user, string password)
    {
        var fields = (await browser.PageAsync("/account/login")).QuerySelectorAll("form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        fields["Input.UserName"] = user;
        fields["Input.Password"] = password;
        using var content = new FormUrlEncodedContent(fields);
        return await browser.PostAsync("/account/login", content, Cancel);
    }

    private sealed class Listened(Heard heard) : WebApplicationFactory<Program>
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("heard-").FullName;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseOwnFile(_directory);
            builder.ConfigureServices(services => services.AddSingleton<ILoggerProvider>(heard));
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await OwnFile.LetGoAsync(_directory);
            Directory.Delete(_directory, recursive: true);
        }
    }
}
