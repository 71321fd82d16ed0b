using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Notes;
using InvestmentFair.Views;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>The tools of a list: pills, columns, views, notes, the side, the export.</summary>
public sealed class ListToolTests
{
    private const string Guests = "/console/2027/guests";
    private const string Rows = "table.grid tbody tr";

    [Fact]
    public async Task A_pill_says_what_it_filters_and_goes_when_it_is_removed()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var delegation = desk.Id<Delegation>(all => all.Where(d => d.Fair.Code == "2027"));
        await using var db = desk.Open();
        var name = (await db.Delegations.SingleAsync(d => d.Id == delegation, TestContext.Current.CancellationToken)).Name.Zh;

        var page = desk.Visit($"{Guests}?f.attendance=Coming&f.delegation={delegation}");

        page.Wait(() => Assert.Equal([$"代表团：{name}", $"回执：{Attendance.Coming.Text}"], page.Texts(".pill > .pop-toggle")));
        page.All(".pill-remove")[0].Click();
        page.Wait(() => Assert.Equal($"{Guests}?f.attendance=Coming", desk.Address));
        page.Wait(() => Assert.Single(page.All(".pill")));
    }

    [Fact]
    public async Task A_pill_is_changed_where_it_stands()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Guests}?f.attendance=Coming&page=2");
        page.Wait(() => Assert.Single(page.All(".pill")));

        page.Find(".pill > .pop-toggle").Click();
        Assert.Equal("true", page.Find("#filter-attendance button[data-value=Coming]").GetAttribute("aria-pressed"));
        page.Find("#filter-attendance button[data-value=Declined]").Click();

        page.Wait(() => Assert.Equal($"{Guests}?f.attendance=Declined", desk.Address));
        page.Wait(() => Assert.Equal([$"回执：{Attendance.Declined.Text}"], page.Texts(".pill > .pop-toggle")));
        Assert.Empty(page.All("#filter-attendance"));
    }

    [Fact]
    public async Task A_pill_takes_several_values_and_stays_open_while_they_are_chosen()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Guests}?f.attendance=Coming&page=2");
        page.Wait(() => Assert.Single(page.All(".pill")));
        page.Find(".pill > .pop-toggle").Click();
        page.Find("#filter-attendance-panel .several input").Change(true);

        page.Find("#filter-attendance button[data-value=Declined]").Click();

        page.Wait(() => Assert.Equal($"{Guests}?f.attendance=Coming,Declined", desk.Address));
        page.Wait(() => Assert.Equal([$"回执：{Attendance.Coming.Text}、{Attendance.Declined.Text}"], page.Texts(".pill > .pop-toggle")));
        Assert.Equal(["Coming", "Declined"], page.All("#filter-attendance button[aria-pressed=true]").Select(b => b.GetAttribute("data-value")));
        page.Find("#filter-attendance button[data-value=Coming]").Click();
        page.Wait(() => Assert.Equal($"{Guests}?f.attendance=Declined", desk.Address));
        page.Wait(() => Assert.NotEmpty(page.All("#filter-attendance")));
        page.Find("#filter-attendance button[data-value=Unknown]").Click();
        page.Wait(() => Assert.Equal($"{Guests}?f.attendance=Declined,Unknown", desk.Address));

        // Who wants one again keeps the first.
        page.Wait(() => Assert.True(page.Find("#filter-attendance-panel .several input").HasAttribute("checked")));
        page.Find("#filter-attendance-panel .several input").Change(false);
        page.Wait(() => Assert.Equal($"{Guests}?f.attendance=Declined", desk.Address));
        page.Wait(() => Assert.False(page.Find("#filter-attendance-panel .several input").HasAttribute("checked")));
    }

    [Fact]
    public async Task Several_delegations_are_chosen_one_after_the_other()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        page.Press($"＋ {ListTexts.AddFilter}");
        page.Press("代表团", "#add-filter");
        page.Find("#add-filter .several input").Change(true);

        page.Choose("filter-delegation", "始兴");
        page.Wait(() => Assert.Contains("f.delegation=", desk.Address, StringComparison.Ordinal));
        // Its pill would push the panel from under the hand; it comes when the panel is closed.
        Assert.Empty(page.All(".pill"));
        page.Choose("filter-delegation", "仁化");
        page.Wait(() => Assert.Contains(",", desk.Address, StringComparison.Ordinal));
        page.Press($"＋ {ListTexts.AddFilter}");

        page.Wait(() => Assert.Contains("始兴", page.Texts(".pill > .pop-toggle").Single(), StringComparison.Ordinal));
        page.Wait(() => Assert.Contains("仁化", page.Texts(".pill > .pop-toggle").Single(), StringComparison.Ordinal));
        page.Wait(() => Assert.Equal(2, desk.Address.Split("f.delegation=")[1].Split(',').Length));
    }

    [Fact]
    public async Task Chosen_columns_stand_in_the_address_in_their_order()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Guests}?cols=Name,Attendance,Organisation");
        page.Wait(() => Assert.Equal(["姓名", "回执", "单位"], page.Texts("thead th:not(.pick):not(.row-tools)")));

        page.Press(ListTexts.Columns);
        page.All(".columns li")[1].QuerySelector($"button[aria-label='{ListTexts.Up("回执")}']")!.Click();
        page.Wait(() => Assert.Equal($"{Guests}?cols=Attendance,Name,Organisation", desk.Address));
        page.Wait(() => Assert.Equal(["回执", "姓名", "单位"], page.Texts("thead th:not(.pick):not(.row-tools)")));

        page.Find("#column-Organisation").Change(false);
        page.Wait(() => Assert.Equal(["回执", "姓名"], page.Texts("thead th:not(.pick):not(.row-tools)")));
        page.Find("#column-Name").Change(false);
        page.Wait(() => Assert.True(page.Find("#column-Attendance").HasAttribute("disabled")));
        page.Press(ListTexts.DefaultColumns);
        page.Wait(() => Assert.Equal(Guests, desk.Address));
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_and_opened_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Guests}?f.attendance=Coming&sort=Name&cols=Name,Title&page=2");
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));

        page.Press(ListTexts.Views);
        page.Press(ListTexts.KeepView, "#list-views");
        page.Wait(() => Assert.NotEmpty(page.All("#d-Name")));
        page.Fill("d-Name", "出席者");
        page.Confirm();

        page.Wait(() => Assert.Equal(["出席者"], page.Texts(".views a")));
        Assert.Equal($"{Guests}?f.attendance=Coming&sort=Name&cols=Name,Title", page.Find(".views a").GetAttribute("href"));
        Assert.Equal("true", page.Find(".views a").GetAttribute("aria-current"));
        page.Find($".views button[aria-label='{ListTexts.RemoveView("出席者")}']").Click();
        page.Wait(() => Assert.Equal(ListTexts.NoView, page.Texts("#list-views .hint").Single()));
    }

    [Fact]
    public async Task A_colleague_opens_the_view_that_is_shared_and_does_not_see_the_one_that_is_not()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);
        var organizer = new Actor(Guid.CreateVersion7(), "田静（示例）", Role.Organizer);
        foreach (var (name, shared) in new[] { ("出席者", true), ("我自己的", false) })
            Assert.False((await desk.Desk<ViewDesk>().KeepAsync(organizer, "guests", "f.attendance=Coming&sort=Name&desc=1&cols=Name,Attendance", new ViewForm { Name = name, IsShared = shared }, TestContext.Current.CancellationToken)).Refused);
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));

        page.Press(ListTexts.Views);
        page.Wait(() => Assert.Equal(["出席者"], page.Texts(".views a")));
        Assert.Equal([ListTexts.SharedViews], page.Texts("#list-views .menu-title"));
        // Whose it is, is said; what only its owner and those who may share do with it, is not offered.
        Assert.Equal([ListTexts.ViewBy(organizer.Name)], page.Texts(".views small"));
        Assert.Empty(page.All(".views button"));
        desk.Follow(page.Find(".views a"));

        page.Wait(() => Assert.Equal(["姓名 ↓", "回执"], page.Texts("thead th:not(.pick):not(.row-tools)")));
        Assert.Equal([$"回执：{Attendance.Coming.Text}"], page.Texts(".pill > .pop-toggle"));
        Assert.All(page.Texts($"{Rows} td:nth-child(3)"), text => Assert.Equal(Attendance.Coming.Text, text));
    }

    [Theory, InlineData(Role.Organizer, true), InlineData(Role.Staff, false)]
    public async Task Sharing_a_view_is_offered_to_those_who_may(Role role, bool may)
    {
        await using var desk = await StaffPageContext.SitAsync(role);
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));

        page.Press(ListTexts.Views);
        page.Press(ListTexts.KeepView, "#list-views");

        page.Wait(() => Assert.NotEmpty(page.All("#d-Name")));
        Assert.Equal(may, page.All("#d-IsShared").Count == 1);
    }

    [Fact]
    public async Task A_note_is_written_from_the_row_and_stands_on_the_detail_page()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        var id = page.Find(Rows).GetAttribute("data-row");

        page.Find($"{Rows} .note").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#nd-Text")));
        page.Fill("nd-Text", "  须安排无障碍座位  ");
        page.Find(".mud-dialog form").Submit();
        page.Wait(() => Assert.Equal("须安排无障碍座位", page.Texts(".mud-dialog .notes li p")[0]));
        page.Press(ConsoleTexts.Close, ".mud-dialog");

        page.Wait(() => Assert.Equal("须安排无障碍座位", page.Find($"tr[data-row='{id}'] .note.marked").GetAttribute("title")));
        page = desk.Visit($"{Guests}/{id}");
        page.Wait(() => Assert.Contains("须安排无障碍座位", page.Text, StringComparison.Ordinal));
        Assert.Contains(desk.Me.Name, page.Texts("main .notes .meta").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_is_typed_on_a_page_is_kept_offered_again_and_added_once()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var address = desk.AddressOf<Guest>(Guests, all => all.Where(g => g.Fair.Code == "2027"));
        var page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All("#n-Text")));
        await page.Page.InvokeAsync(() => page.Page.FindComponent<FormSheet<NoteForm>>().Instance.TypedAsync(new() { ["Text"] = "写到一半，服务器停了" }));

        page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All(".notes .draft")));
        page.Press(FormTexts.Restore);
        page.Wait(() => Assert.Equal("写到一半，服务器停了", page.Find("#n-Text").GetAttribute("value") ?? page.Find("#n-Text").TextContent));
        var sheet = page.Page.FindComponent<FormSheet<NoteForm>>().Instance;
        await page.Page.InvokeAsync(() => Task.WhenAll(sheet.SubmitAsync(), sheet.SubmitAsync()));

        page.Wait(() => Assert.Equal(["写到一半，服务器停了"], page.Texts(".notes li p:first-child")));
        page.Wait(() => Assert.Equal("", page.Find("#n-Text").GetAttribute("value") ?? page.Find("#n-Text").TextContent));
        Assert.Empty(page.All(".notes .draft"));
    }

    [Fact]
    public async Task A_note_that_is_typed_at_the_side_is_asked_about_before_the_side_is_closed_or_shows_another()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        page.Find($"{Rows} .peek").Click();
        page.Wait(() => Assert.NotEmpty(page.All(".side #n-Text")));
        var heading = page.Texts(".side h1").Single();
        page.Fill("n-Text", "在侧栏里写到一半");

        var closing = page.Find(".side-close").ClickAsync(new());
        page.Wait(() => Assert.Contains(FormTexts.LeaveTitle, page.DialogText, StringComparison.Ordinal));
        page.Press(FormTexts.Stay, ".mud-dialog");
        await closing;
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
        Assert.Equal(heading, page.Texts(".side h1").Single());

        var second = page.All(Rows)[1].GetAttribute("data-row");
        var another = page.All($"{Rows} .peek")[1].ClickAsync(new());
        page.Wait(() => Assert.Contains(FormTexts.LeaveTitle, page.DialogText, StringComparison.Ordinal));
        page.Press(FormTexts.LeaveKeep, ".mud-dialog");
        await another;
        await desk.ArriveAsync($"{Guests}?open={second}");
        page = desk.Visit(desk.Address);
        page.Wait(() => Assert.NotEqual(heading, page.Texts(".side h1").Single()));
        page.Wait(() => Assert.NotEmpty(page.All(".side #n-Text")));
        Assert.Empty(page.All(".side .draft"));

        page.Find($"{Rows} .peek").Click();
        page.Wait(() => Assert.Equal("在侧栏里写到一半", page.Texts(".side .draft tbody td:last-child").Single()));
        page.Find(".side-close").Click();
        page.Wait(() => Assert.Empty(page.All(".side")));
    }

    [Fact]
    public async Task A_note_that_is_typed_and_not_added_is_not_thrown_away_unasked()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        page.Find($"{Rows} .note").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#nd-Text")));
        page.Fill("nd-Text", "写到一半");

        page.Press(ConsoleTexts.Close, ".mud-dialog");
        page.Wait(() => Assert.Equal(ListTexts.NoteNotAdded, page.Texts(".mud-dialog [role=alert]").Single()));
        page.Press(ListTexts.GoOnWriting, ".mud-dialog");
        page.Find(".mud-dialog form").Submit();
        page.Wait(() => Assert.Equal("写到一半", page.Texts(".mud-dialog .notes li p")[0]));
        page.Press(ConsoleTexts.Close, ".mud-dialog");

        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
    }

    [Fact]
    public async Task Who_only_reads_sees_notes_and_writes_none()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));

        page.Find($"{Rows} .note").Click();

        page.Wait(() => Assert.Equal(ListTexts.NoNote, page.Texts(".mud-dialog .hint").Single()));
        Assert.Empty(page.All(".mud-dialog form"));
    }

    [Theory]
    [InlineData(Guests)]
    [InlineData("/console/people")]
    [InlineData("/console/templates")]
    public async Task A_row_opens_at_the_side_and_keeps_the_address_of_its_page(string list)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(list);
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        var link = page.Find($"{Rows} a.row-link");
        var (href, name) = (link.GetAttribute("href"), link.TextContent);

        page.Find($"{Rows} .peek").Click();

        page.Wait(() => Assert.Equal(name, page.Texts(".side h1").Single()));
        Assert.Equal(href, page.Find(".side-head a").GetAttribute("href"));
        page.Wait(() => Assert.Equal($"{list}?open={page.Find(Rows).GetAttribute("data-row")}", desk.Address));
        Assert.NotEmpty(page.All("tr.peeked"));
        page.Find(".side-close").Click();
        page.Wait(() => Assert.Empty(page.All(".side")));
        Assert.NotEmpty(page.All(Rows));
    }

    [Fact]
    public async Task What_is_open_at_the_side_stands_in_the_address_which_closes_and_opens_it()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Guests}?q=示例");
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        page.Find($"{Rows} .peek").Click();
        page.Wait(() => Assert.NotEmpty(page.All(".side h1")));
        var (opened, name) = (desk.Address, page.Texts(".side h1").Single());

        desk.Navigation.NavigateTo($"{Guests}?q=示例");
        page.Wait(() => Assert.Empty(page.All(".side")));
        Assert.NotEmpty(page.All(Rows));

        // Another list that comes with it open has no step of its own to take back.
        page.Find($"{Rows} .peek").Click();
        page.Wait(() => Assert.NotEmpty(page.All(".side h1")));
        desk.Navigation.NavigateTo(opened.Replace("?q=示例", "?q=", StringComparison.Ordinal).Replace($"?q={Uri.EscapeDataString("示例")}", "?q=", StringComparison.Ordinal));
        page.Wait(() => Assert.NotEmpty(page.All(".side h1")));
        page.Find(".side-close").Click();
        page.Wait(() => Assert.Empty(page.All(".side")));
        page.Wait(() => Assert.Equal(Guests, desk.Address));

        // As a link, or after the page was read anew.
        var anew = desk.Visit(opened);
        anew.Wait(() => Assert.Equal(name, anew.Texts(".side h1").Single()));
        Assert.Empty(anew.All(".notice"));
        anew.Find(".side-close").Click();
        anew.Wait(() => Assert.Empty(anew.All(".side")));
        page.Wait(() => Assert.DoesNotContain("open=", desk.Address, StringComparison.Ordinal));

        // A record that is not on the list opens nothing.
        var gone = desk.Visit($"{Guests}?open={Guid.NewGuid()}");
        gone.Wait(() => Assert.NotEmpty(gone.All(Rows)));
        Assert.Empty(gone.All(".side"));
    }

    [Fact]
    public async Task An_answer_given_at_the_side_stands_in_the_list_when_it_is_closed()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Guests}?f.attendance=Unknown&cols=Name,Attendance");
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        var id = page.Find(Rows).GetAttribute("data-row");
        page.Find($"{Rows} .peek").Click();
        page.Wait(() => Assert.Contains(StaffTexts.Coming, page.Texts(".side button")));

        page.Press(StaffTexts.Coming, ".side");
        page.Wait(() => Assert.DoesNotContain(StaffTexts.Coming, page.Texts(".side button")));
        // The row behind says it before the side is closed.
        page.Wait(() => Assert.Contains(Attendance.Coming.Text, Screen.Squeezed(page.Find("tr.peeked")), StringComparison.Ordinal));
        page.Find(".side-close").Click();

        page.Wait(() => Assert.Empty(page.All($"tr[data-row='{id}']")));
    }

    [Fact]
    public async Task Nothing_leaves_without_saying_for_what_and_for_whom()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Guests}?f.attendance=Coming");
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));

        page.Press(ConsoleTexts.Export);
        page.Wait(() => Assert.Equal(desk.Me.Name, page.Find("#d-Recipient").GetAttribute("value")));
        page.Confirm();

        page.Wait(() => Assert.NotNull(page.ProblemOf("d-Purpose")));
        Assert.DoesNotContain(desk.JSInterop.Invocations, call => call.Identifier == "fair.download");
        page.Fill("d-Purpose", "接机名单");
        page.Confirm();
        page.Wait(() => Assert.StartsWith("/console/exports/", (string)desk.JSInterop.Invocations.Single(call => call.Identifier == "fair.download").Arguments[0]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_ordered_is_delivered_as_seen_once_and_only_to_the_one_who_ordered()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var exports = desk.Desk<ExportDesk>();
        var cancel = TestContext.Current.CancellationToken;
        var state = new ListState { Filters = new Dictionary<string, string> { ["attendance"] = "Coming" }, Columns = ["Attendance", "Name"] };
        var order = (await exports.OrderAsync(desk.Me, "guests", "2027", state, null, new ExportForm { Purpose = "核对", Recipient = "接待组" }, cancel)).Value;
        using var output = new MemoryStream();

        Assert.Equal(Refusal.NotFound, (await exports.DeliverAsync(desk.Me with { Id = Guid.NewGuid() }, order, output, cancel)).Refusal);
        Assert.EndsWith(".xlsx", (await exports.DeliverAsync(desk.Me, order, output, cancel)).Value, StringComparison.Ordinal);
        Assert.Equal(Refusal.NotFound, (await exports.DeliverAsync(desk.Me, order, output, cancel)).Refusal);

        await using var db = desk.Open();
        var export = await db.Exports.OrderBy(e => e.Number).LastAsync(cancel);
        Assert.Equal(("Attendance,Name", "核对", "接待组", "q=&attendance=Coming"), (export.Columns, export.Purpose, export.Recipient, export.Filter));
        Assert.Equal(await db.Guests.CountAsync(g => g.Fair.Code == "2027" && g.Attendance == Attendance.Coming, cancel), export.Rows);
    }
}
