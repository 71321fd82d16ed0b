using InvestmentFair.Kernel;
using InvestmentFair.Matching;

namespace InvestmentFair.Meetings;

/// <summary>A pair that might meet, with its score, what staff said of it, and why it is set apart where the county knows better.</summary>
public sealed record Suggestion(PairInvestor Investor, PairSubject Subject, PairMatch Match, PairMark? Mark, Bilingual? Apart)
{
    /// <summary>Suggestions rank among the wishes, below those that somebody had by themselves.</summary>
    private const int LeastPoints = 10;
    private const int ScorePerPoint = 5;
    private const int LongestReason = 500;

    public PairOf Pair => new(Investor.Id, Subject.Id, Subject.IsPlant);

    public int Score => Mark?.Score ?? Match.Score;

    public bool IsPinned => Mark?.Mark is Matching.Mark.Pinned;

    public bool IsHidden => Mark?.Mark is Matching.Mark.Hidden || (Apart is not null && !IsPinned);

    /// <summary>Whoever has scored it by hand has seen what misses.</summary>
    public bool IsMissed => Match.IsMissed && Mark?.Score is null;

    public int Points => LeastPoints + Score / ScorePerPoint;

    /// <summary>For the wish that is made of it: why it was suggested, as it stood then.</summary>
    public string Reason
    {
        get
        {
            var score = Mark?.Score is { } byHand ? $"{byHand} 分（人工改判，原 {Match.Score} 分）" : $"{Score} 分";
            var said = Mark is { Reason: { } reason } ? new[] { reason } : [];
            var words = $"对接建议 {score}：{string.Join("；", said.Concat(Match.Terms.Where(t => t.Fit is not Fit.Unknown).Select(t => t.Zh)))}";
            return words.Length <= LongestReason ? words : words[..LongestReason];
        }
    }

    /// <summary>The pinned first, then by score; what misses outright comes after all that does not. Of equals by number and code, which never change.</summary>
    public static IReadOnlyList<Suggestion> Rank(IEnumerable<Suggestion> suggestions) =>
    [
        .. suggestions.OrderByDescending(s => s.IsPinned).ThenBy(s => s.IsMissed).ThenByDescending(s => s.Score)
            .ThenBy(s => s.Investor.Number, StringComparer.Ordinal).ThenBy(s => s.Subject.Code, StringComparer.Ordinal).ThenBy(s => s.Subject.IsPlant),
    ];
}

/// <summary>Of one enterprise, of one project or plant, from a score on; the first so many.</summary>
public sealed record SuggestionFilter(Guid? InvestorId = null, Guid? SubjectId = null, int Least = 0, int Most = SuggestionFilter.Page)
{
    public const int Page = 50;
}

/// <summary>The first of those found, and all that are hidden or set apart.</summary>
public sealed record SuggestionsFound(IReadOnlyList<Suggestion> Shown, int Found, IReadOnlyList<Suggestion> Hidden);

public static class SuggestionRefusals
{
    public static Refusal NothingChosen => new("suggestion.nothing", "请先选择要登记的建议", "Choose the suggestions to enter first");

    public static Refusal Wished => new("suggestion.wished", "所选各对都已有洽谈申请、已排洽谈或一方不见，没有可登记的", "Each of the chosen pairs has a wish or a meeting by now, or one side would rather not: there is nothing to enter");

    public static Refusal NoHosts(string plant) => new("suggestion.no-hosts", $"“{plant}”所在乡镇没有在任的县方代表，请手工登记这条申请并指定县方人员", $"The township of “{plant}” has no host representative at present: enter this wish by hand and name the host side");
}
