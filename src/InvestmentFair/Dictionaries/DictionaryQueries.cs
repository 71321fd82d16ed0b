using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Dictionaries;

/// <summary>The words of one dictionary, closed ones included, for whoever shows what records say.</summary>
public sealed class Words(IReadOnlyList<DictionaryEntry> entries)
{
    /// <summary>In the order of the dictionary.</summary>
    public IReadOnlyList<DictionaryEntry> Entries => entries;

    /// <summary>A code that nobody has entered is shown as it is.</summary>
    public Bilingual this[string code] => entries.FirstOrDefault(e => e.Code == code)?.Name ?? new Bilingual(code);

    public IReadOnlyList<Bilingual> Of(IEnumerable<string> codes)
    {
        var wanted = codes.ToHashSet();
        return [.. entries.Where(e => wanted.Contains(e.Code)).Select(e => e.Name), .. wanted.Except(entries.Select(e => e.Code)).Order().Select(code => new Bilingual(code))];
    }

    /// <summary>The entry, where it may be chosen on that day.</summary>
    public Outcome<DictionaryEntry> Choose(string code, DateOnly day) => entries.FirstOrDefault(e => e.Code == code) switch
    {
        null => DictionaryRefusals.Unknown(code),
        var entry when !entry.IsOpen(day) => DictionaryRefusals.Closed(entry.Name.Text),
        var entry => entry,
    };

    /// <summary>What a record has may be closed meanwhile and stays; what is new to it must be open on that day.</summary>
    public Refusal? Refuses(IEnumerable<string> chosen, IEnumerable<string> present, DateOnly day) =>
        chosen.Except(present).Select(code => Choose(code, day).Refusal).FirstOrDefault(r => r is not null);
}

/// <summary>Read inside the operation that needs them: a dictionary is a page long, and is right at once when it changes.</summary>
public static class DictionaryQueries
{
    extension(FairDbContext db)
    {
        public async Task<Words> WordsAsync(DictionaryKind kind, CancellationToken cancel) =>
            new(await db.Dictionary.AsNoTracking().Where(e => e.Kind == kind).OrderBy(e => e.Ordinal).ThenBy(e => e.Code).ToListAsync(cancel));

        public async Task<WorkingDays> WorkingDaysAsync(CancellationToken cancel) =>
            new(await db.Holidays.AsNoTracking().Where(h => !h.IsVoid).ToDictionaryAsync(h => h.Day, h => h.Kind, cancel));
    }
}
