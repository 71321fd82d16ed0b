using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>The palette with real keys: it opens, moves and leads in the browser.</summary>
public class PaletteTests(FairSite site)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Initials_and_Enter_open_the_guest(int width)
    {
        await using var visit = await site.OpenAsync(width);
        var page = visit.Page;
        await page.GotoAsync("/account/login");
        await visit.LogInAsync("staff");
        await page.WaitForURLAsync("**/today");
        await page.Locator("#palette-input").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

        // At once, without waiting for a list: Enter opens what the words are answered with.
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("zgy");
        await page.Keyboard.PressAsync("Enter");

        await page.GetByRole(AriaRole.Heading, new() { Name = "詹光耀" }).First.WaitForAsync();
        Assert.Contains("/console/2027/guests/", page.Url, StringComparison.Ordinal);
        Assert.False(await page.Locator("#palette").EvaluateAsync<bool>("box => box.open"));

        // Opened by hand it lists what was opened last; the arrow moves, Escape closes and gives the focus back.
        await page.Locator("#palette-open").ClickAsync();
        await page.Locator("#palette-option-0", new() { HasTextString = "詹光耀" }).WaitForAsync();
        await Barriers.NoneAsync(page, page.Url);
        await WalkTests.FitsAsync(page, page.Url);
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("palette-option-1", await page.Locator("#palette-input").GetAttributeAsync("aria-activedescendant"));
        Assert.Equal("true", await page.Locator("#palette-option-1").GetAttributeAsync("aria-selected"));
        Assert.Equal("false", await page.Locator("#palette-option-0").GetAttributeAsync("aria-selected"));
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("palette-open", await page.EvaluateAsync<string>("document.activeElement.id"));
        visit.WasClean();
    }

    [Fact]
    public async Task A_click_on_what_was_found_opens_it_and_the_page_behind_is_left_alone_until_then()
    {
        await using var visit = await site.OpenAsync();
        var page = visit.Page;
        await page.GotoAsync("/account/login");
        await visit.LogInAsync("staff");
        await page.WaitForURLAsync("**/today");
        await page.Locator("#palette-open").ClickAsync();
        await page.Locator("#palette-input").FillAsync("LC-T05");
        await page.Locator("#palette-list a", new() { HasTextString = "二仙庙" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "二仙庙" }).First.WaitForAsync();
        Assert.Contains("/console/2027/projects/", page.Url, StringComparison.Ordinal);
        visit.WasClean();
    }
}
