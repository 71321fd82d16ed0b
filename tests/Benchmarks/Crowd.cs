using System.Data.Common;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Data.Seeding;
using InvestmentFair.Delegations;
using InvestmentFair.Files;
using InvestmentFair.People;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace InvestmentFair.Benchmarks;

/// <summary>
/// A database with the sample data and a crowd beside it: copies of a sample record under other names. The words are made up,
/// 6,000 of two to four characters, and as uneven as those of a language, so that some are in a quarter of all texts.
/// </summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const string Postgres = "FAIR_TEST_POSTGRES";
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
    private const string Given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红鹏辉玲建国文斌宇浩凯健俊帆雪佳欣怡婷瑞晨阳博思远志远峰海波云飞龙凤梅春晓东南北山林森炎鑫淼晶莹洁琳琪瑶璐";

    private readonly Random _random = new(7);
    private readonly string[] _words;
    private readonly double[] _upTo;

    private Crowd(FairContexts contexts, string? drop)
    {
        (Contexts, Drop) = (contexts, drop);
        _words = [.. Enumerable.Range(0, 6000).Select(_ => string.Concat(Enumerable.Range(0, _random.Next(2, 5)).Select(_ => (char)_random.Next(0x4E00, 0x5E00))))];
        var (sum, weights) = (0.0, Enumerable.Range(1, _words.Length).Select(rank => 1.0 / rank));
        _upTo = [.. weights.Select(w => sum += w)];
    }

    public FairContexts Contexts { get; }

    private string? Drop { get; }

    public IReadOnlyList<string> Words => _words;

    /// <summary>A database on SQLite, and another on PostgreSQL where a server is named.</summary>
    public static async Task<IReadOnlyList<(string Name, Crowd Crowd)>> OnBothAsync()
    {
        var directory = Directory.CreateTempSubdirectory("fair-bench-").FullName;
        List<(string, Crowd)> both = [("SQLite", await OpenAsync($"Data Source={Path.Combine(directory, "fair.db")}", directory, directory))];
        if (Environment.GetEnvironmentVariable(Postgres) is { Length: > 0 } server)
        {
            var name = $"fair_bench_{Guid.NewGuid():N}";
            await using var connection = new NpgsqlConnection(server);
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
            await create.ExecuteNonQueryAsync();
            both.Add(("PostgreSQL", await OpenAsync(new NpgsqlConnectionStringBuilder(server) { Database = name, CommandTimeout = 600 }.ConnectionString, directory, name)));
        }

        return both;
    }

    /// <summary>The verb <c>fill</c>: a data directory as the server reads it.</summary>
    public static async Task<int> FillAsync(string directory, int projects)
    {
        Directory.CreateDirectory(directory);
        var crowd = await OpenAsync($"Data Source={Path.Combine(directory, "fair.db")}", directory, null);
        await crowd.AddProjectsAsync(projects);
        Console.WriteLine($"{projects} projects in {directory}");
        return 0;
    }

    public async Task AddProjectsAsync(int count)
    {
        await using var db = Contexts.CreateDbContext();
        var fair = await db.Fairs.SingleAsync(f => f.IsCurrent);
        var models = await db.FairProjects.Where(l => l.FairId == fair.Id).OrderBy(l => l.Ordinal).Select(l => l.ProjectId).ToListAsync();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var copy = Copy(db, typeof(Project), "Id", "Code", "Name_Zh", "Background_Zh", "PinyinKey", "TotalFen", "SoughtFen");
        var list = Insert(db, "FairProjects", "FairId", "ProjectId", "Ordinal");
        for (var i = 0; i < count; i++)
        {
            var (id, name, total) = (Guid.CreateVersion7(), $"{Word()}{Word()}项目", _random.NextInt64(100, 100_000) * 1_000_000);
            await RunAsync(copy, models[i % models.Count], id, $"X-{i:000000}", name, string.Concat(Enumerable.Range(0, 40).Select(n => n % 8 == 7 ? "，" : Word())), Pinyin.KeyOfName(name), total, total);
            await RunAsync(list, null, fair.Id, id, 1000 + i);
        }

        await transaction.CommitAsync();
        await IndexAsync();
    }

    /// <summary>So many people, each a guest of the current fair.</summary>
    public async Task AddGuestsAsync(int count)
    {
        await using var db = Contexts.CreateDbContext();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var model = await db.Guests.SingleAsync(g => g.Number == "2027-0001");
        var person = Copy(db, typeof(Person), "Id", "Name", "PinyinKey", "Mobile");
        var guest = Copy(db, typeof(Guest), "Id", "Number", "PersonId", "Organisation");
        for (var i = 0; i < count; i++)
        {
            var (id, name) = (Guid.CreateVersion7(), Person());
            await RunAsync(person, model.PersonId, id, name, Pinyin.KeyOfPerson(name), $"000-{i / 10_000:0000}-{i % 10_000:0000}");
            await RunAsync(guest, model.Id, Guid.CreateVersion7(), $"2027-X{i:000000}", id, $"{Word()}集团");
        }

        await transaction.CommitAsync();
        await IndexAsync();
    }

    public string Person() => $"{Surnames[_random.Next(Surnames.Length)]}{string.Concat(Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Given[_random.Next(Given.Length)]))}";

    public async ValueTask DisposeAsync()
    {
        if (Contexts.SqliteFile is not null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Drop!, recursive: true);
            return;
        }

        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable(Postgres));
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE \"{Drop}\" WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
    }

    private static async Task<Crowd> OpenAsync(string connection, string files, string? drop)
    {
        var contexts = new FairContexts(connection);
        await using var db = contexts.CreateDbContext();
        await db.BringUpToDateAsync(CancellationToken.None);
        await new SeedData(contexts, new FileStore(Options.Create(new DataOptions { Directory = files })), LinkKeys.In(Path.Combine(files, "keys"))).LoadAsync(SeedDirectory(), CancellationToken.None);
        return new Crowd(contexts, drop);
    }

    // The product's own way of filling the index of a database that is older than it.
    private async Task IndexAsync()
    {
        await using var db = Contexts.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "SearchGrams"; DELETE FROM "Numbers" WHERE "Series" = 'search'""");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var written = await db.FillSearchAsync(CancellationToken.None);
        Console.WriteLine($"  index of {written} records written in {watch.Elapsed.TotalSeconds:0.0} s");
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private string Word()
    {
        var at = Array.BinarySearch(_upTo, _random.NextDouble() * _upTo[^1]);
        return _words[Math.Min(at < 0 ? ~at : at, _words.Length - 1)];
    }

    // Every column of the model record but those that are given.
    private static DbCommand Copy(FairDbContext db, Type type, params string[] given)
    {
        var table = db.Model.FindEntityType(type)!.GetTableMappings().Single().Table;
        var rest = table.Columns.Select(c => c.Name).Except(given).Select(c => $"\"{c}\"").ToList();
        return Command(db, $"""INSERT INTO "{table.Name}" ({string.Join(", ", given.Select(g => $"\"{g}\"").Concat(rest))}) SELECT {string.Join(", ", given.Select((_, i) => $"@p{i}").Concat(rest))} FROM "{table.Name}" WHERE "Id" = @model""");
    }

    private static DbCommand Insert(FairDbContext db, string table, params string[] given) =>
        Command(db, $"""INSERT INTO "{table}" ({string.Join(", ", given.Select(g => $"\"{g}\""))}) VALUES ({string.Join(", ", given.Select((_, i) => $"@p{i}"))})""");

    private static DbCommand Command(FairDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
        command.CommandText = sql;
        return command;
    }

    private static Task<int> RunAsync(DbCommand command, Guid? model, params object[] values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values.Select((v, i) => ($"@p{i}", v)).Append(("@model", (object)model!)).Where(p => p.Item2 is not null))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command.ExecuteNonQueryAsync();
    }

    private static string SeedDirectory()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "seed-data"))) return Path.Combine(at.FullName, "seed-data");
        throw new DirectoryNotFoundException("seed-data is above none of the benchmark's directories.");
    }
}
