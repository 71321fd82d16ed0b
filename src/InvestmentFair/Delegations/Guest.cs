using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;

namespace InvestmentFair.Delegations;

public enum GuestPart
{
    [Text("领导", "Leader")] Leader,
    [Text("企业家", "Entrepreneur")] Entrepreneur,
    [Text("工作人员", "Staff")] Staff,
    [Text("媒体", "Press")] Press,
}

public enum Attendance
{
    [Text("未答复", "No answer")] Unknown,
    [Text("出席", "Coming")] Coming,
    [Text("不出席", "Declined")] Declined,
    [Text("派代表", "Deputy")] Deputy,
}

/// <summary>A person invited to a fair 嘉宾, of a delegation, of an investor, or of both.</summary>
public sealed class Guest : Record
{
    private Guest()
    {
    }

    public string Number { get; private init; } = "";

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public Guid PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>Repeats the person's, by which the list is sorted; whoever saves a person's key or puts another person here renews it.</summary>
    public string PinyinKey { get; private set; } = "";

    public Guid? DelegationId { get; private set; }

    public Delegation? Delegation { get; private set; }

    public Guid? InvestorId { get; private set; }

    public Investor? Investor { get; private set; }

    public string Organisation { get; private set; } = "";

    public Bilingual Title { get; private set; } = Bilingual.Empty;

    /// <summary>Set by staff, never inferred from a title; the smaller number goes first.</summary>
    public int ProtocolRank { get; private set; }

    public GuestPart Part { get; private set; }

    public Attendance Attendance { get; private set; } = Attendance.Unknown;

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Who took the answer, when it came by telephone.</summary>
    public string? AnsweredThrough { get; private set; }

    public string? Dietary { get; private set; }

    /// <summary>The guest in whose stead this one comes 换人.</summary>
    public Guid? ReplacesGuestId { get; private set; }

    /// <summary>The guest of the same fair with whom this one turned out to be one person; it is kept and no longer listed.</summary>
    public Guid? FoldedIntoId { get; private set; }

    public static Guest Enter(string number, Guid fairId, Person person, GuestForm form)
    {
        var guest = new Guest { Number = number, FairId = fairId, PersonId = person.Id, Person = person, PinyinKey = person.PinyinKey };
        guest.Revise(form);
        return guest;
    }

    public void Revise(GuestForm form)
    {
        if (form.DelegationId != DelegationId) Delegation?.Leaves(this);
        DelegationId = form.DelegationId;
        InvestorId = form.InvestorId;
        Organisation = form.Organisation?.Trim() ?? "";
        Title = new Bilingual(form.TitleZh?.Trim() ?? "", form.TitleEn?.Trim());
        ProtocolRank = form.ProtocolRank ?? 100;
        Part = form.Part!.Value;
        Dietary = string.IsNullOrWhiteSpace(form.Dietary) ? null : form.Dietary.Trim();
    }

    /// <summary>Staff take the telephone and enter the answer for the guest; no deadline binds them.</summary>
    public Outcome Answer(Attendance answer, string through, DateTime now)
    {
        if (answer == Attendance) return Outcome.Done;
        Attendance = answer;
        AnsweredAt = answer is Attendance.Unknown ? null : now;
        AnsweredThrough = answer is Attendance.Unknown ? null : through;
        return Outcome.Done;
    }

    /// <summary>One person was a guest of the fair twice: what this one lacks it takes from the other, and nothing that stands is written over.</summary>
    internal void TakeOver(Guest other)
    {
        DelegationId ??= other.DelegationId;
        InvestorId ??= other.InvestorId;
        if (Organisation.Length == 0) Organisation = other.Organisation;
        if (Title.IsEmpty) Title = other.Title;
        Dietary ??= other.Dietary;
        if (Attendance is Attendance.Unknown) (Attendance, AnsweredAt, AnsweredThrough) = (other.Attendance, other.AnsweredAt, other.AnsweredThrough);
    }

    public Outcome Replaces(Guest other, string through, DateTime now)
    {
        if (other.PersonId == PersonId) return GuestRefusals.ReplacesThemselves;
        if (other.FairId != FairId || other.DelegationId != DelegationId || other.InvestorId != InvestorId) return GuestRefusals.ReplacesStranger;
        ReplacesGuestId = other.Id;
        return other.Answer(Attendance.Declined, through, now);
    }
}

/// <summary>Built on where a guest comes in somebody's stead.</summary>
public class GuestForm : RoleForm
{
    [Text("代表团", "Delegation"), Choice(ChoiceOf.Delegation)]
    public Guid? DelegationId { get; set; }

    [Text("企业", "Enterprise"), Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }

    [Text("单位", "Organisation"), AtMost(120)]
    public string? Organisation { get; set; }

    [Text("职务", "Title (Chinese)"), AtMost(100)]
    public string? TitleZh { get; set; }

    [Text("英文职务", "Title (English)"), AtMost(200)]
    public string? TitleEn { get; set; }

    [Text("身份", "Part"), Needed]
    public GuestPart? Part { get; set; }

    [Text("礼宾顺序", "Protocol rank"), Between(1, 9999)]
    public int? ProtocolRank { get; set; }

    [Text("饮食禁忌", "Dietary needs"), AtMost(200)]
    public string? Dietary { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (DelegationId is null && InvestorId is null)
            yield return new(nameof(DelegationId), "代表团和企业至少填一项", "Give a delegation or an enterprise, or both");
    }

    public static GuestForm Of(Guest guest) => new()
    {
        // Both only ever rise: the sum stands still while neither the guest nor the person was saved.
        Version = guest.Version + guest.Person.Version,
        PersonId = guest.PersonId,
        PinyinKey = guest.Person.PinyinKey,
        Name = guest.Person.Name,
        Mobile = guest.Person.Mobile,
        Email = guest.Person.Email,
        DelegationId = guest.DelegationId,
        InvestorId = guest.InvestorId,
        Organisation = guest.Organisation,
        TitleZh = guest.Title.Zh,
        TitleEn = guest.Title.En,
        Part = guest.Part,
        ProtocolRank = guest.ProtocolRank,
        Dietary = guest.Dietary,
    };
}

/// <summary>What follows from an answer and is left to be seen to.</summary>
public static class GuestNotices
{
    public static string? Left(bool leads, IReadOnlyList<string> meetings)
    {
        List<string> left = [];
        if (leads) left.Add(Language.Say("须另定带队领导", "the delegation needs another head"));
        if (meetings.Count > 0) left.Add(Language.Say($"{meetings.Count} 场洽谈须另定人员（{string.Join("、", meetings)}）", $"another must be named for {(meetings.Count == 1 ? "a meeting" : $"{meetings.Count} meetings")} ({string.Join(", ", meetings)})"));
        return left.Count == 0 ? null : Language.Say($"不出席：{string.Join("；", left)}", $"Not coming: {string.Join("; ", left)}");
    }
}

public static class GuestRefusals
{
    public static Refusal AlreadyInvited => new("guest.twice", "此人已是本届嘉宾", "This person is already a guest of this fair");

    /// <summary>Told before a guest is entered who is likely to be one of this fair already; who says that it is another person enters them all the same.</summary>
    public static Refusal Listed(ListedGuest other) => new(ListedCode, other.Says.Zh, other.Says.En!);

    public const string ListedCode = "guest.listed";

    public static Refusal ReplacesStranger => new("guest.replaces", "只能替换同一代表团或企业的嘉宾", "Only a guest of the same delegation or enterprise can be replaced");

    public static Refusal ReplacesThemselves => new("guest.replaces-self", "不能由本人替换本人", "Nobody comes in their own stead");

    public static Refusal AlreadyReplaced(string who) => new("guest.replaced", $"已由 {who} 替换：再换人请从 {who} 的页面操作", $"{who} comes in their stead already; to change again, go on from {who}’s page");
}
