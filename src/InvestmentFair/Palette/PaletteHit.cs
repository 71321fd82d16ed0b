using InvestmentFair.Search;

namespace InvestmentFair.Palette;

/// <summary>A record to jump to, in the reader's language.</summary>
public sealed record PaletteHit(SearchKind Kind, Guid Id, string Title, string Detail)
{
    /// <summary>Number or code.</summary>
    public string? Number { get; init; }

    /// <summary>The fair it belongs to, where it belongs to one.</summary>
    public string? Fair { get; init; }

    public string PinyinKey { get; init; } = "";

    public Guid? PersonId { get; init; }
}

/// <summary>The nearer to what was typed, the earlier.</summary>
public sealed class PaletteOrder(string typed, string? fair)
{
    private readonly string _typed = BiText.Normalise(typed).Trim();

    public int Rank(PaletteHit hit) => 2 * Nearness(hit.Title, hit.Number, hit.PinyinKey) + (hit.Fair is null || hit.Fair == fair ? 0 : 1);

    /// <summary>0 is what was typed itself, 4 is somewhere in its words.</summary>
    public int Nearness(string title, string? number, string pinyinKey)
    {
        var (name, code) = (BiText.Normalise(title), number is null ? "" : BiText.Normalise(number));
        var syllables = pinyinKey.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (sound, initials) = (string.Concat(syllables), string.Concat(syllables.Select(s => s[0])));
        var run = _typed.Replace(" ", "", StringComparison.Ordinal);
        if (name == _typed || code == _typed) return 0;
        if (run.Length > 1 && (sound == run || initials == run || (syllables.Length > 2 && syllables[0] + initials[1..] == run))) return 1;
        if (name.StartsWith(_typed, StringComparison.Ordinal) || (code.Length > 0 && code.StartsWith(_typed, StringComparison.Ordinal))) return 2;
        return sound.StartsWith(run, StringComparison.Ordinal) || initials.StartsWith(run, StringComparison.Ordinal) ? 3 : 4;
    }
}
