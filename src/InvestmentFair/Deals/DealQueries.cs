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
    public string InvestorKey { get; init; } = "";
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
    public string UnitKey { get; init; } = "";
    public Guid LeadUnitId { get; init; }
    public string Owner { get; init; } = "";
    public string OwnerKey { get; init; } = "";
    public long TotalFen { get; init; }
    public long ContractedFen { get; init; }
    public long ReceivedFen { get; init; }
    public DateOnly? SignedOn { get; init; }
    public string? NextStep { get; init; }
    public DateOnly? NextStepOn { get; init; }
    public bool IsOverdue { get; init; }
    public bool IsToWakeUp { get; init; }
    public bool HasBrokenPromise { get; init; }
    public LeadStation? LeadWaits { get; init; }
    public bool IsLeadLate { get; init; }
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
        new("Investor", "投资方", "Investor", CellKind.Text, r => r.Investor) { Width = 36, SortBy = nameof(DealRow.InvestorKey) },
        new("Stage", "阶段", "Stage", CellKind.Text, r => r.Stage) { Width = 12, SortBy = nameof(DealRow.StageOrder), Alerts = r => r.IsLeadLate },
        new("LeadWaits", "线索待办", "Lead waits for", CellKind.Text, r => r.LeadWaits) { Width = 14, IsOptional = true, IsSortable = false, Alerts = r => r.IsLeadLate },
        new("StageSince", "阶段起始", "Stage since", CellKind.Day, r => r.StageSince),
        new("Fair", "计入届次", "Counted for", CellKind.Text, r => r.Fair) { Width = 10 },
        new("Township", "乡镇", "Township", CellKind.Text, r => r.Township) { Width = 12, SortBy = nameof(DealRow.TownshipCode), IsOptional = true },
        new("Unit", "责任单位", "Lead unit", CellKind.Text, r => r.Unit) { Width = 32, IsOptional = true, SortBy = nameof(DealRow.UnitKey) },
        new("Owner", "责任人", "Owner", CellKind.Text, r => r.Owner) { Width = 16, SortBy = nameof(DealRow.OwnerKey) },
        new("TotalFen", "总投资（万元）", "Total (CNY 10,000)", CellKind.Money, r => r.TotalFen) { Width = 16, IsOptional = true },
        new("ContractedFen", "签约额（万元）", "Contracted (CNY 10,000)", CellKind.Money, r => r.ContractedFen) { Width = 16 },
        new("ReceivedFen", "累计到位（万元）", "In place (CNY 10,000)", CellKind.Money, r => r.ReceivedFen) { Width = 16 },
        new("SignedOn", "签约日期", "Signed on", CellKind.Day, r => r.SignedOn) { IsOptional = true },
        new("NextStep", "下一步", "Next step", CellKind.Text, r => r.NextStep) { Width = 36 },
        new("NextStepOn", "时限", "Due", CellKind.Day, r => r.NextStepOn) { Alerts = r => r.IsOverdue },
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
        ByFlag("lead", "线索超时限", "Lead past its clock", yes => r => r.IsLeadLate == yes),
        ByFlag("signed", "已签约", "Signed", yes => r => (r.SignedOn != null) == yes),
    ];

    protected override IOrderedQueryable<DealRow> InOrder(IQueryable<DealRow> rows) => rows.OrderByDescending(r => r.Number).ThenBy(r => r.Id);

    protected override IQueryable<DealRow> Rows(FairDbContext db, Actor actor, string fair) => Rows(db, actor, db.Deals.Where(d => false).Select(d => d.Id));

    protected override async Task<IQueryable<DealRow>> ReckonedAsync(FairDbContext db, Actor actor, string fair, CancellationToken cancel) =>
        Rows(db, actor, db.LateLeads(await db.LeadClocksAsync(FairTime.DayOf(clock.GetUtcNow().UtcDateTime), cancel)));

    private IQueryable<DealRow> Rows(FairDbContext db, Actor actor, IQueryable<Guid> lateLeads)
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
            InvestorKey = d.Investor.Survivor.PinyinKey,
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
            UnitKey = d.LeadUnit.PinyinKey,
            LeadUnitId = d.LeadUnitId,
            Owner = d.Owner.Survivor.Name,
            OwnerKey = d.Owner.Survivor.PinyinKey,
            TotalFen = d.TotalFen,
            ContractedFen = d.ContractedFen,
            ReceivedFen = d.ReceivedFen,
            SignedOn = d.SignedOn,
            // What was to be done next when it was held or closed is to be done no longer.
            NextStep = d.StageType == StageType.Open ? d.NextStep : null,
            NextStepOn = d.StageType == StageType.Open ? d.NextStepOn : null,
            IsOverdue = d.StageType == StageType.Open && d.NextStepOn < today,
            IsToWakeUp = d.StageType == StageType.OnHold && d.WakeUpOn <= today,
            HasBrokenPromise = d.Commitments.Any(c => c.State == CommitmentState.Pending && c.Due < today),
            LeadWaits = d.Stage == DealStage.Screening
                ? (d.FollowUps.Any(f => f.HoldsFrom >= d.StageSince) ? LeadStation.Progress : LeadStation.Feedback)
                : d.Stage != DealStage.Lead ? null
                : d.OriginMeetingId != null || d.FollowUps.Any(f => f.HoldsFrom >= d.StageSince) || db.Enquiries.Any(e => e.Id == d.OriginEnquiryId && e.FirstAnsweredAt != null) ? LeadStation.Screening : LeadStation.Answer,
            IsLeadLate = lateLeads.Contains(d.Id),
        });
    }

    protected override Expression<Func<DealRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Number.Contains(word) || r.Investor.Contains(word) || r.Owner.Contains(word) || (r.NextStep != null && r.NextStep.Contains(word));
}

/// <summary>One line of a deal's life.</summary>
public sealed record DealEvent(DateOnly On, DateTime RecordedAt, string By, string Kind, string Words, Guid? FileId, Guid? EntryId, bool IsCorrected, int? Days, DealEventActs Acts)
{
    /// <summary>What was entered, for the form that puts it right.</summary>
    public Form? Entered { get; init; }
}

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
    Guid? MeetingId, string? MeetingFair, Guid? EnquiryId, string? EnquiryFair, IReadOnlyList<Guid> SupportingUnits, IReadOnlyList<DealEvent> Events, IReadOnlyList<string> Problems, IReadOnlyList<string> Commitments,
    IReadOnlyList<LeadDue> Lead, DateOnly Today);

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

        var people = both.SelectMany(d => d.Owners).Select(o => o.PersonId).Concat(both.SelectMany(d => d.Leaders).Select(l => l.PersonId).OfType<Guid>()).Distinct().ToList();
        var names = await db.People.Include(p => p.Survivor).AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Survivor.Name, cancel);
        var investors = both.SelectMany(d => d.Investors).Select(i => i.InvestorId).Concat(both.SelectMany(d => d.Signings).Select(s => s.InvestorId)).Distinct().ToList();
        var firms = await db.Investors.AsNoTracking().Include(i => i.Survivor).Where(i => investors.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Survivor.Name.Text, cancel);
        var fairs = await db.Fairs.AsNoTracking().ToDictionaryAsync(f => f.Id, f => f.Code, cancel);
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name.Text, cancel);
        var places = both.SelectMany(d => d.Places).Select(p => p.TownshipCode).Distinct().ToList();
        var towns = await db.Regions.AsNoTracking().Where(r => places.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Name.Text, cancel);
        var sectors = await db.Sectors.AsNoTracking().ToDictionaryAsync(s => s.Code, s => s.Name.Text, cancel);
        var meetingFair = deal.OriginMeetingId is { } meeting ? await db.Meetings.Where(m => m.Id == meeting).Select(m => m.Fair.Code).SingleOrDefaultAsync(cancel) : null;
        var enquiry = deal.OriginEnquiryId is { } asked ? await db.Enquiries.Where(e => e.Id == asked).Select(e => new { e.Fair.Code, e.FirstAnsweredAt }).SingleOrDefaultAsync(cancel) : null;
        var said = new Named(names, firms, fairs, units, towns, sectors, await db.WordsAsync(DictionaryKind.ExitReason, cancel), await db.WordsAsync(DictionaryKind.Voucher, cancel));
        var today = FairTime.DayOf(clock.GetUtcNow().UtcDateTime);
        return new DealView(deal.Id, deal.Number, deal.Version, DealForm.Of(deal), deal.Stage, deal.StageType, deal.StageSince, deal.Investor.Survivor.Name.Text, deal.Owner.Survivor.Name, deal.Leader?.Survivor.Name, deal.LeadUnit.Name.Text,
            towns.GetValueOrDefault(deal.TownshipCode, deal.TownshipCode), deal.CountedFairId is { } counted ? fairs[counted] : null, deal.SignedOn, deal.TotalFen, deal.ContractedFen, deal.ReceivedFen,
            deal.IsOpen ? deal.NextStep : null, deal.IsOpen ? deal.NextStepOn : null, deal.IsOpen ? deal.NextStepBy?.Survivor.Name : null, deal.WakeUpOn, deal.IsOpen && deal.NextStepOn < today, deal.OriginMeetingId, meetingFair, deal.OriginEnquiryId, enquiry?.Code, AsOf.Latest.InForce(deal.Units)?.SupportingUnitIds ?? [],
            [.. Events(deal, said, today).Concat(merged.SelectMany(d => Events(d, said, today).Select(e => Of(d, e)))).OrderByDescending(e => e.On).ThenByDescending(e => e.RecordedAt)],
            [.. both.SelectMany(d => d.Problems).OrderByDescending(p => p.RaisedOn).Select(p => $"{p.State.Text} · {p.Words}")],
            [.. both.SelectMany(d => d.Commitments).OrderBy(c => c.Due).Select(c => $"{c.State.Text} · {FairTime.Day(c.Due)} · {c.Words}")],
            (await db.LeadClocksAsync(today, cancel)).Of(deal.FairId).Of(new LeadFacts(deal.Stage, deal.OpenedOn, deal.StageSince,
                deal.OriginMeetingId is not null ? deal.OpenedOn : enquiry?.FirstAnsweredAt is { } at ? FairTime.DayOf(at) : null, [.. deal.FollowUps.Select(f => f.HoldsFrom)])), today);
    }

    /// <summary>The deal that one entered twice stands for now; none where it stands for itself or either is not this reader's to see.</summary>
    public async Task<Guid?> SurvivorAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewDeals);
        await using var db = contexts.CreateDbContext();
        var survivors = db.Deals.VisibleTo(actor).Select(d => d.Id);
        return await db.Deals.IgnoreQueryFilters().VisibleTo(actor).Where(d => d.Id == id && d.SurvivorId != d.Id && survivors.Contains(d.SurvivorId)).Select(d => (Guid?)d.SurvivorId).SingleOrDefaultAsync(cancel);
    }

    private static IQueryable<Deal> Whole(IQueryable<Deal> deals) => deals.AsNoTracking().Include(d => d.Stages).Include(d => d.Signings).Include(d => d.Receipts).Include(d => d.Owners).Include(d => d.Investors)
        .Include(d => d.Totals).Include(d => d.Leaders).Include(d => d.Units).Include(d => d.Places).Include(d => d.Sectors).Include(d => d.Fairs).Include(d => d.Plans).Include(d => d.FollowUps).Include(d => d.Problems).Include(d => d.Commitments).Include(d => d.Investor.Survivor).Include(d => d.Owner.Survivor).Include(d => d.Leader!.Survivor)
        .Include(d => d.LeadUnit).Include(d => d.NextStepBy!.Survivor).AsSplitQuery();

    // What was entered under the other number is shown, and neither counts nor can be reversed here.
    private static DealEvent Of(Deal merged, DealEvent said) => said with { Kind = $"{said.Kind} · {merged.Number}", EntryId = null, Acts = DealEventActs.None, Entered = null };

    /// <summary>What the keys and codes of entries are called.</summary>
    private sealed record Named(
        Dictionary<Guid, string> People, Dictionary<Guid, string> Firms, Dictionary<Guid, string> Fairs, Dictionary<Guid, string> Units,
        Dictionary<string, string> Towns, Dictionary<string, string> Sectors, Words Reasons, Words Vouchers)
    {
        public string Of(DealInvestor entry) => $"{Firms.GetValueOrDefault(entry.InvestorId)}{DealTexts.Beside(entry.Origin.Text)}";

        public string Of(DealUnit entry) => $"{Units.GetValueOrDefault(entry.LeadUnitId)}{(entry.SupportingUnitIds.Count > 0 ? DealTexts.Beside(string.Join(Language.Say("、", ", "), entry.SupportingUnitIds.Select(u => Units.GetValueOrDefault(u)))) : "")}";
    }

    private static IEnumerable<DealEvent> Events(Deal deal, Named said, DateOnly today)
    {
        var days = Deal.Durations(deal.Stages, today).ToDictionary(d => d.Entry.Id, d => d.Days);
        var skipped = Deal.Skipped(deal.Stages);
        var corrected = deal.Stages.Select(s => s.CorrectsId).Concat(deal.Signings.Select(s => s.CorrectsId)).OfType<Guid>().ToHashSet();
        foreach (var s in deal.Stages)
            yield return At(s, DealTexts.Stage, string.Join(" · ", Said(s.Stage.Text, s.ExitReason is { } reason ? said.Reasons[reason].Text : null, s.Document, s.Reviewer, s.AchievedOutput, s.Reason,
                skipped.GetValueOrDefault(s.Id) is { Count: > 0 } left ? DealTexts.Skipped(left) : null)), s.FileId) with
            {
                EntryId = s.Id,
                IsCorrected = corrected.Contains(s.Id),
                Days = days.TryGetValue(s.Id, out var stood) ? stood : null,
                Entered = StageForm.Of(s),
                // The lead is the day it was opened on, and what stands beside the road is resumed or reopened.
                Acts = (s.Stage is not DealStage.Lead || s.CorrectsId is not null) && s.Stage.IsOnTheRoad && (!s.IsReturn || s.CorrectsId is not null) && !corrected.Contains(s.Id) && deal.StageType is not StageType.Lost ? DealEventActs.CorrectStage : DealEventActs.None,
            };
        foreach (var s in deal.Signings)
            yield return At(s, DealTexts.Signing, string.Join(" · ", Said(s.Kind.Text, s.Subtype?.Text, s.Change.Text, s.IsBinding ? s.Contracted.ToString() : null, said.Firms.GetValueOrDefault(s.InvestorId), s.FairId is { } fair ? said.Fairs[fair] : DealTexts.OutsideFair, s.Document, s.Reason)), s.FileId) with
            {
                EntryId = s.Id,
                IsCorrected = corrected.Contains(s.Id),
                Entered = SigningForm.Of(s),
                Acts = corrected.Contains(s.Id) || deal.StageType is StageType.Lost ? DealEventActs.None : DealEventActs.CorrectSigning,
            };
        var reversed = deal.Receipts.Select(r => r.ReversesId).OfType<Guid>().ToHashSet();
        foreach (var r in deal.Receipts)
            yield return At(r, r.ReversesId is null ? DealTexts.Receipt : DealTexts.Reversal, string.Join(" · ", Said(r.Amount.ToString(), said.Vouchers[r.Voucher].Text, r.Origin.Text, r.Document, r.Reason)), r.FileId) with
            {
                EntryId = r.Id,
                IsCorrected = reversed.Contains(r.Id),
                Acts = r.ReversesId is null && !reversed.Contains(r.Id) ? DealEventActs.Reverse : DealEventActs.None,
            };
        foreach (var f in deal.FollowUps)
            yield return At(f, DealTexts.FollowUp, f.NextStep is null ? f.Words : $"{f.Words} → {f.NextStep}", null);
        foreach (var (o, change) in Changes(deal.Owners, o => said.People.GetValueOrDefault(o.PersonId)))
            yield return At(o, DealTexts.Owner, string.Join(" · ", Said(change, o.Reason)), null);
        foreach (var (i, change) in Changes(deal.Investors, said.Of))
            yield return At(i, DealTexts.Investor, string.Join(" · ", Said(change, i.Reason)), null);
        foreach (var (t, change) in Changes(deal.Totals, t => t.Total.ToString()))
            yield return At(t, DealTexts.Total, string.Join(" · ", Said(change, t.Reason)), null);
        IEnumerable<(Entry Entry, string Change)> regroupings =
        [
            .. Regroupings(DealTexts.Leader, deal.Leaders, l => l.PersonId is { } leader ? said.People.GetValueOrDefault(leader) : null),
            .. Regroupings(DealTexts.Unit, deal.Units, said.Of),
            .. Regroupings(DealTexts.Township, deal.Places, p => said.Towns.GetValueOrDefault(p.TownshipCode, p.TownshipCode)),
            .. Regroupings(DealTexts.Sector, deal.Sectors, s => s.SectorCode is { } sector ? said.Sectors.GetValueOrDefault(sector, sector) : null),
            .. Regroupings(DealTexts.Fair, deal.Fairs, f => f.FairId is { } fair ? said.Fairs[fair] : null),
        ];
        foreach (var at in regroupings.GroupBy(r => (r.Entry.Sequence, r.Entry.HoldsFrom)))
            yield return At(at.First().Entry, DealTexts.Regrouped, string.Join(" · ", Said([.. at.Select(r => r.Change), at.First().Entry.Reason])), null);
        foreach (var year in deal.Plans.GroupBy(p => p.Year))
        {
            var listed = AsOf.Latest.Standing(year).First();
            yield return At(listed, DealTexts.Planned, $"{year.Key} · {listed.Planned.Text}", null);
            foreach (var (p, change) in Changes(year, p => p.Planned.Text)) yield return At(p, DealTexts.Planned, $"{year.Key} · {change}", null);
        }
    }

    private static IEnumerable<(Entry Entry, string Change)> Regroupings<T>(string fact, IEnumerable<T> entries, Func<T, string?> say) where T : Entry =>
        Changes(entries, say).Select(c => ((Entry)c.Entry, DealTexts.Of(fact, c.Change)));

    // Each entry after the first, beside what held before it.
    private static IEnumerable<(T Entry, string Change)> Changes<T>(IEnumerable<T> entries, Func<T, string?> say) where T : Entry
    {
        List<T> standing = [.. AsOf.Latest.Standing(entries)];
        return standing.Zip(standing.Skip(1), (before, entry) => (entry, $"{say(before) ?? DealTexts.None} → {say(entry) ?? DealTexts.None}"));
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

    public static string Leader => Language.Say("责任领导", "leader");

    public static string Unit => Language.Say("责任单位", "lead unit");

    public static string Township => Language.Say("乡镇", "township");

    public static string Sector => Language.Say("行业", "sector");

    public static string Fair => Language.Say("来源届次", "from the fair");

    public static string None => Language.Say("无", "none");

    public static string Of(string fact, string change) => Language.Say($"{fact}：{change}", $"{fact}: {change}");

    public static string Beside(string words) => Language.Say($"（{words}）", $" ({words})");

    public static string OutsideFair => Language.Say("会外", "outside a fair");
}
