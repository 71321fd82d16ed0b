using System.Text;

namespace InvestmentFair.Search;

/// <summary>One word as it was typed: its tokens stand one after the other in what is found.</summary>
public sealed record SearchWord(string Typed, IReadOnlyList<string> Tokens, bool EndsInPrefix)
{
    private const int FewestDigits = 4;

    /// <summary>The digits of a telephone number, where the word is one or the end of one.</summary>
    public string? Digits => Tokens.Count > 0 && Tokens.All(t => t.All(char.IsAsciiDigit)) && string.Concat(Tokens) is { Length: >= FewestDigits } digits ? digits : null;

    /// <summary>What it may stand for: itself, and where ü was typed as v (lvyuan), the syllable as it is indexed.</summary>
    public IEnumerable<IReadOnlyList<string>> Ways
    {
        get
        {
            yield return Tokens;
            IReadOnlyList<string> sound = [.. Tokens.Select(t => t.Replace("lv", "lu", StringComparison.Ordinal).Replace("nv", "nu", StringComparison.Ordinal))];
            if (!sound.SequenceEqual(Tokens)) yield return sound;
        }
    }

    /// <summary>Whether it is found among tokens that stand in no index, such as a page's name.</summary>
    public bool IsIn(IReadOnlyList<string> tokens) => Ways.Any(way =>
        way.Count > 0 && Enumerable.Range(0, Math.Max(0, tokens.Count - way.Count + 1)).Any(at => Enumerable.Range(0, way.Count).All(i =>
            EndsInPrefix && i == way.Count - 1 ? tokens[at + i].StartsWith(way[i], StringComparison.Ordinal) : tokens[at + i] == way[i])));
}

/// <summary>
/// What was typed, read into words. All of them must be found. Every token is quoted for the database that is asked, so that
/// no word is ever taken for an operator.
/// </summary>
public sealed class SearchWords
{
    private const int MostWords = 6;
    private const string OfBeginning = "…";
    private static readonly char[] Between = [' ', '\t', '\r', '\n', ',', ';', '、', '。', '|'];

    private SearchWords(IReadOnlyList<SearchWord> words) => Words = words;

    public IReadOnlyList<SearchWord> Words { get; }

    /// <summary>A word without a letter or digit is found nowhere, and nothing is what nothing finds.</summary>
    public bool FindNothing => Words.Count == 0 || Words.Any(w => w.Tokens.Count == 0);

    public bool IsOneKey => Words is [{ EndsInPrefix: true, Tokens: [var token] }] && token.EnumerateRunes().Count() == 1;

    public static SearchWords Read(string? typed) => new(
    [
        .. BiText.Normalise(typed ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords).Select(word =>
        {
            var (tokens, endsInPrefix) = BiText.Sought(word);
            return new SearchWord(word, tokens, endsInPrefix);
        }),
    ]);

    /// <summary>Those words only.</summary>
    public static SearchWords Of(params SearchWord[] words) => new(words);

    public bool AreIn(IReadOnlyList<string> tokens) => !FindNothing && Words.All(w => w.IsIn(tokens));

    /// <summary>A query of FTS5. <paramref name="whole"/>: the last word is meant as it stands, not as a beginning.</summary>
    public string ForSqlite(IEnumerable<string> scopes, bool telephones = false, bool whole = false) =>
        string.Join(" AND ", scopes.Select(s => Sqlite([s], false)).Concat(Words.Select(w => Either(w, telephones, whole, Sqlite, " OR "))));

    /// <summary>A <c>tsquery</c>.</summary>
    public string ForPostgres(IEnumerable<string> scopes, bool telephones = false, bool whole = false) =>
        string.Join(" & ", scopes.Select(s => Postgres([s], false)).Concat(Words.Select(w => Either(w, telephones, whole, Postgres, " | "))));

    private static string Either(SearchWord word, bool telephones, bool whole, Func<IReadOnlyList<string>, bool, string> phrase, string or)
    {
        var ways = word.Ways.Select(way => phrase(way, word.EndsInPrefix && !whole)).ToList();
        if (telephones && word.Digits is { } digits) ways.Add(phrase([SearchText.Telephone(digits)], true));
        return ways.Count == 1 ? ways[0] : $"({string.Join(or, ways)})";
    }

    private static string Sqlite(IReadOnlyList<string> tokens, bool endsInPrefix) =>
        $"\"{string.Join(' ', tokens).Replace("\"", "\"\"", StringComparison.Ordinal)}\"{(endsInPrefix ? " *" : "")}";

    private static string Postgres(IReadOnlyList<string> tokens, bool endsInPrefix)
    {
        var phrase = new StringBuilder("(");
        for (var i = 0; i < tokens.Count; i++)
        {
            var isPrefix = endsInPrefix && i == tokens.Count - 1;
            var isShort = isPrefix && BiText.ShortBeginnings(tokens[i]).Contains(tokens[i]);
            phrase.Append(i == 0 ? "" : " <-> ").Append(Lexeme(isShort ? OfBeginning + tokens[i] : tokens[i])).Append(isPrefix && !isShort ? ":*" : "");
        }

        return phrase.Append(')').ToString();
    }

    /// <summary>
    /// The lexemes under which PostgreSQL finds a token: itself, and its short beginnings, which would otherwise read every
    /// lexeme that begins so, a hundred thousand of them.
    /// </summary>
    public static IEnumerable<string> Lexemes(string token) => BiText.ShortBeginnings(token).Select(beginning => OfBeginning + beginning).Prepend(token);

    /// <summary>A token as <c>tsquery</c> and <c>tsvector</c> write it.</summary>
    public static string Lexeme(string token) => $"'{token.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
