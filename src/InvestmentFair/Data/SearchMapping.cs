using InvestmentFair.Palette;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InvestmentFair.Data;

internal sealed class SearchMapping : IEntityTypeConfiguration<SearchEntry>, IEntityTypeConfiguration<RecentVisit>
{
    public void Configure(EntityTypeBuilder<SearchEntry> entry)
    {
        entry.ToTable("SearchEntries");
        entry.HasIndex(e => new { e.Kind, e.SubjectId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RecentVisit> visit)
    {
        visit.ToTable("RecentVisits");
        visit.HasKey(v => new { v.AccountId, v.Kind, v.SubjectId });
    }
}
