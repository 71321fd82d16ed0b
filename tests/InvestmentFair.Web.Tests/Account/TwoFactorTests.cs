using System.Net;
using InvestmentFair.Access;

namespace InvestmentFair.Web.Tests.Account;

public sealed class TwoFactorTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("factors-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task With_the_second_factor_a_password_alone_opens_nothing_and_each_code_opens_once()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();
        await browser.LogInAsync("admin");
        var (secret, codes) = await browser.EnrolAsync();
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/console/accounts"));

        using var other = site.Open();
        var (_, to, _) = await other.LogInAsync("admin");
        Assert.Contains("/account/verify?", to, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await other.StatusAsync("/console/accounts"));
        // The code that turned it on has been used.
        Assert.NotNull((await CodeAsync(other, Totp.Code(secret, Totp.StepOf(TimeProvider.System.GetUtcNow())))).Page.QuerySelector("[role=alert]"));
        Assert.Equal(HttpStatusCode.Redirect, (await CodeAsync(other, Totp.Code(secret, 1 + Totp.StepOf(TimeProvider.System.GetUtcNow())))).Status);
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync("/console/accounts"));

        using var third = site.Open();
        await third.LogInAsync("admin");
        Assert.Equal("/console", (await CodeAsync(third, codes[0])).To is { } entered ? new Uri(new Uri("http://localhost"), entered).AbsolutePath : null);
        using var fourth = site.Open();
        await fourth.LogInAsync("admin");
        Assert.NotNull((await CodeAsync(fourth, codes[0])).Page.QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task Codes_cannot_be_tried_without_end()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();
        await browser.LogInAsync("admin");
        var (_, codes) = await browser.EnrolAsync();
        using var other = site.Open();
        await other.LogInAsync("admin");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++) statuses.Add((await CodeAsync(other, $"{i:D6}")).Status);

        Assert.True(statuses.Count(s => s is HttpStatusCode.TooManyRequests) >= 15);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await CodeAsync(other, codes[0])).Status);
    }

    [Fact]
    public async Task Nobody_comes_to_the_code_without_the_password()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();

        var page = await browser.SeeAsync("/account/verify");

        Assert.Null(page.QuerySelector("form"));
        Assert.NotNull(page.QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task Where_it_is_asked_for_an_administrator_sets_it_up_before_anything_else_and_others_are_left_alone()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        await site.AskForSecondFactorAsync(yes: true);
        using var browser = site.Open();
        await browser.LogInAsync("admin");

        using (var answer = await browser.Http.GetAsync("/console/accounts", Cancel)) Assert.Equal("/account/two-factor", answer.Headers.Location?.OriginalString);
        await browser.EnrolAsync();
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/console/accounts"));
        Assert.Null((await browser.SeeAsync("/account/two-factor")).QuerySelector("button[value=off]"));
        using var staff = site.Open();
        await staff.LogInAsync("staff");
        Assert.Equal(HttpStatusCode.OK, await staff.StatusAsync("/console/2027/today"));
    }

    [Fact]
    public async Task Another_administrator_resets_it_and_nobody_their_own()
    {
        await using var site = await AccountSite.OpenAsync(_directory);
        using var browser = site.Open();
        await browser.LogInAsync("admin");
        await browser.EnrolAsync();
        var (admin, second) = (await site.AccountAsync("admin"), await site.AccountAsync("second"));
        var desk = site.Services.GetRequiredService<AccountDesk>();

        Assert.Equal(AccountRefusals.NotYourOwnFactor, (await desk.ResetTwoFactorAsync(admin.AsActor(), admin.Id, Cancel)).Refusal);
        Assert.False((await desk.ResetTwoFactorAsync(second.AsActor(), admin.Id, Cancel)).Refused);

        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/console/accounts"));
        Assert.EndsWith("/console", (await browser.LogInAsync("admin")).To, StringComparison.Ordinal);
    }

    private static Task<(HttpStatusCode Status, string? To, AngleSharp.Html.Dom.IHtmlDocument Page)> CodeAsync(Browser browser, string code) =>
        browser.SendAsync("/account/verify", new Dictionary<string, string> { ["Input.Code"] = code });
}
