using Bunit;
using InvestmentFair.Organisations;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Somebody else saved while the form was open.</summary>
public sealed class MergingTests
{
    [Fact]
    public async Task Where_two_changed_the_same_base_mine_and_theirs_are_shown_and_mine_can_be_chosen()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (page, id, was) = await BothAsync(desk, theirs => theirs.NameZh = "他的<b>名称</b>（示例）", page => page.Fill("f-NameZh", "我的名称（示例）"));

        page.Wait(() => Assert.Equal(FormTexts.MergeTitle, page.Texts("main .clash h2").Single()));
        Assert.Equal([was, "我的名称（示例）", "他的<b>名称</b>（示例）"], page.Texts("main .clash tbody td"));
        Assert.Empty(page.All("main .clash b"));
        Assert.Equal("我的名称（示例）", page.Find("#f-NameZh").GetAttribute("value"));

        // Nothing is chosen for the reader, and pressing save again does not choose either.
        page.Press(FormTexts.MergeAndSave);
        page.Wait(() => Assert.Equal(FormTexts.MergeUndecided(1), page.Texts("main .clash .problem").Single()));
        page.Find("main form").Submit();
        Assert.Equal("他的<b>名称</b>（示例）", await NameAsync(desk, id));

        page.All("main .clash input")[0].Change("on");
        page.Press(FormTexts.MergeAndSave);
        page.Wait(() => Assert.Equal($"/console/2027/investors/{id}", desk.Address));
        Assert.Equal("我的名称（示例）", await NameAsync(desk, id));
    }

    [Fact]
    public async Task Mine_is_what_the_field_shows_also_when_it_is_written_on_beside_the_question()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (page, id, was) = await BothAsync(desk, theirs => theirs.NameZh = "他的名称（示例）", page => page.Fill("f-NameZh", "我的名称（示例）"));
        page.Wait(() => Assert.Single(page.All("main .clash tbody tr")));

        page.Fill("f-NameZh", "两个名称合起来（示例）");

        page.Wait(() => Assert.Equal([was, "两个名称合起来（示例）", "他的名称（示例）"], page.Texts("main .clash tbody td")));
        // Save is save: it says what is not decided yet, and once all is, it merges.
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal(FormTexts.MergeUndecided(1), page.Texts("main .clash .problem").Single()));
        page.All("main .clash input")[0].Change("on");
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal($"/console/2027/investors/{id}", desk.Address));
        Assert.Equal("两个名称合起来（示例）", await NameAsync(desk, id));
    }

    [Fact]
    public async Task Theirs_can_be_chosen_and_what_only_I_changed_is_kept()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (page, id, _) = await BothAsync(desk, theirs => theirs.NameZh = "他的名称（示例）", page =>
        {
            page.Fill("f-NameZh", "我的名称（示例）");
            page.Fill("f-Note", "我的备注");
        });
        page.Wait(() => Assert.Single(page.All("main .clash tbody tr")));

        page.Press(FormTexts.AllTheirs);
        page.Press(FormTexts.MergeAndSave);

        page.Wait(() => Assert.Equal($"/console/2027/investors/{id}", desk.Address));
        var saved = (await desk.Desk<InvestorDesk>().InvestorAsync(desk.Me, id, CancellationToken.None))!.Form;
        Assert.Equal(("他的名称（示例）", "我的备注"), (saved.NameZh, saved.Note));
    }

    [Fact]
    public async Task Where_each_changed_something_else_nobody_is_asked_and_both_are_kept()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (page, id, _) = await BothAsync(desk, theirs => theirs.Note = "他的备注", page => page.Fill("f-NameZh", "我的名称（示例）"));

        page.Wait(() => Assert.Equal($"/console/2027/investors/{id}", desk.Address));
        var saved = (await desk.Desk<InvestorDesk>().InvestorAsync(desk.Me, id, CancellationToken.None))!.Form;
        Assert.Equal(("我的名称（示例）", "他的备注"), (saved.NameZh, saved.Note));
    }

    [Fact]
    public async Task Mine_can_be_dropped_altogether()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (page, id, _) = await BothAsync(desk, theirs => theirs.NameZh = "他的名称（示例）", page =>
        {
            page.Fill("f-NameZh", "我的名称（示例）");
            page.Fill("f-Note", "我的备注");
        });
        page.Wait(() => Assert.Single(page.All("main .clash tbody tr")));

        page.Press(FormTexts.DropMine);

        page.Wait(() => Assert.Empty(page.All("main .clash")));
        Assert.Equal("他的名称（示例）", page.Find("#f-NameZh").GetAttribute("value"));
        Assert.NotEqual("我的备注", page.Find("#f-Note").GetAttribute("value"));
        Assert.Equal("他的名称（示例）", await NameAsync(desk, id));
        await using var db = desk.Open();
        Assert.Empty(db.Drafts);
    }

    private static async Task<string> NameAsync(StaffPageContext desk, Guid id) =>
        (await desk.Desk<InvestorDesk>().InvestorAsync(desk.Me, id, CancellationToken.None))!.Form.NameZh;

    private static async Task<(Screen Page, Guid Id, string Was)> BothAsync(StaffPageContext desk, Action<InvestorForm> they, Action<Screen> me)
    {
        var id = desk.Id<Investor>();
        var page = desk.Visit($"/console/2027/investors/{id}/edit");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        var theirs = (await desk.Desk<InvestorDesk>().InvestorAsync(desk.Me, id, CancellationToken.None))!.Form;
        var was = theirs.NameZh;
        they(theirs);
        Assert.False((await desk.Desk<InvestorDesk>().SaveAsync(desk.Me, id, theirs, CancellationToken.None)).Refused);
        me(page);
        page.Find("main form").Submit();
        return (page, id, was);
    }
}
