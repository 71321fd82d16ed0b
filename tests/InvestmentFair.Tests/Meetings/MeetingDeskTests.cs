using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

public sealed class MeetingDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_meeting_is_booked_moved_taken_off_and_placed_again_with_its_claims(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, table) = (await house.SlotAsync(), await house.SlotAsync(), await house.TableAsync());
        var meeting = await house.MeetingAsync(slot, table);
        Assert.Equal([slot, slot, slot], await ClaimedAsync(house, meeting));

        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), new Place(slot, 2, table), Cancel));
        Assert.Equal(6, (await ClaimedAsync(house, meeting)).Count);
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), new Place(later, 1, table), Cancel));
        Assert.Equal([later, later, later], await ClaimedAsync(house, meeting));
        House.Done(await house.Meetings.TakeOffAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), Cancel));
        Assert.Empty(await ClaimedAsync(house, meeting));
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), new Place(slot, 1, table), Cancel));

        Assert.Equal([slot, slot, slot], await ClaimedAsync(house, meeting));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_taken_table_and_a_taken_person_are_refused_with_both_numbers(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables, person) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(2), (await house.PeopleAsync(1))[0]);
        var (one, other) = (await house.MeetingAsync(slot, tables[0], person), await house.MeetingAsync(later, tables[0], person));
        var expected = MeetingRefusals.SameSlotTaken(await house.NumberAsync(other), await house.NumberAsync(one));

        foreach (var table in tables)
            Assert.Equal(expected, (await house.Meetings.PlaceAsync(House.Organizer, House.Fair, other, await house.VersionAsync<Meeting>(other), new Place(slot, 1, table), Cancel)).Refusal);

        Assert.Equal([later, later, later], await ClaimedAsync(house, other));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Another_team_claims_the_place_or_is_refused(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, tables, people) = (await house.SlotAsync(), await house.TablesAsync(2), await house.PeopleAsync(3));
        var (one, other) = (await house.MeetingAsync(slot, tables[0], people[0]), await house.MeetingAsync(slot, tables[1], people[1]));
        var host = await house.ReadAsync(db => db.Meetings.Where(m => m.Id == one).SelectMany(m => m.Attendees).Where(a => a.Side == Side.Host).Select(a => a.PersonId).FirstAsync(Cancel));
        var version = await house.ReadAsync(db => db.Meetings.Where(m => m.Id == one).Select(m => m.Version).SingleAsync(Cancel));
        TeamForm Team(params Guid[] guests) => new() { Version = version, Guests = [.. guests], Hosts = [host] };

        Assert.Equal(MeetingRefusals.SameSlotTaken(await house.NumberAsync(one), await house.NumberAsync(other)),
            (await house.Meetings.SeatAsync(House.Organizer, House.Fair, one, Team(people[0], people[1]), Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.OnBothSides, (await house.Meetings.SeatAsync(House.Organizer, House.Fair, one, Team(host), Cancel)).Refusal);
        House.Done(await house.Meetings.SeatAsync(House.Organizer, House.Fair, one, Team(people[2], people[0]), Cancel));
        var overtaken = await house.Meetings.SeatAsync(House.Organizer, House.Fair, one, Team(people[2]), Cancel);
        Assert.Equal([(people[2].ToString(), $"{people[2]}、{people[0]}")], overtaken.Clash!.Fields.Select(f => (f.Mine, f.Theirs)));

        Assert.Equal([.. new[] { people[2], people[0], host, tables[0] }.Order()],
            (await house.ReadAsync(db => db.Claims.Where(c => c.MeetingId == one).Select(c => c.ResourceId).ToListAsync(Cancel))).Order());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Two_meetings_change_places_even_when_they_share_a_person(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables, person) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(2), (await house.PeopleAsync(1))[0]);
        var (one, other) = (await house.MeetingAsync(slot, tables[0], person), await house.MeetingAsync(later, tables[1], person));

        House.Done(await house.Meetings.SwapAsync(House.Organizer, House.Fair, one, await house.VersionAsync<Meeting>(one), other, await house.VersionAsync<Meeting>(other), Cancel));

        Assert.Equal((later, tables[1]), await PlaceAsync(house, one));
        Assert.Equal((slot, tables[0]), await PlaceAsync(house, other));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_swap_that_would_seat_a_person_twice_changes_nothing(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables, person) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(3), (await house.PeopleAsync(1))[0]);
        var (one, other, third) = (await house.MeetingAsync(slot, tables[0], person), await house.MeetingAsync(later, tables[1]), await house.MeetingAsync(later, tables[2]));
        var fourth = await house.MeetingAsync(await house.SlotAsync(), tables[0], person);
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, fourth, await house.VersionAsync<Meeting>(fourth), new Place(later, 1, tables[0]), Cancel));

        Assert.Equal("meeting.taken", (await house.Meetings.SwapAsync(House.Organizer, House.Fair, one, await house.VersionAsync<Meeting>(one), other, await house.VersionAsync<Meeting>(other), Cancel)).Refusal?.Code);

        Assert.Equal([(slot, tables[0]), (later, tables[1]), (later, tables[2])], [await PlaceAsync(house, one), await PlaceAsync(house, other), await PlaceAsync(house, third)]);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Two_long_meetings_of_one_person_do_not_overlap_after_a_swap(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var slots = new[] { await house.SlotAsync(), await house.SlotAsync(), await house.SlotAsync() };
        var (tables, person) = (await house.TablesAsync(2), (await house.PeopleAsync(1))[0]);
        var (brief, lengthy) = (await house.MeetingAsync(slots[0], tables[0], person), await house.MeetingAsync(slots[1], tables[1], person));
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, lengthy, await house.VersionAsync<Meeting>(lengthy), new Place(slots[1], 2, tables[1]), Cancel));

        var swapped = await house.Meetings.SwapAsync(House.Organizer, House.Fair, brief, await house.VersionAsync<Meeting>(brief), lengthy, await house.VersionAsync<Meeting>(lengthy), Cancel);

        Assert.Equal("meeting.taken", swapped.Refusal?.Code);
        Assert.Contains(await house.NumberAsync(brief), swapped.Refusal!.Zh, StringComparison.Ordinal);
        Assert.Contains(await house.NumberAsync(lengthy), swapped.Refusal!.Zh, StringComparison.Ordinal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_cancelled_meeting_leaves_its_place_and_its_request_waits_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, table, request) = (await house.SlotAsync(), await house.TableAsync(), await house.RequestAsync());
        var meeting = await house.BookAsync(request, slot, table);
        Assert.Equal(MeetingRefusals.RequestBooked, (await house.Meetings.WithdrawRequestAsync(House.Organizer, House.Fair, request, await house.VersionAsync<MeetingRequest>(request), Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.RequestNotLive, (await house.Meetings.BookAsync(House.Organizer, House.Fair, request, await house.VersionAsync<MeetingRequest>(request), new Place(slot, 1, table), Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.ReasonNeeded, (await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), " ", Cancel)).Refusal);

        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), "客人改期", Cancel));

        Assert.Empty(await ClaimedAsync(house, meeting));
        Assert.Equal(RequestState.Open, await StateAsync(house, request));
        var again = await house.BookAsync(request, slot, table);
        Assert.NotEqual(await house.NumberAsync(meeting), await house.NumberAsync(again));
        Assert.Equal(MeetingRefusals.NotPlanned, (await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), new Place(await house.SlotAsync(), 1, table), Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_meeting_cancelled_twice_does_not_reopen_a_request_booked_since(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, table, request) = (await house.SlotAsync(), await house.TableAsync(), await house.RequestAsync());
        var meeting = await house.BookAsync(request, slot, table);
        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), "客人改期", Cancel));
        await house.BookAsync(request, slot, table);

        Assert.Equal(MeetingRefusals.NotPlanned, (await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), "再点一次", Cancel)).Refusal);

        Assert.Equal(RequestState.Placed, await StateAsync(house, request));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_closed_slot_a_closed_table_and_a_run_past_the_end_are_refused(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, closed, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(2));
        var meeting = await house.MeetingAsync(slot, tables[0]);
        await using (var db = house.Open())
        {
            var form = SlotForm.Of(await db.Slots.SingleAsync(s => s.Id == closed, Cancel), FairTime.DefaultZone);
            form.IsClosed = true;
            House.Done(await house.Fairs.SaveSlotAsync(House.Organizer, House.Fair, closed, form, Cancel));
            var shut = TableForm.Of(await db.Tables.SingleAsync(t => t.Id == tables[1], Cancel));
            shut.IsClosed = true;
            House.Done(await house.Fairs.SaveTableAsync(House.Organizer, House.Fair, tables[1], shut, Cancel));
        }

        foreach (var place in new[] { new Place(closed, 1, tables[0]), new Place(slot, 1, tables[1]), new Place(slot, 2, tables[0]), new Place(slot, 0, tables[0]), new Place(Guid.NewGuid(), 1, tables[0]) })
        {
            Assert.Equal(MeetingRefusals.SlotClosed, (await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), place, Cancel)).Refusal);
            Assert.Equal(MeetingRefusals.SlotClosed, (await house.Meetings.BookAsync(House.Organizer, House.Fair, await house.RequestAsync(), 1, place, Cancel)).Refusal);
        }

        Assert.Equal((slot, tables[0]), await PlaceAsync(house, meeting));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_wish_not_to_meet_an_expired_and_a_withdrawn_one_are_not_booked(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var place = new Place(await house.SlotAsync(), 1, await house.TableAsync());
        var form = await house.RequestFormAsync();
        form.Priority = Wish.No;
        var no = House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel));
        var (withdrawn, expired) = (await house.RequestAsync(), await house.RequestAsync());
        House.Done(await house.Meetings.WithdrawRequestAsync(House.Organizer, House.Fair, withdrawn, await house.VersionAsync<MeetingRequest>(withdrawn), Cancel));
        house.Time.Advance(TimeSpan.FromDays(400));

        Assert.Equal(MeetingRefusals.WishedNotTo, (await house.Meetings.BookAsync(House.Organizer, House.Fair, no, await house.VersionAsync<MeetingRequest>(no), place, Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.RequestNotLive, (await house.Meetings.BookAsync(House.Organizer, House.Fair, withdrawn, await house.VersionAsync<MeetingRequest>(withdrawn), place, Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.RequestNotLive, (await house.Meetings.BookAsync(House.Organizer, House.Fair, expired, await house.VersionAsync<MeetingRequest>(expired), place, Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_a_pool_those_who_are_free_are_named_and_the_rest_claim_nothing(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, tables, pool) = (await house.SlotAsync(), await house.TablesAsync(2), await house.PeopleAsync(3));
        await house.MeetingAsync(slot, tables[0], pool[0]);
        var form = await house.RequestFormAsync([.. pool]);
        form.GuestsFromPool = 1;
        var request = House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel));

        var meeting = await house.BookAsync(request, slot, tables[1]);

        Assert.Equal([pool[1]], await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).SelectMany(m => m.Attendees).Where(a => a.Side == Side.Guest).Select(a => a.PersonId).ToListAsync(Cancel)));
        Assert.Equal(3, (await ClaimedAsync(house, meeting)).Count);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Nothing_of_another_fair_is_found(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var place = new Place(await house.SlotAsync(), 1, await house.TableAsync());
        var meeting = await house.MeetingAsync(place.FirstSlotId, place.TableId);

        Assert.Equal(Refusal.NotFound, (await house.Meetings.PlaceAsync(House.Organizer, "2025", meeting, await house.VersionAsync<Meeting>(meeting), place, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Meetings.CancelAsync(House.Organizer, "2025", meeting, await house.VersionAsync<Meeting>(meeting), "不在本届", Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Meetings.BookAsync(House.Organizer, "2025", await house.RequestAsync(), 1, place, Cancel)).Refusal);
    }

    private static Task<List<Guid>> ClaimedAsync(House house, Guid meeting) => house.ReadAsync(db => db.Claims.Where(c => c.MeetingId == meeting).Select(c => c.SlotId).ToListAsync(Cancel));

    private static Task<RequestState> StateAsync(House house, Guid request) => house.ReadAsync(db => db.Requests.Where(r => r.Id == request).Select(r => r.State).SingleAsync(Cancel));

    private static async Task<(Guid?, Guid?)> PlaceAsync(House house, Guid meeting)
    {
        var at = await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).Select(m => new { m.FirstSlotId, m.TableId }).SingleAsync(Cancel));
        return (at.FirstSlotId, at.TableId);
    }
}
