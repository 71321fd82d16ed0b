using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

public static class MenuTexts
{
    public static string Today => Say("今日", "Today");
    public static string Inviting => Say("邀约", "Inviting");
    public static string Guests => Say("嘉宾名单", "Guests");
    public static string Invitations => Say("邀请函", "Invitations");
    public static string Delegations => Say("代表团", "Delegations");
    public static string Projects => Say("项目", "Projects and enterprises");
    public static string Listings => Say("招商项目", "Projects");
    public static string Plants => Say("闲置厂房", "Idle plants");
    public static string Investors => Say("客商", "Investors");
    public static string Needs => Say("转移需求", "Relocation needs");
    public static string Enquiries => Say("来询", "Enquiries");
    public static string Meetings => Say("洽谈", "Matchmaking");
    public static string Availability => Say("可参会时间", "Availability");
    public static string Suggestions => Say("对接建议", "Suggestions");
    public static string Limits => Say("场次上下限", "Limits");
    public static string Requests => Say("洽谈申请", "Requests");
    public static string Board => Say("排期", "Board");
    public static string Releases => Say("排期版本", "Releases");
    public static string Notices => Say("变更通知", "Notices");
    public static string Slips => Say("个人行程单", "Personal slips");
    public static string Runs => Say("自动排期记录", "Timetable searches");
    public static string MeetingList => Say("洽谈对接表", "Meetings");
    public static string Tables => Say("桌次", "Tables");
    public static string AgendaAndHalls => Say("日程与会场", "Agenda and halls");
    public static string Agenda => Say("日程", "Agenda");
    public static string Halls => Say("会场", "Halls");
    public static string Slots => Say("时段", "Time slots");
    public static string Dictionaries => Say("字典", "Dictionaries");
    public static string Holidays => Say("节假日与调休", "Holidays");
    public static string Checklist => Say("倒排工期", "Preparations");
    public static string Venues => Say("场馆", "Venues");
    public static string Following => Say("跟踪", "Following");
    public static string Signings => Say("签约", "Signings");
    public static string Receipts => Say("资金到位", "Funds");
    public static string FollowUps => Say("跟进记录", "Follow-ups");
    public static string ImportsAndExports => Say("导入导出", "Import and export");
    public static string Imports => Say("导入", "Imports");
    public static string Exports => Say("导出记录", "Exports");
    public static string Deals => Say("跟踪项目", "Deals");
    public static string Settings => Say("设置", "Settings");
    public static string Fairs => Say("届次", "Fairs");
    public static string FairSettings => Say("口径与时限", "Rules and clocks");
    public static string Interpreters => Say("翻译", "Interpreters");
    public static string Hosts => Say("县方代表", "Host representatives");
    public static string Units => Say("责任单位", "Units");
    public static string Accounts => Say("账号", "Accounts");
    public static string Audit => Say("审计", "Audit");
}
