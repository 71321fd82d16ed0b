using InvestmentFair.Delegations;
using InvestmentFair.People;
using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Imports;

/// <summary>
/// The guests of a fair by what a row may call them. A sheet is taken while others wait to write, so a row looks up and never
/// reads through them all.
/// </summary>
internal sealed class KnownGuests(IReadOnlyCollection<Guest> guests, IEqualityComparer<string>? comparer = null)
{
    private readonly ILookup<string, Guest> _numbered = guests.ToLookup(g => g.Number, comparer);

    // A masked number that comes back means the number it masks.
    private readonly ILookup<string, Guest> _mobile = guests.SelectMany(g => Keys(g.Person.Name, Mobiles.Clean(g.Person.Mobile), Mobiles.Mask(g.Person.Mobile)).Distinct().Select(key => (Key: key, Guest: g)))
        .ToLookup(g => g.Key, g => g.Guest, comparer);

    private readonly ILookup<string, Guest> _party = guests.SelectMany(g => Keys(g.Person.Name, g.DelegationId?.ToString(), g.InvestorId?.ToString()).Select(key => (Key: key, Guest: g)))
        .ToLookup(g => g.Key, g => g.Guest, comparer);

    /// <summary>By our number; else by name and mobile; else by name within the same delegation or enterprise.</summary>
    public IReadOnlyList<Guest> Meant(string? number, GuestForm read)
    {
        if (number is not null) return [.. _numbered[number]];
        List<Guest> same = [.. Keys(read.Name, Mobiles.Clean(read.Mobile)).SelectMany(key => _mobile[key])];
        return same.Count > 0 ? same : [.. Keys(read.Name, read.DelegationId?.ToString(), read.InvestorId?.ToString()).SelectMany(key => _party[key]).Distinct()];
    }

    /// <summary>The name together with each of what is there.</summary>
    public static IEnumerable<string> Keys(string name, params IEnumerable<string?> each) => each.OfType<string>().Select(key => $"{CellText.Folded(name)}/{key}");
}
