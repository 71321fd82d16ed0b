using System.Globalization;
using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>Who is there when: what is said of it, what counts of several, and what the board warns of.</summary>
public sealed class AvailabilityTests
{
    private const string Shanghai = "Asia/Shanghai";
    private const string Berlin = "Europe/Berlin";

    /// <summary>On it the clocks of Berlin go from two to three.</summary>
    private static readonly DateOnly Spring = new(2027, 3, 28);

    /// <summary>The day of the slots that are made here.</summary>
    private static readonly DateOnly Day = new(2027, 8, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Shanghai, AvailabilityKind.Arrives, "10:00", null, "10:00", true)]
    [InlineData(Shanghai, AvailabilityKind.Arrives, "10:00", null, "09:59", false)]
    [InlineData(Shanghai, AvailabilityKind.Leaves, null, "10:20", "10:00", true)]
    [InlineData(Shanghai, AvailabilityKind.Leaves, null, "10:19", "10:00", false)]
    [InlineData(Shanghai, AvailabilityKind.Busy, "10:20", "11:00", "10:00", true)]
    [InlineData(Shanghai, AvailabilityKind.Busy, "10:19", "11:00", "10:00", false)]
    [InlineData(Shanghai, AvailabilityKind.Busy, "09:00", "10:00", "10:00", true)]
    [InlineData(Shanghai, AvailabilityKind.Busy, "09:00", "10:01", "10:00", false)]
    [InlineData(Berlin, AvailabilityKind.Arrives, "03:00", null, "03:00", true)]
    [InlineData(Berlin, AvailabilityKind.Arrives, "01:59", null, "03:00", true)]
    [InlineData(Berlin, AvailabilityKind.Arrives, "03:01", null, "03:00", false)]
    [InlineData(Berlin, AvailabilityKind.Busy, "01:00", "03:00", "03:00", true)]
    // The half hour from two o’clock is left out: who is busy from half past two is busy from half past three.
    [InlineData(Berlin, AvailabilityKind.Busy, "02:30", "04:00", "03:00", true)]
    [InlineData(Berlin, AvailabilityKind.Busy, "02:30", "04:00", "03:20", false)]
    public void A_slot_is_theirs_from_the_minute_they_arrive_to_the_minute_they_leave(string zone, AvailabilityKind kind, string? from, string? until, string starts, bool isThere)
    {
        var slot = FairTime.ToUtc(Spring, At(starts)!.Value, zone);
        var row = Stated(zone, Said(kind, from, until));

        Assert.Equal(isThere, Presence.Of([row], new Period(slot, slot.AddMinutes(20))) is null);
    }

    [Fact]
    public void Of_several_the_strictest_counts_and_what_was_made_void_does_not()
    {
        var (early, late, busy) = (Stated(Shanghai, Said(AvailabilityKind.Arrives, "10:00", null)), Stated(Shanghai, Said(AvailabilityKind.Arrives, "11:00", null)), Stated(Shanghai, Said(AvailabilityKind.Busy, "09:00", "12:00")));
        var slot = Slot("09:30");

        Assert.Equal(late, Presence.Of([busy, early, late], slot));
        Assert.False(late.Void().Refused);
        Assert.Equal(early, Presence.Of([busy, early, late], slot));
        Assert.Null(Presence.Of([early], Slot("10:30")));
        Assert.Equal(AvailabilityRefusals.Voided, late.Void().Refusal);
        Assert.Equal(AvailabilityRefusals.Voided, late.Revise(Shanghai, Said(AvailabilityKind.Arrives, "08:00", null)).Refusal);
    }

    [Fact]
    public void Who_is_busy_in_one_hall_can_sit_in_another()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var row = Stated(Shanghai, Said(AvailabilityKind.Busy, "09:00", "12:00", one));

        Assert.Equal((row, null, null), (Presence.Of([row], Slot("10:00"), one), Presence.Of([row], Slot("10:00"), other), Presence.Of([row], Slot("10:00"))));
    }

    [Fact]
    public void Where_the_clocks_go_forward_nobody_is_busy_until_before_they_began() =>
        Assert.Equal(AvailabilityRefusals.Times, Availability.State(Guid.NewGuid(), Berlin, Guid.NewGuid(), Said(AvailabilityKind.Busy, "02:30", "03:00"), AvailabilitySource.Hand).Refusal);

    [Fact]
    public void Each_kind_has_its_own_times()
    {
        static string[] Wrong(AvailabilityForm form) => [.. form.Check().Select(p => p.Field)];

        Assert.Equal([nameof(AvailabilityForm.PersonId), nameof(AvailabilityForm.Kind), nameof(AvailabilityForm.Day)], Wrong(new AvailabilityForm()));
        Assert.Equal([nameof(AvailabilityForm.Until)], Wrong(Said(AvailabilityKind.Arrives, "09:00", "10:00")));
        Assert.Equal([nameof(AvailabilityForm.From)], Wrong(Said(AvailabilityKind.Arrives, null, null)));
        Assert.Equal([nameof(AvailabilityForm.From)], Wrong(Said(AvailabilityKind.Leaves, "09:00", "10:00")));
        Assert.Equal([nameof(AvailabilityForm.Until)], Wrong(Said(AvailabilityKind.Busy, "09:00", null)));
        Assert.Equal([nameof(AvailabilityForm.Until)], Wrong(Said(AvailabilityKind.Busy, "10:00", "10:00")));
        Assert.Equal([nameof(AvailabilityForm.HallId)], Wrong(Said(AvailabilityKind.Leaves, null, "10:00", Guid.NewGuid())));
        Assert.Empty(Wrong(Said(AvailabilityKind.Busy, "09:00", "10:00", Guid.NewGuid())));
        Assert.Equal([nameof(PartyAvailabilityForm.DelegationId)], new PartyAvailabilityForm { InvestorId = Guid.NewGuid(), People = [Guid.NewGuid()], Kind = AvailabilityKind.Leaves, Day = Day, Until = new(9, 0) }.Check().Select(p => p.Field));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_later_arrival_stands_in_the_place_of_the_one_before_in_the_same_act(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await GuestAsync(house);
        var first = await SaveAsync(house, Of(person, AvailabilityKind.Arrives, "09:00", null));
        var busy = await SaveAsync(house, Of(person, AvailabilityKind.Busy, "12:00", "13:00"));
        var leaves = await SaveAsync(house, Of(person, AvailabilityKind.Leaves, null, "16:00"));
        var links = await house.LinksAsync();

        var second = await SaveAsync(house, Of(person, AvailabilityKind.Arrives, "10:00", null));

        Assert.Equal(links + 1, await house.LinksAsync());
        Assert.Equal(new[] { busy, leaves, second }.Order(), await LiveAsync(house, person));
        // What was busy and is said to be a departure takes the place of the departure.
        var form = (await house.Availability.AvailabilityAsync(House.Organizer, House.Fair, busy, Cancel))!.Form;
        (form.Kind, form.From, form.Until) = (AvailabilityKind.Leaves, null, new(15, 0));
        House.Done(await house.Availability.SaveAsync(House.Organizer, House.Fair, busy, form, Cancel));
        Assert.Equal(new[] { busy, second }.Order(), await LiveAsync(house, person));

        House.Done(await house.Availability.VoidAsync(House.Organizer, House.Fair, second, await house.VersionAsync<Availability>(second), Cancel));
        Assert.Equal([busy], await LiveAsync(house, person));
        Assert.Equal((true, AvailabilitySource.Hand), await house.Availability.AvailabilityAsync(House.Organizer, House.Fair, first, Cancel) is { } was ? (was.IsVoid, was.Source) : default);
        var reader = new Actor(Guid.NewGuid(), "领导（测试）", Role.Leader);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Availability.SaveAsync(reader, House.Fair, null, Of(person, AvailabilityKind.Arrives, "09:00", null), Cancel));
        Assert.NotNull(await house.Availability.AvailabilityAsync(reader, House.Fair, busy, Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_party_is_said_to_leave_in_one_act_without_those_who_do_not_come(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var party = await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair && db.Guests.Any(g => g.DelegationId == d.Id && g.Attendance == Attendance.Declined) && !db.Availability.Any(a => db.Guests.Any(g => g.DelegationId == d.Id && g.PersonId == a.PersonId)))
            .OrderBy(d => d.Id).Select(d => d.Id).FirstAsync(Cancel));
        var coming = await house.ReadAsync(db => db.Guests.Where(g => g.DelegationId == party && g.Attendance != Attendance.Declined).Select(g => g.PersonId).ToListAsync(Cancel));
        await SaveAsync(house, Of(coming[0], AvailabilityKind.Leaves, null, "17:00"));
        var links = await house.LinksAsync();
        PartyAvailabilityForm Form(string until) => new() { DelegationId = party, Kind = AvailabilityKind.Leaves, Day = Day, Until = At(until), Reason = " 改乘高铁（示例） " };

        var batch = House.Done(await house.Availability.ForPartyAsync(House.Organizer, House.Fair, Form("15:00"), Cancel));

        Assert.Equal(links + 1, await house.LinksAsync());
        Assert.Equal(batch, await house.ReadAsync(db => db.AuditEntries.OrderByDescending(a => a.Sequence).Select(a => a.BatchId).FirstAsync(Cancel)));
        var said = await house.ReadAsync(db => db.Availability.Where(a => coming.Contains(a.PersonId) && !a.IsVoid).Select(a => new { a.PersonId, a.Until, a.Reason }).ToListAsync(Cancel));
        Assert.Equal(coming.Order(), said.Select(s => s.PersonId).Order());
        Assert.All(said, s => Assert.Equal((FairTime.ToUtc(Day, new(15, 0)), "改乘高铁（示例）"), (s.Until!.Value, s.Reason)));
        House.Done(await house.Availability.ForPartyAsync(House.Organizer, House.Fair, Form("14:00"), Cancel));
        Assert.Equal(coming.Count, await house.ReadAsync(db => db.Availability.CountAsync(a => coming.Contains(a.PersonId) && !a.IsVoid, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_enterprise_is_who_comes_for_it_under_whichever_name_and_who_has_nobody_is_told_so(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.InvestorId != null && g.Attendance == Attendance.Coming).OrderBy(g => g.Number).Select(g => new { g.PersonId, Investor = g.Investor!.SurvivorId }).FirstAsync(Cancel));
        var nobody = await house.ReadAsync(db => db.Investors.Where(i => !db.Guests.Any(g => g.InvestorId == i.Id)).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync(Cancel));
        PartyAvailabilityForm Form(Guid investor) => new() { InvestorId = investor, Kind = AvailabilityKind.Arrives, Day = Day, From = new(9, 0) };

        Assert.Equal(AvailabilityRefusals.Party, (await house.Availability.ForPartyAsync(House.Organizer, House.Fair, Form(nobody), Cancel)).Refusal);
        House.Done(await house.Availability.ForPartyAsync(House.Organizer, House.Fair, Form(guest.Investor), Cancel));
        Assert.Single(await LiveAsync(house, guest.PersonId));

        var (host, interpreter, stranger) = (await house.HostAsync(), await house.ReadAsync(db => db.Interpreters.Select(i => i.PersonId).FirstAsync(Cancel)), (await house.PeopleAsync(1))[0]);
        var named = new PartyAvailabilityForm { People = [host, interpreter], Kind = AvailabilityKind.Busy, Day = Day, From = new(9, 0), Until = new(10, 0) };
        House.Done(await house.Availability.ForPartyAsync(House.Organizer, House.Fair, named, Cancel));
        Assert.Equal((1, 1), ((await LiveAsync(house, host)).Count, (await LiveAsync(house, interpreter)).Count));
        named.People.Add(stranger);
        Assert.Equal(FairRefusals.OfAnotherFair, (await house.Availability.ForPartyAsync(House.Organizer, House.Fair, named, Cancel)).Refusal);
        Assert.Equal(FairRefusals.OfAnotherFair, (await house.Availability.SaveAsync(House.Organizer, House.Fair, null, Of(stranger, AvailabilityKind.Arrives, "09:00", null), Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Two_rows_of_one_person_keep_what_was_said_of_both_and_the_stricter_counts(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var merges = new PersonMergeDesk(house.Database.Contexts, house.Clock);
        var (kept, twin) = (await GuestAsync(house), await house.ReadAsync(db => db.Interpreters.OrderBy(i => i.Id).Select(i => i.PersonId).FirstAsync(Cancel)));
        var early = await SaveAsync(house, Of(kept, AvailabilityKind.Arrives, "09:00", null));
        var late = await SaveAsync(house, Of(twin, AvailabilityKind.Arrives, "11:00", null));

        House.Done(await merges.MergeAsync(House.Organizer, twin, kept, await house.VersionAsync<Person>(twin), await house.VersionAsync<Person>(kept), [], Cancel));

        Assert.Equal(new[] { early, late }.Order(), await LiveAsync(house, kept));
        var rows = await house.ReadAsync(db => db.Availability.AsNoTracking().Where(a => a.PersonId == kept).ToListAsync(Cancel));
        Assert.Equal(late, Presence.Of(rows, Slot("09:30", Day))?.Id);
        await house.VerifyAsync();
        House.Done(await merges.UndoAsync(House.Organizer, twin, Cancel));
        Assert.Equal([early], await LiveAsync(house, kept));
        Assert.Equal([late], await LiveAsync(house, twin));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_board_warns_of_who_is_not_there_and_books_all_the_same(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slots, table) = (new[] { await house.SlotAsync(), await house.SlotAsync(), await house.SlotAsync() }, await house.TableAsync());
        var (hall, elsewhere) = (await house.ReadAsync(db => db.Tables.Where(t => t.Id == table).Select(t => t.HallId).SingleAsync(Cancel)), await house.ReadAsync(db => db.Halls.Where(h => h.Fair.Code == House.Fair && h.Kind != HallKind.Matchmaking).Select(h => h.Id).FirstAsync(Cancel)));
        var guest = await GuestAsync(house);
        var name = await house.ReadAsync(db => db.People.Where(p => p.Id == guest).Select(p => p.Name).SingleAsync(Cancel));
        await SaveAsync(house, Of(guest, AvailabilityKind.Arrives, "08:30", null));
        await SaveAsync(house, Of(guest, AvailabilityKind.Busy, "09:10", "09:40", hall, "会见（示例）"));
        await SaveAsync(house, Of(guest, AvailabilityKind.Busy, "08:30", "08:50", elsewhere));
        var queries = new BoardQueries(house.Database.Contexts, house.Clock);
        var wish = await house.RequestAsync(guest);

        var said = (await queries.VerdictsAsync(House.Organizer, House.Fair, wish, Cancel))!;
        var verdicts = slots.ToDictionary(s => s, s => said.At(s, table)!);

        Assert.Equal([$"{name} 08:30 后到"], verdicts[slots[0]].Warnings);
        Assert.Empty(verdicts[slots[1]].Warnings);
        Assert.Equal([$"{name} 09:10–09:40 不能到该会场（会见（示例））"], verdicts[slots[2]].Warnings);
        Assert.All(slots, s => Assert.True(verdicts[s].Fits));
        var meeting = await house.BookAsync(wish, slots[0], table);
        Assert.Contains($"{name} 08:30 后到", (await queries.MeetingAsync(House.Organizer, House.Fair, meeting, Cancel))!.Warnings);
        await SaveAsync(house, Of(guest, AvailabilityKind.Arrives, "08:30", null, day: Day.AddDays(1)));
        Assert.Contains($"{name} 2027年8月21日 08:30 后到", (await queries.MeetingAsync(House.Organizer, House.Fair, meeting, Cancel))!.Warnings);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_a_pool_and_of_those_who_interpret_whoever_is_there_is_seated(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, table) = (await house.SlotAsync(), await house.TableAsync());
        var pool = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Coming && g.InvestorId != null).OrderBy(g => g.Number).Select(g => g.PersonId).Take(2).ToListAsync(Cancel));
        var speakers = await house.ReadAsync(db => db.Interpreters.OrderBy(i => i.Id).ToListAsync(Cancel));
        var english = speakers.Where(i => i.Languages.Contains("en")).Select(i => i.PersonId).ToList();
        await SaveAsync(house, Of(pool[0], AvailabilityKind.Arrives, "12:00", null));
        await SaveAsync(house, Of(english[0], AvailabilityKind.Leaves, null, "07:00"));
        var form = await house.RequestFormAsync([.. pool]);
        (form.GuestsFromPool, form.Language) = (1, "en");
        var wish = House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel));
        var queries = new BoardQueries(house.Database.Contexts, house.Clock);
        async Task<IReadOnlyList<string>> WarnedAsync() => (await queries.VerdictsAsync(House.Organizer, House.Fair, wish, Cancel))!.At(slot, table)!.Warnings;
        Assert.Empty(await WarnedAsync());

        await SaveAsync(house, Of(pool[1], AvailabilityKind.Arrives, "13:00", null));
        await SaveAsync(house, Of(english[1], AvailabilityKind.Leaves, null, "07:00"));
        Assert.Equal(["没有空闲的英语翻译", "2 人中须有 1 人有空且在场"], await WarnedAsync());
        var back = await LiveAsync(house, pool[1]);
        House.Done(await house.Availability.VoidAsync(House.Organizer, House.Fair, back[0], 1, Cancel));
        House.Done(await house.Availability.VoidAsync(House.Organizer, House.Fair, (await LiveAsync(house, english[1]))[0], 1, Cancel));

        var meeting = await house.BookAsync(wish, slot, table);

        var seated = await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).SelectMany(m => m.Attendees).Where(a => a.Side == Side.Guest || a.Interprets).Select(a => a.PersonId).ToListAsync(Cancel));
        Assert.Equal(new[] { pool[1], english[1] }.Order(), seated.Order());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whoever_may_sit_in_a_meeting_is_offered_and_history_calls_it_by_whom_it_is_of(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var choices = new ChoiceQueries(house.Database.Contexts, house.Clock);
        var (guest, host, interpreter) = (await GuestAsync(house), await house.HostAsync(), await house.ReadAsync(db => db.Interpreters.OrderBy(i => i.Id).Select(i => i.PersonId).FirstAsync(Cancel)));
        foreach (var person in new[] { guest, host, interpreter })
        {
            var name = await house.ReadAsync(db => db.People.Where(p => p.Id == person).Select(p => p.Name).SingleAsync(Cancel));
            Assert.Contains(person, (await choices.SearchAsync(House.Organizer, ChoiceOf.FairPerson, House.Fair, name, Cancel)).Select(c => Guid.Parse(c.Key)));
        }

        var other = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code != House.Fair && !db.Guests.Any(o => o.Fair.Code == House.Fair && o.PersonId == g.PersonId)).Select(g => new { g.PersonId, g.Person.Name }).FirstAsync(Cancel));
        Assert.DoesNotContain(other.PersonId, (await choices.SearchAsync(House.Organizer, ChoiceOf.FairPerson, House.Fair, other.Name, Cancel)).Select(c => Guid.Parse(c.Key)));
        var id = await SaveAsync(house, Of(guest, AvailabilityKind.Arrives, "09:00", null));
        var called = await new ValueNameQueries(house.Database.Contexts, choices).RecordsAsync(House.Organizer, [(nameof(Availability), id)], Cancel);
        Assert.EndsWith("此后可参会", called[id], StringComparison.Ordinal);
        Assert.Contains($"/console/{House.Fair}/availability/{id}", (await new PersonQueries(house.Database.Contexts, house.Clock).PersonAsync(House.Organizer, guest, Cancel))!.Roles.Select(r => r.Address));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_meeting_at_whose_time_somebody_is_not_there_is_counted_listed_and_named_on_the_board(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await GuestAsync(house);
        var meeting = await house.BookAsync(await house.RequestAsync(person), await house.SlotAsync(), await house.TableAsync());
        var (number, hall) = (await house.NumberAsync(meeting), await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).Select(m => m.Table!.HallId).SingleAsync(Cancel)));
        var (elsewhere, period) = (await house.ReadAsync(db => db.Halls.Where(h => h.Fair.Code == House.Fair && h.Id != hall).Select(h => h.Id).FirstAsync(Cancel)), Slot("08:00", Day));
        AvailabilityForm[] said =
        [
            Of(person, AvailabilityKind.Arrives, "08:01", null), Of(person, AvailabilityKind.Arrives, "08:00", null), Of(person, AvailabilityKind.Leaves, null, "08:19"), Of(person, AvailabilityKind.Leaves, null, "08:20"),
            Of(person, AvailabilityKind.Busy, "08:19", "09:00"), Of(person, AvailabilityKind.Busy, "08:20", "09:00"), Of(person, AvailabilityKind.Busy, "07:00", "08:01"), Of(person, AvailabilityKind.Busy, "07:00", "08:00"),
            Of(person, AvailabilityKind.Busy, "08:05", "08:10", hall), Of(person, AvailabilityKind.Busy, "08:05", "08:10", elsewhere),
        ];
        var seen = new List<bool>();
        foreach (var form in said)
        {
            var id = await SaveAsync(house, form);
            var against = await house.ReadAsync(async db => (await db.Availability.AsNoTracking().SingleAsync(a => a.Id == id, Cancel)).SpeaksAgainst(period, hall));
            Assert.True(against == (await UnattendedAsync()).Contains(number), $"{form.Kind} {form.From}–{form.Until} {form.HallId}");
            seen.Add(against);
            House.Done(await house.Availability.VoidAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Availability>(id), Cancel));
            Assert.DoesNotContain(number, await UnattendedAsync());
        }

        Assert.Equal([true, false, true, false, true, false, true, false, true, false], seen);

        async Task<IReadOnlyList<string>> UnattendedAsync()
        {
            var list = await new MeetingList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new() { Size = 100, Filters = new Dictionary<string, string> { ["unattended"] = "yes" } }, Cancel);
            string[] board = [.. (await new BoardQueries(house.Database.Contexts, house.Clock).BoardAsync(House.Organizer, House.Fair, Cancel))!.Placed.Where(c => c.IsUnattended).Select(c => c.Number)];
            Assert.Equal(board, list.Rows.Select(r => r.Number).Order(StringComparer.Ordinal));
            // Whoever publishes is told of them, and whoever chooses a way to replan.
            Assert.Equal(board, (await house.PreviewAsync()).Unattended.Select(m => m.Number));
            Assert.Equal(board, (await house.Searches.UnattendedAsync(House.Organizer, House.Fair, Cancel)).Select(m => m.Number));
            return board;
        }
    }

    private static Task<Guid> GuestAsync(House house) =>
        house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Coming && !db.Availability.Any(a => a.PersonId == g.PersonId)).OrderBy(g => g.Number).Select(g => g.PersonId).FirstAsync(Cancel));

    private static async Task<Guid> SaveAsync(House house, AvailabilityForm form) => House.Done(await house.Availability.SaveAsync(House.Organizer, House.Fair, null, form, Cancel));

    private static Task<List<Guid>> LiveAsync(House house, Guid person) => house.ReadAsync(db => db.Availability.Where(a => a.PersonId == person && !a.IsVoid).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(Cancel));

    private static AvailabilityForm Of(Guid person, AvailabilityKind kind, string? from, string? until, Guid? hall = null, string? reason = null, DateOnly? day = null) =>
        new() { PersonId = person, Kind = kind, Day = day ?? Day, From = At(from), Until = At(until), HallId = hall, Reason = reason };

    private static AvailabilityForm Said(AvailabilityKind kind, string? from, string? until, Guid? hall = null) => Of(Guid.NewGuid(), kind, from, until, hall, day: Spring);

    private static Availability Stated(string zone, AvailabilityForm said) => Availability.State(Guid.NewGuid(), zone, said.PersonId!.Value, said, AvailabilitySource.Hand).Value!;

    private static Period Slot(string starts, DateOnly? day = null) => FairTime.ToUtc(day ?? Spring, At(starts)!.Value) is var at ? new Period(at, at.AddMinutes(20)) : default;

    private static TimeOnly? At(string? time) => time is null ? null : TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);
}
