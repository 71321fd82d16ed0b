using InvestmentFair.Tests;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>The portal over PostgreSQL; where there is no server it is not opened.</summary>
public sealed class PostgresPortal : PortalFactory
{
    private FairDatabase? _database;

    protected override string? Connection => _database!.Connection;

    /// <summary>Skips the test where there is none.</summary>
    public static PostgresPortal Needed(PostgresPortal portal)
    {
        FairDatabase.NeedsPostgres();
        return portal;
    }

    public override async ValueTask InitializeAsync()
    {
        if (!FairDatabase.HasPostgres) return;
        _database = await FairDatabase.PostgresAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
