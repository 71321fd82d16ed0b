using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>What the next release is called; left empty, it is called by its number.</summary>
public sealed class PublishForm : Form
{
    [Text("名称（来宾在行程页上看得到）", "Name (guests see it on their timetables)"), AtMost(100)]
    public string? Name { get; set; }

    [Text("说明", "Note"), AtMost(500), Prose]
    public string? Note { get; set; }
}

public static class ReleaseRefusals
{
    public static Refusal Moved => new("release.moved", "预览之后排期或现行版本有了变化，请看过新的差异再发布", "The timetable or the release that holds has changed since the preview; look at the differences again, then publish");

    public static Refusal NotCurrent => new("release.not-current", "只能对现行版本这样做；请到现行版本里操作", "This can be done in the release that holds only; please go there");

    public static Refusal NotSo(string number) => new("release.not-so", $"{number} 已取消，或已经是这样", $"{number} is cancelled, or is so already");

    public static Refusal Nothing => new("release.nothing", "与现行版本没有差异，无须发布", "Nothing differs from the release that holds; there is nothing to publish");
}
