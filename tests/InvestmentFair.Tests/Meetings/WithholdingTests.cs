using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>One meeting that was published is withheld and told again; its people hear of it once, and nobody else of anything.</summary>
public sealed class WithholdingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Its_people_are_told_that_it_is_put_off_and_nothing_of_any_other_meeting_changes(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await house.PeopleAsync(1);
        var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync(), people[0]);
        var release = await house.PublishAsync();
        await house.TellAllAsync();
        var (before, others) = (await RowAsync(house, release, meeting), await OthersAsync(house, release, meeting));

        House.Done(await house.Releases.HideAsync(House.Organizer, House.Fair, before.Id, before.Version, "客方临时有事（示例）", Cancel));

        var now = await RowAsync(house, release, meeting);
        Assert.Equal((true, before.Sequence + 1, ReleasedState.Hidden), (now.IsHidden, now.Sequence, Assert.Single(Released.Of([now], people)).State));
        Assert.Equal(others, await OthersAsync(house, release, meeting));
        var told = await house.ReadAsync(db => db.Notices.Where(n => n.Fair.Code == House.Fair && n.State == NoticeState.Open).ToListAsync(Cancel));
        Assert.Equal(before.People.Select(p => p.PersonId).Order(), told.Select(n => n.PersonId).Order());
        Assert.All(told, n => Assert.Equal((release, release, 1), (n.ReleaseId, n.SinceReleaseId!.Value, n.Lines)));
        Assert.Contains("\n暂缓，另行通知 8月20日", told.Single(n => n.PersonId == people[0]).Words.Zh, StringComparison.Ordinal);
        Assert.Equal("客方临时有事（示例）", await house.ReadAsync(db => db.History.Where(h => h.RecordId == before.Id && h.Field == "Reason").Select(h => h.New).SingleAsync(Cancel)));
        Assert.Equal([meeting], (await BoardAsync(house)).Placed.Where(c => c.IsWithheld).Select(c => c.Id));
        await house.VerifyAsync();

        // Whoever was not told yet has nothing to hear when it is told again after all.
        House.Done(await house.Releases.ShowAsync(House.Organizer, House.Fair, now.Id, now.Version, "客方可以来（示例）", Cancel));
        Assert.Equal(before.Sequence + 2, (await RowAsync(house, release, meeting)).Sequence);
        Assert.Equal([NoticeState.Done, NoticeState.Replaced], await StatesAsync(house, people[0]));
        Assert.DoesNotContain((await BoardAsync(house)).Placed, c => c.IsWithheld);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_knows_that_it_is_put_off_hears_that_it_takes_place_and_who_was_not_told_hears_all_in_one(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, tables, people) = (await house.SlotAsync(), await house.TablesAsync(3), await house.PeopleAsync(1));
        var (meeting, other) = (await house.MeetingAsync(slot, tables[0], people[0]), await house.MeetingAsync(await house.SlotAsync(), tables[0], people[0]));
        var release = await house.PublishAsync();
        // Of what they have not heard of yet, what is withheld is not said.
        await HideAsync(house, release, meeting, true);
        var first = await OpenOfAsync(house, people[0]);
        Assert.Equal((1, (Guid?)null), (first.Lines, first.SinceReleaseId));
        Assert.DoesNotContain("08:00–08:20", first.Words.Zh, StringComparison.Ordinal);
        await house.TellAllAsync();

        await HideAsync(house, release, meeting, false);
        Assert.Contains("\n新增 8月20日 08:00–08:20", (await OpenOfAsync(house, people[0])).Words.Zh, StringComparison.Ordinal);
        await house.TellAllAsync();

        // Put off and not told yet; then the other is moved and published: both are said, against what they knew.
        await HideAsync(house, release, meeting, true);
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, other, await house.VersionAsync<Meeting>(other), new Place(await house.SlotAsync(), 1, tables[1]), Cancel));
        var second = await house.PublishAsync();
        var both = await OpenOfAsync(house, people[0]);
        Assert.Equal((2, release, second), (both.Lines, both.SinceReleaseId!.Value, both.ReleaseId));
        Assert.Contains("\n暂缓，另行通知 8月20日 08:00–08:20", both.Words.Zh, StringComparison.Ordinal);
        Assert.Contains("\n原 8月20日 08:30–08:50", both.Words.Zh, StringComparison.Ordinal);
        Assert.True((await RowAsync(house, second, meeting)).IsHidden);

        // In the later release it is told again: of the notice, only the move is left.
        await HideAsync(house, second, meeting, false);
        Assert.Equal((both.Id, 1), ((await OpenOfAsync(house, people[0])).Id, (await OpenOfAsync(house, people[0])).Lines));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Only_of_the_release_that_holds_by_who_publishes_and_whoever_was_about_to_publish_looks_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        var old = await house.PublishAsync();
        await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        var stamp = (await house.PreviewAsync()).Stamp;
        await HideAsync(house, old, meeting, true);
        Assert.Equal(ReleaseRefusals.Moved, (await house.Releases.PublishAsync(House.Organizer, House.Fair, new PublishForm(), stamp, Cancel)).Refusal);

        var row = await RowAsync(house, old, meeting);
        Assert.Equal(ReleaseRefusals.NotSo(row.Number), (await house.Releases.HideAsync(House.Organizer, House.Fair, row.Id, row.Version, "再按一次", Cancel)).Refusal);
        Assert.True((await house.Releases.ShowAsync(House.Organizer, House.Fair, row.Id, row.Version - 1, "看的是旧的", Cancel)).IsOvertaken);
        Assert.Equal(Refusal.NotFound, (await house.Releases.ShowAsync(House.Organizer, "2025", row.Id, row.Version, "别届", Cancel)).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Releases.ShowAsync(House.Organizer with { Role = Role.Staff }, House.Fair, row.Id, row.Version, "不可", Cancel));
        await house.PublishAsync();
        Assert.Equal(ReleaseRefusals.NotCurrent, (await house.Releases.ShowAsync(House.Organizer, House.Fair, row.Id, row.Version, "旧版", Cancel)).Refusal);
        await house.VerifyAsync();
    }

    /// <summary>The release is published while somebody withholds a meeting of it: either the next has it withheld, or it was not withheld.</summary>
    [Theory, ClassData(typeof(Both))]
    public async Task Publishing_at_the_same_moment_tells_nothing_that_was_withheld(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        var release = await house.PublishAsync();
        await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        var (stamp, row) = ((await house.PreviewAsync()).Stamp, await RowAsync(house, release, meeting));

        var outcomes = await House.FightAsync(2, async i => i == 0
            ? (Outcome)await house.Releases.PublishAsync(House.Organizer, House.Fair, new PublishForm(), stamp, Cancel)
            : await house.Releases.HideAsync(House.Organizer, House.Fair, row.Id, row.Version, "同时", Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        var holds = await house.ReadAsync(db => db.ReleasedMeetings.SingleAsync(m => m.MeetingId == meeting && m.Release.IsCurrent, Cancel));
        Assert.Equal(!outcomes[1].Refused, holds.IsHidden);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task One_that_is_cancelled_while_it_is_withheld_is_not_told_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (meeting, other) = (await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync()), await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync()));
        var first = await house.PublishAsync();
        await HideAsync(house, first, meeting, true);
        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), "对方不来（示例）", Cancel));
        var second = await house.PublishAsync();

        var row = await RowAsync(house, second, meeting);
        Assert.Equal((true, true, false), (row.IsHidden, row.IsCancelled, row.CanBeWithheld));
        Assert.Equal("release.not-so", (await house.Releases.ShowAsync(House.Organizer, House.Fair, row.Id, row.Version, "示例", Cancel)).Refusal?.Code);
        // Of a release that no longer holds nothing can.
        var (now, before) = (await ReadAsync(second), await ReadAsync(first));
        Assert.Equal((false, true), (now.Single(r => r.MeetingId == meeting).CanBeWithheld, now.Single(r => r.MeetingId == other).CanBeWithheld));
        Assert.DoesNotContain(before, r => r.CanBeWithheld);

        async Task<IReadOnlyList<ReleasedRow>> ReadAsync(Guid release) => (await house.ReleaseQueries.ReleaseAsync(House.Organizer, House.Fair, release, Cancel))!.Meetings;
    }

    private static async Task HideAsync(House house, Guid release, Guid meeting, bool hides)
    {
        var row = await RowAsync(house, release, meeting);
        House.Done(hides ? await house.Releases.HideAsync(House.Organizer, House.Fair, row.Id, row.Version, "示例", Cancel) : await house.Releases.ShowAsync(House.Organizer, House.Fair, row.Id, row.Version, "示例", Cancel));
    }

    private static async Task<BoardView> BoardAsync(House house) => (await new BoardQueries(house.Database.Contexts, house.Clock).BoardAsync(House.Organizer, House.Fair, Cancel))!;

    private static Task<ReleasedMeeting> RowAsync(House house, Guid release, Guid meeting) => house.ReadAsync(db => db.ReleasedMeetings.AsNoTracking().Include(m => m.People).SingleAsync(m => m.ReleaseId == release && m.MeetingId == meeting, Cancel));

    // Whatever is known of all the others, from which every page, calendar and board of theirs is made.
    private static async Task<string> OthersAsync(House house, Guid release, Guid meeting) => string.Join('\n', (await house.ReadAsync(db => db.ReleasedMeetings.AsNoTracking().Include(m => m.People).Where(m => m.ReleaseId == release && m.MeetingId != meeting).OrderBy(m => m.Number).ToListAsync(Cancel)))
        .Select(m => $"{m.Id} {m.Version} {m.Sequence} {m.IsHidden} {string.Join('|', m.Said())}"));

    private static Task<Notice> OpenOfAsync(House house, Guid person) => house.ReadAsync(db => db.Notices.AsNoTracking().SingleAsync(n => n.PersonId == person && n.State == NoticeState.Open, Cancel));

    private static async Task<IReadOnlyList<NoticeState>> StatesAsync(House house, Guid person) =>
        await house.ReadAsync(db => db.Notices.Where(n => n.PersonId == person).OrderBy(n => n.Id).Select(n => n.State).ToListAsync(Cancel));
}
