using System.Text;

namespace InvestmentFair.Data.Seeding;

/// <summary>The seed data say something that cannot be. The message names the file and the line.</summary>
public sealed class SeedException(string file, int line, string words) : Exception($"{file}:{line}: {words}")
{
    public string File => file;

    public int Line => line;
}

/// <summary>
/// Reads a CSV sheet by RFC 4180 and by nothing looser: UTF-8 without a mark, a heading, as many cells in every line as the
/// heading has. A sheet that is wrong stops the whole load, so that no half of it is ever taken for data.
/// </summary>
internal static class SeedSheet
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<IReadOnlyList<SeedRow>> ReadAsync(string directory, string file, CancellationToken cancel)
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path)) throw new SeedException(file, 0, $"没有这个文件 no such file in {directory}");
        return Parse(file, await File.ReadAllBytesAsync(path, cancel));
    }

    public static IReadOnlyList<SeedRow> Parse(string file, byte[] bytes)
    {
        string text;
        try
        {
            text = Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new SeedException(file, 1, "不是 UTF-8 not UTF-8");
        }

        if (text.StartsWith('\uFEFF')) throw new SeedException(file, 1, "不应有字节顺序标记 a byte order mark is not allowed");
        var records = Records(file, text).ToList();
        if (records.Count == 0) throw new SeedException(file, 1, "没有表头 no heading");

        var columns = new Dictionary<string, int>();
        foreach (var name in records[0].Cells)
            if (name.Length == 0 || !columns.TryAdd(name, columns.Count))
                throw new SeedException(file, 1, $"表头“{name}”为空或重复 the heading “{name}” is empty or stands twice");

        return
        [
            .. records.Skip(1).Select(r => r.Cells.Count == columns.Count
                ? new SeedRow(file, r.Line, columns, r.Cells)
                : throw new SeedException(file, r.Line, $"应有 {columns.Count} 格，实有 {r.Cells.Count} 格 {columns.Count} cells expected, {r.Cells.Count} found")),
        ];
    }

    private static IEnumerable<(int Line, List<string> Cells)> Records(string file, string text)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var began = line;
            var cells = new List<string> { Cell(file, text, ref at, ref line) };
            while (at < text.Length && text[at] == ',')
            {
                at++;
                cells.Add(Cell(file, text, ref at, ref line));
            }

            // What ends a cell is a comma, the end of the line or the end of the file.
            if (at < text.Length)
            {
                at += text[at] == '\r' ? 2 : 1;
                line++;
            }

            yield return (began, cells);
        }
    }

    private static string Cell(string file, string text, ref int at, ref int line)
    {
        if (at < text.Length && text[at] == '"') return Quoted(file, text, ref at, ref line);

        var start = at;
        while (at < text.Length && text[at] != ',' && !EndsLine(text, at))
        {
            if (text[at] is '"' or '\r') throw new SeedException(file, line, "引号或回车不在引号之内 a quote or a carriage return outside quotes");
            at++;
        }

        return text[start..at];
    }

    private static string Quoted(string file, string text, ref int at, ref int line)
    {
        var (began, words) = (line, new StringBuilder());
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                if (text[at] == '\n') line++;
                words.Append(text[at]);
                continue;
            }

            if (at + 1 < text.Length && text[at + 1] == '"')
            {
                words.Append('"');
                at++;
                continue;
            }

            at++;
            if (at < text.Length && text[at] != ',' && !EndsLine(text, at)) throw new SeedException(file, line, "引号之后还有文字 text after the closing quote");
            return words.ToString();
        }

        throw new SeedException(file, began, "引号没有闭合 the quote is never closed");
    }

    private static bool EndsLine(string text, int at) => text[at] == '\n' || text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n';
}
