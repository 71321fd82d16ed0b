using InvestmentFair.Ledger;

namespace InvestmentFair.Deals;

/// <summary>
/// What a deal's entries add up to on a day, as known at an instant. The current columns of a deal, the check of the whole
/// database and every report are made by these functions and by nothing else.
/// </summary>
public static class DealFigures
{
    /// <summary>The highest stage ever reached on the road; a step back does not take it away, a correction does.</summary>
    public static DealStage Reached(AsOf asOf, IEnumerable<StageChange> stages) =>
        asOf.Standing(stages).Where(s => s.Stage.IsOnTheRoad).Select(s => s.Stage).DefaultIfEmpty(DealStage.Lead).Max();

    public static DealStage Stage(AsOf asOf, IEnumerable<StageChange> stages) =>
        asOf.InForce(stages)?.Stage ?? DealStage.Lead;

    /// <summary>The stage a deal on hold or terminated goes back to.</summary>
    public static DealStage LastActive(AsOf asOf, IEnumerable<StageChange> stages) =>
        asOf.Standing(stages).LastOrDefault(s => s.Stage.IsOnTheRoad)?.Stage ?? DealStage.Lead;

    /// <summary>
    /// The fair a deal counts for: that of the earliest agreement or contract by its investor of that day. None where
    /// that was signed outside a fair, or where nothing binding is signed.
    /// </summary>
    public static Signing? Counted(AsOf asOf, Guid investorId, IEnumerable<Signing> signings) =>
        asOf.Standing(signings).FirstOrDefault(s => s.IsBinding && s.InvestorId == investorId);

    /// <summary>Contracted sum in 分: new signatures and increases; an upgrade adds no money.</summary>
    public static long Contracted(AsOf asOf, Guid investorId, IEnumerable<Signing> signings) =>
        asOf.Standing(signings)
            .Where(s => s.IsBinding && s.InvestorId == investorId && s.Change is not SigningChange.Upgrade)
            .Sum(s => s.Contracted.Fen);

    /// <summary>Funds in place in 分. A reversal is a receipt of its own with the opposite sum.</summary>
    public static long Received(AsOf asOf, IEnumerable<FundsReceipt> receipts) => asOf.Standing(receipts).Sum(r => r.Amount.Fen);
}
