using InvestmentFair.Access;

namespace InvestmentFair.Web.Tests.House;

/// <summary>What staff see is never kept for somebody else.</summary>
public sealed class StaleCopyTests(HouseFactory house) : IClassFixture<HouseFactory>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/projects")]
    [InlineData("/en/plants")]
    [InlineData("/compare?ids=X-1")]
    public async Task A_page_opened_by_staff_first_is_a_strangers_page_afterwards(string address)
    {
        var staff = await house.BrowserOfAsync(Role.Organizer);
        using var first = await staff.GetAsync(address, Cancel);
        using var second = await (await house.BrowserOfAsync(null)).GetAsync(address, Cancel);
        using var third = await (await house.BrowserOfAsync(null)).GetAsync(address, Cancel);

        Assert.Null(first.Headers.Age);
        Assert.Null(second.Headers.Age);
        Assert.False(second.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain(nameof(Role.Organizer), await second.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.NotNull(third.Headers.Age);
    }

    [Fact]
    public async Task Pages_behind_the_login_are_stored_nowhere()
    {
        using var answer = await (await house.BrowserOfAsync(Role.Organizer)).GetAsync("/console", Cancel);

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Null(answer.Headers.Age);
    }
}
