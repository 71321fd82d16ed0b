using System.Net;
using InvestmentFair.Access;
using InvestmentFair.Web.Commands;
using InvestmentFair.Web.Hosting;
using InvestmentFair.Web.Tests.House;
using Microsoft.AspNetCore.TestHost;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>An endpoint that does not say who may use it is used by nobody, and no page of any kind can be put into a frame.</summary>
public sealed class DeclaredAccessTests(HouseFactory house) : IClassFixture<HouseFactory>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, HttpStatusCode.Redirect)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task Who_may_use_an_endpoint_is_said_or_nobody_may(bool isSaid, HttpStatusCode expected)
    {
        var directory = Directory.CreateTempSubdirectory("declared-").FullName;
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Program).Assembly.GetName().Name, ContentRootPath = Sources.Web, EnvironmentName = "Testing" });
            builder.Configuration.AddInMemoryCollection([new("Portal:PublicBaseUrl", "http://localhost"), new("Data:Directory", directory), new("ConnectionStrings:Fair", $"Data Source={Path.Combine(directory, "fair.db")};Pooling=False")]);
            builder.WebHost.UseTestServer();
            builder.AddProduct();
            await using var app = builder.Build();
            await app.PrepareAsync();
            app.UseProduct();
            var forgotten = app.MapGet("/api/forgotten", () => "everything");
            if (isSaid) forgotten.AllowAnonymous();
            app.MapRazorComponents<SampleApp>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
            await app.StartAsync(Cancel);
            using var visitor = app.GetTestClient();

            using var answer = await visitor.GetAsync("/api/forgotten", Cancel);
            Assert.Equal(expected, answer.StatusCode);
            Assert.Equal(isSaid, await answer.Content.ReadAsStringAsync(Cancel) == "everything");
            if (!isSaid) Assert.Contains("/account/login", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
            // A page is an endpoint like any other.
            using var page = await visitor.GetAsync(isSaid ? "/open-page" : "/forgotten-page", Cancel);
            Assert.Equal(expected, page.StatusCode);
            Assert.Equal(isSaid, (await page.Content.ReadAsStringAsync(Cancel)).Contains(SamplePage.Content, StringComparison.Ordinal));
            // And what is forgotten is named, by the list and by the rule below.
            Assert.Contains("/api/forgotten is not in access.csv: decide who may use it and add the line \"endpoint,/api/forgotten,/api/forgotten,<roles joined by ;>\".",
                AccessTable.Differences(AccessTable.Endpoint, Surface.Endpoints(app.Services), AccessTable.Lines));
            string[] named = isSaid ? ["/forgotten-page"] : ["/api/forgotten", "/forgotten-page"];
            Assert.Equal(named, Unsaid(app.Services).Where(at => !IsOfTheFramework(at) && !at.StartsWith("/_blazor", StringComparison.Ordinal)));
            // What is open stays open, and what is not there is said not to be.
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/healthz/live", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/no-such-page", Cancel)).StatusCode);
            await app.StopAsync(Cancel);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void Nobody_at_all_may_use_what_does_not_say_whom_it_is_for()
    {
        Assert.All(Unsaid(house.Services), pattern => Assert.True(IsOfTheFramework(pattern), $"{pattern} does not say who may use it."));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Administrator)]
    public async Task Nothing_that_is_answered_can_be_put_into_a_frame(Role? role)
    {
        var browser = await house.BrowserOfAsync(role);
        var addresses = AccessTable.Of(AccessTable.Page).Concat(AccessTable.Of(AccessTable.Endpoint)).SelectMany(l => l.Route.Split(" | ")).Select(AccessTests.Filled)
            .Concat(["/no-such-page", "/console/no-such-page", "/favicon.svg", "/portal.css", "/healthz/live", "/files/00000000-0000-0000-0000-0000000000bb", "/_blazor", "/en/projects", "/q/0123456789abcdef0123456789abcdef"]).Distinct().ToList();
        Assert.True(addresses.Count > 120, $"{addresses.Count} addresses");
        foreach (var address in addresses)
        {
            using var answer = await browser.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Cancel);
            Assert.True(RefusesFrames(answer), $"{address}: {answer.StatusCode} {(answer.Headers.TryGetValues("Content-Security-Policy", out var said) ? string.Join(" | ", said) : "no policy")}");
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("default-src 'none'", false)]
    [InlineData("sandbox; default-src 'none'", false)]
    [InlineData("frame-ancestors 'self'", false)]
    [InlineData("default-src 'none'; frame-ancestors 'none'", true)]
    public void What_could_be_framed_is_told_from_what_could_not(string? policy, bool refuses)
    {
        using var answer = new HttpResponseMessage();
        if (policy is not null) answer.Headers.Add("Content-Security-Policy", policy);

        Assert.Equal(refuses, RefusesFrames(answer));
    }

    private static IReadOnlyList<string> Unsaid(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null && e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>() is null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Order(),
    ];

    // The framework's own, which nothing of ours calls and the rule shuts.
    private static bool IsOfTheFramework(string pattern) => pattern.StartsWith("/_framework/", StringComparison.Ordinal) || pattern == "/{**path:file}";

    // Whatever else is said of frames beside it, every policy must be kept.
    private static bool RefusesFrames(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Content-Security-Policy", out var policies) && policies.Any(p => p.Split(';').Any(d => d.Trim() == "frame-ancestors 'none'"));
}
