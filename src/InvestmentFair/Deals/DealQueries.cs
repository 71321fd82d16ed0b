using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Deals;

public sealed record DealRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string Investor { get; init; } = "";
    public Guid InvestorId { get; init; }
    public DealStage Stage { get; init; }
    public int StageOrder { get; init; }
    public StageType StageType { get; init; }
    public DateOnly StageSince { get; init; }
    public string? Fair { get; init; }
    public Guid? CountedFairId { get; init; }
    public string? Township { get; init; }
    public string TownshipCode { get; init; } = "";
    public string Unit { get; init; } = "";
    public Guid LeadUnitId { get; init; }
    public string Owner { get; init; } = "";
    public long TotalFen { get; init; }
    public long ContractedFen { get; init; }
    public long ReceivedFen { get; init; }
    public DateOnly? SignedOn { get; init; }
    public string? NextStep { get; init; }
    public DateOnly? NextStepOn { get; init; }
    public bool IsOverdue { get; init; }
    public bool IsToWakeUp { get; init; }
    public bool HasBrokenPromise { get; init; }
}

public sealed class DealList(IDbContextFactory<FairDbContext> contexts, FairClock clock) : ListOf<DealRow>(contexts)
{
    public override string Key => "deals";

    public override string Title => Language.Say("跟踪项目", "Deals");

    public override Permission Permission => Permission.ViewDeals;

    public override IReadOnlyList<Column<DealRow>> Columns =>
    [
        new("Number", "编号", "No.", CellKind.Text, r => r.Number) { Width = 10 },
        new("Name", "项目名称", "Deal", CellKind.Text, r => r.Name) { Width = 44, SortBy = nameof(DealRow.PinyinKey) },
        new("Investor", "投资方", "Investor", CellKind.Text, r => r.Investor) { Width = 36 },
        new("Stage", "阶段", "Stage", CellKind.Text, r => r.Stage) { Width = 12, SortBy = nameof(DealRow.StageOrder) },
        new("StageSince", "阶段起始", "Stage since", CellKind.Day, r => r.StageSince),
        new("Fair", "计入届次", "Counted for", CellKind.Text, r => r.Fair) { Width = 10 },
        new("Township", "乡镇", "Township", CellKind.Text, r => r.Township) { Width = 12, SortBy = nameof(DealRow.TownshipCode), OnlyExported = true },
        new("Unit", "责任单位", "Lead unit", CellKind.Text, r => r.Unit) { Width = 32, OnlyExported = true },
        new("Owner", "责任人", "Owner", CellKind.Text, r => r.Owner) { Width = 16 },
        new("TotalFen", "总投资（万元）", "Total (CNY 10,000)", CellKind.Money, r => r.TotalFen) { Width = 16, OnlyExported = true },
        new("ContractedFen", "签约额（万元）", "Contracted (CNY 10,000)", CellKind.Money, r => r.ContractedFen) { Width = 16 },
        new("ReceivedFen", "累计到位（万元）", "In place (CNY 10,000)", CellKind.Money, r => r.ReceivedFen) { Width = 16 },
        new("SignedOn", "签约日期", "Signed on", CellKind.Day, r => r.SignedOn) { OnlyExported = true },
        new("NextStep", "下一步", "Next step", CellKind.Text, r => r.NextStep) { Width = 36 },
        new("NextStepOn", "时限", "Due", CellKind.Day, r => r.NextStepOn),
    ];

    public override IReadOnlyList<ListFilter<DealRow>> Filters =>
    [
        ByEnum<DealStage>("stage", "阶段", "Stage", stage => r => r.Stage == stage),
        ByEnum<StageType>("type", "状态", "State", type => r => r.StageType == type),
        ById("counted", "计入届次", "Counted for", ChoiceOf.Fair, id => r => r.CountedFairId == id),
        ById("unit", "责任单位", "Lead unit", ChoiceOf.Unit, id => r => r.LeadUnitId == id),
        ById("investor", "投资方", "Investor", ChoiceOf.Investor, id => r => r.InvestorId == id),
        ByKey("town", "乡镇", "Township", ChoiceOf.Township, code => r => r.TownshipCode == code),
        ByFlag("wake", "搁置到期", "Due to wake up", yes => r => r.IsToWakeUp == yes),
        ByFlag("promises", "承诺超期", "Commitments overdue", yes => r => r.HasBrokenPromise == yes),
        ByFlag("overdue", "下一步超期", "Next step overdue", yes => r => r.IsOverdue == yes),
        ByFlag("signed", "已签约", "Signed", yes => r => (r.SignedOn != null) == yes),
    ];

    protected override IOrderedQueryable<DealRow> InOrder(IQueryable<DealRow> rows) => rows.OrderByDescending(r => r.Number).ThenBy(r => r.Id);

    protected override IQueryable<DealRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        var today = FairTime.DayOf(clock.GetUtcNow().UtcDateTime);
        return db.Deals.VisibleTo(actor).Select(d => new DealRow
        {
            Id = d.Id,
            Number = d.Number,
            Name = english ? d.Name.En ?? d.Name.Zh : d.Name.Zh,
            PinyinKey = d.PinyinKey,
            Investor = english ? d.Investor.Survivor.Name.En ?? d.Investor.Survivor.Name.Zh : d.Investor.Survivor.Name.Zh,
            InvestorId = d.Investor.SurvivorId,
            Stage = d.Stage,
            StageOrder = d.StageOrder,
            StageType = d.StageType,
            StageSince = d.StageSince,
            Fair = db.Fairs.Where(f => f.Id == d.CountedFairId).Select(f => f.Code).FirstOrDefault(),
            CountedFairId = d.CountedFairId,
            Township = db.Regions.Where(t => t.Code == d.TownshipCode).Select(t => english ? t.Name.En ?? t.Name.Zh : t.Name.Zh).FirstOrDefault(),
            TownshipCode = d.TownshipCode,
            Unit = english ? d.LeadUnit.Name.En ?? d.LeadUnit.Name.Zh : d.LeadUnit.Name.Zh,
            LeadUnitId = d.LeadUnitId,
            Owner = d.Owner.Survivor.Name,
            TotalFen = d.TotalFen,
            ContractedFen = d.ContractedFen,
            ReceivedFen = d.ReceivedFen,
            SignedOn = d.SignedOn,
            NextStep = d.NextStep,
            NextStepOn = d.NextStepOn,
            IsOverdue = d.StageType == StageType.Open && d.NextStepOn < today,
            IsToWakeUp = d.StageType == StageType.OnHold && d.WakeUpOn <= today,
            HasBrokenPromise = d.Commitments.Any(c => c.State == CommitmentState.Pending && c.Due < today),
        });
    }

    protected override Expression<Func<DealRow, bool>> Finds(string word)
    {
        var lower = word.ToLowerInvariant();
        return r => r.Name.Contains(word) || r.Number.Contains(word) || r.PinyinKey.StartsWith(lower) || r.Investor.Contains(word) || r.Owner.Contains(word) || (r.NextStep != null && r.NextStep.Contains(word));
    }
}

/// <summary>One line of a deal's life.</summary>
public sealed record DealEvent(DateOnly On, DateTime RecordedAt, string By, string Kind, string Words, Guid? FileId, Guid? EntryId, bool IsCorrected, int? Days, DealEventActs Acts);

/// <summary>What may be done about an entry that was wrong.</summary>
public enum DealEventActs
{
    None,
    Reverse,
    CorrectStage,
    CorrectSigning,
}

public sealed record DealView(
    Guid Id, string Number, int Version, DealForm Form, DealStage Stage, StageType StageType, DateOnly StageSince, string Investor, string Owner, string? Leader, string Unit, string Township,
    string? CountedFor, DateOnly? SignedOn, long TotalFen, long ContractedFen, long ReceivedFen, string? NextStep, DateOnly? NextStepOn, string? NextStepBy, DateOnly? WakeUpOn, bool IsOverdue,
    Guid? MeetingId, string? MeetingFair, Guid? EnquiryId, IReadOnlyList<Guid> SupportingUnits, IReadOnlyList<DealEvent> Events, IReadOnlyList<string> Problems, IReadOnlyList<string> Commitments);

/// <summary>One deal with its whole timeline.</summary>
public sealed class DealQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    public async Task<DealView?> DealAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewDeals);
        await using var db = contexts.CreateDbContext();
        var deal = await Whole(db.Deals).VisibleTo(actor).SingleOrDefaultAsync(d => d.Id == id, cancel);
        if (deal is null) return null;
        var merged = await Whole(db.Deals.IgnoreQueryFilters()).Where(d => d.SurvivorId == id && d.Id != id).OrderBy(d => d.Number).ToListAsync(cancel);
        var both = merged.Prepend(deal).ToList();

        var people = both.SelectMany(d => d.Owners).Select(o => o.PersonId).ToList();
        var names = await db.People.Include(p => p.Survivor).AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Survivor.Name, cancel);
        var investors = both.SelectMany(d => d.Investors).Select(i => i.InvestorId).Concat(both.SelectMany(d => d.Signings).Select(s => s.InvestorId)).Distinct().ToList();
        var firms = await db.Investors.AsNoTracking().Include(i => i.Survivor).Where(i => investors.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Survivor.Name.Text, cancel);
        var fairs = await db.Fairs.AsNoTracking().ToDictionaryAsync(f => f.Id, f => f.Code, cancel);
        var township = await db.Regions.AsNoTracking().Where(r => r.Code == deal.TownshipCode).SingleOrDefaultAsync(cancel);
        var meetingFair = deal.OriginMeetingId is { } meeting ? await db.Meetings.Where(m => m.Id == meeting).Select(m => m.Fair.Code).SingleOrDefaultAsync(cancel) : null;
        var (reasons, vouchers) = (await db.WordsAsync(DictionaryKind.ExitReason, cancel), await db.WordsAsync(DictionaryKind.Voucher, cancel));
        var today = FairTime.DayOf(clock.GetUtcNow().UtcDateTime);
        return new DealView(deal.Id, deal.Number, deal.Version, DealForm.Of(deal), deal.Stage, deal.StageType, deal.StageSince, deal.Investor.Survivor.Name.Text, deal.Owner.Survivor.Name, deal.Leader?.Survivor.Name, deal.LeadUnit.Name.Text,
            township?.Name.Text ?? deal.TownshipCode, deal.CountedFairId is { } counted ? fairs[counted] : null, deal.SignedOn, deal.TotalFen, deal.ContractedFen, deal.ReceivedFen,
            deal.NextStep, deal.NextStepOn, deal.NextStepBy?.Survivor.Name, deal.WakeUpOn, deal.IsOpen && deal.NextStepOn < today, deal.OriginMeetingId, meetingFair, deal.OriginEnquiryId, AsOf.Latest.InForce(deal.Units)?.SupportingUnitIds ?? [],
            [.. Events(deal, names, firms, fairs, reasons, vouchers, today).Concat(merged.SelectMany(d => Events(d, names, firms, fairs, reasons, vouchers, today).Select(e => Of(d, e)))).OrderByDescending(e => e.On).ThenByDescending(e => e.RecordedAt)],
            [.. both.SelectMany(d => d.Problems).OrderByDescending(p => p.RaisedOn).Select(p => $"{p.State.Text} · {p.Words}")],
            [.. both.SelectMany(d => d.Commitments).OrderBy(c => c.Due).Select(c => $"{c.State.Text} · {FairTime.Day(c.Due)} · {c.Words}")]);
    }

    /// <summary>The deal that one entered twice stands for now; none where it stands for itself or is not this reader's to see.</summary>
    public async Task<Guid?> SurvivorAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewDeals);
        await using var db = contexts.CreateDbContext();
        return await db.Deals.IgnoreQueryFilters().VisibleTo(actor).Where(d => d.Id == id && d.SurvivorId != d.Id).Select(d => (Guid?)d.SurvivorId).SingleOrDefaultAsync(cancel);
    }

    private static IQueryable<Deal> Whole(IQueryable<Deal> deals) => deals.AsNoTracking().Include(d => d.Stages).Include(d => d.Signings).Include(d => d.Receipts).Include(d => d.Owners).Include(d => d.Investors)
        .Include(d => d.Totals).Include(d => d.Leaders).Include(d => d.Units).Include(d => d.Places).Include(d => d.Sectors).Include(d => d.Fairs).Include(d => d.Plans).Include(d => d.FollowUps).Include(d => d.Problems).Include(d => d.Commitments).Include(d => d.Investor.Survivor).Include(d => d.Owner.Survivor).Include(d => d.Leader!.Survivor)
        .Include(d => d.LeadUnit).Include(d => d.NextStepBy!.Survivor).AsSplitQuery();

    // What was entered under the other number is shown, and neither counts nor can be reversed here.
    private static DealEvent Of(Deal merged, DealEvent said) => said with { Kind = $"{said.Kind} · {merged.Number}", EntryId = null, Acts = DealEventActs.None };

    private static IEnumerable<DealEvent> Events(Deal deal, Dictionary<Guid, string> names, Dictionary<Guid, string> firms, Dictionary<Guid, string> fairs, Words reasons, Words vouchers, DateOnly today)
    {
        var days = Deal.Durations(deal.Stages, today).ToDictionary(d => d.Entry.Id, d => d.Days);
        var skipped = Deal.Skipped(deal.Stages);
        var corrected = deal.Stages.Select(s => s.CorrectsId).Concat(deal.Signings.Select(s => s.CorrectsId)).OfType<Guid>().ToHashSet();
        foreach (var s in deal.Stages)
            yield return At(s, DealTexts.Stage, string.Join(" · ", Said(s.Stage.Text, s.ExitReason is { } reason ? reasons[reason].Text : null, s.Document, s.Reviewer, s.AchievedOutput, s.Reason,
                skipped.GetValueOrDefault(s.Id) is { Count: > 0 } left ? DealTexts.Skipped(left) : null)), s.FileId) with
            {
                EntryId = s.Id,
                IsCorrected = corrected.Contains(s.Id),
                Days = days.TryGetValue(s.Id, out var stood) ? stood : null,
                // The lead is the day it was opened on, and what stands beside the road is resumed or reopened.
                Acts = s.Stage is not DealStage.Lead && s.Stage.IsOnTheRoad && !s.IsReturn && !corrected.Contains(s.Id) && deal.StageType is not StageType.Lost ? DealEventActs.CorrectStage : DealEventActs.None,
            };
        foreach (var s in deal.Signings)
            yield return At(s, DealTexts.Signing, string.Join(" · ", Said(s.Kind.Text, s.Subtype?.Text, s.Change.Text, s.IsBinding ? s.Contracted.ToString() : null, firms.GetValueOrDefault(s.InvestorId), s.FairId is { } fair ? fairs[fair] : DealTexts.OutsideFair, s.Document, s.Reason)), s.FileId) with
            {
                EntryId = s.Id,
                IsCorrected = corrected.Contains(s.Id),
                Acts = corrected.Contains(s.Id) || deal.StageType is StageType.Lost ? DealEventActs.None : DealEventActs.CorrectSigning,
            };
        var reversed = deal.Receipts.Select(r => r.ReversesId).OfType<Guid>().ToHashSet();
        foreach (var r in deal.Receipts)
            yield return At(r, r.ReversesId is null ? DealTexts.Receipt : DealTexts.Reversal, string.Join(" · ", Said(r.Amount.ToString(), vouchers[r.Voucher].Text, r.Origin.Text, r.Document, r.Reason)), r.FileId) with
            {
                EntryId = r.Id,
                IsCorrected = reversed.Contains(r.Id),
                Acts = r.ReversesId is null && !reversed.Contains(r.Id) ? DealEventActs.Reverse : DealEventActs.None,
            };
        foreach (var f in deal.FollowUps)
            yield return At(f, DealTexts.FollowUp, f.NextStep is null ? f.Words : $"{f.Words} → {f.NextStep}", null);
        foreach (var o in deal.Owners.Where(o => o.Ordinal > 0))
            yield return At(o, DealTexts.Owner, string.Join(" · ", Said(names.GetValueOrDefault(o.PersonId), o.Reason)), null);
        foreach (var i in deal.Investors.Where(i => i.Ordinal > 0))
            yield return At(i, DealTexts.Investor, string.Join(" · ", Said(firms.GetValueOrDefault(i.InvestorId), i.Reason)), null);
        foreach (var t in deal.Totals.Where(t => t.Ordinal > 0))
            yield return At(t, DealTexts.Total, string.Join(" · ", Said(t.Total.ToString(), t.Reason)), null);
        foreach (var regrouped in new IEnumerable<Entry>[] { deal.Leaders, deal.Units, deal.Places, deal.Sectors, deal.Fairs }.SelectMany(e => e).Where(e => e.Ordinal > 0).GroupBy(e => e.Sequence))
            yield return At(regrouped.First(), DealTexts.Regrouped, regrouped.First().Reason ?? "", null);
        foreach (var p in deal.Plans)
            yield return At(p, DealTexts.Planned, $"{p.Year} · {p.Planned.Text}", null);
    }

    private static IEnumerable<string> Said(params string?[] parts) => parts.OfType<string>().Where(p => p.Length > 0);

    private static DealEvent At(Entry entry, string kind, string words, Guid? fileId) =>
        new(entry.HoldsFrom, entry.RecordedAt, entry.ByName, kind, words, fileId, null, false, null, DealEventActs.None);
}

internal static class DealTexts
{
    public static string Stage => Language.Say("阶段", "Stage");

    public static string Signing => Language.Say("签约", "Signing");

    public static string Receipt => Language.Say("资金到位", "Funds");

    public static string Reversal => Language.Say("冲销", "Reversal");

    public static string FollowUp => Language.Say("跟进", "Follow-up");

    public static string Owner => Language.Say("责任人变更", "New owner");

    public static string Investor => Language.Say("投资方变更", "New investor");

    public static string Total => Language.Say("总投资变更", "Planned total");

    public static string Regrouped => Language.Say("归口变更", "Regrouped");

    public static string Planned => Language.Say("年度清单", "List of the year");

    public static string Skipped(IEnumerable<DealStage> stages) => Language.Say($"跳过：{string.Join("、", stages.Select(s => s.Names.Zh))}", $"skipped: {string.Join(", ", stages.Select(s => s.Names.En))}");

    public static string OutsideFair => Language.Say("会外", "outside a fair");
}
