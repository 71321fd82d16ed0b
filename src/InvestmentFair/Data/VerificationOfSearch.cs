using System.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    private static async Task<IReadOnlyList<Tally>> SearchAsync(FairDbContext db, CancellationToken cancel)
    {
        var index = new Tally("search", "检索索引与记录一致", "The index of words says what the records say");
        var entries = await db.SearchEntries.ToDictionaryAsync(e => (e.Kind, e.SubjectId), cancel);
        var tokens = await TokensAsync(db, cancel);
        foreach (var kind in Enum.GetValues<SearchKind>())
        {
            await foreach (var source in SearchSources.Read(db, kind).WithCancellation(cancel))
            {
                var entry = entries.GetValueOrDefault((kind, source.Id));
                entries.Remove((kind, source.Id));
                index.Expect(entry is not null && entry.Digest == source.Text.Digest && tokens.GetValueOrDefault(entry.Id) == Standing(db, source.Text.Tokens),
                    () => Language.Say($"{kind.Names.Zh}的索引与记录不符：{source.Id}", $"{kind.Names.En}: the index does not say what the record says: {source.Id}"));
                if (entry is not null) tokens.Remove(entry.Id);
            }
        }

        foreach (var entry in entries.Values)
            index.Expect(false, () => Language.Say($"索引中的记录已不存在：{entry.Kind.Names.Zh} {entry.SubjectId}", $"The index names a record that is not there: {entry.Kind.Names.En} {entry.SubjectId}"));
        index.Expect(tokens.Keys.All(id => entries.Values.Any(e => e.Id == id)), () => Language.Say("索引中有不属于任何记录的词", "The index holds words of no record"));
        return [index];
    }

    // What was written into the index cannot be read back as text: SQLite keeps none, so the words are gathered by their places.
    private static async Task<Dictionary<int, long>> TokensAsync(FairDbContext db, CancellationToken cancel)
    {
        var standing = new Dictionary<int, long>();
        if (db.Database.IsNpgsql())
        {
            var vectors = db.Database.SqlQuery<Vector>($"""SELECT "Id", "Tokens"::text AS "Text" FROM "SearchGrams" """);
            await foreach (var vector in vectors.AsAsyncEnumerable().WithCancellation(cancel)) standing[vector.Id] = SearchText.DigestOf(Sorted(vector.Text));
            return standing;
        }

        await db.Database.ExecuteSqlRawAsync("""CREATE VIRTUAL TABLE IF NOT EXISTS temp."SearchWords" USING fts5vocab(main, 'SearchGrams', 'instance')""", cancel);
        var places = new Dictionary<int, List<(int At, string Token)>>();
        await foreach (var word in db.Database.SqlQuery<Word>($"""SELECT doc AS "Doc", term AS "Term", "offset" AS "At" FROM temp."SearchWords" """).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!places.TryGetValue(word.Doc, out var of)) places[word.Doc] = of = [];
            of.Add((word.At, word.Term));
        }

        foreach (var (doc, words) in places) standing[doc] = SearchText.DigestOf(string.Join(' ', words.OrderBy(w => w.At).Select(w => w.Token)));
        return standing;
    }

    private static long Standing(FairDbContext db, IReadOnlyList<string> tokens) =>
        SearchText.DigestOf(db.Database.IsNpgsql() ? Sorted(SearchIndex.Vector(tokens)) : string.Join(' ', tokens));

    // PostgreSQL sorts the tokens of a vector by length and byte, and quotes each; only which they are matters here.
    private static string Sorted(string vector) => string.Join(' ', vector.Split(' ').Order(StringComparer.Ordinal));

    private sealed record Word(int Doc, string Term, int At);

    private sealed record Vector(int Id, string Text);
}
