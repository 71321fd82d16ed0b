using System.Net;
using AngleSharp.Dom;
using InvestmentFair.Access;
using InvestmentFair.Enquiries;
using InvestmentFair.Web.Account;
using InvestmentFair.Web.Tests.Account;
using InvestmentFair.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>A form as it stands on a page that somebody has open, filled so that it would be done.</summary>
internal sealed record FoundForm(HttpClient Browser, string Address, string Name, IReadOnlyDictionary<string, string> Fields);

/// <summary>
/// Everybody who has a page with a form open: a visitor, one with the page of their enquiry, one at the first start, one
/// between password and code, one who is logged in, one who has a second factor. Their pages are found by following links.
/// </summary>
internal sealed class FormSweep
{
    private const string NewPassword = "Shan-yue-liang9";
    private readonly SeededSite _site;

    private FormSweep(SeededSite site) => _site = site;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HttpClient Visitor { get; private init; } = null!;

    public HttpClient Staff { get; private init; } = null!;

    public HttpClient Guarded { get; private init; } = null!;

    public HttpClient Halfway { get; private init; } = null!;

    /// <summary>The secret of the page of an enquiry.</summary>
    public string Key { get; private init; } = "";

    public string Setup { get; private init; } = "";

    public static async Task<FormSweep> OpenAsync(SeededSite site)
    {
        var project = await ProjectAsync(site);
        var asked = await site.Desk<EnquiryDesk>().AskAsync(Actor.Portal, new AskForm { Kind = EnquiryKind.Question, Name = "陈试（示例）", Organisation = "示例公司", Mobile = "000-0000-8401", Words = "想了解用地。" }, [project], [], Cancel);
        Assert.False(asked.Refused, asked.Text);
        site.Desk<SetupLink>().Open();
        var guarded = await site.BrowserOfAsync(Role.Organizer, name: "-guarded");
        await new Browser(guarded).EnrolAsync();
        var halfway = site.Visitor();
        Assert.Contains("/account/verify", (await new Browser(halfway).LogInAsync("Organizer-guarded", SeededSite.Password)).To, StringComparison.Ordinal);
        return new FormSweep(site)
        {
            Visitor = site.Visitor(),
            Staff = await site.BrowserOfAsync(Role.Staff, name: "-forms"),
            Guarded = guarded,
            Halfway = halfway,
            Key = asked.Value!,
            Setup = $"/account/setup?token={site.Desk<SetupLink>().Token}",
        };
    }

    public static async Task<string> ProjectAsync(SeededSite site)
    {
        await using var db = site.Open();
        return await db.Projects.Where(p => p.State == Projects.ProjectState.Published).OrderBy(p => p.Code).Select(p => p.Code).FirstAsync(Cancel);
    }

    /// <summary>What is open where: those who are logged in leave last.</summary>
    public async Task<IReadOnlyList<FoundForm>> FormsAsync()
    {
        var project = await ProjectAsync(_site);
        using (var listed = await Visitor.GetAsync($"/shortlist?add={project}", Cancel)) Assert.True((int)listed.StatusCode < 400);
        var found = new List<FoundForm>();
        found.AddRange(await FollowAsync(Visitor, "/", "/en/", "/shortlist", $"/ask?ids={project}", $"/q/{Key}", Setup, "/account/login"));
        found.AddRange(await FollowAsync(Halfway, "/account/verify"));
        found.AddRange(await FollowAsync(Guarded, "/account/two-factor"));
        found.AddRange(await FollowAsync(Staff, "/account/two-factor", "/account/password", "/account/sessions", "/account/logout"));
        return [.. found.DistinctBy(f => (f.Browser, f.Address, f.Name)).OrderBy(f => f.Name is "logout" ? 2 : f.Name is "password" or "sessions" ? 1 : 0)];
    }

    /// <summary>Every page that links lead to from there, as long as they are pages and forms of the portal and of accounts.</summary>
    public static async Task<IReadOnlyList<string>> PagesAsync(HttpClient browser, params string[] from) => [.. (await ReadAsync(browser, from)).Select(p => p.Address)];

    private static async Task<IEnumerable<FoundForm>> FollowAsync(HttpClient browser, params string[] from)
    {
        var found = new List<FoundForm>();
        foreach (var (address, page) in await ReadAsync(browser, from))
            foreach (var form in page.QuerySelectorAll("form[method=post]"))
            {
                // The console's own window has no such form; what has one says its name.
                var fields = form.QuerySelectorAll("input[name]").GroupBy(i => i.GetAttribute("name")!).ToDictionary(g => g.Key, g => g.First().GetAttribute("value") ?? "x");
                var name = fields["_handler"];
                foreach (var (field, typed) in Typed(name)) fields[field] = typed;
                fields.Remove("Website");
                found.Add(new FoundForm(browser, address, name, fields));
            }

        return found;
    }

    private static async Task<IReadOnlyList<(string Address, IParentNode Page)>> ReadAsync(HttpClient browser, string[] from)
    {
        var (read, seen, ahead) = (new List<(string, IParentNode)>(), new HashSet<string>(), new Queue<string>(from));
        while (ahead.TryDequeue(out var address) && seen.Count < 220)
        {
            if (!seen.Add(address)) continue;
            using var answer = await browser.GetAsync(address, Cancel);
            if (answer.Headers.Location?.OriginalString is { } clean && clean.Contains("q/r/", StringComparison.Ordinal)) ahead.Enqueue(new Uri(browser.BaseAddress!, clean).PathAndQuery);
            if (answer.StatusCode is not HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var page = await answer.PageAsync();
            read.Add((address, page));
            var root = page.QuerySelector("base")?.GetAttribute("href") ?? "/";
            foreach (var href in page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).Where(h => !h.Contains(':') && !h.Contains('#') && !h.Contains("language/") && !h.Contains("shortlist?") && !h.StartsWith("/console", StringComparison.Ordinal)))
                ahead.Enqueue(href.StartsWith('/') ? href : root + href);
        }

        return read;
    }

    // What makes each of them be done, were its token good.
    private static Dictionary<string, string> Typed(string form) => form switch
    {
        "ask" => new Dictionary<string, string> { ["Input.Kind"] = "Question", ["Input.Name"] = "伪造（示例）", ["Input.Organisation"] = "示例公司", ["Input.Mobile"] = "000-0000-8402", ["Input.Email"] = "", ["Input.Title"] = "", ["Input.Words"] = "伪造的来询" },
        "add" => new Dictionary<string, string> { ["Input.Words"] = "伪造的补充" },
        "login" => new Dictionary<string, string> { ["Input.UserName"] = "Staff-forms", ["Input.Password"] = SeededSite.Password },
        "setup" => new Dictionary<string, string> { ["Input.UserName"] = "intruder", ["Input.Name"] = "伪造", ["Input.Password"] = NewPassword },
        "verify" or "change" => new Dictionary<string, string> { ["Input.Code"] = "000000", ["Input.Act"] = "off" },
        "enrol" => new Dictionary<string, string> { ["Input.Code"] = "000000" },
        "password" => new Dictionary<string, string> { ["Input.Current"] = SeededSite.Password, ["Input.New"] = NewPassword, ["Input.Again"] = NewPassword },
        "sessions" => new Dictionary<string, string> { ["Input.End"] = "all" },
        "shortlist" or "withdraw" or "logout" => new Dictionary<string, string>(),
        _ => throw new InvalidOperationException($"Nothing is known to type into the form {form}."),
    };
}
