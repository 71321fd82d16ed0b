using InvestmentFair.Delegations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>Markup typed by hand into the forms, as a joke or in earnest, is taken as the text it is and shown so wherever it goes.</summary>
public class TypedMarkupTests(FairSite site)
{
    [Fact]
    public async Task What_is_typed_as_markup_is_taken_and_shown_as_text_on_pages_in_lists_and_where_two_differ()
    {
        await using var served = await ServedProcess.StartAsync(("Portal:LeastSecondsToAsk", "0"));
        await using var visit = await site.OpenAsync(address: $"http://127.0.0.1:{served.Port}");
        await using var other = await site.OpenAsync(address: $"http://127.0.0.1:{served.Port}");
        await using var asker = await site.OpenAsync(390, $"http://127.0.0.1:{served.Port}");
        foreach (var browser in new[] { visit, other, asker }) await browser.Page.AddInitScriptAsync("window.xss = n => { window.xssRan = n; }");

        // An enterprise, and a note on it.
        var page = await FormsTests.AtAsync(visit, "organizer", "/console/2027/investors/new");
        await page.Locator("#f-NameZh").FillAsync(Typed(1));
        await page.Locator("#f-Origin").SelectOptionAsync("OutsideProvince");
        await SaveAsync(page);
        await ShowsAsync(page, 1);
        var investor = new Uri(page.Url).PathAndQuery;
        await page.Locator(".notes textarea").FillAsync(Typed(2));
        await page.Locator(".notes [type=submit]").ClickAsync();
        await ShowsAsync(page, 1, 2);
        await page.GotoAsync($"/console/2027/investors?q={Uri.EscapeDataString("xss n=1")}");
        await ShowsAsync(page, 1);

        // A guest.
        await page.GotoAsync("/console/2027/guests/new");
        await page.Locator("#f-Name").FillAsync(Typed(3));
        await page.Locator("#f-Part").SelectOptionAsync(nameof(GuestPart.Leader));
        // Offered by its name, which is markup as well.
        await page.Locator("#f-InvestorId").PressSequentiallyAsync("xss n=1");
        await page.Locator("[role=option][id]").First.ClickAsync();
        await SaveAsync(page);
        await ShowsAsync(page, 3);

        // What a stranger writes, on their page and on the desk of those who answer.
        await asker.Page.GotoAsync("/projects/LC-T02/ask");
        await asker.Page.Locator("[value=Question]").CheckAsync();
        foreach (var (field, text) in new[] { ("name", Typed(4)), ("organisation", Typed(5)), ("mobile", "000-0000-6801"), ("words", Typed(6)) }) await asker.Page.Locator($"#ask-{field}").FillAsync(text);
        await asker.Page.Locator("main form.form [type=submit]").ClickAsync();
        await asker.Page.WaitForURLAsync("**/q/r/*");
        await ShowsAsync(asker.Page, 6);
        await page.GotoAsync($"/console/2027/enquiries?q={Uri.EscapeDataString("xss n=4")}");
        await ShowsAsync(page, 4, 5);
        await page.Locator("table.grid tbody a").First.ClickAsync();
        await ShowsAsync(page, 4, 5, 6);

        // Two who differ see both.
        var theirs = await FormsTests.AtAsync(other, "staff", $"{investor}/edit");
        await theirs.Locator("#f-NameZh").WaitForAsync();
        await page.GotoAsync($"{investor}/edit");
        await page.Locator("#f-NameZh").FillAsync(Typed(7));
        await SaveAsync(page);
        await ShowsAsync(page, 7);
        await theirs.Locator("#f-NameZh").FillAsync(Typed(8));
        await theirs.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(theirs.Locator(".clash tbody tr")).ToHaveCountAsync(1);
        await ShowsAsync(theirs, 7, 8);
        foreach (var browser in new[] { visit, other, asker }) browser.WasClean();
    }

    private static string Typed(int n) => $"甲<xss n={n}></xss><img src=x onerror=xss({n})>";

    private static async Task SaveAsync(IPage page)
    {
        var from = page.Url;
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(a => a != from);
    }

    // Every number is there as text, and none as anything else.
    private static async Task ShowsAsync(IPage page, params int[] numbers)
    {
        foreach (var n in numbers) await page.WaitForFunctionAsync("n => [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map(e => e.value)].some(t => t.includes(`<xss n=${n}>`))", n);
        var shown = await Markup.NothingOfItRanAsync(page, page.Url);
        Assert.All(numbers, n => Assert.Contains(n, shown));
    }
}
