using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Editions;

/// <summary>A fair made of an earlier one: what is new about it, and what of the old one it takes over.</summary>
public sealed class CloneForm : Form
{
    [Text("届次编码", "Code"), Needed, Code, AtMost(20)]
    public string Code { get; set; } = "";

    [Text("名称", "Name (Chinese)"), Needed, AtMost(120)]
    public string NameZh { get; set; } = "";

    [Text("英文名称", "Name (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("首日", "First day"), Needed]
    public DateOnly? FirstDay { get; set; }

    [Text("末日", "Last day"), Needed]
    public DateOnly? LastDay { get; set; }

    [Text("回执截止", "Answer by"), Needed]
    public DateOnly? AnswerBy { get; set; }

    [Section("带过来", "Take over")]
    [Text("会场和桌次", "Halls and tables")]
    public bool Halls { get; set; } = true;

    [Text("时段（移到新的日期）", "Slots, moved to the new days")]
    public bool Slots { get; set; } = true;

    [Text("日程（移到新的日期）", "Agenda, moved to the new days")]
    public bool Agenda { get; set; } = true;

    [Text("本届口径与时限", "Settings of that fair")]
    public bool Settings { get; set; } = true;

    [Text("倒排工期（从新的首日倒排，全部未完成）", "Preparations, counted back from the new opening day")]
    public bool Checklist { get; set; } = true;

    [Text("推介项目名单", "The list of projects")]
    public bool Projects { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (FirstDay > LastDay) yield return new(nameof(LastDay), "末日早于首日", "The last day is before the first");
        if (AnswerBy > FirstDay) yield return new(nameof(AnswerBy), "回执截止应不晚于首日", "The reply date must not be after the first day");
    }

    /// <summary>A year later on the same weekday, as offices do it; the names follow where they hold the old year.</summary>
    public static CloneForm NextAfter(FairForm fair)
    {
        const int Year = 364;
        var (first, last, answer) = (fair.FirstDay!.Value.AddDays(Year), fair.LastDay!.Value.AddDays(Year), fair.AnswerBy!.Value.AddDays(Year));
        string Renamed(string text) => text.Replace($"{fair.FirstDay.Value.Year}", $"{first.Year}", StringComparison.Ordinal);
        return new CloneForm { Code = Renamed(fair.Code), NameZh = Renamed(fair.NameZh), NameEn = fair.NameEn is { } en ? Renamed(en) : null, FirstDay = first, LastDay = last, AnswerBy = answer };
    }
}

/// <summary>One kind of thing that will be taken over, how many, how many stay behind, and how the first one changes.</summary>
public sealed record CloneLine(string Key, string Title, int Count, int Left, string? Example);

/// <summary>What will be made, before it is.</summary>
public sealed record ClonePreview(IReadOnlyList<CloneLine> Lines, IReadOnlyList<string> Warnings)
{
    public int Total => Lines.Sum(l => l.Count);
}
