using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>Many meetings changed in one save: what was worked out for something else than what stands now is left as it is.</summary>
public sealed class ArrangeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task The_timetable_found_for_the_whole_fair_is_entered_in_one_act_and_read_again_as_the_one_that_stands(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (mapped, acts) = (ProblemOf.Possible(await FactsAsync(house), RunKind.All).Mapped, await house.LinksAsync());
        var found = Scheduler.Solve(mapped.Problem, new SearchLimits { Iterations = 20_000, Time = TimeSpan.FromSeconds(0.2) }, cancel: Cancel).Timetable;

        var done = await ArrangeAsync(house, mapped.Read(found));

        Assert.Empty(done.Left);
        Assert.Equal(found.Placings.Count(p => mapped.Sources[p.Demand].MeetingId is null), done.Booked);
        Assert.True(done is { Booked: > 20, Moved: > 0 }, $"{done}");
        Assert.Equal(acts + 1, await house.LinksAsync());
        await house.VerifyAsync();
        var again = ProblemOf.Build(await FactsAsync(house), RunKind.Fill);
        Assert.Equal(Said(mapped, found), Said(again, again.Working));
        Assert.Equal(new Arranged(0, 0, 0, 0, []), await ArrangeAsync(house, again.Read(again.Working)) with { Left = [] });

        // Nothing placed: all that may move goes back to the tray.
        var off = await ArrangeAsync(house, again.Read(Timetable.Empty));
        Assert.Equal(again.Working.Placings.Count, off.TakenOff);
        Assert.Equal(off.TakenOff, off.Off.Count);
        Assert.All(off.Off, said => Assert.Matches("^2027-M[0-9]+ .+ · .+$", said));
        await house.VerifyAsync();

        static HashSet<string> Said(MappedFair of, Timetable timetable) =>
            [.. of.Read(timetable).Where(a => a.Place is not null).Select(a => $"{a.Requests.Select(r => r.Id).Order().First()} {a.Place} {string.Join(",", a.People.Order())}")];
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_moved_meanwhile_stays_and_so_does_what_counted_on_its_place(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(4));
        var (stale, follows, free) = (await house.MeetingAsync(slot, tables[0]), await house.MeetingAsync(slot, tables[1]), await house.MeetingAsync(slot, tables[2]));
        var wish = await house.RequestAsync();
        Arrangement[] arrangements =
        [
            await ToAsync(house, stale, new Place(later, 1, tables[0])), await ToAsync(house, follows, new Place(slot, 1, tables[0])),
            await ToAsync(house, free, new Place(later, 1, tables[3])), await OfAsync(house, wish, new Place(slot, 1, tables[2])),
        ];
        House.Done(await house.Meetings.LockAsync(House.Organizer, House.Fair, stale, arrangements[0].Version, true, Cancel));

        // As a whole it cannot be done any more, and then nothing of it is.
        var (acts, whole) = (await house.LinksAsync(), await house.Schedule.ApplyAsync(House.Organizer, House.Fair, arrangements, Cancel));
        Assert.Equal(("schedule.moved-on", acts), (whole.Refusal!.Code, await house.LinksAsync()));
        Assert.Contains(await house.NumberAsync(follows), whole.Refusal.Zh, StringComparison.Ordinal);

        var done = await ArrangeAsync(house, arrangements);

        Assert.Equal((1, 1, 0, 0), (done.Booked, done.Moved, done.Seated, done.TakenOff));
        Assert.Equal([(await house.NumberAsync(stale), Violations.Overtaken), (await house.NumberAsync(follows), MeetingRefusals.SameSlotTaken(await house.NumberAsync(follows), await house.NumberAsync(stale)))],
            done.Left.Select(l => (l.Name, l.Why)));
        Assert.Equal([(slot, tables[0]), (slot, tables[1]), (later, tables[3])], [await AtAsync(house, stale), await AtAsync(house, follows), await AtAsync(house, free)]);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_closed_place_somebody_who_does_not_come_and_a_wish_that_changed_are_left_and_named(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(4));
        var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Declined).Select(g => g.PersonId).FirstAsync(Cancel));
        var (meeting, waits, hears) = (await house.MeetingAsync(slot, tables[0]), await house.RequestAsync(guest), await house.RequestAsync());
        Arrangement[] arrangements =
        [
            await ToAsync(house, meeting, new Place(later, 2, tables[0])), await OfAsync(house, waits, new Place(slot, 1, tables[1])),
            await OfAsync(house, hears, new Place(slot, 1, tables[2])) with { Requests = [(hears, 7)] }, await ToAsync(house, Guid.CreateVersion7(), new Place(slot, 1, tables[3])),
        ];

        var done = await ArrangeAsync(house, arrangements);

        Assert.Equal((0, 4), (done.Changed, done.Left.Count));
        Assert.Equal(new[] { MeetingRefusals.SlotClosed, ScheduleRefusals.PeopleGone, Violations.Overtaken, Refusal.NotFound }.Select(r => r.Code).Order(), done.Left.Select(l => l.Why.Code).Order());
        Assert.Contains(done.Left, l => l.Name.StartsWith("产业合作（示例） · ", StringComparison.Ordinal));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_ten_who_apply_the_same_change_one_does_and_it_is_done_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(2));
        var meeting = await house.MeetingAsync(slot, tables[0]);
        Arrangement[] arrangements = [await ToAsync(house, meeting, new Place(later, 1, tables[1])), await OfAsync(house, await house.RequestAsync(), new Place(slot, 1, tables[0]))];

        var outcomes = await House.FightAsync(10, _ => house.Schedule.ApplyAsync(House.Organizer, House.Fair, arrangements, Cancel));

        Assert.Equal(1, outcomes.Count(o => o.Value is { Booked: 1, Moved: 1 }));
        Assert.Equal(1, await house.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Act == "schedule.arranged", Cancel)));
        await house.VerifyAsync();
    }

    [Fact]
    public async Task Nothing_of_an_archived_fair_is_arranged_nor_moved_by_hand()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var (slot, later, table) = (await house.SlotAsync(), await house.SlotAsync(), await house.TableAsync());
        var meeting = await house.MeetingAsync(slot, table);
        var to = await ToAsync(house, meeting, new Place(later, 1, table));
        await house.Database.DamageAsync($"UPDATE \"Fairs\" SET \"IsArchived\" = 1 WHERE \"Code\" = '{House.Fair}'");

        Assert.Equal(FairRefusals.Archived, (await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, to.Version, to.Place!.Value, Cancel)).Refusal);
        Assert.Equal(FairRefusals.Archived, (await house.Schedule.ApplyAsync(House.Organizer, House.Fair, [to], Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Schedule.ApplyAsync(House.Organizer, "1999", [to], Cancel)).Refusal);
    }

    internal static async Task<FairFacts> FactsAsync(House house)
    {
        await using var db = house.Open();
        return await ScheduleFactsQueries.ReadAsync(db, db.Fairs.Single(f => f.Code == House.Fair), house.Now, Cancel);
    }

    internal static async Task<Arranged> ArrangeAsync(House house, IReadOnlyList<Arrangement> arrangements)
    {
        await using var db = house.Open();
        await using var transaction = await db.BeginAsync(Cancel);
        var (done, claims) = await house.Schedule.ArrangeAsync(db, db.Fairs.AsNoTracking().Single(f => f.Code == House.Fair), arrangements, Cancel);
        if (done.Changed == 0) return done;
        House.Done(await db.SaveAsync(new Act(House.Organizer, "schedule.arranged", house.Now), Cancel, claims));
        await transaction.CommitAsync(Cancel);
        return done;
    }

    /// <summary>A meeting to another place with the people it has.</summary>
    internal static Task<Arrangement> ToAsync(House house, Guid id, Place? place) => house.ReadAsync(async db =>
        await db.Meetings.AsNoTracking().Include(m => m.Attendees).SingleOrDefaultAsync(m => m.Id == id, Cancel) is { } m
            ? new Arrangement(id, [], m.Version, place, [.. m.Team(Side.Guest)], [.. m.Team(Side.Host)], [.. m.Interpreters]) : new Arrangement(id, [], 1, place, [], [], []));

    /// <summary>A meeting of a wish, with whom it names.</summary>
    internal static Task<Arrangement> OfAsync(House house, Guid request, Place place) => house.ReadAsync(async db =>
        await db.Requests.AsNoTracking().Include(r => r.People).SingleAsync(r => r.Id == request, Cancel) is var wish
            ? new Arrangement(null, [(request, wish.Version)], 0, place, [.. wish.Team(Side.Guest)], [.. wish.Team(Side.Host)], []) : throw new InvalidOperationException());

    private static Task<(Guid?, Guid?)> AtAsync(House house, Guid meeting) => house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).Select(m => new ValueTuple<Guid?, Guid?>(m.FirstSlotId, m.TableId)).SingleAsync(Cancel));
}
