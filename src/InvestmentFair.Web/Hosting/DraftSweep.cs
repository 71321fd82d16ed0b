using InvestmentFair.Access;
using InvestmentFair.Drafts;

namespace InvestmentFair.Web.Hosting;

/// <summary>Throws away drafts that nobody came back for, at the start and then four times a day.</summary>
public sealed class DraftSweep(DraftDesk drafts, ILogger<DraftSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                await drafts.SweepAsync(Actor.Job, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A database that is busy now is swept the next time.
                log.LogWarning(fault, "Old drafts were not swept");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
