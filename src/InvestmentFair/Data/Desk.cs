using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Data;

/// <summary>
/// What desks share: opening a context, and the way a form becomes a record. May they? load; has somebody else saved
/// meanwhile? ask the noun; save.
/// </summary>
public abstract class Desk(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    protected DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>For what runs on the system's clock, whatever day the product's is set to: logins and their sessions.</summary>
    protected static DateTime SystemNow => TimeProvider.System.GetUtcNow().UtcDateTime;

    protected DateOnly Today => FairTime.DayOf(Now);

    protected FairDbContext Open() => contexts.CreateDbContext();

    /// <summary>Enters a new record (<paramref name="id"/> null) or revises one, whole or not at all.</summary>
    protected async Task<Outcome<Guid>> EnterAsync<TRecord, TForm>(
        Actor actor, string noun, Guid? id, TForm form,
        Func<FairDbContext, Guid, Task<TRecord?>> find, Func<TRecord, TForm> shown,
        Func<FairDbContext, Task<Outcome<TRecord>>> enter, Func<FairDbContext, TRecord, Task<Outcome>> revise,
        CancellationToken cancel)
        where TRecord : Record where TForm : Form
    {
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);

        TRecord? record;
        if (id is { } known)
        {
            record = await find(db, known);
            if (record is null) return Refusal.NotFound;
            var stands = shown(record);
            if (stands.Version != form.Version) return new Outcome<Guid> { Clash = new Clash(known, form, stands) };
            if (Mobiles.Wrong(form, stands) is { Count: > 0 } numbers) return Outcome.Wrong(numbers).As<Guid>();
            var revised = await revise(db, record);
            if (revised.Refused) return revised.As<Guid>();
            // Its team or its person is part of what was on the screen: the next editor must be told as well.
            if (db.ChangeTracker.HasChanges() && db.Entry(record).State is EntityState.Unchanged)
                db.Entry(record).Property(r => r.Version).IsModified = true;
        }
        else
        {
            var entered = await enter(db);
            if (entered.Refused) return entered.As<Guid>();
            record = entered.Value!;
            db.Add(record);
        }

        return await CommitAsync(db, transaction, new Act(actor, $"{noun}.{(id is null ? "entered" : "revised")}", Now), record.Id, cancel);
    }

    /// <summary>One verb on one record that is already there, of which the reader saw a version; none where nothing of it can be overwritten.</summary>
    protected async Task<Outcome> DoAsync<TRecord>(Actor actor, string act, Guid id,
        Func<FairDbContext, Guid, Task<TRecord?>> find, Func<FairDbContext, TRecord, Task<Outcome>> verb, CancellationToken cancel, int? version = null, string? reason = null)
        where TRecord : Record
    {
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        var record = await find(db, id);
        if (record is null) return Refusal.NotFound;
        if (version is { } seen && seen != record.Version) return Overtaken(record, seen);
        var outcome = await verb(db, record);
        if (outcome.Refused) return outcome;
        // A second press finds it done already: what was not done again is not written down again.
        if (version is null && !db.ChangeTracker.HasChanges()) return Outcome.Done;
        var done = await CommitAsync(db, transaction, new Act(actor, act, Now) { Why = reason is null ? null : new Why(id, reason.Trim()) }, id, cancel);
        // Both had looked before either had written.
        return done.Refusal == Violations.Overtaken && version is { } was ? Overtaken(record, was) : done;
    }

    /// <summary>
    /// What follows from something that is saved already. Where it cannot be looked up, nothing is taken back and nobody is
    /// told that it was not saved: the notice is left out.
    /// </summary>
    protected static async Task<string?> FollowsAsync(ILogger? log, string act, Func<Task<string?>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception fault)
        {
            if (fault is not OperationCanceledException) log?.LogError(fault, "What follows from {Act} could not be looked up after it was saved", act);
            return null;
        }
    }

    /// <summary>Somebody else saved first; nothing was done, and both versions can be shown.</summary>
    protected static Outcome Overtaken(Record record, int seen) => new() { Refusal = Violations.Overtaken, Moved = new MovedOn(record.Id, seen) };

    protected static async Task<Outcome<T>> CommitAsync<T>(FairDbContext db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, Act act, T value, CancellationToken cancel, ClaimChange? claims = null)
    {
        try
        {
            var saved = await db.SaveAsync(value is Guid id ? act with { Result = id } : act, cancel, claims);
            if (saved.Refused) return saved.As<T>();
            await transaction.CommitAsync(cancel);
            return new Outcome<T> { Value = value };
        }
        catch (Exception fault) when (Violations.Explain(fault) is { } refusal)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return claims is not null && refusal == Violations.ClaimTaken ? await db.NameBothAsync(claims, cancel) : refusal;
        }
    }

    /// <summary>For a verb that cannot refuse.</summary>
    protected static Task<Outcome> Revised(Action revise)
    {
        revise();
        return Task.FromResult(Outcome.Done);
    }
}
