using System.Net;
using System.Text.RegularExpressions;
using InvestmentFair.Access;
using InvestmentFair.Web.Tests.House;
using InvestmentFair.Web.Tests.Portal;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>
/// A page of another site sends our forms in the name of whoever is here: a visitor, an asker, somebody half-way in, somebody
/// logged in. Not one is taken without its token, nor with the token of somebody else, and nothing is changed by trying.
/// </summary>
public sealed partial class ForgedFormTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_form_is_refused_without_its_token_and_with_somebody_elses()
    {
        await using var site = new SeededSite();
        await site.InitializeAsync();
        var sweep = await FormSweep.OpenAsync(site);
        var forms = await sweep.FormsAsync();

        // Not one of the sources is left out, and there is none that nobody has written down.
        Assert.Equal(FormsOfTheSources(), forms.Select(f => f.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.True(forms.Count > 60, $"{forms.Count} forms");
        Assert.All(["/ask", "/en/projects/", "/plants/", "/projects/", "/q/", "/shortlist", "/account/"], at => Assert.Contains(forms, f => f.Address.StartsWith(at, StringComparison.Ordinal)));
        var taken = await TakenAsync(site, sweep, forms);
        Assert.True(taken.Count == 0, string.Join('\n', taken));
        // Whoever was here is here still.
        Assert.Equal(HttpStatusCode.OK, (await sweep.Staff.GetAsync("/account/sessions", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await sweep.Guarded.GetAsync("/account/two-factor", Cancel)).StatusCode);
    }

    /// <summary>The control: a host that takes every token for good is caught at each of the forms by the very same look.</summary>
    [Fact]
    public async Task Were_every_token_taken_for_good_the_same_look_would_find_every_form()
    {
        await using var site = new SeededSite
        {
            Other = services =>
            {
                var made = services.Single(d => d.ServiceType == typeof(IAntiforgery));
                services.Remove(made);
                services.AddSingleton<IAntiforgery>(own => new Approving((IAntiforgery)ActivatorUtilities.CreateInstance(own, made.ImplementationType!)));
            },
        };
        await site.InitializeAsync();
        var sweep = await FormSweep.OpenAsync(site);
        var forms = (await sweep.FormsAsync()).DistinctBy(f => f.Name).ToList();

        var taken = await TakenAsync(site, sweep, forms);

        Assert.All(FormsOfTheSources(), name => Assert.True(taken.Any(t => t.StartsWith($"{name} at ", StringComparison.Ordinal)), $"{name} is not among\n{string.Join('\n', taken)}"));
        Assert.All(["add", "ask", "login", "logout", "password", "setup", "verify", "withdraw"], done => Assert.True(taken.Any(t => t.StartsWith($"{done} changed", StringComparison.Ordinal)), $"{done} changes nothing:\n{string.Join('\n', taken)}"));
    }

    // Each with no token, an empty one, a stranger's, and that of another who is logged in.
    private static async Task<IReadOnlyList<string>> TakenAsync(SeededSite site, FormSweep sweep, IReadOnlyList<FoundForm> forms)
    {
        var tokens = new List<(string Whose, string? Token)> { ("no", null), ("an empty", "") };
        foreach (var (whose, browser, page) in new[] { ("a stranger's", site.Visitor(), "/account/login"), ("a colleague's", await site.BrowserOfAsync(Role.Reception, name: "-colleague"), "/account/sessions") })
            tokens.Add((whose, (await browser.PageAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!));

        var taken = new List<string>();
        foreach (var group in forms.GroupBy(f => f.Name))
        {
            var before = await StateAsync(site);
            foreach (var form in group)
                foreach (var (whose, token) in tokens)
                {
                    var sent = form.Fields.Where(f => f.Key != "__RequestVerificationToken").ToDictionary();
                    if (token is not null) sent["__RequestVerificationToken"] = token;
                    using var content = new FormUrlEncodedContent(sent);
                    using var answer = await form.Browser.PostAsync(form.Address, content, Cancel);
                    if (answer.StatusCode is not HttpStatusCode.BadRequest) taken.Add($"{form.Name} at {form.Address} with {whose} token: {answer.StatusCode}");
                }

            var after = await StateAsync(site);
            if (after.Hash.ChangedSince(before.Hash, "Sessions") is { Count: > 0 } tables) taken.Add($"{group.Key} changed {string.Join(' ', tables)}");
            if (after.Sessions != before.Sessions) taken.Add($"{group.Key} changed who is logged in");
        }

        return taken;
    }

    // When a session was last seen is noted whatever is asked; which there are and which are open is not.
    private static async Task<(DatabaseHash Hash, string Sessions)> StateAsync(SeededSite site)
    {
        await using var db = site.Open();
        var sessions = await db.Sessions.AsNoTracking().OrderBy(s => s.Id).Select(s => new { s.Id, s.EndedAt }).ToListAsync(Cancel);
        return (await DatabaseHash.OfAsync(site.Connection), string.Join(';', sessions));
    }

    private static IReadOnlyList<string> FormsOfTheSources() =>
        [.. Directory.EnumerateFiles(Sources.Web, "*.razor", SearchOption.AllDirectories).SelectMany(f => FormName().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("@formname=\"([^\"]+)\"")]
    private static partial Regex FormName();

    private sealed class Approving(IAntiforgery own) : IAntiforgery
    {
        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => own.GetAndStoreTokens(httpContext);

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => own.GetTokens(httpContext);

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(true);

        public Task ValidateRequestAsync(HttpContext httpContext) => Task.CompletedTask;

        public void SetCookieTokenAndHeader(HttpContext httpContext) => own.SetCookieTokenAndHeader(httpContext);
    }
}
