using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Web.Account;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

public sealed class AdministrationTests(FairSite site)
{
    [Fact]
    public async Task Next_years_fair_is_made_of_this_years_in_two_steps()
    {
        await using var visit = await site.OpenAsync();
        var page = visit.Page;
        await page.GotoAsync("/console/fairs");
        await visit.LogInAsync("organizer");
        await page.GetByRole(AriaRole.Link, new() { Name = "陵川县2027年（广州）投资推介会" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "复制为新一届" }).ClickAsync();
        await Expect(page.GetByLabel("届次编码")).ToHaveValueAsync("2028");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "倒排工期" })).ToContainTextAsync("42");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "时段" })).ToContainTextAsync("2027-08-02 14:00 → 2028-07-31 14:00");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("建立新一届") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("陵川县2028年（广州）投资推介会");
        await page.GotoAsync("/console/2028/checklist");
        await Expect(page.Locator("table.grid tbody tr").First).ToContainTextAsync("2027-09-06");
        visit.WasClean();
    }

    [Fact]
    public async Task An_administrator_sets_up_the_second_factor_and_logs_in_with_it()
    {
        await using var visit = await site.OpenAsync();
        var name = await NewAccountAsync(visit, "管理员");
        await using var own = await site.OpenAsync(390);
        var page = own.Page;
        await EnterFirstAsync(own, name);
        await page.GotoAsync("/account/two-factor");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "验证器应用扫描用的二维码" })).ToBeVisibleAsync();
        var secret = SecretOf(await page.Locator(".secret code").TextContentAsync() ?? "");
        await page.GetByLabel("2. 输入应用显示的 6 位验证码").FillAsync(Totp.Code(secret, Step));
        await page.GetByRole(AriaRole.Button, new() { Name = "开启" }).ClickAsync();
        await Expect(page.Locator(".codes li")).ToHaveCountAsync(RecoveryCodes.Many);

        await using var again = await site.OpenAsync(390);
        await LogInAsync(again, name, OwnPassword);
        await Expect(again.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("两步验证");
        await again.Page.GetByLabel("验证码或恢复码").FillAsync(Totp.Code(secret, Step + 1));
        await again.Page.GetByRole(AriaRole.Button, new() { Name = "继续" }).ClickAsync();
        await Expect(again.Page.Locator("main h1")).ToHaveTextAsync("今日");
        again.WasClean();
    }

    [Theory]
    [InlineData("停用")]
    [InlineData("角色")]
    public async Task Old_rights_end_in_an_open_window_when_the_account_is_disabled_or_given_another_role(string changed)
    {
        var day = changed == "停用" ? "2027-08-20" : "2027-08-21";
        await using var administrator = await site.OpenAsync();
        await using var own = await site.OpenAsync();
        await LoseRightsAsync(administrator, own, day, changed);

        // The desk refuses at once; the window finds its way to the login page by itself.
        try
        {
            await own.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync(new() { Timeout = 2_000, Force = true });
        }
        catch (Exception gone) when (gone is PlaywrightException or TimeoutException)
        {
            // The window was quicker than the finger.
        }

        await Expect(own.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("登录", new() { Timeout = 60_000 });
        await administrator.Page.GotoAsync("/console/2027/slots?q=");
        await Expect(administrator.Page.Locator("table.grid")).Not.ToContainTextAsync(day);
    }

    [Theory]
    [InlineData("停用")]
    [InlineData("角色")]
    public async Task Without_looking_again_old_rights_go_on_in_an_open_window(string changed)
    {
        const string Day = "2027-08-22";
        await using var stale = await OwnSite.StartAsync(services => services.AddScoped<IActorSource, Remembering>(), ("Accounts:RevalidateSeconds", "3600"));
        await using var administrator = await site.OpenAsync(address: stale.Address);
        await using var own = await site.OpenAsync(address: stale.Address);
        await LoseRightsAsync(administrator, own, Day, changed);

        await own.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await Expect(own.Page.Locator("main h1")).ToContainTextAsync(Day);
        await administrator.Page.GotoAsync("/console/2027/slots?q=");
        await Expect(administrator.Page.Locator("table.grid")).ToContainTextAsync(Day);
    }

    /// <summary>Who somebody was when the window was opened.</summary>
    private sealed class Remembering(AuthenticationStateProvider authentication, IDbContextFactory<FairDbContext> contexts) : IActorSource
    {
        private Actor? _known;

        public async Task<Actor> CurrentAsync() => _known ??= await ActorSource.Of((await authentication.GetAuthenticationStateAsync()).User, contexts);
    }

    // A form is filled in and not sent when the account is disabled, or is given another role.
    private static async Task LoseRightsAsync(Visit administrator, Visit own, string day, string changed)
    {
        var name = await NewAccountAsync(administrator, "组织者");
        await EnterFirstAsync(own, name);
        await own.Page.GotoAsync("/console/2027/slots/new");
        await own.Page.GetByLabel("日期").FillAsync(day);
        await own.Page.GetByLabel("开始").FillAsync("08:00");
        await own.Page.GetByLabel("结束").FillAsync("08:20");

        await administrator.Page.GotoAsync("/console/accounts");
        await administrator.Page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        if (changed == "停用") await administrator.Page.GetByLabel("停用").CheckAsync();
        else await administrator.Page.GetByLabel("角色").SelectOptionAsync(new SelectOptionValue { Label = "领导（只读）" });
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(administrator.Page.Locator("main h1")).ToHaveTextAsync("账号");
    }

    private const string OwnPassword = "shan-yue-liang9";

    private static long Step => Totp.StepOf(TimeProvider.System.GetUtcNow());

    private static async Task<string> NewAccountAsync(Visit visit, string role)
    {
        var name = $"new{Guid.NewGuid().ToString("N")[..8]}";
        await visit.Page.GotoAsync("/console/accounts/new");
        await visit.LogInAsync("admin");
        await visit.Page.GetByLabel("登录名").FillAsync(name);
        await visit.Page.GetByLabel("姓名").FillAsync("新账号（示例）");
        await visit.Page.GetByLabel("角色").SelectOptionAsync(new SelectOptionValue { Label = role });
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        var said = await visit.Page.GetByText("初始密码：").TextContentAsync() ?? "";
        Passwords[name] = said.Split('：')[1].Split('（')[0].Trim();
        return name;
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Passwords = new();

    private static async Task EnterFirstAsync(Visit visit, string name)
    {
        await LogInAsync(visit, name, Passwords[name]);
        await visit.Page.GetByLabel("当前密码").FillAsync(Passwords[name]);
        await visit.Page.GetByLabel("新密码", new() { Exact = true }).FillAsync(OwnPassword);
        await visit.Page.GetByLabel("再输一次新密码").FillAsync(OwnPassword);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(visit.Page.GetByText("密码已修改。")).ToBeVisibleAsync();
    }

    private static async Task LogInAsync(Visit visit, string name, string password)
    {
        await visit.Page.GotoAsync("/account/login");
        await visit.Page.GetByLabel("登录名").FillAsync(name);
        await visit.Page.GetByLabel("密码").FillAsync(password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
    }

    private static byte[] SecretOf(string typed)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)).Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
