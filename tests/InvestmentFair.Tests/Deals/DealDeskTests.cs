using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Files;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Deals;

public sealed class DealDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task An_agreement_is_believed_with_a_file_and_not_without(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await DealAsync(house);
        var form = new StageForm { To = DealStage.Agreement, Day = house.Today, Document = "陵招〔示例〕9号" };

        Assert.Equal("deal.file", (await house.Deals.AdvanceAsync(House.Organizer, deal, 1, form, null, Cancel)).Refusal?.Code);
        House.Done(await house.Deals.AdvanceAsync(House.Organizer, deal, 1, form, await FileAsync(house), Cancel));

        Assert.Equal((DealStage.Agreement, 2), await house.ReadAsync(async db => (await db.Deals.Where(d => d.Id == deal).Select(d => new { d.Stage, d.Version }).SingleAsync(Cancel)) is var d ? (d.Stage, d.Version) : default));
        Assert.Equal(1, await house.ReadAsync(db => db.Files.CountAsync(f => f.OwnerId == deal, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_stale_version_is_refused_and_of_ten_at_once_one_advances(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await DealAsync(house);
        var form = new StageForm { To = DealStage.Screening, Day = house.Today };

        var outcomes = await House.FightAsync(10, _ => house.Deals.AdvanceAsync(House.Organizer, deal, 1, form, null, Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Equal(Violations.Overtaken, o.Refusal));
        form.To = DealStage.Negotiating;
        Assert.Equal(Violations.Overtaken, (await house.Deals.AdvanceAsync(House.Organizer, deal, 1, form, null, Cancel)).Refusal);
        House.Done(await house.Deals.AdvanceAsync(House.Organizer, deal, 2, form, null, Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_stage_set_by_mistake_is_put_right_on_the_day_on_which_another_followed(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await DealAsync(house);
        House.Done(await house.Deals.AdvanceAsync(House.Organizer, deal, 1, new StageForm { To = DealStage.Screening, Day = house.Today }, null, Cancel));
        House.Done(await house.Deals.AdvanceAsync(House.Organizer, deal, 2, new StageForm { To = DealStage.Intent, Day = house.Today, Document = "意向书1号" }, null, Cancel));
        var entered = (await Queries(house).DealAsync(House.Organizer, deal, Cancel))!.Events.Where(e => e.Acts is DealEventActs.CorrectStage).ToDictionary(e => ((StageForm)e.Entered!).To!.Value, e => e.EntryId!.Value);

        House.Done(await house.Deals.CorrectStageAsync(House.Organizer, deal, await house.VersionAsync<Deal>(deal), entered[DealStage.Screening], new StageForm { To = DealStage.Negotiating, Day = house.Today, Words = "误录" }, null, Cancel));
        Assert.Equal(DealStage.Intent, await StageAsync());
        House.Done(await house.Deals.CorrectStageAsync(House.Organizer, deal, await house.VersionAsync<Deal>(deal), entered[DealStage.Intent], new StageForm { To = DealStage.Negotiating, Day = house.Today, Words = "没有签意向" }, null, Cancel));

        Assert.Equal(DealStage.Negotiating, await StageAsync());
        await house.VerifyAsync();

        Task<DealStage> StageAsync() => house.ReadAsync(db => db.Deals.Where(d => d.Id == deal).Select(d => d.Stage).SingleAsync(Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task No_file_is_kept_for_a_correction_to_the_stage_before(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await DealAsync(house);
        House.Done(await house.Deals.AdvanceAsync(House.Organizer, deal, 1, new StageForm { To = DealStage.Screening, Day = house.Today }, null, Cancel));
        var entry = await house.ReadAsync(db => db.Set<StageChange>().Where(s => s.SubjectId == deal && s.Stage == DealStage.Screening).Select(s => s.Id).SingleAsync(Cancel));
        var form = new StageForm { To = DealStage.Lead, Day = house.Today, Words = "误录" };

        Assert.Equal("deal.stood", (await house.Deals.CorrectStageAsync(House.Organizer, deal, 2, entry, form, await FileAsync(house), Cancel)).Refusal?.Code);
        Assert.False(await house.ReadAsync(db => db.Files.AnyAsync(f => f.OwnerId == deal, Cancel)));
        House.Done(await house.Deals.CorrectStageAsync(House.Organizer, deal, 2, entry, form, null, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_reporter_of_another_unit_does_not_find_the_deal(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await DealAsync(house);
        var unit = await house.ReadAsync(db => db.Deals.Where(d => d.Id == deal).Select(d => d.LeadUnitId).SingleAsync(Cancel));
        var other = await house.ReadAsync(db => db.Units.Where(u => u.Id != unit).Select(u => u.Id).FirstAsync(Cancel));
        var form = new StageForm { To = DealStage.Screening, Day = house.Today };
        var stranger = new Actor(Guid.NewGuid(), "外单位经办人", Role.Reporter, other);

        Assert.Equal(Refusal.NotFound, (await house.Deals.AdvanceAsync(stranger, deal, 1, form, null, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Deals.ReceiveAsync(stranger, deal, 1, Receipt(house), await FileAsync(house), Cancel)).Refusal);
        House.Done(await house.Deals.AdvanceAsync(new Actor(Guid.NewGuid(), "本单位经办人", Role.Reporter, unit), deal, 1, form, null, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Deals.AdvanceAsync(new Actor(Guid.NewGuid(), "领导", Role.Leader), deal, 2, form, null, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Funds_above_the_planned_total_are_entered_once_somebody_says_that_the_sum_is_right(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await house.ReadAsync(db => db.Deals.Where(d => d.StageType == StageType.Open && d.TotalFen > d.ReceivedFen).OrderBy(d => d.Number).Select(d => new { d.Id, d.TotalFen, d.ReceivedFen }).FirstAsync(Cancel));
        var receipt = Receipt(house);
        receipt.Sum = new Money(deal.TotalFen - deal.ReceivedFen);
        House.Done(await house.Deals.ReceiveAsync(House.Organizer, deal.Id, await house.VersionAsync<Deal>(deal.Id), receipt, await FileAsync(house), Cancel));

        receipt.Sum = Money.FromWan(1);
        var above = await house.Deals.ReceiveAsync(House.Organizer, deal.Id, await house.VersionAsync<Deal>(deal.Id), receipt, await FileAsync(house), Cancel);

        Assert.Equal(DealRefusals.ReceivedAboveTotal(new Money(deal.TotalFen + Money.FromWan(1).Fen), new Money(deal.TotalFen)), above.Refusal);
        Assert.Equal(deal.TotalFen, await ReceivedAsync());
        House.Done(await house.Deals.ReceiveAsync(House.Organizer, deal.Id, await house.VersionAsync<Deal>(deal.Id), receipt, await FileAsync(house), Cancel, despite: true));
        Assert.Equal(deal.TotalFen + Money.FromWan(1).Fen, await ReceivedAsync());

        Task<long> ReceivedAsync() => house.ReadAsync(db => db.Deals.Where(d => d.Id == deal.Id).Select(d => d.ReceivedFen).SingleAsync(Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Funds_need_a_voucher_and_are_reversed_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await DealAsync(house);
        Assert.Equal(DealRefusals.VoucherNeeded, (await house.Deals.ReceiveAsync(House.Organizer, deal, 1, Receipt(house), null, Cancel)).Refusal);
        House.Done(await house.Deals.ReceiveAsync(House.Organizer, deal, 1, Receipt(house), await FileAsync(house), Cancel));
        Assert.Equal(Money.FromWan(500).Fen, await ReceivedAsync(house, deal));
        var receipt = await house.ReadAsync(db => db.Receipts.Where(r => r.SubjectId == deal).Select(r => r.Id).SingleAsync(Cancel));

        var outcomes = await House.FightAsync(6, _ => house.Deals.ReverseAsync(House.Organizer, deal, 2, receipt, house.Today, "记错项目", Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.NotNull(o.Refusal));
        Assert.Equal(0, await ReceivedAsync(house, deal));
        Assert.Equal(DealRefusals.ReversedAlready, (await house.Deals.ReverseAsync(House.Organizer, deal, 3, receipt, house.Today, "再冲一次", Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_contract_after_an_intent_counts_and_one_after_an_agreement_counts_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (after, deal) = (await DealAsync(house), await DealAsync(house));
        async Task<Outcome> Sign(Guid id, SigningKind kind, SigningChange change, int wan) => await house.Deals.SignAsync(House.Organizer, id, await VersionAsync(house, id), Signing(house, kind, change, wan), null, Cancel);
        Task<long> Contracted(Guid id) => house.ReadAsync(db => db.Deals.Where(d => d.Id == id).Select(d => d.ContractedFen).SingleAsync(Cancel));

        House.Done(await Sign(after, SigningKind.Intent, SigningChange.New, 0));
        Assert.Equal(DealRefusals.UpgradesNothing, (await Sign(after, SigningKind.Contract, SigningChange.Upgrade, 800)).Refusal);
        House.Done(await Sign(after, SigningKind.Contract, SigningChange.New, 800));
        House.Done(await Sign(deal, SigningKind.Intent, SigningChange.New, 0));
        House.Done(await Sign(deal, SigningKind.Agreement, SigningChange.New, 500));
        House.Done(await Sign(deal, SigningKind.Contract, SigningChange.Upgrade, 500));

        Assert.Equal((Money.FromWan(800).Fen, Money.FromWan(500).Fen), (await Contracted(after), await Contracted(deal)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Mending_the_sum_of_a_signing_leaves_its_day_and_its_fair(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (deal, fair) = (await DealAsync(house), await house.FairIdAsync());
        var form = Signing(house, SigningKind.Contract, SigningChange.New, 800);
        form.FairId = fair;
        form.Document = "陵招〔示例〕9号";
        House.Done(await house.Deals.SignAsync(House.Organizer, deal, 1, form, null, Cancel));
        var entered = (await Queries(house).DealAsync(House.Organizer, deal, Cancel))!.Events.Single(e => e.Acts is DealEventActs.CorrectSigning);

        var right = Assert.IsType<SigningForm>(entered.Entered);
        (right.Contracted, right.Reason) = (Money.FromWan(80), "多写一个零");
        House.Done(await house.Deals.CorrectSigningAsync(House.Organizer, deal, 2, entered.EntryId!.Value, right, null, Cancel));

        var view = (await Queries(house).DealAsync(House.Organizer, deal, Cancel))!;
        Assert.Equal((House.Fair, (DateOnly?)house.Today, Money.FromWan(80).Fen), (view.CountedFor, view.SignedOn, view.ContractedFen));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_deal_that_is_held_or_closed_has_no_next_step_to_show(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await DealAsync(house);
        async Task<(string? Listed, DateOnly? Due, string? Shown, DateOnly? On)> Next()
        {
            var row = (await new DealList(house.Database.Contexts, house.Clock).LoadAsync(House.Organizer, null, new ListState { Size = 1000 }, Cancel)).Rows.Single(r => r.Id == deal);
            var view = (await Queries(house).DealAsync(House.Organizer, deal, Cancel))!;
            return (row.NextStep, row.NextStepOn, view.NextStep, view.NextStepOn);
        }

        Assert.Equal(("回访", house.Today.AddDays(7), "回访", house.Today.AddDays(7)), await Next());
        House.Done(await house.Deals.HoldAsync(House.Organizer, deal, 1, new AsideForm { Day = house.Today, WakeUpOn = house.Today.AddDays(30), Words = "等用地" }, Cancel));
        Assert.Equal((null, null, null, null), await Next());
        House.Done(await house.Deals.ResumeAsync(House.Organizer, deal, 2, new AsideForm { Day = house.Today, NextStep = "签约", NextStepOn = house.Today.AddDays(3), NextStepById = await house.HostAsync() }, Cancel));
        Assert.Equal(("签约", house.Today.AddDays(3), "签约", house.Today.AddDays(3)), await Next());
        House.Done(await house.Deals.TerminateAsync(House.Organizer, deal, 3, new AsideForm { Day = house.Today, ExitReason = "Land" }, Cancel));
        Assert.Equal((null, null, null, null), await Next());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_ledger_of_signings_names_and_finds_the_investor_that_a_merged_one_stands_for(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var loser = await house.ReadAsync(db => db.Signings.OrderBy(s => s.Id).Select(s => s.InvestorId).FirstAsync(Cancel));
        var survivor = await house.ReadAsync(db => db.Investors.Where(i => i.Id != loser && !db.Signings.Any(s => s.InvestorId == i.Id)).OrderBy(i => i.Number).Select(i => i.Id).FirstAsync(Cancel));
        var list = new SigningList(house.Database.Contexts);
        async Task<IReadOnlyList<SigningRow>> Of(Guid investor) =>
            (await list.LoadAsync(House.Organizer, null, new ListState { Size = 1000, Filters = new Dictionary<string, string> { ["investor"] = investor.ToString() } }, Cancel)).Rows;
        var theirs = (await Of(loser)).Select(r => r.Id).ToList();
        Assert.NotEmpty(theirs);

        var (one, other, name) = await house.ReadAsync(async db => (await db.Investors.SingleAsync(i => i.Id == loser, Cancel), await db.Investors.SingleAsync(i => i.Id == survivor, Cancel)) is var (a, b) ? (a.Version, b.Version, b.Name.Text) : default);
        House.Done(await new InvestorMergeDesk(house.Database.Contexts, house.Clock).MergeAsync(House.Organizer, loser, survivor, one, other, [], Cancel));

        Assert.Empty(await Of(loser));
        Assert.Equal(theirs, (await Of(survivor)).Select(r => r.Id));
        Assert.All(await Of(survivor), r => Assert.Equal(name, r.Investor));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_change_says_in_its_line_from_what_to_what(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await DealAsync(house);
        var before = (await Queries(house).DealAsync(House.Organizer, deal, Cancel))!;
        var unit = await house.ReadAsync(db => db.Units.Where(u => u.Id != before.Form.LeadUnitId).OrderBy(u => u.Code).FirstAsync(Cancel));
        var leader = await house.HostAsync(1);
        var name = await house.ReadAsync(db => db.People.Where(p => p.Id == leader).Select(p => p.Name).SingleAsync(Cancel));

        House.Done(await house.Deals.RegroupAsync(House.Organizer, deal, await VersionAsync(house, deal), new RegroupForm { From = house.Today, LeaderId = leader, LeadUnitId = unit.Id, TownshipCode = before.Form.TownshipCode, Reason = "归口调整" }, Cancel));
        House.Done(await house.Deals.HandToAsync(House.Organizer, deal, await VersionAsync(house, deal), new OwnerForm { OwnerId = leader, From = house.Today }, Cancel));
        House.Done(await house.Deals.PlanTotalAsync(House.Organizer, deal, await VersionAsync(house, deal), new TotalForm { Total = Money.FromWan(900), From = house.Today, Reason = "扩建" }, Cancel));
        House.Done(await house.Deals.PlanForAsync(House.Organizer, deal, await VersionAsync(house, deal), new PlanForm { Year = 2027, Planned = DealStage.Contract }, Cancel));
        House.Done(await house.Deals.PlanForAsync(House.Organizer, deal, await VersionAsync(house, deal), new PlanForm { Year = 2027, Planned = DealStage.Started }, Cancel));

        var lines = (await Queries(house).DealAsync(House.Organizer, deal, Cancel))!.Events.Select(e => e.Words).ToList();
        Assert.Contains($"责任领导：无 → {name} · 责任单位：{before.Unit} → {unit.Name.Zh} · 归口调整", lines);
        Assert.Contains($"{before.Owner} → {name}", lines);
        Assert.Contains($"{new Money(0).Prose} → {Money.FromWan(900).Prose} · 扩建", lines);
        Assert.Contains($"2027 · {DealStage.Contract.Names.Zh} → {DealStage.Started.Names.Zh}", lines);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_reporter_reads_the_history_of_the_deals_of_their_unit_and_of_nothing_else(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = await DealAsync(house);
        var unit = await house.ReadAsync(db => db.Deals.Where(d => d.Id == deal).Select(d => d.LeadUnitId).SingleAsync(Cancel));
        var (own, stranger) = (new Actor(Guid.NewGuid(), "本单位经办人", Role.Reporter, unit), new Actor(Guid.NewGuid(), "外单位经办人", Role.Reporter, await house.ReadAsync(db => db.Units.Where(u => u.Id != unit).Select(u => u.Id).FirstAsync(Cancel))));
        House.Done(await house.Deals.AdvanceAsync(own, deal, 1, new StageForm { To = DealStage.Screening, Day = house.Today }, null, Cancel));
        var names = new ValueNameQueries(house.Database.Contexts, new ChoiceQueries(house.Database.Contexts, house.Clock));
        var history = new HistoryQueries(house.Database.Contexts, names);

        var read = await history.DealHistoryAsync(own, deal, 50, Cancel);

        Assert.Contains(read!, h => h.Actor == own.Name && (h.Old, h.New) == (DealStage.Lead.Text, DealStage.Screening.Text));
        Assert.Null(await history.DealHistoryAsync(stranger, deal, 50, Cancel));
        // A key of something else is no deal of theirs.
        Assert.Null(await history.DealHistoryAsync(own, await house.InvestorAsync(), 50, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => history.HistoryAsync(own, [deal], 50, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => names.SayAsync(own, [new KeptValue(nameof(Deal), "Stage", "Lead"), new KeptValue("Person", "Mobile", "000")], Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => history.DealHistoryAsync(new Actor(Guid.NewGuid(), "接待人员", Role.Reception), deal, 50, Cancel));
    }

    private static Task<int> VersionAsync(House house, Guid deal) => house.ReadAsync(db => db.Deals.Where(d => d.Id == deal).Select(d => d.Version).SingleAsync(Cancel));

    private static DealQueries Queries(House house) => new(house.Database.Contexts, house.Clock);

    private static SigningForm Signing(House house, SigningKind kind, SigningChange change, int wan) => new()
    {
        Kind = kind,
        Subtype = kind is SigningKind.Agreement ? AgreementSubtype.Investment : null,
        Change = change,
        SignedOn = house.Today,
        Contracted = Money.FromWan(wan),
    };

    private static ReceiptForm Receipt(House house) => new() { On = house.Today, Sum = Money.FromWan(500), Voucher = "BankSlip", Origin = InvestmentOrigin.OutsideProvince };

    private static Task<long> ReceivedAsync(House house, Guid deal) => house.ReadAsync(db => db.Deals.Where(d => d.Id == deal).Select(d => d.ReceivedFen).SingleAsync(Cancel));

    private static async Task<Guid> DealAsync(House house)
    {
        var host = await house.HostAsync();
        var (unit, town) = await house.ReadAsync(async db => (await db.Units.OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel), await db.Plants.Select(p => p.TownshipCode).FirstAsync(Cancel)));
        return House.Done(await house.Deals.SaveAsync(House.Organizer, null, new DealForm
        {
            NameZh = "装配线（示例）",
            InvestorId = await house.InvestorAsync(),
            OpenedOn = house.Today,
            OwnerId = host,
            LeadUnitId = unit,
            TownshipCode = town,
            NextStep = "回访",
            NextStepOn = house.Today.AddDays(7),
            NextStepById = host,
        }, Cancel));
    }

    // A file that the store of the sample data already holds.
    private static Task<Upload> FileAsync(House house) => house.ReadAsync(async db =>
    {
        var file = await db.Files.OrderBy(f => f.Id).FirstAsync(Cancel);
        return new Upload("协议.pdf", file.ContentType, file.Size, file.Sha256);
    });
}
