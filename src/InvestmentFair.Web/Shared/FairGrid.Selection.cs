using InvestmentFair.Audit;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using InvestmentFair.Notes;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace InvestmentFair.Web.Shared;

// The rows chosen, and what is done with them.
public sealed partial class FairGrid<TRow>
{
    private readonly HashSet<Guid> _chosen = [];
    private (Guid Id, string Href)? _peeked;
    private FairGridSide? _side;
    private bool _opened;
    private IEditDesk? _edits;
    private EditBatch? _batch;
    private (EditTakenBack Back, string Label)? _back;

    // All that match, also those on other pages: the filter itself, asked again when something is done.
    private bool _all;

    [Inject]
    private IEnumerable<IEditDesk> Editors { get; set; } = [];

    [Inject]
    private ExportDesk Exports { get; set; } = default!;

    [Inject]
    private NoteDesk NoteBook { get; set; } = default!;

    [Inject]
    private IJSRuntime Scripts { get; set; } = default!;

    private int ChosenCount => _all ? _page?.Total ?? 0 : _chosen.Count;

    private Selection Chosen => _all ? Selection.AllOf(_state with { Number = 1 }) : Selection.Of(_chosen);

    private bool IsChosen(Guid id) => _all || _chosen.Contains(id);

    private void Choose(Guid id, bool chosen)
    {
        // One taken out of "all that match" leaves those that are seen; what is not seen was never ticked one by one.
        if (_all) ChoosePage(true);
        if (chosen) _chosen.Add(id);
        else _chosen.Remove(id);
    }

    private void ChoosePage(bool chosen)
    {
        if (_all) _chosen.Clear();
        _all = false;
        foreach (var row in _page?.Rows ?? [])
            if (chosen) _chosen.Add(List.IdOf(row));
            else _chosen.Remove(List.IdOf(row));
    }

    private void ChooseNone()
    {
        _all = false;
        _chosen.Clear();
    }

    private async Task EditManyAsync()
    {
        if (_edits is null || ChosenCount == 0) return;
        var dialog = await Dialogs.ShowAsync<EditManyDialog>(null, new DialogParameters<EditManyDialog>
        {
            { d => d.Edits, _edits },
            { d => d.Selection, Chosen },
            { d => d.Count, ChosenCount },
            { d => d.Fair, Fair },
        }, new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = false, BackdropClick = false });
        var result = await dialog.Result;
        (_batch, _back) = (result?.Data as EditBatch, null);
        if (_batch is { } done)
        {
            _undo.Push(new ListStep(done));
            (_last, _undone) = (null, null);
        }

        await LoadAsync();
    }

    private async Task TakeBackAsync(ListStep step, EditBatch batch)
    {
        var back = await _edits!.TakeBackAsync(await Me(), Fair, batch, CancellationToken.None);
        (_batch, _last, _undone) = (null, null, null);
        if (back.Refused)
        {
            // Nothing was taken back: it stays what can be.
            _undo.Push(step);
            Snackbar.Add(back.Text, MudBlazor.Severity.Error);
        }
        else
        {
            _back = (back.Value!, batch.Label);
        }

        await LoadAsync();
        if (_page?.Rows.Select(List.IdOf).FirstOrDefault(id => batch.Rows.Any(r => r.Id == id)) is { } first && first != Guid.Empty) await Scripts.InvokeVoidAsync("fair.showRow", Gone, first);
    }

    private async Task ExportAsync()
    {
        var selection = ChosenCount > 0 ? Chosen : null;
        var title = ListTexts.ExportTitle(selection is null ? _page?.Total ?? 0 : ChosenCount);
        var order = Guid.Empty;
        if (await AskAsync(Subject.None, title, new ExportForm { Recipient = (await Me()).Name }, async (form, _) =>
            {
                var ordered = await Exports.OrderAsync(await Me(), List.Key, string.IsNullOrEmpty(Fair) ? null : Fair, _state with { Number = 1 }, selection, form, Gone);
                order = ordered.Value;
                return ordered;
            }, title))
            await Scripts.InvokeVoidAsync("fair.download", Gone, $"/console/exports/{order}");
    }

    private async Task NoteAsync(Guid id, string name)
    {
        var dialog = await Dialogs.ShowAsync<NotesDialog>(null, new DialogParameters<NotesDialog>
        {
            { d => d.List, List.Key },
            { d => d.Id, id },
            { d => d.Name, name },
            { d => d.Fair, Fair },
        }, new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = false, BackdropClick = false });
        await dialog.Result;
        await LoadAsync();
    }

    // The address says what is open, so that the way back in the browser closes it; from one record to the next is no step of its
    // own. Whatever was typed at the side is asked about as wherever the address changes.
    private void Peek(TRow row)
    {
        // A second click comes before the first has opened anything: the address knows already.
        var asked = ListAddress.Opened(new Uri(Navigation.Uri).Query);
        if (asked == List.IdOf(row)) return;
        _opened = asked is null || _opened;
        Navigation.NavigateTo(Address(_state, List.IdOf(row)), replace: asked is not null);
    }

    private async Task OpenAsync(Guid? id)
    {
        if (id == _peeked?.Id) return;
        var row = id is null || Opens is null || Href is null ? null : _page?.Rows.FirstOrDefault(r => List.IdOf(r) == id);
        if (row is null && _peeked is null) return;
        _peeked = row is null ? null : (List.IdOf(row), Href!(row));
        StateHasChanged();
        if (row is null) await ClosedAsync();
    }

    private async Task ClosedAsync()
    {
        _opened = false;
        // What was done at the side may show in the list.
        await LoadAsync();
        await Scripts.InvokeVoidAsync("fair.focusRow", Gone);
    }

    private async Task CloseSideAsync()
    {
        if (_side is not null && !await _side.MayCloseAsync()) return;
        // Gone before the address changes, which would ask again.
        _peeked = null;
        StateHasChanged();
        // The step that opened it is taken back; an address that came with it open has none.
        if (_opened) await Scripts.InvokeVoidAsync("history.back", Gone);
        else Navigation.NavigateTo(Address(_state), replace: true);
        await ClosedAsync();
    }
}
