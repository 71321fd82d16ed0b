using Microsoft.Extensions.DependencyInjection;

namespace InvestmentFair.E2E;

/// <summary>The product with its sample data for one journey alone, which changes what others would stumble over, or needs settings of its own.</summary>
internal sealed class OwnSite : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fair-own-").FullName;
    private readonly FairSite.Server _server;

    private OwnSite(Action<IServiceCollection>? without, (string Key, string Value)[] settings) => _server = new FairSite.Server(_directory, settings) { Without = without };

    public string Address => _server.ClientOptions.BaseAddress.ToString().TrimEnd('/');

    public IServiceProvider Services => _server.Services;

    public static Task<OwnSite> StartAsync(params (string Key, string Value)[] settings) => StartAsync(null, settings);

    /// <param name="without">What a control takes away to see what happens without it.</param>
    /// <param name="settings">Where they differ from those of the common site.</param>
    public static async Task<OwnSite> StartAsync(Action<IServiceCollection>? without, params (string Key, string Value)[] settings)
    {
        var own = new OwnSite(without, settings);
        await SampleData.CopyToAsync(own._directory);
        own._server.UseKestrel(0);
        own._server.StartServer();
        return own;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
