using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>A page of another site that puts ours into a frame shows an empty one: nobody's finger is led there unseen.</summary>
public class FramingTests(FairSite site)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/en/projects")]
    [InlineData("/account/login")]
    [InlineData("/console/2027/today")]
    [InlineData("/no-such-page")]
    [InlineData("/favicon.svg")]
    public async Task No_page_of_ours_is_shown_in_a_frame_and_one_that_allows_it_is(string address)
    {
        await using var visit = await site.OpenAsync();
        await visit.Page.GotoAsync("/account/login");
        await visit.LogInAsync("staff");
        await visit.Page.WaitForURLAsync("**/today");
        var page = await visit.NewTabAsync();
        await page.RouteAsync("http://frames.example/**", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = route.Request.Url.EndsWith("/inner", StringComparison.Ordinal) ? "<p id=shown>control</p>" : $"<iframe id=ours src='{site.Address}{address}'></iframe><iframe id=control src='/inner'></iframe>",
        }));

        await page.GotoAsync("http://frames.example/");

        await page.FrameLocator("#control").Locator("#shown").WaitForAsync();
        var ours = page.Frames.Single(f => f.ParentFrame is not null && !f.Url.StartsWith("http://frames.example", StringComparison.Ordinal));
        Assert.StartsWith("chrome-error://", ours.Url, StringComparison.Ordinal);
    }
}
