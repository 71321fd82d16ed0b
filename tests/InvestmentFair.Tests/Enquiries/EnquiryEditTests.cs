using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Edits;
using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Enquiries;

/// <summary>Enquiries given out in their list, as each of them would be on its own page.</summary>
public sealed class EnquiryEditTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Thirty_go_to_one_office_at_once_and_each_says_so(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var ids = await AskedAsync(house, 30);
        var (one, other) = (await UnitAsync(house, 0), await UnitAsync(house, 1));
        // The first two are another office's already, the third is this one's; the fourth is settled.
        foreach (var id in ids.Take(2)) House.Done(await AssignAsync(house, id, new AssignForm { UnitId = other }));
        House.Done(await AssignAsync(house, ids[2], new AssignForm { UnitId = one }));
        await CloseAsync(house, ids[3]);
        var before = await VersionsAsync(house, ids);
        var links = await house.LinksAsync();
        var typed = new UnitInChargeForm { UnitId = one, Reason = "统一由招商部门答复" };

        var plan = House.Done(await Desk(house).PlanAsync(House.Organizer, House.Fair, Selection.Of(ids), "Unit", typed, Cancel));
        Assert.Equal((28, 2, links), (plan.Changes, plan.Skipped, await house.LinksAsync()));
        Assert.Equal(new[] { EditRefusals.Unchanged.Text, EnquiryRefusals.IsOver(EnquiryState.Closed).Text }.ToHashSet(), plan.Skips.Select(s => s.Reason).ToHashSet());
        Assert.DoesNotContain(plan.Lines, line => line.New == one.ToString());
        var done = House.Done(await Desk(house).ApplyAsync(House.Organizer, House.Fair, Selection.Of(ids), "Unit", typed, plan.Stamp, "周一分办", Cancel));

        Assert.Equal((28, 2), (done.Changes, done.Skipped));
        var moved = ids.Except(ids[2..4]).ToList();
        Assert.Equal(moved.Concat([ids[2]]).ToHashSet(), (await house.ReadAsync(db => db.Enquiries.Where(e => ids.Contains(e.Id) && e.UnitId == one && e.State == EnquiryState.InHand).Select(e => e.Id).ToListAsync(Cancel))).ToHashSet());
        Assert.Equal(before.ToDictionary(v => v.Key, v => v.Value + (moved.Contains(v.Key) ? 1 : 0)), await VersionsAsync(house, ids));
        var after = await house.ReadAsync(db => db.Enquiries.Include(e => e.Steps).Include(e => e.Said).AsSplitQuery().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, Cancel));
        // Handed over with its reason, by whom it was; where nobody was in charge nothing was handed over.
        Assert.All(ids.Take(2), id => Assert.Equal((EnquiryStepKind.HandedOver, WordKind.Reason, typed.Reason, House.Organizer.Name), (after[id].Steps.MaxBy(s => s.Ordinal)!.Kind, after[id].Said.Single().Kind, after[id].Said.Single().Text, after[id].Said.Single().ByName)));
        Assert.All(ids.Skip(4), id => Assert.Equal([EnquiryStepKind.Taken, EnquiryStepKind.Assigned], after[id].Steps.OrderBy(s => s.Ordinal).Select(s => s.Kind)));
        Assert.All(ids.Skip(4), id => Assert.Empty(after[id].Said));
        await using var db = house.Open();
        var link = await db.AuditEntries.Include(a => a.Rows).OrderBy(a => a.Sequence).LastAsync(Cancel);
        Assert.Equal((links + 1, "enquiry.edited", "周一分办"), (await house.LinksAsync(), link.Act, link.Purpose));
        Assert.Equal(moved.ToHashSet(), link.Rows.Where(r => r.Field == nameof(Enquiry.UnitId)).Select(r => r.RecordId).ToHashSet());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Handing_over_many_without_a_reason_leaves_those_alone_that_somebody_has(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var ids = await AskedAsync(house, 3);
        House.Done(await AssignAsync(house, ids[0], new AssignForm { UnitId = await UnitAsync(house, 1) }));

        var plan = House.Done(await Desk(house).PlanAsync(House.Organizer, House.Fair, Selection.Of(ids), "Unit", new UnitInChargeForm { UnitId = await UnitAsync(house, 0) }, Cancel));

        Assert.Equal([(ids[0], EnquiryRefusals.WhyHandedOver.Text), (ids[1], null), (ids[2], null)], plan.Lines.OrderBy(l => ids.IndexOf(l.Id)).Select(l => (l.Id, l.Skipped)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_person_put_in_charge_of_many_brings_the_unit_along(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var ids = await AskedAsync(house, 4);
        var host = await house.ReadAsync(db => db.Hosts.OrderBy(h => h.Id).FirstAsync(Cancel));
        House.Done(await AssignAsync(house, ids[0], new AssignForm { UnitId = host.UnitId }));
        var typed = new PersonInChargeForm { OwnerId = host.Id, Reason = "专人答复" };

        var plan = House.Done(await Desk(house).PlanAsync(House.Organizer, House.Fair, Selection.Of(ids), "Owner", typed, Cancel));
        House.Done(await Desk(house).ApplyAsync(House.Organizer, House.Fair, Selection.Of(ids), "Owner", typed, plan.Stamp, null, Cancel));

        Assert.Equal(4, plan.Changes);
        Assert.All(await house.ReadAsync(db => db.Enquiries.Where(e => ids.Contains(e.Id)).ToListAsync(Cancel)), e => Assert.Equal((host.UnitId, host.Id), (e.UnitId, e.OwnerId)));
        Assert.Equal(EditRefusals.NothingToDo, (await Desk(house).ApplyAsync(House.Organizer, House.Fair, Selection.Of(ids), "Owner", typed, plan.Stamp, null, Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task In_its_cell_one_that_nobody_has_is_put_in_charge_and_what_is_handed_over_asks_for_its_reason(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var ids = await AskedAsync(house, 2);
        var (one, other) = (await UnitAsync(house, 0), await UnitAsync(house, 1));

        House.Done(await PutAsync(ids[0], one, ""));

        await using var db = house.Open();
        Assert.Equal("enquiry.assigned", await db.AuditEntries.OrderBy(a => a.Sequence).Select(a => a.Act).LastAsync(Cancel));
        Assert.Equal(one, await db.Enquiries.Where(e => e.Id == ids[0]).Select(e => e.UnitId).SingleAsync(Cancel));
        var links = await house.LinksAsync();
        House.Done(await PutAsync(ids[0], one, $"{one}"));
        Assert.Equal(EnquiryRefusals.WhyHandedOver, (await PutAsync(ids[0], other, $"{one}")).Refusal);
        // Seen empty, and somebody has it meanwhile: both are shown and nothing is written.
        var clash = await PutAsync(ids[0], other, "");
        Assert.True(clash.IsOvertaken);
        Assert.Equal((other, one), (((UnitInChargeForm)clash.Clash!.Mine).UnitId, ((UnitInChargeForm)clash.Clash.Theirs).UnitId));
        Assert.Equal([nameof(UnitInChargeForm.UnitId)], (await PutAsync(ids[0], null, $"{one}")).Problems.Select(p => p.Field));
        await CloseAsync(house, ids[1]);
        Assert.Equal(EnquiryRefusals.IsOver(EnquiryState.Closed), (await PutAsync(ids[1], one, "")).Refusal);
        Assert.Equal((links + 2, one), (await house.LinksAsync(), await house.ReadAsync(r => r.Enquiries.Where(e => e.Id == ids[0]).Select(e => e.UnitId).SingleAsync(Cancel))));

        Task<Outcome> PutAsync(Guid id, Guid? unit, string seen) => Desk(house).PutAsync(House.Organizer, House.Fair, id, "Unit", new UnitInChargeForm { UnitId = unit }, seen, Cancel);
    }

    [Theory, InlineData(Role.Leader), InlineData(Role.Reception), InlineData(Role.Reporter)]
    public async Task Who_does_not_answer_enquiries_gives_none_out(Role role)
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var id = (await AskedAsync(house, 1)).Single();
        var (typed, actor) = (new UnitInChargeForm { UnitId = await UnitAsync(house, 0) }, new Actor(Guid.NewGuid(), "测试", role));

        await Assert.ThrowsAsync<NotAllowedException>(() => Desk(house).PlanAsync(actor, House.Fair, Selection.Of([id]), "Unit", typed, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => Desk(house).ApplyAsync(actor, House.Fair, Selection.Of([id]), "Unit", typed, "", null, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => Desk(house).PutAsync(actor, House.Fair, id, "Unit", typed, "", Cancel));
        // One of another fair is not there.
        Assert.Equal(Refusal.NotFound, (await Desk(house).CellAsync(House.Organizer, "2024", id, "Unit", Cancel)).Refusal);
    }

    private static EnquiryEditDesk Desk(House house) => new(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new EnquiryList(house.Database.Contexts, house.Clock), house.Replies);

    private static Task<Guid> UnitAsync(House house, int which) => house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).Skip(which).FirstAsync(Cancel));

    private static async Task<Outcome> AssignAsync(House house, Guid id, AssignForm form) => await house.Replies.AssignAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), form, Cancel);

    private static async Task CloseAsync(House house, Guid id)
    {
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = "欢迎来陵川" }, Cancel));
        House.Done(await house.Replies.CloseAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), Cancel));
    }

    private static async Task<List<Guid>> AskedAsync(House house, int count)
    {
        var project = await house.ReadAsync(db => db.Projects.OrderBy(p => p.Code).Select(p => p.Id).FirstAsync(Cancel));
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
            ids.Add(House.Done(await house.Enquiries.EnterAsync(House.Organizer, House.Fair, new EnterForm
            {
                Kind = EnquiryKind.Question,
                Channel = EnquiryChannel.Phone,
                On = house.Today,
                At = new TimeOnly(8, 0),
                Name = $"问者{i}（示例）",
                Organisation = "问问公司（示例）",
                Mobile = "000-0000-9999",
                Projects = [project],
                Words = $"第{i}问",
            }, Cancel)));
        return ids;
    }

    private static Task<Dictionary<Guid, int>> VersionsAsync(House house, IReadOnlyCollection<Guid> ids) =>
        house.ReadAsync(db => db.Enquiries.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Version, Cancel));
}
