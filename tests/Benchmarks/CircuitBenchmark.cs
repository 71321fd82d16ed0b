using System.Globalization;
using InvestmentFair.Web.Commands;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

namespace InvestmentFair.Benchmarks;

/// <summary>
/// Managed heap of one open list of 25 rows: so many tabs of a real Chromium, each with a circuit of its own, on the page of
/// guests, measured after a full collection and less what the same tabs cost on a page without a circuit.
/// </summary>
public static class CircuitBenchmark
{
    private const int Circuits = 16;
    private const double Target = 2;
    private const string List = "/console/2027/guests";
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public static async Task<int> RunAsync()
    {
        var targets = new Targets();
        var directory = Directory.CreateTempSubdirectory("fair-bench-").FullName;
        // Where the factory looks for the sources of the program, outside of a test.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_INVESTMENTFAIR_WEB", Server.Sources());
        await using (var server = new Server(directory))
        {
            server.UseKestrel(0);
            server.StartServer();
            var address = server.ClientOptions.BaseAddress.ToString().TrimEnd('/');
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Environment.GetEnvironmentVariable("FAIR_TEST_CHROMIUM") ?? "/usr/bin/chromium", Args = Flags });
            var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address, Locale = "zh-CN" });
            context.SetDefaultTimeout(120_000);
            var first = await context.NewPageAsync();
            await first.GotoAsync("/account/login");
            await first.GetByLabel("登录名").FillAsync("admin");
            await first.GetByLabel("密码").FillAsync("Lingchuan-2027");
            await first.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
            await first.WaitForURLAsync("**/today");
            await OpenAsync(first);
            await first.GotoAsync("/account/password");

            var tabs = new List<IPage>();
            for (var i = 0; i < Circuits; i++)
            {
                tabs.Add(await context.NewPageAsync());
                await tabs[i].GotoAsync("/account/password");
            }

            var before = Heap();
            foreach (var tab in tabs) await OpenAsync(tab);
            await Task.Delay(2000);
            var after = Heap();
            var each = (after - before) / 1e6 / Circuits;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Circuits} circuits on {List}: managed heap {before / 1e6:0.0} -> {after / 1e6:0.0} MB = {each:0.00} MB a circuit{targets.Under("heap of a circuit", each, Target, "MB")}"));
        }

        Directory.Delete(directory, recursive: true);
        return targets.End();
    }

    private static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync(List);
        await page.Locator("table.grid tbody tr").Nth(24).WaitForAsync();
    }

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed class Server(string directory) : WebApplicationFactory<DatabaseHold>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Data:Directory", directory);
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            builder.UseSetting("Console:WindowsPerAccount", "200");
        }

        public static string Sources()
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
                if (File.Exists(Path.Combine(at.FullName, "InvestmentFair.sln"))) return Path.Combine(at.FullName, "src", "InvestmentFair.Web");
            throw new DirectoryNotFoundException("InvestmentFair.sln is above none of the program's directories.");
        }
    }
}
