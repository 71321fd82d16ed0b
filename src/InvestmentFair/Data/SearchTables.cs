using Microsoft.EntityFrameworkCore.Migrations;

namespace InvestmentFair.Data;

/// <summary>
/// The full-text index, which is beyond the model: a virtual table on SQLite, a table of vectors on PostgreSQL. Both are
/// handed finished tokens, so neither reads text by a rule or a locale of its own; the ascii tokeniser takes everything
/// beyond ASCII as part of a word, also the characters that are younger than SQLite's table of Unicode.
/// </summary>
public static class SearchTables
{
    public static void Create(MigrationBuilder migration)
    {
        if (migration.ActiveProvider?.EndsWith("Sqlite", StringComparison.Ordinal) == true)
        {
            migration.Sql("""CREATE VIRTUAL TABLE "SearchGrams" USING fts5("Tokens", content='', contentless_delete=1, tokenize='ascii', prefix='1 2');""");
            return;
        }

        migration.Sql("""CREATE TABLE "SearchGrams" ("Id" integer PRIMARY KEY REFERENCES "SearchEntries" ("Id") ON DELETE CASCADE, "Tokens" tsvector NOT NULL);""");
        migration.Sql("""CREATE INDEX "IX_SearchGrams_Tokens" ON "SearchGrams" USING gin ("Tokens");""");
    }

    public static void Drop(MigrationBuilder migration) => migration.Sql("""DROP TABLE "SearchGrams";""");

    /// <summary>
    /// How PostgreSQL is asked for all that match. Long vectors lie beside their table, and a plan does not count what it takes to
    /// fetch and unpack them: left to itself it would read the whole table for a common word, and the key's index from its end for
    /// a rare one.
    /// </summary>
    public static void CreateFunction(MigrationBuilder migration) => migration.Sql("""
        CREATE FUNCTION fair_found(sought tsquery) RETURNS SETOF integer LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
            SELECT "Id" FROM "SearchGrams" WHERE "Tokens" @@ sought
        $$;
        """);

    public static void DropFunction(MigrationBuilder migration) => migration.Sql("DROP FUNCTION fair_found(tsquery);");
}
