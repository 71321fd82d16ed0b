using InvestmentFair.Kernel;
using InvestmentFair.Web.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>A window may say so much to the server at once: the longest text somebody can put into a field goes through, and more ends that window alone.</summary>
public class LongTextTests(FairSite site)
{
    private const string Form = "/console/2027/projects/new";

    // Every field of the form that takes prose at once, as a script or a browser's own memory fills them.
    private const string FillAll = """
        length => [...document.querySelectorAll('form.sheet textarea')].map((field, i) => {
            field.value = String.fromCodePoint(0x4e00 + i).repeat(length);
            field.dispatchEvent(new Event('input', { bubbles: true }));
            return field.id;
        })
        """;

    // What the browser says of a connection that the server ends.
    private static readonly string[] OfAnEndedLine = ["WebSocket", "Connection disconnected", "Connection closed", "connection is not in the 'Connected' State", "transport", "Failed to", "reconnect", "Circuit", "ERR_", "negotiat"];

    [Fact]
    public async Task The_longest_text_of_a_field_arrives_when_it_is_pasted_and_left_at_once()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(address: $"http://127.0.0.1:{served.Port}");
        var longest = Listen(visit.Page);
        var page = await FormsTests.AtAsync(visit, "staff", Form);
        await page.EvaluateAsync("window.samePage = true");
        var text = new string('陵', FieldText.Longest);

        await page.Locator("#f-BackgroundZh").FocusAsync();
        await page.Keyboard.InsertTextAsync(text);
        await page.Keyboard.PressAsync("Tab");

        await Expect(page.Locator(".kept")).ToContainTextAsync("草稿已存");
        Assert.InRange(longest(), 2 * 3 * FieldText.Longest, Product.MostBytesOfMessage);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.Locator("#f-BackgroundZh-problem")).ToContainTextAsync("最多 2000 个字");
        Assert.True(await page.EvaluateAsync<bool>("window.samePage === true"));
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        await Expect(page.Locator("#f-BackgroundZh")).ToHaveValueAsync(text);
        visit.WasClean();
    }

    [Fact]
    public async Task What_stands_in_many_fields_is_told_in_parts_while_it_is_typed_and_when_it_is_told_again()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(address: $"http://127.0.0.1:{served.Port}");
        await using var colleague = await site.OpenAsync(address: $"http://127.0.0.1:{served.Port}");
        var (longest, theirLongest) = (Listen(visit.Page), Listen(colleague.Page));
        var page = await FormsTests.AtAsync(visit, "staff", Form);
        var theirs = await FormsTests.AtAsync(colleague, "organizer", Form);
        await theirs.Locator("#f-BackgroundZh").WaitForAsync();
        await page.EvaluateAsync("window.samePage = true");

        var fields = await page.EvaluateAsync<string[]>(FillAll, 4000);
        Assert.True(fields.Length * 4000 * 3 > 2 * Product.MostBytesOfMessage, $"{fields.Length} fields");
        await Expect(page.Locator(".kept")).ToContainTextAsync("草稿已存");
        await page.WaitForTimeoutAsync(1000);
        Assert.InRange(longest(), Product.MostBytesOfMessage / 2, Product.MostBytesOfMessage);
        Assert.True(await page.EvaluateAsync<bool>("window.samePage === true"));
        await page.ReloadAsync();
        await RestoredAsync(page);
        visit.WasClean();

        // The line is gone when it is typed: the tab keeps it, and tells it all when the server is back.
        await served.KillAsync();
        await Expect(theirs.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await theirs.EvaluateAsync<string[]>(FillAll, 4000);
        await served.StartAgainAsync();
        await RestoredAsync(theirs);
        Assert.InRange(theirLongest(), Product.MostBytesOfMessage / 2, Product.MostBytesOfMessage);

        async Task RestoredAsync(IPage on)
        {
            await on.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync(new() { Timeout = 60_000 });
            foreach (var (field, i) in fields.Select((f, i) => (f, i))) await Expect(on.Locator($"#{field}")).ToHaveValueAsync(new string((char)(0x4e00 + i), 4000));
        }
    }

    [Fact]
    public async Task More_than_a_window_may_say_at_once_ends_that_window_and_no_other()
    {
        await using var served = await ServedProcess.StartAsync();
        await using var visit = await site.OpenAsync(address: $"http://127.0.0.1:{served.Port}");
        await using var colleague = await site.OpenAsync(address: $"http://127.0.0.1:{served.Port}");
        var page = await FormsTests.AtAsync(visit, "staff", Form);
        var theirs = await FormsTests.AtAsync(colleague, "organizer", Form);
        var tab = await visit.NewTabAsync();
        await tab.GotoAsync("/console/2027/delegations/new");
        await tab.Locator("#f-NameZh").WaitForAsync();
        foreach (var other in new[] { theirs, tab }) await other.EvaluateAsync("window.samePage = true");
        var closed = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.Close += (_, _) => closed.TrySetResult();
        await page.ReloadAsync();
        await page.Locator("#f-BackgroundZh").WaitForAsync();

        // Forged: the field takes more than it says.
        await page.EvaluateAsync("document.querySelector('#f-BackgroundZh').removeAttribute('maxlength')");
        await page.Locator("#f-BackgroundZh").FocusAsync();
        await page.Keyboard.InsertTextAsync(new string('陵', Product.MostBytesOfMessage / 3));
        await page.Keyboard.PressAsync("Tab");
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        foreach (var (other, field) in new[] { (theirs, "#f-NameZh"), (tab, "#f-NameZh") })
        {
            await other.Locator(field).PressSequentiallyAsync("照常工作");
            await Expect(other.Locator(".kept")).ToContainTextAsync("草稿已存");
            Assert.True(await other.EvaluateAsync<bool>("window.samePage === true"));
        }

        colleague.WasClean();
        visit.WasCleanBut(OfAnEndedLine);
    }

    /// <summary>The bytes of the longest message that the page has sent to its circuit.</summary>
    private static Func<int> Listen(IPage page)
    {
        var longest = 0;
        page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => longest = Math.Max(longest, Messages(frame.Binary ?? []).DefaultIfEmpty().Max());
        return () => longest;
    }

    // What waits to be sent goes in one frame: each message with its length before it, seven bits a byte, the low ones first.
    private static IEnumerable<int> Messages(byte[] frame)
    {
        for (var at = 0; at < frame.Length;)
        {
            var (length, shift) = (0, 0);
            do length |= (frame[at] & 0x7f) << shift;
            while (frame[at++] >= 0x80 && (shift += 7) < 35 && at < frame.Length);
            yield return length;
            at += length;
        }
    }
}
