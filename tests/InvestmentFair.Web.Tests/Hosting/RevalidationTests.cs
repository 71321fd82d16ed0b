using System.Reflection;
using InvestmentFair.Web.Account;
using InvestmentFair.Web.Tests.House;
using Microsoft.AspNetCore.Components.Authorization;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>How often an open window is asked whether its account may still be there. That it then ends is tried in a browser, where nobody waits so long.</summary>
public sealed class RevalidationTests(HouseFactory house) : IClassFixture<HouseFactory>
{
    [Fact]
    public void As_the_product_is_shipped_old_rights_end_in_an_open_window_within_a_minute()
    {
        Assert.False(house.Settings.ContainsKey("Accounts:RevalidateSeconds"));
        using var scope = house.Services.CreateScope();

        var windows = Assert.IsType<RevalidatingAccounts>(scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());

        Assert.Equal(TimeSpan.FromSeconds(60), typeof(RevalidatingAccounts).GetProperty("RevalidationInterval", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(windows));
    }
}
