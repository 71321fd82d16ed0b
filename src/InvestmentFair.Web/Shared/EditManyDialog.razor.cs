using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;

namespace InvestmentFair.Web.Shared;

public sealed partial class EditManyDialog
{
    private EditChoice? _choice;
    private Filling? _filling;
    private string? _reason;
    private IReadOnlyList<FieldProblem> _problems = [];
    private string? _refusal;
    private EditPlan? _plan;
    private EditPlan? _done;
    private EditTakenBack? _back;
    private ElementReference _look;
    private bool _busy;
    private bool _planShown;
    private bool _closing;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Parameter, EditorRequired]
    public IEditDesk Edits { get; set; } = default!;

    [Parameter, EditorRequired]
    public Selection Selection { get; set; } = default!;

    /// <summary>How many rows the reader has chosen, as they saw it.</summary>
    [Parameter, EditorRequired]
    public int Count { get; set; }

    [Parameter]
    public string? Fair { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Scripts.InvokeVoidAsync("fair.beginDialog");
        // To what will become of the rows, and not to the button that does it: an Enter too many is not a deed.
        if (_plan is not null && _done is null && !_planShown) await _look.FocusAsync();
        _planShown = _plan is not null;
    }

    /// <summary>Something was chosen or typed that is not done yet.</summary>
    private bool IsChosen => _done is null && (_plan is not null || _filling is { IsChanged: true } || !string.IsNullOrWhiteSpace(_reason));

    private void Cancel()
    {
        if (IsChosen) _closing = true;
        else Dialog.Cancel();
    }

    // What is behind the dialog may not be left under it.
    private void BeforeLeaving(LocationChangingContext leaving)
    {
        leaving.PreventNavigation();
        _closing = true;
        StateHasChanged();
    }

    private async Task ChooseAsync(string? key)
    {
        // A day without its year is one near the fair, as in its forms.
        var at = await Fairs.ReckoningAsync(await Actors.CurrentAsync(), Fair, Clock, CancellationToken.None);
        _choice = Edits.Choices.SingleOrDefault(c => c.Key == key && c.IsForMany);
        _filling = _choice is null ? null : new Filling(_choice.Blank(), at);
        (_problems, _refusal) = ([], null);
    }

    private Task PlanAsync() => BusyAsync(async (choice, form) =>
    {
        _problems = [.. _filling!.Unreadable, .. choice.Check(form).Where(p => _filling.Unreadable.All(u => u.Field != p.Field))];
        if (_problems.Count > 0) return;
        var planned = await Edits.PlanAsync(await Actors.CurrentAsync(), Fair, Selection, choice.Key, form, CancellationToken.None);
        (_plan, _problems, _refusal) = (planned.Value, planned.Problems, planned.Refusal?.Text);
    });

    private Task ApplyAsync() => BusyAsync(async (choice, form) =>
    {
        var me = await Actors.CurrentAsync();
        var applied = await Edits.ApplyAsync(me, Fair, Selection, choice.Key, form, _plan!.Stamp, _reason, CancellationToken.None);
        (_done, _refusal) = (applied.Value, applied.Refusal?.Text);
        // Nothing was done; what would be done now is shown in its place.
        if (applied.Refused) _plan = (await Edits.PlanAsync(me, Fair, Selection, choice.Key, form, CancellationToken.None)).Value;
    });

    private async Task TakeBackAsync()
    {
        if (_busy || _back is not null || _done?.Batch is not { } batch) return;
        _busy = true;
        try
        {
            var back = await Edits.TakeBackAsync(await Actors.CurrentAsync(), Fair, batch, CancellationToken.None);
            (_back, _refusal) = (back.Value, back.Refusal?.Text);
        }
        finally
        {
            _busy = false;
        }
    }

    // A second click before the first one has been answered is the same click, and so is one that was on its way when it was.
    private async Task BusyAsync(Func<EditChoice, Form, Task> act)
    {
        if (_busy || _done is not null || _choice is null || _filling is null) return;
        _busy = true;
        _refusal = null;
        try
        {
            await act(_choice, _filling.Form);
        }
        finally
        {
            _busy = false;
        }
    }
}
