using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Enquiries;

public sealed record TemplateRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string Body { get; init; } = "";
    public bool IsInterim { get; init; }
    public bool IsRetired { get; init; }
}

public sealed class TemplateList(IDbContextFactory<FairDbContext> contexts) : ListOf<TemplateRow>(contexts)
{
    public override string Key => "templates";

    public override string Title => Language.Say("答复模板", "Reply templates");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<TemplateRow>> Columns =>
    [
        new("Code", "编号", "Code", CellKind.Text, r => r.Code) { Width = 12 },
        new("Name", "名称", "Name", CellKind.Text, r => r.Name) { Width = 30, SortBy = nameof(TemplateRow.PinyinKey) },
        new("Body", "正文", "Text", CellKind.Text, r => r.Body) { Width = 80, IsSortable = false },
        new("IsInterim", "只告知", "Interim", CellKind.Flag, r => r.IsInterim) { Width = 10 },
        new("IsRetired", "停用", "Retired", CellKind.Flag, r => r.IsRetired) { Width = 8 },
    ];

    public override IReadOnlyList<ListFilter<TemplateRow>> Filters => [ByFlag("retired", "停用", "Retired", yes => r => r.IsRetired == yes)];

    protected override IOrderedQueryable<TemplateRow> InOrder(IQueryable<TemplateRow> rows) => rows.OrderBy(r => r.Code).ThenBy(r => r.Id);

    protected override IQueryable<TemplateRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.ReplyTemplates.Select(t => new TemplateRow
        {
            Id = t.Id,
            Code = t.Code,
            PinyinKey = t.PinyinKey,
            Name = english ? t.Name.En ?? t.Name.Zh : t.Name.Zh,
            Body = english ? t.BodyEn : t.BodyZh,
            IsInterim = t.IsInterim,
            IsRetired = t.IsRetired,
        });
    }

    protected override Expression<Func<TemplateRow, bool>> Finds(string word) => r => r.Code.Contains(word) || r.Name.Contains(word) || r.Body.Contains(word);
}
