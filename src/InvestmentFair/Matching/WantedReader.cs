using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;

namespace InvestmentFair.Matching;

/// <summary>What stands in the address of a match, as typed or shared or mangled on the way.</summary>
public sealed record WantedAsked(string? Industry = null, string? Area = null, string? Height = null, string? Power = null, string? Jobs = null, string? Env = null, string? By = null);

/// <summary>A need read from an address; a value that means nothing is left out, and the reader is told.</summary>
public sealed partial record WantedRead(Wanted Wanted, IReadOnlyList<Unread> Ignored)
{
    public static WantedRead Read(WantedAsked asked)
    {
        var ignored = new List<Unread>();
        var wanted = new Wanted(
            Sector(asked.Industry, ignored),
            Whole(MatchTerm.Area, asked.Area, 10_000_000, ignored),
            Number(MatchTerm.Height, asked.Height, 100, ignored),
            Whole(MatchTerm.Power, asked.Power, 1_000_000, ignored),
            Whole(MatchTerm.Jobs, asked.Jobs, 1_000_000, ignored),
            Class(asked.Env, ignored),
            Day(asked.By, ignored));
        return new WantedRead(wanted, ignored);
    }

    private static string? Sector(string? typed, List<Unread> ignored)
    {
        if (Plain(typed) is not { Length: > 0 } text) return null;
        if (SectorCode().IsMatch(text)) return text;
        ignored.Add(NotUnderstood(MatchTerm.Sector, text));
        return null;
    }

    private static EnvironmentClass? Class(string? typed, List<Unread> ignored)
    {
        if (Plain(typed) is not { Length: > 0 } text) return null;
        if (Enum.TryParse<EnvironmentClass>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsDigit(text[0])) return value;
        ignored.Add(NotUnderstood(MatchTerm.Environment, text));
        return null;
    }

    private static DateOnly? Day(string? typed, List<Unread> ignored)
    {
        if (Plain(typed) is not { Length: > 0 } text) return null;
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2100) return day;
        ignored.Add(NotUnderstood(MatchTerm.MoveBy, text));
        return null;
    }

    private static int? Whole(MatchTerm term, string? typed, int most, List<Unread> ignored) =>
        Number(term, typed, most, ignored) is { } number ? decimal.ToInt32(decimal.Ceiling(number)) : null;

    private static decimal? Number(MatchTerm term, string? typed, int most, List<Unread> ignored)
    {
        if (Plain(typed) is not { Length: > 0 } text) return null;
        if (Figure().Match(text) is { Success: true } match
            && decimal.TryParse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number <= most)
            return number;
        var (zh, en) = UnitOf(term);
        ignored.Add(NotUnderstood(term, text, $"请只填数字，单位是{zh}。", $" Please give a number of {en}."));
        return null;
    }

    private static Unread NotUnderstood(MatchTerm term, string text, string zh = "", string en = "") => new(
        Key(term), text, Language.Say($"没有看懂{term.Names.Zh}“{text}”，未采用。{zh}", $"The {term.Names.En.ToLowerInvariant()} “{text}” was not understood and was ignored.{en}"));

    private static (string Zh, string En) UnitOf(MatchTerm term) => term switch
    {
        MatchTerm.Area => ("平方米", "square metres"),
        MatchTerm.Height => ("米", "metres"),
        MatchTerm.Power => ("千伏安", "kVA"),
        _ => ("人", "people"),
    };

    /// <summary>The name under which a term stands in an address.</summary>
    private static string Key(MatchTerm term) => term switch
    {
        MatchTerm.Sector => "industry",
        MatchTerm.Environment => "env",
        MatchTerm.MoveBy => "by",
        _ => term.ToString().ToLowerInvariant(),
    };

    // Half a surrogate pair stops the normaliser, and control characters stop PostgreSQL.
    private static string Plain(string? typed)
    {
        var plain = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes().Take(40))
            if (!Rune.IsControl(rune)) plain.Append(rune);
        return plain.ToString().Normalize(NormalizationForm.FormKC).Trim();
    }

    [GeneratedRegex("^[A-Z][0-9]{2,4}$")]
    private static partial Regex SectorCode();

    [GeneratedRegex("^([0-9][0-9,]*(?:[.][0-9]+)?) *(?:m2|m²|㎡|平方米|平米|平|m|米|kva|千伏安|人)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Figure();
}
