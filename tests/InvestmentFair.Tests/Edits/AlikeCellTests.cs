using InvestmentFair.Delegations;
using InvestmentFair.Edits;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InvestmentFair.Tests.Edits;

/// <summary>Somebody, or a firm, that may be known already is named as soon as a name or a number is put right in a list.</summary>
public sealed class AlikeCellTests
{
    private const string Name = nameof(RoleForm.Name);
    private const string Mobile = nameof(RoleForm.Mobile);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_guest_who_may_be_a_known_contact_is_said_to_be_by_name_and_by_number(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var services = Services(house);
        var (firm, unit, _) = await ContactAsync(house, "陈晓岚（示例）", "000-0000-7001");
        var guest = House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, new GuestForm { Name = "陈小兰（示例）", InvestorId = firm, Part = GuestPart.Entrepreneur }, Cancel));

        var named = await PutAsync<GuestEditDesk>(services, guest, Name, "陈晓岚（示例）");
        Assert.Equal($"可能是同一个：陈晓岚（示例） · {unit} · {Mobiles.Mask("000-0000-7001")}（姓名和单位相同）", named);
        Assert.Contains("（姓名和手机相同）", await PutAsync<GuestEditDesk>(services, guest, Mobile, "000-0000-7001"), StringComparison.Ordinal);
        // What has nothing to do with who it is asks for nobody; a number that nobody has is nobody's.
        Assert.Null(await PutAsync<GuestEditDesk>(services, guest, nameof(GuestForm.Organisation), "另一单位（示例）"));
        Assert.Null(await PutAsync<GuestEditDesk>(services, guest, Mobile, "000-0000-7999"));
        Assert.Null(await PutAsync<GuestEditDesk>(services, guest, Name, "无人同名（示例）"));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_person_a_host_and_an_interpreter_who_have_a_known_number_are_said_to(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var services = Services(house);
        var person = await house.ReadAsync(db => db.People.Where(p => p.SurvivorId == p.Id).OrderBy(p => p.Id).Select(p => p.Id).FirstAsync(Cancel));
        var host = await house.ReadAsync(db => db.Hosts.Where(h => h.PersonId != person).OrderBy(h => h.Id).Select(h => h.Id).FirstAsync(Cancel));
        var interpreter = await house.ReadAsync(db => db.Interpreters.Where(i => i.PersonId != person).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync(Cancel));

        await SaysAsync<PersonEditDesk>(person, "甲已知（示例）", "000-0000-7011");
        await SaysAsync<HostEditDesk>(host, "乙已知（示例）", "000-0000-7012");
        await SaysAsync<InterpreterEditDesk>(interpreter, "丙已知（示例）", "000-0000-7013");
        Assert.Null(await PutAsync<PersonEditDesk>(services, person, nameof(PersonForm.Note), "常来"));

        async Task SaysAsync<TDesk>(Guid id, string known, string number) where TDesk : IEditDesk
        {
            var (_, unit, _) = await ContactAsync(house, known, number);
            Assert.Equal($"可能是同一个：{known} · {unit} · {Mobiles.Mask(number)}（手机相同）", await PutAsync<TDesk>(services, id, Mobile, number));
            // Another's number has nothing to do with a name of one's own.
            Assert.Null(await PutAsync<TDesk>(services, id, Name, "改过名的人（示例）"));
            Assert.Contains("（姓名和手机相同）", await PutAsync<TDesk>(services, id, Name, known), StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Two_who_were_told_apart_are_not_said_to_be_one(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var services = Services(house);
        var (_, _, known) = await ContactAsync(house, "陈晓岚（示例）", "000-0000-7001");
        var (_, _, other) = await ContactAsync(house, "另一人（示例）", "000-0000-7002");
        House.Done(await services.GetRequiredService<DuplicateDesk>().TellApartAsync(House.Organizer, DuplicateOf.Person, known, other, Cancel));

        Assert.Null(await PutAsync<PersonEditDesk>(services, other, Mobile, "000-0000-7001"));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_firm_of_a_near_same_name_is_named_and_a_code_that_is_anothers_is_refused_with_whose_it_is(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var services = Services(house);
        var first = await EnterAsync("太行云栖文旅有限公司（示例）", "91140500SAMPLE0001");
        var second = await EnterAsync("毫不相干制造厂（示例）", null);
        var number = await house.ReadAsync(db => db.Investors.Where(i => i.Id == first).Select(i => i.Number).SingleAsync(Cancel));

        Assert.Equal($"可能是同一个：太行云栖文旅有限公司（示例） · {number}（名称相同）", await PutAsync<InvestorEditDesk>(services, second, nameof(InvestorForm.NameZh), "太行云栖文旅股份有限公司（示例）"));
        Assert.Null(await PutAsync<InvestorEditDesk>(services, second, nameof(InvestorForm.NameZh), "还是不相干制造厂（示例）"));
        var desk = services.GetRequiredService<InvestorEditDesk>();
        var refused = await desk.PutAsync(House.Organizer, House.Fair, second, nameof(InvestorForm.CreditCode), new InvestorForm { CreditCode = "91140500sample0001" }, "", Cancel);
        Assert.Equal([(nameof(InvestorForm.CreditCode), $"已登记在 {number} 太行云栖文旅有限公司（示例） 名下")], refused.Problems.Select(p => (p.Field, p.Zh)));
        Assert.Null(await PutAsync<InvestorEditDesk>(services, second, nameof(InvestorForm.CreditCode), "91140500SAMPLE0002"));

        async Task<Guid> EnterAsync(string name, string? code) =>
            House.Done(await house.Investors.SaveAsync(House.Organizer, null, new InvestorForm { NameZh = name, CreditCode = code, Origin = InvestmentOrigin.Abroad }, Cancel));
    }

    private static ServiceProvider Services(House house)
    {
        var services = new ServiceCollection().AddInvestmentFair(house.Database.Connection);
        services.AddSingleton(house.Clock);
        return services.BuildServiceProvider();
    }

    // What is said once the cell is saved.
    private static async Task<string?> PutAsync<TDesk>(ServiceProvider services, Guid id, string choice, string value) where TDesk : IEditDesk
    {
        var desk = services.GetRequiredService<TDesk>();
        var cell = House.Done(await desk.CellAsync(House.Organizer, House.Fair, id, choice, Cancel));
        var seen = cell.Text;
        cell.Field.SetValue(cell.Form, value);
        var put = await desk.PutAsync(House.Organizer, House.Fair, id, choice, cell.Form, seen, Cancel);
        House.Done(put);
        return put.Notice;
    }

    private static async Task<(Guid Firm, string Name, Guid Person)> ContactAsync(House house, string name, string mobile)
    {
        var firm = await house.ReadAsync(db => db.Investors.OrderBy(i => i.Number).FirstAsync(Cancel));
        var contact = House.Done(await house.Investors.SaveContactAsync(House.Organizer, firm.Id, null, new ContactForm { Name = name, Mobile = mobile, From = house.Today }, Cancel));
        return (firm.Id, firm.Name.Zh, await house.ReadAsync(db => db.Contacts.Where(c => c.Id == contact).Select(c => c.PersonId).SingleAsync(Cancel)));
    }
}
