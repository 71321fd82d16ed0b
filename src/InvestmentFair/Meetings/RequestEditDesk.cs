using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>Wishes to meet, corrected in their list.</summary>
public sealed class RequestEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, RequestList list, MeetingDesk desk)
    : EditDesk<MeetingRequest, RequestForm>("request", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageMeetings;

    protected override IReadOnlyList<Edit<MeetingRequest>> Edits =>
        [Field(nameof(RequestForm.Priority), "Priority"), Field(nameof(RequestForm.From), "From"), Field(nameof(RequestForm.Length), "Length"), Field(nameof(RequestForm.Session), "Session"),
            Field(nameof(RequestForm.TableKind), "TableKind"), Field(nameof(RequestForm.Points), "Points"), Field(nameof(RequestForm.Reason), "Reason")];

    protected override IQueryable<MeetingRequest> Records(FairDbContext db, Actor actor, string fair) =>
        db.Requests.Include(r => r.People).Include(r => r.After).Include(r => r.Project).Include(r => r.Plant).AsSplitQuery().Where(r => r.Fair.Code == fair);

    protected override string NameOf(MeetingRequest record) => record.Project?.Name.Text ?? record.Plant?.Name.Text ?? record.Topic ?? "";

    protected override RequestForm Shown(MeetingRequest record) => RequestForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, MeetingRequest record, RequestForm form, CancellationToken cancel) => desk.ReviseAsync(db, record, form, cancel);

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, RequestForm form, CancellationToken cancel) => desk.SaveRequestAsync(actor, fair, id, form, cancel);
}
