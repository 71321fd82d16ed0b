namespace InvestmentFair.Kernel;

/// <summary>
/// The product's clock. Where a start is set (Development, tests) it begins there and runs on, never behind what was last
/// recorded; otherwise it is the system's. Logins, cookies and caches stay on the system clock.
/// </summary>
public sealed class FairClock(TimeProvider system) : TimeProvider
{
    private readonly long _began = system.GetTimestamp();
    private DateTimeOffset? _start;

    /// <summary>The product's time was set by configuration: every page says so.</summary>
    public bool IsSet => _start is not null;

    public DateTimeOffset? Start => _start;

    public void StartAt(DateTimeOffset start, DateTime lastRecorded)
    {
        var last = new DateTimeOffset(DateTime.SpecifyKind(lastRecorded, DateTimeKind.Utc));
        _start = start > last ? start : last;
    }

    public override DateTimeOffset GetUtcNow() => _start is { } start ? start.ToUniversalTime() + system.GetElapsedTime(_began) : system.GetUtcNow();
}
