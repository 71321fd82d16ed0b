using System.Data.Common;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace InvestmentFair.Data;

/// <summary>The index of words on both databases: written in the transaction that saves the record, asked by tokens.</summary>
internal static class SearchIndex
{
    private const int Chunk = 500;

    /// <summary>The numbers of all entries found.</summary>
    public static async Task<List<int>> FindAsync(FairDbContext db, SearchWords words, IReadOnlyList<string> scopes, CancellationToken cancel)
    {
        if (words.FindNothing) return [];
        return db.Database.IsNpgsql()
            ? await db.Database.SqlQuery<int>($"""SELECT id AS "Value" FROM fair_found(CAST({words.ForPostgres(scopes)} AS tsquery)) AS id""").ToListAsync(cancel)
            : await db.Database.SqlQuery<int>($"""SELECT rowid AS "Value" FROM "SearchGrams" WHERE "SearchGrams" MATCH {words.ForSqlite(scopes)}""").ToListAsync(cancel);
    }

    /// <summary>One of several searches that go to the database together, for the newest that it finds: to rank tens of thousands costs more than to find them.</summary>
    public sealed record Part(SearchWords Words, IReadOnlyList<string> Scopes, bool Telephones, bool Whole, int Most);

    /// <summary>The numbers of the entries found by any of the searches, each up to its own number.</summary>
    public static async Task<List<int>> FindAsync(FairDbContext db, IReadOnlyList<Part> parts, CancellationToken cancel)
    {
        var asked = parts.Where(p => !p.Words.FindNothing).ToList();
        if (asked.Count == 0) return [];
        var postgres = db.Database.IsNpgsql();
        // PostgreSQL knows how common each key is, and meets fifty with a common one soon going back from the newest.
        string From(Part part) => !postgres ? """SELECT rowid AS "Value" FROM "SearchGrams" WHERE "SearchGrams" MATCH {0} ORDER BY rowid DESC LIMIT {1}"""
            : part is { Words.IsOneKey: true, Whole: false } ? """SELECT "Id" AS "Value" FROM "SearchGrams" WHERE "Tokens" @@ CAST({0} AS tsquery) ORDER BY "Id" DESC LIMIT {1}"""
            : """SELECT id AS "Value" FROM fair_found(CAST({0} AS tsquery)) AS id ORDER BY id DESC LIMIT {1}""";
        var sql = string.Join(" UNION ", asked.Select((p, i) => string.Format(System.Globalization.CultureInfo.InvariantCulture, $"SELECT * FROM ({From(p)}) AS p{i}", $"{{{2 * i}}}", $"{{{2 * i + 1}}}")));
        var values = asked.SelectMany(p => new object[] { postgres ? p.Words.ForPostgres(p.Scopes, p.Telephones, p.Whole) : p.Words.ForSqlite(p.Scopes, p.Telephones, p.Whole), p.Most }).ToArray();
        return await db.Database.SqlQueryRaw<int>(sql, values).ToListAsync(cancel);
    }

    /// <summary>Writes the entries of the records named as they stand now, and takes away those of records that are no longer there.</summary>
    public static async Task WriteAsync(FairDbContext db, SearchKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        foreach (var some in ids.Chunk(Chunk))
        {
            var there = new List<SearchSource>();
            await foreach (var source in SearchSources.Read(db, kind, some).WithCancellation(cancel)) there.Add(source);
            var known = await db.SearchEntries.AsNoTracking().Where(e => e.Kind == kind && some.Contains(e.SubjectId)).ToDictionaryAsync(e => e.SubjectId, cancel);
            await using var writer = new Writer(db);
            foreach (var source in there)
                if (known.GetValueOrDefault(source.Id)?.Digest != source.Text.Digest)
                    await writer.WriteAsync(kind, source, cancel);
            foreach (var gone in some.Except(there.Select(s => s.Id)))
                if (known.GetValueOrDefault(gone) is { } entry)
                    await writer.RemoveAsync(entry.Id, cancel);
        }
    }

    /// <summary>A tsvector as PostgreSQL writes it: each lexeme with the places where its token stands.</summary>
    public static string Vector(IReadOnlyList<string> tokens) =>
        string.Join(' ', tokens.SelectMany((token, at) => SearchWords.Lexemes(token).Select(lexeme => (lexeme, at))).GroupBy(t => t.lexeme, t => t.at + 1).Select(g => $"{SearchWords.Lexeme(g.Key)}:{string.Join(',', g.Take(256))}"));

    /// <summary>Two prepared statements, since an import writes thousands of entries in one transaction.</summary>
    private sealed class Writer : IAsyncDisposable
    {
        private readonly DbCommand _entry;
        private readonly DbCommand _grams;
        private readonly DbCommand _remove;
        private readonly bool _postgres;

        public Writer(FairDbContext db)
        {
            _postgres = db.Database.IsNpgsql();
            _entry = Command(db, """
                INSERT INTO "SearchEntries" ("Kind", "SubjectId", "Digest") VALUES (@a, @b, @c)
                ON CONFLICT ("Kind", "SubjectId") DO UPDATE SET "Digest" = excluded."Digest" RETURNING "Id"
                """);
            _grams = Command(db, _postgres
                ? """INSERT INTO "SearchGrams" ("Id", "Tokens") VALUES (@a, CAST(@b AS tsvector)) ON CONFLICT ("Id") DO UPDATE SET "Tokens" = excluded."Tokens" """
                : """INSERT OR REPLACE INTO "SearchGrams" (rowid, "Tokens") VALUES (@a, @b)""");
            _remove = Command(db, """DELETE FROM "SearchGrams" WHERE """ + (_postgres ? "\"Id\"" : "rowid") + """ = @a; DELETE FROM "SearchEntries" WHERE "Id" = @a""");
        }

        public async Task WriteAsync(SearchKind kind, SearchSource source, CancellationToken cancel)
        {
            var id = Convert.ToInt32(await RunAsync(_entry, cancel, kind.ToString(), source.Id, source.Text.Digest), System.Globalization.CultureInfo.InvariantCulture);
            await RunAsync(_grams, cancel, id, _postgres ? Vector(source.Text.Tokens) : source.Text.Text);
        }

        public async Task RemoveAsync(int entry, CancellationToken cancel) => await RunAsync(_remove, cancel, entry);

        public async ValueTask DisposeAsync()
        {
            await _entry.DisposeAsync();
            await _grams.DisposeAsync();
            await _remove.DisposeAsync();
        }

        private static DbCommand Command(FairDbContext db, string sql)
        {
            var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("The index is written inside the transaction that saves the record.");
            command.CommandText = sql;
            return command;
        }

        private static Task<object?> RunAsync(DbCommand command, CancellationToken cancel, params ReadOnlySpan<object> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (command.Parameters.Count <= i)
                {
                    var added = command.CreateParameter();
                    added.ParameterName = $"@{(char)('a' + i)}";
                    command.Parameters.Add(added);
                }

                command.Parameters[i].Value = values[i];
            }

            return command.ExecuteScalarAsync(cancel);
        }
    }
}
