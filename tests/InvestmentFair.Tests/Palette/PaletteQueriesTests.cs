using InvestmentFair.Access;
using InvestmentFair.Palette;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Palette;

public sealed class PaletteQueriesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_guest_is_found_by_name_sound_initials_and_number(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        foreach (var typed in new[] { "詹光耀", "光耀", "zhanguangyao", "zgy", "zhangy", "2027-0001" })
        {
            var hits = await FindAsync(house, House.Organizer, typed);
            Assert.Equal((typed, SearchKind.Guest, "詹光耀（示例）"), (typed, hits[0].Kind, hits[0].Title));
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Projects_investors_and_deals_are_found_by_their_characters_their_sound_and_their_initials(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        foreach (var (kind, title, typed) in new[]
        {
            (SearchKind.Project, "西溪二仙庙金代古建研学中心项目（示例）", new[] { "二仙庙", "西溪 研学", "erxianmiao", "xixi yanxue", "exm", "xxexm", "EXM" }),
            (SearchKind.Investor, "瑞屿家具（示例）有限公司", new[] { "瑞屿家具", "屿家", "ruiyujiaju", "yujiaju", "ryjj", "yjj", "RYJJ" }),
            (SearchKind.Deal, "崇文镇木质包装箱项目（示例）", new[] { "木质包装箱", "崇文 包装", "muzhibaozhuangxiang", "chongwenzhenmuzhi", "mzbzx", "cwzmz", "MZBZX" }),
        })
            foreach (var words in typed)
                Assert.True((await FindAsync(house, House.Organizer, words)).Any(h => h.Kind == kind && h.Title == title), $"{title} is not found by {words}");
        // And not by what neither stands in the name nor sounds like it.
        foreach (var words in new[] { "仙二庙", "xianermiao", "xem", "mzbxz" })
            Assert.DoesNotContain(await FindAsync(house, House.Organizer, words), h => h.Title is "西溪二仙庙金代古建研学中心项目（示例）" or "崇文镇木质包装箱项目（示例）");
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Every_kind_is_found_by_its_number_or_name(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        foreach (var (typed, kind) in new[] { ("LC-T05", SearchKind.Project), ("IP-A", SearchKind.Plant), ("GZ-0001", SearchKind.Deal), ("始兴县党政代表团", SearchKind.Delegation) })
            Assert.Equal((typed, kind), (typed, (await FindAsync(house, House.Organizer, typed))[0].Kind));
        var number = await house.ReadAsync(db => db.Investors.OrderBy(i => i.Number).Select(i => i.Number).FirstAsync(Cancel));
        Assert.Equal((SearchKind.Investor, number), (await FindAsync(house, House.Organizer, number)) is [var first, ..] ? (first.Kind, first.Number) : default);
        var host = await house.ReadAsync(db => db.Hosts.Where(h => !db.Guests.Any(g => g.PersonId == h.PersonId)).OrderBy(h => h.Id).Select(h => h.Person.Name).FirstAsync(Cancel));
        Assert.Contains(await FindAsync(house, House.Organizer, host), h => h.Kind is SearchKind.Person && h.Title == host && h.Detail.Length > 0);
        // Whoever has no part anywhere has a page as well.
        var alone = (await house.PeopleAsync(1))[0];
        var interpreter = await house.ReadAsync(db => db.Interpreters.OrderBy(i => i.Id).Select(i => new { i.PersonId, i.Person.Name }).FirstAsync(Cancel));
        Assert.Contains(await FindAsync(house, House.Organizer, "与会者1（示例）"), h => h.Kind is SearchKind.Person && h.Id == alone);
        Assert.Contains(await FindAsync(house, House.Organizer, interpreter.Name), h => h.Kind is SearchKind.Person && h.Id == interpreter.PersonId);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_name_itself_comes_before_names_that_go_on(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using (var db = house.Open())
        {
            // Seventy namesakes that go on, newer than the one whose name ends there.
            var delegation = await db.Delegations.Include(d => d.Fair).FirstAsync(d => d.Fair.Code == House.Fair, Cancel);
            for (var i = 0; i < 70; i++)
            {
                var person = InvestmentFair.People.Person.Enter(new InvestmentFair.People.PersonForm { Name = i == 0 ? "仇浩" : $"仇浩{"然天明"[i % 3]}" });
                db.AddRange(person, InvestmentFair.Delegations.Guest.Enter($"T{i:000}", delegation.FairId, person, new InvestmentFair.Delegations.GuestForm { Name = person.Name, DelegationId = delegation.Id, Part = InvestmentFair.Delegations.GuestPart.Staff }));
            }

            House.Done(await db.SaveAsync(new InvestmentFair.Data.Act(House.Organizer, "guest.entered", house.Now), Cancel));
        }

        Assert.Equal("仇浩", (await FindAsync(house, House.Organizer, "qh"))[0].Title);
        Assert.Equal("仇浩", (await FindAsync(house, House.Organizer, "qiuhao"))[0].Title);
        Assert.Equal(PaletteQueries.MostOfAKind, (await FindAsync(house, House.Organizer, "仇浩")).Count(h => h.Kind is SearchKind.Guest));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_telephone_number_finds_somebody_only_for_those_who_may_read_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);

        Assert.Equal("詹光耀（示例）", (await FindAsync(house, House.Organizer, "000-0000-4001"))[0].Title);
        Assert.Contains(await FindAsync(house, House.Organizer, "4001"), h => h.Title == "詹光耀（示例）");
        foreach (var typed in new[] { "000-0000-4001", "00000004001", "4001", "☎4001", "☎00000004001" })
            Assert.DoesNotContain(await FindAsync(house, As(Role.Leader), typed), h => h.Kind is SearchKind.Guest or SearchKind.Person or SearchKind.Delegation);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_reporter_finds_the_deals_of_their_unit_and_nothing_else(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var units = await house.ReadAsync(db => db.Deals.GroupBy(d => d.LeadUnitId).OrderByDescending(g => g.Count()).Select(g => g.Key).Take(2).ToListAsync(Cancel));
        var (mine, theirs) = (await NumberAsync(house, units[0]), await NumberAsync(house, units[1]));
        var reporter = As(Role.Reporter, units[0]);

        Assert.Equal(mine, (await FindAsync(house, reporter, mine))[0].Number);
        Assert.Empty(await FindAsync(house, reporter, theirs));
        Assert.NotEmpty(await FindAsync(house, House.Organizer, theirs));
        var all = await FindAsync(house, reporter, "GZ");
        Assert.Equal(PaletteQueries.MostOfAKind, all.Count);
        Assert.All(all, h => Assert.Equal(SearchKind.Deal, h.Kind));
        Assert.Empty(await FindAsync(house, reporter, "詹光耀"));
        Assert.Empty(await FindAsync(house, As(Role.Reporter), "GZ"));
        Assert.DoesNotContain(await FindAsync(house, As(Role.Reception), "GZ"), h => h.Kind is SearchKind.Deal);
        await Assert.ThrowsAsync<NotAllowedException>(() => FindAsync(house, Actor.Portal, "GZ"));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_was_opened_last_comes_first_and_only_while_it_may_be_seen(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var palette = new PaletteQueries(house.Database.Contexts, house.Clock);
        var guests = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair).OrderBy(g => g.Number).Select(g => g.Id).Take(40).ToListAsync(Cancel));
        var deal = await house.ReadAsync(db => db.Deals.OrderBy(d => d.Number).Select(d => d.Id).FirstAsync(Cancel));
        foreach (var (kind, id) in guests.Select(g => (SearchKind.Guest, g)).Append((SearchKind.Deal, deal)).Append((SearchKind.Guest, guests[38])))
        {
            house.Time.Advance(TimeSpan.FromMinutes(1));
            await palette.VisitAsync(House.Organizer, kind, id, Cancel);
        }

        var recent = await palette.RecentAsync(House.Organizer, Cancel);
        Assert.Equal([guests[38], deal, guests[39], guests[37]], recent.Take(4).Select(h => h.Id));
        Assert.Equal(PaletteQueries.MostRecent, recent.Count);
        Assert.Equal(30, await house.ReadAsync(db => db.RecentVisits.CountAsync(Cancel)));
        Assert.Empty(await palette.RecentAsync(As(Role.Organizer), Cancel));
        Assert.DoesNotContain(await palette.RecentAsync(House.Organizer with { Role = Role.Reception }, Cancel), h => h.Kind is SearchKind.Deal);
        Assert.Empty(await palette.RecentAsync(House.Organizer with { Role = Role.Reporter, UnitId = Guid.NewGuid() }, Cancel));
    }

    private static Task<string> NumberAsync(House house, Guid unit) => house.ReadAsync(db => db.Deals.Where(d => d.LeadUnitId == unit).OrderBy(d => d.Number).Select(d => d.Number).FirstAsync(Cancel));

    private static Actor As(Role role, Guid? unit = null) => new(Guid.CreateVersion7(), "试用者", role, unit);

    private static Task<IReadOnlyList<PaletteHit>> FindAsync(House house, Actor actor, string typed) => new PaletteQueries(house.Database.Contexts, house.Clock).FindAsync(actor, House.Fair, typed, Cancel);
}
