using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

public enum NoticeState
{
    [Text("待通知", "To be told")] Open,
    [Text("已通知", "Told")] Done,
    [Text("已被新通知取代", "Superseded")] Replaced,
}

public enum NoticeThrough
{
    [Text("微信", "WeChat")] WeChat,
    [Text("电话", "Telephone")] Phone,
    [Text("当面", "In person")] InPerson,
    [Text("经联络员", "Through the liaison")] Liaison,
    [Text("邮件", "E-mail")] Mail,
}

/// <summary>
/// That somebody has to be told what changed for them 变更通知: what is different between what they were told last and a release.
/// A person has one open notice at most; where they were not told of the last release either, the next says both in one.
/// </summary>
public sealed class Notice : Record
{
    private Notice()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public Guid ReleaseId { get; private init; }

    public ScheduleRelease Release { get; private set; } = null!;

    /// <summary>Not pointed to: a merge leaves what was said to whom as it is; whoever reads goes by the survivor.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What they knew already; none where they had been told nothing yet.</summary>
    public Guid? SinceReleaseId { get; private init; }

    /// <summary>The meetings of that release that were told to nobody when they knew it.</summary>
    public List<Guid> SinceWithheld { get; private init; } = [];

    /// <summary>What to tell them, for copying; where all their meetings are read is added when it is copied, and never kept.</summary>
    public Bilingual Words { get; private set; } = Bilingual.Empty;

    /// <summary>How many things changed.</summary>
    public int Lines { get; private set; }

    public NoticeState State { get; private set; } = NoticeState.Open;

    public NoticeThrough? Through { get; private set; }

    public DateTime? DoneAt { get; private set; }

    public string? DoneBy { get; private set; }

    public string? DoneNote { get; private set; }

    internal static Notice Of(ScheduleRelease release, DueNotice due) => new()
    {
        FairId = release.FairId,
        ReleaseId = release.Id,
        PersonId = due.Person.Known.PersonId,
        SinceReleaseId = due.Knew.ReleaseId,
        SinceWithheld = [.. due.Knew.Withheld],
        Words = due.Words,
        Lines = due.Person.Lines.Count,
    };

    /// <summary>They know.</summary>
    public Outcome Mark(MarkForm form, string by, DateTime now)
    {
        if (State is not NoticeState.Open) return NoticeRefusals.Done(State);
        (State, Through, DoneAt, DoneBy, DoneNote) = (NoticeState.Done, form.Through, now, by, string.IsNullOrWhiteSpace(form.Note) ? null : form.Note.Trim());
        return Outcome.Done;
    }

    /// <summary>It was marked by mistake: they have to be told still.</summary>
    /// <param name="isLast">Nothing was published since, and nothing else was told to them or has to be.</param>
    public Outcome Reopen(bool isLast)
    {
        if (State is not NoticeState.Done) return NoticeRefusals.NotDone;
        if (!isLast) return NoticeRefusals.Overtaken;
        (State, Through, DoneAt, DoneBy, DoneNote) = (NoticeState.Open, null, null, null, null);
        return Outcome.Done;
    }

    /// <summary>The release it is of says more or less than when it was written; where that is what they know anyhow, nothing has to be told.</summary>
    internal void Reword(DueNotice due)
    {
        if (due.IsGiven) (Words, Lines) = (due.Words, due.Person.Lines.Count);
        else Replace();
    }

    /// <summary>They were not told in time: a later release has more to say, or nothing any more.</summary>
    internal void Replace() => State = NoticeState.Replaced;
}

public sealed class MarkForm : Form
{
    [Text("通知方式", "Told by"), Needed]
    public NoticeThrough? Through { get; set; }

    [Text("备注", "Note"), AtMost(300), Prose]
    public string? Note { get; set; }
}

public static class NoticeRefusals
{
    public static Refusal NotDone => new("notice.not-done", "这条通知没有标记为已通知", "This notice is not marked as told");

    public static Refusal Overtaken => new("notice.overtaken", "之后已有新的版本或新的通知，这条不再改回；以最新的通知为准", "A release or a notice has followed it, so it stays as it is; the newest notice counts");

    public static Refusal Done(NoticeState state) => new("notice.done", $"这条通知{state.Names.Zh}，无须再标记", $"This notice needs no marking: {state.Names.En.ToLowerInvariant()}");
}
