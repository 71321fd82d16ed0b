using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>How many meetings a party has at least and at most: said once for each, of one party, in order.</summary>
public sealed class LimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Limits_are_of_one_party_say_something_and_are_in_order()
    {
        static string[] Wrong(LimitForm form) => [.. form.Check().Select(p => p.Field)];
        var party = Guid.NewGuid();

        Assert.Equal([nameof(LimitForm.InvestorId), nameof(LimitForm.Most)], Wrong(new LimitForm()));
        Assert.Equal([nameof(LimitForm.InvestorId)], Wrong(new LimitForm { InvestorId = party, ProjectId = party, Most = 1 }));
        Assert.Equal([nameof(LimitForm.Most)], Wrong(new LimitForm { PlantId = party, Least = 0 }));
        Assert.Equal([nameof(LimitForm.Most)], Wrong(new LimitForm { PlantId = party, Least = 3, Most = 2 }));
        Assert.Equal([nameof(LimitForm.Most)], Wrong(new LimitForm { PlantId = party, Most = LimitForm.MostMeetings + 1 }));
        Assert.Empty(Wrong(new LimitForm { DelegationId = party, Least = 2, Most = 2 }));
        Assert.Empty(Wrong(new LimitForm { DelegationId = party, Least = 2 }));
    }

    [Fact]
    public void The_kind_of_a_party_follows_from_which_it_is()
    {
        var party = Guid.NewGuid();
        LimitForm[] forms = [new() { InvestorId = party, Most = 1 }, new() { DelegationId = party, Most = 1 }, new() { ProjectId = party, Most = 1 }, new() { PlantId = party, Most = 1 }];

        Assert.Equal(Enum.GetValues<PartyKind>(), forms.Select(f => PartyLimit.Set(Guid.NewGuid(), f).Kind));
        Assert.All(forms, f => Assert.Equal(party, PartyLimit.Set(Guid.NewGuid(), f).PartyId));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_party_has_its_limits_once_and_an_enterprise_under_whichever_of_its_records(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (one, other) = (await house.InvestorAsync(3), await house.InvestorAsync(4));
        var id = House.Done(await house.Limits.SaveAsync(House.Organizer, House.Fair, null, new LimitForm { InvestorId = one, Most = 3 }, Cancel));
        Assert.Equal(LimitRefusals.Party, (await house.Limits.SaveAsync(House.Organizer, House.Fair, null, new LimitForm { InvestorId = one, Most = 5 }, Cancel)).Refusal);

        var merges = new InvestorMergeDesk(house.Database.Contexts, house.Clock);
        House.Done(await merges.MergeAsync(House.Organizer, one, other, await house.VersionAsync<Investor>(one), await house.VersionAsync<Investor>(other), [], Cancel));
        Assert.Equal(LimitRefusals.Party, (await house.Limits.SaveAsync(House.Organizer, House.Fair, null, new LimitForm { InvestorId = other, Most = 5 }, Cancel)).Refusal);

        var view = (await house.Limits.LimitAsync(House.Organizer, House.Fair, id, Cancel))!;
        var name = await house.ReadAsync(db => db.Investors.Where(i => i.Id == other).Select(i => i.Name.Zh).SingleAsync(Cancel));
        Assert.Equal(name, view.Party);
        // Whose they are stays, whatever is sent.
        (view.Form.InvestorId, view.Form.PlantId, view.Form.Least) = (null, await house.ReadAsync(db => db.Plants.Select(p => p.Id).FirstAsync(Cancel)), 2);
        House.Done(await house.Limits.SaveAsync(House.Organizer, House.Fair, id, view.Form, Cancel));
        var kept = await house.ReadAsync(db => db.Limits.AsNoTracking().SingleAsync(l => l.Id == id, Cancel));
        Assert.Equal((PartyKind.Investor, one, 2, 3), (kept.Kind, kept.PartyId, kept.Least, kept.Most!.Value));
        var called = await new ValueNameQueries(house.Database.Contexts, new ChoiceQueries(house.Database.Contexts, house.Clock)).RecordsAsync(House.Organizer, [(nameof(PartyLimit), id)], Cancel);
        Assert.Equal(name, called[id]);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Limits.SaveAsync(new Actor(Guid.NewGuid(), "接待（测试）", Role.Reception), House.Fair, null, new LimitForm { InvestorId = other, Most = 1 }, Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_eight_who_limit_one_plant_at_once_one_is_heard(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var plant = await house.ReadAsync(db => db.Plants.OrderBy(p => p.Code).Select(p => p.Id).FirstAsync(Cancel));

        var outcomes = await House.FightAsync(8, i => house.Limits.SaveAsync(House.Organizer, House.Fair, null, new LimitForm { PlantId = plant, Most = i + 1 }, Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Contains(o.Refusal, new Refusal?[] { LimitRefusals.Party, Refusal.BusyTryAgain }));
        Assert.Equal(1, await house.ReadAsync(db => db.Limits.CountAsync(l => l.PlantId == plant, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_list_says_who_has_more_than_the_most_and_fewer_than_the_least(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var placed = await house.ReadAsync(db => db.Meetings.Where(m => m.Fair.Code == House.Fair && m.FirstSlotId != null && m.PlantId != null).GroupBy(m => m.PlantId!.Value).Select(g => new { Plant = g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ThenBy(g => g.Plant).FirstAsync(Cancel));
        var free = await house.ReadAsync(db => db.Plants.Where(p => !db.Meetings.Any(m => m.PlantId == p.Id)).OrderBy(p => p.Code).Select(p => p.Id).FirstAsync(Cancel));
        var over = House.Done(await house.Limits.SaveAsync(House.Organizer, House.Fair, null, new LimitForm { PlantId = placed.Plant, Most = placed.Count }, Cancel));
        var under = House.Done(await house.Limits.SaveAsync(House.Organizer, House.Fair, null, new LimitForm { PlantId = free, Least = 1 }, Cancel));
        var list = new LimitList(house.Database.Contexts);
        async Task<List<Guid>> AreAsync(string filter) => [.. (await list.LoadAsync(House.Organizer, House.Fair, new ListState { Filters = new Dictionary<string, string> { [filter] = "yes", ["kind"] = nameof(PartyKind.Plant) } }, Cancel)).Rows.Select(r => r.Id)];
        Assert.Empty(await AreAsync("above"));
        Assert.Equal([under], await AreAsync("below"));

        await house.ReadAsync(db => db.Limits.Where(l => l.Id == over).ExecuteUpdateAsync(s => s.SetProperty(l => l.Most, placed.Count - 1), Cancel));

        if (placed.Count > 1) Assert.Equal([over], await AreAsync("above"));
    }
}
