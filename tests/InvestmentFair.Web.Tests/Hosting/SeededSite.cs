using System.Net;
using InvestmentFair.Access;
using InvestmentFair.Tests;
using InvestmentFair.Web.Tests.Portal;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>The whole program over a copy of the sample data, with an account for everybody a test lets log in.</summary>
public sealed class SeededSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "Seeded-2027-accounts";
    private readonly Dictionary<string, HttpClient> _browsers = [];
    private FairDatabase _database = null!;

    /// <summary>What is put in the place of the program's own.</summary>
    public Action<IServiceCollection>? Other { get; init; }

    public string Connection => _database.Connection;

    public async ValueTask InitializeAsync() => _database = await FairDatabase.SeededSqliteAsync();

    public T Desk<T>() where T : notnull => Services.GetRequiredService<T>();

    public Data.FairDbContext Open() => _database.Open();

    public HttpClient Visitor() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>A browser in which somebody of this role, and of this unit, has logged in by the login page.</summary>
    public async Task<HttpClient> BrowserOfAsync(Role role, Guid? unit = null, string name = "")
    {
        var user = $"{role}{name}";
        if (_browsers.TryGetValue(user, out var known)) return known;
        await using (var scope = Services.CreateAsyncScope())
        {
            var made = await scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>().CreateAsync(
                new StaffMember { Id = Guid.CreateVersion7(), UserName = user, DisplayName = user, Role = role, UnitId = unit, LockoutEnabled = true }, Password);
            Assert.True(made.Succeeded, made.ToString());
        }

        var browser = Visitor();
        var fields = (await browser.PageAsync("/account/login")).QuerySelectorAll("form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        (fields["Input.UserName"], fields["Input.Password"]) = (user, Password);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync("/account/login", content);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return _browsers[user] = browser;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Portal:PublicBaseUrl", "http://localhost");
        builder.UseSetting("Data:Directory", _database.Directory);
        builder.UseSetting("ConnectionStrings:Fair", _database.Connection);
        builder.UseSetting("Clock:Start", "2027-07-01T08:00:00+08:00");
        builder.UseSetting("Portal:LeastSecondsToAsk", "0");
        builder.UseSetting("Portal:MissesPerMinute", "100000");
        if (Other is not null) builder.ConfigureTestServices(Other);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers.Values) browser.Dispose();
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }
}
