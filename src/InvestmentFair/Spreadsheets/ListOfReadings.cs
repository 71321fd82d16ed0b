using System.Linq.Expressions;
using System.Reflection;
using System.Text.RegularExpressions;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Spreadsheets;

// Names are found by how they are read: whole, from any of their characters on, or by the initials of some that follow each other.
public abstract partial class ListOf<TRow>
{
    private const int LongestReading = 40;

    /// <summary>The keys by which names of a row are sorted; where a row holds one, the name it is of is found by it, and no list can forget to.</summary>
    private static readonly IReadOnlyList<PropertyInfo> ReadingKeys = [.. typeof(TRow).GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name.EndsWith("Key", StringComparison.Ordinal))];

    private Expression<Func<TRow, bool>> FindsOrReads(string word)
    {
        var finds = Finds(word);
        if (Reads(word) is not { } reads) return finds;
        var body = ReadingKeys.Aggregate(finds.Body, (found, key) => Expression.OrElse(found, new Put(reads.Parameters[0], Expression.Property(finds.Parameters[0], key)).Visit(reads.Body)));
        return Expression.Lambda<Func<TRow, bool>>(body, finds.Parameters);
    }

    // A key has its syllables apart. What is sought is looked for roughly first, which costs the database little, and exactly in what is left.
    private static Expression<Func<string, bool>>? Reads(string word)
    {
        var letters = word.Folded.ToLowerInvariant();
        if (letters.Length is 0 or > LongestReading || letters.Any(c => c is < 'a' or > 'z')) return null;
        // A single letter is the beginning of nearly everything.
        var from = letters.Length == 1 ? "^" : "(^| )";
        var (whole, initials) = ($"{from}{string.Join(" ?", letters.ToCharArray())}", $"{from}{string.Join("[^ ]* ", letters.ToCharArray())}");
        var roughly = $"%{string.Join("% ", letters.ToCharArray())}%";
        return key => (key.Replace(" ", "").Contains(letters) && Regex.IsMatch(key, whole)) || (EF.Functions.Like(key, roughly) && Regex.IsMatch(key, initials));
    }
}
