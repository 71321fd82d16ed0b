using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.People;

/// <summary>Something a person is, with the address of its page under the fair that is shown.</summary>
public sealed record PersonRole(string Kind, string Words, string? Address, bool HasPassed);

/// <summary>A person with every role; the survivor is the person itself where it was not merged into another.</summary>
public sealed record PersonView(Guid Id, Guid SurvivorId, PersonForm Form, IReadOnlyList<PersonRole> Roles);

/// <summary>One human being with every role: guest of fairs, contact, host representative, account, and where they sit when.</summary>
public sealed class PersonQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    public async Task<PersonView?> PersonAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } person) return null;
        var form = PersonForm.Of(person);
        if (!actor.May(Permission.ViewContacts)) (form.Mobile, form.Email, form.Note) = (Mobiles.Mask(form.Mobile), null, null);

        var today = FairTime.DayOf(clock.GetUtcNow().UtcDateTime);
        var shown = await db.Fairs.OrderByDescending(f => f.IsCurrent).ThenByDescending(f => f.FirstDay).Select(f => f.Code).FirstOrDefaultAsync(cancel);
        var guests = await db.Guests.AsNoTracking().Where(g => g.PersonId == id).OrderByDescending(g => g.Fair.FirstDay).Select(g => new { g.Id, g.Number, g.Fair.Code, Fair = g.Fair.Name, g.Fair.LastDay, g.Organisation, g.Title }).ToListAsync(cancel);
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.PersonId == id).OrderBy(c => c.From).Select(c => new { c.Investor.SurvivorId, c.Investor.Survivor.Name, c.Title, c.To }).ToListAsync(cancel);
        var hosts = await db.Hosts.AsNoTracking().Where(h => h.PersonId == id).OrderBy(h => h.From).Select(h => new { h.Id, h.Unit.Name, h.Title, h.To }).ToListAsync(cancel);
        var interpreters = await db.Interpreters.AsNoTracking().Where(i => i.PersonId == id).OrderBy(i => i.From).Select(i => new { i.Id, i.Languages, i.To }).ToListAsync(cancel);
        var languages = interpreters.Count == 0 ? null : await db.WordsAsync(DictionaryKind.Language, cancel);
        var accounts = await db.Users.AsNoTracking().Where(u => u.PersonId == id).OrderBy(u => u.UserName).Select(u => new { u.DisplayName, u.Role }).ToListAsync(cancel);
        var availability = await db.Availability.AsNoTracking().Where(a => a.PersonId == id && !a.IsVoid).OrderByDescending(a => a.Fair.FirstDay).ThenBy(a => a.From ?? a.Until).ThenBy(a => a.Id)
            .Select(a => new { a.Id, a.Fair.Code, Fair = a.Fair.Name, a.Fair.LastDay, a.Fair.TimeZone, a.Kind, a.From, a.Until }).ToListAsync(cancel);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.FirstSlotId != null && m.Attendees.Any(a => a.PersonId == id)).OrderBy(m => m.FirstSlot!.StartsAt)
            .Select(m => new { m.Id, m.Number, m.Fair.Code, m.FirstSlot!.StartsAt, m.FirstSlot.EndsAt, m.Fair.TimeZone, Table = m.Table!.Code }).ToListAsync(cancel);
        return new PersonView(id, person.SurvivorId, form,
        [
            .. guests.Select(g => new PersonRole(PeopleTexts.Guests, Said(g.Fair.Text, g.Number, g.Organisation, g.Title.Text), $"/console/{g.Code}/guests/{g.Id}", g.LastDay < today)),
            .. contacts.Select(c => new PersonRole(PeopleTexts.Contacts, Said(c.Name.Text, c.Title.Text), shown is null ? null : $"/console/{shown}/investors/{c.SurvivorId}", c.To < today)),
            .. hosts.Select(h => new PersonRole(PeopleTexts.Hosts, Said(h.Name.Text, h.Title.Text), $"/console/hosts/{h.Id}", h.To < today)),
            .. interpreters.Select(i => new PersonRole(PeopleTexts.Interpreters, Said([.. languages!.Of(i.Languages).Select(l => l.Text)]), $"/console/interpreters/{i.Id}", i.To < today)),
            .. accounts.Select(a => new PersonRole(PeopleTexts.Accounts, Said(a.DisplayName, a.Role.Text), null, false)),
            .. availability.Select(a => new PersonRole(PeopleTexts.Availability, Said(a.Fair.Text, a.Kind.Text, string.Join('–', new[] { a.From, a.Until }.OfType<DateTime>().Select(at => FairTime.Instant(at, a.TimeZone)))), $"/console/{a.Code}/availability/{a.Id}", a.LastDay < today)),
            .. meetings.Select(m => new PersonRole(PeopleTexts.Meetings, Said(m.Number, $"{FairTime.Instant(m.StartsAt, m.TimeZone)}–{FairTime.Clock(m.EndsAt, m.TimeZone)}", m.Table), $"/console/{m.Code}/meetings/{m.Id}", FairTime.DayOf(m.EndsAt, m.TimeZone) < today)),
        ]);
    }

    private static string Said(params string[] parts) => string.Join(" · ", parts.Where(p => p.Length > 0));
}
