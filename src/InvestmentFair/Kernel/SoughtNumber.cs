using System.Linq.Expressions;
using System.Text.RegularExpressions;

namespace InvestmentFair.Kernel;

/// <summary>A telephone number that is looked for: the whole of it or its last digits, however it is typed.</summary>
public static partial class SoughtNumber
{
    private const int FewestDigits = 4;
    private const int FewestInside = 7;

    /// <summary>Its digits without the country's code; null for anything that is no number.</summary>
    public static string? Read(string? typed)
    {
        var text = (typed ?? "").Folded.Trim();
        if (!Written().IsMatch(text)) return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var line = Code().Replace(digits, "");
        return line.Length >= FewestDigits ? line : null;
    }

    /// <summary>Asked of a number as it is kept: a few digits are its last, many stand somewhere in it.</summary>
    public static Expression<Func<string, bool>> Rings(string digits) => digits.Length < FewestInside
        ? number => number != null && number.Replace("-", "").EndsWith(digits)
        : number => number != null && number.Replace("-", "").Contains(digits);

    [GeneratedRegex(@"^\+?[0-9][0-9\s\-\u2010-\u2015()]*$")]
    private static partial Regex Written();

    [GeneratedRegex("^(?:00)?86(?=1[3-9])")]
    private static partial Regex Code();
}
