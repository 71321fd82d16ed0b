using System.Text.RegularExpressions;
using InvestmentFair.Kernel;

namespace InvestmentFair.Spreadsheets;

/// <summary>Texts on their way into and out of a sheet.</summary>
public static partial class CellText
{
    /// <summary>What one Excel cell can hold.</summary>
    public const int Longest = 32_767;

    /// <summary>
    /// Full-width forms made plain, unseen characters gone (a number copied out of a telephone carries direction marks, and
    /// PostgreSQL has no place for NUL), trimmed. Compare a header only with a title folded in the same way.
    /// </summary>
    public static string Folded(string text) => Unseen().Replace(text, "").Folded.Trim();

    /// <summary>Without the characters that XML cannot carry, and no longer than a cell.</summary>
    public static string Writable(string text)
    {
        var clean = NotXml().Replace(text, "");
        if (clean.Length <= Longest) return clean;
        return clean[..(char.IsHighSurrogate(clean[Longest - 1]) ? Longest - 1 : Longest)];
    }

    /// <summary>In units of column width: a Chinese character takes two.</summary>
    public static int Width(string text) => text.Sum(c => c >= '\u1100' ? 2 : 1);

    // The joiners stay: they belong to emoji and to Indian and Persian names.
    [GeneratedRegex(@"[\p{Cc}\p{Cf}-[\t\n\u200C\u200D]]")]
    private static partial Regex Unseen();

    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F\uFFFE\uFFFF]|" + LoneSurrogate)]
    private static partial Regex NotXml();

    private const string LoneSurrogate = @"[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]";
}
