using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Views;

public sealed record ViewRow(Guid Id, int Version, string Name, string Query, bool IsShared, bool IsMine, string OwnerName);

/// <summary>The saved views of a list: one's own, and those shared with everybody.</summary>
public sealed class ViewDesk(IDbContextFactory<FairDbContext> contexts, IEnumerable<IListOf> lists, FairClock clock) : Desk(contexts, clock)
{
    public const int LongestQuery = 2000;

    public async Task<IReadOnlyList<ViewRow>> ViewsAsync(Actor actor, string list, CancellationToken cancel)
    {
        MayList(actor);
        if (lists.SingleOrDefault(l => l.Key == list) is not { } source) return [];
        actor.Must(source.Permission);
        await using var db = Open();
        return await db.SavedViews.AsNoTracking().Where(v => v.List == list && v.RemovedAt == null && (v.IsShared || v.OwnerId == actor.Id))
            .OrderBy(v => v.IsShared).ThenBy(v => v.Name).ThenBy(v => v.Id)
            .Select(v => new ViewRow(v.Id, v.Version, v.Name, v.Query, v.IsShared, v.OwnerId == actor.Id, v.OwnerName)).ToListAsync(cancel);
    }

    public async Task<Outcome<Guid>> KeepAsync(Actor actor, string list, string query, ViewForm form, CancellationToken cancel)
    {
        MayList(actor);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        if (query.Length > LongestQuery) return ViewRefusals.TooLong;
        if (lists.SingleOrDefault(l => l.Key == list) is not { } source) return Refusal.NotFound;
        actor.Must(source.Permission);
        var kept = SavedView.Keep(actor, list, query, form);
        if (kept.Refused) return kept.As<Guid>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        db.Add(kept.Value!);
        return await CommitAsync(db, transaction, new Act(actor, "view.kept", Now), kept.Value!.Id, cancel);
    }

    /// <summary>Another name, another audience, or other conditions under the old name.</summary>
    public Task<Outcome> ReviseAsync(Actor actor, Guid id, int version, string query, ViewForm form, CancellationToken cancel)
    {
        MayList(actor);
        if (form.Check() is { Count: > 0 } problems) return Task.FromResult(Outcome.Wrong(problems));
        if (query.Length > LongestQuery) return Task.FromResult<Outcome>(ViewRefusals.TooLong);
        return DoAsync(actor, "view.revised", id, (db, known) => FindAsync(db, actor, known, cancel), (_, view) => Task.FromResult(view.Revise(actor, query, form)), cancel, version);
    }

    public Task<Outcome> RemoveAsync(Actor actor, Guid id, int version, CancellationToken cancel)
    {
        MayList(actor);
        return DoAsync(actor, "view.removed", id, (db, known) => FindAsync(db, actor, known, cancel), (_, view) => Task.FromResult(view.Remove(actor, Now)), cancel, version);
    }

    // A department reporter has one list, that of deals; everybody else sees the fair.
    private static void MayList(Actor actor) => actor.Must(actor.IsScopedToUnit ? Permission.ViewDeals : Permission.ViewFair);

    // Somebody else's own view is not there.
    private static Task<SavedView?> FindAsync(FairDbContext db, Actor actor, Guid id, CancellationToken cancel) =>
        db.SavedViews.SingleOrDefaultAsync(v => v.Id == id && v.RemovedAt == null && (v.IsShared || v.OwnerId == actor.Id), cancel);
}
