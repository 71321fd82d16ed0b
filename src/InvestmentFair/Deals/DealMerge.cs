using InvestmentFair.Ledger;

namespace InvestmentFair.Deals;

/// <summary>
/// One deal entered twice. The loser is no longer listed or counted and its sums are not added, since the same signature
/// entered twice must count once; its entries stay and are shown with the survivor's.
/// </summary>
public sealed class DealMerge : Merge;
