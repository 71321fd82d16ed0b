using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>Many want one place at the same moment: one gets it, and the others are told who has it.</summary>
public sealed class RaceTests
{
    private const int Writers = 50;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What many want in one slot; of each the database has one to give.</summary>
    public enum Wanted
    {
        Table,
        Guest,
        Host,
    }

    public static TheoryData<Engine, Wanted> Fights()
    {
        var fights = new TheoryData<Engine, Wanted>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
            foreach (var wanted in Enum.GetValues<Wanted>())
                fights.Add(engine, wanted);
        return fights;
    }

    [Theory, MemberData(nameof(Fights))]
    public async Task Of_fifty_bookings_of_one_table_or_one_person_in_one_slot_one_is_made(Engine engine, Wanted wanted)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, tables, shared) = (await house.SlotAsync(), await house.TablesAsync(Writers), (await house.PeopleAsync(1))[0]);
        var requests = await house.RequestsAsync(Writers, wanted is Wanted.Guest ? shared : null, wanted is Wanted.Host ? shared : null);

        var outcomes = await House.FightAsync(Writers, i => house.Meetings.BookAsync(House.Organizer, House.Fair, requests[i], 1, new Place(slot, 1, tables[wanted is Wanted.Table ? 0 : i]), Cancel));

        await OnlyOneAsync(house, outcomes, slot);
        Assert.Equal(1, await house.ReadAsync(db => db.Requests.CountAsync(r => requests.Contains(r.Id) && r.State == RequestState.Placed, Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_ten_slots_that_overlap_one_is_made(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var day = new DateOnly(2027, 8, 21);

        var outcomes = await House.FightAsync(10, i => house.Fairs.SaveSlotAsync(House.Organizer, House.Fair, null,
            new SlotForm { Day = day, Starts = new TimeOnly(9, i), Ends = new TimeOnly(9, 20 + i) }, Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Equal(FairRefusals.SlotsOverlap, o.Refusal));
        var (from, to) = (FairTime.ToUtc(day, new(0, 0)), FairTime.ToUtc(day, new(23, 59)));
        Assert.Equal(1, await house.ReadAsync(db => db.Slots.CountAsync(s => s.StartsAt > from && s.StartsAt < to, Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_fifty_bookings_of_one_request_one_is_made(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, tables, request) = (await house.SlotAsync(), await house.TablesAsync(Writers), await house.RequestAsync());

        var outcomes = await House.FightAsync(Writers, i => house.Meetings.BookAsync(House.Organizer, House.Fair, request, 1, new Place(slot, 1, tables[i]), Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.NotNull(o.Refusal));
        Assert.Equal(1, await house.ReadAsync(db => db.Meetings.CountAsync(m => m.RequestId == request, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_fifty_meetings_moved_to_one_place_one_arrives_and_each_loser_names_both(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (meetings, places, slot) = await InTheTrayAsync(house, Wanted.Table);

        var outcomes = await House.FightAsync(Writers, i => house.Meetings.PlaceAsync(House.Organizer, House.Fair, meetings[i], 1, places[i], Cancel));

        await EachLoserNamesBothAsync(house, meetings, outcomes, slot);
        await house.VerifyAsync();
    }

    [Theory, MemberData(nameof(Fights))]
    public async Task The_database_itself_lets_one_in_when_all_have_looked_before_any_has_written(Engine engine, Wanted wanted)
    {
        await using var house = await House.OpenAsync(engine);
        var (meetings, places, slot) = await InTheTrayAsync(house, wanted);

        var outcomes = await PastTheLookAsync(house, meetings, places);

        await EachLoserNamesBothAsync(house, meetings, outcomes, slot);
        await house.VerifyAsync();
    }

    /// <summary>The control: the same fight, over a table of claims that was built without its key.</summary>
    [Theory, MemberData(nameof(Fights))]
    public async Task Without_the_key_of_the_claims_the_same_fight_has_several_winners(Engine engine, Wanted wanted)
    {
        await using var house = await House.OpenAsync(engine);
        var (meetings, places, slot) = await InTheTrayAsync(house, wanted);
        await using (var db = house.Open())
        {
            var sql = engine is Engine.Postgres
                ? """ALTER TABLE "Claims" DROP CONSTRAINT "PK_Claims";"""
                : """CREATE TABLE "Plain" AS SELECT * FROM "Claims"; DROP TABLE "Claims"; ALTER TABLE "Plain" RENAME TO "Claims";""";
            await db.Database.ExecuteSqlRawAsync(sql, Cancel);
        }

        var outcomes = await PastTheLookAsync(house, meetings, places);

        Assert.InRange(outcomes.Count(o => !o.Refused), 2, Writers);
        var twice = await house.ReadAsync(db => db.Claims.Where(c => c.SlotId == slot).GroupBy(c => new { c.Kind, c.ResourceId }).Where(g => g.Count() > 1).Select(g => new { g.Key.Kind, Count = g.Count() }).ToListAsync(Cancel));
        var taken = Assert.Single(twice);
        Assert.Equal((wanted is Wanted.Table ? ClaimKind.Table : ClaimKind.Person, outcomes.Count(o => !o.Refused)), (taken.Kind, taken.Count));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Swaps_in_a_ring_end_in_swaps_and_refusals_and_no_claim_is_lost(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meetings = await PlacedAsync(house, 6);

        var outcomes = await House.FightAsync(24, async i =>
        {
            var (one, other) = (meetings[i % 6], meetings[(i + 1 + i / 6) % 6]);
            return await house.Meetings.SwapAsync(House.Organizer, House.Fair, one, await house.VersionAsync<Meeting>(one), other, await house.VersionAsync<Meeting>(other), Cancel);
        });

        Assert.Contains(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.NotNull(o.Refusal));
        Assert.Equal(6, await house.ReadAsync(db => db.Meetings.Where(m => meetings.Contains(m.Id)).Select(m => m.TableId).Distinct().CountAsync(Cancel)));
        await house.VerifyAsync();
    }

    private static async Task<IReadOnlyList<Guid>> PlacedAsync(House house, int count)
    {
        var (slot, tables, requests) = (await house.SlotAsync(), await house.TablesAsync(count), await house.RequestsAsync(count));
        var meetings = new List<Guid>();
        for (var i = 0; i < count; i++) meetings.Add(await house.BookAsync(requests[i], slot, tables[i]));
        return meetings;
    }

    // Fifty meetings without a place, and the place each wants: one table for all, or a table each and one person at all of them.
    private static async Task<(IReadOnlyList<Guid> Meetings, IReadOnlyList<Place> Places, Guid Slot)> InTheTrayAsync(House house, Wanted wanted)
    {
        var (slot, tables, people) = (await house.SlotAsync(), await house.TablesAsync(Writers), await house.PeopleAsync(2 * Writers));
        var (fair, investor) = (await house.FairIdAsync(), await house.InvestorAsync());
        await using var db = house.Open();
        var meetings = Enumerable.Range(0, Writers).Select(i => Meeting.Between($"{House.Fair}-R{i:000}", fair, null, null, null, $"议题{i}", investor, null,
            [people[wanted is Wanted.Guest ? 0 : 2 * i]], [people[wanted is Wanted.Host ? 1 : 2 * i + 1]], [])).ToList();
        db.AddRange(meetings);
        House.Done(await db.SaveAsync(new Act(House.Organizer, "meeting.booked", house.Now), Cancel));
        return ([.. meetings.Select(m => m.Id)], [.. tables.Select(table => new Place(slot, 1, wanted is Wanted.Table ? tables[0] : table))], slot);
    }

    // Each has its meeting in hand and sees the slot empty before the gate opens; after that only the claims decide.
    private static async Task<IReadOnlyList<Outcome>> PastTheLookAsync(House house, IReadOnlyList<Guid> meetings, IReadOnlyList<Place> places)
    {
        var contexts = new List<FairDbContext>();
        var changes = new List<ClaimChange>();
        foreach (var (id, place) in meetings.Zip(places))
        {
            var db = house.Open();
            contexts.Add(db);
            var meeting = await db.Meetings.Include(m => m.Attendees).SingleAsync(m => m.Id == id, Cancel);
            Assert.Equal(0, await db.Claims.CountAsync(c => c.SlotId == place.FirstSlotId, Cancel));
            House.Done(meeting.PlaceAt(place));
            changes.Add(new ClaimChange([id], [.. meeting.People.Select(p => (ClaimKind.Person, p)).Append((ClaimKind.Table, place.TableId)).Select(r => new SlotClaim
            {
                FairId = meeting.FairId,
                SlotId = place.FirstSlotId,
                Kind = r.Item1,
                ResourceId = r.Item2,
                MeetingId = id,
            })]));
        }

        var outcomes = await House.FightAsync(meetings.Count, i => contexts[i].SaveAsync(new Act(House.Organizer, "meeting.moved", house.Now), Cancel, changes[i]));
        foreach (var db in contexts) await db.DisposeAsync();
        return outcomes;
    }

    private static async Task OnlyOneAsync(House house, IReadOnlyList<Outcome<Guid>> outcomes, Guid slot)
    {
        var winner = await house.NumberAsync(Assert.Single(outcomes, o => !o.Refused).Value);
        Assert.All(outcomes.Where(o => o.Refused), o =>
        {
            Assert.Equal("meeting.taken", o.Refusal?.Code);
            Assert.Contains(winner, o.Refusal!.Zh, StringComparison.Ordinal);
            // What was not booked has no number that lasts.
            Assert.Matches($"排不下：(新洽谈 new|{House.Fair}-M[0-9]{{3}}) 与 {winner} 冲突", o.Refusal.Zh);
        });
        Assert.Equal(1, await house.ReadAsync(db => db.Meetings.CountAsync(m => m.FirstSlotId == slot, Cancel)));
        Assert.Equal(3, await house.ReadAsync(db => db.Claims.CountAsync(c => c.SlotId == slot, Cancel)));
        await house.VerifyAsync();
    }

    private static async Task EachLoserNamesBothAsync(House house, IReadOnlyList<Guid> meetings, IReadOnlyList<Outcome> outcomes, Guid slot)
    {
        Assert.Single(outcomes, o => !o.Refused);
        var there = await house.ReadAsync(db => db.Meetings.Where(m => m.FirstSlotId == slot).Select(m => m.Number).ToListAsync(Cancel));
        var winner = Assert.Single(there);
        for (var i = 0; i < meetings.Count; i++)
        {
            var own = await house.NumberAsync(meetings[i]);
            if (own == winner) Assert.False(outcomes[i].Refused);
            else Assert.Equal($"排不下：{own} 与 {winner} 冲突", outcomes[i].Refusal?.Zh);
        }

        Assert.Equal(3, await house.ReadAsync(db => db.Claims.CountAsync(c => c.SlotId == slot, Cancel)));
    }
}
