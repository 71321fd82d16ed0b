using System.Text;
using InvestmentFair.Audit;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Tests.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Imports;

/// <summary>Who is there when, taken from a sheet: by number or name, with times as people and as Excel write them.</summary>
public sealed class AvailabilityImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_sheet_is_taken_once_and_a_later_arrival_stands_in_the_place_of_the_one_before(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (guest, host) = await PeopleAsync(house);
        var file = Csv($"{guest.Number},此后可参会,2027-08-02,下午2点40,,,航班晚点（示例）", $"{host.Name},另有安排,2027年8月2日,14:00,15:30,洽谈区,");

        Assert.Equal([ImportVerdict.New, ImportVerdict.New], (await PreviewAsync(house, file)).Rows.Select(r => r.Verdict));
        Assert.Equal(2, House.Done(await ApplyAsync(house, file)).Created);
        var rows = await house.ReadAsync(db => db.Availability.Where(a => a.Source == AvailabilitySource.Import).OrderBy(a => a.Kind).Select(a => new { a.PersonId, a.Kind, a.From, a.Until, Hall = a.Hall == null ? null : a.Hall.Name.Zh, a.Reason }).ToListAsync(Cancel));
        Assert.Equal([(guest.Person, At(14, 40), null, null, "航班晚点（示例）"), (host.Person, At(14, 0), At(15, 30), "洽谈区", null)], rows.Select(r => (r.PersonId, r.From, r.Until, r.Hall, r.Reason)));
        Assert.All((await PreviewAsync(house, file)).Rows, r => Assert.Equal(ImportVerdict.Unchanged, r.Verdict));
        Assert.Equal((0, 0, 2), House.Done(await ApplyAsync(house, file)) is var again ? (again.Created, again.Changed, again.Unchanged) : default);

        var later = Csv($"{guest.Number},此后可参会,2027-08-02,15:10,,,", $"{host.Name},另有安排,2027-08-02,14:00,15:30,,改为会见（示例）");
        var preview = await PreviewAsync(house, later);
        Assert.Equal([(ImportVerdict.New, "取代 2027-08-02 14:40"), (ImportVerdict.Changed, null)], preview.Rows.Select(r => (r.Verdict, r.Note)));
        House.Done(await ApplyAsync(house, later));
        Assert.Equal([At(15, 10)], await house.ReadAsync(db => db.Availability.Where(a => a.PersonId == guest.Person && !a.IsVoid).Select(a => a.From).ToListAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_wrong_stands_beside_its_cell(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (guest, host) = await PeopleAsync(house);

        var preview = await PreviewAsync(house, Csv(
            $"查无此人,此后可参会,2027-08-02,14:40,,,",
            $"{guest.Number},随时,2027-08-02,14:40,,,",
            $"{guest.Number},此后可参会,2027-08-02,一大早,,,",
            $"{guest.Number},此后可参会,2027-08-02,14:40,15:00,,",
            $"{host.Name},另有安排,2027-08-02,15:00,14:00,,",
            $"{host.Name},另有安排,2027-08-02,15:00,16:00,没有这个会场,",
            $"{guest.Number},此后可参会,2027-08-02,14:40,,,",
            $"{guest.Number},此后可参会,2027-08-02,15:40,,,"));

        Assert.Equal([0, 1, 3, 4, 4, 5], preview.Rows.Take(6).Select(r => Assert.Single(Enumerable.Range(0, r.Cells.Count), i => r.Cells[i].Problem is not null)));
        Assert.Equal(ImportVerdict.New, preview.Rows[6].Verdict);
        Assert.Equal((ImportVerdict.Error, true), (preview.Rows[7].Verdict, preview.Rows[7].Problem is not null));
    }

    [Theory]
    [InlineData("20", "0.611111111111111", 14, 40)]
    [InlineData("0", "0.611111111111111", 14, 40)]
    [InlineData("32", "0.611111111111111", 14, 40)]
    [InlineData("20", "0.999305555555556", 23, 59)]
    [InlineData("0", "0", 0, 0)]
    public async Task A_time_as_Excel_keeps_it_is_the_time_that_was_typed(string format, string value, int hour, int minute)
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var (guest, _) = await PeopleAsync(house);
        var rows = HandMade.Row(1, "人员", "类型", "日期", "自") + $"""<row r="2"><c t="inlineStr"><is><t>{guest.Number}</t></is></c><c t="inlineStr"><is><t>此后可参会</t></is></c><c t="inlineStr"><is><t>2027-08-02</t></is></c><c s="1"><v>{value}</v></c></row>""";
        var file = HandMade.Workbook(rows, HandMade.Styles("", 0, int.Parse(format, System.Globalization.CultureInfo.InvariantCulture))).ToArray();

        var preview = House.Done(await house.Imports.PreviewAsync(House.Organizer, House.Fair, ImportKind.Availability, "时间.xlsx", file, Cancel));
        Assert.Empty(preview.Rows.Where(r => r.Verdict is not ImportVerdict.New).Select(r => $"{r.Problem} {string.Join('|', r.Cells.Select(c => $"{c.Text} {c.Problem}"))}"));
        House.Done(await house.Imports.ApplyAsync(House.Organizer, House.Fair, ImportKind.Availability, "时间.xlsx", file, preview.Fingerprint, Cancel));

        Assert.Equal(At(hour, minute), await house.ReadAsync(db => db.Availability.Where(a => a.PersonId == guest.Person).Select(a => a.From).SingleAsync(Cancel)));
    }

    private static DateTime? At(int hour, int minute) => FairTime.ToUtc(new(2027, 8, 2), new(hour, minute));

    private static async Task<((Guid Person, string Number) Guest, (Guid Person, string Name) Host)> PeopleAsync(House house)
    {
        await using var db = house.Open();
        var guest = await db.Guests.Where(g => g.Fair.Code == House.Fair && !db.Availability.Any(a => a.PersonId == g.PersonId)).OrderBy(g => g.Number).Select(g => new { g.PersonId, g.Number }).FirstAsync(Cancel);
        var host = await db.Hosts.Where(h => !db.Availability.Any(a => a.PersonId == h.PersonId)).OrderBy(h => h.ProtocolRank).Select(h => new { h.PersonId, h.Person.Name }).FirstAsync(Cancel);
        return ((guest.PersonId, guest.Number), (host.PersonId, host.Name));
    }

    private static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend("人员,类型,日期,自,至,会场,原因")));

    private static async Task<ImportPreview> PreviewAsync(House house, byte[] file) => House.Done(await house.Imports.PreviewAsync(House.Organizer, House.Fair, ImportKind.Availability, "时间.csv", file, Cancel));

    private static async Task<Outcome<ImportBatch>> ApplyAsync(House house, byte[] file) =>
        await house.Imports.ApplyAsync(House.Organizer, House.Fair, ImportKind.Availability, "时间.csv", file, (await PreviewAsync(house, file)).Fingerprint, Cancel);
}
