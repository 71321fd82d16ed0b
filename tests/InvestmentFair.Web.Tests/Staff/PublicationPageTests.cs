using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>The publication of a project and its matches, as staff use them.</summary>
public sealed class PublicationPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(Language.Chinese), InlineData(Language.English)]
    public async Task A_project_shows_its_reviews_its_history_and_its_incentives(string language)
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit(Address(desk, "LC-C01"), language);

        page.Wait(() => Assert.Equal(3, page.All(".reviews tbody tr").Count));
        Assert.Contains(PublicationTexts.StateOf(ProjectState.Published), page.Text);
        Assert.Equal(2, page.All(".timeline.life li").Count);
        Assert.Equal([PublicationTexts.Shown, PublicationTexts.Shown, PublicationTexts.NotShown], page.Texts(".clause .tone"));
    }

    [Fact]
    public async Task A_draft_that_lacks_reviews_is_refused_by_name_and_published_when_they_are_there()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(Address(desk, "LC-C02"));
        page.Wait(() => Assert.True(page.Offers(PublicationTexts.Withdraw)));

        page.Press(PublicationTexts.Withdraw);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
        page.Confirm();
        page.Wait(() => Assert.NotNull(page.ProblemOf("d-Reason")));
        page.Fill("d-Reason", "资料有误（示例）");
        page.Confirm();
        page.Wait(() => Assert.True(page.Offers(PublicationTexts.Publish)));
        Assert.Contains(PublicationTexts.Missing("用地、环境、规划"), page.Text);

        page.Press(PublicationTexts.Publish);
        page.Wait(() => Assert.Contains("还缺会审意见：用地、环境、规划", page.Page.Markup));

        foreach (var field in Enum.GetValues<ReviewField>())
        {
            page.Press(PublicationTexts.AddReview);
            page.Wait(() => Assert.NotEmpty(page.All("#d-Reviewer")));
            page.Fill("d-Field", field.ToString());
            page.Choose("d-UnitId", "自然资源");
            page.Fill("d-Reviewer", "审核人（示例）");
            page.Fill("d-On", "2026-11-01");
            page.Fill("d-Verdict", nameof(ReviewVerdict.Agreed));
            page.Fill("d-DocumentNumber", "示例 9 号");
            page.Confirm();
            page.Wait(() => Assert.Empty(page.All(".mud-dialog")));
        }

        page.Wait(() => Assert.Contains(PublicationTexts.Ready, page.Text));
        page.Press(PublicationTexts.Publish);
        page.Wait(() => Assert.Contains(PublicationTexts.StateOf(ProjectState.Published), page.Text));
        await using var db = desk.Open();
        Assert.Equal((ProjectState.Published, 2), await db.Projects.Where(p => p.Code == "LC-C02").Select(p => new ValueTuple<ProjectState, int>(p.State, p.Round)).SingleAsync(Cancel));
    }

    [Fact]
    public async Task A_reader_sees_the_life_of_a_project_and_no_button()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);

        var page = desk.Visit(Address(desk, "LC-C01"));

        page.Wait(() => Assert.NotEmpty(page.All(".reviews tbody tr")));
        foreach (var verb in new[] { PublicationTexts.Withdraw, PublicationTexts.Extend, PublicationTexts.Sign, PublicationTexts.AddClause, PublicationTexts.ReviewClause, MatchTexts.Pin, MatchTexts.Hide })
            Assert.False(page.Offers(verb), verb);
    }

    [Fact]
    public async Task A_need_shows_what_fits_and_a_pair_is_hidden_with_a_reason_and_shown_with_it()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var need = desk.Id<RelocationNeed>(all => all.Where(n => n.SectorCode == "C3351" && n.BuildingM2 == 7000));
        var page = desk.Visit($"/console/2027/needs/{need}");
        page.Wait(() => Assert.Equal(10, page.All(".matching tbody tr").Count));
        var first = Screen.Squeezed(page.Find(".matching tbody a"));
        Assert.StartsWith("/console/2027/requests/new?investor=", page.Find(".matching tbody a.button").GetAttribute("href"));

        page.Press(MatchTexts.Hide);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
        page.Fill("d-Reason", "已租给别家（示例）");
        page.Confirm();

        page.Wait(() => Assert.Contains(MatchTexts.Hidden(1), page.Text));
        Assert.Contains("已租给别家（示例）", Screen.Squeezed(page.Find("details .matching")));
        Assert.Contains(first, Screen.Squeezed(page.Find("details .matching")));
        page.Press(MatchTexts.ShowAll(20));
        page.Wait(() => Assert.Equal(21, page.All(".matching tbody tr").Count));
    }

    [Fact]
    public async Task A_plant_shows_the_enterprises_that_may_need_it_with_the_pin_of_the_sample_data_on_top()
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit($"/console/2027/plants/{desk.Id<IdlePlant>(all => all.Where(p => p.Code == "IP-F"))}");

        page.Wait(() => Assert.NotEmpty(page.All(".matching tbody tr")));
        Assert.Contains("企业已实地看过", Screen.Squeezed(page.Find(".matching tbody tr")));
    }

    [Fact]
    public async Task A_request_is_one_click_from_a_pair_with_both_sides_filled_in()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (plant, investor) = (desk.Id<IdlePlant>(), desk.Id<Organisations.Investor>());

        var page = desk.Visit($"/console/2027/requests/new?investor={investor}&plant={plant}");

        page.Wait(() => Assert.Equal(2, page.All(".chosen").Count));
    }

    private static string Address(StaffPageContext desk, string code) => $"/console/2027/projects/{desk.Id<Project>(all => all.Where(p => p.Code == code))}";
}
