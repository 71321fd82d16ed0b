using System.Data.Common;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Staff.Meetings;

// What others do meanwhile: looked for every second, which also finds what another process of the product saved.
public sealed partial class BoardPage
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private IReadOnlyDictionary<Guid, string> _others = new Dictionary<Guid, string>();
    private long _asOf;

    [Inject]
    private ILogger<BoardPage> Log { get; set; } = default!;

    private string OthersText => string.Join(' ', _board!.Placed.Concat(_board.Tray).Where(c => _others.ContainsKey(c.Id)).GroupBy(c => _others[c.Id])
        .Select(g => StaffTexts.ChangedBy(g.Key, [.. g.Select(c => c.Number.Length > 0 ? c.Number : c.Subject)])));

    private async Task FollowAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(LookEvery);
            while (await timer.WaitForNextTickAsync(Gone))
                if (!_busy && _board is not null) await LookAsync();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The reader has left the page.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private async Task LookAsync()
    {
        var since = _asOf;
        try
        {
            var changes = await Queries.ChangesAsync(await Me(), since, Gone);
            // What the reader's own hands have done meanwhile has read the board again.
            if (since != _asOf || _busy) return;
            if (changes is { ShowOnBoard: true })
            {
                await LoadAsync();
                _others = changes.By;
                if (_chosen is { } card) await ChooseAsync(card);
                else _verdicts = null;
            }
            else
            {
                // How far a search has come is no save, and is looked at while one goes on.
                if (changes is null && _run?.Run.IsLive is not true) return;
                _asOf = changes?.AsOf ?? _asOf;
                await ReadRunAsync();
            }
        }
        catch (DbException fault)
        {
            // A database that is away for a moment is asked again; what stands on the board still stands there.
            Log.LogWarning(fault, "The board did not learn what others did");
            return;
        }

        StateHasChanged();
    }
}
