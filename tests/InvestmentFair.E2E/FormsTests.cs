using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>Filling in forms with real keys: drafts, two who edit the same record, presses that arrive twice.</summary>
public class FormsTests(FairSite site)
{
    [Fact]
    public async Task What_is_typed_is_kept_within_two_seconds_and_offered_to_its_owner_alone()
    {
        await using var visit = await site.OpenAsync();
        var page = await AtAsync(visit, "staff", "/console/2027/projects/new");
        await page.Locator("#f-NameZh").PressSequentiallyAsync("太行草稿试验");
        await page.Locator("#f-Total").PressSequentiallyAsync("３.８亿");
        await page.Locator("#f-ValidFrom").PressSequentiallyAsync("8月2日");
        await page.Locator("#f-ValidTo").PressSequentiallyAsync("下周五来");

        var typed = Stopwatch.StartNew();
        await Expect(page.Locator(".kept")).ToContainTextAsync("草稿已存");
        await Expect(page.Locator("form.sheet")).ToHaveAttributeAsync("data-unsaved", "true");
        await page.WaitForTimeoutAsync(1900 - typed.ElapsedMilliseconds);
        await page.ReloadAsync();

        await Expect(page.Locator(".draft")).ToContainTextAsync("您有未保存的草稿");
        await page.Locator(".draft summary").ClickAsync();
        await Expect(page.Locator(".draft tbody tr")).ToHaveTextAsync(["项目名称 （空） 太行草稿试验", "总投资（万元） （空） 3.8亿元", "有效期自 （空） 2027年8月2日", "有效期至 （空） 下周五来"]);

        await using var other = await site.OpenAsync();
        var theirs = await AtAsync(other, "organizer", "/console/2027/projects/new");
        await Expect(theirs.Locator(".draft")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        await Expect(page.Locator("#f-NameZh")).ToHaveValueAsync("太行草稿试验");
        await Expect(page.Locator("#f-ValidTo")).ToHaveValueAsync("下周五来");
        await Expect(page.Locator("#f-Total-echo")).ToHaveTextAsync("3.8亿元");

        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.Locator("#f-Code")).ToBeFocusedAsync();
        await Expect(page.Locator("#f-ValidTo-problem")).ToContainTextAsync("看不懂是哪一天");
        await Expect(page.Locator("#f-ValidTo")).ToHaveValueAsync("下周五来");

        await page.GetByRole(AriaRole.Link, new() { Name = "代表团" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "离开，丢弃修改" }).ClickAsync();
        await page.WaitForURLAsync("**/delegations");
        await page.GoBackAsync();
        await page.Locator("#f-NameZh").WaitForAsync();
        await Expect(page.Locator(".draft")).ToHaveCountAsync(0);
        visit.WasClean();
    }

    [Fact]
    public async Task A_file_that_was_put_right_under_its_own_name_is_read_anew()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        try
        {
            await using var visit = await site.OpenAsync();
            var page = await AtAsync(visit, "admin", "/console/2027/imports/holidays");
            foreach (var (content, says) in new[] { ("日期,类型,名称\n哪一天,放假,示例\n", "有错误 1"), ("日期,类型,名称\n2028-10-02,放假,示例\n", "有错误 0") })
            {
                await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
                await (await page.RunAndWaitForFileChooserAsync(() => page.Locator("#import-file").ClickAsync())).SetFilesAsync(file);
                await Expect(page.Locator("main p[role=status]")).ToContainTextAsync(says);
            }

            visit.WasClean();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Leaving_asks_where_something_was_changed_and_only_there()
    {
        await using var visit = await site.OpenAsync();
        var page = await AtAsync(visit, "staff", "/console/2027/delegations/new");
        await page.GetByRole(AriaRole.Link, new() { Name = "嘉宾名单" }).ClickAsync();
        await page.WaitForURLAsync("**/guests");

        await page.GotoAsync("/console/2027/delegations/new");
        await page.Locator("#f-Quota").FillAsync("7");
        await page.Locator("#f-Quota").BlurAsync();
        await Expect(page.Locator("form.sheet")).ToHaveAttributeAsync("data-unsaved", "true");
        await page.GetByRole(AriaRole.Link, new() { Name = "嘉宾名单" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "留在此页" }).ClickAsync();
        Assert.EndsWith("/delegations/new", page.Url, StringComparison.Ordinal);
        Assert.Equal("7", await page.Locator("#f-Quota").InputValueAsync());

        // Out of the console the browser itself asks.
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        await page.EvaluateAsync("() => { setTimeout(() => location.href = '/', 0); }");
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal("7", await page.Locator("#f-Quota").InputValueAsync());
    }

    [Fact]
    public async Task Two_who_edit_one_record_lose_nothing_and_are_asked_only_where_they_differ()
    {
        const string hostile = "<img src=x onerror=alert(1)>“示例”";
        await using var one = await site.OpenAsync();
        await using var other = await site.OpenAsync(390);
        var first = await AtAsync(one, "staff", "/console/2027/investors");
        await first.Locator("tbody a").First.ClickAsync();
        await first.GetByRole(AriaRole.Link, new() { Name = "修改" }).First.ClickAsync();
        await first.Locator("#f-Note").WaitForAsync();
        var address = new Uri(first.Url).PathAndQuery;
        var second = await AtAsync(other, "organizer", address);
        await second.Locator("#f-Note").WaitForAsync();

        await first.Locator("#f-Note").FillAsync(hostile);
        await first.Locator("#f-NameEn").FillAsync("Their Sample Co.");
        await first.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await first.WaitForURLAsync(a => !a.EndsWith("/edit", StringComparison.Ordinal));

        await second.Locator("#f-Note").FillAsync("我写的备注");
        await second.Locator("#f-NameZh").FillAsync("合并样板公司（示例）");
        await second.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();

        // Only the note differs; their English name was taken over and my Chinese one kept.
        var rows = second.Locator(".clash tbody tr");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToContainTextAsync(hostile);
        await Expect(rows).ToContainTextAsync("我写的备注");
        await Expect(second.Locator("#f-NameEn")).ToHaveValueAsync("Their Sample Co.");
        await Expect(second.Locator("#f-NameZh")).ToHaveValueAsync("合并样板公司（示例）");
        await WalkTests.FitsAsync(second, second.Url);

        // With the keyboard alone: the first choice has the focus.
        await Expect(second.Locator(".clash input").First).ToBeFocusedAsync();
        await second.Keyboard.PressAsync("ArrowRight");
        await Expect(second.Locator(".clash input").Nth(1)).ToBeCheckedAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "按所选合并并保存" }).PressAsync("Enter");

        await second.WaitForURLAsync(a => !a.EndsWith("/edit", StringComparison.Ordinal));
        await Expect(second.Locator("main")).ToContainTextAsync(hostile);
        await Expect(second.Locator("main")).ToContainTextAsync("Their Sample Co.");
        await Expect(second.Locator("main")).ToContainTextAsync("合并样板公司（示例）");
        one.WasClean();
        other.WasClean();
    }

    [Fact]
    public async Task A_press_that_arrives_ten_times_and_the_back_button_make_one_record()
    {
        await using var visit = await site.OpenAsync();
        var page = await AtAsync(visit, "staff", "/console/2027/investors/new");
        await page.Locator("#f-NameZh").FillAsync("十次只算一次（示例）");
        await page.Locator("#f-Origin").SelectOptionAsync("OutsideProvince");
        await Expect(page.Locator(".kept")).ToContainTextAsync("草稿已存");

        // Forged: the button is made to work again and pressed before anything has come back.
        await page.EvaluateAsync("""
            () => { const form = document.querySelector('form.sheet'), button = form.querySelector('[type=submit]');
                    for (let i = 0; i < 10; i++) { button.disabled = false; form.requestSubmit(); button.click(); } }
            """);
        await page.WaitForURLAsync(a => !a.EndsWith("/new", StringComparison.Ordinal));
        await page.GoBackAsync();
        await page.Locator("#f-NameZh").WaitForAsync();
        await Expect(page.Locator("#f-NameZh")).ToHaveValueAsync("");
        await Expect(page.Locator(".draft")).ToHaveCountAsync(0);
        await page.GoForwardAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("十次只算一次");

        await page.GotoAsync("/console/2027/investors?q=十次只算一次");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        visit.WasClean();
    }

    [Fact]
    public async Task A_verb_keeps_its_draft_when_its_dialog_is_closed_and_is_done_once()
    {
        await using var visit = await site.OpenAsync();
        // The oldest first: the newest may be one that another journey has just made and works on.
        var page = await AtAsync(visit, "staff", "/console/deals?f.type=Open&sort=Number");
        await page.Locator("table.grid tbody tr").First.WaitForAsync();
        var ids = await page.Locator("table.grid tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.row)");
        var one = page.Locator($"tr[data-row='{ids[0]}'] a").First;
        var other = page.Locator($"tr[data-row='{ids[1]}'] a").First;
        await one.ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await page.GetByRole(AriaRole.Button, new() { Name = "写跟进", Exact = true }).ClickAsync();
        await dialog.GetByLabel("跟进情况").FillAsync("先写一半的跟进");
        await Expect(dialog.Locator(".kept")).ToContainTextAsync("草稿已存");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "离开，保留草稿" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        // The draft is this deal's: the next one, opened at the side of the same list, is not offered it.
        await page.Locator(".side-close").ClickAsync();
        await other.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "写跟进", Exact = true }).ClickAsync();
        await Expect(dialog.GetByLabel("跟进情况")).ToHaveValueAsync("");
        await Expect(dialog.Locator(".draft")).ToHaveCountAsync(0);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await page.Locator(".side-close").ClickAsync();

        await one.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "写跟进", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        await Expect(dialog.GetByLabel("跟进情况")).ToHaveValueAsync("先写一半的跟进");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "下一步", Exact = true }).FillAsync("再去一次厂里");
        await dialog.GetByLabel("下一步时限").FillAsync("下周五");
        await page.EvaluateAsync("() => { const button = document.querySelector('.mud-dialog .mud-dialog-actions button.primary'); for (let i = 0; i < 10; i++) { button.disabled = false; button.click(); } }");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator("main li").Filter(new() { HasText = "先写一半的跟进" })).ToHaveCountAsync(1);
        visit.WasClean();
    }

    [Fact]
    public async Task A_note_begins_in_its_field_and_Escape_asks_before_it_throws_away_what_is_typed()
    {
        await using var visit = await site.OpenAsync();
        var page = await AtAsync(visit, "staff", "/console/2027/delegations");
        var (dialog, asked) = (page.Locator(".mud-dialog"), page.Locator(".mud-dialog [role=alert]"));
        await page.Locator("tbody .note").First.ClickAsync();
        await Expect(page.Locator("#nd-Text")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("写到一半");

        await page.Keyboard.PressAsync("Escape");
        await Expect(asked).ToHaveTextAsync("这条备注还没有添加。");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "继续写" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(asked).ToHaveCountAsync(0);
        await Expect(page.Locator("#nd-Text")).ToHaveValueAsync("写到一半");
        await page.Locator("#nd-Text").FillAsync("");
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        visit.WasClean();
    }

    [Fact]
    public async Task Escape_in_a_verb_or_in_a_change_of_many_rows_asks_before_it_throws_away_what_is_typed()
    {
        await using var visit = await site.OpenAsync();
        var page = await AtAsync(visit, "staff", "/console/deals");
        var (dialog, asked) = (page.Locator(".mud-dialog"), page.Locator(".mud-dialog [role=alert]"));
        await page.Locator("table.grid tbody tr a").Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "写跟进", Exact = true }).ClickAsync();
        await dialog.GetByLabel("跟进情况").FillAsync("还没写完");
        await page.Keyboard.PressAsync("Escape");
        await Expect(asked).ToHaveTextAsync("有未保存的修改");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "继续填写" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(asked).ToHaveCountAsync(0);
        await Expect(dialog.GetByLabel("跟进情况")).ToHaveValueAsync("还没写完");
        await page.Keyboard.PressAsync("Escape");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "离开，丢弃修改" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        await page.GotoAsync("/console/2027/guests");
        await page.Locator("table.grid tbody .pick input").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "批量修改", Exact = true }).ClickAsync();
        await dialog.GetByLabel("修改哪一项").SelectOptionAsync(new SelectOptionValue { Label = "身份" });
        await dialog.GetByLabel("身份").SelectOptionAsync("Staff");
        await page.Keyboard.PressAsync("Escape");
        await Expect(asked).ToHaveTextAsync("这次修改还没有做。");
        await page.Keyboard.PressAsync("Escape");
        await Expect(asked).ToHaveCountAsync(0);
        await Expect(dialog.GetByLabel("身份")).ToHaveValueAsync("Staff");
        await page.Keyboard.PressAsync("Escape");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "放弃所选" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        visit.WasClean();
    }

    [Fact]
    public async Task The_calendar_beside_a_date_fills_in_what_it_says()
    {
        await using var visit = await site.OpenAsync(390);
        var page = await AtAsync(visit, "organizer", "/console/2027/agenda/new");
        var day = page.Locator("#f-Day");
        await day.WaitForAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "打开日历" })).ToBeVisibleAsync();
        // The browser's own calendar is not part of the page; what it does when a day is taken is.
        await page.EvaluateAsync("() => { const native = document.getElementById('f-Day-picker'); native.value = '2027-08-02'; native.dispatchEvent(new Event('change', { bubbles: true })); }");

        await Expect(day).ToHaveValueAsync("2027-08-02");
        await Expect(page.Locator("#f-Day-echo")).ToHaveTextAsync("2027年8月2日 周一");
        await day.FillAsync("8月3日");
        await page.Locator("#f-Starts").FillAsync("下午3点");
        await page.Locator("#f-Ends").FillAsync("15:45");
        await page.Locator("#f-Owner").FillAsync("x");
        await Expect(day).ToHaveValueAsync("2027-08-03");
        await Expect(page.Locator("#f-Starts")).ToHaveValueAsync("15:00");
        visit.WasClean();
    }

    [Fact]
    public async Task The_keyboard_never_loses_its_place_in_fields_that_offer_a_list()
    {
        await using var visit = await site.OpenAsync();
        var page = await AtAsync(visit, "staff", "/console/2027/guests/new");
        var (person, delegation, investor, lists) = (page.Locator("#f-PersonId"), page.Locator("#f-DelegationId"), page.Locator("#f-InvestorId"), page.Locator("[role=listbox]:visible"));

        // One Tab leads from the open list to the next field, where the next letter lands.
        await person.FocusAsync();
        await Expect(page.Locator("#f-PersonId-0")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("甲");
        Assert.Equal("甲", await page.EvaluateAsync<string>("document.activeElement.value"));
        await Expect(person).ToHaveValueAsync("");
        await Expect(lists).ToHaveCountAsync(0);

        await delegation.FocusAsync();
        await Expect(page.Locator("#f-DelegationId-0")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".chosen")).ToHaveCountAsync(1);
        await Expect(delegation).ToBeFocusedAsync();
        await page.Locator(".chosen button").ClickAsync();
        await Expect(delegation).ToBeFocusedAsync();
        await page.Locator("#f-DelegationId-1").ClickAsync();
        await Expect(page.Locator(".chosen")).ToHaveCountAsync(1);
        await Expect(delegation).ToBeFocusedAsync();

        await investor.FocusAsync();
        await Expect(page.Locator("#f-InvestorId-0")).ToBeVisibleAsync();
        await Expect(lists).ToHaveCountAsync(1);
        await page.Locator("#f-Name").ClickAsync();
        await Expect(lists).ToHaveCountAsync(0);
        visit.WasClean();
    }

    internal static async Task<IPage> AtAsync(Visit visit, string user, string address)
    {
        await visit.Page.GotoAsync($"/account/login?ReturnUrl={Uri.EscapeDataString(address)}");
        await visit.LogInAsync(user);
        await visit.Page.WaitForURLAsync($"**{address}");
        await visit.Page.Locator("h1").First.WaitForAsync();
        return visit.Page;
    }
}
