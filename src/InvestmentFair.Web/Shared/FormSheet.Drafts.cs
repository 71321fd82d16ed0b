using System.Diagnostics;
using InvestmentFair.Access;
using InvestmentFair.Drafts;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;
using Microsoft.JSInterop;

namespace InvestmentFair.Web.Shared;

/// <summary>What is kept of the form while it is filled in, what is offered again, and what two made of one record.</summary>
public sealed partial class FormSheet<TForm>
{
    private readonly Dictionary<string, string> _rescued = [];
    private readonly HashSet<Guid> _taken = [];
    private static readonly TimeSpan DoubleClick = TimeSpan.FromMilliseconds(600);
    private DraftView? _offered;
    private long? _answered;
    private string? _kept;
    private Task _keeping = Task.CompletedTask;
    private bool _again;

    /// <summary>What stands in the fields was typed before, and taken up again.</summary>
    public bool FromDraft { get; private set; }

    /// <summary>
    /// What stands in the fields touched since the last time, told by the page's script half a second after the last key. It is
    /// an open door like every other: fields that are not the form's, or are fixed or hidden, are not taken.
    /// </summary>
    [JSInvokable]
    public async Task TypedAsync(Dictionary<string, string> typed)
    {
        if (_done) return;
        Take(typed);
        StateHasChanged();
        await Touched.InvokeAsync();
        await KeepAsync();
        await HintAsync();
    }

    /// <summary>
    /// The press by which this tab typed here before its page was loaded again, and what it could not tell before the connection
    /// was lost for good, in as many parts as it takes; once the last is there it goes into the draft of that press, which is
    /// offered before what other tabs left.
    /// </summary>
    [JSInvokable]
    public async Task RescueAsync(Dictionary<string, string> part, Guid press, bool isLast)
    {
        foreach (var (field, text) in part.Where(t => IsOpen(t.Key) && t.Value.Length <= FieldText.Longest)) _rescued[field] = text;
        if (!isLast) return;
        var typed = new Dictionary<string, string>(_rescued);
        _rescued.Clear();
        var me = await Actors.CurrentAsync();
        if (_done || me.Role is null || await Drafts.WasPressedAsync(me, press, CancellationToken.None)) return;
        var draft = await Drafts.OfPressAsync(me, Place, press, CancellationToken.None) ?? new DraftView(Value.Version, press, new Dictionary<string, DraftField>(), Clock.GetUtcNow().UtcDateTime);
        var fields = new Dictionary<string, DraftField>(draft.Fields);
        foreach (var (field, text) in typed) fields[field] = new DraftField(fields.GetValueOrDefault(field)?.Was ?? _filling.Opened[field], text);
        if (typed.Count > 0) await Drafts.KeepAsync(me, Place, draft.BaseVersion, press, fields, CancellationToken.None);
        if (Telling(draft with { Fields = fields }) is { } telling) _offered = telling;
        StateHasChanged();
    }

    private void Take(Dictionary<string, string> typed)
    {
        foreach (var (field, text) in typed.Where(t => IsOpen(t.Key))) _filling.Type(field, text);
        MineIsWhatStands();
    }

    // While the two are laid side by side the field stays open, and mine is what it shows.
    private void MineIsWhatStands() => _conflicts = [.. _conflicts.Select(c => c with { Mine = _filling.StandsIn(c.Field) })];

    private bool IsOpen(string field) => _filling.Opened.ContainsKey(field) && !Hidden.Contains(field)
        && !(Fixed && Attribute.IsDefined(typeof(TForm).GetProperty(field)!, typeof(FixedAttribute)));

    private async Task ChangedAsync(string field)
    {
        if (_done) return;
        MineIsWhatStands();
        await Touched.InvokeAsync();
        await KeepAsync();
        await HintAsync();
    }

    // One at a time; what is typed meanwhile is kept by the next.
    private Task KeepAsync()
    {
        _again = true;
        return _keeping.IsCompleted ? _keeping = KeepAllAsync() : _keeping;
    }

    private async Task KeepAllAsync()
    {
        while (_again && !_done)
        {
            _again = false;
            await KeepOnceAsync();
        }
    }

    private async Task KeepOnceAsync()
    {
        var me = await Actors.CurrentAsync();
        if (me.Role is null)
        {
            ToLogin();
            return;
        }

        // A draft that is still offered is not written over: what is typed now is kept beside it.
        var (fields, kept) = (_filling.Changes, Outcome.Done);
        if (fields.Count == 0) await Drafts.DropAsync(me, Place, _press, CancellationToken.None);
        else kept = await Drafts.KeepAsync(me, Place, Value.Version, _press, fields, CancellationToken.None);
        _kept = fields.Count == 0 ? null : kept.Refused ? FormTexts.DraftNotKept : FormTexts.DraftKept(FairTime.Clock(Clock.GetUtcNow().UtcDateTime));
        // What was taken up stands in this form's own draft now.
        if (!kept.Refused) await DropTakenAsync(me);

        if (!_gone.IsCancellationRequested) StateHasChanged();
    }

    private async Task StopKeepingAsync()
    {
        _again = false;
        await _keeping;
    }

    private async Task DropTakenAsync(Actor me)
    {
        foreach (var press in _taken) await Drafts.DropAsync(me, Place, press, CancellationToken.None);
        _taken.Clear();
    }

    // A draft that says nothing new is not worth asking about.
    private DraftView? Telling(DraftView draft)
    {
        var fields = draft.Fields.Where(f => IsOpen(f.Key) && f.Value.Typed != _filling.StandsIn(f.Key)).ToDictionary();
        return fields.Count == 0 ? null : draft with { Fields = fields };
    }

    private async Task OfferAsync(Actor me) => _offered = await Drafts.FindAsync(me, Place, CancellationToken.None, _press) is { } draft ? Telling(draft) : null;

    // The record may have moved on since: what only the draft touched is put in, what both touched is asked. It is saved by this
    // form's own press: the tab that typed it may be open still, and its press is the answer to what stands there.
    private async Task RestoreAsync()
    {
        if (_offered is not { } offered || IsSecondPress()) return;
        var me = await Actors.CurrentAsync();
        if (me.Role is null)
        {
            ToLogin();
            return;
        }

        if (await Drafts.WasPressedAsync(me, offered.PressKey, CancellationToken.None))
        {
            _merged = FormTexts.DraftSaved;
            await OfferAsync(me);
            return;
        }

        // As it stands by now: the other tab may have typed on.
        var draft = await Drafts.OfPressAsync(me, Place, offered.PressKey, CancellationToken.None) is { } now && Telling(now) is { } telling ? telling : offered;
        (_offered, FromDraft) = (null, true);
        _taken.Add(draft.PressKey);
        var fields = draft.Fields.Where(f => _filling.Opened[f.Key] == _filling.StandsIn(f.Key)).ToDictionary();
        var merged = FieldMerges.Of(Over(f => f.Was), Over(f => f.Typed), _filling.Opened);
        Put(merged);
        _saving = false;
        await Touched.InvokeAsync();
        await KeepAsync();
        if (_conflicts.Count == 0) await OfferAsync(me);

        Dictionary<string, string> Over(Func<DraftField, string> part) =>
            _filling.Opened.ToDictionary(o => o.Key, o => fields.TryGetValue(o.Key, out var field) ? part(field) : o.Value);
    }

    // An older draft comes up where the last one stood, under the finger: the second press of a double click is not meant for it.
    private bool IsSecondPress()
    {
        var isSecond = _answered is { } at && Stopwatch.GetElapsedTime(at) < DoubleClick;
        _answered = Stopwatch.GetTimestamp();
        return isSecond;
    }

    private async Task DiscardAsync()
    {
        if (_offered is not { } offered || IsSecondPress()) return;
        var me = await Actors.CurrentAsync();
        await Drafts.DropAsync(me, Place, offered.PressKey, CancellationToken.None);
        await OfferAsync(me);
    }

    private async Task MeetAsync(Form theirs)
    {
        var merge = FieldMerges.Of(_filling.Opened, _filling.Standing, FieldText.Of(theirs));
        _filling.Rebase(theirs, merge.Where(f => f.IsConflict).Select(f => f.Field).ToHashSet());
        var taken = merge.Where(f => f is { ChangedByThem: true, ChangedByMe: false }).Select(f => LabelOf(f.Field)).ToList();
        _merged = taken.Count == 0 ? null : FormTexts.MergedWith(HouseTexts.List(taken));
        Put(merge);
        await KeepAsync();
    }

    private void Put(IReadOnlyList<FieldMerge> merge)
    {
        foreach (var field in merge) _filling.Type(field.Field, field.Merged);
        _conflicts = [.. merge.Where(f => f.IsConflict)];
        _round++;
        _focus = _conflicts.Count > 0;
    }

    private async Task DecideAsync(IReadOnlyDictionary<string, string> chosen)
    {
        foreach (var field in _conflicts) _filling.Decide(field.Field, field.Theirs, chosen[field.Field]);
        _conflicts = [];
        _round++;
        await KeepAsync();
        if (_saving) await SubmitAsync();
    }

    private async Task DropMineAsync()
    {
        foreach (var field in _conflicts) _filling.Decide(field.Field, field.Theirs, field.Theirs);
        foreach (var (field, opened) in _filling.Opened) _filling.Type(field, opened);
        (_conflicts, _problems, _refusal, _merged) = ([], [], null, null);
        _round++;
        await ForgetAsync();
    }

    /// <summary>Drops what was kept of this form, and nothing of the same form in another tab.</summary>
    public async Task ForgetAsync()
    {
        await StopKeepingAsync();
        var me = await Actors.CurrentAsync();
        await Drafts.DropAsync(me, Place, _press, CancellationToken.None);
        await DropTakenAsync(me);
        _kept = null;
    }

    // The login has ended: what was kept so far is offered after the next one.
    private void ToLogin() => Navigation.NavigateTo($"/account/login?ReturnUrl={Uri.EscapeDataString(new Uri(Navigation.Uri).PathAndQuery)}&kept=yes", forceLoad: true);
}
