using InvestmentFair.Kernel;

namespace InvestmentFair.Dictionaries;

/// <summary>A day that differs from its weekday: a public holiday, or a weekend worked in its stead.</summary>
public sealed class Holiday : Record, ISortedByName
{
    private Holiday()
    {
    }

    public DateOnly Day { get; private init; }

    public DayKind Kind { get; private set; }

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    /// <summary>Entered by mistake or withdrawn: the day is what its weekday says.</summary>
    public bool IsVoid { get; private set; }

    public static Holiday Set(HolidayForm form)
    {
        var holiday = new Holiday { Day = form.Day!.Value };
        holiday.Revise(form);
        return holiday;
    }

    public void Revise(HolidayForm form)
    {
        Kind = form.Kind!.Value;
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim());
        IsVoid = form.IsVoid;
    }
}

public sealed class HolidayForm : Form
{
    [Text("日期", "Day"), Needed, Fixed]
    public DateOnly? Day { get; set; }

    [Text("类型", "Kind"), Needed]
    public DayKind? Kind { get; set; }

    [Text("名称", "Name (Chinese)"), Needed, AtMost(40)]
    public string NameZh { get; set; } = "";

    [Text("英文名称", "Name (English)"), AtMost(60)]
    public string? NameEn { get; set; }

    [Text("作废", "Void")]
    public bool IsVoid { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Day is { } day && Kind is DayKind.Workday && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            yield return new(nameof(Kind), "这天不是周末，本来就上班", "This is no weekend; it is worked anyway");
    }

    public static HolidayForm Of(Holiday holiday) => new()
    {
        Version = holiday.Version,
        Day = holiday.Day,
        Kind = holiday.Kind,
        NameZh = holiday.Name.Zh,
        NameEn = holiday.Name.En,
        IsVoid = holiday.IsVoid,
    };
}
