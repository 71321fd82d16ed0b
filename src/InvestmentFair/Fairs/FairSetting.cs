using InvestmentFair.Kernel;
using InvestmentFair.Ledger;

namespace InvestmentFair.Fairs;

public enum Setting
{
    [Text("比率取舍", "Rounding of rates")] Rounding,
    [Text("开工的认定", "What counts as started")] StartedMeans,
    [Text("三率构成", "Which rates are the three rates")] ThreeRates,
    [Text("来询答复时限", "Reply to an enquiry within")] EnquiryReplyDays,
    [Text("洽谈申请有效期", "A meeting request expires after")] RequestExpiryDays,
    [Text("线索首次答复时限", "First answer to a lead within")] LeadAnswerDays,
    [Text("线索研判时限", "Screening of a lead within")] LeadScreeningDays,
    [Text("线索反馈时限", "Feedback on a lead within")] LeadFeedbackDays,
    [Text("线索进展报告间隔", "Progress report on a lead every")] LeadProgressDays,
    [Text("管理员须用两步验证", "Administrators must use two-factor login")] AdministratorsUseTwoFactor,
    [Text("一个手机号每天来询次数上限", "Enquiries a day from one mobile number")] EnquiriesPerMobile,
    [Text("一个网络地址每天来询次数上限", "Enquiries a day from one network address")] EnquiriesPerAddress,
    [Text("门户每天来询总数上限", "Enquiries a day in all")] EnquiriesPerDay,
    [Text("匹配权重：行业", "Weight in matching: sector")] MatchSector,
    [Text("匹配权重：面积", "Weight in matching: area")] MatchArea,
    [Text("匹配权重：层高", "Weight in matching: height")] MatchHeight,
    [Text("匹配权重：供电", "Weight in matching: power")] MatchPower,
    [Text("匹配权重：用工", "Weight in matching: workers")] MatchJobs,
    [Text("匹配权重：环评", "Weight in matching: environment")] MatchEnvironment,
    [Text("匹配权重：搬迁时间", "Weight in matching: date of the move")] MatchMoveBy,
    [Text("匹配与建议：资料缺项计几分（0–99）", "Matching and suggestions: points for a fact not known (0–99)")] MatchUnknown,
    [Text("对接建议权重：行业", "Weight in suggestions: sector")] PairSector,
    [Text("对接建议权重：转移需求", "Weight in suggestions: relocation need")] PairNeed,
    [Text("对接建议权重：投资规模", "Weight in suggestions: size")] PairSize,
    [Text("对接建议权重：合作方式", "Weight in suggestions: mode of cooperation")] PairMode,
    [Text("对接建议权重：乡镇", "Weight in suggestions: township")] PairLocation,
    [Text("对接建议权重：以往洽谈", "Weight in suggestions: earlier meetings")] PairMetBefore,
    [Text("自动排期时限", "Time to look for a timetable")] SolveSeconds,
    [Text("重排时限", "Time to look for a new timetable on the day")] ReplanSeconds,
    [Text("重排时，多久内开始的洽谈不动", "When replanning, meetings stay that start within")] FreezeMinutes,
    [Text("时段之间停多久算换了一场次", "A pause between slots that begins another session")] SessionGapMinutes,
    [Text("用餐时间内须空出多久", "To be kept free for a meal")] LunchMinutes,
    [Text("连开几场后须空一个时段（0 为不限）", "Meetings in a row before a free slot (0: no limit)")] RestAfterMeetings,
    [Text("换场馆须空几个时段（0 为不需要）", "Slots kept free to go to another venue (0: none)")] TravelBetweenVenues,
    [Text("换会场须空几个时段（0 为不需要）", "Slots kept free to go to another hall (0: none)")] TravelBetweenHalls,
    [Text("客方每一方至多几场（0 为不限）", "Meetings of one party of the guest side at most (0: no limit)")] MostPerGuestParty,
    [Text("县方每一方至多几场（0 为不限）", "Meetings of one party of the host side at most (0: no limit)")] MostPerHostParty,
    [Text("各人空等次数至多相差几次（0 为不限）", "Waits of any two people differ by at most (0: no limit)")] BreaksDifferBy,
    [Text("自动排期用几个线程", "Threads that look for a timetable")] SolveWorkers,
    [Text("排期先顾什么", "What a timetable is made for, in this order")] ScheduleOrder,
}

/// <summary>
/// A setting of the county, which a fair may override, as a dated entry: a report of last year is made with last
/// year's settings. <see cref="Entry.SubjectId"/> is the fair, or <see cref="County"/>.
/// </summary>
public sealed class FairSetting : Entry
{
    public static readonly Guid County = new("00000000-0000-0000-0000-000000140524");

    public Setting Setting { get; init; }

    public string Value { get; init; } = "";

    /// <summary>The fair's own value, else the county's, else the default.</summary>
    public static string Resolve(IEnumerable<FairSetting> entries, Setting setting, Guid? fairId, AsOf asOf)
    {
        var of = entries.Where(e => e.Setting == setting).ToList();
        return InForce(of, fairId, asOf)?.Value ?? SettingRule.Of(setting).Default;
    }

    /// <summary>The entry that says so; none while the product's own value holds. An override that says nothing has been taken back.</summary>
    public static FairSetting? InForce(IEnumerable<FairSetting> ofOneSetting, Guid? fairId, AsOf asOf)
    {
        var of = ofOneSetting.ToList();
        var own = fairId is { } id ? asOf.InForce(of.Where(e => e.SubjectId == id)) : null;
        return own is { Value.Length: > 0 } ? own : asOf.InForce(of.Where(e => e.SubjectId == County));
    }

    /// <summary>A setting that counts days.</summary>
    public static int Days(IEnumerable<FairSetting> entries, Setting setting, Guid? fairId, AsOf asOf) => Number(entries, setting, fairId, asOf);

    public static int Number(IEnumerable<FairSetting> entries, Setting setting, Guid? fairId, AsOf asOf) =>
        int.Parse(Resolve(entries, setting, fairId, asOf), System.Globalization.CultureInfo.InvariantCulture);
}
