using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Enquiries;
using InvestmentFair.Web.Account;
using InvestmentFair.Web.Commands;
using InvestmentFair.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InvestmentFair.E2E;

/// <summary>An address to stop at, what the server answers there, and whether one has to have logged in.</summary>
internal sealed record Stop(string Address, int Answer = 200, bool SignedIn = false)
{
    /// <summary>Its language is the visitor's choice and not the address's.</summary>
    public bool IsPersonal => EnglishPath.IsPersonal("/" + Address);
}

/// <summary>
/// Every page that is not of the console, as the running program routes them, at addresses that show something: a page nobody
/// can name an address of fails the walk.
/// </summary>
internal static class PublicPages
{
    /// <summary>Somebody who has given the password and still owes the code.</summary>
    public const string Halfway = "halfway";

    public static async Task<IReadOnlyList<Stop>> StopsAsync(IServiceProvider services)
    {
        await using var db = services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        if (!await db.Releases.AnyAsync(r => r.Fair.Code == ConsolePages.Fair)) await ConsolePages.PublishAsync(services);
        var stops = new List<Stop>();
        foreach (var (template, signedIn) in Templates(services))
            stops.AddRange((await FillAsync(db, services.GetRequiredService<LinkKeys>(), template)).Select(stop => stop with { SignedIn = signedIn }));
        return [.. stops, new Stop("no-such-page", Answer: 404)];
    }

    /// <summary>The link with which the first administrator is made; it is gone when it has been walked.</summary>
    public static string OpenSetup(IServiceProvider services)
    {
        var link = services.GetRequiredService<SetupLink>();
        link.Open();
        return $"account/setup?token={link.Token}";
    }

    public static void CloseSetup(IServiceProvider services) => services.GetRequiredService<SetupLink>().Close();

    public static async Task EnsureHalfwayAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        if (await users.FindByNameAsync(Halfway) is not null) return;
        var account = new StaffMember { Id = Guid.CreateVersion7(), UserName = Halfway, DisplayName = "半途（示例）", Role = Role.Leader, TwoFactorEnabled = true };
        account.PasswordHash = users.PasswordHasher.HashPassword(account, DemoAccounts.Password);
        Assert.True((await users.CreateAsync(account)).Succeeded);
    }

    private static IEnumerable<(string Template, bool SignedIn)> Templates(IServiceProvider services) =>
        from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        let template = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where template != "/console" && !template.StartsWith("/console/", StringComparison.Ordinal)
        group endpoint by template into routes
        orderby routes.Key
        select (routes.Key, routes.Any(e => e.Metadata.GetMetadata<IAuthorizeData>() is not null && e.Metadata.GetMetadata<IAllowAnonymous>() is null));

    // A page is walked as it looks first, with something in it, and with something in it that leads to nothing.
    public static async Task<IReadOnlyList<Stop>> FillAsync(FairDbContext db, LinkKeys keys, string template)
    {
        // One of each kind, where kinds look different.
        var projects = await db.Projects.Where(p => p.State == Projects.ProjectState.Published).OrderBy(p => p.Code).Select(p => new { p.Code, p.Category }).ToListAsync();
        var codes = projects.DistinctBy(p => p.Category).Select(p => p.Code).ToList();
        var plants = await db.Plants.Where(p => p.IsPublished).OrderBy(p => p.Code).Select(p => p.Code).Take(2).ToListAsync();
        var several = $"?ids={string.Join(',', codes)}&plants={string.Join(',', plants)}";
        string[] addresses = template switch
        {
            "/" => [""],
            "/projects" => ["projects", "projects?q=民宿", "projects?q=没有这样的项目", "projects?min=9&max=1&sort=none"],
            "/projects/{Code}" => [.. codes.Select(code => $"projects/{code}")],
            "/projects/{Project}/ask" => [$"projects/{codes[0]}/ask"],
            "/plants" => ["plants"],
            "/plants/{Code}" => [.. plants.Select(code => $"plants/{code}")],
            "/plants/{Plant}/ask" => [$"plants/{plants[0]}/ask"],
            "/ask" => ["ask", "ask" + several],
            "/compare" => ["compare", "compare" + several],
            "/match" => ["match", "match?area=3000&height=6&jobs=50&by=2028-12-31", "match?area=many&by=soon"],
            "/shortlist" => ["shortlist", $"shortlist?add={codes[0]}", $"shortlist?addplant={plants[0]}"],
            "/agenda" => ["agenda"],
            "/privacy" => ["privacy"],
            "/privacy/{Version}" => [.. PrivacyNotice.All.Select(notice => $"privacy/{notice.Version}")],
            "/q/{Reference}" => [.. (await ConsolePages.ReferencesAsync(db, keys)).Select(reference => $"q/{reference}")],
            // Opened by the key, and by nobody else.
            "/q/r/{Number}" => ["q/r/none"],
            "/board/{Token}" => [$"board/{await GivenAsync(db, keys, LinkKind.Board, await db.Halls.Where(h => h.Fair.Code == ConsolePages.Fair && h.Tables.Count > 0).OrderBy(h => h.Code).Select(h => h.Id).FirstAsync())}"],
            "/me/{Key}" => [$"me/{await MineAsync(db, keys)}"],
            "/me/r/{Number}" => ["me/r/none"],
            "/error" => ["error"],
            "/not-found" => ["not-found"],
            "/account/login" => ["account/login"],
            "/account/full" => ["account/full"],
            "/account/denied" => ["account/denied"],
            "/account/logout" => ["account/logout"],
            "/account/verify" => ["account/verify"],
            "/account/setup" => ["account/setup"],
            "/account/password" => ["account/password"],
            "/account/sessions" => ["account/sessions"],
            "/account/two-factor" => ["account/two-factor"],
            _ => throw new InvalidOperationException($"The walk knows no address for {template}."),
        };
        Assert.True(addresses.Length > 0, $"The sample data have nothing to show at {template}.");
        return [.. addresses.Select(address => new Stop(address, template switch { "/account/full" => 503, "/error" => 500, "/not-found" or "/q/r/{Number}" or "/me/r/{Number}" => 404, _ => 200 }))];
    }

    // Somebody who meets the most, with where their calendar is.
    private static async Task<string> MineAsync(FairDbContext db, LinkKeys keys)
    {
        var person = await db.Releases.Where(r => r.IsCurrent && r.Fair.Code == ConsolePages.Fair).SelectMany(r => r.Meetings).SelectMany(m => m.People).GroupBy(p => p.PersonId).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstAsync();
        await GivenAsync(db, keys, LinkKind.Calendar, person);
        return await GivenAsync(db, keys, LinkKind.Timetable, person);
    }

    // Nobody has asked for one in the sample data.
    private static async Task<string> GivenAsync(FairDbContext db, LinkKeys keys, LinkKind kind, Guid subject)
    {
        if (await db.Links.FirstOrDefaultAsync(l => l.Kind == kind && l.SubjectId == subject && l.RevokedAt == null) is not { } link)
        {
            var fair = await db.Fairs.SingleAsync(f => f.Code == ConsolePages.Fair);
            link = GuestLink.Give($"LK-0000{(int)kind}", fair.Id, kind, subject, keys);
            db.Add(link);
            var given = await db.SaveAsync(new Act(Actor.Portal, "link.given", TimeProvider.System.GetUtcNow().UtcDateTime), CancellationToken.None);
            Assert.False(given.Refused, given.Text);
        }

        return link.Key(keys)!;
    }
}
