using InvestmentFair.Access;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>A person's own page and calendar, from release to release.</summary>
public sealed class MyTimetableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task What_moves_is_cancelled_or_goes_on_without_them_is_told_to_whom_it_concerns_and_other_calendars_stay_to_the_byte(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (people, tables) = (await house.PeopleAsync(3), await house.TablesAsync(3));
        var (me, other, joins) = (people[0], people[1], people[2]);
        var (first, second, third, theirs) = (await house.MeetingAsync(await house.SlotAsync(), tables[0], me), await house.MeetingAsync(await house.SlotAsync(), tables[0], me), await house.MeetingAsync(await house.SlotAsync(), tables[0], me, joins), await house.MeetingAsync(await house.SlotAsync(), tables[1], other));
        var (mine, others) = (await GiveAsync(house, me), await GiveAsync(house, other));
        Assert.Equal((null, 0), ((await PageAsync(house, mine)).Release, (await FeedAsync(house, mine)).Entries.Count));

        await house.PublishAsync();
        var told = await PageAsync(house, mine);
        Assert.Equal(("与会者1（示例）", mine.Number, "第1版"), (told.Person, told.Link, told.Release));
        Assert.Equal(new[] { await house.NumberAsync(first), await house.NumberAsync(second), await house.NumberAsync(third) }, told.On.Select(m => m.Number));
        Assert.All(told.On, m => Assert.Equal((null, null, "产业合作（示例）"), (m.Change, m.Was, m.Subject.Zh)));
        Assert.All(told.On, m => Assert.Equal(["与会者1（示例）"], Assert.Single(m.Met).People.Select(p => p.Name)));
        var before = (Mine: await FeedAsync(house, mine), Others: await TextAsync(house, others));
        Assert.Equal([0, 0, 0], before.Mine.Entries.Select(e => e.Sequence));
        Assert.All(before.Mine.Entries, e => Assert.Equal("CONFIRMED", e.Status));
        // A topic may name somebody; a calendar names nobody.
        Assert.All(before.Mine.Entries, e => Assert.DoesNotContain("产业合作", e.Summary, StringComparison.Ordinal));

        var later = await house.SlotAsync();
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, first, await house.VersionAsync<Meeting>(first), new Place(later, 1, tables[2]), Cancel));
        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, second, await house.VersionAsync<Meeting>(second), "对方改期（示例）", Cancel));
        var hosts = await house.ReadAsync(db => db.Meetings.Where(m => m.Id == third).SelectMany(m => m.Attendees).Where(a => a.Side == Side.Host).Select(a => a.PersonId).ToListAsync(Cancel));
        House.Done(await house.Meetings.SeatAsync(House.Organizer, House.Fair, third, new TeamForm { Version = await house.VersionAsync<Meeting>(third), Guests = [joins], Hosts = hosts }, Cancel));
        Assert.Equal(told.On.Select(m => m.StartsAt), (await PageAsync(house, mine)).On.Select(m => m.StartsAt));
        house.Time.Advance(TimeSpan.FromHours(1));
        await house.PublishAsync();

        var now = await PageAsync(house, mine);
        var moved = Assert.Single(now.On);
        Assert.Equal((await house.NumberAsync(first), (LineKind?)LineKind.Changed), (moved.Number, moved.Change));
        Assert.Contains("8月20日 08:00–08:20", moved.Was!.Zh, StringComparison.Ordinal);
        Assert.Equal([(await house.NumberAsync(second), false, (LineKind?)LineKind.Cancelled), (await house.NumberAsync(third), true, LineKind.Leaves)], now.Off.Select(m => (m.Number, m.IsOut, m.Change)));
        var after = await FeedAsync(house, mine);
        Assert.Equal(before.Mine.Entries.Select(e => e.Uid).Order(), after.Entries.Select(e => e.Uid).Order());
        Assert.Equal([("CANCELLED", 1), ("CANCELLED", 1), ("CONFIRMED", 1)], after.Entries.Select(e => (e.Status, e.Sequence)));
        Assert.Equal((moved.StartsAt, before.Mine.Entries[0].Uid), (after.Entries[2].Starts, after.Entries[2].Uid));
        Assert.All(after.Entries, e => Assert.Equal(house.Now, e.Stamp));
        Assert.Equal(before.Others, await TextAsync(house, others));

        // Where the third goes without them is none of theirs; and a release that says nothing new of it marks nothing.
        var left = await TextAsync(house, mine);
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, third, await house.VersionAsync<Meeting>(third), new Place(await house.SlotAsync(), 1, tables[1]), Cancel));
        house.Time.Advance(TimeSpan.FromHours(1));
        await house.PublishAsync();
        Assert.Equal((left, before.Others), (await TextAsync(house, mine), await TextAsync(house, others)));
        now = await PageAsync(house, mine);
        Assert.All(now.On.Concat(now.Off), m => Assert.Null(m.Change));

        // What is hidden is on no page, and every calendar strikes it out.
        var row = await house.ReadAsync(db => db.ReleasedMeetings.AsNoTracking().SingleAsync(m => m.Release.IsCurrent && m.MeetingId == theirs, Cancel));
        House.Done(await house.Releases.HideAsync(House.Organizer, House.Fair, row.Id, row.Version, "客方临时有事（示例）", Cancel));
        Assert.Equal(left, await TextAsync(house, mine));
        Assert.Empty((await PageAsync(house, others)) is var hidden ? hidden.On.Concat(hidden.Off) : []);
        Assert.Equal([("CANCELLED", 1)], (await FeedAsync(house, others)).Entries.Select(e => (e.Status, e.Sequence)));
        await house.VerifyAsync();
    }

    [Fact]
    public async Task A_calendar_reads_in_the_language_of_its_address_and_names_nobody()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        await house.PublishAsync();
        var released = await house.ReadAsync(db => ReleaseQueries.Whole(db).SingleAsync(r => r.IsCurrent && r.Fair.Code == House.Fair, Cancel));
        var names = await house.ReadAsync(db => db.People.Select(p => p.Name).ToListAsync(Cancel));

        foreach (var person in released.Meetings.SelectMany(m => m.Seated).DistinctBy(p => (p.Side, p.Interprets, p.Organisation)).Select(p => p.PersonId).Distinct().ToList())
        {
            var link = await GiveAsync(house, person);
            var (zh, en) = (await FeedAsync(house, link), CalendarReader.Read(await TextAsync(house, link, inEnglish: true)));
            Assert.Equal(released.Meetings.Count(m => m.People.Any(p => p.PersonId == person)), zh.Entries.Count);
            Assert.Equal(zh.Entries.Select(e => (e.Uid, e.Sequence, e.Starts)), en.Entries.Select(e => (e.Uid, e.Sequence, e.Starts)));
            Assert.All(en.Entries, e => Assert.Contains("table", e.Location, StringComparison.Ordinal));
            Assert.All(zh.Entries.Concat(en.Entries), e => Assert.DoesNotContain(names, n => e.Summary.Contains(n, StringComparison.Ordinal)));
            // Of a meeting that one interprets both sides are told.
            var page = await PageAsync(house, link);
            Assert.All(page.On, m => Assert.Equal(m.Interprets ? 2 : 1, m.Met.Count));
            Assert.All(page.On, m => Assert.DoesNotContain(page.Person, m.Interpreters.Select(p => p.Name)));
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_two_records_of_one_person_the_page_shows_the_meetings_of_both(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (people, table) = (await house.PeopleAsync(2), await house.TableAsync());
        foreach (var person in people) await house.MeetingAsync(await house.SlotAsync(), table, person);
        await house.PublishAsync();
        var link = await GiveAsync(house, people[0]);
        Assert.Single((await PageAsync(house, link)).On);

        House.Done(await new InvestmentFair.People.PersonMergeDesk(house.Database.Contexts, house.Clock).MergeAsync(House.Organizer, people[0], people[1], await house.VersionAsync<InvestmentFair.People.Person>(people[0]), await house.VersionAsync<InvestmentFair.People.Person>(people[1]), [], Cancel));

        var page = await PageAsync(house, link);
        Assert.Equal(("与会者2（示例）", 2), (page.Person, page.On.Count));
        Assert.Equal(2, CalendarReader.Read((await house.Mine.CalendarAsync(Actor.Portal, page.Calendar!, false, Cancel))!).Entries.Count);
    }

    private static async Task<LinkView> GiveAsync(House house, Guid person) => House.Done(await house.Links.ShowAsync(House.Organizer, House.Fair, LinkKind.Timetable, person, Cancel));

    private static async Task<MyTimetable> PageAsync(House house, LinkView link) => (await house.Mine.MineAsync(Actor.Portal, link.Id, 1, Cancel))!;

    private static async Task<string> TextAsync(House house, LinkView link, bool inEnglish = false) => (await house.Mine.CalendarAsync(Actor.Portal, (await PageAsync(house, link)).Calendar!, inEnglish, Cancel))!;

    private static async Task<(string Name, IReadOnlyList<CalendarReader.Entry> Entries)> FeedAsync(House house, LinkView link) => CalendarReader.Read(await TextAsync(house, link));
}
