using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What a wish needs: how long, when, at which table, in which language, after which other, and of whom enough.</summary>
public sealed class WishTests
{
    private static readonly DateOnly Day = new(2027, 8, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SessionWish.Any, "11:59", true)]
    [InlineData(SessionWish.Morning, "11:59", true)]
    [InlineData(SessionWish.Morning, "12:00", false)]
    [InlineData(SessionWish.MorningOnly, "08:00", true)]
    [InlineData(SessionWish.Afternoon, "12:00", true)]
    [InlineData(SessionWish.AfternoonOnly, "11:59", false)]
    public void A_time_is_wished_for_or_not(SessionWish session, string time, bool wished)
    {
        var at = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(wished, Wished(f => f.Session = session).Wishes(Day, at));
        Assert.Equal(wished, Wished(f => (f.Session, f.Day) = (session, Day)).Wishes(Day, at));
        Assert.False(Wished(f => (f.Session, f.Day) = (session, Day.AddDays(1))).Wishes(Day, at));
    }

    [Fact]
    public void Without_a_host_side_it_is_the_team_of_the_project_and_so_many_of_it_as_are_asked_for()
    {
        Guid[] team = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var named = Guid.NewGuid();

        var all = Teams.Of(Joint(_ => { }), team);
        Assert.Equal((team.Length, 0, 4), (all.Hosts.All.Count, all.Hosts.Pool.Count, all.Seats));
        var some = Teams.Of(Joint(f => f.HostsFromPool = 2), team);
        Assert.Empty(some.Hosts.All);
        Assert.Equal(team, some.Hosts.Pool);
        Assert.Equal(3, some.Seats);
        Assert.Equal([named], Teams.Of(Joint(f => f.Hosts = [named]), team).Hosts.All);
        Assert.True(Teams.Of(Joint(_ => { }), []).Hosts.IsNobody);
    }

    [Fact]
    public void The_form_asks_for_no_more_people_than_it_names_and_keeps_to_its_bounds()
    {
        static string[] Wrong(Action<RequestForm> change) => [.. Form(change).Check().Select(p => p.Field)];

        Assert.Empty(Wrong(_ => { }));
        Assert.Equal([nameof(RequestForm.GuestsFromPool)], Wrong(f => f.GuestsFromPool = 2));
        Assert.Equal([nameof(RequestForm.HostsFromPool)], Wrong(f => (f.Hosts, f.HostsFromPool) = ([Guid.NewGuid()], 2)));
        Assert.Empty(Wrong(f => f.HostsFromPool = 2));
        Assert.Equal([nameof(RequestForm.Length)], Wrong(f => f.Length = RequestForm.MostSlots + 1));
        Assert.Equal([nameof(RequestForm.Length)], Wrong(f => f.Length = null));
        Assert.Equal([nameof(RequestForm.Points)], Wrong(f => f.Points = 101));
        Assert.Equal([nameof(RequestForm.Points)], Wrong(f => f.Points = 0));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_wish_for_two_slots_claims_both_for_everybody_and_the_table(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, _, table) = (await house.SlotAsync(), await house.SlotAsync(), await house.TableAsync());
        var request = await SaveAsync(house, f => f.Length = 2);

        var meeting = await house.BookAsync(request, slot, table);

        Assert.Equal(2, await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).Select(m => m.Length).SingleAsync(Cancel)));
        Assert.Equal(6, await house.ReadAsync(db => db.Claims.CountAsync(c => c.MeetingId == meeting, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whoever_speaks_the_language_is_free_and_interprets_least_is_seated(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(4));
        // Nobody of the sample speaks it on that day: the two engaged here are all there are.
        await house.ReadAsync(db => db.Interpreters.ExecuteUpdateAsync(s => s.SetProperty(i => i.To, new DateOnly(2027, 8, 19)).SetProperty(i => i.From, new DateOnly(2027, 1, 1)), Cancel));
        var (one, other) = (await InterpreterAsync(house, "甲译（示例）", "ja"), await InterpreterAsync(house, "乙译（示例）", "ja"));
        await InterpreterAsync(house, "丙译（示例）", "en");

        var first = await SeatedAsync(house, await house.BookAsync(await SaveAsync(house, f => f.Language = "ja"), slot, tables[0]));
        var second = await SeatedAsync(house, await house.BookAsync(await SaveAsync(house, f => f.Language = "ja"), slot, tables[1]));
        Assert.Equal(new[] { one, other }.Order(), new[] { first, second }.OfType<Guid>().Order());
        // Both are in a meeting then: the third is booked without.
        Assert.Null(await SeatedAsync(house, await house.BookAsync(await SaveAsync(house, f => f.Language = "ja"), slot, tables[2])));
        // One of them sits in one more meeting, so the other is next.
        var third = await SeatedAsync(house, await house.BookAsync(await SaveAsync(house, f => f.Language = "ja"), later, tables[0]));
        Assert.Equal(first < second ? first : second, third);
        var last = await SeatedAsync(house, await house.BookAsync(await SaveAsync(house, f => f.Language = "ja"), await house.SlotAsync(), tables[1]));
        Assert.Equal(first < second ? second : first, last);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_board_warns_of_what_a_place_does_not_offer(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, table) = (await house.SlotAsync(), await house.TableAsync());
        await house.ReadAsync(db => db.Interpreters.ExecuteUpdateAsync(s => s.SetProperty(i => i.To, new DateOnly(2027, 8, 19)).SetProperty(i => i.From, new DateOnly(2027, 1, 1)), Cancel));
        var hall = await house.ReadAsync(db => db.Halls.Where(h => h.Fair.Code == House.Fair && h.Kind != HallKind.Matchmaking).Select(h => h.Id).FirstAsync(Cancel));
        var queries = new BoardQueries(house.Database.Contexts, house.Clock);
        async Task<IReadOnlyList<string>> WarnedAsync(Guid card) =>
            (await queries.VerdictsAsync(House.Organizer, House.Fair, card, Cancel))!.At(slot, table)!.Warnings;

        Assert.Empty(await WarnedAsync(await SaveAsync(house, _ => { })));
        var wanting = await SaveAsync(house, f => (f.Language, f.Day, f.Session, f.TableKind, f.HallId) = ("ja", new(2027, 8, 2), SessionWish.AfternoonOnly, TableKind.Screen, hall));
        string[] expected = ["所求时间：2027年8月2日，只下午", "没有空闲的日语翻译", "所求桌型：带投屏", "不在所求会场"];
        Assert.Equal(expected, await WarnedAsync(wanting));
        // The meeting is booked all the same, and the board goes on saying so.
        Assert.Equal(expected, await WarnedAsync(await house.BookAsync(wanting, slot, table)));
        await InterpreterAsync(house, "甲译（示例）", "ja");
        Assert.DoesNotContain(expected[1], await WarnedAsync(await SaveAsync(house, f => f.Language = "ja")));
        Assert.Contains("4 个座位，5 人", await WarnedAsync(await SaveAsync(house, f => (f.Language, f.Guests) = ("ja", [.. f.Guests, .. house.PeopleAsync(2).Result]))));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_board_says_where_two_would_stand_in_the_wrong_order(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var slots = new[] { await house.SlotAsync(), await house.SlotAsync(), await house.SlotAsync(), await house.SlotAsync() };
        var (table, other) = (await house.TableAsync(), await house.TableAsync());
        var queries = new BoardQueries(house.Database.Contexts, house.Clock);
        async Task<List<int>> WarnedAsync(Guid card, string word) =>
            await queries.VerdictsAsync(House.Organizer, House.Fair, card, Cancel) is { } verdicts
                ? [.. Enumerable.Range(0, slots.Length).Where(i => verdicts.At(slots[i], other)!.Warnings.Any(w => w.Contains(word, StringComparison.Ordinal)))] : [];
        var first = await SaveAsync(house, _ => { });
        var then = await SaveAsync(house, f => (f.After, f.Gap) = ([first], 1));
        Assert.Empty(await WarnedAsync(then, "之后"));

        var number = await house.NumberAsync(await house.BookAsync(first, slots[1], table));
        Assert.Equal([0, 1, 2], await WarnedAsync(then, $"须排在 {number} 之后，隔 1 个时段"));
        var later = await house.BookAsync(then, slots[3], other);
        var third = await house.ReadAsync(db => db.Meetings.Where(m => m.RequestId == first).Select(m => m.Id).SingleAsync(Cancel));
        Assert.Equal([2, 3], await WarnedAsync(third, $"{await house.NumberAsync(later)} 须排在其后"));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_wish_comes_after_others_and_never_after_itself(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var first = await SaveAsync(house, _ => { });
        var second = await SaveAsync(house, f => (f.After, f.Gap) = ([first], 1));
        var third = await SaveAsync(house, f => f.After = [second]);

        foreach (var (changed, after) in new[] { (first, third), (first, first), (second, third) })
        {
            var form = (await house.Meetings.RequestAsync(House.Organizer, House.Fair, changed, Cancel))!;
            form.After = [after];
            Assert.Equal([nameof(RequestForm.After)], (await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, changed, form, Cancel)).Problems.Select(p => p.Field));
        }

        var kept = (await house.Meetings.RequestAsync(House.Organizer, House.Fair, second, Cancel))!;
        Assert.Equal((first, 1), (kept.After.Single(), kept.Gap!.Value));
        kept.After.Clear();
        House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, second, kept, Cancel));
        var told = await house.ReadAsync(db => db.History.Where(h => h.RecordId == second && h.Field == nameof(MeetingRequest.After)).Select(h => new { h.Old, h.New }).SingleAsync(Cancel));
        Assert.Equal((first.ToString(), null), (told.Old, told.New));
        // Nothing leads from the third to the first any more.
        var free = (await house.Meetings.RequestAsync(House.Organizer, House.Fair, first, Cancel))!;
        free.After = [third];
        House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, first, free, Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_language_nobody_knows_and_a_hall_of_another_fair_are_said_beside_their_fields(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var foreign = await house.ReadAsync(db => db.Halls.Where(h => h.Fair.Code != House.Fair).Select(h => h.Id).FirstAsync(Cancel));

        var spoken = await house.RequestFormAsync();
        spoken.Language = "tlh";
        Assert.Equal([(nameof(RequestForm.Language), DictionaryRefusals.Unknown("tlh").Zh)], Said(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, spoken, Cancel)));
        var elsewhere = await house.RequestFormAsync();
        elsewhere.HallId = foreign;
        Assert.Equal([(nameof(RequestForm.HallId), FairRefusals.HallOfAnotherFair.Zh)], Said(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, elsewhere, Cancel)));

        static IEnumerable<(string, string)> Said(Outcome outcome) => outcome.Problems.Select(p => (p.Field, p.Zh));
    }

    private static RequestForm Form(Action<RequestForm> change)
    {
        var form = new RequestForm { ProjectId = Guid.NewGuid(), InvestorId = Guid.NewGuid(), Guests = [Guid.NewGuid()] };
        change(form);
        return form;
    }

    private static JointWish Joint(Action<RequestForm> change) => new([Wished(change)]);

    private static MeetingRequest Wished(Action<RequestForm> change) => MeetingRequest.Wish(Guid.NewGuid(), Form(change), new(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc), 30);

    private static async Task<Guid> SaveAsync(House house, Action<RequestForm> change)
    {
        var form = await house.RequestFormAsync();
        change(form);
        return House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel));
    }

    private static async Task<Guid> InterpreterAsync(House house, string name, string language)
    {
        var id = House.Done(await new PeopleDesk(house.Database.Contexts, house.Clock).SaveInterpreterAsync(House.Organizer, null, new InterpreterForm { Name = name, Languages = [language], From = new(2027, 1, 1) }, Cancel));
        return await house.ReadAsync(db => db.Interpreters.Where(i => i.Id == id).Select(i => i.PersonId).SingleAsync(Cancel));
    }

    private static Task<Guid?> SeatedAsync(House house, Guid meeting) =>
        house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).SelectMany(m => m.Attendees).Where(a => a.Interprets).Select(a => (Guid?)a.PersonId).SingleOrDefaultAsync(Cancel));
}
