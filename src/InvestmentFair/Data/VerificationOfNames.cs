using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    /// <summary>What names are found and sorted by follows from the names.</summary>
    private static async Task<IReadOnlyList<Tally>> NamesAsync(FairDbContext db, CancellationToken cancel)
    {
        var keys = new Tally("name-keys", "查重键由名称推得", "The keys by which duplicates are found follow from the names");
        var pinyin = new Tally("pinyin", "拼音键由名称推得，手工填写的除外", "Every pinyin key follows from its name, unless somebody typed it");
        // By the readings of this database, whichever this process was started with.
        var readings = Pinyin.BuiltIn.With(await db.Readings.ToListAsync(cancel));

        await foreach (var person in db.People.OrderBy(p => p.Id).Select(p => new { p.Id, p.Name, p.NameKey, p.PinyinKey, p.PinyinByHand }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            keys.Expect(person.NameKey == PersonName.Key(person.Name), () => Language.Say($"人员 {person.Id} 的查重键与姓名不符", $"Person {person.Id}: the key is not that of the name"));
            Spelt("人员 person", person.Id, person.PinyinByHand ? person.PinyinKey : readings.KeyOfPerson(person.Name), person.PinyinKey);
        }

        var kept = (await db.InvestorKeys.ToListAsync(cancel)).ToLookup(k => k.InvestorId, k => k.Key);
        await foreach (var investor in db.Investors.OrderBy(i => i.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            keys.Expect(CompanyNames.KeysOf(investor).ToHashSet().SetEquals(kept[investor.Id]), () => Language.Say($"客商 {investor.Number} 的查重键与名称不符", $"Investor {investor.Number}: the keys are not those of its names"));
            Spelt("客商 investor", investor.Id, investor.PinyinByHand ? investor.PinyinKey : readings.KeyOfName(investor.Name.Zh), investor.PinyinKey);
        }

        foreach (var (what, named) in new (string, IQueryable<NamedRecord>)[]
        {
            ("代表团 delegation", db.Delegations.Select(d => new NamedRecord(d.Id, d.Name.Zh, d.PinyinKey))),
            ("项目 project", db.Projects.Select(p => new NamedRecord(p.Id, p.Name.Zh, p.PinyinKey))),
            ("跟踪项目 deal", db.Deals.IgnoreQueryFilters().Select(d => new NamedRecord(d.Id, d.Name.Zh, d.PinyinKey))),
        })
            await foreach (var record in named.AsAsyncEnumerable().WithCancellation(cancel)) Spelt(what, record.Id, readings.KeyOfName(record.Name), record.PinyinKey);

        await foreach (var guest in db.Guests.IgnoreQueryFilters().Select(g => new { g.Id, g.PinyinKey, OfPerson = g.Person.PinyinKey }).AsAsyncEnumerable().WithCancellation(cancel))
            Spelt("嘉宾 guest", guest.Id, guest.OfPerson, guest.PinyinKey);
        return [keys, pinyin];

        void Spelt(string what, Guid id, string expected, string key) =>
            pinyin.Expect(expected == key, () => Language.Say($"{what} {id} 的拼音键应为“{expected}”，实为“{key}”", $"{what} {id}: the pinyin key should be “{expected}” and is “{key}”"));
    }

    private sealed record NamedRecord(Guid Id, string Name, string PinyinKey);
}
