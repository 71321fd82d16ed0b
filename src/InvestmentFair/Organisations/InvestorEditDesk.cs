using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Organisations;

/// <summary>Many investors corrected at once.</summary>
public sealed class InvestorEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, InvestorList list)
    : EditDesk<Investor, InvestorForm>(contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageInvestors;

    protected override IReadOnlyList<Edit<Investor>> Edits => [Field(nameof(InvestorForm.SectorCode)), Field(nameof(InvestorForm.RegionCode)), Field(nameof(InvestorForm.Origin)), Field(nameof(InvestorForm.Note))];

    protected override IQueryable<Investor> Records(FairDbContext db, Actor actor, string fair) => db.Investors;

    protected override string NameOf(Investor record) => record.Name.Text;

    protected override InvestorForm Shown(Investor record) => InvestorForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Investor record, InvestorForm form, CancellationToken cancel) => Revised(() => record.Revise(form));
}
