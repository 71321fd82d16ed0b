using InvestmentFair.Kernel;
using InvestmentFair.Ledger;

namespace InvestmentFair.Projects;

public enum ReviewField
{
    [Text("用地", "Land")] Land,
    [Text("环境", "Environment")] Environment,
    [Text("规划", "Planning")] Planning,
}

public enum ReviewVerdict
{
    [Text("同意", "Agreed")] Agreed,
    [Text("附条件同意", "Agreed on conditions")] Conditional,
    [Text("不同意", "Not agreed")] Refused,
}

/// <summary>What one authority said of a listing, on a paper that can be found again.</summary>
public sealed class ProjectReview : Entry
{
    public int Round { get; init; }

    public ReviewField Field { get; init; }

    public ReviewVerdict Verdict { get; init; }

    public Guid UnitId { get; init; }

    public string Reviewer { get; init; } = "";

    public string? DocumentNumber { get; init; }

    public Guid? FileId { get; init; }

    public bool Passes => Verdict is not ReviewVerdict.Refused;

    public static ProjectReview Of(Project project, ReviewForm form, Guid? fileId) => new()
    {
        SubjectId = project.Id,
        HoldsFrom = form.On!.Value,
        Ordinal = project.Reviews.Count,
        Round = project.Round,
        Field = form.Field!.Value,
        Verdict = form.Verdict!.Value,
        UnitId = form.UnitId!.Value,
        Reviewer = form.Reviewer.Trim(),
        DocumentNumber = string.IsNullOrWhiteSpace(form.DocumentNumber) ? null : form.DocumentNumber.Trim(),
        FileId = fileId,
        Reason = string.IsNullOrWhiteSpace(form.Opinion) ? null : form.Opinion.Trim(),
    };
}

public sealed class ReviewForm : Form
{
    [Text("会审事项", "Review of"), Needed]
    public ReviewField? Field { get; set; }

    [Text("会审单位", "Reviewing unit"), Needed, Choice(ChoiceOf.Unit)]
    public Guid? UnitId { get; set; }

    [Text("审核人", "Reviewer"), Needed, AtMost(60)]
    public string Reviewer { get; set; } = "";

    [Text("会审日期", "Day of the review"), Needed]
    public DateOnly? On { get; set; }

    [Text("结论", "Verdict"), Needed]
    public ReviewVerdict? Verdict { get; set; }

    [Text("文号（或上传文件）", "Document number (or attach it)"), AtMost(100)]
    public string? DocumentNumber { get; set; }

    [Text("意见和条件", "Opinion and conditions"), AtMost(500), Prose]
    public string? Opinion { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Verdict is ReviewVerdict.Conditional or ReviewVerdict.Refused && string.IsNullOrWhiteSpace(Opinion))
            yield return new(nameof(Opinion), "附条件或不同意时须写明条件或理由", "Conditions, or a refusal, must be put in words");
    }
}

public sealed class ExtendForm : Form
{
    [Text("新的有效期至", "Valid to, from now on"), Needed]
    public DateOnly? ValidTo { get; set; }

    [Text("延长理由", "Why"), Needed, AtMost(300), Prose]
    public string Reason { get; set; } = "";
}
