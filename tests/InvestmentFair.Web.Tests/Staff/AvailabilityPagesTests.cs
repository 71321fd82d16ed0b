using Bunit;
using InvestmentFair.Delegations;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Who is there when, said of a whole delegation from its page, looked up, and made void.</summary>
public sealed class AvailabilityPagesTests
{
    [Fact]
    public async Task A_delegation_is_said_to_leave_from_its_page_and_everybody_of_it_is_listed()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var delegation = desk.Id<Delegation>(all => all.Where(d => d.Name.Zh.StartsWith("始兴县")));
        var page = desk.Visit($"/console/2027/delegations/{delegation}");
        page.Wait(() => Assert.True(page.Offers(StaffTexts.AvailabilityOfAll)));
        page = desk.Visit(page.All("main a").Single(a => Screen.Squeezed(a) == StaffTexts.AvailabilityOfAll).GetAttribute("href")!);
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Fill("f-Kind", nameof(AvailabilityKind.Arrives));
        page.Fill("f-Day", "2027-08-02");
        page.Fill("f-Until", "15:00");
        page.Find("main form").Submit();
        page.Wait(() => Assert.NotNull(page.ProblemOf("f-Until")));
        Assert.NotNull(page.ProblemOf("f-From"));
        page.Fill("f-Kind", nameof(AvailabilityKind.Leaves));
        page.Find("main form").Submit();

        page.Wait(() => Assert.Equal($"/console/2027/availability?f.delegation={delegation}", desk.Address));
        await using var db = desk.Open();
        var coming = await db.Guests.CountAsync(g => g.DelegationId == delegation && g.Attendance != Attendance.Declined, TestContext.Current.CancellationToken);
        // One of them is busy besides, by the sample data.
        page.Wait(() => Assert.Equal(coming + 1, page.All("table.grid tbody tr").Count));
    }

    [Fact]
    public async Task What_is_made_void_says_so_and_is_not_made_void_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"/console/2027/availability/{desk.Id<Availability>()}");
        page.Wait(() => Assert.Contains(StaffTexts.Counts, page.Texts("main .tone")));

        page.Press(StaffTexts.MakeVoid);

        page.Wait(() => Assert.Contains(StaffTexts.Voided, page.Texts("main .tone")));
        Assert.False(page.Offers(StaffTexts.MakeVoid));
    }

    [Fact]
    public async Task A_guest_leads_to_the_form_with_the_guest_chosen()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"/console/2027/guests/{desk.Id<Guest>(all => all.Where(g => g.Number == "2027-0001"))}");
        page.Wait(() => Assert.True(page.Offers(NounTexts.NewAvailability)));

        page = desk.Visit(page.All("main a").Single(a => Screen.Squeezed(a) == NounTexts.NewAvailability).GetAttribute("href")!);

        page.Wait(() => Assert.Contains("詹光耀（示例）", page.Text, StringComparison.Ordinal));
    }
}
