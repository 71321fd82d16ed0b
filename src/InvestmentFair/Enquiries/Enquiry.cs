using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;

namespace InvestmentFair.Enquiries;

public enum EnquiryKind
{
    [Text("提问", "Question")] Question,
    [Text("表达意向", "Interest")] Interest,
    [Text("约见洽谈", "Meeting")] Meeting,
}

public enum EnquiryState
{
    [Text("已收到", "Received")] Received,
    [Text("办理中", "In hand")] InHand,
    [Text("已答复", "Answered")] Answered,
}

/// <summary>
/// What an investor asks on the portal 来询, as typed. It has a clock: every one ends in an answer. Its address
/// carries 128 random bits, which is all the asker needs to see how it stands.
/// </summary>
public sealed class Enquiry : Record
{
    private Enquiry()
    {
    }

    public string Number { get; private init; } = "";

    public string Ref { get; private init; } = "";

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public EnquiryKind Kind { get; private init; }

    public string AskerName { get; private init; } = "";

    public string AskerMobile { get; private init; } = "";

    public string? AskerEmail { get; private init; }

    public string AskerOrganisation { get; private init; } = "";

    public string? AskerTitle { get; private init; }

    public string Words { get; private init; } = "";

    public bool InEnglish { get; private init; }

    /// <summary>The version of the privacy notice that stood beside the form.</summary>
    public string PrivacyVersion { get; private init; } = "";

    public DateTime AskedAt { get; private init; }

    public DateTime ReplyBy { get; private init; }

    public EnquiryState State { get; private set; } = EnquiryState.Received;

    public string? Answer { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    public Guid? InvestorId { get; private set; }

    public Investor? Investor { get; private set; }

    public Guid? PersonId { get; private set; }

    public Person? Person { get; private set; }

    public Guid? GuestId { get; private set; }

    public Guest? Guest { get; private set; }

    public List<EnquirySubject> Subjects { get; private init; } = [];

    public List<EnquiryStep> Steps { get; private init; } = [];

    public bool IsOverdue(DateTime now) => State is not EnquiryState.Answered && now > ReplyBy;

    public static Enquiry Ask(string number, string reference, Guid fairId, AskForm form, IEnumerable<EnquirySubject> subjects, bool inEnglish, DateTime now, DateTime replyBy)
    {
        var enquiry = new Enquiry
        {
            Number = number,
            Ref = reference,
            FairId = fairId,
            Kind = form.Kind!.Value,
            AskerName = form.Name.Trim(),
            AskerMobile = Mobiles.Clean(form.Mobile) ?? "",
            AskerEmail = string.IsNullOrWhiteSpace(form.Email) ? null : form.Email.Trim(),
            AskerOrganisation = form.Organisation.Trim(),
            AskerTitle = form.Title?.Trim(),
            Words = form.Words.Trim(),
            InEnglish = inEnglish,
            PrivacyVersion = (PrivacyNotice.Known(form.PrivacyVersion) ?? PrivacyNotice.On(FairTime.DayOf(now))).Version,
            AskedAt = now,
            ReplyBy = replyBy,
        };
        enquiry.Subjects.AddRange(subjects);
        enquiry.Step(EnquiryStepKind.Received, now);
        return enquiry;
    }

    /// <summary>Staff know now who asks.</summary>
    public Outcome Link(Investor investor, Person person, Guest? guest, DateTime now)
    {
        (InvestorId, PersonId, GuestId) = (investor.Id, person.Id, guest?.Id);
        if (State is EnquiryState.Received) State = EnquiryState.InHand;
        Step(EnquiryStepKind.Linked, now);
        return Outcome.Done;
    }

    public Outcome Reply(string answer, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(answer)) return EnquiryRefusals.EmptyAnswer;
        (State, Answer, AnsweredAt) = (EnquiryState.Answered, answer.Trim(), now);
        Step(EnquiryStepKind.Answered, now);
        return Outcome.Done;
    }

    public void Step(EnquiryStepKind kind, DateTime now) =>
        Steps.Add(new EnquiryStep { EnquiryId = Id, Kind = kind, At = now, Ordinal = Steps.Count });
}

public enum EnquiryStepKind
{
    [Text("收到您的来询", "Your enquiry was received")] Received,
    [Text("已指定经办人", "Somebody has taken it in hand")] Linked,
    [Text("已登记洽谈申请", "A meeting request was entered")] Requested,
    [Text("已转为跟踪项目", "It became a deal that is followed")] Followed,
    [Text("已答复", "Answered")] Answered,
}

/// <summary>What the asker sees of the way an enquiry goes.</summary>
public sealed class EnquiryStep
{
    public Guid EnquiryId { get; init; }

    public int Ordinal { get; init; }

    public EnquiryStepKind Kind { get; init; }

    public DateTime At { get; init; }
}

/// <summary>A project or a plant that an enquiry is about.</summary>
public sealed class EnquirySubject
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid EnquiryId { get; init; }

    public Guid? ProjectId { get; init; }

    public Project? Project { get; private set; }

    public Guid? PlantId { get; init; }

    public IdlePlant? Plant { get; private set; }
}

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

public static class EnquiryRefusals
{
    public static Refusal EmptyAnswer => new("enquiry.empty", "答复不能为空", "The answer must not be empty");

    public static Refusal LinkFirst => new("enquiry.link", "请先关联或新建客商和联系人", "Link it to an investor and a person first");

    public static Refusal NothingListed => new("enquiry.subject", "请选择已发布的项目或厂房", "Choose a published project or plant");

    public static Refusal TooMany => new("enquiry.quota", "该手机号今天提交的次数已达上限，请明天再试或致电", "Too many enquiries from this number today; please try tomorrow or telephone");

    public static Refusal TooManyFromAddress => new("enquiry.quota-address", "您所在的网络今天提交的次数已达上限，请明天再试，或拨打项目页上的办公电话", "Too many enquiries from your network today; please try tomorrow, or call the office named on the project's page");

    public static Refusal TooManyToday => new("enquiry.quota-day", "今天的来询已满，请明天再试，或拨打项目页上的办公电话", "No more enquiries can be taken today; please try tomorrow, or call the office named on the project's page");

    public static Refusal RequestedAlready => new("enquiry.requested", "已登记过洽谈申请", "The meeting requests have been entered already");

    public static Refusal AlreadyFollowed => new("enquiry.deal", "此来询已转为跟踪项目", "This enquiry is already followed as a deal");
}
