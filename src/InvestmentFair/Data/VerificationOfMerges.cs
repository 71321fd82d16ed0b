using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    /// <summary>Whom each record stands for follows from the merges in force, and from nothing else.</summary>
    private static async Task<IReadOnlyList<Tally>> MergesAsync(FairDbContext db, CancellationToken cancel)
    {
        var survivors = new Tally("merges", "合并后的指向与合并记录一致", "Every record stands for whom the merges say");
        Check("人员 person", await db.PersonMerges.ToListAsync(cancel), await db.People.Select(p => new { p.Id, p.SurvivorId }).ToDictionaryAsync(p => p.Id, p => p.SurvivorId, cancel));
        Check("客商 investor", await db.InvestorMerges.ToListAsync(cancel), await db.Investors.Select(i => new { i.Id, i.SurvivorId }).ToDictionaryAsync(i => i.Id, i => i.SurvivorId, cancel));
        Check("跟踪项目 deal", await db.DealMerges.ToListAsync(cancel), await db.Deals.IgnoreQueryFilters().Select(d => new { d.Id, d.SurvivorId }).ToDictionaryAsync(d => d.Id, d => d.SurvivorId, cancel));
        return [survivors];

        void Check<T>(string what, List<T> merges, Dictionary<Guid, Guid> stands) where T : Merge
        {
            var standing = Merge.Standing(merges).ToDictionary(m => m.SubjectId, m => m.SurvivorId!.Value);
            foreach (var (id, survivor) in stands)
                survivors.Expect(survivor == Merge.Survivor(id, standing), () => Language.Say($"{what} {id} 的指向不符", $"{what} {id} does not stand for whom the merges say"));
        }
    }
}
