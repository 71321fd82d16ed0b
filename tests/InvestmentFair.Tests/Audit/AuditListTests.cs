using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Delegations;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Audit;

/// <summary>The audit says whom an act was about, and is searched by it.</summary>
public sealed class AuditListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Actor Auditor => House.Organizer with { Role = Role.Administrator };

    [Theory, ClassData(typeof(Both))]
    public async Task An_act_is_found_by_the_name_and_the_number_of_whom_it_was_about(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, new GuestForm { Name = "独名人（示例）", Organisation = "独局（示例）", DelegationId = await DelegationAsync(house), Part = GuestPart.Staff }, Cancel));
        var number = await house.ReadAsync(db => db.Guests.Where(g => g.Id == guest).Select(g => g.Number).SingleAsync(Cancel));

        foreach (var word in new[] { "独名人", number })
        {
            var row = Assert.Single((await Audit(house).LoadAsync(Auditor, null, new ListState { Search = word }, Cancel)).Rows);
            Assert.Equal(("guest.entered", "独名人（示例）"), (row.Act, row.About));
        }

        Assert.Empty((await Audit(house).LoadAsync(Auditor, null, new ListState { Search = "无此名者" }, Cancel)).Rows);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_merge_names_who_went_into_whom_and_its_step_that_wrote_nothing_says_what_it_is(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var made = new List<Guid>();
        foreach (var name in new[] { "甲并（示例）", "乙并（示例）" })
            made.Add(House.Done(await house.Investors.SaveAsync(House.Organizer, null, new InvestorForm { NameZh = name, Origin = Enum.GetValues<InvestmentOrigin>()[0] }, Cancel)));
        var desk = new InvestorMergeDesk(house.Database.Contexts, house.Clock);
        House.Done(await desk.MergeAsync(House.Organizer, made[0], made[1], 1, 1, [], Cancel));
        Assert.False((await desk.UndoAsync(House.Organizer, made[0], Cancel)).Refused);

        var rows = (await Audit(house).LoadAsync(Auditor, null, new ListState { Size = 25 }, Cancel)).Rows;

        Assert.Contains(rows, r => r.Act == "investor.merged" && r.About == "甲并（示例） → 乙并（示例）");
        Assert.All(rows.Where(r => r.Changes == 0), r => Assert.StartsWith("（", r.About, StringComparison.Ordinal));
        Assert.Contains(rows, r => r is { Act: "investor.unmerged", Changes: 0 });
    }

    private static Task<Guid> DelegationAsync(House house) => house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair && d.Roster == RosterState.Open).OrderBy(d => d.RegionCode).Select(d => d.Id).FirstAsync(Cancel));

    private static AuditList Audit(House house) => new(house.Database.Contexts, new ValueNameQueries(house.Database.Contexts, new ChoiceQueries(house.Database.Contexts, house.Clock)));
}
