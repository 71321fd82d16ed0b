using InvestmentFair.Access;
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
        // From an earlier fair as well, at which those who asked at this one are not forgotten.
        foreach (var (actor, fair) in new[] { (House.Organizer, House.Fair), (House.Organizer, "2024"), (new Actor(Guid.NewGuid(), "管理员（测试）", Role.Administrator), House.Fair) })
        {
            var today = await provider.GetRequiredService<TodayQueries>().TodayAsync(actor, fair, TestContext.Current.CancellationToken);
            Assert.Contains(today.Waiting, c => c.Count > 0);
            Assert.Equal(actor.May(Permission.ManageAccounts), today.Waiting.Any(c => c.Key == "unguarded"));
            Assert.Equal(fair != House.Fair, today.Waiting.Any(c => c.Key.StartsWith("enquiries-", StringComparison.Ordinal) && c.Address.StartsWith($"/console/{House.Fair}/", StringComparison.Ordinal) && c.Key.EndsWith(House.Fair, StringComparison.Ordinal)));
            // What is not published yet leads to where it is published, which is no list.
            foreach (var count in today.Waiting.Where(c => c.Key != "unpublished").Concat(today.Standing).Append(new TodayCount("rate", "", today.Answered.Of, $"/console/{fair}/enquiries?f.measured=yes", false)))
            {
                var (of, list, state) = Read(count.Address);
                using var workbook = new MemoryStream();
                var (rows, _) = House.Done(await lists[list].WriteAsync(workbook, actor, of ?? fair, state, null, TestContext.Current.CancellationToken));
                Assert.True(rows == count.Count, $"{count.Key}: {count.Count} on Today, {rows} in {count.Address}");
            }
        }
    }

    private static (string? Fair, string List, ListState State) Read(string address)
    {
        var (path, query) = address.Split('?') is [var p, var q] ? (p, q) : (address, "");
        var filters = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=')).ToDictionary(f => f[0]["f.".Length..], f => f[1]);
        return (path.Split('/') is [_, _, var fair, _] ? fair : null, path.Split('/')[^1], new ListState { Filters = filters });
    }
}
