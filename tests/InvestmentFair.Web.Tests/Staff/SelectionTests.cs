using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Rows chosen in a list, and what is done with them.</summary>
public sealed class SelectionTests
{
    private const string Guests = "/console/2027/guests";
    private const string Picks = "table.grid tbody .pick input";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_button_that_needs_rows_waits_for_them()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        Assert.True(page.Find(".edit-many").HasAttribute("disabled"));

        page.All(Picks)[0].Change(true);

        Assert.False(page.Find(".edit-many").HasAttribute("disabled"));
        Assert.Equal(ListTexts.Chosen(1), page.Texts(".selection [role=status]").Single());
    }

    [Fact]
    public async Task What_is_chosen_for_many_rows_is_asked_about_before_it_is_thrown_away()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        page.All(Picks)[0].Change(true);
        page.Find(".edit-many").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#edit-choice")));

        // Nothing is chosen yet: Escape presses Cancel, and nothing is asked.
        Assert.Equal(ConsoleTexts.Cancel, page.Texts(".mud-dialog [data-escape]").Single());
        page.Find(".mud-dialog [data-escape]").Click();
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));

        page.Find(".edit-many").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#edit-choice")));
        page.Find("#edit-choice").Change(page.All("#edit-choice option")[1].GetAttribute("value"));
        page.Fill("edit-reason", "写到一半（示例）");
        page.Find(".mud-dialog [data-escape]").Click();
        page.Wait(() => Assert.Equal(ListTexts.EditNotApplied, page.Texts(".mud-dialog [role=alert]").Single()));
        page.Find(".mud-dialog [data-escape]").Click();
        page.Wait(() => Assert.Empty(page.All(".mud-dialog [role=alert]")));
        Assert.Equal("写到一半（示例）", page.Find("#edit-reason").GetAttribute("value"));

        // Nor is the page left under it.
        await page.Page.InvokeAsync(() => desk.Navigation.NavigateTo("/console/2027/projects"));
        page.Wait(() => Assert.Equal(ListTexts.EditNotApplied, page.Texts(".mud-dialog [role=alert]").Single()));
        page.Wait(() => Assert.Equal(Guests, desk.Address));
        page.Press(FormTexts.DropChosen, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
    }

    [Theory, InlineData(Role.Leader, false), InlineData(Role.Reception, true)]
    public async Task Editing_many_is_offered_to_those_who_may(Role role, bool may)
    {
        await using var desk = await StaffPageContext.SitAsync(role);

        var page = desk.Visit(Guests);

        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        Assert.Equal(may, page.All(".edit-many").Count == 1);
    }

    [Fact]
    public async Task All_that_match_are_chosen_by_their_number_and_across_pages()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var total = await db.Guests.CountAsync(g => g.Fair.Code == "2027", Cancel);
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));

        page.Find("#pick-page").Change(true);
        Assert.Equal(ListTexts.Chosen(25), page.Texts(".selection [role=status]").Single());
        Assert.Equal(ListTexts.ChooseAll(total), page.Texts(".choose-all").Single());
        page.Find(".choose-all").Click();
        Assert.Equal(ListTexts.AllChosen(total), page.Texts(".selection [role=status]").Single());

        desk.Follow(page.Find(".pager a[rel=next]"));
        page.Wait(() => Assert.Equal("26", page.Texts(".pager span").Single().Split('–')[0].Split(' ')[^1]));
        Assert.All(page.All(Picks), pick => Assert.True(pick.HasAttribute("checked")));
        page.Find(".choose-none").Click();
        Assert.All(page.All(Picks), pick => Assert.False(pick.HasAttribute("checked")));
    }

    [Fact]
    public async Task Rows_that_another_filter_hides_are_no_longer_chosen()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        page.Find("#pick-page").Change(true);

        desk.Navigation.NavigateTo($"{Guests}?sort=Name");
        page.Wait(() => Assert.Equal("ascending", page.Find("table.grid th:nth-child(3)").GetAttribute("aria-sort")));
        Assert.Equal(ListTexts.Chosen(25), page.Texts(".selection [role=status]").Single());

        desk.Navigation.NavigateTo($"{Guests}?f.attendance=Declined&sort=Name");
        page.Wait(() => Assert.Single(page.All(".pill")));
        page.Wait(() => Assert.StartsWith("共 ", page.Texts(".selection [role=status]").Single(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_are_edited_after_a_look_at_what_becomes_of_each()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var unknown = await db.Guests.CountAsync(g => g.Fair.Code == "2027" && g.Attendance == Attendance.Unknown, Cancel);
        var total = await db.Guests.CountAsync(g => g.Fair.Code == "2027", Cancel);
        var acts = desk.Acts();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        page.Find("#pick-page").Change(true);
        page.Find(".choose-all").Click();

        page.Find(".edit-many").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#edit-choice")));
        page.Fill("edit-choice", "Attendance");
        page.Fill("e-Attendance", nameof(Attendance.Unknown));
        page.Fill("edit-reason", "重新征询");
        page.Find("#edit-many").Submit();

        page.Wait(() => Assert.Contains(ListTexts.WillChange(total - unknown), page.DialogText, StringComparison.Ordinal));
        Assert.Contains(ListTexts.SkippedBecause(unknown, "已是该值"), page.DialogText, StringComparison.Ordinal);
        Assert.Equal(acts, desk.Acts());
        page.Press(ListTexts.Apply(total - unknown), ".mud-dialog");

        page.Wait(() => Assert.Contains(ListTexts.Applied(total - unknown), page.DialogText, StringComparison.Ordinal));
        Assert.Contains(ListTexts.SkippedBecause(unknown, "已是该值"), page.DialogText, StringComparison.Ordinal);
        Assert.Equal(total, await db.Guests.CountAsync(g => g.Fair.Code == "2027" && g.Attendance == Attendance.Unknown, Cancel));
        page.Press(ConsoleTexts.Close, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));

        // It can be taken back from above the list, as it could in the dialog.
        page.Wait(() => Assert.Contains(ListTexts.Edited(total - unknown, "回执"), page.Texts(".notice.edited").Single(), StringComparison.Ordinal));
        page.Find(".edited .take-back").Click();
        page.Wait(() => Assert.Contains(ListTexts.TakenBack(total - unknown, "回执"), page.Texts(".notice.edited").Single(), StringComparison.Ordinal));
        Assert.Equal(unknown, await db.Guests.CountAsync(g => g.Fair.Code == "2027" && g.Attendance == Attendance.Unknown, Cancel));
        Assert.Empty(page.All(".take-back"));
    }

    [Fact]
    public async Task What_was_done_on_a_list_is_one_history_and_the_newest_is_taken_back_first()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        var ids = page.All("table.grid tbody tr").Take(2).Select(r => Guid.Parse(r.GetAttribute("data-row")!)).ToList();
        async Task<List<int>> RanksAsync() => [.. (await db.Guests.AsNoTracking().Where(g => ids.Contains(g.Id)).Select(g => new { g.Id, g.ProtocolRank }).ToListAsync(Cancel)).OrderBy(g => ids.IndexOf(g.Id)).Select(g => g.ProtocolRank)];
        var (before, name) = (await RanksAsync(), await db.Guests.Where(g => g.Id == ids[1]).Select(g => g.Person.Name).SingleAsync(Cancel));
        void Act(string act, string? text = null) => page.Find("table.grid tbody").TriggerEvent("oncellact", new CellActEventArgs { Act = act, Row = ids[1], Column = "ProtocolRank", Text = text });
        Act("open");
        page.Wait(() => Assert.Single(page.All(".cell-editor")));
        Act("keep", "71");
        page.Wait(() => Assert.Equal([$"{ListTexts.UndoOf(ListTexts.CellOf(name, "礼宾顺序"))} Ctrl Z"], page.Texts(".list-undo")));

        page.All(Picks)[0].Change(true);
        page.Find(".edit-many").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#edit-choice")));
        page.Fill("edit-choice", nameof(GuestForm.ProtocolRank));
        page.Fill("e-ProtocolRank", "77");
        page.Find("#edit-many").Submit();
        page.Wait(() => Assert.NotEmpty(page.All(".mud-dialog .plan")));
        page.Press(ListTexts.Apply(1), ".mud-dialog");
        page.Wait(() => Assert.NotEmpty(page.All(".mud-dialog .take-back")));
        page.Press(ConsoleTexts.Close, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
        // One button, and it says what it will take back.
        page.Wait(() => Assert.Equal([$"{ListTexts.TakeBack(1)} Ctrl Z"], page.Texts(".list-undo")));

        Act("undo");
        page.Wait(() => Assert.Contains(ListTexts.TakenBack(1, "礼宾顺序"), page.Texts(".notice.edited").Single(), StringComparison.Ordinal));
        Assert.Equal([before[0], 71], await RanksAsync());
        Assert.Contains(desk.JSInterop.Invocations, i => i.Identifier == "fair.showRow" && Equals(i.Arguments[0], ids[0]));

        Act("undo");
        page.Wait(() => Assert.Contains(ListTexts.CellUndone(ListTexts.CellOf(name, "礼宾顺序")), page.Texts(".cells-said").Single(), StringComparison.Ordinal));
        Assert.Equal(before, await RanksAsync());
        Assert.Empty(page.All(".list-undo"));
    }

    [Fact]
    public async Task A_change_of_many_is_taken_back_in_the_last_step_of_its_dialog()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        var id = Guid.Parse(page.Find("table.grid tbody tr").GetAttribute("data-row")!);
        var rank = await db.Guests.Where(g => g.Id == id).Select(g => g.ProtocolRank).SingleAsync(Cancel);
        page.All(Picks)[0].Change(true);
        page.Find(".edit-many").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#edit-choice")));
        page.Fill("edit-choice", nameof(GuestForm.ProtocolRank));
        page.Fill("e-ProtocolRank", "77");
        page.Find("#edit-many").Submit();
        page.Wait(() => Assert.NotEmpty(page.All(".mud-dialog .plan")));
        page.Press(ListTexts.Apply(1), ".mud-dialog");
        page.Wait(() => Assert.NotEmpty(page.All(".mud-dialog .take-back")));

        page.Find(".mud-dialog .take-back").Click();

        page.Wait(() => Assert.Equal(ListTexts.TakenBack(1, "礼宾顺序"), page.Texts(".mud-dialog .taken-back").Single()));
        Assert.Equal(rank, await db.Guests.Where(g => g.Id == id).Select(g => g.ProtocolRank).SingleAsync(Cancel));
        page.Press(ConsoleTexts.Close, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All(".mud-dialog, .notice.edited")));
    }

    [Fact]
    public async Task Who_gives_no_value_is_told_that_the_rows_will_be_emptied()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        foreach (var title in new[] { "", "副县长（示例）" })
        {
            page.Find("#pick-page").Change(true);
            page.Find(".edit-many").Click();
            page.Wait(() => Assert.NotEmpty(page.All("#edit-choice")));
            page.Fill("edit-choice", nameof(GuestForm.TitleZh));
            if (title.Length > 0) page.Fill("e-TitleZh", title);
            page.Find("#edit-many").Submit();

            page.Wait(() => Assert.Contains(ListTexts.Preview, page.All(".mud-dialog .plan").Select(p => p.GetAttribute("aria-label"))));
            Assert.Equal(title.Length == 0, page.All(".mud-dialog .notice.attention").Count == 1);
            page.Press(ListTexts.Back, ".mud-dialog");
            page.Press(ConsoleTexts.Cancel, ".mud-dialog");
            if (title.Length > 0) page.Press(FormTexts.DropChosen, ".mud-dialog");
            page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
        }
    }

    [Fact]
    public async Task A_value_that_cannot_stand_is_said_beside_its_field()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests);
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        page.All(Picks)[0].Change(true);
        page.Find(".edit-many").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#edit-choice")));

        page.Fill("edit-choice", nameof(GuestForm.ProtocolRank));
        page.Fill("e-ProtocolRank", "很高");
        page.Find("#edit-many").Submit();
        page.Wait(() => Assert.Equal(FormTexts.UnreadableNumber, page.ProblemOf("e-ProtocolRank")));

        page.Fill("e-ProtocolRank", "0");
        page.Find("#edit-many").Submit();
        page.Wait(() => Assert.Equal("应在 1 到 9999 之间", page.ProblemOf("e-ProtocolRank")));
    }

    [Fact]
    public async Task What_changed_since_the_look_is_looked_at_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit($"{Guests}?f.attendance=Unknown");
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        var id = Guid.Parse(page.Find("table.grid tbody tr").GetAttribute("data-row")!);
        page.All(Picks)[0].Change(true);
        page.Find(".edit-many").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#edit-choice")));
        page.Fill("edit-choice", "Attendance");
        page.Fill("e-Attendance", nameof(Attendance.Coming));
        page.Find("#edit-many").Submit();
        page.Wait(() => Assert.Contains(ListTexts.Apply(1), page.Texts(".mud-dialog button")));

        await desk.Desk<DelegationDesk>().AnswerAsync(desk.Me, "2027", id, desk.Version<Guest>(id), Attendance.Declined, Cancel);
        page.Press(ListTexts.Apply(1), ".mud-dialog");

        page.Wait(() => Assert.Contains("预览之后记录有变动", page.DialogText, StringComparison.Ordinal));
        Assert.Contains(Attendance.Declined.Text, page.Texts(".mud-dialog tbody td"));
        await using var db = desk.Open();
        Assert.Equal(Attendance.Declined, (await db.Guests.SingleAsync(g => g.Id == id, Cancel)).Attendance);
        page.Press(ListTexts.Apply(1), ".mud-dialog");
        page.Wait(() => Assert.Contains(ListTexts.Applied(1), page.DialogText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Enquiries_are_given_to_one_office_from_their_list()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var unit = await db.Units.OrderBy(u => u.Code).FirstAsync(Cancel);
        var page = desk.Visit("/console/2027/enquiries?f.assigned=no");
        page.Wait(() => Assert.NotEmpty(page.All(Picks)));
        var open = await db.Enquiries.CountAsync(e => e.Fair.Code == "2027" && e.UnitId == null && (e.State == EnquiryState.Received || e.State == EnquiryState.InHand || e.State == EnquiryState.Answered), Cancel);
        var waiting = page.All(Picks).Count;
        Assert.InRange(open, 1, waiting);
        page.Find("#pick-page").Change(true);
        page.Find(".edit-many").Click();
        page.Wait(() => Assert.NotEmpty(page.All("#edit-choice")));

        page.Fill("edit-choice", "Unit");
        page.Choose("e-UnitId", unit.Name.Zh);
        page.Find("#edit-many").Submit();
        page.Wait(() => Assert.Contains(ListTexts.WillChange(open), page.DialogText, StringComparison.Ordinal));
        Assert.Contains(unit.Name.Zh, page.DialogText, StringComparison.Ordinal);
        page.Press(ListTexts.Apply(open), ".mud-dialog");

        page.Wait(() => Assert.Contains(ListTexts.Applied(open), page.DialogText, StringComparison.Ordinal));
        Assert.Equal(open, await db.Enquiries.CountAsync(e => e.UnitId == unit.Id && e.Steps.Any(s => s.Kind == EnquiryStepKind.Assigned), Cancel));
        page.Press(ConsoleTexts.Close, ".mud-dialog");
        // What is left is settled, and nobody was in charge of it.
        page.Wait(() => Assert.Equal(waiting - open, page.All(Picks).Count));
    }

    [Theory, InlineData(Role.Leader, false), InlineData(Role.Reception, false), InlineData(Role.Staff, true)]
    public async Task Enquiries_are_given_out_by_those_who_answer_them(Role role, bool may)
    {
        await using var desk = await StaffPageContext.SitAsync(role);

        var page = desk.Visit("/console/2027/enquiries");

        page.Wait(() => Assert.NotEmpty(page.All(".grid tbody tr")));
        Assert.Equal(may, page.All(".edit-many").Count == 1);
        Assert.Equal(may, page.All("td[data-cell=Unit]").Count > 0);
    }
}
