using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Timeline;
using InvestmentFair.Today;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Timeline;

/// <summary>换人: somebody else of the same party comes in the stead of a guest.</summary>
public sealed class ReplacingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Who_comes_in_the_stead_of_a_guest_is_of_the_same_party_and_the_other_has_declined(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var other = await GuestAsync(house);

        var made = House.Done(await ReplaceAsync(house, other, "替补甲（示例）"));

        var (guest, old) = (await ReadAsync(house, made), await ReadAsync(house, other.Id));
        Assert.Equal((other.Id, other.DelegationId, other.InvestorId, Attendance.Unknown), (guest.ReplacesGuestId, guest.DelegationId, guest.InvestorId, guest.Attendance));
        Assert.Equal((Attendance.Declined, House.Organizer.Name), (old.Attendance, old.AnsweredThrough));
        Assert.Equal(other.Person.Name, (await house.Delegations.GuestAsync(House.Organizer, House.Fair, made, Cancel))!.Replaces);
        Assert.Equal("guest.replaced", await house.ReadAsync(db => db.AuditEntries.OrderByDescending(a => a.Sequence).Select(a => a.Act).FirstAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_guest_is_replaced_by_one_at_a_time_and_never_by_themselves(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var other = await GuestAsync(house);
        Assert.Equal(GuestRefusals.ReplacesThemselves, (await ReplaceAsync(house, other, other.Person.Name, other.PersonId)).Refusal);
        var first = House.Done(await ReplaceAsync(house, other, "替补甲（示例）"));
        var now = await ReadAsync(house, other.Id);

        Assert.Equal(GuestRefusals.AlreadyReplaced("替补甲（示例）"), (await ReplaceAsync(house, now, "替补乙（示例）")).Refusal);

        House.Done(await house.Delegations.AnswerAsync(House.Organizer, House.Fair, first, 1, Attendance.Declined, Cancel));
        House.Done(await ReplaceAsync(house, now, "替补乙（示例）"));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_seat_is_taken_once_however_often_whoever_takes_it_is_replaced(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var other = await GuestAsync(house);
        var first = House.Done(await ReplaceAsync(house, other, "替补甲（示例）"));
        House.Done(await ReplaceAsync(house, await ReadAsync(house, first), "替补乙（示例）"));

        Assert.Equal(GuestRefusals.AlreadyReplaced("替补乙（示例）"), (await ReplaceAsync(house, await ReadAsync(house, other.Id), "替补丙（示例）")).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Nobody_is_replaced_in_a_locked_roster_in_another_fair_or_by_nobody(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var other = await GuestAsync(house);
        Assert.Equal(nameof(GuestForm.Name), Assert.Single((await ReplaceAsync(house, other, "")).Problems).Field);
        Assert.Equal(Refusal.NotFound, (await house.Replacements.ReplaceAsync(House.Organizer, "2025", other.Id, other.Version, Form("替补（示例）"), Cancel)).Refusal);
        foreach (var step in new[] { RosterState.Submitted, RosterState.Checked, RosterState.Locked })
            House.Done(await house.Delegations.AdvanceAsync(House.Organizer, House.Fair, other.DelegationId!.Value, await house.VersionAsync<Delegation>(other.DelegationId.Value), step, Cancel));

        Assert.Equal(DelegationRefusals.RosterLocked, (await ReplaceAsync(house, other, "替补（示例）")).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Replacements.ReplaceAsync(new Actor(Guid.NewGuid(), "领导（测试）", Role.Leader), House.Fair, other.Id, other.Version, Form("替补（示例）"), Cancel));
        Assert.Equal(other.Attendance, (await ReadAsync(house, other.Id)).Attendance);
    }

    [Theory]
    [InlineData(Engine.Sqlite, false)]
    [InlineData(Engine.Sqlite, true)]
    [InlineData(Engine.Postgres, false)]
    [InlineData(Engine.Postgres, true)]
    public async Task Of_four_who_name_another_at_once_one_is_heard(Engine engine, bool hadDeclined)
    {
        await using var house = await House.OpenAsync(engine);
        var other = await GuestAsync(house);
        if (hadDeclined)
        {
            House.Done(await house.Delegations.AnswerAsync(House.Organizer, House.Fair, other.Id, other.Version, Attendance.Declined, Cancel));
            other = await ReadAsync(house, other.Id);
        }

        var outcomes = await House.FightAsync(4, i => ReplaceAsync(house, other, $"替补{i}（示例）"));

        Assert.Single(outcomes, o => !o.Refused);
        // Who comes later still is told by whom the guest was replaced already.
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.True(o.IsOvertaken || o.Refusal is { Code: "guest.replaced" }, o.Text));
        Assert.Equal(1, await house.ReadAsync(db => db.Guests.CountAsync(g => g.ReplacesGuestId == other.Id, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Where_it_is_said_the_headship_the_meetings_and_the_wishes_pass_to_whoever_comes(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (other, colleague) = (await GuestAsync(house), (await house.PeopleAsync(1))[0]);
        House.Done(await house.Delegations.NameHeadAsync(House.Organizer, House.Fair, other.DelegationId!.Value, await house.VersionAsync<Delegation>(other.DelegationId.Value), other.Id, Cancel));
        var (slot, table) = (await house.SlotAsync(), await house.TableAsync());
        var (meeting, inTray, wish) = (await house.MeetingAsync(slot, table, colleague, other.PersonId), await house.MeetingAsync(await house.SlotAsync(), table, other.PersonId), await house.RequestAsync(other.PersonId, colleague));
        House.Done(await house.Meetings.TakeOffAsync(House.Organizer, House.Fair, inTray, await house.VersionAsync<Meeting>(inTray), Cancel));

        var done = await house.Replacements.ReplaceAsync(House.Organizer, House.Fair, other.Id, other.Version, Taking("替补甲（示例）", headship: true, meetings: true), Cancel);

        var comes = await ReadAsync(house, House.Done(done));
        Assert.Null(done.Notice);
        Assert.Equal(comes.Id, await house.ReadAsync(db => db.Delegations.Where(d => d.Id == other.DelegationId).Select(d => d.HeadGuestId).SingleAsync(Cancel)));
        Assert.Equal([colleague, comes.PersonId], await SeatedAsync(house, meeting));
        Assert.Equal([comes.PersonId], await SeatedAsync(house, inTray));
        Assert.Equal([comes.PersonId, colleague], (await house.ReadAsync(db => db.Requests.AsNoTracking().Include(r => r.People).SingleAsync(r => r.Id == wish, Cancel))).Team(Side.Guest));
        Assert.Equal([meeting], await house.ReadAsync(db => db.Claims.Where(c => c.ResourceId == comes.PersonId).Select(c => c.MeetingId).ToListAsync(Cancel)));
        Assert.False(await house.ReadAsync(db => db.Claims.AnyAsync(c => c.ResourceId == other.PersonId && (c.MeetingId == meeting || c.MeetingId == inTray), Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_does_not_pass_to_the_other_is_said_and_waits_on_Today_in_the_lists_and_on_the_board(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var other = await GuestAsync(house);
        House.Done(await house.Delegations.NameHeadAsync(House.Organizer, House.Fair, other.DelegationId!.Value, await house.VersionAsync<Delegation>(other.DelegationId.Value), other.Id, Cancel));
        var (meeting, before) = (await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync(), other.PersonId), await WaitingAsync(house));

        var done = await house.Replacements.ReplaceAsync(House.Organizer, House.Fair, other.Id, other.Version, Taking("替补甲（示例）"), Cancel);

        House.Done(done);
        var number = await house.NumberAsync(meeting);
        Assert.Contains(number, done.Notice, StringComparison.Ordinal);
        Assert.Contains("带队领导", done.Notice, StringComparison.Ordinal);
        Assert.Equal([other.PersonId], await SeatedAsync(house, meeting));
        var left = await house.ReadAsync(db => db.Meetings.CountAsync(m => m.Fair.Code == House.Fair && m.State == MeetingState.Planned && m.Attendees.Any(a => a.PersonId == other.PersonId), Cancel));
        Assert.Equal((before.Headless + 1, before.Lacking + left), await WaitingAsync(house));
        var list = new MeetingList(house.Database.Contexts);
        Assert.Contains(number, (await list.LoadAsync(House.Organizer, House.Fair, new() { Size = 100, Filters = new Dictionary<string, string> { ["lacking"] = "yes" } }, Cancel)).Rows.Select(r => r.Number));
        var board = await new BoardQueries(house.Database.Contexts, house.Clock).BoardAsync(House.Organizer, House.Fair, Cancel);
        Assert.Equal(other.Person.Name, board!.Placed.Single(c => c.Id == meeting).Declined);
        Assert.True((await house.Delegations.DelegationAsync(House.Organizer, House.Fair, other.DelegationId.Value, Cancel))!.HeadDeclined);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_sits_elsewhere_at_that_time_is_told_of_both_meetings_and_nothing_changes(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (other, busy) = (await GuestAsync(house), (await house.PeopleAsync(1))[0]);
        var (slot, tables) = (await house.SlotAsync(), await house.TablesAsync(2));
        var (meeting, elsewhere) = (await house.MeetingAsync(slot, tables[0], other.PersonId), await house.MeetingAsync(slot, tables[1], busy));
        var (form, expected) = (Taking("与会者1（示例）", meetings: true), MeetingRefusals.SameSlotTaken(await house.NumberAsync(meeting), await house.NumberAsync(elsewhere)));
        form.PersonId = busy;

        var refused = await house.Replacements.ReplaceAsync(House.Organizer, House.Fair, other.Id, other.Version, form, Cancel);

        Assert.Equal(new FieldProblem(nameof(ReplacementForm.TakesMeetings), expected.Zh, expected.En), Assert.Single(refused.Problems));
        Assert.Equal(other.Attendance, (await ReadAsync(house, other.Id)).Attendance);
        Assert.Equal([other.PersonId], await SeatedAsync(house, meeting));
        form.TakesMeetings = false;
        House.Done(await house.Replacements.ReplaceAsync(House.Organizer, House.Fair, other.Id, other.Version, form, Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whoever_manages_no_meetings_hands_none_over(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (other, reception) = (await GuestAsync(house), new Actor(Guid.NewGuid(), "接待（测试）", Role.Reception));

        await Assert.ThrowsAsync<NotAllowedException>(() => house.Replacements.ReplaceAsync(reception, House.Fair, other.Id, other.Version, Taking("替补（示例）", meetings: true), Cancel));

        House.Done(await house.Replacements.ReplaceAsync(reception, House.Fair, other.Id, other.Version, Taking("替补（示例）"), Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_guest_who_declines_is_missed_at_once_where_they_lead_and_sit(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var other = await GuestAsync(house);
        House.Done(await house.Delegations.NameHeadAsync(House.Organizer, House.Fair, other.DelegationId!.Value, await house.VersionAsync<Delegation>(other.DelegationId.Value), other.Id, Cancel));
        var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync(), other.PersonId);
        var sits = await house.ReadAsync(db => db.Meetings.Where(m => m.Fair.Code == House.Fair && m.State == MeetingState.Planned && m.Attendees.Any(a => a.PersonId == other.PersonId)).OrderBy(m => m.Number).Select(m => m.Number).ToListAsync(Cancel));

        var declined = await house.Delegations.AnswerAsync(House.Organizer, House.Fair, other.Id, other.Version, Attendance.Declined, Cancel);

        Assert.Contains(await house.NumberAsync(meeting), sits);
        Assert.Equal(GuestNotices.Left(true, sits), declined.Notice);
        var shown = await house.Delegations.GuestAsync(House.Organizer, House.Fair, other.Id, Cancel);
        Assert.True(shown!.Leads);
        Assert.Equal(sits, shown.Meetings.Select(m => m.Text));
        Assert.Null((await house.Delegations.AnswerAsync(House.Organizer, House.Fair, other.Id, shown.Version, Attendance.Coming, Cancel)).Notice);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whoever_goes_to_another_delegation_leads_neither_and_nothing_says_so(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var other = await GuestAsync(house);
        var left = other.DelegationId!.Value;
        House.Done(await house.Delegations.NameHeadAsync(House.Organizer, House.Fair, left, await house.VersionAsync<Delegation>(left), other.Id, Cancel));
        var elsewhere = await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair && d.Id != left && d.Roster == RosterState.Open).OrderBy(d => d.Id).Select(d => d.Id).FirstAsync(Cancel));
        var form = (await house.Delegations.GuestAsync(House.Organizer, House.Fair, other.Id, Cancel))!.Form;
        form.DelegationId = elsewhere;

        House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, other.Id, form, Cancel));

        Assert.Null(await house.ReadAsync(db => db.Delegations.Where(d => d.Id == left).Select(d => d.HeadGuestId).SingleAsync(Cancel)));
        // One who went before a delegation was told of it is no head either, wherever that is asked.
        await house.ReadAsync(db => db.Delegations.Where(d => d.Id == left).ExecuteUpdateAsync(d => d.SetProperty(x => x.HeadGuestId, other.Id), Cancel));
        var headless = (await WaitingAsync(house)).Headless;
        var declined = await house.Delegations.AnswerAsync(House.Organizer, House.Fair, other.Id, (await ReadAsync(house, other.Id)).Version, Attendance.Declined, Cancel);
        House.Done(declined);
        Assert.DoesNotContain("带队领导", declined.Notice ?? "", StringComparison.Ordinal);
        Assert.False((await house.Delegations.GuestAsync(House.Organizer, House.Fair, other.Id, Cancel))!.Leads);
        Assert.Equal(headless, (await WaitingAsync(house)).Headless);
        var done = await house.Replacements.ReplaceAsync(House.Organizer, House.Fair, other.Id, (await ReadAsync(house, other.Id)).Version, Taking("替补甲（示例）"), Cancel);
        House.Done(done);
        Assert.DoesNotContain("带队领导", done.Notice ?? "", StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whose_delegation_was_saved_meanwhile_is_not_told_that_the_guest_was(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var other = await GuestAsync(house);
        House.Done(await house.Delegations.NameHeadAsync(House.Organizer, House.Fair, other.DelegationId!.Value, await house.VersionAsync<Delegation>(other.DelegationId.Value), other.Id, Cancel));
        var desk = new ReplacementDesk(new Meanwhile(house.Database, other.DelegationId.Value), house.Clock);

        var refused = await desk.ReplaceAsync(House.Organizer, House.Fair, other.Id, other.Version, Taking("替补甲（示例）", headship: true), Cancel);

        Assert.Equal((Violations.Overtaken, null), (refused.Refusal, refused.Moved));
        Assert.Equal(other.Version, (await ReadAsync(house, other.Id)).Version);
        var late = await house.Replacements.ReplaceAsync(House.Organizer, House.Fair, other.Id, other.Version - 1, Taking("替补甲（示例）"), Cancel);
        Assert.Equal(other.Id, late.Moved?.Record);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_has_wishes_to_meet_is_told_from_who_has_none(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, person) = await house.ReadAsync(async db =>
        {
            var free = await db.Guests.Where(g => g.Fair.Code == House.Fair && !db.Requests.Any(r => r.People.Any(p => p.PersonId == g.PersonId))).OrderBy(g => g.Number).FirstAsync(Cancel);
            return (free.Id, free.PersonId);
        });
        Assert.False((await house.Delegations.GuestAsync(House.Organizer, House.Fair, id, Cancel))!.Wishes);

        await house.RequestAsync(person);

        Assert.True((await house.Delegations.GuestAsync(House.Organizer, House.Fair, id, Cancel))!.Wishes);
    }

    /// <summary>Somebody saves the delegation between the look and the write.</summary>
    private sealed class Meanwhile(FairDatabase database, Guid delegation) : IDbContextFactory<FairDbContext>
    {
        public FairDbContext CreateDbContext()
        {
            var db = database.Open();
            db.SavingChanges += (_, _) => db.Delegations.Where(d => d.Id == delegation).ExecuteUpdate(d => d.SetProperty(x => x.Version, x => x.Version + 1));
            return db;
        }
    }

    private static ReplacementForm Taking(string name, bool headship = false, bool meetings = false) =>
        new() { Name = name, Part = GuestPart.Staff, TakesHeadship = headship, TakesMeetings = meetings };

    private static async Task<IReadOnlyList<Guid>> SeatedAsync(House house, Guid meeting) =>
        [.. (await house.ReadAsync(db => db.Meetings.AsNoTracking().Include(m => m.Attendees).SingleAsync(m => m.Id == meeting, Cancel))).Team(Side.Guest)];

    private static async Task<(int Headless, int Lacking)> WaitingAsync(House house)
    {
        var waiting = (await new TodayQueries(house.Database.Contexts, house.Clock).TodayAsync(House.Organizer, House.Fair, Cancel)).Waiting.ToDictionary(c => c.Key, c => c.Count);
        return (waiting["headless"], waiting["lacking"]);
    }

    private static Task<Guest> GuestAsync(House house) => house.ReadAsync(db => db.Guests.AsNoTracking().Include(g => g.Person)
        .Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Coming && g.Delegation!.Roster == RosterState.Open).OrderBy(g => g.Number).FirstAsync(Cancel));

    private static Task<Guest> ReadAsync(House house, Guid id) => house.ReadAsync(db => db.Guests.AsNoTracking().Include(g => g.Person).SingleAsync(g => g.Id == id, Cancel));

    private static Task<Outcome<Guid>> ReplaceAsync(House house, Guest other, string name, Guid? person = null) =>
        house.Replacements.ReplaceAsync(House.Organizer, House.Fair, other.Id, other.Version, Form(name, person), Cancel);

    private static ReplacementForm Form(string name, Guid? person = null) => new() { Name = name, PersonId = person, Part = GuestPart.Staff };
}
