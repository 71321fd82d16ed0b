using System.Globalization;
using System.Reflection;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Shared;

// Cells that are given what was written elsewhere: rows pasted from a spreadsheet, and what was typed while nobody listened.
public sealed partial class FairGrid<TRow>
{
    // One after the other, as they stood, so that they are taken back in that order.
    private async Task FillAsync(Task before, CellActEventArgs act)
    {
        await before;
        var key = (act.Row, act.Column);
        if (act.Text is not { } text || (_cells.GetValueOrDefault(key) ?? await LookAsync(act.Row, act.Column)) is not { } cell) return;
        _cells[key] = cell;
        (cell.IsOpen, cell.Paste) = (false, act.Paste);
        if (!await WriteAsync(cell, text)) return;
        if (cell.IsChanged) Put(key, cell);
        else await DropAsync(key);
    }

    private Task SayLeftAsync(CellActEventArgs act)
    {
        if (int.TryParse(act.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var left) && left > 0) Snackbar.Add(ListTexts.CellsLeft(left), MudBlazor.Severity.Warning);
        return Task.CompletedTask;
    }

    // Typed before the connection was lost for good, and never heard of: shown in its cell, saved by Enter or all at once.
    private async Task RescueAsync(CellActEventArgs act)
    {
        var key = (act.Row, act.Column);
        if (act.Text is not { } text || _cells.ContainsKey(key) || await LookAsync(act.Row, act.Column) is not { } cell) return;
        cell.IsOpen = false;
        if (await WriteAsync(cell, text) && !cell.IsChanged)
        {
            await HeardAsync(key);
            return;
        }

        if (cell.Problem is null && act.Moved) cell.Clashes();
        else if (cell.Problem is null) cell.Rescue();
        _cells[key] = cell;
    }

    private void SaveRescued()
    {
        foreach (var key in Rescued) Put(key, _cells[key]);
    }

    // What is written in a cell is the word the list shows; the form holds the key behind it. False where there is no such word.
    private async Task<bool> WriteAsync(CellEdit cell, string text)
    {
        var meant = text.Trim();
        var kind = FieldKind.Of(cell.Field.PropertyType);
        if (kind.IsFlag) meant = Cells.Show(Spreadsheets.CellKind.Flag, true) == meant || meant == FieldText.Of(true) ? FieldText.Of(true) : "";
        else if (kind is { Options: { } options, IsMany: false }) meant = options.FirstOrDefault(o => o.Text == meant)?.ToString() ?? meant;
        else if (cell.Field.GetCustomAttribute<ChoiceAttribute>() is { Kind: var of } && meant.Length > 0 && await KeyOfAsync(of, meant) is var found)
        {
            if (found is null)
            {
                cell.Type(text);
                cell.Say(FormTexts.NotChosen(meant));
                return false;
            }

            meant = found;
        }
        else meant = text;

        cell.Type(meant);
        return true;
    }

    // By its whole name, or because nothing else is found by these words; of several nobody guesses.
    private async Task<string?> KeyOfAsync(ChoiceOf kind, string text)
    {
        var me = await Me();
        var found = await Offers.SearchAsync(me, kind, Fair, text, CancellationToken.None);
        if ((found.FirstOrDefault(c => c.Text == text) ?? (found.Count == 1 ? found[0] : null)) is { } offer) return offer.Key;
        return (await Offers.NamesAsync(me, kind, Fair, [text], CancellationToken.None)).Count > 0 ? text : null;
    }
}
