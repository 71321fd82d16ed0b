using System.Net;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Hosting;
using InvestmentFair.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>The board of a hall, as the screen on its wall gets it.</summary>
public sealed class HallBoardTests
{
    private static readonly Actor Staff = new(new Guid("00000000-0000-0000-0000-0000000000a2"), "周文（示例）", Role.Organizer);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_screen_of_a_hall_is_served_with_its_own_script_alone_and_opened_by_its_own_address_alone()
    {
        var clock = new FakeTimeProvider();
        await using var site = new SeededSite { Other = services => services.AddSingleton(new FailedLookUps(clock)) };
        await site.InitializeAsync();
        using var screen = site.Visitor();
        await using var db = site.Open();
        var first = await db.Meetings.Where(m => m.Fair.Code == "2027" && m.FirstSlotId != null && m.State == MeetingState.Planned).OrderBy(m => m.FirstSlot!.StartsAt).Select(m => new { m.Table!.HallId, m.FirstSlot!.StartsAt }).FirstAsync(Cancel);
        var link = (await site.Desk<LinkDesk>().ShowAsync(Staff, "2027", LinkKind.Board, first.HallId, Cancel)).Value!;
        site.Desk<FairClock>().StartAt(first.StartsAt, DateTime.UnixEpoch);
        var releases = site.Desk<ReleaseDesk>();
        Assert.False((await releases.PublishAsync(Staff, "2027", new PublishForm(), (await releases.PreviewAsync(Staff, "2027", Cancel))!.Stamp, Cancel)).Refused);

        using var answer = await screen.GetAsync($"/board/{link.Key}", Cancel);
        var page = await answer.PageAsync();
        Assert.Equal("default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'; script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(("no-referrer", "noindex"), (answer.Headers.GetValues("Referrer-Policy").Single(), answer.Headers.GetValues("X-Robots-Tag").Single()));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("hallboard", Assert.Single(page.QuerySelectorAll("script")).GetAttribute("src")!, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], a"));
        Assert.NotEmpty(page.QuerySelectorAll(".hall-tables li.on"));
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.All(await db.People.Select(p => p.Name).ToListAsync(Cancel), name => Assert.DoesNotContain(name, html, StringComparison.Ordinal));

        // More tables than one screen holds are turned through, and the last turns to the first.
        var tables = new HashSet<string>();
        var (turned, screens) = ($"/board/{link.Key}", 0);
        do
        {
            var next = await screen.PageAsync(turned);
            Assert.All(next.QuerySelectorAll(".hall-tables h2"), h => Assert.True(tables.Add(h.TextContent)));
            turned = $"/{next.QuerySelector("main")!.GetAttribute("data-turned")}";
            screens++;
        }
        while (!turned.EndsWith("screen=1", StringComparison.Ordinal) && screens < 9);
        Assert.True(screens > 1);
        Assert.Equal(await db.Tables.CountAsync(t => t.HallId == first.HallId && !t.IsClosed, Cancel), tables.Count);

        for (var n = 0; n < FailedLookUps.MostAMinute; n++) site.Desk<FailedLookUps>().Failed(null);
        Assert.Equal(HttpStatusCode.OK, (await screen.GetAsync($"/board/{link.Key}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await screen.GetAsync($"/board/{new string('a', LinkKeys.Length)}", Cancel)).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False((await site.Desk<LinkDesk>().RenewAsync(Staff, "2027", link.Id, link.Version, Cancel)).Refused);
        foreach (var wrong in new[] { link.Key!, new string('a', LinkKeys.Length), "x" })
            Assert.Equal(HttpStatusCode.NotFound, (await screen.GetAsync($"/board/{wrong}", Cancel)).StatusCode);
    }
}
