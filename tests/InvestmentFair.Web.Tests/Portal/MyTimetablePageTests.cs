using System.Net;
using InvestmentFair.Access;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Hosting;
using InvestmentFair.Web.Tests.Hosting;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>A person's own timetable as their phone gets it: by the address they were sent, and by no other.</summary>
public sealed class MyTimetablePageTests
{
    private static readonly Actor Staff = new(new Guid("00000000-0000-0000-0000-0000000000a2"), "周文（示例）", Role.Organizer);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_opened_by_its_address_alone_shows_what_was_published_and_looking_changes_nothing()
    {
        using var heard = new Heard();
        await using var site = new SeededSite { Other = services => services.AddSingleton<ILoggerProvider>(heard).AddSingleton(new FailedLookUps(new FakeTimeProvider())) };
        await site.InitializeAsync();
        var releases = site.Desk<ReleaseDesk>();
        Assert.False((await releases.PublishAsync(Staff, "2027", new PublishForm(), (await releases.PreviewAsync(Staff, "2027", Cancel))!.Stamp, Cancel)).Refused);
        await using var db = site.Open();
        var met = await db.ReleasedMeetings.AsNoTracking().Include(m => m.People).Where(m => m.Release.IsCurrent && m.FairId == db.Fairs.Single(f => f.Code == "2027").Id).OrderBy(m => m.StartsAt).FirstAsync(Cancel);
        var (me, host) = (met.Seated.First(p => p.Side is Side.Guest), met.Seated.First(p => p.Side is Side.Host && !p.Interprets));
        var (mine, theirs) = (await GiveAsync(site, LinkKind.Timetable, me.PersonId), await GiveAsync(site, LinkKind.Timetable, host.PersonId));
        var feed = await GiveAsync(site, LinkKind.Calendar, me.PersonId);
        var board = await GiveAsync(site, LinkKind.Board, met.HallId);
        using var phone = site.Visitor();
        var before = await ContentAsync(db);

        // It leaves the address at once for one of its own, which a cookie of that page alone opens: several stand in one phone.
        using var first = await phone.GetAsync($"/me/{mine.Key}", Cancel);
        var (clean, cookie) = (first.Headers.Location!.OriginalString, first.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("me=", StringComparison.Ordinal)));
        Assert.Equal((HttpStatusCode.Redirect, $"/me/r/{mine.Number}"), (first.StatusCode, new Uri(phone.BaseAddress!, clean).AbsolutePath));
        Assert.Contains($"path=/me/r/{mine.Number};", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(mine.Key!, cookie, StringComparison.Ordinal);
        using var second = await phone.GetAsync($"/me/{theirs.Key}", Cancel);
        foreach (var (link, person) in new[] { (mine, me.Name), (theirs, host.Name), (mine, me.Name) })
            Assert.Equal(person, (await phone.PageAsync($"/me/r/{link.Number}")).Text("h1"));

        using var answer = await phone.GetAsync($"/me/r/{mine.Number}", Cancel);
        var page = await answer.PageAsync();
        foreach (var seen in new[] { first, answer })
        {
            Assert.Equal(("no-referrer", "noindex"), (seen.Headers.GetValues("Referrer-Policy").Single(), seen.Headers.GetValues("X-Robots-Tag").Single()));
            Assert.True(seen.Headers.CacheControl!.NoStore);
        }

        var row = page.QuerySelector(".agenda li")!;
        Assert.Equal(met.Subject.Zh, row.Text(".what"));
        Assert.Contains($"{met.TableCode} 桌", row.Text(".where"), StringComparison.Ordinal);
        Assert.Contains(host.Name, row.Text(".met"), StringComparison.Ordinal);
        Assert.Equal(($"http://localhost/me/{feed.Key}.ics", $"webcal://localhost/me/{feed.Key}.ics"), (page.Text("#own-address"), page.QuerySelector(".calendar a")!.GetAttribute("href")));
        Assert.Contains("copy", Assert.Single(page.QuerySelectorAll("script")).GetAttribute("src")!, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick]"));
        var contacts = await db.People.Where(p => p.Mobile != null).Select(p => p.Mobile!).ToListAsync(Cancel);
        Assert.DoesNotContain(contacts, page.DocumentElement.OuterHtml.Contains);

        // Its calendar has no cookie, is told when it is the same, and says so in either language.
        using var program = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        using var calendar = await program.GetAsync($"/me/{feed.Key}.ics", Cancel);
        Assert.Equal("text/calendar; charset=utf-8", calendar.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", await calendar.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/me/{feed.Key}.ics");
        again.Headers.IfNoneMatch.Add(calendar.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await program.SendAsync(again, Cancel)).StatusCode);
        Assert.NotEqual(calendar.Headers.ETag, (await program.GetAsync($"/me/{feed.Key}.ics?lang=en", Cancel)).Headers.ETag);

        for (var n = 0; n < 50; n++)
        {
            using var look = new HttpRequestMessage(n % 5 == 0 ? HttpMethod.Head : HttpMethod.Get, (n % 3) switch { 0 => $"/me/{mine.Key}", 1 => $"/me/r/{mine.Number}", _ => $"/me/{feed.Key}.ics" });
            Assert.True((await phone.SendAsync(look, Cancel)).StatusCode is HttpStatusCode.Redirect or HttpStatusCode.OK);
        }

        Assert.Equal(before, await ContentAsync(db));

        // Whatever does not open it is answered alike: another kind's, another's cookie, nobody's, and that of before.
        Assert.False((await site.Desk<LinkDesk>().RenewAsync(Staff, "2027", theirs.Id, theirs.Version, Cancel)).Refused);
        using var gone = await phone.GetAsync($"/me/r/{theirs.Number}", Cancel);
        Assert.Equal((HttpStatusCode.NotFound, MyTexts.NoSuch), (gone.StatusCode, (await gone.PageAsync()).Text("h1")));
        var answers = new List<string>();
        foreach (var wrong in new[] { new string('a', LinkKeys.Length), theirs.Key!, feed.Key!, board.Key! }) answers.Add(await AnsweredAsync(program, $"/me/{wrong}", wrong));
        Assert.Single(answers.Distinct());
        answers.Clear();
        foreach (var wrong in new[] { new string('a', LinkKeys.Length), theirs.Key!, mine.Key!, board.Key! }) answers.Add(await AnsweredAsync(program, $"/me/{wrong}.ics", wrong));
        Assert.Single(answers.Distinct());
        foreach (var forged in new[] { "", "me=x", $"me={mine.Key}", cookie.Split(';')[0] })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/me/r/{(forged.Length > 40 ? theirs.Number : mine.Number)}");
            if (forged.Length > 0) request.Headers.Add("Cookie", forged);
            Assert.Equal(HttpStatusCode.NotFound, (await program.SendAsync(request, Cancel)).StatusCode);
        }

        // Who guesses is told to wait; whose address opens is not, though they share the network with whoever guesses.
        for (var n = 0; n < FailedLookUps.MostAMinute; n++) site.Desk<FailedLookUps>().Failed(null);
        foreach (var wrong in new[] { $"/me/{theirs.Key}", $"/me/{theirs.Key}.ics", $"/me/r/{theirs.Number}" })
            Assert.Equal(HttpStatusCode.TooManyRequests, (await phone.GetAsync(wrong, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.GetAsync($"/me/{mine.Key}", Cancel)).StatusCode);
        foreach (var right in new[] { $"/me/r/{mine.Number}", $"/me/{feed.Key}.ics" })
            Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(right, Cancel)).StatusCode);

        Assert.NotEmpty(heard.Lines);
        foreach (var key in new[] { mine.Key!, theirs.Key!, feed.Key!, board.Key! }) Assert.DoesNotContain(heard.Lines, line => line.Contains(key, StringComparison.Ordinal));
    }

    private static async Task<LinkView> GiveAsync(SeededSite site, LinkKind kind, Guid subject) => (await site.Desk<LinkDesk>().ShowAsync(Staff, "2027", kind, subject, Cancel)).Value!;

    private static async Task<string> AnsweredAsync(HttpClient program, string address, string key)
    {
        using var answer = await program.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").OrderBy(h => h.Key).Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
        return PortalPages.Unsealed($"{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync(Cancel)}").Replace(key, "KEY", StringComparison.Ordinal);
    }

    // Every save of anything leaves a link in the chain.
    private static async Task<(int, int, string)> ContentAsync(Data.FairDbContext db) =>
        (await db.AuditEntries.CountAsync(Cancel), await db.History.CountAsync(Cancel), string.Join(';', await db.Links.AsNoTracking().OrderBy(l => l.Number).Select(l => new { l.Id, l.Version, l.Generation }).ToListAsync(Cancel)));
}
