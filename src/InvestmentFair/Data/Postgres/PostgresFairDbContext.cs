using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace InvestmentFair.Data.Postgres;

public sealed class PostgresFairDbContext(DbContextOptions<PostgresFairDbContext> options) : FairDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // A key is compared letter by letter: the server's own collation may leave out the spaces between its syllables.
        foreach (var key in builder.Model.GetEntityTypes().Select(t => t.FindProperty(nameof(ISortedByName.PinyinKey))).OfType<IMutableProperty>())
            key.SetCollation("C");
    }
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresFairDbContext>
{
    public PostgresFairDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresFairDbContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
