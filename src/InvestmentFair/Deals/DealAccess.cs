using InvestmentFair.Access;

namespace InvestmentFair.Deals;

public static class DealAccess
{
    extension(IQueryable<Deal> deals)
    {
        /// <summary>A department reporter sees the deals that their unit leads today; the others see all.</summary>
        public IQueryable<Deal> VisibleTo(Actor actor) => actor.IsScopedToUnit ? deals.Where(d => d.LeadUnitId == actor.UnitId) : deals;
    }
}
