using Bunit;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

public sealed class FormPageTests
{
    private const string NewInvestor = "/console/2027/investors/new";

    public static TheoryData<string> NewForms =>
    [
        "/console/units/new", "/console/people/new", "/console/readings/new", "/console/hosts/new", "/console/interpreters/new", "/console/accounts/new", "/console/fairs/new", "/console/venues/new", "/console/deals/new",
        .. new[] { "halls", "tables", "slots", "agenda", "investors", "delegations", "guests", "projects", "plants", "needs", "requests", "invitations", "availability", "limits" }.Select(p => $"/console/2027/{p}/new"),
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

    [Fact]
    public async Task What_is_typed_and_not_chosen_is_said_beside_its_field_and_not_let_go()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var acts = desk.Acts();
        var page = desk.Visit("/console/2027/delegations/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Fill("f-NameZh", "外地代表团（示例）");
        page.Fill("f-Quota", "2");
        page.Find("#f-RegionCode").Input("没有这个县");
        page.Wait(() => Assert.NotEmpty(page.All("#f-RegionCode-list .none")));

        page.Find("main form").Submit();

        page.Wait(() => Assert.Equal(FormTexts.NotChosen("没有这个县"), page.ProblemOf("f-RegionCode")));
        Assert.Equal(("没有这个县", acts), (page.Find("#f-RegionCode").GetAttribute("value"), desk.Acts()));

        // Emptied, it is let go: the county may stay open.
        page.Find("#f-RegionCode").Input("");
        page.Find("main form").Submit();

        page.Wait(() => Assert.NotEqual(acts, desk.Acts()));
    }

    [Fact]
    public async Task A_field_stays_when_something_is_chosen_in_it_and_what_is_typed_then_takes_its_place()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/guests/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Find("#f-DelegationId").Focus();
        page.Wait(() => Assert.NotEmpty(page.All("#f-DelegationId-list [role=option]")));
        // A list that can be scrolled is no stop on the way to the next field.
        Assert.Equal("-1", page.Find("#f-DelegationId-list").GetAttribute("tabindex"));

        page.Find("#f-DelegationId").KeyDown("Enter");
        page.Wait(() => Assert.Single(page.All(".chosen")));
        page.Find("#f-DelegationId").Focus();
        Assert.Empty(page.All("#f-DelegationId-list"));

        page.Find("#f-DelegationId").Input("饶平");
        page.Wait(() => Assert.NotEmpty(page.All("#f-DelegationId-list [role=option]")));
        page.Find("#f-DelegationId").KeyDown("Enter");
        page.Wait(() => Assert.Contains("饶平", page.Texts(".chosen").Single(), StringComparison.Ordinal));

        page.Find("#f-DelegationId").KeyDown("Backspace");
        page.Wait(() => Assert.Empty(page.All(".chosen")));
    }

    [Fact]
    public async Task What_a_field_offers_is_put_away_when_the_field_is_left()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/guests/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));
        page.Find("#f-DelegationId").Focus();
        page.Wait(() => Assert.NotEmpty(page.All(".picker [role=listbox]")));

        page.Find(".picker:has(#f-DelegationId)").TriggerEvent("onfocusout", new FocusEventArgs());

        page.Wait(() => Assert.Empty(page.All(".picker [role=listbox]")));
    }

    [Theory]
    [InlineData("/console/2027/projects/new", "Total", "很多", "金额")]
    [InlineData("/console/2027/projects/new", "Sought", "1.2.3", "金额")]
    [InlineData("/console/2027/projects/new", "ValidTo", "下周五来", "天")]
    [InlineData("/console/2027/agenda/new", "Starts", "一大早", "时间")]
    [InlineData("/console/2027/tables/new", "Seats", "四把", "数")]
    [InlineData("/console/2027/guests/new", "ProtocolRank", "3.5", "数")]
    public async Task What_cannot_be_read_stays_as_it_was_typed(string address, string field, string typed, string kind)
    {
        var wrong = kind switch
        {
            "金额" => FormTexts.UnreadableMoney,
            "天" => FormTexts.UnreadableDay,
            "时间" => FormTexts.UnreadableTime,
            _ => FormTexts.UnreadableNumber,
        };
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Fill($"f-{field}", typed);
        page.Find("main form").Submit();

        page.Wait(() => Assert.Equal(wrong, page.ProblemOf($"f-{field}")));
        Assert.Equal(typed, page.Find($"#f-{field}").GetAttribute("value"));
        Assert.Equal("true", page.Find($"#f-{field}").GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData("/console/2027/projects/new", "Total", "３.８亿", "38,000", "3.8亿元")]
    [InlineData("/console/2027/projects/new", "ValidTo", "8月2日", "2027-08-02", "2027年8月2日 周一")]
    [InlineData("/console/2027/projects/new", "ValidTo", "明天", "2026-11-03", "2026年11月3日 周二")]
    [InlineData("/console/deals/new", "NextStepOn", "下周五", "2026-11-13", "2026年11月13日 周五")]
    public async Task What_was_typed_freely_is_echoed_as_it_was_understood(string address, string field, string typed, string stands, string echo)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(address);
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Fill($"f-{field}", typed);

        page.Wait(() => Assert.Equal(echo, Screen.Squeezed(page.Find($"#f-{field}-echo"))));
        Assert.Equal(stands, page.Find($"#f-{field}").GetAttribute("value"));
        Assert.Contains($"f-{field}-echo", page.Find($"#f-{field}").GetAttribute("aria-describedby"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_refused_save_the_first_wrong_field_is_given_the_focus()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(NewInvestor);
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Find("main form").Submit();

        page.Wait(() => desk.JSInterop.VerifyInvoke("fair.focusProblem"));
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
}
