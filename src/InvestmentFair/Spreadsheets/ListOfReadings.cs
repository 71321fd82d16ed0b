using System.Linq.Expressions;
using System.Reflection;
using InvestmentFair.Kernel;

namespace InvestmentFair.Spreadsheets;

// Names are found by how they are read, and those who may read telephone numbers find by them too.
public abstract partial class ListOf<TRow>
{
    /// <summary>The keys by which names of a row are sorted; where a row holds one, the name it is of is found by it, and no list can forget to.</summary>
    private static readonly IReadOnlyList<PropertyInfo> ReadingKeys = [.. typeof(TRow).GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name.EndsWith("Key", StringComparison.Ordinal))];

    private static readonly IReadOnlyList<PropertyInfo> Telephones = [.. typeof(TRow).GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name.EndsWith("Mobile", StringComparison.Ordinal))];

    /// <summary>Whether a row holds a telephone number, by which it is found.</summary>
    public bool HasTelephones => Telephones.Count > 0;

    private Expression<Func<TRow, bool>> FindsOrReads(string word) =>
        Sounding.Of(word) is { } reads ? ReadingKeys.Aggregate(Finds(word), (found, key) => found.Or(reads.Of(Value(key)))) : Finds(word);

    private static Expression<Func<TRow, string>> Value(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, string>>(Expression.Property(row, property), row);
    }
}
