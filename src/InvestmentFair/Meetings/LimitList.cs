using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record LimitRow
{
    public Guid Id { get; init; }
    public PartyKind Kind { get; init; }
    public string Party { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public int Least { get; init; }
    public int? Most { get; init; }
    public int Meetings { get; init; }
}

public sealed class LimitList(IDbContextFactory<FairDbContext> contexts) : ListOf<LimitRow>(contexts)
{
    public override string Key => "limits";

    public override string Title => Language.Say("场次上下限", "Limits of meetings");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<LimitRow>> Columns =>
    [
        new("Party", "哪一方", "Party", CellKind.Text, r => r.Party) { Width = 44, SortBy = nameof(LimitRow.PinyinKey) },
        new("Kind", "类型", "Kind", CellKind.Text, r => r.Kind) { Width = 12 },
        new("Least", "至少", "At least", CellKind.Number, r => r.Least) { Width = 10 },
        new("Most", "至多", "At most", CellKind.Number, r => r.Most) { Width = 10 },
        new("Meetings", "已排场次", "Meetings placed", CellKind.Number, r => r.Meetings) { Width = 12 },
    ];

    public override IReadOnlyList<ListFilter<LimitRow>> Filters =>
    [
        ByEnum<PartyKind>("kind", "类型", "Kind", kind => r => r.Kind == kind),
        ByFlag("below", "还不到至少", "Fewer than at least", yes => r => r.Meetings < r.Least == yes),
        ByFlag("above", "已超过至多", "More than at most", yes => r => (r.Most != null && r.Meetings > r.Most) == yes),
    ];

    protected override IOrderedQueryable<LimitRow> InOrder(IQueryable<LimitRow> rows) => rows.OrderBy(r => r.PinyinKey).ThenBy(r => r.Id);

    protected override IQueryable<LimitRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Limits.Where(l => l.Fair.Code == fair).Select(l => new LimitRow
        {
            Id = l.Id,
            Kind = l.InvestorId != null ? PartyKind.Investor : l.DelegationId != null ? PartyKind.Delegation : l.ProjectId != null ? PartyKind.Project : PartyKind.Plant,
            Party = l.Investor != null ? (english ? l.Investor.Survivor.Name.En ?? l.Investor.Survivor.Name.Zh : l.Investor.Survivor.Name.Zh)
                : l.Delegation != null ? (english ? l.Delegation.Name.En ?? l.Delegation.Name.Zh : l.Delegation.Name.Zh)
                : l.Project != null ? (english ? l.Project.Name.En ?? l.Project.Name.Zh : l.Project.Name.Zh)
                : english ? l.Plant!.Name.En ?? l.Plant.Name.Zh : l.Plant!.Name.Zh,
            PinyinKey = l.Investor != null ? l.Investor.Survivor.PinyinKey : l.Delegation != null ? l.Delegation.PinyinKey : l.Project != null ? l.Project.PinyinKey : l.Plant!.PinyinKey,
            Least = l.Least,
            Most = l.Most,
            Meetings = db.Meetings.Count(m => m.FairId == l.FairId && m.FirstSlotId != null && ((l.Investor != null && m.Investor!.SurvivorId == l.Investor.SurvivorId)
                || (l.DelegationId != null && m.DelegationId == l.DelegationId) || (l.ProjectId != null && m.ProjectId == l.ProjectId) || (l.PlantId != null && m.PlantId == l.PlantId))),
        });
    }

    protected override Expression<Func<LimitRow, bool>> Finds(string word) => r => r.Party.Contains(word);
}
