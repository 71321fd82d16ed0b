using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

public static class ImportTexts
{
    public static string Import => Say("从 Excel 导入", "Import from Excel");
    public static string Title(string kind) => Say($"导入{kind}", $"Import: {kind}");
    public static string Help => Say("表头用表单上的字段名（中英文均可）。先看预览，确认后一次导入；空白单元格不改动原值，导入不发送任何通知，也不删除任何记录。", "Use the names of the form's fields as headings, in either language. Look at the preview, then take it in at once; a blank cell changes nothing, nothing is sent and nothing deleted.");
    public static string Known => Say("可用的表头", "Headings that are known");
    public static string File => Say("选择 .xlsx 或 .csv 文件（最大 20 MB）", "Choose an .xlsx or .csv file (at most 20 MB)");
    public static string Reading => Say("正在读取……", "Reading…");
    public static string Ignored(string headings) => Say($"未对应的列（忽略）：{headings}", $"Columns not known (ignored): {headings}");
    public static string Row => Say("行", "Row");
    public static string Verdict => Say("结果", "Verdict");
    public static string OnlyErrors => Say("只看错误行", "Only rows with errors");
    public static string Apply(int rows) => Say($"导入 {rows} 行", $"Import {rows} rows");
    public static string Applied(int made, int changed, int same) => Say($"已导入：新增 {made}，变更 {changed}，无变化 {same}", $"Imported: {made} new, {changed} changed, {same} unchanged");
    public static string Was(string old) => Say($"原为 {old}", $"was {old}");
    public static string Empty => Say("（空）", "(empty)");
    public static string NothingToDo => Say("没有要导入的变化", "There is nothing to change");
    public static string FixFirst(int errors) => Say($"有 {errors} 行错误，改正文件后重新选择", $"{errors} rows have errors; put the file right and choose it again");
    public static string Batch(string number) => Say($"导入批次 {number}", $"Import {number}");
    public static string Of => Say("内容", "Of");
    public static string FileName => Say("文件", "File");
    public static string NoneYet => Say("还没有导入过。选择上方要导入的内容。", "Nothing has been imported yet. Choose above what to import.");
    public static string Broken => Say("文件没有传完，请重新选择", "The file did not arrive whole; please choose it again");
}
