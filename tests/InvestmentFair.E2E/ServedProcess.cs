using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace InvestmentFair.E2E;

/// <summary>The product as a process of its own, with data of its own, that can be ended in any way and started again.</summary>
public sealed class ServedProcess : IAsyncDisposable
{
    private readonly string _directory;
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private ServedProcess(string directory, Dictionary<string, string> settings) => (_directory, _settings) = (directory, settings);

    public int Port { get; } = FreePort();

    /// <summary>Megabytes of memory that the process holds now.</summary>
    public double Megabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process!.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<ServedProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var served = new ServedProcess(Directory.CreateTempSubdirectory("fair-served-").FullName, settings.ToDictionary(s => s.Key, s => s.Value));
        await SampleData.CopyToAsync(served._directory);
        await served.StartAgainAsync();
        return served;
    }

    /// <summary>Started and stopped once over an empty directory, which it leaves with its sample data in it.</summary>
    internal static async Task FillAsync(string directory)
    {
        var served = new ServedProcess(directory, []);
        await served.StartAgainAsync();
        await served.StopAsync();
        served._process!.Dispose();
    }

    public async Task StartAgainAsync()
    {
        var (web, program) = Program();
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = web, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { program, "--urls", $"http://127.0.0.1:{Port}", "--Data:Directory", _directory, "--Logging:LogLevel:Default", "Warning" }) start.ArgumentList.Add(argument);
        foreach (var (key, value) in _settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            if (_process.HasExited) throw new InvalidOperationException($"The server ended with {_process.ExitCode}.");
            try
            {
                if ((await http.GetAsync($"http://127.0.0.1:{Port}/healthz/ready")).StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException) when (waited.Elapsed < TimeSpan.FromMinutes(5))
            {
            }
        }
    }

    /// <summary>For a control: as if nothing that was typed had been kept.</summary>
    public async Task ForgetDraftsAsync()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_directory, "fair.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM \"Drafts\"";
        Assert.True(await command.ExecuteNonQueryAsync() > 0, "there was no draft");
    }

    /// <summary>Asked to stop, as by an update or a shut-down of the machine.</summary>
    public async Task StopAsync()
    {
        using var asking = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await asking.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    /// <summary>Killed on the spot, as by a power cut.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static (string Web, string Program) Program()
    {
        var configuration = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^1];
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "InvestmentFair.sln")))
                return (Path.Combine(at.FullName, "src", "InvestmentFair.Web"), Path.Combine(at.FullName, ".artifacts", "bin", "InvestmentFair.Web", configuration, "InvestmentFair.Web.dll"));
        throw new DirectoryNotFoundException("InvestmentFair.sln is above none of the test's directories.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
