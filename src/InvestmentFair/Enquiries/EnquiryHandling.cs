using InvestmentFair.Kernel;
using InvestmentFair.People;

namespace InvestmentFair.Enquiries;

/// <summary>How an enquiry goes from hand to hand to its answer. Every one ends in an answer, unless its asker takes it back.</summary>
public sealed partial class Enquiry
{
    public const int MostWordsPerDay = 10;

    /// <summary>The clock it was given when it came in; what is answered in time is measured by it, whatever came later.</summary>
    public DateTime FirstReplyBy { get; private init; }

    public DateTime? FirstAnsweredAt { get; private set; }

    public Guid? UnitId { get; private set; }

    public Unit? Unit { get; private set; }

    public Guid? OwnerId { get; private set; }

    public HostRepresentative? Owner { get; private set; }

    public List<EnquiryWord> Said { get; private init; } = [];

    /// <summary>Whoever answers has read up to here: an answer written before the asker added something is not sent unread.</summary>
    public DateTime? LastSaidAt { get; private set; }

    public bool IsOpen => State is EnquiryState.Received or EnquiryState.InHand;

    public bool IsOver => State is EnquiryState.Closed or EnquiryState.Withdrawn;

    public bool IsOverdue(DateTime now) => IsOpen && now > ReplyBy;

    /// <summary>A unit answers for it, by one of its people where one is named; the first time without a reason, afterwards with one.</summary>
    public Outcome Assign(Unit? unit, HostRepresentative? owner, string? reason, string by, DateTime now)
    {
        if (IsOver) return EnquiryRefusals.IsOver(State);
        if ((unit?.Id ?? owner?.UnitId) is not { } unitId) return EnquiryRefusals.NobodyNamed;
        if (owner is not null && owner.UnitId != unitId) return EnquiryRefusals.OwnerElsewhere;
        if ((unitId, owner?.Id) == (UnitId, OwnerId)) return Outcome.Done;
        var isHandOver = UnitId is not null;
        if (isHandOver && string.IsNullOrWhiteSpace(reason)) return EnquiryRefusals.WhyHandedOver;

        (UnitId, OwnerId) = (unitId, owner?.Id);
        if (State is EnquiryState.Received) State = EnquiryState.InHand;
        if (!string.IsNullOrWhiteSpace(reason)) Say(WordKind.Reason, reason, by, now);
        Step(isHandOver ? EnquiryStepKind.HandedOver : EnquiryStepKind.Assigned, now);
        return Outcome.Done;
    }

    public Outcome Reply(string answer, string by, DateTime now)
    {
        if (IsOver) return EnquiryRefusals.IsOver(State);
        if (string.IsNullOrWhiteSpace(answer)) return EnquiryRefusals.EmptyAnswer;
        (State, Answer, AnsweredAt) = (EnquiryState.Answered, answer.Trim(), now);
        FirstAnsweredAt ??= now;
        Say(WordKind.Answer, answer, by, now);
        Step(EnquiryStepKind.Answered, now);
        return Outcome.Done;
    }

    /// <summary>How it stands, said on the way: it is no answer, and the clock goes on.</summary>
    public Outcome Tell(string words, string by, DateTime now)
    {
        if (IsOver) return EnquiryRefusals.IsOver(State);
        if (!IsOpen) return EnquiryRefusals.NothingToTell;
        if (string.IsNullOrWhiteSpace(words)) return EnquiryRefusals.EmptyAnswer;
        State = EnquiryState.InHand;
        Say(WordKind.Told, words, by, now);
        Step(EnquiryStepKind.Told, now);
        return Outcome.Done;
    }

    /// <summary>Meeting requests are entered for it.</summary>
    public Outcome Request(DateTime now) => Yield(EnquiryStepKind.Requested, now);

    /// <summary>It is followed as a deal.</summary>
    public Outcome Follow(DateTime now) => Yield(EnquiryStepKind.Followed, now);

    /// <summary>The asker adds something; what had been answered is taken up again, with a clock of its own.</summary>
    public Outcome Add(string words, DateTime now, DateTime replyBy)
    {
        if (State is EnquiryState.Withdrawn) return EnquiryRefusals.YouWithdrew;
        if (Said.Count(w => w.Kind is WordKind.Added && w.At > now.AddDays(-1)) >= MostWordsPerDay) return EnquiryRefusals.TooManyWords;
        Say(WordKind.Added, words, AskerName, now);
        if (IsOpen)
        {
            Step(EnquiryStepKind.Added, now);
            return Outcome.Done;
        }

        (State, ReplyBy) = (EnquiryState.InHand, replyBy);
        Step(EnquiryStepKind.Reopened, now);
        return Outcome.Done;
    }

    public Outcome Withdraw(DateTime now)
    {
        if (State is EnquiryState.Withdrawn) return Outcome.Done;
        if (!IsOpen) return EnquiryRefusals.AlreadyAnswered;
        State = EnquiryState.Withdrawn;
        Step(EnquiryStepKind.Withdrawn, now);
        return Outcome.Done;
    }

    public Outcome Close(DateTime now)
    {
        if (State is EnquiryState.Closed) return Outcome.Done;
        if (State is EnquiryState.Withdrawn) return EnquiryRefusals.IsOver(State);
        if (State is not EnquiryState.Answered) return EnquiryRefusals.AnswerFirst;
        State = EnquiryState.Closed;
        Step(EnquiryStepKind.Closed, now);
        return Outcome.Done;
    }

    private Outcome Yield(EnquiryStepKind kind, DateTime now)
    {
        if (State is EnquiryState.Withdrawn) return EnquiryRefusals.IsOver(State);
        if (InvestorId is null || PersonId is null) return EnquiryRefusals.LinkFirst;
        Step(kind, now);
        return Outcome.Done;
    }

    private void Say(WordKind kind, string text, string by, DateTime now)
    {
        Said.Add(EnquiryWord.Say(Id, kind, text, by, now));
        LastSaidAt = now;
    }
}

public enum WordKind
{
    [Text("来询人补充", "Added by the asker")] Added,
    [Text("办理情况", "How it stands")] Told,
    [Text("答复", "Answer")] Answer,
    [Text("转交原因", "Why it was handed over")] Reason,
}

/// <summary>Something that was said in an enquiry after it was asked; never changed. Why it was handed over stays inside the house.</summary>
public sealed class EnquiryWord : Record
{
    private EnquiryWord()
    {
    }

    public Guid EnquiryId { get; private init; }

    public WordKind Kind { get; private init; }

    public string Text { get; private init; } = "";

    public string ByName { get; private init; } = "";

    public DateTime At { get; private init; }

    /// <summary>As it is read: whoever wrote it may have named the address of the asker's page, which is kept nowhere.</summary>
    public string Shown(string address) => Enquiry.Addressed(Text, address);

    internal static EnquiryWord Say(Guid enquiryId, WordKind kind, string text, string by, DateTime now) =>
        new() { EnquiryId = enquiryId, Kind = kind, Text = text.Trim(), ByName = by, At = now };
}

/// <summary>
/// How many had their first answer in time, of how many that were answered or whose time is up, counted at an instant. One that
/// its asker withdrew before any answer counts nowhere.
/// </summary>
public sealed record AnsweredInTime(int InTime, int Of, DateTime CutOff)
{
    public string Rate => Of == 0 ? "—" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100m * InTime / Of:0.0}%");
}
