using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace InvestmentFair.Data;

/// <summary>What merging and undoing need of the context that writes.</summary>
public abstract partial class FairDbContext
{
    /// <summary>
    /// A form of a role adds up its own version and that of its person. When a role changes hands the sum must still only
    /// rise, or a form opened before would pass for new: whoever takes it over stands above whoever had it.
    /// </summary>
    internal void Outrank(Record one, Record other) =>
        Entry(one).Property(r => r.Version).CurrentValue = Math.Max(one.Version, other.Version) + 2;

    /// <summary>
    /// Writes the old values of the history rows of one link back, field by field. One that was changed since stays, and so
    /// does one whose old value has been erased; both are named.
    /// </summary>
    internal async Task PutBackAsync(long sequence, List<string> kept, CancellationToken cancel)
    {
        foreach (var row in await History.AsNoTracking().Where(r => r.Sequence == sequence && r.Field != "").OrderBy(r => r.Ordinal).ToListAsync(cancel))
        {
            var entry = Entry(row.Record switch
            {
                nameof(Person) => await People.SingleAsync(p => p.Id == row.RecordId, cancel),
                nameof(Investor) => await Investors.SingleAsync(i => i.Id == row.RecordId, cancel),
                nameof(Deal) => await Deals.IgnoreQueryFilters().SingleAsync(d => d.Id == row.RecordId, cancel),
                _ => (object)await Guests.IgnoreQueryFilters().SingleAsync(g => g.Id == row.RecordId, cancel),
            });
            var property = Property(entry, row.Field);
            if (row.IsErased || Plainly(property.CurrentValue) != row.New) kept.Add(row.Field);
            else property.CurrentValue = Repointing.Typed(row.Old, property.Metadata.ClrType);
        }
    }

    private static PropertyEntry Property(EntityEntry entry, string field) =>
        field.Split('.') is [var complex, var part] ? entry.ComplexProperty(complex).Property(part) : entry.Property(field);

    /// <summary>Who a form means: somebody known, who takes on the role, or somebody new. Null where the one chosen is not there.</summary>
    internal async Task<Person?> NamedAsync(RoleForm form, CancellationToken cancel)
    {
        if (form.PersonId is not { } id) return Person.Enter(form.PersonForm(null));
        if (await People.Where(p => p.Id == id).Select(p => p.Survivor).SingleOrDefaultAsync(cancel) is not { } known) return null;
        known.Complete(form.Mobile, form.Email);
        return known;
    }

    /// <summary>Every investor can be found by the keys of its names, whoever entered it.</summary>
    private async Task KeepInvestorKeysAsync(CancellationToken cancel)
    {
        foreach (var entry in ChangeTracker.Entries<Investor>().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList())
        {
            var name = entry.ComplexProperty(i => i.Name);
            if (entry.State is EntityState.Modified)
            {
                if (!name.Properties.Any(p => !Equals(p.CurrentValue, p.OriginalValue))) continue;
                await InvestorKeys.Where(k => k.InvestorId == entry.Entity.Id).ExecuteDeleteAsync(cancel);
            }

            foreach (var old in ChangeTracker.Entries<InvestorKey>().Where(k => k.Entity.InvestorId == entry.Entity.Id).ToList()) old.State = EntityState.Detached;
            AddRange(CompanyNames.KeysOf(entry.Entity).Select(key => new InvestorKey { InvestorId = entry.Entity.Id, Key = key }));
        }
    }
}
