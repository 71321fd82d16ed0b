using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Fairs;

public sealed record ChecklistView(Guid Id, ChecklistForm Form, DateOnly DueOn, bool IsOverdue, bool IsDayOff, DateOnly? DoneOn, string? DoneBy, string? DoneNote);

/// <summary>The plan of preparations counted back from the opening day.</summary>
public sealed class ChecklistDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid? id, ChecklistForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        return EnterAsync(actor, "checklist", id, form,
            (db, known) => FindAsync(db, fair, known, cancel), ChecklistForm.Of,
            async db => await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is { } of ? ChecklistItem.Plan(of, form) : Refusal.NotFound,
            (_, item) => Revised(() => item.Revise(item.Fair, form)), cancel);
    }

    public Task<Outcome> FinishAsync(Actor actor, string fair, Guid id, int version, FinishForm form, CancellationToken cancel)
    {
        actor.Must(Permission.TickChecklist);
        return form.Check() is { Count: > 0 } problems
            ? Task.FromResult(Outcome.Wrong(problems))
            : DoAsync(actor, "checklist.done", id, (db, known) => FindAsync(db, fair, known, cancel),
                (_, item) => Task.FromResult(item.Finish(actor.Name, form.On!.Value, form.Note, Today)), cancel, version);
    }

    public Task<Outcome> ReopenAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.TickChecklist);
        return DoAsync(actor, "checklist.reopened", id, (db, known) => FindAsync(db, fair, known, cancel), (_, item) => Task.FromResult(item.Reopen()), cancel, version);
    }

    public async Task<ChecklistView?> ItemAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await FindAsync(db, fair, id, cancel) is not { } item) return null;
        var working = await db.WorkingDaysAsync(cancel);
        return new ChecklistView(item.Id, ChecklistForm.Of(item), item.DueOn, item.IsOverdue(Today), !working.IsWorking(item.DueOn), item.DoneOn, item.DoneBy, item.DoneNote);
    }

    private static Task<ChecklistItem?> FindAsync(FairDbContext db, string fair, Guid id, CancellationToken cancel) =>
        db.Checklist.Include(i => i.Fair).SingleOrDefaultAsync(i => i.Id == id && i.Fair.Code == fair, cancel);
}
