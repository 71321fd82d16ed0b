using InvestmentFair.Access;
using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace InvestmentFair.Web.Shared;

/// <summary>What every page of the console has: the fair of its address, who asks, and a way to say what happened.</summary>
public abstract class StaffPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [Parameter]
    public string Fair { get; set; } = "";

    [Inject]
    protected IActorSource Actors { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    protected IDialogService Dialogs { get; set; } = default!;

    /// <summary>Cancelled when the reader leaves the page.</summary>
    protected CancellationToken Gone => _gone.Token;

    protected Task<Actor> Me() => Actors.CurrentAsync();

    protected void Say(Outcome outcome)
    {
        if (outcome.Refused) Snackbar.Add(outcome.Text, Severity.Error);
        else Snackbar.Add(Texts.ConsoleTexts.Done, Severity.Success);
    }

    /// <summary>Asks for the fields of a verb and does it; true when it was done.</summary>
    protected async Task<bool> AskAsync<TForm>(string title, TForm form, Func<TForm, Files.Upload?, Task<Outcome>> verb, string? button = null, bool file = false, string[]? hidden = null) where TForm : Form
    {
        var dialog = await Dialogs.ShowAsync<VerbDialog<TForm>>(title, new DialogParameters<VerbDialog<TForm>>
        {
            { d => d.Title, title },
            { d => d.Form, form },
            { d => d.Verb, verb },
            { d => d.Button, button },
            { d => d.AsksFile, file },
            { d => d.Hidden, hidden ?? [] },
            { d => d.Fair, Fair },
        }, new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = true });
        var done = await dialog.Result is { Canceled: false };
        if (done) Snackbar.Add(Texts.ConsoleTexts.Done, Severity.Success);
        return done;
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }
}
