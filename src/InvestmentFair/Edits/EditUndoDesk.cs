using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Edits;

// A change of many rows taken back. Each row is asked as it was for the change itself, and says by the field that was changed whether
// it still is as that change left it; what was done with the rest of the record since stays.
public abstract partial class EditDesk<TRecord>
{
    public async Task<Outcome<EditTakenBack>> TakeBackAsync(Actor actor, string? fair, EditBatch batch, CancellationToken cancel)
    {
        actor.Must(Permission);
        if (Edits.SingleOrDefault(e => e.Choice.Key == batch.Choice && e.CanBeTakenBack) is not { } edit) return Refusal.NotFound;
        var act = new Act(actor, $"{noun}.edited", Now, KeptWords.TakenBack, Guid.CreateVersion7());
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        try
        {
            var left = new List<EditLeft>();
            foreach (var chunk in batch.Rows.Chunk(Chunk))
            {
                left.AddRange(await GiveBackAsync(db, actor, fair ?? "", edit, chunk, cancel));
                if (db.ChangeTracker.HasChanges())
                {
                    var saved = await db.SaveAsync(act, cancel);
                    if (saved.Refused) return saved.As<EditTakenBack>();
                }

                db.ChangeTracker.Clear();
            }

            await transaction.CommitAsync(cancel);
            return new EditTakenBack(batch.Rows.Count - left.Count, left);
        }
        // Nothing of it was committed: all rows that can be, or none.
        catch (Exception fault) when (Violations.Explain(fault) is { } refusal)
        {
            return refusal;
        }
    }

    private async Task<IReadOnlyList<EditLeft>> GiveBackAsync(FairDbContext db, Actor actor, string fair, Edit<TRecord> edit, EditedRow[] rows, CancellationToken cancel)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var records = await Records(db, actor, fair).Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var left = new List<EditLeft>();
        foreach (var row in rows)
            if (await GiveBackAsync(db, actor, edit, records.GetValueOrDefault(row.Id), row, cancel) is { Refused: true } refused)
                left.Add(new EditLeft(row.Name, refused.Text));
        return left;
    }

    private static Task<Outcome> GiveBackAsync(FairDbContext db, Actor actor, Edit<TRecord> edit, TRecord? record, EditedRow row, CancellationToken cancel)
    {
        if (record is null) return Task.FromResult<Outcome>(Refusal.NotFound);
        if (FieldText.Of(edit.Value(record)) != FieldText.Of(row.New)) return Task.FromResult<Outcome>(EditRefusals.ChangedSince);
        var before = edit.Choice.Blank();
        edit.Choice.Fields[0].SetValue(before, row.Old);
        return edit.MakeAsync(db, actor, record, before, cancel);
    }
}
