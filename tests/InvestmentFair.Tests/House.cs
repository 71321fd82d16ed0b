using System.Data.Common;
using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Documents;
using InvestmentFair.Editions;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using InvestmentFair.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvestmentFair.Tests;

public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>Every rule that leans on a database is tried on both.</summary>
public sealed class Both : TheoryData<Engine>
{
    public Both() => AddRange(Engine.Sqlite, Engine.Postgres);
}

/// <summary>The desks over a database of their own with the sample data, on 1 July 2027.</summary>
public sealed class House : IAsyncDisposable
{
    public const string Fair = "2027";

    public static readonly Actor Organizer = new(new Guid("00000000-0000-0000-0000-0000000000a1"), "组织者（测试）", Role.Organizer);

    private int _slots;

    private House(FairDatabase database)
    {
        Database = database;
        Clock = new FairClock(Time);
        Clock.StartAt(new DateTimeOffset(2027, 7, 1, 1, 0, 0, TimeSpan.Zero), DateTime.UnixEpoch);
    }

    public FairDatabase Database { get; }

    public FakeTimeProvider Time { get; } = new();

    public FairClock Clock { get; }

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => FairTime.DayOf(Now);

    public MeetingDesk Meetings => new(Database.Contexts, Clock);

    public AvailabilityDesk Availability => new(Database.Contexts, Clock);

    public LinkDesk Links => new(Database.Contexts, Clock, Database.Keys);

    public PrintDesk Prints => new(Database.Contexts, Clock);

    /// <summary>As another server each time.</summary>
    public RunDesk Runs => new(Database.Contexts, Clock, NullLogger<RunDesk>.Instance);

    public ScheduleQueries Searches => new(Database.Contexts, Clock);

    public SuggestionDesk Suggestions => new(Database.Contexts, Clock);

    public ReleaseDesk Releases => new(Database.Contexts, Clock);

    public NoticeDesk Notices => new(Database.Contexts, Clock, Links);

    public ReleaseQueries ReleaseQueries => new(Database.Contexts);

    public MyTimetableQueries Mine => new(Database.Contexts, Links);

    public ScheduleDesk Schedule => new(Database.Contexts, Clock);

    public LimitDesk Limits => new(Database.Contexts, Clock);

    public FairDesk Fairs => new(Database.Contexts, Clock);

    public SettingDesk Settings => new(Database.Contexts, Clock);

    public ChecklistDesk Checklist => new(Database.Contexts, Clock);

    public EditionDesk Editions => new(Database.Contexts, Clock);

    public DictionaryDesk Dictionaries => new(Database.Contexts, Clock);

    public DealDesk Deals => new(Database.Contexts, Database.Files, Clock);

    public EnquiryDesk Enquiries => new(Database.Contexts, Clock, Database.Keys);

    public ReplyDesk Replies => new(Database.Contexts, Clock, Database.Keys);

    public AskerDesk Askers => new(Database.Contexts, Clock);

    public DelegationDesk Delegations => new(Database.Contexts, Clock);

    public ReplacementDesk Replacements => new(Database.Contexts, Clock);

    public PublicationDesk Publication => new(Database.Contexts, Database.Files, Clock);

    public ProjectDesk Projects => new(Database.Contexts, Clock);

    public InvestorDesk Investors => new(Database.Contexts, Clock);

    public ImportDesk Imports => new(Database.Contexts, Clock, NullLogger<ImportDesk>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<House> OpenAsync(Engine engine) =>
        new(engine is Engine.Sqlite ? await FairDatabase.SeededSqliteAsync() : await FairDatabase.SeededPostgresAsync());

    public FairDbContext Open() => Database.Open();

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>Threads of their own, all let go at once: SQLite blocks the thread that waits for it.</summary>
    public static async Task<IReadOnlyList<T>> FightAsync<T>(int writers, Func<int, Task<T>> fight)
    {
        using var gate = new Barrier(writers);
        return await Task.WhenAll(Enumerable.Range(0, writers).Select(i => Task.Factory.StartNew(() =>
        {
            gate.SignalAndWait(Cancel);
            return fight(i);
        }, Cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.False(outcome.Refused, outcome.Text);
        return outcome.Value!;
    }

    public static void Done(Outcome outcome) => Assert.False(outcome.Refused, outcome.Text);

    public async Task<T> ReadAsync<T>(Func<FairDbContext, Task<T>> read)
    {
        await using var db = Open();
        return await read(db);
    }

    /// <summary>As somebody sees a record who opens it now.</summary>
    public Task<int> VersionAsync<T>(Guid id) where T : InvestmentFair.Kernel.Record => ReadAsync(db => db.Set<T>().IgnoreQueryFilters().Where(r => r.Id == id).Select(r => r.Version).SingleAsync(Cancel));

    /// <summary>The enquiry whose page that key opens.</summary>
    public Task<Guid> EnquiryAsync(string key) => ReadAsync(db => db.Enquiries.Where(e => e.KeyHash == LinkKeys.HashOf(key)).Select(e => e.Id).SingleAsync(Cancel));

    public Task<Guid> FairIdAsync() => ReadAsync(db => db.Fairs.Where(f => f.Code == Fair).Select(f => f.Id).SingleAsync(Cancel));

    public Task<Guid> InvestorAsync(int which = 0) => ReadAsync(db => db.Investors.OrderBy(i => i.Number).Select(i => i.Id).Skip(which).FirstAsync(Cancel));

    public Task<Guid> HostAsync(int which = 0) => ReadAsync(db => db.Hosts.OrderBy(h => h.ProtocolRank).ThenBy(h => h.Id).Select(h => h.PersonId).Skip(which).FirstAsync(Cancel));

    /// <summary>A slot on the day after the fair's, when nobody sits anywhere yet.</summary>
    public async Task<Guid> SlotAsync()
    {
        var starts = new TimeOnly(8, 0).AddMinutes(30 * _slots++);
        return Done(await Fairs.SaveSlotAsync(Organizer, Fair, null, new SlotForm { Day = new(2027, 8, 20), Starts = starts, Ends = starts.AddMinutes(20) }, Cancel));
    }

    public async Task<IReadOnlyList<Guid>> TablesAsync(int count)
    {
        await using var db = Open();
        var hall = await db.Halls.FirstAsync(h => h.Fair.Code == Fair && h.Kind == HallKind.Matchmaking, Cancel);
        var tables = Enumerable.Range(1, count).Select(i => Table.Put(hall.FairId, new TableForm { HallId = hall.Id, Code = $"T{Guid.NewGuid().ToString("N")[..6]}{i}", Seats = 4 })).ToList();
        db.AddRange(tables);
        Done(await db.SaveAsync(new Act(Organizer, "table.entered", Now), Cancel));
        return [.. tables.Select(t => t.Id)];
    }

    public async Task<Guid> TableAsync() => (await TablesAsync(1))[0];

    public async Task<IReadOnlyList<Guid>> PeopleAsync(int count)
    {
        await using var db = Open();
        var people = Enumerable.Range(1, count).Select(i => Person.Enter(new PersonForm { Name = $"与会者{i}（示例）" })).ToList();
        db.AddRange(people);
        Done(await db.SaveAsync(new Act(Organizer, "person.entered", Now), Cancel));
        return [.. people.Select(p => p.Id)];
    }

    public async Task<RequestForm> RequestFormAsync(params Guid[] guests) => new()
    {
        Topic = "产业合作（示例）",
        InvestorId = await InvestorAsync(),
        Guests = [.. guests.Length > 0 ? guests : await PeopleAsync(1)],
        Hosts = [.. await PeopleAsync(1)],
    };

    public async Task<Guid> RequestAsync(params Guid[] guests) => Done(await Meetings.SaveRequestAsync(Organizer, Fair, null, await RequestFormAsync(guests), Cancel));

    /// <summary>So many wishes at once, each of other people, or all of one guest or one host.</summary>
    public async Task<IReadOnlyList<Guid>> RequestsAsync(int count, Guid? guest = null, Guid? host = null)
    {
        var (fair, people) = (await FairIdAsync(), await PeopleAsync(count * 2));
        var investor = await InvestorAsync();
        await using var db = Open();
        var requests = Enumerable.Range(0, count).Select(i => MeetingRequest.Wish(fair, new RequestForm
        {
            Topic = $"议题{i}",
            InvestorId = investor,
            Guests = [guest ?? people[2 * i]],
            Hosts = [host ?? people[2 * i + 1]],
        }, Now, 30)).ToList();
        db.AddRange(requests);
        Done(await db.SaveAsync(new Act(Organizer, "request.entered", Now), Cancel));
        return [.. requests.Select(r => r.Id)];
    }

    public async Task<Guid> BookAsync(Guid request, Guid slot, Guid table) => Done(await Meetings.BookAsync(Organizer, Fair, request, await VersionAsync<MeetingRequest>(request), new Place(slot, 1, table), Cancel));

    public async Task<Guid> MeetingAsync(Guid slot, Guid table, params Guid[] guests) => await BookAsync(await RequestAsync(guests), slot, table);

    public async Task<PublishPreview> PreviewAsync() => (await Releases.PreviewAsync(Organizer, Fair, Cancel))!;

    public async Task<Guid> PublishAsync() => Done(await Releases.PublishAsync(Organizer, Fair, new PublishForm(), (await PreviewAsync()).Stamp, Cancel));

    /// <summary>Everybody who was to be told knows.</summary>
    public Task TellAllAsync() => ReadAsync(db => db.Notices.Where(n => n.State == NoticeState.Open).ExecuteUpdateAsync(set =>
        set.SetProperty(n => n.State, NoticeState.Done).SetProperty(n => n.Through, NoticeThrough.Phone).SetProperty(n => n.DoneAt, Now).SetProperty(n => n.DoneBy, Organizer.Name), Cancel));

    public Task<string> NumberAsync(Guid meeting) => ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).Select(m => m.Number).SingleAsync(Cancel));

    public Task<long> LinksAsync() => ReadAsync(db => db.AuditEntries.LongCountAsync(Cancel));

    /// <summary>Every word that stands in any table.</summary>
    public async Task<string> DumpAsync()
    {
        await using var db = Open();
        await db.Database.OpenConnectionAsync(Cancel);
        var connection = db.Database.GetDbConnection();
        var tables = await RowsAsync(connection, db.Database.IsSqlite()
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        Assert.True(tables.Count > 60, $"{tables.Count} tables");
        var all = new StringBuilder();
        foreach (var table in tables) all.AppendJoin('\n', await RowsAsync(connection, $"SELECT * FROM \"{table}\""));
        return all.ToString();
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel))
            rows.Add(string.Join('\t', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{reader.GetValue(i)}")));
        return rows;
    }

    /// <summary>The claims are those of the placed meetings, the chain holds, and so does everything else.</summary>
    public async Task VerifyAsync()
    {
        var findings = await new Verification(Database.Contexts, Database.Files).RunAsync(Cancel);
        Assert.Empty(findings.SelectMany(f => f.Breaches.Take(3).Select(b => $"{f.Check}: {b}")));
    }
}
