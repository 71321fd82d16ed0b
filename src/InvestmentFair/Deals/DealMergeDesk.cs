using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Deals;

/// <summary>One deal entered twice is counted once, and twice again when that was a mistake.</summary>
public sealed class DealMergeDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : MergeDesk<Deal, DealForm, DealMerge>(contexts, clock)
{
    /// <summary>Beside the deal of that number.</summary>
    public async Task<MergeView?> BesideNumberAsync(Actor actor, Guid one, string number, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDeals);
        await using var db = Open();
        return await All(db, actor).Where(d => d.Number == number.Trim()).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancel) is { } other ? await SideBySideAsync(actor, one, other, cancel) : null;
    }

    protected override string Noun => "deal";

    protected override Permission Needed => Permission.ManageDeals;

    // Everything else follows from the survivor's own entries.
    protected override IReadOnlyCollection<string> Choosable => [nameof(DealForm.NameZh), nameof(DealForm.NameEn)];

    protected override IQueryable<Deal> All(FairDbContext db, Actor actor) => db.Deals.IgnoreQueryFilters().VisibleTo(actor);

    protected override DealForm FormOf(Deal record) => DealForm.Of(record);

    protected override string NameOf(Deal record) => $"{record.Number} {record.Name.Text}";

    protected override void Revise(Deal record, DealForm form) => record.Rename(form.NameZh, form.NameEn);

    protected override DealMerge Enter(Guid loser, Guid? survivor, DateOnly day, Guid? corrects) => new() { SubjectId = loser, SurvivorId = survivor, HoldsFrom = day, CorrectsId = corrects };

    protected override async Task<IReadOnlyList<MergeChild>> ChildrenAsync(FairDbContext db, Guid id, CancellationToken cancel) =>
    [
        new(MergedDealTexts.Stages, await db.StageChanges.CountAsync(e => e.SubjectId == id, cancel)),
        new(MergedDealTexts.Signings, await db.Signings.CountAsync(e => e.SubjectId == id, cancel)),
        new(MergedDealTexts.Receipts, await db.Receipts.CountAsync(e => e.SubjectId == id, cancel)),
        new(MergedDealTexts.FollowUps, await db.Set<FollowUp>().CountAsync(e => e.SubjectId == id, cancel)),
        new(MergedDealTexts.Problems, await db.Problems.CountAsync(p => p.DealId == id, cancel)),
        new(MergedDealTexts.Commitments, await db.Commitments.CountAsync(c => c.DealId == id, cancel)),
    ];
}

internal static class MergedDealTexts
{
    public static string Stages => Language.Say("阶段记录", "Stage changes");
    public static string Signings => Language.Say("签约", "Signings");
    public static string Receipts => Language.Say("到位资金", "Receipts");
    public static string FollowUps => Language.Say("跟进", "Follow-ups");
    public static string Problems => Language.Say("问题", "Problems");
    public static string Commitments => Language.Say("政府承诺", "Commitments");
}
