using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Imports;

/// <summary>The year's arrangement as one sheet: day, kind, name. A day that is known is revised.</summary>
internal sealed class HolidayImport : ImportOf<Holiday, HolidayForm>
{
    private Dictionary<DateOnly, Holiday> _holidays = [];

    protected override ImportKind Kind => ImportKind.Holidays;

    protected override async Task LoadAsync(FairDbContext db, CancellationToken cancel) => _holidays = await db.Holidays.ToDictionaryAsync(h => h.Day, cancel);

    protected override Task<IReadOnlyDictionary<ChoiceOf, ILookup<string, string>>> ChoicesAsync(FairDbContext db, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<ChoiceOf, ILookup<string, string>>>(new Dictionary<ChoiceOf, ILookup<string, string>>());

    protected override IReadOnlyList<Holiday> Matches(string? number, HolidayForm read) => read.Day is { } day && _holidays.TryGetValue(day, out var known) ? [known] : [];

    protected override HolidayForm FormOf(Holiday record) => HolidayForm.Of(record);

    protected override IEnumerable<string> Keys(HolidayForm form) => [Form.Show(form.Day)];

    protected override Refusal? Refuses(Holiday? record, HolidayForm form) => null;

    protected override Task<Outcome> ApplyAsync(FairDbContext db, Planned row, DateTime now, CancellationToken cancel)
    {
        if (row.Record is { } holiday) holiday.Revise(row.Form);
        else db.Add(Holiday.Set(row.Form));
        return Task.FromResult(Outcome.Done);
    }
}
