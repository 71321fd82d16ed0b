using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace InvestmentFair.Web.Account;

/// <summary>
/// Beyond the lock of one account: after so many wrong logins under a name, known or not, or from an address, further ones
/// are not even looked at for a while. It lives in this process; the lock of the account stands in the database and
/// outlives a restart.
/// </summary>
public sealed class LoginThrottle(TimeProvider clock)
{
    public const int MostByName = 5;

    // A county office or a hotel is one address.
    public const int MostByAddress = 50;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int MostKeys = 20_000;

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _failures = new();

    public bool Allows(string name, IPAddress? address) => Count(NameKey(name)) < MostByName && Count(AddressKey(address)) < MostByAddress;

    public void Failed(string name, IPAddress? address)
    {
        // Somebody who tries names at random must not fill the memory.
        if (_failures.Count > MostKeys)
            foreach (var key in _failures.Keys)
                if (Count(key) == 0) _failures.TryRemove(key, out _);
        Note(AddressKey(address));
        if (_failures.Count <= MostKeys) Note(NameKey(name));
    }

    /// <summary>Whoever got in has mistyped before; the address goes on counting.</summary>
    public void Succeeded(string name) => _failures.TryRemove(NameKey(name), out _);

    private int Count(string key)
    {
        if (!_failures.TryGetValue(key, out var times)) return 0;
        lock (times)
        {
            while (times.TryPeek(out var first) && clock.GetUtcNow() - first > Window) times.Dequeue();
            return times.Count;
        }
    }

    private void Note(string key)
    {
        var times = _failures.GetOrAdd(key, _ => new Queue<DateTimeOffset>());
        lock (times) times.Enqueue(clock.GetUtcNow());
    }

    private static string NameKey(string name) => $"name {name.Trim().ToUpperInvariant()}";

    // Whoever has one address of version 6 has the sixty-four bits below it.
    private static string AddressKey(IPAddress? address) => address switch
    {
        null => "address",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => $"address {Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))}",
        _ => $"address {address.MapToIPv4()}",
    };
}
