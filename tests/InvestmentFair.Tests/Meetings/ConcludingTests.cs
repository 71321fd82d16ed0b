using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>From what came of a meeting to the one deal it is followed by.</summary>
public sealed class ConcludingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_meeting_is_followed_by_exactly_one_deal(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await ConcludedAsync(house, OutcomeKind.Intent);

        var deal = House.Done(await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, null, Cancel));

        Assert.Equal(DealDeskRefusals.MeetingHasDeal, (await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, null, Cancel)).Refusal);
        var stands = await house.ReadAsync(db => db.Deals.Include(d => d.Signings).SingleAsync(d => d.OriginMeetingId == meeting, Cancel));
        Assert.Equal((deal, "寄送资料", 0), (stands.Id, stands.NextStep, stands.Signings.Count));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Ten_clicks_at_once_make_one_deal(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await ConcludedAsync(house, OutcomeKind.Intent);

        var outcomes = await House.FightAsync(10, _ => house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, null, Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Equal(DealDeskRefusals.MeetingHasDeal, o.Refusal));
        Assert.Equal(1, await house.ReadAsync(db => db.Deals.CountAsync(d => d.OriginMeetingId == meeting, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_signature_at_the_table_is_a_signing_of_the_deal(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await ConcludedAsync(house, OutcomeKind.Sign);

        var deal = House.Done(await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, null, Cancel));

        var stands = await house.ReadAsync(db => db.Deals.Include(d => d.Signings).SingleAsync(d => d.Id == deal, Cancel));
        var signing = Assert.Single(stands.Signings);
        Assert.Equal((SigningKind.Agreement, Money.FromWan(3800).Fen, stands.InvestorId), (signing.Kind, signing.Contracted.Fen, signing.InvestorId));
        Assert.Equal(Money.FromWan(3800).Fen, stands.ContractedFen);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task After_a_meeting_with_a_delegation_the_deal_is_with_the_enterprise_that_is_named(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await ConcludedAsync(house, OutcomeKind.Sign, withDelegation: true);
        var enterprise = await house.InvestorAsync();

        Assert.Equal(MeetingRefusals.NoInvestor, (await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, null, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, Guid.CreateVersion7(), Cancel)).Refusal);
        var deal = House.Done(await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, enterprise, Cancel));

        var stands = await house.ReadAsync(db => db.Deals.Include(d => d.Signings).SingleAsync(d => d.Id == deal, Cancel));
        Assert.Equal((enterprise, enterprise), (stands.InvestorId, Assert.Single(stands.Signings).InvestorId));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Nothing_and_no_outcome_make_no_deal(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var open = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        Assert.Equal(MeetingRefusals.NoOutcome, (await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, open, null, Cancel)).Refusal);
        var none = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        House.Done(await house.Meetings.ConcludeAsync(House.Organizer, House.Fair, none, new OutcomeForm { Kind = OutcomeKind.None }, Cancel));

        Assert.Equal(MeetingRefusals.NothingCame, (await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, none, null, Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.AlreadyHeld, (await house.Meetings.CancelAsync(House.Organizer, House.Fair, none, await house.VersionAsync<Meeting>(none), "太迟", Cancel)).Refusal);
        Assert.NotEmpty((await house.Meetings.ConcludeAsync(House.Organizer, House.Fair, open, new OutcomeForm { Kind = OutcomeKind.Sign }, Cancel)).Problems);
    }

    internal static async Task<Guid> ConcludedAsync(House house, OutcomeKind kind, bool withDelegation = false)
    {
        var meeting = withDelegation ? await WithDelegationAsync(house) : await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        House.Done(await house.Meetings.ConcludeAsync(House.Organizer, House.Fair, meeting, new OutcomeForm
        {
            Kind = kind,
            Amount = Money.FromWan(3800),
            NextStep = "寄送资料",
            OwnerId = await house.HostAsync(),
            Due = house.Today.AddDays(14),
        }, Cancel));
        return meeting;
    }

    private static async Task<Guid> WithDelegationAsync(House house)
    {
        var form = await house.RequestFormAsync();
        (form.InvestorId, form.DelegationId) = (null, await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair).Select(d => d.Id).FirstAsync(Cancel)));
        var request = House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel));
        return await house.BookAsync(request, await house.SlotAsync(), await house.TableAsync());
    }
}
