using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>Every page, on a telephone and at a desk, in both languages: no fault in the browser, no barrier, no missing text.</summary>
public class WalkTests(FairSite site)
{
    private static readonly string[] Portal =
    [
        "", "projects", "projects?q=民宿", "projects?q=没有这样的项目", "projects/LC-T02", "projects/LC-T02/ask", "plants", "plants/IP-A", "plants/IP-A/ask", "agenda", "privacy", "no-such-page",
    ];

    // What the component library itself gets wrong: rule and selector, with the thread that knows of it.
    private static readonly (string Rule, string Target, string Thread)[] OfTheLibrary = [];

    [Theory]
    [InlineData(390, "/")]
    [InlineData(1440, "/")]
    [InlineData(390, "/en/")]
    [InlineData(1440, "/en/")]
    public async Task The_portal_has_no_barrier_and_no_fault(int width, string at)
    {
        await using var visit = await site.OpenAsync(width);
        foreach (var address in Portal)
        {
            await visit.Page.GotoAsync(at + address);
            await NoBarrierAsync(visit.Page, at + address, []);
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{at}{address} is wider than {width} px");
            if (at == "/en/") await NothingUntranslatedAsync(visit.Page, address);
        }

        // The page that is not there says so to the browser too.
        visit.WasCleanBut($"{at}no-such-page");
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(1440, true)]
    public async Task What_an_asker_sees_has_no_barrier_and_no_fault_in_any_state(int width, bool english)
    {
        await using var visit = await site.OpenAsync(width);
        var references = await ConsolePages.ReferencesAsync(site.Services);
        Assert.True(references.Count >= 5, $"{references.Count} states");
        foreach (var reference in references)
        {
            await visit.Page.GotoAsync(english ? $"/account/language/en?back=/q/{reference}" : $"/q/{reference}");
            await NoBarrierAsync(visit.Page, reference, []);
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{reference} is wider than {width} px");
            if (english) await NothingUntranslatedAsync(visit.Page, reference);
        }

        visit.WasClean();
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(1440, false)]
    [InlineData(1440, true)]
    public async Task The_console_has_no_barrier_and_no_fault(int width, bool english)
    {
        await using var visit = await site.OpenAsync(width);
        var page = visit.Page;
        await EnterAsync(visit, english);
        var found = new List<string>();
        foreach (var address in await ConsolePages.AddressesAsync(site.Services))
        {
            // All that is wrong is told at once: the walk is long.
            try
            {
                await page.GotoAsync(address);
                await StandsAsync(page);
                await NoBarrierAsync(page, address, OfTheLibrary);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{address} is wider than {width} px");
                if (english) await NothingUntranslatedAsync(page, address);
            }
            catch (Xunit.Sdk.XunitException wrong)
            {
                found.Add(wrong.Message);
            }
        }

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
        await StandsAsync(page);
        var verbs = page.Locator("main .facts ~ .actions button");
        await verbs.First.WaitForAsync();
        var count = await verbs.CountAsync();
        Assert.True(count >= 8, $"{count} verbs");
        for (var i = 0; i < count; i++)
        {
            await verbs.Nth(i).ClickAsync();
            await page.Locator(".mud-dialog").WaitForAsync();
            await NoBarrierAsync(page, $"verb {i}", OfTheLibrary);
            if (english) await NothingUntranslatedAsync(page, $"verb {i}");
            await page.Locator(".mud-dialog .mud-dialog-actions button").First.ClickAsync();
            await page.Locator(".mud-dialog").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        }

        visit.WasClean();
    }

    [Fact]
    public async Task A_barrier_and_a_missing_text_that_are_there_are_found()
    {
        await using var visit = await site.OpenAsync();
        await visit.Page.GotoAsync("/en/projects");
        await visit.Page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=favicon.svg><h2>未翻译</h2>')");

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => NoBarrierAsync(visit.Page, "control", []));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => NothingUntranslatedAsync(visit.Page, "control"));
    }

    private static async Task EnterAsync(Visit visit, bool english)
    {
        await visit.Page.GotoAsync("/account/login");
        await visit.LogInAsync("admin");
        await visit.Page.WaitForURLAsync("**/today");
        if (english) await visit.Page.GotoAsync("/account/language/en?back=/console/2027/today");
    }

    private static async Task StandsAsync(IPage page)
    {
        await page.Locator("h1").First.WaitForAsync();
        await page.Locator(".loading, .skeleton").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
    }

    private static async Task NoBarrierAsync(IPage page, string address, (string Rule, string Target, string Thread)[] known)
    {
        var result = await page.RunAxe();
        var barriers = result.Violations.SelectMany(v => v.Nodes.Select(n => (v.Id, Target: n.Target.ToString() ?? "")))
            .Where(b => !known.Any(k => k.Rule == b.Id && b.Target.Contains(k.Target, StringComparison.Ordinal))).ToList();
        Assert.True(barriers.Count == 0, $"{address}: {string.Join("; ", barriers.Take(6).Select(b => $"{b.Id} {b.Target}"))}");
    }

    // Names of people and places are data; what the product itself says must be English here.
    private static async Task NothingUntranslatedAsync(IPage page, string address)
    {
        var left = await page.EvaluateAsync<string[]>("""
            () => {
                const ours = e => !e.closest('[lang|=zh], tbody, .card, .picker, dd, .fair, #team, .whoami, article h1, .data') && e.offsetParent !== null;
                const words = [...document.querySelectorAll('h1, h2, th[scope=col], label, legend, button, nav a, .actions a, dt, .hint, .notice, .problem, .empty, .attention, summary, option, title')]
                    .filter(ours).map(e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent).join('').trim());
                const named = [...document.querySelectorAll('[placeholder], [aria-label]')].filter(ours).map(e => ((e.getAttribute('placeholder') ?? '') + (e.getAttribute('aria-label') ?? '')).replace(/“[^”]*”/g, ''));
                return [...words, ...named].filter(t => /[\u4e00-\u9fff]/.test(t) && !/^中文$/.test(t) && !/亿|万元/.test(t));
            }
            """);
        Assert.True(left.Length == 0, $"{address}: {string.Join(" | ", left.Take(8))}");
    }
}
