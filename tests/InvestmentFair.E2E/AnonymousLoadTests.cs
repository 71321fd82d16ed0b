using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>What somebody who has not logged in can take from the server: no circuit, no memory for asking, and a portal that goes on.</summary>
public class AnonymousLoadTests(FairSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_that_is_for_everybody_opens_a_socket()
    {
        await using var visit = await site.OpenAsync();
        var sockets = new ConcurrentBag<string>();
        visit.Page.WebSocket += (_, socket) => sockets.Add(socket.Url);
        var stops = (await PublicPages.StopsAsync(site.Services)).Where(s => !s.SignedIn).ToList();
        Assert.True(stops.Count > 30, $"{stops.Count} pages");

        foreach (var stop in stops)
            foreach (var address in stop.IsPersonal ? [$"/{stop.Address}"] : new[] { $"/{stop.Address}", $"/en/{stop.Address}" })
                await visit.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });

        Assert.Empty(sockets);
        // The control: the console opens one in the same browser, and it is seen.
        await visit.Page.GotoAsync("/account/login");
        await visit.LogInAsync("admin");
        await visit.Page.WaitForURLAsync("**/today");
        await WalkTests.StandsAsync(visit.Page);
        Assert.Single(sockets);
    }

    [Fact]
    public async Task Five_hundred_sockets_asked_for_by_nobody_are_refused_and_cost_no_memory()
    {
        await using var served = await ServedProcess.StartAsync();
        using var http = Http(served);
        await WarmAsync(http);
        var megabytes = served.Megabytes;

        var answers = new ConcurrentBag<HttpStatusCode>();
        await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 50, CancellationToken = Cancel }, async (n, cancel) =>
        {
            using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
            if (n % 2 == 0) socket.Options.SetRequestHeader("Origin", $"http://127.0.0.1:{served.Port}");
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{served.Port}/_blazor?id={Guid.NewGuid()}"), cancel));
            answers.Add(socket.HttpStatusCode);
            using var negotiated = await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, cancel);
            answers.Add(negotiated.StatusCode);
        });

        Assert.Equal(1000, answers.Count);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer));
        // Five hundred circuits would be hundreds of megabytes; what the collector has not cleared away yet is some tens.
        var after = served.Megabytes;
        Assert.True(after - megabytes < 80, $"{megabytes:0} MB before, {after:0} MB after");
        await WarmAsync(http);
    }

    /// <summary>Pages that were never asked for before, by many at once, and none of them twice: what is stored helps against none.</summary>
    [Fact]
    public async Task Whoever_copies_the_portal_at_many_lines_is_told_to_wait_and_takes_neither_memory_nor_a_fault()
    {
        await using var served = await ServedProcess.StartAsync(("Portal:MissesPerMinute", "300"));
        using var http = Http(served);
        await WarmAsync(http);
        using (var first = await http.GetAsync("/projects", Cancel)) Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var before = served.Megabytes;
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        var most = 0.0;
        using var done = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            for (; !done.IsCancellationRequested; await Task.Delay(50, Cancel)) most = Math.Max(most, served.Megabytes);
        }, Cancel);

        await Parallel.ForAsync(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 200, CancellationToken = Cancel }, async (n, cancel) =>
        {
            using var answer = await http.GetAsync($"/projects?q=copy{n}&min={n}", cancel);
            answers.AddOrUpdate(answer.StatusCode, 1, (_, known) => known + 1);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests) Assert.NotNull(answer.Headers.RetryAfter);
        });
        await done.CancelAsync();
        await watching;

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Keys.Order());
        Assert.Equal(4000, answers.Values.Sum());
        // The load may have run over the turn of a minute, and each minute has its own.
        Assert.InRange(answers[HttpStatusCode.OK], 100, 2000);
        Assert.True(most - before < 250, $"{before:0} MB before, {most:0} MB at most");
        // What is stored is still there for whoever shares that network.
        using var stored = await http.GetAsync("/projects", Cancel);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
    }

    private static HttpClient Http(ServedProcess served) => new(new SocketsHttpHandler { MaxConnectionsPerServer = 200, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{served.Port}"), Timeout = TimeSpan.FromSeconds(60) };

    // What the first requests take, compiled code among it, is not counted.
    private static async Task WarmAsync(HttpClient http)
    {
        for (var n = 0; n < 400; n++)
        {
            using var answer = await http.GetAsync(n % 2 == 0 ? "/" : "/projects", Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
