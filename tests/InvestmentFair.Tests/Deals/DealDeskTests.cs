using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Files;
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
