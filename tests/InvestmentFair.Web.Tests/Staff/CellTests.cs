using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Cells of a list put right one by one; what the keys do to reach them is tried in a browser.</summary>
public sealed class CellTests
{
    private const string Guests = "/console/2027/guests";
    private const string Rank = "ProtocolRank";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(Role.Staff, true), InlineData(Role.Reception, true), InlineData(Role.Leader, false)]
    public async Task Cells_can_be_put_right_by_those_who_may_edit_the_record(Role role, bool may)
    {
        await using var desk = await StaffPageContext.SitAsync(role);

        var page = Open(desk);

        Assert.Equal(may, page.All($"td[data-cell={Rank}]").Count > 0);
        // What is counted, or given out by the product, is nobody's to type.
        Assert.Empty(page.All("td[data-cell=Meetings], td[data-cell=Number]"));
        Act(page, "open", RowOf(page, 0), Rank);
        if (!may) Assert.Empty(page.All(".cell-editor"));
    }

    [Fact]
    public async Task What_is_typed_is_saved_at_once_the_next_cell_opens_and_it_can_be_taken_back()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var (first, second) = (RowOf(page, 0), RowOf(page, 1));
        var before = await RankAsync(desk, first);
        var acts = desk.Acts();

        Act(page, "open", first, Rank);
        page.Wait(() => Assert.Equal($"{before}", page.Find("#cell").GetAttribute("value")));
        Act(page, "keep", first, Rank, "77", second);

        page.Wait(() => Assert.Equal("77", CellOf(page, first)));
        page.Wait(() => Assert.Equal(second, Guid.Parse(page.Find("tr:has(.cell-editor)").GetAttribute("data-row")!)));
        Assert.Equal((77, acts + 1), (await RankAsync(desk, first), desk.Acts()));
        Assert.Contains($"{before} → 77", page.Texts(".cells-said").Single(), StringComparison.Ordinal);
        Assert.Contains("put", page.Find($"tr[data-row='{first}'] td[data-cell={Rank}]").ClassList);

        page.Find(".cell-undo").Click();
        page.Wait(() => Assert.Equal($"{before}", CellOf(page, first)));
        Assert.Equal((before, acts + 2), (await RankAsync(desk, first), desk.Acts()));
        Assert.Empty(page.All(".cell-undo"));
    }

    [Fact]
    public async Task What_was_left_as_it_was_leaves_no_trace()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var first = RowOf(page, 0);
        var acts = desk.Acts();

        foreach (var (act, text) in new[] { ("keep", $"{await RankAsync(desk, first)}"), ("drop", null) })
        {
            Act(page, "open", first, Rank);
            page.Wait(() => Assert.Single(page.All(".cell-editor")));
            Act(page, act, first, Rank, text);
            page.Wait(() => Assert.Empty(page.All(".cell-editor, .cell-typed")));
        }

        Assert.Equal(acts, desk.Acts());
    }

    [Theory]
    [InlineData("10000", "应在 1 到 9999 之间")]
    [InlineData("很高", "这里只填数字")]
    public async Task A_value_that_cannot_stand_stays_in_its_cell_with_the_reason(string typed, string reason)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var (first, second) = (RowOf(page, 0), RowOf(page, 1));
        var before = await RankAsync(desk, first);

        Act(page, "open", first, Rank);
        page.Wait(() => Assert.Single(page.All(".cell-editor")));
        Act(page, "keep", first, Rank, typed, second);

        page.Wait(() => Assert.Equal(reason, page.Texts($"tr[data-row='{first}'] td[data-cell={Rank}] .problem").Single()));
        Assert.StartsWith(typed, CellOf(page, first), StringComparison.Ordinal);
        Assert.Contains(ListTexts.CellsUnsaved(1), page.Texts(".cells-said").Single(), StringComparison.Ordinal);
        Assert.Equal(before, await RankAsync(desk, first));

        // Opened again it holds what was typed; put right, it is saved.
        Act(page, "open", first, Rank);
        page.Wait(() => Assert.Equal(typed, page.Find("#cell").GetAttribute("value")));
        Assert.Equal(reason, page.ProblemOf("cell"));
        Act(page, "keep", first, Rank, "78");
        page.Wait(() => Assert.Equal("78", CellOf(page, first)));
        Assert.Equal(78, await RankAsync(desk, first));
    }

    [Fact]
    public async Task A_rule_of_the_record_says_no_beside_the_cell()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var delegation = await db.Delegations.Where(d => d.Fair.Code == "2027" && d.Guests.Count > 0).OrderBy(d => d.RegionCode).FirstAsync(Cancel);
        foreach (var state in Enum.GetValues<RosterState>().Where(s => s > delegation.Roster))
            await desk.Desk<DelegationDesk>().AdvanceAsync(desk.Me, "2027", delegation.Id, await db.Delegations.Where(d => d.Id == delegation.Id).Select(d => d.Version).SingleAsync(Cancel), state, Cancel);
        var page = desk.Visit($"{Guests}?f.delegation={delegation.Id}");
        page.Wait(() => Assert.NotEmpty(page.All("td[data-cell]")));
        var first = RowOf(page, 0);

        Act(page, "open", first, Rank);
        page.Wait(() => Assert.Single(page.All(".cell-editor")));
        Act(page, "keep", first, Rank, "77");

        page.Wait(() => Assert.Equal(DelegationRefusals.RosterLocked.Text, page.Texts("td .problem").Single()));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Where_somebody_else_was_first_both_are_shown_and_one_is_chosen(bool mine)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var first = RowOf(page, 0);
        Act(page, "open", first, Rank);
        page.Wait(() => Assert.Single(page.All(".cell-editor")));
        await RankByAnotherAsync(desk, first, 55);

        Act(page, "keep", first, Rank, "66");

        page.Wait(() => Assert.Equal($"{ListTexts.CellTheirs} 55", page.Texts("td .problem").Single()));
        Assert.StartsWith("66", CellOf(page, first), StringComparison.Ordinal);
        Assert.Equal(55, await RankAsync(desk, first));
        page.Press(mine ? ListTexts.CellMine : ListTexts.CellTakeTheirs, ".cell-choice");
        page.Wait(() => Assert.Equal(mine ? "66" : "55", CellOf(page, first)));
        Assert.Equal(mine ? 66 : 55, await RankAsync(desk, first));
    }

    [Fact]
    public async Task What_was_put_right_is_not_taken_back_over_what_somebody_else_has_put_there_since()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var first = RowOf(page, 0);
        Act(page, "open", first, Rank);
        page.Wait(() => Assert.Single(page.All(".cell-editor")));
        Act(page, "keep", first, Rank, "66");
        page.Wait(() => Assert.Equal("66", CellOf(page, first)));
        await RankByAnotherAsync(desk, first, 55);

        page.Find(".cell-undo").Click();

        page.Wait(() => Assert.Equal($"{ListTexts.CellTheirs} 55", page.Texts("td .problem").Single()));
        Assert.Equal(55, await RankAsync(desk, first));
    }

    [Fact]
    public async Task Leaving_with_a_cell_that_is_not_saved_asks_first()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var first = RowOf(page, 0);
        Act(page, "open", first, Rank);
        page.Wait(() => Assert.Single(page.All(".cell-editor")));
        Act(page, "keep", first, Rank, "10000");
        page.Wait(() => Assert.Single(page.All("td .problem")));

        desk.Navigation.NavigateTo("/console/venues");
        page.Wait(() => Assert.Contains(ListTexts.CellsLeave(1), page.DialogText, StringComparison.Ordinal));
        page.Press(FormTexts.Stay, ".mud-dialog");
        page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
        page.Wait(() => Assert.Equal(Guests, desk.Address));

        desk.Navigation.NavigateTo("/console/venues");
        page.Wait(() => Assert.NotEmpty(page.All(".mud-dialog")));
        page.Press(ListTexts.CellsDrop, ".mud-dialog");
        await desk.ArriveAsync("/console/venues");
    }

    [Fact]
    public async Task What_was_typed_before_the_line_was_lost_comes_back_to_its_cell()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var (first, second) = (RowOf(page, 0), RowOf(page, 1));

        // One was heard and saved before the line broke, the other was not.
        Act(page, "rescue", first, Rank, $"{await RankAsync(desk, first)}");
        Act(page, "rescue", second, Rank, "77");

        page.Wait(() => Assert.Equal(ListTexts.CellRescued, page.Texts("td .problem").Single()));
        Assert.StartsWith("77", CellOf(page, second), StringComparison.Ordinal);
        Act(page, "open", second, Rank);
        page.Wait(() => Assert.Single(page.All(".cell-editor")));
        Act(page, "keep", second, Rank, "77");
        page.Wait(() => Assert.Equal("77", CellOf(page, second)));
        Assert.Equal(77, await RankAsync(desk, second));
    }

    [Fact]
    public async Task What_somebody_put_there_before_a_reload_is_not_written_over_unasked()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var (first, stands) = (RowOf(page, 0), await RankAsync(desk, RowOf(page, 0)));

        page.Find("table.grid tbody").TriggerEvent("oncellact", new CellActEventArgs { Act = "rescue", Row = first, Column = Rank, Text = "77", Moved = true });

        page.Wait(() => Assert.Equal([ListTexts.CellMine, ListTexts.CellTakeTheirs], page.Texts(".cell-choice button")));
        Assert.DoesNotContain(ListTexts.CellRescued, page.Text, StringComparison.Ordinal);
        Assert.Empty(page.All(".cells-save"));
        Assert.Equal(stands, await RankAsync(desk, first));
        page.Press(ListTexts.CellMine, ".cell-choice");
        page.Wait(() => Assert.Equal("77", CellOf(page, first)));
        Assert.Equal(77, await RankAsync(desk, first));
    }

    [Fact]
    public async Task What_was_pasted_at_once_is_taken_back_at_once()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        Guid[] rows = [RowOf(page, 0), RowOf(page, 1), RowOf(page, 2), RowOf(page, 3)];
        var before = await Task.WhenAll(rows.Select(r => RankAsync(desk, r)));
        Act(page, "fill", rows[0], Rank, "70");
        page.Wait(() => Assert.Equal("70", CellOf(page, rows[0])));
        foreach (var row in rows[1..]) page.Find("table.grid tbody").TriggerEvent("oncellact", new CellActEventArgs { Act = "fill", Row = row, Column = Rank, Text = "88", Paste = "p" });
        page.Wait(() => Assert.All(rows[1..], r => Assert.Equal("88", CellOf(page, r))));
        page.Wait(() => Assert.Contains(ListTexts.UndoOf(ListTexts.Pasted(3)), Screen.Squeezed(page.Find(".cell-undo")), StringComparison.Ordinal));

        page.Click(".cell-undo");

        page.Wait(() => Assert.Equal(before[1..].Select(r => $"{r}"), rows[1..].Select(r => CellOf(page, r))));
        // What was typed before it is a step of its own.
        Assert.Equal(70, await RankAsync(desk, rows[0]));
        page.Click(".cell-undo");
        page.Wait(() => Assert.Equal($"{before[0]}", CellOf(page, rows[0])));
    }

    [Fact]
    public async Task What_was_pasted_and_what_is_taken_back_is_gone_through_to_its_end_when_the_page_is_left()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        Guid[] rows = [RowOf(page, 0), RowOf(page, 1), RowOf(page, 2)];
        var before = await Task.WhenAll(rows.Select(r => RankAsync(desk, r)));

        Paste("p");
        page.Wait(() => Assert.All(rows, r => Assert.Equal("88", CellOf(page, r))));
        page.Wait(() => Assert.Contains(ListTexts.Pasted(3), page.Text, StringComparison.Ordinal));
        desk.Hold();
        page.Click(".cell-undo");
        await desk.DisposeComponentsAsync();
        desk.Release();
        await ReadAsync([.. before]);

        page = Open(desk);
        desk.Hold();
        Paste("q");
        await desk.DisposeComponentsAsync();
        desk.Release();
        await ReadAsync([88, 88, 88]);

        void Paste(string paste)
        {
            foreach (var row in rows) page.Find("table.grid tbody").TriggerEvent("oncellact", new CellActEventArgs { Act = "fill", Row = row, Column = Rank, Text = "88", Paste = paste });
        }

        async Task ReadAsync(List<int> ranks)
        {
            for (var i = 0; i < 250 && !ranks.SequenceEqual(await Task.WhenAll(rows.Select(r => RankAsync(desk, r)))); i++) await Task.Delay(40, Cancel);
            Assert.Equal(ranks, await Task.WhenAll(rows.Select(r => RankAsync(desk, r))));
        }
    }

    [Fact]
    public async Task A_choice_among_names_is_saved_by_choosing()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var page = desk.Visit($"{Guests}?f.part=Leader");
        page.Wait(() => Assert.NotEmpty(page.All("td[data-cell]")));
        var first = RowOf(page, 0);
        var other = await db.Delegations.Where(d => d.Fair.Code == "2027" && d.Roster == RosterState.Open && d.Guests.All(g => g.Id != first)).OrderBy(d => d.RegionCode).FirstAsync(Cancel);

        Act(page, "open", first, "Delegation");
        page.Wait(() => Assert.NotEqual("…", page.Find("#cell").GetAttribute("placeholder")));
        Assert.Empty(page.All(".cell-editor [role=option]"));
        page.Choose("cell", other.Name.Zh);
        // The browser is told, and leaves the cell as Enter would.
        page.Wait(() => Assert.Contains(desk.JSInterop.Invocations, i => i.Identifier == "fair.cellChosen"));
        Act(page, "keep", first, "Delegation");

        page.Wait(() => Assert.Equal(other.Name.Zh, Screen.Squeezed(page.Find($"tr[data-row='{first}'] td[data-cell=Delegation]"))));
        Assert.Equal(other.Id, await db.Guests.AsNoTracking().Where(g => g.Id == first).Select(g => g.DelegationId).SingleAsync(Cancel));
    }

    [Fact]
    public async Task In_English_a_title_is_put_right_in_English()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Guests, Language.English);
        page.Wait(() => Assert.NotEmpty(page.All("td[data-cell]")));
        var first = RowOf(page, 0);
        await using var db = desk.Open();
        var before = await db.Guests.AsNoTracking().Where(g => g.Id == first).Select(g => g.Title).SingleAsync(Cancel);

        Act(page, "open", first, "Title");
        page.Wait(() => Assert.Equal(before.En, page.Find("#cell").GetAttribute("value")));
        Act(page, "keep", first, "Title", "County Head");

        page.Wait(() => Assert.Equal("County Head", Screen.Squeezed(page.Find($"tr[data-row='{first}'] td[data-cell=Title]"))));
        var after = await db.Guests.AsNoTracking().Where(g => g.Id == first).Select(g => g.Title).SingleAsync(Cancel);
        Assert.Equal((before.Zh, "County Head"), (after.Zh, after.En));
    }

    [Fact]
    public async Task What_the_browser_says_of_a_row_or_column_that_is_not_there_is_left_alone()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var acts = desk.Acts();
        var elsewhere = desk.Id<Guest>(all => all.Where(g => g.Fair.Code != "2027"));

        Act(page, "open", elsewhere, Rank);
        Act(page, "open", RowOf(page, 0), "Number");
        Act(page, "keep", RowOf(page, 0), Rank, "77");
        Act(page, "forge", RowOf(page, 0), Rank, "77");

        page.Wait(() => Assert.Empty(page.All(".cell-editor")));
        Assert.Equal(acts, desk.Acts());
    }

    [Fact]
    public async Task Who_has_the_number_that_was_put_into_a_cell_is_named()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var page = Open(desk, $"{Guests}?cols=Name,Mobile,ProtocolRank");
        var first = RowOf(page, 0);
        var own = await db.Guests.Where(g => g.Id == first).Select(g => g.PersonId).SingleAsync(Cancel);
        var known = await db.Contacts.Where(c => c.PersonId != own && c.Person.Mobile != null && db.People.Count(p => p.Mobile == c.Person.Mobile) == 1).OrderBy(c => c.Id).Select(c => c.Person).FirstAsync(Cancel);

        Act(page, "open", first, "Mobile");
        page.Wait(() => Assert.Single(page.All(".cell-editor")));
        Act(page, "keep", first, "Mobile", known.Mobile);

        page.Wait(() => Assert.Contains(page.Texts(".mud-snackbar"), said => said.Contains($"可能是同一个：{known.Name} · ", StringComparison.Ordinal) && said.Contains("（手机相同）", StringComparison.Ordinal)));
        Assert.Equal(known.Mobile, await db.People.Where(p => p.Id == own).Select(p => p.Mobile).SingleAsync(Cancel));
    }

    [Theory]
    [InlineData("Mobile", "１３８ 1234-5678", "13812345678")]
    [InlineData("Mobile", "138 0000 1111", "13800001111")]
    [InlineData("Organisation", "  某公司（示例） ", "某公司（示例）")]
    public async Task What_the_house_tidied_before_it_kept_it_can_be_taken_back(string column, string typed, string kept)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk, $"{Guests}?cols=Name,Mobile,Organisation,ProtocolRank");
        var first = RowOf(page, 0);
        async Task<string?> StandsAsync()
        {
            await using var db = desk.Open();
            return await db.Guests.Where(g => g.Id == first).Select(g => column == "Mobile" ? g.Person.Mobile : g.Organisation).SingleAsync(Cancel);
        }

        var before = await StandsAsync();
        Act(page, "open", first, column);
        page.Wait(() => Assert.Single(page.All(".cell-editor")));
        Act(page, "keep", first, column, typed);
        page.Wait(() => Assert.Single(page.All(".cell-undo")));
        Assert.Equal(kept, await StandsAsync());

        page.Find(".cell-undo").Click();

        page.Wait(() => Assert.Empty(page.All(".cell-undo, .cell-typed")));
        Assert.Equal(before, await StandsAsync());
    }

    [Fact]
    public async Task Rows_that_are_pasted_go_down_the_column_each_into_its_own_and_what_does_not_fit_is_counted()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var (first, second, third) = (RowOf(page, 0), RowOf(page, 1), RowOf(page, 2));

        Act(page, "fill", first, Rank, "71");
        Act(page, "fill", second, Rank, "很高");
        Act(page, "fill", third, Rank, "73");
        Act(page, "filled", first, Rank, "2");

        page.Wait(() => Assert.Equal(("71", "73"), (CellOf(page, first), CellOf(page, third))));
        Assert.Equal((71, 73), (await RankAsync(desk, first), await RankAsync(desk, third)));
        page.Wait(() => Assert.Equal("这里只填数字", page.Texts($"tr[data-row='{second}'] td[data-cell={Rank}] .problem").Single()));
        Assert.Equal(ListTexts.CellsUnsaved(1), page.Texts("button.cells-unsaved").Single());
        page.Wait(() => Assert.Contains(page.Texts(".mud-snackbar"), said => said.Contains(ListTexts.CellsLeft(2), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Part", "企业家", "企业家")]
    [InlineData("Delegation", "饶平县党政代表团（示例）", "饶平县")]
    [InlineData("Delegation", "饶平", "饶平县")]
    public async Task A_word_that_is_pasted_means_what_the_list_shows_by_that_word(string column, string word, string shown)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk, $"{Guests}?f.part=Leader");
        var first = RowOf(page, 0);

        Act(page, "fill", first, column, word);

        page.Wait(() => Assert.Contains("put", page.Find($"tr[data-row='{first}'] td[data-cell={column}]").ClassList));
        Assert.Contains(shown, Screen.Squeezed(page.Find($"tr[data-row='{first}'] td[data-cell={column}]")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_names_nothing_stays_in_its_cell_and_says_so()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);

        Act(page, "fill", RowOf(page, 0), "Delegation", "没有这个团");

        page.Wait(() => Assert.Equal(FormTexts.NotChosen("没有这个团"), page.Texts("td[data-cell=Delegation] .problem").Single()));
    }

    [Fact]
    public async Task What_was_typed_while_nobody_listened_is_saved_all_at_once()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = Open(desk);
        var (first, second) = (RowOf(page, 0), RowOf(page, 1));
        Act(page, "rescue", first, Rank, "71");
        Act(page, "rescue", second, Rank, "72");
        page.Wait(() => Assert.Equal(2, page.Texts("td .problem").Count(t => t == ListTexts.CellRescued)));

        page.Press(ListTexts.CellsSaveAll(2), ".selection");

        page.Wait(() => Assert.Equal(("71", "72"), (CellOf(page, first), CellOf(page, second))));
        Assert.Equal((71, 72), (await RankAsync(desk, first), await RankAsync(desk, second)));
        Assert.Empty(page.All(".cells-unsaved, .cells-save"));
    }

    private static Screen Open(StaffPageContext desk, string address = Guests)
    {
        var page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All("table.grid tbody tr")));
        return page;
    }

    private static Guid RowOf(Screen page, int which) => Guid.Parse(page.All("table.grid tbody tr")[which].GetAttribute("data-row")!);

    private static string CellOf(Screen page, Guid row) => Screen.Squeezed(page.Find($"tr[data-row='{row}'] td[data-cell={Rank}]"));

    private static void Act(Screen page, string act, Guid row, string column, string? text = null, Guid? to = null) =>
        page.Find("table.grid tbody").TriggerEvent("oncellact", new CellActEventArgs { Act = act, Row = row, Column = column, Text = text, ToRow = to, ToColumn = to is null ? null : column });

    private static async Task<int> RankAsync(StaffPageContext desk, Guid guest)
    {
        await using var db = desk.Open();
        return await db.Guests.Where(g => g.Id == guest).Select(g => g.ProtocolRank).SingleAsync(Cancel);
    }

    private static async Task RankByAnotherAsync(StaffPageContext desk, Guid guest, int rank)
    {
        await using var db = desk.Open();
        var form = GuestForm.Of(await db.Guests.Include(g => g.Person).SingleAsync(g => g.Id == guest, Cancel));
        form.ProtocolRank = rank;
        var saved = await desk.Desk<DelegationDesk>().SaveGuestAsync(new Actor(Guid.NewGuid(), "另一位（示例）", Role.Staff), "2027", guest, form, Cancel);
        Assert.False(saved.Refused, saved.Text);
    }
}
