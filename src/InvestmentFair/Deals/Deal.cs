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
public sealed class Deal : Record
{
    private Deal()
    {
    }

    public string Number { get; private init; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

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
        deal.PinyinKey = Pinyin.KeyOfName(deal.Name.Zh);
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

    public void Rename(string zh, string? en)
    {
        Name = new Bilingual(zh.Trim(), en?.Trim());
        PinyinKey = Pinyin.KeyOfName(Name.Zh);
    }

    /// <summary>
    /// Forward to any later stage, with evidence for it and for each stage really passed on the way. The others are
    /// skipped, and the history shows that they were.
    /// </summary>
    public Outcome Advance(StageEvidence to, IReadOnlyList<StageEvidence> passed, DateOnly today, string? words = null, string? reviewer = null, string? achieved = null)
    {
        if (!IsOpen) return DealRefusals.NotOpen;
        if (!to.Stage.IsOnTheRoad || to.Stage <= Stage) return DealRefusals.NotLater(Stage, to.Stage);
        if (passed.Any(p => p.Stage <= Stage || p.Stage >= to.Stage)) return DealRefusals.NotBetween;
        if (passed.Append(to).Any(p => p.Stage.NeedsContract && !IsBoundOn(p.Day))) return DealRefusals.NothingSigned(to.Stage);
        if (to.Stage is DealStage.AtCapacity && (string.IsNullOrWhiteSpace(reviewer) || string.IsNullOrWhiteSpace(achieved))) return DealRefusals.ReviewNeeded;

        var steps = passed.OrderBy(p => p.Stage).Append(to).ToList();
        var day = StageSince;
        foreach (var step in steps)
        {
            if (step.Day < day) return DealRefusals.DayBefore(step.Stage, day);
            if (step.Day > today) return DealRefusals.DayAhead(step.Stage);
            if (step.Stage.NeedsFile && step.FileId is null) return DealRefusals.FileNeeded(step.Stage);
            if ((step.Stage.NeedsEvidence || step != to) && !step.IsThere) return DealRefusals.EvidenceNeeded(step.Stage);
            day = step.Day;
        }

        foreach (var step in steps)
            Stand(new StageChange
            {
                SubjectId = Id,
                HoldsFrom = step.Day,
                Ordinal = Stages.Count,
                Stage = step.Stage,
                Document = step.Document?.Trim(),
                FileId = step.FileId,
                Reason = step == to ? words : null,
                Reviewer = step == to ? reviewer : null,
                AchievedOutput = step == to ? achieved : null,
            });
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

    /// <summary>A stage that was entered by mistake: it never was. The correcting entry says what is right instead.</summary>
    public Outcome CorrectStage(Guid entryId, DealStage right, DateOnly day, string reason)
    {
        if (Stages.SingleOrDefault(s => s.Id == entryId) is not { } wrong) return Refusal.NotFound;
        if (string.IsNullOrWhiteSpace(reason)) return DealRefusals.ReasonNeeded;
        if (!right.IsOnTheRoad) return DealRefusals.NotLater(wrong.Stage, right);
        if (right.NeedsContract && !IsBoundOn(day)) return DealRefusals.NothingSigned(right);
        if (Stages.Any(s => s.CorrectsId == entryId)) return DealRefusals.AlreadyCorrected;
        Stand(new StageChange
        {
            SubjectId = Id,
            HoldsFrom = day,
            Ordinal = Stages.Count,
            Stage = right,
            Document = wrong.Document,
            FileId = wrong.FileId,
            Reason = reason.Trim(),
            CorrectsId = entryId,
        });
        return Outcome.Done;
    }

    public Outcome Sign(Signing signing, DateOnly today)
    {
        if (!IsOpen) return DealRefusals.NotOpen;
        if (signing.HoldsFrom > today) return DealRefusals.SignedAhead;
        if (signing.HoldsFrom < OpenedOn) return DealRefusals.SignedBeforeOpened(OpenedOn);
        if (signing.Change is SigningChange.Upgrade && !Signings.Any(s => s.Id == signing.UpgradesId && s.Kind < signing.Kind)) return DealRefusals.UpgradesNothing;
        if (signing.IsBinding && signing.Change is not SigningChange.Upgrade && signing.Contracted.Fen <= 0) return DealRefusals.SumNeeded;
        if (signing.Change is SigningChange.Increase && !Signings.Any(s => s.IsBinding && s.InvestorId == signing.InvestorId)) return DealRefusals.IncreasesNothing;
        // A second new signature by the same investor would count the money twice.
        if (signing is { Change: SigningChange.New, IsBinding: true } && Signings.Any(s => s.IsBinding && s.InvestorId == signing.InvestorId && !IsCorrected(s))) return DealRefusals.SignedAlready;

        Signings.Add(signing);
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
    public Outcome HandTo(Guid personId, DateOnly on, string? reason)
    {
        if (IsClosed) return DealRefusals.NotOpen;
        if (personId == OwnerId) return Outcome.Done;
        Owners.Add(new DealOwner { SubjectId = Id, HoldsFrom = on, Ordinal = Owners.Count, PersonId = personId, Reason = reason });
        Settle();
        return Outcome.Done;
    }

    /// <summary>Another investor takes over. Without a new signature nothing moves to another fair.</summary>
    public Outcome ChangeInvestor(Guid investorId, InvestmentOrigin origin, DateOnly on, string reason)
    {
        if (IsClosed) return DealRefusals.NotOpen;
        if (string.IsNullOrWhiteSpace(reason)) return DealRefusals.ReasonNeeded;
        Investors.Add(new DealInvestor { SubjectId = Id, HoldsFrom = on, Ordinal = Investors.Count, InvestorId = investorId, Origin = origin, Reason = reason.Trim() });
        Settle();
        return Outcome.Done;
    }

    public Outcome PlanTotal(Amount total, DateOnly on, string? reason)
    {
        if (IsClosed) return DealRefusals.NotOpen;
        Totals.Add(new DealTotal { SubjectId = Id, HoldsFrom = on, Ordinal = Totals.Count, Total = total, Reason = reason });
        Settle();
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
