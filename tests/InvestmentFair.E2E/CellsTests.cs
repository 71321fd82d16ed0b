using System.Diagnostics;
using InvestmentFair.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>A column of the guest list put right down the rows with real keys, faster than any server answers.</summary>
[Collection("Those who put the guest list right, one after the other")]
public class CellsTests(FairSite site)
{
    private const string Rank = "td[data-cell=ProtocolRank]";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixty_guests_are_put_right_in_a_column_and_taken_back_by_keyboard_alone()
    {
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/guests?size=100");
        var rows = await RowsAsync(page);
        var before = await RanksAsync(site.Services, rows);
        var acts = await ActsAsync();

        // From the page to the first row, into its cells, to the column, and from there on no key waits for the server.
        await page.Keyboard.PressAsync("j");
        await GoToAsync(page, "ProtocolRank");
        var watch = Stopwatch.StartNew();
        await page.Keyboard.PressAsync("F2");
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.TypeAsync($"{1001 + i}");
            await page.Keyboard.PressAsync("Enter");
        }

        var typed = watch.Elapsed;
        await Expect(page.Locator("td.put")).ToHaveCountAsync(60, new() { Timeout = 60_000 });
        TestContext.Current.TestOutputHelper?.WriteLine($"60 rows typed in {typed.TotalSeconds:0.0} s, saved after {watch.Elapsed.TotalSeconds:0.0} s");
        var after = await RanksAsync(site.Services, rows);
        Assert.Equal(Enumerable.Range(1001, 60), rows.Take(60).Select(r => after[r]));
        Assert.All(rows.Skip(60), r => Assert.Equal(before[r], after[r]));
        Assert.Equal(acts + 60, await ActsAsync());
        await Expect(page.Locator($"tr[data-row='{rows[60]}'] {Rank} #cell")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator($"tr[data-row='{rows[60]}'] {Rank}[data-at]")).ToHaveCountAsync(1);
        await Barriers.NoneAsync(page, page.Url);
        for (var i = 0; i < 60; i++) await page.Keyboard.PressAsync("Control+z");
        for (var waited = Stopwatch.StartNew(); await ActsAsync() < acts + 120 && waited.Elapsed < TimeSpan.FromMinutes(1);) await page.WaitForTimeoutAsync(200);
        Assert.Equal(acts + 120, await ActsAsync());
        await Expect(page.Locator(".cell-undo, .cell-typed")).ToHaveCountAsync(0);
        await Expect(page.Locator($"tr[data-row='{rows[0]}'] {Rank}")).ToHaveTextAsync($"{before[rows[0]]}");
        Assert.Equal(before, await RanksAsync(site.Services, rows));
        visit.WasClean();
    }

    [Fact]
    public async Task On_a_long_line_with_an_input_method_every_word_comes_to_its_own_row()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var line = Line.To(() => served.Port, TimeSpan.FromMilliseconds(200));
        await using var visit = await site.OpenAsync(1440, line.Address);
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/guests");
        var keys = await page.Context.NewCDPSessionAsync(page);
        var rows = await RowsAsync(page);
        await page.Keyboard.PressAsync("j");
        await GoToAsync(page, "Title");
        await page.Keyboard.PressAsync("Enter");
        string[] titles = ["县长", "副县长", "常委副县长", "调研员"];

        foreach (var title in titles)
        {
            // The letters stand in the field underlined, as an input method puts them there, before they become the word.
            await keys.SendAsync("Input.imeSetComposition", Arguments(("text", "pin'yin"), ("selectionStart", 7), ("selectionEnd", 7)));
            await page.WaitForTimeoutAsync(30);
            await keys.SendAsync("Input.insertText", Arguments(("text", title)));
            await page.Keyboard.PressAsync("Enter");
        }

        await Expect(page.Locator("td.put")).ToHaveCountAsync(titles.Length, new() { Timeout = 30_000 });
        foreach (var (row, title) in rows.Zip(titles)) await Expect(page.Locator($"tr[data-row='{row}'] td[data-cell=Title]")).ToHaveTextAsync(title);
        visit.WasClean();
    }

    [Fact]
    public async Task On_a_long_line_whoever_goes_to_an_end_of_the_text_writes_on_there()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var line = Line.To(() => served.Port, TimeSpan.FromMilliseconds(250));
        await using var visit = await site.OpenAsync(1440, line.Address);
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/guests");
        var rows = await RowsAsync(page);
        var cells = rows.Take(4).Select(row => page.Locator($"tr[data-row='{row}'] td[data-cell=Title]")).ToList();
        var were = new List<string>();
        foreach (var cell in cells) were.Add((await cell.InnerTextAsync()).Trim());
        await page.Keyboard.PressAsync("j");
        await GoToAsync(page, "Title");
        await page.Keyboard.PressAsync("Enter");

        foreach (var (key, text) in new[] { ("End", "甲"), ("End", "乙"), ("Home", "丙"), ("", "丁") })
        {
            if (key.Length > 0) await page.Keyboard.PressAsync(key);
            await page.Keyboard.InsertTextAsync(text);
            await page.Keyboard.PressAsync("Enter");
        }

        await Expect(page.Locator("td.put")).ToHaveCountAsync(4, new() { Timeout = 30_000 });
        foreach (var (cell, text) in cells.Zip([were[0] + "甲", were[1] + "乙", "丙" + were[2], "丁"])) await Expect(cell).ToHaveTextAsync(text);
        visit.WasClean();
    }

    [Fact]
    public async Task On_a_cell_that_is_selected_the_first_key_writes_and_copied_rows_go_down_from_it()
    {
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/guests?f.part=Leader");
        var keys = await page.Context.NewCDPSessionAsync(page);
        var rows = await RowsAsync(page);
        var cells = rows.Take(4).Select(row => page.Locator($"tr[data-row='{row}'] td[data-cell=Title]")).ToList();
        await page.Keyboard.PressAsync("j");
        await GoToAsync(page, "Title");

        // An input method begins its word on the cell as it stands.
        await keys.SendAsync("Input.imeSetComposition", Arguments(("text", "xian'zhang"), ("selectionStart", 10), ("selectionEnd", 10)));
        await keys.SendAsync("Input.insertText", Arguments(("text", "县长甲")));
        await page.Keyboard.PressAsync("Enter");
        await Expect(cells[0]).ToHaveTextAsync("县长甲");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.TypeAsync("j1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(cells[1]).ToHaveTextAsync("j1");

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator($"tr[data-row='{rows[2]}'] td[data-at]")).ToHaveCountAsync(1);
        await page.EvaluateAsync(""""
            () => { const data = new DataTransfer(); data.setData('text/plain', '县长乙\r\n"县长 ""丙"""\r\n');
                    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }
            """");
        await Expect(cells[2]).ToHaveTextAsync("县长乙");
        await Expect(cells[3]).ToHaveTextAsync("县长 \"丙\"");
        for (var i = 0; i < 4; i++) await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".cell-undo, .cell-typed")).ToHaveCountAsync(0);

        // However far down one is, the headings of the columns stay in sight, below the bar of the page.
        await page.EvaluateAsync("() => { const frame = document.querySelector('.scroll'); frame.scrollTop = 9999; scrollTo(0, 9999); }");
        Assert.True(await page.EvaluateAsync<bool>("() => { const at = document.querySelector('table.grid th').getBoundingClientRect(); return at.top >= 40 && at.bottom < innerHeight; }"));

        // A filter is added by keyboard alone, and what is typed lands in the field that looks for its value.
        await page.Locator("[aria-controls=add-filter]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#add-filter .menu button").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[aria-controls=add-filter]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#add-filter .menu button").First).ToBeFocusedAsync();
        while (await page.EvaluateAsync<string>("document.activeElement.textContent") != "代表团") await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#filter-delegation")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("饶平");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**f.delegation=**");
        await Expect(page.Locator("[aria-controls=add-filter]")).ToBeFocusedAsync();
        visit.WasClean();
    }

    [Fact]
    public async Task What_is_refused_stays_in_its_cell_and_two_in_one_cell_see_both()
    {
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/guests");
        await using var other = await site.OpenAsync();
        var theirs = await FormsTests.AtAsync(other, "organizer", "/console/2027/guests");
        var row = (await RowsAsync(page))[4];
        var before = (await RanksAsync(site.Services, [row]))[row];
        var (mine, cell) = (page.Locator($"tr[data-row='{row}'] {Rank}"), theirs.Locator($"tr[data-row='{row}'] {Rank}"));

        await mine.FocusAsync();
        await page.Keyboard.PressAsync("F2");
        await Expect(page.Locator("#cell")).ToBeFocusedAsync();
        await cell.FocusAsync();
        await theirs.Keyboard.PressAsync("F2");
        await Expect(theirs.Locator("#cell")).ToBeFocusedAsync();
        await theirs.Keyboard.TypeAsync("555");
        await theirs.Keyboard.PressAsync("Tab");
        await Expect(cell).ToHaveTextAsync("555");
        await Expect(theirs.Locator("td[data-cell=Attendance] #cell")).ToBeFocusedAsync();
        await theirs.Keyboard.PressAsync("Escape");

        await page.Keyboard.TypeAsync("0");
        await page.Keyboard.PressAsync("Enter");
        await Expect(mine.Locator(".problem")).ToHaveTextAsync("应在 1 到 9999 之间");
        await page.Keyboard.PressAsync("Shift+Enter");
        await Expect(mine.Locator("#cell")).ToHaveValueAsync("0");
        await page.Keyboard.TypeAsync("666");
        await page.Keyboard.PressAsync("Enter");
        await Expect(mine.Locator(".problem")).ToContainTextAsync("他人刚改为 555");
        await Expect(mine.Locator(".cell-typed")).ToHaveTextAsync("666");
        Assert.Equal(555, (await RanksAsync(site.Services, [row]))[row]);
        await Barriers.NoneAsync(page, page.Url);

        // Theirs stays by Escape, and mine stands by Enter.
        await page.Keyboard.PressAsync("Shift+Enter");
        await Expect(mine.Locator(".attention")).ToContainTextAsync("555");
        await page.Keyboard.PressAsync("Escape");
        await Expect(mine).ToHaveTextAsync("555");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#cell")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync($"{before}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(mine).ToHaveTextAsync($"{before}");
        await page.Keyboard.PressAsync("Escape");
        visit.WasClean();
        other.WasClean();
    }

    [Fact]
    public async Task A_name_is_chosen_and_a_choice_made_without_looking_up()
    {
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/guests?f.part=Leader");
        var rows = await RowsAsync(page);

        await page.Keyboard.PressAsync("j");
        await GoToAsync(page, "Delegation");
        await page.Keyboard.PressAsync("F2");
        await Expect(page.Locator("#cell")).ToBeFocusedAsync();
        var was = await page.Locator("#cell").GetAttributeAsync("placeholder");
        await page.Keyboard.TypeAsync("饶平");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator($"tr[data-row='{rows[0]}'] td[data-cell=Delegation]")).ToContainTextAsync("饶平县");
        await Expect(page.Locator($"tr[data-row='{rows[0]}'] td[data-cell=Investor] #cell")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await GoToAsync(page, "Part");
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"tr[data-row='{rows[0]}'] td[data-cell=Part]")).ToHaveTextAsync("企业家");
        await Expect(page.Locator($"tr[data-row='{rows[1]}'] td[data-cell=Part][data-at]")).ToHaveCountAsync(1);
        for (var i = 0; i < 2; i++) await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator($"tr[data-row='{rows[0]}'] td[data-cell=Delegation]")).ToHaveTextAsync(was!);
        await Expect(page.Locator($"tr[data-row='{rows[0]}'] td[data-cell=Part]")).ToHaveTextAsync("领导");
        visit.WasClean();
    }

    [Fact]
    public async Task A_choice_rests_after_Enter_so_that_arrows_go_down_the_rows_and_choose_only_where_it_was_opened()
    {
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/guests?f.part=Staff");
        var rows = await RowsAsync(page);
        ILocator Part(int row) => page.Locator($"tr[data-row='{rows[row]}'] td[data-cell=Part]");
        await page.Keyboard.PressAsync("j");
        await GoToAsync(page, "Part");
        var acts = await ActsAsync();

        // Faster than the server answers, and then at leisure.
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("td.put")).ToHaveCountAsync(2);
        foreach (var row in new[] { 0, 2 }) await Expect(Part(row)).ToHaveTextAsync("媒体");
        await Expect(page.Locator($"tr[data-row='{rows[3]}'] td[data-cell=Part][data-at]")).ToHaveCountAsync(1);
        await Expect(page.Locator("#cell")).ToHaveCountAsync(0);
        for (var i = 0; i < 3; i++) await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Locator($"tr[data-row='{rows[5]}'] td[data-cell=Part][data-at]")).ToHaveCountAsync(1);
        Assert.Equal(acts + 2, await ActsAsync());

        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(Part(5).Locator("#cell")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Escape");
        await Expect(Part(5)).ToHaveTextAsync("工作人员");
        await page.Keyboard.InsertTextAsync("媒");
        await Expect(Part(5).Locator("#cell")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Part(5)).ToHaveTextAsync("媒体");
        await Expect(page.Locator($"tr[data-row='{rows[6]}'] td[data-cell=Part][data-at]")).ToHaveCountAsync(1);
        for (var i = 0; i < 3; i++) await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".list-undo, .cell-typed")).ToHaveCountAsync(0);
        foreach (var row in new[] { 0, 2, 5 }) await Expect(Part(row)).ToHaveTextAsync("工作人员");
        visit.WasClean();
    }

    [Fact]
    public async Task A_range_of_rows_is_taken_with_Shift_by_any_place_of_its_check_boxes_and_what_was_done_with_them_is_taken_back_by_a_key()
    {
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/guests?f.part=Staff");
        var rows = await RowsAsync(page);
        var before = await RanksAsync(site.Services, rows);
        ILocator Pick(int row) => page.Locator($"tr[data-row='{rows[row]}'] td.pick");

        await Pick(1).ClickAsync(new() { Position = new() { X = 2, Y = 3 } });
        await Expect(page.Locator("td.pick input:checked")).ToHaveCountAsync(1);
        await Pick(5).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift], Position = new() { X = 2, Y = 3 } });
        await Expect(page.Locator("td.pick input:checked")).ToHaveCountAsync(5);
        await Expect(page.Locator(".selection [role=status]")).ToHaveTextAsync("已选 5 条");
        await Pick(3).Locator("input").ClickAsync();
        await Pick(4).Locator("input").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.Locator(".selection [role=status]")).ToHaveTextAsync("已选 3 条");

        await page.Locator(".edit-many").ClickAsync();
        await page.Locator("#edit-choice").SelectOptionAsync("ProtocolRank");
        await page.Locator("#e-ProtocolRank").FillAsync("4321");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "修改 3 条", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "关闭", Exact = true }).ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".notice.edited")).ToContainTextAsync("已撤销 3 条的“礼宾顺序”");
        Assert.Equal(before, await RanksAsync(site.Services, rows));
        visit.WasClean();
    }

    [Theory, InlineData(1366), InlineData(390)]
    public async Task The_two_sides_of_a_merge_stand_readable_at_any_breadth(int breadth)
    {
        await using var visit = await site.OpenAsync(breadth);
        await using var db = site.Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        var two = await db.Investors.OrderBy(i => i.Number).Take(2).Select(i => i.Id).ToListAsync(Cancel);
        var page = await FormsTests.AtAsync(visit, "staff", $"/console/2027/investors/{two[0]}/merge?with={two[1]}");
        await page.Locator(".merge .differs input[type=radio]").First.WaitForAsync();

        var radios = await page.Locator(".merge input[type=radio]").EvaluateAllAsync<double[]>("all => all.map(r => Math.max(r.offsetWidth, r.offsetHeight))");
        Assert.All(radios, size => Assert.InRange(size, 10, 20));
        // Beside its button what is chosen has the breadth of its column.
        var narrow = await page.Locator(".merge tbody label.check").EvaluateAllAsync<string[]>("all => all.filter(l => l.offsetWidth < 120 || l.scrollWidth > l.clientWidth + 1).map(l => l.textContent)");
        Assert.Empty(narrow);
        if (breadth == 390) Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.merge').offsetWidth <= document.querySelector('.scroll').clientWidth && [...document.querySelectorAll('.merge tbody tr')].every(r => r.children[1].getBoundingClientRect().bottom <= r.children[2].getBoundingClientRect().top + 1)"));
        visit.WasClean();
    }

    [Fact]
    public async Task What_was_typed_down_the_rows_while_the_server_was_away_is_there_again()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(1440, $"http://127.0.0.1:{served.Port}");
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/guests");
        var rows = await RowsAsync(page);
        await page.Locator($"tr[data-row='{rows[1]}'] {Rank}").FocusAsync();
        await page.Keyboard.PressAsync("F2");
        await Expect(page.Locator("#cell")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("888");
        await served.KillAsync();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        // The hands go on down the rows, though nobody hears it.
        foreach (var rank in new[] { "777", "666" })
        {
            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.TypeAsync(rank);
        }

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("td[data-ahead]")).ToHaveCountAsync(2);
        await served.StartAgainAsync();

        await Expect(page.Locator($"{Rank} .problem")).ToHaveTextAsync(Enumerable.Repeat("断线前填的，还没有存上；回车再存", 3), new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "3 格没有存上" }).ClickAsync();
        await Expect(page.Locator($"tr[data-row='{rows[1]}'] {Rank}[data-at]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#cell")).ToHaveValueAsync("888");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "全部存上（2 格）" }).ClickAsync();
        await Expect(page.Locator($"tr[data-row='{rows[2]}'] {Rank}")).ToHaveTextAsync("777");
        await Expect(page.Locator($"tr[data-row='{rows[3]}'] {Rank}")).ToHaveTextAsync("666");
        await page.ReloadAsync();
        await Expect(page.Locator(".problem")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_keys_are_explained_on_every_page_and_can_be_switched_off()
    {
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/today");
        var help = page.Locator("#keys");
        foreach (var address in new[] { "/console/2027/today", "/console/2027/guests", "/console/2027/delegations/new" })
        {
            await page.GotoAsync(address);
            await page.Locator("main h1").WaitForAsync();
            await page.Locator("main").ClickAsync(new() { Position = new() { X = 4, Y = 4 } });
            await page.Keyboard.PressAsync("?");
            await Expect(help).ToBeVisibleAsync();
            await Expect(help).ToContainTextAsync("保存并到下一行、上一行");
            if (address.EndsWith("today", StringComparison.Ordinal)) await Barriers.NoneAsync(page, page.Url);
            await page.Keyboard.PressAsync("Escape");
            await Expect(help).ToBeHiddenAsync();
        }

        // Not while somebody types, and not for who has switched it off.
        await page.Locator("#f-NameZh").PressSequentiallyAsync("?");
        await Expect(help).ToBeHiddenAsync();
        await page.Locator("#f-NameZh").FillAsync("");
        await page.Locator(".keys-open").ClickAsync();
        await page.Locator("#keys-on").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GotoAsync("/console/2027/guests");
        await page.Locator("table.grid").WaitForAsync();
        await page.Keyboard.PressAsync("?");
        await page.Keyboard.PressAsync("j");
        await page.WaitForTimeoutAsync(300);
        await Expect(help).ToBeHiddenAsync();
        Assert.False(await page.EvaluateAsync<bool>("document.activeElement.matches('tr')"));
        visit.WasClean();
    }

    private static Dictionary<string, object> Arguments(params (string Name, object Value)[] arguments) => arguments.ToDictionary(a => a.Name, a => a.Value);

    // Along the row until the column is reached.
    private static async Task GoToAsync(IPage page, string column)
    {
        await Expect(page.Locator("tr[data-row]:focus, td[data-at]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Home");
        for (var i = 0; i < 20; i++)
        {
            if (await page.EvaluateAsync<bool>("column => document.querySelector('td[data-at]')?.dataset.cell === column", column)) return;
            await page.Keyboard.PressAsync("ArrowRight");
        }

        Assert.Fail($"There is no way to {column}.");
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(IPage page)
    {
        await page.Locator("table.grid tbody tr").First.WaitForAsync();
        return await page.Locator("table.grid tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.row)");
    }

    private static async Task<Dictionary<string, int>> RanksAsync(IServiceProvider services, IEnumerable<string> rows)
    {
        var ids = rows.Select(Guid.Parse).ToList();
        await using var db = services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        return await db.Guests.Where(g => ids.Contains(g.Id)).ToDictionaryAsync(g => g.Id.ToString(), g => g.ProtocolRank, Cancel);
    }

    private async Task<int> ActsAsync()
    {
        await using var db = site.Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        return await db.AuditEntries.CountAsync(a => a.Act == "guest.revised", Cancel);
    }
}
