using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Drafts;

/// <summary>A draft as it is offered again.</summary>
public sealed record DraftView(int BaseVersion, Guid PressKey, IReadOnlyDictionary<string, DraftField> Fields, DateTime SavedAt);

/// <summary>What people type and have not saved yet, and presses that count once. Everybody reaches their own and nobody else's.</summary>
public sealed class DraftDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>
    /// Written over what the same form kept before, never over what another tab types into its own. One statement, so that nothing typed waits for a transaction; and not at all once the form's
    /// press has been answered, so that a late key does not bring back what was saved.
    /// </summary>
    public async Task<Outcome> KeepAsync(Actor actor, DraftPlace place, int baseVersion, Guid press, IReadOnlyDictionary<string, DraftField> fields, CancellationToken cancel)
    {
        MustBeStaff(actor);
        if (!place.CanBeKept || fields.Values.Any(f => f.Typed.Length > FieldText.Longest)) return DraftRefusals.TooLong;
        await using var db = Open();
        var kept = new Dictionary<string, DraftField>();
        foreach (var (name, field) in fields) kept[name] = new DraftField(await db.WithoutAddressesAsync(field.Was, cancel), await db.WithoutAddressesAsync(field.Typed, cancel));
        var (written, now) = (Draft.Write(kept), Now);
        try
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO "Drafts" ("OwnerId", "Form", "Address", "BaseVersion", "PressKey", "Fields", "SavedAt")
                SELECT {actor.Id}, {place.Form}, {place.Address}, {baseVersion}, {press}, {written}, {now}
                WHERE NOT EXISTS (SELECT 1 FROM "Presses" WHERE "ActorId" = {actor.Id} AND "Key" = {press})
                ON CONFLICT ("OwnerId", "Form", "Address", "PressKey") DO UPDATE SET
                  "BaseVersion" = excluded."BaseVersion", "Fields" = excluded."Fields", "SavedAt" = excluded."SavedAt"
                """, cancel);
            return Outcome.Done;
        }
        catch (Exception fault) when (Violations.Explain(fault) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>The newest draft of this form at this address that is the actor's own and was not saved meanwhile; the asking form's own press is left out.</summary>
    public Task<DraftView?> FindAsync(Actor actor, DraftPlace place, CancellationToken cancel, Guid own = default) =>
        FirstAsync(actor, place, drafts => drafts.Where(d => d.PressKey != own), cancel);

    /// <summary>The draft of one press, as it stands now.</summary>
    public Task<DraftView?> OfPressAsync(Actor actor, DraftPlace place, Guid press, CancellationToken cancel) =>
        FirstAsync(actor, place, drafts => drafts.Where(d => d.PressKey == press), cancel);

    /// <summary>Drops what was typed by one press; what another tab typed into the same form stays.</summary>
    public async Task DropAsync(Actor actor, DraftPlace place, Guid press, CancellationToken cancel)
    {
        MustBeStaff(actor);
        await using var db = Open();
        await At(db, actor, place).Where(d => d.PressKey == press).ExecuteDeleteAsync(cancel);
    }

    /// <summary>
    /// Does what a press asks for, once: pressed again it gives the first result back. <paramref name="act"/> is given the actor
    /// with the press, which <see cref="FairDbContext.SaveAsync"/> writes in the same transaction as the change itself.
    /// </summary>
    public async Task<Outcome<Guid>> OnceAsync(Actor actor, Guid press, Func<Actor, Task<Outcome<Guid>>> act, CancellationToken cancel)
    {
        MustBeStaff(actor);
        if (await AnswerAsync(actor, press, cancel) is { } answered) return answered;
        var outcome = await act(actor with { Press = press });
        // Of two at the same time one was refused, by the press or by whatever the first had already changed.
        return outcome.Refused && await AnswerAsync(actor, press, cancel) is { } won ? won : outcome;
    }

    /// <summary>What was asked for by this press has been done.</summary>
    public async Task<bool> WasPressedAsync(Actor actor, Guid press, CancellationToken cancel)
    {
        MustBeStaff(actor);
        return await AnswerAsync(actor, press, cancel) is not null;
    }

    /// <returns>How many drafts were thrown away.</returns>
    public async Task<int> SweepAsync(Actor actor, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        var before = Now.AddDays(-Draft.KeptDays);
        await using var db = Open();
        await db.Presses.Where(p => p.At < before).ExecuteDeleteAsync(cancel);
        return await db.Drafts.Where(d => d.SavedAt < before).ExecuteDeleteAsync(cancel);
    }

    private async Task<DraftView?> FirstAsync(Actor actor, DraftPlace place, Func<IQueryable<Draft>, IQueryable<Draft>> of, CancellationToken cancel)
    {
        MustBeStaff(actor);
        await using var db = Open();
        var draft = await of(At(db, actor, place).AsNoTracking()).Where(d => !db.Presses.Any(p => p.ActorId == d.OwnerId && p.Key == d.PressKey))
            .OrderByDescending(d => d.SavedAt).ThenByDescending(d => d.PressKey).FirstOrDefaultAsync(cancel);
        return draft is null ? null : new DraftView(draft.BaseVersion, draft.PressKey, draft.Read(), draft.SavedAt);
    }

    private static IQueryable<Draft> At(FairDbContext db, Actor actor, DraftPlace place) =>
        db.Drafts.Where(d => d.OwnerId == actor.Id && d.Form == place.Form && d.Address == place.Address);

    private async Task<Guid?> AnswerAsync(Actor actor, Guid press, CancellationToken cancel)
    {
        await using var db = Open();
        var answered = await db.Presses.AsNoTracking().SingleOrDefaultAsync(p => p.ActorId == actor.Id && p.Key == press, cancel);
        return answered is null ? null : answered.ResultId ?? Guid.Empty;
    }

    // Every role fills in forms of its own.
    private static void MustBeStaff(Actor actor) => actor.Must(actor.IsScopedToUnit ? Permission.ViewDeals : Permission.ViewFair);
}

public static class DraftRefusals
{
    public static Refusal TooLong => new("draft.too-long", "内容太长，草稿没有存上，请直接保存", "This is too long to be kept as a draft; please save it");
}
