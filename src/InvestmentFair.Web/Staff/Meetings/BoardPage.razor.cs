using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace InvestmentFair.Web.Staff.Meetings;

// What is chosen, and what the hands do with it. The parts draw; every act comes here, from their buttons or from board.js.
public sealed partial class BoardPage
{
    private BoardView? _board;
    private BoardVerdicts? _verdicts;
    private IReadOnlyDictionary<Guid, WhyWaits> _why = new Dictionary<Guid, WhyWaits>();
    private BoardView? _whyOf;
    private NextSteps _next = NextSteps.None;
    private readonly HashSet<long> _passed = [];
    private BoardCard? _chosen;
    private Guid? _hall;
    private bool _unread;
    private bool _missing;
    private bool _mayBook;
    private bool _busy;

    /// <summary>The card to start with, when the reader comes from a request or a meeting.</summary>
    [SupplyParameterFromQuery(Name = "card")]
    public string? Card { get; set; }

    private BoardHall Hall => _board!.Halls.FirstOrDefault(h => h.Id == _hall) ?? _board.Halls[0];

    private IReadOnlyList<BoardCard> Lacking => [.. _board!.Placed.Concat(_board.Tray).Where(c => c is { IsRequest: false, Declined.Length: > 0 })];

    private IReadOnlyList<BoardCard> Unattended => [.. _board!.Placed.Where(c => c.IsUnattended).OrderBy(c => c.Number, StringComparer.Ordinal)];

    protected override async Task OnParametersSetAsync()
    {
        _mayBook = IsOffered(await Me(), Permission.ManageMeetings);
        _away ??= await Scripts.InvokeAsync<string?>("fair.wasPutAway", Gone) ?? "";
        await LoadAsync();
        var card = Guid.TryParse(Card, out var id) ? Find(id) : null;
        _unread = !string.IsNullOrEmpty(Card) && card is null;
        if (card is null) return;
        _hall = _board!.Halls.FirstOrDefault(h => h.Tables.Any(t => t.Id == card.TableId))?.Id;
        await ChooseAsync(card);
    }

    private async Task LoadAsync()
    {
        _board = await Queries.BoardAsync(await Me(), Fair, Gone, _board);
        (_missing, _asOf) = (_board is null, _board?.AsOf ?? 0);
        _next = _mayBook && !_missing ? await Timetable.NextStepsAsync(await Me(), Fair, Gone, _passed) : NextSteps.None;
        if (!_missing) await ReadRunAsync();
        if (_chosen is { } chosen) _chosen = Find(chosen.Id);
    }

    // The board stands at once; why its cards wait, and what was not published, is told as soon as it is worked out.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender) _ = FollowAsync();
        if (_board is not { } board || ReferenceEquals(board, _whyOf)) return;
        _whyOf = board;
        var (unpublished, why) = (await Releases.UnpublishedAsync(await Me(), Fair, Gone), await Schedule.WaitingAsync(await Me(), Fair, Gone));
        if (!ReferenceEquals(board, _board)) return;
        (_unpublished, _why) = (unpublished, why);
        StateHasChanged();
    }

    private BoardCard? Find(Guid id) => _board?.Tray.Concat(_board.Placed).FirstOrDefault(c => c.StandsFor(id));

    // What the browser names is looked up again: what does not lie on the board is nothing, and what may be done is said by the desk.
    private Task ActAsync(BoardActEventArgs act)
    {
        var card = Find(act.Card);
        if (act.Act is "choose") return ChooseAsync(card);
        if (!_mayBook) return Task.CompletedTask;
        if (act.Act is "undo") return UndoAsync();
        if (act.Act is "redo") return RedoAsync();
        if (card is null) return Task.CompletedTask;
        return act.Act switch
        {
            "place" when IsPlace(act.Slot, act.Table) => _chosen?.Id == card.Id && _verdicts?.At(act.Slot, act.Table) is { Fits: false } not ? RefuseAsync(HouseTexts.Clauses(not.Obstacles)) : PlaceAsync(card, act.Slot, act.Table),
            "swap" when !card.IsRequest && _board!.At.TryGetValue((act.Slot, act.Table), out var other) => SwapAsync(card, other),
            "lock" when !card.IsRequest => LockAsync(card),
            "off" when card is { IsRequest: false, SlotId: not null } => TakeOffAsync(card),
            _ => Task.CompletedTask,
        };
    }

    private bool IsPlace(Guid slot, Guid table) => _board!.Slots.Any(s => s.Id == slot) && _board.Halls.Any(h => h.Tables.Any(t => t.Id == table));

    private async Task ChooseAsync(BoardCard? card)
    {
        (_chosen, _verdicts) = (card, null);
        if (card is null || !_mayBook || !card.CanMove) return;
        var verdicts = await Queries.VerdictsAsync(await Me(), Fair, card.Id, Gone);
        // Another may have been chosen while these were worked out.
        if (_chosen == card) _verdicts = verdicts;
    }

    private void Unchoose() => (_chosen, _verdicts) = (null, null);

    // Why it cannot lie there is known: it is said at once, in place of what was said before.
    private Task RefuseAsync(string why)
    {
        Snackbar.Clear();
        Snackbar.Add(why, Severity.Error);
        return Task.CompletedTask;
    }

    // What only warns is no wall; whoever put it there all the same is told once more.
    private Task PlaceAsync(BoardCard card, Guid slot, Guid table)
    {
        var warnings = _chosen?.Id == card.Id ? _verdicts?.At(slot, table)?.Warnings ?? [] : [];
        return DoAsync<Outcome>(async me =>
        {
            var placed = card.IsRequest
                ? await Desk.BookAsync(me, Fair, card.Id, card.Version, new Place(slot, card.Length, table), Gone)
                : await Desk.PlaceAsync(me, Fair, card.Id, card.Version, new Place(slot, card.Length, table), Gone);
            if (!placed.Refused && warnings.Count > 0) Snackbar.Add(HouseTexts.Pair(StaffTexts.Warnings, HouseTexts.Clauses(warnings)), Severity.Warning);
            return placed;
        });
    }

    private Task SwapAsync(BoardCard card, BoardCard other) => DoAsync(me => Desk.SwapAsync(me, Fair, card.Id, card.Version, other.Id, other.Version, Gone));

    private Task TakeOffAsync(BoardCard card) => DoAsync(me => Desk.TakeOffAsync(me, Fair, card.Id, card.Version, Gone));

    private Task LockAsync(BoardCard card) => DoAsync(me => Desk.LockAsync(me, Fair, card.Id, card.Version, !card.IsLocked, Gone), keeps: true);

    private Task ApplyAsync(Remedied remedy) => DoAsync(me => Timetable.ApplyAsync(me, Fair, remedy.Arrangements, Gone));

    private Task UndoAsync() => DoAsync(async me => PassedOver(await Timetable.UndoAsync(me, Fair, Gone, _passed), _next.UndoOf), keeps: true, done => StaffTexts.Undone(done.Value!));

    private Task RedoAsync() => DoAsync(async me => PassedOver(await Timetable.RedoAsync(me, Fair, Gone, _passed), _next.RedoOf), keeps: true, done => StaffTexts.Redone(done.Value!));

    // What others have changed since stays, and does not stand in the way of what was done before it.
    private Outcome<string> PassedOver(Outcome<string> outcome, long? step)
    {
        if (outcome.Refused && ScheduleRefusals.CanBePassedOver(outcome.Refusal!) && step is { } of) _passed.Add(of);
        return outcome;
    }

    private async Task CancelAsync(BoardCard card)
    {
        if (!await AskAsync(card.Id, StaffTexts.CancelTitle($"{card.Number} {card.Subject} · {card.GuestSide}"), new ReasonForm(), async (form, _) => await Desk.CancelAsync(await Me(), Fair, card.Id, card.Version, form.Reason, Gone), StaffTexts.CancelMeeting)) return;
        Unchoose();
        await LoadAsync();
    }

    // One act at a time: a second before the answer is the same.
    private async Task DoAsync<T>(Func<Actor, Task<T>> act, bool keeps = false, Func<T, string>? said = null) where T : Outcome
    {
        if (_busy) return;
        _busy = true;
        try
        {
            // What was said of the act before is not what stands now.
            Snackbar.Clear();
            var outcome = await act(await Me());
            Say(outcome, outcome.Refused ? null : said?.Invoke(outcome));
            _others = new Dictionary<Guid, string>();
            if (!outcome.Refused && !keeps) Unchoose();
            await LoadAsync();
            // What fits where has changed with it.
            if (_chosen is { } card) await ChooseAsync(card);
        }
        finally
        {
            _busy = false;
        }
    }
}
