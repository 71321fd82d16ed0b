using System.Net;
using AngleSharp.Html.Dom;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Enquiries;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Portal;

public sealed class AskingTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    private static Dictionary<string, string> Filled(string mobile) => new()
    {
        ["Input.Kind"] = "Meeting",
        ["Input.Name"] = "陈试（示例）",
        ["Input.Organisation"] = "示例公司",
        ["Input.Mobile"] = mobile,
        ["Input.Words"] = "想约在8月2日下午见面。",
    };

    [Theory]
    [InlineData("/projects/LC-T01/ask", "必填", "邮箱格式不对")]
    [InlineData("/en/plants/IP-A/ask", "This is required", "Not an e-mail address")]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(string address, string required, string mail)
    {
        using var answer = await SendAsync(address, new() { ["Input.Name"] = "  ", ["Input.Email"] = "a\"b<i>", ["Input.Words"] = "想了解<b>用地</b>", ["Input.Kind"] = "Interest" });
        var page = await answer.PageAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(required, page.Text("#ask-name-problem"));
        Assert.StartsWith(required, page.Text("#ask-mobile-problem"));
        Assert.StartsWith(mail, page.Text("#ask-email-problem"));
        Assert.Equal("true", page.QuerySelector("#ask-mobile")!.GetAttribute("aria-invalid"));
        Assert.Contains("ask-mobile-problem", page.QuerySelector("#ask-mobile")!.GetAttribute("aria-describedby"));
        Assert.Equal(4, page.QuerySelectorAll(".summary li").Length);
        Assert.Equal("a\"b<i>", ((IHtmlInputElement)page.QuerySelector("#ask-email")!).Value);
        Assert.Equal("想了解<b>用地</b>", page.QuerySelector("#ask-words")!.TextContent);
        Assert.True(((IHtmlInputElement)page.QuerySelector("[value=Interest]")!).IsChecked);
    }

    [Theory]
    [InlineData("/projects/LC-T01/ask", "/en/projects/LC-T01/ask", "Your name*")]
    [InlineData("/en/ask?ids=LC-T01,LC-T05", "/ask?ids=LC-T01,LC-T05", "姓名*")]
    public async Task In_the_other_language_everything_typed_stands_as_it_was_and_nothing_is_sent(string address, string other, string label)
    {
        var page = await _visitor.PageAsync(address);
        var turn = page.QuerySelector("button.language")!;
        Assert.Equal((page.QuerySelector("form.form")!.Id, other), (turn.GetAttribute("form"), turn.GetAttribute("formaction")));
        Assert.Empty(page.QuerySelectorAll("a.language"));
        var hidden = page.QuerySelectorAll("form.form input[type=hidden]").Select(i => new KeyValuePair<string, string>(i.GetAttribute("name")!, i.GetAttribute("value")!));
        var typed = new Dictionary<string, string> { ["Input.Name"] = "陈试（示例）", ["Input.Mobile"] = "1<2", ["Input.Words"] = "想了解<b>用地</b>", ["Input.Kind"] = "Interest", ["Projects"] = "LC-T01", [turn.GetAttribute("name")!] = turn.GetAttribute("value")! };
        var before = await AllAsync();

        using var answer = await _visitor.PostAsync(other, new FormUrlEncodedContent([.. hidden, .. typed]), TestContext.Current.CancellationToken);
        var turned = await answer.PageAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(label, turned.Text("label[for=ask-name]"));
        Assert.Empty(turned.QuerySelectorAll(".summary, .problem"));
        Assert.Equal(("陈试（示例）", "1<2"), (((IHtmlInputElement)turned.QuerySelector("#ask-name")!).Value, ((IHtmlInputElement)turned.QuerySelector("#ask-mobile")!).Value));
        Assert.Equal("想了解<b>用地</b>", turned.QuerySelector("#ask-words")!.TextContent);
        Assert.True(((IHtmlInputElement)turned.QuerySelector("[value=Interest]")!).IsChecked);
        Assert.All(turned.QuerySelectorAll("[name=Projects]"), box => Assert.Equal(box.GetAttribute("value") == "LC-T01", ((IHtmlInputElement)box).IsChecked));
        Assert.Equal(address, turned.QuerySelector("button.language")!.GetAttribute("formaction"));
        Assert.Equal(before, await AllAsync());

        async Task<int> AllAsync()
        {
            await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
            return await db.Enquiries.CountAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task With_nothing_chosen_the_language_can_still_be_changed()
    {
        var page = await _visitor.PageAsync("/ask");

        Assert.Equal("get", page.QuerySelector($"form#{page.QuerySelector("button.language")!.GetAttribute("form")}")!.GetAttribute("method"));
        Assert.NotNull((await _visitor.PageAsync("/en/ask?Turned=true")).QuerySelector(".empty-state"));
    }

    [Fact]
    public async Task A_kind_that_does_not_exist_is_asked_for_again()
    {
        var typed = Filled("000-0000-8001");
        typed["Input.Kind"] = "Everything";

        using var answer = await SendAsync("/projects/LC-T01/ask", typed);

        Assert.Equal("必填", (await answer.PageAsync()).Text("#ask-kind .problem"));
    }

    [Fact]
    public async Task An_enquiry_leads_to_its_own_page_in_the_askers_language()
    {
        using var sent = await SendAsync("/en/projects/LC-T01/ask", Filled("000-0000-8002"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using var moved = await _visitor.GetAsync(sent.Headers.Location, TestContext.Current.CancellationToken);
        var address = moved.StatusCode is HttpStatusCode.Redirect ? moved.Headers.Location! : sent.Headers.Location!;
        Assert.Matches("^(http://localhost)?/q/[0-9a-f]{32}$", address.ToString());

        using var answer = await _visitor.OpenAsync(address.ToString());
        var page = await answer.PageAsync();
        Assert.Equal("How your enquiry stands", page.Text("h1"));
        Assert.Equal("Received", page.Text(".clock .state"));
        Assert.Contains("Cloud-Sea Resort Hotels", page.Body!.TextContent);
        Assert.Contains("2027-07-0", page.Text(".clock"));
        Assert.Equal("/en/", page.QuerySelector("base")!.GetAttribute("href"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.DoesNotContain("000-0000-8002", page.Body.TextContent);

        using var chinese = await _visitor.GetAsync(page.QuerySelector("a.language")!.GetAttribute("href"), TestContext.Current.CancellationToken);
        Assert.Equal(await _visitor.CleanAsync(address.ToString()), chinese.Headers.Location!.ToString());
        Assert.Equal("来询办理进度", (await _visitor.PageAsync(address.ToString())).Text("h1"));
    }

    [Fact]
    public async Task The_answer_stands_on_the_askers_page_in_paragraphs()
    {
        using var sent = await SendAsync("/plants/IP-A/ask", Filled("000-0000-8003"));
        var desk = portal.Desks.GetRequiredService<ReplyDesk>();
        await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
        var asked = await db.Enquiries.SingleAsync(e => e.AskerMobile == "000-0000-8003", TestContext.Current.CancellationToken);
        Assert.False((await desk.ReplyAsync(Actor.Seed, "2027", asked.Id, asked.Version, new AnswerForm { Answer = "可以。\n<b>8月2日</b>见。" }, TestContext.Current.CancellationToken)).Refused);

        var page = await _visitor.PageAsync(sent.Headers.Location!.ToString());

        Assert.Equal(["可以。", "<b>8月2日</b>见。"], page.Texts(".answer p:not(.small)"));
        Assert.Equal("已答复", page.Text(".clock .state"));
        Assert.Equal(["收到您的来询", "已答复"], page.Texts(".trail li span"));
    }

    [Fact]
    public async Task Without_its_token_a_form_is_refused_and_the_page_says_what_to_do()
    {
        using var answer = await _visitor.PostAsync("/projects/LC-T01/ask", new FormUrlEncodedContent([.. Filled("000-0000-8004"), new("_handler", "ask")]), TestContext.Current.CancellationToken);
        var page = await answer.PageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("页面停留太久，没有提交成功", page.Text("h1"));
        Assert.Equal("projects/LC-T01/ask", page.QuerySelector("main .button")!.GetAttribute("href"));
        Assert.Equal(0, await CountAsync("000-0000-8004"));
    }

    [Fact]
    public async Task A_field_nobody_sees_catches_programs_and_loses_nothing()
    {
        var typed = Filled("000-0000-8005");
        typed["Website"] = "https://spam.example";

        using var answer = await SendAsync("/projects/LC-T01/ask", typed);
        var page = await answer.PageAsync();

        Assert.Contains("请再点一次", page.Text(".summary"));
        Assert.Equal("陈试（示例）", ((IHtmlInputElement)page.QuerySelector("#ask-name")!).Value);
        Assert.Equal("", ((IHtmlInputElement)page.QuerySelector("[name=Website]")!).Value);
        Assert.Equal(0, await CountAsync("000-0000-8005"));
    }

    [Fact]
    public async Task Too_many_from_one_number_are_told_so()
    {
        for (var n = 0; n < 10; n++)
        {
            using var sent = await SendAsync("/projects/LC-T01/ask", Said($"第 {n} 问"));
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }

        using var refused = await SendAsync("/projects/LC-T01/ask", Said("再问一次"));

        Assert.Contains("已达上限", (await refused.PageAsync()).Text(".summary"));

        // The same words again within minutes are the same enquiry and count once.
        static Dictionary<string, string> Said(string words) => new(Filled("000-0000-8006")) { ["Input.Words"] = words };
    }

    [Fact]
    public async Task The_same_words_pressed_twice_are_one_enquiry()
    {
        using var once = await SendAsync("/projects/LC-T01/ask", Filled("000-0000-8016"));
        using var twice = await SendAsync("/projects/LC-T01/ask", Filled("000-0000-8016"));

        Assert.Equal(once.Headers.Location, twice.Headers.Location);
        Assert.Equal(1, await CountAsync("000-0000-8016"));
    }

    [Fact]
    public async Task What_the_form_does_not_ask_for_is_not_taken()
    {
        using var plain = await SendAsync("/projects/LC-T01/ask", Filled("000-0000-8017"));
        var typed = Filled("000-0000-8018");
        foreach (var property in typeof(Enquiry).GetProperties())
            foreach (var name in new[] { property.Name, $"Input.{property.Name}", $"Input.Enquiry.{property.Name}" })
                typed.TryAdd(name, Forged(property.PropertyType));

        using var forged = await SendAsync("/projects/LC-T01/ask", typed);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (plain.StatusCode, forged.StatusCode));
        await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
        var asked = await db.Enquiries.Where(e => e.AskerMobile == "000-0000-8017" || e.AskerMobile == "000-0000-8018").OrderBy(e => e.AskerMobile).ToListAsync(TestContext.Current.CancellationToken);
        var (one, other) = (asked[0], asked[1]);
        Assert.Equal(2, asked.Count);
        string[] own = [nameof(Enquiry.Id), nameof(Enquiry.Number), nameof(Enquiry.KeyHash), nameof(Enquiry.AskerMobile), nameof(Enquiry.AskedAt), nameof(Enquiry.ReplyBy), "FirstReplyBy", "LastSaidAt"];
        Assert.Empty(Differing(one, other));
        Assert.True(other.AskedAt.Year == 2027 && other.ReplyBy > other.AskedAt && other.KeyHash!.Length == 64);

        // The control: what a form does ask for is seen by the same comparison when it is taken.
        var asks = Filled("000-0000-8019");
        asks["Input.Organisation"] = "另一家（示例）";
        using var third = await SendAsync("/projects/LC-T01/ask", asks);
        Assert.Equal([nameof(Enquiry.AskerOrganisation)], Differing(one, await db.Enquiries.SingleAsync(e => e.AskerMobile == "000-0000-8019", TestContext.Current.CancellationToken)));

        IEnumerable<string> Differing(Enquiry theirs, Enquiry another) => db.Entry(theirs).Properties
            .Where(p => !own.Contains(p.Metadata.Name) && !Equals(p.CurrentValue, db.Entry(another).Property(p.Metadata.Name).CurrentValue)).Select(p => p.Metadata.Name);
    }

    private static string Forged(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } member => Enum.GetNames(member)[^1],
        var t when t == typeof(DateTime) => "2031-01-01T00:00:00Z",
        var t when t == typeof(Guid) => "00000000-0000-0000-0000-0000000000ff",
        var t when t == typeof(bool) => "true",
        var t when t == typeof(int) => "99",
        _ => "forged",
    };

    private async Task<HttpResponseMessage> SendAsync(string address, Dictionary<string, string> typed)
    {
        var form = (await _visitor.PageAsync(address)).QuerySelector("form.form")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(i => new KeyValuePair<string, string>(i.GetAttribute("name")!, i.GetAttribute("value")!));
        return await _visitor.PostAsync(address, new FormUrlEncodedContent([.. hidden, .. typed]), TestContext.Current.CancellationToken);
    }

    private async Task<int> CountAsync(string mobile)
    {
        await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
        return await db.Enquiries.CountAsync(e => e.AskerMobile == mobile, TestContext.Current.CancellationToken);
    }
}
