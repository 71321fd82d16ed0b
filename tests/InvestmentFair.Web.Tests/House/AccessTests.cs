using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Web.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.House;

/// <summary>What access.csv says is what the product does: in its pages, over HTTP and at its desks.</summary>
public sealed partial class AccessTests(HouseFactory house) : IClassFixture<HouseFactory>
{
    public static TheoryData<string> Methods => AccessTable.Names(AccessTable.Method);

    public static TheoryData<string> Pages => AccessTable.Names(AccessTable.Page);

    public static TheoryData<string> Endpoints => AccessTable.Names(AccessTable.Endpoint);

    [Fact]
    public void Every_page_is_listed() =>
        Agree(AccessTable.Differences(AccessTable.Page, Surface.Pages().Select(p => (p.Name, p.Route)), AccessTable.Lines));

    [Fact]
    public void Every_endpoint_is_listed() =>
        Agree(AccessTable.Differences(AccessTable.Endpoint, Surface.Endpoints(house.Services).Select(e => (e.Name, SampleOf(e.Name))), AccessTable.Lines));

    [Fact]
    public void Every_method_of_a_desk_is_listed() =>
        Agree(AccessTable.Differences(AccessTable.Method, Surface.Methods(house.Services).Select(m => (m.Name, "")), AccessTable.Lines));

    [Fact]
    public void Every_role_that_is_listed_exists() =>
        Assert.All(AccessTable.Lines.Where(l => !l.IsForAnyone).SelectMany(l => l.Roles.Split(';')), role => Assert.True(Enum.TryParse<Role>(role, out _), role));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_method_lets_in_whom_its_line_names_and_nobody_else(string name)
    {
        var method = Surface.Methods(house.Services).Single(m => m.Name == name);

        var fault = await DeskCheck.DisagreementAsync(house.Services.GetRequiredService(method.Desk), method, AccessTable.Find(AccessTable.Method, name));

        Assert.True(fault is null, fault);
    }

    [Fact]
    public void Only_what_the_portal_shows_everybody_does_not_ask_who_is_there() =>
        Assert.All(Surface.Methods(house.Services).Where(m => !m.AsksWho), m => Assert.Equal(typeof(PortalQueries), m.Desk));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_names_the_policies_of_its_line(string name)
    {
        var type = Surface.Pages().Single(p => p.Name == name).Type;

        var fault = AccessTable.Disagreement(AccessTable.Find(AccessTable.Page, name), await MayAsync(type));

        Assert.True(fault is null, fault);
    }

    [Fact]
    public void A_page_is_open_to_anyone_or_asks_for_a_login_and_never_both() => Agree(Undecided(Surface.Pages()));

    [Theory]
    [MemberData(nameof(Pages))]
    public Task A_page_answers_over_HTTP_as_its_line_says(string name)
    {
        var line = AccessTable.Find(AccessTable.Page, name);
        return AnswersAsync(line, line.Route.Split(" | ").Select(Filled));
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public Task An_endpoint_answers_over_HTTP_as_its_line_says(string name)
    {
        var line = AccessTable.Find(AccessTable.Endpoint, name);
        return AnswersAsync(line, [line.Route]);
    }

    [Fact]
    public void The_circuit_asks_for_a_login()
    {
        var endpoints = Surface.OfTheCircuit(house.Services).ToList();

        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, e => Assert.True(e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<IAuthorizeData>() is not null, e.DisplayName));
    }

    [Fact]
    public async Task A_desk_that_forgets_to_ask_is_found()
    {
        var (desk, forgotten) = Double(nameof(DoubleDesk.ForgottenAsync));
        var (_, guarded) = Double(nameof(DoubleDesk.GuardedAsync));
        var staff = new AccessLine(AccessTable.Method, "DoubleDesk", "", "Administrator;Organizer;Staff");

        Assert.Null(await DeskCheck.DisagreementAsync(desk, guarded, staff));
        Assert.Equal("DoubleDesk: nobody in particular may use it and is not listed; Reception may use it and is not listed; Reporter may use it and is not listed; Leader may use it and is not listed.",
            await DeskCheck.DisagreementAsync(desk, forgotten, staff));
    }

    [Fact]
    public async Task A_desk_that_is_stricter_than_its_line_is_found()
    {
        var (desk, guarded) = Double(nameof(DoubleDesk.GuardedAsync));

        Assert.Equal("DoubleDesk: Leader is listed and may not use it.",
            await DeskCheck.DisagreementAsync(desk, guarded, new AccessLine(AccessTable.Method, "DoubleDesk", "", "Administrator;Organizer;Staff;Leader")));
    }

    [Fact]
    public async Task A_page_that_forgets_to_say_who_may_open_it_is_found()
    {
        var pages = Surface.PagesAmong([typeof(ForgottenPage), typeof(OpenPage), typeof(GuardedPage), typeof(ContradictingPage)]).ToList();
        Assert.Equal(4, pages.Count);

        // Nobody can add a page without a line for it,
        Assert.Equal(pages.Select(p => $"{p.Name} is not in access.csv: decide who may use it and add the line \"page,{p.Name},{p.Route},<roles joined by ;>\"."),
            AccessTable.Differences(AccessTable.Page, pages.Select(p => (p.Name, p.Route)), AccessTable.Lines.Where(l => l.Kind != AccessTable.Page)));
        // nor one that says nothing, or that says both,
        Assert.Equal([$"Tests.House.{nameof(ContradictingPage)} says both or neither; where both are said, the framework lets everybody in.", $"Tests.House.{nameof(ForgottenPage)} says both or neither; where both are said, the framework lets everybody in."], Undecided(pages));
        // and one whose line says whom it is for lets in those and nobody else: of what says nothing nobody at all is let in.
        var staff = new AccessLine(AccessTable.Page, "It", "", "Administrator;Organizer;Staff");
        const string Everybody = "It: nobody in particular may use it and is not listed; Reception may use it and is not listed; Reporter may use it and is not listed; Leader may use it and is not listed.";
        const string Nobody = "It: Administrator is listed and may not use it; Organizer is listed and may not use it; Staff is listed and may not use it.";
        foreach (var (type, wrong) in new[] { (typeof(ForgottenPage), Nobody), (typeof(OpenPage), Everybody), (typeof(ContradictingPage), Everybody), (typeof(GuardedPage), null) })
            Assert.Equal(wrong, AccessTable.Disagreement(staff, await MayAsync(type)));
    }

    [Fact]
    public void What_is_not_listed_is_answered_with_the_line_to_add()
    {
        var found = Surface.MethodsOf(typeof(DoubleDesk), house.Services).Select(m => (m.Name, ""));

        Assert.Contains("DoubleDesk.ForgottenAsync is not in access.csv: decide who may use it and add the line \"method,DoubleDesk.ForgottenAsync,,<roles joined by ;>\".",
            AccessTable.Differences(AccessTable.Method, found, []));
        Assert.Equal(["Gone.Async is in access.csv and no longer in the product: remove its line."],
            AccessTable.Differences(AccessTable.Method, [], [new AccessLine(AccessTable.Method, "Gone.Async", "", AccessTable.Anyone)]));
    }

    private static void Agree(IReadOnlyList<string> differences) => Assert.True(differences.Count == 0, string.Join('\n', differences));

    private (DoubleDesk Desk, DeskMethod Method) Double(string method) => (
        new DoubleDesk(house.Services.GetRequiredService<IDbContextFactory<FairDbContext>>(), house.Services.GetRequiredService<FairClock>()),
        Surface.MethodsOf(typeof(DoubleDesk), house.Services).Single(m => m.Method.Name == method));

    private static IReadOnlyList<string> Undecided(IEnumerable<(string Name, string Route, Type Type)> pages) =>
    [
        .. from page in pages
           where Has<AllowAnonymousAttribute>(page.Type) == Has<AuthorizeAttribute>(page.Type)
           select $"{page.Name} says both or neither; where both are said, the framework lets everybody in.",
    ];

    private async Task<IReadOnlyList<Role?>> MayAsync(Type page)
    {
        var may = new List<Role?>();
        foreach (var role in AccessTable.Everybody)
            if (await MayOpenAsync(page, role)) may.Add(role);
        return may;
    }

    private async Task<bool> MayOpenAsync(Type page, Role? role)
    {
        if (Has<AllowAnonymousAttribute>(page)) return true;
        var policies = house.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var policy = await AuthorizationPolicy.CombineAsync(policies, page.GetCustomAttributes(true).OfType<IAuthorizeData>());
        if (policy is null) return true;
        var identity = role is { } somebody ? new ClaimsIdentity([new Claim(AccountClaims.Role, somebody.ToString())], "test") : new ClaimsIdentity();
        await using var scope = house.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(new ClaimsPrincipal(identity), policy)).Succeeded;
    }

    private async Task AnswersAsync(AccessLine line, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            var may = new List<Role?>();
            foreach (var role in AccessTable.Everybody)
            {
                using var answer = await (await house.BrowserOfAsync(role)).GetAsync(address, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                if (!IsTurnedAway(answer)) may.Add(role);
            }

            var fault = AccessTable.Disagreement(line, may);
            Assert.True(fault is null, $"{address}: {fault}");
        }
    }

    private static bool IsTurnedAway(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => true,
        HttpStatusCode.Redirect => TurnsAway().IsMatch(answer.Headers.Location!.OriginalString),
        _ => false,
    };

    private static bool Has<TAttribute>(Type type) where TAttribute : Attribute => type.IsDefined(typeof(TAttribute), true);

    /// <summary>An address that fits a route; nothing is there, which is answered with 404 to those who may ask.</summary>
    internal static string Filled(string route) => Parameter().Replace(route, m => m.Value.EndsWith(":guid}", StringComparison.Ordinal) ? "00000000-0000-0000-0000-0000000000bb" : m.Value.Contains(":int", StringComparison.Ordinal) || m.Value.Contains(":long", StringComparison.Ordinal) ? "480" : "nothing");

    /// <summary>The address under which an endpoint is tried.</summary>
    private static string SampleOf(string name) => Parenthesised().Match(name) is { Success: true } list
        ? name[..list.Index].Replace("{list}", list.Groups[1].Value, StringComparison.Ordinal)
        : Filled(name.Replace("{language}", Language.English, StringComparison.Ordinal));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@" \((.+)\)$")]
    private static partial Regex Parenthesised();

    [GeneratedRegex("/account/(login|denied)")]
    private static partial Regex TurnsAway();

    /// <summary>A desk of the test's own, of which one method has lost its check.</summary>
    private sealed class DoubleDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
    {
        public Task<DateOnly> GuardedAsync(Actor actor, CancellationToken cancel)
        {
            actor.Must(Permission.ManageProjects);
            return ForgottenAsync(actor, cancel);
        }

        public Task<DateOnly> ForgottenAsync(Actor actor, CancellationToken cancel) => Task.FromResult(Today);
    }
}
