using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Notes;

/// <summary>What a list shows of a row's notes: how many, and the last one.</summary>
public sealed record NoteMark(int Count, string Last);

public sealed record NoteView(Guid Id, string Text, string ByName, DateTime At, bool MayRemove);

/// <summary>Notes on records of any list; they are seen by those who see the record.</summary>
public sealed class NoteDesk(IDbContextFactory<FairDbContext> contexts, IEnumerable<IListOf> lists, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>Of rows that the reader was given by the list itself.</summary>
    public async Task<IReadOnlyDictionary<Guid, NoteMark>> MarksAsync(Actor actor, string list, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (Source(actor, list) is not { } source || ids.Count == 0) return new Dictionary<Guid, NoteMark>();
        var seen = actor.IsScopedToUnit ? await source.KeysAsync(actor, null, Selection.Of(ids), cancel) : ids;
        await using var db = Open();
        var notes = await db.Notes.AsNoTracking().Where(n => seen.Contains(n.SubjectId) && n.RemovedAt == null).OrderBy(n => n.Id).Select(n => new { n.SubjectId, n.Text }).ToListAsync(cancel);
        return notes.GroupBy(n => n.SubjectId).ToDictionary(g => g.Key, g => new NoteMark(g.Count(), g.Last().Text));
    }

    public async Task<IReadOnlyList<NoteView>> NotesAsync(Actor actor, string list, string? fair, Guid id, CancellationToken cancel)
    {
        if (Source(actor, list) is not { } source || !await SeesAsync(source, actor, fair, id, cancel)) return [];
        await using var db = Open();
        var notes = await db.Notes.AsNoTracking().Where(n => n.SubjectId == id && n.RemovedAt == null).OrderByDescending(n => n.Id).ToListAsync(cancel);
        return [.. notes.Select(n => new NoteView(n.Id, n.Text, KeptWords.Say(n.ByName), n.At, actor.May(Permission.WriteNotes) && (n.ById == actor.Id || actor.May(Permission.ManageSettings))))];
    }

    public async Task<Outcome<Guid>> AddAsync(Actor actor, string list, string? fair, Guid id, NoteForm form, CancellationToken cancel)
    {
        actor.Must(Permission.WriteNotes);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        if (Source(actor, list) is not { } source || !await SeesAsync(source, actor, fair, id, cancel)) return Refusal.NotFound;
        await using var db = Open();
        var note = RecordNote.Write(actor, list, id, new NoteForm { Text = await db.WithoutAddressesAsync(form.Text, cancel) }, Now);
        await using var transaction = await db.BeginAsync(cancel);
        db.Add(note);
        return await CommitAsync(db, transaction, new Act(actor, "note.written", Now), note.Id, cancel);
    }

    public Task<Outcome> RemoveAsync(Actor actor, string list, string? fair, Guid noteId, CancellationToken cancel)
    {
        actor.Must(Permission.WriteNotes);
        if (Source(actor, list) is not { } source) return Task.FromResult<Outcome>(Refusal.NotFound);
        return DoAsync(actor, "note.removed", noteId, (db, known) => db.Notes.SingleOrDefaultAsync(n => n.Id == known && n.List == list && n.RemovedAt == null, cancel),
            async (_, note) => await SeesAsync(source, actor, fair, note.SubjectId, cancel) ? note.Remove(actor, Now) : Refusal.NotFound, cancel);
    }

    private IListOf? Source(Actor actor, string list)
    {
        actor.Must(actor.IsScopedToUnit ? Permission.ViewDeals : Permission.ViewFair);
        var source = lists.SingleOrDefault(l => l.Key == list);
        if (source is not null) actor.Must(source.Permission);
        return source;
    }

    private static async Task<bool> SeesAsync(IListOf source, Actor actor, string? fair, Guid id, CancellationToken cancel) =>
        (await source.KeysAsync(actor, fair, Selection.Of([id]), cancel)).Count == 1;
}
