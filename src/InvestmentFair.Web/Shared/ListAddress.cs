using System.Globalization;
using InvestmentFair.Kernel;
using Microsoft.AspNetCore.WebUtilities;

namespace InvestmentFair.Web.Shared;

/// <summary>The state of a list as it stands in an address: q, sort, desc, cols, page, size and f.{filter}; and beside it which record is open at its side.</summary>
public static class ListAddress
{
    private const string FilterPrefix = "f.";
    private const string OpenKey = "open";
    private const int LongestFilter = 800;

    /// <returns>The state, and the keys whose values were not understood.</returns>
    public static (ListState State, IReadOnlyList<string> Unread) Read(string query)
    {
        var unread = new List<string>();
        var state = new ListState();
        var filters = new Dictionary<string, string>();
        foreach (var (key, values) in QueryHelpers.ParseQuery(query))
        {
            var value = values.ToString();
            switch (key)
            {
                case "q":
                    if (value.Length > ListState.LongestSearch) unread.Add(key);
                    state = state with { Search = value.Length > ListState.LongestSearch ? value[..ListState.LongestSearch] : value };
                    break;
                case "sort" when value.Length is > 0 and <= 40:
                    state = state with { Sort = value };
                    break;
                case "desc":
                    state = state with { Descending = value == "1" };
                    break;
                case "page" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000_000:
                    state = state with { Number = number };
                    break;
                case "size" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && ListState.Sizes.Contains(size):
                    state = state with { Size = size };
                    break;
                case "cols" when value.Length is > 0 and <= 1000:
                    state = state with { Columns = [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(60)] };
                    break;
                case OpenKey:
                    break;
                default:
                    if (key.StartsWith(FilterPrefix, StringComparison.Ordinal) && value.Length is > 0 and <= LongestFilter) filters[key[FilterPrefix.Length..]] = value;
                    else unread.Add(key);
                    break;
            }
        }

        return (state with { Filters = filters }, unread);
    }

    /// <summary>The record that is open at the side of the list; none where nothing is, or nothing that can be read.</summary>
    public static Guid? Opened(string query) => QueryHelpers.ParseQuery(query).TryGetValue(OpenKey, out var value) && Guid.TryParse(value, out var id) ? id : null;

    public static string Query(ListState state, Guid? opened = null)
    {
        var parts = new List<string>();
        if (state.Search.Length > 0) parts.Add($"q={Uri.EscapeDataString(state.Search)}");
        parts.AddRange(state.Filters.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{FilterPrefix}{f.Key}={string.Join(',', state.ValuesOf(f.Key).Select(Uri.EscapeDataString))}"));
        if (state.Sort is not null) parts.Add($"sort={state.Sort}");
        if (state.Descending) parts.Add("desc=1");
        if (state.Columns.Count > 0) parts.Add($"cols={string.Join(',', state.Columns.Select(Uri.EscapeDataString))}");
        if (state.Number > 1) parts.Add(string.Create(CultureInfo.InvariantCulture, $"page={state.Number}"));
        if (state.Size != ListState.DefaultSize) parts.Add(string.Create(CultureInfo.InvariantCulture, $"size={state.Size}"));
        if (opened is { } id) parts.Add($"{OpenKey}={id}");
        return string.Join('&', parts);
    }

    /// <summary>Whether both let the same rows through, in whatever order, columns and pages.</summary>
    public static bool MatchesSame(ListState one, ListState other) =>
        one.Search == other.Search && one.Filters.Count == other.Filters.Count && one.Filters.All(f => other[f.Key] == f.Value);

    /// <summary>Whether both show the same list, whatever is open at its side.</summary>
    public static bool ShowsSame(Uri one, Uri other) => one.AbsolutePath == other.AbsolutePath && Query(Read(one.Query).State) == Query(Read(other.Query).State);

    /// <summary>The last part of a list's address is its key.</summary>
    public static string KeyOf(string address) => address[(address.LastIndexOf('/') + 1)..];
}
