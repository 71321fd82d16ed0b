using System.Diagnostics;
using System.Text.RegularExpressions;
using ExcelDataReader;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>An office hour at the guest list: sixty rows put right and back, one list taken away, most of it by keyboard.</summary>
[Collection("Those who put the guest list right, one after the other")]
public class CorrectingGuestsTests(FairSite site)
{
    private const string Rows = "table.grid tbody tr";

    [Fact]
    public async Task Sixty_guests_are_corrected_put_back_and_exported_as_they_are_seen()
    {
        await using var visit = await site.OpenAsync();
        var page = visit.Page;
        var dialog = page.Locator(".mud-dialog");
        ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await page.GotoAsync("/account/login");
        await visit.LogInAsync("staff");
        await page.GetByRole(AriaRole.Link, new() { Name = "嘉宾名单", Exact = true }).ClickAsync();

        // Find them by a filter, which is a pill.
        await Button("＋ 筛选").ClickAsync();
        await page.Locator("#add-filter").GetByRole(AriaRole.Button, new() { Name = "回执", Exact = true }).ClickAsync();
        await page.Locator("#filter-attendance").GetByRole(AriaRole.Button, new() { Name = "出席", Exact = true }).ClickAsync();
        await Expect(page.Locator(".pill > .pop-toggle")).ToHaveTextAsync("回执：出席");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("f.attendance=Coming"));
        await page.GetByLabel("每页").SelectOptionAsync("100");
        await Expect(page.Locator(Rows).Nth(60)).ToBeVisibleAsync();

        // Correct sixty: all that match, one field, a look, done.
        var watch = Stopwatch.StartNew();
        await page.Locator("#pick-page").CheckAsync();
        var count = int.Parse((await page.Locator(".selection [role=status]").TextContentAsync())!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(count >= 60, $"{count} guests");
        await ChangePartAsync("Staff");
        watch.Stop();
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} rows corrected in {watch.Elapsed.TotalSeconds:0.0} s");
        await Expect(page.Locator(Rows).First).ToContainTextAsync("工作人员");

        // One of them was a leader after all: by keyboard alone, and undone at once for that row.
        await page.Locator(Rows).First.FocusAsync();
        await page.Locator(".choose-none").ClickAsync();
        await page.Locator(Rows).First.FocusAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Expect(page.Locator(".selection [role=status]")).ToHaveTextAsync("已选 1 条");
        await page.Keyboard.PressAsync("e");
        await ChangeAsync("Leader");
        await Expect(page.Locator(Rows).Nth(1)).ToContainTextAsync("领导");
        await Expect(page.Locator(Rows).First).ToContainTextAsync("工作人员");

        // The keyboard opens the record at the side and leaves what is typed alone.
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(Rows).Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".side h1")).ToHaveTextAsync((await page.Locator(Rows).Nth(1).Locator(".row-link").TextContentAsync())!);
        await page.Locator(".side textarea").FillAsync("");
        await page.Locator(".side textarea").PressSequentiallyAsync("xjek?/");
        await Expect(page.Locator(".side textarea")).ToHaveValueAsync("xjek?/");

        // What is typed there is not thrown away unasked, and is offered when the record is opened again.
        await page.Locator(".side-close").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "留在此页" }).ClickAsync();
        await Expect(page.Locator(".side textarea")).ToHaveValueAsync("xjek?/");
        await page.Locator(Rows).Nth(2).Locator("td").Nth(2).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "离开，保留草稿" }).ClickAsync();
        await Expect(page.Locator(".side h1")).ToHaveTextAsync((await page.Locator(Rows).Nth(2).Locator(".row-link").TextContentAsync())!);
        await page.Locator(".side-close").ClickAsync();
        await Expect(page.Locator(".side")).ToHaveCountAsync(0);
        await page.Locator(Rows).Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".side .notes").GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        await Expect(page.Locator(".side textarea")).ToHaveValueAsync("xjek?/");
        await page.Locator(".side-close").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "离开，丢弃修改" }).ClickAsync();
        await Expect(page.Locator(".side")).ToHaveCountAsync(0);

        // The way back in the browser closes the side, whichever row it came to; closed by its button it leaves no step behind.
        await Expect(page).Not.ToHaveURLAsync(new Regex("open="));
        var list = page.Url;
        await page.Locator(Rows).Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".side h1")).ToBeVisibleAsync();
        await page.Locator(Rows).Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".side h1")).ToHaveTextAsync((await page.Locator(Rows).Nth(2).Locator(".row-link").TextContentAsync())!);
        await page.GoBackAsync();
        await Expect(page.Locator(".side")).ToHaveCountAsync(0);
        Assert.Equal(list, page.Url);
        await page.Locator(Rows).Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".side h1")).ToBeVisibleAsync();
        await page.Locator(".side-close").ClickAsync();
        await Expect(page.Locator(".side")).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(list);
        await page.GoBackAsync();
        await Expect(page).Not.ToHaveURLAsync(list);
        await page.GoForwardAsync();
        await Expect(page).ToHaveURLAsync(list);
        await Expect(page.Locator(Rows).First).ToBeVisibleAsync();

        // A link asked for in another tab is a page there.
        var tab = await page.Context.RunAndWaitForPageAsync(() => page.Locator($"{Rows} .row-link").First.ClickAsync(new() { Modifiers = [KeyboardModifier.Control] }));
        await Expect(tab.Locator("main h1")).ToBeVisibleAsync();
        await tab.CloseAsync();

        // Take away what is seen: these columns, in this order, for somebody.
        await page.GotoAsync($"{new Uri(page.Url).PathAndQuery}&cols=Attendance,Name,Part&sort=Name&desc=1");
        await Expect(page.Locator("thead th").Nth(1)).ToHaveTextAsync("回执");
        await Expect(page.Locator(Rows).Nth(60)).ToBeVisibleAsync();
        var seen = await page.Locator(Rows).EvaluateAllAsync<string[]>("rows => rows.map(r => [...r.querySelectorAll('td[data-label]')].map(c => c.textContent.trim()).join('|'))");
        await Button("导出 Excel").ClickAsync();
        await dialog.GetByLabel("用途").FillAsync("核对身份");
        await dialog.GetByLabel("接收人").FillAsync("接待组");
        var download = await page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^导出 ") }).ClickAsync());
        Assert.Equal(["回执|姓名|身份", .. seen], Read((await download.PathAsync())!));

        // Put back by editing back.
        await page.Locator("#pick-page").CheckAsync();
        await ChangePartAsync("Leader");
        await Expect(page.Locator(Rows).First).ToContainTextAsync("领导");
        visit.WasClean();

        async Task ChangePartAsync(string part)
        {
            await Button("批量修改").ClickAsync();
            await ChangeAsync(part);
        }

        async Task ChangeAsync(string part)
        {
            await dialog.GetByLabel("修改哪一项").SelectOptionAsync(new SelectOptionValue { Label = "身份" });
            await dialog.GetByLabel("身份").SelectOptionAsync(part);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^修改 \\d+ 条$") }).DblClickAsync();
            await Expect(dialog.GetByText("已修改")).ToBeVisibleAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);
        }
    }

    internal static List<string> Read(string path)
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var file = File.OpenRead(path);
        using var reader = ExcelReaderFactory.CreateReader(file);
        var lines = new List<string>();
        while (reader.Read()) lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(c => reader.GetValue(c)?.ToString() ?? "")));
        return lines;
    }
}
