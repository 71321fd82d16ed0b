using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What both sides wish for is one meeting, and while it stands no wish for it waits.</summary>
public sealed class JointWishTests
{
    private const int Writers = 50;

    private static readonly DateOnly Day = new(2027, 8, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void It_counts_for_what_the_staff_say_else_for_its_strongest_wish_and_more_where_both_sides_wish()
    {
        static int Points(params (Side From, Wish Priority, int? Points)[] wishes) =>
            new JointWish(wishes.Select(w => Wished(f => (f.From, f.Priority, f.Points) = (w.From, w.Priority, w.Points)))).Points;

        Assert.Equal(100, Points((Side.Guest, Wish.Must, null)));
        Assert.Equal(20, Points((Side.Host, Wish.Want, null)));
        Assert.Equal(20, Points((Side.Host, Wish.Want, null), (Side.Host, Wish.Want, null)));
        Assert.Equal(30, Points((Side.Host, Wish.Want, null), (Side.Guest, Wish.Want, null)));
        Assert.Equal(100, Points((Side.Host, Wish.Must, null), (Side.Guest, Wish.Want, null)));
        Assert.Equal(7, Points((Side.Guest, Wish.Must, 7), (Side.Host, Wish.Must, null)));
    }

    [Fact]
    public void Each_side_names_its_own_people_and_what_either_asks_for_holds()
    {
        Guid[] people = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var ofGuests = Wished(f => (f.From, f.Guests, f.Hosts, f.Language, f.Session) = (Side.Guest, [people[0]], [people[1]], "en", SessionWish.MorningOnly));
        var ofHosts = Wished(f => (f.From, f.Guests, f.Hosts, f.Length, f.Day) = (Side.Host, [people[2]], [people[3]], 2, Day));
        var joint = new JointWish([ofHosts, ofGuests]);

        var teams = Teams.Of(joint, [people[4]]);
        Assert.Equal([people[0], people[3]], teams.Sides.SelectMany(s => s.All));
        Assert.Equal(("en", 2, Wish.Want, true), (joint.Language, joint.Length, joint.Priority, joint.OfBothSides));
        Assert.True(joint.Wishes.All(w => w.Wishes(Day, new(9, 0))));
        Assert.False(joint.Wishes.All(w => w.Wishes(Day, new(14, 0))));

        // A side that names nobody leaves it to the other, and where nobody does it is the team of the project.
        var silent = Wished(f => (f.From, f.ProjectId, f.Topic, f.Guests, f.Hosts) = (Side.Host, Guid.NewGuid(), null, [people[0]], []));
        Assert.Equal([people[1]], Teams.Of(new JointWish([silent, ofGuests]), [people[4]]).Hosts.All);
        Assert.Equal([people[4]], Teams.Of(new JointWish([silent]), [people[4]]).Hosts.All);
    }

    [Fact]
    public void Wishes_are_of_one_pair_where_project_and_firm_are_the_same_and_a_topic_stands_alone()
    {
        Guid[] ids = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var merged = Wished(f => (f.Topic, f.ProjectId, f.InvestorId) = (null, ids[0], ids[1]));
        var stays = Wished(f => (f.Topic, f.ProjectId, f.InvestorId) = (null, ids[0], ids[2]));
        var plant = Wished(f => (f.Topic, f.PlantId, f.InvestorId) = (null, ids[0], ids[2]));
        var (topic, same) = (Wished(f => (f.Topic, f.InvestorId) = ("合作", ids[2])), Wished(f => (f.Topic, f.InvestorId) = ("合作", ids[2])));
        MeetingRequest[] all = [merged, stays, plant, topic, same];

        Assert.Equal([2, 1, 1, 1], JointWish.Of(all, id => id == ids[1] ? ids[2] : id).Select(w => w.Wishes.Count).OrderDescending());
        Assert.Equal(5, JointWish.Of(all, id => id).Count);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_meeting_of_one_serves_the_other_until_it_is_cancelled(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (guests, hosts, refused) = (await WishAsync(house, Side.Guest), await WishAsync(house, Side.Host, f => f.Length = 2), await WishAsync(house, Side.Host, f => f.Priority = Wish.No));
        var card = (await Board(house).BoardAsync(House.Organizer, House.Fair, Cancel))!.Tray.Single(c => c.StandsFor(guests));
        Assert.True(card.StandsFor(hosts));
        Assert.False(card.StandsFor(refused));
        Assert.Equal(("客方愿见 · 县方愿见", 2), (card.Asked, card.Length));

        var slots = await SlotsAsync(house, 4);
        var meeting = await house.BookAsync(guests, slots[0], (await house.TablesAsync(1))[0]);
        Assert.Equal(2, await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).Select(m => m.Length).SingleAsync(Cancel)));
        Assert.DoesNotContain((await Board(house).BoardAsync(House.Organizer, House.Fair, Cancel))!.Tray, c => c.StandsFor(hosts));
        await StandsAsync(house, hosts, RequestState.Placed, guests, meeting);
        await StandsAsync(house, guests, RequestState.Placed, null, meeting);
        await StandsAsync(house, refused, RequestState.Open, null, null);

        // What is served cannot be taken back behind the meeting, and a wish made now is served at once.
        Assert.Equal(MeetingRefusals.RequestBooked, (await house.Meetings.WithdrawRequestAsync(House.Organizer, House.Fair, hosts, await house.VersionAsync<MeetingRequest>(hosts), Cancel)).Refusal);
        var late = await WishAsync(house, Side.Host);
        await StandsAsync(house, late, RequestState.Placed, guests, meeting);
        await house.VerifyAsync();

        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), "客方临时有事", Cancel));
        foreach (var wish in new[] { guests, hosts, late }) await StandsAsync(house, wish, RequestState.Open, null, null);
        House.Done(await house.Meetings.WithdrawRequestAsync(House.Organizer, House.Fair, late, await house.VersionAsync<MeetingRequest>(late), Cancel));
        var again = await house.BookAsync(hosts, slots[2], (await house.TablesAsync(1))[0]);
        await StandsAsync(house, guests, RequestState.Placed, hosts, again);
        House.Done(await house.Meetings.RenewRequestAsync(House.Organizer, House.Fair, late, await house.VersionAsync<MeetingRequest>(late), Cancel));
        await StandsAsync(house, late, RequestState.Placed, hosts, again);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_fifty_bookings_of_the_two_wishes_of_a_pair_one_is_made(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        Guid[] pair = [await WishAsync(house, Side.Guest), await WishAsync(house, Side.Host)];

        Assert.Single(await FightAsync(house, pair), o => !o.Refused);
        Assert.Equal(1, await house.ReadAsync(db => db.Meetings.CountAsync(m => pair.Contains(m.RequestId!.Value), Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_fifty_bookings_of_two_wishes_that_are_no_pair_two_are_made(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        Guid[] two = [await house.RequestAsync(), await house.RequestAsync()];

        Assert.Equal(2, (await FightAsync(house, two)).Count(o => !o.Refused));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_wish_that_comes_while_its_meeting_is_cancelled_is_not_left_behind(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var first = await WishAsync(house, Side.Guest);
        var meeting = await house.BookAsync(first, await house.SlotAsync(), (await house.TablesAsync(1))[0]);
        var (form, version) = (await FormAsync(house, Side.Host, null), await house.VersionAsync<Meeting>(meeting));

        // Whoever is second is told so and tries again; in no order is a wish left that a cancelled meeting serves.
        await House.FightAsync(2, async i => i == 0
            ? await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, version, "客方临时有事", Cancel)
            : (await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel)).As<int>());

        await house.VerifyAsync();
    }

    private static async Task<IReadOnlyList<Outcome<Guid>>> FightAsync(House house, Guid[] wishes)
    {
        var (slots, tables) = (await SlotsAsync(house, 2), await house.TablesAsync(Writers));
        return await House.FightAsync(Writers, i => house.Meetings.BookAsync(House.Organizer, House.Fair, wishes[i % 2], 1, new Place(slots[i % 2], 1, tables[i]), Cancel));
    }

    private static BoardQueries Board(House house) => new(house.Database.Contexts, house.Clock);

    private static async Task<Guid[]> SlotsAsync(House house, int count)
    {
        var slots = new Guid[count];
        for (var i = 0; i < count; i++) slots[i] = await house.SlotAsync();
        return slots;
    }

    private static async Task StandsAsync(House house, Guid wish, RequestState state, Guid? with, Guid? meeting)
    {
        var standing = (await house.Meetings.StandingAsync(House.Organizer, House.Fair, wish, Cancel))!;
        Assert.Equal((state, with, meeting), (standing.State, standing.WithId, standing.MeetingId));
    }

    private static async Task<RequestForm> FormAsync(House house, Side from, Action<RequestForm>? change)
    {
        var form = await house.RequestFormAsync();
        (form.From, form.Topic, form.ProjectId) = (from, null, await house.ReadAsync(db => db.Projects.Where(p => p.Code == "LC-T05").Select(p => p.Id).SingleAsync(Cancel)));
        change?.Invoke(form);
        return form;
    }

    private static async Task<Guid> WishAsync(House house, Side from, Action<RequestForm>? change = null) =>
        House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, await FormAsync(house, from, change), Cancel));

    private static MeetingRequest Wished(Action<RequestForm> change)
    {
        var form = new RequestForm { Topic = "合作", InvestorId = Guid.NewGuid(), Guests = [Guid.NewGuid()], Hosts = [Guid.NewGuid()] };
        change(form);
        return MeetingRequest.Wish(Guid.NewGuid(), form, new(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc), 30);
    }
}
