using Bunit;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

public sealed class FormPageTests
{
    private const string NewInvestor = "/console/2027/investors/new";

    public static TheoryData<string> NewForms =>
    [
        "/console/units/new", "/console/people/new", "/console/readings/new", "/console/hosts/new", "/console/accounts/new", "/console/fairs/new", "/console/venues/new", "/console/deals/new",
        .. new[] { "halls", "tables", "slots", "agenda", "investors", "delegations", "guests", "projects", "plants", "needs", "requests", "invitations" }.Select(p => $"/console/2027/{p}/new"),
    ];

    [Theory, MemberData(nameof(NewForms))]
    public async Task An_empty_form_says_beside_each_field_what_is_wrong_and_saves_nothing(string address)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var acts = desk.Acts();
        foreach (var language in new[] { Language.Chinese, Language.English })
        {
            var page = desk.Visit(address, language);
            page.Wait(() => Assert.NotEmpty(page.All("main form")));

            page.Find("main form").Submit();

            page.Wait(() => Assert.NotEmpty(page.All("main .problems li")));
            Assert.Equal(ConsoleTexts.Problems(page.All("main .problems li").Count), page.Texts("main .problems p").Single());
            Assert.NotEmpty(page.All("main .field .problem"));
            foreach (var problem in page.All("main .field .problem"))
            {
                var field = problem.Id![..^"-problem".Length];
                Assert.Matches(language == Language.English ? @"^[\x20-\x7e“”’–]+$" : @"[\u4e00-\u9fff]", Screen.Squeezed(problem));
                var control = page.Find($"#{field}");
                Assert.Contains(problem.Id, control.GetAttribute("aria-describedby"), StringComparison.Ordinal);
                if (control.GetAttribute("role") != "group") Assert.Equal("true", control.GetAttribute("aria-invalid"));
            }
        }

        Assert.Equal(address, desk.Address);
        Assert.Equal(acts, desk.Acts());
    }

    [Theory]
    [InlineData("/console/2027/projects/new", "Total", "很多")]
    [InlineData("/console/2027/projects/new", "Sought", "1.2.3")]
    [InlineData("/console/2027/tables/new", "Seats", "四把")]
    [InlineData("/console/2027/guests/new", "ProtocolRank", "3.5")]
    public async Task What_cannot_be_read_stays_as_it_was_typed(string address, string field, string typed)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Fill($"f-{field}", typed);
        page.Find("main form").Submit();

        page.Wait(() => Assert.Equal(ConsoleTexts.NotReadable, page.ProblemOf($"f-{field}")));
        Assert.Equal(typed, page.Find($"#f-{field}").GetAttribute("value"));
        Assert.Equal("true", page.Find($"#f-{field}").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task What_was_put_right_is_no_longer_complained_of()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/tables/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Fill("f-Seats", "四把");
        page.Find("main form").Submit();
        page.Wait(() => Assert.NotNull(page.ProblemOf("f-Seats")));

        page.Fill("f-Seats", "４");
        page.Find("main form").Submit();

        page.Wait(() => Assert.Null(page.ProblemOf("f-Seats")));
        Assert.Equal("4", page.Find("#f-Seats").GetAttribute("value"));
    }

    [Fact]
    public async Task A_form_that_was_saved_goes_to_its_record()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(NewInvestor);
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Fill("f-NameZh", "南岭样板制衣（示例）");
        page.Fill("f-Origin", nameof(InvestmentOrigin.OutsideProvince));
        page.Find("main form").Submit();

        page.Wait(() => Assert.Equal(desk.AddressOf<Investor>("/console/2027/investors", all => all.Where(i => i.Name.Zh == "南岭样板制衣（示例）")), desk.Address));
        page.Wait(() => Assert.Equal("南岭样板制衣（示例）", page.Heading));
    }

    [Fact]
    public async Task Two_clicks_save_once()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(NewInvestor);
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Fill("f-NameZh", "只存一次（示例）");
        page.Fill("f-Origin", nameof(InvestmentOrigin.OutsideProvince));

        desk.Hold();
        page.Find("main form").Submit();
        page.Wait(() => Assert.True(page.Find("main form button[type=submit]").HasAttribute("disabled")));
        page.Find("main form").Submit();
        desk.Release();

        page.Wait(() => Assert.Equal("只存一次（示例）", page.Heading));
        await using var db = desk.Open();
        Assert.Equal(1, await db.Investors.CountAsync(i => i.Name.Zh == "只存一次（示例）", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task When_somebody_else_saved_first_mine_can_be_kept()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (page, id) = await ClashAsync(desk);

        Assert.Equal(["企业名称我的名称（示例）他的名称（示例）"], page.Texts("main .clash tbody tr"));
        Assert.Equal("我的名称（示例）", page.Find("#f-NameZh").GetAttribute("value"));
        page.Press(ConsoleTexts.KeepMine);

        page.Wait(() => Assert.Equal($"/console/2027/investors/{id}", desk.Address));
        page.Wait(() => Assert.Equal("我的名称（示例）", page.Heading));
    }

    [Fact]
    public async Task When_somebody_else_saved_first_theirs_can_be_taken()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var (page, id) = await ClashAsync(desk);

        page.Press(ConsoleTexts.TakeTheirs);

        page.Wait(() => Assert.Empty(page.All("main .clash")));
        Assert.Equal("他的名称（示例）", page.Find("#f-NameZh").GetAttribute("value"));
        page.Fill("f-Note", "再改一次");
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal($"/console/2027/investors/{id}", desk.Address));
        page.Wait(() => Assert.Equal("他的名称（示例）", page.Heading));
    }

    private static async Task<(Screen Page, Guid Id)> ClashAsync(StaffPageContext desk)
    {
        var id = desk.Id<Investor>();
        var page = desk.Visit($"/console/2027/investors/{id}/edit");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        var theirs = (await desk.Desk<InvestorDesk>().InvestorAsync(desk.Me, id, CancellationToken.None))!.Form;
        theirs.NameZh = "他的名称（示例）";
        Assert.False((await desk.Desk<InvestorDesk>().SaveAsync(desk.Me, id, theirs, CancellationToken.None)).Refused);
        page.Fill("f-NameZh", "我的名称（示例）");
        page.Find("main form").Submit();
        page.Wait(() => Assert.Equal(ConsoleTexts.ClashTitle, page.Texts("main .clash h2").Single()));
        return (page, id);
    }
}
