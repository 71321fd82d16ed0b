using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Enquiries;

/// <summary>What staff may do with the address of the asker's page.</summary>
public enum LinkStanding
{
    /// <summary>It opens and can be shown.</summary>
    Known,

    /// <summary>It opens, and cannot be shown again: it was given out by an earlier version, or with a secret that is gone.</summary>
    Hidden,

    /// <summary>It opens nothing.</summary>
    Shut,
}

public sealed record StaffWord(WordKind Kind, string Text, string ByName, DateTime At);

public sealed record EnquiryView(
    Guid Id, string Number, string? Key, LinkStanding Link, EnquiryKind Kind, EnquiryState State, EnquiryChannel Channel, string? TakenBy, string AskerName, string AskerMobile, string? AskerEmail, string AskerOrganisation, string? AskerTitle,
    string Words, bool InEnglish, DateTime AskedAt, DateTime ReplyBy, bool IsOverdue, int WorkingDaysLeft, string? Answer, DateTime? AnsweredAt, AssignForm Charge, string? Unit, string? Owner,
    Guid? InvestorId, string? Investor, Guid? PersonId, string? Person, Guid? GuestId, IReadOnlyList<Choice> Subjects, IReadOnlyList<Guid> Requests, Guid? DealId,
    IReadOnlyList<StaffWord> Said, IReadOnlyList<EnquiryStepView> Steps, int Version);

/// <summary>A template with this enquiry's own words put in, in the asker's language; but for the address of the asker's page, which is put in where it is read.</summary>
public sealed record FilledTemplate(Guid Id, string Name, bool IsInterim, string Text);

/// <summary>The office's side of an enquiry: whose it is, what is said inside and what goes out, and that none ends without an answer.</summary>
public sealed class ReplyDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, LinkKeys keys) : Desk(contexts, clock)
{
    public Task<Outcome> AssignAsync(Actor actor, string fair, Guid id, int version, AssignForm form, CancellationToken cancel) =>
        DoAsync(actor, "enquiry.assigned", fair, id, version, form, (db, enquiry) => AssignAsync(db, actor, enquiry, form, cancel), cancel);

    /// <summary>The rule of one is the rule of many: the list puts somebody in charge of each by this.</summary>
    internal async Task<Outcome> AssignAsync(FairDbContext db, Actor actor, Enquiry enquiry, AssignForm form, CancellationToken cancel)
    {
        var unit = form.UnitId is { } named ? await db.Units.FindAsync([named], cancel) : null;
        var owner = form.OwnerId is { } person ? await db.Hosts.FindAsync([person], cancel) : null;
        return enquiry.Assign(unit, owner, form.Reason is { } reason ? enquiry.WithoutAddress(reason) : null, actor.Name, Now);
    }

    /// <summary>The answer to what was asked when it was opened: whoever added something, or answered, meanwhile is read first.</summary>
    public Task<Outcome> ReplyAsync(Actor actor, string fair, Guid id, int version, AnswerForm form, CancellationToken cancel) =>
        DoAsync(actor, "enquiry.answered", fair, id, version, form, (_, enquiry) => Task.FromResult(enquiry.Reply(enquiry.WithoutAddress(form.Answer), actor.Name, Now)), cancel);

    public Task<Outcome> TellAsync(Actor actor, string fair, Guid id, int version, TellForm form, CancellationToken cancel) =>
        DoAsync(actor, "enquiry.told", fair, id, version, form, (_, enquiry) => Task.FromResult(enquiry.Tell(enquiry.WithoutAddress(form.Words), actor.Name, Now)), cancel);

    public Task<Outcome> CloseAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel) =>
        DoAsync(actor, "enquiry.closed", fair, id, version, null, (_, enquiry) => Task.FromResult(enquiry.Close(Now)), cancel);

    /// <summary>The asker's page has another address from now on; the one of before is answered as if there never had been one.</summary>
    public Task<Outcome> RenewLinkAsync(Actor actor, string fair, Guid id, int version, string reason, CancellationToken cancel) =>
        DoAsync(actor, "enquiry.link-renewed", fair, id, version, null, (_, enquiry) => Task.FromResult(enquiry.RenewLink(reason, keys, Now)), cancel, reason);

    /// <summary>The asker's page has no address until it is given a new one.</summary>
    public Task<Outcome> ShutLinkAsync(Actor actor, string fair, Guid id, int version, string reason, CancellationToken cancel) =>
        DoAsync(actor, "enquiry.link-shut", fair, id, version, null, (_, enquiry) => Task.FromResult(enquiry.ShutLink(reason, Now)), cancel, reason);

    public async Task<EnquiryView?> EnquiryAsync(Actor actor, string fair, Guid id, CancellationToken cancel, string site = "")
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await FindAsync(db, fair, id, cancel) is not { } e) return null;
        var open = actor.May(Permission.ViewContacts);
        // Whoever answers speaks for the asker already; to others the key would be a way to write in the asker's name.
        var key = actor.May(Permission.AnswerEnquiries) ? e.Key(keys) : null;
        var address = key is null ? Language.Say("（查询网址）", "(the address of their page)") : $"{site}/q/{key}";
        return new EnquiryView(e.Id, e.Number, key, e.KeyShutAt is not null ? LinkStanding.Shut : e.Key(keys) is null ? LinkStanding.Hidden : LinkStanding.Known, e.Kind, e.State, e.Channel, e.TakenBy, e.AskerName, open ? e.AskerMobile : Mobiles.Mask(e.AskerMobile)!, open ? e.AskerEmail : null, e.AskerOrganisation, e.AskerTitle,
            e.Words, e.InEnglish, e.AskedAt, e.ReplyBy, e.IsOverdue(Now), (await db.WorkingDaysAsync(cancel)).Left(Now, e.ReplyBy), e.Answer is { } answer ? Enquiry.Addressed(answer, address) : null, e.AnsweredAt,
            new AssignForm { UnitId = e.UnitId, OwnerId = e.OwnerId }, e.Unit?.Name.Text, e.Owner is { } owner ? $"{owner.Person.Name} {owner.Title.Text}" : null,
            e.Investor?.SurvivorId, e.Investor?.Survivor.Name.Text, e.PersonId, e.Person?.Name, e.GuestId,
            [.. e.Subjects.Select(s => s.Project is { } p ? new Choice($"projects/{p.Id}", p.Name.Text) : new Choice($"plants/{s.PlantId}", s.Plant?.Name.Text ?? ""))],
            await db.Requests.Where(r => r.EnquiryId == id).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancel),
            await db.Deals.IgnoreQueryFilters().Where(d => d.OriginEnquiryId == id).Select(d => (Guid?)d.SurvivorId).SingleOrDefaultAsync(cancel),
            [.. e.Said.OrderBy(w => w.At).ThenBy(w => w.Id).Select(w => new StaffWord(w.Kind, w.Shown(address), KeptWords.Say(w.ByName), w.At))],
            [.. e.Steps.OrderBy(s => s.Ordinal).Select(s => new EnquiryStepView(s.Kind, s.At))], e.Version);
    }

    public Task<Outcome<Guid>> SaveTemplateAsync(Actor actor, Guid? id, TemplateForm form, CancellationToken cancel)
    {
        actor.Must(Permission.AnswerEnquiries);
        return EnterAsync(actor, "template", id, form,
            (db, known) => db.ReplyTemplates.SingleOrDefaultAsync(t => t.Id == known, cancel), TemplateForm.Of,
            _ => Task.FromResult<Outcome<ReplyTemplate>>(ReplyTemplate.Write(form)),
            (_, template) => Revised(() => template.Revise(form)), cancel);
    }

    public async Task<TemplateForm?> TemplateAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        return await db.ReplyTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancel) is { } template ? TemplateForm.Of(template) : null;
    }

    /// <summary>The templates in use, filled in for one enquiry. They are read through and changed before they are sent.</summary>
    public async Task<IReadOnlyList<FilledTemplate>> TemplatesForAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.AnswerEnquiries);
        await using var db = Open();
        if (await FindAsync(db, fair, id, cancel) is not { } e) return [];
        var english = e.InEnglish;
        var values = new Dictionary<string, string>
        {
            [ReplyPlaceholders.Name] = e.AskerName,
            [ReplyPlaceholders.Number] = e.Number,
            [ReplyPlaceholders.Subject] = string.Join(english ? ", " : "、", e.Subjects.Select(s => In(s.Project?.Name ?? s.Plant!.Name))),
            [ReplyPlaceholders.ReplyBy] = FairTime.Instant(e.ReplyBy),
            [ReplyPlaceholders.Unit] = e.Unit is { } unit ? In(unit.Name) : english ? "our office" : "我单位",
        };
        var templates = await db.ReplyTemplates.AsNoTracking().Where(t => !t.IsRetired).OrderBy(t => t.Code).ToListAsync(cancel);
        return [.. templates.Select(t => new FilledTemplate(t.Id, t.Name.Text, t.IsInterim, ReplyPlaceholders.Fill(english ? t.BodyEn : t.BodyZh, values)))];

        string In(Bilingual text) => english ? text.En ?? text.Zh : text.Zh;
    }

    private Task<Outcome> DoAsync(Actor actor, string act, string fair, Guid id, int version, Form? form, Func<FairDbContext, Enquiry, Task<Outcome>> verb, CancellationToken cancel, string? reason = null)
    {
        actor.Must(Permission.AnswerEnquiries);
        return form?.Check() is { Count: > 0 } problems
            ? Task.FromResult(Outcome.Wrong(problems))
            : DoAsync(actor, act, id, (db, known) => FindAsync(db, fair, known, cancel), verb, cancel, version, reason);
    }

    private static Task<Enquiry?> FindAsync(FairDbContext db, string fair, Guid id, CancellationToken cancel) =>
        db.Enquiries.Include(e => e.Steps).Include(e => e.Said).Include(e => e.Unit).Include(e => e.Owner!.Person).Include(e => e.Investor!.Survivor).Include(e => e.Person)
            .Include(e => e.Subjects).ThenInclude(s => s.Project).Include(e => e.Subjects).ThenInclude(s => s.Plant)
            .AsSplitQuery().SingleOrDefaultAsync(e => e.Id == id && e.Fair.Code == fair, cancel);
}
