using InvestmentFair.Kernel;

namespace InvestmentFair.People;

/// <summary>How surnames and places with more than one reading are read. It is never changed; a change makes another.</summary>
public sealed class PinyinTable(IReadOnlyDictionary<string, string> surnames, IReadOnlyDictionary<string, string> places)
{
    public const int LongestPlace = 6;

    public IReadOnlyDictionary<string, string> Surnames => surnames;

    public IReadOnlyDictionary<string, string> Places => places;

    /// <summary>For a person: the surname by the table of surnames, syllables apart, tones and marks left out.</summary>
    public string KeyOfPerson(string name)
    {
        var bare = Pinyin.Bare(name);
        foreach (var length in (ReadOnlySpan<int>)[2, 1])
            if (bare.Length > length && surnames.TryGetValue(bare[..length], out var surname))
                return $"{surname} {Pinyin.Spell(bare[length..], places)}".TrimEnd();

        return surnames.GetValueOrDefault(bare) ?? Pinyin.Spell(bare, places);
    }

    /// <summary>For an organisation or a place: readings of known places wherever they stand in the name.</summary>
    public string KeyOfName(string name) => Pinyin.Spell(Pinyin.Bare(name), places);

    public string KeyOf(ISortedByName named) => named.IsOfSomebody ? KeyOfPerson(named.SortedName) : KeyOfName(named.SortedName);

    /// <summary>The office's readings over these. One without syllables takes a word out, which is then read like any other.</summary>
    public PinyinTable With(IEnumerable<Reading> readings)
    {
        var (own, there) = (new Dictionary<string, string>(surnames), new Dictionary<string, string>(places));
        foreach (var reading in readings)
        {
            var table = reading.Of is ReadingOf.Surname ? own : there;
            if (reading.Syllables is { } syllables) table[reading.Word] = syllables;
            else table.Remove(reading.Word);
        }

        return new PinyinTable(own, there);
    }
}
