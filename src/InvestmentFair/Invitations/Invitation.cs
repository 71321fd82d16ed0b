using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;

namespace InvestmentFair.Invitations;

public enum InvitationState
{
    [Text("未发", "Not sent")] NotSent,
    [Text("已发", "Sent")] Sent,
    [Text("已打开", "Opened")] Opened,
}

/// <summary>A letter 邀请函 to exactly one delegation, investor or guest. Who comes stands on the guests, not here.</summary>
public sealed class Invitation : Record
{
    private Invitation()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    /// <summary>The number on the letter 函号; never reused within a fair.</summary>
    public string LetterNumber { get; private set; } = "";

    public Guid? DelegationId { get; private set; }

    public Delegation? Delegation { get; private set; }

    public Guid? InvestorId { get; private set; }

    public Investor? Investor { get; private set; }

    public Guid? GuestId { get; private set; }

    public Guest? Guest { get; private set; }

    public InvitationState State { get; private set; } = InvitationState.NotSent;

    public DateOnly? SentOn { get; private set; }

    public DateOnly AnswerBy { get; private set; }

    public string? Note { get; private set; }

    public static Invitation Draft(Guid fairId, InvitationForm form)
    {
        var invitation = new Invitation { FairId = fairId };
        invitation.Revise(form);
        return invitation;
    }

    public void Revise(InvitationForm form)
    {
        LetterNumber = form.LetterNumber.Trim();
        DelegationId = form.DelegationId;
        InvestorId = form.InvestorId;
        GuestId = form.GuestId;
        AnswerBy = form.AnswerBy!.Value;
        Note = form.Note?.Trim();
    }

    /// <summary>The letter went out by post, by hand or in WeChat; staff say so.</summary>
    public Outcome Send(DateOnly on)
    {
        if (State is not InvitationState.NotSent) return InvitationRefusals.AlreadySent;
        (State, SentOn) = (InvitationState.Sent, on);
        return Outcome.Done;
    }

    public Outcome MarkOpened()
    {
        if (State is InvitationState.NotSent) return InvitationRefusals.NotSent;
        State = InvitationState.Opened;
        return Outcome.Done;
    }
}

public sealed class InvitationForm : Form
{
    [Text("函号", "Letter number"), Needed, AtMost(60)]
    public string LetterNumber { get; set; } = "";

    [Text("代表团", "Delegation"), Choice(ChoiceOf.Delegation)]
    public Guid? DelegationId { get; set; }

    [Text("企业", "Enterprise"), Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }

    [Text("嘉宾", "Guest"), Choice(ChoiceOf.Guest)]
    public Guid? GuestId { get; set; }

    [Text("答复期限", "Answer by"), Needed]
    public DateOnly? AnswerBy { get; set; }

    [Text("备注", "Note"), AtMost(500), Prose]
    public string? Note { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (new object?[] { DelegationId, InvestorId, GuestId }.Count(id => id is not null) != 1)
            yield return new(nameof(DelegationId), "一封邀请函只发给一个代表团、一家企业或一位嘉宾", "A letter addresses exactly one delegation, enterprise or guest");
    }

    public static InvitationForm Of(Invitation invitation) => new()
    {
        Version = invitation.Version,
        LetterNumber = invitation.LetterNumber,
        DelegationId = invitation.DelegationId,
        InvestorId = invitation.InvestorId,
        GuestId = invitation.GuestId,
        AnswerBy = invitation.AnswerBy,
        Note = invitation.Note,
    };
}

public static class InvitationRefusals
{
    public static Refusal AlreadySent => new("invitation.sent", "邀请函已发出", "The invitation has already been sent");

    public static Refusal NotSent => new("invitation.not-sent", "邀请函尚未发出", "The invitation has not been sent yet");
}
