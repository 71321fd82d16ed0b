using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Documents;

public sealed record PrintRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public DateTime PrintedAt { get; init; }
    public Document Document { get; init; }
    public bool OnlyChanges { get; init; }
    public int OnPaper { get; init; }
    public string PrintedBy { get; init; } = "";
    public string? ByKey { get; init; }
    public string Purpose { get; init; } = "";
    public string Recipient { get; init; } = "";
}

/// <summary>What was put on paper of a fair: by whom, when, for what and for whom.</summary>
public sealed class PrintList(IDbContextFactory<FairDbContext> contexts) : ListOf<PrintRow>(contexts)
{
    public override string Key => "prints";

    public override string Title => Language.Say("打印登记", "Prints");

    public override Permission Permission => Permission.ExportData;

    public override IReadOnlyList<Column<PrintRow>> Columns =>
    [
        new("Number", "编号", "No.", CellKind.Text, r => r.Number) { Width = 12 },
        new("PrintedAt", "时间", "Time", CellKind.Instant, r => r.PrintedAt) { Width = 18 },
        new("Document", "资料", "Document", CellKind.Text, r => r.Document) { Width = 16 },
        new("OnlyChanges", "只印变化", "Changes only", CellKind.Flag, r => r.OnlyChanges) { Width = 10 },
        new("OnPaper", "行数", "Lines", CellKind.Number, r => r.OnPaper) { Width = 8 },
        new("By", "打印人", "Printed by", CellKind.Text, r => r.PrintedBy) { Width = 20, SortBy = nameof(PrintRow.ByKey) },
        new("Purpose", "用途", "Purpose", CellKind.Text, r => r.Purpose) { Width = 30 },
        new("Recipient", "发给", "Handed to", CellKind.Text, r => r.Recipient) { Width = 24 },
    ];

    public override IReadOnlyList<ListFilter<PrintRow>> Filters =>
    [
        ByEnum<Document>("document", "资料", "Document", document => r => r.Document == document),
        ByFlag("changes", "只印变化", "Changes only", yes => r => r.OnlyChanges == yes),
    ];

    protected override IOrderedQueryable<PrintRow> InOrder(IQueryable<PrintRow> rows) => rows.OrderByDescending(r => r.PrintedAt).ThenByDescending(r => r.Id);

    protected override IQueryable<PrintRow> Rows(FairDbContext db, Actor actor, string fair) => db.Prints.Where(p => db.Fairs.Any(f => f.Id == p.FairId && f.Code == fair)).Select(p => new PrintRow
    {
        Id = p.Id,
        Number = p.Number,
        PrintedAt = p.PrintedAt,
        Document = p.Document,
        OnlyChanges = p.OnlyChanges,
        OnPaper = p.OnPaper,
        PrintedBy = p.PrintedBy,
        ByKey = db.Users.Where(u => u.Id == p.PrintedById).Select(u => u.PinyinKey).FirstOrDefault(),
        Purpose = p.Purpose,
        Recipient = p.Recipient,
    });

    protected override Expression<Func<PrintRow, bool>> Finds(string word) => r => r.Number.Contains(word) || r.PrintedBy.Contains(word) || r.Purpose.Contains(word) || r.Recipient.Contains(word);
}
