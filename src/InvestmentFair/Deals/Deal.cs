using InvestmentFair.Fairs;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;

namespace InvestmentFair.Deals;

/// <summary>Evidence that a stage was reached on a day.</summary>
public sealed record StageEvidence(DealStage Stage, DateOnly Day, string? Document = null, Guid? FileId = null)
{
    public bool IsThere => !string.IsNullOrWhiteSpace(Document) || FileId is not null;
}

/// <summary>What is to be done next, by whom and until when; never empty while a deal is open.</summary>
public sealed record NextStep(string Words, DateOnly On, Guid ById);

/// <summary>
/// What an enquiry, a meeting or a visit grows into 跟踪项目. Its history is entries of two times and is never
/// overwritten; the columns beside them say what holds now, are written by the same verb as the entry, and are
/// recomputed by <c>verify</c>. Lists read the columns, reports read the entries.
/// </summary>
public sealed class Deal : Record, IMergeable, ISortedByName
{
    private Deal()
    {
    }

    public string Number { get; private init; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public DateOnly OpenedOn { get; private init; }

    /// <summary>At most one deal comes of a meeting; the database keeps it.</summary>
    public Guid? OriginMeetingId { get; private init; }

    public Guid? OriginEnquiryId { get; private init; }

    public Guid? ProjectId { get; private init; }

    public Project? Project { get; private set; }

    public Guid? PlantId { get; private init; }

    public IdlePlant? Plant { get; private set; }

    public DealStage Stage { get; private set; }

    public StageType StageType { get; private set; }

    /// <summary>The place of the stage in its order, so that a list can sort by it.</summary>
    public int StageOrder { get; private set; }

    public DateOnly StageSince { get; private set; }

    public DealStage LastActiveStage { get; private set; }

    public Guid InvestorId { get; private set; }

    public Investor Investor { get; private set; } = null!;

    public InvestmentOrigin Origin { get; private set; }

    public Guid OwnerId { get; private set; }

    public Person Owner { get; private set; } = null!;

    public Guid? LeaderId { get; private set; }

    public Person? Leader { get; private set; }

    public Guid LeadUnitId { get; private set; }

    public Unit LeadUnit { get; private set; } = null!;

    public string TownshipCode { get; private set; } = "";

    public string? SectorCode { get; private set; }

    /// <summary>The fair it grew out of.</summary>
    public Guid? FairId { get; private set; }

    public Fair? Fair { get; private set; }

    /// <summary>The fair it counts for, by its investor's earliest agreement or contract.</summary>
    public Guid? CountedFairId { get; private set; }

    public DateOnly? SignedOn { get; private set; }

    public long TotalFen { get; private set; }

    public long ContractedFen { get; private set; }

    public long ReceivedFen { get; private set; }

    public string? NextStep { get; private set; }

    public DateOnly? NextStepOn { get; private set; }

    public Guid? NextStepById { get; private set; }

    public Person? NextStepBy { get; private set; }

    public DateOnly? WakeUpOn { get; private set; }

    public List<StageChange> Stages { get; private init; } = [];

    public List<Signing> Signings { get; private init; } = [];

    public List<FundsReceipt> Receipts { get; private init; } = [];

    public List<DealInvestor> Investors { get; private init; } = [];

    public List<DealOwner> Owners { get; private init; } = [];

    public List<DealLeader> Leaders { get; private init; } = [];

    public List<DealUnit> Units { get; private init; } = [];

    public List<DealPlace> Places { get; private init; } = [];

    public List<DealSector> Sectors { get; private init; } = [];

    public List<DealFair> Fairs { get; private init; } = [];

    public List<DealTotal> Totals { get; private init; } = [];

    public List<DealPlan> Plans { get; private init; } = [];

    public List<FollowUp> FollowUps { get; private init; } = [];

    public List<Problem> Problems { get; private init; } = [];

    public List<Commitment> Commitments { get; private init; } = [];

    /// <summary>Itself, unless it turned out to be another entered twice.</summary>
    public Guid SurvivorId { get; private set; }

    public Deal Survivor { get; private set; } = null!;

    void IMergeable.StandFor(Guid survivor) => SurvivorId = survivor;

    public bool IsOpen => StageType is StageType.Open;

    public bool IsClosed => StageType is StageType.Lost or StageType.Won;

    /// <summary>Every deal starts as a lead, with everything a report groups by entered from its first day.</summary>
    public static Deal Open(string number, DealForm form, InvestmentOrigin origin, Guid? meetingId = null, Guid? enquiryId = null)
    {
        var day = form.OpenedOn!.Value;
        var deal = new Deal
        {
            Number = number,
            Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim()),
            OpenedOn = day,
            OriginMeetingId = meetingId,
            OriginEnquiryId = enquiryId,
            ProjectId = form.ProjectId,
            PlantId = form.PlantId,
        };
        deal.SurvivorId = deal.Id;
        deal.Stages.Add(new StageChange { SubjectId = deal.Id, HoldsFrom = day, Stage = DealStage.Lead });
        deal.Investors.Add(new DealInvestor { SubjectId = deal.Id, HoldsFrom = day, InvestorId = form.InvestorId!.Value, Origin = origin });
        deal.Owners.Add(new DealOwner { SubjectId = deal.Id, HoldsFrom = day, PersonId = form.OwnerId!.Value });
        deal.Leaders.Add(new DealLeader { SubjectId = deal.Id, HoldsFrom = day, PersonId = form.LeaderId });
        deal.Units.Add(new DealUnit { SubjectId = deal.Id, HoldsFrom = day, LeadUnitId = form.LeadUnitId!.Value });
        deal.Places.Add(new DealPlace { SubjectId = deal.Id, HoldsFrom = day, TownshipCode = form.TownshipCode! });
        deal.Sectors.Add(new DealSector { SubjectId = deal.Id, HoldsFrom = day, SectorCode = form.SectorCode });
        deal.Fairs.Add(new DealFair { SubjectId = deal.Id, HoldsFrom = day, FairId = form.FairId });
        deal.Totals.Add(new DealTotal { SubjectId = deal.Id, HoldsFrom = day, Total = Amount.Of(form.Total ?? default) });
        deal.Plan(new NextStep(form.NextStep.Trim(), form.NextStepOn!.Value, form.NextStepById!.Value));
        deal.Settle();
        return deal;
    }

    public void Rename(string zh, string? en) => Name = new Bilingual(zh.Trim(), en?.Trim());

    /// <summary>Forward to any later stage, with evidence. Those between are skipped, and the history shows that they were.</summary>
    public Outcome Advance(StageEvidence to, DateOnly today, string? words = null, string? reviewer = null, string? achieved = null)
    {
        if (!IsOpen) return DealRefusals.NotOpen;
        if (!to.Stage.IsOnTheRoad || to.Stage <= Stage) return DealRefusals.NotLater(Stage, to.Stage);
        if (to.Day < StageSince) return DealRefusals.DayBefore(to.Stage, StageSince);
        if (Unproven(to, today, reviewer, achieved) is { } refusal) return refusal;
        Stand(Entered(to, words, reviewer, achieved));
        return Outcome.Done;
    }

    /// <summary>One step back, with a reason. It is an event: what was reached stays reached.</summary>
    public Outcome StepBack(DateOnly on, string reason, DateOnly today)
    {
        if (!IsOpen) return DealRefusals.NotOpen;
        if (Stage is DealStage.Lead) return DealRefusals.NothingBefore;
        if (string.IsNullOrWhiteSpace(reason)) return DealRefusals.ReasonNeeded;
        var earlier = AsOf.Latest.Standing(Stages).Select(s => s.Stage).Where(s => s.IsOnTheRoad && s < Stage).DefaultIfEmpty(DealStage.Lead).Max();
        return Return(earlier, on, reason, today);
    }

    public Outcome Hold(DateOnly on, DateOnly wakeUp, string reason, DateOnly today)
    {
        if (!IsOpen) return DealRefusals.NotOpen;
        if (string.IsNullOrWhiteSpace(reason)) return DealRefusals.ReasonNeeded;
        if (wakeUp <= on) return DealRefusals.WakeUpLater;
        if (DayRefused(on, today) is { } refusal) return refusal;
        Stand(new StageChange { SubjectId = Id, HoldsFrom = on, Ordinal = Stages.Count, Stage = DealStage.OnHold, Reason = reason.Trim(), WakeUpOn = wakeUp });
        return Outcome.Done;
    }

    /// <summary>From hold back to the same stage.</summary>
    public Outcome Resume(DateOnly on, NextStep next, DateOnly today)
    {
        if (StageType is not StageType.OnHold) return DealRefusals.NotOnHold;
        Plan(next);
        return Return(LastActiveStage, on, null, today);
    }

    public Outcome Terminate(DateOnly on, DictionaryEntry reason, string? note, DateOnly today)
    {
        if (StageType is StageType.Lost) return DealRefusals.NotOpen;
        if (reason.NeedsNote && string.IsNullOrWhiteSpace(note)) return DealRefusals.NoteNeeded(reason.Name);
        if (DayRefused(on, today) is { } refusal) return refusal;
        Stand(new StageChange { SubjectId = Id, HoldsFrom = on, Ordinal = Stages.Count, Stage = DealStage.Terminated, ExitReason = reason.Code, Reason = note?.Trim() });
        return Outcome.Done;
    }

    /// <summary>A closed deal goes back to its last active stage, with a reason.</summary>
    public Outcome Reopen(DateOnly on, string reason, NextStep next, DateOnly today)
    {
        if (!IsClosed) return DealRefusals.NotClosed;
        if (string.IsNullOrWhiteSpace(reason)) return DealRefusals.ReasonNeeded;
        Plan(next);
        var back = LastActiveStage is DealStage.AtCapacity
            ? AsOf.Latest.Standing(Stages).Select(s => s.Stage).Where(s => s < DealStage.AtCapacity).DefaultIfEmpty(DealStage.Lead).Max()
            : LastActiveStage;
        return Return(back, on, reason, today);
    }

    /// <summary>
    /// A stage that was entered by mistake: it never was. The correcting entry says what is right instead, is proven like any
    /// other, and leaves the others in an allowed order. Where the right one is that in which the deal stood before, it stood
    /// there all along, since its day and by its papers: whoever gives others is told to put them right where they were entered.
    /// </summary>
    public Outcome CorrectStage(Guid entryId, StageEvidence right, string reason, DateOnly today, string? reviewer = null, string? achieved = null)
    {
        if (Stages.SingleOrDefault(s => s.Id == entryId) is not { } wrong) return Refusal.NotFound;
        if (StageType is StageType.Lost) return DealRefusals.NotOpen;
        if (string.IsNullOrWhiteSpace(reason)) return DealRefusals.ReasonNeeded;
        if (!right.Stage.IsOnTheRoad) return DealRefusals.NotLater(wrong.Stage, right.Stage);
        if (Stages.Any(s => s.CorrectsId == entryId)) return DealRefusals.AlreadyCorrected;
        if (AsOf.Latest.Standing(Stages).TakeWhile(s => s != wrong).LastOrDefault() is { } before && before.Stage == right.Stage)
        {
            if (Unlike(before, wrong, right, reviewer, achieved) is { } unlike) return unlike;
            var again = Repeated(before, reason, entryId);
            if (Road.Breaches([.. Stages, again]) is [var broken, ..]) return DealRefusals.OutOfOrder(broken.Stage, broken.HoldsFrom);
            Stand(again);
            return Outcome.Done;
        }

        if (right.Day < OpenedOn) return DealRefusals.DayBefore(right.Stage, OpenedOn);
        // The paper that was handed in with the mistake still proves what it proves.
        var proven = right with { FileId = right.FileId ?? wrong.FileId };
        if (Unproven(proven, today, reviewer, achieved) is { } refusal) return refusal;
        var entry = Entered(proven, reason, reviewer, achieved, entryId);
        if (Road.Breaches([.. Stages, entry]) is [var left, ..]) return DealRefusals.OutOfOrder(left.Stage, left.HoldsFrom);
        Stand(entry);
        return Outcome.Done;
    }

    public Outcome Sign(Signing signing, DateOnly today)
    {
        if (!IsOpen) return DealRefusals.NotOpen;
        if (signing.HoldsFrom > today) return DealRefusals.SignedAhead;
        if (signing.HoldsFrom < OpenedOn) return DealRefusals.SignedBeforeOpened(OpenedOn);
        if (Unfit(signing, [.. Standing(null)]) is { } refusal) return refusal;

        Signings.Add(signing);
        Settle();
        return Outcome.Done;
    }

    /// <summary>A signing that was entered wrongly: the correcting one stands in its place, and the stages must still rest on something signed.</summary>
    public Outcome CorrectSigning(Signing right, DateOnly today)
    {
        if (Signings.SingleOrDefault(s => s.Id == right.CorrectsId) is not { } wrong) return Refusal.NotFound;
        if (StageType is StageType.Lost) return DealRefusals.NotOpen;
        if (IsCorrected(wrong)) return DealRefusals.AlreadyCorrected;
        if (string.IsNullOrWhiteSpace(right.Reason)) return DealRefusals.ReasonNeeded;
        if (right.HoldsFrom > today) return DealRefusals.SignedAhead;
        if (right.HoldsFrom < OpenedOn) return DealRefusals.SignedBeforeOpened(OpenedOn);
        if (Signings.Any(s => s.UpgradesId == wrong.Id && !IsCorrected(s))) return DealRefusals.UpgradedSince;
        List<Signing> standing = [.. Standing(wrong.Id)];
        if (Unfit(right, standing) is { } refusal) return refusal;
        standing.Add(right);
        if (standing.Any(s => s.Change is SigningChange.Increase && !standing.Any(x => x.IsBinding && x.Change is not SigningChange.Increase && x.InvestorId == s.InvestorId))) return DealRefusals.IncreasesNothing;
        if (AsOf.Latest.Standing(Stages).FirstOrDefault(s => s.Stage.NeedsContract && !standing.Any(x => x.IsBinding && x.HoldsFrom <= s.HoldsFrom)) is { } left)
            return DealRefusals.NothingSigned(left.Stage);

        Signings.Add(right);
        Settle();
        return Outcome.Done;
    }

    public Outcome Receive(FundsReceipt receipt, DateOnly today)
    {
        if (StageType is StageType.Lost) return DealRefusals.NotOpen;
        if (receipt.HoldsFrom > today) return DealRefusals.ReceivedAhead;
        if (receipt.Amount.Fen <= 0) return DealRefusals.SumNeeded;
        if (receipt.FileId is null) return DealRefusals.VoucherNeeded;
        Receipts.Add(receipt);
        Settle();
        return Outcome.Done;
    }

    /// <summary>A receipt is never changed: this adds its opposite, on the day and for the reason given.</summary>
    public Outcome Reverse(Guid receiptId, DateOnly on, string reason, DateOnly today)
    {
        if (Receipts.SingleOrDefault(r => r.Id == receiptId) is not { } receipt) return Refusal.NotFound;
        if (receipt.ReversesId is not null || Receipts.Any(r => r.ReversesId == receiptId)) return DealRefusals.ReversedAlready;
        if (string.IsNullOrWhiteSpace(reason)) return DealRefusals.ReasonNeeded;
        if (on > today || on < receipt.HoldsFrom) return DealRefusals.ReversedOutOfTime;
        Receipts.Add(new FundsReceipt
        {
            SubjectId = Id,
            HoldsFrom = on,
            Ordinal = Receipts.Count,
            Amount = receipt.Amount with { Fen = -receipt.Amount.Fen, OriginalMinor = -receipt.Amount.OriginalMinor },
            Voucher = receipt.Voucher,
            Origin = receipt.Origin,
            FileId = receipt.FileId,
            Document = receipt.Document,
            ReversesId = receiptId,
            Reason = reason.Trim(),
        });
        Settle();
        return Outcome.Done;
    }

    /// <summary>Follow-ups keep their author and their day, whoever owns the deal afterwards.</summary>
    public Outcome Note(DateOnly on, string words, NextStep? next, DateOnly today)
    {
        if (IsClosed) return DealRefusals.NotOpen;
        if (string.IsNullOrWhiteSpace(words)) return DealRefusals.WordsNeeded;
        if (on > today) return DealRefusals.NotedAhead;
        FollowUps.Add(new FollowUp
        {
            SubjectId = Id,
            HoldsFrom = on,
            Ordinal = FollowUps.Count,
            Words = words.Trim(),
            NextStep = next?.Words,
            NextStepOn = next?.On,
            NextStepById = next?.ById,
        });
        if (next is not null) Plan(next);
        return Outcome.Done;
    }

    /// <summary>Hands the deal to somebody else. Nothing else moves: not its stage, not its follow-ups, not its next step.</summary>
    public Outcome HandTo(Guid personId, DateOnly on, string? reason, DateOnly today)
    {
        if (IsClosed) return DealRefusals.NotOpen;
        if (OutOfOrder(Owners, on, today) is { } refusal) return refusal;
        if (personId == OwnerId) return Outcome.Done;
        Owners.Add(new DealOwner { SubjectId = Id, HoldsFrom = on, Ordinal = Owners.Count, PersonId = personId, Reason = reason });
        Settle();
        return Outcome.Done;
    }

    /// <summary>Another investor takes over. Without a new signature nothing moves to another fair.</summary>
    public Outcome ChangeInvestor(Guid investorId, InvestmentOrigin origin, DateOnly on, string reason, DateOnly today)
    {
        if (IsClosed) return DealRefusals.NotOpen;
        if (string.IsNullOrWhiteSpace(reason)) return DealRefusals.ReasonNeeded;
        if (OutOfOrder(Investors, on, today) is { } refusal) return refusal;
        if (investorId == InvestorId && origin == Origin) return Outcome.Done;
        Investors.Add(new DealInvestor { SubjectId = Id, HoldsFrom = on, Ordinal = Investors.Count, InvestorId = investorId, Origin = origin, Reason = reason.Trim() });
        Settle();
        return Outcome.Done;
    }

    public Outcome PlanTotal(Amount total, DateOnly on, string? reason, DateOnly today)
    {
        if (IsClosed) return DealRefusals.NotOpen;
        if (OutOfOrder(Totals, on, today) is { } refusal) return refusal;
        if (total == AsOf.Latest.InForce(Totals)!.Total) return Outcome.Done;
        Totals.Add(new DealTotal { SubjectId = Id, HoldsFrom = on, Ordinal = Totals.Count, Total = total, Reason = reason });
        Settle();
        return Outcome.Done;
    }

    /// <summary>What reports group it by, from a day on: an entry for each fact that differs from the one in force.</summary>
    public Outcome Regroup(RegroupForm form, DateOnly today)
    {
        if (IsClosed) return DealRefusals.NotOpen;
        var (on, reason, now) = (form.From!.Value, form.Reason.Trim(), AsOf.Latest);
        var (leader, unit) = (now.InForce(Leaders)?.PersonId, now.InForce(Units)!);
        if (new[] { OutOfOrder(Leaders, on, today), OutOfOrder(Units, on, today), OutOfOrder(Places, on, today), OutOfOrder(Sectors, on, today), OutOfOrder(Fairs, on, today) }.FirstOrDefault(r => r is not null) is { } refusal) return refusal;
        if (leader != form.LeaderId) Leaders.Add(new DealLeader { SubjectId = Id, HoldsFrom = on, Ordinal = Leaders.Count, PersonId = form.LeaderId, Reason = reason });
        if (unit.LeadUnitId != form.LeadUnitId || !unit.SupportingUnitIds.ToHashSet().SetEquals(form.SupportingUnitIds))
            Units.Add(new DealUnit { SubjectId = Id, HoldsFrom = on, Ordinal = Units.Count, LeadUnitId = form.LeadUnitId!.Value, SupportingUnitIds = [.. form.SupportingUnitIds.Distinct()], Reason = reason });
        if (TownshipCode != form.TownshipCode) Places.Add(new DealPlace { SubjectId = Id, HoldsFrom = on, Ordinal = Places.Count, TownshipCode = form.TownshipCode!, Reason = reason });
        if (SectorCode != form.SectorCode) Sectors.Add(new DealSector { SubjectId = Id, HoldsFrom = on, Ordinal = Sectors.Count, SectorCode = form.SectorCode, Reason = reason });
        if (FairId != form.FairId) Fairs.Add(new DealFair { SubjectId = Id, HoldsFrom = on, Ordinal = Fairs.Count, FairId = form.FairId, Reason = reason });
        Settle();
        return Outcome.Done;
    }

    /// <summary>On the list of a year 七个一批: what is planned, which says nothing of what is true.</summary>
    public Outcome PlanFor(int year, DealStage planned, DateOnly on, DateOnly today)
    {
        if (IsClosed) return DealRefusals.NotOpen;
        if (!planned.IsOnTheRoad) return DealRefusals.NotLater(Stage, planned);
        if (OutOfOrder(Plans.Where(p => p.Year == year), on, today) is { } refusal) return refusal;
        Plans.Add(new DealPlan { SubjectId = Id, HoldsFrom = on, Ordinal = Plans.Count, Year = year, Planned = planned });
        return Outcome.Done;
    }

    /// <summary>How long it stood in each stage: runs between days on which stages began, the last one up to today.</summary>
    public static IReadOnlyList<(StageChange Entry, int Days)> Durations(IEnumerable<StageChange> stages, DateOnly today)
    {
        var standing = AsOf.Latest.Standing(stages).ToList();
        return
        [
            .. standing.Select((entry, i) =>
                (entry, Math.Max(0, (i + 1 < standing.Count ? standing[i + 1].HoldsFrom : today).DayNumber - entry.HoldsFrom.DayNumber))),
        ];
    }

    /// <summary>For each stage that was entered, those between it and the one before that nobody said were passed.</summary>
    public static IReadOnlyDictionary<Guid, IReadOnlyList<DealStage>> Skipped(IEnumerable<StageChange> stages)
    {
        var (skipped, reached) = (new Dictionary<Guid, IReadOnlyList<DealStage>>(), DealStage.Lead);
        foreach (var stage in AsOf.Latest.Standing(stages).Where(s => s.Stage.IsOnTheRoad && !s.IsReturn))
        {
            skipped[stage.Id] = [.. Deals.Stages.Between(reached, stage.Stage)];
            if (stage.Stage > reached) reached = stage.Stage;
        }

        return skipped;
    }

    /// <summary>What the entries say now, as far as the columns repeat it. <c>verify</c> compares the two.</summary>
    public DealNow Now()
    {
        var now = AsOf.Latest;
        var stage = now.InForce(Stages)!;
        var investor = now.InForce(Investors)!;
        var counted = DealFigures.Counted(now, investor.InvestorId, Signings);
        return new DealNow(
            stage.Stage, stage.HoldsFrom, DealFigures.LastActive(now, Stages), stage.WakeUpOn,
            investor.InvestorId, investor.Origin, now.InForce(Owners)!.PersonId, now.InForce(Leaders)?.PersonId, now.InForce(Units)!.LeadUnitId,
            now.InForce(Places)!.TownshipCode, now.InForce(Sectors)?.SectorCode, now.InForce(Fairs)?.FairId,
            counted?.FairId, counted?.HoldsFrom, now.InForce(Totals)!.Total.Fen,
            DealFigures.Contracted(now, investor.InvestorId, Signings), DealFigures.Received(now, Receipts));
    }

    public DealNow Columns() => new(Stage, StageSince, LastActiveStage, WakeUpOn, InvestorId, Origin, OwnerId, LeaderId, LeadUnitId,
        TownshipCode, SectorCode, FairId, CountedFairId, SignedOn, TotalFen, ContractedFen, ReceivedFen);

    private Refusal? Unproven(StageEvidence to, DateOnly today, string? reviewer, string? achieved)
    {
        if (to.Day > today) return DealRefusals.DayAhead(to.Stage);
        if (to.Stage.NeedsContract && !IsBoundOn(to.Day)) return DealRefusals.NothingSigned(to.Stage);
        if (to.Stage is DealStage.AtCapacity && (string.IsNullOrWhiteSpace(reviewer) || string.IsNullOrWhiteSpace(achieved))) return DealRefusals.ReviewNeeded;
        if (to.Stage.NeedsFile && to.FileId is null) return DealRefusals.FileNeeded(to.Stage);
        return to.Stage.NeedsEvidence && !to.IsThere ? DealRefusals.EvidenceNeeded(to.Stage) : null;
    }

    private StageChange Entered(StageEvidence to, string? words, string? reviewer, string? achieved, Guid? corrects = null) => new()
    {
        SubjectId = Id,
        HoldsFrom = to.Day,
        Ordinal = Stages.Count,
        Stage = to.Stage,
        Document = to.Document?.Trim(),
        FileId = to.FileId,
        Reason = words?.Trim(),
        Reviewer = to.Stage is DealStage.AtCapacity ? reviewer?.Trim() : null,
        AchievedOutput = to.Stage is DealStage.AtCapacity ? achieved?.Trim() : null,
        CorrectsId = corrects,
    };

    // The form of a correction comes with what was entered: that the mistake had another day and paper is no statement of the stage before.
    private static Refusal? Unlike(StageChange before, StageChange wrong, StageEvidence right, string? reviewer, string? achieved)
    {
        List<(string Zh, string En)> given = [];
        if (right.Day != before.HoldsFrom && right.Day != wrong.HoldsFrom) given.Add(("日期", "day"));
        if (IsAnother(right.Document, before.Document, wrong.Document)) given.Add(("文号", "document number"));
        if (IsAnother(reviewer, before.Reviewer, wrong.Reviewer)) given.Add(("核查人", "reviewer"));
        if (IsAnother(achieved, before.AchievedOutput, wrong.AchievedOutput)) given.Add(("达到的产出", "output"));
        if (right.FileId is { } file && file != before.FileId && file != wrong.FileId) given.Add(("文件", "file"));
        return given.Count == 0 ? null : DealRefusals.StoodSince(before.Stage, before.HoldsFrom, given);

        static bool IsAnother(string? typed, string? before, string? wrong) => !string.IsNullOrWhiteSpace(typed) && typed.Trim() != before && typed.Trim() != wrong;
    }

    private StageChange Repeated(StageChange before, string reason, Guid corrects) => new()
    {
        SubjectId = Id,
        HoldsFrom = before.HoldsFrom,
        Ordinal = Stages.Count,
        Stage = before.Stage,
        Document = before.Document,
        FileId = before.FileId,
        Reason = reason.Trim(),
        Reviewer = before.Reviewer,
        AchievedOutput = before.AchievedOutput,
        IsReturn = true,
        CorrectsId = corrects,
    };

    private static Refusal? Unfit(Signing signing, IReadOnlyList<Signing> standing)
    {
        if (signing.Change is SigningChange.Upgrade && !standing.Any(s => s.Id == signing.UpgradesId && s.MayBecome(signing.Kind, signing.InvestorId, signing.HoldsFrom))) return DealRefusals.UpgradesNothing;
        if (signing.IsBinding && signing.Change is not SigningChange.Upgrade && signing.Contracted.Fen <= 0) return DealRefusals.SumNeeded;
        if (signing.Change is SigningChange.Increase && !standing.Any(s => s.IsBinding && s.InvestorId == signing.InvestorId)) return DealRefusals.IncreasesNothing;
        // A second new signature by the same investor would count the money twice.
        return signing is { Change: SigningChange.New, IsBinding: true } && standing.Any(s => s.IsBinding && s.InvestorId == signing.InvestorId && s.Change is not SigningChange.Increase) ? DealRefusals.SignedAlready : null;
    }

    // A fact from before the one in force would change nothing now, and one from tomorrow would hold at once.
    private static Refusal? OutOfOrder<T>(IEnumerable<T> entries, DateOnly on, DateOnly today) where T : Entry =>
        on > today ? DealRefusals.FactAhead : AsOf.Latest.InForce(entries) is { } last && on < last.HoldsFrom ? DealRefusals.FactBefore(last.HoldsFrom) : null;

    private Outcome Return(DealStage to, DateOnly on, string? reason, DateOnly today)
    {
        if (DayRefused(on, today) is { } refusal) return refusal;
        Stand(new StageChange { SubjectId = Id, HoldsFrom = on, Ordinal = Stages.Count, Stage = to, Reason = reason?.Trim(), IsReturn = true });
        return Outcome.Done;
    }

    private Refusal? DayRefused(DateOnly on, DateOnly today) =>
        on < StageSince ? DealRefusals.DayBefore(Stage, StageSince) : on > today ? DealRefusals.DayAhead(Stage) : null;

    // On that very day: a report as of it would otherwise show works begun with nothing signed.
    private bool IsBoundOn(DateOnly day) => new AsOf(day).Standing(Signings).Any(s => s.IsBinding);

    /// <summary>The signings that stand, without one that is about to be corrected.</summary>
    internal IEnumerable<Signing> Standing(Guid? without) => Signings.Where(s => s.Id != without && !IsCorrected(s));

    private bool IsCorrected(Signing signing) => Signings.Any(s => s.CorrectsId == signing.Id);

    private void Stand(StageChange change)
    {
        Stages.Add(change);
        Settle();
    }

    private void Plan(NextStep next) => (NextStep, NextStepOn, NextStepById) = (next.Words, next.On, next.ById);

    private void Settle()
    {
        var now = Now();
        (Stage, StageType, StageOrder, StageSince) = (now.Stage, now.Stage.Type, (int)now.Stage, now.StageSince);
        (LastActiveStage, WakeUpOn) = (now.LastActiveStage, now.WakeUpOn);
        (InvestorId, Origin) = (now.InvestorId, now.Origin);
        (OwnerId, LeaderId, LeadUnitId) = (now.OwnerId, now.LeaderId, now.LeadUnitId);
        (TownshipCode, SectorCode, FairId) = (now.TownshipCode, now.SectorCode, now.FairId);
        (CountedFairId, SignedOn) = (now.CountedFairId, now.SignedOn);
        (TotalFen, ContractedFen, ReceivedFen) = (now.TotalFen, now.ContractedFen, now.ReceivedFen);
    }
}

/// <summary>The facts of a deal that are kept both as entries and, for lists, as columns.</summary>
public sealed record DealNow(
    DealStage Stage, DateOnly StageSince, DealStage LastActiveStage, DateOnly? WakeUpOn,
    Guid InvestorId, InvestmentOrigin Origin, Guid OwnerId, Guid? LeaderId, Guid LeadUnitId,
    string TownshipCode, string? SectorCode, Guid? FairId,
    Guid? CountedFairId, DateOnly? SignedOn, long TotalFen, long ContractedFen, long ReceivedFen);
