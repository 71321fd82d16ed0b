using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Enquiries;

/// <summary>Reply templates corrected in their list.</summary>
public sealed class TemplateEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, TemplateList list, ReplyDesk desk)
    : EditDesk<ReplyTemplate, TemplateForm>("template", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.AnswerEnquiries;

    protected override IReadOnlyList<Edit<ReplyTemplate>> Edits => [Field(nameof(TemplateForm.IsInterim), "IsInterim"), Field(nameof(TemplateForm.IsRetired), "IsRetired")];

    protected override IQueryable<ReplyTemplate> Records(FairDbContext db, Actor actor, string fair) => db.ReplyTemplates;

    protected override string NameOf(ReplyTemplate record) => record.Name.Text;

    protected override TemplateForm Shown(ReplyTemplate record) => TemplateForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, ReplyTemplate record, TemplateForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, TemplateForm form, CancellationToken cancel) => desk.SaveTemplateAsync(actor, id, form, cancel);
}
