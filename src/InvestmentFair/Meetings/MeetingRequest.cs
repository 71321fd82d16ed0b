using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;

namespace InvestmentFair.Meetings;

public enum Side
{
    [Text("客方", "Guest side")] Guest,
    [Text("县方", "Host side")] Host,
}

public enum Wish
{
    [Text("必见", "Must meet")] Must,
    [Text("愿见", "Would like to meet")] Want,
    [Text("不见", "Not to meet")] No,
}

public enum RequestState
{
    [Text("待排", "Waiting")] Open,
    [Text("已排", "Booked")] Placed,
    [Text("已撤回", "Withdrawn")] Withdrawn,
}

/// <summary>At which time of a day a meeting is wished for: rather, or only then.</summary>
public enum SessionWish
{
    [Text("不限", "Any")] Any,
    [Text("上午优先", "Rather in the morning")] Morning,
    [Text("下午优先", "Rather in the afternoon")] Afternoon,
    [Text("只上午", "Only in the morning")] MorningOnly,
    [Text("只下午", "Only in the afternoon")] AfternoonOnly,
}

/// <summary>
/// A wish to meet 洽谈申请, from either side. While it waits it blocks nothing, and it expires. Its subject is a
/// project, a plant or a topic; the guest side is an investor or a delegation.
/// </summary>
public sealed class MeetingRequest : Record
{
    private MeetingRequest()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public Side From { get; private set; }

    public Wish Priority { get; private set; }

    public Guid? ProjectId { get; private set; }

    public Project? Project { get; private set; }

    public Guid? PlantId { get; private set; }

    public IdlePlant? Plant { get; private set; }

    public string? Topic { get; private set; }

    public Guid? InvestorId { get; private set; }

    public Investor? Investor { get; private set; }

    public Guid? DelegationId { get; private set; }

    public Delegation? Delegation { get; private set; }

    public string? Reason { get; private set; }

    public RequestState State { get; private set; } = RequestState.Open;

    public Guid? EnquiryId { get; private init; }

    public DateTime ExpiresAt { get; private set; }

    /// <summary>Of the people who are not required, at least so many must come.</summary>
    public int GuestsFromPool { get; private set; }

    public int HostsFromPool { get; private set; }

    /// <summary>Code of the dictionary of languages: somebody has to interpret.</summary>
    public string? Language { get; private set; }

    /// <summary>How many slots of the grid it takes.</summary>
    public int Length { get; private set; } = 1;

    /// <summary>Only on that day of the fair.</summary>
    public DateOnly? Day { get; private set; }

    public SessionWish Session { get; private set; }

    public TableKind? TableKind { get; private set; }

    public Guid? HallId { get; private set; }

    public Hall? Hall { get; private set; }

    /// <summary>The request whose meeting serves this one too, where both sides wished for the same.</summary>
    public Guid? WithId { get; private set; }

    /// <summary>How much it counts for in place of what its priority says, 1–100; said by the staff.</summary>
    public int? Points { get; private set; }

    /// <summary>The requests whose meetings come before this one's.</summary>
    public List<RequestOrder> After { get; private init; } = [];

    public List<RequestPerson> People { get; private init; } = [];

    private static readonly TimeOnly Noon = new(12, 0);

    public bool IsLive(DateTime now) => State is RequestState.Open && now < ExpiresAt;

    public static MeetingRequest Wish(Guid fairId, RequestForm form, DateTime now, int days, Guid? enquiryId = null)
    {
        var request = new MeetingRequest { FairId = fairId, EnquiryId = enquiryId, ExpiresAt = now.AddDays(days) };
        request.Revise(form);
        return request;
    }

    /// <summary>Only while it waits: a meeting that was booked of it stands by what was wished then.</summary>
    public Outcome Revise(RequestForm form)
    {
        if (State is not RequestState.Open) return MeetingRefusals.RequestFixed;
        From = form.From!.Value;
        Priority = form.Priority!.Value;
        ProjectId = form.ProjectId;
        PlantId = form.PlantId;
        Topic = string.IsNullOrWhiteSpace(form.Topic) ? null : form.Topic.Trim();
        InvestorId = form.InvestorId;
        DelegationId = form.DelegationId;
        Reason = string.IsNullOrWhiteSpace(form.Reason) ? null : form.Reason.Trim();
        GuestsFromPool = form.GuestsFromPool ?? 0;
        HostsFromPool = form.HostsFromPool ?? 0;
        Language = form.Language;
        Length = form.Length!.Value;
        Day = form.Day;
        Session = form.Session!.Value;
        TableKind = form.TableKind;
        HallId = form.HallId;
        Points = form.Points;
        Follow(form.After, form.Gap ?? 0);
        Seat(Side.Guest, form.Guests, GuestsFromPool);
        Seat(Side.Host, form.Hosts, HostsFromPool);
        return Outcome.Done;
    }

    /// <summary>Somebody of the guest side does not come, and another is wished for in their stead.</summary>
    public Outcome GiveSeat(Guid leaves, Guid comes)
    {
        if (State is not RequestState.Open) return MeetingRefusals.RequestFixed;
        if (Team(Side.Host).Contains(comes)) return MeetingRefusals.OnBothSides;
        Seat(Side.Guest, [.. Team(Side.Guest).Select(p => p == leaves ? comes : p)], GuestsFromPool);
        return Outcome.Done;
    }

    public Outcome Withdraw()
    {
        if (State is RequestState.Placed) return MeetingRefusals.RequestBooked;
        State = RequestState.Withdrawn;
        return Outcome.Done;
    }

    /// <summary>Made again by who made it, after it expired or was withdrawn, or to keep it from expiring.</summary>
    public Outcome Renew(DateTime now, int days)
    {
        if (State is RequestState.Placed) return MeetingRefusals.RequestBooked;
        Wait(now, days);
        return Outcome.Done;
    }

    internal void Booked() => State = RequestState.Placed;

    /// <summary>The meeting of another wish of the same pair is this one's as well.</summary>
    internal void Join(MeetingRequest booked) => (State, WithId) = (RequestState.Placed, booked.Id);

    /// <summary>Its meeting was cancelled: it waits again, and has its days anew.</summary>
    internal void Reopened(DateTime now, int days) => Wait(now, days);

    /// <summary>That it was booked was taken back: it waits as it did before, or anew where its days have gone by meanwhile.</summary>
    internal void Unbooked(DateTime now, int days)
    {
        (State, WithId) = (RequestState.Open, null);
        if (now >= ExpiresAt) Wait(now, days);
    }

    private void Wait(DateTime now, int days)
    {
        (State, WithId) = (RequestState.Open, null);
        if (now.AddDays(days) is var until && until > ExpiresAt) ExpiresAt = until;
    }

    public IEnumerable<Guid> Team(Side side) => People.Where(p => p.Side == side).OrderBy(p => p.Ordinal).Select(p => p.PersonId);

    /// <summary>Whether it may begin then at all, as clocks at the fair show it.</summary>
    public bool Allows(DateOnly day, TimeOnly time) => Session is SessionWish.Morning or SessionWish.Afternoon ? Day is not { } only || only == day : Wishes(day, time);

    /// <summary>Whether it is wished for at a time that begins then, as clocks at the fair show it.</summary>
    public bool Wishes(DateOnly day, TimeOnly time) => (Day is not { } only || only == day) && Session switch
    {
        SessionWish.Morning or SessionWish.MorningOnly => time < Noon,
        SessionWish.Afternoon or SessionWish.AfternoonOnly => time >= Noon,
        _ => true,
    };

    private void Follow(IReadOnlyCollection<Guid> after, int gap)
    {
        After.RemoveAll(o => !after.Contains(o.FirstId) || o.Gap != gap);
        After.AddRange(after.Distinct().Where(first => After.TrueForAll(o => o.FirstId != first)).Select(first => new RequestOrder { FirstId = first, ThenId = Id, Gap = gap }));
    }

    // With a pool, the people named are the pool and k of them must come; without one all of them must.
    private void Seat(Side side, IReadOnlyCollection<Guid> people, int fromPool)
    {
        People.RemoveAll(p => p.Side == side);
        People.AddRange(people.Distinct().Select((person, order) =>
            new RequestPerson { RequestId = Id, Side = side, PersonId = person, IsRequired = fromPool == 0, Ordinal = order }));
    }
}

public sealed class RequestPerson
{
    public Guid RequestId { get; init; }

    public Side Side { get; init; }

    public Guid PersonId { get; init; }

    public Person Person { get; private set; } = null!;

    public bool IsRequired { get; init; }

    public int Ordinal { get; init; }
}

/// <summary>The meeting of one request ends before that of another begins, so many slots of the grid between them.</summary>
public sealed class RequestOrder
{
    public Guid FirstId { get; init; }

    public Guid ThenId { get; init; }

    public int Gap { get; init; }
}

public sealed class RequestForm : Form
{
    public const int MostSlots = 8;

    [Section("谁见谁", "Who meets whom"), Text("提出方", "Asked by"), Needed]
    public Side? From { get; set; } = Side.Guest;

    [Text("意愿", "Priority"), Needed]
    public Wish? Priority { get; set; } = Wish.Want;

    [Text("项目", "Project"), Choice(ChoiceOf.Project)]
    public Guid? ProjectId { get; set; }

    [Text("厂房", "Plant"), Choice(ChoiceOf.Plant)]
    public Guid? PlantId { get; set; }

    [Text("议题", "Topic"), AtMost(200)]
    public string? Topic { get; set; }

    [Text("企业", "Enterprise"), Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }

    [Text("代表团", "Delegation"), Choice(ChoiceOf.Delegation)]
    public Guid? DelegationId { get; set; }

    [Text("客方人员", "People of the guest side"), Needed, Choice(ChoiceOf.GuestPerson)]
    public List<Guid> Guests { get; set; } = [];

    [Text("客方至少几人（0 为全部）", "At least so many of them (0: all)"), Between(0, 50)]
    public int? GuestsFromPool { get; set; }

    [Text("县方人员（空则用项目接待组）", "People of the host side (empty: the project's team)"), Choice(ChoiceOf.HostPerson)]
    public List<Guid> Hosts { get; set; } = [];

    [Text("县方至少几人（0 为全部）", "At least so many of them (0: all)"), Between(0, 50)]
    public int? HostsFromPool { get; set; }

    [Text("翻译语种", "Language to interpret"), Choice(ChoiceOf.Language)]
    public string? Language { get; set; }

    [Text("理由", "Reason"), AtMost(500), Prose]
    public string? Reason { get; set; }

    [Section("时间与场地", "Time and place"), Text("占几个时段", "How many slots"), Needed, Between(1, MostSlots)]
    public int? Length { get; set; } = 1;

    [Text("只在这天", "Only on this day")]
    public DateOnly? Day { get; set; }

    [Text("上午或下午", "Time of the day"), Needed]
    public SessionWish? Session { get; set; } = SessionWish.Any;

    [Text("桌型", "Kind of table")]
    public TableKind? TableKind { get; set; }

    [Text("会场", "Hall"), Choice(ChoiceOf.Hall)]
    public Guid? HallId { get; set; }

    [Text("排在这些申请之后", "After these requests"), Choice(ChoiceOf.Request)]
    public List<Guid> After { get; set; } = [];

    [Text("其间至少隔几个时段", "At least so many slots between"), Between(0, 50)]
    public int? Gap { get; set; }

    [Section("优先", "Weight"), Text("分值（1–100，空则按意愿）", "Points (1–100; empty: by the priority)"), Between(1, 100)]
    public int? Points { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (new object?[] { ProjectId, PlantId, string.IsNullOrWhiteSpace(Topic) ? null : Topic }.Count(s => s is not null) != 1)
            yield return new(nameof(ProjectId), "项目、厂房、议题三选一", "Give exactly one of project, plant or topic");
        if ((InvestorId is null) == (DelegationId is null))
            yield return new(nameof(InvestorId), "客方是一家企业或一个代表团", "The guest side is one enterprise or one delegation");
        if (Guests.Intersect(Hosts).Any())
            yield return new(nameof(Hosts), "同一人不能既在客方又在县方", "Nobody sits on both sides");
        if (Hosts.Count == 0 && ProjectId is null)
            yield return new(nameof(Hosts), "没有项目时须指定县方人员", "Without a project the host side must be named");
        if (GuestsFromPool > Guests.Count)
            yield return new(nameof(GuestsFromPool), "多于所列的人", "More than are named");
        if (Hosts.Count > 0 && HostsFromPool > Hosts.Count)
            yield return new(nameof(HostsFromPool), "多于所列的人", "More than are named");
    }

    public static RequestForm Of(MeetingRequest request) => new()
    {
        Version = request.Version,
        From = request.From,
        Priority = request.Priority,
        ProjectId = request.ProjectId,
        PlantId = request.PlantId,
        Topic = request.Topic,
        InvestorId = request.InvestorId,
        DelegationId = request.DelegationId,
        Guests = [.. request.Team(Side.Guest)],
        GuestsFromPool = request.GuestsFromPool,
        Hosts = [.. request.Team(Side.Host)],
        HostsFromPool = request.HostsFromPool,
        Language = request.Language,
        Reason = request.Reason,
        Length = request.Length,
        Day = request.Day,
        Session = request.Session,
        TableKind = request.TableKind,
        HallId = request.HallId,
        After = [.. request.After.Select(o => o.FirstId).Order()],
        Gap = request.After.Select(o => (int?)o.Gap).FirstOrDefault(),
        Points = request.Points,
    };
}
