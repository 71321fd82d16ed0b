using InvestmentFair.Fairs;
using InvestmentFair.People;

namespace InvestmentFair.Data;

/// <summary>The offices in which people stand for the county: somebody may have held several, and holds one at a fair.</summary>
internal static class Offices
{
    extension(FairDbContext db)
    {
        /// <summary>Of each person the office held when the fair begins stands first, whether or not its last day is known already; then the newest.</summary>
        public IOrderedQueryable<HostRepresentative> OfficesAt(string fair) => InOrder(db, db.Fairs.Where(f => f.Code == fair));

        public IOrderedQueryable<HostRepresentative> OfficesAt(Guid fairId) => InOrder(db, db.Fairs.Where(f => f.Id == fairId));
    }

    extension(IQueryable<HostRepresentative> offices)
    {
        /// <summary>Those that are not over: one whose last day is known is held until it has passed.</summary>
        public IQueryable<HostRepresentative> HeldOn(DateOnly day) => offices.Where(h => h.To == null || h.To >= day);
    }

    private static IOrderedQueryable<HostRepresentative> InOrder(FairDbContext db, IQueryable<Fair> at) =>
        db.Hosts.OrderByDescending(h => at.Any(f => h.From <= f.FirstDay && (h.To == null || h.To >= f.FirstDay))).ThenByDescending(h => h.From).ThenBy(h => h.Id);
}
