using System.Diagnostics;
using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Tests.Spreadsheets;

/// <summary>
/// The corpus of malformed, lying and hostile files lies outside the project and may be absent; the cases that matter most
/// are made by hand in the other tests.
/// </summary>
public sealed class HostileFilesTests
{
    private static readonly Dictionary<string, string> Verdicts = new()
    {
        ["00_ok.xlsx"] = "1",
        ["bitflips.xlsx"] = "sheet.broken",
        ["bomb_overlap_2000x8MiB.zip"] = "sheet.bomb",
        ["bomb_sheet_64MiB.xlsx"] = "sheet.bomb",
        ["bomb_sst_64MiB.xlsx"] = "sheet.bomb",
        ["cell_type_lies.xlsx"] = "sheet.uncomputed",
        ["cn_reality_cells.xlsx"] = "11",
        ["cols_16384.xlsx"] = "sheet.columns",
        ["csv_gb18030.csv"] = "2",
        ["csv_utf16.csv"] = "2",
        ["csv_utf8_bom.csv"] = "2",
        ["csv_utf8_nobom.csv"] = "2",
        ["empty.xlsx"] = "sheet.empty",
        ["formula_real_cells.xlsx"] = "sheet.uncomputed",
        ["formula_text_cells.xlsx"] = "32",
        ["html_named_as.xlsx"] = "sheet.not-a-workbook",
        ["last_cell_far_away.xlsx"] = "sheet.columns",
        ["lying_dimension_full_grid.xlsx"] = "1",
        ["many_merged.xlsx"] = "1",
        ["missing_content_types.xlsx"] = "sheet.not-a-workbook",
        ["missing_workbook.xlsx"] = "sheet.not-a-workbook",
        ["png_plus_zip_polyglot.png"] = "sheet.not-a-workbook",
        ["truncated_half.xlsx"] = "sheet.broken",
        ["xml_billion_laughs.xlsx"] = "sheet.unsafe",
        ["xml_not_utf8.xlsx"] = "sheet.broken",
        ["xml_truncated.xlsx"] = "sheet.broken",
        ["xml_xxe_file.xlsx"] = "sheet.unsafe",
        ["xml_xxe_http.xlsx"] = "sheet.unsafe",
        ["zeros_64k.xlsx"] = "sheet.not-a-workbook",
        ["zip_slip_entries.xlsx"] = "1",
    };

    [Fact]
    public void Every_file_of_the_corpus_is_read_whole_or_refused_with_a_text()
    {
        var corpus = HostileFolder.Path;
        Assert.SkipUnless(corpus is not null, HostileFolder.Missing);

        foreach (var file in Directory.EnumerateFiles(corpus!))
            foreach (var name in new[] { Path.GetFileName(file), "upload.xlsx", "upload.csv" })
            {
                using var stream = File.OpenRead(file);
                var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
                var outcome = SheetReader.Read(stream, name);

                Assert.True(watch.ElapsedMilliseconds < 2_000, $"{file} took {watch.ElapsedMilliseconds} ms");
                Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100 << 20, $"{file} took too much memory");
                Assert.True(outcome.Refused == outcome.Value is null && outcome.Refused == outcome.Text.Length > 0, file);
                if (outcome.Value is { } table) Assert.All(table.Rows, r => Assert.Equal(table.Headers.Count, r.Cells.Count));
                if (name == "upload.xlsx" && Verdicts.TryGetValue(Path.GetFileName(file), out var verdict))
                    Assert.Equal((file, verdict), (file, outcome.Refusal?.Code ?? $"{outcome.Value!.Rows.Count}"));
            }
    }
}
