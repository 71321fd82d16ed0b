using System.Globalization;
using System.Text;
using InvestmentFair.Kernel;

namespace InvestmentFair.Search;

/// <summary>
/// Cuts text into the tokens that both databases index. Chinese has no spaces, so a run of Han characters becomes its
/// overlapping pairs and its last character: two characters are found anywhere inside a name, one as the beginning of a
/// pair or as that last one. Letters and digits become words. Tokens hold letters and digits only, so that neither
/// database's own tokeniser has anything left to decide, and both give the same hits.
/// </summary>
public static class BiText
{
    /// <summary>Raised when the tokens change: an index of another version is written anew at the next start.</summary>
    public const int Version = 2;

    /// <summary>PostgreSQL counts positions only this far.</summary>
    public const int MostTokens = 16_000;

    private const int LongestWord = 40;
    private const int LongestShort = 2;

    public static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        foreach (var run in Runs(text))
        {
            if (tokens.Count >= MostTokens) break;
            Add(tokens, run, isWhole: true);
        }

        return tokens;
    }

    /// <summary>
    /// The tokens of something that is looked for: the last run may go on in what is found, so it has no last character.
    /// A single character or a word at the end is the beginning of a token.
    /// </summary>
    public static (List<string> Tokens, bool EndsInPrefix) Sought(string word)
    {
        var tokens = new List<string>();
        var runs = Runs(word);
        for (var i = 0; i < runs.Count; i++) Add(tokens, runs[i], isWhole: i < runs.Count - 1);
        return (tokens, runs is [.., var last] && (!last.IsHan || last.Runes.Count == 1));
    }

    /// <summary>
    /// What may stand typed of a token after the first key or two: one character of a pair, two of a word. Longer beginnings
    /// have few tokens each.
    /// </summary>
    public static IEnumerable<string> ShortBeginnings(string token)
    {
        var runes = token.EnumerateRunes().Take(LongestShort).ToList();
        var longest = IsHan(runes[0]) ? 1 : Rune.IsLetterOrDigit(runes[0]) ? runes.Count : 0;
        for (var length = 1; length <= longest; length++) yield return string.Concat(runes.Take(length));
    }

    /// <summary>One spelling for what people type differently: width and case.</summary>
    public static string Normalise(string text) => text.Folded.ToLowerInvariant();

    private static void Add(List<string> tokens, Run run, bool isWhole)
    {
        if (!run.IsHan)
        {
            tokens.Add(string.Concat(run.Runes.Take(LongestWord)));
            return;
        }

        for (var i = 0; i + 1 < run.Runes.Count; i++) tokens.Add($"{run.Runes[i]}{run.Runes[i + 1]}");
        if (isWhole || run.Runes.Count == 1) tokens.Add(run.Runes[^1].ToString());
    }

    private static List<Run> Runs(string text)
    {
        var runs = new List<Run>();
        Run? run = null;
        foreach (var rune in Normalise(text).EnumerateRunes())
        {
            // Marks, joiners and variation selectors stand inside a name and part nothing.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) continue;
            var han = IsHan(rune);
            if (!han && !Rune.IsLetterOrDigit(rune))
            {
                run = null;
                continue;
            }

            if (run is null || run.IsHan != han) runs.Add(run = new Run(han, []));
            run.Runes.Add(rune);
        }

        return runs;
    }

    // With 々 and 〇, which stand in names, and kana, which are written without spaces as well.
    private static bool IsHan(Rune rune) => rune.Value is 0x3005 or 0x3007 or (>= 0x3041 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private sealed record Run(bool IsHan, List<Rune> Runes);
}
