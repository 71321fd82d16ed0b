using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>An investor with a slow telephone on a bad network, in the browser of WeChat: from the first page to a meeting asked for, and a link that a partner opens.</summary>
public class InvestorOnATelephoneTests(FairSite site)
{
    private const string WeChat = "Mozilla/5.0 (Linux; Android 12; M2006C3LC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.50 NetType/3gnet Language/zh_CN";

    // A thumb on a small keyboard, and eyes that read before it moves.
    private const float MillisecondsAKey = 180;
    private static readonly TimeSpan ToReadAPage = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task A_homestay_is_found_understood_shared_and_a_meeting_asked_for_in_less_than_two_minutes()
    {
        await using var visit = await site.OpenAsync(360, agent: WeChat);
        var page = visit.Page;
        await SlowAsync(page);
        var watch = Stopwatch.StartNew();

        // Finds it.
        await page.GotoAsync("/");
        await ReadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "招商项目", Exact = true }).First.ClickAsync();
        await ReadAsync();
        await page.GetByRole(AriaRole.Searchbox).First.PressSequentiallyAsync("民宿", new() { Delay = MillisecondsAKey });
        await page.GetByRole(AriaRole.Searchbox).First.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/projects\\?"));
        await ReadAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("锡崖沟挂壁公路精品民宿") }).First.ClickAsync();

        // Understands it: what it is, what it costs, what it brings, where it lies, whom to call and by when one is answered.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("精品民宿");
        foreach (var heading in new[] { "总投资", "拟引资", "合作方式", "联系", "来询" }) await Expect(page.Locator("article.sheet")).ToContainTextAsync(heading);
        await Expect(page.Locator("article.sheet img").First).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await page.Locator("article.sheet img").First.EvaluateAsync<bool>("picture => picture.naturalWidth > 0"));
        for (var i = 0; i < 3; i++) await ReadAsync();
        var shared = page.Url;
        var understood = watch.Elapsed;

        // Asks for a meeting.
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("约见洽谈") }).First.ClickAsync();
        await page.GetByLabel("约见洽谈").CheckAsync();
        await TypeAsync("姓名", "白一宁（示例）");
        await TypeAsync("单位", "岭南石院民宿微信（示例）有限公司");
        await TypeAsync("想说的话", "想谈石院民居的合作方式。");
        await TypeAsync("手机", "000-0000-0360");
        // The keyboard's own key sends.
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("已收到").First).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/q/"));
        watch.Stop();
        TestContext.Current.TestOutputHelper?.WriteLine($"understood after {understood.TotalSeconds:0.0} s, asked after {watch.Elapsed.TotalSeconds:0.0} s, of which {(watch.Elapsed - Waited).TotalSeconds:0.0} s the machine's");
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"{watch.Elapsed.TotalSeconds:0} s");

        // The partner opens what WeChat made of the link, and is shown the same page under its plain address, with its picture.
        await using var partner = await site.OpenAsync(390, agent: WeChat);
        var answer = await partner.Page.GotoAsync($"{shared}?from=singlemessage&isappinstalled=0");
        Assert.Equal(200, answer!.Status);
        await Expect(partner.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("精品民宿");
        Assert.EndsWith(new Uri(shared).AbsolutePath, await partner.Page.Locator("link[rel=canonical]").GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.Contains("精品民宿", await partner.Page.Locator("meta[property='og:title']").GetAttributeAsync("content"), StringComparison.Ordinal);
        var picture = await partner.Page.Context.APIRequest.GetAsync(new Uri((await partner.Page.Locator("meta[property='og:image']").GetAttributeAsync("content"))!).AbsolutePath);
        Assert.StartsWith("image/", picture.Headers["content-type"], StringComparison.Ordinal);

        // Who looks for a site and names a sector is shown the way to its projects.
        await partner.Page.GotoAsync("/match?industry=H6130");
        await partner.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("这个行业另有 \\d+ 个招商项目") }).ClickAsync();
        await Expect(partner.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("锡崖沟挂壁公路精品民宿") }).First).ToBeVisibleAsync();
        visit.WasClean();
        partner.WasClean();

        async Task ReadAsync()
        {
            await page.WaitForTimeoutAsync((float)ToReadAPage.TotalMilliseconds);
            Waited += ToReadAPage;
        }

        async Task TypeAsync(string label, string text)
        {
            var began = watch.Elapsed;
            await page.GetByRole(AriaRole.Textbox, new() { NameRegex = new($"^{label}") }).PressSequentiallyAsync(text, new() { Delay = MillisecondsAKey });
            Waited += watch.Elapsed - began;
        }
    }

    private TimeSpan Waited { get; set; }

    /// <summary>A third-generation network at the edge of its cell, and a processor a fourth as fast.</summary>
    private static async Task SlowAsync(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("Network.enable");
        await browser.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object> { ["offline"] = false, ["latency"] = 400, ["downloadThroughput"] = 50_000, ["uploadThroughput"] = 25_000 });
        await browser.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = 4 });
    }
}
