using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Deals;

/// <summary>Deals in their list, by the deal's own verbs: each row gets an entry of its own, never a column written over.</summary>
public sealed class DealEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, DealList list, DealDesk desk)
    : EditDesk<Deal, DealForm>("deal", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageDeals;

    protected override IReadOnlyList<Edit<Deal>> Edits =>
    [
        InCell<OwnerForm>(Verb("Owner", Language.Say("责任人（移交）", "Owner (hand over)"), () => new OwnerForm { From = Today }, deal => deal.OwnerId, (deal, typed) => deal.OwnerId == typed.OwnerId,
            (deal, typed) => deal.HandTo(typed.OwnerId!.Value, typed.From!.Value, typed.Reason, Today), ChoiceOf.HostPerson),
            "Owner", "deal.handed-over", (deal, typed, _) => deal.HandTo(typed.OwnerId!.Value, typed.From!.Value, typed.Reason, Today)) with { CanBeTakenBack = true },
        Verb("NextStep", Language.Say("跟进和下一步", "Follow-up and next step"), () => new FollowUpForm { On = Today }, deal => deal.IsOpen ? $"{deal.NextStep} · {deal.NextStepOn:yyyy-MM-dd}" : null, (_, _) => false,
            (deal, typed) => deal.Note(typed.On!.Value, typed.Words, new NextStep(typed.NextStep.Trim(), typed.NextStepOn!.Value, typed.NextStepById!.Value), Today)),
        NameCell("Name", "Name"),
    ];

    protected override IQueryable<Deal> Records(FairDbContext db, Actor actor, string fair) => DealDesk.Whole(db, actor);

    protected override string NameOf(Deal record) => $"{record.Number} {record.Name.Text}";

    protected override DealForm Shown(Deal record) => DealForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Deal record, DealForm form, CancellationToken cancel) => Revised(() => record.Rename(form.NameZh, form.NameEn));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, DealForm form, CancellationToken cancel) => desk.SaveAsync(actor, id, form, cancel);
}
