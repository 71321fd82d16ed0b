namespace InvestmentFair.Web.Shared;

/// <summary>How each list was last looked at in this window: the way back from a record leads to the same search, filters and page.</summary>
public sealed class ListsSeen
{
    private readonly Dictionary<string, string> _queries = [];

    public void Saw(string path, string query) => _queries[path] = query;

    public string Back(string path) => path + _queries.GetValueOrDefault(path);
}
