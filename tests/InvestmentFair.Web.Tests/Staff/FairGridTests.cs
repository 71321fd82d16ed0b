using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

public sealed class FairGridTests
{
    private const string Guests = "/console/2027/guests";
    private const string Rows = "table.grid tbody tr";

    [Fact]
    public async Task While_the_rows_are_on_their_way_the_list_says_so()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/venues");
        desk.Hold();

        desk.Navigation.NavigateTo(Guests);

        page.Wait(() => Assert.Equal("true", page.Find("main .skeleton").GetAttribute("aria-busy")));
        Assert.Empty(page.All(Rows));
        desk.Release();
        page.Wait(() => Assert.Equal(ListState.DefaultSize, page.All(Rows).Count));
        Assert.Empty(page.All("main .skeleton"));
    }

    [Theory, InlineData(Language.Chinese, "还没有来询。"), InlineData(Language.English, "No enquiry yet.")]
    public async Task An_empty_list_says_what_comes_next(string language, string starts)
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit("/console/2024/enquiries", language);

        page.Wait(() => Assert.Equal(NounTexts.NoEnquiry, page.Texts("main .empty p").Single()));
        Assert.StartsWith(starts[..4], page.Texts("main .empty p").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_without_a_match_says_so_and_can_be_cleared()
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit($"{Guests}?q=没有这样的人");

        page.Wait(() => Assert.Equal(ConsoleTexts.NothingFound, page.Texts("main .empty p").Single()));
        desk.Follow(page.Find("main a.clear"));
        page.Wait(() => Assert.Equal(ListState.DefaultSize, page.All(Rows).Count));
        page.Wait(() => Assert.Equal(Guests, desk.Address));
    }

    [Fact]
    public async Task A_list_that_fails_says_so_and_loads_when_tried_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var table = db.Model.FindEntityType(typeof(Venue))!.GetTableName();
        await desk.DamageAsync($"ALTER TABLE \"{table}\" RENAME TO Mislaid");

        var page = desk.Visit("/console/venues");

        page.Wait(() => Assert.Equal(ConsoleTexts.LoadFailed, page.Texts("main [role=alert] p").Single()));
        await desk.DamageAsync($"ALTER TABLE Mislaid RENAME TO \"{table}\"");
        page.Press(ConsoleTexts.Retry);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        Assert.Empty(page.All("main [role=alert]"));
    }

    [Fact]
    public async Task What_is_searched_filtered_and_sorted_stands_in_the_address()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));

        Filter(page, "attendance", nameof(Attendance.Coming));
        page.Wait(() => Assert.Equal($"{Guests}?f.attendance=Coming", desk.Address));

        page.Find("main input[type=search]").Change(" 始兴 ");
        page.Wait(() => Assert.Equal($"{Guests}?q={Uri.EscapeDataString("始兴")}&f.attendance=Coming", desk.Address));
        page.Wait(() => Assert.All(page.Texts(Rows), row => Assert.Contains("始兴", row, StringComparison.Ordinal)));
        Assert.All(page.Texts(Rows), row => Assert.Contains(Attendance.Coming.Text, row, StringComparison.Ordinal));

        desk.Follow(page.All("table.grid thead a")[1]);
        page.Wait(() => Assert.Equal($"{Guests}?q={Uri.EscapeDataString("始兴")}&f.attendance=Coming&sort=Name", desk.Address));
        page.Wait(() => Assert.Equal("ascending", page.Find("table.grid th:nth-child(3)").GetAttribute("aria-sort")));
        var ascending = page.Texts($"{Rows} td:nth-child(3)");

        desk.Follow(page.All("table.grid thead a")[1]);
        page.Wait(() => Assert.EndsWith("&sort=Name&desc=1", desk.Address, StringComparison.Ordinal));
        page.Wait(() => Assert.Equal("descending", page.Find("table.grid th:nth-child(3)").GetAttribute("aria-sort")));
        Assert.Equal(ascending.Reverse(), page.Texts($"{Rows} td:nth-child(3)"));
    }

    [Fact]
    public async Task A_list_opens_as_its_address_says()
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit($"{Guests}?q={Uri.EscapeDataString("始兴")}&f.attendance=Coming&sort=Name&desc=1&size=50");

        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        Assert.Equal("始兴", page.Find("main input[type=search]").GetAttribute("value"));
        Assert.Equal([$"回执：{Attendance.Coming.Text}"], page.Texts(".pill > .pop-toggle"));
        Assert.Equal("descending", page.Find("table.grid th:nth-child(3)").GetAttribute("aria-sort"));
        Assert.Equal("50", page.Find(".pager select").GetAttribute("value"));
    }

    [Fact]
    public async Task Pages_are_turned_by_links_and_a_new_size_begins_at_the_first()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        var first = page.Texts(Rows);

        desk.Follow(page.Find(".pager a[rel=next]"));
        page.Wait(() => Assert.Equal($"{Guests}?page=2", desk.Address));
        page.Wait(() => Assert.StartsWith(ConsoleTexts.Rows(26, 50, 0)[..8], page.Texts(".pager span").Single(), StringComparison.Ordinal));
        Assert.Empty(page.Texts(Rows).Intersect(first));

        desk.Follow(page.Find(".pager a[rel=prev]"));
        page.Wait(() => Assert.Equal(first, page.Texts(Rows)));

        page.Find(".pager select").Change("100");
        page.Wait(() => Assert.Equal($"{Guests}?size=100", desk.Address));
        page.Wait(() => Assert.Equal(100, page.All(Rows).Count));
    }

    [Fact]
    public async Task A_page_past_the_end_shows_the_last()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var total = await db.Guests.CountAsync(g => g.Fair.Code == StaffPageContext.Fair, TestContext.Current.CancellationToken);

        var page = desk.Visit($"{Guests}?page=99");

        var from = (total - 1) / 25 * 25 + 1;
        page.Wait(() => Assert.Equal(ConsoleTexts.Rows(from, total, total), page.Texts(".pager span").Single()));
        Assert.Equal(total - from + 1, page.All(Rows).Count);
    }

    [Theory]
    [InlineData("f.nothing=1", "nothing")]
    [InlineData("f.attendance=Bogus", "attendance")]
    [InlineData("f.attendance=0", "attendance")]
    [InlineData("f.delegation=not-an-id", "delegation")]
    [InlineData("page=abc", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=99999999999999", "page")]
    [InlineData("size=7", "size")]
    [InlineData("sort=Nope", "Nope")]
    [InlineData("cols=Name,Nope", "Nope")]
    [InlineData("whatever=1", "whatever")]
    public async Task What_an_address_asks_and_is_not_understood_is_ignored_and_said(string query, string named)
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit($"{Guests}?{query}");

        page.Wait(() => Assert.Equal(ListState.DefaultSize, page.All(Rows).Count));
        Assert.Equal(ConsoleTexts.Unread(named), page.Texts("main .notice").Single());
    }

    [Theory]
    [InlineData(Role.Administrator, true, true, true)]
    [InlineData(Role.Staff, true, true, true)]
    [InlineData(Role.Reception, true, true, false)]
    [InlineData(Role.Leader, false, false, false)]
    public async Task New_export_and_import_are_offered_to_those_who_may(Role role, bool mayEnter, bool mayExport, bool mayImport)
    {
        await using var desk = await StaffPageContext.SitAsync(role);

        var page = desk.Visit(Guests);

        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        Assert.Equal((mayEnter, mayExport, mayImport), (page.Offers(NounTexts.NewGuest), page.Offers(ConsoleTexts.Export), page.Offers(ImportTexts.Import)));
    }

    [Fact]
    public async Task Switching_to_another_fair_shows_the_list_of_that_fair()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2024/meetings");
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));

        page.Find("label.fair select").Change("2027");

        page.Wait(() => Assert.Equal("/console/2027/meetings", desk.Address));
        page.Wait(() => Assert.All(page.Texts($"{Rows} a.row-link"), number => Assert.StartsWith("2027-", number, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_filter_by_what_a_picker_offers_is_called_by_its_name_however_its_key_is_written()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        page.Press($"＋ {ListTexts.AddFilter}");
        page.Press("代表团", "#add-filter");
        page.Choose("filter-delegation", "始兴");

        page.Wait(() => Assert.Contains(page.Texts(".pill summary, .pill > button, .pill"), text => text.Contains("始兴县", StringComparison.Ordinal)));
        var key = desk.Address.Split("f.delegation=")[1].Split('&')[0];
        Assert.Equal(key.ToLowerInvariant(), key);
        page = desk.Visit($"{Guests}?f.delegation={key.ToUpperInvariant()}");
        page.Wait(() => Assert.Contains(page.Texts(".pill"), text => text.Contains("始兴县", StringComparison.Ordinal)));
    }

    private static void Filter(Screen page, string filter, string value)
    {
        page.Press($"＋ {ListTexts.AddFilter}");
        page.Press(Language.Say("回执", "Answer"), "#add-filter");
        page.Find($"#filter-{filter} button[data-value={value}]").Click();
    }
}
