using System.Security.Cryptography;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Enquiries;

public sealed record EnquiryStepView(EnquiryStepKind Kind, DateTime At);

/// <summary>What the asker sees of their own enquiry, and nothing of the house behind it.</summary>
public sealed record AskedView(string Number, EnquiryKind Kind, EnquiryState State, DateTime AskedAt, DateTime ReplyBy, bool IsOverdue, string? Answer, IReadOnlyList<string> Subjects, IReadOnlyList<EnquiryStepView> Steps);

public sealed record EnquiryView(
    Guid Id, string Number, string Ref, EnquiryKind Kind, EnquiryState State, string AskerName, string AskerMobile, string? AskerEmail, string AskerOrganisation, string? AskerTitle,
    string Words, bool InEnglish, DateTime AskedAt, DateTime ReplyBy, bool IsOverdue, string? Answer, DateTime? AnsweredAt,
    Guid? InvestorId, string? Investor, Guid? PersonId, string? Person, Guid? GuestId, IReadOnlyList<Choice> Subjects, IReadOnlyList<Guid> Requests, Guid? DealId, IReadOnlyList<EnquiryStepView> Steps, int Version);

public sealed class LinkForm : Form
{
    [Text("已有客商（不选则新建）", "Known investor (none: a new one)"), Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }

    [Text("联系人（不选则新建）", "Contact (none: a new one)"), Choice(ChoiceOf.Person)]
    public Guid? PersonId { get; set; }

    [Text("资金来源地（新建时）", "Origin of funds (for a new one)")]
    public InvestmentOrigin? Origin { get; set; } = InvestmentOrigin.OutsideProvince;

    [Text("登记为本届嘉宾", "Enter as a guest of this fair")]
    public bool AsGuest { get; set; } = true;

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (InvestorId is null && Origin is null) yield return new(nameof(Origin), "新建客商须选资金来源地", "A new investor needs the origin of its funds");
    }
}

public sealed class AnswerForm : Form
{
    [Text("答复", "Answer"), Needed, AtMost(4000), Prose]
    public string Answer { get; set; } = "";
}

/// <summary>From a question on the portal to an answer, a meeting request, or a lead.</summary>
public sealed class EnquiryDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    private readonly AskingQuota _quota = new();

    /// <summary>
    /// Anybody may ask. The answer is the reference under which the asker sees how it stands. The network address asked
    /// from is counted in memory and never stored.
    /// </summary>
    public async Task<Outcome<string>> AskAsync(Actor actor, AskForm form, IReadOnlyList<string> projects, IReadOnlyList<string> plants, CancellationToken cancel, string? address = null)
    {
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<string>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.SingleOrDefaultAsync(f => f.IsCurrent, cancel) is not { } fair) return Refusal.NotFound;

        var mobile = Mobiles.Clean(form.Mobile);
        var dayBefore = Now.AddDays(-1);
        var listed = await db.Projects.Where(p => projects.Contains(p.Code) && (p.State == Projects.ProjectState.Published || p.State == Projects.ProjectState.Signed)).Select(p => p.Id).ToListAsync(cancel);
        var shown = await db.Plants.Where(p => plants.Contains(p.Code) && p.IsPublished).Select(p => p.Id).ToListAsync(cancel);
        if (listed.Count + shown.Count == 0) return EnquiryRefusals.NothingListed;

        // A second press of the button is the same enquiry: the same words about the same things, minutes ago.
        var justNow = Now.AddMinutes(-10);
        var again = await db.Enquiries.Where(e => e.AskerMobile == mobile && e.Words == form.Words.Trim() && e.AskedAt > justNow
                && e.Subjects.Count == listed.Count + shown.Count && e.Subjects.All(s => (s.ProjectId != null && listed.Contains(s.ProjectId.Value)) || (s.PlantId != null && shown.Contains(s.PlantId.Value))))
            .Select(e => e.Ref).FirstOrDefaultAsync(cancel);
        if (again is not null) return again;

        var settings = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        var asOf = new AsOf(Today);
        if (await db.Enquiries.CountAsync(e => e.AskerMobile == mobile && e.AskedAt > dayBefore, cancel) >= FairSetting.Number(settings, Setting.EnquiriesPerMobile, fair.Id, asOf)) return EnquiryRefusals.TooMany;
        if (await db.Enquiries.CountAsync(e => e.AskedAt > dayBefore, cancel) >= FairSetting.Number(settings, Setting.EnquiriesPerDay, fair.Id, asOf)) return EnquiryRefusals.TooManyToday;
        if (!_quota.Takes(address, Today, FairSetting.Number(settings, Setting.EnquiriesPerAddress, fair.Id, asOf))) return EnquiryRefusals.TooManyFromAddress;
        var days = FairSetting.Days(settings, Setting.EnquiryReplyDays, fair.Id, asOf);
        var enquiry = Enquiry.Ask($"LX-{await db.NextNumberAsync("enquiry", cancel):0000}", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), fair.Id, form,
            [.. listed.Select(id => new EnquirySubject { ProjectId = id }), .. shown.Select(id => new EnquirySubject { PlantId = id })],
            Language.IsEnglish, Now, (await db.WorkingDaysAsync(cancel)).After(Now, days));
        db.Add(enquiry);
        return await CommitAsync(db, transaction, new Act(actor, "enquiry.asked", Now), enquiry.Ref, cancel);
    }

    /// <summary>Whoever holds the reference may see how the enquiry stands.</summary>
    public async Task<AskedView?> AskedAsync(Actor actor, string reference, CancellationToken cancel)
    {
        if (reference.Length != 32) return null;
        await using var db = Open();
        var enquiry = await db.Enquiries.Include(e => e.Steps).Include(e => e.Subjects).ThenInclude(s => s.Project).Include(e => e.Subjects).ThenInclude(s => s.Plant)
            .AsSplitQuery().AsNoTracking().SingleOrDefaultAsync(e => e.Ref == reference, cancel);
        return enquiry is null ? null : new AskedView(enquiry.Number, enquiry.Kind, enquiry.State, enquiry.AskedAt, enquiry.ReplyBy, enquiry.IsOverdue(Now), enquiry.Answer,
            [.. enquiry.Subjects.Select(s => s.Project?.Name.Text ?? s.Plant?.Name.Text ?? "")], [.. enquiry.Steps.OrderBy(s => s.Ordinal).Select(s => new EnquiryStepView(s.Kind, s.At))]);
    }

    /// <summary>Links it to a known investor or enters a new one, with the asker as its contact and, if wanted, as a guest.</summary>
    public async Task<Outcome> LinkAsync(Actor actor, string fair, Guid id, int version, LinkForm form, CancellationToken cancel)
    {
        actor.Must(Permission.AnswerEnquiries);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } enquiry) return Refusal.NotFound;
        if (enquiry.Version != version) return Overtaken(enquiry, version);

        Investor investor;
        // A second click must not make the new investor once more.
        if ((form.InvestorId ?? enquiry.InvestorId) is { } known)
        {
            if (await db.Investors.Where(i => i.Id == known).Select(i => i.Survivor).SingleOrDefaultAsync(cancel) is not { } present) return Refusal.NotFound;
            investor = present;
        }
        else
        {
            investor = Investor.Enter(await InvestorDesk.NumberAsync(db, cancel), new InvestorForm { NameZh = enquiry.AskerOrganisation, Origin = form.Origin });
            db.Add(investor);
        }

        // Whoever staff chose; else exactly this name and number is the same person, and anything less is not guessed.
        var chosen = form.PersonId ?? (await DuplicateQueries.ExactlyAsync(db, enquiry.AskerName, enquiry.AskerMobile, cancel) is [var only] ? only : null);
        var contact = chosen is null ? null : await db.Contacts.Include(c => c.Person).FirstOrDefaultAsync(c => c.Investor.SurvivorId == investor.Id && c.PersonId == chosen, cancel);
        if (contact is null)
        {
            var asker = new ContactForm { PersonId = chosen, Name = enquiry.AskerName, Mobile = enquiry.AskerMobile, Email = enquiry.AskerEmail, TitleZh = enquiry.AskerTitle, From = Today };
            if (await db.NamedAsync(asker, cancel) is not { } person) return Refusal.NotFound;
            contact = Contact.Of(investor, person, asker);
            db.Add(contact);
        }

        var guest = await db.Guests.SingleOrDefaultAsync(g => g.FairId == enquiry.FairId && g.PersonId == contact.PersonId, cancel);
        if (guest is null && form.AsGuest)
        {
            guest = Guest.Enter(await DelegationDesk.NumberAsync(db, fair, cancel), enquiry.FairId, contact.Person,
                new GuestForm { Name = enquiry.AskerName, InvestorId = investor.Id, Organisation = enquiry.AskerOrganisation, TitleZh = enquiry.AskerTitle, Part = GuestPart.Entrepreneur });
            db.Add(guest);
        }

        var linked = enquiry.Link(investor, contact.Person, guest, Now);
        return linked.Refused ? linked : await CommitAsync(db, transaction, new Act(actor, "enquiry.linked", Now), id, cancel);
    }

    public Task<Outcome> ReplyAsync(Actor actor, string fair, Guid id, int version, AnswerForm form, CancellationToken cancel)
    {
        actor.Must(Permission.AnswerEnquiries);
        return form.Check() is { Count: > 0 } problems
            ? Task.FromResult(Outcome.Wrong(problems))
            : DoAsync(actor, "enquiry.answered", id, (db, known) => FindAsync(db, fair, known, cancel),
                (_, enquiry) => Task.FromResult(enquiry.Reply(form.Answer, Now)), cancel, version);
    }

    /// <summary>One meeting request for each project or plant asked about, with the project's team on the host side.</summary>
    public async Task<Outcome<int>> RequestMeetingsAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.AnswerEnquiries);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } enquiry) return Refusal.NotFound;
        if (enquiry.Version != version) return Overtaken(enquiry, version).As<int>();
        if (enquiry.InvestorId is not { } investorId || enquiry.PersonId is not { } personId) return EnquiryRefusals.LinkFirst;
        var settings = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        var days = FairSetting.Days(settings, Setting.RequestExpiryDays, enquiry.FairId, new AsOf(Today));

        var made = 0;
        foreach (var subject in enquiry.Subjects)
        {
            if (await db.Requests.AnyAsync(r => r.EnquiryId == id && r.ProjectId == subject.ProjectId && r.PlantId == subject.PlantId, cancel)) continue;
            var hosts = subject.ProjectId is { } project
                ? await db.Set<Projects.ProjectHost>().Where(h => h.ProjectId == project).OrderBy(h => h.Ordinal).Select(h => h.Host.PersonId).ToListAsync(cancel)
                : [];
            // A plant has no team of its own: the staff of its township's office stand in until somebody is named.
            if (hosts.Count == 0)
            {
                var town = await db.Plants.Where(p => p.Id == subject.PlantId).Select(p => p.TownshipCode).SingleOrDefaultAsync(cancel);
                hosts = await db.Hosts.Where(h => h.Unit.TownshipCode == town && h.To == null).OrderBy(h => h.ProtocolRank).Select(h => h.PersonId).Take(1).ToListAsync(cancel);
            }

            var form = new RequestForm { ProjectId = subject.ProjectId, PlantId = subject.PlantId, InvestorId = investorId, Guests = [personId], Hosts = hosts, Reason = enquiry.Words.Length <= 500 ? enquiry.Words : enquiry.Words[..500] };
            if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<int>();
            db.Add(MeetingRequest.Wish(enquiry.FairId, form, Now, days, id));
            made++;
        }

        if (made == 0) return EnquiryRefusals.RequestedAlready;
        enquiry.Step(EnquiryStepKind.Requested, Now);
        return await CommitAsync(db, transaction, new Act(actor, "enquiry.requested", Now), made, cancel);
    }

    public async Task<EnquiryView?> EnquiryAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await FindAsync(db, fair, id, cancel) is not { } e) return null;
        var open = actor.May(Permission.ViewContacts);
        return new EnquiryView(e.Id, e.Number, e.Ref, e.Kind, e.State, e.AskerName, open ? e.AskerMobile : Mobiles.Mask(e.AskerMobile)!, open ? e.AskerEmail : null, e.AskerOrganisation, e.AskerTitle,
            e.Words, e.InEnglish, e.AskedAt, e.ReplyBy, e.IsOverdue(Now), e.Answer, e.AnsweredAt, e.Investor?.SurvivorId, e.Investor?.Survivor.Name.Text, e.PersonId, e.Person?.Name, e.GuestId,
            [.. e.Subjects.Select(s => s.Project is { } p ? new Choice($"projects/{p.Id}", p.Name.Text) : new Choice($"plants/{s.PlantId}", s.Plant?.Name.Text ?? ""))],
            await db.Requests.Where(r => r.EnquiryId == id).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancel),
            await db.Deals.IgnoreQueryFilters().Where(d => d.OriginEnquiryId == id).Select(d => (Guid?)d.SurvivorId).SingleOrDefaultAsync(cancel),
            [.. e.Steps.OrderBy(s => s.Ordinal).Select(s => new EnquiryStepView(s.Kind, s.At))], e.Version);
    }

    /// <summary>Who is known already that may be the asker, and which firms may be theirs.</summary>
    public async Task<(IReadOnlyList<Lookalike> People, IReadOnlyList<Lookalike> Companies)> KnownAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.AnswerEnquiries);
        await using var db = Open();
        if (await FindAsync(db, fair, id, cancel) is not { } enquiry) return ([], []);
        return (await DuplicateQueries.PeopleAsync(db, new PersonProbe(enquiry.AskerName, enquiry.AskerMobile, enquiry.AskerOrganisation), cancel),
            await DuplicateQueries.CompaniesAsync(db, new CompanyProbe(enquiry.AskerOrganisation, null, null), cancel));
    }

    private static Task<Enquiry?> FindAsync(FairDbContext db, string fair, Guid id, CancellationToken cancel) =>
        db.Enquiries.Include(e => e.Steps).Include(e => e.Investor!.Survivor).Include(e => e.Person).Include(e => e.Subjects).ThenInclude(s => s.Project).Include(e => e.Subjects).ThenInclude(s => s.Plant)
            .AsSplitQuery().SingleOrDefaultAsync(e => e.Id == id && e.Fair.Code == fair, cancel);
}
