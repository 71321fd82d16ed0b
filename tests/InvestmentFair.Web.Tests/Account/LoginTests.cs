using System.Net;
using InvestmentFair.Access;
using InvestmentFair.Web.Account;
using Microsoft.Extensions.Time.Testing;

namespace InvestmentFair.Web.Tests.Account;

public sealed class LoginTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("accounts-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Of_a_hundred_wrong_logins_ninety_five_are_not_even_looked_at_and_the_lock_outlives_a_restart()
    {
        await using (var site = await AccountSite.OpenAsync(_directory))
        {
            using var browser = site.Open();
            Assert.InRange(await ThrottledAsync(browser), 95, 100);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.LogInAsync("staff")).Status);
            Assert.Equal(HttpStatusCode.Redirect, (await browser.LogInAsync("admin")).Status);
        }

        await using var again = await AccountSite.OpenAsync(_directory);
        using var later = again.Open();
        var (status, _, page) = await later.LogInAsync("staff");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotNull(page.QuerySelector("[role=alert]"));
        var unlocked = await again.Services.GetRequiredService<AccountDesk>().UnlockAsync((await again.AccountAsync("admin")).AsActor(), (await again.AccountAsync("staff")).Id, Cancel);
        Assert.False(unlocked.Refused);
        Assert.Equal(HttpStatusCode.Redirect, (await later.LogInAsync("staff")).Status);
    }

    [Fact]
    public async Task Without_the_throttle_all_hundred_are_looked_at_and_without_the_lock_the_right_one_gets_in()
    {
        await using var site = new AccountSite(_directory, services => services.AddSingleton(new LoginThrottle(new Forgetful())).Configure<Microsoft.AspNetCore.Identity.IdentityOptions>(o => o.Lockout.MaxFailedAccessAttempts = int.MaxValue));
        await site.FillAsync();
        using var browser = site.Open();

        Assert.Equal(0, await ThrottledAsync(browser));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.LogInAsync("staff")).Status);
    }

    private static async Task<int> ThrottledAsync(Browser browser)
    {
        var throttled = 0;
        for (var i = 0; i < 100; i++)
            if ((await browser.LogInAsync("staff", $"wrong-{i}")).Status is HttpStatusCode.TooManyRequests) throttled++;
        return throttled;
    }

    // Whenever it is asked, more than the window has gone by.
    private sealed class Forgetful : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now += LoginThrottle.Window + TimeSpan.FromSeconds(1);
    }

    [Fact]
    public async Task Signing_out_everywhere_else_shuts_every_other_browser_of_the_account_and_no_other_account()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var desktop = site.Open();
        using var phone = site.Open();
        using var tablet = site.Open();
        using var other = site.Open();
        foreach (var browser in new[] { desktop, phone, tablet }) await browser.LogInAsync("staff");
        await other.LogInAsync("second");
        foreach (var browser in new[] { desktop, phone, tablet, other }) Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/console/2027/today"));

        var (status, _, page) = await desktop.SendAsync("/account/sessions", new Dictionary<string, string> { ["Input.End"] = "all" }, "form");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Null(page.QuerySelector("button[value=all]"));
        foreach (var browser in new[] { phone, tablet })
            foreach (var address in new[] { "/console/2027/today", "/account/sessions", "/console/listing-files/00000000-0000-0000-0000-0000000000bb" })
                Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync(address));
        using (var negotiation = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1"))
        {
            using var refused = await phone.Http.SendAsync(negotiation, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        foreach (var browser in new[] { desktop, other }) Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/console/2027/today"));
        Assert.Equal(HttpStatusCode.Redirect, (await phone.LogInAsync("staff")).Status);
        Assert.Equal(HttpStatusCode.OK, await phone.StatusAsync("/console/2027/today"));
    }

    [Fact]
    public async Task Wrong_unknown_and_disabled_are_answered_alike()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        var staff = await site.AccountAsync("staff");
        await site.Services.GetRequiredService<AccountDesk>().ReviseAsync((await site.AccountAsync("admin")).AsActor(), staff.Id,
            new AccountForm { UserName = "staff", DisplayName = "staff", Role = Role.Staff, IsDisabled = true }, Cancel);
        using var browser = site.Open();

        var answers = new[] { await browser.LogInAsync("second", "wrong"), await browser.LogInAsync("nobody", "wrong"), await browser.LogInAsync("staff") };

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Single(answers.Select(a => a.Page.QuerySelector("[role=alert]")!.TextContent).Distinct());
    }

    [Fact]
    public void The_throttle_forgets_after_its_window_and_counts_an_address_over_many_names()
    {
        var clock = new FakeTimeProvider();
        var throttle = new LoginThrottle(clock);
        var (one, other) = (IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2"));
        for (var i = 0; i < LoginThrottle.MostByAddress; i++) throttle.Failed($"name{i}", one);

        Assert.False(throttle.Allows("somebody", one));
        Assert.True(throttle.Allows("somebody", other));
        for (var i = 0; i < LoginThrottle.MostByName; i++) throttle.Failed("Admin", other);
        Assert.False(throttle.Allows(" admin", other));
        throttle.Succeeded("ADMIN");
        Assert.True(throttle.Allows("admin", other));
        clock.Advance(LoginThrottle.Window + TimeSpan.FromSeconds(1));
        Assert.True(throttle.Allows("somebody", one));
        for (var i = 0; i < LoginThrottle.MostByAddress; i++) throttle.Failed($"name{i}", IPAddress.Parse($"2001:db8:0:1::{i:x}"));
        Assert.False(throttle.Allows("x", IPAddress.Parse("2001:db8:0:1:ffff::1")));
        Assert.True(throttle.Allows("x", IPAddress.Parse("2001:db8:0:2::1")));
    }

    [Fact]
    public async Task A_password_that_everybody_tries_is_refused_with_the_reason()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();
        await browser.LogInAsync("staff");
        Dictionary<string, string> To(string wanted) => new() { ["Input.Current"] = AccountSite.Password, ["Input.New"] = wanted, ["Input.Again"] = wanted };

        var refused = await browser.SendAsync("/account/password", To("lingchuan2027"));
        Assert.Equal(AccountRefusals.CommonPassword.Zh, refused.Page.QuerySelector("[role=alert]")!.TextContent);
        var changed = await browser.SendAsync("/account/password", To("shan-yue-liang9"));
        Assert.NotNull(changed.Page.QuerySelector("[role=status]"));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/account/sessions"));
    }

    [Fact]
    public async Task A_login_is_listed_with_its_device_and_signing_it_out_shuts_its_browser_at_once()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var desktop = site.Open();
        using var phone = site.Open();
        phone.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone) Version/18.1 Safari/605.1.15");
        await desktop.LogInAsync("staff");
        await phone.LogInAsync("staff");
        Assert.Equal(HttpStatusCode.OK, await phone.StatusAsync("/console/2027/today"));

        var page = await desktop.SeeAsync("/account/sessions");
        var row = page.QuerySelectorAll(".sessions li").Single(li => li.TextContent.Contains("Safari 18 · iPhone", StringComparison.Ordinal));
        await desktop.SendAsync("/account/sessions", new Dictionary<string, string> { ["Input.End"] = row.QuerySelector("button")!.GetAttribute("value")! }, "form");

        Assert.Equal(HttpStatusCode.Redirect, await phone.StatusAsync("/console/2027/today"));
        Assert.Equal(HttpStatusCode.OK, await desktop.StatusAsync("/console/2027/today"));
        var staff = await site.AccountAsync("staff");
        var sessions = await site.Services.GetRequiredService<SessionDesk>().SessionsAsync(staff.AsActor(), staff.Id, Cancel);
        Assert.Equal(["staff"], sessions.Where(s => !s.IsOpen).Select(s => s.EndedBy));
    }

    [Fact]
    public async Task Logging_out_ends_the_session_and_a_kept_cookie_opens_nothing()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();
        await browser.LogInAsync("staff");
        var staff = await site.AccountAsync("staff");
        await browser.SendAsync("/account/logout", new Dictionary<string, string>());

        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/account/sessions"));
        Assert.All(await site.Services.GetRequiredService<SessionDesk>().SessionsAsync(staff.AsActor(), staff.Id, Cancel), s => Assert.False(s.IsOpen));
    }

    [Fact]
    public async Task A_role_that_is_changed_shuts_the_browsers_of_the_account_at_once()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();
        await browser.LogInAsync("second");
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/console/accounts"));
        var second = await site.AccountAsync("second");

        var revised = await site.Services.GetRequiredService<AccountDesk>().ReviseAsync((await site.AccountAsync("admin")).AsActor(), second.Id,
            new AccountForm { UserName = "second", DisplayName = "second", Role = Role.Leader }, Cancel);

        Assert.False(revised.Refused);
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/console/accounts"));
        await browser.LogInAsync("second");
        Assert.NotEqual(HttpStatusCode.OK, await browser.StatusAsync("/console/accounts"));
    }
}
