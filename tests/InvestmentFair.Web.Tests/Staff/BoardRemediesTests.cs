using Bunit;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Staff.Meetings;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>What would make room for a card, asked for on the board.</summary>
public sealed class BoardRemediesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_would_give_a_card_its_place_is_found_and_handed_on_to_be_applied()
    {
        await using var desk = await StaffPageContext.SitAsync();
        Remedied? applied = null;
        var remedies = Show(desk, (await TrayAsync(desk))[0], found => applied = found);

        remedies.Find("button").Click();
        remedies.WaitForAssertion(() => Assert.Contains(StaffTexts.RoomFound, remedies.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        Assert.Empty(remedies.FindAll("[role=alert]"));
        Assert.Equal("false", remedies.Find(".remedies").GetAttribute("aria-busy"));
        await remedies.FindAll("button.primary")[0].ClickAsync(new());

        Assert.Equal(RemedyNeeds.Nothing, applied!.Needs);
        Assert.NotEmpty(applied.Arrangements);
    }

    [Fact]
    public async Task Where_a_slot_more_would_help_its_form_is_filled_in_as_the_next_one_of_its_session()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (card, db) = ((await TrayAsync(desk))[0], desk.Open());
        var people = await db.Requests.Where(r => r.Id == card.Id).SelectMany(r => r.People).Select(p => p.PersonId).ToListAsync(Cancel);
        var last = await db.Slots.Where(s => s.Fair.Code == StaffPageContext.Fair && !s.IsClosed).OrderBy(s => s.StartsAt).LastAsync(Cancel);
        var away = new PartyAvailabilityForm { People = people, Kind = AvailabilityKind.Busy, Day = FairTime.DayOf(last.StartsAt), From = new(0, 0), Until = new(23, 59) };
        Assert.False((await desk.Desk<AvailabilityDesk>().ForPartyAsync(desk.Me, StaffPageContext.Fair, away, Cancel)).Refused);
        var remedies = Show(desk, card, _ => { });
        remedies.Find("button").Click();
        remedies.WaitForAssertion(() => Assert.Contains(StaffTexts.RoomFound, remedies.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(60));

        var form = desk.Visit(Assert.Single(remedies.FindAll("a"), a => a.TextContent == NounTexts.NewSlot).GetAttribute("href")!);

        form.Wait(() => Assert.Equal($"{FairTime.ToLocal(last.EndsAt.AddMinutes(5)):HH:mm}", form.Find("#f-Starts").GetAttribute("value")));
        Assert.Equal($"{FairTime.ToLocal(last.EndsAt.AddMinutes(25)):HH:mm}", form.Find("#f-Ends").GetAttribute("value"));
    }

    [Fact]
    public async Task What_cannot_be_looked_for_is_said_beside_the_button_and_can_be_asked_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var remedies = Show(desk, (await TrayAsync(desk))[0] with { Id = Guid.NewGuid() }, _ => { });

        remedies.Find("button").Click();

        remedies.WaitForAssertion(() => Assert.Equal(RemedyRefusals.TakesNoPart.Text, remedies.Find("[role=alert]").TextContent), TimeSpan.FromSeconds(60));
        Assert.DoesNotContain(StaffTexts.NoRoom, remedies.Markup, StringComparison.Ordinal);
        Assert.False(remedies.Find("button").HasAttribute("disabled"));
    }

    private static IRenderedComponent<BoardRemedies> Show(StaffPageContext desk, BoardCard card, Action<Remedied> apply) =>
        desk.Render<BoardRemedies>(with => with.Add(r => r.Fair, StaffPageContext.Fair).Add(r => r.Card, card).Add(r => r.Apply, apply));

    private static async Task<IReadOnlyList<BoardCard>> TrayAsync(StaffPageContext desk) => (await desk.Desk<BoardQueries>().BoardAsync(desk.Me, StaffPageContext.Fair, Cancel))!.Tray;
}
