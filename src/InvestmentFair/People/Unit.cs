using InvestmentFair.Kernel;

namespace InvestmentFair.People;

/// <summary>A county department or township office 责任单位.</summary>
public sealed class Unit : Record, ISortedByName
{
    private Unit()
    {
    }

    public string Code { get; private set; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public string? TownshipCode { get; private set; }

    public DateOnly ValidFrom { get; private set; }

    public DateOnly? ValidTo { get; private set; }

    public static Unit Enter(UnitForm form)
    {
        var unit = new Unit();
        unit.Revise(form);
        return unit;
    }

    public void Revise(UnitForm form)
    {
        Code = form.Code.Trim();
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim());
        TownshipCode = string.IsNullOrWhiteSpace(form.TownshipCode) ? null : form.TownshipCode;
        ValidFrom = form.ValidFrom!.Value;
        ValidTo = form.ValidTo;
    }
}

public sealed class UnitForm : Form
{
    [Text("编码", "Code"), Needed, Code]
    public string Code { get; set; } = "";

    [Text("名称", "Name (Chinese)"), Needed, AtMost(100)]
    public string NameZh { get; set; } = "";

    [Text("英文名称", "Name (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("所在乡镇", "Township"), Choice(ChoiceOf.Township)]
    public string? TownshipCode { get; set; }

    [Text("启用日期", "Valid from"), Needed]
    public DateOnly? ValidFrom { get; set; }

    [Text("停用日期", "Valid to")]
    public DateOnly? ValidTo { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (ValidTo < ValidFrom) yield return new(nameof(ValidTo), "结束日期不能早于开始日期", "It cannot end before it begins");
    }

    public static UnitForm Of(Unit unit) => new()
    {
        Version = unit.Version,
        Code = unit.Code,
        NameZh = unit.Name.Zh,
        NameEn = unit.Name.En,
        TownshipCode = unit.TownshipCode,
        ValidFrom = unit.ValidFrom,
        ValidTo = unit.ValidTo,
    };
}
