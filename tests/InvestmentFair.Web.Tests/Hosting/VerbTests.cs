using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using InvestmentFair.Tests;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>The program as it is started from a command line, in processes of its own.</summary>
public sealed partial class VerbTests : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("verbs-").FullName;
    private readonly List<Running> _started = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mistyped_verb_starts_nothing()
    {
        var (code, words) = await RunAsync("verfy");

        Assert.Equal(2, code);
        Assert.Contains("serve, migrate, seed, verify", words, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_data));
    }

    [Fact]
    public async Task Production_never_loads_the_sample_data()
    {
        var (code, words) = await RunAsync("seed", "--environment=Production");

        Assert.Equal(2, code);
        Assert.Contains("Development only", words, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_data, "fair.db")));
    }

    [Fact]
    public async Task Verifying_what_is_not_there_says_so_and_makes_nothing()
    {
        var (code, words) = await RunAsync("verify");

        Assert.Equal(2, code);
        Assert.Contains("There is no database", words, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_data, "fair.db")));
    }

    [Theory]
    [InlineData("serve", "--Clock:Start=2026-11-02 08:30", "Clock:Start")]
    [InlineData("serve", "--Clock:Start=soon", "Clock:Start")]
    [InlineData("serve", "--Portal:PublicBaseUrl=fair.example.gov.cn", "is no address of a site")]
    [InlineData("serve", "--Portal:PublicBaseUrl=ftp://fair.example.gov.cn", "is no address of a site")]
    [InlineData("serve", "--Portal:PublicBaseUrl=https://fair.example.gov.cn/portal", "is no address of a site")]
    [InlineData("serve", "--Portal:PublicBaseUrl=https://fair.example.gov.cn?x=1", "is no address of a site")]
    [InlineData("serve", "--environment=Production", "Portal:PublicBaseUrl is not set")]
    [InlineData("serve", "--environment=Staging", "Portal__PublicBaseUrl")]
    [InlineData("migrate", "--ConnectionStrings:Fair=Data Source=not-there/fair.db", "There is no directory")]
    public async Task What_is_configured_wrongly_is_named_and_nothing_starts(string verb, string setting, string named)
    {
        var (code, words) = await RunAsync(verb, setting);

        Assert.Equal(2, code);
        Assert.Contains(named, words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve", false)]
    [InlineData("serve", true)]
    [InlineData("seed", false)]
    public async Task A_secret_that_can_be_neither_made_nor_read_is_named_and_nothing_starts(string verb, bool isCutShort)
    {
        var keys = Path.Combine(_data, "keys");
        if (isCutShort) await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(keys).FullName, "links.key"), new byte[7], Cancel);
        else await File.WriteAllTextAsync(keys, "no directory", Cancel);

        var (code, words) = await RunAsync(verb, $"--urls=http://127.0.0.1:{FreePort()}");

        Assert.Equal(2, code);
        Assert.Contains("The secret of the personal links can be neither read nor made; not started", words, StringComparison.Ordinal);
        Assert.Contains(isCutShort ? "links.key" : keys, words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_offers_a_link_once_a_second_process_is_refused_and_a_stop_is_clean()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var server = Start("serve", "--environment=Production", $"--urls={address}", $"--Portal:PublicBaseUrl={address}/");
        var link = await server.SaysAsync(SetupLink());
        Assert.StartsWith(address, link, StringComparison.Ordinal);
        using var browser = new HttpClient();
        Assert.Equal("Healthy", await browser.GetStringAsync($"{address}/healthz/live", Cancel));
        Assert.Equal("Healthy", await browser.GetStringAsync($"{address}/healthz/ready", Cancel));
        Assert.Contains("Input.UserName", await browser.GetStringAsync(link, Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("Input.UserName", await browser.GetStringAsync($"{address}/account/setup?token=0123", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("示例数据", await browser.GetStringAsync($"{address}/", Cancel), StringComparison.Ordinal);

        foreach (var verb in new[] { "serve", "migrate" })
        {
            var (refused, words) = await RunAsync(verb, "--environment=Production", $"--urls=http://127.0.0.1:{FreePort()}", $"--Portal:PublicBaseUrl={address}");
            Assert.Equal(2, refused);
            Assert.Contains(server.Id.ToString(CultureInfo.InvariantCulture), words, StringComparison.Ordinal);
        }

        var (sound, lines) = await RunAsync("verify", "--environment=Production");
        Assert.True(sound == 0, lines);
        Assert.Contains("audit-chain", lines, StringComparison.Ordinal);

        using (Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)])!) Assert.Equal(0, await server.EndsAsync());
        Assert.False(File.Exists(Path.Combine(_data, "fair.db-wal")) && new FileInfo(Path.Combine(_data, "fair.db-wal")).Length > 0, "the log was not written back");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started) await started.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task<(int Code, string Words)> RunAsync(params string[] arguments)
    {
        var run = Start(arguments);
        return (await run.EndsAsync(), run.Words);
    }

    private Running Start(params string[] arguments)
    {
        var how = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments, $"--Data:Directory={_data}", $"--contentRoot={Path.Combine(FairDatabase.SeedDirectory, "..", "src", "InvestmentFair.Web")}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        how.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        how.Environment["DOTNET_ENVIRONMENT"] = "Development";
        var running = new Running(Process.Start(how)!);
        _started.Add(running);
        return running;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"http\S+/account/setup\?token=[0-9a-f]{32}")]
    private static partial Regex SetupLink();

    private sealed class Running : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly System.Text.StringBuilder _words = new();

        public Running(Process process)
        {
            _process = process;
            process.OutputDataReceived += Hear;
            process.ErrorDataReceived += Hear;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public int Id => _process.Id;

        public string Words
        {
            get
            {
                lock (_words) return _words.ToString();
            }
        }

        public async Task<string> SaysAsync(Regex words)
        {
            var patience = Stopwatch.StartNew();
            while (patience.Elapsed < TimeSpan.FromSeconds(60) && !_process.HasExited)
            {
                if (words.Match(Words) is { Success: true } match) return match.Value;
                await Task.Delay(50, Cancel);
            }

            throw new InvalidOperationException(Words);
        }

        public async Task<int> EndsAsync()
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }

            _process.Dispose();
        }

        private void Hear(object sender, DataReceivedEventArgs heard)
        {
            lock (_words) _words.AppendLine(heard.Data);
        }
    }
}
