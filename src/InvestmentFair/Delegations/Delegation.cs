using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.People;

namespace InvestmentFair.Delegations;

public enum RosterState
{
    [Text("填报中", "Open")] Open,
    [Text("已报送", "Submitted")] Submitted,
    [Text("已核对", "Checked")] Checked,
    [Text("已锁定", "Locked")] Locked,
}

/// <summary>A county's (or a chamber's) group 代表团, with a quota and a roster that is opened, handed in, checked and locked.</summary>
public sealed class Delegation : Record, ISortedByName
{
    private Delegation()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    /// <summary>The county it comes from; a chamber may have none.</summary>
    public string? RegionCode { get; private set; }

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public int Quota { get; private set; }

    public int ProtocolRank { get; private set; }

    public RosterState Roster { get; private set; } = RosterState.Open;

    public Guid? HeadGuestId { get; private set; }

    public string? LiaisonName { get; private set; }

    public string? LiaisonMobile { get; private set; }

    public string? LiaisonEmail { get; private set; }

    public string? Interest { get; private set; }

    public List<Guest> Guests { get; private init; } = [];

    public static Delegation Invite(Guid fairId, DelegationForm form)
    {
        var delegation = new Delegation { FairId = fairId };
        delegation.Revise(form);
        return delegation;
    }

    public void Revise(DelegationForm form)
    {
        RegionCode = string.IsNullOrWhiteSpace(form.RegionCode) ? null : form.RegionCode;
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim());
        Quota = form.Quota!.Value;
        ProtocolRank = form.ProtocolRank ?? 100;
        LiaisonName = form.LiaisonName?.Trim();
        LiaisonMobile = Mobiles.Clean(form.LiaisonMobile);
        LiaisonEmail = form.LiaisonEmail?.Trim();
        Interest = form.Interest?.Trim();
    }

    public Outcome LedBy(Guest head)
    {
        if (head.DelegationId != Id) return DelegationRefusals.HeadFromElsewhere;
        HeadGuestId = head.Id;
        return Outcome.Done;
    }

    /// <summary>Whoever goes to another delegation leads this one no longer.</summary>
    internal void Leaves(Guest guest)
    {
        if (HeadGuestId == guest.Id) HeadGuestId = null;
    }

    public Outcome Advance(RosterState to)
    {
        if (to == Roster) return Outcome.Done;
        // A roster moves one step at a time; unlocking and reopening go back as far as needed.
        if (to > Roster + 1) return DelegationRefusals.OneStepAtATime(Roster + 1);
        Roster = to;
        return Outcome.Done;
    }
}

public sealed class DelegationForm : Form
{
    [Text("代表团", "Delegation (Chinese)"), Needed, AtMost(100)]
    public string NameZh { get; set; } = "";

    [Text("代表团（英文）", "Delegation (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("县（市、区）", "County"), Choice(ChoiceOf.Region)]
    public string? RegionCode { get; set; }

    [Text("名额", "Quota"), Needed, Between(1, 200)]
    public int? Quota { get; set; }

    [Text("礼宾顺序", "Protocol rank"), Between(1, 9999)]
    public int? ProtocolRank { get; set; }

    [Text("联络员", "Liaison"), AtMost(60)]
    public string? LiaisonName { get; set; }

    [Text("联络员手机", "Liaison's mobile"), AtMost(30), Mobile]
    public string? LiaisonMobile { get; set; }

    [Text("联络员邮箱", "Liaison's e-mail"), AtMost(120), MailAddress]
    public string? LiaisonEmail { get; set; }

    [Text("关注领域", "Interested in"), AtMost(500), Prose]
    public string? Interest { get; set; }

    public static DelegationForm Of(Delegation delegation) => new()
    {
        Version = delegation.Version,
        NameZh = delegation.Name.Zh,
        NameEn = delegation.Name.En,
        RegionCode = delegation.RegionCode,
        Quota = delegation.Quota,
        ProtocolRank = delegation.ProtocolRank,
        LiaisonName = delegation.LiaisonName,
        LiaisonMobile = delegation.LiaisonMobile,
        LiaisonEmail = delegation.LiaisonEmail,
        Interest = delegation.Interest,
    };
}

public static class DelegationRefusals
{
    public static Refusal HeadFromElsewhere => new("delegation.head", "带队领导须是本团成员", "The head must be a member of the delegation");

    public static Refusal OneStepAtATime(RosterState next) => new("delegation.step",
        $"名单状态须逐步推进，下一步是“{next.Names.Zh}”", $"A roster moves one step at a time; the next is “{next.Names.En}”");

    public static Refusal RosterLocked => new("delegation.locked", "代表团名单已锁定，先解锁再修改", "The roster is locked; unlock it first");
}
