using System.Net;
using System.Text.RegularExpressions;
using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Web.Tests.Portal;
using InvestmentFair.Web.Tests.Staff;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>
/// Something breaks that nobody foresaw, wherever it is: whoever was there reads a page in their language with a number, whoever
/// looks after the program finds that number in the log, and neither is told anything about people or about the inside.
/// </summary>
public sealed partial class FaultTests
{
    private static readonly string[] OfTheInside = ["SQLite", "SELECT", "no such table", "Exception", "   at ", ".cs:line", "InvestmentFair.Data"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/projects", "系统出了故障")]
    [InlineData("/en/projects/LC-T01", "Something went wrong")]
    [InlineData("/sitemap.xml", "系统出了故障")]
    [InlineData("/files/0193a000-0000-7000-8000-000000000001", "系统出了故障")]
    [InlineData("/en/projects/LC-T01/qr.png", "Something went wrong")]
    [InlineData("/q/0123456789abcdef0123456789abcdef", "系统出了故障")]
    public async Task Whatever_is_asked_for_is_answered_with_a_page_and_a_number_that_stands_in_the_log(string address, string says)
    {
        using var heard = new Heard();
        await using var portal = new BreakingPortal(heard);
        await portal.InitializeAsync();
        using var visitor = portal.Visitor();
        await portal.BreakAsync("Projects", "Files", "Enquiries", "ProjectFiles");

        using var answer = await visitor.GetAsync(address, Cancel);

        await ToldAsync(answer, heard, says, []);
    }

    /// <summary>The control: with the fault itself in the place of our page, the same look finds the inside at each of the addresses.</summary>
    [Theory]
    [InlineData("/projects")]
    [InlineData("/en/projects/LC-T01")]
    [InlineData("/sitemap.xml")]
    [InlineData("/files/0193a000-0000-7000-8000-000000000001")]
    [InlineData("/en/projects/LC-T01/qr.png")]
    [InlineData("/q/0123456789abcdef0123456789abcdef")]
    public async Task Were_the_fault_itself_shown_the_same_look_would_find_the_inside(string address)
    {
        using var heard = new Heard();
        await using var portal = new BreakingPortal(heard) { Tells = true };
        await portal.InitializeAsync();
        using var visitor = portal.Visitor();
        await portal.BreakAsync("Projects", "Files", "Enquiries", "ProjectFiles");

        using var answer = await visitor.GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var shown = OfTheInside.Where((await answer.Content.ReadAsStringAsync(Cancel)).Contains).ToList();
        Assert.Superset(new HashSet<string> { "SQLite", "no such table", "Exception", "   at " }, shown.ToHashSet());
    }

    /// <summary>On a real line, where the server would say its name; with the control of a server that does.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_answer_says_what_serves_it(bool says)
    {
        using var heard = new Heard();
        await using var portal = new BreakingPortal(heard) { Says = says };
        await portal.InitializeAsync();
        portal.UseKestrel(0);
        portal.StartServer();
        using var line = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = portal.ClientOptions.BaseAddress };
        var answers = new List<HttpResponseMessage>();
        async Task AskAsync(params string[] addresses)
        {
            foreach (var address in addresses) answers.Add(await line.GetAsync(address, Cancel));
        }

        await AskAsync("/", "/en/projects/LC-T01", "/no-such-page", "/account/login", "/console", "/_blazor", "/favicon.svg", "/healthz/live");
        await portal.BreakAsync("Projects");
        await AskAsync("/projects");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.InternalServerError], answers.Select(a => a.StatusCode));
        Assert.All(answers, answer => Assert.Equal(says, answer.Headers.Any(h => h.Key is "Server" or "X-Powered-By")));
    }

    [Fact]
    public async Task A_form_that_breaks_tells_the_log_nothing_that_was_typed_into_it()
    {
        using var heard = new Heard();
        await using var portal = new BreakingPortal(heard);
        await portal.InitializeAsync();
        using var visitor = portal.Visitor();
        var form = (await visitor.PageAsync("/en/projects/LC-T01/ask")).QuerySelector("form.form")!;
        var fields = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        (fields["Input.Kind"], fields["Input.Name"], fields["Input.Organisation"], fields["Input.Mobile"], fields["Input.Email"], fields["Input.Words"]) =
            ("Question", "金丝雀（示例）", "金丝雀公司", "000-0000-7656", "canary@people.example", "金丝雀的问题");
        await portal.BreakAsync("EnquirySteps");

        using var answer = await visitor.PostAsync("/en/projects/LC-T01/ask", new FormUrlEncodedContent(fields), Cancel);

        await ToldAsync(answer, heard, "Something went wrong", ["金丝雀", "000-0000-7656", "canary@people"]);
    }

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/console/projects/files/0193a000-0000-7000-8000-000000000001")]
    [InlineData("/console/files/0193a000-0000-7000-8000-000000000001")]
    [InlineData("/console/listing-files/0193a000-0000-7000-8000-000000000001")]
    public async Task A_login_and_a_download_that_break_are_answered_in_the_same_way(string address)
    {
        using var heard = new Heard();
        await using var portal = new BreakingPortal(heard);
        await portal.InitializeAsync();
        await using (var scope = portal.Services.CreateAsyncScope())
            Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>().CreateAsync(new StaffMember { Id = Guid.CreateVersion7(), UserName = "canary-name", DisplayName = "金丝雀", Role = Role.Administrator }, "Canary-password-7")).Succeeded);
        using var browser = portal.Visitor();
        var login = (await browser.PageAsync("/account/login")).QuerySelectorAll("form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        (login["Input.UserName"], login["Input.Password"]) = ("canary-name", "Canary-password-7");
        var isLogin = address == "/account/login";
        if (!isLogin) Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/account/login", new FormUrlEncodedContent(login), Cancel)).StatusCode);
        await portal.BreakAsync(isLogin ? ["Sessions"] : ["Files", "ProjectFiles"]);

        using var answer = isLogin ? await browser.PostAsync(address, new FormUrlEncodedContent(login), Cancel) : await browser.GetAsync(address, Cancel);

        await ToldAsync(answer, heard, "系统出了故障", ["canary", "Canary", "金丝雀"]);
    }

    [Theory]
    [InlineData("zh-CN", "出了点问题，已记录")]
    [InlineData("en", "Something went wrong and was recorded")]
    public async Task A_window_of_the_console_goes_on_and_names_the_number(string language, string says)
    {
        await using var desk = await StaffPageContext.SitAsync(menu: true);
        await desk.DamageAsync("DROP TABLE \"EnquirySubjects\"");

        var page = desk.Visit(desk.AddressOf<Enquiries.Enquiry>("/console/2027/enquiries"), language);

        page.Wait(() => Assert.Contains(says, page.Text, StringComparison.Ordinal));
        var number = Number().Match(page.Text).Value;
        Assert.Contains(desk.Heard.Lines, line => line.Contains($"Incident {number}", StringComparison.Ordinal) && line.Contains("EnquirySubjects", StringComparison.Ordinal));
        Assert.All(OfTheInside, inside => Assert.DoesNotContain(inside, page.Text, StringComparison.Ordinal));
        Assert.NotEmpty(page.All("nav a"));
    }

    [Theory]
    [InlineData("/projects?page=99999999999999999999")]
    [InlineData("/projects?category=Nothing&mode=%00&min=1e400&max=-1")]
    [InlineData("/projects/%F0%9F%92%A5")]
    [InlineData("/files/not-a-guid")]
    [InlineData("/files/0193a000-0000-7000-8000-000000000001/999999999999")]
    [InlineData("/compare?ids=,,,&plants=%27%22")]
    [InlineData("/match?area=1e309&jobs=99999999999&by=0000-99-99")]
    [InlineData("/privacy/2099-99-99")]
    [InlineData("/console/exports/not-a-guid")]
    [InlineData("/account/language/xx")]
    [InlineData("/projects/LC-T01/qr.exe")]
    public async Task What_makes_no_sense_is_a_page_and_no_fault(string address)
    {
        using var heard = new Heard();
        await using var portal = new BreakingPortal(heard);
        await portal.InitializeAsync();
        using var visitor = portal.Visitor();

        using var answer = await visitor.GetAsync(address, Cancel);

        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Redirect, HttpStatusCode.BadRequest]);
        Assert.DoesNotContain(heard.Lines, l => l.Contains("Incident", StringComparison.Ordinal));
    }

    private static async Task ToldAsync(HttpResponseMessage answer, Heard heard, string says, string[] secrets)
    {
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var page = await answer.PageAsync();
        Assert.Equal(says, page.Text("h1"));
        var number = page.QuerySelector("main code")!.TextContent;
        Assert.Matches("^[0-9a-f]{8}$", number);
        var line = Assert.Single(heard.Lines, l => l.Contains($"Incident {number}", StringComparison.Ordinal));
        // With what went wrong, which is of use to whoever looks after the program and to nobody else.
        Assert.Contains("no such table", line, StringComparison.Ordinal);
        var whole = page.DocumentElement.OuterHtml;
        Assert.All(OfTheInside, inside => Assert.DoesNotContain(inside, whole, StringComparison.Ordinal));
        Assert.DoesNotContain(answer.Headers, h => h.Key is "Server" or "X-Powered-By");
        Assert.All(secrets, secret => Assert.DoesNotContain(heard.Lines, l => l.Contains(secret, StringComparison.Ordinal)));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, whole, StringComparison.Ordinal));
    }

    [GeneratedRegex("[0-9a-f]{8}")]
    private static partial Regex Number();

    /// <summary>A portal of which tables are taken away while it is open.</summary>
    private sealed class BreakingPortal(Heard heard) : PortalFactory
    {
        public bool Tells { get; init; }

        public bool Says { get; init; }

        public async Task BreakAsync(params string[] tables)
        {
            string connection;
            await using (var db = Desks.GetRequiredService<FairContexts>().CreateDbContext()) connection = db.Database.GetConnectionString()!;
            await using var own = new SqliteConnection(connection);
            await own.OpenAsync(Cancel);
            await using var command = own.CreateCommand();
            command.CommandText = "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; " + string.Concat(tables.Select(t => $"DROP TABLE IF EXISTS \"{t}\";"));
            await command.ExecuteNonQueryAsync(Cancel);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<ILoggerProvider>(heard));
            if (Says) builder.ConfigureTestServices(services => services.PostConfigure<KestrelServerOptions>(options => options.AddServerHeader = true));
            if (Tells) builder.ConfigureTestServices(services => services.AddSingleton<IExceptionHandler, Telling>());
        }
    }

    // Asked before our page is drawn.
    private sealed class Telling : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            await httpContext.Response.WriteAsync(exception.ToString(), cancellationToken);
            return true;
        }
    }
}
