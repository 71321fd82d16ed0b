using System.Runtime.CompilerServices;
using InvestmentFair.Access;
using InvestmentFair.Drafts;
using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace InvestmentFair.Web.Shared;

/// <summary>What every page of the console has: the fair of its address, who asks, and a way to say what happened.</summary>
public abstract class StaffPage : ComponentBase, IHandleEvent, IDisposable
{
    private readonly HashSet<EventCallbackWorkItem> _answering = [];
    private readonly CancellationTokenSource _gone = new();

    protected StaffPage() => Gone = _gone.Token;

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

    [Inject]
    private ILogger<StaffPage> Log { get; set; } = default!;

    /// <summary>The page is one of an archived fair.</summary>
    [CascadingParameter(Name = "IsArchived")]
    protected bool IsArchived { get; set; }

    /// <summary>Where the page stands at the side of its list: told that something of its record was changed, whichever part of the page did it.</summary>
    [CascadingParameter(Name = "ChangedBeside")]
    private EventCallback ChangedBeside { get; set; }

    /// <summary>Cancelled when the reader leaves the page.</summary>
    protected CancellationToken Gone { get; }

    // The press of the dialog that is being answered: whoever acts meanwhile acts by it.
    private Guid? _press;

    protected async Task<Actor> Me() => await Actors.CurrentAsync() is var me && _press is { } press ? me with { Press = press } : me;

    /// <summary>Whether it is offered here; what is refused is refused where it is done.</summary>
    protected bool IsOffered(Actor me, Permission permission) => me.May(permission) && !(IsArchived && permission.EndsWithFair());

    /// <param name="outcome">What came of it.</param>
    /// <param name="done">What is said where it was done, in place of that it was.</param>
    protected void Say(Outcome outcome, string? done = null)
    {
        // The answer of the press is the page that is read again; what changed meanwhile stands before it until it is put away.
        if (outcome.Moved is { } moved) _ = Dialogs.ShowAsync<MovedDialog>(Texts.FormTexts.MovedTitle, new DialogParameters<MovedDialog> { { d => d.Of, moved } }, new DialogOptions { MaxWidth = MaxWidth.Medium, CloseOnEscapeKey = true });
        else if (outcome.Refused) Snackbar.Add(outcome.Text, Severity.Error);
        else Snackbar.Add(done ?? Texts.ConsoleTexts.Done, Severity.Success);
        if (!outcome.Refused) _ = ChangedBeside.InvokeAsync();
        if (outcome.Notice is { } notice) Snackbar.Add(notice, Severity.Warning);
    }

    /// <summary>
    /// Asks for the fields of a verb and does it; true when the page has to be read again. What is typed is kept as a draft of
    /// what the verb is about under the name of the asking method: a page may stand at the side of its list and show many entries
    /// that are asked about alike, so its address says nothing of it.
    /// </summary>
    protected async Task<bool> AskAsync<TForm>(Subject about, string title, TForm form, Func<TForm, Files.Upload?, Task<Outcome>> verb, string? button = null, bool file = false, string[]? hidden = null, [CallerMemberName] string asking = "", string[]? needed = null, bool fileNeeded = false) where TForm : Form
    {
        string? notice = null;
        var dialog = await Dialogs.ShowAsync<VerbDialog<TForm>>(title, new DialogParameters<VerbDialog<TForm>>
        {
            { d => d.Title, title },
            { d => d.Form, (TForm)form.Copy() },
            { d => d.Place, new DraftPlace($"{typeof(TForm).Name}/{asking}/{string.Join(',', hidden ?? [])}", about.Address(GetType(), new Uri(Navigation.Uri))) },
            { d => d.Verb, PressingAsync },
            { d => d.Button, button },
            { d => d.AsksFile, file || fileNeeded },
            { d => d.NeedsFile, fileNeeded },
            { d => d.Hidden, hidden ?? [] },
            { d => d.Needed, needed ?? [] },
            { d => d.Fair, Fair },
        }, new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = false, BackdropClick = false });
        var result = await dialog.Result;
        if (result is not { Canceled: false }) return false;
        if (result.Data is not false) Snackbar.Add(Texts.ConsoleTexts.Done, Severity.Success);
        if (notice is not null) Snackbar.Add(notice, Severity.Warning);
        await ChangedBeside.InvokeAsync();
        return true;

        async Task<Outcome<Guid>> PressingAsync(Actor actor, TForm asked, Files.Upload? upload)
        {
            _press = actor.Press;
            try
            {
                var outcome = await verb(asked, upload);
                notice = outcome.Notice;
                return outcome.With(Guid.Empty);
            }
            finally
            {
                _press = null;
            }
        }
    }

    // A second press of a button before the first has been answered is the first: it opens no second dialog, and is not told that
    // somebody else, who is the same hand, was quicker.
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg) =>
        arg is not MouseEventArgs ? AnswerAsync(item, arg) : _answering.Add(item) ? PressAsync(item, arg) : Task.CompletedTask;

    private async Task PressAsync(EventCallbackWorkItem item, object? arg)
    {
        try
        {
            await AnswerAsync(item, arg);
        }
        finally
        {
            _answering.Remove(item);
        }
    }

    // As the framework does it.
    private async Task AnswerAsync(EventCallbackWorkItem item, object? arg)
    {
        var answer = item.InvokeAsync(arg);
        var isPending = answer.Status is not (TaskStatus.RanToCompletion or TaskStatus.Canceled);
        StateHasChanged();
        if (!isPending) return;
        try
        {
            await answer;
        }
        catch when (answer.IsCanceled)
        {
            return;
        }

        StateHasChanged();
    }

    /// <summary>
    /// Looks again at every beat until the reader has left. A database that is away for a moment is asked again at the next; what stands
    /// on the page still stands there.
    /// </summary>
    protected async Task LookEveryAsync(Func<TimeSpan> beat, Func<Task> look)
    {
        try
        {
            using var timer = new PeriodicTimer(beat());
            while (await timer.WaitForNextTickAsync(Gone))
            {
                try
                {
                    await InvokeAsync(look);
                }
                catch (Exception fault) when (fault.IsOfDatabase())
                {
                    Log.LogWarning(fault, "{Page} could not be looked at again this time", GetType().Name);
                }

                timer.Period = beat();
            }
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

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }
}
