using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Organisations;

/// <summary>Investors corrected in their list.</summary>
public sealed class InvestorEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, InvestorList list, InvestorDesk desk)
    : EditDesk<Investor, InvestorForm>("investor", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageInvestors;

    protected override IReadOnlyList<Edit<Investor>> Edits =>
    [
        Field(nameof(InvestorForm.SectorCode), "Sector"), Field(nameof(InvestorForm.RegionCode), "Region"), Field(nameof(InvestorForm.Origin), "Origin"), Field(nameof(InvestorForm.Note)),
        NameCell("Name", "Name"), Cell(nameof(InvestorForm.CreditCode)),
    ];

    protected override async Task<string?> NoticeAsync(Actor actor, string fair, Guid id, string choice, Form typed, CancellationToken cancel)
    {
        await using var db = Open();
        return await DuplicateQueries.NoticeOfInvestorAsync(db, id, choice, cancel);
    }

    protected override IQueryable<Investor> Records(FairDbContext db, Actor actor, string fair) => db.Investors.Where(i => i.SurvivorId == i.Id);

    protected override string NameOf(Investor record) => record.Name.Text;

    protected override InvestorForm Shown(Investor record) => InvestorForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Investor record, InvestorForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, InvestorForm form, CancellationToken cancel) => desk.SaveAsync(actor, id, form, cancel);
}
