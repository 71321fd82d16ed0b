using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.People;

/// <summary>Persons, units and host representatives.</summary>
public sealed class PeopleDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SavePersonAsync(Actor actor, Guid? id, PersonForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvestors);
        return EnterAsync(actor, "person", id, form,
            (db, known) => db.People.SingleOrDefaultAsync(p => p.Id == known && p.SurvivorId == known, cancel), PersonForm.Of,
            _ => Task.FromResult<Outcome<Person>>(Person.Enter(form)),
            (_, person) => Revised(() => person.Revise(form)), cancel);
    }

    public Task<Outcome<Guid>> SaveUnitAsync(Actor actor, Guid? id, UnitForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        return EnterAsync(actor, "unit", id, form,
            (db, known) => db.Units.SingleOrDefaultAsync(u => u.Id == known, cancel), UnitForm.Of,
            _ => Task.FromResult<Outcome<Unit>>(Unit.Enter(form)),
            (_, unit) => Revised(() => unit.Revise(form)), cancel);
    }

    public Task<Outcome<Guid>> SaveHostAsync(Actor actor, Guid? id, HostForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        return EnterAsync(actor, "host", id, form,
            (db, known) => db.Hosts.Include(h => h.Person).SingleOrDefaultAsync(h => h.Id == known, cancel), HostForm.Of,
            async db => await db.NamedAsync(form, cancel) is { } person ? HostRepresentative.Appoint(person, form) : Refusal.NotFound,
            (_, host) => Revised(() => Revise(host, form)), cancel);
    }

    internal static void Revise(HostRepresentative host, HostForm form)
    {
        host.Person.Revise(form.PersonForm(host.Person));
        host.Revise(form);
    }

    public Task<Outcome<Guid>> SaveInterpreterAsync(Actor actor, Guid? id, InterpreterForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        return EnterAsync(actor, "interpreter", id, form,
            (db, known) => db.Interpreters.Include(i => i.Person).SingleOrDefaultAsync(i => i.Id == known, cancel), InterpreterForm.Of,
            async db => await UnknownLanguageAsync(db, form, [], cancel) is { } refusal ? refusal
                : await db.NamedAsync(form, cancel) is { } person ? Interpreter.Engage(person, form) : Refusal.NotFound,
            (db, interpreter) => ReviseAsync(db, interpreter, form, cancel), cancel);
    }

    internal async Task<Outcome> ReviseAsync(FairDbContext db, Interpreter interpreter, InterpreterForm form, CancellationToken cancel)
    {
        if (await UnknownLanguageAsync(db, form, interpreter.Languages, cancel) is { } refusal) return refusal;
        interpreter.Person.Revise(form.PersonForm(interpreter.Person));
        interpreter.Revise(form);
        return Outcome.Done;
    }

    private async Task<Refusal?> UnknownLanguageAsync(FairDbContext db, InterpreterForm form, IReadOnlyList<string> present, CancellationToken cancel) =>
        (await db.WordsAsync(DictionaryKind.Language, cancel)).Refuses(form.Languages, present, Today);

    public async Task<PersonForm?> PersonAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvestors);
        await using var db = Open();
        return await db.People.SingleOrDefaultAsync(p => p.Id == id, cancel) is { } person ? PersonForm.Of(person) : null;
    }

    public async Task<UnitForm?> UnitAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        await using var db = Open();
        return await db.Units.SingleOrDefaultAsync(u => u.Id == id, cancel) is { } unit ? UnitForm.Of(unit) : null;
    }

    public async Task<InterpreterForm?> InterpreterAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await db.Interpreters.Include(i => i.Person).SingleOrDefaultAsync(i => i.Id == id, cancel) is not { } interpreter) return null;
        var form = InterpreterForm.Of(interpreter);
        if (!actor.May(Permission.ViewContacts)) (form.Mobile, form.Email, form.Note) = (Mobiles.Mask(form.Mobile), null, null);
        return form;
    }

    public async Task<HostForm?> HostAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await db.Hosts.Include(h => h.Person).SingleOrDefaultAsync(h => h.Id == id, cancel) is not { } host) return null;
        var form = HostForm.Of(host);
        if (!actor.May(Permission.ViewContacts)) (form.Mobile, form.Email) = (Mobiles.Mask(form.Mobile), null);
        return form;
    }
}
