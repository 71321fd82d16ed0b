using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.People;

/// <summary>A word with its reading, built in or the office's own.</summary>
public sealed record ReadingRow(Guid? Id, ReadingOf Of, string Word, string? Syllables, string? BuiltIn);

/// <summary>The readings of surnames and places. A change keys anew, in the same save, the names it concerns that nobody keyed by hand.</summary>
public sealed class PinyinDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>At the start of the program: names are read by the office's readings from then on.</summary>
    public async Task LoadAsync(Actor actor, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        await using var db = Open();
        Pinyin.Readings = Pinyin.BuiltIn.With(await db.Readings.AsNoTracking().ToListAsync(cancel));
    }

    public async Task<IReadOnlyList<ReadingRow>> ReadingsAsync(Actor actor, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        await using var db = Open();
        var own = await db.Readings.AsNoTracking().ToListAsync(cancel);
        var words = Pinyin.BuiltIn.Surnames.Keys.Select(w => (Of: ReadingOf.Surname, Word: w)).Concat(Pinyin.BuiltIn.Places.Keys.Select(w => (Of: ReadingOf.Place, Word: w)))
            .Union(own.Select(r => (r.Of, r.Word)));
        return
        [
            .. from word in words
               let said = own.SingleOrDefault(r => r.Of == word.Of && r.Word == word.Word)
               let builtIn = (word.Of is ReadingOf.Surname ? Pinyin.BuiltIn.Surnames : Pinyin.BuiltIn.Places).GetValueOrDefault(word.Word)
               orderby word.Of, said is null ? builtIn : said.Syllables, word.Word
               select new ReadingRow(said?.Id, word.Of, word.Word, said is null ? builtIn : said.Syllables, builtIn),
        ];
    }

    public async Task<ReadingForm?> ReadingAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        await using var db = Open();
        return await db.Readings.SingleOrDefaultAsync(r => r.Id == id, cancel) is { } reading ? ReadingForm.From(reading) : null;
    }

    public async Task<Outcome<Guid>> SaveAsync(Actor actor, Guid? id, ReadingForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        var readings = Pinyin.Readings;
        var saved = await EnterAsync(actor, "reading", id, form,
            (db, known) => db.Readings.SingleOrDefaultAsync(r => r.Id == known, cancel), ReadingForm.From,
            async db =>
            {
                var reading = Reading.Enter(form);
                if (await db.Readings.AnyAsync(r => r.Of == reading.Of && r.Word == reading.Word, cancel)) return Refusal.AlreadyExists;
                readings = await KeyAsync(db, reading, cancel);
                return reading;
            },
            async (db, reading) =>
            {
                reading.Revise(form);
                readings = await KeyAsync(db, reading, cancel);
                return Outcome.Done;
            }, cancel);
        // Only what was saved is read by; a refused change leaves the readings as they are.
        if (!saved.Refused) Pinyin.Readings = readings;
        return saved;
    }

    private static async Task<PinyinTable> KeyAsync(FairDbContext db, Reading changed, CancellationToken cancel)
    {
        var readings = Pinyin.BuiltIn.With([.. await db.Readings.AsNoTracking().Where(r => r.Id != changed.Id).ToListAsync(cancel), changed]);
        await db.RekeyAsync(readings, changed.Of, changed.Word, cancel);
        return readings;
    }
}
