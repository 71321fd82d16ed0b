using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Data.Seeding;
using InvestmentFair.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace InvestmentFair.Tests;

/// <summary>
/// A real database of its own, migrated, with a file store beside it; gone when it is disposed of. SQLite always;
/// PostgreSQL where <c>FAIR_TEST_POSTGRES</c> holds a connection string to a server on which databases may be made.
/// </summary>
public sealed class FairDatabase : IAsyncDisposable
{
    private const string SqliteFile = "fair.db";
    private const string PostgresVariable = "FAIR_TEST_POSTGRES";

    // Migrating and seeding are slow to repeat: each is done once for the run, and its file copied.
    private static readonly Lazy<Task<FairDatabase>> MigratedTemplate = new(async () => KeptForTheRun(await NewSqliteAsync(null)));
    private static readonly Lazy<Task<FairDatabase>> SeededTemplate = new(async () => KeptForTheRun(await (await SqliteAsync()).SeedAsync()));

    private static readonly Lazy<Task<FairDatabase>> MigratedPostgresTemplate = new(async () => KeptForTheRun(await NewPostgresAsync(null)));
    private static readonly Lazy<Task<FairDatabase>> SeededPostgresTemplate = new(async () => KeptForTheRun(await (await PostgresAsync()).SeedAsync()));

    private static readonly SemaphoreSlim OneCopyAtATime = new(1, 1);

    private readonly string? _dropFrom;

    private FairDatabase(string directory, string connection, string? dropFrom)
    {
        (Directory, Connection, _dropFrom) = (directory, connection, dropFrom);
        Contexts = new FairContexts(connection);
        Keys = LinkKeys.In(Path.Combine(directory, "keys"));
        Files = new FileStore(Options.Create(new DataOptions
        {
            Directory = directory,
        }));
    }

    public string Directory { get; }

    public string Connection { get; }

    public FairContexts Contexts { get; }

    public FileStore Files { get; }

    public LinkKeys Keys { get; }

    public static string SeedDirectory { get; } = Path.Combine(RepositoryRoot(), "seed-data");

    public FairDbContext Open() => Contexts.CreateDbContext();

    /// <summary>An empty SQLite file.</summary>
    public static async Task<FairDatabase> SqliteAsync() => await NewSqliteAsync(await MigratedTemplate.Value);

    /// <summary>A SQLite file with the sample data.</summary>
    public static async Task<FairDatabase> SeededSqliteAsync() => await NewSqliteAsync(await SeededTemplate.Value);

    public static bool HasPostgres => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(PostgresVariable));

    /// <summary>Skips the test where there is no server to try it on; on the build server that is a failure.</summary>
    public static void NeedsPostgres()
    {
        if (!HasPostgres && Environment.GetEnvironmentVariable("CI") is "true") Assert.Fail($"{PostgresVariable} is not set, and CI tries both databases.");
        Assert.SkipUnless(HasPostgres, $"{PostgresVariable} holds no connection string.");
    }

    /// <summary>An empty PostgreSQL database under a name of its own.</summary>
    public static async Task<FairDatabase> PostgresAsync()
    {
        NeedsPostgres();
        return await NewPostgresAsync(await MigratedPostgresTemplate.Value);
    }

    /// <summary>A PostgreSQL database with the sample data.</summary>
    public static async Task<FairDatabase> SeededPostgresAsync()
    {
        NeedsPostgres();
        return await NewPostgresAsync(await SeededPostgresTemplate.Value);
    }

    /// <summary>An empty SQLite file where a program looks for its own, so that it has nothing to migrate when it starts; one that is there stays.</summary>
    public static void CopyMigratedTo(string directory)
    {
        if (File.Exists(Path.Combine(directory, SqliteFile))) return;
        // A program is started by a thread that waits for it, which the template may not be waiting for in turn.
        var template = Task.Run(() => MigratedTemplate.Value).GetAwaiter().GetResult();
        template.CloseSqlite();
        CopyFiles(template.Directory, directory);
    }

    public async Task<FairDatabase> SeedAsync()
    {
        await new SeedData(Contexts, Files, Keys).LoadAsync(SeedDirectory, CancellationToken.None);
        return this;
    }

    /// <summary>Past every rule of the product, as somebody with the file in hand, or the owner of the server, could.</summary>
    public async Task DamageAsync(string sql)
    {
        if (_dropFrom is not null)
        {
            // A replica runs no triggers, of which foreign keys are made as well.
            await ExecuteAsync(Connection, $"SET session_replication_role = replica; {sql}; SET session_replication_role = origin");
            return;
        }

        await using var connection = new SqliteConnection(Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat('DROP TRIGGER \"' || name || '\";', ' ') FROM sqlite_master WHERE type = 'trigger'";
        var guards = await command.ExecuteScalarAsync() as string;
        command.CommandText = $"{guards} PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {sql}";
        await command.ExecuteNonQueryAsync();
        SqliteConnection.ClearPool(connection);
    }

    public async ValueTask DisposeAsync()
    {
        if (_dropFrom is { } server)
        {
            await using (var own = new NpgsqlConnection(Connection)) NpgsqlConnection.ClearPool(own);
            await ExecuteAsync(server, $"DROP DATABASE \"{new NpgsqlConnectionStringBuilder(Connection).Database}\" WITH (FORCE)");
        }
        else
        {
            CloseSqlite();
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static async Task<FairDatabase> NewSqliteAsync(FairDatabase? template)
    {
        var directory = NewDirectory();
        if (template is not null)
        {
            // Copied once nobody has it open, when the last connection has emptied the write-ahead log.
            template.CloseSqlite();
            CopyFiles(template.Directory, directory);
        }

        var database = new FairDatabase(directory, new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, SqliteFile) }.ConnectionString, null);
        if (template is not null) return database;
        await using var db = database.Open();
        await db.BringUpToDateAsync(CancellationToken.None);
        return database;
    }

    private static async Task<FairDatabase> NewPostgresAsync(FairDatabase? template)
    {
        var directory = NewDirectory();
        var server = Environment.GetEnvironmentVariable(PostgresVariable)!;
        var name = $"fair_test_{Guid.NewGuid():N}";
        var database = new FairDatabase(directory, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString, server);
        if (template is null)
        {
            await ExecuteAsync(server, $"CREATE DATABASE \"{name}\"");
            await using var db = database.Open();
            await db.BringUpToDateAsync(CancellationToken.None);
            return database;
        }

        CopyFiles(template.Directory, directory);
        // Only a database that nobody is connected to can be copied.
        await using (var own = new NpgsqlConnection(template.Connection)) NpgsqlConnection.ClearPool(own);
        await OneCopyAtATime.WaitAsync();
        try
        {
            await ExecuteAsync(server, $"CREATE DATABASE \"{name}\" TEMPLATE \"{new NpgsqlConnectionStringBuilder(template.Connection).Database}\"");
        }
        finally
        {
            OneCopyAtATime.Release();
        }

        return database;
    }

    public static void CopyFiles(string from, string to)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static FairDatabase KeptForTheRun(FairDatabase template)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            System.IO.Directory.Delete(template.Directory, recursive: true);
            if (template._dropFrom is not { } server) return;
            using var connection = new NpgsqlConnection(server);
            connection.Open();
            using var drop = new NpgsqlCommand($"DROP DATABASE \"{new NpgsqlConnectionStringBuilder(template.Connection).Database}\" WITH (FORCE)", connection);
            drop.ExecuteNonQuery();
        };
        return template;
    }

    private void CloseSqlite()
    {
        using var db = Open();
        if (db.Database.GetDbConnection() is SqliteConnection own) SqliteConnection.ClearPool(own);
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string NewDirectory() => System.IO.Directory.CreateTempSubdirectory("fair-test-").FullName;

    private static string RepositoryRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "InvestmentFair.sln"))) return at.FullName;
        throw new DirectoryNotFoundException("InvestmentFair.sln is above none of the test's directories.");
    }
}
