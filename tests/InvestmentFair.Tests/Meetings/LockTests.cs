using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What the staff have settled stays where it is until they unlock it.</summary>
public sealed class LockTests
{
    private static readonly DateTime Now = new(2027, 8, 1, 1, 0, 0, DateTimeKind.Utc);
    private static readonly Place Somewhere = new(Guid.CreateVersion7(), 1, Guid.CreateVersion7());
    private static readonly Guid Guest = Guid.CreateVersion7();
    private static readonly Guid Host = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Only_a_planned_meeting_that_has_a_place_is_locked()
    {
        var meeting = Planned();
        Assert.Equal(MeetingRefusals.NotPlaced, meeting.Lock("周文（示例）", Now).Refusal);

        House.Done(meeting.PlaceAt(Somewhere));
        House.Done(meeting.Lock("周文（示例）", Now));
        House.Done(meeting.Lock("李娜（示例）", Now.AddHours(1)));
        Assert.Equal((Now, "周文（示例）"), (meeting.LockedAt, meeting.LockedBy));

        House.Done(meeting.Cancel("改期"));
        Assert.Equal((null, null), (meeting.LockedAt, meeting.LockedBy));
        Assert.Equal(MeetingRefusals.NotPlanned, meeting.Lock("周文（示例）", Now).Refusal);
        Assert.Equal(MeetingRefusals.NotPlanned, meeting.Unlock().Refusal);
    }

    [Fact]
    public void A_locked_meeting_keeps_its_place_and_its_people_until_it_is_unlocked()
    {
        var meeting = Planned();
        House.Done(meeting.PlaceAt(Somewhere));
        House.Done(meeting.Lock("周文（示例）", Now));

        var refused = MeetingRefusals.Locked("2027-M001");
        Assert.Equal([refused, refused, refused], [meeting.PlaceAt(Somewhere with { Length = 2 }).Refusal, meeting.TakeOff().Refusal, meeting.Seat([Host], [Guest], []).Refusal]);
        Assert.Equal(Somewhere.FirstSlotId, meeting.FirstSlotId);

        House.Done(meeting.Unlock());
        House.Done(meeting.TakeOff());
    }

    [Fact]
    public void Who_comes_in_the_stead_of_a_guest_sits_in_a_locked_meeting_too_and_what_was_held_stays_locked()
    {
        var (meeting, comes) = (Planned(), Guid.CreateVersion7());
        House.Done(meeting.PlaceAt(Somewhere));
        House.Done(meeting.Lock("周文（示例）", Now));

        House.Done(meeting.GiveSeat(Guest, comes));
        House.Done(meeting.Record(new OutcomeForm { Kind = OutcomeKind.None }, Now));

        Assert.Equal(comes, Assert.Single(meeting.Team(Side.Guest)));
        Assert.True(meeting.IsLocked);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_locked_meeting_is_neither_moved_swapped_nor_taken_off_and_goes_with_being_cancelled(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(2));
        var (one, other) = (await house.MeetingAsync(slot, tables[0]), await house.MeetingAsync(slot, tables[1]));
        House.Done(await LockAsync(one, true));

        var refused = MeetingRefusals.Locked(await house.NumberAsync(one));
        var (version, otherVersion) = (await house.VersionAsync<Meeting>(one), await house.VersionAsync<Meeting>(other));
        Assert.Equal(refused, (await house.Meetings.PlaceAsync(House.Organizer, House.Fair, one, version, new Place(later, 1, tables[0]), Cancel)).Refusal);
        Assert.Equal(refused, (await house.Meetings.SwapAsync(House.Organizer, House.Fair, other, otherVersion, one, version, Cancel)).Refusal);
        Assert.Equal(refused, (await house.Meetings.TakeOffAsync(House.Organizer, House.Fair, one, version, Cancel)).Refusal);
        Assert.Equal((slot, tables[0]), await house.ReadAsync(db => db.Meetings.Where(m => m.Id == one).Select(m => new ValueTuple<Guid?, Guid?>(m.FirstSlotId, m.TableId)).SingleAsync(Cancel)));
        Assert.Equal(["meeting.locked"], await house.ReadAsync(db => db.History.Where(h => h.RecordId == one && h.Field == nameof(Meeting.LockedBy))
            .Join(db.AuditEntries, h => h.Sequence, a => a.Sequence, (_, a) => a.Act).ToListAsync(Cancel)));

        House.Done(await LockAsync(one, false));
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, one, await house.VersionAsync<Meeting>(one), new Place(later, 1, tables[0]), Cancel));
        House.Done(await LockAsync(one, true));
        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, one, await house.VersionAsync<Meeting>(one), "改期（示例）", Cancel));
        await house.VerifyAsync();

        async Task<Outcome> LockAsync(Guid id, bool isLocked) => await house.Meetings.LockAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Meeting>(id), isLocked, Cancel);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whoever_locks_what_another_has_moved_meanwhile_is_told(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, table) = (await house.SlotAsync(), await house.SlotAsync(), await house.TableAsync());
        var meeting = await house.MeetingAsync(slot, table);
        var seen = await house.VersionAsync<Meeting>(meeting);
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, seen, new Place(later, 1, table), Cancel));

        Assert.True((await house.Meetings.LockAsync(House.Organizer, House.Fair, meeting, seen, true, Cancel)).Refused);
        Assert.Equal(Refusal.NotFound, (await house.Meetings.LockAsync(House.Organizer, House.Fair, Guid.CreateVersion7(), 0, true, Cancel)).Refusal);
        Assert.Null(await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).Select(m => m.LockedBy).SingleAsync(Cancel)));
    }

    private static Meeting Planned() => Meeting.Between("2027-M001", Guid.CreateVersion7(), null, null, null, "议题", Guid.CreateVersion7(), null, [Guest], [Host], []);
}
