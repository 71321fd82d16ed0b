using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;

namespace InvestmentFair.Enquiries;

/// <summary>The portal's form: one name, a mobile number, e-mail if they like.</summary>
public sealed class AskForm : Form
{
    [Text("您想", "You would like to"), Needed]
    public EnquiryKind? Kind { get; set; }

    [Text("姓名", "Your name"), Needed, AtMost(60)]
    public string Name { get; set; } = "";

    [Text("单位", "Organisation"), Needed, AtMost(120)]
    public string Organisation { get; set; } = "";

    [Text("职务", "Title"), AtMost(100)]
    public string? Title { get; set; }

    [Text("手机", "Mobile"), Needed, AtMost(30), Mobile]
    public string Mobile { get; set; } = "";

    [Text("邮箱（选填）", "E-mail (optional)"), AtMost(120), MailAddress]
    public string? Email { get; set; }

    [Text("想说的话", "What you would like to say"), Needed, AtMost(2000), Prose]
    public string Words { get; set; } = "";

    /// <summary>Sent along by the page: the notice the asker saw, should another come into force meanwhile.</summary>
    [Text("隐私说明版本", "Version of the privacy notice"), AtMost(10)]
    public string? PrivacyVersion { get; set; }
}

/// <summary>What a member of staff writes down for somebody who called or came.</summary>
public sealed class EnterForm : Form
{
    [Text("来询方式", "How they asked"), Needed]
    public EnquiryChannel? Channel { get; set; } = EnquiryChannel.Phone;

    [Text("日期", "Day"), Needed]
    public DateOnly? On { get; set; }

    [Text("时间", "Time"), Needed]
    public TimeOnly? At { get; set; }

    [Text("来询类型", "Kind"), Needed]
    public EnquiryKind? Kind { get; set; }

    [Text("姓名", "Name"), Needed, AtMost(60)]
    public string Name { get; set; } = "";

    [Text("单位", "Organisation"), Needed, AtMost(120)]
    public string Organisation { get; set; } = "";

    [Text("职务", "Title"), AtMost(100)]
    public string? Title { get; set; }

    [Text("手机", "Mobile"), Needed, AtMost(30), Mobile]
    public string Mobile { get; set; } = "";

    [Text("邮箱", "E-mail"), AtMost(120), MailAddress]
    public string? Email { get; set; }

    [Text("用英文答复", "To be answered in English")]
    public bool InEnglish { get; set; }

    [Text("关于项目", "About projects"), Choice(ChoiceOf.Project)]
    public List<Guid> Projects { get; set; } = [];

    [Text("关于厂房", "About plants"), Choice(ChoiceOf.Plant)]
    public List<Guid> Plants { get; set; } = [];

    [Text("内容", "What they said"), Needed, AtMost(2000), Prose]
    public string Words { get; set; } = "";

    public AskForm AskForm => new() { Kind = Kind, Name = Name, Organisation = Organisation, Title = Title, Mobile = Mobile, Email = Email, Words = Words };

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Projects.Count + Plants.Count == 0) yield return new(nameof(Projects), "至少选一个项目或厂房", "Choose at least one project or plant");
    }
}

/// <summary>Who answers.</summary>
public sealed class AssignForm : Form
{
    [Text("承办单位", "Unit in charge"), Choice(ChoiceOf.Unit)]
    public Guid? UnitId { get; set; }

    [Text("承办人", "Person in charge"), Choice(ChoiceOf.Host)]
    public Guid? OwnerId { get; set; }

    [Text("转交原因", "Why it is handed over"), AtMost(300), Prose]
    public string? Reason { get; set; }
}

/// <summary>How it stands, said to the asker while the answer is being prepared; the clock goes on.</summary>
public sealed class TellForm : Form
{
    [Text("办理情况（来询人会看到，答复时限照走）", "How it stands (the asker sees it, the clock goes on)"), Needed, AtMost(2000), Prose]
    public string Words { get; set; } = "";
}

public sealed class AnswerForm : Form
{
    [Text("答复（来询人会看到）", "Answer (the asker sees it)"), Needed, AtMost(4000), Prose]
    public string Answer { get; set; } = "";
}

public sealed class LinkForm : Form
{
    [Text("已有客商（不选则新建）", "Known investor (none: a new one)"), Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }

    [Text("联系人（不选则新建）", "Contact (none: a new one)"), Choice(ChoiceOf.Person)]
    public Guid? PersonId { get; set; }

    [Text("资金来源地（新建时）", "Origin of funds (for a new one)")]
    public InvestmentOrigin? Origin { get; set; } = InvestmentOrigin.OutsideProvince;

    [Text("登记为本届嘉宾", "Enter as a guest of this fair")]
    public bool AsGuest { get; set; } = true;

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (InvestorId is null && Origin is null) yield return new(nameof(Origin), "新建客商须选资金来源地", "A new investor needs the origin of its funds");
    }
}

/// <summary>What the asker adds on their own page.</summary>
public sealed class AddForm : Form
{
    [Text("补充内容", "What you would like to add"), Needed, AtMost(2000), Prose]
    public string Words { get; set; } = "";
}
