using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>The working timetable goes back to what a release said, and any two releases are held against each other.</summary>
public sealed class ReturnTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task What_moved_came_and_went_is_as_it_was_and_what_cannot_be_is_named(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slots, tables) = (new[] { await house.SlotAsync(), await house.SlotAsync() }, await house.TablesAsync(4));
        var (moved, gone, locked) = (await house.MeetingAsync(slots[0], tables[0]), await house.MeetingAsync(slots[0], tables[1]), await house.MeetingAsync(slots[0], tables[2]));
        var first = await house.PublishAsync();
        await PlaceAsync(house, moved, new Place(slots[1], 1, tables[3]));
        await PlaceAsync(house, locked, new Place(slots[1], 1, tables[2]));
        House.Done(await house.Meetings.LockAsync(House.Organizer, House.Fair, locked, await house.VersionAsync<Meeting>(locked), true, Cancel));
        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, gone, await house.VersionAsync<Meeting>(gone), "对方改期（示例）", Cancel));
        var added = await house.MeetingAsync(slots[1], tables[0]);
        var second = await house.PublishAsync();
        var told = await house.ReadAsync(db => db.Notices.CountAsync(Cancel));

        var returned = House.Done(await house.Schedule.ReturnAsync(House.Organizer, House.Fair, first, await house.VersionAsync<ScheduleRelease>(first), Cancel));

        Assert.Equal((1, 1), (returned.Moved, returned.TakenOff));
        Assert.Equal(new[] { await house.NumberAsync(gone), await house.NumberAsync(locked) }.Order(), returned.Left.Select(l => l.Name).Order());
        Assert.Equal([(slots[0], tables[0]), (null, null), (slots[1], tables[2])], await PlacesAsync(house, moved, added, locked));
        // Nobody is told before it is published.
        Assert.Equal((told, 0), (await house.ReadAsync(db => db.Notices.CountAsync(Cancel)), await house.ReadAsync(db => db.ReleasedMeetings.CountAsync(m => m.ReleaseId == second && m.Version > 1, Cancel))));

        var said = House.Done(await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel));
        Assert.StartsWith("排期", said, StringComparison.Ordinal);
        Assert.Null((await house.PreviewAsync()).ReturnsTo);
        Assert.Empty((await house.PreviewAsync()).Diff.Meetings);
        House.Done(await house.Schedule.RedoAsync(House.Organizer, House.Fair, Cancel));
        Assert.Equal("第1版", (await house.PreviewAsync()).ReturnsTo);
        var third = await house.PublishAsync();

        Assert.Equal(first, await house.ReadAsync(db => db.Releases.Where(r => r.Id == third).Select(r => r.ReturnsToId!.Value).SingleAsync(Cancel)));
        Assert.Equal("第1版", (await house.ReleaseQueries.ReleaseAsync(House.Organizer, House.Fair, third, Cancel))!.ReturnsTo);
        // But for what was named, and what the first had never heard of, it says what the first said.
        var compared = (await house.ReleaseQueries.CompareAsync(House.Organizer, House.Fair, third, first, Cancel))!;
        Assert.Equal(("第1版", "第3版"), (compared.Before, compared.After));
        Assert.Equal(returned.Left.Select(l => l.Name).Order(), compared.Diff.Meetings.Select(m => m.Number).Order());
        await house.MeetingAsync(await house.SlotAsync(), tables[0]);
        Assert.Null((await house.PreviewAsync()).ReturnsTo);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Back_to_what_stands_nothing_is_done_and_who_reads_only_puts_nothing_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var release = await house.PublishAsync();
        var (version, links) = (await house.VersionAsync<ScheduleRelease>(release), await house.LinksAsync());

        Assert.Equal((0, 0), House.Done(await house.Schedule.ReturnAsync(House.Organizer, House.Fair, release, version, Cancel)) is var done ? (done.Changed, done.Left.Count) : default);

        Assert.Equal(links, await house.LinksAsync());
        Assert.True((await house.Schedule.ReturnAsync(House.Organizer, House.Fair, release, version + 1, Cancel)).IsOvertaken);
        Assert.Equal(Refusal.NotFound, (await house.Schedule.ReturnAsync(House.Organizer, "2025", release, version, Cancel)).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Schedule.ReturnAsync(House.Organizer with { Role = Role.Reception }, House.Fair, release, version, Cancel));
        Assert.Null(await house.ReleaseQueries.CompareAsync(House.Organizer, House.Fair, release, release, Cancel));
    }

    [Fact]
    public void The_last_return_that_was_not_undone_counts_and_only_that_of_its_own_fair()
    {
        Assert.Equal("2027/1", ScheduleReturnQueries.Standing([(5, "schedule.returned", "2027/1"), (6, "schedule.returned", "2025/9")], "2027/"));
        Assert.Equal("2027/2", ScheduleReturnQueries.Standing([(5, "schedule.returned", "2027/1"), (6, "schedule.returned", "2027/2"), (7, "schedule.undone", "#3")], "2027/"));
        Assert.Equal("2027/1", ScheduleReturnQueries.Standing([(5, "schedule.returned", "2027/1"), (6, "schedule.returned", "2027/2"), (7, "schedule.undone", "#6")], "2027/"));
        Assert.Null(ScheduleReturnQueries.Standing([(5, "schedule.returned", "2027/1"), (7, "schedule.undone", "#5"), (8, "schedule.redone", "#7"), (9, "schedule.undone", "#8")], "2027/"));
    }

    private static async Task PlaceAsync(House house, Guid meeting, Place place) =>
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), place, Cancel));

    private static async Task<(Guid?, Guid?)[]> PlacesAsync(House house, params Guid[] meetings)
    {
        var places = await house.ReadAsync(db => db.Meetings.Where(m => meetings.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => (m.FirstSlotId, m.TableId), Cancel));
        return [.. meetings.Select(m => places[m])];
    }
}
