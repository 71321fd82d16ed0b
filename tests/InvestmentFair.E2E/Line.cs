using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace InvestmentFair.E2E;

/// <summary>
/// The line between a browser and the server: everything passes through it until it is cut, as when the hall's Wi-Fi drops.
/// A cut line refuses new connections and ends those that stand. A long one keeps everything back for a while, in both directions.
/// </summary>
public sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Func<int> _to;
    private readonly TimeSpan _delay;
    private readonly List<TcpClient> _open = [];
    private bool _cut;

    private Line(Func<int> to, TimeSpan delay)
    {
        (_to, _delay) = (to, delay);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <param name="to">The server's port, which may be another after it was started again.</param>
    /// <param name="delay">How long everything is on its way, one way.</param>
    public static Line To(Func<int> to, TimeSpan delay = default) => new(to, delay);

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
            await Task.WhenAny(CarryAsync(browser.GetStream(), server.GetStream()), CarryAsync(server.GetStream(), browser.GetStream()));
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

    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        if (_delay == default)
        {
            await from.CopyToAsync(to, _over.Token);
            return;
        }

        // What follows does not wait for what goes before it to arrive.
        var underway = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        var arriving = ArriveAsync(underway.Reader, to);
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, _over.Token) is var read and > 0) underway.Writer.TryWrite((Environment.TickCount64 + (long)_delay.TotalMilliseconds, buffer[..read]));
        underway.Writer.Complete();
        await arriving;
    }

    private async Task ArriveAsync(ChannelReader<(long Due, byte[] Bytes)> underway, NetworkStream to)
    {
        await foreach (var (due, bytes) in underway.ReadAllAsync(_over.Token))
        {
            if (due - Environment.TickCount64 is > 0 and var left) await Task.Delay((int)left, _over.Token);
            await to.WriteAsync(bytes, _over.Token);
        }
    }
}
