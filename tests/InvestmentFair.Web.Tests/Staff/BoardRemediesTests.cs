using Bunit;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Staff.Meetings;
using InvestmentFair.Web.Texts;

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
