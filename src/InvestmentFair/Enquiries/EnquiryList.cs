using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Enquiries;

/// <summary>Where an enquiry stands against its clock.</summary>
public enum EnquiryUrgency
{
    [Text("超期未答", "Overdue")] Overdue,
    [Text("今天到期", "Due today")] Today,
    [Text("办理期内", "In time")] Running,
    [Text("已了结", "Settled")] Settled,
}

public sealed record EnquiryRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EnquiryKind Kind { get; init; }
    public EnquiryState State { get; init; }
    public string Asker { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string Organisation { get; init; } = "";
    public string? Subject { get; init; }
    public int Subjects { get; init; }
    public DateTime AskedAt { get; init; }
    public DateTime ReplyBy { get; init; }
    public bool IsOverdue { get; init; }
    public EnquiryUrgency Urgency { get; init; }
    public string? Unit { get; init; }
    public string? UnitKey { get; init; }
    public Guid? UnitId { get; init; }
    public string? Owner { get; init; }
    public string? OwnerKey { get; init; }
    public EnquiryChannel Channel { get; init; }
    public bool IsOpen { get; init; }
    public bool IsLate { get; init; }
    public bool IsMeasured { get; init; }
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
        new("Asker", "来询人", "Asked by", CellKind.Text, r => r.Asker) { Width = 16, SortBy = nameof(EnquiryRow.PinyinKey) },
        new("Organisation", "单位", "Organisation", CellKind.Text, r => r.Organisation) { Width = 34 },
        new("Subject", "关于", "About", CellKind.Text, r => r.Subjects > 1 ? Language.Say($"{r.Subject} 等 {r.Subjects} 项", $"{r.Subject} and {r.Subjects - 1} more") : r.Subject) { Width = 40, IsSortable = false },
        new("AskedAt", "来询时间", "Asked", CellKind.Instant, r => r.AskedAt) { Width = 18, IsOptional = true },
        new("ReplyBy", "答复期限", "Reply by", CellKind.Instant, r => r.ReplyBy) { Width = 18 },
        new("State", "状态", "State", CellKind.Text, r => r.State) { Width = 10 },
        new("Urgency", "时限", "Clock", CellKind.Text, r => r.Urgency) { Width = 12, IsSortable = false, Alerts = r => r.IsOverdue },
        new("Unit", "承办单位", "Unit in charge", CellKind.Text, r => r.Unit) { Width = 26, SortBy = nameof(EnquiryRow.UnitKey) },
        new("Owner", "承办人", "In charge", CellKind.Text, r => r.Owner) { Width = 12, SortBy = nameof(EnquiryRow.OwnerKey), IsOptional = true },
        new("Channel", "方式", "Channel", CellKind.Text, r => r.Channel) { Width = 10, IsOptional = true },
        new("IsLate", "答复超时", "Answered late", CellKind.Flag, r => r.IsLate) { Width = 10, IsOptional = true, Alerts = r => r.IsLate },
    ];

    public override IReadOnlyList<ListFilter<EnquiryRow>> Filters =>
    [
        ByEnum<EnquiryState>("state", "状态", "State", state => r => r.State == state),
        ByEnum<EnquiryKind>("kind", "类型", "Kind", kind => r => r.Kind == kind),
        ByFlag("overdue", "超期", "Overdue", yes => r => r.IsOverdue == yes),
        ByEnum<EnquiryUrgency>("clock", "时限", "Clock", urgency => r => r.Urgency == urgency),
        ByFlag("open", "未答复", "Unanswered", yes => r => r.IsOpen == yes),
        ByFlag("late", "答复超时", "Answered late", yes => r => r.IsLate == yes),
        ByFlag("measured", "计入及时答复率", "Counted in the rate", yes => r => r.IsMeasured == yes),
        ById("unit", "承办单位", "Unit in charge", ChoiceOf.Unit, unit => r => r.UnitId == unit),
        ByFlag("assigned", "已指定承办", "Assigned", yes => r => (r.Unit != null) == yes),
    ];

    protected override IOrderedQueryable<EnquiryRow> InOrder(IQueryable<EnquiryRow> rows) => rows.OrderByDescending(r => r.IsOpen).ThenBy(r => r.IsOpen ? r.ReplyBy : (DateTime?)null).ThenByDescending(r => r.AskedAt).ThenBy(r => r.Id);

    protected override IQueryable<EnquiryRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        var now = clock.GetUtcNow().UtcDateTime;
        var tomorrow = FairTime.ToUtc(FairTime.DayOf(now).AddDays(1), TimeOnly.MinValue);
        return db.Enquiries.Where(e => e.Fair.Code == fair).Select(e => new EnquiryRow
        {
            Id = e.Id,
            Number = e.Number,
            Kind = e.Kind,
            State = e.State,
            Asker = e.AskerName,
            PinyinKey = e.PinyinKey,
            Organisation = e.AskerOrganisation,
            Subjects = e.Subjects.Count,
            Subject = e.Subjects.OrderBy(s => s.Id).Select(s => s.Project != null ? (english ? s.Project.Name.En ?? s.Project.Name.Zh : s.Project.Name.Zh) : (english ? s.Plant!.Name.En ?? s.Plant.Name.Zh : s.Plant!.Name.Zh)).FirstOrDefault(),
            AskedAt = e.AskedAt,
            ReplyBy = e.ReplyBy,
            IsOverdue = (e.State == EnquiryState.Received || e.State == EnquiryState.InHand) && e.ReplyBy < now,
            Urgency = e.State != EnquiryState.Received && e.State != EnquiryState.InHand ? EnquiryUrgency.Settled
                : e.ReplyBy < now ? EnquiryUrgency.Overdue : e.ReplyBy < tomorrow ? EnquiryUrgency.Today : EnquiryUrgency.Running,
            Unit = e.Unit == null ? null : english ? e.Unit.Name.En ?? e.Unit.Name.Zh : e.Unit.Name.Zh,
            UnitKey = e.Unit == null ? null : e.Unit.PinyinKey,
            UnitId = e.UnitId,
            Owner = e.Owner == null ? null : e.Owner.Person.Name,
            OwnerKey = e.Owner == null ? null : e.Owner.Person.PinyinKey,
            Channel = e.Channel,
            IsOpen = e.State == EnquiryState.Received || e.State == EnquiryState.InHand,
            IsLate = e.FirstAnsweredAt != null && e.FirstAnsweredAt > e.FirstReplyBy,
            IsMeasured = e.FirstAnsweredAt != null || (e.State != EnquiryState.Withdrawn && e.FirstReplyBy < now),
        });
    }

    protected override Expression<Func<EnquiryRow, bool>> Finds(string word) => r => r.Number.Contains(word) || r.Asker.Contains(word) || r.Organisation.Contains(word);
}
