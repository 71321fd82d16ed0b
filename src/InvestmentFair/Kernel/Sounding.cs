using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Kernel;

/// <summary>Names are found by how they are read: whole, from any of their characters on, or by the initials of some that follow each other.</summary>
public static class Sounding
{
    private const int Longest = 40;

    /// <summary>
    /// Asked of a key, which has its syllables apart; null where what is sought cannot be a reading. It is looked for roughly
    /// first, which costs the database little, and exactly in what is left.
    /// </summary>
    public static Expression<Func<string, bool>>? Of(string word)
    {
        var letters = word.Folded.ToLowerInvariant();
        if (letters.Length is 0 or > Longest || letters.Any(c => c is < 'a' or > 'z')) return null;
        // A single letter is the beginning of nearly everything.
        var from = letters.Length == 1 ? "^" : "(^| )";
        var (whole, initials) = ($"{from}{string.Join(" ?", letters.ToCharArray())}", $"{from}{string.Join("[^ ]* ", letters.ToCharArray())}");
        var roughly = $"%{string.Join("% ", letters.ToCharArray())}%";
        return key => (key.Replace(" ", "").Contains(letters) && Regex.IsMatch(key, whole)) || (EF.Functions.Like(key, roughly) && Regex.IsMatch(key, initials));
    }
}
