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

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }
}
