using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

public static class FieldTexts
{
    public static string Money => Say("例如 3800、3800万元、3.8亿", "Such as 3800 (×10,000), 3800万元, 3.8亿");
    public static string Sample => Say("这是示例号码，打不通、发不到。", "This is a sample; nobody can be reached by it.");
}
