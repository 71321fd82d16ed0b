using CsCheck;
using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Organisations;
using InvestmentFair.Palette;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Organisations;

public sealed class InvestorMergeTests
{
    private const string Code = "91440000SAMPLE0001";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task After_a_merge_and_its_undoing_the_database_is_what_it_was_whichever_two_and_whatever_is_taken(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var all = await house.ReadAsync(db => db.Investors.OrderBy(i => i.Number).Select(i => i.Id).ToListAsync(Cancel));
        var before = await house.ReadAsync(Photograph.OfAsync);
        await (from one in Gen.Int[0, all.Count - 1] from other in Gen.Int[0, all.Count - 1] from taken in Gen.Bool.Array[9] where one != other select (all[one], all[other], taken)).SampleAsync(async pick =>
        {
            var (loser, survivor, taken) = pick;
            House.Done(await MergeAsync(house, loser, survivor, [.. Form.Fields(typeof(InvestorForm)).Select(f => f.Name).Where((_, i) => i < taken.Length && taken[i])]));
            await house.VerifyAsync();
            Assert.Empty(House.Done(await Desk(house).UndoAsync(House.Organizer, loser, Cancel)).Kept);
            Photograph.Same(before, await house.ReadAsync(Photograph.OfAsync));
        }, iter: engine is Engine.Sqlite ? 10 : 5, threads: 1);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_belongs_to_the_loser_is_read_with_the_survivor_and_nothing_is_moved(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var loser = await house.ReadAsync(db => db.Deals.OrderBy(d => d.Number).Select(d => d.InvestorId).FirstAsync(Cancel));
        var survivor = await house.ReadAsync(db => db.Investors.Where(i => i.Id != loser).OrderBy(i => i.Number).Select(i => i.Id).FirstAsync(Cancel));
        var list = new InvestorList(house.Database.Contexts);
        var all = await list.LoadAsync(House.Organizer, House.Fair, new ListState { Size = 1000 }, Cancel);
        var rows = all.Rows;
        var contacts = (await house.Investors.InvestorAsync(House.Organizer, survivor, Cancel))!.Contacts.Count + (await house.Investors.InvestorAsync(House.Organizer, loser, Cancel))!.Contacts.Count;
        var deals = rows.Where(r => r.Id == loser || r.Id == survivor).Sum(r => r.Deals);

        House.Done(await MergeAsync(house, loser, survivor));

        var page = await list.LoadAsync(House.Organizer, House.Fair, new ListState { Size = 1000 }, Cancel);
        Assert.DoesNotContain(page.Rows, r => r.Id == loser);
        var row = page.Rows.Single(r => r.Id == survivor);
        Assert.Equal((deals, rows.Count - 1), (row.Deals, page.Rows.Count));
        var view = (await house.Investors.InvestorAsync(House.Organizer, loser, Cancel))!;
        Assert.Equal((survivor, contacts), (view.Id, view.Contacts.Count));
        var theirs = await new DealList(house.Database.Contexts, house.Clock).LoadAsync(House.Organizer, null, new ListState { Filters = new Dictionary<string, string> { ["investor"] = survivor.ToString() } }, Cancel);
        Assert.Equal(deals, theirs.Total);
        Assert.All(theirs.Rows, d => Assert.Equal(row.Name, d.Investor));
        Assert.True(await house.ReadAsync(db => db.Deals.AnyAsync(d => d.InvestorId == loser, Cancel)));
        var deal = theirs.Rows[0];
        Assert.All(await new PaletteQueries(house.Database.Contexts, house.Clock).FindAsync(House.Organizer, House.Fair, deal.Number, Cancel), h => Assert.Contains(row.Name, h.Detail, StringComparison.Ordinal));
        Assert.Equal(MergeRefusals.MergedAlready(await house.ReadAsync(async db => (await db.Investors.SingleAsync(i => i.Id == loser, Cancel)) is var i ? $"{i.Number} {i.Name.Text}" : "")), (await Desk(house).SideBySideAsync(House.Organizer, loser, survivor, Cancel))!.Forbidden);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_merged_duplicate_does_not_hold_its_credit_code_and_cannot_come_back_while_another_has_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        async Task<Guid> EnterAsync(string name, string? code) => House.Done(await house.Investors.SaveAsync(House.Organizer, null, new InvestorForm { NameZh = name, CreditCode = code, Origin = InvestmentOrigin.Abroad }, Cancel));
        var loser = await EnterAsync("先登记的厂（示例）", Code);
        var survivor = await EnterAsync("后登记的厂（示例）", null);
        var number = await house.ReadAsync(db => db.Investors.Where(i => i.Id == loser).Select(i => i.Number).SingleAsync(Cancel));
        Assert.Equal([(nameof(InvestorForm.CreditCode), $"已登记在 {number} 先登记的厂（示例） 名下")],
            (await house.Investors.SaveAsync(House.Organizer, null, new InvestorForm { NameZh = "第三家", CreditCode = Code, Origin = InvestmentOrigin.Abroad }, Cancel)).Problems.Select(p => (p.Field, p.Zh)));

        House.Done(await MergeAsync(house, loser, survivor));
        var third = await EnterAsync("第三家（示例）", Code);

        Assert.Equal(MergeRefusals.KeyTaken, (await Desk(house).UndoAsync(House.Organizer, loser, Cancel)).Refusal);
        var form = (await house.Investors.InvestorAsync(House.Organizer, third, Cancel))!.Form;
        form.CreditCode = null;
        House.Done(await house.Investors.SaveAsync(House.Organizer, third, form, Cancel));
        House.Done(await Desk(house).UndoAsync(House.Organizer, loser, Cancel));
        House.Done(await MergeAsync(house, loser, survivor, nameof(InvestorForm.CreditCode)));
        Assert.Equal(Code, await house.ReadAsync(db => db.Investors.Where(i => i.Id == survivor).Select(i => i.CreditCode).SingleAsync(Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_deal_entered_twice_counts_once_and_shows_what_was_written_under_both(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var ids = await house.ReadAsync(db => db.Deals.OrderBy(d => d.Number).Select(d => d.Id).Take(2).ToListAsync(Cancel));
        var before = await house.ReadAsync(Photograph.OfAsync);
        var count = await house.ReadAsync(db => db.Deals.CountAsync(Cancel));
        var queries = new DealQueries(house.Database.Contexts, house.Clock);
        var events = (await queries.DealAsync(House.Organizer, ids[0], Cancel))!.Events.Count + (await queries.DealAsync(House.Organizer, ids[1], Cancel))!.Events.Count;
        var sum = (await queries.DealAsync(House.Organizer, ids[1], Cancel))!.ReceivedFen;
        var desk = new DealMergeDesk(house.Database.Contexts, house.Clock);
        var seen = (await desk.SideBySideAsync(House.Organizer, ids[0], ids[1], Cancel))!;

        House.Done(await desk.MergeAsync(House.Organizer, ids[0], ids[1], seen.One.Version, seen.Other.Version, [], Cancel));

        Assert.Equal(count - 1, await house.ReadAsync(db => db.Deals.CountAsync(Cancel)));
        Assert.Null(await queries.DealAsync(House.Organizer, ids[0], Cancel));
        Assert.Equal(ids[1], await queries.SurvivorAsync(House.Organizer, ids[0], Cancel));
        var view = (await queries.DealAsync(House.Organizer, ids[1], Cancel))!;
        Assert.Equal((events, sum), (view.Events.Count, view.ReceivedFen));
        await house.VerifyAsync();
        House.Done(await desk.UndoAsync(House.Organizer, ids[0], Cancel));
        Photograph.Same(before, await house.ReadAsync(Photograph.OfAsync));
    }

    private static InvestorMergeDesk Desk(House house) => new(house.Database.Contexts, house.Clock);

    private static async Task<Outcome> MergeAsync(House house, Guid loser, Guid survivor, params string[] taken)
    {
        var seen = (await Desk(house).SideBySideAsync(House.Organizer, loser, survivor, Cancel))!;
        return await Desk(house).MergeAsync(House.Organizer, loser, survivor, seen.One.Version, seen.Other.Version, taken, Cancel);
    }
}
