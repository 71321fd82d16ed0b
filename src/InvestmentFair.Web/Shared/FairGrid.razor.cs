using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Notes;
using InvestmentFair.Spreadsheets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace InvestmentFair.Web.Shared;

public sealed partial class FairGrid<TRow> : IDisposable
{
    private ListState _state = new();
    private Page<TRow>? _page;
    private IReadOnlyDictionary<Guid, NoteMark> _marks = new Dictionary<Guid, NoteMark>();
    private IReadOnlyList<string> _unread = [];
    private bool _failed;
    private string? _shown;
    private string? _fairShown;

    [Parameter, EditorRequired]
    public ListOf<TRow> List { get; set; } = default!;

    /// <summary>The address of a row's own page.</summary>
    [Parameter]
    public Func<TRow, string>? Href { get; set; }

    /// <summary>The page that is opened at the side of the list for a row; without one, a row leads to its address only.</summary>
    [Parameter]
    public Type? Opens { get; set; }

    /// <summary>The column that carries the link; the first one when nothing is said.</summary>
    [Parameter]
    public string? Link { get; set; }

    [Parameter]
    public string? New { get; set; }

    [Parameter]
    public string? NewText { get; set; }

    /// <summary>What it takes to be offered the new button.</summary>
    [Parameter]
    public Permission Creates { get; set; }

    /// <summary>What an empty list says is to be done next.</summary>
    [Parameter]
    public string? Empty { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private ListsSeen Seen { get; set; } = default!;

    [Inject]
    private ILogger<FairGrid<TRow>> Log { get; set; } = default!;

    // Where the reader has put away the column of the link, the first one they see carries it.
    private string LinkColumn
    {
        get
        {
            var (named, columns) = (Link ?? List.Columns[0].Key, List.ColumnsOf(_state));
            return columns.Any(c => c.Key == named) ? named : columns[0].Key;
        }
    }

    private string Here => new Uri(Navigation.Uri).AbsolutePath;

    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    protected override async Task OnParametersSetAsync()
    {
        // The list of another fair is the same component at another path.
        if (Fair != _fairShown) (_fairShown, _shown, _page, _at) = (Fair, null, null, null);
        // What was done there is not this list's to take back.
        if (_shown is null)
        {
            (_batch, _back, _last, _undone) = (null, null, null, null);
            _undo.Clear();
        }

        var me = await Me();
        _edits = Editors.SingleOrDefault(e => e.List == List.Key && IsOffered(me, e.Permission));
        _owner = me.Id;
        _columnEdits = _edits?.Choices.Where(c => c.Column is not null).ToDictionary(c => c.Column!) ?? [];
        _choosing = _columnEdits.Where(c => FieldKind.Of(c.Value.Fields[0].PropertyType) is { Options: not null, IsMany: false }).Select(c => c.Key).ToHashSet();
        await ReadAsync();
    }

    void IDisposable.Dispose()
    {
        Navigation.LocationChanged -= Moved;
        Dispose();
    }

    private void Moved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(ReadAsync);

    private async Task ReadAsync()
    {
        var address = new Uri(Navigation.Uri);
        var shown = address.PathAndQuery;
        if (shown == _shown || (_shown is not null && address.AbsolutePath != new Uri(address, _shown).AbsolutePath)) return;
        var isSameList = _shown is not null && ListAddress.ShowsSame(new Uri(address, _shown), address);
        _shown = shown;
        if (isSameList)
        {
            await OpenAsync(ListAddress.Opened(address.Query));
            return;
        }

        var before = _state;
        (_state, var unread) = ListAddress.Read(address.Query);
        Seen.Saw(address.AbsolutePath, ListAddress.Query(_state) is { Length: > 0 } query ? $"?{query}" : "");
        _unread = [.. unread, .. List.Unread(_state)];
        // What another filter would hide is never among the rows chosen.
        if (!ListAddress.MatchesSame(before, _state)) ChooseNone();
        // What another list comes with open, no step of this one opened.
        (_peeked, _opened) = (null, false);
        _cells.Clear();
        _put.Clear();
        await LoadAsync();
        await OpenAsync(ListAddress.Opened(address.Query));
    }

    private async Task LoadAsync()
    {
        _failed = false;
        try
        {
            var me = await Me();
            var page = await List.LoadAsync(me, Fair, _state, Gone);
            // A page past the end, after rows have gone: the last one instead of nothing.
            if (page.Rows.Count == 0 && page.Total > 0)
            {
                _state = _state with { Number = (page.Total + _state.Size - 1) / _state.Size };
                page = await List.LoadAsync(me, Fair, _state, Gone);
            }

            _marks = List.HasRecords ? await NoteBook.MarksAsync(me, List.Key, [.. page.Rows.Select(List.IdOf)], Gone) : _marks;
            _page = page;
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception fault) when (fault is not NotAllowedException)
        {
            Log.LogError(fault, "The list {List} could not be loaded", List.Key);
            _failed = true;
        }

        StateHasChanged();
    }

    private string Address(ListState state, Guid? opened = null) => ListAddress.Query(state, opened) is { Length: > 0 } query ? $"{Here}?{query}" : Here;

    private void Go(ListState state, bool replace = false) => Navigation.NavigateTo(Address(state), replace: replace);

    private string SortAddress(Column<TRow> column) =>
        Address(_state with { Sort = column.Key, Descending = _state.Sort == column.Key && !_state.Descending, Number = 1 });
}
