using System.Net;
using System.Reflection;
using InvestmentFair.Web.Account;
using InvestmentFair.Web.Endpoints;
using InvestmentFair.Web.Tests.Account;
using InvestmentFair.Web.Tests.Fixtures;
using InvestmentFair.Web.Tests.House;
using InvestmentFair.Web.Tests.Portal;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.TestHost;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>Nobody is led elsewhere by a link to this site, and nobody passes for somebody else by a header that anybody can type.</summary>
public sealed class ElsewhereTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("elsewhere-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every form of an address that leads away, or looks as if: one a line, with \t, \r and \n written out.</summary>
    private static IReadOnlyList<string> Fixtures { get; } =
        [.. File.ReadAllLines(Path.Combine(Sources.Root, "tests", "InvestmentFair.Web.Tests", "Fixtures", "elsewhere.txt")).Select(l => l.Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Whoever_asks_for_an_address_to_go_on_to_is_known()
    {
        var asking = from type in typeof(Program).Assembly.GetTypes()
                     from property in type.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                     where property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is not null && (property.Name.Contains("Url", StringComparison.OrdinalIgnoreCase) || property.Name.Contains("Back", StringComparison.OrdinalIgnoreCase) || property.Name is "Next" or "To")
                     orderby type.Name
                     select $"{type.Name}.{property.Name}";

        Assert.Equal(["FullPage.Back", "LoginPage.ReturnUrl", "VerifyPage.ReturnUrl"], asking);
    }

    [Fact]
    public void The_fixtures_lead_away_where_nobody_looks_at_them()
    {
        Assert.True(Fixtures.Count > 40);
        Assert.True(Fixtures.Count(f => !IsHere(f)) > 20, "an oracle that lets everything pass finds nothing");
        Assert.All(Fixtures, f => Assert.True(IsHere(ServiceEndpoints.LocalOr(f, "/console")), f));
        Assert.Equal("/console/2027/guests?q=a%2Fb#x", ServiceEndpoints.LocalOr("/console/2027/guests?q=a%2Fb#x", "/console"));
    }

    [Fact]
    public async Task Neither_a_login_nor_a_language_nor_a_full_house_leads_to_another_site()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();
        foreach (var away in Fixtures)
        {
            var back = Uri.EscapeDataString(away);
            var (status, to, _) = await browser.SendAsync($"/account/login?ReturnUrl={back}", new Dictionary<string, string> { ["Input.UserName"] = "staff", ["Input.Password"] = AccountSite.Password });
            Assert.Equal(HttpStatusCode.Redirect, status);
            Assert.True(IsHere(to), $"login: {away} → {to}");

            using var language = await browser.Http.GetAsync($"/account/language/en?back={back}", Cancel);
            Assert.True(IsHere(language.Headers.Location!.OriginalString), $"language: {away} → {language.Headers.Location}");
            Assert.DoesNotContain(language.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], c => c.StartsWith("x=", StringComparison.Ordinal));

            using var full = await browser.Http.GetAsync($"/account/full?back={back}", Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
            Assert.All((await full.PageAsync()).QuerySelectorAll("a[href]"), a => Assert.True(IsHere(a.GetAttribute("href")), $"full: {away} → {a.GetAttribute("href")}"));
        }
    }

    [Fact]
    public async Task The_second_factor_leads_to_no_other_site_either()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();
        await browser.LogInAsync("admin");
        var (_, codes) = await browser.EnrolAsync();
        foreach (var (away, code) in Fixtures.Where(f => !IsHere(f)).Zip(codes))
        {
            using var own = site.Open();
            var (_, to, _) = await own.SendAsync($"/account/login?ReturnUrl={Uri.EscapeDataString(away)}", new Dictionary<string, string> { ["Input.UserName"] = "admin", ["Input.Password"] = AccountSite.Password });
            Assert.True(IsHere(to), $"login: {away} → {to}");
            var (status, on, _) = await own.SendAsync($"/account/verify?returnUrl={Uri.EscapeDataString(away)}", new Dictionary<string, string> { ["Input.Code"] = code });
            Assert.Equal(HttpStatusCode.Redirect, status);
            Assert.True(IsHere(on), $"verify: {away} → {on}");
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("10.0.0.9", false)]
    public async Task An_address_that_is_typed_into_a_header_makes_nobody_somebody_else_unless_a_proxy_is_named(string? proxy, bool isThrottled)
    {
        await using var site = new ForwardedSite(_directory, proxy);
        using var http = site.CreateClient(new() { AllowAutoRedirect = false });
        using var browser = new Browser(http);
        var last = HttpStatusCode.OK;
        for (var n = 0; n <= LoginThrottle.MostByAddress; n++)
        {
            http.DefaultRequestHeaders.Remove("X-Forwarded-For");
            http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{n}");
            last = (await browser.LogInAsync($"nobody{n}", "wrong-one-1")).Status;
        }

        Assert.Equal(isThrottled, last is HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Original-Host", "evil.example")]
    [InlineData("Forwarded", "host=evil.example;proto=https")]
    [InlineData("X-Forwarded-Prefix", "/evil.example")]
    [InlineData("X-Forwarded-Proto", "evil")]
    [InlineData("X-Rewrite-Url", "/console")]
    [InlineData("X-Original-URL", "/console")]
    public async Task No_header_changes_what_a_page_says_its_address_is(string header, string value)
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();
        var plain = await SaysAsync(browser.Http, null);

        Assert.Equal(plain, await SaysAsync(browser.Http, (header, value)));
        Assert.Contains("http://localhost/", plain, StringComparison.Ordinal);

        static async Task<string> SaysAsync(HttpClient http, (string Name, string Value)? header)
        {
            var said = new List<string>();
            foreach (var address in new[] { "/projects", "/sitemap.xml", "/robots.txt", "/console/2027/guests" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (header is { } sent) request.Headers.TryAddWithoutValidation(sent.Name, sent.Value);
                using var answer = await http.SendAsync(request, Cancel);
                said.Add($"{answer.StatusCode} {answer.Headers.Location} {await answer.Content.ReadAsStringAsync(Cancel)}");
            }

            return string.Join('\n', said);
        }
    }

    // As a browser reads it: backslashes are slashes, and what is not printed is left out.
    private static bool IsHere(string? address)
    {
        if (address is null) return false;
        var read = new string([.. address.Trim(' ', '\t', '\r', '\n').Where(c => c is not ('\t' or '\r' or '\n'))]).Replace('\\', '/');
        if (address.Contains('\r', StringComparison.Ordinal) || address.Contains('\n', StringComparison.Ordinal)) return false;
        return Uri.TryCreate(new Uri("http://localhost/account/login"), read, out var to) && to.Scheme is "http" && to.Authority == "localhost";
    }

    /// <summary>Behind an address of its own, as the program sees it where a proxy stands before it.</summary>
    private sealed class ForwardedSite(string directory, string? proxy) : Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseOwnFile(directory);
            if (proxy is not null) builder.UseSetting("Proxies:0", proxy);
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, From>());
        }

        private sealed class From : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.Use((http, on) =>
                {
                    http.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.9");
                    return on(http);
                });
                next(app);
            };
        }
    }
}
