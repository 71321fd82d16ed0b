using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>From the guest list to the workbook, by visible links and labels only; no address is typed after the first.</summary>
public class WholeChainTests(FairSite site)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Somebody_who_has_never_seen_it_gets_from_a_delegation_to_a_deal_in_excel(int width)
    {
        await using var visit = await site.OpenAsync(width);
        var page = visit.Page;
        // Names of its own for each width: the two share the fair.
        var (delegation, guest, enterprise) = ($"连南瑶族自治县代表团{width}（示例）", $"房小满{width}（示例）", $"岭南石院民宿{width}（示例）有限公司");
        Task Follow(string link) => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();
        async Task OpenMenuAsync()
        {
            // On a telephone the menu is behind its button, and closes itself when the page has found how narrow it is.
            var menu = page.GetByRole(AriaRole.Button, new() { Name = "菜单", Exact = true });
            await Expect(menu).ToHaveAttributeAsync("aria-expanded", "false");
            await menu.ClickAsync();
        }

        async Task Open(string entry)
        {
            if (width < 960) await OpenMenuAsync();
            await page.GetByRole(AriaRole.Navigation, new() { Name = "菜单" }).GetByRole(AriaRole.Link, new() { Name = entry, Exact = true }).ClickAsync();
        }

        Task Press(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
        Task Fill(string label, string text) => page.GetByRole(AriaRole.Textbox, new() { NameRegex = new($"^{label}") }).First.FillAsync(text);

        var dialog = page.Locator(".mud-dialog");
        async Task SaveAsync()
        {
            await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
            try
            {
                await Expect(dialog).Not.ToBeVisibleAsync();
            }
            catch (PlaywrightException open)
            {
                throw new InvalidOperationException($"What was saved was refused: {string.Join(" | ", await dialog.GetByRole(AriaRole.Alert).AllInnerTextsAsync())}", open);
            }
        }

        await page.GotoAsync("/");
        await Follow("工作人员登录");
        await visit.LogInAsync("staff");

        // A delegation and a guest.
        await Open("代表团");
        await Follow("新建代表团");
        await Fill("代表团", delegation);
        await Fill("名额", "5");
        await Press("保存");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("连南瑶族自治县");
        await Follow("添加嘉宾");
        await Fill("姓名", guest);
        await page.GetByLabel("身份").SelectOptionAsync("Leader");
        await Press("保存");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("房小满");

        // The portal: find a project by two characters, ask for a meeting.
        if (width < 960) await OpenMenuAsync();
        await Follow("门户");
        await Follow("招商项目");
        await page.GetByRole(AriaRole.Searchbox).First.FillAsync("民宿");
        await page.GetByRole(AriaRole.Searchbox).First.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("锡崖沟挂壁公路精品民宿") }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("约见洽谈") }).First.ClickAsync();
        await page.GetByLabel("约见洽谈").CheckAsync();
        await Fill("姓名", "白一宁（示例）");
        await Fill("单位", enterprise);
        await Fill("手机", $"000-0000-{width:0000}");
        await Fill("想说的话", "想谈石院民居的合作方式。");
        await page.WaitForTimeoutAsync(3500);
        await Press("提交");
        await Expect(page.GetByText("已收到").First).ToBeVisibleAsync();

        // Staff: link, request, book.
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("工作人员登录|控制台") }).First.ClickAsync();
        await Open("来询");
        await page.Locator("tbody tr", new() { HasText = enterprise }).Locator("a").First.ClickAsync();
        await Press("关联或新建客商");
        await SaveAsync();
        await Press("登记洽谈申请");
        await Follow("查看洽谈申请");
        await Follow("去排期");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("排在这里") }).First.ClickAsync();
        await Expect(page.GetByText("已选：")).Not.ToBeVisibleAsync();

        // The meeting, its outcome, one deal with its signing.
        await page.GetByRole(AriaRole.Region, new() { Name = "排期" }).GetByRole(AriaRole.Button, new() { NameRegex = new($"岭南石院民宿{width}") }).ClickAsync();
        await Follow("打开");
        await Press("记录结果");
        await dialog.GetByLabel("结果").SelectOptionAsync("Sign");
        await dialog.GetByLabel("拟投资额").FillAsync("0.6亿");
        await dialog.GetByLabel("下一步").FillAsync("到村实地看院子");
        await dialog.GetByLabel("责任人").FillAsync("");
        await dialog.Locator("li[role=option]").First.ClickAsync();
        await dialog.GetByLabel("完成时限").FillAsync("2026-11-20");
        await SaveAsync();
        await Press("生成跟踪项目");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("岭南石院民宿");
        await Expect(page.GetByText("签约").First).ToBeVisibleAsync();
        var number = (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!.Split(' ')[0];

        // A stage with its file, funds with their voucher, a next step.
        await Press("推进阶段");
        await dialog.GetByLabel("到阶段").SelectOptionAsync("Agreement");
        await dialog.GetByLabel("文件").SetInputFilesAsync(Sample("agreement.pdf"));
        await Expect(dialog.GetByText("已上传")).ToBeVisibleAsync();
        await SaveAsync();
        await Press("登记到位资金");
        await dialog.GetByLabel("金额").FillAsync("800");
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "凭证", Exact = true }).SelectOptionAsync("BankSlip");
        await dialog.GetByLabel("资金来源").SelectOptionAsync("OutsideProvince");
        await dialog.GetByLabel("文件").SetInputFilesAsync(Sample("bank-slip.pdf"));
        await Expect(dialog.GetByText("已上传")).ToBeVisibleAsync();
        await SaveAsync();
        await Press("写跟进");
        await dialog.GetByLabel("跟进情况").FillAsync("已约定看院子的日子。");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "下一步", Exact = true }).FillAsync("寄送院子测绘图");
        await dialog.GetByLabel("下一步时限").FillAsync("2026-11-25");
        await SaveAsync();
        await Expect(page.GetByText("6,000万元 / 800万元")).ToBeVisibleAsync();

        // The list, as a real workbook.
        await Open("跟踪项目");
        await page.GetByRole(AriaRole.Searchbox).FillAsync(number);
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Press("导出 Excel");
        await dialog.GetByLabel("用途").FillAsync("核对签约项目");
        var download = await page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = "导出 1 条" }).ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        await using var workbook = await System.IO.Compression.ZipFile.OpenReadAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        using var strings = new StreamReader(await workbook.Entries.Single(e => e.FullName.EndsWith("sharedStrings.xml", StringComparison.Ordinal)).OpenAsync(TestContext.Current.CancellationToken));
        var text = await strings.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains(number, text, StringComparison.Ordinal);
        Assert.Contains("寄送院子测绘图", text, StringComparison.Ordinal);
        visit.WasClean();
    }

    private static string Sample(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "seed-data", "files", name))) return Path.Combine(at.FullName, "seed-data", "files", name);
        throw new FileNotFoundException(name);
    }
}
