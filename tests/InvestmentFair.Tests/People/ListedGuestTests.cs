using InvestmentFair.Delegations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.People;

/// <summary>Somebody who is in the list of a fair already is entered once more only by whoever says that it is another person.</summary>
public sealed class ListedGuestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_guest_of_the_same_mobile_or_the_same_name_and_unit_is_told_before_it_is_done(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var delegation = await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair && d.Roster == RosterState.Open).OrderBy(d => d.RegionCode).Select(d => d.Id).FirstAsync(Cancel));
        GuestForm Form(string name, string? mobile, string unit) => new() { Name = name, Mobile = mobile, Organisation = unit, DelegationId = delegation, Part = GuestPart.Staff };
        var first = House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, Form("单一人（示例）", "13800007001", "某局（示例）"), Cancel));
        var number = await house.ReadAsync(db => db.Guests.Where(g => g.Id == first).Select(g => g.Number).SingleAsync(Cancel));
        var links = await house.LinksAsync();

        foreach (var form in new[] { Form("别名人（示例）", "138-0000-7001", "别局（示例）"), Form("单一人（示例）", null, "某局（示例）") })
        {
            var refused = await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, form, Cancel);
            Assert.Equal(GuestRefusals.ListedCode, refused.Refusal?.Code);
            Assert.Contains(number, refused.Text, StringComparison.Ordinal);
            Assert.Equal([first], (await house.Delegations.ListedAsync(House.Organizer, House.Fair, form, Cancel)).Select(g => g.Id));
        }

        Assert.Equal(links, await house.LinksAsync());
        House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, Form("单一人（示例）", null, "某局（示例）"), Cancel, another: true));
    }
}
