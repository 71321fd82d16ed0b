using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>The tools of a list for somebody who has no mouse: reached by Tab, worked by Space, Enter and Escape.</summary>
public class ListKeyboardTests(FairSite site)
{
    private const string Rows = "table.grid tbody tr";

    [Fact]
    public async Task Columns_a_view_a_filter_and_the_export_are_worked_by_the_keyboard_alone()
    {
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "organizer", "/console/2027/guests?f.attendance=Declined&sort=Name&cols=Number,Name,Part,Attendance");
        var (dialog, heads) = (page.Locator(".mud-dialog"), page.Locator("thead th:not(.pick):not(.row-tools)"));
        await page.Locator(Rows).First.WaitForAsync();
        var declined = await page.Locator(".selection [role=status]").TextContentAsync();

        // Columns: the first is put away, the next moved to the front, and the hand stays where it is.
        await TabToAsync("[aria-controls=list-columns]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#column-Number")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(heads).ToHaveCountAsync(3);
        await Expect(page.Locator("#column-Number")).ToBeFocusedAsync();
        await TabToAsync("#list-columns button[aria-label='回执 前移']", back: true);
        await page.Keyboard.PressAsync("Enter");
        await Expect(heads.Nth(1)).ToHaveTextAsync("回执");
        await Expect(page.Locator("#list-columns button[aria-label='回执 前移']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(heads.First).ToHaveTextAsync("回执");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#list-columns")).ToHaveCountAsync(0);
        await Expect(page.Locator("[aria-controls=list-columns]")).ToBeFocusedAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("cols=Attendance,Name,Part$"));

        // A view: kept from its field, closed with Escape.
        await TabToAsync("[aria-controls=list-views]");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync("#list-views button.primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator("#d-Name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("键盘视图");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator("#list-views .views a")).ToHaveTextAsync(["键盘视图"]);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#list-views")).ToHaveCountAsync(0);

        // The filter goes, and the next Tab does not begin at the top of the page again.
        await TabToAsync(".pill-remove", back: true);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".pill")).ToHaveCountAsync(0);
        await Expect(page.Locator(".selection [role=status]")).Not.ToHaveTextAsync(declined!);
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.closest('.toolbar') !== null"));

        // The view brings it back.
        await TabToAsync("[aria-controls=list-views]");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync("#list-views .views a");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".selection [role=status]")).ToHaveTextAsync(declined!);
        await Expect(page.Locator("#list-views")).ToHaveCountAsync(0);

        var seen = await page.Locator(Rows).EvaluateAllAsync<string[]>("rows => rows.map(r => [...r.querySelectorAll('td[data-label]')].map(c => c.textContent.trim()).join('|'))");
        await TabToAsync("button:text('导出 Excel')");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator("#d-Purpose")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("核对谢绝者");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Equal(["回执|姓名|身份", .. seen], CorrectingGuestsTests.Read((await download.PathAsync())!));
        visit.WasClean();

        async Task TabToAsync(string selector, bool back = false)
        {
            for (var i = 0; i < 150; i++)
            {
                if (await page.Locator(selector).First.EvaluateAsync<bool>("e => e === document.activeElement")) return;
                await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
            }

            Assert.Fail($"{selector} is not reached by Tab");
        }
    }
}
