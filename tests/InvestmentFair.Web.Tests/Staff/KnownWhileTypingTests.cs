using Bunit;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Every form in which a human being or a firm is entered says while it is typed who may be known already, and why.</summary>
public sealed class KnownWhileTypingTests
{
    private const string Mobile = "000-0000-7311";
    private const string Name = "裘望舒（示例）";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms => ["contact", "host", "interpreter", "person", "guest"];

    [Theory, MemberData(nameof(Forms))]
    public async Task The_same_mobile_is_said_beside_it_however_it_is_written(string form)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (person, _, _) = await KnownAsync(desk);
        var page = Open(desk, form);

        page.Fill("f-Name", "另一个人（示例）");
        page.Fill("f-Mobile", "０００ 0000 7311");

        page.Wait(() => Assert.Equal([Likeness.Mobile.Text], Reasons(page, "f-Mobile")));
        Assert.Contains(Name, page.Texts(".field:has(#f-Mobile) .hints").Single(), StringComparison.Ordinal);
        Assert.Equal($"/console/people/{person}", page.Find(".field:has(#f-Mobile) .hints a").GetAttribute("href"));
        Assert.Empty(Reasons(page, "f-Name"));

        // With the name besides it is surer, and says so.
        page.Fill("f-Name", "裘 望舒（示例）");
        page.Wait(() => Assert.Equal([Likeness.NameAndMobile.Text], Reasons(page, "f-Mobile")));
        page.Fill("f-Mobile", "000-0000-7312");
        page.Wait(() => Assert.Empty(Reasons(page, "f-Mobile")));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Who_is_known_is_taken_instead_of_being_entered_once_more(string form)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (person, _, _) = await KnownAsync(desk);
        var page = Open(desk, form);
        page.Fill("f-Mobile", Mobile);
        page.Wait(() => Assert.NotEmpty(page.All(".hints button")));

        page.Press(MergeTexts.UseThis);

        // A role is given to them; a person by themselves has a page already.
        if (form == "person") page.Wait(() => Assert.Equal($"/console/people/{person}", desk.Address));
        else page.Wait(() => Assert.Contains(Name, page.Texts(".field:has(#f-PersonId) .chosen").Single(), StringComparison.Ordinal));
    }

    [Theory, InlineData("contact"), InlineData("host"), InlineData("guest")]
    public async Task The_same_name_is_said_only_where_the_unit_is_the_same_or_nearly(string form)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (_, investor, unit) = await KnownAsync(desk);
        var page = Open(desk, form, investor);
        page.Fill("f-Name", Name);
        if (form == "host") page.Choose("f-UnitId", unit.Name);
        if (form == "guest") page.Fill("f-Organisation", investor.Name);

        page.Wait(() => Assert.Equal([Likeness.NameAndUnit.Text], Reasons(page, "f-Name")));
        Assert.Empty(Reasons(page, "f-Mobile"));

        // Of the same name elsewhere there are many.
        if (form == "guest") page.Fill("f-Organisation", "毫不相干的单位");
        else page.Fill("f-Name", "裘望书（示例）");
        page.Wait(() => Assert.Empty(Reasons(page, "f-Name")));
    }

    [Fact]
    public async Task Whoever_is_put_right_into_a_colleague_of_the_same_name_is_told()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (_, investor, _) = await KnownAsync(desk);
        var colleague = await ContactAsync(desk, investor.Id, "裘望书（示例）", null);
        var page = desk.Visit($"/console/people/{colleague}/edit");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Fill("f-Name", Name);

        page.Wait(() => Assert.Equal([Likeness.NameAndUnit.Text], Reasons(page, "f-Name")));
    }

    [Theory, InlineData("contact"), InlineData("host"), InlineData("interpreter"), InlineData("guest")]
    public async Task Whoever_has_a_role_and_is_given_the_number_of_another_is_shown_the_other_and_keeps_the_role(string form)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (person, investor, unit) = await KnownAsync(desk);
        var own = await ContactAsync(desk, investor.Id, "卜晓（示例）", "000-0000-7399");
        var page = desk.Visit(await RevisingAsync(desk, form, own, investor.Id, unit.Id));
        page.Wait(() => Assert.Equal("卜晓（示例）", page.Find("#f-Name").GetAttribute("value")));

        page.Fill("f-Mobile", Mobile);

        page.Wait(() => Assert.Equal([Likeness.Mobile.Text], Reasons(page, "f-Mobile")));
        Assert.Equal($"/console/people/{person}", page.Find(".field:has(#f-Mobile) .hints a").GetAttribute("href"));
        Assert.Empty(page.All(".hints button"));
        page.Fill("f-Mobile", "000-0000-7398");
        page.Wait(() => Assert.Empty(page.All(".hints p")));
    }

    private static async Task<string> RevisingAsync(StaffPageContext desk, string form, Guid person, Guid investor, Guid unit)
    {
        const string Name = "卜晓（示例）";
        switch (form)
        {
            case "host":
                return $"/console/hosts/{Done(await desk.Desk<PeopleDesk>().SaveHostAsync(desk.Me, null, new HostForm { PersonId = person, Name = Name, UnitId = unit, TitleZh = "科长", From = new(2026, 1, 1) }, Cancel))}/edit";
            case "interpreter":
                var language = desk.Id<DictionaryEntry>(all => all.Where(e => e.Kind == DictionaryKind.Language));
                await using (var db = desk.Open())
                    return $"/console/interpreters/{Done(await desk.Desk<PeopleDesk>().SaveInterpreterAsync(desk.Me, null, new InterpreterForm { PersonId = person, Name = Name, Languages = [await db.Dictionary.Where(e => e.Id == language).Select(e => e.Code).SingleAsync(Cancel)], From = new(2026, 1, 1) }, Cancel))}/edit";
            case "guest":
                return $"/console/2027/guests/{Done(await desk.Desk<DelegationDesk>().SaveGuestAsync(desk.Me, StaffPageContext.Fair, null, new GuestForm { PersonId = person, Name = Name, InvestorId = investor, Part = GuestPart.Staff }, Cancel))}/edit";
            default:
                await using (var db = desk.Open())
                    return $"/console/2027/investors/{investor}/contacts/{await db.Contacts.Where(c => c.PersonId == person).Select(c => c.Id).SingleAsync(Cancel)}/edit";
        }
    }

    private static Guid Done(Outcome<Guid> outcome)
    {
        Assert.False(outcome.Refused, outcome.Text);
        return outcome.Value;
    }

    [Theory]
    [InlineData("f-CreditCode", "91440000sample0009", "CreditCode")]
    [InlineData("f-NameZh", "凌波环保设备（深圳）股份公司", "Name")]
    [InlineData("f-NameZh", "凌波环保设施有限公司", "NearName")]
    public async Task A_firm_that_is_known_is_said_beside_what_tells_it(string field, string typed, string likeness)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var known = Done(await desk.Desk<InvestorDesk>().SaveAsync(desk.Me, null, new InvestorForm { NameZh = "深圳市凌波环保设备有限公司", CreditCode = "91440000SAMPLE0009", Origin = InvestmentOrigin.Abroad }, Cancel));
        var page = desk.Visit("/console/2027/investors/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Fill(field, typed);

        page.Wait(() => Assert.Equal([Enum.Parse<Likeness>(likeness).Text], Reasons(page, field)));
        Assert.Equal($"/console/2027/investors/{known}", page.Find($".field:has(#{field}) .hints a").GetAttribute("href"));
        page.Fill(field, field == "f-NameZh" ? "毫不相干的工厂有限公司（示例）" : "91440000SAMPLE0008");
        page.Wait(() => Assert.Empty(page.All(".hints p")));
    }

    /// <summary>Why, of each who is named beside the field: what stands in the last brackets.</summary>
    private static IEnumerable<string> Reasons(Screen page, string field) =>
        page.All($".field:has(#{field}) .hints p").Select(p => Screen.Squeezed(p).Split('（', '）')[^2]);

    private static Screen Open(StaffPageContext desk, string form, (Guid Id, string Name)? investor = null)
    {
        var page = desk.Visit(form switch
        {
            "contact" => $"/console/2027/investors/{investor?.Id ?? desk.Id<Investor>()}/contacts/new",
            "host" => "/console/hosts/new",
            "interpreter" => "/console/interpreters/new",
            "person" => "/console/people/new",
            _ => "/console/2027/guests/new",
        });
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        return page;
    }

    /// <summary>Somebody who is the contact of a firm and stands for a unit as well.</summary>
    private static async Task<(Guid Person, (Guid Id, string Name) Investor, (Guid Id, string Name) Unit)> KnownAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        var investor = await db.Investors.OrderBy(i => i.Number).FirstAsync(Cancel);
        var unit = await db.Units.OrderBy(u => u.Code).FirstAsync(Cancel);
        var person = await ContactAsync(desk, investor.Id, Name, Mobile);
        Done(await desk.Desk<PeopleDesk>().SaveHostAsync(desk.Me, null, new HostForm { PersonId = person, Name = Name, UnitId = unit.Id, TitleZh = "科长", From = new(2026, 1, 1) }, Cancel));
        return (person, (investor.Id, investor.Name.Zh), (unit.Id, unit.Name.Zh));
    }

    private static async Task<Guid> ContactAsync(StaffPageContext desk, Guid investor, string name, string? mobile)
    {
        var contact = Done(await desk.Desk<InvestorDesk>().SaveContactAsync(desk.Me, investor, null, new ContactForm { Name = name, Mobile = mobile, From = new(2026, 1, 1) }, Cancel));
        await using var db = desk.Open();
        return await db.Contacts.Where(c => c.Id == contact).Select(c => c.PersonId).SingleAsync(Cancel);
    }
}
