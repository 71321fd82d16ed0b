using System.Security.Claims;
using InvestmentFair.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>So many windows of the console and no more, of one account and of all; whoever is in stays in.</summary>
public sealed class CircuitsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_account_and_all_together_have_so_many_places_and_one_that_is_left_is_given_on()
    {
        var circuits = Of(most: 2, all: 3);

        Assert.True(await circuits.TakeAsync("a", Cancel) && await circuits.TakeAsync("a", Cancel));
        Assert.False(await circuits.TakeAsync("a", Cancel));
        Assert.True(await circuits.TakeAsync("b", Cancel));
        Assert.False(await circuits.TakeAsync("b", Cancel));
        circuits.Return("a");
        Assert.True(await circuits.TakeAsync("b", Cancel));
        Assert.False(await circuits.TakeAsync("a", Cancel));
        Assert.Equal(3, circuits.Open);
    }

    [Fact]
    public async Task Without_the_limits_every_window_is_opened()
    {
        var circuits = Of(most: int.MaxValue, all: int.MaxValue);

        for (var n = 0; n < 500; n++) Assert.True(await circuits.TakeAsync("a", Cancel));
        Assert.Equal(500, circuits.Open);
    }

    [Fact]
    public async Task A_window_that_is_loaded_again_waits_for_its_own_place()
    {
        var circuits = Of(most: 1, all: 10, waits: "00:00:10");
        Assert.True(await circuits.TakeAsync("a", Cancel));
        var again = circuits.TakeAsync("a", Cancel);
        Assert.False(again.IsCompleted);

        circuits.Return("a");

        Assert.True(await again);
        Assert.Equal(1, circuits.Open);
    }

    [Fact]
    public async Task Whoever_lost_the_line_comes_back_however_full_it_is_and_counts_once()
    {
        var circuits = Of(most: 1, all: 10);
        var (first, second) = (PlaceOf(circuits), PlaceOf(circuits));
        await first.OnCircuitOpenedAsync(null!, Cancel);
        await first.OnConnectionUpAsync(null!, Cancel);
        Assert.Equal((false, 1), (first.IsRefused, circuits.Open));

        await first.OnConnectionDownAsync(null!, Cancel);
        Assert.Equal(0, circuits.Open);
        await second.OnCircuitOpenedAsync(null!, Cancel);
        await second.OnConnectionUpAsync(null!, Cancel);
        await first.OnConnectionUpAsync(null!, Cancel);
        Assert.Equal((false, false, 2), (first.IsRefused, second.IsRefused, circuits.Open));

        foreach (var place in new[] { first, second })
        {
            await place.OnConnectionDownAsync(null!, Cancel);
            await place.OnCircuitClosedAsync(null!, Cancel);
        }

        Assert.Equal(0, circuits.Open);
    }

    [Fact]
    public async Task A_window_that_comes_back_while_it_waits_for_a_place_counts_once()
    {
        var circuits = Of(most: 1, all: 10, waits: "00:00:10");
        await circuits.TakeAsync("a", Cancel);
        var place = PlaceOf(circuits);
        var opening = place.OnCircuitOpenedAsync(null!, Cancel);

        await place.OnConnectionDownAsync(null!, Cancel);
        await place.OnConnectionUpAsync(null!, Cancel);
        Assert.Equal((false, 1), (opening.IsCompleted, circuits.Open));
        circuits.Return("a");
        await opening;
        await place.OnConnectionUpAsync(null!, Cancel);
        Assert.Equal((false, 1), (place.IsRefused, circuits.Open));

        await place.OnCircuitClosedAsync(null!, Cancel);
        Assert.Equal(0, circuits.Open);
    }

    [Fact]
    public async Task A_window_whose_line_is_lost_while_it_waits_holds_no_place_until_it_comes_back()
    {
        var circuits = Of(most: 1, all: 10, waits: "00:00:10");
        await circuits.TakeAsync("a", Cancel);
        var place = PlaceOf(circuits);
        var opening = place.OnCircuitOpenedAsync(null!, Cancel);

        await place.OnConnectionDownAsync(null!, Cancel);
        circuits.Return("a");
        await opening;
        Assert.Equal((false, 0), (place.IsRefused, circuits.Open));
        await place.OnConnectionUpAsync(null!, Cancel);
        Assert.Equal(1, circuits.Open);

        await place.OnCircuitClosedAsync(null!, Cancel);
        Assert.Equal(0, circuits.Open);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_window_that_is_closed_while_it_waits_leaves_nothing_behind(bool isPlace)
    {
        var circuits = Of(most: 1, all: 10, waits: isPlace ? "00:00:10" : "00:00:00.2");
        await circuits.TakeAsync("a", Cancel);
        var place = PlaceOf(circuits);
        var opening = place.OnCircuitOpenedAsync(null!, Cancel);

        await place.OnConnectionDownAsync(null!, Cancel);
        await place.OnCircuitClosedAsync(null!, Cancel);
        if (isPlace) circuits.Return("a");
        await opening;
        await place.OnConnectionUpAsync(null!, Cancel);

        Assert.Equal(isPlace ? 0 : 1, circuits.Open);
        // Nor is it counted among those that are told.
        Assert.True(circuits.MayBeTold("a"));
    }

    [Fact]
    public async Task Who_is_told_that_it_is_full_holds_no_place_and_is_not_told_without_end()
    {
        var circuits = Of(most: 2, all: 10);
        for (var n = 0; n < 2; n++) await circuits.TakeAsync("a", Cancel);
        var told = new List<CircuitPlace>();
        for (var n = 0; n < 2; n++)
        {
            told.Add(PlaceOf(circuits));
            await told[n].OnCircuitOpenedAsync(null!, Cancel);
            await told[n].OnConnectionUpAsync(null!, Cancel);
            Assert.True(told[n].IsRefused);
        }

        Assert.Equal(2, circuits.Open);
        await Assert.ThrowsAsync<InvalidOperationException>(() => PlaceOf(circuits).OnCircuitOpenedAsync(null!, Cancel));
        await told[0].OnConnectionDownAsync(null!, Cancel);
        await told[0].OnCircuitClosedAsync(null!, Cancel);
        var next = PlaceOf(circuits);
        await next.OnCircuitOpenedAsync(null!, Cancel);
        Assert.True(next.IsRefused);
        Assert.Equal(2, circuits.Open);
    }

    private static Circuits Of(int most, int all, string waits = "00:00:00.2") => new(new ConfigurationBuilder().AddInMemoryCollection(
        [new("Console:WindowsPerAccount", $"{most}"), new("Console:Windows", $"{all}"), new("Console:WindowWaits", waits)]).Build(), NullLogger<Circuits>.Instance);

    private static CircuitPlace PlaceOf(Circuits circuits) => new(circuits, new Somebody());

    private sealed class Somebody : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "a")], "test"))));
    }
}
