using System.Net;
using AngleSharp.Html.Dom;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>The portal behind a proxy whose word about a visitor's address is taken.</summary>
public sealed class ProxiedPortal : PortalFactory
{
    public const string Proxy = "192.0.2.80";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Portal:LeastSecondsToAsk"] = "0", ["Proxies:0"] = Proxy };
}

/// <summary>
/// Whoever sends the form two hundred times is heard as often as may be, and is then told so on the form with everything they
/// typed in it. Each limit is tried with a number of its own, so that what stops them is that limit.
/// </summary>
public sealed class FloodTests
{
    private const int Posts = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Of_two_hundred_posts_from_one_address_as_many_are_kept_as_may_be_whatever_they_say_of_where_they_come_from(int most)
    {
        await using var portal = await OpenAsync<PortalFactory>();
        await portal.SetAsync(Setting.EnquiriesPerAddress, $"{most}");
        using var flood = portal.VisitorFrom("192.0.2.7");

        var answers = await FloodAsync(flood, n => Typed($"000-{n:0000}-6100"), forwarded: n => $"203.0.113.{n % 250}");

        Assert.Equal(most, answers.Count(a => a is HttpStatusCode.Redirect));
        Assert.Equal(most, await KeptAsync(portal));
        await IsToldAsync(flood, "/projects/LC-T01/ask", Typed("000-0301-6100"), "没有提交成功", "您所在的网络今天提交的次数已达上限");
        await IsToldAsync(flood, "/en/projects/LC-T01/ask", Typed("000-0302-6100"), "It was not sent", "Too many enquiries from your network today");
        Assert.Equal(most, await KeptAsync(portal));
        // Everybody else is still heard.
        using var neighbour = portal.VisitorFrom("192.0.2.8");
        using var heard = await SendAsync(neighbour, "/projects/LC-T01/ask", Typed("000-0303-6100"));
        Assert.Equal(HttpStatusCode.Redirect, heard.StatusCode);
    }

    [Fact]
    public async Task Where_the_proxys_word_is_taken_each_address_it_names_counts_for_itself()
    {
        await using var portal = await OpenAsync<ProxiedPortal>();
        await portal.SetAsync(Setting.EnquiriesPerAddress, "7");
        using var proxy = portal.VisitorFrom(ProxiedPortal.Proxy);

        var answers = await FloodAsync(proxy, n => Typed($"000-{n:0000}-6200"), forwarded: n => $"203.0.113.{n % 10}", posts: 100);

        Assert.Equal(70, answers.Count(a => a is HttpStatusCode.Redirect));
        Assert.Equal(70, await KeptAsync(portal));
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(25, "25")]
    public async Task Of_two_hundred_posts_with_one_number_as_many_are_kept_as_may_be_however_it_is_written_and_wherever_they_come_from(int most, string? raised)
    {
        await using var portal = await OpenAsync<PortalFactory>();
        if (raised is not null) await portal.SetAsync(Setting.EnquiriesPerMobile, raised);
        string[] written = ["13000000000", "130 0000 0000", "130-0000-0000", "+86 130 0000 0000", "１３０００００００００", "1-3000000000", "13000000000-1", "0086 13000000000"];
        Assert.All(written, w => Assert.True(Mobiles.IsPlausible(Mobiles.Clean(w)!), w));
        var visitors = Enumerable.Range(0, 20).Select(n => portal.VisitorFrom($"198.51.100.{n}")).ToList();

        var answers = new List<HttpStatusCode>();
        foreach (var (visitor, from) in visitors.Select((v, n) => (v, n))) answers.AddRange(await FloodAsync(visitor, n => Typed(written[n % written.Length], $"{from} 号的第 {n} 问"), posts: Posts / visitors.Count));

        Assert.Equal(most, answers.Count(a => a is HttpStatusCode.Redirect));
        Assert.Equal(most, await KeptAsync(portal));
        await IsToldAsync(visitors[0], "/projects/LC-T01/ask", Typed("130 0000 0000"), "没有提交成功", "该手机号今天提交的次数已达上限");
        await IsToldAsync(visitors[0], "/en/projects/LC-T01/ask", Typed("+86 130 0000 0000"), "It was not sent", "Too many enquiries from this number today");
        using var another = await SendAsync(visitors[0], "/projects/LC-T01/ask", Typed("13000000001"));
        Assert.Equal(HttpStatusCode.Redirect, another.StatusCode);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(30)]
    public async Task Of_two_hundred_posts_of_one_day_from_everywhere_as_many_are_kept_as_may_be(int most)
    {
        await using var portal = await OpenAsync<PortalFactory>();
        await portal.SetAsync(Setting.EnquiriesPerDay, $"{most}");
        var visitors = Enumerable.Range(0, 20).Select(n => portal.VisitorFrom($"198.51.100.{n}")).ToList();

        var answers = new List<HttpStatusCode>();
        foreach (var (visitor, from) in visitors.Select((v, n) => (v, n))) answers.AddRange(await FloodAsync(visitor, n => Typed($"000-{from:00}{n:00}-6400"), posts: Posts / visitors.Count));

        Assert.Equal(most, answers.Count(a => a is HttpStatusCode.Redirect));
        Assert.Equal(most, await KeptAsync(portal));
        await IsToldAsync(visitors[0], "/projects/LC-T01/ask", Typed("000-9901-6400"), "没有提交成功", "今天的来询已满");
        await IsToldAsync(visitors[0], "/en/projects/LC-T01/ask", Typed("000-9902-6400"), "It was not sent", "No more enquiries can be taken today");
    }

    private static async Task<TPortal> OpenAsync<TPortal>() where TPortal : PortalFactory, new()
    {
        var portal = new TPortal();
        await portal.InitializeAsync();
        return portal;
    }

    private static Dictionary<string, string> Typed(string mobile, string words = "想约在8月2日下午见面。\n带两个人。") => new()
    {
        ["Input.Kind"] = "Meeting",
        ["Input.Name"] = "陈试（示例）",
        ["Input.Organisation"] = "示例“公司”<b>",
        ["Input.Title"] = "经理",
        ["Input.Mobile"] = mobile,
        ["Input.Email"] = "asker@people.example",
        ["Input.Words"] = words,
    };

    // As a program does it: the form is fetched once and sent again and again.
    private static async Task<IReadOnlyList<HttpStatusCode>> FloodAsync(HttpClient visitor, Func<int, Dictionary<string, string>> typed, Func<int, string>? forwarded = null, int posts = Posts)
    {
        var hidden = await HiddenAsync(visitor, "/projects/LC-T01/ask");
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < posts; n++)
        {
            using var post = new HttpRequestMessage(HttpMethod.Post, "/projects/LC-T01/ask") { Content = new FormUrlEncodedContent([.. hidden, .. typed(n)]) };
            if (forwarded is not null)
                foreach (var header in new[] { "X-Forwarded-For", "X-Real-IP", "Forwarded" }) post.Headers.Add(header, header == "Forwarded" ? $"for={forwarded(n)}" : forwarded(n));
            using var answer = await visitor.SendAsync(post, Cancel);
            answers.Add(answer.StatusCode);
        }

        return answers;
    }

    // Refused on the form itself, in the reader's language, with every field as it was typed.
    private static async Task IsToldAsync(HttpClient visitor, string address, Dictionary<string, string> typed, string heading, string why)
    {
        using var answer = await SendAsync(visitor, address, typed);
        var page = await answer.PageAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(heading, page.Text(".summary[role=alert] strong"));
        Assert.StartsWith(why, page.Text(".summary[role=alert] p:nth-of-type(2)"));
        foreach (var (field, value) in typed)
        {
            var stands = page.QuerySelector($"[name='{field}']:not([type=radio]), [name='{field}'][type=radio][checked]")!;
            Assert.Equal(value, stands is IHtmlTextAreaElement area ? area.Value.ReplaceLineEndings("\n") : ((IHtmlInputElement)stands).Value);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient visitor, string address, Dictionary<string, string> typed) =>
        await visitor.PostAsync(address, new FormUrlEncodedContent([.. await HiddenAsync(visitor, address), .. typed]), Cancel);

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> HiddenAsync(HttpClient visitor, string address) =>
        [.. (await visitor.PageAsync(address)).QuerySelectorAll("form.form input[type=hidden]").Select(i => new KeyValuePair<string, string>(i.GetAttribute("name")!, i.GetAttribute("value")!))];

    private static async Task<int> KeptAsync(PortalFactory portal)
    {
        await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
        return await db.Enquiries.CountAsync(Cancel);
    }
}
