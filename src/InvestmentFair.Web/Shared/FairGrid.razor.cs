using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace InvestmentFair.Web.Shared;

public sealed partial class FairGrid<TRow> : IDisposable
{
    private ListState _state = new();
    private Page<TRow>? _page;
    private IReadOnlyList<string> _unread = [];
    private bool _failed;
    private string? _shown;
    private string? _fairShown;

    [Parameter, EditorRequired]
    public ListOf<TRow> List { get; set; } = default!;

    /// <summary>The address of a row's own page.</summary>
    [Parameter]
    public Func<TRow, string>? Href { get; set; }

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
    private ILogger<FairGrid<TRow>> Log { get; set; } = default!;

    private IEnumerable<Column<TRow>> Shown => List.Columns.Where(c => !c.IsOptional);

    private string LinkColumn => Link ?? List.Columns[0].Key;

    private string Here => new Uri(Navigation.Uri).AbsolutePath;

    private string ExportAddress
    {
        get
        {
            var query = ListAddress.Query(_state with { Number = 1 });
            var columns = $"cols={string.Join(',', List.Columns.Select(c => c.Key))}";
            return $"/console/exports/{List.Key}.xlsx?fair={Uri.EscapeDataString(Fair)}&{columns}{(query.Length > 0 ? "&" + query : "")}";
        }
    }

    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    protected override Task OnParametersSetAsync()
    {
        // The list of another fair is the same component at another path.
        if (Fair != _fairShown) (_fairShown, _shown, _page) = (Fair, null, null);
        return ReadAsync();
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
        _shown = shown;
        (_state, var unread) = ListAddress.Read(address.Query);
        _unread = [.. unread, .. List.Unread(_state), .. _state.Sort is { } sort && List.Columns.All(c => c.Key != sort) ? [sort] : Array.Empty<string>()];
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _failed = false;
        try
        {
            var page = await List.LoadAsync(await Me(), Fair, _state, Gone);
            // A page past the end, after rows have gone: the last one instead of nothing.
            if (page.Rows.Count == 0 && page.Total > 0)
            {
                _state = _state with { Number = (page.Total + _state.Size - 1) / _state.Size };
                page = await List.LoadAsync(await Me(), Fair, _state, Gone);
            }

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

    private string Address(ListState state) => ListAddress.Query(state) is { Length: > 0 } query ? $"{Here}?{query}" : Here;

    private void Go(ListState state) => Navigation.NavigateTo(Address(state));

    private void Filter(string key, string? value)
    {
        var filters = _state.Filters.Where(f => f.Key != key).ToDictionary(f => f.Key, f => f.Value);
        if (!string.IsNullOrEmpty(value)) filters[key] = value;
        Go(_state with { Filters = filters, Number = 1 });
    }

    private string SortAddress(Column<TRow> column) =>
        Address(_state with { Sort = column.Key, Descending = _state.Sort == column.Key && !_state.Descending, Number = 1 });

    private string? AriaSort(Column<TRow> column) => _state.Sort != column.Key ? null : _state.Descending ? "descending" : "ascending";

    private static string? Align(Column<TRow> column) => column.Kind is CellKind.Number or CellKind.Money ? "right" : null;
}
