using InvestmentFair.Access;
using InvestmentFair.Drafts;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;

namespace InvestmentFair.Web.Shared;

public sealed partial class FormSheet<TForm> where TForm : Form
{
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _left;
    private ElementReference _root;
    private DotNetObjectReference<FormSheet<TForm>>? _self;
    private Filling _filling = default!;
    private string? _owner;
    private bool _ready;
    private readonly Guid _press = Guid.CreateVersion7();
    private int _round;
    private IReadOnlyList<FieldProblem> _problems = [];
    private IReadOnlyList<FieldMerge> _conflicts = [];
    private string? _refusal;
    private MovedOn? _moved;
    private MovedOn? _since;
    private ClashNotice? _clash;
    private string? _merged;
    private IReadOnlyList<FieldHint> _hints = [];
    private int _asked;
    private bool _saving;
    private bool _busy;
    private bool _done;
    private bool _focus;
    private bool _led;

    // Asked for once: what still runs when the reader has left may look at it, not at its disposed source.
    public FormSheet() => _left = _gone.Token;

    [Inject]
    private DraftDesk Drafts { get; set; } = default!;

    [Inject]
    private FairQueries Fairs { get; set; } = default!;

    [Inject]
    private FairClock Clock { get; set; } = default!;

    [Inject]
    private IActorSource Actors { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IJSRuntime Scripts { get; set; } = default!;

    [Parameter, EditorRequired]
    public TForm Value { get; set; } = default!;

    /// <summary>Where drafts of this form belong.</summary>
    [Parameter, EditorRequired]
    public DraftPlace Place { get; set; } = default!;

    /// <summary>Saves the form for the actor given, who carries the press; called again with the merged form where somebody else was first.</summary>
    [Parameter, EditorRequired]
    public Func<Actor, TForm, Task<Outcome<Guid>>> Save { get; set; } = default!;

    [Parameter, EditorRequired]
    public EventCallback<Guid> Saved { get; set; }

    [Parameter]
    public bool Fixed { get; set; }

    [Parameter]
    public string? Fair { get; set; }

    [Parameter]
    public string Prefix { get; set; } = "f-";

    [Parameter]
    public IReadOnlyCollection<string> Hidden { get; set; } = [];

    /// <summary>Fields that are needed here, where the form leaves them open.</summary>
    [Parameter]
    public IReadOnlyCollection<string> Needed { get; set; } = [];

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Asked, once the reader pauses, with the form as it stands on the screen.</summary>
    [Parameter]
    public Func<TForm, CancellationToken, Task<IReadOnlyList<FieldHint>>>? Hints { get; set; }

    /// <summary>Fields whose control the page draws itself.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, RenderFragment<DrawnField>> Draws { get; set; } = new Dictionary<string, RenderFragment<DrawnField>>();

    /// <summary>Shows what would come of the form as it stands; then sending it shows, and only <see cref="SubmitAsync"/> with what was shown confirmed saves.</summary>
    [Parameter]
    public Func<Actor, TForm, Task<Outcome>>? Shows { get; set; }

    /// <summary>Something was typed or chosen: what was shown of the form is no longer what it says.</summary>
    [Parameter]
    public EventCallback Touched { get; set; }

    /// <summary>The buttons around it are told when it begins and ends to save.</summary>
    [Parameter]
    public EventCallback<bool> Busy { get; set; }

    /// <summary>The part of the page it stands in, where that can be closed without leaving the page.</summary>
    [CascadingParameter]
    private HeldHere? Held { get; set; }

    public bool IsChanged => !_done && _filling.IsChanged;

    /// <summary>Somebody else changed the record; what is around the form is out of date.</summary>
    public bool Overtaken { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        Held?.Add(this);
        _filling = new Filling(Value, Reckoning.From(FairTime.DayOf(Clock.GetUtcNow().UtcDateTime)));
        var me = await Actors.CurrentAsync();
        if (me.Role is null) return;
        _owner = me.Id.ToString();
        _filling = new Filling(Value, await Fairs.ReckoningAsync(me, Fair, Clock, _left));
        if (await Drafts.FindAsync(me, Place, _left) is { } draft) _offered = Telling(draft);
        _ready = true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_self is null && _ready)
        {
            _self = DotNetObjectReference.Create(this);
            await Scripts.InvokeVoidAsync("fair.watch", _root, _self, _filling.Standing);
        }

        if (!_focus) return;
        _focus = false;
        await Scripts.InvokeVoidAsync("fair.focusProblem", _root);
    }

    public async Task SubmitAsync(bool confirmed = false)
    {
        // A second click before the first one has been answered is the same click, and so is one after it.
        if (_busy || _done) return;
        if (_clash is { } clash && _conflicts.Count > 0)
        {
            // What is not decided is asked for again; what is, is merged and saved.
            _saving = true;
            await clash.MergeAsync();
            return;
        }

        _busy = true;
        await Busy.InvokeAsync(true);
        try
        {
            await SaveAsync(confirmed);
        }
        finally
        {
            (_busy, _focus) = (false, !_done);
            await Busy.InvokeAsync(false);
        }
    }

    private async Task SaveAsync(bool confirmed)
    {
        _saving = true;
        if (_conflicts.Count > 0) return;
        (_refusal, _merged, _moved) = (null, null, null);
        // Each time somebody else was first and only other fields were touched, it is merged and tried again.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _problems = [.. _filling.Check().Where(p => !Hidden.Contains(p.Field))];
            if (_problems.Count > 0) return;
            if (Shows is not null && !confirmed)
            {
                var shown = await Shows(await Actors.CurrentAsync(), (TForm)Value.Copy());
                (_problems, _refusal) = (shown.Problems, shown.Refusal?.Text);
                return;
            }

            // What is typed while it is being saved is not part of it.
            var outcome = await Drafts.OnceAsync(await Actors.CurrentAsync(), _press, me => Save(me, (TForm)Value.Copy()), _left);
            (_problems, _refusal, _moved) = (outcome.Problems, outcome.Refusal?.Text, outcome.Moved);
            Overtaken |= outcome.IsOvertaken;
            if (!outcome.Refused)
            {
                await DoneAsync(outcome.Value);
                return;
            }

            if (outcome.Clash is not { } clash) return;
            _since ??= clash.Since;
            await MeetAsync(clash.Theirs);
            if (_conflicts.Count > 0) return;
        }
    }

    private async Task DoneAsync(Guid record)
    {
        _done = true;
        // A draft that is still offered, and what another tab is typing, is not what was saved.
        await ForgetAsync();
        await Saved.InvokeAsync(record);
    }

    private async Task HintAsync()
    {
        if (Hints is null) return;
        var asked = ++_asked;
        try
        {
            var hints = await Hints((TForm)Value.Copy(), _left);
            if (asked != _asked) return;
            _hints = hints;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The reader has left the form.
        }
    }

    private async Task TakeHintAsync(FieldHint hint)
    {
        _hints = [];
        if (hint.Take?.Invoke(Value) is { } elsewhere)
        {
            _led = true;
            Navigation.NavigateTo(elsewhere);
            return;
        }

        _round++;
        await KeepAsync();
    }

    private async Task BeforeLeavingAsync(LocationChangingContext leaving)
    {
        if (!IsChanged) return;
        // Led away by the product itself, to the record there is already or to the door: the draft stands, nothing is to be decided.
        if (_led || Navigation.ToAbsoluteUri(leaving.TargetLocation).AbsolutePath == "/account/login")
        {
            await Scripts.InvokeVoidAsync("fair.leave");
            return;
        }

        if (await MayLeaveAsync()) await Scripts.InvokeVoidAsync("fair.leave");
        else leaving.PreventNavigation();
    }

    /// <inheritdoc />
    public async Task<bool> MayLeaveAsync()
    {
        if (!IsChanged) return true;
        var chosen = await Dialogs.ShowMessageBoxAsync(FormTexts.LeaveTitle, FormTexts.LeaveHelp, FormTexts.LeaveKeep, FormTexts.LeaveDiscard, FormTexts.Stay);
        if (chosen is false) await ForgetAsync();
        return chosen is not null;
    }

    private static string LabelOf(string field) => typeof(TForm).GetProperty(field)?.Label ?? "";

    public async ValueTask DisposeAsync()
    {
        Held?.Remove(this);
        await _gone.CancelAsync();
        _gone.Dispose();
        _self?.Dispose();
    }
}
