using System.Globalization;
using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Editions;
using InvestmentFair.Fairs;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Fairs made and put away, settings, the plan of preparations, the audit and the accounts, as an office uses them.</summary>
public sealed class OfficePagesTests
{
    [Fact]
    public async Task A_fair_is_cloned_after_a_preview_that_says_how_many()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var source = $"/console/fairs/{desk.Id<Fair>(all => all.Where(f => f.Code == "2027"))}";
        var page = desk.Visit($"{source}/clone");
        page.Wait(() => Assert.Equal("2028", page.Find("#f-Code").GetAttribute("value")));
        Assert.Equal((ConsoleTexts.Cancel, source), (page.Find("main form a.button").TextContent, page.Find("main form a.button").GetAttribute("href")));

        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal(["会场", "桌次", "时段", "日程", "口径与时限", "倒排工期"], page.Texts("main tbody th")));
        Assert.Contains("42", page.Texts("main tbody td"));
        page.Press(page.Texts("main button.primary").Single(t => t.StartsWith("建立新一届", StringComparison.Ordinal)));

        page.Wait(() => Assert.Equal("陵川县2028年（广州）投资推介会", page.Heading));
        page.Wait(() => Assert.Contains("2028", page.All("label.fair option").Select(o => o.GetAttribute("value"))));
        await using var db = desk.Open();
        Assert.Equal(42, await db.Checklist.CountAsync(i => i.Fair.Code == "2028", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_was_signed_out_elsewhere_is_led_to_the_login_and_not_told_that_the_page_is_not_theirs()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/delegations");
        page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
        desk.EndSession();

        desk.Navigation.NavigateTo("/console/2027/guests");

        await desk.ArriveAsync("/account/login?ReturnUrl=%2Fconsole%2F2027%2Fguests");
    }

    [Fact]
    public async Task A_code_that_is_taken_is_said_beside_its_field()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"/console/fairs/{desk.Id<Fair>(all => all.Where(f => f.Code == "2027"))}/clone");
        page.Wait(() => Assert.NotEmpty(page.All("#f-Code")));
        page.Fill("f-Code", "2025");

        page.Find("main form").Submit();

        page.Wait(() => Assert.Equal("这个届次编码已被使用", page.ProblemOf("f-Code")));
    }

    [Fact]
    public async Task An_archived_fair_says_so_stands_last_in_the_switch_and_refuses_a_change()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"/console/fairs/{desk.Id<Fair>(all => all.Where(f => f.Code == "2024"))}");
        page.Wait(() => Assert.True(page.Offers(EditionTexts.Archive)));
        page.Press(EditionTexts.Archive);
        page.Wait(() => Assert.Contains(EditionTexts.ArchiveAsk, page.Text, StringComparison.Ordinal));
        page.Press(EditionTexts.Archive);
        page.Wait(() => Assert.True(page.Offers(EditionTexts.Restore)));
        Assert.Contains(EditionTexts.Archived, page.Text, StringComparison.Ordinal);

        page = desk.Visit("/console/2024/slots");
        page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
        Assert.Contains(EditionTexts.ArchivedHere, page.Text, StringComparison.Ordinal);
        Assert.False(page.Offers(NounTexts.NewSlot));
        Assert.Empty(page.All(".edit-many"));
        page = desk.Visit("/console/2024/guests");
        page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
        Assert.False(page.Offers(ImportTexts.Import));
        page.Find("#palette-input").Input("");
        page.Wait(() => Assert.Contains(NounTexts.NewProject, page.Texts("#palette-list [role=option]")));
        Assert.DoesNotContain(page.Texts("#palette-list [role=option]"), act => act == NounTexts.NewGuest || act == PaletteTexts.ImportGuests);
        page = desk.Visit("/console/2024/projects");
        page.Wait(() => Assert.True(page.Offers(NounTexts.NewProject)));
        page = desk.Visit("/console/2027/slots");
        page.Wait(() => Assert.True(page.Offers(NounTexts.NewSlot)));
        Assert.DoesNotContain(EditionTexts.ArchivedHere, page.Text, StringComparison.Ordinal);

        page = desk.Visit("/console/2024/slots/new");
        page.Wait(() => Assert.NotEmpty(page.All("#f-Day")));
        Assert.Equal(["2024 陵川县2024年（广州）投资推介会"], page.Texts("optgroup option"));
        page.Fill("f-Day", "2024-08-07");
        page.Fill("f-Starts", "08:00");
        page.Fill("f-Ends", "08:20");
        page.Find("main form").Submit();
        page.Wait(() => Assert.Contains(FairRefusals.Archived.Zh, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_setting_is_changed_for_the_fair_with_a_reason_and_shows_where_it_comes_from()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/settings");
        page.Wait(() => Assert.NotEmpty(page.All("#change-EnquiryReplyDays")));
        page.Find("#change-EnquiryReplyDays").Click();
        page.Wait(() => Assert.Equal("number", page.Find("#v").GetAttribute("type")));
        page.Fill("v", "400");
        page.Fill("scope", FieldText.Of(true));
        page.Fill("setting-HoldsFrom", "那天");
        page.Find(".setting-editor form").Submit();
        page.Wait(() => Assert.Equal(FormTexts.UnreadableDay, page.ProblemOf("setting-HoldsFrom")));
        Assert.NotNull(page.ProblemOf("setting-Reason"));
        Assert.Equal("那天", page.Find("#setting-HoldsFrom").GetAttribute("value"));
        page.Fill("setting-HoldsFrom", "今天");
        page.Fill("setting-Reason", "会前加快（示例）");
        page.Find(".setting-editor form").Submit();
        page.Wait(() => Assert.Equal(FairRefusals.SettingDays.Zh, page.Texts(".setting-editor [role=alert]").Single()));

        page.Fill("v", "2");
        page.Find(".setting-editor form").Submit();

        page.Wait(() => Assert.Contains("2 个工作日", page.Text, StringComparison.Ordinal));
        Assert.Contains(SettingTexts.OfFair, page.Text, StringComparison.Ordinal);
        Assert.Contains("会前加快（示例）", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_sent_twice_is_said_once_and_another_is_not_opened_over_what_was_typed()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var before = await db.FairSettings.CountAsync(TestContext.Current.CancellationToken);
        var page = desk.Visit("/console/2027/settings");
        page.Wait(() => Assert.NotEmpty(page.All("#change-EnquiryReplyDays")));
        page.Find("#change-EnquiryReplyDays").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#v")));
        page.Fill("v", "2");
        page.Fill("setting-Reason", "写到一半（示例）");

        var opening = page.Find("#change-RequestExpiryDays").ClickAsync(new());
        page.Wait(() => Assert.Contains(FormTexts.LeaveTitle, page.DialogText, StringComparison.Ordinal));
        page.Press(FormTexts.Stay, ".mud-dialog");
        await opening;
        Assert.Equal("true", page.Find("#change-EnquiryReplyDays").GetAttribute("aria-expanded"));

        // The server is gone and comes back: what was typed is offered, the control of its own too.
        page = desk.Visit("/console/2027/settings");
        page.Wait(() => Assert.NotEmpty(page.All("#change-EnquiryReplyDays")));
        page.Find("#change-EnquiryReplyDays").Click();
        page.Wait(() => Assert.NotEmpty(page.All(".setting-editor .draft")));
        page.Press(FormTexts.Restore, ".setting-editor");
        page.Wait(() => Assert.Equal("2", page.Find("#v").GetAttribute("value")));
        Assert.Equal("写到一半（示例）", page.Find("#setting-Reason").GetAttribute("value"));

        var sheet = page.Page.FindComponent<FormSheet<SettingForm>>().Instance;
        await page.Page.InvokeAsync(() => Task.WhenAll(sheet.SubmitAsync(), sheet.SubmitAsync()));
        page.Wait(() => Assert.Empty(page.All(".setting-editor")));
        Assert.Equal(before + 1, await db.FairSettings.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_typed_into_a_copy_of_a_fair_is_kept_and_only_what_was_seen_is_made_and_once()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var address = $"/console/fairs/{desk.Id<Fair>(all => all.Where(f => f.Code == "2027"))}/clone";
        var page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All("#f-Code")));
        page.Fill("f-Code", "2028b");

        page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All("main .draft")));
        page.Press(FormTexts.Restore);
        page.Wait(() => Assert.Equal("2028b", page.Find("#f-Code").GetAttribute("value")));
        page.Find("main form").Submit();
        page.Wait(() => Assert.NotEmpty(page.All("main tbody th")));
        page.Fill("f-Code", "2028c");
        page.Wait(() => Assert.Empty(page.All("main h2#preview")));
        page.Find("main form").Submit();
        page.Wait(() => Assert.NotEmpty(page.All("main h2#preview")));
        Assert.Contains(page.Texts("main button.primary"), text => text.StartsWith("建立新一届", StringComparison.Ordinal));
        var sheet = page.Page.FindComponent<FormSheet<CloneForm>>().Instance;
        await page.Page.InvokeAsync(() => Task.WhenAll(sheet.SubmitAsync(confirmed: true), sheet.SubmitAsync(confirmed: true)));

        page.Wait(() => Assert.Equal("陵川县2028年（广州）投资推介会", page.Heading));
        page.Wait(() => Assert.Contains("2028c", page.All("label.fair option").Select(o => o.GetAttribute("value"))));
        await using var db = desk.Open();
        Assert.Equal(["2028c"], await db.Fairs.Where(f => f.Code.StartsWith("2028")).Select(f => f.Code).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(db.Drafts);
    }

    [Fact]
    public async Task A_team_that_is_chosen_and_not_set_stays_chosen_beside_another_act_and_is_asked_about_on_leaving()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var address = desk.AddressOf<Projects.Project>("/console/2027/projects", all => all.Where(p => p.Code == "LC-C01"));
        var page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All("#team")));
        page.Find("#team").Input("");
        page.Page.WaitForElement("#team-0").Click();

        page.Press(page.Offers(StaffTexts.Unlist) ? StaffTexts.Unlist : StaffTexts.List);
        page.Wait(() => Assert.True(page.Page.FindComponent<LeaveGuard>().Instance.Holds));
        var leaving = page.Page.InvokeAsync(() => desk.Navigation.NavigateTo("/console/2027/projects"));
        page.Wait(() => Assert.Contains(FormTexts.LeaveChosenHelp, page.DialogText, StringComparison.Ordinal));
        page.Press(FormTexts.Stay, ".mud-dialog");
        await leaving;
        page.Wait(() => Assert.Equal(address, desk.Address));

        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
        page.Press(StaffTexts.SetHostTeam);
        page.Wait(() => Assert.False(page.Page.FindComponent<LeaveGuard>().Instance.Holds));
        _ = page.Page.InvokeAsync(() => desk.Navigation.NavigateTo("/console/2027/projects"));
        await desk.ArriveAsync("/console/2027/projects");
    }

    [Fact]
    public async Task What_waits_stands_in_the_menu_beside_its_list_and_falls_with_what_is_done()
    {
        await using var desk = await StaffPageContext.SitAsync(menu: true);
        var page = desk.Visit("/console/2027/today");
        page.Wait(() => Assert.EndsWith("嘉宾未答复", Of("guests"), StringComparison.Ordinal));
        var before = int.Parse(Of("guests").Replace("嘉宾未答复", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        Assert.Equal("", Of("delegations"));

        var guest = desk.Id<Guest>(all => all.Where(g => g.Fair.Code == "2027" && g.Attendance == Attendance.Unknown));
        Assert.False((await desk.Desk<DelegationDesk>().AnswerAsync(desk.Me, "2027", guest, desk.Version<Guest>(guest), Attendance.Coming, TestContext.Current.CancellationToken)).Refused);
        desk.Navigation.NavigateTo("/console/2027/delegations");

        page.Wait(() => Assert.Equal($"{before - 1}嘉宾未答复", Of("guests")));

        string Of(string list) => string.Concat(page.Texts($".menu-count[href^='/console/2027/{list}?']"));
    }

    [Fact]
    public async Task A_preparation_is_marked_as_done_and_leaves_the_count_of_today()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);
        var page = desk.Visit("/console/2027/today");
        page.Wait(() => Assert.NotEmpty(page.All("a[href*='f.state=Overdue']")));
        var before = Screen.Squeezed(page.Find("a[href*='checklist?f.state=Overdue'] b"));
        Assert.Equal("2", before);
        page = desk.Visit("/console/2027/checklist?f.state=Overdue");
        page.Wait(() => Assert.Equal(2, page.All("table.grid tbody tr").Count));
        desk.Follow(page.All("table.grid tbody tr a")[0]);

        page.Wait(() => Assert.True(page.Offers(EditionTexts.Finish)));
        page.Press(EditionTexts.Finish);
        page.Wait(() => Assert.NotEmpty(page.All("#d-On")));
        page.Fill("d-Note", "已补正（示例）");
        page.Confirm();

        page.Wait(() => Assert.True(page.Offers(EditionTexts.Reopen)));
        Assert.Contains($"2026年11月2日 完成，{desk.Me.Name} 登记", page.Text, StringComparison.Ordinal);
        page = desk.Visit("/console/2027/today");
        page.Wait(() => Assert.Equal("1", Screen.Squeezed(page.Find("a[href*='checklist?f.state=Overdue'] b"))));
    }

    [Fact]
    public async Task The_audit_is_filtered_by_act_record_and_day_and_an_entry_shows_what_was_written()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/audit?f.record=ChecklistItem");
        page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
        Assert.All(page.Texts("table.grid tbody tr"), row => Assert.Contains("准备事项", row, StringComparison.Ordinal));
        page.Wait(() => Assert.Contains("核对无误", page.Text, StringComparison.Ordinal));
        page = desk.Visit("/console/audit?f.act=seed&f.from=2026-10-30&f.to=2026-10-30");
        page.Wait(() => Assert.All(page.Texts("table.grid tbody tr td:nth-child(2)"), at => Assert.StartsWith("2026-10-30", at, StringComparison.Ordinal)));

        page = desk.Visit("/console/audit?f.record=ChecklistItem&f.from=2026-10-30");
        page.Wait(() => Assert.Single(page.All("table.grid tbody tr")));
        desk.Follow(page.Find("table.grid tbody tr a"));

        page.Wait(() => Assert.Contains("预算已批复（示例）", page.Text, StringComparison.Ordinal));
        Assert.Contains(AuditTexts.True, page.Text, StringComparison.Ordinal);
        await using var db = desk.Open();
        var item = await db.Checklist.AsNoTracking().SingleAsync(i => i.DoneNote == "预算已批复（示例）", TestContext.Current.CancellationToken);
        Assert.Contains(page.Texts("main h2"), heading => heading.Contains(item.Title.Text, StringComparison.Ordinal));
        page = desk.Visit("/console/audit/99999999");
        page.Wait(() => Assert.Equal(ConsoleTexts.NotFound, page.Texts("main [role=alert]").Single()));
    }

    [Fact]
    public async Task The_audit_speaks_the_language_of_its_reader_and_folds_its_hashes_away()
    {
        await using var desk = await StaffPageContext.SitAsync();
        foreach (var (language, seed) in new[] { (Language.Chinese, "初始数据"), (Language.English, "Seed") })
        {
            var page = desk.Visit("/console/audit?f.act=seed", language);
            page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
            Assert.All(page.Texts("table.grid tbody tr td:nth-child(3)"), who => Assert.Equal(seed, who));
        }

        var entry = desk.Visit("/console/audit/1");
        entry.Wait(() => Assert.Equal(2, entry.All("details.hashes:not([open]) code").Count));
        Assert.Equal(2, entry.All("main code").Count);
        Assert.Equal("回执", InvestmentFair.Audit.FieldNames.Say("Guest", "Attendance"));
    }

    [Fact]
    public async Task An_import_opens_with_what_it_wrote()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var batch = await db.Imports.Where(b => b.Created > 0).OrderBy(b => b.Number).FirstAsync(TestContext.Current.CancellationToken);
        var page = desk.Visit("/console/2027/imports");
        page.Wait(() => Assert.Contains(page.All("table.grid tbody a.row-link"), a => a.GetAttribute("href") == $"/console/2027/imports/{batch.Id}"));

        page = desk.Visit($"/console/2027/imports/{batch.Id}");

        page.Wait(() => Assert.Equal(ImportTexts.Batch(batch.Number), page.Heading));
        Assert.Contains(ImportTexts.Applied(batch.Created, batch.Changed, batch.Unchanged), page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(page.All("main h2"));
        page = desk.Visit($"/console/2027/imports/{Guid.NewGuid()}");
        page.Wait(() => Assert.Equal(ConsoleTexts.NotFound, page.Texts("main [role=alert]").Single()));
    }

    [Fact]
    public async Task The_audit_is_filtered_by_who_did_it()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var before = desk.Acts();
        Assert.False((await desk.Desk<DictionaryDesk>().SaveHolidayAsync(desk.Me, null, new HolidayForm { Day = new(2027, 12, 31), Kind = DayKind.Holiday, NameZh = "示例假日" }, TestContext.Current.CancellationToken)).Refused);

        var page = desk.Visit($"/console/audit?f.who={desk.Me.Id}");
        page.Wait(() => Assert.Equal([desk.Me.Name], page.Texts("table.grid tbody tr td:nth-child(3)")));
        page = desk.Visit("/console/audit?size=100");
        page.Wait(() => Assert.Contains(page.Texts("table.grid tbody tr td:nth-child(3)"), who => who != desk.Me.Name));
        Assert.Equal(before + 1, desk.Acts());
    }

    [Fact]
    public async Task An_act_that_wrote_many_records_is_read_page_by_page_to_its_last()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var most = await db.History.GroupBy(h => h.Sequence).OrderByDescending(g => g.Select(h => h.RecordId).Distinct().Count()).Select(g => g.Key).FirstAsync(TestContext.Current.CancellationToken);
        var records = await db.History.Where(h => h.Sequence == most).Select(h => new { h.RecordId, h.RecordVersion }).Distinct().CountAsync(TestContext.Current.CancellationToken);
        var pages = (records + AuditQueries.PageSize - 1) / AuditQueries.PageSize;
        Assert.True(pages > 2, $"{records} records");

        var page = desk.Visit($"/console/audit/{most}");
        page.Wait(() => Assert.Equal(AuditQueries.PageSize, page.All("main h2").Count));
        Assert.Empty(page.All("a[rel=prev]"));
        desk.Follow(page.Find("a[rel=next]"));
        page.Wait(() => Assert.Contains(ConsoleTexts.Rows(26, 50, records), page.Text, StringComparison.Ordinal));

        page = desk.Visit($"/console/audit/{most}?page={pages}");
        page.Wait(() => Assert.Equal(records - (pages - 1) * AuditQueries.PageSize, page.All("main h2").Count));
        Assert.Empty(page.All("a[rel=next]"));
        foreach (var wrong in new[] { "0", "-1", "x", "99999", "99999999999999999999" })
        {
            page = desk.Visit($"/console/audit/{most}?page={wrong}");
            page.Wait(() => Assert.Contains(ConsoleTexts.Unread("page"), page.Texts(".notice")));
            Assert.Contains(ConsoleTexts.Rows(1, 25, records), page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_flipped_byte_shows_on_the_audit_page()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await desk.DamageAsync("UPDATE History SET New = New || '1' WHERE Sequence = (SELECT max(Sequence) FROM History) AND Ordinal = 0");

        var page = desk.Visit("/console/audit");

        page.Wait(() => Assert.Contains("核对不符", page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_word_leaves_the_choices_of_a_deal()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"/console/dictionaries/{desk.Id<InvestmentFair.Dictionaries.DictionaryEntry>(all => all.Where(e => e.Code == "Market"))}/edit");
        page.Wait(() => Assert.NotEmpty(page.All("#f-ValidTo")));
        Assert.True(page.Find("#f-Code").HasAttribute("disabled"));
        page.Fill("f-ValidTo", "2026-11-01");
        page.Find("main form").Submit();
        page.Wait(() => Assert.EndsWith("Market", page.Texts("dl.facts dd")[1], StringComparison.Ordinal));

        page = desk.Visit(desk.AddressOf<InvestmentFair.Deals.Deal>("/console/deals", all => all.Where(d => d.StageType == InvestmentFair.Deals.StageType.Open)));
        page.Wait(() => Assert.True(page.Offers(StaffTexts.Terminate)));
        page.Press(StaffTexts.Terminate);

        page.Wait(() => Assert.Contains("用地", page.Texts("#d-ExitReason option")));
        Assert.DoesNotContain("市场", page.Texts("#d-ExitReason option"));
    }

    [Fact]
    public async Task A_kind_of_voucher_that_is_entered_is_offered_where_money_is_received_until_it_is_closed()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (list, deal) = ("/console/dictionaries?f.kind=Voucher", desk.AddressOf<InvestmentFair.Deals.Deal>("/console/deals", all => all.Where(d => d.StageType == InvestmentFair.Deals.StageType.Open)));
        var page = desk.Visit(list);
        page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
        var before = page.Texts("table.grid tbody tr").Count;
        page = desk.Visit("/console/dictionaries/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Fill("f-Kind", nameof(DictionaryKind.Voucher));
        page.Fill("f-Code", "CustomsForm");
        page.Fill("f-NameZh", "报关单");
        page.Fill("f-NameEn", "Customs declaration");
        page.Fill("f-Ordinal", "5");
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal("报关单", page.Heading));
        var address = desk.Address;
        Assert.Contains(DictionaryKind.Voucher.Text, page.Texts("dl.facts dd")[0], StringComparison.Ordinal);

        page = desk.Visit(list);
        page.Wait(() => Assert.Equal(before + 1, page.All("table.grid tbody tr").Count));
        Assert.Contains(page.Texts("table.grid tbody tr"), row => row.Contains("报关单", StringComparison.Ordinal));
        await using (var db = desk.Open())
            Assert.Equal(await db.Dictionary.Where(e => e.Kind == DictionaryKind.Voucher && e.ValidTo == null).OrderBy(e => e.Ordinal).ThenBy(e => e.Id).Select(e => e.Name.Zh).ToListAsync(TestContext.Current.CancellationToken), Offered().Skip(1));

        page = desk.Visit($"{address}/edit");
        page.Wait(() => Assert.NotEmpty(page.All("#f-ValidTo")));
        page.Fill("f-ValidTo", "2026-11-01");
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal(address, desk.Address));
        Assert.DoesNotContain("报关单", Offered());

        IReadOnlyList<string> Offered()
        {
            var at = desk.Visit(deal);
            at.Wait(() => Assert.True(at.Offers(StaffTexts.Receive)));
            at.Press(StaffTexts.Receive);
            at.Wait(() => Assert.NotEmpty(at.All("#d-Voucher option")));
            return at.Texts("#d-Voucher option");
        }
    }
}
