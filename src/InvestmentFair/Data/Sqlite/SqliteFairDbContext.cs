using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace InvestmentFair.Data.Sqlite;

public sealed class SqliteFairDbContext(DbContextOptions<SqliteFairDbContext> options) : FairDbContext(options);

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteFairDbContext>
{
    public SqliteFairDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteFairDbContext>().UseSqlite("Data Source=design.db").Options);
}
