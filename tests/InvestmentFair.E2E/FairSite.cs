using InvestmentFair.E2E;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FairSite))]

namespace InvestmentFair.E2E;

/// <summary>The product with its sample data on a port of its own, and a real Chromium to use it with.</summary>
public sealed class FairSite : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("fair-e2e-").FullName;
    private Server? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";

    /// <summary>The desks and contexts of the running program, to find what there is to look at.</summary>
    public IServiceProvider Services => _server!.Services;

    /// <summary>Why there is nothing to try; on the build server that is a failure.</summary>
    private static string? Chromium => Environment.GetEnvironmentVariable("FAIR_TEST_CHROMIUM") is { Length: > 0 } path ? path : File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null;

    public async ValueTask InitializeAsync()
    {
        if (Chromium is not { } path) return;
        await SampleData.CopyToAsync(_directory);
        _server = new Server(_directory);
        _server.UseKestrel(0);
        _server.StartServer();
        Address = _server.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Flags });
    }

    /// <summary>A page in a fresh browser profile, which fails the test on console errors and on requests to another host.</summary>
    public async Task<Visit> OpenAsync(int width = 1440, string? address = null, string? agent = null)
    {
        if (_browser is null && Environment.GetEnvironmentVariable("CI") is "true") Assert.Fail("Chromium is missing, and CI tries the journeys.");
        Assert.SkipUnless(_browser is not null, "Chromium is not installed (FAIR_TEST_CHROMIUM or /usr/bin/chromium).");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { BaseURL = address ?? Address, ViewportSize = new ViewportSize { Width = width, Height = 900 }, Locale = "zh-CN", UserAgent = agent });
        context.SetDefaultTimeout(20_000);
        return await Visit.BeginAsync(context, address ?? Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    internal sealed class Server(string directory, params (string Key, string Value)[] settings) : WebApplicationFactory<Program>
    {
        /// <summary>What a control takes away to see what happens without it.</summary>
        public Action<IServiceCollection>? Without { get; init; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Data:Directory", directory);
            builder.UseSetting("Portal:LeastSecondsToAsk", "0");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            // A minute in the product; a test does not wait so long.
            builder.UseSetting("Accounts:RevalidateSeconds", "3");
            // Tests run side by side under the same few accounts.
            builder.UseSetting("Console:WindowsPerAccount", "200");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            if (Without is not null) builder.ConfigureTestServices(Without);
        }
    }
}

/// <summary>One visitor's browser, with what went wrong in it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>A visit that has lost its line has faults in its console; what else went wrong is still a fault.</summary>
    public void WasCleanBut(params string[] expected) => Assert.DoesNotContain(_faults, f => !expected.Any(e => f.Contains(e, StringComparison.Ordinal)));

    public Task<IPage> NewTabAsync() => _context.NewPageAsync();

    public Task ForgetLoginAsync() => _context.ClearCookiesAsync();

    public static async Task<Visit> BeginAsync(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") visit._faults.Add($"console: {message.Text} {message.Location}");
        };
        page.PageError += (_, error) => visit._faults.Add($"script: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) visit._faults.Add($"another host: {request.Url}");
        };
        return visit;
    }

    public async Task LogInAsync(string user)
    {
        await Page.GetByLabel("登录名").FillAsync(user);
        await Page.GetByLabel("密码").FillAsync("Lingchuan-2027");
        await Page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
    }

    public void WasClean() => Assert.Empty(_faults);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
