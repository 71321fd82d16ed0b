using InvestmentFair.Access;
using InvestmentFair.Files;

namespace InvestmentFair.Web.Hosting;

/// <summary>Uploads that never became part of a record.</summary>
public sealed class UploadSweep(FileDesk files, ILogger<UploadSweep> log) : Sweep(log)
{
    private readonly ILogger _log = log;

    protected override async Task SweepAsync(CancellationToken cancel)
    {
        var swept = await files.SweepAsync(Actor.Job, cancel);
        if (swept.Files > 0) _log.LogInformation("{Files} uploads that no record points at were removed, {Bytes} bytes", swept.Files, swept.Bytes);
    }
}
