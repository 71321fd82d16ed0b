using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

public sealed class RecordMergeTests
{
    [Fact]
    public async Task While_a_guest_is_typed_the_person_known_already_is_named_and_taken()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var person = await KnownAsync(desk);
        var people = await CountAsync(desk);
        var page = desk.Visit("/console/2027/guests/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Fill("f-Name", person.Name);

        page.Find("#f-Mobile").Change(person.Mobile);

        page.Wait(() => Assert.Contains(person.Name, Screen.Squeezed(page.Find(".hints")), StringComparison.Ordinal));
        var link = page.Find(".hints a");
        Assert.Equal(($"/console/people/{person.Id}", "_blank"), (link.GetAttribute("href"), link.GetAttribute("target")));
        page.Press(MergeTexts.UseThis);
        page.Wait(() => Assert.Contains(person.Name, Screen.Squeezed(page.Find(".chosen")), StringComparison.Ordinal));
        Assert.Empty(page.All(".hints"));
        page.Find("#f-Part").Change("Staff");
        page.Choose("f-InvestorId", "");
        page.Find("main form").Submit();
        page.Wait(() => Assert.StartsWith("/console/2027/guests/", desk.Address, StringComparison.Ordinal));
        Assert.Equal(people, await CountAsync(desk));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_guest_who_is_in_the_list_already_is_entered_only_by_whoever_says_that_it_is_another(bool another)
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var guest = await db.Guests.Include(g => g.Person).Where(g => g.Fair.Code == "2027" && g.Person.Mobile != null).OrderBy(g => g.Number).FirstAsync(TestContext.Current.CancellationToken);
        var page = desk.Visit("/console/2027/guests/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Fill("f-Name", "另一名（示例）");
        page.Fill("f-Mobile", guest.Person.Mobile!);
        page.Wait(() => Assert.Contains(guest.Number, Screen.Squeezed(page.Find(".hints")), StringComparison.Ordinal));
        Assert.Equal($"/console/2027/guests/{guest.Id}", page.Find(".hints a").GetAttribute("href"));
        page.Find("#f-Part").Change("Staff");
        page.Choose("f-InvestorId", "");
        var acts = desk.Acts();

        page.Find("main form").Submit();

        page.Wait(() => Assert.Contains(guest.Number, page.DialogText, StringComparison.Ordinal));
        Assert.Equal(acts, desk.Acts());
        page.Press(another ? StaffTexts.IsAnother : ListTexts.Back, ".mud-dialog");
        if (another) page.Wait(() => Assert.Equal(acts + 1, desk.Acts()));
        else page.Wait(() => Assert.Contains(guest.Number, Screen.Squeezed(page.Find(".problems")), StringComparison.Ordinal));
        Assert.Equal(another ? acts + 1 : acts, desk.Acts());
    }

    [Fact]
    public async Task The_page_of_a_guest_leads_to_the_person_where_duplicates_are_merged()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var guest = desk.Id<InvestmentFair.Delegations.Guest>(all => all.Where(g => g.Fair.Code == "2027"));
        await using var db = desk.Open();
        var person = await db.Guests.Where(g => g.Id == guest).Select(g => g.PersonId).SingleAsync(TestContext.Current.CancellationToken);

        var page = desk.Visit($"/console/2027/guests/{guest}");

        page.Wait(() => Assert.Equal($"/console/people/{person}", page.Find("a.see-person").GetAttribute("href")));
    }

    [Fact]
    public async Task An_equal_protocol_rank_within_a_delegation_is_said_beside_it_and_not_refused()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var known = await db.Guests.Include(g => g.Person).Where(g => g.Fair.Code == "2027" && g.Attendance == Delegations.Attendance.Coming && g.Delegation!.Roster == Delegations.RosterState.Open).OrderBy(g => g.Number).FirstAsync(TestContext.Current.CancellationToken);
        var page = desk.Visit($"/console/2027/guests/new?delegation={known.DelegationId}");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Fill("f-Name", "同序（示例）");
        page.Fill("f-Part", "Staff");

        page.Fill("f-ProtocolRank", $"{known.ProtocolRank}");

        page.Wait(() => Assert.Contains(known.Person.Name, string.Join(' ', page.Texts(".field:has(#f-ProtocolRank) .hints")), StringComparison.Ordinal));
        Assert.Empty(page.All(".field:has(#f-ProtocolRank) .hints button, .field:has(#f-ProtocolRank) .hints a"));
        page.Find("main form").Submit();
        page.Wait(() => Assert.StartsWith("/console/2027/guests/", desk.Address, StringComparison.Ordinal));
        page.Wait(() => Assert.Equal("同序（示例）", page.Heading));
        // Whom the guest is known as is the name that stands above already.
        Assert.DoesNotContain("同序（示例）", page.Texts("dl.facts div").Where(d => !d.StartsWith("姓名", StringComparison.Ordinal)).SelectMany(d => d.Split(' ')));
        Assert.Single(page.Texts("dl.facts dd"), d => d == "同序（示例）");
    }

    [Fact]
    public async Task While_an_investor_is_typed_one_of_the_same_name_is_shown_beside_the_name()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var known = await db.Investors.OrderBy(i => i.Number).FirstAsync(TestContext.Current.CancellationToken);
        var page = desk.Visit("/console/2027/investors/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Find("#f-NameZh").Change(known.Name.Zh.Replace("有限公司", "股份有限公司", StringComparison.Ordinal));

        page.Wait(() => Assert.Contains(known.Number, Screen.Squeezed(page.Find(".hints")), StringComparison.Ordinal));
        page.Press(MergeTexts.UseThis);
        page.Wait(() => Assert.Equal($"/console/2027/investors/{known.Id}", desk.Address));
    }

    [Fact]
    public async Task Two_investors_are_merged_field_by_field_the_old_address_leads_on_and_the_merge_is_undone()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var two = await db.Investors.OrderBy(i => i.Number).Take(2).ToListAsync(TestContext.Current.CancellationToken);
        var page = desk.Visit($"/console/2027/investors/{two[0].Id}/merge?with={two[1].Id}");
        page.Wait(() => Assert.NotEmpty(page.All("table.merge .differs")));
        page.All("table.merge thead input")[1].Change(true);
        page.Find("#m-NameZh-1").Change(true);

        page.All("main button.primary")[0].Click();

        page.Wait(() => Assert.Equal($"/console/2027/investors/{two[1].Id}", desk.Address));
        page.Wait(() => Assert.Equal(two[0].Name.Zh, page.Heading));
        page = desk.Visit($"/console/2027/investors/{two[0].Id}");
        page.Wait(() => Assert.Equal($"/console/2027/investors/{two[1].Id}?from={two[0].Id}", desk.Address));
        page.Wait(() => Assert.Contains(MergeTexts.CameFrom, page.Text, StringComparison.Ordinal));
        page.Press(MergeTexts.Undo);
        page.Wait(() => Assert.Equal(two[1].Name.Zh, page.Heading));
        Assert.Empty(page.All(".merged"));
    }

    [Fact]
    public async Task A_merge_overtaken_by_somebody_else_is_refused_on_the_page_and_nothing_is_lost()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var person = await KnownAsync(desk);
        var other = (await desk.Desk<PeopleDesk>().SavePersonAsync(desk.Me, null, new PersonForm { Name = "另一位（示例）" }, CancellationToken.None)).Value;
        var page = desk.Visit($"/console/people/{person.Id}/merge?with={other}");
        page.Wait(() => Assert.NotEmpty(page.All("table.merge .differs")));
        var form = (await desk.Desk<PeopleDesk>().PersonAsync(desk.Me, other, CancellationToken.None))!;
        form.Note = "抢先一步（示例）";
        await desk.Desk<PeopleDesk>().SavePersonAsync(desk.Me, other, form, CancellationToken.None);

        page.All("main button.primary")[0].Click();

        page.Wait(() => Assert.Contains(Ledger.MergeRefusals.Overtaken.Text, page.Text, StringComparison.Ordinal));
        page.Wait(() => Assert.Equal($"/console/people/{person.Id}/merge?with={other}", desk.Address));
    }

    [Fact]
    public async Task The_page_of_a_person_shows_every_role_and_whom_it_may_be_besides()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var person = await KnownAsync(desk);
        await desk.Desk<PeopleDesk>().SavePersonAsync(desk.Me, null, new PersonForm { Name = person.Name, Mobile = person.Mobile }, CancellationToken.None);

        var page = desk.Visit($"/console/people/{person.Id}");

        page.Wait(() => Assert.NotEmpty(page.All("table.roles tr")));
        Assert.Contains(Likeness.NameAndMobile.Text, page.Text, StringComparison.Ordinal);
        page = desk.Visit("/console/people/duplicates");
        page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
        page.Press(MergeTexts.NotTheSame);
        page.Wait(() => Assert.Contains(MergeTexts.NoDuplicates, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_only_look_is_offered_no_merge()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);
        var page = desk.Visit($"/console/people/{desk.Id<Person>()}");
        page.Wait(() => Assert.NotEmpty(page.All("main dl.facts dd")));
        Assert.False(page.Offers(MergeTexts.Merge));
    }

    [Fact]
    public async Task A_built_in_reading_is_changed_from_its_row()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/readings");
        page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
        Assert.Contains(page.Texts("table.grid tbody tr"), row => row.Contains("曾 zeng", StringComparison.Ordinal));

        page = desk.Visit("/console/readings/new?of=Place&word=长治");
        page.Wait(() => Assert.Equal("长治", page.Find("#f-Word").GetAttribute("value")));
        page.Fill("f-Syllables", "cháng zhì");
        page.Find("main form").Submit();
        page.Wait(() => Assert.NotNull(page.ProblemOf("f-Syllables")));
    }

    private static async Task<(Guid Id, string Name, string Mobile)> KnownAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        var person = await db.Contacts.Where(c => c.Person.Mobile != null && !db.Guests.Any(g => g.PersonId == c.PersonId)).OrderBy(c => c.Id).Select(c => c.Person).FirstAsync();
        return (person.Id, person.Name, person.Mobile!);
    }

    private static async Task<int> CountAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        return await db.People.CountAsync();
    }
}
