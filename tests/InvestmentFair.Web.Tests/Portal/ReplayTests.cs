using System.Net;
using InvestmentFair.Data;
using InvestmentFair.Enquiries;
using InvestmentFair.Tests;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>The very same post ten times at once, as a tab that is pressed again and a line that repeats itself send it: one effect, and every answer leads to it.</summary>
public sealed class ReplayTests
{
    private const int Times = 10;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(false), InlineData(true)]
    public async Task One_form_sent_ten_times_at_once_is_one_enquiry_and_every_answer_leads_to_its_page(bool postgres)
    {
        await using var portal = await OpenAsync(postgres);
        var visitor = portal.Visitor();

        var led = await AskAsync(visitor, _ => "连按十下");
        Assert.Single(led.Distinct());
        Assert.Equal(1, await CountAsync(portal, "连按十下"));
        Assert.Equal("来询办理进度", (await visitor.PageAsync(led[0])).Text("h1"));

        // Again when it is long done, as by the back button.
        Assert.Equal(led[0], (await AskAsync(visitor, _ => "连按十下")).Distinct().Single());
        // The control: what is the same about them is the words.
        Assert.Equal(Times - 1, (await AskAsync(visitor, n => n == 0 ? "连按十下" : $"第 {n} 问")).Distinct().Count(at => at != led[0]));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_added_and_taken_back_ten_times_at_once_is_done_once_and_every_answer_says_so(bool postgres)
    {
        await using var portal = await OpenAsync(postgres);
        var visitor = portal.Visitor();
        var page = await visitor.CleanAsync((await AskAsync(visitor, _ => "想了解用地条件"))[0]);

        var stale = await HiddenAsync(visitor, page, "add");
        Assert.Equal($"{page}?added=true", (await ReplayAsync(visitor, page, "add", new() { ["Input.Words"] = "还想问电价" })).Distinct().Single());
        Assert.Equal(page, (await ReplayAsync(visitor, page, "withdraw", [])).Distinct().Single());

        // From another tab that still shows the form: it is not lost, and told why it cannot be taken.
        using (var late = await visitor.PostAsync(page, new FormUrlEncodedContent([.. stale, new("Input.Words", "晚了一步<b>")]), Cancel))
        {
            var told = await late.PageAsync();
            Assert.Equal(HttpStatusCode.OK, late.StatusCode);
            Assert.Contains("此来询已经撤回，不能再补充", told.Text(".summary"));
            Assert.Equal("晚了一步<b>", told.QuerySelector("#add-words")!.TextContent);
        }

        await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
        var enquiry = await db.Enquiries.Include(e => e.Steps).Include(e => e.Said).SingleAsync(Cancel);
        Assert.Equal(EnquiryState.Withdrawn, enquiry.State);
        Assert.Equal([EnquiryStepKind.Received, EnquiryStepKind.Added, EnquiryStepKind.Withdrawn], enquiry.Steps.OrderBy(s => s.Ordinal).Select(s => s.Kind));
        Assert.Equal("还想问电价", enquiry.Said.Single().Text);
        Assert.Equal((1, 1), (await db.AuditEntries.CountAsync(a => a.Act == "enquiry.added", Cancel), await db.AuditEntries.CountAsync(a => a.Act == "enquiry.withdrawn", Cancel)));
    }

    private static async Task<IReadOnlyList<string>> AskAsync(HttpClient visitor, Func<int, string> words)
    {
        var hidden = await HiddenAsync(visitor, "/projects/LC-T01/ask", "ask");
        return await AtOnceAsync(visitor, "/projects/LC-T01/ask", n =>
        [
            .. hidden, new("Input.Kind", "Meeting"), new("Input.Name", "陈试（示例）"), new("Input.Organisation", "示例公司"), new("Input.Mobile", "000-0000-6500"), new("Input.Words", words(n)),
        ]);
    }

    private static async Task<IReadOnlyList<string>> ReplayAsync(HttpClient visitor, string page, string form, Dictionary<string, string> typed)
    {
        var hidden = await HiddenAsync(visitor, page, form);
        return await AtOnceAsync(visitor, page, _ => [.. hidden, .. typed]);
    }

    // With one visitor's cookies; where each answer leads.
    private static async Task<IReadOnlyList<string>> AtOnceAsync(HttpClient visitor, string address, Func<int, KeyValuePair<string, string>[]> body)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = Enumerable.Range(0, Times).Select(async n =>
        {
            await start.Task;
            using var answer = await visitor.PostAsync(address, new FormUrlEncodedContent(body(n)), Cancel);
            Assert.True(answer.StatusCode is HttpStatusCode.Redirect, $"{answer.StatusCode}: {(await answer.PageAsync()).Text(".summary")}");
            return answer.Headers.Location!.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal);
        }).ToList();
        start.SetResult();
        return await Task.WhenAll(sent);
    }

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> HiddenAsync(HttpClient visitor, string address, string form) =>
        [.. (await visitor.PageAsync(address)).QuerySelectorAll("main form").Single(f => f.QuerySelector($"input[name=_handler][value={form}]") is not null)
            .QuerySelectorAll("input[type=hidden]").Select(i => new KeyValuePair<string, string>(i.GetAttribute("name")!, i.GetAttribute("value")!))];

    private static async Task<int> CountAsync(PortalFactory portal, string words)
    {
        await using var db = portal.Desks.GetRequiredService<FairContexts>().CreateDbContext();
        return await db.Enquiries.CountAsync(e => e.Words == words, Cancel);
    }

    private static async Task<PortalFactory> OpenAsync(bool postgres)
    {
        if (postgres) FairDatabase.NeedsPostgres();
        PortalFactory portal = postgres ? new PostgresPortal() : new PortalFactory();
        await portal.InitializeAsync();
        return portal;
    }
}
