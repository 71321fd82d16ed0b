using InvestmentFair.Kernel;
using InvestmentFair.Ledger;

namespace InvestmentFair.Matching;

public enum Mark
{
    [Text("按分数", "By its score")] None,
    [Text("置顶", "Pinned")] Pinned,
    [Text("隐藏", "Hidden")] Hidden,
}

/// <summary>
/// What somebody who knows both sides says of a pair, against the arithmetic. The subject is the need; it is an entry, so that who
/// said it, when and why is kept when it is taken back.
/// </summary>
public sealed class MatchMark : Entry
{
    public Mark Mark { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? PlantId { get; init; }

    public bool IsOf(OfferKind kind, Guid offer) => (kind is OfferKind.Plant ? PlantId : ProjectId) == offer;

    public static Outcome<MatchMark> Put(Guid needId, OfferKind kind, Guid offerId, Mark mark, string? reason, DateOnly today) =>
        string.IsNullOrWhiteSpace(reason)
            ? MatchRefusals.NoReason
            : new MatchMark { SubjectId = needId, Mark = mark, PlantId = kind is OfferKind.Plant ? offerId : null, ProjectId = kind is OfferKind.Carrier ? offerId : null, Reason = reason.Trim(), HoldsFrom = today };

    /// <summary>The one in force for a pair; none when it was taken back.</summary>
    public static MatchMark? Standing(IEnumerable<MatchMark> marks, Guid needId, OfferKind kind, Guid offerId) =>
        AsOf.Latest.InForce(marks.Where(m => m.SubjectId == needId && m.IsOf(kind, offerId))) is { Mark: not Mark.None } mark ? mark : null;
}

/// <summary>A pair with what was said of it. The pinned stand first, the hidden apart; the score stays what it is.</summary>
public sealed record MarkedMatch<T>(T Of, Match Match, MatchMark? Mark)
{
    public bool IsPinned => Mark?.Mark is Matching.Mark.Pinned;

    public bool IsHidden => Mark?.Mark is Matching.Mark.Hidden;
}

public static class Marking
{
    /// <summary>The pinned before the others, each in the order they came in.</summary>
    public static (IReadOnlyList<MarkedMatch<T>> Shown, IReadOnlyList<MarkedMatch<T>> Hidden) Apply<T>(IEnumerable<MarkedMatch<T>> ranked)
    {
        var all = ranked.ToList();
        return ([.. all.Where(m => !m.IsHidden).OrderByDescending(m => m.IsPinned)], [.. all.Where(m => m.IsHidden)]);
    }
}

public static class MatchRefusals
{
    public static Refusal NoReason => new("match.reason", "须写明理由", "Say why");

    public static Refusal ScoreOutside => new("match.score", "分数须在 0 到 100 之间", "A score lies between 0 and 100");

    public static Refusal NotACarrier => new("match.carrier", "只有产业转移承接载体才有承接条件", "Only a project of the category industrial relocation has receiving conditions");
}
