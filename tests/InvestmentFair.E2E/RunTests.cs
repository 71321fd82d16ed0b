using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>A timetable that is looked for outlives its server.</summary>
public class RunTests(FairSite site)
{
    [Fact]
    public async Task A_search_goes_on_after_its_server_was_stopped_and_after_it_was_killed()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(1440, $"http://127.0.0.1:{served.Port}");
        var page = await FormsTests.AtAsync(visit, "organizer", "/console/2027/runs");
        await page.GetByRole(AriaRole.Button, new() { Name = "全排：重排未锁定的" }).ClickAsync();
        await page.Locator("#d-LimitSeconds").FillAsync("600");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始自动排期" }).ClickAsync();
        await RunsAsync(page);
        var address = page.Url;

        var asked = Stopwatch.StartNew();
        await served.StopAsync();
        Assert.InRange(asked.Elapsed.TotalSeconds, 0, 15);
        await served.StartAgainAsync();
        await page.GotoAsync(address);
        await RunsAsync(page);

        await served.KillAsync();
        await served.StartAgainAsync();
        await page.GotoAsync(address);
        // Its lease has to run out first.
        await Expect(page.GetByText("正在准备")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await RunsAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "停止" }).ClickAsync();

        await Expect(page.Locator("dd", new() { HasText = "已停止" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator(".facts")).ToContainTextAsync("排下");
        await Expect(page.Locator(".history tr", new() { HasText = "中断次数" })).ToHaveCountAsync(1);
    }

    // It has found something and says so.
    private static Task RunsAsync(IPage page) => Expect(page.GetByText("的优先分")).ToBeVisibleAsync(new() { Timeout = 60_000 });
}
