using InvestmentFair.Kernel;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>The board with real keys, a real mouse that drags, and a thumb. Each has a server of its own: who places takes places away.</summary>
public class BoardTests(FairSite site)
{
    private const string Waiting = ".tray .card";

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task A_meeting_is_chosen_placed_locked_unlocked_and_taken_off_by_keyboard_alone(string language)
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(1440, $"http://127.0.0.1:{served.Port}");
        var page = await AtBoardAsync(visit, language);
        var (all, keyboard) = (await page.Locator(".time-table .card").CountAsync(), page.Keyboard);
        var subject = await page.Locator($"{Waiting} >> nth=1").Locator("b").InnerTextAsync();

        await keyboard.PressAsync("/");
        await Expect(page.Locator("#tray-search")).ToBeFocusedAsync();
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator($"{Waiting} >> nth=1")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        // The hands go on to the first place where it fits, and from there to another.
        await Expect(page.Locator(".time-table .fits").First).ToBeFocusedAsync();
        await Barriers.NoneAsync(page, page.Url);
        foreach (var key in new[] { "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp" }) await keyboard.PressAsync(key);
        await Expect(page.Locator(".time-table .fits").First).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");

        var placed = page.Locator(".time-table .card:focus");
        await Expect(placed.Locator("b")).ToHaveTextAsync(subject);
        await Expect(page.Locator(".time-table .card")).ToHaveCountAsync(all + 1);
        await keyboard.PressAsync("l");
        await Expect(placed.Locator(".lock")).ToBeVisibleAsync();
        await keyboard.PressAsync("Delete");
        await Expect(page.Locator(".mud-snackbar.mud-alert-filled-error, .mud-snackbar").Last).ToContainTextAsync(language is Language.English ? "is locked" : "已锁定");
        await keyboard.PressAsync("l");
        await Expect(placed.Locator(".lock")).ToHaveCountAsync(0);
        await keyboard.PressAsync("Delete");
        await Expect(page.Locator(".time-table .card")).ToHaveCountAsync(all);
        await Expect(page.Locator(Waiting).First.Locator("b")).ToHaveTextAsync(subject);
        await Expect(page.Locator(".time-table td:focus")).ToHaveCountAsync(1);

        // What is off is off; what is typed is not done.
        await page.EvaluateAsync("() => fair.setKeys(false)");
        await page.Locator(".time-table .card").First.FocusAsync();
        await keyboard.PressAsync("l");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator(".time-table .chosen-card")).ToHaveCountAsync(1);
        await Expect(page.Locator(".lock")).ToHaveCountAsync(0);
        await keyboard.PressAsync("Escape");
        await Expect(page.Locator(".chosen-card")).ToHaveCountAsync(0);
        visit.WasClean();
    }

    [Fact]
    public async Task A_card_is_dragged_to_a_place_to_another_onto_another_and_back()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(1440, $"http://127.0.0.1:{served.Port}");
        var page = await AtBoardAsync(visit, Language.Chinese);
        var all = await page.Locator(".time-table .card").CountAsync();
        var subject = await page.Locator(Waiting).First.Locator("b").InnerTextAsync();
        // A table at which nobody sits yet, and two slots in which the card fits there.
        var free = page.Locator("tr[data-table]").Filter(new() { HasNot = page.Locator(".card") }).First;
        var row = page.Locator($"tr[data-table='{await free.GetAttributeAsync("data-table")}']");
        await page.Locator(Waiting).First.ClickAsync();
        await Expect(row.Locator(".fits").First).ToBeVisibleAsync();
        var slots = await row.Locator("td:has(.fits)").EvaluateAllAsync<string[]>("cells => cells.map(c => c.dataset.slot)");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".fits")).ToHaveCountAsync(0);

        // Where somebody sits already it is let go in vain, and why is said.
        var head = (await page.Locator(".time-table thead").BoundingBoxAsync())!.Height;
        await DragAsync(page.Locator(Waiting).First, page.Locator(".time-table .card").First);
        await Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("已");
        await Expect(page.Locator(".time-table .card")).ToHaveCountAsync(all);
        // What is said in the heads of the columns moves no row, and no row shows through them.
        await Expect(page.Locator(".time-table thead .why").First).ToBeVisibleAsync();
        Assert.Equal(head, (await page.Locator(".time-table thead").BoundingBoxAsync())!.Height, 1d);
        Assert.True(await page.EvaluateAsync<bool>("""
            () => {
              const grid = document.querySelector('.time-table'), corner = grid.querySelector('thead th');
              grid.scrollTop = 90;
              grid.scrollLeft = 40;
              const at = corner.getBoundingClientRect(), row = grid.querySelector('tbody th').getBoundingClientRect();
              const seen = document.elementFromPoint(at.left + 20, Math.max(at.top, row.top) + 4);
              grid.scrollTop = grid.scrollLeft = 0;
              return at.bottom > row.top && seen === corner;
            }
            """));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".fits")).ToHaveCountAsync(0);

        await DragAsync(page.Locator(Waiting).First, At(slots[0]));
        await Expect(At(slots[0]).Locator(".card b")).ToHaveTextAsync(subject);
        await Expect(page.Locator(".time-table .card")).ToHaveCountAsync(all + 1);
        await Expect(page.Locator(".chosen-card")).ToHaveCountAsync(0);
        var mine = await NumberAsync(At(slots[0]));

        await DragAsync(At(slots[0]).Locator(".card"), At(slots[^1]));
        await Expect(At(slots[^1]).Locator(".card b")).ToHaveTextAsync(subject);

        var other = page.Locator($"td[data-slot='{slots[^1]}']").Filter(new() { Has = page.Locator(".card"), HasNotText = mine }).First;
        var theirs = await NumberAsync(other);
        await DragAsync(At(slots[^1]).Locator(".card"), other.Locator(".card"));
        await Expect(At(slots[^1]).Locator(".card span").Last).ToHaveTextAsync(theirs);

        await DragAsync(page.Locator(".time-table .card").Filter(new() { HasText = mine }), page.Locator(".tray"));
        await Expect(page.Locator(".time-table .card")).ToHaveCountAsync(all);
        await Expect(page.Locator(Waiting).First.Locator("b")).ToHaveTextAsync(subject);
        visit.WasClean();

        // As a hand does it: what fits is seen before the card is let go.
        async Task DragAsync(ILocator card, ILocator to)
        {
            await card.HoverAsync();
            await page.Mouse.DownAsync();
            var box = (await card.BoundingBoxAsync())!;
            await page.Mouse.MoveAsync(box.X + 20, box.Y + 20, new() { Steps = 3 });
            await Expect(page.Locator(".fits").First).ToBeVisibleAsync();
            await to.HoverAsync(new() { Position = new() { X = 8, Y = 6 } });
            await to.HoverAsync(new() { Position = new() { X = 9, Y = 6 } });
            await Expect(page.Locator(".aim")).ToHaveCountAsync(1);
            await page.Mouse.UpAsync();
        }

        ILocator At(string slot) => row.Locator($"td[data-slot='{slot}']");
    }

    [Fact]
    public async Task On_a_telephone_a_card_is_placed_by_two_taps_and_nothing_stands_over_the_edge()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(390, $"http://127.0.0.1:{served.Port}");
        var page = await AtBoardAsync(visit, Language.Chinese);
        var all = await page.Locator(".time-table .card").CountAsync();

        await page.Locator(Waiting).First.ClickAsync();
        await Expect(page.Locator(".time-table .fits").First).ToBeVisibleAsync();
        await Barriers.NoneAsync(page, page.Url);
        await WalkTests.FitsAsync(page, page.Url);
        await page.Locator(".time-table .card").First.ClickAsync();
        await Expect(page.Locator(".swap").First).ToBeVisibleAsync();
        await Barriers.NoneAsync(page, page.Url);
        await page.Locator(Waiting).First.ClickAsync();
        await Expect(page.Locator(".swap")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("排在这里") }).First.ClickAsync();

        await Expect(page.Locator(".time-table .card")).ToHaveCountAsync(all + 1);
        visit.WasClean();
    }

    private static Task<string> NumberAsync(ILocator cell) => cell.Locator(".card span").Last.InnerTextAsync();

    private static async Task<IPage> AtBoardAsync(Visit visit, string language)
    {
        var page = await FormsTests.AtAsync(visit, "staff", "/console/2027/board");
        if (language is Language.English)
        {
            await page.GotoAsync("/account/language/en?back=/console/2027/board");
            await page.WaitForURLAsync("**/console/2027/board");
        }

        await Expect(page.Locator(Waiting).First).ToBeVisibleAsync();
        // A Chinese font would draw the apostrophe as wide as a character.
        if (language is Language.English) Assert.Equal(["system-ui", "system-ui"], await page.EvaluateAsync<string[]>("() => ['body', '.mud-nav-link'].map(of => getComputedStyle(document.querySelector(of)).fontFamily.split(',')[0].replaceAll('\"', ''))"));
        return page;
    }
}
