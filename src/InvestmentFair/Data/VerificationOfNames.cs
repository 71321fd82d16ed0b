using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

// Lists are sorted and duplicates found by keys that are stored; each of them is made again here from the name and the readings that hold.
public sealed partial class Verification
{
    private static async Task<IReadOnlyList<Tally>> NamesAsync(FairDbContext db, CancellationToken cancel)
    {
        var keys = new Tally("name-keys", "查重键由名称推得", "The keys by which duplicates are found follow from the names");
        var pinyin = new Tally("pinyin", "拼音键由名称推得，手工填写的除外", "Every pinyin key follows from its name, unless somebody typed it");
        // By the readings of this database, whichever this process was started with.
        var readings = Pinyin.BuiltIn.With(await db.Readings.ToListAsync(cancel));

        await foreach (var person in db.People.OrderBy(p => p.Id).Select(p => new { p.Id, p.Name, p.NameKey, p.PinyinKey, p.PinyinByHand }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            keys.Expect(person.NameKey == PersonName.Key(person.Name), () => Language.Say($"人员 {person.Id} 的查重键与姓名不符", $"Person {person.Id}: the key is not that of the name"));
            Spelt(person.Name, person.PinyinKey, person.PinyinByHand ? null : readings.KeyOfPerson(person.Name));
        }

        var kept = (await db.InvestorKeys.ToListAsync(cancel)).ToLookup(k => k.InvestorId, k => k.Key);
        await foreach (var investor in db.Investors.OrderBy(i => i.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            keys.Expect(CompanyNames.KeysOf(investor).ToHashSet().SetEquals(kept[investor.Id]), () => Language.Say($"客商 {investor.Number} 的查重键与名称不符", $"Investor {investor.Number}: the keys are not those of its names"));
            Spelt(investor.Name.Zh, investor.PinyinKey, investor.PinyinByHand ? null : readings.KeyOfName(investor.Name.Zh));
        }

        foreach (var named in db.Named(""))
            await foreach (var one in named.AsAsyncEnumerable().WithCancellation(cancel))
                Spelt(one.SortedName, one.PinyinKey, readings.KeyOf(one));

        await foreach (var guest in db.Guests.IgnoreQueryFilters().OrderBy(g => g.Id).Select(g => new { g.Number, g.PinyinKey, OfPerson = g.Person.PinyinKey }).AsAsyncEnumerable().WithCancellation(cancel))
            Spelt($"{guest.Number}", guest.PinyinKey, guest.OfPerson);
        return [keys, pinyin];

        // Typed by hand it may be anything but nothing.
        void Spelt(string name, string key, string? read) => pinyin.Expect(read is null ? key.Length > 0 : key == read,
            () => Language.Say($"“{name}”的拼音键是“{key}”，应为“{read}”", $"“{name}” is keyed “{key}” and not “{read}”"));
    }
}
