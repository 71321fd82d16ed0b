using System.Diagnostics;
using System.Text;
using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Tests.Spreadsheets;

public sealed class WorkbookGuardTests
{
    private static readonly string Rows = HandMade.Row(1, "姓名", "手机") + HandMade.Row(2, "张三", "13800000000");

    private static string? Verdict(Stream file, string name = "名单.xlsx") => WorkbookGuard.Check(file, name)?.Code;

    [Fact]
    public void A_workbook_and_a_csv_are_let_through()
    {
        Assert.Null(Verdict(HandMade.Workbook(Rows)));
        Assert.Null(Verdict(HandMade.Workbook(Rows), "名单.XLSX "));
        Assert.Null(Verdict(new MemoryStream("姓名,手机\n张三,13800000000\n"u8.ToArray()), "名单.csv"));
    }

    [Fact]
    public void Content_decides_between_the_two_and_the_name_only_whether_it_is_accepted()
    {
        Assert.Null(Verdict(new MemoryStream("姓名,手机\n张三,13800000000\n"u8.ToArray()), "名单.xlsx"));
        Assert.Null(Verdict(HandMade.Workbook(Rows), "名单.csv"));
        Assert.Equal("sheet.name", Verdict(HandMade.Workbook(Rows), "名单.xlsm"));
        Assert.Equal("sheet.name", Verdict(HandMade.Workbook(Rows), "名单.xlsx.exe"));
        Assert.Equal("sheet.name", Verdict(HandMade.Workbook(Rows), "名单"));
    }

    [Theory]
    [InlineData("<html><table><tr><td>姓名</td></tr></table></html>")]
    [InlineData("\uFEFF \r\n<?xml version=\"1.0\"?><Workbook/>")]
    [InlineData("%PDF-1.7\n1 0 obj")]
    [InlineData("\u0089PNG\r\n\u001A\n")]
    [InlineData("MZ\u0090\0\u0003\0\0\0")]
    [InlineData("PK\u0005\u0006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public void What_is_no_workbook_is_not_one_for_its_name(string content)
    {
        Assert.Equal("sheet.not-a-workbook", Verdict(new MemoryStream(Encoding.UTF8.GetBytes(content))));
        Assert.Equal("sheet.not-a-workbook", Verdict(new MemoryStream(Encoding.UTF8.GetBytes(content)), "名单.csv"));
    }

    [Fact]
    public void A_zip_without_the_parts_of_a_workbook_is_none()
    {
        Assert.Equal("sheet.not-a-workbook", Verdict(HandMade.Zip([HandMade.ContentTypes, ("word/document.xml", "<d/>")])));
        Assert.Equal("sheet.not-a-workbook", Verdict(HandMade.Zip([HandMade.Book(("S", "visible")), HandMade.Sheet(Rows)])));
    }

    [Fact]
    public void An_old_workbook_is_asked_to_be_saved_anew()
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2000]];

        var refusal = WorkbookGuard.Check(new MemoryStream(old), "名单.xls");

        Assert.Equal(SheetRefusals.OldFormat, refusal);
        Assert.Contains("另存为 .xlsx", refusal!.Zh, StringComparison.Ordinal);
        Assert.Contains("save it as .xlsx", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encrypted_workbook_is_named_as_such()
    {
        byte[] container = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[70_000], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[90]];

        Assert.Equal("sheet.encrypted", Verdict(new MemoryStream(container)));
        Assert.Equal("sheet.encrypted", Verdict(HandMade.Encrypted(HandMade.Workbook(Rows))));
    }

    [Fact]
    public void Nothing_and_too_much_are_refused_unread()
    {
        Assert.Equal("sheet.empty", Verdict(new MemoryStream()));
        Assert.Equal("sheet.too-large", Verdict(new MemoryStream(new byte[WorkbookGuard.MostBytes + 1])));
    }

    [Fact]
    public void A_bomb_is_left_after_its_first_bytes()
    {
        var inflating = HandMade.Zip([("[Content_Types].xml", HandMade.Bytes(HandMade.ContentTypes)), ("xl/workbook.xml", new byte[60 << 20])]);
        var declared = HandMade.Zip([("[Content_Types].xml", HandMade.Bytes(HandMade.ContentTypes)), ("xl/workbook.xml", new byte[65 << 20])]);

        foreach (var bomb in new[] { inflating, declared, HandMade.Overlapping(1_000, 1 << 20), HandMade.Overlapping(600, 90 << 10) })
        {
            var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            Assert.Equal("sheet.bomb", Verdict(bomb));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
            Assert.InRange(watch.ElapsedMilliseconds, 0, 2_000);
        }
    }

    [Fact]
    public void A_part_that_inflates_a_hundredfold_is_still_read_while_it_is_small()
    {
        var small = HandMade.Row(2, new string('x', 90_000));

        Assert.Null(Verdict(HandMade.Workbook(Rows + small)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(4_000_000)]
    public void Sizes_that_lie_are_found_out(uint claimed)
    {
        var rows = string.Concat(Enumerable.Range(2, 30_000).Select(i => HandMade.Row(i, $"{i * 7919}")));
        var workbook = HandMade.Zip([HandMade.ContentTypes, HandMade.Book(("S", "visible")), HandMade.Relations("worksheets/sheet1.xml"), HandMade.Sheet(rows)]);

        Assert.Null(Verdict(workbook));
        Assert.Equal("sheet.broken", Verdict(HandMade.Lying(workbook, claimed)));
    }

    [Fact]
    public void More_parts_than_a_workbook_has_are_refused()
    {
        var many = Enumerable.Range(0, WorkbookGuard.MostParts).Select(i => ($"xl/media/{i}", "x")).ToArray();

        Assert.Null(Verdict(HandMade.Workbook(Rows, many[4..])));
        Assert.Equal("sheet.parts", Verdict(HandMade.Workbook(Rows, many[3..])));
    }

    [Fact]
    public void Two_parts_of_one_name_are_refused() =>
        Assert.Equal("sheet.broken", Verdict(HandMade.Workbook(Rows, ("XL\\worksheets/SHEET1.xml", "<x/>"))));

    [Theory]
    [InlineData("<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/x\">")]
    public void A_document_type_is_refused_in_whatever_part_it_stands(string declaration)
    {
        var utf16 = new UnicodeEncoding(false, true);
        var (name, content) = HandMade.Sheet(Rows, declaration);

        Assert.Equal("sheet.unsafe", Verdict(HandMade.Zip([HandMade.ContentTypes, HandMade.Book(("S", "visible")), HandMade.Relations("worksheets/sheet1.xml"), (name, content)])));
        Assert.Equal("sheet.unsafe", Verdict(HandMade.Workbook(Rows, ("xl/media/image1.png", content))));
        Assert.Equal("sheet.unsafe", Verdict(HandMade.Zip(
        [
            ("[Content_Types].xml", HandMade.Bytes(HandMade.ContentTypes)),
            ("xl/workbook.xml", [.. utf16.GetPreamble(), .. utf16.GetBytes(content.Replace("UTF-8", "UTF-16", StringComparison.Ordinal))]),
        ])));
    }

    [Fact]
    public void A_text_of_many_runs_does_not_keep_the_reader_busy()
    {
        // Random digits: 300,000 runs within every limit of size, and an hour of joining them.
        var runs = string.Concat(Enumerable.Range(0, 300_000).Select(i => $"<t>{(i * 2_654_435_761L) % 99_991}</t>"));
        var watch = Stopwatch.StartNew();

        Assert.Equal("sheet.bomb", Verdict(HandMade.Workbook(Rows, HandMade.Strings($"<si>{runs}</si>"))));
        Assert.Equal("sheet.bomb", Verdict(HandMade.Workbook(Rows, HandMade.Strings($"<si><si/>{runs}</si>"))));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 4_000);
        Assert.Null(Verdict(HandMade.Workbook(Rows, HandMade.Strings(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"<si><r><t>编号</t></r><r><t>{i}</t></r></si>"))))));
    }

    [Fact]
    public void Declarations_that_are_compared_with_each_other_are_few()
    {
        var formats = string.Concat(Enumerable.Range(0, 10_001).Select(i => $"""<numFmt numFmtId="{i + 200}" formatCode="0.0{i * 7919}"/>"""));

        Assert.Equal("sheet.unsafe", Verdict(HandMade.Workbook(Rows, HandMade.Styles(formats))));
        Assert.Equal("sheet.unsafe", Verdict(HandMade.Workbook(Rows, HandMade.Styles($"""<numFmt numFmtId="200" formatCode="{new string('[', 1_001)}"/>"""))));
        Assert.Equal("sheet.unsafe", Verdict(HandMade.Workbook(string.Concat(Enumerable.Range(0, 300).Select(i => $"<c{i}>")))));
    }

    [Fact]
    public void A_drawing_that_only_Excel_can_read_does_no_harm() =>
        Assert.Null(Verdict(HandMade.Workbook(Rows, ("xl/drawings/vmlDrawing1.vml", "<xml><br></xml>"))));
}
