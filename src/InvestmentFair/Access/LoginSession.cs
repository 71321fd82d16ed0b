namespace InvestmentFair.Access;

/// <summary>
/// One login of one browser, from the password to the end. The cookie names it; what asks with a cookie whose session has
/// ended is asked to log in again. Sessions run on the system's clock.
/// </summary>
public sealed class LoginSession
{
    /// <summary>After so long unseen the cookie has run out as well.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private LoginSession()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid StaffMemberId { get; private init; }

    public DateTime StartedAt { get; private init; }

    public DateTime LastSeenAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public string? EndedBy { get; private set; }

    /// <summary>What the browser says it is, cut to a length that fits anything real.</summary>
    public string UserAgent { get; private init; } = "";

    public string Address { get; private init; } = "";

    /// <summary>A code of the second factor was given.</summary>
    public bool TwoFactor { get; private init; }

    public static LoginSession Begin(Guid staffMemberId, string userAgent, string address, bool twoFactor, DateTime now) => new()
    {
        StaffMemberId = staffMemberId,
        StartedAt = now,
        LastSeenAt = now,
        UserAgent = userAgent.Length <= 300 ? userAgent : userAgent[..300],
        Address = address,
        TwoFactor = twoFactor,
    };

    public void Seen(DateTime now)
    {
        if (now > LastSeenAt) LastSeenAt = now;
    }

    public void End(string by, DateTime now)
    {
        if (EndedAt is null) (EndedAt, EndedBy) = (now, by);
    }

    public bool IsOpen(DateTime now) => EndedAt is null && now - LastSeenAt < Lasts;
}

/// <summary>A browser in words.</summary>
public static class Devices
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger/", "微信 WeChat"), ("DingTalk", "钉钉 DingTalk"), ("QQBrowser/", "QQ 浏览器 QQ Browser"), ("Edg/", "Edge"), ("EdgA/", "Edge"), ("HuaweiBrowser/", "Huawei Browser"),
        ("Firefox/", "Firefox"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Version/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
        [("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string InWords(string userAgent)
    {
        var browser = Browsers.FirstOrDefault(b => userAgent.Contains(b.Mark, StringComparison.Ordinal));
        var system = Systems.FirstOrDefault(s => userAgent.Contains(s.Mark, StringComparison.Ordinal)).Name;
        var named = browser.Name is null ? null : $"{browser.Name} {VersionAfter(userAgent, browser.Mark)}".TrimEnd();
        return string.Join(" · ", new[] { named, system }.OfType<string>()) is { Length: > 0 } words ? words : Kernel.Language.Say("未知设备", "Unknown device");
    }

    private static string VersionAfter(string userAgent, string mark)
    {
        var from = userAgent.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        var end = from;
        while (end < userAgent.Length && char.IsAsciiDigit(userAgent[end])) end++;
        return userAgent[from..end];
    }
}
