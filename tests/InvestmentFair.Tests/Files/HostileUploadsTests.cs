using System.Diagnostics;
using System.Globalization;
using System.Text;
using InvestmentFair.Files;
using Microsoft.Extensions.Options;

namespace InvestmentFair.Tests.Files;

/// <summary>Memory is measured for the whole process, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>The corpus of hostile files lies outside the project and may be absent; what matters most is made by hand in the other tests.</summary>
[Collection(nameof(Alone))]
public sealed class HostileUploadsTests : IDisposable
{
    private static readonly Dictionary<string, string> Verdicts = new()
    {
        ["gif_js_polyglot.gif"] = "file.type",
        ["html_named_as.png"] = "file.type",
        ["jpg_html_comment.jpg"] = "file.picture",
        ["pdf_html_polyglot.pdf"] = "file.type",
        ["pdf_js.pdf"] = FileKinds.Pdf,
        ["png_bomb_30000x30000.png"] = "file.pixels",
        ["png_header_says_2e9.png"] = "file.picture",
        ["png_plus_html_tail.png"] = FileKinds.WebP,
        ["png_plus_zip_polyglot.png"] = FileKinds.WebP,
        ["png_text_chunk_xss.png"] = FileKinds.WebP,
        ["svg_lol.svg"] = "file.type",
        ["svg_script.svg"] = "file.type",
    };

    private readonly string _directory = Directory.CreateTempSubdirectory("hostile-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Every_file_of_the_corpus_is_refused_in_chinese_or_kept_harmless()
    {
        Assert.SkipUnless(HostileFolder.Path is not null, HostileFolder.Missing);
        var store = new FileStore(Options.Create(new DataOptions { Directory = _directory }));
        // The first picture loads the library that draws; that is not the hostile file's doing.
        using (var first = new MemoryStream(Pictures.Of(8, 8))) House.Done(await store.KeepAsync("first.png", first, TestContext.Current.CancellationToken));

        foreach (var path in Directory.EnumerateFiles(HostileFolder.Path!))
        {
            var name = Path.GetFileName(path);
            var (before, watch) = (Peak(reset: true), Stopwatch.StartNew());
            await using var content = File.OpenRead(path);
            var kept = await store.KeepAsync(name, content, TestContext.Current.CancellationToken);

            Assert.True(watch.ElapsedMilliseconds < 2_000, $"{name} took {watch.ElapsedMilliseconds} ms");
            Assert.True(Peak(reset: false) - before < 100 << 20, $"{name} took {(Peak(reset: false) - before) >> 20} MB");
            if (Verdicts.TryGetValue(name, out var verdict)) Assert.Equal((name, verdict), (name, kept.Refusal?.Code ?? kept.Value!.ContentType));
            else Assert.Equal((name, "file.type"), (name, kept.Refusal?.Code is "file.empty" ? "file.type" : kept.Refusal?.Code));
            if (kept.Refusal is { } refusal) Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", refusal.Zh);
        }

        // What was a picture holds its pixels and nothing of what hung on it.
        foreach (var picture in Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).Where(b => FileKinds.Recognise(b) is FileKinds.WebP))
            Assert.DoesNotContain("script", Encoding.Latin1.GetString(picture), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The most memory the process has held since the last reset, in bytes; 0 where the system does not say.</summary>
    private static long Peak(bool reset)
    {
        if (!File.Exists("/proc/self/clear_refs")) return 0;
        if (reset) File.WriteAllText("/proc/self/clear_refs", "5");
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
