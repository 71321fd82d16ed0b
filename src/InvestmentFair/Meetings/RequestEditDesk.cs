using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>Many wishes to meet at once.</summary>
public sealed class RequestEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, RequestList list)
    : EditDesk<MeetingRequest, RequestForm>(contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageMeetings;

    protected override IReadOnlyList<Edit<MeetingRequest>> Edits => [Field(nameof(RequestForm.Priority)), Field(nameof(RequestForm.From)), Field(nameof(RequestForm.Reason))];

    protected override IQueryable<MeetingRequest> Records(FairDbContext db, Actor actor, string fair) =>
        db.Requests.Include(r => r.People).Include(r => r.Project).Include(r => r.Plant).AsSplitQuery().Where(r => r.Fair.Code == fair);

    protected override string NameOf(MeetingRequest record) => record.Project?.Name.Text ?? record.Plant?.Name.Text ?? record.Topic ?? "";

    protected override RequestForm Shown(MeetingRequest record) => RequestForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, MeetingRequest record, RequestForm form, CancellationToken cancel) => Revised(() => record.Revise(form));
}
