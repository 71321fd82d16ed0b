using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;

namespace InvestmentFair.Meetings;

public enum MeetingState
{
    [Text("已安排", "Planned")] Planned,
    [Text("已举行", "Held")] Held,
    [Text("已取消", "Cancelled")] Cancelled,
}

/// <summary>Where and when: a run of slots of the grid, and a table.</summary>
public readonly record struct Place(Guid FirstSlotId, int Length, Guid TableId);

/// <summary>
/// A meeting 洽谈 about a project, a plant or a topic, with a team on each side. Its identity is permanent. It has a
/// place exactly while claims hold that place; cancelling keeps the row.
/// </summary>
public sealed class Meeting : Record
{
    private Meeting()
    {
    }

    public string Number { get; private init; } = "";

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public Guid? RequestId { get; private init; }

    public MeetingRequest? Request { get; private set; }

    public Guid? ProjectId { get; private init; }

    public Project? Project { get; private set; }

    public Guid? PlantId { get; private init; }

    public IdlePlant? Plant { get; private set; }

    public string? Topic { get; private init; }

    public Guid? InvestorId { get; private init; }

    public Investor? Investor { get; private set; }

    public Guid? DelegationId { get; private init; }

    public Delegation? Delegation { get; private set; }

    public MeetingState State { get; private set; } = MeetingState.Planned;

    public Guid? FirstSlotId { get; private set; }

    public TimeSlot? FirstSlot { get; private set; }

    /// <summary>How many slots of the grid it takes.</summary>
    public int Length { get; private set; } = 1;

    public Guid? TableId { get; private set; }

    public Table? Table { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>Since when it stays where it is, and who said so: neither the hand nor the solver moves it before it is unlocked.</summary>
    public DateTime? LockedAt { get; private set; }

    public string? LockedBy { get; private set; }

    public bool IsLocked => LockedAt is not null;

    public List<MeetingAttendee> Attendees { get; private init; } = [];

    public MeetingOutcome? Outcome { get; private set; }

    /// <summary>What came of it as far as anybody still says so: an outcome that was taken back is kept for its history.</summary>
    public MeetingOutcome? Standing => State is MeetingState.Held ? Outcome : null;

    public static Meeting Of(string number, MeetingRequest request, IEnumerable<Guid> hosts) =>
        Between(number, request.FairId, request.Id, request.ProjectId, request.PlantId, request.Topic, request.InvestorId, request.DelegationId,
            request.Team(Side.Guest), hosts, []);

    internal static Meeting Between(string number, Guid fairId, Guid? requestId, Guid? projectId, Guid? plantId, string? topic,
        Guid? investorId, Guid? delegationId, IEnumerable<Guid> guests, IEnumerable<Guid> hosts, IEnumerable<Guid> interpreters)
    {
        var meeting = new Meeting
        {
            Number = number,
            FairId = fairId,
            RequestId = requestId,
            ProjectId = projectId,
            PlantId = plantId,
            Topic = topic,
            InvestorId = investorId,
            DelegationId = delegationId,
        };
        meeting.Arrange(guests, hosts, interpreters);
        return meeting;
    }

    /// <summary>Another team, and who interprets; whoever stays keeps their seat.</summary>
    public Outcome Seat(IReadOnlyCollection<Guid> guests, IReadOnlyCollection<Guid> hosts, IReadOnlyCollection<Guid> interpreters)
    {
        if (Stays is { } stays) return stays;
        return Sit(guests, hosts, interpreters);
    }

    private Outcome Sit(IReadOnlyCollection<Guid> guests, IReadOnlyCollection<Guid> hosts, IReadOnlyCollection<Guid> interpreters)
    {
        if (State is not MeetingState.Planned) return MeetingRefusals.NotPlanned;
        if (Unseatable(guests, hosts, interpreters) is { } refusal) return refusal;
        Arrange(guests, hosts, interpreters);
        return Kernel.Outcome.Done;
    }

    /// <summary>Why these cannot be the people of a meeting.</summary>
    internal static Refusal? Unseatable(IReadOnlyCollection<Guid> guests, IReadOnlyCollection<Guid> hosts, IReadOnlyCollection<Guid> interpreters) =>
        guests.Count == 0 || hosts.Count == 0 ? MeetingRefusals.NobodyOnOneSide
        : guests.Intersect(hosts).Any() ? MeetingRefusals.OnBothSides
        : interpreters.Any(i => guests.Contains(i) || hosts.Contains(i)) ? MeetingRefusals.InterpretsAndSpeaks : null;

    /// <summary>Why it keeps its place and its people.</summary>
    internal Refusal? Stays => State is not MeetingState.Planned ? MeetingRefusals.NotPlanned : IsLocked ? MeetingRefusals.Locked(Number) : null;

    /// <summary>Somebody of the guest side does not come, and another sits where they sat, also where it is locked: it stays where it is.</summary>
    public Outcome GiveSeat(Guid leaves, Guid comes) => Sit([.. Team(Side.Guest).Select(p => p == leaves ? comes : p)], [.. Team(Side.Host)], [.. Interpreters]);

    public Outcome PlaceAt(Place place)
    {
        if (Stays is { } stays) return stays;
        (FirstSlotId, Length, TableId) = (place.FirstSlotId, place.Length, place.TableId);
        return Kernel.Outcome.Done;
    }

    public Outcome TakeOff()
    {
        if (Stays is { } stays) return stays;
        (FirstSlotId, TableId) = (null, null);
        return Kernel.Outcome.Done;
    }

    /// <summary>It stays at its place with its people; whoever locked it first is remembered.</summary>
    public Outcome Lock(string by, DateTime now)
    {
        if (State is not MeetingState.Planned) return MeetingRefusals.NotPlanned;
        if (FirstSlotId is null) return MeetingRefusals.NotPlaced;
        if (!IsLocked) (LockedAt, LockedBy) = (now, by);
        return Kernel.Outcome.Done;
    }

    public Outcome Unlock()
    {
        if (State is not MeetingState.Planned) return MeetingRefusals.NotPlanned;
        (LockedAt, LockedBy) = (null, null);
        return Kernel.Outcome.Done;
    }

    public Outcome Cancel(string reason)
    {
        if (State is MeetingState.Held) return MeetingRefusals.AlreadyHeld;
        // Its request may have been booked again since.
        if (State is MeetingState.Cancelled) return MeetingRefusals.NotPlanned;
        if (string.IsNullOrWhiteSpace(reason)) return MeetingRefusals.ReasonNeeded;
        (State, CancelReason) = (MeetingState.Cancelled, reason.Trim());
        (FirstSlotId, TableId, LockedAt, LockedBy) = (null, null, null, null);
        return Kernel.Outcome.Done;
    }

    /// <summary>As it was before something was done with it; whether it may be is asked where that is taken back.</summary>
    internal void Return(Situation then)
    {
        (State, CancelReason) = (then.State, then.CancelReason);
        (FirstSlotId, Length, TableId) = (then.FirstSlotId, then.Length, then.TableId);
        (LockedAt, LockedBy) = (then.LockedAt, then.LockedBy);
        Arrange(then.Guests, then.Hosts, then.Interpreters);
    }

    /// <summary>What came of it. An outcome before the meeting starts is a warning on the screen, not a wall.</summary>
    public Outcome Record(OutcomeForm form, DateTime now)
    {
        if (State is MeetingState.Cancelled) return MeetingRefusals.NotPlanned;
        if (State is MeetingState.Held) return MeetingRefusals.HasOutcome;
        if (Outcome is null) Outcome = MeetingOutcome.Of(Id, form, now);
        else Outcome.Revise(form, now);
        State = MeetingState.Held;
        return Kernel.Outcome.Done;
    }

    /// <summary>Something else came of it than was recorded; a deal that was made of it is not contradicted.</summary>
    public Outcome Correct(OutcomeForm form, FollowedBy? deal, DateTime now)
    {
        if (Standing is not { } standing) return MeetingRefusals.NoOutcome;
        if (deal is not null && standing.Contradiction(form, deal) is { } refusal) return refusal;
        standing.Revise(form, now);
        return Kernel.Outcome.Done;
    }

    /// <summary>It was recorded by mistake: the meeting is planned again, as if nothing had been said.</summary>
    public Outcome TakeBack(string reason, FollowedBy? deal)
    {
        if (Standing is null) return MeetingRefusals.NoOutcome;
        if (string.IsNullOrWhiteSpace(reason)) return MeetingRefusals.WhyTakenBack;
        if (deal is not null) return MeetingRefusals.DealFollows(deal.Number);
        State = MeetingState.Planned;
        return Kernel.Outcome.Done;
    }

    /// <summary>All who sit there and claim its slots: both teams and who interprets.</summary>
    public IEnumerable<Guid> People => Attendees.Select(a => a.PersonId);

    public IEnumerable<Guid> Team(Side side) => Attendees.Where(a => a.Side == side && !a.Interprets).OrderBy(a => a.Ordinal).Select(a => a.PersonId);

    public IEnumerable<Guid> Interpreters => Attendees.Where(a => a.Interprets).OrderBy(a => a.Ordinal).Select(a => a.PersonId);

    private void Arrange(IEnumerable<Guid> guests, IEnumerable<Guid> hosts, IEnumerable<Guid> interpreters)
    {
        var seats = new[] { (Side: Side.Guest, Interprets: false, Team: guests), (Side: Side.Host, Interprets: false, Team: hosts), (Side: Side.Host, Interprets: true, Team: interpreters) }
            .SelectMany(t => t.Team.Distinct().Select((person, order) => (Person: person, t.Side, t.Interprets, Order: order))).ToList();
        Attendees.RemoveAll(a => !seats.Any(s => s.Person == a.PersonId));
        foreach (var (person, side, interprets, order) in seats)
            if (Attendees.SingleOrDefault(a => a.PersonId == person) is { } seated) seated.Sit(side, interprets, order);
            else Attendees.Add(new MeetingAttendee(Id, person, side, interprets, order));
    }
}

public sealed class MeetingAttendee
{
    private MeetingAttendee()
    {
    }

    internal MeetingAttendee(Guid meetingId, Guid personId, Side side, bool interprets, int ordinal) =>
        (MeetingId, PersonId, Side, Interprets, Ordinal) = (meetingId, personId, side, interprets, ordinal);

    public Guid MeetingId { get; private init; }

    public Guid PersonId { get; private init; }

    public Person Person { get; private set; } = null!;

    public Side Side { get; private set; }

    /// <summary>Says what others say; whoever interprets sits on the county's side and is in no team.</summary>
    public bool Interprets { get; private set; }

    public int Ordinal { get; private set; }

    internal void Sit(Side side, bool interprets, int ordinal) => (Side, Interprets, Ordinal) = (side, interprets, ordinal);
}

public sealed class TeamForm : Form
{
    [Text("客方人员", "Guests"), Needed, Choice(ChoiceOf.GuestPerson)]
    public List<Guid> Guests { get; set; } = [];

    [Text("县方人员", "Hosts"), Needed, Choice(ChoiceOf.HostPerson)]
    public List<Guid> Hosts { get; set; } = [];

    [Text("翻译", "Interpreters"), Choice(ChoiceOf.InterpreterPerson)]
    public List<Guid> Interpreters { get; set; } = [];

    public static TeamForm Of(Meeting meeting) => new()
    {
        Version = meeting.Version,
        Guests = [.. meeting.Team(Side.Guest)],
        Hosts = [.. meeting.Team(Side.Host)],
        Interpreters = [.. meeting.Interpreters],
    };
}

/// <summary>With whom a deal is made after a meeting with a delegation.</summary>
public sealed class FollowForm : Form
{
    [Text("跟踪的企业", "Enterprise of the deal"), Needed, Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }
}

public enum OutcomeKind
{
    [Text("继续对接", "Continue")] Continue,
    [Text("达成意向", "Intent")] Intent,
    [Text("签约", "Signed")] Sign,
    [Text("无意向", "None")] None,
}

/// <summary>The deal that was made of an outcome: its total on the day it was made of it, whatever was planned later, and the sums of what is signed.</summary>
public sealed record FollowedBy(string Number, DateOnly From, Money Total, IReadOnlyList<Money> Signed);

/// <summary>What came of a meeting 洽谈结果: entered the same evening, with a next step, its owner and its day.</summary>
public sealed class MeetingOutcome : Record
{
    private MeetingOutcome()
    {
    }

    public Guid MeetingId { get; private init; }

    public OutcomeKind Kind { get; private set; }

    public long? AmountFen { get; private set; }

    public string? NextStep { get; private set; }

    public Guid? OwnerId { get; private set; }

    public Person? Owner { get; private set; }

    public DateOnly? Due { get; private set; }

    /// <summary>What was disputed, or what the county has to help with, so that it goes on.</summary>
    public string? Support { get; private set; }

    public string? Note { get; private set; }

    public DateTime RecordedAt { get; private set; }

    public static MeetingOutcome Of(Guid meetingId, OutcomeForm form, DateTime now)
    {
        var outcome = new MeetingOutcome { MeetingId = meetingId };
        outcome.Revise(form, now);
        return outcome;
    }

    public void Revise(OutcomeForm form, DateTime now)
    {
        Kind = form.Kind!.Value;
        AmountFen = form.Amount?.Fen;
        NextStep = string.IsNullOrWhiteSpace(form.NextStep) ? null : form.NextStep.Trim();
        OwnerId = form.OwnerId;
        Due = form.Due;
        Support = string.IsNullOrWhiteSpace(form.Support) ? null : form.Support.Trim();
        Note = form.Note?.Trim();
        RecordedAt = now;
    }

    /// <summary>
    /// Whether something was signed, and for how much, is followed at the deal from the day it is made: there it is corrected
    /// first, and the outcome after it. Next step, owner and day are of the evening of the meeting; the deal has its own.
    /// </summary>
    internal Refusal? Contradiction(OutcomeForm form, FollowedBy deal)
    {
        if (form.Kind is OutcomeKind.None) return MeetingRefusals.DealFollows(deal.Number);
        var isSigned = form.Kind is OutcomeKind.Sign;
        if (isSigned == Kind is OutcomeKind.Sign && form.Amount?.Fen == AmountFen) return null;
        var sum = form.Amount ?? new Money(0);
        var agrees = isSigned ? deal.Signed.Contains(sum) : Kind is not OutcomeKind.Sign && deal.Total == sum;
        return agrees ? null : MeetingRefusals.Contradicts(deal.Number, deal.From);
    }
}

public sealed class OutcomeForm : Form
{
    [Text("结果", "Result"), Needed]
    public OutcomeKind? Kind { get; set; }

    [Text("拟投资额（万元）", "Amount (CNY 10,000)"), Between(0.01, 100_000_000)]
    public Money? Amount { get; set; }

    [Text("下一步", "Next step"), AtMost(300)]
    public string? NextStep { get; set; }

    [Text("责任人", "Owner"), Choice(ChoiceOf.HostPerson)]
    public Guid? OwnerId { get; set; }

    [Text("完成时限", "Due")]
    public DateOnly? Due { get; set; }

    [Text("争议 / 所需支持", "Disputed, or support needed"), AtMost(300), Prose]
    public string? Support { get; set; }

    [Text("备注", "Note"), AtMost(1000), Prose]
    public string? Note { get; set; }

    /// <summary>Why it is corrected; asked only then, and kept in the history beside what it changed.</summary>
    [Text("更正或撤回的原因", "Why corrected or taken back"), AtMost(300), Prose]
    public string? Reason { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Kind is null or OutcomeKind.None) yield break;
        if (string.IsNullOrWhiteSpace(NextStep)) yield return new(nameof(NextStep), "除“无意向”外须写明下一步", "A next step is needed unless nothing came of it");
        if (OwnerId is null) yield return new(nameof(OwnerId), "除“无意向”外须指定责任人", "An owner is needed unless nothing came of it");
        if (Kind is OutcomeKind.Sign && Amount is null) yield return new(nameof(Amount), "签约须填金额", "A signature needs its sum");
        if (Due is null) yield return new(nameof(Due), "除“无意向”外须写明时限", "A due day is needed unless nothing came of it");
    }

    public static OutcomeForm Of(MeetingOutcome outcome) => new()
    {
        Version = outcome.Version,
        Kind = outcome.Kind,
        Amount = outcome.AmountFen is { } fen ? new Money(fen) : null,
        NextStep = outcome.NextStep,
        OwnerId = outcome.OwnerId,
        Due = outcome.Due,
        Support = outcome.Support,
        Note = outcome.Note,
    };
}

public static class MeetingRefusals
{
    public static Refusal NotPlanned => new("meeting.state", "只有已安排的洽谈可以这样操作", "Only a planned meeting can be changed like this");

    public static Refusal Locked(string number) => new("meeting.locked", $"{number} 已锁定，先解锁再移动或换人", $"{number} is locked: unlock it before it is moved or its people change");

    public static Refusal NotPlaced => new("meeting.not-placed", "先排入时间表，再锁定", "Only a meeting that has a place can be locked");

    public static Refusal AlreadyHeld => new("meeting.held", "洽谈已举行，不能取消", "The meeting has been held and cannot be cancelled");

    public static Refusal ReasonNeeded => new("meeting.reason", "请写明取消原因", "Please give the reason for cancelling");

    public static Refusal RequestBooked => new("request.booked", "申请已排入时间表，先取消洽谈", "The request is booked; cancel its meeting first");

    public static Refusal RequestFixed => new("request.fixed", "已排或已撤回的申请不能修改：先取消洽谈，或重新提出", "A booked or withdrawn request cannot be changed: cancel its meeting or make it again");

    public static Refusal AfterItself => new("request.circle", "这样排下去会绕回本申请自己", "By these the request would come after itself");

    public static Refusal RequestNotLive => new("request.dead", "申请已撤回、已过期或已排", "The request is withdrawn, expired or booked already");

    public static Refusal WishedNotTo => new("request.no", "此申请是“不见”，不能排入", "This request says not to meet; it cannot be booked");

    public static Refusal InterpretsAndSpeaks => new("meeting.interprets", "翻译不能同时是双方人员", "Whoever interprets is on neither side");
    public static Refusal OnBothSides => new("meeting.both-sides", "同一人不能既在客方又在县方", "Nobody sits on both sides");

    public static Refusal NobodyOnOneSide => new("meeting.one-side", "客方和县方都须有人", "Each side needs somebody");

    public static Refusal NoHosts => new("meeting.hosts", "县方没有人员：请指定，或先设项目接待组", "Nobody on the host side: name somebody or set the project's team");

    public static Refusal SlotClosed => new("meeting.slot", "该时段或桌次已停用，或时段不够长", "The slot or table is closed, or there are not enough slots");

    public static Refusal SameSlotTaken(string wanted, string holder) => new("meeting.taken",
        $"排不下：{wanted} 与 {holder} 冲突", $"It does not fit: {wanted} clashes with {holder}");

    public static Refusal NoOutcome => new("meeting.no-outcome", "先记录洽谈结果", "Record the outcome first");

    public static Refusal HasOutcome => new("meeting.has-outcome", "已记录结果：可以更正或撤回", "An outcome has been recorded: correct it, or take it back");

    public static Refusal WhyCorrected => new("meeting.why-corrected", "请写明更正原因", "Please say why it is corrected");

    public static Refusal WhyTakenBack => new("meeting.why-taken-back", "请写明撤回原因", "Please say why it is taken back");

    public static Refusal DealFollows(string deal) => new("meeting.deal-follows",
        $"已由此结果生成跟踪项目 {deal}：不能撤回，也不能改为“无意向”。如系误记，请在该项目上登记终止并写明原因",
        $"Deal {deal} was made of this outcome, so it cannot be taken back or become “None”. If it was a mistake, terminate that deal and give the reason there");

    public static Refusal Contradicts(string deal, DateOnly from) => new("meeting.contradicts-deal",
        $"与跟踪项目 {deal} 的签约或 {from:yyyy-MM-dd} 当天的总投资不符：请先在该项目上登记或更正，再更正此结果",
        $"This contradicts what deal {deal} says of signings or of its total on {from:yyyy-MM-dd}: enter or correct it there first, then correct this outcome");

    public static Refusal NothingCame => new("meeting.nothing", "结果为“无意向”，不生成跟踪项目", "Nothing came of it, so there is no deal to follow");

    public static Refusal NoInvestor => new("meeting.no-investor", "客方是代表团：请写明跟踪的是哪家企业", "The guest side is a delegation: say which enterprise the deal is with");
}
