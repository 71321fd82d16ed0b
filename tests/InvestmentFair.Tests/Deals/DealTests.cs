using InvestmentFair.Deals;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Organisations;

namespace InvestmentFair.Tests.Deals;

public class DealTests
{
    private static readonly DateOnly Opened = new(2026, 1, 5);
    private static readonly DateOnly Today = new(2026, 11, 2);
    private static readonly Guid Investor = Guid.NewGuid();
    private static readonly Guid Owner = Guid.NewGuid();
    private static readonly Guid Fair2024 = Guid.NewGuid();
    private static readonly Guid Fair2025 = Guid.NewGuid();
    private static readonly Guid File = Guid.NewGuid();
    private static readonly NextStep Next = new("回访", new DateOnly(2026, 12, 1), Owner);

    private readonly Deal _deal = Deal.Open("GZ-0001", new DealForm
    {
        NameZh = "照明组装（示例）",
        InvestorId = Investor,
        OpenedOn = Opened,
        OwnerId = Owner,
        LeadUnitId = Guid.NewGuid(),
        TownshipCode = "140524101",
        NextStep = "电话联系",
        NextStepOn = new DateOnly(2026, 1, 8),
        NextStepById = Owner,
    }, InvestmentOrigin.OutsideProvince);

    private Outcome Advance(DealStage to, int month, string? document = "文〔示例〕1号", Guid? file = null) =>
        _deal.Advance(new StageEvidence(to, new DateOnly(2026, month, 10), document, file), [], Today);

    private static Signing Sign(Guid deal, SigningKind kind, SigningChange change, DateOnly on, Guid? fair, long wan, Guid? investor = null, Guid? upgrades = null) => new()
    {
        SubjectId = deal,
        Kind = kind,
        Change = change,
        HoldsFrom = on,
        FairId = fair,
        InvestorId = investor ?? Investor,
        Contracted = Amount.Of(Money.FromWan(wan)),
        UpgradesId = upgrades,
    };

    [Fact]
    public void A_deal_begins_as_a_lead_with_a_dated_next_step()
    {
        Assert.Equal(DealStage.Lead, _deal.Stage);
        Assert.Equal(StageType.Open, _deal.StageType);
        Assert.Equal("电话联系", _deal.NextStep);
        Assert.Equal(_deal.Now(), _deal.Columns());
    }

    [Fact]
    public void It_goes_forward_to_any_later_stage_but_never_to_an_earlier_one()
    {
        Assert.False(Advance(DealStage.Negotiating, 2).Refused);

        Assert.Equal("deal.later", Advance(DealStage.Screening, 3).Refusal?.Code);
        Assert.Equal(DealStage.Negotiating, _deal.Stage);
    }

    [Fact]
    public void Agreement_contract_start_completion_and_production_are_believed_only_with_a_file()
    {
        Assert.Equal("deal.file", Advance(DealStage.Agreement, 2).Refusal?.Code);
        Assert.False(Advance(DealStage.Agreement, 2, null, File).Refused);
    }

    [Fact]
    public void Nothing_is_registered_or_built_without_an_agreement_or_a_contract()
    {
        Assert.Equal("deal.unsigned", Advance(DealStage.Registered, 3).Refusal?.Code);
        Assert.False(_deal.Sign(Sign(_deal.Id, SigningKind.Intent, SigningChange.New, new(2026, 2, 1), null, 0), Today).Refused);
        Assert.Equal("deal.unsigned", Advance(DealStage.Registered, 3).Refusal?.Code);
        Assert.False(_deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.New, new(2026, 2, 2), null, 500), Today).Refused);
        Assert.False(Advance(DealStage.Registered, 3).Refused);
    }

    [Fact]
    public void A_stage_really_passed_on_the_way_needs_its_own_day_and_evidence()
    {
        var to = new StageEvidence(DealStage.Intent, new(2026, 3, 1), "意向书");

        Assert.Equal("deal.evidence", _deal.Advance(to, [new(DealStage.Negotiating, new(2026, 2, 1))], Today).Refusal?.Code);
        Assert.Equal("deal.between", _deal.Advance(to, [new(DealStage.Contract, new(2026, 2, 1), "x", File)], Today).Refusal?.Code);
        Assert.False(_deal.Advance(to, [new(DealStage.Negotiating, new(2026, 2, 1), "记录1号")], Today).Refused);
        Assert.Equal([DealStage.Lead, DealStage.Negotiating, DealStage.Intent], AsOf.Latest.Standing(_deal.Stages).Select(s => s.Stage));
    }

    [Fact]
    public void A_stage_is_not_entered_before_the_last_one_nor_in_the_future()
    {
        Assert.False(Advance(DealStage.Negotiating, 6).Refused);
        Assert.Equal("deal.day", Advance(DealStage.Intent, 5).Refusal?.Code);
        Assert.Equal("deal.ahead", Advance(DealStage.Intent, 12).Refusal?.Code);
    }

    [Fact]
    public void A_step_back_is_an_event_and_what_was_reached_stays_reached()
    {
        Advance(DealStage.Negotiating, 2);
        Advance(DealStage.Intent, 3);
        Assert.Equal("deal.reason", _deal.StepBack(new(2026, 4, 1), " ", Today).Refusal?.Code);
        Assert.False(_deal.StepBack(new(2026, 4, 1), "重谈", Today).Refused);

        Assert.Equal(DealStage.Negotiating, _deal.Stage);
        Assert.Equal(DealStage.Intent, DealFigures.Reached(AsOf.Latest, _deal.Stages));
    }

    [Fact]
    public void A_mistake_is_corrected_by_an_entry_and_never_was()
    {
        Advance(DealStage.Intent, 3);
        var wrong = _deal.Stages[^1];

        Assert.False(_deal.CorrectStage(wrong.Id, DealStage.Negotiating, new(2026, 3, 10), "误录").Refused);
        Assert.Equal(DealStage.Negotiating, _deal.Stage);
        Assert.Equal(DealStage.Negotiating, DealFigures.Reached(AsOf.Latest, _deal.Stages));
        Assert.Equal("deal.corrected", _deal.CorrectStage(wrong.Id, DealStage.Screening, new(2026, 3, 10), "再改").Refusal?.Code);
        Assert.Contains(wrong, _deal.Stages);
    }

    [Fact]
    public void On_hold_it_wakes_up_and_goes_back_to_the_same_stage()
    {
        Advance(DealStage.Negotiating, 2);
        Assert.False(_deal.Hold(new(2026, 4, 1), new(2026, 9, 1), "等用地", Today).Refused);
        Assert.Equal(StageType.OnHold, _deal.StageType);
        Assert.Equal("deal.closed", Advance(DealStage.Intent, 5).Refusal?.Code);
        Assert.False(_deal.Resume(new(2026, 9, 1), Next, Today).Refused);
        Assert.Equal(DealStage.Negotiating, _deal.Stage);
        Assert.Equal("回访", _deal.NextStep);
    }

    [Fact]
    public void A_terminated_deal_is_read_only_until_it_is_reopened_with_a_reason()
    {
        Advance(DealStage.Negotiating, 2);
        Assert.Equal("deal.note", _deal.Terminate(new(2026, 4, 1), Reason("Other", needsNote: true), null, Today).Refusal?.Code);
        Assert.False(_deal.Terminate(new(2026, 4, 1), Reason("Land"), null, Today).Refused);
        Assert.Equal("deal.closed", _deal.Note(new(2026, 5, 1), "x", null, Today).Refusal?.Code);
        Assert.Equal("deal.closed", _deal.HandTo(Guid.NewGuid(), new(2026, 5, 1), null).Refusal?.Code);
        Assert.Equal("deal.reason", _deal.Reopen(new(2026, 5, 1), "", Next, Today).Refusal?.Code);
        Assert.False(_deal.Reopen(new(2026, 5, 1), "用地解决", Next, Today).Refused);
        Assert.Equal(DealStage.Negotiating, _deal.Stage);
    }

    [Fact]
    public void Changing_the_owner_moves_nothing_else()
    {
        Advance(DealStage.Negotiating, 2);
        _deal.Note(new(2026, 2, 20), "已回访", Next, Today);
        var before = _deal.Columns();
        var somebody = Guid.NewGuid();

        Assert.False(_deal.HandTo(somebody, new(2026, 6, 1), "轮岗").Refused);

        Assert.Equal(before with { OwnerId = somebody }, _deal.Columns());
        Assert.Equal("回访", _deal.NextStep);
        Assert.Single(_deal.FollowUps);
    }

    [Fact]
    public void An_upgrade_adds_no_money_and_an_increase_only_itself()
    {
        var agreement = Sign(_deal.Id, SigningKind.Agreement, SigningChange.New, new(2026, 2, 1), Fair2024, 1000);
        _deal.Sign(agreement, Today);
        Assert.False(_deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.Upgrade, new(2026, 5, 1), Fair2025, 1000, upgrades: agreement.Id), Today).Refused);
        Assert.False(_deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.Increase, new(2026, 6, 1), Fair2025, 300), Today).Refused);

        Assert.Equal(Money.FromWan(1300).Fen, _deal.ContractedFen);
        Assert.Equal(Fair2024, _deal.CountedFairId);
        Assert.Equal("signing.twice", _deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.New, new(2026, 7, 1), Fair2025, 9), Today).Refusal?.Code);
    }

    [Fact]
    public void A_new_investor_counts_for_the_later_fair_once_he_signs_and_not_before()
    {
        _deal.Sign(Sign(_deal.Id, SigningKind.Agreement, SigningChange.New, new(2026, 2, 1), Fair2024, 1000), Today);
        var other = Guid.NewGuid();
        _deal.ChangeInvestor(other, InvestmentOrigin.Abroad, new(2026, 5, 1), "转让");
        Assert.Null(_deal.CountedFairId);
        Assert.Equal(0, _deal.ContractedFen);

        _deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.New, new(2026, 6, 1), Fair2025, 800, other), Today);

        Assert.Equal(Fair2025, _deal.CountedFairId);
        Assert.Equal(Money.FromWan(800).Fen, _deal.ContractedFen);
        Assert.Equal(Fair2024, DealFigures.Counted(new AsOf(new(2026, 3, 1)), Investor, _deal.Signings)?.FairId);
    }

    [Fact]
    public void A_receipt_needs_its_voucher_and_is_reversed_never_changed()
    {
        var receipt = new FundsReceipt { SubjectId = _deal.Id, HoldsFrom = new(2026, 3, 1), Amount = Amount.Of(Money.FromWan(200)), Voucher = "BankSlip", FileId = File };
        Assert.Equal("receipt.voucher", _deal.Receive(new FundsReceipt { HoldsFrom = new(2026, 3, 1), Amount = new Amount(100) }, Today).Refusal?.Code);
        Assert.False(_deal.Receive(receipt, Today).Refused);
        Assert.Equal(Money.FromWan(200).Fen, _deal.ReceivedFen);

        Assert.False(_deal.Reverse(receipt.Id, new(2026, 4, 1), "重复入账", Today).Refused);

        Assert.Equal(0, _deal.ReceivedFen);
        Assert.Equal(2, _deal.Receipts.Count);
        Assert.Equal(Money.FromWan(200).Fen, DealFigures.Received(new AsOf(new(2026, 3, 15)), _deal.Receipts));
        Assert.Equal("receipt.reversed", _deal.Reverse(receipt.Id, new(2026, 5, 1), "再冲", Today).Refusal?.Code);
    }

    [Fact]
    public void Full_capacity_needs_a_review_and_leaves_receipts_open()
    {
        _deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.New, new(2026, 2, 1), null, 100), Today);
        var to = new StageEvidence(DealStage.AtCapacity, new(2026, 9, 1), "验收", File);
        Assert.Equal("deal.review", _deal.Advance(to, [], Today).Refusal?.Code);
        Assert.False(_deal.Advance(to, [], Today, null, "示例核查人", "年产100万套").Refused);

        Assert.Equal(StageType.Won, _deal.StageType);
        Assert.Equal("deal.closed", _deal.Note(new(2026, 9, 2), "x", null, Today).Refusal?.Code);
        Assert.False(_deal.Receive(new FundsReceipt { SubjectId = _deal.Id, HoldsFrom = new(2026, 10, 1), Amount = new Amount(100), FileId = File }, Today).Refused);
    }

    [Fact]
    public void Durations_run_between_the_days_on_which_stages_began()
    {
        Advance(DealStage.Negotiating, 2);

        Assert.Equal([36, 265], Deal.Durations(_deal.Stages, Today).Select(d => d.Days));
    }

    private static DictionaryEntry Reason(string code, bool needsNote = false) =>
        DictionaryEntry.Enter(new DictionaryForm { Kind = DictionaryKind.ExitReason, Code = code, NameZh = code, NeedsNote = needsNote });
}
