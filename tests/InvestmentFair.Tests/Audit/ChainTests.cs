using InvestmentFair.Data;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Audit;

public sealed class ChainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Each_save_adds_one_link_and_a_refused_one_adds_none(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var before = await house.LinksAsync();

        var id = House.Done(await house.Investors.SaveAsync(House.Organizer, null, Form("一号（示例）"), Cancel));
        Assert.Equal(before + 1, await house.LinksAsync());
        Assert.NotEmpty((await house.Investors.SaveAsync(House.Organizer, null, Form(""), Cancel)).Problems);
        Assert.NotNull((await house.Investors.SaveAsync(House.Organizer, id, Form("旧版"), Cancel)).Clash);

        Assert.Equal(before + 1, await house.LinksAsync());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_changed_field_is_kept_with_what_it_was_and_what_it_is(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = House.Done(await house.Investors.SaveAsync(House.Organizer, null, Form("一号（示例）"), Cancel));
        var form = (await house.Investors.InvestorAsync(House.Organizer, id, Cancel))!.Form;
        (form.Note, form.NameEn) = ("看过厂房", "Number One (sample)");
        House.Done(await house.Investors.SaveAsync(House.Organizer, id, form, Cancel));

        var rows = await house.ReadAsync(db => db.History.Where(r => r.RecordId == id).OrderBy(r => r.Sequence).ThenBy(r => r.Field).ToListAsync(Cancel));

        Assert.Equal([("", 1), ("Name.En", 2), ("Note", 2)], rows.Select(r => (r.Field, r.RecordVersion)));
        Assert.Contains("一号（示例）", rows[0].New, StringComparison.Ordinal);
        Assert.Equal([(null, "Number One (sample)"), (null, "看过厂房")], rows.Skip(1).Select(r => (r.Old, r.New)));
        form = (await house.Investors.InvestorAsync(House.Organizer, id, Cancel))!.Form;
        form.Note = "看过两处厂房";
        House.Done(await house.Investors.SaveAsync(House.Organizer, id, form, Cancel));
        Assert.Equal(("看过厂房", "看过两处厂房"), await house.ReadAsync(async db =>
        {
            var last = await db.History.Where(r => r.RecordId == id).OrderByDescending(r => r.Sequence).FirstAsync(Cancel);
            return (last.Old, last.New);
        }));
        Assert.Equal("investor.revised", await house.ReadAsync(db => db.AuditEntries.OrderByDescending(a => a.Sequence).Select(a => a.Act).FirstAsync(Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_noun_is_not_saved_past_the_chain(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();
        (await db.Investors.FirstAsync(Cancel)).Revise(Form("绕过审计"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancel));
#pragma warning disable xUnit1051, CA1849 // The plain one is what is asked about.
        Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
#pragma warning restore xUnit1051, CA1849
        Assert.Equal(0, await house.ReadAsync(other => other.Investors.CountAsync(i => i.Name.Zh == "绕过审计", Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_noun_is_not_deleted_and_an_entry_of_a_ledger_not_changed(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();
        db.Remove(await db.Investors.FirstAsync(Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveAsync(new Act(House.Organizer, "investor.deleted", house.Now), Cancel));

        db.ChangeTracker.Clear();
        var receipt = await db.Receipts.FirstAsync(Cancel);
        db.Entry(receipt).Property(r => r.Document).CurrentValue = "改过";
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveAsync(new Act(House.Organizer, "receipt.changed", house.Now), Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Thirty_writers_are_given_thirty_numbers_in_a_row_and_one_unbroken_chain(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (links, last) = (await house.LinksAsync(), await house.ReadAsync(db => db.Investors.MaxAsync(i => i.Number, Cancel)));

        var outcomes = await House.FightAsync(30, i => house.Investors.SaveAsync(House.Organizer, null, Form($"并发企业{i}（示例）"), Cancel));

        Assert.All(outcomes, o => Assert.False(o.Refused, o.Text));
        var start = int.Parse(last![3..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Enumerable.Range(start + 1, 30).Select(n => $"KS-{n:0000}"),
            await house.ReadAsync(db => db.Investors.Where(i => i.Number.CompareTo(last) > 0).OrderBy(i => i.Number).Select(i => i.Number).ToListAsync(Cancel)));
        Assert.Equal(links + 30, await house.LinksAsync());
        await house.VerifyAsync();
    }

    private static InvestorForm Form(string name) => new() { NameZh = name, Origin = InvestmentOrigin.OutsideProvince };
}
