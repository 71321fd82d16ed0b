using InvestmentFair.Access;
using InvestmentFair.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>The board on the wall of a hall, where nobody stands to press a key.</summary>
public class HallBoardTests(FairSite site)
{
    private const int Turn = 11_000;

    [Fact]
    public async Task Without_a_network_a_board_keeps_what_it_shows_says_of_when_that_is_and_goes_on_by_itself()
    {
        var port = 0;
        await using var line = Line.To(() => port);
        await using var visit = await site.OpenAsync(1920, line.Address);
        port = new Uri(site.Address).Port;
        var staff = new Actor(Guid.CreateVersion7(), "周文（示例）", Role.Organizer);
        await using var db = site.Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        // A hall of its own: that of the walk keeps its address.
        var hall = await db.Halls.Where(h => h.Fair.Code == "2027" && h.Tables.Count > 0).OrderByDescending(h => h.Code).FirstAsync(TestContext.Current.CancellationToken);
        var links = site.Services.GetRequiredService<LinkDesk>();
        var link = (await links.ShowAsync(staff, "2027", LinkKind.Board, hall.Id, TestContext.Current.CancellationToken)).Value!;
        var page = visit.Page;
        await page.Clock.InstallAsync();
        await page.GotoAsync($"/board/{link.Key}");
        await Expect(page.Locator("h1")).ToHaveTextAsync(hall.Name.Zh);
        await Expect(page.Locator("#lost")).ToBeHiddenAsync();

        line.Cut();
        await page.Clock.RunForAsync(Turn);
        await Expect(page.Locator("#lost")).ToContainTextAsync((await page.Locator("main").GetAttributeAsync("data-at"))!);
        await Expect(page.Locator("h1")).ToHaveTextAsync(hall.Name.Zh);

        line.Mend();
        await page.Clock.RunForAsync(Turn);
        await Expect(page.Locator("#lost")).ToBeHiddenAsync();

        Assert.False((await links.RenewAsync(staff, "2027", link.Id, link.Version, TestContext.Current.CancellationToken)).Refused);
        await page.Clock.RunForAsync(Turn);
        await Expect(page.Locator("h1")).ToContainTextAsync("没有");
        visit.WasCleanBut("Failed to load resource", "ERR_");
    }
}
