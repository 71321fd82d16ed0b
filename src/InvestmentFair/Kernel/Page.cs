namespace InvestmentFair.Kernel;

/// <summary>One page of a longer list, with the size of the whole.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total);

/// <summary>
/// What a list shows, as it stands in its address: search, filters, sort and page. Paging counts from 1.
/// </summary>
public sealed record ListState
{
    public const int DefaultSize = 25;
    public const int LongestSearch = 100;
    public static readonly IReadOnlyList<int> Sizes = [25, 50, 100];

    public string Search { get; init; } = "";

    public string? Sort { get; init; }

    public bool Descending { get; init; }

    public int Number { get; init; } = 1;

    public int Size { get; init; } = DefaultSize;

    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>The columns chosen, in their order; none means those the list shows by itself.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public string? this[string filter] => Filters.GetValueOrDefault(filter);

    /// <summary>Several values of one filter stand in its value, parted by commas.</summary>
    public IReadOnlyList<string> ValuesOf(string filter) => this[filter]?.Split(',') ?? [];
}

/// <summary>
/// The rows an act is for: those that were ticked, or all that match a list's search and filters, which are asked again when
/// the act is done. What a filter hides is in neither.
/// </summary>
public sealed record Selection
{
    public IReadOnlyList<Guid> Ids { get; private init; } = [];

    public ListState? Matching { get; private init; }

    public static Selection Of(IEnumerable<Guid> ids) => new() { Ids = [.. ids.Distinct()] };

    public static Selection AllOf(ListState state) => new() { Matching = state };
}
