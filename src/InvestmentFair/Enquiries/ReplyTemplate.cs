using System.Text.RegularExpressions;
using InvestmentFair.Kernel;

namespace InvestmentFair.Enquiries;

/// <summary>A text that answers begin with, in both languages. Whoever answers reads it through before it goes out.</summary>
public sealed class ReplyTemplate : Record, ISortedByName
{
    private ReplyTemplate()
    {
    }

    public string Code { get; private set; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public string BodyZh { get; private set; } = "";

    public string BodyEn { get; private set; } = "";

    /// <summary>Says how things stand and is no answer.</summary>
    public bool IsInterim { get; private set; }

    public bool IsRetired { get; private set; }

    public static ReplyTemplate Write(TemplateForm form)
    {
        var template = new ReplyTemplate();
        template.Revise(form);
        return template;
    }

    public void Revise(TemplateForm form)
    {
        Code = form.Code.Trim();
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn.Trim());
        (BodyZh, BodyEn) = (form.BodyZh.Trim(), form.BodyEn.Trim());
        (IsInterim, IsRetired) = (form.IsInterim, form.IsRetired);
    }
}

public sealed class TemplateForm : Form
{
    [Text("编号", "Code"), Needed, Code]
    public string Code { get; set; } = "";

    [Text("名称", "Name (Chinese)"), Needed, AtMost(80)]
    public string NameZh { get; set; } = "";

    [Text("名称（英文）", "Name (English)"), Needed, AtMost(120)]
    public string NameEn { get; set; } = "";

    [Text("正文", "Text (Chinese)"), Needed, AtMost(4000), Prose]
    public string BodyZh { get; set; } = "";

    [Text("正文（英文）", "Text (English)"), Needed, AtMost(4000), Prose]
    public string BodyEn { get; set; } = "";

    [Text("只告知办理情况，不算答复", "Says how things stand and is no answer")]
    public bool IsInterim { get; set; }

    [Text("停用", "Retired")]
    public bool IsRetired { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        foreach (var (field, body) in new[] { (nameof(BodyZh), BodyZh), (nameof(BodyEn), BodyEn) })
            if (ReplyPlaceholders.Unknown(body) is { Count: > 0 } unknown)
                yield return new(field, $"没有这样的占位符：{string.Join(" ", unknown)}；可用 {ReplyPlaceholders.Listed}", $"No such placeholder: {string.Join(" ", unknown)}; there are {ReplyPlaceholders.Listed}");
    }

    public static TemplateForm Of(ReplyTemplate template) => new()
    {
        Version = template.Version,
        Code = template.Code,
        NameZh = template.Name.Zh,
        NameEn = template.Name.En ?? "",
        BodyZh = template.BodyZh,
        BodyEn = template.BodyEn,
        IsInterim = template.IsInterim,
        IsRetired = template.IsRetired,
    };
}

/// <summary>What stands in braces in a template, and nothing else: each is put in once, and what is put in is not read again.</summary>
public static partial class ReplyPlaceholders
{
    public const string Name = "{name}";
    public const string Number = "{number}";
    public const string Subject = "{subject}";
    public const string ReplyBy = "{replyBy}";
    public const string Unit = "{unit}";
    public const string Link = "{link}";

    public static readonly IReadOnlyList<string> All = [Name, Number, Subject, ReplyBy, Unit, Link];

    public static string Listed => string.Join(" ", All);

    public static IReadOnlyList<string> Unknown(string body) => [.. InBraces().Matches(body).Select(m => m.Value).Where(p => !All.Contains(p)).Distinct()];

    public static string Fill(string body, IReadOnlyDictionary<string, string> values) => InBraces().Replace(body, m => values.GetValueOrDefault(m.Value, m.Value));

    [GeneratedRegex(@"\{[^{}\r\n]*\}")]
    private static partial Regex InBraces();
}
