using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Delegations;

public sealed class RosterForm : Form
{
    [Text("名单状态", "Roster"), Needed]
    public RosterState? Roster { get; set; }
}

/// <summary>Many delegations at once: a roster moves as the delegation allows it.</summary>
public sealed class DelegationEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, DelegationList list)
    : EditDesk<Delegation, DelegationForm>(contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageDelegations;

    protected override IReadOnlyList<Edit<Delegation>> Edits =>
    [
        Verb("Roster", Language.Say("名单状态", "Roster"), () => new RosterForm(), delegation => delegation.Roster, (delegation, typed) => delegation.Roster == typed.Roster,
            (delegation, typed) => delegation.Advance(typed.Roster!.Value)),
        Field(nameof(DelegationForm.Quota)), Field(nameof(DelegationForm.ProtocolRank)), Field(nameof(DelegationForm.Interest)),
    ];

    protected override IQueryable<Delegation> Records(FairDbContext db, Actor actor, string fair) => db.Delegations.Where(d => d.Fair.Code == fair);

    protected override string NameOf(Delegation record) => record.Name.Text;

    protected override DelegationForm Shown(Delegation record) => DelegationForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Delegation record, DelegationForm form, CancellationToken cancel) => Revised(() => record.Revise(form));
}
