using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Web.Tests.Staff;

public sealed class ListPagesTests
{
    public static TheoryData<string, string> Seeded => new()
    {
        { "/console/units", "units" }, { "/console/people", "people" }, { "/console/hosts", "hosts" }, { "/console/interpreters", "interpreters" }, { "/console/fairs", "fairs" }, { "/console/venues", "venues" },
        { "/console/2027/halls", "halls" }, { "/console/2027/tables", "tables" }, { "/console/2027/slots", "slots" }, { "/console/2027/agenda", "agenda" },
        { "/console/2027/investors", "investors" }, { "/console/2027/delegations", "delegations" }, { "/console/2027/guests", "guests" },
        { "/console/2027/projects", "projects" }, { "/console/2027/plants", "plants" }, { "/console/2027/needs", "needs" },
        { "/console/2027/requests", "requests" }, { "/console/2027/availability", "availability" }, { "/console/2027/limits", "limits" }, { "/console/2027/meetings", "meetings" }, { "/console/deals", "deals" }, { "/console/audit", "audit" },
        { "/console/2027/invitations", "invitations" }, { "/console/2027/checklist", "checklist" }, { "/console/dictionaries", "dictionaries" }, { "/console/holidays", "holidays" },
        { "/console/2027/enquiries", "enquiries" }, { "/console/templates", "templates" },
    };

    public static TheoryData<string, string> NotSeeded => new()
    {
        { "/console/2024/enquiries", "enquiries" }, { "/console/2027/releases", "releases" }, { "/console/2027/notices", "notices" }, { "/console/2027/runs", "runs" }, { "/console/accounts", "accounts" },
    };

    [Theory, MemberData(nameof(Seeded))]
    public async Task A_list_has_its_title_and_the_rows_of_the_sample_data(string address, string key)
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit(address);

        page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
        Assert.Equal(desk.Services.GetServices<IListOf>().Single(l => l.Key == key).Title, page.Heading);
        Assert.All(page.All("table.grid tbody tr"), row => Assert.NotEqual("", Screen.Squeezed(row)));
    }

    [Theory, MemberData(nameof(NotSeeded))]
    public async Task A_list_with_nothing_in_it_says_what_to_do_next(string address, string key)
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit(address);

        page.Wait(() => Assert.NotEmpty(page.Texts("main .empty p").Single()));
        Assert.Equal(desk.Services.GetServices<IListOf>().Single(l => l.Key == key).Title, page.Heading);
    }
}
