using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace InvestmentFair.Data.Postgres;

public sealed class PostgresFairDbContext(DbContextOptions<PostgresFairDbContext> options) : FairDbContext(options);

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresFairDbContext>
{
    public PostgresFairDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresFairDbContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
