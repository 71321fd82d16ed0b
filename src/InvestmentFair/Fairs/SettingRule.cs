using System.Globalization;
using InvestmentFair.Kernel;

namespace InvestmentFair.Fairs;

public enum SettingGroup
{
    [Text("统计口径", "How figures are counted")] Counting,
    [Text("答复与跟进时限", "Clocks")] Clocks,
    [Text("门户来询限额", "Limits on enquiries from the portal")] Limits,
    [Text("需求匹配", "Matching")] Matching,
    [Text("排期", "Timetable")] Scheduling,
    [Text("账号安全", "Security of accounts")] Security,
}

/// <summary>What kind of value a setting takes, and so how it is edited.</summary>
public enum SettingKind
{
    WorkingDays,
    Days,
    Count,

    Seconds,
    Minutes,

    /// <summary>From 0 to 100; 0 leaves the thing out.</summary>
    Weight,

    /// <summary>From 0 to 99: never the whole.</summary>
    Points,
    One,
    Many,
    Words,
    Flag,
}

/// <summary>
/// What a setting is, declared once: where it stands, what it takes, what holds while nobody has said anything. A setting
/// of <see cref="CountyOnly"/> has no meaning for one fair.
/// </summary>
public sealed record SettingRule(Setting Setting, SettingGroup Group, SettingKind Kind, string Default)
{
    public const int MostDays = 365;
    public const int MostCount = 1_000_000;
    public const int MostSpan = 3600;
    public const int LongestWords = 200;
    public const string Yes = "yes";
    public const string No = "no";

    /// <summary>What may be chosen, by the code that is stored.</summary>
    public IReadOnlyList<(string Code, Bilingual Name)> Options { get; init; } = [];

    public int? Exactly { get; init; }

    /// <summary>The greatest count.</summary>
    public int Most { get; init; } = MostCount;

    /// <summary>What is counted, where the setting does not say so itself.</summary>
    public Bilingual Unit { get; init; } = new("次", "times");

    public bool CountyOnly { get; init; }

    /// <summary>Why a value cannot be kept; none where it can.</summary>
    public Refusal? Refuses(string value) => Kind switch
    {
        SettingKind.WorkingDays or SettingKind.Days when !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= MostDays) => FairRefusals.SettingDays,
        SettingKind.Count when !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && count <= Most) => FairRefusals.SettingCount(Most),
        SettingKind.Seconds or SettingKind.Minutes when !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var span) && span is > 0 and <= MostSpan) => FairRefusals.SettingSpan,
        SettingKind.Weight when !IsUpTo(value, 100) => FairRefusals.SettingWeight,
        SettingKind.Points when !IsUpTo(value, 99) => FairRefusals.SettingPoints,
        SettingKind.One when !IsOption(value) => FairRefusals.SettingOption,
        SettingKind.Flag when value is not (Yes or No) => FairRefusals.SettingOption,
        SettingKind.Many when Codes(value) is var codes && (!codes.All(IsOption) || codes.Distinct().Count() != codes.Count || codes.Count != (Exactly ?? codes.Count) || codes.Count == 0) => FairRefusals.SettingMany(Exactly ?? 1),
        SettingKind.Words when string.IsNullOrWhiteSpace(value) || value.Length > LongestWords => FairRefusals.SettingWords,
        _ => null,
    };

    /// <summary>The value as people say it.</summary>
    public string Show(string value) => Kind switch
    {
        SettingKind.WorkingDays => Language.Say($"{value} 个工作日", $"{value} working days"),
        SettingKind.Days => Language.Say($"{value} 天", $"{value} days"),
        SettingKind.Count => $"{value} {Unit.Text}".TrimEnd(),
        SettingKind.Seconds => Language.Say($"{value} 秒", $"{value} seconds"),
        SettingKind.Minutes => Language.Say($"{value} 分钟", $"{value} minutes"),
        SettingKind.Flag => Form.Show(value == Yes),
        SettingKind.One => NameOf(value),
        SettingKind.Many => string.Join(Language.Say("、", ", "), Codes(value).Select(NameOf)),
        _ => value,
    };

    public static IReadOnlyList<string> Codes(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static SettingRule Of(Setting setting) => All.Single(r => r.Setting == setting);

    public static IReadOnlyList<SettingRule> All { get; } =
    [
        new(Setting.Rounding, SettingGroup.Counting, SettingKind.One, "HalfUp") { Options = [("HalfUp", new("四舍五入", "Half up")), ("Truncate", new("截断", "Truncate"))] },
        new(Setting.StartedMeans, SettingGroup.Counting, SettingKind.Words, "实质性动工（现场照片和施工许可）"),
        new(Setting.ThreeRates, SettingGroup.Counting, SettingKind.Many, "Performance,Started,Funds")
        {
            Exactly = 3,
            Options =
            [
                ("Performance", new("履约率", "Performance")), ("Started", new("开工率", "Started")), ("Built", new("建成率", "Built")),
                ("Producing", new("投产率", "Producing")), ("Funds", new("资金到位率", "Funds in place")), ("Conversion", new("协议转化率", "Conversion")),
            ],
        },
        new(Setting.EnquiryReplyDays, SettingGroup.Clocks, SettingKind.WorkingDays, "3"),
        new(Setting.RequestExpiryDays, SettingGroup.Clocks, SettingKind.Days, "30"),
        new(Setting.LeadAnswerDays, SettingGroup.Clocks, SettingKind.WorkingDays, "1"),
        new(Setting.LeadScreeningDays, SettingGroup.Clocks, SettingKind.WorkingDays, "3"),
        new(Setting.LeadFeedbackDays, SettingGroup.Clocks, SettingKind.WorkingDays, "7"),
        new(Setting.LeadProgressDays, SettingGroup.Clocks, SettingKind.WorkingDays, "14"),
        new(Setting.EnquiriesPerMobile, SettingGroup.Limits, SettingKind.Count, "10"),
        // A ballroom full of guests asks from one address.
        new(Setting.EnquiriesPerAddress, SettingGroup.Limits, SettingKind.Count, "200"),
        new(Setting.EnquiriesPerDay, SettingGroup.Limits, SettingKind.Count, "1000"),
        new(Setting.MatchSector, SettingGroup.Matching, SettingKind.Weight, "20"),
        new(Setting.MatchArea, SettingGroup.Matching, SettingKind.Weight, "20"),
        new(Setting.MatchHeight, SettingGroup.Matching, SettingKind.Weight, "15"),
        new(Setting.MatchPower, SettingGroup.Matching, SettingKind.Weight, "15"),
        new(Setting.MatchJobs, SettingGroup.Matching, SettingKind.Weight, "5"),
        new(Setting.MatchEnvironment, SettingGroup.Matching, SettingKind.Weight, "15"),
        new(Setting.MatchMoveBy, SettingGroup.Matching, SettingKind.Weight, "10"),
        new(Setting.MatchUnknown, SettingGroup.Matching, SettingKind.Points, "30"),
        new(Setting.PairSector, SettingGroup.Matching, SettingKind.Weight, "25"),
        new(Setting.PairNeed, SettingGroup.Matching, SettingKind.Weight, "30"),
        new(Setting.PairSize, SettingGroup.Matching, SettingKind.Weight, "15"),
        new(Setting.PairMode, SettingGroup.Matching, SettingKind.Weight, "10"),
        new(Setting.PairLocation, SettingGroup.Matching, SettingKind.Weight, "5"),
        new(Setting.PairMetBefore, SettingGroup.Matching, SettingKind.Weight, "15"),
        new(Setting.SolveSeconds, SettingGroup.Scheduling, SettingKind.Seconds, "60"),
        new(Setting.ReplanSeconds, SettingGroup.Scheduling, SettingKind.Seconds, "5"),
        new(Setting.FreezeMinutes, SettingGroup.Scheduling, SettingKind.Minutes, "20"),
        // The change of guests between two slots of the grid is shorter.
        new(Setting.SessionGapMinutes, SettingGroup.Scheduling, SettingKind.Minutes, "30"),
        new(Setting.LunchMinutes, SettingGroup.Scheduling, SettingKind.Minutes, "40"),
        new(Setting.RestAfterMeetings, SettingGroup.Scheduling, SettingKind.Weight, "0"),
        new(Setting.TravelBetweenVenues, SettingGroup.Scheduling, SettingKind.Weight, "1"),
        new(Setting.TravelBetweenHalls, SettingGroup.Scheduling, SettingKind.Weight, "0"),
        new(Setting.MostPerGuestParty, SettingGroup.Scheduling, SettingKind.Weight, "0"),
        new(Setting.MostPerHostParty, SettingGroup.Scheduling, SettingKind.Weight, "0"),
        new(Setting.BreaksDifferBy, SettingGroup.Scheduling, SettingKind.Weight, "0"),
        // As many as the search lets race; the fair does not know the search.
        new(Setting.SolveWorkers, SettingGroup.Scheduling, SettingKind.Count, "1") { Most = 4, Unit = Bilingual.Empty },
        new(Setting.ScheduleOrder, SettingGroup.Scheduling, SettingKind.One, "Standard")
        {
            Options =
            [
                ("Standard", new("优先分、少空等、各方公平", "Points, few waits, fairness to all")),
                ("Fair", new("优先分、各方公平、少空等", "Points, fairness to all, few waits")),
                ("Compact", new("优先分、少空等、短空等", "Points, few waits, short waits")),
            ],
        },
        new(Setting.AdministratorsUseTwoFactor, SettingGroup.Security, SettingKind.Flag, No) { CountyOnly = true },
    ];

    private static bool IsUpTo(string value, int most) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most;

    private bool IsOption(string code) => Options.Any(o => o.Code == code);

    private string NameOf(string code) => Options.FirstOrDefault(o => o.Code == code).Name?.Text ?? code;
}
