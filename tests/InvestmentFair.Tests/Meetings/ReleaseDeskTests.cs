using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>The timetable is published as it was seen, once, and what was said before stays as it was said.</summary>
public sealed class ReleaseDeskTests
{
    private const int Publishers = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task The_first_release_says_everything_and_the_second_tells_exactly_those_whose_meetings_moved(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var first = await house.PublishAsync();
        await house.TellAllAsync();
        var placed = await house.ReadAsync(db => db.Meetings.Include(m => m.Attendees).Where(m => m.Fair.Code == House.Fair && m.FirstSlotId != null).OrderBy(m => m.Number).ToListAsync(Cancel));
        var told = await house.ReadAsync(db => ReleaseQueries.Whole(db).SingleAsync(r => r.Id == first, Cancel));
        Assert.Equal((1, true, null), (told.Number, told.IsCurrent, told.SinceId));
        Assert.Equal(placed.Select(m => (m.Id, m.Number, m.FirstSlotId!.Value, m.TableId!.Value)), told.Meetings.OrderBy(m => m.Number).Select(m => (m.MeetingId, m.Number, m.SlotId, m.TableId)));
        Assert.All(told.Meetings, m => Assert.Equal(placed.Single(p => p.Id == m.MeetingId).People.Order(), m.People.Select(p => p.PersonId).Order()));
        Assert.All(told.Meetings.SelectMany(m => m.People), p => Assert.NotEqual("", p.Organisation.Zh));
        Assert.All(told.Meetings, m => Assert.NotEqual(("", "", ""), (m.Subject.Zh, m.GuestSide.Zh, m.HostSide.Zh)));
        Assert.Equal(ReleaseRefusals.Nothing, (await house.Releases.PublishAsync(House.Organizer, House.Fair, new PublishForm(), (await house.PreviewAsync()).Stamp, Cancel)).Refusal);

        var (slot, tables) = (await house.SlotAsync(), await house.TablesAsync(3));
        var moved = placed.Where(m => m.State is MeetingState.Planned && !m.IsLocked).Take(3).ToList();
        foreach (var (meeting, table) in moved.Zip(tables)) House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting.Id, meeting.Version, new Place(slot, 1, table), Cancel));

        var preview = await house.PreviewAsync();
        Assert.Equal(2, preview.Number);
        Assert.Equal(moved.Select(m => m.Number), preview.Diff.Meetings.Select(m => m.Number).Order());
        Assert.Equal(moved.SelectMany(m => m.People).Distinct().Order(), preview.Diff.People.Select(p => p.PersonId).Order());
        Assert.All(preview.Diff.People.SelectMany(p => p.Lines), l => Assert.StartsWith("原 8月2日", l.Zh, StringComparison.Ordinal));
        Assert.All(preview.Diff.People.SelectMany(p => p.Lines), l => Assert.Contains("→ 改为 8月20日", l.Zh, StringComparison.Ordinal));
        var second = House.Done(await house.Releases.PublishAsync(House.Organizer, House.Fair, new PublishForm { Name = "午前版", Note = " " }, preview.Stamp, Cancel));

        var (now, then) = (await house.ReadAsync(db => ReleaseQueries.Whole(db).SingleAsync(r => r.Id == second, Cancel)), await house.ReadAsync(db => ReleaseQueries.Whole(db).SingleAsync(r => r.Id == first, Cancel)));
        Assert.Equal((2, true, first, "午前版", (string?)null, false), (now.Number, now.IsCurrent, now.SinceId!.Value, now.Name, now.Note, then.IsCurrent));
        Assert.Equal(moved.Select(m => m.Id).Order(), now.Meetings.Where(m => m.Sequence == 1).Select(m => m.MeetingId).Order());
        Assert.All(now.Meetings.Where(m => m.Sequence == 1), m => Assert.Equal(slot, m.SlotId));
        Assert.Equal(then.Digest, ScheduleRelease.DigestOf(told.Meetings));
        var view = (await house.ReleaseQueries.ReleaseAsync(House.Organizer, House.Fair, second, Cancel))!;
        Assert.Equal(preview.Diff.People.Select(p => (p.PersonId, Lines: string.Join('\n', p.Lines))), view.Diff.People.Select(p => (p.PersonId, string.Join('\n', p.Lines))));
        Assert.Null(await house.ReleaseQueries.ReleaseAsync(House.Organizer, "2025", second, Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_moved_after_the_preview_is_looked_at_again_and_one_press_publishes_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var stamp = (await house.PreviewAsync()).Stamp;
        var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        Assert.Equal(ReleaseRefusals.Moved, (await house.Releases.PublishAsync(House.Organizer, House.Fair, new PublishForm(), stamp, Cancel)).Refusal);

        stamp = (await house.PreviewAsync()).Stamp;
        var pressing = House.Organizer with { Press = Guid.CreateVersion7() };
        House.Done(await house.Releases.PublishAsync(pressing, House.Fair, new PublishForm(), stamp, Cancel));
        Assert.Equal(ReleaseRefusals.Moved, (await house.Releases.PublishAsync(pressing, House.Fair, new PublishForm(), stamp, Cancel)).Refusal);

        // The press of a second release is kept with what it published, not with what it superseded.
        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, 1, "对方改期（示例）", Cancel));
        var again = House.Done(await house.Releases.PublishAsync(House.Organizer with { Press = Guid.CreateVersion7() }, House.Fair, new PublishForm(), (await house.PreviewAsync()).Stamp, Cancel));
        Assert.Equal(again, await house.ReadAsync(db => db.Presses.OrderByDescending(p => p.Key).Select(p => p.ResultId!.Value).FirstAsync(Cancel)));
        var gone = await house.ReadAsync(db => db.ReleasedMeetings.Include(m => m.People).SingleAsync(m => m.ReleaseId == again && m.MeetingId == meeting, Cancel));
        Assert.Equal((true, 1, 2), (gone.IsCancelled, gone.Sequence, gone.People.Count));
        Assert.Equal([ReleasedState.Cancelled], Released.Of([gone], [gone.People[0].PersonId]).Select(m => m.State));

        await Assert.ThrowsAsync<NotAllowedException>(() => house.Releases.PublishAsync(new Actor(Guid.NewGuid(), "工作人员（测试）", Role.Staff), House.Fair, new PublishForm(), stamp, Cancel));
        Assert.Equal(Refusal.NotFound, (await house.Releases.PublishAsync(House.Organizer, "1999", new PublishForm(), stamp, Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_merge_of_persons_and_an_archived_fair_leave_what_was_published_as_it_is(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, table, people) = (await house.SlotAsync(), await house.TableAsync(), await house.PeopleAsync(2));
        await house.MeetingAsync(slot, table, people[0]);
        await house.PublishAsync();

        var merges = new PersonMergeDesk(house.Database.Contexts, house.Clock);
        House.Done(await merges.MergeAsync(House.Organizer, people[0], people[1], await house.VersionAsync<Person>(people[0]), await house.VersionAsync<Person>(people[1]), [], Cancel));
        // Who sits there is the same; what they are called is said anew, to nobody in particular.
        var preview = await house.PreviewAsync();
        Assert.Equal([MeetingChange.Renamed], preview.Diff.Meetings.SelectMany(m => m.Changes));
        Assert.Empty(preview.Diff.People);
        await house.VerifyAsync();

        var fair = await house.FairIdAsync();
        await house.ReadAsync(db => db.Fairs.Where(f => f.Id == fair).ExecuteUpdateAsync(set => set.SetProperty(f => f.IsCurrent, false).SetProperty(f => f.IsArchived, true).SetProperty(f => f.ArchivedAt, house.Now), Cancel));
        Assert.Equal(FairRefusals.Archived, (await house.Releases.PublishAsync(House.Organizer, House.Fair, new PublishForm(), preview.Stamp, Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_has_no_number_and_no_address_is_named(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, table, people) = (await house.SlotAsync(), await house.TableAsync(), await house.PeopleAsync(3));
        await house.MeetingAsync(slot, table, [.. people]);
        await house.ReadAsync(db => db.People.Where(p => p.Id == people[1]).ExecuteUpdateAsync(set => set.SetProperty(p => p.Mobile, "13800000001"), Cancel));
        await house.ReadAsync(db => db.People.Where(p => p.Id == people[2]).ExecuteUpdateAsync(set => set.SetProperty(p => p.Email, "x@example.com"), Cancel));

        var diff = (await house.PreviewAsync()).Diff.People.Where(p => people.Contains(p.PersonId)).ToDictionary(p => p.PersonId);

        Assert.Equal([(Reach.None, true), (Reach.Mobile, false), (Reach.Mail, false)], people.Select(p => (diff[p].Reach, diff[p].IsOutOfReach)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_twenty_who_publish_at_once_one_does_and_one_release_holds(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await house.PublishAsync();
        await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        var stamp = (await house.PreviewAsync()).Stamp;

        var outcomes = await House.FightAsync(Publishers, _ => house.Releases.PublishAsync(House.Organizer, House.Fair, new PublishForm(), stamp, Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Contains(o.Refusal, new Refusal?[] { ReleaseRefusals.Moved, Refusal.BusyTryAgain }));
        Assert.Equal([(1, false), (2, true)], (await house.ReadAsync(db => db.Releases.Where(r => r.Fair.Code == House.Fair).OrderBy(r => r.Number).ToListAsync(Cancel))).Select(r => (r.Number, r.IsCurrent)));
        await house.VerifyAsync();
    }

    /// <summary>All have looked before any has written, and nothing but the index over what holds is in their way; the control goes without it.</summary>
    [Theory, InlineData(Engine.Sqlite, true), InlineData(Engine.Sqlite, false), InlineData(Engine.Postgres, true), InlineData(Engine.Postgres, false)]
    public async Task The_database_itself_lets_one_release_hold_and_without_its_index_all_do(Engine engine, bool isGuarded)
    {
        await using var house = await House.OpenAsync(engine);
        var fair = await house.FairIdAsync();
        await using (var db = house.Open())
        {
            await db.Database.ExecuteSqlRawAsync("""DROP INDEX "IX_Releases_FairId_Number";""", Cancel);
            if (!isGuarded) await db.Database.ExecuteSqlRawAsync("""DROP INDEX "IX_Releases_FairId";""", Cancel);
        }

        var contexts = Enumerable.Range(0, Publishers).Select(_ => house.Open()).ToList();
        foreach (var db in contexts) db.Add(ScheduleRelease.Publish(fair, null, null, null, [], House.Organizer, house.Now));
        var outcomes = await House.FightAsync(Publishers, i => contexts[i].SaveAsync(new Act(House.Organizer, "release.published", house.Now), Cancel));
        foreach (var db in contexts) await db.DisposeAsync();

        Assert.Equal(isGuarded ? 1 : Publishers, outcomes.Count(o => !o.Refused));
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Equal(ReleaseRefusals.Moved, o.Refusal));
        Assert.Equal(isGuarded ? 1 : Publishers, await house.ReadAsync(db => db.Releases.CountAsync(r => r.FairId == fair && r.IsCurrent, Cancel)));
    }
}
