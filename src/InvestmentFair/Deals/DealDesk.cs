using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Enquiries;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Deals;

/// <summary>Deals from the lead on: stages, signings, funds, follow-ups, owners.</summary>
public sealed class DealDesk(IDbContextFactory<FairDbContext> contexts, FileStore store, FairClock clock) : Desk(contexts, clock)
{
    public async Task<Outcome<Guid>> SaveAsync(Actor actor, Guid? id, DealForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDeals);
        if (id is null && actor.IsScopedToUnit && form.LeadUnitId != actor.UnitId) return DealDeskRefusals.OwnUnitOnly;
        return await EnterAsync(actor, "deal", id, form,
            (db, known) => FindAsync(db, actor, known, cancel), DealForm.Of,
            async db => form.OpenedOn > Today ? DealDeskRefusals.OpenedAhead : await OpenAsync(db, form, null, null, cancel),
            (_, deal) => Revised(() => deal.Rename(form.NameZh, form.NameEn)), cancel);
    }

    /// <summary>
    /// One click after a meeting: exactly one deal, with the signing where one was signed. Where a delegation sat on the guest
    /// side it is the enterprise named here that the deal is with; otherwise the meeting's own.
    /// </summary>
    public async Task<Outcome<Guid>> FollowMeetingAsync(Actor actor, string fair, Guid meetingId, Guid? named, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDeals);
        // A department reporter follows deals and sees no meetings.
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        var meeting = await db.Meetings.Include(m => m.Outcome).Include(m => m.Project).Include(m => m.Plant).Include(m => m.FirstSlot).Include(m => m.Fair)
            .SingleOrDefaultAsync(m => m.Id == meetingId && m.Fair.Code == fair, cancel);
        if (meeting is null) return Refusal.NotFound;
        if (meeting.Standing is not { } outcome) return MeetingRefusals.NoOutcome;
        if (outcome.Kind is OutcomeKind.None || outcome is not { OwnerId: { } owner, NextStep: { } words, Due: { } due }) return MeetingRefusals.NothingCame;
        if ((meeting.InvestorId ?? named) is not { } investorId) return MeetingRefusals.NoInvestor;
        if (meeting.InvestorId is null && !await db.Investors.AnyAsync(i => i.Id == investorId && i.SurvivorId == i.Id, cancel)) return Refusal.NotFound;
        if (await db.Deals.IgnoreQueryFilters().AnyAsync(d => d.OriginMeetingId == meetingId, cancel)) return DealDeskRefusals.MeetingHasDeal;

        var held = meeting.FirstSlot is { } slot ? FairTime.DayOf(slot.StartsAt, meeting.Fair.TimeZone) : Today;
        var day = held < Today ? held : Today;
        var form = await FormAsync(db, meeting.Project?.Name ?? meeting.Plant?.Name ?? new Bilingual(meeting.Topic ?? ""), meeting.ProjectId, meeting.PlantId, investorId, owner,
            meeting.FairId, day, outcome.AmountFen, new NextStep(words, due, owner), cancel);
        var opened = await OpenAsync(db, form, meetingId, null, cancel);
        if (opened.Refused) return opened.As<Guid>();
        var deal = opened.Value!;
        if (outcome.Kind is OutcomeKind.Sign)
        {
            var sum = new Amount(outcome.AmountFen ?? 0);
            var signed = deal.Sign(new Signing
            {
                SubjectId = deal.Id,
                HoldsFrom = day,
                Kind = SigningKind.Agreement,
                Subtype = AgreementSubtype.Investment,
                Change = SigningChange.New,
                FairId = meeting.FairId,
                InvestorId = investorId,
                Total = sum,
                Contracted = sum,
            }, Today);
            if (signed.Refused) return signed.As<Guid>();
        }

        db.Add(deal);
        // Whoever takes the outcome back or corrects it at this moment, and whoever makes a deal of it, are told apart by its version.
        db.Entry(outcome).Property(o => o.Version).IsModified = true;
        var made = await CommitAsync(db, transaction, new Act(actor, "deal.from-meeting", Now), deal.Id, cancel);
        return made.Refusal == Violations.Overtaken && await db.Deals.IgnoreQueryFilters().AnyAsync(d => d.OriginMeetingId == meetingId, cancel) ? DealDeskRefusals.MeetingHasDeal : made;
    }

    /// <summary>An enquiry that needs no meeting becomes a lead.</summary>
    public async Task<Outcome<Guid>> FollowEnquiryAsync(Actor actor, string fair, Guid enquiryId, int version, Guid ownerId, NextStep next, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDeals);
        actor.Must(Permission.AnswerEnquiries);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        var enquiry = await db.Enquiries.Include(e => e.Steps).Include(e => e.Subjects).ThenInclude(s => s.Project).Include(e => e.Subjects).ThenInclude(s => s.Plant)
            .AsSplitQuery().SingleOrDefaultAsync(e => e.Id == enquiryId && e.Fair.Code == fair, cancel);
        if (enquiry is null) return Refusal.NotFound;
        if (enquiry.Version != version) return Overtaken(enquiry, version).As<Guid>();
        var followed = enquiry.Follow(Now);
        if (followed.Refused) return followed.As<Guid>();
        if (await db.Deals.IgnoreQueryFilters().AnyAsync(d => d.OriginEnquiryId == enquiryId, cancel)) return EnquiryRefusals.AlreadyFollowed;
        var subject = enquiry.Subjects.OrderBy(s => s.Id).First();
        var form = await FormAsync(db, subject.Project?.Name ?? subject.Plant!.Name, subject.ProjectId, subject.PlantId, enquiry.InvestorId!.Value, ownerId, enquiry.FairId, Today, null, next, cancel);
        var opened = await OpenAsync(db, form, null, enquiryId, cancel);
        if (opened.Refused) return opened.As<Guid>();
        db.Add(opened.Value!);
        return await CommitAsync(db, transaction, new Act(actor, "deal.from-enquiry", Now), opened.Value!.Id, cancel);
    }

    public Task<Outcome> AdvanceAsync(Actor actor, Guid id, int version, StageForm form, Upload? file, CancellationToken cancel) =>
        Do(actor, "deal.stage", id, version, form, (db, deal) => Keeping(db, deal, file, kept => deal.Advance(form.Evidence(kept), Today, form.Words, form.Reviewer, form.Achieved)), cancel);

    public Task<Outcome> StepBackAsync(Actor actor, Guid id, int version, AsideForm form, CancellationToken cancel) =>
        Do(actor, "deal.stepped-back", id, version, form, (_, deal) => deal.StepBack(form.Day!.Value, form.Words ?? "", Today), cancel);

    public Task<Outcome> HoldAsync(Actor actor, Guid id, int version, AsideForm form, CancellationToken cancel) =>
        Do(actor, "deal.held", id, version, form, (_, deal) => form.WakeUpOn is { } wake
            ? deal.Hold(form.Day!.Value, wake, form.Words ?? "", Today)
            : Beside(nameof(AsideForm.WakeUpOn), DealRefusals.WakeUpNeeded), cancel);

    public Task<Outcome> ResumeAsync(Actor actor, Guid id, int version, AsideForm form, CancellationToken cancel) =>
        Do(actor, "deal.resumed", id, version, form, (_, deal) => form.Next is { } next ? deal.Resume(form.Day!.Value, next, Today) : NoNext(form), cancel);

    public Task<Outcome> TerminateAsync(Actor actor, Guid id, int version, AsideForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDeals);
        if (form.Check() is { Count: > 0 } problems) return Task.FromResult(Outcome.Wrong(problems));
        return DoAsync(actor, "deal.terminated", id, (db, known) => FindAsync(db, actor, known, cancel), async (db, deal) =>
        {
            if (form.ExitReason is not { } code) return Beside(nameof(AsideForm.ExitReason), DealRefusals.ReasonNeeded);
            var reason = (await db.WordsAsync(DictionaryKind.ExitReason, cancel)).Choose(code, Today);
            return reason.Refused ? reason : deal.Terminate(form.Day!.Value, reason.Value!, form.Words, Today);
        }, cancel, version);
    }

    public Task<Outcome> ReopenAsync(Actor actor, Guid id, int version, AsideForm form, CancellationToken cancel) =>
        Do(actor, "deal.reopened", id, version, form, (_, deal) => form.Next is { } next ? deal.Reopen(form.Day!.Value, form.Words ?? "", next, Today) : NoNext(form), cancel);

    public Task<Outcome> CorrectStageAsync(Actor actor, Guid id, int version, Guid entryId, StageForm form, Upload? file, CancellationToken cancel) =>
        Do(actor, "deal.stage-corrected", id, version, form, (db, deal) => string.IsNullOrWhiteSpace(form.Words)
            ? Beside(nameof(StageForm.Words), DealRefusals.ReasonNeeded)
            : Keeping(db, deal, file, kept => deal.CorrectStage(entryId, form.Evidence(kept), form.Words, Today, form.Reviewer, form.Achieved)), cancel);

    public Task<Outcome> SignAsync(Actor actor, Guid id, int version, SigningForm form, Upload? file, CancellationToken cancel) =>
        Do(actor, "deal.signed", id, version, form, (db, deal) => Keeping(db, deal, file, kept => deal.Sign(Signing(deal, form, kept, null), Today)), cancel);

    public Task<Outcome> CorrectSigningAsync(Actor actor, Guid id, int version, Guid entryId, SigningForm form, Upload? file, CancellationToken cancel) =>
        Do(actor, "deal.signing-corrected", id, version, form, (db, deal) => string.IsNullOrWhiteSpace(form.Reason)
            ? Beside(nameof(SigningForm.Reason), DealRefusals.ReasonNeeded)
            : Keeping(db, deal, file, kept => deal.CorrectSigning(Signing(deal, form, kept ?? deal.Signings.SingleOrDefault(s => s.Id == entryId)?.FileId, entryId), Today)), cancel);

    /// <param name="actor">Who enters it.</param>
    /// <param name="id">The deal.</param>
    /// <param name="version">As it was seen.</param>
    /// <param name="form">What came in, when and by which paper.</param>
    /// <param name="file">The paper.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="despite">More than was planned may well come in; more likely a sum was typed in another unit, and is refused until somebody says so.</param>
    public Task<Outcome> ReceiveAsync(Actor actor, Guid id, int version, ReceiptForm form, Upload? file, CancellationToken cancel, bool despite = false)
    {
        actor.Must(Permission.ManageDeals);
        if (form.Check() is { Count: > 0 } problems) return Task.FromResult(Outcome.Wrong(problems));
        return DoAsync(actor, "deal.received", id, (db, known) => FindAsync(db, actor, known, cancel),
            async (db, deal) =>
            {
                if (!despite && deal is { TotalFen: > 0 and var total } && deal.ReceivedFen + form.Amount.Fen is var received && received > total) return DealRefusals.ReceivedAboveTotal(new Money(received), new Money(total));
                if ((await db.WordsAsync(DictionaryKind.Voucher, cancel)).Choose(form.Voucher!, Today) is { Refused: true } closed) return closed;
                return Keeping(db, deal, file, kept => deal.Receive(new FundsReceipt
                {
                    SubjectId = deal.Id,
                    HoldsFrom = form.On!.Value,
                    Ordinal = deal.Receipts.Count,
                    Amount = form.Amount,
                    Voucher = form.Voucher!,
                    Origin = form.Origin!.Value,
                    Document = form.Document?.Trim(),
                    FileId = kept,
                }, Today));
            }, cancel, version);
    }

    public Task<Outcome> ReverseAsync(Actor actor, Guid id, int version, Guid receiptId, DateOnly on, string reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDeals);
        return DoAsync(actor, "deal.reversed", id, (db, known) => FindAsync(db, actor, known, cancel),
            (_, deal) => Task.FromResult(deal.Reverse(receiptId, on, reason, Today)), cancel, version);
    }

    public Task<Outcome> FollowUpAsync(Actor actor, Guid id, int version, FollowUpForm form, CancellationToken cancel) =>
        Do(actor, "deal.followed-up", id, version, form,
            (_, deal) => deal.Note(form.On!.Value, form.Words, new NextStep(form.NextStep.Trim(), form.NextStepOn!.Value, form.NextStepById!.Value), Today), cancel);

    public Task<Outcome> HandToAsync(Actor actor, Guid id, int version, OwnerForm form, CancellationToken cancel) =>
        Do(actor, "deal.handed-over", id, version, form, (_, deal) => deal.HandTo(form.OwnerId!.Value, form.From!.Value, form.Reason, Today), cancel);

    public Task<Outcome> ChangeInvestorAsync(Actor actor, Guid id, int version, InvestorChangeForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDeals);
        return form.Check() is { Count: > 0 } problems
            ? Task.FromResult(Outcome.Wrong(problems))
            : DoAsync(actor, "deal.investor-changed", id, (db, known) => FindAsync(db, actor, known, cancel),
                async (db, deal) => await db.Investors.Where(i => i.Id == form.InvestorId).Select(i => (InvestmentOrigin?)i.Origin).SingleOrDefaultAsync(cancel) is { } origin
                    ? deal.ChangeInvestor(form.InvestorId!.Value, origin, form.From!.Value, form.Reason, Today)
                    : Refusal.NotFound, cancel, version);
    }

    public Task<Outcome> RegroupAsync(Actor actor, Guid id, int version, RegroupForm form, CancellationToken cancel) =>
        // A reporter who gives the deal to another unit would lose sight of it and of the history of having done so.
        Do(actor, "deal.regrouped", id, version, form, (_, deal) => actor.IsScopedToUnit && form.LeadUnitId != actor.UnitId ? DealDeskRefusals.OwnUnitOnly : deal.Regroup(form, Today), cancel);

    public Task<Outcome> PlanTotalAsync(Actor actor, Guid id, int version, TotalForm form, CancellationToken cancel) =>
        Do(actor, "deal.total-planned", id, version, form, (_, deal) => deal.PlanTotal(Amount.Of(form.Total!.Value), form.From!.Value, form.Reason.Trim(), Today), cancel);

    public Task<Outcome> PlanForAsync(Actor actor, Guid id, int version, PlanForm form, CancellationToken cancel) =>
        Do(actor, "deal.planned", id, version, form, (_, deal) => deal.PlanFor(form.Year!.Value, form.Planned!.Value, Today, Today), cancel);

    private Task<Outcome> Do(Actor actor, string act, Guid id, int version, Form form, Func<FairDbContext, Deal, Outcome> verb, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDeals);
        return form.Check() is { Count: > 0 } problems
            ? Task.FromResult(Outcome.Wrong(problems))
            : DoAsync(actor, act, id, (db, known) => FindAsync(db, actor, known, cancel), (db, deal) => Task.FromResult(verb(db, deal)), cancel, version);
    }

    private static Outcome Beside(string field, Refusal refusal) => Outcome.Wrong([new FieldProblem(field, refusal.Zh, refusal.En)]);

    private static Outcome NoNext(AsideForm form) => Beside(
        string.IsNullOrWhiteSpace(form.NextStep) ? nameof(AsideForm.NextStep) : form.NextStepOn is null ? nameof(AsideForm.NextStepOn) : nameof(AsideForm.NextStepById), DealRefusals.NextStepNeeded);

    private static Signing Signing(Deal deal, SigningForm form, Guid? fileId, Guid? corrects)
    {
        var (kind, on, investor) = (form.Kind!.Value, form.SignedOn!.Value, deal.Signings.SingleOrDefault(s => s.Id == corrects)?.InvestorId ?? deal.InvestorId);
        return new()
        {
            SubjectId = deal.Id,
            HoldsFrom = on,
            Ordinal = deal.Signings.Count,
            Kind = kind,
            Subtype = form.Subtype,
            Change = form.Change!.Value,
            FairId = form.FairId,
            InvestorId = investor,
            Total = form.TotalAmount,
            Contracted = form.ContractedAmount,
            UpgradesId = form.Change is SigningChange.Upgrade ? deal.Standing(corrects).Where(s => s.MayBecome(kind, investor, on)).OrderBy(s => s.HoldsFrom).LastOrDefault()?.Id : null,
            Document = form.Document?.Trim(),
            FileId = fileId,
            Reason = form.Reason?.Trim(),
            CorrectsId = corrects,
        };
    }

    private Outcome Keeping(FairDbContext db, Deal deal, Upload? upload, Func<Guid?, Outcome> verb) =>
        store.Keeping(db, upload, nameof(Deal), deal.Id, Now, verb);

    private static async Task<Outcome<Deal>> OpenAsync(FairDbContext db, DealForm form, Guid? meetingId, Guid? enquiryId, CancellationToken cancel)
    {
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Deal>();
        if (await db.Investors.Where(i => i.Id == form.InvestorId).Select(i => (InvestmentOrigin?)i.Origin).SingleOrDefaultAsync(cancel) is not { } origin) return Refusal.NotFound;
        return Deal.Open($"GZ-{await db.NextNumberAsync("deal", cancel):0000}", form, origin, meetingId, enquiryId);
    }

    // What a deal is grouped by comes from its project or plant, else from the unit of its owner.
    private static async Task<DealForm> FormAsync(FairDbContext db, Bilingual name, Guid? projectId, Guid? plantId, Guid investorId, Guid ownerId, Guid fairId, DateOnly day, long? totalFen, NextStep next, CancellationToken cancel)
    {
        var project = projectId is null ? null : await db.Projects.Where(p => p.Id == projectId).Select(p => new { p.UnitId, p.TownshipCode, p.SectorCode, p.TotalFen }).SingleAsync(cancel);
        var plantTown = plantId is null ? null : await db.Plants.Where(p => p.Id == plantId).Select(p => p.TownshipCode).SingleAsync(cancel);
        var unit = await db.Hosts.Where(h => h.PersonId == ownerId).OrderByDescending(h => h.From).Select(h => new { h.UnitId, h.Unit.TownshipCode }).FirstOrDefaultAsync(cancel);
        var investor = await db.Investors.Where(i => i.Id == investorId).Select(i => i.Name).SingleAsync(cancel);
        return new DealForm
        {
            NameZh = Shorten($"{name.Zh}·{investor.Zh}", 120),
            NameEn = name.En is null ? null : Shorten($"{name.En} · {investor.Text}", 200),
            InvestorId = investorId,
            ProjectId = projectId,
            PlantId = plantId,
            FairId = fairId,
            OpenedOn = day,
            OwnerId = ownerId,
            LeadUnitId = project?.UnitId ?? unit?.UnitId,
            // The seat of the county stands in for a topic that has no place yet.
            TownshipCode = project?.TownshipCode ?? plantTown ?? unit?.TownshipCode
                ?? await db.Regions.Where(r => r.Kind == People.RegionKind.Township && r.ValidTo == null).OrderBy(r => r.Code).Select(r => r.Code).FirstOrDefaultAsync(cancel),
            SectorCode = project?.SectorCode,
            Total = new Money(totalFen ?? project?.TotalFen ?? 0),
            NextStep = next.Words,
            NextStepOn = next.On,
            NextStepById = next.ById,
        };
    }

    private static string Shorten(string text, int most) => text.Length <= most ? text : text[..most];

    private static Task<Deal?> FindAsync(FairDbContext db, Actor actor, Guid id, CancellationToken cancel) => Whole(db, actor).SingleOrDefaultAsync(d => d.Id == id, cancel);

    /// <summary>Deals with all their ledgers, as their verbs need them.</summary>
    internal static IQueryable<Deal> Whole(FairDbContext db, Actor actor) =>
        db.Deals.VisibleTo(actor).Include(d => d.Stages).Include(d => d.Signings).Include(d => d.Receipts).Include(d => d.Investors).Include(d => d.Owners).Include(d => d.Leaders)
            .Include(d => d.Units).Include(d => d.Places).Include(d => d.Sectors).Include(d => d.Fairs).Include(d => d.Totals).Include(d => d.Plans).Include(d => d.FollowUps)
            .AsSplitQuery();
}
