using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    private static async Task<IReadOnlyList<Tally>> FairsAsync(FairDbContext db, CancellationToken cancel)
    {
        var due = new Tally("checklist", "倒排工期从首日算起", "Preparations are counted back from the opening day");
        foreach (var item in await db.Checklist.Include(i => i.Fair).OrderBy(i => i.Id).ToListAsync(cancel))
            due.Expect(item.DueOn == item.Fair.FirstDay.AddDays(-item.DaysBefore), () => Language.Say($"“{item.Title.Zh}”的到期日 {item.DueOn:O} 与首日不符", $"“{item.Title.Zh}”: the due day {item.DueOn:O} does not follow from the opening day"));

        var words = new Tally("dictionaries", "记录中的代码都在字典里", "Every code that records hold is in its dictionary");
        var known = (await db.Dictionary.ToListAsync(cancel)).Select(e => $"{e.Kind}/{e.Code}").ToHashSet();
        void Known(string code, string what) => words.Expect(known.Contains(code), () => Language.Say($"{what} 的“{code}”不在字典里", $"{what}: “{code}” is in no dictionary"));
        foreach (var (code, modes) in (await db.Projects.Select(p => new { p.Code, p.Modes }).ToListAsync(cancel)).Select(p => (p.Code, p.Modes)))
            foreach (var mode in modes) Known($"CooperationMode/{mode}", code);
        foreach (var exit in await db.StageChanges.Where(s => s.ExitReason != null).Select(s => new { s.SubjectId, s.ExitReason }).ToListAsync(cancel)) Known($"ExitReason/{exit.ExitReason}", $"{exit.SubjectId}");
        foreach (var receipt in await db.Receipts.Select(r => new { r.Id, r.Voucher }).ToListAsync(cancel)) Known($"Voucher/{receipt.Voucher}", $"{receipt.Id}");
        foreach (var (person, languages) in (await db.Interpreters.Select(i => new { i.Person.Name, i.Languages }).ToListAsync(cancel)).Select(i => (i.Name, i.Languages)))
            foreach (var language in languages) Known($"{nameof(DictionaryKind.Language)}/{language}", person);
        var towns = (await db.Regions.Where(r => r.Kind == RegionKind.Township).Select(r => r.Code).ToListAsync(cancel)).ToHashSet();
        foreach (var (need, wished) in (await db.Needs.Select(n => new { n.Id, n.Townships }).ToListAsync(cancel)).Select(n => (n.Id, n.Townships)))
            foreach (var town in wished) words.Expect(towns.Contains(town), () => Language.Say($"转移需求 {need} 的意向乡镇“{town}”不在区划表里", $"Need {need}: the township “{town}” is no region"));
        return [due, words];
    }
}
