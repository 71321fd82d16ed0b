using InvestmentFair.Access;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

public enum RunState
{
    [Text("排队", "Queued")] Queued,
    [Text("排期中", "Running")] Running,
    [Text("完成", "Done")] Done,
    [Text("已停止", "Stopped")] Cancelled,
    [Text("失败", "Failed")] Failed,
}

/// <summary>What is known of the timetable that was found.</summary>
public enum RunVerdict
{
    [Text("已证明最优", "Proven the best")] Optimal,
    [Text("可行，尚未证明最优", "Feasible, not proven the best")] Feasible,
    [Text("必见不能全部排下", "Not all that must take place can")] Infeasible,
    [Text("时限内没有排下全部必见", "Not all that must take place were placed in time")] Unknown,
}

/// <summary>
/// A timetable that is looked for 自动排期: asked for, waited for, found, and taken over or not. It changes no meeting by itself; what it
/// found stands in its proposals until somebody accepts one.
/// </summary>
public sealed class ScheduleRun : Record
{
    public const int MostWaiting = 5;
    public const int MostMeetings = 25_000;

    /// <summary>Starts that a server did not live to end, before it is taken for the reason.</summary>
    public const int MostAttempts = 3;

    private ScheduleRun()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public string Number { get; private init; } = "";

    public RunKind Kind { get; private init; }

    public RunState State { get; private set; }

    public Guid AskedById { get; private init; }

    public string AskedByName { get; private init; } = "";

    public DateTime QueuedAt { get; private init; }

    /// <summary>The first slot that may still change; only where people have their timetable already.</summary>
    public Guid? FromSlotId { get; private set; }

    public TimeSlot? FromSlot { get; private set; }

    public int LimitSeconds { get; private init; }

    public int Seed { get; private init; }

    public int Workers { get; private init; }

    /// <summary>Starts whose server was gone before the end.</summary>
    public int Attempts { get; private set; }

    public DateTime? StartedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public DateTime? StopAskedAt { get; private set; }

    public RunVerdict? Verdict { get; private set; }

    /// <summary>Meetings that were asked for, and those that found a place.</summary>
    public int? Wanted { get; private set; }

    public int? Placed { get; private set; }

    /// <summary>Meetings that must take place and found none.</summary>
    public int? MustsMissing { get; private set; }

    public long? PointsAsked { get; private set; }

    public long? PointsPlaced { get; private set; }

    /// <summary>More than these no timetable has.</summary>
    public long? PointsPossible { get; private set; }

    /// <summary>What is needed to repeat it: the digest of the problem, and who solved it.</summary>
    public string? Instance { get; private set; }

    public string? Solver { get; private set; }

    /// <summary>Why it failed: the code of a refusal.</summary>
    public string? Fault { get; private set; }

    public DateTime? AcceptedAt { get; private set; }

    public string? AcceptedBy { get; private set; }

    public int? AcceptedOrdinal { get; private set; }

    public bool IsLive => State is RunState.Queued or RunState.Running;

    /// <summary>Something was found, and nobody has taken it over yet.</summary>
    public bool MayBeAccepted => State is RunState.Done or RunState.Cancelled && Placed is not null && AcceptedAt is null;

    public static ScheduleRun Ask(Guid fairId, string number, RunKind kind, int limitSeconds, int seed, int workers, Actor by, DateTime now, Guid? fromSlotId = null) => new()
    {
        FairId = fairId,
        Number = number,
        Kind = kind,
        LimitSeconds = limitSeconds,
        Seed = seed,
        Workers = workers,
        AskedById = by.Id,
        AskedByName = by.Name,
        QueuedAt = now,
        FromSlotId = fromSlotId,
    };

    public Outcome Start(DateTime now)
    {
        if (State is not RunState.Queued) return RunRefusals.Over;
        (State, StartedAt) = (RunState.Running, now);
        return Outcome.Done;
    }

    /// <summary>The server is closed in good order: it is looked for again as soon as one runs.</summary>
    public Outcome Requeue()
    {
        if (State is not RunState.Running) return RunRefusals.Over;
        (State, StartedAt) = (RunState.Queued, null);
        return Outcome.Done;
    }

    /// <summary>The server was gone in the middle of it: looked for again, until it seems to be what the servers die of.</summary>
    public Outcome Lose(DateTime now)
    {
        Attempts++;
        return Attempts < MostAttempts ? Requeue() : Fail(RunRefusals.GivenUp.Code, now);
    }

    /// <summary>What has not begun is over at once; a search ends within a second or two with the best it has.</summary>
    public Outcome Stop(DateTime now)
    {
        if (!IsLive) return RunRefusals.Over;
        StopAskedAt ??= now;
        if (State is RunState.Queued) (State, EndedAt) = (RunState.Cancelled, now);
        return Outcome.Done;
    }

    public Outcome Finish(RunResult result, DateTime now)
    {
        if (State is not RunState.Running) return RunRefusals.Over;
        (State, EndedAt) = (StopAskedAt is null ? RunState.Done : RunState.Cancelled, now);
        (Verdict, Wanted, Placed, MustsMissing) = (result.Verdict, result.Wanted, result.Placed, result.MustsMissing);
        (PointsAsked, PointsPlaced, PointsPossible) = (result.PointsAsked, result.PointsPlaced, result.PointsPossible);
        (Instance, Solver) = (result.Instance, result.Solver);
        FromSlotId = result.FromSlotId ?? FromSlotId;
        return Outcome.Done;
    }

    public Outcome Fail(string fault, DateTime now)
    {
        if (State is not RunState.Running) return RunRefusals.Over;
        (State, EndedAt, Fault) = (RunState.Failed, now, fault);
        return Outcome.Done;
    }

    public Outcome Accept(int ordinal, Actor by, DateTime now)
    {
        if (AcceptedAt is { }) return RunRefusals.Accepted;
        if (!MayBeAccepted) return RunRefusals.NothingFound;
        (AcceptedAt, AcceptedBy, AcceptedOrdinal) = (now, by.Name, ordinal);
        return Outcome.Done;
    }

    /// <summary>What it found was put in place and is taken out again: it, or another way it found, may be accepted.</summary>
    public void TakeBack() => (AcceptedAt, AcceptedBy, AcceptedOrdinal) = (null, null, null);
}

public sealed class RunForm : Form
{
    public const int MostSeconds = 3600;

    [Text("方式", "Kind"), Needed]
    public RunKind? Kind { get; set; }

    [Text("最多用几秒（空为按本届设置）", "Seconds at most (empty: as set for the fair)"), Between(1, MostSeconds)]
    public int? LimitSeconds { get; set; }
}

public static class RunRefusals
{
    public static Refusal QueueFull => new("run.queue-full", $"已有 {ScheduleRun.MostWaiting} 个自动排期在排队，请等其中一个完成或停止一个", $"{ScheduleRun.MostWaiting} searches are waiting; let one of them end, or stop one");

    public static Refusal TooLarge => new("run.too-large", $"洽谈超过 {ScheduleRun.MostMeetings} 场，无法自动排期", $"There are more than {ScheduleRun.MostMeetings} meetings, too many to look for a timetable");

    public static Refusal NoGrid => new("run.no-grid", "本届还没有开放的时段", "This fair has no open slot yet");

    public static Refusal GridTooLong => new("run.grid-too-long", $"开放的时段超过 {Scheduling.SlotSet.Most} 个，无法自动排期", $"There are more than {Scheduling.SlotSet.Most} open slots, too many to look for a timetable");

    public static Refusal Nothing => new("run.nothing", "没有要排的洽谈", "There is no meeting to be placed");

    public static Refusal TooLate => new("run.too-late", "本届的时段都已开始，没有可再排的", "Every slot of this fair has begun; there is nothing left to place");

    public static Refusal NothingPlaced => new("run.nothing-placed", "还没有排好的洽谈，不用重排", "No meeting has a place yet, so there is nothing to replan");

    public static Refusal Over => new("run.over", "这次自动排期已经结束", "This search is over already");

    public static Refusal GivenUp => new("run.given-up", $"服务连续 {ScheduleRun.MostAttempts} 次在自动排期中途中断，已放弃", $"The server stopped in the middle of it {ScheduleRun.MostAttempts} times; it was given up");

    public static Refusal Broken => new("run.broken", "自动排期中途出错，原因已写入服务日志；请再排一次，仍然出错请告诉管理员", "The search broke off; the reason is in the log of the server. Please ask again, and tell the administrator if it stays so");

    public static Refusal NothingFound => new("run.nothing-found", "这次自动排期没有可采用的结果", "This search has found nothing that could be accepted");

    public static Refusal ChangesNothing => new("run.changes-nothing", "采用它不会改动任何洽谈：要么已是如此，要么此后已有变动", "Accepting it would change no meeting: each is so already, or was changed since");

    public static Refusal Accepted => new("run.accepted", "这次自动排期的结果已经采用", "What this search found has been accepted already");

    /// <summary>What cannot be solved, or nothing.</summary>
    internal static Refusal? Of(FairFacts facts, RunKind kind, DateTime now)
    {
        if (facts.Slots.All(s => s.IsClosed)) return NoGrid;
        if (!ProblemOf.Fits(facts)) return GridTooLong;
        if (facts.Meetings.Count + facts.Waiting.Count > ScheduleRun.MostMeetings) return TooLarge;
        if (ProblemOf.FirstAhead(facts, now) is null) return TooLate;
        if (kind is RunKind.Replan) return facts.Meetings.All(m => m.State is not MeetingState.Planned || m.FirstSlotId is null) ? NothingPlaced : null;
        return facts.Waiting.Count == 0 && !facts.Meetings.Any(m => m.State is MeetingState.Planned && (kind is not RunKind.Fill || m.FirstSlotId is null)) ? Nothing : null;
    }

    /// <summary>Why a search failed, in the reader's words; what no rule said no to is of no use to them.</summary>
    internal static string Say(string fault) => new[] { NoGrid, GridTooLong, TooLarge, Nothing, TooLate, NothingPlaced, GivenUp }.FirstOrDefault(r => r.Code == fault)?.Text ?? Broken.Text;
}
