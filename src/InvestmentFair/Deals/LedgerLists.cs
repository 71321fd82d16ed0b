using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Deals;

public sealed record SigningRow
{
    public Guid Id { get; init; }
    public Guid DealId { get; init; }
    public string Deal { get; init; } = "";
    public string DealKey { get; init; } = "";
    public DateOnly SignedOn { get; init; }
    public SigningKind Kind { get; init; }
    public AgreementSubtype? Subtype { get; init; }
    public SigningChange Change { get; init; }
    public string Investor { get; init; } = "";
    public string InvestorKey { get; init; } = "";
    public Guid InvestorId { get; init; }
    public string? Fair { get; init; }
    public Guid? FairId { get; init; }
    public long TotalFen { get; init; }
    public long ContractedFen { get; init; }
    public string? Document { get; init; }
    public bool IsCorrected { get; init; }
}

/// <summary>签约: letters of intent, agreements and contracts apart, each with its fair and sums.</summary>
public sealed class SigningList(IDbContextFactory<FairDbContext> contexts) : ListOf<SigningRow>(contexts)
{
    public override string Key => "signings";

    public override string Title => Language.Say("签约", "Signings");

    public override Permission Permission => Permission.ViewDeals;

    public override IReadOnlyList<Column<SigningRow>> Columns =>
    [
        new("Deal", "跟踪项目", "Deal", CellKind.Text, r => r.Deal) { Width = 44 },
        new("SignedOn", "签约日期", "Signed on", CellKind.Day, r => r.SignedOn),
        new("Kind", "类别", "Kind", CellKind.Text, r => r.Kind) { Width = 10 },
        new("Subtype", "协议类型", "Of agreement", CellKind.Text, r => r.Subtype) { Width = 12 },
        new("Change", "性质", "Nature", CellKind.Text, r => r.Change) { Width = 10 },
        new("Investor", "投资方", "Investor", CellKind.Text, r => r.Investor) { Width = 36, SortBy = nameof(SigningRow.InvestorKey) },
        new("Fair", "届次", "Fair", CellKind.Text, r => r.Fair) { Width = 10 },
        new("TotalFen", "总投资（万元）", "Total (CNY 10,000)", CellKind.Money, r => r.TotalFen) { Width = 16 },
        new("ContractedFen", "引资额（万元）", "Contracted (CNY 10,000)", CellKind.Money, r => r.ContractedFen) { Width = 16 },
        new("Document", "文号", "Document", CellKind.Text, r => r.Document) { Width = 24 },
        new("IsCorrected", "已更正", "Corrected", CellKind.Flag, r => r.IsCorrected) { Width = 8 },
    ];

    public override IReadOnlyList<ListFilter<SigningRow>> Filters =>
    [
        ByEnum<SigningKind>("kind", "类别", "Kind", kind => r => r.Kind == kind),
        ByEnum<SigningChange>("change", "性质", "Nature", change => r => r.Change == change),
        ById("fair", "届次", "Fair", ChoiceOf.Fair, id => r => r.FairId == id),
        ById("investor", "投资方", "Investor", ChoiceOf.Investor, id => r => r.InvestorId == id),
        ByDay("from", "自", "From", day => r => r.SignedOn >= day),
        ByDay("to", "至", "To", day => r => r.SignedOn <= day),
        ByFlag("corrected", "已更正", "Corrected", yes => r => r.IsCorrected == yes),
    ];

    protected override IOrderedQueryable<SigningRow> InOrder(IQueryable<SigningRow> rows) => rows.OrderByDescending(r => r.SignedOn).ThenBy(r => r.Id);

    protected override IQueryable<SigningRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return from s in db.Signings
               join d in db.Deals.VisibleTo(actor) on s.SubjectId equals d.Id
               join i in db.Investors on s.InvestorId equals i.Id
               join f in db.Fairs on s.FairId equals f.Id into fairs
               from f in fairs.DefaultIfEmpty()
               select new SigningRow
               {
                   Id = s.Id,
                   DealId = d.Id,
                   Deal = d.Number + " " + (english ? d.Name.En ?? d.Name.Zh : d.Name.Zh),
                   DealKey = d.PinyinKey,
                   SignedOn = s.HoldsFrom,
                   Kind = s.Kind,
                   Subtype = s.Subtype,
                   Change = s.Change,
                   Investor = english ? i.Survivor.Name.En ?? i.Survivor.Name.Zh : i.Survivor.Name.Zh,
                   InvestorKey = i.Survivor.PinyinKey,
                   InvestorId = i.SurvivorId,
                   Fair = f == null ? null : f.Code,
                   FairId = s.FairId,
                   TotalFen = s.Total.Fen,
                   ContractedFen = s.Contracted.Fen,
                   Document = s.Document,
                   IsCorrected = db.Signings.Any(c => c.CorrectsId == s.Id),
               };
    }

    protected override Expression<Func<SigningRow, bool>> Finds(string word) => r => r.Deal.Contains(word) || r.Investor.Contains(word) || (r.Document != null && r.Document.Contains(word));
}

public sealed record ReceiptRow
{
    public Guid Id { get; init; }
    public Guid DealId { get; init; }
    public string Deal { get; init; } = "";
    public string DealKey { get; init; } = "";
    public DateOnly On { get; init; }
    public long Fen { get; init; }
    public string Currency { get; init; } = "";
    public string Voucher { get; init; } = "";
    public InvestmentOrigin Origin { get; init; }
    public string? Document { get; init; }
    public bool IsReversal { get; init; }
    public bool IsReversed { get; init; }
    public DateTime RecordedAt { get; init; }
    public string By { get; init; } = "";
    public string? ByKey { get; init; }
}

/// <summary>资金到位: the ledger of receipts, reversals among them, each with the instant it was recorded.</summary>
public sealed class ReceiptList(IDbContextFactory<FairDbContext> contexts) : ListOf<ReceiptRow>(contexts)
{
    public override string Key => "receipts";

    public override string Title => Language.Say("资金到位", "Funds in place");

    public override Permission Permission => Permission.ViewDeals;

    public override IReadOnlyList<Column<ReceiptRow>> Columns =>
    [
        new("Deal", "跟踪项目", "Deal", CellKind.Text, r => r.Deal) { Width = 44 },
        new("On", "到位日期", "Received on", CellKind.Day, r => r.On),
        new("Fen", "金额（万元）", "Sum (CNY 10,000)", CellKind.Money, r => r.Fen) { Width = 16 },
        new("Currency", "币种", "Currency", CellKind.Text, r => r.Currency) { Width = 8 },
        new("Voucher", "凭证", "Voucher", CellKind.Text, r => r.Voucher) { Width = 22 },
        new("Origin", "资金来源", "Origin", CellKind.Text, r => r.Origin) { Width = 16 },
        new("Document", "凭证号", "Voucher no.", CellKind.Text, r => r.Document) { Width = 24 },
        new("IsReversal", "冲销", "Reversal", CellKind.Flag, r => r.IsReversal) { Width = 8 },
        new("IsReversed", "已被冲销", "Reversed", CellKind.Flag, r => r.IsReversed) { Width = 8 },
        new("RecordedAt", "登记时间", "Recorded", CellKind.Instant, r => r.RecordedAt) { Width = 18 },
        new("By", "登记人", "By", CellKind.Text, r => r.By) { Width = 18, SortBy = nameof(ReceiptRow.ByKey) },
    ];

    public override IReadOnlyList<ListFilter<ReceiptRow>> Filters =>
    [
        ByEnum<InvestmentOrigin>("origin", "资金来源", "Origin", origin => r => r.Origin == origin),
        ByDay("from", "自", "From", day => r => r.On >= day),
        ByDay("to", "至", "To", day => r => r.On <= day),
        ByFlag("reversal", "冲销", "Reversal", yes => r => r.IsReversal == yes),
    ];

    protected override IOrderedQueryable<ReceiptRow> InOrder(IQueryable<ReceiptRow> rows) => rows.OrderByDescending(r => r.On).ThenBy(r => r.Id);

    protected override IQueryable<ReceiptRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return from x in db.Receipts
               join d in db.Deals.VisibleTo(actor) on x.SubjectId equals d.Id
               join v in db.Dictionary.Where(e => e.Kind == Dictionaries.DictionaryKind.Voucher) on x.Voucher equals v.Code into vouchers
               from v in vouchers.DefaultIfEmpty()
               select new ReceiptRow
               {
                   Id = x.Id,
                   DealId = d.Id,
                   Deal = d.Number + " " + (english ? d.Name.En ?? d.Name.Zh : d.Name.Zh),
                   DealKey = d.PinyinKey,
                   On = x.HoldsFrom,
                   Fen = x.Amount.Fen,
                   Currency = x.Amount.Currency,
                   Voucher = v == null ? x.Voucher : english ? v.Name.En ?? v.Name.Zh : v.Name.Zh,
                   Origin = x.Origin,
                   Document = x.Document,
                   IsReversal = x.ReversesId != null,
                   IsReversed = db.Receipts.Any(r => r.ReversesId == x.Id),
                   RecordedAt = x.RecordedAt,
                   By = x.ByName,
                   ByKey = db.Users.Where(u => u.Id == x.ById).Select(u => u.PinyinKey).FirstOrDefault(),
               };
    }

    protected override Expression<Func<ReceiptRow, bool>> Finds(string word) => r => r.Deal.Contains(word) || r.Voucher.Contains(word) || (r.Document != null && r.Document.Contains(word));
}

public sealed record FollowUpRow
{
    public Guid Id { get; init; }
    public Guid DealId { get; init; }
    public string Deal { get; init; } = "";
    public string DealKey { get; init; } = "";
    public DateOnly On { get; init; }
    public string Words { get; init; } = "";
    public string? NextStep { get; init; }
    public DateOnly? NextStepOn { get; init; }
    public string By { get; init; } = "";
    public string? ByKey { get; init; }
}

/// <summary>跟进: what was done, by its author and on its day, whoever owns the deal now.</summary>
public sealed class FollowUpList(IDbContextFactory<FairDbContext> contexts) : ListOf<FollowUpRow>(contexts)
{
    public override string Key => "follow-ups";

    public override string Title => Language.Say("跟进记录", "Follow-ups");

    public override Permission Permission => Permission.ViewDeals;

    public override IReadOnlyList<Column<FollowUpRow>> Columns =>
    [
        new("Deal", "跟踪项目", "Deal", CellKind.Text, r => r.Deal) { Width = 44 },
        new("On", "日期", "Day", CellKind.Day, r => r.On),
        new("Words", "跟进情况", "What was done", CellKind.Text, r => r.Words) { Width = 60, IsSortable = false },
        new("NextStep", "下一步", "Next step", CellKind.Text, r => r.NextStep) { Width = 36 },
        new("NextStepOn", "时限", "Due", CellKind.Day, r => r.NextStepOn),
        new("By", "记录人", "By", CellKind.Text, r => r.By) { Width = 18, SortBy = nameof(FollowUpRow.ByKey) },
    ];

    public override IReadOnlyList<ListFilter<FollowUpRow>> Filters =>
    [
        ByDay("from", "自", "From", day => r => r.On >= day),
        ByDay("to", "至", "To", day => r => r.On <= day),
    ];

    protected override IOrderedQueryable<FollowUpRow> InOrder(IQueryable<FollowUpRow> rows) => rows.OrderByDescending(r => r.On).ThenBy(r => r.Id);

    protected override IQueryable<FollowUpRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return from f in db.Set<FollowUp>()
               join d in db.Deals.VisibleTo(actor) on f.SubjectId equals d.Id
               select new FollowUpRow
               {
                   Id = f.Id,
                   DealId = d.Id,
                   Deal = d.Number + " " + (english ? d.Name.En ?? d.Name.Zh : d.Name.Zh),
                   DealKey = d.PinyinKey,
                   On = f.HoldsFrom,
                   Words = f.Words,
                   NextStep = f.NextStep,
                   NextStepOn = f.NextStepOn,
                   By = f.ByName,
                   ByKey = db.Users.Where(u => u.Id == f.ById).Select(u => u.PinyinKey).FirstOrDefault(),
               };
    }

    protected override Expression<Func<FollowUpRow, bool>> Finds(string word) => r => r.Deal.Contains(word) || r.Words.Contains(word) || r.By.Contains(word) || (r.NextStep != null && r.NextStep.Contains(word));
}
