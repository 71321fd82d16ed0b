using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Dictionaries;

/// <summary>Words of the dictionaries corrected in their list.</summary>
public sealed class DictionaryEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, DictionaryList list, DictionaryDesk desk)
    : EditDesk<DictionaryEntry, DictionaryForm>("dictionary", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageSettings;

    protected override IReadOnlyList<Edit<DictionaryEntry>> Edits =>
    [
        Field(nameof(DictionaryForm.ValidFrom), "ValidFrom"), Field(nameof(DictionaryForm.ValidTo), "ValidTo"), Field(nameof(DictionaryForm.NeedsNote), "NeedsNote"),
        Cell(nameof(DictionaryForm.NameZh), "Name"), Cell(nameof(DictionaryForm.NameEn), "English"), Cell(nameof(DictionaryForm.Ordinal)),
    ];

    protected override IQueryable<DictionaryEntry> Records(FairDbContext db, Actor actor, string fair) => db.Dictionary;

    protected override string NameOf(DictionaryEntry record) => record.Name.Text;

    protected override DictionaryForm Shown(DictionaryEntry record) => DictionaryForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, DictionaryEntry record, DictionaryForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, DictionaryForm form, CancellationToken cancel) => desk.SaveAsync(actor, id, form, cancel);
}

/// <summary>The calendar of working days corrected in its list.</summary>
public sealed class HolidayEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, HolidayList list, DictionaryDesk desk)
    : EditDesk<Holiday, HolidayForm>("holiday", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageSettings;

    protected override IReadOnlyList<Edit<Holiday>> Edits => [Field(nameof(HolidayForm.Kind), "Kind"), .. Both("Name", "Name"), Field(nameof(HolidayForm.IsVoid), "IsVoid")];

    protected override IQueryable<Holiday> Records(FairDbContext db, Actor actor, string fair) => db.Holidays;

    protected override string NameOf(Holiday record) => FairTime.Day(record.Day);

    protected override HolidayForm Shown(Holiday record) => HolidayForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Holiday record, HolidayForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, HolidayForm form, CancellationToken cancel) => desk.SaveHolidayAsync(actor, id, form, cancel);
}
