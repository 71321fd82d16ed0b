using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace InvestmentFair.Web.Staff.Meetings;

// Timetables that are looked for, and what of this one was not published yet.
public sealed partial class BoardPage
{
    private RunOnBoard? _run;
    private Unpublished? _unpublished;
    private string? _away;

    [Inject]
    private RunDesk Runs { get; set; } = default!;

    [Inject]
    private ReleaseQueries Releases { get; set; } = default!;

    [Inject]
    private IJSRuntime Scripts { get; set; } = default!;

    // This browser remembers it: for colleagues, and on their boards, it still waits.
    private bool IsPutAway(RunOnBoard run) => !run.Run.IsLive && run.Run.Id.ToString() == _away;

    private async Task PutAwayAsync(RunOnBoard run) => await Scripts.InvokeVoidAsync("fair.putAway", Gone, _away = run.Run.Id.ToString());

    private async Task ReadRunAsync() => _run = await Schedule.OnBoardAsync(await Me(), Fair, Gone);

    // Seconds and the rest are as set for the fair; whoever wants others asks among the searches.
    private Task LookForAsync(RunKind kind) => DoAsync(me => Runs.AskAsync(me, Fair, new RunForm { Kind = kind }, Gone), keeps: true, _ => RunTexts.AskedFor(kind.Text));

    // It has begun or come further since it was drawn: it is stopped as it stands now.
    private async Task StopAsync(ScheduleRun drawn)
    {
        await ReadRunAsync();
        if (_run?.Run is { IsLive: true } run && run.Id == drawn.Id) await DoAsync(me => Runs.StopAsync(me, Fair, run.Id, run.Version, Gone), keeps: true);
    }

    private async Task AcceptAsync(RunOnBoard found)
    {
        if (_busy || await AcceptDialog.AskAsync(Dialogs, Fair, found.Run, found.Ordinal!.Value) is not { } accepted) return;
        Say(accepted, accepted.Value is { } became ? RunTexts.Became(became) : null);
        Unchoose();
        await LoadAsync();
    }
}
