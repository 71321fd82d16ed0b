using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Search;

namespace InvestmentFair.Projects;

/// <summary>What finding, counting and ordering need of a project the portal lists.</summary>
public sealed record ListedProject
{
    public Guid Id { get; init; }

    /// <summary>Its number in the index of words; 0 while it has none.</summary>
    public int Entry { get; init; }

    public string Code { get; init; } = "";
    public Bilingual Name { get; init; } = Bilingual.Empty;
    public string PinyinKey { get; init; } = "";
    public ProjectCategory Category { get; init; }
    public string TownshipCode { get; init; } = "";
    public string? SectorCode { get; init; }
    public List<string> Modes { get; init; } = [];
    public long TotalFen { get; init; }
    public DateTime UpdatedAt { get; init; }
    public int Ordinal { get; init; }
}

/// <summary>
/// Everything the portal lists, in memory: one pass says which projects fit, what each value of each filter would leave under
/// the other filters, and what would be found with one condition less.
/// </summary>
public sealed class Catalogue(PortalFair? fair, IReadOnlyDictionary<string, Bilingual> towns, IReadOnlyDictionary<string, Bilingual> sectors, Words modes, IReadOnlyList<ListedProject> projects)
{
    private const int MostNearest = 6;

    // The bits of what a project does not fit: one for each filter, and after them one for each word.
    private const int Category = 1, Town = 2, Mode = 4, Industry = 8, Min = 16, Max = 32, FirstWord = 64;

    public PortalFair? Fair => fair;

    public IReadOnlyDictionary<string, Bilingual> Towns => towns;

    public Words Modes => modes;

    public IReadOnlyDictionary<string, Bilingual> Sectors { get; } = projects.Select(p => p.SectorCode).OfType<string>().Distinct().Where(sectors.ContainsKey).Order().ToDictionary(code => code, code => sectors[code]);

    /// <param name="search">What is looked for.</param>
    /// <param name="words">Its words, each with the entries of the index that it finds.</param>
    public Found Find(ProjectSearch search, IReadOnlyList<(SearchWord Word, IReadOnlySet<int> Entries)> words)
    {
        var (fitting, categories, inTowns, inModes, industries) = (new List<ListedProject>(), new Tally<ProjectCategory>(), new Tally<string>(), new Tally<string>(), new Tally<string>());
        var without = new Dictionary<int, int>();
        foreach (var project in projects)
        {
            var misses = Misses(project, search, words);
            if (misses == 0) fitting.Add(project);
            else if ((misses & (misses - 1)) == 0) without[misses] = without.GetValueOrDefault(misses) + 1;

            if ((misses & ~Category) == 0) categories.Count(project.Category);
            if ((misses & ~Town) == 0) inTowns.Count(project.TownshipCode);
            if ((misses & ~Industry) == 0 && project.SectorCode is { } sector) industries.Count(sector);
            if ((misses & ~Mode) == 0) foreach (var mode in project.Modes) inModes.Count(mode);
        }

        var facets = new Facets(
            [.. Enum.GetValues<ProjectCategory>().Select(c => new CategoryChoice(c, categories[c]))],
            [.. towns.Where(t => inTowns[t.Key] > 0 || t.Key == search.Town).OrderBy(t => t.Key).Select(t => new FilterChoice(t.Key, t.Value, inTowns[t.Key]))],
            [.. modes.Entries.Where(m => inModes[m.Code] > 0 || m.Code == search.Mode).Select(m => new FilterChoice(m.Code, m.Name, inModes[m.Code]))],
            [.. Sectors.Where(s => industries[s.Key] > 0 || s.Key == search.Industry).OrderBy(s => s.Key).Select(s => new FilterChoice(s.Key, s.Value, industries[s.Key]))]);
        IReadOnlyList<Nearest> nearest = fitting.Count > 0 || search.IsEverything ? [] : Without(search, words, without);
        return new Found([.. InOrder(fitting, search)], facets, nearest, fitting.Count > 0 ? [] : Alike(search.Text));
    }

    private static int Misses(ListedProject project, ProjectSearch search, IReadOnlyList<(SearchWord Word, IReadOnlySet<int> Entries)> words)
    {
        var misses = 0;
        if (search.Category is { } category && project.Category != category) misses |= Category;
        if (search.Town is { } town && project.TownshipCode != town) misses |= Town;
        if (search.Mode is { } mode && !project.Modes.Contains(mode)) misses |= Mode;
        if (search.Industry is { } industry && project.SectorCode != industry) misses |= Industry;
        if (search.Min is { Fen: var least } && project.TotalFen < least) misses |= Min;
        if (search.Max is { Fen: var most } && project.TotalFen > most) misses |= Max;
        for (var i = 0; i < words.Count; i++)
            if (!words[i].Entries.Contains(project.Entry))
                misses |= FirstWord << i;
        return misses;
    }

    private static IOrderedEnumerable<ListedProject> InOrder(List<ListedProject> found, ProjectSearch search)
    {
        return search.Sort switch
        {
            ProjectSort.Code => found.OrderBy(p => p.Code, StringComparer.Ordinal),
            ProjectSort.Name => Language.IsEnglish
                ? found.OrderBy(p => p.Name.Text, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Code, StringComparer.Ordinal)
                : found.OrderBy(p => p.PinyinKey, StringComparer.Ordinal).ThenBy(p => p.Code, StringComparer.Ordinal),
            ProjectSort.Investment => found.OrderByDescending(p => p.TotalFen).ThenBy(p => p.Code, StringComparer.Ordinal),
            ProjectSort.Smallest => found.OrderBy(p => p.TotalFen).ThenBy(p => p.Code, StringComparer.Ordinal),
            ProjectSort.Updated => found.OrderByDescending(p => p.UpdatedAt).ThenBy(p => p.Code, StringComparer.Ordinal),
            // Where words were typed, those that stand in the name come before those that stand somewhere in the text.
            _ => found.OrderBy(p => search.Text.Length > 0 && !IsNamed(p, search.Text)).ThenBy(p => p.Ordinal).ThenBy(p => p.Code, StringComparer.Ordinal),
        };
    }

    private static bool IsNamed(ListedProject project, string text) => SearchWords.Read(text).AreIn(BiText.Tokens($"{project.Code} {project.Name.Zh} {project.Name.En}"));

    private static List<Nearest> Without(ProjectSearch search, IReadOnlyList<(SearchWord Word, IReadOnlySet<int> Entries)> words, Dictionary<int, int> without)
    {
        var nearest = new List<Nearest>();
        Offer(Category, search.Category?.Text, s => s.WithoutCategory());
        Offer(Town, search.Town, s => s.WithoutTown());
        Offer(Mode, search.Mode, s => s.WithoutMode());
        Offer(Industry, search.Industry, s => s.WithoutIndustry());
        Offer(Min, search.Min?.Prose, s => s.WithoutMin());
        Offer(Max, search.Max?.Prose, s => s.WithoutMax());
        for (var i = 0; i < words.Count; i++)
        {
            var others = words.Where((_, at) => at != i).Select(w => w.Word.Typed).ToList();
            Offer(FirstWord << i, words[i].Word.Typed, s => s.WithText(string.Join(' ', others)));
        }

        // The one that leaves most comes first; only one condition is ever taken away, so that the reader knows which.
        return [.. nearest.OrderByDescending(n => n.Projects).Take(MostNearest)];

        void Offer(int bit, string? dropped, Func<ProjectSearch, ProjectSearch> less)
        {
            if (dropped is not null && without.TryGetValue(bit, out var found) && less(search) is { IsEverything: false } rest) nearest.Add(new Nearest(bit switch { Town => NearestOf.Town, Mode => NearestOf.Mode, Industry => NearestOf.Industry, Min => NearestOf.Min, Max => NearestOf.Max, _ => NearestOf.Words }, dropped, found, rest));
        }
    }

    private const double LeastAlike = 0.3;

    /// <summary>Projects whose name is nearly what was typed, by its characters or, where one was mistaken for another, by its sound.</summary>
    private IReadOnlyList<ListedProject> Alike(string text)
    {
        if (text.Length < 2) return [];
        var (pairs, sounds) = (BiText.Tokens(text).ToHashSet(), Sounds(People.Pinyin.KeyOfName(text)));
        return
        [
            .. projects.Select(p => (Project: p, Score: Math.Max(Dice(pairs, [.. BiText.Tokens($"{p.Name.Zh} {p.Name.En}")]), Dice(sounds, Sounds(p.PinyinKey)))))
                .Where(s => s.Score >= LeastAlike).OrderByDescending(s => s.Score).ThenBy(s => s.Project.Ordinal).ThenBy(s => s.Project.Code, StringComparer.Ordinal).Take(3).Select(s => s.Project),
        ];
    }

    private static HashSet<string> Sounds(string key)
    {
        var syllables = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. syllables.Zip(syllables.Skip(1), (a, b) => $"{a} {b}")];
    }

    // How much of what was typed is there; a long name is not to blame for what else stands in it.
    private static double Dice(HashSet<string> typed, HashSet<string> name) =>
        typed.Count == 0 || name.Count == 0 ? 0 : 2.0 * typed.Count(name.Contains) / (typed.Count + Math.Min(typed.Count, name.Count));

    private sealed class Tally<T> where T : notnull
    {
        private readonly Dictionary<T, int> _counts = [];

        public int this[T value] => _counts.GetValueOrDefault(value);

        public void Count(T value) => _counts[value] = this[value] + 1;
    }
}

public sealed record CategoryChoice(ProjectCategory Value, int Projects);

/// <summary>What each value of a filter would leave, with the other filters as they are.</summary>
public sealed record Facets(IReadOnlyList<CategoryChoice> Categories, IReadOnlyList<FilterChoice> Towns, IReadOnlyList<FilterChoice> Modes, IReadOnlyList<FilterChoice> Industries);

public enum NearestOf
{
    Words,
    Town,
    Mode,
    Industry,
    Min,
    Max,
}

/// <summary>One condition less, and how many projects there would be.</summary>
public sealed record Nearest(NearestOf Of, string Dropped, int Projects, ProjectSearch Search);

public sealed record Found(IReadOnlyList<ListedProject> Projects, Facets Facets, IReadOnlyList<Nearest> Nearest, IReadOnlyList<ListedProject> Alike);
