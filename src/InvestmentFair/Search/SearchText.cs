using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace InvestmentFair.Search;

/// <summary>The tokens under which one record is found.</summary>
public sealed class SearchText
{
    private const int LongestSpelling = 24;
    private const int LongestInitials = 10;

    // No typed word yields these two signs, so that nobody reaches a telephone number or another's scope by typing it.
    private const string OfTelephone = "☎";
    private const string OfScope = "☆";

    private readonly List<string> _tokens = [];

    public IReadOnlyList<string> Tokens => _tokens;

    public string Text => string.Join(' ', _tokens);

    public long Digest => DigestOf(Text);

    public static SearchText Of(SearchKind kind) => new SearchText().Within(Scope(kind));

    /// <summary>A token that narrows a search before anything is read: the kind, a fair, a unit.</summary>
    public static string Scope(SearchKind kind) => OfScope + kind.ToString().ToLowerInvariant();

    public static string Scope(Guid owner) => OfScope + owner.ToString("N");

    public static string Telephone(string digits) => OfTelephone + digits;

    public SearchText Within(string scope)
    {
        Add(scope);
        return this;
    }

    public SearchText Words(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            if (!string.IsNullOrWhiteSpace(text))
                foreach (var token in BiText.Tokens(text))
                    Add(token);

        return this;
    }

    /// <summary>A person's name; one that is spaced for print (丁　一) is found as people type it.</summary>
    public SearchText Name(string name)
    {
        var closed = string.Concat(name.Where(c => !char.IsWhiteSpace(c)));
        return closed == name || name.Any(char.IsAsciiLetter) ? Words(name) : Words(name, closed);
    }

    /// <summary>
    /// How people type a name's reading: run together from any syllable on (zhanghao, hao), as initials (zh), and the surname
    /// in full with the initials of the rest (zhangjw).
    /// </summary>
    public SearchText Pinyin(string key)
    {
        var syllables = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var spellings = new HashSet<string>();
        for (var from = 0; from < syllables.Length; from++)
        {
            spellings.Add(Cut(string.Concat(syllables[from..]), LongestSpelling));
            if (from + 1 < syllables.Length) spellings.Add(Cut(Initials(syllables[from..]), LongestInitials));
        }

        if (syllables.Length > 2) spellings.Add(Cut(syllables[0] + Initials(syllables[1..]), LongestSpelling));
        foreach (var token in spellings.SelectMany(BiText.Tokens)) Add(token);
        return this;
    }

    /// <summary>Found by the whole number, its last eight and its last four digits, by those only who may see it.</summary>
    public SearchText Private(string? telephone)
    {
        var digits = string.Concat((telephone ?? "").Where(char.IsAsciiDigit));
        if (digits.Length < 4) return this;
        foreach (var length in new[] { digits.Length, 8, 4 }.Where(l => l <= digits.Length).Distinct()) Add(Telephone(digits[^length..]));
        return this;
    }

    public static long DigestOf(string text) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Initials(IEnumerable<string> syllables) => string.Concat(syllables.Select(s => s[0]));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private void Add(string token)
    {
        if (_tokens.Count < BiText.MostTokens) _tokens.Add(token);
    }
}
