using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Delegations;

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
        Assert.Equal(Refusal.NotFound, (await house.Delegations.ReplaceAsync(House.Organizer, "2025", other.Id, other.Version, Form("替补（示例）"), Cancel)).Refusal);
        foreach (var step in new[] { RosterState.Submitted, RosterState.Checked, RosterState.Locked })
            House.Done(await house.Delegations.AdvanceAsync(House.Organizer, House.Fair, other.DelegationId!.Value, await house.VersionAsync<Delegation>(other.DelegationId.Value), step, Cancel));

        Assert.Equal(DelegationRefusals.RosterLocked, (await ReplaceAsync(house, other, "替补（示例）")).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Delegations.ReplaceAsync(new Actor(Guid.NewGuid(), "领导（测试）", Role.Leader), House.Fair, other.Id, other.Version, Form("替补（示例）"), Cancel));
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

    private static Task<Guest> GuestAsync(House house) => house.ReadAsync(db => db.Guests.AsNoTracking().Include(g => g.Person)
        .Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Coming && g.Delegation!.Roster == RosterState.Open).OrderBy(g => g.Number).FirstAsync(Cancel));

    private static Task<Guest> ReadAsync(House house, Guid id) => house.ReadAsync(db => db.Guests.AsNoTracking().Include(g => g.Person).SingleAsync(g => g.Id == id, Cancel));

    private static Task<Outcome<Guid>> ReplaceAsync(House house, Guest other, string name, Guid? person = null) =>
        house.Delegations.ReplaceAsync(House.Organizer, House.Fair, other.Id, other.Version, Form(name, person), Cancel);

    private static GuestForm Form(string name, Guid? person = null) => new() { Name = name, PersonId = person, Part = GuestPart.Staff };
}
