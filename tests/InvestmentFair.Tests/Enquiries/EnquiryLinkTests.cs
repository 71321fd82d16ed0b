using System.Data.Common;
using System.Diagnostics;
using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Data.Sqlite;
using InvestmentFair.Drafts;
using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using InvestmentFair.Notes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Tests.Enquiries;

/// <summary>The address of an asker's page: nothing that is kept opens it, staff pass it on, renew it and shut it.</summary>
public sealed class EnquiryLinkTests
{
    private const string Site = "https://fair.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Nothing_that_is_kept_opens_the_page_of_an_asker(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, key) = await AskedAsync(house, "一问");
        House.Done(await house.Replies.TellAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new TellForm { Words = $"进展见 {Site}/q/{key} ，或 {ReplyPlaceholders.Link}" }, Cancel));
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = $"欢迎，见 /q/{key} 和 {key}。" }, Cancel));
        await AssignTwiceAsync(house, id, $"来询人说 {Site}/q/{key} 打不开");
        // Pressed twice, it is added once.
        for (var n = 0; n < 2; n++) House.Done(await house.Askers.AddAsync(Actor.Portal, key, new AddForm { Words = $"我的网址是 {Site}/q/{key} ，a{key}" }, Cancel));
        House.Done(await Notes(house).AddAsync(House.Organizer, "enquiries", House.Fair, id, new NoteForm { Text = $"网址 {Site}/q/{key}" }, Cancel));
        var place = new DraftPlace(nameof(AnswerForm), $"/console/{House.Fair}/enquiries/{id}");
        House.Done(await new DraftDesk(house.Database.Contexts, house.Clock).KeepAsync(House.Organizer, place, 1, Guid.CreateVersion7(), new Dictionary<string, DraftField> { ["Answer"] = new($"见 {key}", $"见\n{Site}/q/{key}\b") }, Cancel));

        var keys = await house.ReadAsync(async db => (await db.Enquiries.AsNoTracking().ToListAsync(Cancel)).Select(e => e.Key(house.Database.Keys)!).ToList());
        var kept = await house.DumpAsync();

        Assert.Contains(key, keys);
        Assert.All(keys, k => Assert.DoesNotContain(k, kept, StringComparison.OrdinalIgnoreCase));
        // All of it is there, but for the key.
        var said = await house.ReadAsync(db => db.Set<EnquiryWord>().Where(w => w.EnquiryId == id).AsNoTracking().ToListAsync(Cancel));
        Assert.Equal([WordKind.Added, WordKind.Told, WordKind.Answer, WordKind.Reason, WordKind.Reason], said.Select(w => w.Kind).Order());
        Assert.All(said, w => Assert.Contains(ReplyPlaceholders.Link, w.Text, StringComparison.Ordinal));
        Assert.Equal($"网址 {ReplyPlaceholders.Link}", Assert.Single(await Notes(house).NotesAsync(House.Organizer, "enquiries", House.Fair, id, Cancel)).Text);
        Assert.Equal(new DraftField($"见 {ReplyPlaceholders.Link}", $"见\n{ReplyPlaceholders.Link}\b"), (await new DraftDesk(house.Database.Contexts, house.Clock).FindAsync(House.Organizer, place, Cancel))!.Fields["Answer"]);
        // Told apart from a dump that reads nothing: what is looked up by is in it, and a key that somebody leaves behind is found.
        Assert.All(keys, k => Assert.Contains(LinkKeys.HashOf(k), kept, StringComparison.Ordinal));
        await house.Database.DamageAsync($"""UPDATE "EnquiryWords" SET "Text" = 'see /q/{key}' WHERE "EnquiryId" = '{Text(engine, id)}'""");
        Assert.Contains(key, await house.DumpAsync(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_staff_wrote_names_the_address_to_the_asker_and_to_whoever_may_answer(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, key) = await AskedAsync(house, "一问，附占位符 {link}");
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = $"见 {Site}/q/{key} 。" }, Cancel));

        var asked = (await house.Askers.AskedAsync(Actor.Portal, key, Cancel, Site))!;
        Assert.Equal($"见 {Site}/q/{key} 。", asked.Answer!.Text);
        // What the asker typed is shown as typed.
        Assert.Equal("一问，附占位符 {link}", asked.Words);
        Assert.Equal($"见 {Site}/q/{key} 。", (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel, Site))!.Answer);
        var leader = (await house.Replies.EnquiryAsync(House.Organizer with { Role = Role.Leader }, House.Fair, id, Cancel, Site))!;
        Assert.Equal((null, "见 （查询网址） 。"), (leader.Key, leader.Answer));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_page_of_a_settled_enquiry_opens_for_a_year_and_longer_only_by_a_new_link(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, key) = await AskedAsync(house, "一问");
        house.Time.Advance(TimeSpan.FromDays(2 * Enquiry.LinkDays));
        Assert.NotNull(await house.Askers.AskedAsync(Actor.Portal, key, Cancel));

        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = "已答" }, Cancel));
        house.Time.Advance(TimeSpan.FromDays(Enquiry.LinkDays - 1));
        Assert.NotNull(await house.Askers.AskedAsync(Actor.Portal, key, Cancel));
        house.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await house.Askers.AskedAsync(Actor.Portal, key, Cancel));
        Assert.Equal(Refusal.NotFound, (await house.Askers.AddAsync(Actor.Portal, key, new AddForm { Words = "还在吗" }, Cancel)).Refusal);

        House.Done(await house.Replies.RenewLinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), "来询人来电", Cancel));
        Assert.NotNull(await house.Askers.AskedAsync(Actor.Portal, (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel))!.Key!, Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whoever_reads_what_the_asker_added_reads_the_address_that_stood_in_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, key) = await AskedAsync(house, "一问");

        House.Done(await house.Askers.AddAsync(Actor.Portal, key, new AddForm { Words = $"我的网址是 {Site}/q/{key} 。" }, Cancel));

        Assert.Equal($"我的网址是 {Site}/q/{key} 。", Assert.Single((await house.Askers.AskedAsync(Actor.Portal, key, Cancel, Site))!.Said).Text);
        Assert.Equal($"我的网址是 {Site}/q/{key} 。", Assert.Single((await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel, Site))!.Said).Text);
        Assert.Equal("我的网址是 （查询网址） 。", Assert.Single((await house.Replies.EnquiryAsync(House.Organizer with { Role = Role.Leader }, House.Fair, id, Cancel, Site))!.Said).Text);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_renewed_link_opens_and_the_one_of_before_is_answered_like_one_that_never_was(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, before) = await AskedAsync(house, "一问");
        var seen = await house.VersionAsync<Enquiry>(id);
        Assert.Equal(EnquiryRefusals.WhyLink, (await house.Replies.RenewLinkAsync(House.Organizer, House.Fair, id, seen, " ", Cancel)).Refusal);

        House.Done(await house.Replies.RenewLinkAsync(House.Organizer, House.Fair, id, seen, "转发到了群里", Cancel));

        var view = (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel))!;
        Assert.Equal(LinkStanding.Known, view.Link);
        Assert.NotEqual(before, view.Key);
        Assert.NotNull(await house.Askers.AskedAsync(Actor.Portal, view.Key!, Cancel));
        var never = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        Assert.Equal(await LookAsync(house, never), await LookAsync(house, before));
        Assert.NotEqual(await LookAsync(house, never), await LookAsync(house, view.Key!));
        Assert.Equal(Refusal.NotFound, (await house.Askers.AddAsync(Actor.Portal, before, new AddForm { Words = "用旧网址" }, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Askers.WithdrawAsync(Actor.Portal, before, Cancel)).Refusal);
        Assert.Equal([("KeyGeneration", "1", "2"), ("Reason", null, "转发到了群里")], await house.ReadAsync(db => HistoryOf(db, id)));
        Assert.Equal(Violations.Overtaken, (await house.Replies.RenewLinkAsync(House.Organizer, House.Fair, id, seen, "又一次", Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_link_that_was_shut_opens_nothing_until_it_is_renewed(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, before) = await AskedAsync(house, "一问");
        Assert.Equal(EnquiryRefusals.WhyLink, (await house.Replies.ShutLinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), "", Cancel)).Refusal);

        House.Done(await house.Replies.ShutLinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), "来询人要求", Cancel));

        Assert.Null(await house.Askers.AskedAsync(Actor.Portal, before, Cancel));
        var view = (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel))!;
        Assert.Equal((null, LinkStanding.Shut), (view.Key, view.Link));
        Assert.Equal(["KeyShutAt", "Reason"], (await house.ReadAsync(db => HistoryOf(db, id))).Select(h => h.Field));
        // The button pressed again is answered with an enquiry whose page opens.
        var again = House.Done(await house.Enquiries.AskAsync(Actor.Portal, FormOf("一问"), await ProjectAsync(house), [], Cancel));
        Assert.NotEqual(id, await house.EnquiryAsync(again));

        House.Done(await house.Replies.RenewLinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), "来询人又要看", Cancel));
        var renewed = (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel))!.Key!;
        Assert.NotNull(await house.Askers.AskedAsync(Actor.Portal, renewed, Cancel));
        Assert.Null(await house.Askers.AskedAsync(Actor.Portal, before, Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task With_the_secret_lost_what_was_given_out_opens_and_is_not_shown_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, key) = await AskedAsync(house, "一问");
        var replies = new ReplyDesk(house.Database.Contexts, house.Clock, new LinkKeys(() => new byte[32]));

        Assert.Equal((null, LinkStanding.Hidden), await replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel) is { } view ? (view.Key, view.Link) : default);
        Assert.NotNull(await house.Askers.AskedAsync(Actor.Portal, key, Cancel));
        // Whoever was given it may still write it down; it is known by its digest.
        House.Done(await replies.TellAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new TellForm { Words = $"仍用 {Site}/q/{key} 。" }, Cancel));
        Assert.DoesNotContain(key, await house.DumpAsync(), StringComparison.Ordinal);
        House.Done(await replies.RenewLinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), "密钥已换", Cancel));
        Assert.NotNull(await house.Askers.AskedAsync(Actor.Portal, (await replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel))!.Key!, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_database_itself_keeps_a_link_open_or_shut(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, _) = await AskedAsync(house, "一问");

        var refused = await Assert.ThrowsAnyAsync<DbException>(() => house.ReadAsync(db => db.Enquiries.Where(e => e.Id == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.KeyHash, (string?)null), Cancel)));

        Assert.Contains("CK_Enquiries_Key", refused.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_address_that_an_earlier_version_gave_out_opens_and_its_key_is_kept_nowhere_any_more(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, given) = await AskedAsync(house, "一问");
        House.Done(await house.Askers.AddAsync(Actor.Portal, given, new AddForm { Words = "还想问电价" }, Cancel));
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = "欢迎" }, Cancel));
        var note = House.Done(await Notes(house).AddAsync(House.Organizer, "enquiries", House.Fair, id, new NoteForm { Text = "先致电" }, Cancel));
        const string Key = "0123456789abcdef0123456789abcdef";
        await using (var before = house.Open()) await before.GetService<IMigrator>().MigrateAsync("NamesSortedByReading", Cancel);
        var (text, history) = (Text(engine, id), $"看 {Site}/q/{Key} 。");
        await house.Database.DamageAsync($"""
            UPDATE "Enquiries" SET "Ref" = '{Key}', "Answer" = '{history}' WHERE "Id" = '{text}';
            UPDATE "EnquiryWords" SET "Text" = '{history}' WHERE "EnquiryId" = '{text}';
            UPDATE "Notes" SET "Text" = '{history}' WHERE "Id" = '{Text(engine, note)}';
            UPDATE "History" SET "New" = '{history}' WHERE "RecordId" = '{text}' AND "Field" = 'Answer' OR "RecordId" = '{Text(engine, note)}';
            INSERT INTO "Drafts" ("OwnerId", "Form", "Address", "BaseVersion", "PressKey", "Fields", "SavedAt") VALUES ('{text}', 'AnswerForm', '/x', 0, '{text}', '{"{"}"Answer":"{history}"{"}"}', '2027-07-01 00:00:00')
            """);

        await using (var db = house.Open()) await db.BringUpToDateAsync(Cancel);

        Assert.DoesNotContain(Key, await house.DumpAsync(), StringComparison.Ordinal);
        if (engine is Engine.Sqlite) Assert.DoesNotContain(Key, Encoding.Latin1.GetString(await FileAsync(house)), StringComparison.Ordinal);
        var asked = (await house.Askers.AskedAsync(Actor.Portal, Key, Cancel, Site))!;
        Assert.Equal(history, asked.Answer!.Text);
        // What the asker had added is read as it was typed, too.
        Assert.Equal((WordKind.Added, history), Assert.Single(asked.Said) is { } added ? (added.Kind, added.Text) : default);
        Assert.Equal((null, LinkStanding.Hidden), await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel) is { } view ? (view.Key, view.Link) : default);
        Assert.Equal($$"""{"Answer":"看 {{ReplyPlaceholders.Link}} 。"}""", await house.ReadAsync(db => db.Drafts.Where(d => d.OwnerId == id).Select(d => d.Fields).SingleAsync(Cancel)));
        await house.VerifyAsync();
        // A second start finds nothing left to do, and renewing is as ever.
        await using (var db = house.Open()) await db.BringUpToDateAsync(Cancel);
        House.Done(await house.Replies.RenewLinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), "转告来询人", Cancel));
        Assert.Null(await house.Askers.AskedAsync(Actor.Portal, Key, Cancel));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_anew_hinders_no_start_and_is_tried_again_until_it_can()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var (id, _) = await AskedAsync(house, "一问");
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = "欢迎" }, Cancel));
        const string Key = "0123456789abcdef0123456789abcdef";
        await using (var before = house.Open()) await before.GetService<IMigrator>().MigrateAsync("NamesSortedByReading", Cancel);
        await house.Database.DamageAsync($"""
            UPDATE "Enquiries" SET "Ref" = '{Key}', "Answer" = 'see /q/{Key}' WHERE "Id" = '{Text(Engine.Sqlite, id)}';
            UPDATE "EnquiryWords" SET "Text" = 'see /q/{Key}' WHERE "EnquiryId" = '{Text(Engine.Sqlite, id)}'
            """);
        var (disk, log) = (new FullDisk(), new Heard());
        await using var start = new SqliteFairDbContext(new DbContextOptionsBuilder<SqliteFairDbContext>().UseSqlite(house.Database.Connection).AddInterceptors(disk).Options);

        await start.BringUpToDateAsync(Cancel, log);
        Assert.NotNull(await house.Askers.AskedAsync(Actor.Portal, Key, Cancel));
        Assert.DoesNotContain(Key, await house.DumpAsync(), StringComparison.Ordinal);
        await start.BringUpToDateAsync(Cancel, log);
        Assert.Equal((2, 2), (disk.Tried, log.Warnings));
        disk.IsFull = false;
        await start.BringUpToDateAsync(Cancel, log);
        Assert.DoesNotContain(Key, Encoding.Latin1.GetString(await FileAsync(house)), StringComparison.Ordinal);

        // Once it has been done it is not done at every start.
        await start.BringUpToDateAsync(Cancel, log);
        Assert.Equal((3, 2), (disk.Tried, log.Warnings));
        await house.VerifyAsync();
    }

    [Fact]
    public void A_secret_that_could_not_be_made_is_made_once_there_is_room()
    {
        var isFull = true;
        var keys = new LinkKeys(() => isFull ? throw new IOException("No space left on device") : new byte[32]);
        Assert.Throws<IOException>(keys.Ready);
        Assert.Throws<IOException>(() => keys.KeyOf("enquiry", Guid.Empty, 1));

        isFull = false;

        Assert.Equal(LinkKeys.Length, keys.KeyOf("enquiry", Guid.Empty, 1).Length);
    }

    [Fact]
    public void Ten_thousand_keys_are_all_different_and_no_bit_of_them_leans()
    {
        var keys = new LinkKeys(() => [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        var made = Enumerable.Range(0, 2500).Select(_ => Guid.CreateVersion7()).SelectMany(id => Enumerable.Range(1, 4).Select(generation => keys.KeyOf("enquiry", id, generation))).ToList();

        Assert.Equal(10_000, made.Distinct().Count());
        Assert.All(made, key => Assert.Matches("^[0-9a-f]{32}$", key));
        var bytes = made.Select(Convert.FromHexString).ToList();
        // Six standard deviations of a fair coin thrown ten thousand times.
        Assert.All(Enumerable.Range(0, 128), bit => Assert.InRange(bytes.Count(b => (b[bit / 8] >> bit % 8 & 1) == 1), 4700, 5300));
        Assert.NotEqual(keys.KeyOf("enquiry", Guid.Empty, 1), keys.KeyOf("guest", Guid.Empty, 1));
    }

    [Fact]
    public async Task Whoever_begins_at_once_agrees_on_one_secret_that_only_the_owner_reads()
    {
        var directory = Directory.CreateTempSubdirectory("keys-").FullName;
        try
        {
            var made = await House.FightAsync(8, _ => Task.FromResult(LinkKeys.In(directory).KeyOf("enquiry", Guid.Empty, 1)));

            Assert.Single(made.Distinct());
            var file = Assert.Single(Directory.GetFiles(directory));
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            await File.WriteAllBytesAsync(file, new byte[16], Cancel);
            Assert.Throws<InvalidDataException>(() => LinkKeys.In(directory).KeyOf("enquiry", Guid.Empty, 1));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static AskForm FormOf(string words) => new() { Kind = EnquiryKind.Question, Name = "何问（示例）", Organisation = "问问公司（示例）", Mobile = "000-0000-9999", Words = words };

    private static Task<List<string>> ProjectAsync(House house) => house.ReadAsync(db => db.Projects.OrderBy(p => p.Code).Select(p => p.Code).Take(1).ToListAsync(Cancel));

    private static async Task<(Guid Id, string Key)> AskedAsync(House house, string words)
    {
        var key = House.Done(await house.Enquiries.AskAsync(Actor.Portal, FormOf(words), await ProjectAsync(house), [], Cancel));
        return (await house.EnquiryAsync(key), key);
    }

    private static NoteDesk Notes(House house) => new(house.Database.Contexts, [new EnquiryList(house.Database.Contexts, house.Clock)], house.Clock);

    private static async Task AssignTwiceAsync(House house, Guid id, string reason)
    {
        foreach (var unit in await house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).Take(2).ToListAsync(Cancel)))
            House.Done(await house.Replies.AssignAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AssignForm { UnitId = unit, Reason = reason }, Cancel));
    }

    private static async Task<IReadOnlyList<(string Field, string? Old, string? New)>> HistoryOf(FairDbContext db, Guid id) =>
        [.. (await db.History.Where(h => h.RecordId == id && h.Field != "").OrderBy(h => h.Sequence).ThenBy(h => h.Ordinal).ToListAsync(Cancel)).Select(h => (h.Field, h.Old, h.New))];

    // How the database is asked is what could be timed from outside.
    private static async Task<string> LookAsync(House house, string key)
    {
        var asked = new List<string>();
        using var listening = DiagnosticListener.AllListeners.Subscribe(new Listening(asked));
        var found = await house.Askers.AskedAsync(Actor.Portal, key, Cancel);
        return $"{found?.Number} {string.Join('\n', asked)}";
    }

    private static string Text(Engine engine, Guid id) => engine is Engine.Sqlite ? id.ToString().ToUpperInvariant() : id.ToString();

    private static async Task<byte[]> FileAsync(House house)
    {
        await using (var db = house.Open()) await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Cancel);
        return [.. (await Task.WhenAll(Directory.GetFiles(house.Database.Directory, "fair.db*").Select(f => File.ReadAllBytesAsync(f, Cancel)))).SelectMany(b => b)];
    }

    /// <summary>Every value of every table, as whoever has the database reads it.</summary>
    /// <summary>Has room for everything but the file once more.</summary>
    private sealed class FullDisk : DbCommandInterceptor
    {
        public bool IsFull { get; set; } = true;

        public int Tried { get; private set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText is not "VACUUM") return ValueTask.FromResult(result);
            Tried++;
            return IsFull ? throw new SqliteException("database or disk is full", 13) : ValueTask.FromResult(result);
        }
    }

    private sealed class Heard : ILogger
    {
        public int Warnings { get; private set; }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel is LogLevel.Warning && formatter(state, exception).Contains("next start", StringComparison.Ordinal)) Warnings++;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    }

    private sealed class Listening(List<string> asked) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        // Other tests ask other databases at the same time.
        private static readonly AsyncLocal<object?> Here = new();
        private readonly object _mark = Here.Value = new object();

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (ReferenceEquals(Here.Value, _mark) && value.Value is CommandExecutedEventData done) asked.Add(done.Command.CommandText);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
