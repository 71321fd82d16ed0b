using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

public static class ImportTexts
{
    public static string Import => Say("从 Excel 导入", "Import from Excel");
}
