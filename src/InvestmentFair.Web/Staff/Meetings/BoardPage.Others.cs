using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Staff.Meetings;

// What others do meanwhile: looked for every second, which also finds what another process of the product saved.
public sealed partial class BoardPage
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    [Inject]
    private FairClock Clock { get; set; } = default!;

    private IReadOnlyDictionary<Guid, string> _others = new Dictionary<Guid, string>();
    private long _asOf;

    private string OthersText => string.Join(' ', _board!.Placed.Concat(_board.Tray).Where(c => _others.ContainsKey(c.Id)).GroupBy(c => _others[c.Id])
        .Select(g => StaffTexts.ChangedBy(g.Key, [.. g.Select(c => c.Number.Length > 0 ? c.Number : c.Subject)])));

    private Task FollowAsync() => LookEveryAsync(() => LookEvery, () => _busy || _board is null ? Task.CompletedTask : LookAsync());

    private async Task LookAsync()
    {
        var since = _asOf;
        var changes = await Queries.ChangesAsync(await Me(), since, Gone);
        // What the reader's own hands have done meanwhile has read the board again.
        if (since != _asOf || _busy) return;
        if (changes is { ShowOnBoard: true } || _board!.TurnsAt <= Clock.GetUtcNow().UtcDateTime)
        {
            await LoadAsync();
            if (changes is { ShowOnBoard: true }) _others = changes.By;
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

        StateHasChanged();
    }
}
