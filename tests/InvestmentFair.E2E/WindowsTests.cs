using InvestmentFair.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InvestmentFair.E2E;

/// <summary>The console takes so many windows: one more is told so in the reader's language, and those that are open never notice.</summary>
public class WindowsTests(FairSite site)
{
    [Fact]
    public async Task One_window_too_many_is_told_so_and_the_others_go_on()
    {
        await using var server = await OwnSite.StartAsync(("Console:WindowsPerAccount", "2"), ("Console:WindowWaits", "00:00:01"));
        await using var visit = await site.OpenAsync(address: server.Address);
        var first = visit.Page;
        await first.GotoAsync("/account/login");
        await visit.LogInAsync("staff");
        await first.WaitForURLAsync("**/today");
        await WalkTests.StandsAsync(first);
        var second = await visit.NewTabAsync();
        await second.GotoAsync("/console/2027/guests");
        await WalkTests.StandsAsync(second);

        var third = await visit.NewTabAsync();
        await third.GotoAsync("/console/2027/projects?q=民宿");
        await third.WaitForURLAsync("**/account/full?**");
        await Expect(third.Locator("h1")).ToHaveTextAsync("打开的窗口太多");
        await Expect(third.Locator("body")).ToContainTextAsync("每个账号最多 2 个");
        Assert.Equal(2, server.Services.GetRequiredService<Circuits>().Open);

        // The open ones answer, and one that is loaded again has its own place.
        await first.Locator("#palette-open").ClickAsync();
        await Expect(first.Locator("dialog[open], [role=dialog]").First).ToBeVisibleAsync();
        await second.ReloadAsync();
        await WalkTests.StandsAsync(second);
        Assert.EndsWith("/console/2027/guests", second.Url, StringComparison.Ordinal);

        // In English for whoever reads English.
        await third.GotoAsync("/account/language/en?back=/console/2027/projects");
        await third.WaitForURLAsync("**/account/full?**");
        await Expect(third.Locator("h1")).ToHaveTextAsync("Too many windows are open");
        await second.CloseAsync();
        await third.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await third.WaitForURLAsync("**/console/2027/projects");
        await WalkTests.StandsAsync(third);
    }

    [Fact]
    public async Task All_together_have_a_number_too_and_without_it_one_more_opens()
    {
        await using var server = await OwnSite.StartAsync(("Console:Windows", "1"), ("Console:WindowWaits", "00:00:01"));
        await using var one = await site.OpenAsync(address: server.Address);
        await using var other = await site.OpenAsync(address: server.Address);
        await one.Page.GotoAsync("/account/login");
        await one.LogInAsync("staff");
        await one.Page.WaitForURLAsync("**/today");
        await WalkTests.StandsAsync(one.Page);
        await other.Page.GotoAsync("/account/login");
        await other.LogInAsync("organizer");
        await other.Page.WaitForURLAsync("**/account/full?**");
        // The same three windows where nothing is set: see the walk, which opens far more under one name.
        await using var free = await OwnSite.StartAsync(("Console:WindowsPerAccount", "2"));
        await using var third = await site.OpenAsync(address: free.Address);
        await third.Page.GotoAsync("/account/login");
        await third.LogInAsync("staff");
        await third.Page.WaitForURLAsync("**/today");
        var tab = await third.NewTabAsync();
        await tab.GotoAsync("/console/2027/guests");
        await WalkTests.StandsAsync(tab);
        Assert.Equal(2, free.Services.GetRequiredService<Circuits>().Open);
    }
}
