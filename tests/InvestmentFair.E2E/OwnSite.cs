namespace InvestmentFair.E2E;

/// <summary>The product with its sample data for one journey alone, which changes what others would stumble over, or needs settings of its own.</summary>
internal sealed class OwnSite : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fair-own-").FullName;
    private readonly FairSite.Server _server;

    public OwnSite(params (string Key, string Value)[] settings)
    {
        _server = new FairSite.Server(_directory, settings);
        _server.UseKestrel(0);
        _server.StartServer();
    }

    public string Address => _server.ClientOptions.BaseAddress.ToString().TrimEnd('/');

    public IServiceProvider Services => _server.Services;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
