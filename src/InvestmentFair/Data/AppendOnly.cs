using Microsoft.EntityFrameworkCore.Migrations;

namespace InvestmentFair.Data;

/// <summary>
/// What is never changed is kept so by the database: links of the audit chain and entries of every ledger take no update and
/// no delete; a history row takes one update, which erases its values and leaves its digest.
/// </summary>
public static class AppendOnly
{
    private static readonly string[] Tables =
    [
        "AuditEntries", "StageChanges", "Signings", "Receipts", "DealInvestors", "DealOwner", "DealLeader", "DealUnit", "DealPlace", "DealSector", "DealFair", "DealTotal", "DealPlan",
        "FollowUp", "ProblemChange", "CommitmentChange", "FairSettings", "PersonMerges", "PersonMoves", "InvestorMerges", "DealMerges", "ProjectReviews", "PublicationSteps", "MatchMarks",
    ];

    public static void Guard(MigrationBuilder migration)
    {
        if (IsSqlite(migration)) GuardSqlite(migration);
        else GuardPostgres(migration);
    }

    /// <summary>Ledgers that came later, each guarded by the migration that makes it.</summary>
    public static void Guard(MigrationBuilder migration, params string[] tables)
    {
        foreach (var table in tables)
            if (IsSqlite(migration)) GuardSqlite(migration, table);
            else GuardPostgres(migration, table);
    }

    private static bool IsSqlite(MigrationBuilder migration) => migration.ActiveProvider?.EndsWith("Sqlite", StringComparison.Ordinal) == true;

    private static void GuardSqlite(MigrationBuilder migration, string table)
    {
        foreach (var act in (string[])["UPDATE", "DELETE"])
            migration.Sql($"""CREATE TRIGGER "{table}_no_{act}" BEFORE {act} ON "{table}" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;""");
    }

    private static void GuardSqlite(MigrationBuilder migration)
    {
        foreach (var table in Tables) GuardSqlite(migration, table);

        migration.Sql("""CREATE TRIGGER "History_no_DELETE" BEFORE DELETE ON "History" BEGIN SELECT RAISE(ABORT, 'History is append-only'); END;""");
        migration.Sql("""
            CREATE TRIGGER "History_only_erased" BEFORE UPDATE ON "History"
            WHEN NEW."Old" IS NOT NULL OR NEW."New" IS NOT NULL OR NEW."Salt" IS NOT NULL OR NEW."Digest" <> OLD."Digest" OR NEW."RecordId" <> OLD."RecordId" OR NEW."Field" <> OLD."Field"
            BEGIN SELECT RAISE(ABORT, 'History may only be erased'); END;
            """);
    }

    private static void GuardPostgres(MigrationBuilder migration, string table) =>
        migration.Sql($"""CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION fair_append_only();""");

    private static void GuardPostgres(MigrationBuilder migration)
    {
        migration.Sql("CREATE FUNCTION fair_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;");
        migration.Sql("""
            CREATE FUNCTION fair_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              IF NEW."Old" IS NOT NULL OR NEW."New" IS NOT NULL OR NEW."Salt" IS NOT NULL OR NEW."Digest" <> OLD."Digest" OR NEW."RecordId" <> OLD."RecordId" OR NEW."Field" <> OLD."Field"
              THEN RAISE EXCEPTION 'History may only be erased'; END IF;
              RETURN NEW; END $$;
            """);
        foreach (var table in Tables) GuardPostgres(migration, table);
        migration.Sql("""CREATE TRIGGER "History_no_delete" BEFORE DELETE ON "History" FOR EACH ROW EXECUTE FUNCTION fair_append_only();""");
        migration.Sql("""CREATE TRIGGER "History_only_erased" BEFORE UPDATE ON "History" FOR EACH ROW EXECUTE FUNCTION fair_only_erased();""");
    }
}
