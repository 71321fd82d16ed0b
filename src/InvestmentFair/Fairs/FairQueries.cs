using InvestmentFair.Access;
using InvestmentFair.Data;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Fairs;

public sealed record FairChoice(Guid Id, string Code, string Name, bool IsCurrent, DateOnly FirstDay, bool IsArchived);

/// <summary>Forms of the fair's own records for editing, and the list of fairs for the app bar.</summary>
public sealed class FairQueries(IDbContextFactory<FairDbContext> contexts)
{
    /// <summary>Latest first, the archived after the others. Every staff member may know which fairs there are; a department reporter too.</summary>
    public async Task<IReadOnlyList<FairChoice>> FairsAsync(Actor actor, CancellationToken cancel)
    {
        actor.Must(actor.IsScopedToUnit ? Permission.ViewDeals : Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var fairs = await db.Fairs.AsNoTracking().OrderBy(f => f.IsArchived).ThenByDescending(f => f.FirstDay).ThenBy(f => f.Code).ToListAsync(cancel);
        return [.. fairs.Select(f => new FairChoice(f.Id, f.Code, f.Name.Text, f.IsCurrent, f.FirstDay, f.IsArchived))];
    }

    /// <summary>The fair with whether it is archived or current, for its own page.</summary>
    public async Task<FairChoice?> StateAsync(Actor actor, Guid id, CancellationToken cancel) =>
        (await FairsAsync(actor, cancel)).SingleOrDefault(f => f.Id == id);

    public async Task<FairForm?> FairAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await db.Fairs.SingleOrDefaultAsync(f => f.Id == id, cancel) is { } fair ? FairForm.Of(fair) : null;
    }

    public async Task<VenueForm?> VenueAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await db.Venues.SingleOrDefaultAsync(v => v.Id == id, cancel) is { } venue ? VenueForm.Of(venue) : null;
    }

    public async Task<HallForm?> HallAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await db.Halls.SingleOrDefaultAsync(h => h.Id == id && h.Fair.Code == fair, cancel) is { } hall ? HallForm.Of(hall) : null;
    }

    public async Task<TableForm?> TableAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await db.Tables.SingleOrDefaultAsync(t => t.Id == id && t.Hall.Fair.Code == fair, cancel) is { } table ? TableForm.Of(table) : null;
    }

    public async Task<SlotForm?> SlotAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await db.Slots.Include(s => s.Fair).SingleOrDefaultAsync(s => s.Id == id && s.Fair.Code == fair, cancel) is { } slot ? SlotForm.Of(slot, slot.Fair.TimeZone) : null;
    }

    /// <summary>A new slot behind that one, as long as it is and after the same pause as between the two before; an empty one where that one is gone.</summary>
    public async Task<SlotForm> SlotAfterAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var slots = await db.Slots.AsNoTracking().Include(s => s.Fair).Where(s => s.Fair.Code == fair).OrderBy(s => s.StartsAt).ToListAsync(cancel);
        if (slots.Find(s => s.Id == id) is not { } last) return new SlotForm();
        var length = last.EndsAt - last.StartsAt;
        var pause = slots.TakeWhile(s => s != last).LastOrDefault() is { } before && last.StartsAt - before.EndsAt < length ? last.StartsAt - before.EndsAt : TimeSpan.Zero;
        var form = SlotForm.Of(last, last.Fair.TimeZone);
        return new SlotForm { Day = form.Day, Starts = form.Ends!.Value.Add(pause), Ends = form.Ends.Value.Add(pause + length) };
    }

    public async Task<AgendaForm?> AgendaAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await db.Agenda.Include(a => a.Fair).SingleOrDefaultAsync(a => a.Id == id && a.Fair.Code == fair, cancel) is { } item ? AgendaForm.Of(item, item.Fair.TimeZone) : null;
    }
}
