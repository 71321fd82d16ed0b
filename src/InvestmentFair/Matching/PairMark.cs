using InvestmentFair.Kernel;
using InvestmentFair.Ledger;

namespace InvestmentFair.Matching;

/// <summary>
/// What somebody who knows both sides says of a pair at a fair, against the arithmetic: where it stands, what it is worth. The
/// subject is the enterprise; it is an entry, so that who said it, when and why is kept when it is taken back.
/// </summary>
public sealed class PairMark : Entry
{
    public Guid FairId { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? PlantId { get; init; }

    public Mark Mark { get; init; }

    /// <summary>In place of what the terms add up to.</summary>
    public int? Score { get; init; }

    public bool IsTakenBack => Mark is Mark.None && Score is null;

    public static Outcome<PairMark> Put(Guid fairId, PairOf pair, Mark mark, int? score, string? reason, DateOnly today) =>
        string.IsNullOrWhiteSpace(reason) ? MatchRefusals.NoReason
        : score is < 0 or > 100 ? MatchRefusals.ScoreOutside
        : new PairMark
        {
            SubjectId = pair.InvestorId,
            FairId = fairId,
            ProjectId = pair.IsPlant ? null : pair.SubjectId,
            PlantId = pair.IsPlant ? pair.SubjectId : null,
            Mark = mark,
            Score = score,
            Reason = reason.Trim(),
            HoldsFrom = today,
        };

    /// <summary>The one in force of those of one pair; none when it was taken back.</summary>
    public static PairMark? Standing(IEnumerable<PairMark> ofOnePair) => AsOf.Latest.InForce(ofOnePair) is { IsTakenBack: false } mark ? mark : null;
}

/// <summary>An enterprise and the project or plant that it might talk about.</summary>
public readonly record struct PairOf(Guid InvestorId, Guid SubjectId, bool IsPlant);

/// <summary>Another score for a pair than what its terms add up to.</summary>
public sealed class ScoreForm : Form
{
    [Text("改为几分（0–100）", "Score instead (0–100)"), Needed, Between(0, 100)]
    public int? Score { get; set; }

    [Text("理由", "Reason"), Needed, AtMost(500), Prose]
    public string Reason { get; set; } = "";
}
