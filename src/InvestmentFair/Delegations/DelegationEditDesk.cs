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

/// <summary>Delegations corrected in their list; a roster moves as the delegation allows it.</summary>
public sealed class DelegationEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, DelegationList list, DelegationDesk desk)
    : EditDesk<Delegation, DelegationForm>("delegation", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageDelegations;

    protected override IReadOnlyList<Edit<Delegation>> Edits =>
    [
        InCell<RosterForm>(Verb("Roster", Language.Say("名单状态", "Roster"), () => new RosterForm(), delegation => delegation.Roster, (delegation, typed) => delegation.Roster == typed.Roster,
            (delegation, typed) => delegation.Advance(typed.Roster!.Value)),
            "Roster", "delegation.roster", (delegation, typed, _) => delegation.Advance(typed.Roster!.Value)) with { CanBeTakenBack = true },
        Field(nameof(DelegationForm.Quota), "Quota"), Field(nameof(DelegationForm.ProtocolRank), "ProtocolRank"), Field(nameof(DelegationForm.Interest)),
        NameCell("Name", "Name"), Cell(nameof(DelegationForm.RegionCode), "Region"), Cell(nameof(DelegationForm.LiaisonName), "Liaison"), Cell(nameof(DelegationForm.LiaisonMobile)),
    ];

    protected override async Task<string?> NoticeAsync(Actor actor, string fair, Guid id, string choice, Form typed, CancellationToken cancel) =>
        choice == nameof(DelegationForm.ProtocolRank) && await FindAsync(actor, fair, id, cancel) is { } delegation
            ? SameOrder.Notice(delegation.ProtocolRank, await desk.SameRankOfDelegationAsync(actor, fair, id, DelegationForm.Of(delegation), cancel))
            : null;

    protected override IQueryable<Delegation> Records(FairDbContext db, Actor actor, string fair) => db.Delegations.Where(d => d.Fair.Code == fair);

    protected override string NameOf(Delegation record) => record.Name.Text;

    protected override DelegationForm Shown(Delegation record) => DelegationForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Delegation record, DelegationForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, DelegationForm form, CancellationToken cancel) => desk.SaveAsync(actor, fair, id, form, cancel);
}
