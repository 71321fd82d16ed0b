using InvestmentFair.Access;
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
    [Text("已办结", "Closed")] Closed,
    [Text("换发了查询链接", "You were given a new link")] LinkRenewed,
    [Text("来询人已撤回", "Withdrawn by the asker")] Withdrawn,
}

public enum EnquiryChannel
{
    [Text("门户", "Portal")] Portal,
    [Text("电话", "Telephone")] Phone,
    [Text("来访", "Visit")] Visit,
    [Text("信函", "Letter")] Letter,
    [Text("会场", "At the fair")] Fair,
}

/// <summary>
/// What an investor asks on the portal 来询, as typed. It has a clock: every one ends in an answer. Its address
/// carries a key, which is all the asker needs to see how it stands.
/// </summary>
public sealed partial class Enquiry : Record, ISortedByName
{
    private Enquiry()
    {
    }

    public string Number { get; private init; } = "";

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public EnquiryKind Kind { get; private init; }

    public string AskerName { get; private init; } = "";

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => AskerName;

    bool ISortedByName.IsOfSomebody => true;

    public string AskerMobile { get; private init; } = "";

    public string? AskerEmail { get; private init; }

    public string AskerOrganisation { get; private init; } = "";

    public string? AskerTitle { get; private init; }

    public string Words { get; private init; } = "";

    public bool InEnglish { get; private init; }

    /// <summary>The version of the privacy notice that stood beside the form.</summary>
    public string PrivacyVersion { get; private init; } = "";

    public DateTime AskedAt { get; private init; }

    public DateTime ReplyBy { get; private set; }

    public EnquiryState State { get; private set; } = EnquiryState.Received;

    public string? Answer { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    public Guid? InvestorId { get; private set; }

    public Investor? Investor { get; private set; }

    public Guid? PersonId { get; private set; }

    public Person? Person { get; private set; }

    public Guid? GuestId { get; private set; }

    public Guest? Guest { get; private set; }

    public EnquiryChannel Channel { get; private init; } = EnquiryChannel.Portal;

    /// <summary>Who of the staff entered it for the asker, where the asker did not write it.</summary>
    public string? TakenBy { get; private init; }

    public List<EnquirySubject> Subjects { get; private init; } = [];

    public List<EnquiryStep> Steps { get; private init; } = [];

    public static Enquiry Ask(string number, LinkKeys keys, Guid fairId, AskForm form, IEnumerable<EnquirySubject> subjects, bool inEnglish, DateTime now, DateTime replyBy,
        EnquiryChannel channel = EnquiryChannel.Portal, string? takenBy = null)
    {
        var enquiry = new Enquiry
        {
            Number = number,
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
            FirstReplyBy = replyBy,
            Channel = channel,
            TakenBy = takenBy,
        };
        enquiry.Subjects.AddRange(subjects);
        enquiry.GiveLink(keys);
        enquiry.Step(takenBy is null ? EnquiryStepKind.Received : EnquiryStepKind.Taken, now);
        return enquiry;
    }

    /// <summary>Staff know now who asks.</summary>
    public Outcome Link(Investor investor, Person person, Guest? guest, DateTime now)
    {
        if (State is EnquiryState.Withdrawn) return EnquiryRefusals.IsOver(State);
        (InvestorId, PersonId, GuestId) = (investor.Id, person.Id, guest?.Id);
        if (State is EnquiryState.Received) State = EnquiryState.InHand;
        Step(EnquiryStepKind.Linked, now);
        return Outcome.Done;
    }

    private void Step(EnquiryStepKind kind, DateTime now) =>
        Steps.Add(new EnquiryStep { EnquiryId = Id, Kind = kind, At = now, Ordinal = Steps.Count });
}

public enum EnquiryStepKind
{
    [Text("收到您的来询", "Your enquiry was received")] Received,
    [Text("已受理登记", "Registered and taken in hand")] Linked,
    [Text("已登记洽谈申请", "A meeting request was entered")] Requested,
    [Text("已转为跟踪项目", "It became a deal that is followed")] Followed,
    [Text("已答复", "Answered")] Answered,
    [Text("工作人员代为登记", "Entered by our staff for you")] Taken,
    [Text("已指定承办单位", "A unit was put in charge")] Assigned,
    [Text("已转交其他单位承办", "Handed over to another unit")] HandedOver,
    [Text("已告知办理情况", "You were told how it stands")] Told,
    [Text("您补充了内容", "You added something")] Added,
    [Text("您补充了内容，重新办理", "You added something; it was taken up again")] Reopened,
    [Text("您撤回了来询", "You withdrew it")] Withdrawn,
    [Text("已办结", "Closed")] Closed,
    [Text("换发了查询链接", "You were given a new link")] LinkRenewed,
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
