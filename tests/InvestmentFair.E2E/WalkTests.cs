using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>Every page, on a telephone and at a desk, in both languages: no fault in the browser, no barrier, no missing text.</summary>
public class WalkTests(FairSite site)
{
    private static readonly string[] Portal = ["", "projects", "projects?q=民宿", "projects/LC-T02", "projects/LC-T02/ask", "plants", "plants/IP-A", "agenda", "privacy"];

    private static readonly string[] Console =
    [
        "/console/2027/today", "/console/2027/delegations", "/console/2027/delegations/new", "/console/2027/guests", "/console/2027/guests/new", "/console/2027/imports/guests",
        "/console/2027/invitations", "/console/2027/invitations/new", "/console/2027/projects", "/console/2027/projects/new", "/console/2027/plants", "/console/2027/plants/new",
        "/console/2027/investors", "/console/2027/investors/new", "/console/2027/needs", "/console/2027/needs/new", "/console/2027/enquiries", "/console/2027/requests", "/console/2027/requests/new",
        "/console/2027/board", "/console/2027/meetings", "/console/2027/agenda", "/console/2027/agenda/new", "/console/2027/halls", "/console/2027/tables", "/console/2027/tables/new", "/console/2027/slots",
        "/console/deals", "/console/deals/new", "/console/fairs", "/console/fairs/new", "/console/2027/settings", "/console/venues", "/console/hosts", "/console/hosts/new", "/console/units", "/console/accounts", "/console/accounts/new", "/console/audit",
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
        await page.GotoAsync("/account/login");
        await visit.LogInAsync("admin");
        await page.WaitForURLAsync("**/today");
        if (english) await page.GotoAsync("/account/language/en?back=/console/2027/today");
        foreach (var address in Console)
        {
            await page.GotoAsync(address);
            await page.Locator("h1").First.WaitForAsync();
            await page.Locator(".loading, .skeleton").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
            await NoBarrierAsync(page, address, OfTheLibrary);
            if (english) await NothingUntranslatedAsync(page, address);
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
            () => [...document.querySelectorAll('h1, h2, th[scope=col], label, legend, button, nav a, .actions a, dt, .hint, option, title')]
                .filter(e => !e.closest('[lang|=zh], tbody, .card, .picker, dd, .fair, #team, .whoami, article h1') && e.offsetParent !== null)
                .map(e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent).join('').trim())
                .filter(t => /[\u4e00-\u9fff]/.test(t) && !/^中文$/.test(t) && !/亿|万元/.test(t))
            """);
        Assert.True(left.Length == 0, $"{address}: {string.Join(" | ", left.Take(8))}");
    }
}
