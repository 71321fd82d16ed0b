using System.Diagnostics;
using System.Text;
using InvestmentFair.Audit;
using InvestmentFair.Delegations;
using InvestmentFair.Imports;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Organisations;

public sealed class DuplicateTests
{
    private const string Mobile = "000-0000-7001";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Somebody_known_is_found_by_number_and_by_unit_the_surest_first(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (investor, firm) = await FirmAsync(house);
        var contact = await ContactAsync(house, investor, "陈晓岚（示例）", Mobile);
        var queries = new DuplicateQueries(house.Database.Contexts);
        async Task<IEnumerable<(Guid, Likeness)>> FindAsync(PersonProbe probe) => (await queries.PeopleAsync(House.Organizer, probe, Cancel)).Select(p => (p.Id, p.Likeness));

        Assert.Equal([(contact, Likeness.NameAndMobile)], await FindAsync(new("陈 晓岚", "０００-0000-7001", null)));
        Assert.Equal([(contact, Likeness.Mobile)], await FindAsync(new("别人", Mobile, null)));
        // However the line is written.
        foreach (var written in new[] { "00000007001", "+86 000 0000 7001", "000-00007001" })
            Assert.Equal([(contact, Likeness.Mobile)], await FindAsync(new("别人", written, null)));
        Assert.Equal([(contact, Likeness.NameAndUnit)], await FindAsync(new("陈晓岚", null, firm.Replace("有限公司", "股份有限公司", StringComparison.Ordinal))));
        Assert.Equal([(contact, Likeness.NameAndUnit)], await FindAsync(new("陈晓岚", null, null, InvestorId: investor)));
        Assert.Empty(await FindAsync(new("陈晓岚", null, "毫不相干的单位")));
        Assert.Empty(await FindAsync(new("陈晓岚", Mobile, null, Except: contact)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_guest_who_is_known_already_is_no_second_person_and_keeps_what_was_known(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (investor, _) = await FirmAsync(house);
        var person = await ContactAsync(house, investor, "已知的人（示例）", Mobile);
        var people = await house.ReadAsync(db => db.People.CountAsync(Cancel));

        var guest = House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null,
            new GuestForm { PersonId = person, Name = "打错的名", Mobile = "000-0000-9999", Email = "new@sample.example", InvestorId = investor, Part = GuestPart.Staff }, Cancel));

        Assert.Equal(people, await house.ReadAsync(db => db.People.CountAsync(Cancel)));
        var known = await house.ReadAsync(db => db.Guests.Where(g => g.Id == guest).Select(g => g.Person).SingleAsync(Cancel));
        Assert.Equal((person, "已知的人（示例）", Mobile, "new@sample.example"), (known.Id, known.Name, known.Mobile, known.Email));
        Assert.Equal(GuestRefusals.AlreadyInvited, (await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, new GuestForm { PersonId = person, Name = "再来", InvestorId = investor, Part = GuestPart.Staff }, Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_import_takes_the_person_it_knows_and_guesses_between_two_of_them_never(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (investor, firm) = await FirmAsync(house);
        var person = await ContactAsync(house, investor, "导入的人（示例）", Mobile);
        foreach (var _ in Enumerable.Range(0, 2)) await ContactAsync(house, investor, "双胞胎（示例）", "000-0000-7002");
        byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend("姓名,手机,企业,身份")));
        var file = Csv($"导入的人（示例）,{Mobile},{firm},企业家");
        var preview = House.Done(await house.Imports.PreviewAsync(House.Organizer, House.Fair, ImportKind.Guests, "a.csv", Csv($"导入的人（示例）,{Mobile},{firm},企业家", $"双胞胎（示例）,000-0000-7002,{firm},企业家", $"生人（示例）,000-0000-7003,{firm},企业家"), Cancel));

        Assert.Equal([ImportVerdict.New, ImportVerdict.Error, ImportVerdict.New], preview.Rows.Select(r => r.Verdict));
        Assert.Equal([true, false, false], preview.Rows.Select(r => r.Note is not null));
        Assert.NotNull(preview.Rows[1].Problem);
        var looked = House.Done(await house.Imports.PreviewAsync(House.Organizer, House.Fair, ImportKind.Guests, "a.csv", file, Cancel));
        House.Done(await house.Imports.ApplyAsync(House.Organizer, House.Fair, ImportKind.Guests, "a.csv", file, looked.Fingerprint, Cancel));
        Assert.Equal(1, await house.ReadAsync(db => db.Guests.CountAsync(g => g.PersonId == person && g.Fair.Code == House.Fair, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Firms_are_found_by_code_and_by_name_and_a_told_apart_pair_is_not_shown_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        async Task<Guid> EnterAsync(string name, string? code = null) => House.Done(await house.Investors.SaveAsync(House.Organizer, null, new InvestorForm { NameZh = name, CreditCode = code, Origin = InvestmentOrigin.Abroad }, Cancel));
        var known = await EnterAsync("深圳市凌波环保设备有限公司", "91440000SAMPLE0009");
        var queries = new DuplicateQueries(house.Database.Contexts);
        async Task<IEnumerable<(Guid, Likeness)>> FindAsync(string? name, string? code) => (await queries.CompaniesAsync(House.Organizer, new(name, null, code), Cancel)).Select(c => (c.Id, c.Likeness));
        Assert.Equal([(known, Likeness.CreditCode)], await FindAsync(null, "91440000sample0009"));
        Assert.Equal([(known, Likeness.Name)], await FindAsync("凌波环保设备（深圳）股份公司", null));
        Assert.Equal([(known, Likeness.NearName)], await FindAsync("凌波环保设施有限公司", null));
        Assert.Empty(await FindAsync("凌波环保设备有限公司", "91440000SAMPLE0008"));

        var desk = new DuplicateDesk(house.Database.Contexts, house.Clock);
        var twin = await EnterAsync("凌波环保设备有限公司");
        var pair = Assert.Single((await desk.InvestorsAsync(House.Organizer, null, Cancel)).Pairs, p => p.One.Id == known || p.Other.Id == known);
        Assert.Equal([known, twin], new[] { pair.One.Id, pair.Other.Id });
        House.Done(await desk.TellApartAsync(House.Organizer, DuplicateOf.Investor, twin, known, Cancel));
        Assert.DoesNotContain((await desk.InvestorsAsync(House.Organizer, null, Cancel)).Pairs, p => p.One.Id == known);
        Assert.Empty(await queries.OfInvestorAsync(House.Organizer, known, Cancel));
    }

    [Fact]
    public async Task Among_a_hundred_thousand_a_look_up_is_a_matter_of_milliseconds()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var random = new Random(1);
        const string Syllables = "星河海天云山林泉瑞安达通宏远嘉禾永盛德信和凯东方华锦绣";
        const string Trades = "科技实业贸易环保农业食品机械电子物流旅游";
        string Pick(string from, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => from[random.Next(from.Length)]));
        await using (var db = house.Open())
        {
            await db.Database.OpenConnectionAsync(Cancel);
            await using var transaction = await db.BeginAsync(Cancel);
            for (var i = 0; i < 100_000; i++)
            {
                var (person, name) = (Guid.CreateVersion7(), Pick("王李张刘陈", 1) + Pick(Syllables, 2));
                await db.Database.ExecuteSqlAsync($"""INSERT INTO "People" ("Id", "Name", "NameKey", "PinyinKey", "PinyinByHand", "SurvivorId", "Mobile", "Version") VALUES ({person}, {name}, {name}, {name}, 0, {person}, {$"139{i:00000000}"}, 1)""", Cancel);
                if (i % 5 > 0) continue;
                var (firm, title) = (Guid.CreateVersion7(), Pick(Syllables, 3) + Pick(Trades, 2));
                await db.Database.ExecuteSqlAsync($"""INSERT INTO "Investors" ("Id", "Number", "Name_Zh", "PinyinKey", "PinyinByHand", "SurvivorId", "Origin", "Version") VALUES ({firm}, {$"X{i}"}, {title}, '', 0, {firm}, 'Abroad', 1)""", Cancel);
            }

            await transaction.CommitAsync(Cancel);
            await db.FillNameKeysAsync(Cancel);
        }

        var queries = new DuplicateQueries(house.Database.Contexts);
        var times = new List<double>();
        for (var i = 0; i < 40; i++)
        {
            var watch = Stopwatch.StartNew();
            await queries.PeopleAsync(House.Organizer, new("王星河", "13900000042", "某某单位"), Cancel);
            await queries.CompaniesAsync(House.Organizer, new(Pick(Syllables, 3) + Pick(Trades, 2) + "有限公司", null, null), Cancel);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        TestContext.Current.SendDiagnosticMessage($"both look-ups: median {times[20]:0.0} ms, worst {times[^1]:0.0} ms");
        // Far above what is measured (see the diagnostic message) and far below a scan, on a machine that others use too.
        Assert.True(times[20] < 150, $"median {times[20]:0.0} ms");
    }

    private static async Task<(Guid Id, string Name)> FirmAsync(House house) =>
        await house.ReadAsync(async db => await db.Investors.OrderBy(i => i.Number).Select(i => new { i.Id, i.Name.Zh }).FirstAsync(Cancel) is var firm ? (firm.Id, firm.Zh) : default);

    private static async Task<Guid> ContactAsync(House house, Guid investor, string name, string mobile)
    {
        var contact = House.Done(await house.Investors.SaveContactAsync(House.Organizer, investor, null, new ContactForm { Name = name, Mobile = mobile, From = house.Today }, Cancel));
        return await house.ReadAsync(db => db.Contacts.Where(c => c.Id == contact).Select(c => c.PersonId).SingleAsync(Cancel));
    }
}
