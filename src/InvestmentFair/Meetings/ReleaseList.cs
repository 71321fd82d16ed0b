using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record ReleaseRow
{
    public Guid Id { get; init; }
    public int Number { get; init; }
    public string Name { get; init; } = "";
    public DateTime PublishedAt { get; init; }
    public string Zone { get; init; } = "";
    public string PublishedBy { get; init; } = "";
    public bool IsCurrent { get; init; }
    public int Meetings { get; init; }
    public int Cancelled { get; init; }
    public string? Note { get; init; }
}

public sealed class ReleaseList(IDbContextFactory<FairDbContext> contexts) : ListOf<ReleaseRow>(contexts)
{
    public override string Key => "releases";

    public override string Title => Language.Say("排期版本", "Releases of the timetable");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<ReleaseRow>> Columns =>
    [
        new("Number", "版次", "No.", CellKind.Number, r => r.Number) { Width = 8 },
        new("Name", "名称", "Name", CellKind.Text, r => ScheduleRelease.CalledBy(r.Name, r.Number)) { Width = 24, IsSortable = false },
        new("IsCurrent", "现行", "Holds", CellKind.Flag, r => r.IsCurrent) { Width = 8 },
        new("PublishedAt", "发布时间", "Published", CellKind.FairTime, r => FairTime.ToLocal(r.PublishedAt, r.Zone)) { Width = 18 },
        new("PublishedBy", "发布人", "Published by", CellKind.Text, r => KeptWords.Say(r.PublishedBy)) { Width = 16, IsSortable = false },
        new("Meetings", "场次", "Meetings", CellKind.Number, r => r.Meetings) { Width = 10 },
        new("Cancelled", "已取消", "Cancelled", CellKind.Number, r => r.Cancelled) { Width = 10 },
        new("Note", "说明", "Note", CellKind.Text, r => r.Note) { Width = 40, IsSortable = false },
    ];

    public override IReadOnlyList<ListFilter<ReleaseRow>> Filters => [ByFlag("current", "现行", "Holds", yes => r => r.IsCurrent == yes)];

    protected override IOrderedQueryable<ReleaseRow> InOrder(IQueryable<ReleaseRow> rows) => rows.OrderByDescending(r => r.Number).ThenBy(r => r.Id);

    protected override IQueryable<ReleaseRow> Rows(FairDbContext db, Actor actor, string fair) => db.Releases.Where(r => r.Fair.Code == fair).Select(r => new ReleaseRow
    {
        Id = r.Id,
        Number = r.Number,
        Name = r.Name,
        PublishedAt = r.PublishedAt,
        Zone = r.Fair.TimeZone,
        PublishedBy = r.PublishedByName,
        IsCurrent = r.IsCurrent,
        Meetings = r.Meetings.Count(m => !m.IsCancelled),
        Cancelled = r.Meetings.Count(m => m.IsCancelled),
        Note = r.Note,
    });

    protected override Expression<Func<ReleaseRow, bool>> Finds(string word) => r => r.Name.Contains(word) || (r.Note != null && r.Note.Contains(word)) || r.PublishedBy.Contains(word);
}
