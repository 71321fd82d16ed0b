using InvestmentFair.Data;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>Every page outside the console, on a telephone and at a desk, in both languages: no fault in the browser, no barrier, no missing text.</summary>
public class WalkTests(FairSite site)
{
    [Theory]
    [InlineData(390, false)]
    [InlineData(1440, false)]
    [InlineData(390, true)]
    [InlineData(1440, true)]
    public async Task No_page_outside_the_console_has_a_barrier_or_a_fault(int width, bool english)
    {
        await PublicPages.EnsureHalfwayAsync(site.Services);
        var stops = await PublicPages.StopsAsync(site.Services);
        await using var visitor = await site.OpenAsync(width);
        await using var member = await site.OpenAsync(width);
        await using var halfway = await site.OpenAsync(width);
        await member.Page.GotoAsync("/account/login");
        await member.LogInAsync("admin");
        await member.Page.WaitForURLAsync("**/today");
        await halfway.Page.GotoAsync("/account/login");
        await halfway.LogInAsync(PublicPages.Halfway);
        await halfway.Page.WaitForURLAsync("**/account/verify**");
        if (english)
            foreach (var visit in new[] { visitor, member, halfway }) await visit.Page.GotoAsync("/account/language/en?back=/account/denied");

        var found = new List<string>();
        foreach (var stop in stops) await WalkAsync(stop.SignedIn ? member : visitor, stop);
        await WalkAsync(member, new Stop("account/logout"));
        await WalkAsync(halfway, new Stop("account/verify"));
        await WalkAsync(visitor, new Stop(PublicPages.OpenSetup(site.Services)));
        PublicPages.CloseSetup(site.Services);

        Assert.True(found.Count == 0, string.Join('\n', found));
        // What is not there, and what went wrong, the browser is told as well.
        foreach (var visit in new[] { visitor, member, halfway }) visit.WasCleanBut([.. stops.Where(s => s.Answer != 200).Select(s => $"/{s.Address}")]);

        async Task WalkAsync(Visit visit, Stop stop)
        {
            var address = (english && !stop.IsPersonal ? "/en/" : "/") + stop.Address;
            // All that is wrong is told at once: the walk is long.
            try
            {
                var answer = await visit.Page.GotoAsync(address);
                Assert.True(answer!.Status == stop.Answer, $"{address}: {answer.Status}");
                var (path, led) = (address.Split('?')[0], new Uri(visit.Page.Url).AbsolutePath);
                Assert.True(led == path || (Opened(path) is { } opened && led.StartsWith(opened, StringComparison.Ordinal)), $"{address} led to {visit.Page.Url}");
                Assert.True(await visit.Page.EvaluateAsync<string>("document.documentElement.lang") == (english ? "en" : "zh-CN"), $"{address} speaks another language");
                await Barriers.NoneAsync(visit.Page, address);
                await FitsAsync(visit.Page, address);
                if (english) await NothingChineseAsync(visit.Page, address);
            }
            catch (Xunit.Sdk.XunitException wrong)
            {
                found.Add(wrong.Message);
            }
        }
    }

    // Its key goes out of the address at once.
    private static string? Opened(string path) => new[] { "/q/", "/me/" }.FirstOrDefault(keyed => path.StartsWith(keyed, StringComparison.Ordinal) && !path.StartsWith($"{keyed}r/", StringComparison.Ordinal)) is { } keyed ? $"{keyed}r/" : null;

    [Fact]
    public async Task A_page_that_the_walk_knows_no_address_of_fails_it()
    {
        await using var visit = await site.OpenAsync();
        await using var db = site.Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();

        await Assert.ThrowsAsync<InvalidOperationException>(() => PublicPages.FillAsync(db, site.Services.GetRequiredService<Access.LinkKeys>(), "/a-new-page"));
        Assert.NotEmpty(await PublicPages.FillAsync(db, site.Services.GetRequiredService<Access.LinkKeys>(), "/compare"));
    }

    [Theory]
    [InlineData("projects/LC-T02", 4)]
    [InlineData("plants/IP-A", 2)]
    public async Task On_paper_a_sheet_stands_alone_with_its_code_to_scan(string address, int most)
    {
        await using var visit = await site.OpenAsync();
        foreach (var language in new[] { "/", "/en/" })
        {
            await visit.Page.GotoAsync(language + address);
            await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
            await Assertions.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator(".share img")).ToBeVisibleAsync();
            foreach (var screenOnly in new[] { ".top nav", ".askbox", ".crumb", ".related" }) await Assertions.Expect(visit.Page.Locator(screenOnly).First).ToBeHiddenAsync();
            var paper = System.Text.Encoding.Latin1.GetString(await visit.Page.PdfAsync(new() { PreferCSSPageSize = true }));
            var pages = System.Text.RegularExpressions.Regex.Count(paper, "/Type\\s*/Page[^s]");
            Assert.True(pages >= 1 && pages <= most, $"{language}{address}: {pages} pages");
        }

        visit.WasClean();
    }

    [Fact]
    public async Task An_asker_is_walked_in_every_state_and_a_project_of_every_kind()
    {
        await using var visit = await site.OpenAsync();
        var stops = await PublicPages.StopsAsync(site.Services);

        Assert.True(stops.Count(s => s.Address.StartsWith("q/", StringComparison.Ordinal)) >= 5, "states");
        Assert.Equal(Enum.GetValues<ProjectCategory>().Length, stops.Count(s => s.Address.StartsWith("projects/", StringComparison.Ordinal) && !s.Address.EndsWith("/ask", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_barrier_and_a_missing_text_that_are_there_are_found()
    {
        await using var visit = await site.OpenAsync();
        await visit.Page.GotoAsync("/en/projects");
        await visit.Page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=favicon.svg><h2>未翻译</h2>')");

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Barriers.NoneAsync(visit.Page, "control"));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => NothingUntranslatedAsync(visit.Page, "control"));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => NothingChineseAsync(visit.Page, "control"));
    }

    [Theory]
    [InlineData("<p class=card>未翻译</p>")]
    [InlineData("<dl><dd>未翻译</dd></dl>")]
    [InlineData("<details><summary>More</summary><table><tbody><tr><td>未翻译</td></tr></tbody></table></details>")]
    [InlineData("<select><option>未翻译</option></select>")]
    [InlineData("<img alt=未翻译>")]
    [InlineData("<span title=未翻译></span>")]
    public async Task A_missing_text_is_found_wherever_it_stands(string html)
    {
        await using var visit = await site.OpenAsync();
        await visit.Page.GotoAsync("/en/privacy");
        await NothingChineseAsync(visit.Page, "control");
        await visit.Page.EvaluateAsync("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html);

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => NothingChineseAsync(visit.Page, "control"));
        await visit.Page.EvaluateAsync("document.querySelector('main').lastElementChild.lang = 'zh-CN'");
        await NothingChineseAsync(visit.Page, "control");
    }

    internal static async Task StandsAsync(IPage page)
    {
        await page.Locator("h1").First.WaitForAsync();
        await page.Locator(".loading, .skeleton").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
    }

    /// <summary>That nothing stands over the edge, as it is painted: a list that does not fit gives way to that before the frame is.</summary>
    internal static async Task FitsAsync(IPage page, string address)
    {
        var over = await page.EvaluateAsync<string[]>("""
            () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.documentElement.scrollWidth <= innerWidth ? []
                : [`${document.documentElement.scrollWidth} of ${innerWidth} px`, ...[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth).slice(0, 12).map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`)]))))
            """);
        Assert.True(over.Length == 0, $"{address} is wider than its window: {string.Join("; ", over)}");
    }

    // Outside the console what is Chinese says that it is: to whoever reads aloud, and here. Read everywhere, also where it is
    // folded away, except what the reader typed.
    private static async Task NothingChineseAsync(IPage page, string address)
    {
        var left = await page.EvaluateAsync<string[]>("""
            () => {
                const said = [document.title];
                const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (texts.nextNode()) if (!texts.currentNode.parentElement.closest('[lang|=zh], script, style, textarea')) said.push(texts.currentNode.textContent.trim());
                for (const e of document.querySelectorAll('[placeholder], [aria-label], [alt], [title], meta[name=description]'))
                    if (!e.closest('[lang|=zh]')) for (const a of ['placeholder', 'aria-label', 'alt', 'title', 'content']) said.push(e.getAttribute(a) ?? '');
                return said.filter(t => /[\u4e00-\u9fff]/.test(t.replace(/“[^”]*”/g, '')));
            }
            """);
        Assert.True(left.Length == 0, $"{address}: {string.Join(" | ", left.Take(8))}");
    }

    // Cells of the console hold names of people and places, which are data; what the product itself says must be English. A label
    // may quote what stands beside it, and a hint how a Chinese sum is typed.
    internal static async Task NothingUntranslatedAsync(IPage page, string address)
    {
        var left = await page.EvaluateAsync<string[]>("""
            () => {
                const han = /[\u4e00-\u9fff]/;
                const ours = selector => [...document.querySelectorAll(selector)].filter(e => !e.closest('[lang|=zh]'));
                const words = ours('h1, h2, h3, th[scope=col], label, legend, button, nav a, .actions a, dt, p, small, caption, .mark, .hint, .notice, .problem, .empty, .attention, [role=status], [role=alert], summary, option, title')
                    .map(e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent).join('').trim());
                const named = ours('[placeholder], [aria-label], [title], [alt]').flatMap(e => {
                    const beside = ['tr', '.chosen', 'button'].map(around => e.closest(around)?.textContent ?? '').join(' ');
                    return ['placeholder', 'aria-label', 'title', 'alt'].map(a => (e.getAttribute(a) ?? '').split(' ').filter(word => !beside.includes(word)).join(' '));
                });
                return [...words, ...named].filter(t => han.test(t.replace(/“[^”]*”/g, '').replace(/[0-9.]+(亿|万元?)/g, '')));
            }
            """);
        Assert.True(left.Length == 0, $"{address}: {string.Join(" | ", left.Take(8))}");
    }
}
