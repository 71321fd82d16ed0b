using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Organisations;

public sealed record ContactView(Guid Id, Guid PersonId, string Name, string Title, string? Mobile, string? Email, bool IsMain, DateOnly From, DateOnly? To);

public sealed record InvestorView(Guid Id, string Number, InvestorForm Form, IReadOnlyList<ContactView> Contacts);

/// <summary>Investors and their contacts.</summary>
public sealed class InvestorDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveAsync(Actor actor, Guid? id, InvestorForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvestors);
        return EnterAsync(actor, "investor", id, form,
            (db, known) => db.Investors.SingleOrDefaultAsync(i => i.Id == known && i.SurvivorId == known, cancel), InvestorForm.Of,
            async db => await CodeTakenAsync(db, null, form, cancel) is { } taken ? taken.As<Investor>() : Investor.Enter(await NumberAsync(db, cancel), form),
            async (db, investor) => await CodeTakenAsync(db, investor.Id, form, cancel) ?? await Revised(() => investor.Revise(form)), cancel);
    }

    // A code belongs to one firm, which the database sees to; whoever types it is told which.
    private static async Task<Outcome?> CodeTakenAsync(FairDbContext db, Guid? own, InvestorForm form, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(form.CreditCode)) return null;
        var code = form.CreditCode.Trim().ToUpperInvariant();
        var other = await db.Investors.AsNoTracking().FirstOrDefaultAsync(i => i.SurvivorId == i.Id && i.Id != own && i.CreditCode == code, cancel);
        return other is null ? null : Outcome.Wrong([new(nameof(InvestorForm.CreditCode), $"已登记在 {other.Number} {other.Name.Zh} 名下", $"It is the code of {other.Number} {other.Name.En ?? other.Name.Zh}")]);
    }

    public Task<Outcome<Guid>> SaveContactAsync(Actor actor, Guid investorId, Guid? id, ContactForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvestors);
        return EnterAsync(actor, "contact", id, form,
            (db, known) => db.Contacts.Include(c => c.Person).SingleOrDefaultAsync(c => c.Id == known && c.Investor.SurvivorId == investorId, cancel), ContactForm.Of,
            async db => await db.Investors.SingleOrDefaultAsync(i => i.Id == investorId, cancel) is { } investor
                && await db.NamedAsync(form, cancel) is { } person
                ? Contact.Of(investor, person, form)
                : Refusal.NotFound,
            (_, contact) => Revised(() =>
            {
                contact.Person.Revise(form.PersonForm(contact.Person));
                contact.Revise(form);
            }), cancel);
    }

    public async Task<InvestorView?> InvestorAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        // The address of one that was merged opens the survivor, whose page says so.
        var investor = await db.Investors.Where(i => i.Id == id).Select(i => i.Survivor).SingleOrDefaultAsync(cancel);
        if (investor is null) return null;
        var contacts = await db.Contacts.Include(c => c.Person).Where(c => c.Investor.SurvivorId == investor.Id).ToListAsync(cancel);
        return new InvestorView(investor.Id, investor.Number, InvestorForm.Of(investor),
            [
                .. contacts.OrderByDescending(c => c.IsMain).ThenBy(c => c.Person.PinyinKey).Select(c => new ContactView(
                    c.Id, c.PersonId, c.Person.Name, c.Title.Text,
                    actor.May(Permission.ViewContacts) ? c.Person.Mobile : Mobiles.Mask(c.Person.Mobile),
                    actor.May(Permission.ViewContacts) ? c.Person.Email : null, c.IsMain, c.From, c.To)),
            ]);
    }

    public async Task<ContactForm?> ContactAsync(Actor actor, Guid investorId, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvestors);
        await using var db = Open();
        return await db.Contacts.Include(c => c.Person).SingleOrDefaultAsync(c => c.Id == id && c.Investor.SurvivorId == investorId, cancel) is { } contact ? ContactForm.Of(contact) : null;
    }

    internal static async Task<string> NumberAsync(FairDbContext db, CancellationToken cancel) => $"KS-{await db.NextNumberAsync("investor", cancel):0000}";
}
