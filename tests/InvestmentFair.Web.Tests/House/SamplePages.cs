using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace InvestmentFair.Web.Tests.House;

/// <summary>Pages of the tests' own, of which some have forgotten to say who may open them.</summary>
public abstract class SamplePage : ComponentBase
{
    public const string Content = "everything of everybody";

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Content);
}

[Route("/forgotten-page")]
public sealed class ForgottenPage : SamplePage;

[Route("/open-page"), AllowAnonymous]
public sealed class OpenPage : SamplePage;

[Route("/guarded-page"), Authorize(Policy = nameof(Access.Permission.ManageProjects))]
public sealed class GuardedPage : SamplePage;

[Route("/contradicting-page"), AllowAnonymous, Authorize]
public sealed class ContradictingPage : SamplePage;

/// <summary>What the sample pages are served by.</summary>
public sealed class SampleApp : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<Microsoft.AspNetCore.Components.Routing.Router>(0);
        builder.AddAttribute(1, "AppAssembly", typeof(SampleApp).Assembly);
        builder.AddAttribute(2, "Found", (RenderFragment<Microsoft.AspNetCore.Components.RouteData>)(found => inner =>
        {
            inner.OpenComponent<RouteView>(0);
            inner.AddAttribute(1, nameof(RouteView.RouteData), found);
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
