using InvestmentFair.Access;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Notes;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Notes;

public sealed class NoteDeskTests
{
    private static readonly Actor Staff = new(new Guid("00000000-0000-0000-0000-0000000000b1"), "工作人员（测试）", Role.Staff);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_row_shows_how_many_notes_it_has_and_the_last(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, guest) = (Desk(house), await GuestAsync(house));
        House.Done(await desk.AddAsync(Staff, "guests", House.Fair, guest, new NoteForm { Text = "先致电" }, Cancel));
        var second = House.Done(await desk.AddAsync(House.Organizer, "guests", House.Fair, guest, new NoteForm { Text = "已改乘高铁" }, Cancel));

        Assert.Equal(new NoteMark(2, "已改乘高铁"), (await desk.MarksAsync(Staff, "guests", [guest, Guid.NewGuid()], Cancel)).Single().Value);
        Assert.Equal([("已改乘高铁", false), ("先致电", true)], (await desk.NotesAsync(Staff, "guests", House.Fair, guest, Cancel)).Select(n => (n.Text, n.MayRemove)));

        Assert.Equal(NoteRefusals.NotYours, (await desk.RemoveAsync(Staff, "guests", House.Fair, second, Cancel)).Refusal);
        House.Done(await desk.RemoveAsync(House.Organizer, "guests", House.Fair, second, Cancel));
        Assert.Equal(new NoteMark(1, "先致电"), (await desk.MarksAsync(Staff, "guests", [guest], Cancel)).Single().Value);
        // Taken back, not gone: its words and who took it back stay in the history.
        await using var db = house.Open();
        Assert.Equal(["", "RemovedAt"], await db.History.Where(h => h.RecordId == second).OrderBy(h => h.Sequence).Select(h => h.Field).ToListAsync(Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Notes_on_a_deal_are_for_those_who_see_the_deal(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();
        var deal = await db.Deals.OrderBy(d => d.Number).FirstAsync(Cancel);
        var other = await db.Deals.Where(d => d.LeadUnitId != deal.LeadUnitId).Select(d => d.LeadUnitId).FirstAsync(Cancel);
        var (mine, theirs) = (new Actor(Guid.NewGuid(), "甲", Role.Reporter, deal.LeadUnitId), new Actor(Guid.NewGuid(), "乙", Role.Reporter, other));
        House.Done(await Desk(house).AddAsync(mine, "deals", null, deal.Id, new NoteForm { Text = "企业要求保密" }, Cancel));

        Assert.Single(await Desk(house).NotesAsync(mine, "deals", null, deal.Id, Cancel));
        Assert.Empty(await Desk(house).NotesAsync(theirs, "deals", null, deal.Id, Cancel));
        Assert.Empty(await Desk(house).MarksAsync(theirs, "deals", [deal.Id], Cancel));
        Assert.Equal(Refusal.NotFound, (await Desk(house).AddAsync(theirs, "deals", null, deal.Id, new NoteForm { Text = "不该有" }, Cancel)).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => Desk(house).NotesAsync(mine, "guests", House.Fair, Guid.NewGuid(), Cancel));
    }

    [Fact]
    public async Task A_note_needs_words_a_record_and_somebody_who_may_write()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var guest = await GuestAsync(house);

        Assert.Equal([nameof(NoteForm.Text)], (await Desk(house).AddAsync(Staff, "guests", House.Fair, guest, new NoteForm { Text = " " }, Cancel)).Problems.Select(p => p.Field));
        Assert.Equal(Refusal.NotFound, (await Desk(house).AddAsync(Staff, "guests", House.Fair, Guid.NewGuid(), new NoteForm { Text = "无此人" }, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Desk(house).AddAsync(Staff, "guests", "2024", guest, new NoteForm { Text = "另一届" }, Cancel)).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => Desk(house).AddAsync(new Actor(Guid.NewGuid(), "领导", Role.Leader), "guests", House.Fair, guest, new NoteForm { Text = "不能" }, Cancel));
    }

    private static NoteDesk Desk(House house) =>
        new(house.Database.Contexts, (IListOf[])[new GuestList(house.Database.Contexts), new DealList(house.Database.Contexts, house.Clock)], house.Clock);

    private static Task<Guid> GuestAsync(House house) => house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair).OrderBy(g => g.Number).Select(g => g.Id).FirstAsync(Cancel));
}
