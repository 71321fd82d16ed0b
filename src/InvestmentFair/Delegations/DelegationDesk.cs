using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Delegations;

public sealed record GuestView(Guid Id, int Version, Guid PersonId, string Number, GuestForm Form, Attendance Attendance, DateTime? AnsweredAt, string? AnsweredThrough,
    string? Delegation, Guid? DelegationId, string? Investor, Guid? InvestorId, string? Replaces, bool Leads, IReadOnlyList<Choice> Meetings, bool Wishes);

/// <summary>A guest of the fair who is likely to be the one that is being entered, and why; no reason where the very person was chosen.</summary>
public sealed record ListedGuest(Guid Id, Guid PersonId, string Number, string Name, Likeness? Likeness)
{
    public Bilingual Says => new($"{Name}（{Number}）已在本届名单中{(Likeness is { } why ? $"：{why.Names.Zh}" : "")}", $"{Name} ({Number}) is in the list of this fair already{(Likeness is { } reason ? $": {reason.Names.En}" : "")}");

    public string Said => Says.Text;
}

public sealed record DelegationView(Guid Id, DelegationForm Form, RosterState Roster, int Guests, Guid? HeadGuestId, string? Head, bool HeadDeclined, IReadOnlyList<Choice> Members);

/// <summary>Delegations and guests: entered, answered for by telephone, handed in, checked and locked.</summary>
public sealed class DelegationDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ILogger<DelegationDesk>? log = null) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid? id, DelegationForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDelegations);
        return EnterAsync(actor, "delegation", id, form,
            (db, known) => db.Delegations.SingleOrDefaultAsync(d => d.Id == known && d.Fair.Code == fair, cancel), DelegationForm.Of,
            async db => await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is { } of ? Delegation.Invite(of.Id, form) : Refusal.NotFound,
            (_, delegation) => Revised(() => delegation.Revise(form)), cancel);
    }

    public Task<Outcome> AdvanceAsync(Actor actor, string fair, Guid id, int version, RosterState to, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDelegations);
        return DoAsync(actor, "delegation.roster", id,
            (db, known) => db.Delegations.SingleOrDefaultAsync(d => d.Id == known && d.Fair.Code == fair, cancel),
            (_, delegation) => Task.FromResult(delegation.Advance(to)), cancel, version);
    }

    public Task<Outcome> NameHeadAsync(Actor actor, string fair, Guid id, int version, Guid guestId, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDelegations);
        return DoAsync(actor, "delegation.head", id,
            (db, known) => db.Delegations.SingleOrDefaultAsync(d => d.Id == known && d.Fair.Code == fair, cancel),
            async (db, delegation) => await db.Guests.SingleOrDefaultAsync(g => g.Id == guestId, cancel) is { } guest ? delegation.LedBy(guest) : Refusal.NotFound, cancel, version);
    }

    /// <summary>A new guest who is likely to be one of this fair already is refused, unless whoever enters them says that it is another person.</summary>
    public Task<Outcome<Guid>> SaveGuestAsync(Actor actor, string fair, Guid? id, GuestForm form, CancellationToken cancel, bool another = false)
    {
        actor.Must(Permission.ManageDelegations);
        return EnterAsync(actor, "guest", id, form,
            (db, known) => db.Guests.Include(g => g.Person).Include(g => g.Delegation).SingleOrDefaultAsync(g => g.Id == known && g.Fair.Code == fair, cancel), GuestForm.Of,
            async db =>
            {
                if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
                if (await RefusedAsync(db, of.Id, form, cancel) is { } refusal) return refusal;
                if (!another && await ListedAsync(db, fair, form, cancel) is [var listed, ..] && listed.Likeness is not null) return GuestRefusals.Listed(listed);
                if (await db.NamedAsync(form, cancel) is not { } person) return Refusal.NotFound;
                return Guest.Enter(await NumberAsync(db, fair, cancel), of.Id, person, form);
            },
            (db, guest) => ReviseAsync(db, guest, form, cancel), cancel);
    }

    /// <summary>"Confirmed by telephone": staff answer for the guest, and the record says who took the call.</summary>
    public async Task<Outcome> AnswerAsync(Actor actor, string fair, Guid id, int version, Attendance answer, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDelegations);
        var done = await DoAsync(actor, "guest.answered", id,
            (db, known) => db.Guests.SingleOrDefaultAsync(g => g.Id == known && g.Fair.Code == fair, cancel),
            (_, guest) => Task.FromResult(guest.Answer(answer, actor.Name, Now)), cancel, version);
        return done.Refused || answer is not Attendance.Declined ? done : new Outcome { Notice = await FollowsAsync(log, "guest.answered", () => LeavesAsync(id, cancel)) };
    }

    /// <summary>Whoever declines is missed where they lead and where they are to sit; that is said at once.</summary>
    internal async Task<string?> LeavesAsync(Guid id, CancellationToken cancel)
    {
        await using var db = Open();
        return (await db.LeftByAsync([await db.Guests.AsNoTracking().SingleAsync(g => g.Id == id, cancel)], cancel)).GetValueOrDefault(id);
    }

    /// <summary>Somebody who is a person of the house already becomes a guest: a contact who asked for a meeting.</summary>
    public async Task<Outcome<Guid>> InvitePersonAsync(Actor actor, string fair, Guid personId, Guid investorId, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDelegations);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
        if (await db.Contacts.Include(c => c.Person).Include(c => c.Investor).FirstOrDefaultAsync(c => c.PersonId == personId && c.Investor.SurvivorId == investorId, cancel) is not { } contact) return Refusal.NotFound;
        var form = new GuestForm { Name = contact.Person.Name, InvestorId = investorId, Organisation = contact.Investor.Name.Zh, PersonId = personId, TitleZh = contact.Title.Zh, TitleEn = contact.Title.En, Part = GuestPart.Entrepreneur };
        var guest = Guest.Enter(await NumberAsync(db, fair, cancel), of.Id, contact.Person, form);
        db.Add(guest);
        return await CommitAsync(db, transaction, new Act(actor, "guest.entered", Now), guest.Id, cancel);
    }

    public async Task<GuestView?> GuestAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        var guest = await db.Guests.Include(g => g.Person).Include(g => g.Delegation).Include(g => g.Investor!.Survivor).SingleOrDefaultAsync(g => g.Id == id && g.Fair.Code == fair, cancel);
        if (guest is null) return null;
        var form = GuestForm.Of(guest);
        if (!actor.May(Permission.ViewContacts)) (form.Mobile, form.Email, form.Dietary) = (Mobiles.Mask(form.Mobile), null, null);
        var replaces = guest.ReplacesGuestId is { } other ? await db.Guests.Where(g => g.Id == other).Select(g => g.Person.Name).SingleOrDefaultAsync(cancel) : null;
        return new GuestView(guest.Id, guest.Version, guest.PersonId, guest.Number, form, guest.Attendance, guest.AnsweredAt, guest.AnsweredThrough is { } through ? KeptWords.Say(through) : null,
            guest.Delegation?.Name.Text, guest.DelegationId, guest.Investor?.Survivor.Name.Text, guest.Investor?.SurvivorId, replaces, await db.Heads.AnyAsync(g => g.Id == id, cancel),
            [.. (await db.PlannedWith(guest.FairId, guest.PersonId).Select(m => new { m.Id, m.Number }).ToListAsync(cancel)).Select(m => new Choice(m.Id.ToString(), m.Number))],
            await db.WishesOf(guest.FairId, guest.PersonId).AnyAsync(cancel));
    }

    public async Task<DelegationView?> DelegationAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        var delegation = await db.Delegations.Include(d => d.Guests).ThenInclude(g => g.Person).AsSplitQuery().SingleOrDefaultAsync(d => d.Id == id && d.Fair.Code == fair, cancel);
        if (delegation is null) return null;
        var form = DelegationForm.Of(delegation);
        if (!actor.May(Permission.ViewContacts)) (form.LiaisonMobile, form.LiaisonEmail) = (Mobiles.Mask(form.LiaisonMobile), null);
        var members = delegation.Guests.OrderBy(g => g.ProtocolRank).ThenBy(g => g.Person.PinyinKey).Select(g => new Choice(g.Id.ToString(), g.Person.Name)).ToList();
        return new DelegationView(delegation.Id, form, delegation.Roster, delegation.Guests.Count(g => g.Attendance is not Attendance.Declined), delegation.HeadGuestId,
            members.SingleOrDefault(m => m.Key == delegation.HeadGuestId?.ToString())?.Text,
            delegation.Guests.Any(g => g.Id == delegation.HeadGuestId && g.Attendance is Attendance.Declined), members);
    }

    /// <summary>The guests of this very fair who are likely to be the one that is being entered: of the same mobile, or of the same name and unit, or the person chosen.</summary>
    public async Task<IReadOnlyList<ListedGuest>> ListedAsync(Actor actor, string fair, GuestForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDelegations);
        await using var db = Open();
        return await ListedAsync(db, fair, form, cancel);
    }

    private static async Task<IReadOnlyList<ListedGuest>> ListedAsync(FairDbContext db, string fair, GuestForm form, CancellationToken cancel)
    {
        var alike = form.PersonId is not null ? []
            : await DuplicateQueries.PeopleAsync(db, new PersonProbe(form.Name, form.Mobile, form.Organisation, form.InvestorId, DelegationId: form.DelegationId), cancel);
        var likely = alike.Where(a => a.Likeness is Likeness.NameAndMobile or Likeness.NameAndUnit or Likeness.Mobile).ToDictionary(a => a.Id, a => a.Likeness);
        List<Guid> people = [.. likely.Keys, .. form.PersonId is { } known ? [known] : Array.Empty<Guid>()];
        if (people.Count == 0) return [];
        var guests = await db.Guests.AsNoTracking().Where(g => g.Fair.Code == fair && g.FoldedIntoId == null && people.Contains(g.PersonId)).OrderBy(g => g.Number)
            .Select(g => new { g.Id, g.PersonId, g.Number, g.Person.Name }).ToListAsync(cancel);
        return [.. guests.Select(g => new ListedGuest(g.Id, g.PersonId, g.Number, g.Name, likely.TryGetValue(g.PersonId, out var why) ? why : null))];
    }

    /// <summary>Who of the same delegation has the rank that is being typed; equal ranks are allowed, and go by name.</summary>
    public async Task<IReadOnlyList<string>> SameRankAsync(Actor actor, string fair, Guid? id, GuestForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDelegations);
        if (form is not { DelegationId: { } delegation, ProtocolRank: { } rank }) return [];
        await using var db = Open();
        return await db.Guests.Where(g => g.Fair.Code == fair && g.DelegationId == delegation && g.ProtocolRank == rank && g.Id != id && g.Attendance != Attendance.Declined).OrderBy(g => g.PinyinKey).ThenBy(g => g.Id).Select(g => g.Person.Name).ToListAsync(cancel);
    }

    /// <summary>Which delegations of the fair have the rank that is being typed.</summary>
    public async Task<IReadOnlyList<string>> SameRankOfDelegationAsync(Actor actor, string fair, Guid? id, DelegationForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageDelegations);
        if (form.ProtocolRank is not { } rank) return [];
        await using var db = Open();
        return [.. (await db.Delegations.Where(d => d.Fair.Code == fair && d.ProtocolRank == rank && d.Id != id).OrderBy(d => d.PinyinKey).ThenBy(d => d.Id).Select(d => d.Name).ToListAsync(cancel)).Select(n => n.Text)];
    }

    internal static async Task<Outcome> ReviseAsync(FairDbContext db, Guest guest, GuestForm form, CancellationToken cancel)
    {
        if (guest.Delegation is { Roster: RosterState.Locked }) return DelegationRefusals.RosterLocked;
        if (await RefusedAsync(db, guest.FairId, form, cancel) is { } refusal) return refusal;
        guest.Person.Revise(form.PersonForm(guest.Person));
        guest.Revise(form);
        return Outcome.Done;
    }

    internal static async Task<string> NumberAsync(FairDbContext db, string fair, CancellationToken cancel) => $"{fair}-{await db.NextNumberAsync($"guest/{fair}", cancel):0000}";

    internal static async Task<Refusal?> RefusedAsync(FairDbContext db, Guid fairId, GuestForm form, CancellationToken cancel)
    {
        if (form.DelegationId is not { } of) return null;
        var delegation = await db.Delegations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == of && d.FairId == fairId, cancel);
        return delegation is null ? Refusal.NotFound : delegation.Roster is RosterState.Locked ? DelegationRefusals.RosterLocked : null;
    }
}
