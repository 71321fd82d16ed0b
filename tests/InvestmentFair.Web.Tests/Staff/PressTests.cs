using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>
/// What keeps a script in the reader's own browser from more than a hand can do, each beside its control: the same thing drawn
/// without it. The product has no switch for it, and shall have none, so the controls are drawn by the test.
/// </summary>
public sealed class PressTests
{
    private static readonly MouseEventArgs Click = new();

    [Fact]
    public async Task Fifty_presses_before_the_first_answer_are_one_on_a_page_of_the_console_and_fifty_on_any_other()
    {
        await using var desk = await StaffPageContext.SitAsync();

        Assert.Equal(1, await PressedAsync<GuardedSample>(desk));
        Assert.Equal(50, await PressedAsync<PlainSample>(desk));
    }

    [Theory]
    [InlineData("Emperor", false)]
    [InlineData("99", true)]
    [InlineData("-1", true)]
    public async Task A_role_that_was_not_offered_is_refused_by_a_form_of_the_product_and_may_be_taken_where_nobody_asks(string forged, bool isTaken)
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/accounts/new");
        page.Wait(() => Assert.NotEmpty(page.All("#f-Role")));
        page.Fill("f-UserName", "forged.role");
        page.Fill("f-DisplayName", "伪造（示例）");
        page.Fill("f-Role", forged);
        await page.Page.InvokeAsync(() => page.Find("form.sheet").Submit());
        page.Wait(() => Assert.NotNull(page.ProblemOf("f-Role")));
        await using (var db = desk.Open()) Assert.DoesNotContain(db.Users, u => u.UserName == "forged.role");

        var plain = desk.Render<PlainSelect>();
        await plain.InvokeAsync(() => plain.Find("select").Change(forged));
        Assert.Equal(isTaken ? (Role)int.Parse(forged, System.Globalization.CultureInfo.InvariantCulture) : null, plain.Instance.Chosen);
    }

    // All sent before any is answered: the answer waits for a gate.
    private static async Task<int> PressedAsync<TSample>(StaffPageContext desk) where TSample : ComponentBase, IPressed
    {
        var drawn = desk.Render<TSample>();
        var presses = Enumerable.Range(0, 50).Select(_ => drawn.InvokeAsync(() => drawn.Find("button").TriggerEventAsync("onclick", Click))).ToList();
        drawn.Instance.Gate.SetResult();
        await Task.WhenAll(presses);
        return drawn.Instance.Done;
    }

    private interface IPressed
    {
        TaskCompletionSource Gate { get; }

        int Done { get; }
    }

    private sealed class GuardedSample : StaffPage, IPressed
    {
        public TaskCompletionSource Gate { get; } = new();

        public int Done { get; private set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => Button(builder, EventCallback.Factory.Create<MouseEventArgs>(this, DoAsync));

        private async Task DoAsync()
        {
            await Gate.Task;
            Done++;
        }
    }

    private sealed class PlainSample : ComponentBase, IPressed
    {
        public TaskCompletionSource Gate { get; } = new();

        public int Done { get; private set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => Button(builder, EventCallback.Factory.Create<MouseEventArgs>(this, DoAsync));

        private async Task DoAsync()
        {
            await Gate.Task;
            Done++;
        }
    }

    private static void Button(RenderTreeBuilder builder, EventCallback<MouseEventArgs> pressed)
    {
        builder.OpenElement(0, "button");
        builder.AddAttribute(1, "onclick", pressed);
        builder.CloseElement();
    }

    /// <summary>What is chosen is read as a role, and nobody asks whether it is one.</summary>
    private sealed class PlainSelect : ComponentBase
    {
        public Role? Chosen { get; private set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "select");
            builder.AddAttribute(1, "onchange", EventCallback.Factory.Create<ChangeEventArgs>(this, e => Chosen = Enum.TryParse<Role>((string)e.Value!, out var role) ? role : null));
            builder.CloseElement();
        }
    }
}
