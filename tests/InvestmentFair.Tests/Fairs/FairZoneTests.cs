using InvestmentFair.Choices;
using InvestmentFair.Fairs;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using InvestmentFair.Spreadsheets;
using InvestmentFair.Today;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Fairs;

/// <summary>Whatever belongs to a fair is said by the clock of its city, wherever it is read.</summary>
public sealed class FairZoneTests
{
    private const string Abroad = "2028";
    private static readonly DateOnly Day = new(2028, 8, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_zone_that_can_be_chosen_is_known_to_the_machine_and_read_back() =>
        Assert.All(Enum.GetValues<FairZone>(), zone =>
        {
            Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById(zone.Id, out _), zone.Id);
            Assert.Equal(zone, FairZones.Of(zone.Id));
        });

    [Theory, ClassData(typeof(Both))]
    public async Task Nine_o_clock_in_Dubai_is_nine_in_every_list_and_page_of_that_fair(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var fair = await AbroadAsync(house);
        var slot = House.Done(await house.Fairs.SaveSlotAsync(House.Organizer, Abroad, null, new SlotForm { Day = Day, Starts = new(9, 0), Ends = new(9, 30) }, Cancel));
        House.Done(await house.Fairs.SaveAgendaAsync(House.Organizer, Abroad, null, AgendaOf(), Cancel));

        Assert.Equal(new DateTime(2028, 8, 2, 5, 0, 0, DateTimeKind.Utc), await house.ReadAsync(db => db.Slots.Where(s => s.Id == slot).Select(s => s.StartsAt).SingleAsync(Cancel)));
        var slots = new SlotList(house.Database.Contexts);
        var shown = Assert.Single((await slots.LoadAsync(House.Organizer, Abroad, new ListState(), Cancel)).Rows);
        Assert.Equal([At(9, 0), At(9, 30)], slots.Columns.Where(c => c.Kind is CellKind.FairTime).Select(c => c.Value(shown)));
        var agenda = new AgendaList(house.Database.Contexts);
        var item = Assert.Single((await agenda.LoadAsync(House.Organizer, Abroad, new ListState(), Cancel)).Rows);
        Assert.Equal([At(9, 0), At(10, 0)], agenda.Columns.Where(c => c.Kind is CellKind.FairTime).Select(c => c.Value(item)));
        Assert.Equal((new TimeOnly(9, 0), Day), await FormAsync(house, slot));
        Assert.Equal("Asia/Dubai", (await new TodayQueries(house.Database.Contexts, house.Clock).TodayAsync(House.Organizer, Abroad, Cancel)).Zone);
        Assert.Contains("2028-08-02 09:00", (await NamesAsync(house, slot)), StringComparison.Ordinal);
        Assert.Equal(FairZone.Dubai, (await new FairQueries(house.Database.Contexts).FairAsync(House.Organizer, fair, Cancel))!.Zone);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_meeting_is_said_by_the_clock_of_its_fair_on_its_page_in_its_list_and_at_its_people(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = (await house.PeopleAsync(1))[0];
        var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync(), guest);
        await using (var db = house.Open())
            await db.Database.ExecuteSqlAsync($"""UPDATE "Fairs" SET "TimeZone" = 'Asia/Tokyo' WHERE "Code" = {House.Fair}""", Cancel);

        // Eight in the morning of Beijing.
        Assert.Equal("Asia/Tokyo", (await new BoardQueries(house.Database.Contexts, house.Clock).MeetingAsync(House.Organizer, House.Fair, meeting, Cancel))!.Zone);
        var list = new MeetingList(house.Database.Contexts);
        var row = Assert.Single((await list.LoadAsync(House.Organizer, House.Fair, new ListState { Search = await house.NumberAsync(meeting) }, Cancel)).Rows);
        Assert.Equal(new DateTime(2027, 8, 20, 9, 0, 0), list.Columns.Single(c => c.Key == "StartsAt").Value(row));
        var role = (await new PersonQueries(house.Database.Contexts, house.Clock).PersonAsync(House.Organizer, guest, Cancel))!.Roles.Single(r => r.Kind == PeopleTexts.Meetings);
        Assert.Contains("2027-08-20 09:00–09:20", role.Words, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_clock_of_a_fair_stays_once_something_was_set_by_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var fair = await AbroadAsync(house);
        var form = (await new FairQueries(house.Database.Contexts).FairAsync(House.Organizer, fair, Cancel))!;
        form.Zone = FairZone.London;
        House.Done(await house.Fairs.SaveFairAsync(House.Organizer, fair, form, Cancel));

        House.Done(await house.Fairs.SaveAgendaAsync(House.Organizer, Abroad, null, AgendaOf(), Cancel));
        form = (await new FairQueries(house.Database.Contexts).FairAsync(House.Organizer, fair, Cancel))!;
        form.Zone = FairZone.Tokyo;
        Assert.Equal(nameof(FairForm.Zone), Assert.Single((await house.Fairs.SaveFairAsync(House.Organizer, fair, form, Cancel)).Problems).Field);
        form.Zone = null;
        Assert.Equal(nameof(FairForm.Zone), Assert.Single((await house.Fairs.SaveFairAsync(House.Organizer, fair, form, Cancel)).Problems).Field);
        (form.Zone, form.NameEn) = (FairZone.London, "The fair in London (sample)");
        House.Done(await house.Fairs.SaveFairAsync(House.Organizer, fair, form, Cancel));
    }

    private static async Task<Guid> AbroadAsync(House house) => House.Done(await house.Fairs.SaveFairAsync(House.Organizer, null, new FairForm
    {
        Code = Abroad,
        NameZh = "境外推介会（示例）",
        CityZh = "迪拜",
        Zone = FairZone.Dubai,
        FirstDay = Day,
        LastDay = Day,
        AnswerBy = Day.AddDays(-10),
    }, Cancel));

    private static AgendaForm AgendaOf() => new() { Kind = AgendaKind.Opening, Day = Day, Starts = new(9, 0), Ends = new(10, 0), TitleZh = "开幕（示例）", PlaceZh = "主会场（示例）", Owner = "会务组" };

    private static DateTime At(int hour, int minute) => new(2028, 8, 2, hour, minute, 0);

    private static async Task<(TimeOnly?, DateOnly?)> FormAsync(House house, Guid slot) =>
        (await new FairQueries(house.Database.Contexts).SlotAsync(House.Organizer, Abroad, slot, Cancel)) is { } form ? (form.Starts, form.Day) : default;

    private static async Task<string> NamesAsync(House house, Guid slot) =>
        (await new ValueNameQueries(house.Database.Contexts, new ChoiceQueries(house.Database.Contexts, house.Clock)).SayAsync(House.Organizer, [new KeptValue(nameof(Meeting), nameof(Meeting.FirstSlotId), slot.ToString())], Cancel))[0]!;
}
