namespace InvestmentFair.Spreadsheets;

public static class WorkbookWriter
{
    public static void Write<TRow>(Stream output, string sheetName, IReadOnlyList<Column<TRow>> columns, IReadOnlyList<TRow> rows) =>
        throw new NotSupportedException();
}
