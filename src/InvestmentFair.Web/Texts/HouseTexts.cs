using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>What the faces share.</summary>
public static class HouseTexts
{
    public static string Product => Say("陵川县招商会", "Lingchuan Investment Fair");

    public static string Colon => Say("：", ": ");
    public static string Between => Say("、", ", ");
    public static string Pair(string label, string value) => $"{label}{Colon}{value}";
    public static string InBrackets(string text) => Say($"（{text}）", $" ({text})");
    public static string List(IEnumerable<string> items) => Kernel.Language.List(items);
    public static string Clauses(IEnumerable<string> items) => string.Join(Say("；", "; "), items);
    public static string NotYours => Say("您没有权限查看此页。", "This page is not yours to see.");

    public static string OtherLanguage => Say("English", "中文");

    public static string Sample => Say("示例数据：非真实项目、人员和数字", "Sample data: no real projects, people or figures");

    public static string Clock(string time) => Say($"演示时钟：系统时间从 {time} 起计", $"Demonstration clock: the product's time began at {time}");

    public static string Missing => Say("—", "—");
}
