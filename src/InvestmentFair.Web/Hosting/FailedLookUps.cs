using System.Collections.Concurrent;
using System.Net;

namespace InvestmentFair.Web.Hosting;

/// <summary>
/// Counts look-ups of enquiries that do not exist, by address. A ballroom sits behind one address and looks up what does exist,
/// so only failures count; who has failed too often in a minute is told to wait until it is over.
/// </summary>
public sealed class FailedLookUps(TimeProvider clock)
{
    public const int MostAMinute = 30;
    private const int MostRemembered = 10_000;
    private readonly ConcurrentDictionary<IPAddress, (long Minute, int Failures)> _failures = [];

    private long Minute => clock.GetUtcNow().ToUnixTimeSeconds() / 60;

    public bool IsBarred(IPAddress? from) =>
        _failures.TryGetValue(from ?? IPAddress.None, out var of) && of.Minute == Minute && of.Failures >= MostAMinute;

    public void Failed(IPAddress? from)
    {
        var minute = Minute;
        if (_failures.Count > MostRemembered)
            foreach (var (address, of) in _failures)
                if (of.Minute != minute) _failures.TryRemove(address, out _);
        _failures.AddOrUpdate(from ?? IPAddress.None, (minute, 1), (_, of) => of.Minute == minute ? (minute, of.Failures + 1) : (minute, 1));
    }
}
