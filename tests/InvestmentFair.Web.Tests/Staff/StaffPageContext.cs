using System.Globalization;
using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Tests;
using InvestmentFair.Web.Account;
using InvestmentFair.Web.Hosting;
using InvestmentFair.Web.Layouts;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>
/// Somebody at the console, in a browser of their own: the program's own routes, layout, desks and queries over a copy of the
/// sample data. The layout brings the providers of dialogs, pop-ups and snackbars with it.
/// </summary>
public sealed class StaffPageContext : BunitContext
{
    public const string Fair = "2027";
    private readonly FairDatabase _database;
    private readonly Seat _seat;

    private StaffPageContext(FairDatabase database, Role role, Guid? unit, bool menu)
    {
        _database = database;
        Me = new Actor(Guid.CreateVersion7(), "周文（示例）", role, unit);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddInvestmentFair(database.Connection);
        Services.Configure<DataOptions>(options => options.Directory = database.Directory);
        Services.AddMudServices();
        Services.AddSingleton<ILoggerFactory>(new LoggerFactory([Heard]));
        Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        Services.AddIdentityCore<StaffMember>(options => options.Password.RequireNonAlphanumeric = options.Password.RequireUppercase = false)
            .AddEntityFrameworkStores<FairDbContext>().AddDefaultTokenProviders();
        Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new(PublicSite.Key, "https://fair.example")]).Build());
        Services.AddSingleton<PublicSite>();
        Services.AddSingleton<Circuits>();
        Services.AddScoped<CircuitPlace>();
        _seat = new Seat(Me);
        Services.AddSingleton<IActorSource>(_seat);
        Services.AddSingleton<INavigationInterception, NoInterception>();
        Services.AddSingleton<IScrollToLocationHash, NoScrolling>();
        // The policies of the product, not those of the stand-ins.
        Services.RemoveAll<IAuthorizationService>();
        Services.RemoveAll<IAuthorizationPolicyProvider>();
        Services.RemoveAll<AuthenticationStateProvider>();
        Services.AddAuthorizationBuilder().AddPermissions();
        Services.AddCascadingAuthenticationState();
        Services.AddSingleton<AuthenticationStateProvider>(new Door(Me));
        Services.AddScoped<ListsSeen>();
        // It counts by itself what waits, and would draw while a hand is on something else.
        if (!menu) ComponentFactories.AddStub<StaffMenu>();
    }

    public Actor Me { get; }

    /// <summary>What the console has written down.</summary>
    internal Heard Heard { get; } = new();

    public NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>Path and query of where the reader is.</summary>
    public string Address => new Uri(Navigation.Uri).PathAndQuery;

    /// <summary>Waits until the reader is there. A navigation that was held and let go draws nothing here by which a screen's own wait would wake.</summary>
    public async Task ArriveAsync(string address)
    {
        for (var i = 0; i < 500 && Address != address; i++) await Task.Delay(20);
        Assert.True(Address == address, string.Join("; ", Services.GetRequiredService<BunitNavigationManager>().History.Select(h => $"{h.State} {h.Uri} {h.Exception}")));
    }

    public static async Task<StaffPageContext> SitAsync(Role role = Role.Administrator, Guid? unit = null, bool menu = false)
    {
        var context = new StaffPageContext(await FairDatabase.SeededSqliteAsync(), role, unit, menu);
        context.Desk<FairClock>().StartAt(new DateTimeOffset(2026, 11, 2, 8, 30, 0, TimeSpan.FromHours(8)), DateTime.MinValue);
        context.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return context;
    }

    public T Desk<T>() where T : notnull => Services.GetRequiredService<T>();

    public FairDbContext Open() => _database.Open();

    /// <summary>The address of a record of the sample data.</summary>
    public string AddressOf<T>(string of, Func<IQueryable<T>, IQueryable<T>>? which = null) where T : Kernel.Record => $"{of}/{Id(which)}";

    public Guid Id<T>(Func<IQueryable<T>, IQueryable<T>>? which = null) where T : Kernel.Record
    {
        using var db = Open();
        return (which ?? (all => all))(db.Set<T>()).OrderBy(r => r.Id).Select(r => r.Id).First();
    }

    /// <summary>As somebody sees a record who opens it now.</summary>
    public int Version<T>(Guid id) where T : Kernel.Record
    {
        using var db = Open();
        return db.Set<T>().Where(r => r.Id == id).Select(r => r.Version).Single();
    }

    /// <summary>How many acts the audit holds: one more for everything that was saved.</summary>
    public int Acts()
    {
        using var db = Open();
        return db.AuditEntries.Count();
    }

    /// <summary>From now on the desks wait to be told who asks, as over a slow line, until <see cref="Release"/>.</summary>
    public void Hold() => _seat.Gate = new TaskCompletionSource();

    public void Release() => _seat.Gate?.TrySetResult();

    /// <summary>Their session is ended elsewhere, while the page is open.</summary>
    public void EndSession() => _seat.Me = Actor.Portal;

    public Task DamageAsync(string sql) => _database.DamageAsync(sql);

    public void Follow(IElement link) => Navigation.NavigateTo(link.GetAttribute("href")!);

    /// <summary>Opens an address of the console as the browser would.</summary>
    public Screen Visit(string address, string language = Language.Chinese)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        // What was open before is closed: the layout and its providers stand once.
        DisposeComponentsAsync().GetAwaiter().GetResult();
        Navigation.NavigateTo(address);
        return new Screen(Render<Routes>());
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _database.DisposeAsync();
    }

    private sealed class Seat(Actor me) : IActorSource
    {
        public Actor Me { get; set; } = me;

        public TaskCompletionSource? Gate { get; set; }

        public async Task<Actor> CurrentAsync()
        {
            if (Gate is { } gate) await gate.Task;
            return Me;
        }
    }

    private sealed class Door(Actor me) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.Name, me.Name), new Claim(AccountClaims.Role, me.Role!.Value.ToString())], "cookie"))));
    }

    private sealed class NoInterception : INavigationInterception
    {
        public Task EnableNavigationInterceptionAsync() => Task.CompletedTask;
    }

    private sealed class NoScrolling : IScrollToLocationHash
    {
        public Task RefreshScrollPositionForHash(string locationAbsolute) => Task.CompletedTask;
    }
}

/// <summary>What stands on the screen, and the hands on it.</summary>
public sealed class Screen(IRenderedComponent<Routes> page)
{
    public IRenderedComponent<Routes> Page => page;

    public IElement Main => page.Find("main");

    public string Text => Squeezed(Main);

    public string Heading => Squeezed(page.Find("main h1"));

    public IElement Find(string selector) => page.Find(selector);

    public IReadOnlyList<IElement> All(string selector) => page.FindAll(selector);

    public IReadOnlyList<string> Texts(string selector) => [.. page.FindAll(selector).Select(Squeezed)];

    public IElement Button(string text, string within = "main") => page.FindAll($"{within} button").First(b => Squeezed(b) == text);

    public bool Offers(string text) => page.FindAll("main button, main a").Any(b => Squeezed(b) == text);

    public void Press(string text, string within = "main") => Act(() => Button(text, within).Click());

    public void Click(string selector) => Act(() => page.Find(selector).Click());

    public void Fill(string field, string value) => Act(() => page.Find($"#{field}").Change(value));

    /// <summary>Looks for what was typed in a field that points at something, and takes the first offer.</summary>
    public void Choose(string field, string typed)
    {
        Act(() => page.Find($"#{field}").Input(typed));
        page.WaitForElement($"#{field}-0");
        Click($"#{field}-0");
    }

    public IElement Dialog => page.WaitForElement(".mud-dialog");

    public string DialogText => Squeezed(Dialog);

    public void Confirm() => Click(".mud-dialog button.primary");

    // Found and done in one turn of the renderer: drawn again in between, what was found would answer no more.
    private void Act(Action hand) => page.InvokeAsync(hand).GetAwaiter().GetResult();

    public string? ProblemOf(string field) => page.FindAll($"#{field}-problem").SingleOrDefault() is { } problem ? Squeezed(problem) : null;

    public void Wait(Action assertion) => page.WaitForAssertion(assertion, TimeSpan.FromSeconds(10));

    public static string Squeezed(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
