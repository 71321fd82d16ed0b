using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Drafts;
using InvestmentFair.Organisations;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>What was typed and not saved.</summary>
public sealed class DraftTests
{
    private const string NewInvestor = "/console/2027/investors/new";
    private static readonly DraftPlace Place = new(nameof(InvestorForm), NewInvestor);

    [Fact]
    public async Task What_is_typed_is_kept_without_leaving_the_field_and_offered_when_the_page_is_opened_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk, NewInvestor);

        await TypeAsync(page, ("NameZh", "写到一半（示例）"), ("Origin", "OutsideProvince"), ("Note", "第一行\n第二行"));
        page.Wait(() => Assert.StartsWith("草稿已存", page.Texts("main .kept").Single(), StringComparison.Ordinal));
        Assert.Equal("true", page.Find("main form").GetAttribute("data-unsaved"));

        page = Open(desk, NewInvestor);
        Assert.Equal(FormTexts.DraftOf("08:30"), page.Texts("main .draft p").Single());
        Assert.Equal("", page.Find("#f-NameZh").GetAttribute("value") ?? "");
        page.Press(FormTexts.Restore);
        page.Wait(() => Assert.Equal("写到一半（示例）", page.Find("#f-NameZh").GetAttribute("value")));

        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal("写到一半（示例）", page.Heading));
        page = Open(desk, NewInvestor);
        Assert.Empty(page.All("main .draft"));
        Assert.Equal(0, await DraftsAsync(desk));
    }

    [Fact]
    public async Task A_draft_that_is_discarded_is_gone()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await TypeAsync(Open(desk, NewInvestor), ("NameZh", "不要了"));

        var page = Open(desk, NewInvestor);
        page.Press(FormTexts.Discard);

        page.Wait(() => Assert.Empty(page.All("main .draft")));
        Assert.Equal(0, await DraftsAsync(desk));
    }

    [Fact]
    public async Task Another_accounts_draft_is_not_offered()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var other = new Actor(Guid.CreateVersion7(), "别人（示例）", Role.Staff);
        await desk.Desk<DraftDesk>().KeepAsync(other, Place, 0, Guid.CreateVersion7(), new Dictionary<string, DraftField> { ["NameZh"] = new("", "别人的") }, CancellationToken.None);

        var page = Open(desk, NewInvestor);

        Assert.Empty(page.All("main .draft"));
        Assert.DoesNotContain("别人的", page.Page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_on_beside_an_offered_draft_loses_neither()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await TypeAsync(Open(desk, NewInvestor), ("NameZh", "早先的名称"), ("Note", "早先的备注"));
        await TypeAsync(Open(desk, NewInvestor), ("NameZh", "现在的名称"));

        var page = Open(desk, NewInvestor);
        page.Press(FormTexts.Restore);
        page.Wait(() => Assert.Equal("现在的名称", page.Find("#f-NameZh").GetAttribute("value")));

        // The one before is offered next, with what differs from it.
        page.Wait(() => Assert.Equal(["早先的名称", "早先的备注"], page.Texts("main .draft tbody td:last-child")));
        // The second press of a double click is not meant for it, a later one is.
        page.Press(FormTexts.Restore);
        Assert.Equal("", page.Find("#f-Note").GetAttribute("value") ?? "");
        await Task.Delay(700, TestContext.Current.CancellationToken);
        page.Press(FormTexts.Restore);
        page.Wait(() => Assert.Equal("早先的备注", page.Find("#f-Note").GetAttribute("value")));
        Assert.Equal("现在的名称", page.Find("#f-NameZh").GetAttribute("value"));
        page.Wait(() => Assert.Empty(page.All("main .draft")));
        Assert.Equal(1, await DraftsAsync(desk));
    }

    [Fact]
    public async Task What_one_tab_saves_is_not_the_answer_of_another_that_has_taken_its_draft_up()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var one = await TabAsync(desk);
        await TypeAsync(one, ("NameZh", "第一个标签页（示例）"), ("Origin", "OutsideProvince"));
        var two = await TabAsync(desk);
        await PressAsync(two, FormTexts.Restore);
        Assert.Equal("第一个标签页（示例）", StandsIn(two, "NameZh"));
        await TypeAsync(two, ("NameZh", "第二个标签页（示例）"));

        await one.InvokeAsync(() => one.Instance.SubmitAsync());

        // What the second tab typed is kept still, and saved as what it is.
        var draft = await desk.Desk<DraftDesk>().FindAsync(desk.Me, Place, CancellationToken.None);
        Assert.Equal("第二个标签页（示例）", draft!.Fields["NameZh"].Typed);
        await two.InvokeAsync(() => two.Instance.SubmitAsync());
        await using var db = desk.Open();
        Assert.Equal(["第一个标签页（示例）", "第二个标签页（示例）"], await db.Investors.Where(i => i.Name.Zh.Contains("个标签页（示例）")).OrderBy(i => i.Id).Select(i => i.Name.Zh).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await DraftsAsync(desk));
    }

    [Fact]
    public async Task Two_tabs_that_type_at_the_same_time_keep_both_and_saving_one_leaves_the_other()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (one, two) = (await TabAsync(desk), await TabAsync(desk));
        await TypeAsync(one, ("NameZh", "先保存（示例）"), ("Origin", "OutsideProvince"));
        await TypeAsync(two, ("NameZh", "还在写（示例）"));
        await TypeAsync(one, ("Note", "又写一句"));
        Assert.Equal(2, await DraftsAsync(desk));

        await one.InvokeAsync(() => one.Instance.SubmitAsync());

        var draft = await desk.Desk<DraftDesk>().FindAsync(desk.Me, Place, CancellationToken.None);
        Assert.Equal("还在写（示例）", draft!.Fields["NameZh"].Typed);
        var three = await TabAsync(desk);
        await two.InvokeAsync(two.Instance.ForgetAsync);
        await TypeAsync(three, ("NameZh", "第三个（示例）"));
        await PressAsync(three, FormTexts.Discard);
        draft = await desk.Desk<DraftDesk>().FindAsync(desk.Me, Place, CancellationToken.None);
        Assert.Equal("第三个（示例）", draft!.Fields["NameZh"].Typed);
        Assert.Equal(1, await DraftsAsync(desk));
    }

    [Fact]
    public async Task Of_a_draft_that_is_offered_the_latest_is_taken_and_none_that_was_saved_in_its_own_tab()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var one = await TabAsync(desk);
        await TypeAsync(one, ("NameZh", "写到一半"), ("Origin", "OutsideProvince"));
        var (two, three) = (await TabAsync(desk), await TabAsync(desk));
        await TypeAsync(one, ("NameZh", "写完了（示例）"));
        await PressAsync(two, FormTexts.Restore);
        Assert.Equal("写完了（示例）", StandsIn(two, "NameZh"));

        await one.InvokeAsync(() => one.Instance.SubmitAsync());
        await PressAsync(three, FormTexts.Restore);

        Assert.Equal(FormTexts.DraftSaved, three.Find("form > .notice").TextContent);
        Assert.Equal("", StandsIn(three, "NameZh"));
        // What stands with the second tab is offered to the third in its place.
        Assert.Contains("写完了（示例）", three.Find(".draft").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_reload_each_tab_is_offered_what_it_typed_itself()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var one = Open(desk, NewInvestor);
        await TypeAsync(one, ("NameZh", "第一个标签页"));
        var press = Guid.Parse(one.Find("main form").GetAttribute("data-press")!);
        await TypeAsync(Open(desk, NewInvestor), ("NameZh", "第二个标签页"));

        var again = Open(desk, NewInvestor);
        Assert.Equal("第二个标签页", again.Texts("main .draft tbody td:last-child").Single());
        await again.Page.InvokeAsync(() => again.Page.FindComponent<FormSheet<InvestorForm>>().Instance.RescueAsync([], press, true));

        Assert.Equal("第一个标签页", again.Texts("main .draft tbody td:last-child").Single());
    }

    [Fact]
    public async Task What_was_typed_back_to_what_it_was_leaves_no_draft()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk, NewInvestor);
        await TypeAsync(page, ("NameZh", "改了"));
        await TypeAsync(page, ("NameZh", ""));

        page.Wait(() => Assert.False(page.Find("main form").HasAttribute("data-unsaved")));
        Assert.Equal(0, await DraftsAsync(desk));
    }

    [Fact]
    public async Task A_draft_of_a_record_that_has_moved_on_is_merged_and_asks_only_where_both_changed()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var id = desk.Id<Investor>();
        var address = $"/console/2027/investors/{id}/edit";
        await TypeAsync(Open(desk, address), ("NameZh", "草稿里的名称（示例）"), ("Note", "草稿里的备注"));
        var investors = desk.Desk<InvestorDesk>();
        var theirs = (await investors.InvestorAsync(desk.Me, id, CancellationToken.None))!.Form;
        theirs.NameZh = "他的名称（示例）";
        Assert.False((await investors.SaveAsync(desk.Me, id, theirs, CancellationToken.None)).Refused);

        var page = Open(desk, address);
        page.Press(FormTexts.Restore);

        page.Wait(() => Assert.Single(page.All("main .clash tbody tr")));
        Assert.Equal("草稿里的备注", page.Find("#f-Note").GetAttribute("value"));
        page.Press(FormTexts.AllMine);
        page.Press(FormTexts.MergeIn);
        page.Wait(() => Assert.Empty(page.All("main .clash")));
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal("草稿里的名称（示例）", page.Heading));
    }

    [Fact]
    public async Task The_door_of_the_script_takes_only_open_fields_of_the_form()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var id = desk.Id<Projects.Project>();
        var page = Open(desk, $"/console/2027/projects/{id}/edit");

        await page.Page.InvokeAsync(() => page.Page.FindComponent<FormSheet<Projects.ProjectForm>>().Instance.TypedAsync(new()
        {
            ["Version"] = "99",
            ["Code"] = "FORGED",
            ["IsDisabled"] = "true",
            ["BackgroundZh"] = new string('长', 20_001),
            ["Category"] = "7",
        }));

        var draft = await desk.Desk<DraftDesk>().FindAsync(desk.Me, new DraftPlace(nameof(Projects.ProjectForm), $"/console/2027/projects/{id}/edit"), CancellationToken.None);
        Assert.Equal(["Category", "Code"], draft!.Fields.Keys.Order());
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal(FormTexts.UnreadableChoice, page.ProblemOf("f-Category")));
    }

    [Fact]
    public async Task Leaving_asks_where_something_was_changed_and_only_there()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk, NewInvestor);
        await page.Page.InvokeAsync(() => desk.Navigation.NavigateTo("/console/2027/investors"));
        await desk.ArriveAsync("/console/2027/investors");

        page = Open(desk, NewInvestor);
        await TypeAsync(page, ("NameZh", "未保存"));
        var leaving = page.Page.InvokeAsync(() => desk.Navigation.NavigateTo("/console/2027/investors"));

        page.Wait(() => Assert.Contains(FormTexts.LeaveTitle, page.DialogText, StringComparison.Ordinal));
        page.Wait(() => Assert.Equal(NewInvestor, desk.Address));
        page.Press(FormTexts.LeaveDiscard, ".mud-dialog");
        await leaving;
        await desk.ArriveAsync("/console/2027/investors");
        Assert.Equal(0, await DraftsAsync(desk));
    }

    [Fact]
    public async Task What_the_browser_could_not_tell_before_it_lost_the_line_is_offered_with_the_draft_unless_it_was_saved()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var before = Open(desk, NewInvestor);
        await TypeAsync(before, ("NameZh", "连着的时候"));
        var press = Guid.Parse(before.Find("main form").GetAttribute("data-press")!);
        var page = Open(desk, NewInvestor);
        var sheet = page.Page.FindComponent<FormSheet<InvestorForm>>();

        await page.Page.InvokeAsync(() => sheet.Instance.RescueAsync(new() { ["Note"] = "断开之后" }, press, true));

        page.Press(FormTexts.Restore);
        page.Wait(() => Assert.Equal(("连着的时候", "断开之后"), (page.Find("#f-NameZh").GetAttribute("value"), page.Find("#f-Note").GetAttribute("value"))));
    }

    [Fact]
    public async Task What_was_typed_about_one_entry_of_a_page_is_offered_for_that_entry_alone()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(desk.AddressOf<Projects.Project>("/console/2027/projects", all => all.Where(p => p.Code == "LC-C01")));
        page.Wait(() => Assert.True(Entries().Count > 1));

        Entries()[0].Click();
        page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
        await page.Page.InvokeAsync(() => page.Page.FindComponent<FormSheet<ReasonForm>>().Instance.TypedAsync(new() { ["Reason"] = "只关于第一条（示例）" }));
        page.Press(ConsoleTexts.Cancel, ".mud-dialog");
        page.Press(FormTexts.LeaveKeep, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));

        Entries()[1].Click();
        page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
        Assert.Empty(page.All(".mud-dialog .draft"));
        page.Press(ConsoleTexts.Cancel, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));

        Entries()[0].Click();
        page.Wait(() => Assert.Equal("只关于第一条（示例）", page.Texts(".mud-dialog .draft tbody td:last-child").Single()));

        List<AngleSharp.Dom.IElement> Entries() => [.. page.All(".clause button").Where(b => Screen.Squeezed(b) == PublicationTexts.RetireClause)];
    }

    [Fact]
    public async Task Escape_in_a_verb_that_asks_presses_what_asks_and_goes_on_from_there()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(desk.AddressOf<Projects.Project>("/console/2027/projects", all => all.Where(p => p.Code == "LC-C01")));
        page.Wait(() => Assert.True(page.Offers(PublicationTexts.Withdraw)));
        page.Press(PublicationTexts.Withdraw);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
        page.Fill("d-Reason", "写到一半（示例）");

        Assert.Equal(ConsoleTexts.Cancel, page.Texts(".mud-dialog [data-escape]").Single());
        page.Find(".mud-dialog [data-escape]").Click();
        page.Wait(() => Assert.Equal(FormTexts.LeaveTitle, page.Texts(".mud-dialog [role=alert]").Single()));
        Assert.Equal(FormTexts.GoOn, page.Texts(".mud-dialog [data-escape]").Single());
        page.Find(".mud-dialog [data-escape]").Click();
        page.Wait(() => Assert.Empty(page.All(".mud-dialog [role=alert]")));
        Assert.Equal("写到一半（示例）", page.Find("#d-Reason").GetAttribute("value"));
    }

    private static Screen Open(StaffPageContext desk, string address)
    {
        var page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        return page;
    }

    // As the page's script tells it half a second after the last key.
    private static Task TypeAsync(Screen page, params (string Field, string Text)[] typed) =>
        page.Page.InvokeAsync(() => page.Page.FindComponent<FormSheet<InvestorForm>>().Instance.TypedAsync(typed.ToDictionary(t => t.Field, t => t.Text)));

    // The form alone, as often as it is open.
    private static async Task<IRenderedComponent<FormSheet<InvestorForm>>> TabAsync(StaffPageContext desk)
    {
        var investors = desk.Desk<InvestorDesk>();
        var tab = desk.Render<FormSheet<InvestorForm>>(sheet => sheet.Add(s => s.Value, new InvestorForm()).Add(s => s.Place, Place)
            .Add(s => s.Save, (me, form) => investors.SaveAsync(me, null, form, CancellationToken.None)).Add(s => s.Saved, _ => { }));
        await tab.WaitForElementAsync("form", TimeSpan.FromSeconds(10));
        return tab;
    }

    private static Task TypeAsync(IRenderedComponent<FormSheet<InvestorForm>> tab, params (string Field, string Text)[] typed) =>
        tab.InvokeAsync(() => tab.Instance.TypedAsync(typed.ToDictionary(t => t.Field, t => t.Text)));

    private static Task PressAsync(IRenderedComponent<FormSheet<InvestorForm>> tab, string button) =>
        tab.FindAll("button").Single(b => b.TextContent == button).ClickAsync(new());

    private static string StandsIn(IRenderedComponent<FormSheet<InvestorForm>> tab, string field) => tab.Find($"#f-{field}").GetAttribute("value") ?? "";

    private static async Task<int> DraftsAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        return await db.Drafts.CountAsync(TestContext.Current.CancellationToken);
    }
}
