using Bunit;
using System.Reflection;
using InvestmentFair.Access;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Enquiries;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using InvestmentFair.Matching;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Tests.Staff;

public sealed class DetailPagesTests
{
    private static readonly Dictionary<string, Func<StaffPageContext, Guid>> Known = new()
    {
        ["/console/units"] = d => d.Id<Unit>(),
        ["/console/hosts"] = d => d.Id<HostRepresentative>(),
        ["/console/interpreters"] = d => d.Id<Interpreter>(),
        ["/console/fairs"] = d => d.Id<Fair>(),
        ["/console/venues"] = d => d.Id<Venue>(),
        ["/console/deals"] = d => d.Id<Deal>(),
        ["/console/dictionaries"] = d => d.Id<DictionaryEntry>(),
        ["/console/holidays"] = d => d.Id<Holiday>(),
        ["/console/2027/checklist"] = d => d.Id<ChecklistItem>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/halls"] = d => d.Id<Hall>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/tables"] = d => d.Id<Table>(all => all.Where(x => x.Hall.Fair.Code == "2027")),
        ["/console/2027/slots"] = d => d.Id<TimeSlot>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/agenda"] = d => d.Id<AgendaItem>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/investors"] = d => d.Id<Investor>(),
        ["/console/2027/delegations"] = d => d.Id<Delegation>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/guests"] = d => d.Id<Guest>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/invitations"] = d => d.Id<Invitation>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/projects"] = d => d.Id<Project>(),
        ["/console/2027/plants"] = d => d.Id<IdlePlant>(),
        ["/console/2027/needs"] = d => d.Id<RelocationNeed>(),
        ["/console/2027/enquiries"] = d => d.Id<Enquiry>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/templates"] = d => d.Id<ReplyTemplate>(),
        ["/console/2027/requests"] = d => d.Id<MeetingRequest>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/availability"] = d => d.Id<Availability>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/limits"] = d => d.Id<PartyLimit>(all => all.Where(x => x.Fair.Code == "2027")),
        ["/console/2027/meetings"] = d => d.Id<Meeting>(all => all.Where(x => x.Fair.Code == "2027")),
    };

    public static TheoryData<string> Sections => [.. Known.Keys];

    public static TheoryData<string> Revised => [.. Known.Keys.Where(k => !k.EndsWith("/meetings", StringComparison.Ordinal) && !k.EndsWith("/enquiries", StringComparison.Ordinal))];

    [Fact]
    public async Task On_the_page_of_a_plant_the_enterprises_that_could_use_it_stand_in_the_order_of_their_scores()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var plant = desk.Id<IdlePlant>(all => all.Where(p => p.Code == "IP-A"));
        var found = (await desk.Desk<MatchDesk>().ForOfferAsync(desk.Me, StaffPageContext.Fair, OfferKind.Plant, plant, TestContext.Current.CancellationToken))!;

        var page = desk.Visit($"/console/2027/plants/{plant}");

        page.Wait(() => Assert.NotEmpty(page.All("table.matching tbody tr")));
        var rows = page.Find("table.matching").QuerySelectorAll("tbody tr").Select(r => (Name: Screen.Squeezed(r.QuerySelector("a")!), Score: int.Parse(Screen.Squeezed(r.QuerySelector("b")!), System.Globalization.CultureInfo.InvariantCulture), IsMissed: r.ClassList.Contains("missed"), IsMarked: r.QuerySelector(".marked") is not null)).ToList();
        Assert.Equal(found.Shown.Take(10).Select(m => (m.Of.Investor, m.Match.Score)), rows.Select(r => (r.Name, r.Score)));
        var free = rows.Where(r => !r.IsMarked).ToList();
        Assert.Equal(free.OrderBy(r => r.IsMissed).ThenByDescending(r => r.Score).Select(r => r.Score), free.Select(r => r.Score));
        Assert.True(free.Select(r => r.Score).Distinct().Count() > 3);
    }

    [Fact]
    public async Task The_history_of_a_guest_is_also_that_of_the_person()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var guest = desk.Id<Guest>(all => all.Where(x => x.Fair.Code == "2027"));
        var view = (await desk.Desk<DelegationDesk>().GuestAsync(desk.Me, "2027", guest, TestContext.Current.CancellationToken))!;
        view.Form.Mobile = "000-0000-6677";
        Assert.False((await desk.Desk<DelegationDesk>().SaveGuestAsync(desk.Me, "2027", guest, view.Form, TestContext.Current.CancellationToken)).Refused);

        var page = desk.Visit($"/console/2027/guests/{guest}");

        page.Wait(() => Assert.Contains(page.Texts(".history td"), t => t.Contains("000-0000-6677", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Sections))]
    public async Task A_record_of_the_sample_data_shows_what_it_says(string section)
    {
        await using var desk = await StaffPageContext.SitAsync();
        foreach (var language in new[] { Language.English, Language.Chinese })
        {
            var page = desk.Visit($"{section}/{Known[section](desk)}", language);

            page.Wait(() => Assert.NotEmpty(page.All("main dl.facts dd")));
            Assert.NotEqual("", page.Heading);
            Assert.Empty(page.All("main [role=alert]"));
            Assert.Equal(ConsoleTexts.History, page.Texts("main #history").Single());
        }
    }

    [Theory, MemberData(nameof(Sections))]
    public async Task An_unknown_record_is_said_to_be_none(string section)
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit($"{section}/{Guid.CreateVersion7()}");

        page.Wait(() => Assert.Equal(ConsoleTexts.NotFound, page.Texts("main [role=alert]").Single()));
        Assert.Empty(page.All("main dl.facts"));
    }

    [Theory, MemberData(nameof(Revised))]
    public async Task A_record_opened_for_change_and_saved_as_it_is_goes_back_to_its_page(string section)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var at = $"{section}/{Known[section](desk)}";
        var page = desk.Visit($"{at}/edit");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Find("main form").Submit();

        page.Wait(() => Assert.Equal((at, ""), (desk.Address, string.Join(' ', page.Texts("main .problems")))));
    }

    [Theory, MemberData(nameof(Revised))]
    public async Task An_unknown_record_cannot_be_opened_for_change(string section)
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit($"{section}/{Guid.CreateVersion7()}/edit");

        page.Wait(() => Assert.Equal(ConsoleTexts.NotFound, page.Texts("main [role=alert]").Single()));
    }

    [Theory, InlineData("guests"), InlineData("halls"), InlineData("meetings"), InlineData("requests"), InlineData("availability"), InlineData("limits"), InlineData("enquiries"), InlineData("delegations"), InlineData("checklist")]
    public async Task A_record_of_another_fair_is_not_found_in_this_one(string section)
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit($"/console/2024/{section}/{Known[$"/console/2027/{section}"](desk)}");

        page.Wait(() => Assert.Equal(ConsoleTexts.NotFound, page.Texts("main [role=alert]").Single()));
    }

    [Theory, InlineData(Role.Reporter), InlineData(Role.Leader), InlineData(Role.Reception)]
    public async Task A_page_that_is_not_for_the_reader_is_refused(Role role)
    {
        await using var desk = await StaffPageContext.SitAsync(role);
        var refused = 0;
        foreach (var page in typeof(Routes).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(StaffPage)) && !t.IsAbstract))
        {
            if (page.GetCustomAttributes<AuthorizeAttribute>().Select(a => a.Policy).OfType<string>().FirstOrDefault() is not { } policy) continue;
            if (role.Grants(Enum.Parse<Permission>(policy))) continue;
            foreach (var route in page.GetCustomAttributes<RouteAttribute>())
            {
                var address = route.Template.Replace("{Fair}", "2027", StringComparison.Ordinal).Replace("{Kind}", "guests", StringComparison.Ordinal)
                    .Replace("{Sequence:long}", "1", StringComparison.Ordinal).Replace("{Id:guid}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{Investor:guid}", Guid.Empty.ToString(), StringComparison.Ordinal);

                Assert.Equal((address, HouseTexts.NotYours), (address, string.Join(' ', desk.Visit(address).Texts("[role=alert]"))));
                refused++;
            }
        }

        Assert.True(refused >= 20, $"{refused} refused");
    }

    [Fact]
    public async Task A_reader_without_the_right_to_change_is_not_offered_it()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);

        var page = desk.Visit($"/console/2027/guests/{Known["/console/2027/guests"](desk)}");

        page.Wait(() => Assert.NotEmpty(page.All("main dl.facts")));
        Assert.Equal((false, false, false), (page.Offers(ConsoleTexts.Edit), page.Offers(StaffTexts.Coming), page.Offers(StaffTexts.Replace)));
    }
}
