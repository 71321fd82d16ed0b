using InvestmentFair.Kernel;

namespace InvestmentFair.Access;

public enum LinkKind
{
    [Text("个人日程", "Personal timetable")] Timetable,
    [Text("日历订阅", "Calendar feed")] Calendar,
    [Text("会场看板", "Board of a hall")] Board,
}

/// <summary>
/// An address without a login 个人链接: whoever has it sees one person's timetable, subscribes to it as a calendar, or sees the
/// board of one hall. Its key is made and not kept, see <see cref="LinkKeys"/>; what is kept is the digest it is looked up by.
/// </summary>
public sealed class GuestLink : Record
{
    private const string KindOfKey = "link";

    /// <summary>So long after the last day of its fair it opens: who met whom is looked up when the follow-up begins.</summary>
    public const int DaysAfterFair = 30;

    private GuestLink()
    {
    }

    public Guid FairId { get; private init; }

    public LinkKind Kind { get; private init; }

    /// <summary>A person, under whichever record they were known when it was given, or a hall.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>By this staff speak of it; it stands in addresses that are no secret.</summary>
    public string Number { get; private init; } = "";

    public int Generation { get; private set; }

    /// <summary>The digest of the key that opens it; none once it was revoked.</summary>
    public string? KeyHash { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public string? RevokedBy { get; private set; }

    public static GuestLink Give(string number, Guid fairId, LinkKind kind, Guid subjectId, LinkKeys keys)
    {
        var link = new GuestLink { Number = number, FairId = fairId, Kind = kind, SubjectId = subjectId };
        link.Turn(keys);
        return link;
    }

    /// <summary>The key as it stands in the address; none where it is revoked, or the secret that made it is lost.</summary>
    public string? Key(LinkKeys keys) => keys.Shown(KindOfKey, Id, Generation, KeyHash);

    /// <summary>The address of before opens nothing from now on, and a new one does.</summary>
    public Outcome Renew(LinkKeys keys)
    {
        if (RevokedAt is not null) return LinkRefusals.Gone;
        Turn(keys);
        return Outcome.Done;
    }

    public Outcome Revoke(string by, DateTime now)
    {
        if (RevokedAt is not null) return LinkRefusals.Gone;
        (KeyHash, RevokedAt, RevokedBy) = (null, now, by);
        return Outcome.Done;
    }

    public static DateOnly OpensUntil(DateOnly lastDayOfFair) => lastDayOfFair.AddDays(DaysAfterFair);

    private void Turn(LinkKeys keys)
    {
        Generation++;
        KeyHash = LinkKeys.HashOf(keys.KeyOf(KindOfKey, Id, Generation));
    }
}

public static class LinkRefusals
{
    public static Refusal Gone => new("link.gone", "这个链接已停用，请重新显示一个", "This link was revoked; please show a new one");

    public static Refusal Over => new("link.over", "本届已结束超过三十天，不再发放个人链接", "This fair has been over for more than thirty days; no more links are given out");
}
