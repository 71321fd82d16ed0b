using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>What no hand can do and a script in the reader's own browser can: press faster than any answer, wake a button, send what was not offered.</summary>
public class ForgedEventsTests(FairSite site)
{
    private const string Other = "2019";

    // All in one go, before the browser has so much as sent the first.
    private const string FiftyPresses = "button => { for (let i = 0; i < 50; i++) { button.disabled = false; button.click(); } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_presses_before_the_first_answer_are_one_meeting_request_one_dialog_and_one_answer()
    {
        var id = await AskedAsync("000-0000-6701");
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "organizer", $"/console/2027/enquiries/{id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "登记洽谈申请" }).EvaluateAsync(FiftyPresses);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "查看洽谈申请" })).ToHaveCountAsync(1);
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "写答复", Exact = true }).EvaluateAsync(FiftyPresses);
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(1);
        await page.Locator("#d-Answer").FillAsync("欢迎来陵川");
        await page.WaitForTimeoutAsync(1000);
        await page.Locator(".mud-dialog-actions .primary").EvaluateAsync(FiftyPresses);
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await Expect(page.Locator(".clause .words")).ToHaveTextAsync(["欢迎来陵川"]);

        await using var db = Open();
        Assert.Equal(1, await db.Requests.CountAsync(r => r.EnquiryId == id, Cancel));
        var enquiry = await db.Enquiries.Include(e => e.Steps).SingleAsync(e => e.Id == id, Cancel);
        Assert.Equal([EnquiryStepKind.Received, EnquiryStepKind.Linked, EnquiryStepKind.Requested, EnquiryStepKind.Answered], enquiry.Steps.OrderBy(s => s.Ordinal).Select(s => s.Kind));
        visit.WasClean();
    }

    [Fact]
    public async Task A_button_that_is_asleep_does_nothing_when_a_script_wakes_it()
    {
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "organizer", "/console/2027/guests");
        await page.Locator("table.grid tbody tr").First.WaitForAsync();
        var many = page.Locator("button.edit-many");
        await Expect(many).ToBeDisabledAsync();
        await using var db = Open();
        var links = await db.AuditEntries.MaxAsync(a => a.Sequence, Cancel);

        await many.EvaluateAsync(FiftyPresses);
        await page.WaitForTimeoutAsync(1500);
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        Assert.False(await db.AuditEntries.AnyAsync(a => a.Sequence > links && a.Act == "guest.edited", Cancel));

        // The control: with a row chosen the same button opens what it opens, once.
        await page.Locator("table.grid tbody tr input[type=checkbox]").First.CheckAsync();
        await Expect(many).ToBeEnabledAsync();
        await many.ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(1);
        visit.WasClean();
    }

    [Theory]
    [InlineData("Emperor")]
    [InlineData("99")]
    [InlineData("-1")]
    public async Task A_role_that_was_not_offered_is_given_to_nobody(string role)
    {
        var name = $"forged{Guid.NewGuid().ToString("N")[..8]}";
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "admin", "/console/accounts/new");
        await page.Locator("#f-UserName").FillAsync(name);
        await page.Locator("#f-DisplayName").FillAsync("伪造（示例）");
        await page.EvaluateAsync("""
            role => { const select = document.querySelector('#f-Role'); select.options[1].value = role; select.selectedIndex = 1;
                      for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true })); }
            """, role);

        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();

        await Expect(page.Locator("#f-Role-problem")).ToBeVisibleAsync();
        await using var db = Open();
        Assert.False(await db.Users.AnyAsync(u => u.UserName == name, Cancel));
        // The control: one that is offered is taken from the same form.
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        // What is taken up again fills the fields anew.
        await Expect(page.Locator("#f-UserName")).ToHaveValueAsync(name);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "恢复" })).ToHaveCountAsync(0);
        await page.Locator("#f-Role").SelectOptionAsync(nameof(Role.Reception));
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.GetByText("初始密码：")).ToBeVisibleAsync();
        Assert.Equal(Role.Reception, await db.Users.Where(u => u.UserName == name).Select(u => u.Role).SingleAsync(Cancel));
        visit.WasClean();
    }

    [Fact]
    public async Task What_belongs_to_another_fair_is_refused_with_a_word_and_not_kept()
    {
        var (delegation, hall) = await AnotherFairAsync();
        await using var visit = await site.OpenAsync();
        var page = await FormsTests.AtAsync(visit, "organizer", "/console/2027/guests/new");
        await page.Locator("#f-Name").FillAsync("伪造嘉宾（示例）");
        await page.Locator("#f-Part").SelectOptionAsync(nameof(GuestPart.Leader));
        await SmuggleAsync(page, nameof(GuestForm.DelegationId), delegation);
        await IsRefusedAsync(page, Refusal.NotFound.Zh);

        await page.GotoAsync("/console/2027/agenda/new");
        await page.Locator("#f-Day").FillAsync("2027-08-02");
        await page.Locator("#f-Starts").FillAsync("06:00");
        await page.Locator("#f-Ends").FillAsync("06:10");
        await page.Locator("#f-Kind").SelectOptionAsync(nameof(AgendaKind.Opening));
        await page.Locator("#f-TitleZh").FillAsync("伪造日程（示例）");
        await page.Locator("#f-Owner").FillAsync("会务组");
        await SmuggleAsync(page, nameof(AgendaForm.HallId), hall);
        await IsRefusedAsync(page, FairRefusals.OfAnotherFair.Zh);

        await using var db = Open();
        Assert.False(await db.Guests.AnyAsync(g => g.Person.Name == "伪造嘉宾（示例）", Cancel));
        Assert.False(await db.Agenda.AnyAsync(a => a.Title.Zh == "伪造日程（示例）", Cancel));
        // The control: without what was smuggled in, the same form is taken.
        await SmuggleAsync(page, nameof(AgendaForm.HallId), null);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(a => !a.EndsWith("/new", StringComparison.Ordinal));
        Assert.True(await db.Agenda.AnyAsync(a => a.Title.Zh == "伪造日程（示例）", Cancel));
        visit.WasClean();
    }

    private static async Task IsRefusedAsync(IPage page, string word)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.Locator("form.sheet .problems")).ToContainTextAsync(word);
        Assert.EndsWith("/new", page.Url, StringComparison.Ordinal);
    }

    // By the door through which the page's own script tells what is typed: it takes any field of the form.
    private static async Task SmuggleAsync(IPage page, string field, Guid? value)
    {
        await page.EvaluateAsync("""
            ([field, value]) => { const input = document.createElement('input'); input.dataset.field = field; input.value = value;
                                  const form = document.querySelector('form.sheet'); form.append(input); input.dispatchEvent(new Event('input', { bubbles: true })); input.remove(); }
            """, new[] { field, value?.ToString() ?? "" });
        await page.WaitForTimeoutAsync(1500);
    }

    private async Task<(Guid Delegation, Guid Hall)> AnotherFairAsync()
    {
        await using var db = Open();
        if (!await db.Fairs.AnyAsync(f => f.Code == Other, Cancel))
        {
            var fairs = site.Services.GetRequiredService<FairDesk>();
            Assert.Equal("", (await fairs.SaveFairAsync(Actor.Seed, null, new FairForm { Code = Other, NameZh = "另一届（示例）", NameEn = "Another fair (sample)", CityZh = "广州市", CityEn = "Guangzhou", FirstDay = new(2019, 8, 2), LastDay = new(2019, 8, 3), AnswerBy = new(2019, 7, 26) }, Cancel)).Text);
            Assert.Equal("", (await site.Services.GetRequiredService<DelegationDesk>().SaveAsync(Actor.Seed, Other, null, new DelegationForm { NameZh = "另一届代表团（示例）", Quota = 5, LiaisonName = "联络（示例）", LiaisonMobile = "000-0000-6702" }, Cancel)).Text);
            var venue = await db.Venues.OrderBy(v => v.Code).Select(v => v.Id).FirstAsync(Cancel);
            Assert.Equal("", (await fairs.SaveHallAsync(Actor.Seed, Other, null, new HallForm { Code = "H1", NameZh = "另一届会场（示例）", VenueId = venue, Kind = Enum.GetValues<HallKind>()[0], Capacity = 20 }, Cancel)).Text);
        }

        return (await db.Delegations.Where(d => d.Fair.Code == Other).Select(d => d.Id).FirstAsync(Cancel), await db.Halls.Where(h => h.Fair.Code == Other).Select(h => h.Id).FirstAsync(Cancel));
    }

    private async Task<Guid> AskedAsync(string mobile)
    {
        var desk = site.Services.GetRequiredService<EnquiryDesk>();
        var asked = await desk.AskAsync(Actor.Portal, new AskForm { Kind = EnquiryKind.Meeting, Name = "连按（示例）", Organisation = "连按公司（示例）", Mobile = mobile, Words = "连按五十下" }, ["LC-T02"], [], Cancel);
        Assert.Equal("", asked.Text);
        await using var db = Open();
        var (id, version) = await db.Enquiries.Where(e => e.AskerMobile == mobile).Select(e => new ValueTuple<Guid, int>(e.Id, e.Version)).SingleAsync(Cancel);
        Assert.Equal("", (await desk.LinkAsync(Actor.Seed, "2027", id, version, new LinkForm(), Cancel)).Text);
        return id;
    }

    private FairDbContext Open() => site.Services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
}
