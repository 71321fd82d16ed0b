using System.Globalization;
using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Deals;
using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>The page of a deal: what is put right there, and what a department reporter sees of it.</summary>
public sealed class DealPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signing_is_put_right_in_a_form_that_says_what_was_entered()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var signing = await SigningAsync(desk);
        var page = desk.Visit($"/console/deals/{signing.SubjectId}");
        page.Wait(() => Assert.NotEmpty(page.All(".timeline li")));
        // A stage may rest on the same paper.
        var line = page.All(".timeline li").Single(l => Screen.Squeezed(l.QuerySelector("b")!) == MenuTexts.Signings && Screen.Squeezed(l).Contains(signing.Document!, StringComparison.Ordinal));

        line.QuerySelectorAll("button").Single(b => Screen.Squeezed(b) == StaffTexts.Correct).Click();
        page.Wait(() => Assert.NotEmpty(page.All("#d-SignedOn")));
        Assert.Equal(signing.HoldsFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), page.Find("#d-SignedOn").GetAttribute("value"));
        Assert.Equal(signing.Document, page.Find("#d-Document").GetAttribute("value"));
        Assert.Equal("true", page.Find("#d-Reason").GetAttribute("aria-required"));
        page.Fill("d-Contracted", "1234");
        page.Fill("d-Reason", "多写一个零（示例）");
        page.Confirm();

        page.Wait(() => Assert.Contains("多写一个零（示例）", page.Text, StringComparison.Ordinal));
        await using var db = desk.Open();
        var right = await db.Signings.SingleAsync(s => s.CorrectsId == signing.Id, Cancel);
        Assert.Equal((signing.HoldsFrom, signing.FairId, signing.Kind, signing.Change, Money.FromWan(1234).Fen), (right.HoldsFrom, right.FairId, right.Kind, right.Change, right.Contracted.Fen));
    }

    [Fact]
    public async Task What_is_done_on_the_page_stands_in_the_history_below_at_once()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var deal = desk.Id<Deal>(all => all.Where(d => d.StageType == StageType.Open));
        var page = desk.Visit($"/console/deals/{deal}");
        page.Wait(() => Assert.NotEmpty(page.All(".history")));

        page.Press(StaffTexts.FollowUp);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Words")));
        page.Fill("d-Words", "电话回访（示例）");
        page.Fill("d-NextStep", "签订保密协议（示例）");
        page.Fill("d-NextStepOn", "2026-12-01");
        page.Confirm();

        page.Wait(() => Assert.Contains(page.Texts(".history td"), t => t.Contains("签订保密协议（示例）", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Funds_ask_for_their_file_with_its_mark_and_for_a_currency_by_its_name()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var deal = desk.Id<Deal>(all => all.Where(d => d.StageType == StageType.Open));
        var page = desk.Visit($"/console/deals/{deal}");
        page.Wait(() => Assert.NotEmpty(page.All(".history")));

        page.Press(StaffTexts.Receive);
        page.Wait(() => Assert.NotEmpty(page.All("#d-file")));
        Assert.Single(page.All("label[for=d-file] .needed"));
        Assert.Equal("true", page.Find("#d-file").GetAttribute("aria-required"));

        // The county's own money stands first; another is found by its name or its code.
        Assert.StartsWith("人民币 CNY", page.Texts(".mud-dialog .chosen")[0], StringComparison.Ordinal);
        page.Find("#d-Currency").Input("");
        page.Wait(() => Assert.Equal("美元 USD", page.Texts("#d-Currency-list li")[0]));
        foreach (var typed in new[] { "港", "hkd" })
        {
            page.Find("#d-Currency").Input(typed);
            page.Wait(() => Assert.Equal(["港元 HKD"], page.Texts("#d-Currency-list li")));
        }

        page.Find("#d-Currency").KeyDown("Enter");
        page.Wait(() => Assert.StartsWith("港元 HKD", page.Texts(".mud-dialog .chosen")[0], StringComparison.Ordinal));
        foreach (var typed in new[] { "人民币", "rmb", "cny" })
        {
            page.Find("#d-Currency").Input(typed);
            page.Wait(() => Assert.Contains("人民币 CNY", page.Texts("#d-Currency-list li")));
        }
    }

    [Fact]
    public async Task What_was_typed_about_one_entry_is_no_draft_for_another()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var deal = await StagesAsync(desk);
        var page = desk.Visit($"/console/deals/{deal}");
        page.Wait(() => Assert.NotEmpty(Corrections(page)));
        var days = (await desk.Desk<DealQueries>().DealAsync(desk.Me, deal, Cancel))!.Events.Where(e => e.Acts is DealEventActs.CorrectStage).Select(e => ((StageForm)e.Entered!).Day!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(days[0], DayOf(0));
        page.Fill("d-Day", "2020-01-01");
        page.Press(ConsoleTexts.Cancel, ".mud-dialog");
        page.Press(FormTexts.LeaveKeep, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All("#d-Day")));

        Assert.Equal(days[1], DayOf(1));
        Assert.Empty(page.All(".mud-dialog section.draft"));
        page.Press(ConsoleTexts.Cancel, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All("#d-Day")));
        Assert.Equal(days[0], DayOf(0));
        page.Wait(() => Assert.NotEmpty(page.All(".mud-dialog section.draft")));

        string? DayOf(int entry)
        {
            Corrections(page)[entry].Click();
            page.Wait(() => Assert.NotEmpty(page.All("#d-Day")));
            return page.Find("#d-Day").GetAttribute("value");
        }
    }

    [Fact]
    public async Task A_reporter_reads_the_history_of_a_deal_of_their_unit_and_is_not_led_to_the_fair()
    {
        Deal deal;
        await using (var any = await StaffPageContext.SitAsync())
        await using (var db = any.Open())
            deal = await db.Deals.Where(d => d.OriginMeetingId != null).OrderBy(d => d.Number).FirstAsync(Cancel);
        await using var desk = await StaffPageContext.SitAsync(Role.Reporter, deal.LeadUnitId);
        var page = desk.Visit($"/console/deals/{deal.Id}");

        page.Wait(() => Assert.NotEmpty(page.All("section.history tbody tr")));
        Assert.DoesNotContain(StaffTexts.FromMeeting, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deal_of_an_enquiry_leads_back_to_it()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var plant = await db.Plants.Where(p => p.IsPublished).OrderBy(p => p.Code).Select(p => p.Code).FirstAsync(Cancel);
        Assert.Equal("", (await desk.Desk<EnquiryDesk>().AskAsync(Actor.Portal, new AskForm { Kind = Enum.GetValues<EnquiryKind>()[^1], Name = "林问（示例）", Organisation = "问询制衣（示例）", Mobile = "000-0000-9901", Words = "想了解厂房。" }, [], [plant], Cancel)).Text);
        var enquiry = desk.Id<Enquiry>();
        var (firm, person) = (await db.Investors.OrderBy(i => i.Number).Select(i => i.Id).FirstAsync(Cancel), await db.Hosts.OrderBy(h => h.ProtocolRank).ThenBy(h => h.Id).Select(h => h.PersonId).FirstAsync(Cancel));
        Assert.False((await desk.Desk<EnquiryDesk>().LinkAsync(desk.Me, StaffPageContext.Fair, enquiry, await db.Enquiries.Where(e => e.Id == enquiry).Select(e => e.Version).SingleAsync(Cancel), new LinkForm { InvestorId = firm }, Cancel)).Refused);
        var deal = await desk.Desk<DealDesk>().FollowEnquiryAsync(desk.Me, StaffPageContext.Fair, enquiry, await db.Enquiries.Where(e => e.Id == enquiry).Select(e => e.Version).SingleAsync(Cancel), person, new NextStep("约谈（示例）", new DateOnly(2026, 12, 1), person), Cancel);
        Assert.Equal("", deal.Text);

        var page = desk.Visit($"/console/deals/{deal.Value}");

        page.Wait(() => Assert.Equal($"/console/{StaffPageContext.Fair}/enquiries/{enquiry}", page.All("dl.facts a").Single().GetAttribute("href")));
        Assert.Contains(StaffTexts.FromEnquiry, page.Text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<AngleSharp.Dom.IElement> Corrections(Screen page) =>
        [.. page.All(".timeline li").Where(l => Screen.Squeezed(l).Contains(StaffTexts.Stage, StringComparison.Ordinal)).SelectMany(l => l.QuerySelectorAll("button")).Where(b => Screen.Squeezed(b) == StaffTexts.Correct)];

    private static async Task<Signing> SigningAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        return await db.Signings.Where(s => s.Kind == SigningKind.Contract && s.Change == SigningChange.New && s.FairId != null && s.Document != null
            && !db.Signings.Any(c => c.CorrectsId == s.Id || c.UpgradesId == s.Id) && db.Deals.Any(d => d.Id == s.SubjectId && d.StageType == StageType.Open)).OrderBy(s => s.Id).FirstAsync(Cancel);
    }

    private static async Task<Guid> StagesAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        return await db.Deals.Where(d => d.StageType == StageType.Open && d.Stages.Count > 3 && d.Stages.All(s => !s.IsReturn && s.CorrectsId == null)).OrderBy(d => d.Number).Select(d => d.Id).FirstAsync(Cancel);
    }
}
