using InvestmentFair.Palette;
using InvestmentFair.Search;

namespace InvestmentFair.Web.Layouts;

/// <summary>Where a record that the palette found is opened, and which record an address opens.</summary>
public static class PaletteAddress
{
    private static readonly Dictionary<string, SearchKind> Sections = new()
    {
        ["guests"] = SearchKind.Guest,
        ["delegations"] = SearchKind.Delegation,
        ["investors"] = SearchKind.Investor,
        ["projects"] = SearchKind.Project,
        ["plants"] = SearchKind.Plant,
        ["deals"] = SearchKind.Deal,
    };

    public static string Of(PaletteHit hit, string fair) => hit switch
    {
        { Kind: SearchKind.Deal } => $"/console/deals/{hit.Id}",
        { Kind: SearchKind.Person } => $"/console/people/{hit.Id}",
        _ => $"/console/{hit.Fair ?? fair}/{Sections.First(s => s.Value == hit.Kind).Key}/{hit.Id}",
    };

    public static (SearchKind Kind, Guid Id)? Read(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["console", "deals", var id] when Guid.TryParse(id, out var deal) => (SearchKind.Deal, deal),
        ["console", "people", var id] when Guid.TryParse(id, out var person) => (SearchKind.Person, person),
        ["console", _, var section, var id] when Sections.TryGetValue(section, out var kind) && Guid.TryParse(id, out var record) => (kind, record),
        _ => null,
    };
}
