using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Account;

/// <summary>The whole program over a database of its own, with a few accounts to log in with; it can be started again over the same one.</summary>
public sealed class AccountSite(string directory, Action<IServiceCollection>? other = null) : WebApplicationFactory<Program>
{
    public const string Password = "Yunhai-shang-deng7";

    public static async Task<AccountSite> OpenAsync(string directory)
    {
        var site = new AccountSite(directory);
        await site.FillAsync();
        return site;
    }

    public async Task FillAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        foreach (var (name, role) in new[] { ("admin", Role.Administrator), ("second", Role.Administrator), ("staff", Role.Staff) })
        {
            if (await users.FindByNameAsync(name) is not null) continue;
            var made = await users.CreateAsync(new StaffMember { Id = Guid.CreateVersion7(), UserName = name, DisplayName = name, Role = role, LockoutEnabled = true }, Password);
            Assert.True(made.Succeeded, made.ToString());
        }
    }

    public Browser Open() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true }));

    public async Task<StaffMember> AccountAsync(string name)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContextAsync();
        return await db.Users.AsNoTracking().SingleAsync(u => u.UserName == name);
    }

    public async Task AskForSecondFactorAsync(bool yes)
    {
        var set = await Services.GetRequiredService<SettingDesk>().SetAsync(Actor.Setup, null, Setting.AdministratorsUseTwoFactor, yes ? SettingRule.Yes : SettingRule.No, new(2020, 1, 1), "示例", CancellationToken.None);
        Assert.False(set.Refused, set.Text);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await OwnFile.LetGoAsync(directory);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseOwnFile(directory);
        if (other is not null) builder.ConfigureTestServices(other);
    }
}

/// <summary>A browser without script: it follows forms, with what is hidden in them, and keeps its cookies.</summary>
public sealed class Browser(HttpClient http) : IDisposable
{
    public HttpClient Http => http;

    public async Task<IHtmlDocument> SeeAsync(string address) => new HtmlParser().ParseDocument(await http.GetStringAsync(address));

    public async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await http.GetAsync(address);
        return answer.StatusCode;
    }

    /// <summary>Fills the form of a page and sends it, pressing the button of that value where one is named.</summary>
    public async Task<(HttpStatusCode Status, string? To, IHtmlDocument Page)> SendAsync(string address, IReadOnlyDictionary<string, string> fields, string form = "form", bool withToken = true)
    {
        var page = await SeeAsync(address);
        var sent = page.QuerySelector(form)!.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        foreach (var (name, value) in fields) sent[name] = value;
        if (!withToken) sent.Remove("__RequestVerificationToken");
        using var content = new FormUrlEncodedContent(sent);
        using var answer = await http.PostAsync(address, content);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
    }

    public Task<(HttpStatusCode Status, string? To, IHtmlDocument Page)> LogInAsync(string user, string password = AccountSite.Password) =>
        SendAsync("/account/login", new Dictionary<string, string> { ["Input.UserName"] = user, ["Input.Password"] = password });

    /// <summary>Sets up the second factor as the page asks; the secret and the codes that were shown.</summary>
    public async Task<(byte[] Secret, IReadOnlyList<string> Codes)> EnrolAsync()
    {
        var page = await SeeAsync("/account/two-factor");
        var secret = FromBase32(page.QuerySelector(".secret code")!.TextContent);
        var code = Totp.Code(secret, Totp.StepOf(TimeProvider.System.GetUtcNow()));
        var sent = page.QuerySelectorAll("form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        sent["Input.Code"] = code;
        using var content = new FormUrlEncodedContent(sent);
        using var answer = await http.PostAsync("/account/two-factor", content);
        var codes = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelectorAll(".codes code").Select(c => c.TextContent).ToList();
        Assert.Equal(RecoveryCodes.Many, codes.Count);
        return (secret, codes);
    }

    public static byte[] FromBase32(string typed)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)).Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    public void Dispose() => http.Dispose();
}
