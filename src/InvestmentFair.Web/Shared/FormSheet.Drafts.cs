using InvestmentFair.Drafts;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;
using Microsoft.JSInterop;

namespace InvestmentFair.Web.Shared;

/// <summary>What is kept of the form while it is filled in, what is offered again, and what two made of one record.</summary>
public sealed partial class FormSheet<TForm>
{
    private readonly Dictionary<string, string> _rescued = [];
    private DraftView? _offered;
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
        await KeepAsync();
        await HintAsync();
    }

    /// <summary>
    /// What the browser could not tell before the connection was lost for good, in as many parts as it takes; once the last is
    /// there it goes into the draft, and is offered with it.
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
        var fields = new Dictionary<string, DraftField>(_offered?.Fields ?? new Dictionary<string, DraftField>());
        foreach (var (field, text) in typed) fields[field] = new DraftField(fields.GetValueOrDefault(field)?.Was ?? _filling.Opened[field], text);
        var draft = new DraftView(_offered?.BaseVersion ?? Value.Version, _offered?.PressKey ?? press, fields, Clock.GetUtcNow().UtcDateTime);
        await Drafts.KeepAsync(me, Place, draft.BaseVersion, draft.PressKey, fields, CancellationToken.None);
        Offer(draft);
        StateHasChanged();
    }

    private void Take(Dictionary<string, string> typed)
    {
        foreach (var (field, text) in typed.Where(t => IsOpen(t.Key))) _filling.Type(field, text);
    }

    private bool IsOpen(string field) => _filling.Opened.ContainsKey(field) && !Hidden.Contains(field)
        && !(Fixed && Attribute.IsDefined(typeof(TForm).GetProperty(field)!, typeof(FixedAttribute)));

    private async Task ChangedAsync(string field)
    {
        if (_done) return;
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

        // A draft that is still offered is not written over: what is typed now stands beside what it holds.
        var fields = new Dictionary<string, DraftField>(_offered?.Fields ?? new Dictionary<string, DraftField>());
        foreach (var (field, change) in _filling.Changes) fields[field] = change with { Was = fields.GetValueOrDefault(field)?.Was ?? change.Was };
        if (fields.Count == 0)
        {
            await Drafts.DropAsync(me, Place, CancellationToken.None);
            _kept = null;
        }
        else
        {
            var kept = await Drafts.KeepAsync(me, Place, _offered?.BaseVersion ?? Value.Version, _press, fields, CancellationToken.None);
            _kept = kept.Refused ? FormTexts.DraftNotKept : FormTexts.DraftKept(FairTime.Clock(Clock.GetUtcNow().UtcDateTime));
        }

        if (!_gone.IsCancellationRequested) StateHasChanged();
    }

    private async Task StopKeepingAsync()
    {
        _again = false;
        await _keeping;
    }

    // A draft that says nothing new is not worth asking about.
    private void Offer(DraftView draft)
    {
        var fields = draft.Fields.Where(f => IsOpen(f.Key) && f.Value.Typed != _filling.StandsIn(f.Key)).ToDictionary();
        _offered = fields.Count == 0 ? null : draft with { Fields = fields };
    }

    // The record may have moved on since: what only the draft touched is put in, what both touched is asked.
    private async Task RestoreAsync()
    {
        if (_offered is not { } draft) return;
        (_offered, FromDraft) = (null, true);
        if (draft.BaseVersion == Value.Version) _press = draft.PressKey;
        var fields = draft.Fields.Where(f => _filling.Opened[f.Key] == _filling.StandsIn(f.Key)).ToDictionary();
        var merged = FieldMerges.Of(Over(f => f.Was), Over(f => f.Typed), _filling.Opened);
        Put(merged);
        _saving = false;
        await KeepAsync();

        Dictionary<string, string> Over(Func<DraftField, string> part) =>
            _filling.Opened.ToDictionary(o => o.Key, o => fields.TryGetValue(o.Key, out var field) ? part(field) : o.Value);
    }

    private async Task DiscardAsync()
    {
        _offered = null;
        await Drafts.DropAsync(await Actors.CurrentAsync(), Place, CancellationToken.None);
        if (_filling.IsChanged) await KeepAsync();
    }

    private async Task MeetAsync(Form theirs)
    {
        var merge = FieldMerges.Of(_filling.Opened, _filling.Standing, FieldText.Of(theirs));
        _filling.Rebase(theirs, merge.Where(f => f.IsConflict).Select(f => f.Field).ToHashSet());
        var taken = merge.Where(f => f is { ChangedByThem: true, ChangedByMe: false }).Select(f => LabelOf(f.Field)).ToList();
        _merged = taken.Count == 0 ? null : FormTexts.MergedWith(string.Join("、", taken));
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

    /// <summary>Drops what was kept of this form.</summary>
    public async Task ForgetAsync()
    {
        await StopKeepingAsync();
        await Drafts.DropAsync(await Actors.CurrentAsync(), Place, CancellationToken.None);
        _kept = null;
    }

    // The login has ended: what was kept so far is offered after the next one.
    private void ToLogin() => Navigation.NavigateTo($"/account/login?ReturnUrl={Uri.EscapeDataString(new Uri(Navigation.Uri).PathAndQuery)}", forceLoad: true);
}
