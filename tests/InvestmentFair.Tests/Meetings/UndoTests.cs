using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What one did on the timetable is taken back and done again, where nobody has done anything with it since.</summary>
public sealed class UndoTests
{
    private static readonly Actor Other = House.Organizer with { Id = new Guid("00000000-0000-0000-0000-0000000000a2"), Name = "另一位（测试）" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Everything_done_by_hand_is_taken_back_step_by_step_and_done_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables, people) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(3), await house.PeopleAsync(2));
        var (other, wish) = (await house.MeetingAsync(slot, tables[2]), await house.RequestAsync(people[0]));
        var states = new List<string> { await StandsAsync(house) };
        async Task ThenAsync(Task<Outcome> act)
        {
            House.Done(await act);
            states.Add(await StandsAsync(house));
        }

        var meeting = await house.BookAsync(wish, slot, tables[0]);
        states.Add(await StandsAsync(house));
        async Task<int> SeenAsync(Guid? of = null) => await house.VersionAsync<Meeting>(of ?? meeting);
        await ThenAsync(house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await SeenAsync(), new Place(later, 1, tables[1]), Cancel));
        await ThenAsync(house.Meetings.SwapAsync(House.Organizer, House.Fair, meeting, await SeenAsync(), other, await SeenAsync(other), Cancel));
        var host = await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).SelectMany(m => m.Attendees).Where(a => a.Side == Side.Host).Select(a => a.PersonId).SingleAsync(Cancel));
        await ThenAsync(house.Meetings.SeatAsync(House.Organizer, House.Fair, meeting, new TeamForm { Version = await SeenAsync(), Guests = [people[1], people[0]], Hosts = [host] }, Cancel));
        await ThenAsync(house.Meetings.LockAsync(House.Organizer, House.Fair, meeting, await SeenAsync(), true, Cancel));
        await ThenAsync(house.Meetings.LockAsync(House.Organizer, House.Fair, meeting, await SeenAsync(), false, Cancel));
        await ThenAsync(house.Meetings.TakeOffAsync(House.Organizer, House.Fair, meeting, await SeenAsync(), Cancel));
        await ThenAsync(house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await SeenAsync(), new Place(slot, 1, tables[0]), Cancel));
        await ThenAsync(house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, await SeenAsync(), "对方改期（测试）", Cancel));

        var number = await house.NumberAsync(meeting);
        for (var i = states.Count - 2; i >= 0; i--)
        {
            var said = House.Done(await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel));
            Assert.Contains(number, said, StringComparison.Ordinal);
            Assert.Equal(states[i], await StandsAsync(house));
        }

        await house.VerifyAsync();
        Assert.Equal(RequestState.Open, await house.ReadAsync(db => db.Requests.Where(r => r.Id == wish).Select(r => r.State).SingleAsync(Cancel)));
        for (var i = 1; i < states.Count; i++)
        {
            House.Done(await house.Schedule.RedoAsync(House.Organizer, House.Fair, Cancel));
            Assert.Equal(states[i], await StandsAsync(house));
        }

        Assert.Equal(ScheduleRefusals.NothingToRedo, (await house.Schedule.RedoAsync(House.Organizer, House.Fair, Cancel)).Refusal);
        House.Done(await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel));
        Assert.Equal(states[^2], await StandsAsync(house));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_another_has_done_since_stays_and_is_named(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(4));
        var (one, two, three) = (await house.MeetingAsync(slot, tables[0]), await house.MeetingAsync(slot, tables[1]), await house.MeetingAsync(slot, tables[2]));
        var applied = await house.Schedule.ApplyAsync(House.Organizer, House.Fair,
            [await ArrangeTests.ToAsync(house, one, new Place(later, 1, tables[0])), await ArrangeTests.ToAsync(house, two, new Place(later, 1, tables[1])), await ArrangeTests.ToAsync(house, three, new Place(slot, 1, tables[0]))], Cancel);
        Assert.Equal(3, House.Done(applied).Moved);

        // The second is locked by another, and so the third's old place is free and the first's is not.
        House.Done(await house.Meetings.LockAsync(Other, House.Fair, two, await house.VersionAsync<Meeting>(two), true, Cancel));
        Assert.Null((await house.Schedule.NextStepsAsync(Other, "2026", Cancel)).Undo);
        House.Done(await house.Meetings.PlaceAsync(Other, House.Fair, three, await house.VersionAsync<Meeting>(three), new Place(slot, 1, tables[3]), Cancel));
        House.Done(await house.Meetings.PlaceAsync(Other, House.Fair, three, await house.VersionAsync<Meeting>(three), new Place(slot, 1, tables[0]), Cancel));

        var undone = await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel);

        House.Done(undone);
        Assert.Contains(await house.NumberAsync(two), undone.Notice, StringComparison.Ordinal);
        Assert.DoesNotContain(await house.NumberAsync(one), undone.Notice, StringComparison.Ordinal);
        Assert.Equal([(slot, tables[0]), (later, tables[1]), (slot, tables[2])], [await AtAsync(house, one), await AtAsync(house, two), await AtAsync(house, three)]);

        // Whoever did nothing has nothing to take back, and what cannot be put back at all is refused.
        Assert.Equal(ScheduleRefusals.NothingToUndo, (await house.Schedule.UndoAsync(Other with { Id = Guid.CreateVersion7() }, House.Fair, Cancel)).Refusal);
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, one, await house.VersionAsync<Meeting>(one), new Place(later, 1, tables[3]), Cancel));
        Assert.Equal(ScheduleRefusals.NothingToRedo, (await house.Schedule.RedoAsync(House.Organizer, House.Fair, Cancel)).Refusal);
        House.Done(await house.Meetings.TakeOffAsync(Other, House.Fair, one, await house.VersionAsync<Meeting>(one), Cancel));
        Assert.Equal("schedule.changed-since", (await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel)).Refusal!.Code);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_cancelled_meeting_whose_wish_is_booked_again_stays_cancelled(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables, people) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(2), await house.PeopleAsync(1));
        var wish = await house.RequestAsync(people[0]);
        var meeting = await house.BookAsync(wish, slot, tables[0]);
        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), "对方改期（测试）", Cancel));
        House.Done(await house.Meetings.BookAsync(Other, House.Fair, wish, await house.VersionAsync<MeetingRequest>(wish), new Place(later, 1, tables[1]), Cancel));

        var undone = await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel);

        Assert.Equal("schedule.changed-since", undone.Refusal!.Code);
        Assert.Equal(1, await house.ReadAsync(db => db.Meetings.CountAsync(m => m.RequestId == wish && m.State == MeetingState.Planned, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_step_that_another_has_overtaken_does_not_stand_in_the_way_of_those_before_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(3));
        var (one, two) = (await house.MeetingAsync(slot, tables[0]), await house.MeetingAsync(slot, tables[1]));
        async Task MoveAsync(Actor actor, Guid meeting, Guid to, Guid table) => House.Done(await house.Meetings.PlaceAsync(actor, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), new Place(to, 1, table), Cancel));
        await MoveAsync(House.Organizer, one, later, tables[0]);
        await MoveAsync(House.Organizer, two, later, tables[1]);
        await MoveAsync(Other, two, slot, tables[2]);

        var next = await house.Schedule.NextStepsAsync(House.Organizer, House.Fair, Cancel);
        Assert.Contains(await house.NumberAsync(two), next.Undo, StringComparison.Ordinal);
        var refused = (await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel)).Refusal!;
        Assert.Equal(("schedule.changed-since", true, false), (refused.Code, ScheduleRefusals.CanBePassedOver(refused), ScheduleRefusals.CanBePassedOver(ScheduleRefusals.NothingToUndo)));
        var passed = new HashSet<long> { next.UndoOf!.Value };
        Assert.Contains(await house.NumberAsync(one), (await house.Schedule.NextStepsAsync(House.Organizer, House.Fair, Cancel, passed)).Undo, StringComparison.Ordinal);

        House.Done(await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel, passed));

        Assert.Equal([(slot, tables[0]), (slot, tables[2])], [await AtAsync(house, one), await AtAsync(house, two)]);
        House.Done(await house.Schedule.RedoAsync(House.Organizer, House.Fair, Cancel, passed));
        Assert.Equal((later, tables[0]), await AtAsync(house, one));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_wish_whose_booking_is_taken_back_waits_as_before_and_is_not_booked_again_once_it_is_withdrawn(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, table, wish) = (await house.SlotAsync(), await house.TableAsync(), await house.RequestAsync());
        var until = await house.ReadAsync(db => db.Requests.Where(r => r.Id == wish).Select(r => r.ExpiresAt).SingleAsync(Cancel));
        await house.BookAsync(wish, slot, table);
        house.Time.Advance(TimeSpan.FromHours(3));

        House.Done(await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel));
        Assert.Equal((RequestState.Open, until), await house.ReadAsync(db => db.Requests.Where(r => r.Id == wish).Select(r => new ValueTuple<RequestState, DateTime>(r.State, r.ExpiresAt)).SingleAsync(Cancel)));
        House.Done(await house.Meetings.WithdrawRequestAsync(Other, House.Fair, wish, await house.VersionAsync<MeetingRequest>(wish), Cancel));

        var again = await house.Schedule.RedoAsync(House.Organizer, House.Fair, Cancel);

        Assert.Equal("schedule.changed-since", again.Refusal!.Code);
        Assert.Contains(MeetingRefusals.RequestNotLive.Zh, again.Text, StringComparison.Ordinal);
        await house.VerifyAsync();
    }

    [Fact]
    public async Task A_step_whose_history_was_erased_cannot_be_taken_back()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var (slot, later, table) = (await house.SlotAsync(), await house.SlotAsync(), await house.TableAsync());
        var meeting = await house.MeetingAsync(slot, table);
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), new Place(later, 1, table), Cancel));
        await house.Database.DamageAsync($"UPDATE \"History\" SET \"Salt\" = NULL, \"Old\" = NULL, \"New\" = NULL WHERE \"Sequence\" = {await house.ReadAsync(db => db.AuditEntries.MaxAsync(a => a.Sequence, Cancel))}");

        Assert.Equal(ScheduleRefusals.CannotUndo, (await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel)).Refusal);
    }

    // All that is to be as it was: where everybody sits, who locked what, what is taken and which wishes wait.
    internal static Task<string> StandsAsync(House house) => house.ReadAsync(async db => string.Join('\n',
    [
        .. (await db.Meetings.AsNoTracking().Include(m => m.Attendees).Where(m => m.Fair.Code == House.Fair && m.State != MeetingState.Cancelled).OrderBy(m => m.Number).ToListAsync(Cancel))
            .Select(m => $"{m.Number} {m.State} {MeetingDesk.PlaceOf(m)} {m.LockedBy} {string.Join(",", m.Team(Side.Guest))} {string.Join(",", m.Team(Side.Host))} {string.Join(",", m.Interpreters)}"),
        .. (await db.Claims.AsNoTracking().ToListAsync(Cancel)).Select(c => $"{c.SlotId} {c.Kind} {c.ResourceId} {c.MeetingId}").Order(StringComparer.Ordinal),
        .. (await db.Requests.AsNoTracking().Where(r => r.Fair.Code == House.Fair).OrderBy(r => r.Id).ToListAsync(Cancel)).Select(r => $"{r.Id} {r.State} {r.WithId} {r.ExpiresAt:O}"),
    ]));

    private static Task<(Guid?, Guid?)> AtAsync(House house, Guid meeting) => house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).Select(m => new ValueTuple<Guid?, Guid?>(m.FirstSlotId, m.TableId)).SingleAsync(Cancel));
}
