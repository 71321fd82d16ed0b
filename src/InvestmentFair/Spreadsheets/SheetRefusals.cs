using InvestmentFair.Kernel;

namespace InvestmentFair.Spreadsheets;

public static class SheetRefusals
{
    public static Refusal Empty => new("sheet.empty", "文件是空的，没有可读的行", "The file is empty: there are no rows to read");

    public static Refusal TooLarge => new("sheet.too-large", "文件超过 20 MB，请拆分后再上传", "The file is larger than 20 MB; please split it");

    public static Refusal NotAccepted => new("sheet.name", "只接受 .xlsx 或 .csv 文件，请另存为 .xlsx 后再上传", "Only .xlsx or .csv files are accepted; please save it as .xlsx");

    public static Refusal NotAWorkbook => new("sheet.not-a-workbook",
        "内容不是 Excel 工作簿，也不是 CSV 文本，请在 Excel 或 WPS 中另存为 .xlsx", "This is neither an Excel workbook nor a CSV text; please save it as .xlsx in Excel or WPS");

    public static Refusal OldFormat => new("sheet.old-format",
        "这是旧版 .xls（或 .et）文件，请另存为 .xlsx 后再上传", "This is an old .xls (or .et) file; please save it as .xlsx");

    public static Refusal Encrypted => new("sheet.encrypted", "文件设有打开密码，请取消密码后再上传", "The file has a password; please remove it first");

    public static Refusal TooManyParts => new("sheet.parts", "文件内部的部件过多，不像一份表格", "The file has more parts inside than a sheet could need");

    public static Refusal Bomb => new("sheet.bomb",
        "文件解压后过大，不予读取；如确为正常表格，请把数据复制到新建的工作簿", "The file unpacks to far too much; if it is an honest sheet, copy its rows into a new workbook");

    public static Refusal Unsafe => new("sheet.unsafe",
        "文件内含有 Excel 不会写入的内容（例如 DTD），不予读取", "The file contains what Excel never writes, such as a document type definition");

    public static Refusal Broken => new("sheet.broken",
        "文件已损坏，请在 Excel 或 WPS 中打开后另存为 .xlsx", "The file is broken; please open it in Excel or WPS and save it again as .xlsx");

    public static Refusal OpenQuote => new("sheet.quote",
        "CSV 中有引号没有成对，后面的行无法分清", "A quotation mark in the CSV is never closed, so that the rows after it run together");

    public static Refusal Uncomputed(string cell) => new("sheet.uncomputed",
        $"单元格 {cell} 的公式没有结果或结果有误（如 #N/A），请在 Excel 中改正并保存", $"The formula in {cell} has no result or an error such as #N/A; please mend and save it in Excel");

    public static Refusal TooManyRows => new("sheet.rows",
        $"超过 {SheetReader.MostRows} 行，请拆分后再上传", $"There are more than {SheetReader.MostRows} rows; please split the file");

    public static Refusal TooManyColumns(int columns) => new("sheet.columns",
        $"表格有 {columns} 列，最多 {SheetReader.MostColumns} 列；右侧只有格式的空列也请删除",
        $"The sheet has {columns} columns, at most {SheetReader.MostColumns} are read; delete empty formatted columns too");

    /// <summary>A sheet of Excel ends at row 1,048,576, the header among them.</summary>
    public static Refusal MoreThanASheet(int rows) => new("sheet.more-than-a-sheet",
        $"共 {Grouped(rows)} 条，而一张 Excel 工作表最多 {Grouped(WorkbookWriter.MostRows + 1)} 行（含表头），没有导出；请用筛选把名单分成几份，逐份导出",
        $"There are {Grouped(rows)} rows, and a sheet of Excel ends at {Grouped(WorkbookWriter.MostRows + 1)} with its header, so nothing was exported; please narrow the list with filters and export it in parts");

    public static Refusal SameHeaders(IReadOnlyList<string> headers) => new("sheet.same-headers",
        $"表头重复：{string.Join("、", headers)}", $"These headers stand more than once: {string.Join(", ", headers)}");

    public static Refusal NoHeader(int row, string column) => new("sheet.no-header",
        $"第 {row} 行 {column} 列有内容，但该列没有表头；第一个非空行须是表头（表格上方的标题请删去）",
        $"Row {row} has something in column {column}, which has no header; the first row must be the headers (remove a title above the table)");

    private static string Grouped(int number) => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
