using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>The boards in the halls, and where staff find their addresses.</summary>
public static class HallTexts
{
    public static string Title => Say("现场看板", "Boards of the halls");
    public static string Help => Say("每个会场一块看板：各桌正在洽谈和下一场，只显示单位和项目，不显示人名，按已发布的排期版本自动更新。把地址在会场的大屏上打开即可，不需要登录；地址外泄时换新，旧地址立即失效。", "A board for each hall: what goes on at every table and what comes next, by organisation and project and without names, following the published timetable by itself. Open the address on the screen of the hall; it needs no login. If it has come into other hands, renew it: the old one ends at once.");
    public static string NoHalls => Say("本届还没有带洽谈桌的会场。", "No hall of this fair has tables yet.");
    public static string TableCount(int tables) => Say($"{tables} 张桌", tables == 1 ? "1 table" : $"{tables} tables");
    public static string Table => Say("桌", "Table");
    public static string Now => Say("正在洽谈", "Now");
    public static string Next => Say("下一场", "Next");
    public static string Free => Say("空闲", "Free");
    public static string NothingMore => Say("已无后续洽谈", "Nothing more");
    public static string NotPublished => Say("排期尚未发布。", "The timetable has not been published yet.");
    public static string Until(string clock) => Say($"至 {clock}", $"until {clock}");
    public static string Published(string at) => Say($"排期发布于 {at}", $"Timetable of {at}");
    public static string Screen(int screen, int screens) => Say($"第 {screen} 屏，共 {screens} 屏", $"Screen {screen} of {screens}");
    public static string ShowLink => Say("显示地址", "Show the address");
    public static string OpenLink => Say("打开", "Open");
    public static string Qr => Say("地址的二维码", "The address as a QR code");
    public static string OpensUntil(string day) => Say($"可打开至 {day}", $"Opens until {day}");
    public static string Renew => Say("换新地址", "Renew the address");
    public static string RenewAsk => Say("换新后，已发出的旧地址立即失效。", "The address that was given out ends at once.");
    public static string Revoke => Say("停用", "Revoke");
    public static string RevokeAsk => Say("停用后地址立即失效；需要时可再显示一个新的。", "The address ends at once; a new one can be shown when it is needed.");
    public static string CannotShow => Say("服务器的密钥已更换，这个地址仍可打开，但不能再次显示。需要再发时请换新。", "The server's secret was replaced: the address still opens but cannot be shown again. Renew it to pass one on.");

    /// <summary>Stands where the script of the board puts the time.</summary>
    public const string Placeholder = "{at}";

    public static string Lost(string at) => Say($"网络中断，显示的是 {at} 的内容", $"The connection is lost; this is how it was at {at}");
}
