using InvestmentFair.Data.Postgres;
using InvestmentFair.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

/// <summary>Opens contexts on the configured database: PostgreSQL where the connection names a host, otherwise a SQLite file.</summary>
public sealed class FairContexts : IDbContextFactory<FairDbContext>
{
    private readonly DbContextOptions<SqliteFairDbContext>? _sqlite;
    private readonly DbContextOptions<PostgresFairDbContext>? _postgres;

    public FairContexts(string connection)
    {
        if (IsPostgres(connection))
        {
            _postgres = new DbContextOptionsBuilder<PostgresFairDbContext>().UseNpgsql(connection).AddInterceptors(Commits).Options;
            return;
        }

        var sqlite = new SqliteConnectionStringBuilder(connection) { ForeignKeys = true };
        SqliteFile = sqlite.DataSource;
        _sqlite = new DbContextOptionsBuilder<SqliteFairDbContext>().UseSqlite(sqlite.ConnectionString).AddInterceptors(Commits).Options;
    }

    public Commits Commits { get; } = new();

    /// <summary>The database file, where there is one.</summary>
    public string? SqliteFile { get; }

    public static bool IsPostgres(string connection) => connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    public FairDbContext CreateDbContext() => _sqlite is not null ? new SqliteFairDbContext(_sqlite) : new PostgresFairDbContext(_postgres!);
}
