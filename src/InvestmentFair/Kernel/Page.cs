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

    public string? this[string filter] => Filters.GetValueOrDefault(filter);
}
