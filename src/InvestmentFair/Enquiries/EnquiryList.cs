using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Enquiries;

public sealed record EnquiryRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EnquiryKind Kind { get; init; }
    public EnquiryState State { get; init; }
    public string Asker { get; init; } = "";
    public string Organisation { get; init; } = "";
    public string? Subject { get; init; }
    public DateTime AskedAt { get; init; }
    public DateTime ReplyBy { get; init; }
    public bool IsOverdue { get; init; }
}

public sealed class EnquiryList(IDbContextFactory<FairDbContext> contexts, FairClock clock) : ListOf<EnquiryRow>(contexts)
{
    public override string Key => "enquiries";

    public override string Title => Language.Say("来询", "Enquiries");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<EnquiryRow>> Columns =>
    [
        new("Number", "编号", "No.", CellKind.Text, r => r.Number) { Width = 10 },
        new("Kind", "类型", "Kind", CellKind.Text, r => r.Kind) { Width = 12 },
        new("Asker", "来询人", "Asked by", CellKind.Text, r => r.Asker) { Width = 16 },
        new("Organisation", "单位", "Organisation", CellKind.Text, r => r.Organisation) { Width = 34 },
        new("Subject", "关于", "About", CellKind.Text, r => r.Subject) { Width = 40, IsSortable = false },
        new("AskedAt", "来询时间", "Asked", CellKind.Instant, r => r.AskedAt) { Width = 18 },
        new("ReplyBy", "答复期限", "Reply by", CellKind.Instant, r => r.ReplyBy) { Width = 18 },
        new("State", "状态", "State", CellKind.Text, r => r.State) { Width = 10 },
        new("IsOverdue", "超期", "Overdue", CellKind.Flag, r => r.IsOverdue) { Width = 8, IsSortable = false },
    ];

    public override IReadOnlyList<ListFilter<EnquiryRow>> Filters =>
    [
        ByEnum<EnquiryState>("state", "状态", "State", state => r => r.State == state),
        ByEnum<EnquiryKind>("kind", "类型", "Kind", kind => r => r.Kind == kind),
        ByFlag("overdue", "超期", "Overdue", yes => r => r.IsOverdue == yes),
    ];

    protected override IOrderedQueryable<EnquiryRow> InOrder(IQueryable<EnquiryRow> rows) => rows.OrderByDescending(r => r.AskedAt).ThenBy(r => r.Id);

    protected override IQueryable<EnquiryRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        var now = clock.GetUtcNow().UtcDateTime;
        return db.Enquiries.Where(e => e.Fair.Code == fair).Select(e => new EnquiryRow
        {
            Id = e.Id,
            Number = e.Number,
            Kind = e.Kind,
            State = e.State,
            Asker = e.AskerName,
            Organisation = e.AskerOrganisation,
            Subject = e.Subjects.OrderBy(s => s.Id).Select(s => s.Project != null ? (english ? s.Project.Name.En ?? s.Project.Name.Zh : s.Project.Name.Zh) : (english ? s.Plant!.Name.En ?? s.Plant.Name.Zh : s.Plant!.Name.Zh)).FirstOrDefault(),
            AskedAt = e.AskedAt,
            ReplyBy = e.ReplyBy,
            IsOverdue = e.State != EnquiryState.Answered && e.ReplyBy < now,
        });
    }

    protected override Expression<Func<EnquiryRow, bool>> Finds(string word) => r => r.Number.Contains(word) || r.Asker.Contains(word) || r.Organisation.Contains(word);
}
