using InvestmentFair.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>Whatever a text says, it is shown as the text it is: on every page, in the dialogs of a deal, and to search engines.</summary>
public class MarkupTests(FairSite site)
{
    [Fact]
    public async Task No_text_becomes_an_element_an_attribute_or_a_script_anywhere()
    {
        await using var server = await OwnSite.StartAsync();
        await PublicPages.EnsureHalfwayAsync(server.Services);
        var contexts = server.Services.GetRequiredService<IDbContextFactory<FairDbContext>>();
        IReadOnlyList<(string Place, string Table, string Column)> places;
        var stops = await PublicPages.StopsAsync(server.Services);
        var console = await ConsolePages.AddressesAsync(server.Services);
        await using (var db = contexts.CreateDbContext())
        {
            places = Markup.Places(db.Model);
            Assert.True(places.Count > 100, $"{places.Count} texts");
            await Markup.WriteAsync(db, places);
        }

        await using var visit = await site.OpenAsync(address: server.Address);
        var page = visit.Page;
        await page.AddInitScriptAsync("window.xss = n => { window.xssRan = n; }");
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        var (shown, found) = (new HashSet<int>(), new List<string>());
        await page.GotoAsync("/account/login");
        await visit.LogInAsync("admin");
        await page.WaitForURLAsync("**/today");
        foreach (var address in console)
            await LookAsync(address, async () =>
            {
                await page.GotoAsync(address);
                await WalkTests.StandsAsync(page);
            });
        foreach (var stop in stops.Where(s => s.Answer == 200 && !s.Address.StartsWith("account/logout", StringComparison.Ordinal)).SelectMany(s => s.IsPersonal ? [s.Address] : new[] { s.Address, $"en/{s.Address}" }))
            await LookAsync($"/{stop}", () => page.GotoAsync($"/{stop}"));
        await DialogsAsync(page, await ConsolePages.OpenDealAsync(server.Services), async what => await LookAsync(what, () => Task.CompletedTask));

        // The walk opens one record of each kind, which has not every text; a walk that saw less than half of them looked at nothing.
        if (shown.Count < places.Count / 2) found.Add($"Only {shown.Count} of {places.Count} texts were seen.");
        Assert.True(found.Count == 0, string.Join('\n', found));
        visit.WasCleanBut("ERR_ABORTED");

        async Task LookAsync(string address, Func<Task> go)
        {
            // All that is wrong is told at once: the walk is long.
            try
            {
                await go();
                shown.UnionWith(await Markup.NothingOfItRanAsync(page, address));
            }
            catch (Exception wrong) when (wrong is Xunit.Sdk.XunitException or PlaywrightException or TimeoutException)
            {
                found.Add($"{address}: {wrong.Message}");
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_that_is_put_in_as_markup_is_found_and_one_that_is_put_in_as_text_is_not(bool asMarkup)
    {
        await using var visit = await site.OpenAsync();
        await visit.Page.GotoAsync("/privacy");
        await using var scope = site.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Shows>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["AsMarkup"] = asMarkup }))).ToHtmlString());
        await visit.Page.EvaluateAsync("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html);

        if (asMarkup) await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Markup.NothingOfItRanAsync(visit.Page, "control"));
        else Assert.Equal([7], await Markup.NothingOfItRanAsync(visit.Page, "control"));
    }

    [Theory]
    [InlineData("<a href='javascript:xss(1)'>x</a>")]
    [InlineData("<a href=' JavaScript:xss(1)'>x</a>")]
    [InlineData("<p onclick='xss(1)'>x</p>")]
    [InlineData("<xss n=1></xss>")]
    [InlineData("<img src=x>")]
    [InlineData("<iframe src='data:text/html,x'></iframe>")]
    [InlineData("<form action='javascript:xss(1)'></form>")]
    public async Task Each_way_in_which_a_text_can_come_to_life_is_found(string html)
    {
        await using var visit = await site.OpenAsync();
        await visit.Page.GotoAsync("/privacy");
        Assert.Empty(await Markup.NothingOfItRanAsync(visit.Page, "before"));
        await visit.Page.EvaluateAsync("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html);

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Markup.NothingOfItRanAsync(visit.Page, "control"));
    }

    private static async Task DialogsAsync(IPage page, string deal, Func<string, Task> look)
    {
        await page.GotoAsync(deal);
        await WalkTests.StandsAsync(page);
        var verbs = page.Locator("main .facts ~ .actions button");
        await verbs.First.WaitForAsync();
        for (var i = 0; i < await verbs.CountAsync(); i++)
        {
            await verbs.Nth(i).ClickAsync();
            await page.Locator(".mud-dialog").WaitForAsync();
            await look($"{deal}, dialog {i}");
            await page.Locator(".mud-dialog .mud-dialog-actions button").First.ClickAsync();
            await page.Locator(".mud-dialog").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        }
    }

    private sealed class Shows : ComponentBase
    {
        [Parameter]
        public bool AsMarkup { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (AsMarkup) builder.AddMarkupContent(0, Markup.Words(7, "x"));
            else builder.AddContent(0, Markup.Words(7, "x"));
        }
    }
}
