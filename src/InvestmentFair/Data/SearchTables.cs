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
}
