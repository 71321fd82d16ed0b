using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

public static class ReconnectTexts
{
    public static string Title => Say("与服务器的连接断开了", "The connection to the server is lost");
    public static string Trying => Say("正在重新连接……", "Reconnecting…");
    public static string NextBefore => Say("还没有连上，", "Not connected yet; trying again in ");
    public static string NextAfter => Say(" 秒后再试。", " s.");
    public static string Failed => Say("没有连上。请检查网络后再试。", "No connection. Check the network and try again.");
    public static string NothingLost => Say("您填写的内容不会丢：连上后接着填；如果要重新载入，会提示恢复草稿。", "What you typed is not lost: you go on where you were, or the page is loaded again and offers it as a draft.");
    public static string TryNow => Say("现在就试", "Try now");
}
