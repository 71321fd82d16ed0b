using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>A person's own timetable, read without a login, and where staff find its address.</summary>
public static class MyTexts
{
    public static string Mine => Say("我的洽谈日程", "My meetings");
    public static string What => Say("洽谈日程", "Meetings");
    public static string NotPublished => Say("排期还没有发布。发布后打开同一个链接，就能看到您的洽谈。", "The timetable has not been published yet. Once it is, the same link shows your meetings.");
    public static string None => Say("这一版排期里没有您的洽谈。", "There is no meeting of yours in this timetable.");
    public static string Released(string release, string at) => Say($"{release}，{at} 发布", $"{release}, published {at}");
    public static string Count(int meetings) => Say($"共 {meetings} 场洽谈", meetings == 1 ? "1 meeting" : $"{meetings} meetings");
    public static string Private => Say("这个页面只给您本人和替您安排行程的人看，请不要转发。", "This page is for you and whoever keeps your diary; please do not pass it on.");
    public static string OnlyHere => Say("地址栏里现在的网址只在这台设备上有效；换一台设备，请用收到的链接打开。", "The address now in the address bar opens on this device only; on another, use the link you were given.");
    public static string Table(string table) => Say($"{table} 桌", $"Table {table}");
    public static string Met => Say("对方", "With");
    public static string Interpreter => Say("翻译", "Interpreter");
    public static string Interprets => Say("您担任翻译", "You interpret");
    public static string New => Say("新增", "New");
    public static string Changed => Say("有变动", "Changed");
    public static string Was => Say("原：", "Before: ");
    public static string OffTitle => Say("不再进行的", "Off");
    public static string Cancelled => Say("已取消", "Cancelled");
    public static string Out => Say("您不再参加", "You no longer take part");
    public static string CalendarTitle => Say("放进手机日历", "In the calendar of your phone");
    public static string CalendarHelp => Say("订阅后，排期有改动时日历会自己更新，不会重复；下载的文件只是现在这一版。", "A calendar that subscribes follows every change by itself and shows nothing twice; the file holds what stands now.");
    public static string CalendarPaste => Say("在微信里点不开时，复制下面的地址，到手机日历的“添加订阅日历”里粘贴；也可以用浏览器打开它来下载。", "Where a button does nothing, as in WeChat, copy this address and paste it where your calendar adds a subscription, or open it in a browser to download.");
    public static string NoCalendar => Say("日历订阅现在没有开放；需要时请联系给您链接的工作人员。", "The calendar is not open at present; please ask whoever gave you the link.");
    public static string Subscribe => Say("订阅日历", "Subscribe");
    public static string Download => Say("下载日历文件", "Download the file");
    public static string NoSuch => Say("没有找到这份日程", "This timetable was not found");
    public static string NoSuchWhy => Say(
        "请用您收到的链接打开，网址要完整，含最后一位。换发过链接的，旧链接不再有效；招商会结束三十天后链接停止使用。",
        "Please open it by the link you were given, complete to its last character. Where a new one was given, the old one no longer works; thirty days after the fair the links end.");

    public static string Links(string fair) => Say($"个人日程链接（{fair}）", $"Link to their own timetable ({fair})");
    public static string LinksHelp => Say("不用登录就能看本人的洽谈日程，随排期发布自动更新。请只发给本人或替他安排行程的人。", "Opens their meetings without a login and follows what is published. Give it only to them or to whoever keeps their diary.");
    public static string CalendarLink => Say("日历订阅地址", "Address of the calendar");
    public static string RenewAsk => Say("换新后，已发出的旧地址立即失效，日历订阅也要重新添加。", "The address that was given out ends at once, and so does that of the calendar, which has to be added anew.");
    public static string RevokeAsk => Say("停用后，日程地址和日历订阅立即失效；需要时可再显示新的。", "The address and that of the calendar end at once; new ones can be shown when they are needed.");
}
