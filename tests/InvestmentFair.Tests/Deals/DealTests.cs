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
        _deal.Advance(new StageEvidence(to, new DateOnly(2026, month, 10), document, file), Today);

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

    private Signing Correcting(Signing wrong, SigningKind kind, DateOnly on, long wan) => new()
    {
        SubjectId = _deal.Id,
        Kind = kind,
        Change = SigningChange.New,
        HoldsFrom = on,
        InvestorId = wrong.InvestorId,
        Contracted = Amount.Of(Money.FromWan(wan)),
        CorrectsId = wrong.Id,
        Reason = "录入有误",
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
    public void A_letter_of_intent_is_believed_with_a_number_or_a_file()
    {
        Assert.Equal("deal.evidence", Advance(DealStage.Intent, 3, null).Refusal?.Code);
        Assert.False(Advance(DealStage.Intent, 3, "意向书1号").Refused);
    }

    [Fact]
    public void Stages_skipped_on_the_way_are_none_that_were_passed()
    {
        Advance(DealStage.Intent, 3);

        Assert.Equal([DealStage.Lead, DealStage.Intent], AsOf.Latest.Standing(_deal.Stages).Select(s => s.Stage));
        Assert.Equal([DealStage.Screening, DealStage.Negotiating], Deal.Skipped(_deal.Stages)[_deal.Stages[^1].Id]);
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

        Assert.False(_deal.CorrectStage(wrong.Id, new(DealStage.Negotiating, new(2026, 3, 10)), "误录", Today).Refused);
        Assert.Equal(DealStage.Negotiating, _deal.Stage);
        Assert.Equal(DealStage.Negotiating, DealFigures.Reached(AsOf.Latest, _deal.Stages));
        Assert.Equal("deal.corrected", _deal.CorrectStage(wrong.Id, new(DealStage.Screening, new(2026, 3, 10)), "再改", Today).Refusal?.Code);
        Assert.Contains(wrong, _deal.Stages);
    }

    [Fact]
    public void A_correction_leaves_the_stages_in_an_allowed_order()
    {
        Advance(DealStage.Screening, 2);
        Advance(DealStage.Negotiating, 4);
        var screening = _deal.Stages[1];

        Outcome To(DealStage stage, DateOnly day) => _deal.CorrectStage(screening.Id, new(stage, day, "文〔示例〕2号"), "误录", Today);
        Assert.Equal(DealRefusals.OutOfOrder(DealStage.Negotiating, new(2026, 4, 10)), To(DealStage.Negotiating, new(2026, 2, 10)).Refusal);
        Assert.Equal(DealRefusals.OutOfOrder(DealStage.Negotiating, new(2026, 4, 10)), To(DealStage.Intent, new(2026, 2, 10)).Refusal);
        Assert.Equal(DealRefusals.OutOfOrder(DealStage.Screening, new(2026, 4, 11)), To(DealStage.Screening, new(2026, 4, 11)).Refusal);
        Assert.Equal(DealStage.Negotiating, _deal.Stage);

        Assert.False(To(DealStage.Screening, new(2026, 3, 1)).Refused);
        Assert.Equal((DealStage.Negotiating, new DateOnly(2026, 4, 10)), (_deal.Stage, _deal.StageSince));
        Assert.Empty(Road.Breaches(_deal.Stages));
    }

    [Fact]
    public void Of_two_stages_of_one_day_either_is_put_right()
    {
        var day = new DateOnly(2026, 2, 10);
        _deal.Advance(new(DealStage.Screening, day), Today);
        _deal.Advance(new(DealStage.Intent, day, "意向书1号"), Today);
        var (first, second) = (_deal.Stages[1], _deal.Stages[2]);

        Assert.False(_deal.CorrectStage(first.Id, new(DealStage.Negotiating, day), "误录", Today).Refused);
        Assert.Equal([DealStage.Lead, DealStage.Negotiating, DealStage.Intent], AsOf.Latest.Standing(_deal.Stages).Select(s => s.Stage));
        Assert.False(_deal.CorrectStage(_deal.Stages[^1].Id, new(DealStage.Screening, day), "再改", Today).Refused);
        Assert.False(_deal.CorrectStage(second.Id, new(DealStage.Negotiating, day), "误录", Today).Refused);

        Assert.Equal([DealStage.Lead, DealStage.Screening, DealStage.Negotiating], AsOf.Latest.Standing(_deal.Stages).Select(s => s.Stage));
        Assert.Equal((DealStage.Negotiating, day), (_deal.Stage, _deal.StageSince));
        Assert.Empty(Road.Breaches(_deal.Stages));
    }

    [Fact]
    public void Two_stages_of_one_day_that_never_were_leave_the_deal_where_it_stood_before_both()
    {
        Advance(DealStage.Agreement, 2, null, File);
        var day = new DateOnly(2026, 5, 10);
        _deal.Sign(Sign(_deal.Id, SigningKind.Agreement, SigningChange.New, new(2026, 2, 1), null, 500), Today);
        _deal.Advance(new(DealStage.Registered, day, "照〔示例〕1号"), Today);
        _deal.Advance(new(DealStage.Started, day, null, File), Today);
        var (registered, started) = (_deal.Stages[2], _deal.Stages[3]);

        Assert.Equal("deal.order", _deal.CorrectStage(started.Id, new(DealStage.Agreement, day, null, File), "误录", Today).Refusal?.Code);
        Assert.False(_deal.CorrectStage(registered.Id, new(DealStage.Agreement, day), "误录", Today).Refused);
        Assert.Equal(DealStage.Started, _deal.Stage);
        Assert.False(_deal.CorrectStage(started.Id, new(DealStage.Agreement, day), "误录", Today).Refused);

        Assert.Equal((DealStage.Agreement, new DateOnly(2026, 2, 10)), (_deal.Stage, _deal.StageSince));
        Assert.Equal(DealStage.Agreement, DealFigures.Reached(AsOf.Latest, _deal.Stages));
        Assert.Equal(_deal.Now(), _deal.Columns());
        Assert.Empty(Road.Breaches(_deal.Stages));
    }

    [Fact]
    public void Where_nothing_rests_on_it_a_mistaken_stage_gives_way_to_the_one_before()
    {
        Advance(DealStage.Agreement, 2, null, File);
        Advance(DealStage.Contract, 5, null, File);

        Assert.False(_deal.CorrectStage(_deal.Stages[^1].Id, new(DealStage.Agreement, new(2026, 5, 10)), "误录", Today).Refused);

        Assert.Equal((DealStage.Agreement, new DateOnly(2026, 2, 10)), (_deal.Stage, _deal.StageSince));
        Assert.Equal(DealStage.Agreement, DealFigures.Reached(AsOf.Latest, _deal.Stages));
        Assert.Empty(Road.Breaches(_deal.Stages));
    }

    [Fact]
    public void A_correction_to_the_stage_before_loses_nothing_that_was_typed()
    {
        Advance(DealStage.Agreement, 2, "协议〔示例〕1号", File);
        _deal.Advance(new(DealStage.Contract, new(2026, 5, 10), "合同〔示例〕2号", File), Today);
        var (before, wrong) = (_deal.Stages[1], _deal.Stages[2]);

        foreach (var (right, reviewer, named) in new (StageEvidence, string?, string)[]
        {
            (new(DealStage.Agreement, new(2026, 3, 1)), null, "日期"),
            (new(DealStage.Agreement, wrong.HoldsFrom, "协议〔示例〕9号"), null, "文号"),
            (new(DealStage.Agreement, wrong.HoldsFrom), "示例核查人", "核查人"),
            (new(DealStage.Agreement, wrong.HoldsFrom, wrong.Document, Guid.NewGuid()), null, "文件"),
        })
        {
            var refusal = _deal.CorrectStage(wrong.Id, right, "误录", Today, reviewer).Refusal;
            Assert.Equal("deal.stood", refusal?.Code);
            Assert.Contains($"不能另给{named}：", refusal!.Zh);
        }

        Assert.Equal(3, _deal.Stages.Count);
        // What the form came with is not typed: it belongs to the mistake.
        Assert.False(_deal.CorrectStage(wrong.Id, new(DealStage.Agreement, wrong.HoldsFrom, wrong.Document), "误录", Today).Refused);
        Assert.Equal((before.HoldsFrom, before.Document, before.FileId), (_deal.Stages[^1].HoldsFrom, _deal.Stages[^1].Document, _deal.Stages[^1].FileId));
    }

    [Fact]
    public void A_stage_is_not_corrected_away_from_under_a_return_to_it_nor_into_a_hold()
    {
        Advance(DealStage.Screening, 2);
        var screening = _deal.Stages[^1];
        _deal.Hold(new(2026, 3, 1), new(2026, 5, 1), "等用地", Today);
        _deal.Resume(new(2026, 5, 1), Next, Today);

        Assert.Equal(DealRefusals.OutOfOrder(DealStage.Screening, new(2026, 5, 1)), _deal.CorrectStage(screening.Id, new(DealStage.Negotiating, new(2026, 2, 10)), "误录", Today).Refusal);
        Assert.Equal(DealRefusals.OutOfOrder(DealStage.Screening, new(2026, 4, 1)), _deal.CorrectStage(screening.Id, new(DealStage.Screening, new(2026, 4, 1)), "误录", Today).Refusal);
        Assert.False(_deal.CorrectStage(screening.Id, new(DealStage.Screening, new(2026, 2, 20)), "误录", Today).Refused);
    }

    [Fact]
    public void The_form_of_a_correction_says_what_was_entered()
    {
        var signing = new Signing
        {
            SubjectId = _deal.Id,
            Kind = SigningKind.Agreement,
            Subtype = AgreementSubtype.Framework,
            HoldsFrom = new(2026, 2, 1),
            FairId = Fair2024,
            InvestorId = Investor,
            Total = Amount.Foreign("USD", 200_000_00, 711_290_000, new(2026, 2, 1), "中间价"),
            Contracted = Amount.Foreign("USD", 100_000_00, 711_290_000, new(2026, 2, 1), "中间价"),
            Document = "陵招〔示例〕9号",
        };
        var stage = new StageChange { Stage = DealStage.AtCapacity, HoldsFrom = new(2026, 9, 1), Document = "验收", Reviewer = "示例核查人", AchievedOutput = "年产100万套" };

        var (form, to) = (SigningForm.Of(signing), StageForm.Of(stage));

        Assert.Equal((signing.Total, signing.Contracted), (form.TotalAmount, form.ContractedAmount));
        Assert.Equal((signing.Kind, signing.Subtype, signing.Change, signing.HoldsFrom, signing.FairId, signing.Document, null), (form.Kind!.Value, form.Subtype, form.Change!.Value, form.SignedOn!.Value, form.FairId, form.Document, form.Reason));
        Assert.Equal((stage.Stage, stage.HoldsFrom, stage.Document, stage.Reviewer, stage.AchievedOutput, null), (to.To!.Value, to.Day!.Value, to.Document, to.Reviewer, to.Achieved, to.Words));
        Assert.Empty(form.Check());
    }

    [Fact]
    public void A_correction_is_no_way_round_the_evidence()
    {
        Advance(DealStage.Intent, 3);
        var wrong = _deal.Stages[^1];

        Assert.Equal("deal.ahead", _deal.CorrectStage(wrong.Id, new(DealStage.Negotiating, Today.AddDays(1)), "误录", Today).Refusal?.Code);
        Assert.Equal("deal.file", _deal.CorrectStage(wrong.Id, new(DealStage.Agreement, new(2026, 3, 10)), "误录", Today).Refusal?.Code);
        Assert.Equal("deal.unsigned", _deal.CorrectStage(wrong.Id, new(DealStage.Started, new(2026, 3, 10), null, File), "误录", Today).Refusal?.Code);
        _deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.New, new(2026, 3, 1), null, 100), Today);
        Assert.Equal("deal.review", _deal.CorrectStage(wrong.Id, new(DealStage.AtCapacity, new(2026, 3, 10), null, File), "误录", Today).Refusal?.Code);
        _deal.Terminate(new(2026, 4, 1), Reason("Land"), null, Today);
        Assert.Equal("deal.closed", _deal.CorrectStage(wrong.Id, new(DealStage.Screening, new(2026, 3, 10)), "误录", Today).Refusal?.Code);
    }

    [Fact]
    public void A_signing_is_corrected_by_another_and_the_money_counts_once()
    {
        var wrong = Sign(_deal.Id, SigningKind.Contract, SigningChange.New, new(2026, 2, 1), null, 5000);
        _deal.Sign(wrong, Today);
        Advance(DealStage.Registered, 3);

        Assert.Equal("deal.unsigned", _deal.CorrectSigning(Correcting(wrong, SigningKind.Contract, new(2026, 4, 1), 500), Today).Refusal?.Code);
        Assert.Equal("deal.unsigned", _deal.CorrectSigning(Correcting(wrong, SigningKind.Intent, new(2026, 2, 1), 0), Today).Refusal?.Code);
        Assert.False(_deal.CorrectSigning(Correcting(wrong, SigningKind.Contract, new(2026, 2, 2), 500), Today).Refused);

        Assert.Equal(Money.FromWan(500).Fen, _deal.ContractedFen);
        Assert.Equal(new DateOnly(2026, 2, 2), _deal.SignedOn);
        Assert.Equal("deal.corrected", _deal.CorrectSigning(Correcting(wrong, SigningKind.Contract, new(2026, 2, 3), 600), Today).Refusal?.Code);
    }

    [Fact]
    public void A_signing_that_was_upgraded_is_not_taken_from_under_the_upgrade()
    {
        var agreement = Sign(_deal.Id, SigningKind.Agreement, SigningChange.New, new(2026, 2, 1), null, 500);
        _deal.Sign(agreement, Today);
        _deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.Upgrade, new(2026, 3, 1), null, 0, upgrades: agreement.Id), Today);

        Assert.Equal("signing.upgraded", _deal.CorrectSigning(Correcting(agreement, SigningKind.Agreement, new(2026, 2, 2), 400), Today).Refusal?.Code);
    }

    [Fact]
    public void What_it_is_grouped_by_changes_by_entries_from_a_day_on()
    {
        var unit = Guid.NewGuid();
        var form = new RegroupForm { From = new(2026, 6, 1), LeadUnitId = unit, TownshipCode = "140524102", Reason = "归口调整" };

        Assert.Equal("deal.fact-ahead", _deal.Regroup(new RegroupForm { From = Today.AddDays(1), LeadUnitId = unit, TownshipCode = "140524102", Reason = "x" }, Today).Refusal?.Code);
        Assert.False(_deal.Regroup(form, Today).Refused);
        Assert.Equal((unit, "140524102"), (_deal.LeadUnitId, _deal.TownshipCode));
        Assert.Equal((2, 2, 1), (_deal.Units.Count, _deal.Places.Count, _deal.Sectors.Count));
        Assert.NotEqual(unit, new AsOf(new(2026, 5, 31)).InForce(_deal.Units)!.LeadUnitId);
        Assert.Equal("deal.fact-before", _deal.Regroup(new RegroupForm { From = new(2026, 5, 1), LeadUnitId = Guid.NewGuid(), TownshipCode = "140524102", Reason = "x" }, Today).Refusal?.Code);
    }

    [Fact]
    public void A_new_owner_or_investor_does_not_hold_from_before_the_present_one_nor_from_tomorrow()
    {
        Assert.Equal("deal.fact-ahead", _deal.HandTo(Guid.NewGuid(), Today.AddDays(1), null, Today).Refusal?.Code);
        Assert.False(_deal.HandTo(Guid.NewGuid(), new(2026, 6, 1), null, Today).Refused);
        Assert.Equal("deal.fact-before", _deal.HandTo(Guid.NewGuid(), new(2026, 5, 31), null, Today).Refusal?.Code);
        Assert.Equal("deal.fact-ahead", _deal.ChangeInvestor(Guid.NewGuid(), InvestmentOrigin.Abroad, Today.AddDays(1), "转让", Today).Refusal?.Code);
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
        Assert.Equal("deal.closed", _deal.HandTo(Guid.NewGuid(), new(2026, 5, 1), null, Today).Refusal?.Code);
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

        Assert.False(_deal.HandTo(somebody, new(2026, 6, 1), "轮岗", Today).Refused);

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
    public void A_contract_after_a_letter_of_intent_is_new_and_counts()
    {
        var intent = Sign(_deal.Id, SigningKind.Intent, SigningChange.New, new(2026, 2, 1), Fair2024, 0);
        _deal.Sign(intent, Today);

        Assert.Equal(DealRefusals.UpgradesNothing, _deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.Upgrade, new(2026, 5, 1), Fair2025, 800, upgrades: intent.Id), Today).Refusal);
        Assert.Equal(DealRefusals.UpgradesNothing, _deal.Sign(Sign(_deal.Id, SigningKind.Agreement, SigningChange.Upgrade, new(2026, 5, 1), Fair2025, 800, upgrades: intent.Id), Today).Refusal);
        Assert.False(_deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.New, new(2026, 5, 1), Fair2025, 800), Today).Refused);

        Assert.Equal(Money.FromWan(800).Fen, _deal.ContractedFen);
        Assert.Equal((Fair2025, new DateOnly(2026, 5, 1)), (_deal.CountedFairId, _deal.SignedOn));
    }

    [Fact]
    public void Nobody_upgrades_what_another_investor_signed_nor_what_was_signed_later()
    {
        var agreement = Sign(_deal.Id, SigningKind.Agreement, SigningChange.New, new(2026, 2, 1), Fair2024, 1000);
        _deal.Sign(agreement, Today);
        Assert.Equal(DealRefusals.UpgradesNothing, _deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.Upgrade, new(2026, 1, 31), Fair2025, 0, upgrades: agreement.Id), Today).Refusal);
        var other = Guid.NewGuid();
        _deal.ChangeInvestor(other, InvestmentOrigin.Abroad, new(2026, 4, 1), "转让", Today);

        Assert.Equal(DealRefusals.UpgradesNothing, _deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.Upgrade, new(2026, 5, 1), Fair2025, 800, other, agreement.Id), Today).Refusal);
        Assert.False(_deal.Sign(Sign(_deal.Id, SigningKind.Contract, SigningChange.New, new(2026, 5, 1), Fair2025, 800, other), Today).Refused);
        Assert.Equal(Money.FromWan(800).Fen, _deal.ContractedFen);
    }

    [Fact]
    public void A_new_investor_counts_for_the_later_fair_once_he_signs_and_not_before()
    {
        _deal.Sign(Sign(_deal.Id, SigningKind.Agreement, SigningChange.New, new(2026, 2, 1), Fair2024, 1000), Today);
        var other = Guid.NewGuid();
        _deal.ChangeInvestor(other, InvestmentOrigin.Abroad, new(2026, 5, 1), "转让", Today);
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
        Assert.Equal("deal.review", _deal.Advance(to, Today).Refusal?.Code);
        Assert.False(_deal.Advance(to, Today, null, "示例核查人", "年产100万套").Refused);

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
