using InvestmentFair.Ledger;

namespace InvestmentFair.Organisations;

/// <summary>Two rows of one enterprise. Foreign keys stay where they are; whoever reads goes on to the survivor.</summary>
public sealed class InvestorMerge : Merge;
