using System.Security.Cryptography;
using System.Text;
using InvestmentFair.Kernel;

namespace InvestmentFair.Imports;

public enum ImportVerdict
{
    [Text("新增", "New")] New,
    [Text("变更", "Changed")] Changed,
    [Text("无变化", "Unchanged")] Unchanged,
    [Text("有错误", "Error")] Error,
}

/// <summary>A cell as it would be taken in: what stands in the file, what stood before, and what is wrong with it.</summary>
public sealed record ImportCell(string Text, string? Old, string? Problem);

public sealed record ImportRow(int Number, ImportVerdict Verdict, IReadOnlyList<ImportCell> Cells, string? Problem, string? Note = null);

/// <summary>What an import would do, row by row, before anything is done.</summary>
public sealed record ImportPreview(IReadOnlyList<string> Columns, IReadOnlyList<string> Unmatched, IReadOnlyList<ImportRow> Rows)
{
    public int Count(ImportVerdict verdict) => Rows.Count(r => r.Verdict == verdict);

    public bool CanApply => Rows.Count > 0 && Count(ImportVerdict.Error) == 0;

    /// <summary>The same for two previews that would do the same: what was looked at is what is taken in, or nothing.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        Rows.Select(r => $"{r.Number}\t{r.Verdict}\t{string.Join('\t', r.Cells.Select(c => $"{c.Text}\v{c.Old}"))}")))));
}

public static class ImportRefusals
{
    public static Refusal NoColumns => new("import.columns", "没有一列的表头能对应上；表头请用表单上的字段名", "No heading is known; use the names of the form's fields as headings");

    public static Refusal HasErrors => new("import.errors", "还有错误行，先改正再导入", "There are rows with errors; put them right first");

    public static Refusal Changed => new("import.changed", "预览之后数据有变化，请重新预览", "Something has changed since the preview; look at it again");
}
