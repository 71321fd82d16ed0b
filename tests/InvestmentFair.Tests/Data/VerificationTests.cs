using System.Globalization;
using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Data;

/// <summary>That a check is silent on a sound database says little until it has been heard on a damaged one.</summary>
public sealed class VerificationTests
{
    private const string AnotherReceipt = """CREATE TEMP TABLE again AS SELECT * FROM "Receipts" WHERE "ReversesId" IS NOT NULL LIMIT 1; UPDATE again SET "Id" = '0193A000-0000-7000-8000-000000000001'; INSERT INTO "Receipts" SELECT * FROM again""";

    private static readonly (string Sql, string Check)[] Damages =
    [
        ("""UPDATE "Projects" SET "State" = 'Signed' WHERE "Id" = (SELECT "Id" FROM "Projects" WHERE "State" = 'Published' ORDER BY "Code" LIMIT 1)""", "listings"),
        ("""UPDATE "Projects" SET "ReviewedOn" = '2026-01-01' WHERE "Id" = (SELECT "Id" FROM "Projects" WHERE "ReviewedOn" IS NOT NULL ORDER BY "Code" LIMIT 1)""", "listings"),
        ("""UPDATE "Projects" SET "Round" = "Round" + 1 WHERE "Id" = (SELECT "Id" FROM "Projects" ORDER BY "Code" LIMIT 1)""", "listings"),
        ("""UPDATE "Projects" SET "FirstPublishedOn" = '2026-01-01' WHERE "Id" = (SELECT "Id" FROM "Projects" WHERE "FirstPublishedOn" IS NOT NULL ORDER BY "Code" LIMIT 1)""", "listings"),
        ("""UPDATE "Enquiries" SET "KeyHash" = '0123456789abcdef0123456789abcdef' WHERE "Number" = 'LX-0001'""", "enquiries"),
        ("""UPDATE "Deals" SET "NextStep" = '另有打算' WHERE "Number" = 'GZ-0001'""", "deal-next-step"),
        ("""UPDATE "Deals" SET "NextStepOn" = '2026-01-01' WHERE "Number" = 'GZ-0001'""", "deal-next-step"),
        ("""UPDATE "Deals" SET "NextStepById" = (SELECT "Id" FROM "People" p WHERE p."Id" <> "Deals"."NextStepById" ORDER BY "Id" LIMIT 1) WHERE "Number" = 'GZ-0001'""", "deal-next-step"),
        ("""UPDATE "People" SET "NameKey" = 'nobody' WHERE "Id" = (SELECT "Id" FROM "People" ORDER BY "Id" LIMIT 1)""", "name-keys"),
        ("""DELETE FROM "InvestorKeys" WHERE "InvestorId" = (SELECT "InvestorId" FROM "InvestorKeys" ORDER BY "InvestorId" LIMIT 1)""", "name-keys"),
        ("""UPDATE "InvestorKeys" SET "Key" = 'nobody' WHERE "Key" = (SELECT "Key" FROM "InvestorKeys" ORDER BY "Key" LIMIT 1)""", "name-keys"),
        ("""UPDATE "People" SET "PinyinKey" = 'zz' WHERE "Id" = (SELECT p."Id" FROM "People" p WHERE NOT p."PinyinByHand" AND NOT EXISTS (SELECT 1 FROM "Guests" g WHERE g."PersonId" = p."Id") ORDER BY p."Id" LIMIT 1)""", "pinyin"),
        ("""UPDATE "Guests" SET "PinyinKey" = 'zz' WHERE "Id" = (SELECT "Id" FROM "Guests" ORDER BY "Id" LIMIT 1)""", "pinyin"),
        ("""UPDATE "Investors" SET "PinyinKey" = 'zz' WHERE "Id" = (SELECT "Id" FROM "Investors" WHERE NOT "PinyinByHand" ORDER BY "Id" LIMIT 1)""", "pinyin"),
        ("""UPDATE "Delegations" SET "PinyinKey" = 'zz' WHERE "Id" = (SELECT "Id" FROM "Delegations" ORDER BY "Id" LIMIT 1)""", "pinyin"),
        ("""UPDATE "Projects" SET "PinyinKey" = 'zz' WHERE "Id" = (SELECT "Id" FROM "Projects" ORDER BY "Id" LIMIT 1)""", "pinyin"),
        ("""UPDATE "Deals" SET "PinyinKey" = 'zz' WHERE "Number" = 'GZ-0001'""", "pinyin"),
    ];

    public static TheoryData<Engine, string, string> Repeating => new(from engine in Enum.GetValues<Engine>() from damage in Damages select (engine, damage.Sql, damage.Check));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""UPDATE "History" SET "New" = 'tampered' WHERE "Sequence" = 1 AND "Ordinal" = 0""", "history")]
    [InlineData("""UPDATE "History" SET "Digest" = zeroblob(32) WHERE "Sequence" = 1 AND "Ordinal" = 0""", "audit-chain", "history")]
    [InlineData("""UPDATE "AuditEntries" SET "Hash" = zeroblob(32) WHERE "Sequence" = 10""", "audit-chain")]
    [InlineData("""UPDATE "AuditEntries" SET "ActorName" = 'nobody' WHERE "Sequence" = 10""", "audit-chain")]
    [InlineData("""UPDATE "AuditHeads" SET "Sequence" = "Sequence" - 1""", "audit-chain")]
    [InlineData("""UPDATE "AuditEntries" SET "At" = '2024-01-01 00:00:00' WHERE "Sequence" = 2""", "audit-chain")]
    [InlineData("""UPDATE "Deals" SET "ReceivedFen" = "ReceivedFen" + 1 WHERE "Number" = 'GZ-0001'""", "deal-columns")]
    [InlineData("""UPDATE "Deals" SET "StageOrder" = 0 WHERE "Number" = 'GZ-0001'""", "deal-columns")]
    [InlineData("""UPDATE "Deals" SET "CountedFairId" = NULL WHERE "CountedFairId" IS NOT NULL""", "deal-columns", "deal-counted")]
    [InlineData("""UPDATE "Deals" SET "NextStep" = NULL WHERE "StageType" = 'Open'""", "deal-next-step")]
    [InlineData("""UPDATE "Deals" SET "WakeUpOn" = NULL WHERE "StageType" = 'OnHold'""", "deal-columns", "deal-next-step")]
    [InlineData("""UPDATE "Signings" SET "Kind" = 'Intent'""", "deal-columns", "deal-counted", "deal-signed", "ledger-written")]
    [InlineData("""UPDATE "FollowUp" SET "Words" = 'something else' WHERE "Id" = (SELECT MIN("Id") FROM "FollowUp")""", "ledger-written")]
    [InlineData("""UPDATE "FollowUp" SET "RecordedAt" = '2026-01-01 00:00:00' WHERE "Id" = (SELECT MIN("Id") FROM "FollowUp")""", "ledger-recorded")]
    [InlineData("""UPDATE "Receipts" SET "Amount_Rate" = "Amount_Rate" + 100000 WHERE "Amount_Currency" = 'USD' AND "ReversesId" IS NULL AND "Id" NOT IN (SELECT "ReversesId" FROM "Receipts" WHERE "ReversesId" IS NOT NULL)""", "amounts", "ledger-written")]
    [InlineData("""UPDATE "Receipts" SET "Amount_Fen" = "Amount_Fen" - 1 WHERE "ReversesId" IS NOT NULL AND "Amount_Currency" = 'CNY'""", "deal-columns", "ledger-written", "reversals")]
    [InlineData("""DROP INDEX "IX_Receipts_ReversesId"; """ + AnotherReceipt, "deal-columns", "ledger-recorded", "reversals")]
    [InlineData("""UPDATE "Problems" SET "State" = CASE "State" WHEN 'Solved' THEN 'Collected' ELSE 'Solved' END WHERE "Id" = (SELECT MIN("Id") FROM "Problems")""", "states")]
    [InlineData("""UPDATE "Commitments" SET "State" = CASE "State" WHEN 'Broken' THEN 'Pending' ELSE 'Broken' END WHERE "Id" = (SELECT MIN("Id") FROM "Commitments")""", "states")]
    [InlineData("""UPDATE "Receipts" SET "FileId" = NULL WHERE "Id" = (SELECT MIN("Id") FROM "Receipts")""", "ledger-written", "vouchers")]
    [InlineData("""UPDATE "Files" SET "OwnerId" = '0193A000-0000-7000-8000-000000000009' WHERE "Id" = (SELECT "FileId" FROM "Receipts" WHERE "FileId" IS NOT NULL LIMIT 1)""", "vouchers")]
    [InlineData("""UPDATE "StageChanges" SET "FileId" = NULL WHERE "Id" = (SELECT MIN("Id") FROM "StageChanges" WHERE "Stage" = 'Started')""", "deal-road", "ledger-written")]
    [InlineData("""UPDATE "Requests" SET "WithId" = (SELECT MIN("Id") FROM "Requests" WHERE "State" = 'Placed' AND "WithId" IS NULL AND "ProjectId" <> (SELECT MIN(r."ProjectId") FROM "Requests" r WHERE r."WithId" IS NOT NULL)) WHERE "WithId" IS NOT NULL""", "joint")]
    [InlineData("""UPDATE "Requests" SET "State" = 'Open' WHERE "Id" = (SELECT MIN("Id") FROM "Requests" WHERE "State" = 'Placed')""", "requests")]
    [InlineData("""PRAGMA ignore_check_constraints = 1; UPDATE "Availability" SET "Until" = "From" WHERE "Id" = (SELECT MIN("Id") FROM "Availability" WHERE "Kind" = 'Busy')""", "availability")]
    [InlineData("""UPDATE "Availability" SET "HallId" = (SELECT MIN(h."Id") FROM "Halls" h WHERE h."FairId" <> "Availability"."FairId") WHERE "Id" = (SELECT MIN("Id") FROM "Availability" WHERE "Kind" = 'Busy')""", "availability")]
    [InlineData("""INSERT INTO "ScheduleRuns" ("Id", "FairId", "Number", "Kind", "State", "AskedById", "AskedByName", "QueuedAt", "LimitSeconds", "Seed", "Workers", "Attempts", "Version") SELECT '0193A000-0000-7000-8000-000000000001', MIN("Id"), '2027-S001', 'All', 'Done', MIN("Id"), '某人', '2026-11-02', 60, 1, 1, 0, 1 FROM "Fairs" """, "runs")]
    [InlineData("""PRAGMA ignore_check_constraints = 1; UPDATE "PartyLimits" SET "Most" = 1, "Least" = 2 WHERE "DelegationId" IS NOT NULL""", "limits")]
    [InlineData("""PRAGMA ignore_check_constraints = 1; UPDATE "PartyLimits" SET "ProjectId" = (SELECT MIN("Id") FROM "Projects") WHERE "DelegationId" IS NOT NULL""", "limits")]
    [InlineData("""UPDATE "ReleasedMeetings" SET "TableCode" = 'Z9' WHERE "Id" = (SELECT MIN("Id") FROM "ReleasedMeetings")""", "releases")]
    [InlineData("""UPDATE "Releases" SET "IsCurrent" = 0""", "releases")]
    [InlineData("""PRAGMA ignore_check_constraints = 1; UPDATE "Notices" SET "DoneAt" = NULL WHERE "Id" = (SELECT MIN("Id") FROM "Notices")""", "notices")]
    [InlineData("""UPDATE "Notices" SET "PersonId" = (SELECT MIN("Id") FROM "People" p WHERE p."Id" NOT IN (SELECT "PersonId" FROM "ReleasedPeople")) WHERE "Id" = (SELECT MIN("Id") FROM "Notices")""", "notices")]
    [InlineData("""UPDATE "PairMarks" SET "Score" = 99 WHERE "Score" IS NOT NULL""", "ledger-written")]
    [InlineData("""DELETE FROM "Outcomes" WHERE "Id" = (SELECT MIN("Id") FROM "Outcomes")""", "outcomes")]
    [InlineData("""DELETE FROM "Claims" WHERE "MeetingId" = (SELECT MIN("Id") FROM "Meetings" WHERE "TableId" IS NOT NULL) AND "Kind" = 'Table'""", "claims")]
    [InlineData("""UPDATE "Meetings" SET "TableId" = (SELECT MIN("Id") FROM "Tables" t WHERE t."FairId" <> "Meetings"."FairId") WHERE "Number" = '2027-M001'""", "claims", "places")]
    [InlineData("""UPDATE "Meetings" SET "LockedBy" = '周文（示例）' WHERE "Number" = '2027-M001'""", "locks")]
    [InlineData("""UPDATE "Slots" SET "EndsAt" = '2027-08-02 09:00:00' WHERE "StartsAt" LIKE '2027-08-02 06:00%'""", "slots")]
    [InlineData("""UPDATE "Invitations" SET "DelegationId" = NULL WHERE "Id" = (SELECT MIN("Id") FROM "Invitations")""", "invitations")]
    [InlineData("""DROP INDEX "IX_Fairs_IsCurrent"; UPDATE "Fairs" SET "IsCurrent" = 1""", "current-fair")]
    [InlineData("""DROP INDEX "IX_Deals_Number"; UPDATE "Deals" SET "Number" = 'GZ-0001' WHERE "Number" = 'GZ-0002'""", "numbers", "search")]
    [InlineData("""UPDATE "People" SET "Name" = '张冠李戴' WHERE "Id" = (SELECT MIN("Id") FROM "People")""", "name-keys", "pinyin", "search")]
    [InlineData("""UPDATE "Guests" SET "PinyinKey" = 'zzz' WHERE "Number" = '2027-0001'""", "pinyin")]
    [InlineData("""UPDATE "People" SET "PinyinKey" = '' WHERE "PinyinByHand" = 0 AND "Id" = (SELECT MIN("PersonId") FROM "Guests")""", "pinyin", "search")]
    [InlineData("""UPDATE "Investors" SET "PinyinKey" = 'zzz' WHERE "Id" = (SELECT MIN("Id") FROM "Investors" i WHERE NOT EXISTS (SELECT 1 FROM "Deals" d WHERE d."InvestorId" = i."Id"))""", "pinyin", "search")]
    [InlineData("""UPDATE "Units" SET "PinyinKey" = '' WHERE "Id" = (SELECT MIN("Id") FROM "Units")""", "pinyin")]
    [InlineData("""UPDATE "Dictionary" SET "Name_Zh" = '张冠李戴' WHERE "Code" = (SELECT MIN("Code") FROM "Dictionary")""", "pinyin")]
    [InlineData("""DELETE FROM "SearchEntries" WHERE "Id" = (SELECT MIN("Id") FROM "SearchEntries")""", "search")]
    [InlineData("""DELETE FROM "SearchGrams" WHERE rowid = (SELECT MIN("Id") FROM "SearchEntries")""", "search")]
    [InlineData("""UPDATE "Imports" SET "Created" = "Created" - 1 WHERE "Number" = 'DR-00001'""", "imports")]
    [InlineData("""UPDATE "Imports" SET "Id" = '0193A000-0000-7000-8000-000000000009' WHERE "Number" = 'DR-00002'""", "imports")]
    [InlineData("""UPDATE "StageChanges" SET "Stage" = 'Negotiating' WHERE "Id" = (SELECT MIN(s."Id") FROM "StageChanges" s WHERE s."Stage" = 'Screening' AND s."CorrectsId" IS NULL AND s."SubjectId" IN (SELECT n."SubjectId" FROM "StageChanges" n WHERE n."Stage" = 'Negotiating' AND NOT n."IsReturn" AND n."HoldsFrom" > s."HoldsFrom"))""", "deal-road", "ledger-written")]
    [InlineData("""UPDATE "Signings" SET "Change" = 'Upgrade' WHERE "Id" = (SELECT MIN("Id") FROM "Signings" WHERE "Kind" = 'Intent')""", "deal-counted", "ledger-written")]
    [InlineData("""UPDATE "Deals" SET "Stage" = 'Nonsense' WHERE "Number" = 'GZ-0001'""", "unreadable", "unreadable")]
    public async Task What_somebody_changed_behind_the_product_is_found(string sql, params string[] checks)
    {
        await using var database = await FairDatabase.SeededSqliteAsync();
        await database.DamageAsync(sql);

        Assert.Equal(checks, await BreachedAsync(database));
    }

    /// <summary>Databases of before lengths were hashed go on, link by link; nobody closes a link in the old way after that.</summary>
    [Fact]
    public async Task A_chain_that_was_begun_in_the_first_way_goes_on_in_the_second_and_never_back()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        await RecloseAsync(house.Database, from: 1);
        Assert.Empty(await BreachedAsync(house.Database));

        House.Done(await house.Delegations.SaveAsync(House.Organizer, House.Fair, null, new DelegationForm { NameZh = "后来的代表团（示例）", Quota = 1 }, Cancel));
        House.Done(await house.Delegations.SaveAsync(House.Organizer, House.Fair, null, new DelegationForm { NameZh = "再后来的代表团（示例）", Quota = 1 }, Cancel));
        Assert.Empty(await BreachedAsync(house.Database));

        await RecloseAsync(house.Database, from: await house.LinksAsync());
        Assert.Equal(["audit-chain"], await BreachedAsync(house.Database));
    }

    private static async Task RecloseAsync(FairDatabase database, long from)
    {
        await using var db = database.Open();
        var previous = await db.AuditEntries.Where(a => a.Sequence == from - 1).Select(a => a.Hash).SingleOrDefaultAsync(Cancel) ?? AuditEntry.Genesis;
        var sql = new StringBuilder();
        foreach (var link in await db.AuditEntries.AsNoTracking().Include(a => a.Rows).Where(a => a.Sequence >= from).OrderBy(a => a.Sequence).ToListAsync(Cancel))
        {
            var again = new AuditEntry { Sequence = link.Sequence, At = link.At, ActorId = link.ActorId, ActorName = link.ActorName, Act = link.Act, Purpose = link.Purpose, BatchId = link.BatchId, Previous = previous };
            again.Rows.AddRange(link.Rows);
            var hash = again.Joined();
            sql.Append(CultureInfo.InvariantCulture, $"UPDATE \"AuditEntries\" SET \"Previous\" = X'{Convert.ToHexString(previous)}', \"Hash\" = X'{Convert.ToHexString(hash)}' WHERE \"Sequence\" = {link.Sequence};");
            previous = hash;
        }

        await database.DamageAsync($"{sql} UPDATE \"AuditHeads\" SET \"Hash\" = X'{Convert.ToHexString(previous)}'");
    }

    /// <summary>Columns that repeat what entries, history or names say: each is worked out again, on either database.</summary>
    [Theory, MemberData(nameof(Repeating))]
    public async Task A_column_that_no_longer_says_what_it_follows_from_is_found(Engine engine, string sql, string check)
    {
        await using var database = engine is Engine.Sqlite ? await FairDatabase.SeededSqliteAsync() : await FairDatabase.SeededPostgresAsync();
        await database.DamageAsync(sql);

        // A pinyin key stands in the index of words as well.
        Assert.Equal([check], (await BreachedAsync(database)).Except(["search"]));
    }

    [Fact]
    public async Task Two_meetings_at_one_table_with_the_claims_taken_away_are_found()
    {
        await using var database = await FairDatabase.SeededSqliteAsync();
        await database.DamageAsync("""
            DELETE FROM "Claims" WHERE "MeetingId" = (SELECT "Id" FROM "Meetings" WHERE "Number" = '2027-M002');
            UPDATE "Meetings" SET "FirstSlotId" = (SELECT "FirstSlotId" FROM "Meetings" WHERE "Number" = '2027-M001'), "TableId" = (SELECT "TableId" FROM "Meetings" WHERE "Number" = '2027-M001') WHERE "Number" = '2027-M002'
            """);

        Assert.Equal(["claims", "timetable"], await BreachedAsync(database));
    }

    [Fact]
    public async Task A_file_that_is_gone_and_one_that_was_changed_are_found()
    {
        await using var database = await FairDatabase.SeededSqliteAsync();
        var kept = Directory.EnumerateFiles(Path.Combine(database.Directory, "files"), "*", SearchOption.AllDirectories).Order().ToList();
        File.Delete(kept[0]);
        await File.AppendAllTextAsync(kept[1], "more", Cancel);

        var findings = await new Verification(database.Contexts, database.Files).RunAsync(Cancel);

        Assert.Equal(2, findings.Single(f => f.Check == "files").Breaches.Count);
        Assert.Equal(["files"], await BreachedAsync(database));
    }

    [Fact]
    public async Task An_enquiry_that_says_answered_without_an_answer_is_found()
    {
        await using var database = await FairDatabase.SeededSqliteAsync();
        Assert.Empty(await BreachedAsync(database));
        await database.DamageAsync("""UPDATE "Enquiries" SET "State" = 'Answered'""");
        Assert.Equal(["enquiries"], await BreachedAsync(database));
    }

    [Fact]
    public async Task It_reads_beside_a_server_that_is_writing()
    {
        await using var database = await FairDatabase.SeededSqliteAsync();
        await using var server = database.Open();
        await using var writing = await server.BeginAsync(Cancel);
        await server.NextNumberAsync("deal", Cancel);

        Assert.Empty(await BreachedAsync(database));
    }

    [Fact]
    public async Task An_empty_database_is_sound()
    {
        await using var database = await FairDatabase.SqliteAsync();

        Assert.Empty(await BreachedAsync(database));
    }

    [Theory]
    [InlineData("""UPDATE "Links" SET "KeyHash" = '0123456789abcdef0123456789abcdef' WHERE "Kind" = 'Timetable'""")]
    [InlineData("""UPDATE "Links" SET "SubjectId" = '0193A000-0000-7000-8000-000000000009' WHERE "Kind" = 'Timetable'""")]
    [InlineData("""UPDATE "Links" SET "Kind" = 'Board' WHERE "Kind" = 'Timetable'""")]
    public async Task A_link_that_is_kept_as_it_stands_in_the_address_or_is_nobody_s_is_found(string sql)
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        House.Done(await house.Links.ShowAsync(House.Organizer, House.Fair, LinkKind.Timetable, (await house.PeopleAsync(1))[0], Cancel));
        await house.Database.DamageAsync(sql);

        Assert.Equal(["links"], await BreachedAsync(house.Database));
    }

    private static async Task<IEnumerable<string>> BreachedAsync(FairDatabase database) =>
        (await new Verification(database.Contexts, database.Files).RunAsync(Cancel)).Where(f => !f.IsClean).Select(f => f.Check).Order(StringComparer.Ordinal);
}
