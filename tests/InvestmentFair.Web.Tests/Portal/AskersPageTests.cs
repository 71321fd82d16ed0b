using System.Net;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Enquiries;
using InvestmentFair.Web.Hosting;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>The asker's own page: looking changes nothing, adding and withdrawing take a form, guessing is slowed down.</summary>
public sealed class AskersPageTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_looks_change_nothing_in_the_database()
    {
        var reference = await AskAsync("000-0000-8201");
        var before = await ContentAsync();

        for (var n = 0; n < 50; n++)
        {
            using var request = new HttpRequestMessage(n % 5 == 0 ? HttpMethod.Head : HttpMethod.Get, $"/q/{reference}");
            if (n % 3 == 0) request.Headers.Add("Purpose", "prefetch");
            using var answer = await _visitor.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        }

        Assert.Equal(before, await ContentAsync());
        await SendAsync(reference, "add", new() { ["Input.Words"] = "对照：这一次应有变化。" });
        Assert.NotEqual(before, await ContentAsync());
    }

    [Fact]
    public async Task The_address_to_keep_is_text_to_select_and_a_button_copies_it_where_a_script_runs()
    {
        var reference = await AskAsync("000-0000-8231");
        using var answer = await _visitor.OpenAsync($"/q/{reference}");
        var page = await answer.PageAsync();

        Assert.Equal($"https://fair.example/q/{reference}", page.Text("#own-address"));
        // What stands in the browser's own address bar by then opens nowhere else, and the page says so beside the one that does.
        Assert.Equal(EnquiryTexts.OnlyThisOpens, page.Text(".own-address + .only-this"));
        var button = page.QuerySelector("button[data-copies=own-address]")!;
        Assert.True(button.HasAttribute("hidden"));
        Assert.EndsWith("; script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
        var script = page.QuerySelectorAll("script").Single();
        Assert.Equal("", script.TextContent);
        using var code = await _visitor.GetAsync($"/{script.GetAttribute("src")}", Cancel);
        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (code.StatusCode, code.Content.Headers.ContentType!.MediaType));
        Assert.Contains("data-copies", await code.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task The_asker_adds_a_word_sees_it_and_withdraws()
    {
        var reference = await AskAsync("000-0000-8202");
        using (var empty = await SendAsync(reference, "add", new() { ["Input.Words"] = " " }))
            Assert.StartsWith("必填", (await empty.PageAsync()).Text("#add-words-problem"));
        Assert.Null((await _visitor.PageAsync($"/q/{reference}")).QuerySelector("main .notice.done"));

        using (var added = await SendAsync(reference, "add", new() { ["Input.Words"] = "还想问<b>电价</b>。" }))
        {
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
            Assert.Contains("已收到您的补充", (await _visitor.PageAsync(added.Headers.Location!.OriginalString)).Text("main .notice.done"));
        }

        // Only what was just added is said to have arrived, whatever the address says.
        foreach (var typed in new[] { "1", "yes", "<script>" })
            Assert.Null((await _visitor.PageAsync($"{await _visitor.CleanAsync($"/q/{reference}")}?added={Uri.EscapeDataString(typed)}")).QuerySelector("main .notice.done"));
        var page = await _visitor.PageAsync($"/q/{reference}");
        Assert.Contains("还想问<b>电价</b>。", page.Texts(".said p"));
        Assert.Contains("正在指定承办单位", page.Text(".clock"));

        // One press asks, the next withdraws; without a script as well.
        Assert.NotNull(page.QuerySelector("details:not([open]).confirm form button"));
        using (var withdrawn = await SendAsync(reference, "withdraw", [])) Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        var after = await _visitor.PageAsync($"/q/{reference}");
        Assert.Equal("来询人已撤回", after.Text(".clock .state"));
        Assert.Empty(after.QuerySelectorAll("main form"));
    }

    [Theory, InlineData("add"), InlineData("withdraw")]
    public async Task Without_its_token_nothing_is_done(string form)
    {
        var reference = await AskAsync($"000-0000-82{form.Length:00}");
        var before = await ContentAsync();

        using var answer = await _visitor.PostAsync($"/q/{reference}", new FormUrlEncodedContent([new("_handler", form), new("Input.Words", "伪造")]), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, await ContentAsync());
    }

    [Fact]
    public async Task An_address_with_the_English_prefix_is_read_in_English_and_a_wrong_one_says_what_it_is_of()
    {
        var reference = await AskAsync("000-0000-8209");
        using var reader = portal.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = true, HandleCookies = true });

        var page = await reader.PageAsync($"/en/q/{reference}");
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("zh-CN", (await _visitor.PageAsync($"/q/{reference}")).DocumentElement.GetAttribute("lang"));

        foreach (var never in new[] { reference[..^1], "0123456789abcdef0123456789abcdef", "short" })
        {
            using var wrong = await _visitor.GetAsync($"/q/{never}", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
            Assert.Equal(EnquiryTexts.NoSuch, (await wrong.PageAsync()).Text("h1"));
        }
    }

    [Fact]
    public async Task The_key_is_in_no_address_after_the_first_look_and_opens_its_own_page_alone()
    {
        var (mine, other) = (await AskAsync("000-0000-8211"), await AskAsync("000-0000-8212"));
        using var first = await portal.Visitor().GetAsync($"/q/{mine}", Cancel);
        var (clean, cookie) = (new Uri(_visitor.BaseAddress!, first.Headers.Location!).PathAndQuery, first.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("q=", StringComparison.Ordinal)));
        Assert.DoesNotContain(mine, clean, StringComparison.Ordinal);
        Assert.Contains($"path={clean};", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-referrer", first.Headers.GetValues("Referrer-Policy").Single());

        using var stranger = await portal.Visitor().GetAsync(clean, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, clean);
        request.Headers.Add("Cookie", $"q={other}");
        using var wrong = await portal.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false, AllowAutoRedirect = false }).SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
    }

    [Fact]
    public async Task Who_guesses_is_slowed_down_and_good_looks_do_not_count()
    {
        await using var own = new PortalFactory();
        await own.InitializeAsync();
        var visitor = own.Visitor();
        for (var n = 0; n < 2 * FailedLookUps.MostAMinute; n++)
        {
            using var guess = await visitor.GetAsync($"/q/{n:x32}", Cancel);
            if (guess.StatusCode is HttpStatusCode.TooManyRequests) return;
            Assert.Equal(HttpStatusCode.NotFound, guess.StatusCode);
        }

        Assert.Fail("Nobody was slowed down.");
    }

    [Fact]
    public async Task A_link_of_before_and_a_shut_one_are_answered_like_one_that_never_was()
    {
        var (renewed, shut) = (await AskAsync("000-0000-8203"), await AskAsync("000-0000-8204"));
        var desk = portal.Desks.GetRequiredService<ReplyDesk>();
        foreach (var key in new[] { renewed, shut })
        {
            Assert.Equal(HttpStatusCode.OK, (await _visitor.OpenAsync($"/q/{key}")).StatusCode);
            await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
            var asked = await db.Enquiries.Where(e => e.KeyHash == LinkKeys.HashOf(key)).Select(e => new { e.Id, e.Version }).SingleAsync(Cancel);
            var done = await (key == shut ? desk.ShutLinkAsync(Actor.Seed, "2027", asked.Id, asked.Version, "试", Cancel) : desk.RenewLinkAsync(Actor.Seed, "2027", asked.Id, asked.Version, "试", Cancel));
            Assert.False(done.Refused, done.Text);
        }

        var answers = new List<string>();
        foreach (var key in new[] { "0123456789abcdef0123456789abcdef", renewed, shut })
        {
            using var answer = await _visitor.GetAsync($"/q/{key}", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").OrderBy(h => h.Key).Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
            // What is sealed is another text each time.
            answers.Add(PortalPages.Unsealed($"{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync(Cancel)}").Replace(key, "KEY", StringComparison.Ordinal));
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[0], answers[2]);
    }

    [Fact]
    public void Only_failures_of_one_minute_from_one_address_count()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 1, 0, 0, TimeSpan.Zero));
        var lookUps = new FailedLookUps(clock);
        for (var n = 0; n < FailedLookUps.MostAMinute; n++) lookUps.Failed(IPAddress.Loopback);

        Assert.True(lookUps.IsBarred(IPAddress.Loopback));
        Assert.False(lookUps.IsBarred(IPAddress.Parse("192.0.2.1")));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(lookUps.IsBarred(IPAddress.Loopback));
    }

    private async Task<string> AskAsync(string mobile)
    {
        var asked = await portal.Desks.GetRequiredService<EnquiryDesk>().AskAsync(Actor.Portal,
            new AskForm { Kind = EnquiryKind.Question, Name = "陈试（示例）", Organisation = "示例公司", Mobile = mobile, Words = "想了解用地。" }, ["LC-T01"], [], Cancel);
        Assert.Equal("", asked.Text);
        return asked.Value!;
    }

    private async Task<HttpResponseMessage> SendAsync(string reference, string name, Dictionary<string, string> typed)
    {
        var form = (await _visitor.PageAsync($"/q/{reference}")).QuerySelectorAll("main form").Single(f => f.QuerySelector($"input[name=_handler][value={name}]") is not null);
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(i => new KeyValuePair<string, string>(i.GetAttribute("name")!, i.GetAttribute("value")!));
        return await _visitor.PostAsync(await _visitor.CleanAsync($"/q/{reference}"), new FormUrlEncodedContent([.. hidden, .. typed]), Cancel);
    }

    // Everything an enquiry touches, and the chain, in which every save of anything leaves a link.
    private async Task<string> ContentAsync()
    {
        await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
        var enquiries = await db.Enquiries.AsNoTracking().OrderBy(e => e.Id).Select(e => new { e.Id, e.Version, e.State, e.ReplyBy, Steps = e.Steps.Count, Said = e.Said.Count }).ToListAsync(Cancel);
        return $"{string.Join(';', enquiries)} {await db.AuditEntries.CountAsync(Cancel)} {await db.History.CountAsync(Cancel)}";
    }
}
