using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>Whoever a release concerns is told once, of all that is different from what they know.</summary>
public sealed class NoticeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Two_changes_before_a_call_are_told_in_one_and_moved_and_back_is_nothing_to_tell(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, tables, people) = (await house.SlotAsync(), await house.TablesAsync(3), await house.PeopleAsync(2));
        var (meeting, other) = (await house.MeetingAsync(slot, tables[0], people[0]), await house.MeetingAsync(await house.SlotAsync(), tables[0], people[1]));
        await house.PublishAsync();
        var first = await OpenOfAsync(house, people[0]);
        Assert.Null(first.SinceReleaseId);
        Assert.StartsWith("与会者1（示例），您好！您在陵川县2027年（广州）投资推介会的洽谈安排如下：\n8月20日 08:00–08:20 T", first.Words.Zh, StringComparison.Ordinal);
        Assert.StartsWith("Dear 与会者1（示例）, your meetings at Lingchuan Investment Fair 2027, Guangzhou:\n20 Aug 08:00–08:20 table T", first.Words.En, StringComparison.Ordinal);
        await MarkAllAsync(house);

        // Told of nothing since: moved twice is one change, and back again is none.
        await MoveAsync(house, meeting, slot, tables[1]);
        await house.PublishAsync();
        var second = await OpenOfAsync(house, people[0]);
        Assert.Equal((1, await ReleaseAsync(house, 1)), (second.Lines, second.SinceReleaseId!.Value));
        await MoveAsync(house, meeting, slot, tables[2]);
        var preview = await house.PreviewAsync();
        Assert.Equal(2, preview.Notices);
        Assert.All(preview.Diff.People, p => Assert.True(p.IsUntold));
        // Whoever was told what: of the meeting it is said from where to where.
        var moved = await house.ReadAsync(db => db.Tables.Where(t => tables.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Code, Cancel));
        Assert.Matches($"^原 8月20日 08:00–08:20 {moved[tables[1]]}（.+） → 改为 8月20日 08:00–08:20 {moved[tables[2]]}（.+）$", Assert.Single(Assert.Single(preview.Diff.Meetings).Said).Zh);
        await house.PublishAsync();
        var third = await OpenOfAsync(house, people[0]);
        Assert.Equal((1, second.SinceReleaseId), (third.Lines, third.SinceReleaseId));
        var codes = await house.ReadAsync(db => db.Tables.Where(t => tables.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Code, Cancel));
        Assert.Contains($"原 8月20日 08:00–08:20 {codes[tables[0]]}", third.Words.Zh, StringComparison.Ordinal);
        Assert.Contains($"改为 8月20日 08:00–08:20 {codes[tables[2]]}", third.Words.Zh, StringComparison.Ordinal);

        await MoveAsync(house, meeting, slot, tables[0]);
        preview = await house.PreviewAsync();
        Assert.Equal((0, 2), (preview.Notices, preview.Diff.People.Count));
        await house.PublishAsync();
        Assert.Equal([NoticeState.Done, NoticeState.Replaced, NoticeState.Replaced], await StatesAsync(house, people[0]));
        // Nobody was told anew whose meeting stayed.
        Assert.Equal([NoticeState.Done], await StatesAsync(house, people[1]));

        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, other, await house.VersionAsync<Meeting>(other), "对方改期（示例）", Cancel));
        await house.PublishAsync();
        Assert.Contains("\n取消 8月20日 08:30–08:50", (await OpenOfAsync(house, people[1])).Words.Zh, StringComparison.Ordinal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_comes_and_who_leaves_is_told_so_and_those_who_stay_are_not(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await house.PeopleAsync(3);
        var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync(), people[0], people[1]);
        await house.PublishAsync();
        await MarkAllAsync(house);
        var stands = await house.ReadAsync(db => db.Meetings.Include(m => m.Attendees).SingleAsync(m => m.Id == meeting, Cancel));
        var team = TeamForm.Of(stands);
        team.Guests = [people[0], people[2]];
        House.Done(await house.Meetings.SeatAsync(House.Organizer, House.Fair, meeting, team, Cancel));

        await house.PublishAsync();

        Assert.Contains("\n您不再参加 8月20日", (await OpenOfAsync(house, people[1])).Words.Zh, StringComparison.Ordinal);
        Assert.Contains("\n您改为参加 8月20日", (await OpenOfAsync(house, people[2])).Words.Zh, StringComparison.Ordinal);
        Assert.Equal(2, await house.ReadAsync(db => db.Notices.CountAsync(n => n.Fair.Code == House.Fair && n.State == NoticeState.Open, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_was_marked_by_mistake_is_to_be_told_again_unless_something_followed(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        await house.PublishAsync();
        var person = await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).SelectMany(m => m.Attendees).OrderBy(a => a.Side).Select(a => a.PersonId).FirstAsync(Cancel));
        var notice = await house.ReadAsync(db => db.Notices.SingleAsync(n => n.Fair.Code == House.Fair && n.PersonId == person, Cancel));
        async Task<Outcome> ReopenAsync(string fair = House.Fair) => await house.Notices.ReopenAsync(House.Organizer, fair, notice.Id, await house.VersionAsync<Notice>(notice.Id), "标错（示例）", Cancel);
        async Task MarkAsync() => House.Done(await house.Notices.MarkAsync(House.Organizer, House.Fair, notice.Id, await house.VersionAsync<Notice>(notice.Id), new MarkForm { Through = NoticeThrough.Phone }, Cancel));

        Assert.Equal((NoticeRefusals.NotDone, Refusal.NotFound), ((await ReopenAsync()).Refusal, (await ReopenAsync("2025")).Refusal));
        await MarkAsync();
        House.Done(await ReopenAsync());
        Assert.Equal((NoticeState.Open, null, null), await house.ReadAsync(db => db.Notices.Where(n => n.Id == notice.Id).Select(n => new ValueTuple<NoticeState, DateTime?, string?>(n.State, n.DoneAt, n.DoneBy)).SingleAsync(Cancel)));
        await house.VerifyAsync();

        // Told, and then there is more to tell of the same release: what they knew when that was written does not change.
        await MarkAsync();
        var row = await house.ReadAsync(db => db.ReleasedMeetings.SingleAsync(m => m.MeetingId == meeting && m.Release.IsCurrent, Cancel));
        House.Done(await house.Releases.HideAsync(House.Organizer, House.Fair, row.Id, row.Version, "示例", Cancel));
        Assert.Equal(NoticeRefusals.Overtaken, (await ReopenAsync()).Refusal);
        await house.TellAllAsync();
        await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        await house.PublishAsync();
        Assert.Equal(NoticeRefusals.Overtaken, (await ReopenAsync()).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_notice_is_marked_once_with_how_and_by_whom_and_many_at_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await house.PublishAsync();
        var all = await house.ReadAsync(db => db.Notices.Where(n => n.Fair.Code == House.Fair).OrderBy(n => n.Id).ToListAsync(Cancel));
        var (one, count) = (all[0], all.Count);
        Assert.NotEmpty((await house.Notices.MarkAsync(House.Organizer, House.Fair, one.Id, 1, new MarkForm(), Cancel)).Problems);
        Assert.Equal(Refusal.NotFound, (await house.Notices.MarkAsync(House.Organizer, "2025", one.Id, 1, new MarkForm { Through = NoticeThrough.Phone }, Cancel)).Refusal);
        House.Done(await house.Notices.MarkAsync(House.Organizer, House.Fair, one.Id, 1, new MarkForm { Through = NoticeThrough.Phone, Note = "本人接听" }, Cancel));
        Assert.Equal("notice.done", (await house.Notices.MarkAsync(House.Organizer, House.Fair, one.Id, 2, new MarkForm { Through = NoticeThrough.Phone }, Cancel)).Refusal?.Code);
        Assert.True((await house.Notices.MarkAsync(House.Organizer, House.Fair, one.Id, 1, new MarkForm { Through = NoticeThrough.Phone }, Cancel)).IsOvertaken);

        var renamed = all.First(n => n.Id != one.Id).PersonId;
        var before = await house.ReadAsync(db => db.People.Where(p => p.Id == renamed).Select(p => p.Name).SingleAsync(Cancel));
        await RenameAsync("改过名字的人（示例）");
        var plan = await MarkAllAsync(house);
        Assert.Equal((count - 1, 1), (plan.Changes, plan.Skipped));
        // Each is called by its person, as they are called now.
        var names = await house.ReadAsync(db => db.Notices.Where(n => n.Fair.Code == House.Fair).Join(db.People, n => n.PersonId, p => p.Id, (n, p) => new { n.Id, p.Survivor.Name }).ToDictionaryAsync(n => n.Id, n => n.Name, Cancel));
        Assert.All(plan.Lines, l => Assert.Equal(names[l.Id], l.Name));
        Assert.Contains(plan.Lines, l => l.Name == "改过名字的人（示例）");
        await RenameAsync(before);
        var view = (await house.Notices.NoticeAsync(House.Organizer, House.Fair, one.Id, Cancel))!;
        Assert.Equal((NoticeState.Done, NoticeThrough.Phone, House.Organizer.Name, "本人接听"), (view.State, view.Through, view.DoneBy, view.DoneNote));
        Assert.All(await house.ReadAsync(db => db.Notices.Where(n => n.Id != one.Id && n.Fair.Code == House.Fair).ToListAsync(Cancel)), n => Assert.Equal((NoticeState.Done, NoticeThrough.Liaison, House.Organizer.Name), (n.State, n.Through, n.DoneBy)));
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Notices.MarkAsync(new Actor(Guid.NewGuid(), "接待（测试）", Role.Reception), House.Fair, one.Id, 1, new MarkForm { Through = NoticeThrough.Phone }, Cancel));
        await house.VerifyAsync();

        Task<int> RenameAsync(string name) => house.ReadAsync(db => db.People.Where(p => p.Id == renamed).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, name), Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_copied_ends_with_the_address_of_their_own_timetable_and_no_database_holds_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await house.PublishAsync();
        var notice = await house.ReadAsync(db => db.Notices.Where(n => n.Fair.Code == House.Fair).OrderBy(n => n.Id).FirstAsync(Cancel));
        Assert.Equal(0, await house.ReadAsync(db => db.Links.CountAsync(Cancel)));

        var text = (await house.Notices.TextAsync(House.Organizer, House.Fair, notice.Id, "https://fair.example", Cancel))!;

        var key = text.Zh[(text.Zh.LastIndexOf('/') + 1)..];
        Assert.Equal(($"{notice.Words.Zh}\n全部日程：https://fair.example/me/{key}", $"{notice.Words.En}\nAll your meetings: https://fair.example/en/me/{key}"), (text.Zh, text.En));
        Assert.Equal(notice.PersonId, (await house.Links.OpenAsync(Actor.Portal, LinkKind.Timetable, key, Cancel))!.Subject);
        Assert.Equal(text, await house.Notices.TextAsync(House.Organizer, House.Fair, notice.Id, "https://fair.example", Cancel));
        // When the fair is long over there is nothing to open any more, and the words stand alone.
        var over = await house.ReadAsync(db => db.Notices.Where(n => n.Fair.Code == "2025").OrderBy(n => n.Id).FirstAsync(Cancel));
        Assert.Equal(over.Words, await house.Notices.TextAsync(House.Organizer, "2025", over.Id, "https://fair.example", Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_list_has_who_is_still_to_be_told_first_and_is_sifted_by_how_they_are_reached(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync(), [.. await house.PeopleAsync(1)]);
        var seen = (await house.PreviewAsync()).Diff.People;
        await house.PublishAsync();
        var list = new NoticeList(house.Database.Contexts);

        var all = await list.LoadAsync(House.Organizer, House.Fair, new ListState(), Cancel);
        Assert.All(all.Rows, r => Assert.Equal((NoticeState.Open, 1), (r.State, r.Number)));
        foreach (var reach in Enum.GetValues<Reach>())
        {
            var some = await list.LoadAsync(House.Organizer, House.Fair, new ListState { Filters = new Dictionary<string, string> { ["reach"] = $"{reach}" } }, Cancel);
            Assert.All(some.Rows, r => Assert.Equal(reach, r.Reach));
            Assert.Equal(seen.Count(p => p.Reach == reach), some.Total);
        }

        var told = await list.LoadAsync(House.Organizer, "2025", new ListState { Filters = new Dictionary<string, string> { ["state"] = nameof(NoticeState.Done) } }, Cancel);
        Assert.NotEmpty(told.Rows);
    }

    private static Task<Notice> OpenOfAsync(House house, Guid person) => house.ReadAsync(db => db.Notices.SingleAsync(n => n.PersonId == person && n.State == NoticeState.Open, Cancel));

    private static async Task<IReadOnlyList<NoticeState>> StatesAsync(House house, Guid person) =>
        await house.ReadAsync(db => db.Notices.Where(n => n.PersonId == person).OrderBy(n => n.Release.Number).Select(n => n.State).ToListAsync(Cancel));

    private static Task<Guid> ReleaseAsync(House house, int number) => house.ReadAsync(db => db.Releases.Where(r => r.Fair.Code == House.Fair && r.Number == number).Select(r => r.Id).SingleAsync(Cancel));

    private static async Task MoveAsync(House house, Guid meeting, Guid slot, Guid table) =>
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), new Place(slot, 1, table), Cancel));

    // As a liaison tells all of a list.
    private static async Task<EditPlan> MarkAllAsync(House house)
    {
        var (list, form) = (new NoticeList(house.Database.Contexts), new MarkForm { Through = NoticeThrough.Liaison });
        var desk = new NoticeEditDesk(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), list);
        var all = Selection.AllOf(new ListState());
        var plan = House.Done(await desk.PlanAsync(House.Organizer, House.Fair, all, "Done", form, Cancel));
        return House.Done(await desk.ApplyAsync(House.Organizer, House.Fair, all, "Done", form, plan.Stamp, null, Cancel));
    }
}
