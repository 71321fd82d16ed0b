using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>
/// The network goes, the login ends, the server is stopped or killed while somebody types: nothing typed is lost. The server is
/// a process of its own and the browser reaches it through a line that can be cut.
/// </summary>
public class LostConnectionTests(FairSite site)
{
    // What Chromium and Blazor say of a line that is cut on purpose.
    private static readonly string[] OfALostLine = ["Failed to load resource", "WebSocket", "ERR_", "Connection disconnected", "Connection closed", "Failed to fetch", "negotiat", "connection is not in the 'Connected' State", "transport", "Failed to complete", "reconnect", "Circuit"];

    private static readonly (string Address, string Field, string Typed)[] FiveForms =
    [
        ("/console/2027/projects/new", "BackgroundZh", "写到一半的建设背景，服务器却停了"),
        ("/console/2027/guests/new", "Name", "房小满（示例）"),
        ("/console/2027/delegations/new", "NameZh", "连山壮族瑶族自治县代表团（示例）"),
        ("/console/2027/plants/new", "StructureZh", "钢混结构（示例），单层"),
        ("/console/deals/new", "NextStep", "下周去厂里看一看"),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Five_forms_are_offered_again_after_the_server_was_stopped_or_killed_in_the_middle_of_typing(bool killed)
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(1440, $"http://127.0.0.1:{served.Port}");
        await FormsTests.AtAsync(visit, "admin", "/console/2027/today");
        var tabs = new List<IPage>();
        foreach (var (address, field, typed) in FiveForms)
        {
            var tab = await visit.NewTabAsync();
            await tab.GotoAsync(address);
            await tab.Locator($"#f-{field}").PressSequentiallyAsync(typed[..^2]);
            tabs.Add(tab);
        }

        // Of the first four the last key is two seconds ago; the fifth is still being typed when the server goes.
        foreach (var (tab, form) in tabs.Zip(FiveForms).Take(4)) await tab.Locator($"#f-{form.Field}").PressSequentiallyAsync(form.Typed[^2..]);
        await tabs[3].WaitForTimeoutAsync(2000);
        await tabs[4].Locator($"#f-{FiveForms[4].Field}").PressSequentiallyAsync(FiveForms[4].Typed[^2..]);
        if (killed) await served.KillAsync();
        else await served.StopAsync();
        await Expect(tabs[0].Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await Expect(tabs[0].Locator("#components-reconnect-modal h2")).ToHaveTextAsync("与服务器的连接断开了");
        await served.StartAgainAsync();

        foreach (var (tab, form) in tabs.Zip(FiveForms))
        {
            await tab.BringToFrontAsync();
            // Nobody logs in again: the keys of the cookie lie on the disk.
            await tab.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync(new() { Timeout = 60_000 });
            await Expect(tab.Locator($"#f-{form.Field}")).ToHaveValueAsync(form.Typed);
            Assert.EndsWith(form.Address, tab.Url, StringComparison.Ordinal);
        }

        await tabs[2].Locator("#f-Quota").FillAsync("5");
        await tabs[2].GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(tabs[2].GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("连山壮族瑶族自治县");
        visit.WasCleanBut(OfALostLine);
    }

    [Fact]
    public async Task Without_drafts_what_was_typed_is_gone_when_the_server_comes_back()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(1440, $"http://127.0.0.1:{served.Port}");
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/delegations/new");
        await page.Locator("#f-NameZh").PressSequentiallyAsync("没有草稿就丢了（示例）");
        await Expect(page.Locator(".kept")).ToContainTextAsync("草稿已存");
        await page.EvaluateAsync("sessionStorage.clear(); Storage.prototype.setItem = () => { }");
        await served.KillAsync();
        await served.ForgetDraftsAsync();
        var again = page.WaitForRequestAsync(request => request.IsNavigationRequest && request.Method == "GET", new() { Timeout = 120_000 });
        await served.StartAgainAsync();

        await again;
        await WalkTests.StandsAsync(page);
        await Expect(page.Locator("#f-NameZh")).ToHaveValueAsync("");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "恢复" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task After_five_seconds_without_a_network_the_same_page_goes_on_with_what_was_typed_meanwhile()
    {
        await using var served = await ServedProcess.StartAsync();
        await CutAsync(served, TimeSpan.FromSeconds(5), resumes: true);
    }

    [Fact]
    public async Task After_longer_than_the_server_waits_the_page_is_loaded_again_and_offers_the_draft()
    {
        await using var served = await ServedProcess.StartAsync(("Console:KeepDisconnected", "00:00:02"));
        await CutAsync(served, TimeSpan.FromSeconds(8), resumes: false);
    }

    /// <summary>The true times, as set in production; tests/run.sh has them run beside the other suites.</summary>
    [Theory]
    [InlineData(60, true)]
    [InlineData(600, false)]
    public async Task The_true_times_without_a_network(int seconds, bool resumes)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FAIR_TEST_TRUE_TIMES") is "1", "Takes minutes: set FAIR_TEST_TRUE_TIMES=1.");
        await using var served = await ServedProcess.StartAsync();
        await CutAsync(served, TimeSpan.FromSeconds(seconds), resumes);
    }

    [Fact]
    public async Task After_the_login_has_ended_the_way_leads_over_the_login_page_back_to_the_form_and_its_draft()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var line = Line.To(() => served.Port);
        await using var visit = await site.OpenAsync(390, line.Address);
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/delegations/new");
        await page.Locator("#f-NameZh").PressSequentiallyAsync("登录过期也不丢（示例）");
        await Expect(page.Locator(".kept")).ToContainTextAsync("草稿已存");
        await visit.ForgetLoginAsync();
        line.Cut();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        line.Mend();

        await page.WaitForURLAsync("**/account/login?**", new() { Timeout = 60_000 });
        await visit.LogInAsync("staff");
        await page.WaitForURLAsync("**/console/2027/delegations/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        await Expect(page.Locator("#f-NameZh")).ToHaveValueAsync("登录过期也不丢（示例）");
        visit.WasCleanBut(OfALostLine);
    }

    private async Task CutAsync(ServedProcess served, TimeSpan length, bool resumes)
    {
        await using var line = Line.To(() => served.Port);
        await using var visit = await site.OpenAsync(1440, line.Address);
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/projects/new");
        await page.Locator("#f-NameZh").PressSequentiallyAsync("断网也不丢");
        await Expect(page.Locator(".kept")).ToContainTextAsync("草稿已存");
        await page.EvaluateAsync("window.samePage = true");
        line.Cut();
        // Typed in the blink before the browser knows that the line is gone.
        await page.Locator("#f-RemarkZh").EvaluateAsync("field => { field.value = '断网之后才写的'; field.dispatchEvent(new Event('input', { bubbles: true })); }");
        var notice = page.Locator("#components-reconnect-modal");
        await Expect(notice).ToBeVisibleAsync();
        await Expect(notice).ToContainTextAsync("与服务器的连接断开了");
        await Expect(notice).Not.ToContainTextAsync("Rejoin");
        // Nobody's cursor is taken from them: the word goes on, and a press waits.
        await Expect(page.Locator("#f-NameZh")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("，接着写");
        await page.Keyboard.PressAsync("Enter");
        await Expect(notice.Locator(".countdown")).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await page.WaitForTimeoutAsync((float)length.TotalMilliseconds);
        line.Mend();

        if (resumes)
        {
            await Expect(notice).Not.ToBeVisibleAsync(new() { Timeout = 30_000 });
            Assert.True(await page.EvaluateAsync<bool>("window.samePage === true"));
        }
        else
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync(new() { Timeout = 60_000 });
            Assert.False(await page.EvaluateAsync<bool>("window.samePage === true"));
        }

        await Expect(page.Locator("#f-NameZh")).ToHaveValueAsync("断网也不丢，接着写");
        await Expect(page.Locator("#f-RemarkZh")).ToHaveValueAsync("断网之后才写的");
        // The server has it all: a fresh load offers both.
        await page.WaitForTimeoutAsync(2000);
        await page.ReloadAsync();
        await page.Locator(".draft summary").ClickAsync();
        await Expect(page.Locator(".draft tbody tr")).ToHaveTextAsync(["项目名称 （空） 断网也不丢，接着写", "备注 （空） 断网之后才写的"]);
        visit.WasCleanBut(OfALostLine);
    }
}
