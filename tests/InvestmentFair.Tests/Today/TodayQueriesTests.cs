using InvestmentFair.Spreadsheets;
using InvestmentFair.Today;
using InvestmentFair.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace InvestmentFair.Tests.Today;

public sealed class TodayQueriesTests
{
    [Theory, ClassData(typeof(Both))]
    public async Task Every_count_is_that_of_the_list_it_opens(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var services = new ServiceCollection().AddLogging().AddInvestmentFair(house.Database.Connection);
        services.AddSingleton(house.Clock);
        await using var provider = services.BuildServiceProvider();
        var lists = provider.GetServices<IListOf>().ToDictionary(l => l.Key);
        var today = await provider.GetRequiredService<TodayQueries>().TodayAsync(House.Organizer, House.Fair, TestContext.Current.CancellationToken);

        Assert.Contains(today.Waiting, c => c.Count > 0);
        foreach (var count in today.Waiting.Concat(today.Standing))
        {
            var (list, state) = Read(count.Address);
            using var workbook = new MemoryStream();
            var (rows, _) = House.Done(await lists[list].WriteAsync(workbook, House.Organizer, House.Fair, state, null, TestContext.Current.CancellationToken));
            Assert.True(rows == count.Count, $"{count.Key}: {count.Count} on Today, {rows} in {count.Address}");
        }
    }

    private static (string List, ListState State) Read(string address)
    {
        var (path, query) = address.Split('?') is [var p, var q] ? (p, q) : (address, "");
        var filters = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=')).ToDictionary(f => f[0]["f.".Length..], f => f[1]);
        return (path.Split('/')[^1], new ListState { Filters = filters });
    }
}
