using System.Net;
using System.Net.Sockets;

namespace InvestmentFair.E2E;

/// <summary>
/// The line between a browser and the server: everything passes through it until it is cut, as when the hall's Wi-Fi drops.
/// A cut line refuses new connections and ends those that stand.
/// </summary>
public sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Func<int> _to;
    private readonly List<TcpClient> _open = [];
    private bool _cut;

    private Line(Func<int> to)
    {
        _to = to;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <param name="to">The server's port, which may be another after it was started again.</param>
    public static Line To(Func<int> to) => new(to);

    public void Cut()
    {
        _cut = true;
        lock (_open)
        {
            foreach (var client in _open) client.Close();
            _open.Clear();
        }
    }

    public void Mend() => _cut = false;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        Cut();
        _listener.Stop();
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PassAsync(await _listener.AcceptTcpClientAsync(_over.Token));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task PassAsync(TcpClient browser)
    {
        using var server = new TcpClient();
        try
        {
            if (_cut) return;
            lock (_open) _open.AddRange([browser, server]);
            await server.ConnectAsync(IPAddress.Loopback, _to(), _over.Token);
            await Task.WhenAny(browser.GetStream().CopyToAsync(server.GetStream(), _over.Token), server.GetStream().CopyToAsync(browser.GetStream(), _over.Token));
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
        }
        finally
        {
            browser.Dispose();
            lock (_open) _open.RemoveAll(c => c == browser || c == server);
        }
    }
}
