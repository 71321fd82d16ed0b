using System.Data.Common;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Access;

/// <summary>Addresses without a login: nothing that is kept opens one, each is one person's or one hall's, and staff renew and revoke it.</summary>
public sealed class LinkDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_ten_thousand_links_no_two_have_one_key_nor_any_of_its_generations()
    {
        var keys = new LinkKeys(() => new byte[32]);
        var made = Enumerable.Range(0, 5_000).SelectMany(i =>
        {
            var link = GuestLink.Give($"LK-{i}", Guid.Empty, LinkKind.Timetable, Guid.Empty, keys);
            var first = link.Key(keys)!;
            House.Done(link.Renew(keys));
            return new[] { first, link.Key(keys)! };
        }).ToList();

        Assert.Equal(10_000, made.Distinct().Count());
        Assert.All(made, key => Assert.Equal(LinkKeys.Length, key.Length));
    }

    [Fact]
    public void A_revoked_link_keeps_nothing_that_opens_and_comes_to_life_by_nothing()
    {
        var keys = new LinkKeys(() => new byte[32]);
        var link = GuestLink.Give("LK-00001", Guid.Empty, LinkKind.Timetable, Guid.Empty, keys);

        House.Done(link.Revoke("周文（示例）", DateTime.UnixEpoch));

        Assert.Equal((null, null, "周文（示例）"), (link.KeyHash, link.Key(keys), link.RevokedBy));
        Assert.Equal((LinkRefusals.Gone, LinkRefusals.Gone), (link.Renew(keys).Refusal, link.Revoke("周文（示例）", DateTime.UnixEpoch).Refusal));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_link_opens_what_it_is_of_and_nothing_that_is_kept_opens_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (person, hall) = ((await house.PeopleAsync(1))[0], await house.ReadAsync(db => db.Halls.Where(h => h.Fair.Code == House.Fair).Select(h => h.Id).FirstAsync(Cancel)));
        var (mine, feed, board) = (await ShowAsync(house, LinkKind.Timetable, person), await ShowAsync(house, LinkKind.Calendar, person), await ShowAsync(house, LinkKind.Board, hall));

        Assert.Equal(new OpenedLink(mine.Id, "LK-00001", 1, House.Fair, person), await OpenAsync(house, LinkKind.Timetable, mine.Key!));
        Assert.Equal((person, hall), ((await OpenAsync(house, LinkKind.Calendar, feed.Key!))!.Subject, (await OpenAsync(house, LinkKind.Board, board.Key!))!.Subject));
        Assert.Equal(mine, await ShowAsync(house, LinkKind.Timetable, person));
        // A key of another kind, nobody's, or what is kept of it opens nothing.
        foreach (var wrong in new[] { feed.Key!, board.Key!, new string('0', LinkKeys.Length), LinkKeys.HashOf(mine.Key!), mine.Key!.ToUpperInvariant(), "", "LK-00001" })
            Assert.Null(await OpenAsync(house, LinkKind.Timetable, wrong));
        var dump = await house.DumpAsync();
        Assert.All(new[] { mine, feed, board }, l => Assert.DoesNotContain(l.Key!, dump, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(LinkKeys.HashOf(mine.Key!), dump, StringComparison.Ordinal);
        Assert.DoesNotContain(LinkKeys.HashOf(mine.Key!), string.Join('\n', await house.ReadAsync(db => db.History.Where(h => h.Record == nameof(GuestLink)).Select(h => h.New!).ToListAsync(Cancel))), StringComparison.Ordinal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_renewed_link_opens_by_its_new_key_alone_and_a_revoked_one_by_none(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = (await house.PeopleAsync(1))[0];
        var first = await ShowAsync(house, LinkKind.Timetable, person);
        Assert.NotNull(await house.Links.OpenAgainAsync(Actor.Portal, LinkKind.Timetable, first.Id, 1, Cancel));

        House.Done(await house.Links.RenewAsync(House.Organizer, House.Fair, first.Id, first.Version, Cancel));
        var second = await ShowAsync(house, LinkKind.Timetable, person);
        Assert.Equal((first.Id, first.Number), (second.Id, second.Number));
        Assert.Equal((null, 2), (await OpenAsync(house, LinkKind.Timetable, first.Key!), (await OpenAsync(house, LinkKind.Timetable, second.Key!))!.Generation));
        // Neither does the browser that was let in by the old one.
        Assert.Null(await house.Links.OpenAgainAsync(Actor.Portal, LinkKind.Timetable, first.Id, 1, Cancel));
        Assert.Equal(person, (await house.Links.OpenAgainAsync(Actor.Portal, LinkKind.Timetable, first.Id, 2, Cancel))!.Subject);
        Assert.Null(await house.Links.OpenAgainAsync(Actor.Portal, LinkKind.Board, first.Id, 2, Cancel));

        Assert.True((await house.Links.RevokeAsync(House.Organizer, House.Fair, first.Id, first.Version, Cancel)).IsOvertaken);
        House.Done(await house.Links.RevokeAsync(House.Organizer, House.Fair, first.Id, second.Version, Cancel));
        Assert.Null(await OpenAsync(house, LinkKind.Timetable, second.Key!));
        Assert.Null(await house.Links.OpenAgainAsync(Actor.Portal, LinkKind.Timetable, first.Id, 2, Cancel));
        Assert.Equal(LinkRefusals.Gone, (await house.Links.RenewAsync(House.Organizer, House.Fair, first.Id, await house.VersionAsync<GuestLink>(first.Id), Cancel)).Refusal);
        Assert.Equal("LK-00003", (await ShowAsync(house, LinkKind.Timetable, person)).Number);
        // Of another fair it is not there to be touched.
        Assert.Equal(Refusal.NotFound, (await house.Links.RenewAsync(House.Organizer, "2025", first.Id, 1, Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task With_the_page_of_a_person_their_calendar_is_given_renewed_and_revoked_and_not_the_other_way_round(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = (await house.PeopleAsync(1))[0];
        var page = await ShowAsync(house, LinkKind.Timetable, person);
        var first = (await CalendarAsync())!;
        Assert.Equal(first, (await ShowAsync(house, LinkKind.Calendar, person)).Key);

        House.Done(await house.Links.RenewAsync(House.Organizer, House.Fair, page.Id, page.Version, Cancel));
        var second = (await CalendarAsync())!;
        Assert.Equal((null, person), (await OpenAsync(house, LinkKind.Calendar, first), (await OpenAsync(house, LinkKind.Calendar, second))!.Subject));

        // Whoever reads the calendar alone knows nothing of the page.
        var calendar = await ShowAsync(house, LinkKind.Calendar, person);
        House.Done(await house.Links.RevokeAsync(House.Organizer, House.Fair, calendar.Id, calendar.Version, Cancel));
        page = await ShowAsync(house, LinkKind.Timetable, person);
        Assert.Equal((person, null), ((await OpenAsync(house, LinkKind.Timetable, page.Key!))!.Subject, await CalendarAsync()));

        var third = await ShowAsync(house, LinkKind.Calendar, person);
        House.Done(await house.Links.RevokeAsync(House.Organizer, House.Fair, page.Id, page.Version, Cancel));
        Assert.Null(await OpenAsync(house, LinkKind.Calendar, third.Key!));
        await house.VerifyAsync();

        Task<string?> CalendarAsync() => house.Links.CalendarKeyAsync(new OpenedLink(page.Id, page.Number, 1, House.Fair, person), Cancel);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_eight_who_ask_for_one_link_at_once_all_are_shown_the_same(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = (await house.PeopleAsync(1))[0];

        var shown = await House.FightAsync(8, _ => house.Links.ShowAsync(House.Organizer, House.Fair, LinkKind.Timetable, person, Cancel));

        Assert.Single(shown.Select(o => House.Done(o).Key).Distinct());
        Assert.Equal([LinkKind.Timetable, LinkKind.Calendar], await house.ReadAsync(db => db.Links.OrderBy(l => l.Number).Select(l => l.Kind).ToListAsync(Cancel)));
        // What keeps it to one is the database, and not that they came one after the other.
        await using var db = house.Open();
        db.Add(GuestLink.Give("LK-99999", await house.FairIdAsync(), LinkKind.Timetable, person, house.Database.Keys));
        Assert.Equal(Refusal.AlreadyExists, (await db.SaveAsync(new Act(House.Organizer, "link.given", house.Now), Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task While_a_link_is_renewed_by_eight_it_opens_by_one_key_at_a_time(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = (await house.PeopleAsync(1))[0];
        var link = await ShowAsync(house, LinkKind.Timetable, person);

        var outcomes = await House.FightAsync(9, async i => i > 0
            ? await house.Links.RenewAsync(House.Organizer, House.Fair, link.Id, link.Version, Cancel)
            : await OpenAsync(house, LinkKind.Timetable, link.Key!) is null or { Generation: 1 } ? Outcome.Done : Refusal.NotFound);

        Assert.Single(outcomes.Skip(1), o => !o.Refused);
        Assert.False(outcomes[0].Refused);
        Assert.Equal(2, (await OpenAsync(house, LinkKind.Timetable, (await ShowAsync(house, LinkKind.Timetable, person)).Key!))!.Generation);
        Assert.Null(await OpenAsync(house, LinkKind.Timetable, link.Key!));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Both_links_of_a_merged_person_open_the_one_who_stays_and_are_renewed_as_one(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await house.PeopleAsync(2);
        var (goes, stays) = (await ShowAsync(house, LinkKind.Timetable, people[0]), await ShowAsync(house, LinkKind.Timetable, people[1]));

        House.Done(await new PersonMergeDesk(house.Database.Contexts, house.Clock).MergeAsync(House.Organizer, people[0], people[1], await house.VersionAsync<Person>(people[0]), await house.VersionAsync<Person>(people[1]), [], Cancel));

        Assert.All(new[] { stays, goes }, l => Assert.Equal(people[1], OpenAsync(house, LinkKind.Timetable, l.Key!).GetAwaiter().GetResult()!.Subject));
        Assert.Equal((stays.Id, stays.Id), ((await ShowAsync(house, LinkKind.Timetable, people[0])).Id, (await ShowAsync(house, LinkKind.Timetable, people[1])).Id));
        House.Done(await house.Links.RenewAsync(House.Organizer, House.Fair, stays.Id, await house.VersionAsync<GuestLink>(stays.Id), Cancel));
        Assert.Equal((null, null), (await OpenAsync(house, LinkKind.Timetable, stays.Key!), await OpenAsync(house, LinkKind.Timetable, goes.Key!)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task With_the_secret_lost_links_go_on_opening_and_are_shown_again_when_renewed(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = (await house.PeopleAsync(1))[0];
        var link = await ShowAsync(house, LinkKind.Timetable, person);
        var after = new LinkDesk(house.Database.Contexts, house.Clock, new LinkKeys(() => new byte[32]));

        Assert.Null(House.Done(await after.ShowAsync(House.Organizer, House.Fair, LinkKind.Timetable, person, Cancel)).Key);
        Assert.NotNull(await after.OpenAsync(Actor.Portal, LinkKind.Timetable, link.Key!, Cancel));
        House.Done(await after.RenewAsync(House.Organizer, House.Fair, link.Id, link.Version, Cancel));
        Assert.NotNull(await after.OpenAsync(Actor.Portal, LinkKind.Timetable, House.Done(await after.ShowAsync(House.Organizer, House.Fair, LinkKind.Timetable, person, Cancel)).Key!, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_link_opens_until_thirty_days_after_its_fair_and_is_of_somebody_of_the_house(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = (await house.PeopleAsync(1))[0];
        var link = await ShowAsync(house, LinkKind.Timetable, person);
        var last = await house.ReadAsync(db => db.Fairs.Where(f => f.Code == House.Fair).Select(f => f.LastDay).SingleAsync(Cancel));
        Assert.Equal(last.AddDays(30), link.OpensUntil);
        Assert.Equal(Refusal.NotFound, (await house.Links.ShowAsync(House.Organizer, House.Fair, LinkKind.Timetable, Guid.NewGuid(), Cancel)).Refusal);
        var elsewhere = await house.ReadAsync(db => db.Halls.Where(h => h.Fair.Code != House.Fair).Select(h => h.Id).FirstAsync(Cancel));
        Assert.Equal(Refusal.NotFound, (await house.Links.ShowAsync(House.Organizer, House.Fair, LinkKind.Board, elsewhere, Cancel)).Refusal);
        Assert.Equal(LinkRefusals.Over, (await house.Links.ShowAsync(House.Organizer, "2025", LinkKind.Timetable, person, Cancel)).Refusal);

        house.Time.Advance(FairTime.ToUtc(link.OpensUntil.AddDays(1), default) - house.Now - TimeSpan.FromMinutes(1));
        Assert.NotNull(await OpenAsync(house, LinkKind.Timetable, link.Key!));
        house.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await OpenAsync(house, LinkKind.Timetable, link.Key!));
        Assert.Null(await house.Links.OpenAgainAsync(Actor.Portal, LinkKind.Timetable, link.Id, 1, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task In_an_archived_fair_none_is_given_out_and_what_was_is_taken_away(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await house.PeopleAsync(3);
        var (one, two) = (await ShowAsync(house, LinkKind.Timetable, people[0]), await ShowAsync(house, LinkKind.Timetable, people[1]));
        await house.ReadAsync(db => db.Fairs.Where(f => f.Code == House.Fair).ExecuteUpdateAsync(set => set.SetProperty(f => f.IsCurrent, false).SetProperty(f => f.IsArchived, true).SetProperty(f => f.ArchivedAt, house.Now), Cancel));

        Assert.Equal(FairRefusals.Archived, (await house.Links.ShowAsync(House.Organizer, House.Fair, LinkKind.Timetable, people[2], Cancel)).Refusal);
        House.Done(await house.Links.RenewAsync(House.Organizer, House.Fair, one.Id, one.Version, Cancel));
        House.Done(await house.Links.RevokeAsync(House.Organizer, House.Fair, two.Id, two.Version, Cancel));

        Assert.Equal((null, null), (await OpenAsync(house, LinkKind.Timetable, one.Key!), await OpenAsync(house, LinkKind.Timetable, two.Key!)));
        Assert.NotNull(await OpenAsync(house, LinkKind.Timetable, (await ShowAsync(house, LinkKind.Timetable, people[0])).Key!));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_database_itself_keeps_a_link_open_or_revoked(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await ShowAsync(house, LinkKind.Timetable, (await house.PeopleAsync(1))[0]);

        var refused = await Assert.ThrowsAnyAsync<DbException>(() => house.ReadAsync(db => db.Links.ExecuteUpdateAsync(set => set.SetProperty(l => l.RevokedAt, house.Now), Cancel)));

        Assert.Contains("CK_Links_Key", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<LinkView> ShowAsync(House house, LinkKind kind, Guid subject) => House.Done(await house.Links.ShowAsync(House.Organizer, House.Fair, kind, subject, Cancel));

    private static Task<OpenedLink?> OpenAsync(House house, LinkKind kind, string key) => house.Links.OpenAsync(Actor.Portal, kind, key, Cancel);
}
