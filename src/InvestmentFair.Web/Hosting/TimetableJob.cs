using InvestmentFair.Access;
using InvestmentFair.Meetings;

namespace InvestmentFair.Web.Hosting;

/// <summary>Looks for the timetables that were asked for, one after the other.</summary>
public sealed class TimetableJob(RunDesk runs, ILogger<TimetableJob> log) : BackgroundService
{
    // Whoever replans stands and waits; a look is one row of a small table.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                while (await runs.WorkAsync(Actor.Job, stoppingToken)) stoppingToken.ThrowIfCancellationRequested();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "Timetables could not be looked for just now");
                pause = AfterFault;
            }

            await Task.Delay(pause, stoppingToken);
        }
    }
}
