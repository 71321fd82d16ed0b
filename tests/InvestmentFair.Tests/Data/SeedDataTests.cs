using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Data.Seeding;
using InvestmentFair.Deals;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Meetings;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Data;

/// <summary>What the sample data are, on either database; they are loaded once for the class.</summary>
public abstract class SeedDataTests(FairDatabase database)
{
    private static readonly AsOf CutOff = new(new DateOnly(2026, 10, 31));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Regions", 68)]
    [InlineData("Sectors", 48)]
    [InlineData("Dictionary", 39)]
    [InlineData("Holidays", 73)]
    [InlineData("Units", 27)]
    [InlineData("Hosts", 30)]
    [InlineData("Interpreters", 3)]
    [InlineData("Projects", 32)]
    [InlineData("Plants", 12)]
    [InlineData("Investors", 140)]
    [InlineData("Contacts", 160)]
    [InlineData("Needs", 40)]
    [InlineData("Fairs", 3)]
    [InlineData("FairProjects", 32)]
    [InlineData("Slots", 18)]
    [InlineData("Tables", 42)]
    [InlineData("Agenda", 29)]
    [InlineData("Checklist", 42)]
    [InlineData("Delegations", 18)]
    [InlineData("Invitations", 18)]
    [InlineData("Guests", 183)]
    [InlineData("Imports", 6)]
    [InlineData("Availability", 15)]
    [InlineData("PartyLimits", 3)]
    [InlineData("Requests", 207)]
    [InlineData("PairMarks", 3)]
    [InlineData("Meetings", 73)]
    [InlineData("Outcomes", 32)]
    [InlineData("ReplyTemplates", 3)]
    [InlineData("Enquiries", 12)]
    [InlineData("Deals", 142)]
    [InlineData("Signings", 181)]
    [InlineData("Receipts", 352)]
    [InlineData("FollowUp", 886)]
    [InlineData("Problems", 40)]
    [InlineData("Commitments", 30)]
    public async Task Every_line_of_the_sheets_is_loaded(string table, int rows)
    {
        await using var db = database.Open();

        Assert.Equal(rows, await CountAsync(db, table));
    }

    [Fact]
    public async Task The_fair_of_2027_is_current_and_has_forty_meetings_in_its_timetable()
    {
        await using var db = database.Open();

        Assert.Equal(["2027"], await db.Fairs.Where(f => f.IsCurrent).Select(f => f.Code).ToListAsync(Cancel));
        Assert.Equal(40, await db.Requests.CountAsync(r => r.State == RequestState.Placed && r.WithId == null, Cancel));
        Assert.Equal(1, await db.Requests.CountAsync(r => r.WithId != null, Cancel));
        Assert.Equal(40, await db.Meetings.CountAsync(m => m.Fair.Code == "2027" && m.FirstSlotId != null && m.TableId != null, Cancel));
        Assert.Equal(40, await db.Claims.Where(c => c.Kind == ClaimKind.Table && db.Fairs.Any(f => f.Id == c.FairId && f.Code == "2027")).CountAsync(Cancel));
    }

    [Fact]
    public async Task All_projects_are_published_in_the_order_of_the_sheet_with_their_pictures()
    {
        await using var db = database.Open();
        var listed = await db.FairProjects.OrderBy(l => l.Ordinal).Select(l => l.Project.Code).ToListAsync(Cancel);

        Assert.Equal(File.ReadLines(Path.Combine(FairDatabase.SeedDirectory, "imports", "projects-2027.csv")).Skip(1).Select(l => l[..l.IndexOf(',', StringComparison.Ordinal)]), listed);
        Assert.All(await db.Projects.AsNoTracking().ToListAsync(Cancel), p => Assert.Equal((ProjectState.Published, true), (p.State, p.PictureId is not null)));
        Assert.All(await db.Plants.AsNoTracking().ToListAsync(Cancel), p => Assert.Equal((true, true), (p.IsPublished, p.PictureId is not null)));
    }

    [Fact]
    public async Task Guests_projects_and_some_wishes_came_through_the_importers_each_sheet_as_a_batch_on_a_link_of_its_own()
    {
        await using var db = database.Open();
        var batches = await db.Imports.OrderBy(i => i.Number).Select(i => new { i.Kind, i.FileName, i.Created, i.Changed, i.Unchanged, i.Id, i.At }).ToListAsync(Cancel);
        var links = await db.AuditEntries.Where(a => a.BatchId != null).Select(a => new { a.BatchId, a.Act, a.At }).ToListAsync(Cancel);

        Assert.Equal(
        [
            (ImportKind.Projects, "projects-2024.csv", 32, 0, 0),
            (ImportKind.Guests, "guests-2024.csv", 15, 0, 0),
            (ImportKind.Guests, "guests-2025.csv", 18, 0, 0),
            (ImportKind.Projects, "projects-2027.csv", 0, 32, 0),
            (ImportKind.Guests, "guests-2027.csv", 150, 0, 0),
            (ImportKind.Wishes, "wishes-2027.csv", 6, 0, 0),
        ], batches.Select(b => (b.Kind, b.FileName, b.Created, b.Changed, b.Unchanged)));
        Assert.Equal(batches.Select(b => (b.Id, $"import.{b.Kind}", b.At)).Order(), links.Select(l => (l.BatchId!.Value, l.Act, l.At)).Order());
        Assert.Equal(await db.Guests.CountAsync(Cancel), await db.History.CountAsync(h => h.Record == "Guest" && h.Field == "" && db.AuditEntries.Any(a => a.Sequence == h.Sequence && a.BatchId != null), Cancel));
        Assert.Equal(await db.Projects.CountAsync(Cancel), await db.History.CountAsync(h => h.Record == "Project" && h.Field == "" && db.AuditEntries.Any(a => a.Sequence == h.Sequence && a.BatchId != null), Cancel));
    }

    [Theory]
    [InlineData(ImportKind.Guests, "2024", "guests-2024.csv", 15)]
    [InlineData(ImportKind.Guests, "2025", "guests-2025.csv", 18)]
    [InlineData(ImportKind.Guests, "2027", "guests-2027.csv", 150)]
    [InlineData(ImportKind.Projects, "2027", "projects-2027.csv", 32, "LC-T02")]
    [InlineData(ImportKind.Wishes, "2027", "wishes-2027.csv", 6)]
    public async Task The_sheets_pass_the_preview_of_the_importer_and_change_nothing_when_they_come_again(ImportKind kind, string fair, string file, int rows, string? extended = null)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(FairDatabase.SeedDirectory, "imports", file), Cancel);

        var preview = House.Done(await new ImportDesk(database.Contexts, new FairClock(TimeProvider.System), Microsoft.Extensions.Logging.Abstractions.NullLogger<ImportDesk>.Instance).PreviewAsync(House.Organizer, fair, kind, file, bytes, Cancel));

        Assert.Empty(preview.Unmatched);
        Assert.Equal(rows, preview.Rows.Count);
        // A listing whose validity was extended meanwhile would be cut back to what the sheet says, and nothing else of it.
        var changed = preview.Rows.Where(r => r.Verdict is ImportVerdict.Changed).ToList();
        Assert.Equal(extended is null ? [] : [(extended, "有效期至")], changed.Select(r => (r.Cells[0].Text, preview.Columns[Assert.Single(Enumerable.Range(0, r.Cells.Count), i => r.Cells[i].Old is not null)])));
        Assert.Empty(preview.Rows.Except(changed).Where(r => r.Verdict is not ImportVerdict.Unchanged || r.Problem is not null || r.Cells.Any(c => c.Problem is not null)).Select(r => $"{r.Number} {r.Verdict} {r.Problem} {string.Join("|", r.Cells.Select((c, i) => (c, i)).Where(x => x.c.Old is not null || x.c.Problem is not null).Select(x => $"{preview.Columns[x.i]} {x.c.Text} was {x.c.Old} {x.c.Problem}"))}"));
    }

    [Fact]
    public async Task Nobody_stands_twice_in_the_house_because_a_sheet_named_them_again()
    {
        await using var db = database.Open();
        var people = await db.People.AsNoTracking().Select(p => new { p.NameKey, p.Mobile }).ToListAsync(Cancel);

        Assert.Empty(people.GroupBy(p => (p.NameKey, p.Mobile)).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Equal(93, await db.Guests.CountAsync(g => db.Contacts.Any(c => c.PersonId == g.PersonId && c.InvestorId == g.InvestorId), Cancel));
    }

    [Theory]
    [InlineData("2024", 44, 47, 81, 85, 35, 39)]
    [InlineData("2025", 31, 35, 75, 79, 23, 27)]
    public async Task The_rates_of_the_fairs_look_like_published_ones(string fair, int fundsFrom, int fundsTo, int startedFrom, int startedTo, int builtFrom, int builtTo)
    {
        await using var db = database.Open();
        var fairId = await db.Fairs.Where(f => f.Code == fair).Select(f => f.Id).SingleAsync(Cancel);
        var deals = await db.Deals.AsNoTracking().AsSplitQuery().Include(d => d.Stages).Include(d => d.Signings).Include(d => d.Receipts).Include(d => d.Investors).ToListAsync(Cancel);

        var rates = FairRates.At(CutOff, fairId, deals.Select(d => new DealHistory(d.Id, d.Stages, d.Signings, d.Receipts, d.Investors)));

        TestContext.Current.TestOutputHelper?.WriteLine($"{fair}: funds {rates.Funds.Text()}, started {rates.Started.Text()}, built {rates.Built.Text()}, performing {rates.Performing.Text()}");
        Assert.InRange(rates.Funds.Percent!.Value, fundsFrom, fundsTo);
        Assert.InRange(rates.Started.Percent!.Value, startedFrom, startedTo);
        Assert.InRange(rates.Built.Percent!.Value, builtFrom, builtTo);
    }

    [Fact]
    public async Task At_least_ten_deals_came_of_a_meeting_with_an_outcome()
    {
        await using var db = database.Open();

        Assert.InRange(await db.Deals.CountAsync(d => d.OriginMeetingId != null && db.Outcomes.Any(o => o.MeetingId == d.OriginMeetingId), Cancel), 10, 140);
    }

    [Fact]
    public async Task Some_entries_were_recorded_later_than_they_hold_and_all_before_November_2026()
    {
        await using var db = database.Open();
        var stages = await db.StageChanges.Select(s => new { s.HoldsFrom, s.RecordedAt }).ToListAsync(Cancel);

        Assert.InRange(stages.Count(s => s.HoldsFrom.AddDays(7) < DateOnly.FromDateTime(s.RecordedAt)), 1, stages.Count);
        Assert.True((await db.AuditHeads.SingleAsync(Cancel)).At < new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task Loading_twice_changes_nothing()
    {
        var before = await StateAsync();

        var report = await new SeedData(database.Contexts, database.Files, database.Keys).LoadAsync(FairDatabase.SeedDirectory, Cancel);

        Assert.True(report.AlreadyLoaded);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Verification_finds_no_breach()
    {
        var findings = await new Verification(database.Contexts, database.Files).RunAsync(Cancel);

        Assert.Empty(findings.SelectMany(f => f.Breaches.Take(5).Select(b => $"{f.Check}: {b}")));
        // The keys of links are made by the installation that gives them out, and nothing has been printed there.
        Assert.Empty(findings.Where(f => f.Checked == 0 && f.Check is not ("links" or "prints")).Select(f => f.Check));
    }

    private static async Task<long> CountAsync(FairDbContext db, string table)
    {
        await db.Database.OpenConnectionAsync(Cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private async Task<string> StateAsync()
    {
        await using var db = database.Open();
        var state = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Order())
            state.Add($"{table} {await CountAsync(db, table)}");
        var head = await db.AuditHeads.AsNoTracking().SingleAsync(Cancel);
        return $"{string.Join('\n', state)}\n{head.Sequence} {Convert.ToHexString(head.Hash)}";
    }
}

public sealed class SqliteSeed : IAsyncLifetime
{
    public FairDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await FairDatabase.SeededSqliteAsync();

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

public sealed class SeedDataOnSqliteTests(SqliteSeed seed) : SeedDataTests(seed.Database), IClassFixture<SqliteSeed>;

public sealed class PostgresSeed : IAsyncLifetime
{
    public FairDatabase? Database { get; private set; }

    public async ValueTask InitializeAsync() => Database = FairDatabase.HasPostgres ? await (await FairDatabase.PostgresAsync()).SeedAsync() : null;

    public async ValueTask DisposeAsync()
    {
        if (Database is not null) await Database.DisposeAsync();
    }
}

public sealed class SeedDataOnPostgresTests : SeedDataTests, IClassFixture<PostgresSeed>
{
    public SeedDataOnPostgresTests(PostgresSeed seed) : base(seed.Database!) => FairDatabase.NeedsPostgres();
}
