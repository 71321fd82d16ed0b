using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>The rules of the fair warn the hand at the place they speak against, and only there.</summary>
public sealed class RuleWarningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Rest_the_way_to_another_hall_and_what_a_party_may_have_are_said_at_the_places_they_speak_against(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var slots = new[] { await house.SlotAsync(), await house.SlotAsync(), await house.SlotAsync(), await house.SlotAsync() };
        var (tables, far, guest) = (await house.TablesAsync(1), await FarTableAsync(house), (await house.PeopleAsync(1))[0]);
        var (first, second) = (await house.MeetingAsync(slots[0], tables[0], guest), await house.MeetingAsync(slots[1], tables[0], guest));
        House.Done(await house.Settings.SetAsync(House.Organizer, House.Fair, Setting.RestAfterMeetings, "2", house.Today, "示例", Cancel));
        var (wish, queries) = (await house.RequestAsync(guest), new BoardQueries(house.Database.Contexts, house.Clock));
        var (name, number, after) = (await house.ReadAsync(db => db.People.Where(p => p.Id == guest).Select(p => p.Name).SingleAsync(Cancel)), await house.NumberAsync(first), await house.NumberAsync(second));

        var said = await SaidAsync(wish);

        Assert.Equal([$"{name} 连开数场，须空一个时段"], said(slots[2], tables[0]));
        Assert.Empty(said(slots[3], tables[0]));
        // On the way it takes a slot; who has just sat there has not had it.
        Assert.Equal(new[] { $"{name} 连开数场，须空一个时段", $"{name} 来不及往返 {after} 的会场" }.Order(StringComparer.Ordinal), said(slots[2], far).Order(StringComparer.Ordinal));
        Assert.Empty(said(slots[3], far));

        // A placed card does not speak against itself.
        Assert.Empty((await SaidAsync(second))(slots[1], tables[0]));
        Assert.Equal([$"{name} 来不及往返 {number} 的会场"], (await SaidAsync(second))(slots[1], far));

        var investor = await house.InvestorAsync();
        House.Done(await house.Limits.SaveAsync(House.Organizer, House.Fair, null, new LimitForm { InvestorId = investor, Most = await house.ReadAsync(db => db.Meetings.CountAsync(m => m.Fair.Code == House.Fair && m.InvestorId == investor && m.FirstSlotId != null, Cancel)) }, Cancel));
        var firm = await house.ReadAsync(db => db.Investors.Where(i => i.Id == investor).Select(i => i.Name).SingleAsync(Cancel));
        Assert.Contains($"{firm.Text} 已到场次上限", (await SaidAsync(wish))(slots[3], tables[0]));
        Assert.Empty((await SaidAsync(second))(slots[1], tables[0]));

        async Task<Func<Guid, Guid, IReadOnlyList<string>>> SaidAsync(Guid card)
        {
            var verdicts = (await queries.VerdictsAsync(House.Organizer, House.Fair, card, Cancel))!;
            return (slot, table) => [.. verdicts.At(slot, table)!.Warnings.Except(verdicts.Everywhere)];
        }
    }

    [Fact]
    public async Task Where_a_long_meeting_would_step_over_a_pause_it_is_said()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var (slot, table, form) = (await house.SlotAsync(), await house.TableAsync(), await house.RequestFormAsync());
        House.Done(await house.Fairs.SaveSlotAsync(House.Organizer, House.Fair, null, new SlotForm { Day = new(2027, 8, 20), Starts = new(14, 0), Ends = new(14, 20) }, Cancel));
        form.Length = 2;
        var wish = House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel));

        var place = (await new BoardQueries(house.Database.Contexts, house.Clock).VerdictsAsync(House.Organizer, House.Fair, wish, Cancel))!.At(slot, table)!;

        Assert.True(place.Fits);
        Assert.Contains("到本场次结束时间不够", place.Warnings);
    }

    private static async Task<Guid> FarTableAsync(House house)
    {
        await using var db = house.Open();
        var near = await db.Halls.FirstAsync(h => h.Fair.Code == House.Fair && h.Kind == HallKind.Matchmaking, Cancel);
        var hall = await db.Halls.FirstAsync(h => h.FairId == near.FairId && h.VenueId != near.VenueId, Cancel);
        var table = Table.Put(hall.FairId, new TableForm { HallId = hall.Id, Code = "FAR1", Seats = 4 });
        db.Add(table);
        House.Done(await db.SaveAsync(new Act(House.Organizer, "table.entered", house.Now), Cancel));
        return table.Id;
    }
}
