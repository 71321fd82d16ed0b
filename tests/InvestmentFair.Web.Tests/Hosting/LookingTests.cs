using System.Net;
using InvestmentFair.Web.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>
/// A gateway that opens every link of a mail, a messenger that draws a preview of it, a browser that fetches ahead: whatever is
/// only looked at, however often and with whatever behind the address, changes nothing.
/// </summary>
public sealed class LookingTests
{
    private const int Looks = 50;

    private static readonly (string Name, string Value)[][] Headers =
    [
        [],
        [("Purpose", "prefetch")],
        [("Sec-Purpose", "prefetch;prerender")],
        [("X-Moz", "prefetch")],
        [("User-Agent", "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.49 WeChat-Preview")],
        [("User-Agent", "MailScanner/5.4 (link check)"), ("Cache-Control", "no-cache")],
        [("X-HTTP-Method-Override", "POST")],
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_looks_at_whatever_can_be_done_do_none_of_it()
    {
        await using var site = new SeededSite();
        await site.InitializeAsync();
        var sweep = await FormSweep.OpenAsync(site);
        var forms = (await sweep.FormsAsync()).DistinctBy(f => f.Name).ToList();
        Assert.Superset(new HashSet<string> { "add", "ask", "logout", "sessions", "withdraw" }, forms.Select(f => f.Name).ToHashSet());
        // What is typed stands in the address, as in a link that somebody else has made; the token is that of the reader's own page.
        var addresses = forms.SelectMany(f => new[]
        {
            (f.Browser, Address: f.Address),
            (f.Browser, Address: With(f.Address, $"_handler={f.Name}")),
            (f.Browser, Address: With(f.Address, $"handler={f.Name}")),
            (f.Browser, Address: With(f.Address, string.Join('&', f.Fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")))),
        }).Concat([(sweep.Visitor, $"/shortlist?add={await FormSweep.ProjectAsync(site)}"), (sweep.Staff, "/account/language/en?back=/console"), (sweep.Staff, $"/console/exports/{Guid.NewGuid()}")]).ToList();
        var before = await StateAsync(site);

        foreach (var (browser, address) in addresses)
            for (var look = 0; look < Looks; look++)
                await LookAsync(browser, look % 5 == 4 ? HttpMethod.Head : HttpMethod.Get, address, Headers[look % Headers.Length]);

        Assert.Empty(await ChangedAsync(site, before));
        // Nobody was logged out by it, and what could be done still can.
        Assert.Equal(HttpStatusCode.OK, (await sweep.Staff.GetAsync("/account/sessions", Cancel)).StatusCode);
        foreach (var name in new[] { "withdraw", "logout" })
        {
            // The control: the same fields, sent as the form sends them, are a change, and it is seen.
            var form = forms.Single(f => f.Name == name);
            using var answer = await form.Browser.PostAsync(form.Address, new FormUrlEncodedContent(form.Fields), Cancel);
            Assert.Equal((name, HttpStatusCode.Redirect), (name, answer.StatusCode));
            Assert.NotEmpty(await ChangedAsync(site, before));
            before = await StateAsync(site);
        }
    }

    [Fact]
    public async Task Following_every_link_changes_nothing()
    {
        await using var site = new SeededSite();
        await site.InitializeAsync();
        var sweep = await FormSweep.OpenAsync(site);
        var before = await StateAsync(site);

        var pages = (await FormSweep.PagesAsync(sweep.Visitor, "/", "/en/", $"/q/{sweep.Key}", sweep.Setup)).Select(p => (sweep.Visitor, p))
            .Concat((await FormSweep.PagesAsync(sweep.Staff, "/account/sessions", "/account/two-factor", "/account/password", "/account/logout")).Select(p => (sweep.Staff, p))).ToList();
        Assert.True(pages.Count > 150, $"{pages.Count} pages");
        foreach (var (browser, page) in pages) await LookAsync(browser, HttpMethod.Head, page, Headers[1]);
        foreach (var console in AccessTable.Of(AccessTable.Page).Where(l => l.Route.StartsWith("/console", StringComparison.Ordinal)).SelectMany(l => l.Route.Split(" | ")))
            await LookAsync(sweep.Staff, HttpMethod.Get, AccessTests.Filled(console), Headers[2]);

        Assert.Empty(await ChangedAsync(site, before));
    }

    /// <summary>The control of the hash itself: one character of one row is a change.</summary>
    [Fact]
    public async Task One_character_of_one_row_is_seen()
    {
        await using var site = new SeededSite();
        await site.InitializeAsync();
        var before = await DatabaseHash.OfAsync(site.Connection);
        Assert.Empty((await DatabaseHash.OfAsync(site.Connection)).ChangedSince(before));

        await using var db = site.Open();
        await db.Database.ExecuteSqlAsync($"""UPDATE "Units" SET "Code" = "Code" || 'x' WHERE "Id" = (SELECT "Id" FROM "Units" ORDER BY "Code" LIMIT 1)""", Cancel);

        Assert.Equal(["Units"], (await DatabaseHash.OfAsync(site.Connection)).ChangedSince(before));
    }

    private static string With(string address, string query) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    private static async Task LookAsync(HttpClient browser, HttpMethod method, string address, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await browser.SendAsync(request, Cancel);
        Assert.True((int)answer.StatusCode < 500, $"{method} {address}: {answer.StatusCode}");
    }

    private static async Task<(DatabaseHash Hash, string Sessions)> StateAsync(SeededSite site)
    {
        await using var db = site.Open();
        var sessions = await db.Sessions.AsNoTracking().OrderBy(s => s.Id).Select(s => new { s.Id, s.EndedAt }).ToListAsync(Cancel);
        return (await DatabaseHash.OfAsync(site.Connection), string.Join(';', sessions));
    }

    // When a session was last seen is noted whatever is looked at; which there are and which are open is not.
    private static async Task<IReadOnlyList<string>> ChangedAsync(SeededSite site, (DatabaseHash Hash, string Sessions) before)
    {
        var now = await StateAsync(site);
        return [.. now.Hash.ChangedSince(before.Hash, "Sessions"), .. now.Sessions == before.Sessions ? Array.Empty<string>() : ["who is logged in"]];
    }
}
