using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Dictionaries;

/// <summary>The county's own words, and its calendar of working days.</summary>
public sealed class DictionaryDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveAsync(Actor actor, Guid? id, DictionaryForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        return EnterAsync(actor, "dictionary", id, form,
            (db, known) => db.Dictionary.SingleOrDefaultAsync(e => e.Id == known, cancel), DictionaryForm.Of,
            async db => await db.Dictionary.AnyAsync(e => e.Kind == form.Kind && e.Code == form.Code.Trim(), cancel) ? DictionaryRefusals.CodeTaken : DictionaryEntry.Enter(form),
            (_, entry) => Revised(() => entry.Revise(form)), cancel);
    }

    public async Task<DictionaryForm?> EntryAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        await using var db = Open();
        return await db.Dictionary.SingleOrDefaultAsync(e => e.Id == id, cancel) is { } entry ? DictionaryForm.Of(entry) : null;
    }

    /// <summary>Which words of the same dictionary have the place that is being typed.</summary>
    public async Task<IReadOnlyList<string>> SameOrderAsync(Actor actor, Guid? id, DictionaryForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        if (form is not { Kind: { } kind, Ordinal: { } place }) return [];
        await using var db = Open();
        return [.. (await db.Dictionary.Where(e => e.Kind == kind && e.Ordinal == place && e.Id != id).OrderBy(e => e.PinyinKey).ThenBy(e => e.Id).Select(e => e.Name).ToListAsync(cancel)).Select(n => n.Text)];
    }

    public Task<Outcome<Guid>> SaveHolidayAsync(Actor actor, Guid? id, HolidayForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        return EnterAsync(actor, "holiday", id, form,
            (db, known) => db.Holidays.SingleOrDefaultAsync(h => h.Id == known, cancel), HolidayForm.Of,
            _ => Task.FromResult<Outcome<Holiday>>(Holiday.Set(form)),
            (_, holiday) => Revised(() => holiday.Revise(form)), cancel);
    }

    public async Task<HolidayForm?> HolidayAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        await using var db = Open();
        return await db.Holidays.SingleOrDefaultAsync(h => h.Id == id, cancel) is { } holiday ? HolidayForm.Of(holiday) : null;
    }
}
