using System.Diagnostics;
using System.Globalization;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Benchmarks;

/// <summary>
/// The server's time for one page of the list of 100,000 guests of one fair on a SQLite file of its own: what the desk does
/// between the question and the rows. First as somebody who turns pages meets it, when nothing was saved since the rows were
/// counted; then with the rows counted anew each time. Beside it stands a bare query of the same 25 rows by the same
/// connection library, as the measure of the machine.
/// </summary>
public static class GuestListBenchmark
{
    private const int Turns = 31;
    private const double Target = 10;
    private const string Fair = "2027";
    private static readonly Actor Reader = new(Guid.NewGuid(), "测量", Role.Organizer);

    public static async Task<int> RunAsync(int guests)
    {
        var targets = new Targets();
        var directory = Directory.CreateTempSubdirectory("fair-bench-").FullName;
        try
        {
            var contexts = new FairContexts($"Data Source={Path.Combine(directory, "fair.db")}");
            var delegation = await SeedAsync(contexts, guests);
            Console.WriteLine($"{guests:N0} guests, one page of 25; median / p95 of {Turns} turns, ms");
            var list = new GuestList(contexts);
            var turned = await MeasureAsync("counted before", () => list, delegation, guests);
            targets.Under("guests, counted before, all that an index serves, median", turned[turned.Count / 2], Target);
            await MeasureAsync("counted anew", () => new GuestList(contexts), delegation, guests);
            await using var bare = new SqliteConnection($"Data Source={contexts.SqliteFile}");
            await bare.OpenAsync();
            Print("baseline: bare rows of one page, no count", await TimesAsync(() => BareAsync(bare)));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(directory, recursive: true);
        }

        return targets.End();
    }

    private static async Task<IReadOnlyList<double>> MeasureAsync(string how, Func<GuestList> list, Guid delegation, int guests)
    {
        var all = new List<double>();
        foreach (var (name, state, indexed) in States(delegation, guests))
        {
            var times = await TimesAsync(() => list().LoadAsync(Reader, Fair, state, CancellationToken.None));
            if (indexed) all.AddRange(times);
            Print($"{how}: {name}{(indexed ? "" : " *")}", times);
        }

        double[] sorted = [.. all.Order()];
        Print($"{how}: all of these but those marked *, which no index serves", sorted);
        return sorted;
    }

    private static IEnumerable<(string Name, ListState State, bool Indexed)> States(Guid delegation, int guests)
    {
        yield return ("first page, by rank and pinyin", new ListState(), true);
        yield return ("second page", new ListState { Number = 2 }, true);
        yield return ($"page {guests / 50:N0} of {guests / 25:N0}", new ListState { Number = guests / 50 }, true);
        yield return ("last page", new ListState { Number = guests / 25 }, true);
        yield return ("by name (pinyin key)", new ListState { Sort = "Name" }, true);
        yield return ("by name, descending", new ListState { Sort = "Name", Descending = true }, true);
        yield return ("by number", new ListState { Sort = "Number" }, true);
        yield return ("by protocol rank", new ListState { Sort = "ProtocolRank" }, true);
        yield return ("by answer", new ListState { Sort = "Attendance" }, true);
        yield return ("filter: coming", Filtered("attendance", "Coming"), true);
        yield return ("filter: declined", Filtered("attendance", "Declined"), true);
        yield return ("filter: leaders", Filtered("part", "Leader"), true);
        yield return ("filter: one delegation", Filtered("delegation", delegation.ToString()), true);
        yield return ("filter: has meetings", Filtered("meetings", "yes"), false);
        yield return ("by delegation (administrative code)", new ListState { Sort = "Delegation" }, false);
        yield return ("by title (no index)", new ListState { Sort = "Title" }, false);
        yield return ("search: a word inside", new ListState { Search = "晓岚" }, false);
    }

    private static ListState Filtered(string key, string value) => new() { Filters = new Dictionary<string, string> { [key] = value } };

    private static async Task<IReadOnlyList<double>> TimesAsync(Func<Task> act)
    {
        for (var warm = 0; warm < 3; warm++) await act();
        var times = new List<double>();
        for (var turn = 0; turn < Turns; turn++)
        {
            var watch = Stopwatch.GetTimestamp();
            await act();
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }

        return [.. times.Order()];
    }

    private static void Print(string name, IReadOnlyList<double> times) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2],9:0.00} {times[times.Count * 95 / 100],9:0.00}  {name}"));

    private static async Task BareAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT g.*, p.* FROM "Guests" g JOIN "People" p ON p."Id" = g."PersonId" ORDER BY g."FairId", g."ProtocolRank", g."PinyinKey", g."Id" LIMIT 25""";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            for (var i = 0; i < reader.FieldCount; i++) _ = reader.IsDBNull(i) ? null : reader.GetValue(i);
    }

    // Straight into the tables: what is measured is reading, and half a million rows of history would only be in the way.
    private static async Task<Guid> SeedAsync(FairContexts contexts, int guests)
    {
        await using var db = contexts.CreateDbContext();
        await db.BringUpToDateAsync(CancellationToken.None);
        var fair = Fairs.Fair.Plan(new Fairs.FairForm { Code = Fair, NameZh = "招商会", CityZh = "广州", FirstDay = new(2027, 8, 2), LastDay = new(2027, 8, 2), AnswerBy = new(2027, 7, 1) });
        db.Add(fair);
        var delegations = Enumerable.Range(1, 200).Select(i => Delegation.Invite(fair.Id, new DelegationForm { NameZh = $"第{i}县代表团", Quota = 200 })).ToList();
        db.AddRange(delegations);
        await db.SaveAsync(new Act(Actor.Seed, "bench", new DateTime(2027, 5, 1, 0, 0, 0, DateTimeKind.Utc)), CancellationToken.None);
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var transaction = connection.BeginTransaction();
        await using var person = Insert(connection, transaction, "People", ["Id", "SurvivorId", "Name", "NameKey", "PinyinKey", "PinyinByHand", "Version"]);
        await using var guest = Insert(connection, transaction, "Guests", ["Id", "Number", "FairId", "PersonId", "PinyinKey", "DelegationId", "Organisation", "Title_Zh", "ProtocolRank", "Part", "Attendance", "Version"]);
        var random = new Random(7);
        const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑";
        const string Given = "晓岚明华建国志强丽娟伟芳敏静秀英杰涛鹏飞宇航子轩";
        for (var i = 0; i < guests; i++)
        {
            var name = $"{Surnames[random.Next(Surnames.Length)]}{Given[random.Next(Given.Length)]}{Given[random.Next(Given.Length)]}";
            var (id, key) = (Guid.CreateVersion7(), Pinyin.KeyOfPerson(name));
            await RunAsync(person, [id, id, name, PersonName.Key(name), key, false, 1]);
            await RunAsync(guest,
            [
                Guid.CreateVersion7(), $"{Fair}-{i:000000}", fair.Id, id, key, delegations[i % delegations.Count].Id, "某某单位", "副主任", i % 10 == 0 ? i % 900 + 1 : 100,
                ((GuestPart)(i % 4)).ToString(), ((Attendance)(i * 7 % 4)).ToString(), 1,
            ]);
        }

        await transaction.CommitAsync();
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        return delegations[17].Id;
    }

    private static SqliteCommand Insert(SqliteConnection connection, SqliteTransaction transaction, string table, string[] columns)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""INSERT INTO "{table}" ("{string.Join("\", \"", columns)}") VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})""";
        for (var i = 0; i < columns.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
        return command;
    }

    private static Task<int> RunAsync(SqliteCommand command, object[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] is Guid id ? id.ToString().ToUpperInvariant() : values[i];
        return command.ExecuteNonQueryAsync();
    }
}
