using System.Text.RegularExpressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>The day of the fair, from the wishes to a train that is late, by what stands on the buttons.</summary>
public class TimetableJourneyTests(FairSite site)
{
    private static readonly Actor Staff = new(Guid.CreateVersion7(), "周文（示例）", Role.Organizer);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_wishes_become_a_timetable_that_is_moved_published_and_replanned_when_a_train_is_late()
    {
        await using var own = await OwnSite.StartAsync();
        await using var visit = await site.OpenAsync(1440, own.Address);
        var page = await FormsTests.AtAsync(visit, "organizer", "/console/2027/board");
        using var reader = new HttpClient { BaseAddress = new Uri(own.Address) };

        // A timetable with a bound on what any could do.
        await Button(page, "全排").ClickAsync();
        var run = page.Locator(".board-run");
        await Expect(run).ToContainTextAsync("的优先分", new() { Timeout = 60_000 });
        await Expect(run).ToContainTextAsync("没有任何排法能再多排");
        await Button(page, "停止").ClickAsync();
        await AcceptAsync(page, "采用");
        await Expect(page.Locator(".time-table .card").Nth(60)).ToBeVisibleAsync();

        // Three are moved and locked by hand.
        var cards = await page.Locator(".time-table .card").EvaluateAllAsync<string[]>("all => all.slice(0, 3).map(c => c.dataset.card)");
        foreach (var card in cards)
        {
            var there = page.Locator($".time-table [data-card='{card}']");
            await there.ClickAsync();
            await page.Locator(".time-table .fits").First.ClickAsync();
            await Expect(page.Locator(".chosen-card")).ToHaveCountAsync(0);
            await there.FocusAsync();
            await page.Keyboard.PressAsync("l");
            await Expect(there.Locator(".lock")).ToBeVisibleAsync();
        }

        Assert.True(await PublishAsync(page) > 40);
        await page.GotoAsync("/console/2027/notices?f.state=Open");
        await Expect(page.Locator("tr[data-row]").First).ToBeVisibleAsync();
        // Staff tell them all; whoever never heard of a meeting would not be told that it is off.
        var notices = own.Services.GetRequiredService<NoticeDesk>();
        await using (var open = own.Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext())
            foreach (var notice in await open.Notices.Where(n => n.State == NoticeState.Open && n.Fair.Code == "2027").Select(n => new { n.Id, n.Version }).ToListAsync(Cancel))
                Assert.False((await notices.MarkAsync(Staff, "2027", notice.Id, notice.Version, new MarkForm { Through = NoticeThrough.WeChat }, Cancel)).Refused);

        // The train of a delegation that meets somebody in the first slot is 40 minutes late.
        await using var db = own.Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        var first = await db.ReleasedMeetings.Where(m => m.Release.IsCurrent && m.Release.Fair.Code == "2027").MinAsync(m => m.StartsAt, Cancel);
        // What was locked stays, whoever is late; and minutes are counted from when somebody was to arrive.
        var locked = db.Meetings.Where(m => m.LockedAt != null);
        var arriving = db.Availability.Where(a => a.Kind == AvailabilityKind.Arrives && !a.IsVoid);
        var seats = db.ReleasedMeetings.Where(m => m.Release.IsCurrent && m.StartsAt == first && !locked.Any(l => l.Id == m.MeetingId)).SelectMany(m => m.People);
        var (late, delegation) = await db.Guests.Where(g => g.Fair.Code == "2027" && g.DelegationId != null && seats.Any(p => p.PersonId == g.PersonId) && !arriving.Any(a => a.PersonId == g.PersonId)).OrderBy(g => g.Number).Select(g => new ValueTuple<Guid, Guid>(g.PersonId, g.DelegationId!.Value)).FirstAsync(Cancel);
        var feed = await FeedAsync(own, reader, late);
        await page.GotoAsync($"/console/2027/late?delegation={delegation}");
        await page.Locator("#f-Day").FillAsync("2027-08-02");
        await page.Locator("#f-Minutes").FillAsync("40");
        await page.Locator("#f-Reason").FillAsync("列车晚点（示例）");
        await Button(page, "保存").ClickAsync();
        await page.WaitForURLAsync(new Regex("/runs/[0-9a-f-]{36}$"));
        await Expect(page.Locator(".proposals section").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await AcceptAsync(page, "采用这个方案");

        // Whom it does not touch has the same calendar to the byte; whom it does has a notice and another calendar.
        var touched = (await own.Services.GetRequiredService<ReleaseDesk>().PreviewAsync(Staff, "2027", Cancel))!.Diff.People.Select(p => p.PersonId).ToList();
        Assert.Contains(late, touched);
        var calm = await db.ReleasedMeetings.Where(m => m.Release.IsCurrent && m.Release.Fair.Code == "2027").SelectMany(m => m.People).Select(p => p.PersonId).Where(p => !touched.Contains(p)).FirstAsync(Cancel);
        var calmFeed = await FeedAsync(own, reader, calm);
        await PublishAsync(page);
        var told = await db.Notices.Where(n => n.Release.IsCurrent && n.Release.Fair.Code == "2027").Select(n => n.PersonId).ToListAsync(Cancel);
        Assert.Equal(touched.Order(), told.Order());
        Assert.Equal(calmFeed, await FeedAsync(own, reader, calm));
        var after = await FeedAsync(own, reader, late);
        Assert.NotEqual(feed, after);
        Assert.True(Highest(after) > Highest(feed), $"SEQUENCE {Highest(feed)} and then {Highest(after)}");

        // A card that found no room says why, slot by slot, and what would make room.
        await page.GotoAsync("/console/2027/board");
        await Expect(page.Locator(".tray .card").First).ToBeVisibleAsync();
        var waiting = await page.Locator(".tray .card").EvaluateAllAsync<string[]>("all => all.map(c => c.dataset.card)");
        var panel = page.Locator(".board-panel");
        foreach (var card in waiting)
        {
            await page.Locator($".tray [data-card='{card}']").ClickAsync();
            await Expect(panel).ToContainTextAsync(new Regex("有 \\d+ 个时段可排|为何排不上"), new() { Timeout = 30_000 });
            if (await panel.GetByText("为何排不上").CountAsync() > 0) break;
            await Button(page, "取消选择").ClickAsync();
            await Expect(page.Locator(".chosen-panel")).ToHaveCountAsync(0);
        }

        await Expect(panel.Locator(".reasons li").First).ToHaveTextAsync(new Regex("(已在 2027-M\\d+|不在)：.*\\d\\d:\\d\\d"));
        await Button(page, "怎样才能排上").ClickAsync();
        await Expect(page.Locator(".remedies")).ToContainTextAsync("以下任一种都能排上", new() { Timeout = 30_000 });
        await Expect(page.Locator(".remedies > ul > li .actions :is(a, button)").First).ToBeVisibleAsync();
        visit.WasClean();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name }).First;

    // The dialog says what it will do before it does it.
    private static async Task AcceptAsync(IPage page, string button)
    {
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync(new() { Timeout = 90_000 });
        var dialog = page.Locator(".mud-dialog");
        await Expect(dialog).ToContainTextAsync("将");
        await dialog.Locator("button.primary").ClickAsync();
        await Expect(page.Locator(".mud-snackbar").Last).ToContainTextAsync("已采用");
        await Expect(dialog).ToHaveCountAsync(0);
    }

    // How many notices the button says it makes.
    private static async Task<int> PublishAsync(IPage page)
    {
        await page.GotoAsync("/console/2027/releases/new");
        var publish = page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^发布并生成") });
        var notices = int.Parse(Regex.Match(await publish.InnerTextAsync(), "\\d+").Value, System.Globalization.CultureInfo.InvariantCulture);
        await publish.ClickAsync();
        await page.WaitForURLAsync(new Regex("/releases/[0-9a-f-]{36}$"));
        return notices;
    }

    private static async Task<string> FeedAsync(OwnSite own, HttpClient reader, Guid person)
    {
        var link = await own.Services.GetRequiredService<LinkDesk>().ShowAsync(Staff, "2027", LinkKind.Calendar, person, Cancel);
        return await reader.GetStringAsync($"/me/{link.Value!.Key}.ics", Cancel);
    }

    private static int Highest(string feed) => Regex.Matches(feed, "SEQUENCE:(\\d+)").Max(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
}
