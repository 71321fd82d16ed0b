using System.Text;
using ClosedXML.Excel;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Imports;

/// <summary>Wishes to meet that come back as a sheet: entered, revised while they wait, never booked, and never entered twice.</summary>
public sealed class WishImportTests
{
    private const string Headings = "提出方,意愿,项目,企业,客方人员,县方人员,翻译语种,占几个时段,上午或下午,理由";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_workbook_of_wishes_says_what_the_same_lines_say_as_text(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (project, investor, guest, host) = await PartiesAsync(house);
        string[] lines = [$"客方,必见,{project},{investor.Number},{guest.Number},{host},英语,2,只上午,急", $"县方,愿见,{project},{investor.Number},{guest.Number},{host},,1,,", $"县方,想见,{project},{investor.Number},{guest.Number},{host},,1,,"];
        var (book, text) = (Workbook(lines), Csv(lines));

        var (read, said) = (await PreviewAsync(house, book, "意愿.xlsx"), await PreviewAsync(house, text));

        Assert.Equal([ImportVerdict.New, ImportVerdict.New, ImportVerdict.Error], read.Rows.Select(r => r.Verdict));
        Assert.Equal(said.Rows.SelectMany(r => r.Cells), read.Rows.SelectMany(r => r.Cells));
        (book, text) = (Workbook(lines[..2]), Csv(lines[..2]));
        var stamp = (await PreviewAsync(house, book, "意愿.xlsx")).Fingerprint;
        Assert.Equal(2, House.Done(await house.Imports.ApplyAsync(House.Organizer, House.Fair, ImportKind.Wishes, "意愿.xlsx", book, stamp, Cancel)).Created);
        Assert.All((await PreviewAsync(house, text)).Rows, r => Assert.Equal(ImportVerdict.Unchanged, r.Verdict));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_sheet_of_wishes_is_taken_once_and_a_row_that_says_something_else_revises_its_wish(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (project, investor, guest, host) = await PartiesAsync(house);
        string[] lines = [Row("客方", "必见", "只上午"), Row("县方", "愿见", "")];
        string Row(string from, string wish, string session) => $"{from},{wish},{project},{investor.Number},{guest.Number},{host},英语,2,{session},";
        var file = Csv(lines);

        Assert.Equal([ImportVerdict.New, ImportVerdict.New], (await PreviewAsync(house, file)).Rows.Select(r => r.Verdict));
        Assert.Equal(2, House.Done(await ApplyAsync(house, file)).Created);
        var wishes = await house.ReadAsync(db => MeetingsOf(db.Requests.Include(r => r.People), investor.Id).OrderBy(r => r.From).ToListAsync(Cancel));
        Assert.Equal([(Side.Guest, Wish.Must, SessionWish.MorningOnly, 2, "en"), (Side.Host, Wish.Want, SessionWish.Any, 2, "en")], wishes.Select(w => (w.From, w.Priority, w.Session, w.Length, w.Language!)));
        Assert.All(wishes, w => Assert.Equal((guest.Person, true, house.Now.AddDays(30)), (w.Team(Side.Guest).Single(), w.IsLive(house.Now), w.ExpiresAt)));
        Assert.All((await PreviewAsync(house, file)).Rows, r => Assert.Equal(ImportVerdict.Unchanged, r.Verdict));
        Assert.Equal((0, 0, 2), House.Done(await ApplyAsync(house, file)) is var again ? (again.Created, again.Changed, again.Unchanged) : default);

        var revised = Csv(lines[0].Replace("只上午", "下午优先", StringComparison.Ordinal), lines[1]);
        var preview = await PreviewAsync(house, revised);
        Assert.Equal([ImportVerdict.Changed, ImportVerdict.Unchanged], preview.Rows.Select(r => r.Verdict));
        Assert.Equal("只上午", preview.Rows[0].Cells.Single(c => c.Old is not null).Old);
        House.Done(await ApplyAsync(house, revised));
        Assert.Equal(SessionWish.Afternoon, await house.ReadAsync(db => db.Requests.Where(r => r.Id == wishes[0].Id).Select(r => r.Session).SingleAsync(Cancel)));
        Assert.Equal(2, await house.ReadAsync(db => MeetingsOf(db.Requests, investor.Id).CountAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_booked_comes_back_unchanged_and_is_not_changed_from_a_sheet(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (project, investor, guest, host) = await PartiesAsync(house);
        var line = $"客方,愿见,{project},{investor.Number},{guest.Number},{host},,1,,";
        House.Done(await ApplyAsync(house, Csv(line)));
        var wish = await house.ReadAsync(db => MeetingsOf(db.Requests, investor.Id).Select(r => r.Id).SingleAsync(Cancel));
        await house.BookAsync(wish, await house.SlotAsync(), await house.TableAsync());

        Assert.Equal(ImportVerdict.Unchanged, (await PreviewAsync(house, Csv(line))).Rows.Single().Verdict);
        var row = (await PreviewAsync(house, Csv(line.Replace("愿见", "必见", StringComparison.Ordinal)))).Rows.Single();
        Assert.Equal((ImportVerdict.Error, MeetingRefusals.RequestFixed.Text), (row.Verdict, row.Problem));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_wrong_stands_beside_its_cell_and_a_name_of_two_is_the_name_of_neither(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (project, investor, guest, host) = await PartiesAsync(house);
        foreach (var mobile in new[] { "000-0000-6001", "000-0000-6002" })
            House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, new Delegations.GuestForm { Name = "重名（示例）", Mobile = mobile, InvestorId = investor.Id, Part = Delegations.GuestPart.Staff }, Cancel, another: true));

        var preview = await PreviewAsync(house, Csv(
            $"客方,愿见,{project},{investor.Number},重名（示例）,{host},,1,,",
            $"客方,愿见,没有这个项目,{investor.Number},{guest.Number},{host},,1,,",
            $"客方,愿见,{project},{investor.Number},{guest.Number}、查无此人,{host},,1,,",
            $"客方,愿见,{project},{investor.Number},{guest.Number},{host},克林贡语,1,,",
            $"客方,愿见,{project},{investor.Number},{guest.Number},{host},,9,,",
            $"客方,不想见,{project},{investor.Number},{guest.Number},{host},,1,,",
            $"客方,愿见,{project},{investor.Number},{guest.Number},{host},,1,,",
            $"客方,必见,{project},{investor.Number},{guest.Number},{host},,1,,"));

        Assert.Equal([4, 2, 4, 6, 7, 1], preview.Rows.Take(6).Select(r => Enumerable.Range(0, r.Cells.Count).First(i => r.Cells[i].Problem is not null)));
        Assert.Equal("有多个“重名(示例)”", preview.Rows[0].Cells[4].Problem);
        Assert.Equal([.. Enumerable.Repeat(ImportVerdict.Error, 6), ImportVerdict.New, ImportVerdict.Error], preview.Rows.Select(r => r.Verdict));
        Assert.NotNull(preview.Rows[7].Problem);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Imports.ApplyAsync(new Actor(Guid.NewGuid(), "接待（测试）", Role.Reception), House.Fair, ImportKind.Wishes, "a.csv", Csv(), preview.Fingerprint, Cancel));
    }

    [Fact]
    public async Task Two_hundred_wishes_are_taken_whole()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var (_, investor, guest, host) = await PartiesAsync(house);
        var file = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, 200).Select(i => $"议题{i}（示例）,{investor.Number},{guest.Number},{host}").Prepend("议题,企业,客方人员,县方人员（空则用项目接待组）")));

        Assert.Equal(200, House.Done(await ApplyAsync(house, file)).Created);
        Assert.Equal(200, House.Done(await ApplyAsync(house, file)).Unchanged);
        await house.VerifyAsync();
    }

    private static IQueryable<MeetingRequest> MeetingsOf(IQueryable<MeetingRequest> requests, Guid investor) => requests.Where(r => r.InvestorId == investor);

    private static async Task<(string Project, (Guid Id, string Number) Investor, (Guid Person, string Number) Guest, string Host)> PartiesAsync(House house)
    {
        await using var db = house.Open();
        var investor = await db.Investors.Where(i => i.SurvivorId == i.Id && !db.Requests.Any(r => r.InvestorId == i.Id)).OrderBy(i => i.Number).Select(i => new { i.Id, i.Number }).FirstAsync(Cancel);
        var guest = await db.Guests.Where(g => g.Fair.Code == House.Fair).OrderBy(g => g.Number).Select(g => new { g.PersonId, g.Number }).FirstAsync(Cancel);
        return ("LC-T01", (investor.Id, investor.Number), (guest.PersonId, guest.Number), await db.Hosts.OrderBy(h => h.ProtocolRank).Select(h => h.Person.Name).FirstAsync(Cancel));
    }

    private static IEnumerable<string> Headed(string[] lines) => lines.Prepend(Headings.Replace("县方人员", "县方人员（空则用项目接待组）", StringComparison.Ordinal));

    private static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', Headed(lines)));

    private static byte[] Workbook(params string[] lines)
    {
        using var book = new XLWorkbook();
        book.AddWorksheet("意愿").FirstCell().InsertData(Headed(lines).Select(l => l.Split(',')));
        using var stream = new MemoryStream();
        book.SaveAs(stream);
        return stream.ToArray();
    }

    private static async Task<ImportPreview> PreviewAsync(House house, byte[] file, string name = "意愿.csv") => House.Done(await house.Imports.PreviewAsync(House.Organizer, House.Fair, ImportKind.Wishes, name, file, Cancel));

    private static async Task<Outcome<ImportBatch>> ApplyAsync(House house, byte[] file) =>
        await house.Imports.ApplyAsync(House.Organizer, House.Fair, ImportKind.Wishes, "意愿.csv", file, (await PreviewAsync(house, file)).Fingerprint, Cancel);
}
