using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Audit;

public sealed record ImportBatchRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public ImportKind Kind { get; init; }
    public string? Fair { get; init; }
    public string FileName { get; init; } = "";
    public int Created { get; init; }
    public int Changed { get; init; }
    public int Unchanged { get; init; }
    public string Actor { get; init; } = "";
    public DateTime At { get; init; }
}

public sealed class ImportList(IDbContextFactory<FairDbContext> contexts) : ListOf<ImportBatchRow>(contexts)
{
    public override string Key => "imports";

    public override string Title => Language.Say("导入批次", "Imports");

    public override Permission Permission => Permission.ImportData;

    public override IReadOnlyList<Column<ImportBatchRow>> Columns =>
    [
        new("Number", "编号", "No.", CellKind.Text, r => r.Number) { Width = 12 },
        new("At", "时间", "Time", CellKind.Instant, r => r.At) { Width = 18 },
        new("Kind", "内容", "Of", CellKind.Text, r => r.Kind) { Width = 14 },
        new("Fair", "届次", "Fair", CellKind.Text, r => r.Fair) { Width = 10 },
        new("FileName", "文件", "File", CellKind.Text, r => r.FileName) { Width = 36 },
        new("Created", "新增", "New", CellKind.Number, r => r.Created) { Width = 8 },
        new("Changed", "变更", "Changed", CellKind.Number, r => r.Changed) { Width = 8 },
        new("Unchanged", "无变化", "Unchanged", CellKind.Number, r => r.Unchanged) { Width = 8 },
        new("Actor", "操作人", "Who", CellKind.Text, r => KeptWords.Say(r.Actor)) { Width = 20, IsSortable = false },
    ];

    public override IReadOnlyList<ListFilter<ImportBatchRow>> Filters => [ByEnum<ImportKind>("kind", "内容", "Of", kind => r => r.Kind == kind)];

    protected override IOrderedQueryable<ImportBatchRow> InOrder(IQueryable<ImportBatchRow> rows) => rows.OrderByDescending(r => r.At).ThenBy(r => r.Id);

    protected override IQueryable<ImportBatchRow> Rows(FairDbContext db, Actor actor, string fair) => db.Imports.Select(b => new ImportBatchRow
    {
        Id = b.Id,
        Number = b.Number,
        Kind = b.Kind,
        Fair = db.Fairs.Where(f => f.Id == b.FairId).Select(f => f.Code).FirstOrDefault(),
        FileName = b.FileName,
        Created = b.Created,
        Changed = b.Changed,
        Unchanged = b.Unchanged,
        Actor = b.ActorName,
        At = b.At,
    });

    protected override Expression<Func<ImportBatchRow, bool>> Finds(string word) => r => r.Number.Contains(word) || r.FileName.Contains(word) || r.Actor.Contains(word);
}

public sealed record ExportRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string List { get; init; } = "";
    public string Filter { get; init; } = "";
    public string Columns { get; init; } = "";
    public int Rows { get; init; }
    public string Actor { get; init; } = "";
    public string? ActorKey { get; init; }
    public string? Purpose { get; init; }
    public string? Recipient { get; init; }
    public DateTime At { get; init; }
}

/// <summary>What left the house: which list, as filtered how, by whom, for what and for whom.</summary>
public sealed class ExportList(IDbContextFactory<FairDbContext> contexts) : ListOf<ExportRow>(contexts)
{
    public override string Key => "exports";

    public override string Title => Language.Say("导出记录", "Exports");

    public override Permission Permission => Permission.ViewAudit;

    public override IReadOnlyList<Column<ExportRow>> Columns =>
    [
        new("Number", "编号", "No.", CellKind.Text, r => r.Number) { Width = 12 },
        new("At", "时间", "Time", CellKind.Instant, r => r.At) { Width = 18 },
        new("Actor", "操作人", "Who", CellKind.Text, r => KeptWords.Say(r.Actor)) { Width = 20, SortBy = nameof(ExportRow.ActorKey) },
        new("List", "列表", "List", CellKind.Text, r => ActNames.List(r.List)) { Width = 20 },
        new("Rows", "行数", "Rows", CellKind.Number, r => r.Rows) { Width = 8 },
        new("Purpose", "用途", "Purpose", CellKind.Text, r => r.Purpose) { Width = 30 },
        new("Recipient", "接收方", "Recipient", CellKind.Text, r => r.Recipient) { Width = 24 },
        new("Filter", "筛选", "Filter", CellKind.Text, r => r.Filter) { Width = 30, IsSortable = false },
        new("Columns", "列", "Columns", CellKind.Text, r => r.Columns) { Width = 40, IsSortable = false },
    ];

    protected override IOrderedQueryable<ExportRow> InOrder(IQueryable<ExportRow> rows) => rows.OrderByDescending(r => r.At).ThenBy(r => r.Id);

    protected override IQueryable<ExportRow> Rows(FairDbContext db, Actor actor, string fair) => db.Exports.Select(e => new ExportRow
    {
        Id = e.Id,
        Number = e.Number,
        List = e.List,
        Filter = e.Filter,
        Columns = e.Columns,
        Rows = e.Rows,
        Actor = e.ActorName,
        ActorKey = db.Users.Where(u => u.Id == e.ActorId).Select(u => u.PinyinKey).FirstOrDefault(),
        Purpose = e.Purpose,
        Recipient = e.Recipient,
        At = e.At,
    });

    protected override Expression<Func<ExportRow, bool>> Finds(string word) => r => r.Number.Contains(word) || r.List.Contains(word) || r.Actor.Contains(word) || (r.Purpose != null && r.Purpose.Contains(word)) || (r.Recipient != null && r.Recipient.Contains(word));
}
