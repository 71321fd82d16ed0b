using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Organisations;

/// <summary>Two rows of one enterprise become one, and two again.</summary>
public sealed class InvestorMergeDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : MergeDesk<Investor, InvestorForm, InvestorMerge>(contexts, clock)
{
    protected override string Noun => "investor";

    protected override Permission Needed => Permission.ManageInvestors;

    protected override IReadOnlyCollection<string> Choosable => [.. Form.Fields(typeof(InvestorForm)).Select(f => f.Name)];

    protected override IQueryable<Investor> All(FairDbContext db, Actor actor) => db.Investors;

    protected override InvestorForm FormOf(Investor record) => InvestorForm.Of(record);

    protected override string NameOf(Investor record) => $"{record.Number} {record.Name.Text}";

    protected override void Revise(Investor record, InvestorForm form) => record.Revise(form);

    protected override InvestorMerge Enter(Guid loser, Guid? survivor, DateOnly day, Guid? corrects) => new() { SubjectId = loser, SurvivorId = survivor, HoldsFrom = day, CorrectsId = corrects };

    protected override async Task<IReadOnlyList<MergeChild>> ChildrenAsync(FairDbContext db, Guid id, CancellationToken cancel) =>
    [
        new(InvestorTexts.Contacts, await db.Contacts.CountAsync(c => c.Investor.SurvivorId == id, cancel)),
        new(InvestorTexts.Guests, await db.Guests.CountAsync(g => g.Investor!.SurvivorId == id, cancel)),
        new(InvestorTexts.Invitations, await db.Invitations.CountAsync(i => i.Investor!.SurvivorId == id, cancel)),
        new(InvestorTexts.Requests, await db.Requests.CountAsync(r => r.Investor!.SurvivorId == id, cancel)),
        new(InvestorTexts.Meetings, await db.Meetings.CountAsync(m => m.Investor!.SurvivorId == id, cancel)),
        new(InvestorTexts.Limits, await db.Limits.CountAsync(l => l.Investor!.SurvivorId == id, cancel)),
        new(InvestorTexts.Enquiries, await db.Enquiries.CountAsync(e => e.Investor!.SurvivorId == id, cancel)),
        new(InvestorTexts.Needs, await db.Needs.CountAsync(n => n.Investor.SurvivorId == id, cancel)),
        new(InvestorTexts.Deals, await db.Deals.CountAsync(d => d.Investor.SurvivorId == id, cancel)),
    ];
}

internal static class InvestorTexts
{
    public static string Contacts => Language.Say("联系人", "Contacts");
    public static string Guests => Language.Say("嘉宾", "Guests");
    public static string Invitations => Language.Say("邀请函", "Invitations");
    public static string Limits => Language.Say("场次上下限", "Limits of meetings");
    public static string Requests => Language.Say("洽谈申请", "Meeting requests");
    public static string Meetings => Language.Say("洽谈", "Meetings");
    public static string Enquiries => Language.Say("来询", "Enquiries");
    public static string Needs => Language.Say("转移需求", "Relocation needs");
    public static string Deals => Language.Say("跟踪项目", "Deals");
}
