using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

/// <summary>The claims of the meetings whose people were re-pointed, and what is to be written with the entry.</summary>
public sealed record Moved(ClaimChange? Claims, Action Then)
{
    public static readonly Moved Nothing = new(null, () => { });
}

/// <summary>
/// Merging two records of one kind, and undoing it. The merge is an entry; the loser stands for the survivor; the survivor
/// takes the fields that were chosen from the loser. One transaction makes two links of the chain: what is moved first, and
/// behind it the entry with the fields, since a code that the loser gives up can only then be the survivor's.
/// </summary>
public abstract class MergeDesk<TRecord, TForm, TMerge>(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
    where TRecord : Record, IMergeable where TForm : Form where TMerge : Merge
{
    protected abstract string Noun { get; }

    protected abstract Permission Needed { get; }

    /// <summary>The fields of which one side's may be chosen.</summary>
    protected abstract IReadOnlyCollection<string> Choosable { get; }

    /// <summary>All of them that this reader may see, merged ones too.</summary>
    protected abstract IQueryable<TRecord> All(FairDbContext db, Actor actor);

    protected abstract TForm FormOf(TRecord record);

    protected abstract string NameOf(TRecord record);

    protected abstract void Revise(TRecord record, TForm form);

    protected abstract TMerge Enter(Guid loser, Guid? survivor, DateOnly day, Guid? corrects);

    protected abstract Task<IReadOnlyList<MergeChild>> ChildrenAsync(FairDbContext db, Guid id, CancellationToken cancel);

    /// <summary>What stands in the way, before anything is moved.</summary>
    protected virtual Task<Refusal?> ForbidsAsync(FairDbContext db, TRecord loser, TRecord survivor, CancellationToken cancel) => Task.FromResult<Refusal?>(null);

    /// <summary>Moves what names the loser, where anything moves; the act is done with the fields, in the second link.</summary>
    protected virtual Task<Outcome<Moved>> MoveAsync(FairDbContext db, TMerge merge, CancellationToken cancel) => Task.FromResult(new Outcome<Moved> { Value = Moved.Nothing });

    protected virtual Task<ClaimChange?> MoveBackAsync(FairDbContext db, TMerge merge, List<string> kept, CancellationToken cancel) => Task.FromResult<ClaimChange?>(null);

    public async Task<MergeView?> SideBySideAsync(Actor actor, Guid one, Guid other, CancellationToken cancel)
    {
        actor.Must(Needed);
        await using var db = Open();
        var both = await All(db, actor).Where(r => r.Id == one || r.Id == other).ToListAsync(cancel);
        if (both.SingleOrDefault(r => r.Id == one) is not { } first || both.SingleOrDefault(r => r.Id == other) is not { } second) return null;
        return new MergeView(await SideAsync(db, first, cancel), await SideAsync(db, second, cancel), Choosable, await RefusedAsync(db, first, second, cancel));
    }

    /// <summary>The loser stands for the survivor from now on; <paramref name="taken"/> are the fields of the form that the survivor takes from it.</summary>
    public async Task<Outcome> MergeAsync(Actor actor, Guid loserId, Guid survivorId, int loserVersion, int survivorVersion, IReadOnlyCollection<string> taken, CancellationToken cancel)
    {
        actor.Must(Needed);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        var both = await All(db, actor).Where(r => r.Id == loserId || r.Id == survivorId).ToListAsync(cancel);
        if (both.SingleOrDefault(r => r.Id == loserId) is not { } loser || both.SingleOrDefault(r => r.Id == survivorId) is not { } survivor) return Refusal.NotFound;
        if (await RefusedAsync(db, loser, survivor, cancel) is { } refusal) return refusal;
        if (loser.Version != loserVersion || survivor.Version != survivorVersion) return MergeRefusals.Overtaken;

        var form = FormOf(survivor);
        foreach (var field in Form.Fields(typeof(TForm)).Where(f => taken.Contains(f.Name) && Choosable.Contains(f.Name))) field.SetValue(form, field.GetValue(FormOf(loser)));
        if (form.Check().Where(p => Choosable.Contains(p.Field)).ToList() is { Count: > 0 } problems) return Outcome.Wrong(problems);

        var merge = Enter(loserId, survivorId, Today, null);
        foreach (var record in await All(db, Actor.Job).Where(r => r.SurvivorId == loserId).ToListAsync(cancel)) record.StandFor(survivorId);
        var moved = await MoveAsync(db, merge, cancel);
        if (moved.Refused) return moved;
        db.Outrank(survivor, loser);
        return await TwiceAsync(db, transaction, new Act(actor, $"{Noun}.merged", Now), moved.Value!.Claims, () =>
        {
            db.Add(merge);
            Revise(survivor, form);
            moved.Value.Then();
        }, cancel);
    }

    /// <summary>The loser stands for itself again, and what was moved or taken over goes back, but for what was changed since.</summary>
    public async Task<Outcome<UndoneMerge>> UndoAsync(Actor actor, Guid loserId, CancellationToken cancel)
    {
        actor.Must(Needed);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await All(db, actor).SingleOrDefaultAsync(r => r.Id == loserId, cancel) is not { } loser) return Refusal.NotFound;
        var merges = await db.Set<TMerge>().ToListAsync(cancel);
        if (Merge.Standing(merges).SingleOrDefault(m => m.SubjectId == loserId) is not { } merge) return MergeRefusals.NotMerged;
        // Undoing it changes the survivor as well, so it is for those who see both.
        if (await All(db, actor).SingleOrDefaultAsync(r => r.Id == merge.SurvivorId, cancel) is not { } survivor) return Refusal.NotFound;
        if (survivor.SurvivorId != survivor.Id) return MergeRefusals.SurvivorMerged(NameOf(survivor));

        // The fields first: a code must be given up before it can be the loser's again.
        var kept = new List<string>();
        await db.PutBackAsync(merge.Sequence, kept, cancel);
        Revise(survivor, FormOf(survivor));
        var standing = Merge.Standing(merges).Where(m => m.Id != merge.Id).ToDictionary(m => m.SubjectId, m => m.SurvivorId!.Value);
        var claims = await MoveBackAsync(db, merge, kept, cancel);
        db.Outrank(loser, survivor);
        var undone = await TwiceAsync(db, transaction, new Act(actor, $"{Noun}.unmerged", Now), claims, () =>
        {
            db.Add(Enter(loserId, null, Today, merge.Id));
            foreach (var record in All(db, Actor.Job).Where(r => r.SurvivorId == survivor.Id).ToList()) record.StandFor(Merge.Survivor(record.Id, standing));
        }, cancel);
        return undone.Refusal == Refusal.AlreadyExists ? MergeRefusals.KeyTaken : undone.With(new UndoneMerge(kept));
    }

    /// <summary>What was merged into a record, latest first.</summary>
    public async Task<IReadOnlyList<MergedView>> MergedIntoAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Needed);
        await using var db = Open();
        if (!await All(db, actor).AnyAsync(r => r.Id == id, cancel)) return [];
        var merges = Merge.Standing(await db.Set<TMerge>().AsNoTracking().Where(m => m.SurvivorId == id || m.CorrectsId != null).ToListAsync(cancel)).ToList();
        var losers = merges.Select(m => m.SubjectId).ToList();
        var names = (await All(db, actor).AsNoTracking().Where(r => losers.Contains(r.Id)).ToListAsync(cancel)).ToDictionary(r => r.Id, NameOf);
        return [.. merges.Where(m => names.ContainsKey(m.SubjectId)).OrderByDescending(m => m.Sequence).Select(m => new MergedView(m.SubjectId, names[m.SubjectId], m.RecordedAt, KeptWords.Say(m.ByName)))];
    }

    private async Task<MergeSide> SideAsync(FairDbContext db, TRecord record, CancellationToken cancel) =>
        new(record.Id, NameOf(record), record.Version, FormOf(record), [.. (await ChildrenAsync(db, record.Id, cancel)).Where(c => c.Count > 0)]);

    private async Task<Refusal?> RefusedAsync(FairDbContext db, TRecord loser, TRecord survivor, CancellationToken cancel)
    {
        if (loser.Id == survivor.Id) return MergeRefusals.Itself;
        foreach (var side in new[] { loser, survivor })
            if (side.SurvivorId != side.Id)
                return MergeRefusals.MergedAlready(NameOf(side));
        return await ForbidsAsync(db, loser, survivor, cancel);
    }

    private static async Task<Outcome> TwiceAsync(FairDbContext db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, Act act, ClaimChange? claims, Action second, CancellationToken cancel)
    {
        try
        {
            var first = await db.SaveAsync(act, cancel, claims);
            if (first.Refused) return first;
        }
        catch (Exception fault) when (Violations.Explain(fault) is { } refusal)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return claims is not null && refusal == Violations.ClaimTaken ? await db.NameBothAsync(claims, cancel) : refusal;
        }

        second();
        return await CommitAsync(db, transaction, act, true, cancel);
    }
}
