using System.IO.Compression;
using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Files;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace InvestmentFair.Tests.Files;

public sealed class RedrawingTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("files-").FullName;
    private readonly FileStore _store;

    public RedrawingTests() => _store = new FileStore(Options.Create(new DataOptions { Directory = _directory }));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_picture_is_kept_as_its_pixels_alone()
    {
        byte[] sent = [.. Pictures.Held(64, 48, 1, "拍摄者 canary-7731"), .. Encoding.UTF8.GetBytes("<script>canary-7731</script>")];

        var upload = House.Done(await KeepAsync("现场 photo.JPG", sent));

        Assert.Equal(("现场 photo.webp", FileKinds.WebP, 64, 48), (upload.Name, upload.ContentType, upload.Width!.Value, upload.Height!.Value));
        Assert.Contains("canary-7731", Encoding.UTF8.GetString(sent), StringComparison.Ordinal);
        Assert.DoesNotContain("canary-7731", Encoding.UTF8.GetString(Kept()), StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(_directory, "files"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(1, 60, 40)]
    [InlineData(3, 60, 40)]
    [InlineData(6, 40, 60)]
    [InlineData(8, 40, 60)]
    public async Task A_photograph_taken_on_its_side_stands_upright(byte orientation, int width, int height)
    {
        var upload = House.Done(await KeepAsync("a.jpg", Pictures.Held(60, 40, orientation, "")));

        Assert.Equal((width, height), (upload.Width!.Value, upload.Height!.Value));
    }

    [Fact]
    public async Task Turning_keeps_the_top_at_the_top()
    {
        // Stored lying, held so that its left edge is the top: orientation 6 turns it clockwise.
        using var bitmap = new SKBitmap(60, 40);
        bitmap.Erase(SKColors.White);
        using (var canvas = new SKCanvas(bitmap)) canvas.DrawRect(0, 0, 10, 40, new SKPaint { Color = SKColors.Red });
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        var marked = Pictures.Held(60, 40, 6, "");
        var jpeg = data.ToArray();
        byte[] turned = [.. marked[..2], .. marked[2..(marked.Length - Pictures.Of(60, 40, SKEncodedImageFormat.Jpeg).Length + 2)], .. jpeg[2..]];

        House.Done(await KeepAsync("a.jpg", turned));

        using var kept = SKBitmap.Decode(Kept());
        Assert.True(kept.GetPixel(20, 3).Green < 100, "The red edge is at the top.");
        Assert.True(kept.GetPixel(20, 50).Green > 200, "The rest is white.");
    }

    [Fact]
    public async Task A_large_picture_is_made_smaller_and_offered_in_three_widths()
    {
        var upload = House.Done(await KeepAsync("wide.png", Pictures.Of(4000, 1000)));
        var smaller = await _store.SmallerAsync(upload, Cancel);

        Assert.Equal((3200, 800), (upload.Width!.Value, upload.Height!.Value));
        Assert.Equal([(480, 120), (960, 240), (1600, 400)], smaller.Select(s => (s.Upload.Width!.Value, s.Upload.Height!.Value)));
        Assert.All(smaller, s => Assert.True(_store.Holds(s.Upload.Sha256)));
    }

    [Fact]
    public async Task A_small_picture_is_never_enlarged()
    {
        var upload = House.Done(await KeepAsync("small.png", Pictures.Of(500, 300)));

        Assert.Equal([480], (await _store.SmallerAsync(upload, Cancel)).Select(s => s.Upload.Width!.Value));
    }

    [Fact]
    public async Task Too_many_pixels_are_refused_by_the_header_in_the_readers_language()
    {
        var bomb = Bomb(9000, 9000);
        Assert.True(bomb.Length < 200_000);

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var refused = await KeepAsync("bomb.png", bomb);

        Assert.Equal("file.pixels", refused.Refusal?.Code);
        Assert.Contains("9000×9000", refused.Refusal!.Zh, StringComparison.Ordinal);
        Assert.True(watch.ElapsedMilliseconds < 2000, $"{watch.ElapsedMilliseconds} ms");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_directory, "files"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>", "file.type")]
    [InlineData("<!doctype html><script>1</script>", "file.type")]
    [InlineData("GIF89a=1;alert(1)", "file.type")]
    [InlineData("", "file.empty")]
    public async Task What_could_run_is_refused_whatever_it_is_called(string content, string code)
    {
        var refused = await KeepAsync("picture.png", Encoding.UTF8.GetBytes(content));

        Assert.Equal(code, refused.Refusal?.Code);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", refused.Refusal!.Zh);
    }

    [Fact]
    public async Task Half_a_picture_is_none()
    {
        var whole = Pictures.Of(300, 300, SKEncodedImageFormat.Jpeg, SKColors.Red);

        Assert.Equal("file.picture", (await KeepAsync("half.jpg", whole[..(whole.Length / 2)])).Refusal?.Code);
    }

    [Theory]
    [InlineData("brochure.pdf", "brochure.pdf")]
    [InlineData("brochure.pdf.html", "brochure.pdf.html.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("a\r\nSet-Cookie: x.PDF", "aSet-Cookie x.pdf")]
    [InlineData("...", "file.pdf")]
    public async Task A_name_ends_as_its_content_does(string sent, string kept)
    {
        Assert.Equal(kept, House.Done(await KeepAsync(sent, Encoding.ASCII.GetBytes("%PDF-1.4 sample"))).Name);
    }

    [Fact]
    public void An_account_may_bring_so_much_a_day_and_another_is_not_held_up()
    {
        var clock = new InvestmentFair.Kernel.FairClock(TimeProvider.System);
        var quota = new UploadQuota(Options.Create(new UploadOptions { FilesPerDay = 2, BytesPerDay = 100 }), clock);
        var other = Actor.Seed;

        quota.Count(House.Organizer, 10);
        Assert.Null(quota.Refuses(House.Organizer));
        quota.Count(House.Organizer, 10);
        Assert.Equal("file.quota", quota.Refuses(House.Organizer)?.Code);
        Assert.Null(quota.Refuses(other));
        quota.Count(other, 100);
        Assert.Equal("file.quota-bytes", quota.Refuses(other)?.Code);
    }

    private async Task<InvestmentFair.Kernel.Outcome<Upload>> KeepAsync(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await _store.KeepAsync(name, stream, Cancel);
    }

    private byte[] Kept() => File.ReadAllBytes(Directory.EnumerateFiles(Path.Combine(_directory, "files"), "*", SearchOption.AllDirectories).Single());

    /// <summary>A whole, valid PNG of one colour: a few kilobytes that unpack into a hundred megapixels.</summary>
    private static byte[] Bomb(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + (width + 7) / 8];
            for (var y = 0; y < height; y++) zip.Write(row);
        }

        byte[] header = [.. Big(width), .. Big(height), 1, 0, 0, 0, 0];
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. body];
        var crc = 0xFFFFFFFFu;
        foreach (var b in named)
        {
            crc ^= b;
            for (var k = 0; k < 8; k++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }

        return [.. Big(body.Length), .. named, .. Big((int)~crc)];
    }

    private static byte[] Big(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
