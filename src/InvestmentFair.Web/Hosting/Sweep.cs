namespace InvestmentFair.Web.Hosting;

/// <summary>Throws away what nobody needs any more, at the start and then four times a day.</summary>
public abstract class Sweep(ILogger log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    protected abstract Task SweepAsync(CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A database that is busy now is swept the next time.
                log.LogWarning(fault, "{Sweep} came to nothing", GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
