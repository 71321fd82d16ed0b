using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Spreadsheets;
using InvestmentFair.Today;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;
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

    [Theory, ClassData(typeof(Both))]
    public async Task The_menu_says_what_Today_says_and_hears_of_whatever_is_saved(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var queries = new TodayQueries(house.Database.Contexts, house.Clock);
        var before = await CountsAsync();
        Assert.Equal(["answers", "enquiries-open", "invitations", "requests"], before.Keys.Order());

        var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Unknown).Select(g => g.Id).FirstAsync(TestContext.Current.CancellationToken));
        House.Done(await house.Delegations.AnswerAsync(House.Organizer, House.Fair, guest, await house.VersionAsync<Guest>(guest), Attendance.Coming, TestContext.Current.CancellationToken));
        var after = await CountsAsync();
        Assert.Equal(before["answers"] - 1, after["answers"]);

        // What waits ends by the clock alone as well, within the minute of the menu.
        house.Time.Advance(TimeSpan.FromDays(400));
        Assert.DoesNotContain("requests", (await CountsAsync()).Keys);

        async Task<Dictionary<string, int>> CountsAsync()
        {
            var menu = await queries.MenuAsync(House.Organizer, House.Fair, TestContext.Current.CancellationToken);
            var today = (await queries.TodayAsync(House.Organizer, House.Fair, TestContext.Current.CancellationToken)).Waiting.ToDictionary(c => c.Key);
            Assert.All(menu, c => Assert.Equal(today[c.Key], c));
            return menu.ToDictionary(c => c.Key, c => c.Count);
        }
    }

    private static (string? Fair, string List, ListState State) Read(string address)
    {
        var (path, query) = address.Split('?') is [var p, var q] ? (p, q) : (address, "");
        var filters = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=')).ToDictionary(f => f[0]["f.".Length..], f => f[1]);
        return (path.Split('/') is [_, _, var fair, _] ? fair : null, path.Split('/')[^1], new ListState { Filters = filters });
    }
}
