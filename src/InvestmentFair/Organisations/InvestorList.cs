using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Organisations;

public sealed record InvestorRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string? CreditCode { get; init; }
    public string? Sector { get; init; }
    public string? SectorCode { get; init; }
    public string? Region { get; init; }
    public string? RegionCode { get; init; }
    public InvestmentOrigin Origin { get; init; }
    public string? MainContact { get; init; }
    public string? MainContactKey { get; init; }
    public int Deals { get; init; }
}

public sealed class InvestorList(IDbContextFactory<FairDbContext> contexts) : ListOf<InvestorRow>(contexts)
{
    public override string Key => "investors";

    public override string Title => Language.Say("客商", "Investors");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<InvestorRow>> Columns =>
    [
        new("Number", "编号", "No.", CellKind.Text, r => r.Number) { Width = 10 },
        new("Name", "企业名称", "Name", CellKind.Text, r => r.Name) { Width = 40, SortBy = nameof(InvestorRow.PinyinKey) },
        new("CreditCode", "统一社会信用代码", "Credit code", CellKind.Text, r => r.CreditCode) { Width = 22, IsOptional = true },
        new("Sector", "行业", "Sector", CellKind.Text, r => r.Sector) { Width = 24, SortBy = nameof(InvestorRow.SectorCode) },
        new("Region", "所在地", "Region", CellKind.Text, r => r.Region) { Width = 18, SortBy = nameof(InvestorRow.RegionCode) },
        new("Origin", "资金来源地", "Origin of funds", CellKind.Text, r => r.Origin) { Width = 16 },
        new("MainContact", "主要联系人", "Main contact", CellKind.Text, r => r.MainContact) { Width = 18, SortBy = nameof(InvestorRow.MainContactKey) },
        new("Deals", "跟踪项目", "Deals", CellKind.Number, r => r.Deals) { Width = 10 },
    ];

    public override IReadOnlyList<ListFilter<InvestorRow>> Filters =>
    [
        ByEnum<InvestmentOrigin>("origin", "资金来源地", "Origin", origin => r => r.Origin == origin),
        ByKey("sector", "行业", "Sector", ChoiceOf.Sector, code => r => r.SectorCode == code),
        ByKey("region", "所在地", "Region", ChoiceOf.Region, code => r => r.RegionCode == code),
        ByFlag("deals", "有跟踪项目", "Has deals", yes => r => (r.Deals > 0) == yes),
    ];

    protected override IOrderedQueryable<InvestorRow> InOrder(IQueryable<InvestorRow> rows) => rows.OrderBy(r => r.PinyinKey).ThenBy(r => r.Id);

    protected override IQueryable<InvestorRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Investors.Where(i => i.SurvivorId == i.Id).Select(i => new InvestorRow
        {
            Id = i.Id,
            Number = i.Number,
            Name = english ? i.Name.En ?? i.Name.Zh : i.Name.Zh,
            PinyinKey = i.PinyinKey,
            CreditCode = i.CreditCode,
            Sector = db.Sectors.Where(s => s.Code == i.SectorCode).Select(s => english ? s.Name.En ?? s.Name.Zh : s.Name.Zh).FirstOrDefault(),
            SectorCode = i.SectorCode,
            Region = db.Regions.Where(r => r.Code == i.RegionCode).Select(r => english ? r.Name.En ?? r.Name.Zh : r.Name.Zh).FirstOrDefault(),
            RegionCode = i.RegionCode,
            Origin = i.Origin,
            MainContact = db.Contacts.Where(c => c.Investor.SurvivorId == i.Id).OrderByDescending(c => c.IsMain).ThenBy(c => c.Id).Select(c => c.Person.Name).FirstOrDefault(),
            MainContactKey = db.Contacts.Where(c => c.Investor.SurvivorId == i.Id).OrderByDescending(c => c.IsMain).ThenBy(c => c.Id).Select(c => c.Person.PinyinKey).FirstOrDefault(),
            Deals = db.Deals.Count(d => d.Investor.SurvivorId == i.Id),
        });
    }

    protected override Expression<Func<InvestorRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Number.Contains(word) || (r.MainContact != null && r.MainContact.Contains(word));
}
