using System.Globalization;
using System.Text;
using InvestmentFair.Audit;
using InvestmentFair.Delegations;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Imports;

public sealed class ImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_sheet_of_guests_is_read_row_by_row_and_taken_whole_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guests = await GuestsAsync(house, 3);
        var file = Csv("编号,姓名,手机,代表团,职务,身份,礼宾顺序,备用列",
            $"{guests[0].Number},{guests[0].Person.Name},{Mobiles.Mask(guests[0].Person.Mobile)},,,,,x",
            $"{guests[1].Number},,,,新职务（示例）,,{guests[1].ProtocolRank},",
            $",新来的人（示例）,０００-0000-5555,{guests[0].Delegation!.Name.Zh},科长,工作人员,40,");

        var preview = await PreviewAsync(house, ImportKind.Guests, file);

        Assert.Equal([ImportVerdict.Unchanged, ImportVerdict.Changed, ImportVerdict.New], preview.Rows.Select(r => r.Verdict));
        Assert.Equal(["备用列"], preview.Unmatched);
        var batch = House.Done(await ApplyAsync(house, ImportKind.Guests, file));
        Assert.Equal((1, 1, 1), (batch.Created, batch.Changed, batch.Unchanged));
        var after = await house.ReadAsync(db => db.Guests.Include(g => g.Person).Where(g => g.Fair.Code == House.Fair).ToListAsync(Cancel));
        var changed = after.Single(g => g.Id == guests[1].Id);
        Assert.Equal((guests[0].Person.Mobile, guests[1].Person.Name, guests[1].Person.Mobile, guests[1].Organisation),
            (after.Single(g => g.Id == guests[0].Id).Person.Mobile, changed.Person.Name, changed.Person.Mobile, changed.Organisation));
        Assert.Equal("新职务（示例）", changed.Title.Zh);
        Assert.Equal(("000-0000-5555", guests[0].DelegationId), after.Where(g => g.Person.Name.StartsWith("新来的人", StringComparison.Ordinal)).Select(g => (g.Person.Mobile, g.DelegationId)).Single());

        Assert.All((await PreviewAsync(house, ImportKind.Guests, file)).Rows, r => Assert.Equal(ImportVerdict.Unchanged, r.Verdict));
        var again = House.Done(await ApplyAsync(house, ImportKind.Guests, file));
        Assert.Equal((0, 0, 3), (again.Created, again.Changed, again.Unchanged));
        Assert.Equal(after.Select(g => (g.Id, g.Version)).Order(), (await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair).Select(g => new { g.Id, g.Version }).ToListAsync(Cancel))).Select(g => (g.Id, g.Version)).Order());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_wrong_stands_beside_its_cell_and_nothing_is_taken(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = (await GuestsAsync(house, 1))[0];
        var delegation = guest.Delegation!.Name.Zh;
        var file = Csv("编号,姓名,代表团,身份,礼宾顺序,手机",
            $",甲（示例）,没有这个团,工作人员,,",
            $",乙（示例）,{delegation},贵客,,",
            $",丙（示例）,{delegation},工作人员,第一,",
            $",丁（示例）,{delegation},工作人员,,电话",
            $"{guest.Number},,,,7,",
            $"{guest.Number},,,,8,",
            $",戊（示例）,{delegation},工作人员,,",
            $",戊（示例）,{delegation},工作人员,,",
            $"2027-9999,己（示例）,{delegation},工作人员,,");

        var preview = await PreviewAsync(house, ImportKind.Guests, file);

        Assert.Equal([2, 3, 4, 5], preview.Rows.Take(4).Select(r => Assert.Single(Enumerable.Range(0, r.Cells.Count), i => r.Cells[i].Problem is not null)));
        Assert.Equal([ImportVerdict.Error, ImportVerdict.Error, ImportVerdict.Error, ImportVerdict.Error, ImportVerdict.Changed, ImportVerdict.Error, ImportVerdict.New, ImportVerdict.Error, ImportVerdict.Error], preview.Rows.Select(r => r.Verdict));
        Assert.All(new[] { 5, 7, 8 }, i => Assert.NotNull(preview.Rows[i].Problem));
        var links = await house.LinksAsync();
        Assert.Equal(ImportRefusals.HasErrors, (await ApplyAsync(house, ImportKind.Guests, file)).Refusal);
        Assert.Equal(links, await house.LinksAsync());
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Two_records_that_match_are_not_chosen_between(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = (await GuestsAsync(house, 1))[0];
        foreach (var mobile in new[] { "000-0000-6001", "000-0000-6002" })
            House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, new GuestForm { Name = "重名（示例）", Mobile = mobile, DelegationId = guest.DelegationId, Part = GuestPart.Staff }, Cancel, another: true));

        var preview = await PreviewAsync(house, ImportKind.Guests, Csv("姓名,代表团,手机,身份", $"重名（示例）,{guest.Delegation!.Name.Zh},,工作人员", $"重名（示例）,{guest.Delegation.Name.Zh},000-0000-6002,工作人员"));

        Assert.Equal([ImportVerdict.Error, ImportVerdict.Unchanged], preview.Rows.Select(r => r.Verdict));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Nobody_is_moved_out_of_a_locked_roster_and_what_stands_in_it_is_no_error(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = (await GuestsAsync(house, 1))[0];
        foreach (var to in new[] { RosterState.Submitted, RosterState.Checked, RosterState.Locked })
            House.Done(await house.Delegations.AdvanceAsync(House.Organizer, House.Fair, guest.DelegationId!.Value, await house.VersionAsync<Delegation>(guest.DelegationId!.Value), to, Cancel));
        var other = await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair && d.Id != guest.DelegationId && d.Roster != RosterState.Locked).Select(d => d.Name.Zh).FirstAsync(Cancel));

        var preview = await PreviewAsync(house, ImportKind.Guests, Csv("编号,代表团", $"{guest.Number},{other}"));
        Assert.Equal([ImportVerdict.Error], preview.Rows.Select(r => r.Verdict));
        preview = await PreviewAsync(house, ImportKind.Guests, Csv("编号,代表团", $"{guest.Number},{guest.Delegation!.Name.Zh}"));
        Assert.Equal([ImportVerdict.Unchanged], preview.Rows.Select(r => r.Verdict));
    }

    [Theory]
    [InlineData(Engine.Sqlite, "项目编号,总投资（万元）,就业（人）,建筑面积（㎡）,备注")]
    [InlineData(Engine.Sqlite, "code,total investment (CNY 10,000),jobs,FLOOR AREA (m²),Remark (Chinese)")]
    [InlineData(Engine.Postgres, "项目编号,总投资（万元）,就业（人）,建筑面积（㎡）,备注")]
    [InlineData(Engine.Postgres, "code,total investment (CNY 10,000),jobs,FLOOR AREA (m²),Remark (Chinese)")]
    public async Task Projects_are_changed_under_headings_of_either_language(Engine engine, string headings)
    {
        await using var house = await House.OpenAsync(engine);
        var (one, other) = await house.ReadAsync(async db => (await db.Projects.OrderBy(p => p.Code).FirstAsync(Cancel), await db.Projects.OrderBy(p => p.Code).Skip(1).FirstAsync(Cancel)));
        var heading = headings.Replace("(CNY 10,000)", "\"(CNY 10,000)\"", StringComparison.Ordinal).Replace("total investment \"(CNY 10,000)\"", "\"total investment (CNY 10,000)\"", StringComparison.Ordinal);
        var file = Csv(heading, $"{one.Code},9.5亿,120,,看过（示例），可谈", string.Create(CultureInfo.InvariantCulture, $"{other.Code},{other.TotalFen / Money.FenPerWan},,,"));

        var preview = await PreviewAsync(house, ImportKind.Projects, file);

        Assert.Empty(preview.Unmatched);
        Assert.Equal([ImportVerdict.Changed, ImportVerdict.Unchanged], preview.Rows.Select(r => r.Verdict));
        House.Done(await ApplyAsync(house, ImportKind.Projects, file));
        var after = await house.ReadAsync(db => db.Projects.SingleAsync(p => p.Id == one.Id, Cancel));
        Assert.Equal((Money.FromWan(95_000).Fen, 120, one.FloorM2, "看过（示例），可谈"), (after.TotalFen, after.Jobs, after.FloorM2, after.Remark.Zh));
        Assert.Equal([ImportVerdict.Unchanged, ImportVerdict.Unchanged], (await PreviewAsync(house, ImportKind.Projects, file)).Rows.Select(r => r.Verdict));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_number_with_decimals_that_comes_back_as_it_stands_is_no_change_and_leaves_no_history(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var project = await house.ReadAsync(db => db.Projects.Where(p => p.LandMu != null && p.IrrPercent != null).OrderBy(p => p.Code).FirstAsync(Cancel));
        // What stands reviewed is not changed by a sheet either.
        House.Done(await house.Publication.WithdrawAsync(House.Organizer, project.Id, project.Version, "用地有变", Cancel));
        string Sheet(string land) => string.Create(CultureInfo.InvariantCulture, $"{project.Code},{land},{project.IrrPercent:0.##}");
        const string Headings = "项目编号,用地（亩）,内部收益率（%）";

        Assert.Equal([ImportVerdict.Unchanged], (await PreviewAsync(house, ImportKind.Projects, Csv(Headings, Sheet($"{(int)project.LandMu!}")))).Rows.Select(r => r.Verdict));
        House.Done(await ApplyAsync(house, ImportKind.Projects, Csv(Headings, Sheet("77.5"))));
        Assert.Equal([ImportVerdict.Unchanged], (await PreviewAsync(house, ImportKind.Projects, Csv(Headings, Sheet("77.50")))).Rows.Select(r => r.Verdict));
        var rows = await house.ReadAsync(db => db.History.Where(h => h.RecordId == project.Id && h.Sequence == db.AuditHeads.Single().Sequence).Select(h => new { h.Field, h.Old, h.New }).ToListAsync(Cancel));
        Assert.Equal([("LandMu", $"{(int)project.LandMu}", "77.5")], rows.Where(r => r.Field != "UpdatedAt").Select(r => (r.Field, r.Old!, r.New!)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_new_project_is_made_once_and_a_mistyped_sum_is_a_problem_of_its_cell(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (town, unit) = await house.ReadAsync(async db => (await db.Plants.Select(p => p.TownshipCode).FirstAsync(Cancel), await db.Units.OrderBy(u => u.Code).Select(u => u.Code).FirstAsync(Cancel)));
        const string Headings = "项目编号,类别,项目名称,乡镇,总投资（万元）,拟引资额（万元）,合作方式,项目单位,有效期自,有效期至";
        const string mode = "独资";
        string Row(string code, string total) => $"{code},Tourism,步道（示例）,{town},{total},100,{mode},{unit},2027-01-01,2028-12-31";

        var preview = await PreviewAsync(house, ImportKind.Projects, Csv(Headings, Row("LC-X01", "200"), Row("LC-X01", "300"), Row("LC-X02", "两百"), Row("LC-X03", "50")));

        Assert.Equal([ImportVerdict.New, ImportVerdict.Error, ImportVerdict.Error, ImportVerdict.Error], preview.Rows.Select(r => r.Verdict));
        Assert.NotNull(preview.Rows[1].Problem);
        Assert.NotNull(preview.Rows[2].Cells[4].Problem);
        Assert.NotNull(preview.Rows[3].Cells[5].Problem);
        var file = Csv(Headings, Row("LC-X01", "200"));
        Assert.Equal(1, House.Done(await ApplyAsync(house, ImportKind.Projects, file)).Created);
        Assert.Equal(1, House.Done(await ApplyAsync(house, ImportKind.Projects, file)).Unchanged);
        await house.VerifyAsync();
    }

    [Theory]
    [InlineData(Engine.Sqlite, "zh-CN")]
    [InlineData(Engine.Sqlite, "en")]
    [InlineData(Engine.Postgres, "zh-CN")]
    [InlineData(Engine.Postgres, "en")]
    public async Task The_list_of_guests_that_left_the_house_comes_back_unchanged(Engine engine, string language)
    {
        await using var house = await House.OpenAsync(engine);
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        using var output = new MemoryStream();
        House.Done(await new GuestList(house.Database.Contexts).WriteAsync(output, House.Organizer, House.Fair, new ListState(), null, Cancel));

        var preview = House.Done(await house.Imports.PreviewAsync(House.Organizer, House.Fair, ImportKind.Guests, "guests.xlsx", output.ToArray(), Cancel));

        Assert.Equal(await house.ReadAsync(db => db.Guests.CountAsync(g => g.Fair.Code == House.Fair, Cancel)), preview.Rows.Count);
        Assert.Empty(preview.Rows.Where(r => r.Verdict is not ImportVerdict.Unchanged).Select(r => $"{r.Number} {r.Verdict} {r.Problem} {string.Join("|", r.Cells.Select(c => $"{c.Text}<{c.Old}>{c.Problem}"))}"));
        // The answer is given by the guest, the meetings are counted; an English title is one of two fields.
        Assert.Equal(language == "en" ? ["Title", "Answer", "Meetings"] : ["回执", "洽谈场数"], preview.Unmatched);
    }

    private static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private static async Task<ImportPreview> PreviewAsync(House house, ImportKind kind, byte[] file) => House.Done(await house.Imports.PreviewAsync(House.Organizer, House.Fair, kind, "名单.csv", file, Cancel));

    private static Task<List<Guest>> GuestsAsync(House house, int count) => house.ReadAsync(db => db.Guests.Include(g => g.Person).Include(g => g.Delegation)
        .Where(g => g.Fair.Code == House.Fair && g.Delegation != null && g.Delegation.Roster == RosterState.Open).OrderBy(g => g.Number).Take(count).ToListAsync(Cancel));

    [Fact]
    public async Task Whoever_comes_in_over_the_quota_of_a_delegation_is_taken_and_said_to_be()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var delegation = (await GuestsAsync(house, 1))[0].Delegation!;
        var members = await house.ReadAsync(db => db.Guests.CountAsync(g => g.DelegationId == delegation.Id && g.Attendance != Attendance.Declined, Cancel));
        var form = (await house.Delegations.DelegationAsync(House.Organizer, House.Fair, delegation.Id, Cancel))!.Form;
        form.Quota = members + 1;
        House.Done(await house.Delegations.SaveAsync(House.Organizer, House.Fair, delegation.Id, form, Cancel));
        var file = Csv("姓名,代表团,身份", $"新甲（示例）,{delegation.Name.Zh},工作人员", $"新乙（示例）,{delegation.Name.Zh},工作人员");

        var preview = await PreviewAsync(house, ImportKind.Guests, file);

        Assert.Equal([null, $"超出代表团名额 {members + 1} 人"], preview.Rows.Select(r => r.Note));
        Assert.Equal(2, House.Done(await ApplyAsync(house, ImportKind.Guests, file)).Created);
    }

    [Fact]
    public async Task A_title_in_Chinese_alone_is_taken_in_and_its_English_said_to_stay()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Title.En != null && g.Title.Zh != "" && g.Delegation!.Roster == RosterState.Open).OrderBy(g => g.Number).FirstAsync(Cancel));

        var alone = await PreviewAsync(house, ImportKind.Guests, Csv("编号,职务", $"{guest.Number},新职务（示例）"));
        var both = await PreviewAsync(house, ImportKind.Guests, Csv("编号,职务,英文职务", $"{guest.Number},新职务（示例）,New title"));

        Assert.Equal($"英文职务仍为“{guest.Title.En}”", Assert.Single(alone.Rows).Note);
        Assert.Null(Assert.Single(both.Rows).Note);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_changed_since_the_preview_is_looked_at_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = (await GuestsAsync(house, 1))[0];
        var file = Csv("编号,职务", $"{guest.Number},新职务（示例）");
        var seen = await PreviewAsync(house, ImportKind.Guests, file);
        var form = (await house.Delegations.GuestAsync(House.Organizer, House.Fair, guest.Id, Cancel))!.Form;
        form.TitleZh = "另一职务（示例）";
        House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, guest.Id, form, Cancel));

        Assert.Equal(ImportRefusals.Changed, (await house.Imports.ApplyAsync(House.Organizer, House.Fair, ImportKind.Guests, "名单.csv", file, seen.Fingerprint, Cancel)).Refusal);
        Assert.Equal(1, House.Done(await ApplyAsync(house, ImportKind.Guests, file)).Changed);
    }

    private static async Task<Outcome<ImportBatch>> ApplyAsync(House house, ImportKind kind, byte[] file) =>
        await house.Imports.ApplyAsync(House.Organizer, House.Fair, kind, "sheet.csv", file, (await PreviewAsync(house, kind, file)).Fingerprint, Cancel);
}
