using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Meetings;
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
        // Not the hall with the tables: that is the walk's, and its address is not renewed under it.
        var hall = await db.Halls.Where(h => h.Fair.Code == "2027" && h.Tables.Count == 0).OrderBy(h => h.Code).FirstAsync(TestContext.Current.CancellationToken);
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

    [Fact]
    public async Task On_a_wall_of_any_shape_no_line_of_a_card_is_cut_however_long_the_names()
    {
        await using var own = await OwnSite.StartAsync();
        await using var visit = await site.OpenAsync(1920, own.Address);
        var (page, cancel) = (visit.Page, TestContext.Current.CancellationToken);
        var staff = new Actor(Guid.CreateVersion7(), "周文（示例）", Role.Organizer);
        var releases = own.Services.GetRequiredService<ReleaseDesk>();
        Assert.False((await releases.PublishAsync(staff, "2027", new PublishForm(), (await releases.PreviewAsync(staff, "2027", cancel))!.Stamp, cancel)).Refused);
        await using var db = own.Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        var hall = await db.Halls.Where(h => h.Fair.Code == "2027" && h.Tables.Count > 0).OrderBy(h => h.Code).FirstAsync(cancel);
        var link = (await own.Services.GetRequiredService<LinkDesk>().ShowAsync(staff, "2027", LinkKind.Board, hall.Id, cancel)).Value!;
        await page.GotoAsync($"/board/{link.Key}");
        await Expect(page.Locator("h1")).ToHaveTextAsync(hall.Name.Zh);

        // The cards of the page itself, with as much on them as may ever be: names of two lines, a subject of two, and who is next of two.
        foreach (var (width, height) in new[] { (1920, 1080), (1366, 768), (1280, 1024), (2560, 1080) })
        {
            await page.SetViewportSizeAsync(width, height);
            var cut = await page.EvaluateAsync<string[]>("""
            () => {
              const list = document.querySelector('.hall-tables');
              const card = list.querySelector('li').cloneNode(true), name = '湛江泰曜山泉饮品设备制造（示例）有限公司', subject = '礼义镇闲置厂房盘活及LED照明组装承接一体化项目（示例）';
              card.className = 'on';
              card.querySelector('.said').className = 'said';
              card.querySelector('.said').innerHTML = `<b>${name}</b><span>${subject}</span>`;
              card.querySelector('.when')?.remove();
              card.querySelector('.said').insertAdjacentHTML('afterend', '<p class="when">至 14:20</p>');
              card.querySelector('.next').innerHTML = `<em>下一场 14:25</em><span>${name}${name}</span>`;
              list.replaceChildren(...Array.from({ length: 9 }, () => card.cloneNode(true)));
              return [...list.querySelectorAll('li')].flatMap(li => [...li.querySelectorAll('h2, b, .said > span, .when, .next, .next em, .next span')]
                .filter(of => of.getBoundingClientRect().bottom > li.getBoundingClientRect().bottom - 2 || of.getBoundingClientRect().top < li.getBoundingClientRect().top
                  || of.getBoundingClientRect().top < (of.closest('.next') ? Math.max(...[...li.querySelectorAll('.said, .when')].map(w => w.getBoundingClientRect().bottom)) - 1 : 0)).map(of => of.tagName + of.className + ' ' + of.textContent));
            }
            """);
            Assert.True(cut.Length == 0, $"{width} × {height}: {string.Join("; ", cut)}");
            Assert.True(await page.EvaluateAsync<bool>("() => parseFloat(getComputedStyle(document.querySelector('.hall-tables .next')).fontSize) >= innerHeight * .018"));
            // Letters are read from 250 times their height: on a screen of 1.1 m by 1.9 m these are 4 cm high, for ten metres.
            Assert.True(await page.EvaluateAsync<bool>("() => ['.said b', 'h2'].every(of => parseFloat(getComputedStyle(document.querySelector('.hall-tables ' + of)).fontSize) >= Math.min(innerWidth * .021, innerHeight * .038))"));
        }
    }

    [Fact]
    public async Task What_is_published_anew_stands_on_the_wall_though_nobody_touches_it()
    {
        await using var own = await OwnSite.StartAsync();
        await using var visit = await site.OpenAsync(1920, own.Address);
        var (page, cancel) = (visit.Page, TestContext.Current.CancellationToken);
        var staff = new Actor(Guid.CreateVersion7(), "周文（示例）", Role.Organizer);
        var (releases, meetings) = (own.Services.GetRequiredService<ReleaseDesk>(), own.Services.GetRequiredService<MeetingDesk>());
        async Task PublishAsync() => Assert.False((await releases.PublishAsync(staff, "2027", new PublishForm(), (await releases.PreviewAsync(staff, "2027", cancel))!.Stamp, cancel)).Refused);
        await PublishAsync();
        await using var db = own.Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        var rows = await db.ReleasedMeetings.AsNoTracking().Where(m => m.Release.IsCurrent && m.Release.Fair.Code == "2027").OrderBy(m => m.StartsAt).ToListAsync(cancel);
        var atTable = rows.GroupBy(m => m.TableCode).OrderBy(g => g.Key, StringComparer.Ordinal).First(g => g.Count() > 1 && g.ElementAt(0).GuestSide.Zh != g.ElementAt(1).GuestSide.Zh).ToList();
        var hall = await db.Halls.Where(h => h.Fair.Code == "2027" && h.Tables.Count > 0).OrderBy(h => h.Code).FirstAsync(cancel);
        var link = (await own.Services.GetRequiredService<LinkDesk>().ShowAsync(staff, "2027", LinkKind.Board, hall.Id, cancel)).Value!;
        await page.GotoAsync($"/board/{link.Key}");
        var card = page.Locator(".hall-tables li").Filter(new() { HasText = atTable[0].TableCode });
        await Expect(card).ToContainTextAsync(atTable[0].GuestSide.Zh, new() { Timeout = 60_000 });

        var off = await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == atTable[0].MeetingId, cancel);
        Assert.False((await meetings.CancelAsync(staff, "2027", off.Id, off.Version, "客方临时有事（示例）", cancel)).Refused);
        await PublishAsync();

        await Expect(card).ToContainTextAsync(atTable[1].GuestSide.Zh, new() { Timeout = 60_000 });
        await Expect(card).Not.ToContainTextAsync(atTable[0].GuestSide.Zh);
    }
}
