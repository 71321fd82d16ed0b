using InvestmentFair.Kernel;

namespace InvestmentFair.Dictionaries;

/// <summary>
/// Lists of words that the county keeps for itself, because no rule asks for one of them by name. What a rule tests
/// (stages, signings, states) stays an enum.
/// </summary>
public enum DictionaryKind
{
    [Text("终止原因", "Reasons for the end of a deal")] ExitReason,
    [Text("合作方式", "Modes of cooperation")] CooperationMode,
    [Text("资金凭证", "Kinds of voucher")] Voucher,
    [Text("语种", "Languages")] Language,
}

/// <summary>
/// One word of a dictionary. Records keep its code, which never changes; it is closed, never deleted, so that what was
/// recorded with it goes on saying what it said.
/// </summary>
public sealed class DictionaryEntry : Record, ISortedByName
{
    private DictionaryEntry()
    {
    }

    public DictionaryKind Kind { get; private init; }

    public string Code { get; private init; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public int Ordinal { get; private set; }

    public DateOnly? ValidFrom { get; private set; }

    /// <summary>The last day on which it may be chosen.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>Says nothing by itself: who chooses it must write what is meant.</summary>
    public bool NeedsNote { get; private set; }

    public static DictionaryEntry Enter(DictionaryForm form)
    {
        var entry = new DictionaryEntry { Kind = form.Kind!.Value, Code = form.Code.Trim() };
        entry.Revise(form);
        return entry;
    }

    public void Revise(DictionaryForm form)
    {
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim());
        Ordinal = form.Ordinal ?? 0;
        ValidFrom = form.ValidFrom;
        ValidTo = form.ValidTo;
        NeedsNote = form.NeedsNote;
    }

    public bool IsOpen(DateOnly day) => (ValidFrom is not { } from || day >= from) && (ValidTo is not { } to || day <= to);
}

public sealed class DictionaryForm : Form
{
    [Text("字典", "Dictionary"), Needed, Fixed]
    public DictionaryKind? Kind { get; set; }

    [Text("代码（记录中保存，不可修改）", "Code (kept in records, never changed)"), Needed, Code, AtMost(40), Fixed]
    public string Code { get; set; } = "";

    [Text("名称", "Name (Chinese)"), Needed, AtMost(60)]
    public string NameZh { get; set; } = "";

    [Text("英文名称", "Name (English)"), AtMost(100)]
    public string? NameEn { get; set; }

    [Text("顺序", "Order"), Between(0, 9999)]
    public int? Ordinal { get; set; }

    [Text("启用日期", "Valid from")]
    public DateOnly? ValidFrom { get; set; }

    [Text("停用日期（当日仍可选）", "Closed after")]
    public DateOnly? ValidTo { get; set; }

    [Text("选用时须写说明", "Needs a note when chosen")]
    public bool NeedsNote { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (ValidFrom > ValidTo) yield return new(nameof(ValidTo), "停用日期早于启用日期", "It is closed before it is valid");
    }

    public static DictionaryForm Of(DictionaryEntry entry) => new()
    {
        Version = entry.Version,
        Kind = entry.Kind,
        Code = entry.Code,
        NameZh = entry.Name.Zh,
        NameEn = entry.Name.En,
        Ordinal = entry.Ordinal,
        ValidFrom = entry.ValidFrom,
        ValidTo = entry.ValidTo,
        NeedsNote = entry.NeedsNote,
    };
}

public static class DictionaryRefusals
{
    public static Refusal Closed(string name) => new("dictionary.closed", $"“{name}”已停用，请选另一个", $"“{name}” is closed; please choose another");

    public static Refusal Unknown(string code) => new("dictionary.unknown", $"字典中没有“{code}”", $"“{code}” is in no dictionary");

    public static Refusal CodeTaken => new("dictionary.taken", "代码已被使用", "The code is taken");
}
