using System.Net;
using AngleSharp.Html.Parser;
using InvestmentFair.Access;
using InvestmentFair.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;

namespace InvestmentFair.Web.Tests.House;

/// <summary>The whole program over a migrated SQLite file with nothing in it but an account for each role.</summary>
public sealed class HouseFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    private const string Password = "House-2027-accounts";
    private readonly string _directory = Directory.CreateTempSubdirectory("house-").FullName;
    private readonly Dictionary<string, HttpClient> _browsers = [];

    /// <summary>What is configured otherwise than usual.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var made = await users.CreateAsync(new StaffMember { Id = Guid.CreateVersion7(), UserName = role.ToString(), DisplayName = role.ToString(), Role = role, LockoutEnabled = true }, Password);
            Assert.True(made.Succeeded, made.ToString());
        }
    }

    /// <summary>A browser in which somebody of this role has logged in by the login page, or nobody.</summary>
    public async Task<HttpClient> BrowserOfAsync(Role? role)
    {
        if (_browsers.TryGetValue($"{role}", out var known)) return known;
        var browser = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        if (role is { } wanted)
        {
            var page = new HtmlParser().ParseDocument(await browser.GetStringAsync("/account/login"));
            var fields = page.QuerySelectorAll("form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
            fields["Input.UserName"] = wanted.ToString();
            fields["Input.Password"] = Password;
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await browser.PostAsync("/account/login", content);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.EndsWith("/console", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        return _browsers[$"{role}"] = browser;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseOwnFile(_directory);
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers.Values) browser.Dispose();
        await base.DisposeAsync();
        await OwnFile.LetGoAsync(_directory);
        Directory.Delete(_directory, recursive: true);
    }
}
