using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Edits;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace InvestmentFair.Web.Shared;

// Cells put right one by one, down the rows. The hands go on at once; what is saved, and what is not and why, is said in the cell.
public sealed partial class FairGrid<TRow>
{
    private readonly Dictionary<(Guid Row, string Column), CellEdit> _cells = [];
    private readonly HashSet<(Guid Row, string Column)> _put = [];
    private readonly Stack<ListStep> _undo = new();
    private Dictionary<string, EditChoice> _columnEdits = [];
    private Guid? _owner;
    private Reckoning? _at;
    private Task _putting = Task.CompletedTask;
    private Task _filling = Task.CompletedTask;
    private Task _undoing = Task.CompletedTask;
    private IReadOnlySet<string> _choosing = new HashSet<string>();
    private CellPut? _last;
    private string? _undone;
    private bool _told;
    private MudBlazor.Snackbar? _beside;

    [Inject]
    private FairQueries Fairs { get; set; } = default!;

    [Inject]
    private ChoiceQueries Offers { get; set; } = default!;

    [Inject]
    private FairClock Clock { get; set; } = default!;

    // The change of many that is told above the list is the one that is taken back next: its button stands there.
    private bool BatchIsLast => _batch is { } told && _undo.TryPeek(out var step) && step.Batch == told;

    private string UndoSays(ListStep step) => step.Put?.Paste is { } paste && _undo.Count(s => s.Put?.Paste == paste) is > 1 and var cells ? ListTexts.Pasted(cells) : step.Says;

    private List<(Guid Row, string Column)> Rescued => [.. _cells.Where(c => c.Value.IsRescued).Select(c => c.Key)];

    private int Unsaved => _cells.Values.Count(c => c.IsUnsaved);

    private Task ActAsync(CellActEventArgs act) => act.Act switch
    {
        "open" => OpenAsync(act.Row, act.Column),
        "keep" => KeepAsync(act),
        "drop" => DropAsync((act.Row, act.Column)),
        "fill" => _filling = FillAsync(_filling, act),
        "filled" => SayLeftAsync(act),
        "rescue" => RescueAsync(act),
        "undo" => UndoAsync(),
        _ => Task.CompletedTask,
    };

    private async Task OpenAsync(Guid row, string column)
    {
        // What is still being saved of this row may change what the next cell says.
        if (_cells.Any(c => c.Key.Row == row && c.Value.IsSaving)) await _putting;
        foreach (var other in _cells.Values) other.IsOpen = false;
        if (_cells.TryGetValue((row, column), out var known))
        {
            known.IsOpen = true;
            return;
        }

        if (await LookAsync(row, column) is { } cell) _cells[(row, column)] = cell;
        else await Scripts.InvokeVoidAsync("fair.cellGone", Gone, row, column);
    }

    private async Task<CellEdit?> LookAsync(Guid row, string column)
    {
        if (_edits is null || !_columnEdits.TryGetValue(column, out var choice)) return null;
        var me = await Me();
        // Whoever leaves the page has done it all the same: what was pasted, and what is taken back, is gone through to its end.
        _at ??= await Fairs.ReckoningAsync(me, Fair, Clock, CancellationToken.None);
        var cell = await _edits.CellAsync(me, Fair, row, choice.Key, CancellationToken.None);
        if (cell.Refused) Snackbar.Add(cell.Text, MudBlazor.Severity.Error);
        return cell.Refused ? null : new CellEdit(cell.Value!, _at.Value);
    }

    // The next cell opens at once, and this one is saved behind it: nobody waits for a database between two rows.
    private async Task KeepAsync(CellActEventArgs act)
    {
        var key = (act.Row, act.Column);
        if (_cells.TryGetValue(key, out var cell) && cell.IsOpen)
        {
            if (act.Text is { } text) cell.Type(text);
            cell.IsOpen = false;
            if (cell.IsChanged) Put(key, cell);
            else await DropAsync(key);
        }

        if (act is { ToRow: { } row, ToColumn: { } column }) await OpenAsync(row, column);
    }

    private void Put((Guid Row, string Column) key, CellEdit cell)
    {
        cell.IsSaving = true;
        _putting = PutAfterAsync(_putting, key, cell);
    }

    // One after the other, in the order they were typed.
    private async Task PutAfterAsync(Task before, (Guid Row, string Column) key, CellEdit cell)
    {
        await before;
        try
        {
            if (cell.Filling.Unreadable is [var unreadable, ..]) cell.Say(unreadable.Text);
            else await PutNowAsync(key, cell);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Nothing of it was written; it stays in the cell.
            Log.LogError(fault, "A cell of {List} could not be saved", List.Key);
            cell.Say(fault is NotAllowedException ? HouseTexts.NotYours : ListTexts.CellFailed);
        }

        if (!Gone.IsCancellationRequested) StateHasChanged();
    }

    private async Task PutNowAsync((Guid Row, string Column) key, CellEdit cell)
    {
        var (seen, form) = (cell.Seen, cell.Filling.Form.Copy());
        var outcome = await _edits!.PutAsync(await Me(), Fair, key.Row, cell.Cell.Choice.Key, form, seen, CancellationToken.None);
        cell.Take(outcome);
        if (outcome.Notice is { } notice && !cell.IsUndo) SayBeside(HouseTexts.Pair(cell.Cell.Name, notice));
        if (!outcome.Refused) await StandsAsync(key, cell, new CellPut(key.Row, key.Column, cell.Cell, seen, await KeptAsync(key.Row, cell, form)) { Paste = cell.Paste });
        if (!outcome.Refused || cell.Theirs is not null) await ShowAgainAsync(key.Row);
    }

    // Down a column each row may say the same: the newest takes the place of the one before, so that they do not lie over the rows.
    private void SayBeside(string notice)
    {
        if (_beside is { } before) Snackbar.Remove(before);
        _beside = Snackbar.Add(notice, MudBlazor.Severity.Warning);
    }

    // What was typed may have been tidied before it was kept: a number closed up, spaces taken off the ends.
    private async Task<string> KeptAsync(Guid row, CellEdit cell, Form typed)
    {
        var stands = await _edits!.CellAsync(await Me(), Fair, row, cell.Cell.Choice.Key, CancellationToken.None);
        return stands.Value?.Text ?? FieldText.Of(cell.Field.GetValue(typed));
    }

    private async Task StandsAsync((Guid Row, string Column) key, CellEdit cell, CellPut put)
    {
        // Opened again while it was being saved: what is typed there now goes on from what stands.
        if (cell.IsOpen)
        {
            cell.Stands(put.New);
        }
        else
        {
            _cells.Remove(key);
            await HeardAsync(key);
        }

        _put.Add(key);
        if (!cell.IsUndo && put.New != put.Old) _undo.Push(new ListStep(put));
        _last = cell.IsUndo ? null : put;
        _undone = cell.IsUndo ? ListTexts.CellUndone(put.Says) : null;
    }

    private async Task ShowAgainAsync(Guid row)
    {
        if (_page is not { } page || await List.RowsAsync(await Me(), Fair, [row], CancellationToken.None) is not [var now]) return;
        _page = page with { Rows = [.. page.Rows.Select(r => List.IdOf(r) == row ? now : r)] };
    }

    // What was pasted at once is taken back at once.
    private Task UndoAsync()
    {
        if (!_undo.TryPop(out var step)) return Task.CompletedTask;
        _undoing = UndoAfterAsync(_undoing, step);
        while (step.Put?.Paste is { } paste && _undo.TryPeek(out var next) && next.Put?.Paste == paste) _undoing = UndoAfterAsync(_undoing, _undo.Pop());
        return _undoing;
    }

    // One after the other, newest first, whether it was a cell or many rows.
    private async Task UndoAfterAsync(Task before, ListStep step)
    {
        await before;
        await _putting;
        if (step.Batch is { } batch) await TakeBackAsync(step, batch);
        else await UndoAsync(step.Put!);
    }

    private async Task UndoAsync(CellPut put)
    {
        var key = (put.Row, put.Column);
        if (await LookAsync(put.Row, put.Column) is not { } look) return;
        var cell = new CellEdit(look.Cell, _at!.Value) { IsUndo = true, IsOpen = false };
        // Only what this reader put there is taken back.
        cell.Sees(put.New);
        cell.Type(put.Old);
        _cells[key] = cell;
        Put(key, cell);
        await _putting;
        if (!Gone.IsCancellationRequested) await Scripts.InvokeVoidAsync("fair.showRow", Gone, put.Row);
    }

    private async Task DropAsync((Guid Row, string Column) key)
    {
        if (_cells.TryGetValue(key, out var cell) && cell.IsSaving) return;
        _cells.Remove(key);
        await HeardAsync(key);
    }

    private void Insist((Guid Row, string Column) key)
    {
        if (_cells.TryGetValue(key, out var cell)) Put(key, cell);
    }

    // The browser need not hold on any longer to what was typed there.
    private async Task HeardAsync((Guid Row, string Column) key)
    {
        try
        {
            await Scripts.InvokeVoidAsync("fair.cellHeard", Gone, key.Row, key.Column);
        }
        catch (Exception fault) when (fault is JSDisconnectedException or OperationCanceledException)
        {
            // Nobody is there any more; what was saved is found to stand when it is offered again.
        }
    }

    private async Task BeforeLeavingAsync(LocationChangingContext leaving)
    {
        // What opens or closes at the side leaves the cells where they are.
        if (ListAddress.ShowsSame(new Uri(Navigation.Uri), new Uri(new Uri(Navigation.BaseUri), leaving.TargetLocation))) return;
        await _filling;
        await _undoing;
        await _putting;
        if (Unsaved == 0) return;
        if (await Dialogs.ShowMessageBoxAsync(FormTexts.LeaveTitle, ListTexts.CellsLeave(Unsaved), FormTexts.Stay, ListTexts.CellsDrop) is false) await ForgetCellsAsync();
        else leaving.PreventNavigation();
    }

    private async Task ForgetCellsAsync()
    {
        foreach (var key in _cells.Keys.ToList()) await HeardAsync(key);
        _cells.Clear();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_told || _page is null || _columnEdits.Count == 0) return;
        _told = true;
        await Scripts.InvokeVoidAsync("fair.cellsShown", Gone);
    }
}
