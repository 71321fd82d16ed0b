using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using InvestmentFair.Spreadsheets;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Tests.Spreadsheets;

public sealed class SheetReaderTests
{
    private static readonly string Headers = HandMade.Row(1, "姓名", "手机", "单位");

    static SheetReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static SheetTable Read(Stream file, string name = "名单.xlsx")
    {
        var outcome = SheetReader.Read(file, name);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    private static string? Verdict(Stream file, string name = "名单.xlsx")
    {
        var outcome = SheetReader.Read(file, name);
        Assert.True(outcome.Refused == outcome.Value is null);
        return outcome.Refusal?.Code;
    }

    private static MemoryStream Csv(string text, Encoding? encoding = null) =>
        new([.. encoding?.GetPreamble() ?? [], .. (encoding ?? new UTF8Encoding(false)).GetBytes(text)]);

    private static IEnumerable<string> Texts(SheetTable table) =>
        table.Rows.Select(r => $"{r.Number}:{string.Join("|", r.Cells.Select(c => c.Text))}");

    /// <summary>The cell A2 of a sheet whose second row is this.</summary>
    private static SheetCell Cell(string cell, params (string, string)[] more) =>
        Assert.Single(Assert.Single(Read(HandMade.Workbook($"""{HandMade.Row(1, "值")}<row r="2">{cell}</row>""", more)).Rows).Cells);

    [Fact]
    public void Rows_keep_the_numbers_that_Excel_shows_and_blank_ones_are_left_out()
    {
        var table = Read(HandMade.Workbook(
            HandMade.Row(3, "姓名", "手机", "单位") + HandMade.Row(4, "张三", "13800000000") + HandMade.Row(5, "\u3000", "\u200B") + HandMade.Row(9, "", "", "甲公司")));

        Assert.Equal(["姓名", "手机", "单位"], table.Headers);
        Assert.Equal(["4:张三|13800000000|", "9:||甲公司"], Texts(table));
    }

    [Fact]
    public void Text_is_folded_and_trimmed_and_the_text_as_written_is_kept()
    {
        Assert.Equal("13800138000", Cell(Inline("１３８００１３８０００")).Text);
        Assert.Equal("甲公司", Cell(Inline("\u3000甲公司\u00A0\u200B")).Text);
        Assert.Equal("张三", Cell(Inline("\uFEFF张\u200B三")).Text);
        Assert.Equal("13800138000", Cell(Inline("\u202D13800138000\u202C")).Text);
        Assert.Equal("甲公司\n(总部)", Cell(Inline("甲公司_x000D_\n（总部）")).Text);
        Assert.Equal("甲公司（总部）", Cell(Inline("甲公司（总部）")).Raw);
        Assert.Equal("𠮷田", Cell(Inline("𠮷田")).Text);
        Assert.Equal("张三", Cell(Inline("_xD800_张_x0000_三")).Text);
        Assert.Equal("张", Cell(Inline("张_xFFFF__xFFFE_")).Text);
        Assert.Equal("\uFDD0", Cell(Inline("_xFDD0_")).Text);
        Assert.Equal("a=1+1", Cell(Inline("a=1+1")).Text);
    }

    private static string Inline(string text) => $"""<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>""";

    [Theory]
    [InlineData("13800000000", "13800000000", false)]
    [InlineData("1.38E10", "13800000000", false)]
    [InlineData("999999999999999", "999999999999999", false)]
    [InlineData("1000000000000000", "1000000000000000", true)]
    [InlineData("440102199003077774", "440102199003077760", true)]
    [InlineData("0.30000000000000004", "0.3", false)]
    [InlineData("-12.5", "-12.5", false)]
    [InlineData("0.00001", "0.00001", false)]
    public void A_number_reads_as_it_was_written(string written, string text, bool lost)
    {
        var cell = Cell($"<c><v>{written}</v></c>");

        Assert.Equal(text, cell.Text);
        Assert.Equal(lost, cell.LostPrecision);
        Assert.IsType<double>(cell.Raw);
    }

    [Fact]
    public void An_identity_number_that_Excel_spoilt_in_a_csv_is_noticed()
    {
        var cells = Read(Csv("a,b,c\n4.40102E+17,440102199003077774,1e5\n"), "名单.csv").Rows[0].Cells;

        Assert.Equal([true, false, false], cells.Select(c => c.LostPrecision));
    }

    [Theory]
    [InlineData("yyyy\\-mm\\-dd;@", "46349", "2026-11-23")]
    [InlineData("[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "46349", "2026-11-23")]
    [InlineData("[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "46349", "2026-11-23")]
    [InlineData("yyyy/m/d h:mm", "46349.4375", "2026-11-23 10:30")]
    [InlineData("h:mm;@", "0.4375", "10:30")]
    [InlineData("[h]:mm", "1.4375", "34:30")]
    public void A_date_is_read_whatever_its_format(string format, string serial, string text)
    {
        var styles = HandMade.Styles($"""<numFmt numFmtId="176" formatCode="{format}"/>""", 0, 176);

        Assert.Equal(text, Cell($"""<c s="1"><v>{serial}</v></c>""", styles).Text);
    }

    [Theory]
    [InlineData(14, "46349", "2026-11-23")]
    [InlineData(31, "46349", "2026-11-23")]
    [InlineData(57, "46327", "2026-11-01")]
    [InlineData(32, "0.4375", "10:30")]
    [InlineData(4, "46349", "46349")]
    public void The_date_formats_that_Chinese_Excel_never_writes_down_are_known(int format, string serial, string text)
    {
        var cell = Cell($"""<c s="1"><v>{serial}</v></c>""", HandMade.Styles("", 0, format));

        Assert.Equal(text, cell.Text);
        Assert.Equal(text.Length == 5 && !text.Contains(':', StringComparison.Ordinal) ? typeof(double) : typeof(DateTime), cell.Raw?.GetType());
    }

    [Fact]
    public void A_formula_without_a_result_or_with_an_error_is_refused_by_its_cell()
    {
        Assert.Equal("7", Cell("<c><f>3+4</f><v>7</v></c>").Text);
        Assert.Equal(SheetRefusals.Uncomputed("B2"), SheetReader.Read(HandMade.Workbook(
            Headers + """<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2+1</f></c></row>"""), "a.xlsx").Refusal);
        Assert.Equal(SheetRefusals.Uncomputed("C2"), SheetReader.Read(HandMade.Workbook(
            Headers + """<row r="2"><c r="A2"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c></row>"""), "a.xlsx").Refusal);
    }

    [Fact]
    public void The_first_sheet_that_shows_is_read()
    {
        (string, string)[] parts =
        [
            HandMade.ContentTypes, HandMade.Book(("代码", "veryHidden"), ("说明", "hidden"), ("名单", "visible"), ("其他", "visible")),
            HandMade.Relations("worksheets/a.xml", "worksheets/b.xml", "/xl/worksheets/c.xml", "worksheets/d.xml"),
            HandMade.Sheet(HandMade.Row(1, "甲"), name: "a"), HandMade.Sheet(HandMade.Row(1, "乙"), name: "b"),
            HandMade.Sheet(HandMade.Row(1, "丙"), name: "c"), HandMade.Sheet(HandMade.Row(1, "丁"), name: "d"),
        ];

        Assert.Equal(["丙"], Read(HandMade.Zip(parts)).Headers);
    }

    [Fact]
    public void One_sheet_hidden_a_thousand_times_is_not_read_a_thousand_times()
    {
        var rows = string.Concat(Enumerable.Range(1, 20_000).Select(i => HandMade.Row(i, $"{i}")));
        var watch = Stopwatch.StartNew();

        Assert.Equal("sheet.empty", Verdict(HandMade.Zip(
        [
            HandMade.ContentTypes, HandMade.Book([.. Enumerable.Range(0, 1_000).Select(i => ($"{i}", "hidden"))]),
            HandMade.Relations([.. Enumerable.Repeat("worksheets/sheet1.xml", 1_000)]), HandMade.Sheet(rows),
        ])));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000);
    }

    [Fact]
    public void Headers_that_stand_twice_are_named()
    {
        var refusal = SheetReader.Read(HandMade.Workbook(HandMade.Row(1, "姓名", "手机", "姓 名", "手机 ", "姓名", "", "")), "a.xlsx").Refusal;

        Assert.Equal(SheetRefusals.SameHeaders(["姓名", "手机"]), refusal);
        Assert.Contains("姓名、手机", refusal!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_without_a_header_is_refused_and_so_is_a_title_above_the_table()
    {
        Assert.Equal(SheetRefusals.NoHeader(2, "D"), SheetReader.Read(HandMade.Workbook(Headers + HandMade.Row(2, "张三", "", "", "备注")), "a.xlsx").Refusal);
        Assert.Equal(SheetRefusals.NoHeader(2, "B"), SheetReader.Read(HandMade.Workbook(HandMade.Row(1, "代表团名单") + HandMade.Row(2, "姓名", "手机")), "a.xlsx").Refusal);
    }

    [Fact]
    public void A_hundred_columns_are_read_and_one_more_refused()
    {
        var names = Enumerable.Range(1, 101).Select(i => $"列{i}").ToArray();

        Assert.Equal(100, Read(HandMade.Workbook(HandMade.Row(1, names[..100]))).Headers.Count);
        Assert.Equal("sheet.columns", Verdict(HandMade.Workbook(HandMade.Row(1, names))));
        Assert.Equal("sheet.columns", Verdict(Csv(string.Join(",", names)), "a.csv"));
        Assert.Equal(SheetRefusals.NoHeader(2, "CV"), SheetReader.Read(HandMade.Workbook(
            HandMade.Row(1, "列") + HandMade.Row(2, [.. Enumerable.Repeat("", 99), "x"])), "a.xlsx").Refusal);
    }

    [Fact]
    public void Fifty_thousand_rows_are_read_and_one_more_refused()
    {
        var rows = string.Concat(Enumerable.Range(2, 50_000).Select(i => $"""<row r="{i}"><c><v>{i}</v></c></row>"""));

        Assert.Equal(50_000, Read(HandMade.Workbook(Headers + rows)).Rows.Count);
        Assert.Equal("sheet.rows", Verdict(HandMade.Workbook(Headers + rows + """<row r="50002"><c><v>1</v></c></row>""")));
        Assert.Equal("sheet.rows", Verdict(Csv("a\n" + string.Concat(Enumerable.Repeat("1\n", 50_001))), "a.csv"));
    }

    [Theory]
    [InlineData("A1048576", 1048576, null)]
    [InlineData("XFD1048576", 1048576, "sheet.columns")]
    [InlineData("ZZZZZZ2", 2, "sheet.columns")]
    [InlineData("FXSHRXZ2", 2, "sheet.broken")]
    [InlineData("A2147483647", 2147483647, "sheet.rows")]
    public void A_cell_far_away_costs_nothing(string reference, int row, string? verdict)
    {
        var file = HandMade.Workbook($"""{Headers}<row r="{row}"><c r="{reference}"><v>1</v></c></row>""");
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());

        Assert.Equal(verdict, Verdict(file));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L << 20);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("gb18030", false)]
    public void A_csv_is_read_in_whatever_encoding_Excel_wrote_it(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        var file = new MemoryStream([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("姓名,手机,单位\r\n刘䶮,13800000000,\"甲,公司\"\r\n𠮷田,,乙\r\n")]);

        var table = Read(file, "名单.csv");

        Assert.Equal(["姓名", "手机", "单位"], table.Headers);
        Assert.Equal(["2:刘䶮|13800000000|甲,公司", "3:𠮷田||乙"], Texts(table));
    }

    [Theory]
    [InlineData("姓名;手机\n张三;1\n")]
    [InlineData("姓名\t手机\r张三\t1")]
    [InlineData("\n姓名,手机\n\n张三,1,\n")]
    public void A_csv_tells_its_separator_by_its_first_line(string text) =>
        Assert.Equal(["张三|1"], Read(Csv(text), "a.csv").Rows.Select(r => string.Join("|", r.Cells.Select(c => c.Text))));

    [Fact]
    public void A_quotation_mark_left_open_does_not_swallow_the_rows_after_it()
    {
        Assert.Equal(["2:张三|第一行\n第二行", "3:李四|5\" 管"], Texts(Read(Csv("姓名,备注\n张三,\"第一行\n第二行\"\n李四,5\" 管\n"), "a.csv")));
        Assert.Equal("sheet.quote", Verdict(Csv("姓名,备注\n张三,\"第一行\n李四,二\n王五,三\n"), "a.csv"));
        Assert.Equal("sheet.quote", Verdict(Csv("姓名,备注\n张三,\"第一行"), "a.csv"));
        Assert.Equal("sheet.not-a-workbook", Verdict(Csv("姓名,备注\n张三,一\n\uFFFF\n李四,二\n"), "a.csv"));
    }

    [Theory]
    [InlineData(",")]
    [InlineData("\n")]
    public void A_csv_of_separators_alone_does_not_keep_the_reader_busy(string separator)
    {
        var (file, watch) = (Csv("a,b" + string.Concat(Enumerable.Repeat(separator, 19 << 20))), Stopwatch.StartNew());

        Assert.Equal("sheet.rows", Verdict(file, "a.csv"));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_no_csv()
    {
        Assert.Equal("sheet.not-a-workbook", Verdict(new MemoryStream([0xEF, 0xBB, 0xBF, (byte)'a', 0xFF, 0xFE]), "a.csv"));
        Assert.Equal("sheet.not-a-workbook", Verdict(new MemoryStream([(byte)'a', 0xFF, (byte)',', 0xFF]), "a.csv"));
        Assert.Equal("sheet.not-a-workbook", Verdict(new MemoryStream([0xFF, 0xFE, 0x00]), "a.csv"));
        Assert.Equal("sheet.empty", Verdict(Csv("\n\n , \n"), "a.csv"));
    }

    [Fact]
    public void A_damaged_workbook_is_refused_or_read_whole()
    {
        var rows = Headers + string.Concat(Enumerable.Range(2, 60).Select(i => HandMade.Row(i, $"客商{i}", $"{13800000000 + i}", "甲公司")));
        // Not compressed, so that a changed byte is a changed letter.
        (string, string)[] parts = [HandMade.ContentTypes, HandMade.Book(("S", "visible")), HandMade.Relations("worksheets/sheet1.xml"), HandMade.Sheet(rows)];
        var whole = HandMade.Zip([.. parts.Select(p => (p.Item1, Encoding.UTF8.GetBytes(p.Item2)))], CompressionLevel.NoCompression).ToArray();
        var texts = Texts(Read(new MemoryStream(whole))).ToList();

        for (var at = 0; at < whole.Length; at += 5)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x55;
            var outcome = SheetReader.Read(new MemoryStream(damaged), "a.xlsx");
            if (!outcome.Refused) Assert.Equal(texts, Texts(outcome.Value!));
            Assert.True(SheetReader.Read(new MemoryStream(whole[..at]), "a.xlsx").Refused);
        }
    }

    [Fact]
    public void Xml_that_ends_early_is_refused()
    {
        var (name, content) = HandMade.Sheet(Headers + HandMade.Row(2, "张三"));

        Assert.Equal("sheet.broken", Verdict(HandMade.Zip(
            [HandMade.ContentTypes, HandMade.Book(("S", "visible")), HandMade.Relations("worksheets/sheet1.xml"), (name, content[..^20])])));
    }

    [Fact]
    public void What_the_reader_stumbled_over_is_in_the_log_without_the_name_of_the_file()
    {
        var log = new Heard();
        var gone = HandMade.Workbook(Headers + HandMade.Row(2, "张三"));
        gone.Dispose();

        Assert.Equal(SheetRefusals.Broken, SheetReader.Read(gone, "张三的名单.xlsx", log).Refusal);
        Assert.False(SheetReader.Read(HandMade.Workbook(Headers + HandMade.Row(2, "张三")), "张三的名单.xlsx", log).Refused);

        // The message of a fault may quote what it stumbled over: only its kind and its place are written down.
        var (said, fault) = Assert.Single(log.Lines);
        Assert.Null(fault);
        Assert.Contains(nameof(ObjectDisposedException), said, StringComparison.Ordinal);
        Assert.Contains(nameof(SheetReader), said, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", said, StringComparison.Ordinal);
    }

    private sealed class Heard : ILogger
    {
        public List<(string Said, Exception? Fault)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add((formatter(state, exception), exception));
    }

    [Fact]
    public void A_workbook_without_a_sheet_is_refused()
    {
        Assert.True(SheetReader.Read(HandMade.Zip([HandMade.ContentTypes, HandMade.Book()]), "a.xlsx").Refused);
        Assert.True(SheetReader.Read(HandMade.Zip([HandMade.ContentTypes, HandMade.Book(("S", "visible"))]), "a.xlsx").Refused);
        Assert.True(SheetReader.Read(HandMade.Zip([HandMade.ContentTypes, HandMade.Book(("S", "visible")), HandMade.Relations("worksheets/none.xml")]), "a.xlsx").Refused);
        Assert.True(SheetReader.Read(HandMade.Workbook(""), "a.xlsx").Refused);
    }

    [Fact]
    public void The_stream_stays_open_for_whoever_gave_it()
    {
        var file = HandMade.Workbook(Headers);

        Read(file);

        Assert.Equal(["姓名", "手机", "单位"], Read(file).Headers);
    }
}
