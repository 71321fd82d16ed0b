using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Dictionaries;

public sealed record DictionaryRow
{
    public Guid Id { get; init; }
    public DictionaryKind Kind { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string? English { get; init; }
    public int Ordinal { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public bool NeedsNote { get; init; }
}

public sealed class DictionaryList(IDbContextFactory<FairDbContext> contexts, FairClock clock) : ListOf<DictionaryRow>(contexts)
{
    public override string Key => "dictionaries";

    public override string Title => Language.Say("字典", "Dictionaries");

    public override Permission Permission => Permission.ManageSettings;

    public override IReadOnlyList<Column<DictionaryRow>> Columns =>
    [
        new("Name", "名称", "Name (Chinese)", CellKind.Text, r => r.Name) { Width = 28, SortBy = nameof(DictionaryRow.PinyinKey) },
        new("English", "英文名称", "Name (English)", CellKind.Text, r => r.English) { Width = 34 },
        new("Kind", "字典", "Dictionary", CellKind.Text, r => r.Kind) { Width = 22 },
        new("Code", "代码", "Code", CellKind.Text, r => r.Code) { Width = 22 },
        new("Ordinal", "顺序", "Order", CellKind.Number, r => r.Ordinal) { Width = 8 },
        new("ValidFrom", "启用", "Valid from", CellKind.Day, r => r.ValidFrom),
        new("ValidTo", "停用", "Closed after", CellKind.Day, r => r.ValidTo),
        new("NeedsNote", "须写说明", "Needs a note", CellKind.Flag, r => r.NeedsNote) { Width = 10 },
    ];

    public override IReadOnlyList<ListFilter<DictionaryRow>> Filters =>
    [
        ByEnum<DictionaryKind>("kind", "字典", "Dictionary", kind => r => r.Kind == kind),
        ByFlag("closed", "已停用", "Closed", yes =>
        {
            var today = FairTime.DayOf(clock.GetUtcNow().UtcDateTime);
            return r => (r.ValidTo != null && r.ValidTo < today) == yes;
        }),
    ];

    protected override IOrderedQueryable<DictionaryRow> InOrder(IQueryable<DictionaryRow> rows) => rows.OrderBy(r => r.Kind).ThenBy(r => r.Ordinal).ThenBy(r => r.Id);

    protected override IQueryable<DictionaryRow> Rows(FairDbContext db, Actor actor, string fair) => db.Dictionary.Select(e => new DictionaryRow
    {
        Id = e.Id,
        Kind = e.Kind,
        Code = e.Code,
        Name = e.Name.Zh,
        PinyinKey = e.PinyinKey,
        English = e.Name.En,
        Ordinal = e.Ordinal,
        ValidFrom = e.ValidFrom,
        ValidTo = e.ValidTo,
        NeedsNote = e.NeedsNote,
    });

    protected override Expression<Func<DictionaryRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Code.Contains(word) || (r.English != null && r.English.Contains(word));
}

public sealed record HolidayRow
{
    public Guid Id { get; init; }
    public DateOnly Day { get; init; }
    public DayKind Kind { get; init; }
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public bool IsVoid { get; init; }
}

public sealed class HolidayList(IDbContextFactory<FairDbContext> contexts) : ListOf<HolidayRow>(contexts)
{
    public override string Key => "holidays";

    public override string Title => Language.Say("节假日与调休", "Holidays and make-up workdays");

    public override Permission Permission => Permission.ManageSettings;

    public override IReadOnlyList<Column<HolidayRow>> Columns =>
    [
        new("Day", "日期", "Day", CellKind.Day, r => r.Day),
        new("Weekday", "星期", "Weekday", CellKind.Text, r => WeekdayOf(r.Day)) { Width = 12, IsSortable = false },
        new("Kind", "类型", "Kind", CellKind.Text, r => r.Kind) { Width = 18 },
        new("Name", "名称", "Name", CellKind.Text, r => r.Name) { Width = 28, SortBy = nameof(HolidayRow.PinyinKey) },
        new("IsVoid", "作废", "Void", CellKind.Flag, r => r.IsVoid) { Width = 8 },
    ];

    public override IReadOnlyList<ListFilter<HolidayRow>> Filters =>
    [
        ByEnum<DayKind>("kind", "类型", "Kind", kind => r => r.Kind == kind),
        ByDay("from", "自", "From", day => r => r.Day >= day),
        ByDay("to", "至", "To", day => r => r.Day <= day),
    ];

    protected override IOrderedQueryable<HolidayRow> InOrder(IQueryable<HolidayRow> rows) => rows.OrderByDescending(r => r.Day).ThenBy(r => r.Id);

    protected override IQueryable<HolidayRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Holidays.Select(h => new HolidayRow { Id = h.Id, Day = h.Day, Kind = h.Kind, Name = english ? h.Name.En ?? h.Name.Zh : h.Name.Zh, PinyinKey = h.PinyinKey, IsVoid = h.IsVoid });
    }

    protected override Expression<Func<HolidayRow, bool>> Finds(string word) => r => r.Name.Contains(word);

    private static string WeekdayOf(DateOnly day) => day.ToString("dddd", System.Globalization.CultureInfo.GetCultureInfo(Language.IsEnglish ? Language.English : Language.Chinese));
}
