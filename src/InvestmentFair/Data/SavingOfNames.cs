using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Data;

/// <summary>Names are sorted and found by keys that stand beside them: kept at every save, and anew where a reading changes.</summary>
public abstract partial class FairDbContext
{
    /// <summary>Everything that is sorted by its name and holds the word in it; the empty word is in all of them.</summary>
    internal IEnumerable<IQueryable<ISortedByName>> Named(string word) =>
    [
        Units.Where(u => u.Name.Zh.Contains(word)), Fairs.Where(f => f.Name.Zh.Contains(word)), Venues.Where(v => v.Name.Zh.Contains(word)), Halls.Where(h => h.Name.Zh.Contains(word)),
        Agenda.Where(a => a.Title.Zh.Contains(word)), Checklist.Where(i => i.Title.Zh.Contains(word)), Dictionary.Where(e => e.Name.Zh.Contains(word)), Holidays.Where(h => h.Name.Zh.Contains(word)),
        Delegations.Where(d => d.Name.Zh.Contains(word)), Projects.Where(p => p.Name.Zh.Contains(word)), Plants.Where(p => p.Name.Zh.Contains(word)), Deals.IgnoreQueryFilters().Where(d => d.Name.Zh.Contains(word)),
        ReplyTemplates.Where(t => t.Name.Zh.Contains(word)),
        .. NamedAfterSomebody(word),
    ];

    private IEnumerable<IQueryable<ISortedByName>> NamedAfterSomebody(string word) =>
        [Enquiries.Where(e => e.AskerName.Contains(word)), Users.Where(u => u.DisplayName.Contains(word))];

    private void KeyNames()
    {
        foreach (var entry in ChangeTracker.Entries<ISortedByName>().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            var key = entry.Property(nameof(ISortedByName.PinyinKey));
            // Keyed anew in this very save, by readings that hold from now on.
            if (entry.State is EntityState.Modified && !Equals(key.OriginalValue, key.CurrentValue)) continue;
            key.CurrentValue = Pinyin.Readings.KeyOf(entry.Entity);
        }
    }

    /// <summary>Keys anew every name that holds the word and that nobody has keyed by hand.</summary>
    internal async Task RekeyAsync(PinyinTable readings, ReadingOf of, string word, CancellationToken cancel)
    {
        foreach (var person in await People.Where(p => p.Name.Contains(word) && !p.PinyinByHand).ToListAsync(cancel)) person.Rekey(readings);
        foreach (var named in of is ReadingOf.Surname ? NamedAfterSomebody(word) : Named(word)) await RekeyAsync(named, readings, cancel);
        if (of is ReadingOf.Surname) return;
        foreach (var investor in await Investors.Where(i => i.Name.Zh.Contains(word) && !i.PinyinByHand).ToListAsync(cancel)) investor.Rekey(readings);
    }

    private async Task RekeyAsync(IQueryable<ISortedByName> named, PinyinTable readings, CancellationToken cancel)
    {
        foreach (var one in await named.ToListAsync(cancel)) Entry((object)one).Property(nameof(ISortedByName.PinyinKey)).CurrentValue = readings.KeyOf(one);
    }

    /// <summary>The schema of this version, and what it keeps beside the records filled in for those of earlier ones.</summary>
    public async Task BringUpToDateAsync(CancellationToken cancel, ILogger? log = null)
    {
        await Database.MigrateAsync(cancel);
        await HashKeysAsync(cancel, log);
        await FillNameKeysAsync(cancel);
        await FillSearchAsync(cancel);
    }

    /// <summary>
    /// Fills in what names are found and sorted by for records written by an earlier version of the product. It says nothing
    /// that the names do not say, and leaves versions and history alone.
    /// </summary>
    public async Task FillNameKeysAsync(CancellationToken cancel)
    {
        _saving = true;
        try
        {
            foreach (var person in await People.Where(p => p.NameKey == "").Select(p => new { p.Id, p.Name }).ToListAsync(cancel))
                await People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.NameKey, PersonName.Key(person.Name)), cancel);
            var investors = await Investors.AsNoTracking().Where(i => !InvestorKeys.Any(k => k.InvestorId == i.Id)).ToListAsync(cancel);
            AddRange(investors.SelectMany(i => CompanyNames.KeysOf(i).Select(key => new InvestorKey { InvestorId = i.Id, Key = key })));
            var readings = Pinyin.BuiltIn.With(await Readings.AsNoTracking().ToListAsync(cancel));
            foreach (var named in Named("")) await RekeyAsync(named.Where(n => EF.Property<string>(n, nameof(ISortedByName.PinyinKey)) == ""), readings, cancel);
            await base.SaveChangesAsync(cancel);
        }
        finally
        {
            _saving = false;
        }
    }
}
