using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Invitations;

/// <summary>How many people a letter is about.</summary>
public sealed class InvitationListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_letter_to_an_enterprise_or_to_one_guest_counts_nobody_elses(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var enterprise = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.InvestorId != null).GroupBy(g => g.InvestorId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
            .Select(g => new { Id = g.Key, Guests = g.Count() }).FirstAsync(Cancel));
        var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.DelegationId == null).Select(g => g.Id).FirstAsync(Cancel));
        var desk = new InvitationDesk(house.Database.Contexts, house.Clock);
        House.Done(await desk.SaveAsync(House.Organizer, House.Fair, null, new InvitationForm { LetterNumber = "企业函", InvestorId = enterprise.Id, AnswerBy = house.Today.AddDays(9) }, Cancel));
        House.Done(await desk.SaveAsync(House.Organizer, House.Fair, null, new InvitationForm { LetterNumber = "个人函", GuestId = guest, AnswerBy = house.Today.AddDays(9) }, Cancel));

        var page = await new InvitationList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new ListState { Search = "函", Size = 100 }, Cancel);

        Assert.Equal(enterprise.Guests, page.Rows.Single(r => r.LetterNumber == "企业函").Guests);
        Assert.Equal(1, page.Rows.Single(r => r.LetterNumber == "个人函").Guests);
    }
}
