using System.Collections.Concurrent;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using Microsoft.Extensions.Options;

namespace InvestmentFair.Files;

/// <summary>How much one account may bring in a day.</summary>
public sealed class UploadOptions
{
    public int FilesPerDay { get; set; } = 300;

    public long BytesPerDay { get; set; } = 1024L * 1024 * 1024;
}

/// <summary>
/// Counts what each account has brought since midnight, refused files included, so that a stolen account cannot fill the
/// disk. Kept in memory: a restart gives the day again.
/// </summary>
public sealed class UploadQuota(IOptions<UploadOptions> options, FairClock clock)
{
    private readonly ConcurrentDictionary<(Guid Account, DateOnly Day), (int Files, long Bytes)> _brought = new();

    public Refusal? Refuses(Actor actor)
    {
        var (files, bytes) = _brought.GetValueOrDefault((actor.Id, Today));
        if (files >= options.Value.FilesPerDay) return FileRefusals.QuotaFiles(options.Value.FilesPerDay);
        return bytes >= options.Value.BytesPerDay ? FileRefusals.QuotaBytes(options.Value.BytesPerDay) : null;
    }

    public void Count(Actor actor, long bytes)
    {
        var today = Today;
        foreach (var past in _brought.Keys.Where(k => k.Day < today)) _brought.TryRemove(past, out _);
        _brought.AddOrUpdate((actor.Id, today), (1, bytes), (_, sum) => (sum.Files + 1, sum.Bytes + bytes));
    }

    private DateOnly Today => FairTime.DayOf(clock.GetUtcNow().UtcDateTime);
}
