using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>Pairs that might meet at a fair.</summary>
public static class SuggestionTexts
{
    public static string Title => Say("对接建议", "Suggestions");
    public static string Help => Say("到会企业与本届推介的项目、闲置厂房两两打分，每一分都写明依据。已有洽谈申请、已排洽谈或一方不见的不在其中。置顶、隐藏和改分须写理由，会留下记录；权重在设置里。", "Every enterprise that comes is held against every project and idle plant of this fair, and every point says why. Pairs with a wish, a meeting, or a side that would rather not are left out. Pinning, hiding and scoring by hand need a reason and are kept on record; the weights stand in the settings.");
    public static string ForInvestor => Say("可以洽谈的项目和厂房", "Projects and plants to meet about");
    public static string ForSubject => Say("可以洽谈的企业", "Enterprises to meet");
    public static string NotHere => Say("本届没有建议：企业须有未谢绝的嘉宾，项目须已列入推介并发布。", "No suggestion at this fair: an enterprise needs a guest who has not declined, a project is listed and published.");
    public static string Nothing => Say("没有符合条件的建议。", "No suggestion is like that.");
    public static string Found(int shown, int found) => shown == found ? Say($"共 {found} 对", $"{found} found") : Say($"共 {found} 对，显示前 {shown} 对", $"{found} found, the first {shown} shown");
    public static string Investor => Say("企业", "Enterprise");
    public static string Project => Say("项目", "Project");
    public static string Plant => Say("厂房", "Plant");
    public static string Least => Say("至少几分", "Score at least");
    public static string Any => Say("不限", "Any");
    public static string Clear => Say("清除条件", "Clear the filters");
    public static string Score => Say("改分", "Score by hand");
    public static string Enter(int count) => count == 0 ? Say("登记所选的洽谈申请", "Enter the chosen meeting requests") : Say($"登记 {count} 条洽谈申请", count == 1 ? "Enter 1 meeting request" : $"Enter {count} meeting requests");
    public static string EnterHint => Say("勾选若干对，一次登记为县方提出的洽谈申请；分值随得分而定，理由写入申请。", "Tick pairs and enter them at once as wishes of the county's side; their points follow the score, and the reasons are written into them.");
    public static string Entered(int made, int left) => left == 0
        ? Say($"已登记 {made} 条洽谈申请", made == 1 ? "1 meeting request entered" : $"{made} meeting requests entered")
        : Say($"已登记 {made} 条洽谈申请，另 {left} 对刚有申请或洽谈，未重复登记", $"{made} entered; {left} had a wish or a meeting by now and were left out");
    public static string More(int count) => Say($"再看 {count} 对", $"Show {count} more");
    public static string Hidden(int count) => Say($"隐藏或不必建议的 {count} 对", $"{count} hidden or set apart");
}
