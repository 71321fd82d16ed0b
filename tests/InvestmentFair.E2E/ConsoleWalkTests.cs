using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>Every page of the console and the dialogs of a deal: no fault in the browser, no barrier, no missing text.</summary>
public class ConsoleWalkTests(FairSite site)
{
    // What the component library itself gets wrong: rule and selector, with the thread that knows of it.
    private static readonly (string Rule, string Target, string Thread)[] OfTheLibrary = [];

    [Theory]
    [InlineData(390, false)]
    [InlineData(1440, true)]
    public async Task The_console_has_no_barrier_and_no_fault(int width, bool english)
    {
        await using var visit = await site.OpenAsync(width);
        var page = visit.Page;
        await EnterAsync(visit, english);
        // What left the house says of which columns: a long word without a space.
        var exported = await site.Services.GetRequiredService<ExportDesk>().OrderAsync(new Actor(Guid.CreateVersion7(), "周文（示例）", Role.Administrator), "deals", null, new ListState(), null,
            new ExportForm { Purpose = "核对（示例）", Recipient = "周文（示例）" }, TestContext.Current.CancellationToken);
        Assert.False(exported.Refused, exported.Text);
        var found = new List<string>();
        foreach (var address in await ConsolePages.AddressesAsync(site.Services))
        {
            // All that is wrong is told at once: the walk is long.
            try
            {
                await page.GotoAsync(address);
                await WalkTests.StandsAsync(page);
                // Half of a walk is spent on looking for barriers, which are nearly all the same in both languages and widths.
                if (!english) await Barriers.NoneAsync(page, address, OfTheLibrary);
                await WalkTests.FitsAsync(page, address);
                if (english) await WalkTests.NothingUntranslatedAsync(page, address);
            }
            catch (Xunit.Sdk.XunitException wrong)
            {
                found.Add(wrong.Message);
            }
        }

        // What is said when the connection is lost, as the framework shows it.
        await page.EvaluateAsync("document.getElementById('components-reconnect-modal').showModal()");
        await page.Locator("#components-reconnect-modal h2").WaitForAsync();
        await Barriers.NoneAsync(page, "the connection is lost", OfTheLibrary);
        if (english) await WalkTests.NothingUntranslatedAsync(page, "the connection is lost");

        Assert.True(found.Count == 0, string.Join('\n', found));
        visit.WasClean();
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(1440, true)]
    public async Task The_dialogs_of_a_deal_have_no_barrier_and_no_fault(int width, bool english)
    {
        await using var visit = await site.OpenAsync(width);
        var page = visit.Page;
        await EnterAsync(visit, english);
        await page.GotoAsync(await ConsolePages.OpenDealAsync(site.Services));
        await WalkTests.StandsAsync(page);
        var verbs = page.Locator("main .facts ~ .actions button");
        await verbs.First.WaitForAsync();
        var count = await verbs.CountAsync();
        Assert.True(count >= 8, $"{count} verbs");
        for (var i = 0; i < count; i++)
        {
            await verbs.Nth(i).ClickAsync();
            await page.Locator(".mud-dialog").WaitForAsync();
            await Barriers.NoneAsync(page, $"verb {i}", OfTheLibrary);
            if (english) await WalkTests.NothingUntranslatedAsync(page, $"verb {i}");
            await page.Locator(".mud-dialog .mud-dialog-actions button").First.ClickAsync();
            await page.Locator(".mud-dialog").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        }

        visit.WasClean();
    }

    private static async Task EnterAsync(Visit visit, bool english)
    {
        await visit.Page.GotoAsync("/account/login");
        await visit.LogInAsync("admin");
        await visit.Page.WaitForURLAsync("**/today");
        if (english) await visit.Page.GotoAsync("/account/language/en?back=/console/2027/today");
    }
}
