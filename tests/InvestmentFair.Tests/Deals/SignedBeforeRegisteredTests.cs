using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;

namespace InvestmentFair.Tests.Deals;

public sealed class SignedBeforeRegisteredTests
{
    private static readonly DateOnly Today = new(2026, 11, 2);
    private static readonly DateOnly Signed = new(2026, 6, 5);

    [Fact]
    public void Registration_before_the_day_of_the_contract_is_refused()
    {
        var deal = SignedDeal();

        var outcome = deal.Advance(new StageEvidence(DealStage.Registered, Signed.AddDays(-1), "示例1号"), Today);

        Assert.Equal("deal.unsigned", outcome.Refusal?.Code);
        Assert.False(deal.Advance(new StageEvidence(DealStage.Registered, Signed, "示例1号"), Today).Refused);
    }

    [Fact]
    public void A_stage_is_not_corrected_to_a_day_before_the_contract()
    {
        var deal = SignedDeal();
        Assert.False(deal.Advance(new StageEvidence(DealStage.Registered, Signed.AddDays(9), "示例1号"), Today).Refused);

        var outcome = deal.CorrectStage(deal.Stages[^1].Id, new StageEvidence(DealStage.Registered, Signed.AddDays(-1)), "录入有误", Today);

        Assert.Equal("deal.unsigned", outcome.Refusal?.Code);
    }

    private static Deal SignedDeal()
    {
        var (investor, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var form = new DealForm
        {
            NameZh = "示例项目",
            InvestorId = investor,
            OpenedOn = new DateOnly(2026, 5, 1),
            OwnerId = person,
            LeadUnitId = Guid.CreateVersion7(),
            TownshipCode = "140524100",
            NextStep = "约谈",
            NextStepOn = Today,
            NextStepById = person,
        };
        var deal = Deal.Open("GZ-0001", form, InvestmentOrigin.OutsideProvince);
        var signed = deal.Sign(new Signing
        {
            SubjectId = deal.Id,
            HoldsFrom = Signed,
            Kind = SigningKind.Contract,
            InvestorId = investor,
            Contracted = Amount.Of(Money.FromWan(100)),
        }, Today);
        Assert.False(signed.Refused);
        return deal;
    }
}
