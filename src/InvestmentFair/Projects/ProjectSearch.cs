using System.Globalization;
using System.Text;
using InvestmentFair.Kernel;

namespace InvestmentFair.Projects;

public enum ProjectSort
{
    [Text("推介顺序", "Fair's order")] Listed,
    [Text("编号", "Code")] Code,
    [Text("名称（拼音）", "Name")] Name,
    [Text("总投资从高到低", "Largest first")] Investment,
    [Text("总投资从低到高", "Smallest first")] Smallest,
    [Text("最近更新", "Latest first")] Updated,
}

/// <summary>What stands in the address of the list, as typed or shared or mangled on the way.</summary>
public sealed record ProjectAsked(
    string? Q = null, string? Category = null, string? Town = null, string? Mode = null, string? Industry = null, string? Min = null, string? Max = null, string? Sort = null, string? Page = null);

/// <summary>What the list looks for. A value that means nothing is left out, and the reader is told.</summary>
public sealed record ProjectSearch
{
    public const int LongestText = ListState.LongestSearch;

    public string Text { get; private init; } = "";

    public ProjectCategory? Category { get; private init; }

    public string? Town { get; private init; }

    public string? Mode { get; private init; }

    public string? Industry { get; private init; }

    public Money? Min { get; private init; }

    public Money? Max { get; private init; }

    public ProjectSort Sort { get; private init; }

    public int Page { get; private init; } = 1;

    public IReadOnlyList<Unread> Ignored { get; private init; } = [];

    public bool IsEverything => Text.Length == 0 && Category is null && Town is null && Mode is null && Industry is null && Min is null && Max is null;

    public static ProjectSearch Read(ProjectAsked asked, IReadOnlySet<string> towns, IReadOnlySet<string> industries, IReadOnlySet<string> modes)
    {
        var ignored = new List<Unread>();
        var text = Plain(asked.Q);
        if (text.Length > LongestText)
        {
            text = Cut(text);
            ignored.Add(new Unread("q", text, Language.Say($"搜索词太长，只用了前 {LongestText} 个字。", $"The search is too long; only its first {LongestText} characters were used.")));
        }

        var search = new ProjectSearch
        {
            Text = text,
            Category = Member<ProjectCategory>("category", asked.Category, Language.Say("类别", "category"), ignored),
            Town = Known("town", asked.Town, towns, Language.Say("乡镇", "township"), ignored),
            Mode = Known("mode", asked.Mode, modes, Language.Say("合作方式", "mode of cooperation"), ignored),
            Industry = Known("industry", asked.Industry, industries, Language.Say("行业", "sector"), ignored),
            Min = Sum("min", asked.Min, Language.Say("最低投资", "least investment"), ignored),
            Max = Sum("max", asked.Max, Language.Say("最高投资", "most investment"), ignored),
            Sort = Member<ProjectSort>("sort", asked.Sort, Language.Say("排序", "order"), ignored) ?? ProjectSort.Listed,
            Page = Number(asked.Page, ignored),
        };
        if (search.Min > search.Max)
        {
            var crossed = Language.Say("最低投资高于最高投资，这两项未采用。", "The least investment is above the most; both were ignored.");
            ignored.AddRange([new Unread("min", Short(asked.Min!), crossed), new Unread("max", Short(asked.Max!), crossed)]);
            search = search with { Min = null, Max = null };
        }

        return search with { Ignored = ignored };
    }

    /// <summary>The last page where there is none of that number.</summary>
    public ProjectSearch Within(int pages) => Page <= pages ? this : this with
    {
        Page = pages,
        Ignored = [.. Ignored, new Unread("page", Page.ToString(CultureInfo.InvariantCulture), Language.Say($"没有第 {Page} 页，显示最后一页。", $"There is no page {Page}; this is the last one."))],
    };

    public ProjectSearch WithText(string text) => this with { Text = text, Page = 1, Ignored = [] };

    public ProjectSearch WithCategory(ProjectCategory? category) => this with { Category = category, Page = 1, Ignored = [] };

    public ProjectSearch WithoutCategory() => WithCategory(null);

    public ProjectSearch WithoutTown() => this with { Town = null, Page = 1, Ignored = [] };

    public ProjectSearch WithoutMode() => this with { Mode = null, Page = 1, Ignored = [] };

    public ProjectSearch WithoutIndustry() => this with { Industry = null, Page = 1, Ignored = [] };

    public ProjectSearch WithoutMin() => this with { Min = null, Page = 1, Ignored = [] };

    public ProjectSearch WithoutMax() => this with { Max = null, Page = 1, Ignored = [] };

    private static T? Member<T>(string key, string? typed, string field, List<Unread> ignored) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        // Enum.Parse would take any number for a member.
        if (char.IsAsciiLetter(typed.Trim()[0]) && Enum.TryParse<T>(typed, ignoreCase: true, out var member) && Enum.IsDefined(member)) return member;
        ignored.Add(NotUnderstood(key, typed, field));
        return null;
    }

    private static string? Known(string key, string? typed, IReadOnlySet<string> codes, string field, List<Unread> ignored)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (codes.FirstOrDefault(c => c.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase)) is { } code) return code;
        ignored.Add(NotUnderstood(key, typed, field));
        return null;
    }

    private static Money? Sum(string key, string? typed, string field, List<Unread> ignored)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Money.TryParse(typed, out var money) && money.Fen >= 0) return money;
        ignored.Add(NotUnderstood(key, typed, field));
        return null;
    }

    private static int Number(string? typed, List<Unread> ignored)
    {
        if (string.IsNullOrWhiteSpace(typed)) return 1;
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000) return number;
        ignored.Add(NotUnderstood("page", typed, Language.Say("页码", "page")));
        return 1;
    }

    private static Unread NotUnderstood(string key, string typed, string field) => new(
        key, Short(typed), Language.Say($"没有看懂{field}“{Short(typed)}”，未采用。", $"The {field} “{Short(typed)}” was not understood and was ignored."));

    private static string Short(string typed)
    {
        var plain = Plain(typed);
        return plain.Length <= 30 ? plain : plain[..(char.IsHighSurrogate(plain[29]) ? 29 : 30)] + "…";
    }

    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)].Trim();

    // Control characters stop PostgreSQL, and half a surrogate pair stops the normaliser.
    private static string Plain(string? typed)
    {
        var plain = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
            plain.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return plain.ToString().Trim();
    }
}
