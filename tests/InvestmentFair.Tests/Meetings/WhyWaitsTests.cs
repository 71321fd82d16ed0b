using System.Globalization;
using System.Reflection;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>Every card of the tray says why it waits, slot by slot and in words.</summary>
public sealed class WhyWaitsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Reasons => [.. typeof(Reason).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Reason))).Select(t => t.Name)];

    [Theory, MemberData(nameof(Reasons))]
    public void Each_reason_has_its_words_in_both_languages(string name)
    {
        var constructor = typeof(Reason).GetNestedType(name)!.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single();
        var reason = (Reason)constructor.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType switch
        {
            var t when t == typeof(int) => (object)2,
            var t when t == typeof(Guid) => Guid.Empty,
            var t when t == typeof(string) => "en",
            _ => new List<Guid> { Guid.Empty },
        })]);
        var names = new ScheduleNames(Of("詹光耀"), Of("2027-M007"), Of("始兴县代表团"), new Words([]));

        var (zh, en) = (Said("zh-CN"), Said("en"));

        if (reason is Reason.Possible)
        {
            Assert.Equal((null, null), (zh, en));
            return;
        }

        Assert.NotEqual(zh, en);
        Assert.DoesNotContain("?", zh + en, StringComparison.Ordinal);

        static Dictionary<Guid, string> Of(string name) => new() { [Guid.Empty] = name };

        string? Said(string culture)
        {
            var before = CultureInfo.CurrentUICulture;
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            try
            {
                return ScheduleWords.Say(reason, names);
            }
            finally
            {
                CultureInfo.CurrentUICulture = before;
            }
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_sits_elsewhere_who_is_away_and_who_has_had_enough_is_named_with_the_slots(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slots, table) = (new[] { await house.SlotAsync(), await house.SlotAsync() }, (await house.TablesAsync(1))[0]);
        var guest = (await house.PeopleAsync(1))[0];
        var meeting = await house.MeetingAsync(slots[0], table, guest);
        var wish = await house.RequestAsync(guest);
        var (name, number) = (await house.ReadAsync(db => db.People.Where(p => p.Id == guest).Select(p => p.Name).SingleAsync(Cancel)), await house.NumberAsync(meeting));

        var why = (await WaitingAsync(house))[wish];

        Assert.Equal([slots[0]], Assert.Single(why.Reasons, r => r.Reason == $"{name} 已在 {number}").Slots);
        Assert.True(why.Possible > 0);
        Assert.Equal(await house.ReadAsync(db => db.Slots.CountAsync(s => s.Fair.Code == House.Fair && !s.IsClosed, Cancel)), why.Slots);

        // The enterprise has one meeting, and more than one it may not have.
        var investor = await house.InvestorAsync();
        House.Done(await house.Limits.SaveAsync(House.Organizer, House.Fair, null, new LimitForm { InvestorId = investor, Most = 1 }, Cancel));
        var firm = await house.ReadAsync(db => db.Investors.Where(i => i.Id == investor).Select(i => i.Name).SingleAsync(Cancel));
        var full = (await WaitingAsync(house))[wish];
        Assert.Equal((0, full.Slots), (full.Possible, Assert.Single(full.Reasons, r => r.Reason == $"{firm.Text} 已到场次上限").Slots.Count));

        // A wish for more of the project's team than there are takes no part at all.
        var form = await house.RequestFormAsync();
        (form.Topic, form.ProjectId, form.Hosts, form.HostsFromPool) = (null, await house.ReadAsync(db => db.Projects.Where(p => p.Code == "LC-T05").Select(p => p.Id).SingleAsync(Cancel)), [], 50);
        var alone = House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel));
        Assert.Equal([LeftOutWhy.TooFewNamed.Text], (await WaitingAsync(house))[alone].Reasons.Select(r => r.Reason));
    }

    [Fact]
    public async Task A_fair_without_a_grid_has_nothing_to_say()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);

        Assert.Empty(await new ScheduleQueries(house.Database.Contexts, house.Clock).WaitingAsync(House.Organizer, "1999", Cancel));
    }

    private static Task<IReadOnlyDictionary<Guid, WhyWaits>> WaitingAsync(House house) => new ScheduleQueries(house.Database.Contexts, house.Clock).WaitingAsync(House.Organizer, House.Fair, Cancel);
}
