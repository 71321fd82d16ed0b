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

/// <summary>From a question on the portal to an answer, a meeting request, or a lead.</summary>
public sealed class EnquiryDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, LinkKeys keys) : Desk(contexts, clock)
{
    private readonly AskingQuota _quota = new();

    /// <summary>
    /// Anybody may ask. The answer is the key of the page on which the asker sees how it stands. The network address asked
    /// from is counted in memory and never stored.
    /// </summary>
    public async Task<Outcome<string>> AskAsync(Actor actor, AskForm form, IReadOnlyList<string> projects, IReadOnlyList<string> plants, CancellationToken cancel, string? address = null)
    {
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<string>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        // The number is taken first: whoever asks at the same instant waits for it, and then sees what was asked and how often.
        var number = await NumberAsync(db, cancel);
        if (await db.Fairs.SingleOrDefaultAsync(f => f.IsCurrent, cancel) is not { } fair) return EnquiryRefusals.NotYetOpen;

        var mobile = Mobiles.Clean(form.Mobile);
        var dayBefore = Now.AddDays(-1);
        var listed = await db.Projects.Where(p => projects.Contains(p.Code) && (p.State == Projects.ProjectState.Published || p.State == Projects.ProjectState.Signed)).Select(p => p.Id).ToListAsync(cancel);
        var shown = await db.Plants.Where(p => plants.Contains(p.Code) && p.IsPublished).Select(p => p.Id).ToListAsync(cancel);
        if (listed.Count + shown.Count == 0) return EnquiryRefusals.NothingListed;

        // A second press of the button is the same enquiry: the same words about the same things, minutes ago.
        var justNow = Now.AddMinutes(-10);
        var again = await db.Enquiries.Where(e => e.AskerMobile == mobile && e.Words == form.Words.Trim() && e.AskedAt > justNow
                && e.Subjects.Count == listed.Count + shown.Count && e.Subjects.All(s => (s.ProjectId != null && listed.Contains(s.ProjectId.Value)) || (s.PlantId != null && shown.Contains(s.PlantId.Value))))
            .OrderBy(e => e.Id).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (again?.Key(keys) is { } known) return known;

        var settings = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        var asOf = new AsOf(Today);
        var today = await db.Enquiries.Where(e => e.AskedAt > dayBefore).Select(e => e.AskerMobile).ToListAsync(cancel);
        var line = Mobiles.LineOf(mobile ?? "");
        if (today.Count(m => Mobiles.LineOf(m) == line) >= FairSetting.Number(settings, Setting.EnquiriesPerMobile, fair.Id, asOf)) return EnquiryRefusals.TooMany;
        if (today.Count >= FairSetting.Number(settings, Setting.EnquiriesPerDay, fair.Id, asOf)) return EnquiryRefusals.TooManyToday;
        if (!_quota.Takes(address, Today, FairSetting.Number(settings, Setting.EnquiriesPerAddress, fair.Id, asOf))) return EnquiryRefusals.TooManyFromAddress;
        var enquiry = Enquiry.Ask(number, keys, fair.Id, form,
            [.. listed.Select(id => new EnquirySubject { ProjectId = id }), .. shown.Select(id => new EnquirySubject { PlantId = id })],
            Language.IsEnglish, Now, await ReplyByAsync(db, fair.Id, Now, cancel));
        db.Add(enquiry);
        return await CommitAsync(db, transaction, new Act(actor, "enquiry.asked", Now), enquiry.Key(keys)!, cancel);
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

    /// <summary>One meeting request for each project or plant asked about, with the project's team on the host side.</summary>
    public async Task<Outcome<int>> RequestMeetingsAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.AnswerEnquiries);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FindAsync(db, fair, id, cancel) is not { } enquiry) return Refusal.NotFound;
        if (enquiry.Version != version) return Overtaken(enquiry, version).As<int>();
        var requested = enquiry.Request(Now);
        if (requested.Refused) return requested.As<int>();
        var settings = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        var days = FairSetting.Days(settings, Setting.RequestExpiryDays, enquiry.FairId, new AsOf(Today));

        var made = 0;
        foreach (var subject in enquiry.Subjects)
        {
            if (await db.Requests.AnyAsync(r => r.EnquiryId == id && r.ProjectId == subject.ProjectId && r.PlantId == subject.PlantId, cancel)) continue;
            var form = await WishAsync(db, enquiry, subject, Today, cancel);
            if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<int>();
            var wish = MeetingRequest.Wish(enquiry.FairId, form, Now, days, id);
            await JointWishQueries.JoinAsync(db, wish, Now, cancel);
            db.Add(wish);
            made++;
        }

        if (made == 0) return EnquiryRefusals.RequestedAlready;
        return await CommitAsync(db, transaction, new Act(actor, "enquiry.requested", Now), made, cancel);
    }

    /// <summary>A caller's or a visitor's enquiry, entered by staff for them.</summary>
    public async Task<Outcome<Guid>> EnterAsync(Actor actor, string fair, EnterForm form, CancellationToken cancel)
    {
        actor.Must(Permission.AnswerEnquiries);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
        var askedAt = FairTime.ToUtc(form.On!.Value, form.At!.Value);
        if (askedAt > Now) return Outcome.Wrong([new(nameof(EnterForm.At), "来询时间不能在现在之后", "They cannot have asked after now")]).As<Guid>();
        var projects = await db.Projects.Where(p => form.Projects.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel);
        var plants = await db.Plants.Where(p => form.Plants.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel);
        if (projects.Count + plants.Count == 0) return EnquiryRefusals.NothingListed;

        // The clock runs from the call, not from the typing.
        var enquiry = Enquiry.Ask(await NumberAsync(db, cancel), keys, of.Id, form.AskForm,
            [.. projects.Select(id => new EnquirySubject { ProjectId = id }), .. plants.Select(id => new EnquirySubject { PlantId = id })],
            form.InEnglish, askedAt, await ReplyByAsync(db, of.Id, askedAt, cancel), form.Channel!.Value, actor.Name);
        db.Add(enquiry);
        return await CommitAsync(db, transaction, new Act(actor, "enquiry.entered", Now), enquiry.Id, cancel);
    }

    /// <summary>What is wished for where an enquiry asks for a meeting about one thing: its asker, and the team of the project.</summary>
    internal static async Task<RequestForm> WishAsync(FairDbContext db, Enquiry enquiry, EnquirySubject subject, DateOnly today, CancellationToken cancel)
    {
        var hosts = await MeetingDesk.ProjectTeamAsync(db, subject.ProjectId, cancel);
        if (hosts.Count == 0) hosts = await MeetingDesk.StandInsAsync(db, subject.PlantId, today, cancel);

        return new RequestForm
        {
            ProjectId = subject.ProjectId,
            PlantId = subject.PlantId,
            InvestorId = enquiry.InvestorId,
            Guests = [enquiry.PersonId!.Value],
            Hosts = hosts,
            Reason = enquiry.Words.Length <= 500 ? enquiry.Words : enquiry.Words[..500],
        };
    }

    internal static async Task<string> NumberAsync(FairDbContext db, CancellationToken cancel) => $"LX-{await db.NextNumberAsync("enquiry", cancel):0000}";

    internal static async Task<DateTime> ReplyByAsync(FairDbContext db, Guid fairId, DateTime from, CancellationToken cancel)
    {
        var settings = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        return (await db.WorkingDaysAsync(cancel)).After(from, FairSetting.Days(settings, Setting.EnquiryReplyDays, fairId, new AsOf(FairTime.DayOf(from))));
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
