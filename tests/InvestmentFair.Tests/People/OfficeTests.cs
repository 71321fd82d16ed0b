using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.People;

/// <summary>Of several offices one counts, in every list and on every paper the same.</summary>
public sealed class OfficeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task The_office_held_at_the_fair_is_named_everywhere_though_its_last_day_is_known_and_a_newer_one_is_over(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var units = await house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Take(2).ToListAsync(Cancel));
        var held = units[0];
        var host = await AppointAsync(house, (held.Id, new(2020, 1, 1), new(2028, 12, 31)), (units[1].Id, new(2026, 3, 1), new(2026, 5, 31)), (units[1].Id, new(2029, 1, 1), null));
        var form = await house.RequestFormAsync();
        form.Hosts = [host];
        var request = House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel));
        var meeting = await house.BookAsync(request, await house.SlotAsync(), await house.TableAsync());
        await house.PublishAsync();
        var (number, contexts) = (await house.NumberAsync(meeting), house.Database.Contexts);

        var row = Assert.Single((await new MeetingList(contexts).LoadAsync(House.Organizer, House.Fair, new ListState { Search = number }, Cancel)).Rows);
        var sheet = (await new MeetingSheetQueries(contexts).SheetAsync(House.Organizer, House.Fair, Cancel))!.Lines.Single(l => l.Number == number);
        var slip = (await new SlipQueries(contexts).SlipsAsync(House.Organizer, House.Fair, Cancel))!.Slips.Single(s => s.Key == $"{host:N}");
        var call = (await new CallListQueries(contexts).CallsAsync(House.Organizer, House.Fair, Cancel))!.Calls.Single(c => c.Name == Name);
        var notice = Assert.Single((await new NoticeList(contexts).LoadAsync(House.Organizer, House.Fair, new ListState { Search = Name }, Cancel)).Rows);
        Assert.Equal(Enumerable.Repeat(held.Name.Zh, 5), [row.Unit, sheet.Cells[SheetColumn.Unit].Zh, slip.Organisation.Zh, call.Organisation.Zh, notice.Party]);
        Assert.Equal(held.Id, await house.ReadAsync(async db => (await ScheduleFactsQueries.ReadAsync(db, db.Fairs.Single(f => f.Code == House.Fair), house.Now, Cancel)).UnitOf[host]));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whose_office_ends_some_day_can_be_chosen_until_then(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var unit = await house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel));
        await AppointAsync(house, (unit, new(2020, 1, 1), house.Today));
        var choices = new ChoiceQueries(house.Database.Contexts, house.Clock);

        Assert.Single(await choices.SearchAsync(House.Organizer, ChoiceOf.HostPerson, House.Fair, Name, Cancel));
        house.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await choices.SearchAsync(House.Organizer, ChoiceOf.HostPerson, House.Fair, Name, Cancel));
    }

    private const string Name = "换过单位的人（示例）";

    private static async Task<Guid> AppointAsync(House house, params (Guid Unit, DateOnly From, DateOnly? To)[] offices)
    {
        await using var db = house.Open();
        var person = Person.Enter(new PersonForm { Name = Name });
        db.AddRange(offices.Select(o => HostRepresentative.Appoint(person, new HostForm { Name = Name, UnitId = o.Unit, TitleZh = "科长（示例）", From = o.From, To = o.To })));
        House.Done(await db.SaveAsync(new Act(House.Organizer, "host.entered", house.Now), Cancel));
        return person.Id;
    }
}
