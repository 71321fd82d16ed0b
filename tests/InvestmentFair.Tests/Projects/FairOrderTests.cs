using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Projects;

/// <summary>Staff say in the list of projects in which order the fair shows them; the portal follows.</summary>
public sealed class FairOrderTests
{
    private const string Cell = "FairOrder";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_project_is_shown_where_its_number_says_and_the_history_tells_who_moved_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var portal = new PortalQueries(house.Database.Contexts, house.Clock);
        var last = await house.ReadAsync(db => db.FairProjects.Where(l => l.Fair.Code == House.Fair).OrderByDescending(l => l.Ordinal).Select(l => l.Project.Code).FirstAsync(Cancel));
        var (id, place) = await ListedAsync(house, last);
        Assert.DoesNotContain((await portal.ProjectsAsync(new ProjectAsked(), Cancel)).Rows.Take(2), p => p.Code == last);

        House.Done(await PutAsync(house, id, 1, $"{place}"));

        // It shares its place with what stood there alone; of those the code decides.
        var first = await house.ReadAsync(db => db.FairProjects.Where(l => l.Fair.Code == House.Fair && l.Ordinal == 1).OrderBy(l => l.Project.Code).Select(l => l.Project.Code).ToListAsync(Cancel));
        Assert.Equal(2, first.Count);
        Assert.Equal(first, (await portal.ProjectsAsync(new ProjectAsked(), Cancel)).Rows.Select(p => p.Code).Take(2));
        await using var db = house.Open();
        var link = await db.AuditEntries.Include(a => a.Rows).OrderBy(a => a.Sequence).LastAsync(Cancel);
        Assert.Equal("project.ordered", link.Act);
        Assert.Equal((id, Cell, $"2027 · {place}", "2027 · 1"), link.Rows.Select(r => (r.RecordId, r.Field, r.Old!, r.New!)).Single());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Where_somebody_else_has_put_it_elsewhere_meanwhile_both_places_are_shown_and_nothing_is_written(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, place) = await ListedAsync(house, "LC-T01");
        House.Done(await PutAsync(house, id, 33, $"{place}"));
        var (version, links) = (await house.VersionAsync<Project>(id), await house.LinksAsync());

        var refused = await PutAsync(house, id, 44, $"{place}");

        Assert.Equal((44, 33), (((FairOrderForm)refused.Clash!.Mine).Place, ((FairOrderForm)refused.Clash.Theirs).Place));
        Assert.Equal((version, links, 33), (await house.VersionAsync<Project>(id), await house.LinksAsync(), (await ListedAsync(house, "LC-T01")).Place));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_eight_who_move_a_project_from_one_place_one_is_heard(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, place) = await ListedAsync(house, "LC-T01");

        var outcomes = await House.FightAsync(8, i => PutAsync(house, id, 50 + i, $"{place}"));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.True(o.IsOvertaken, o.Text));
        Assert.Equal(50 + outcomes.ToList().FindIndex(o => !o.Refused), (await ListedAsync(house, "LC-T01")).Place);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Each_fair_has_an_order_of_its_own_and_none_for_what_it_does_not_list(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, place) = await ListedAsync(house, "LC-T01");
        House.Done(await house.Projects.ListAsync(House.Organizer, "2025", id, true, Cancel));
        Assert.Equal((Cell, null, "2025 · 1"), await house.ReadAsync(async db => await db.History.Where(h => h.RecordId == id).OrderByDescending(h => h.Sequence).Select(h => new ValueTuple<string, string?, string?>(h.Field, h.Old, h.New)).FirstAsync(Cancel)));

        House.Done(await PutAsync(house, id, 9, "1", "2025"));
        Assert.Equal(place, (await ListedAsync(house, "LC-T01")).Place);
        House.Done(await house.Projects.ListAsync(House.Organizer, "2025", id, false, Cancel));
        Assert.Equal(ProjectRefusals.NotListed, (await PutAsync(house, id, 9, "", "2025")).Refusal);
        Assert.NotEmpty((await PutAsync(house, id, 0, $"{place}")).Problems);
        await Assert.ThrowsAsync<NotAllowedException>(() => Desk(house).PutAsync(new Actor(Guid.NewGuid(), "领导（测试）", Role.Leader), House.Fair, id, Cell, new FairOrderForm { Place = 2 }, $"{place}", Cancel));
        await house.VerifyAsync();
    }

    private static ProjectEditDesk Desk(House house) => new(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new ProjectList(house.Database.Contexts, house.Clock), house.Projects);

    private static Task<Outcome> PutAsync(House house, Guid id, int place, string seen, string fair = House.Fair) => Desk(house).PutAsync(House.Organizer, fair, id, Cell, new FairOrderForm { Place = place }, seen, Cancel);

    private static Task<(Guid Id, int Place)> ListedAsync(House house, string code) => house.ReadAsync(db =>
        db.FairProjects.Where(l => l.Fair.Code == House.Fair && l.Project.Code == code).Select(l => new ValueTuple<Guid, int>(l.ProjectId, l.Ordinal)).SingleAsync(Cancel));
}
