using InvestmentFair.Kernel;
using SkiaSharp;

namespace InvestmentFair.Files;

/// <summary>A picture as it was drawn anew: WebP, upright, and nothing in it but its pixels.</summary>
public sealed record Redrawn(byte[] Content, int Width, int Height);

/// <summary>
/// Decodes a picture and draws it anew, which drops camera data, comments and whatever was hung on behind. The size is read
/// from the header before a single pixel is unpacked, and one picture is drawn at a time, so that a small file that unpacks
/// into gigabytes costs nothing.
/// </summary>
public static class Redrawing
{
    public const int MostPixels = 40_000_000;

    /// <summary>Enough to read a scanned A4 page; more is only weight.</summary>
    public const int LongestSide = 3200;

    public const string ContentType = FileKinds.WebP;

    private const int Quality = 82;
    private static readonly SKSamplingOptions Smooth = new(SKCubicResampler.Mitchell);
    private static readonly SemaphoreSlim One = new(1);

    /// <summary>The picture in the file, no side longer than <paramref name="longestSide"/>; smaller ones keep their size.</summary>
    public static async Task<Outcome<Redrawn>> OfAsync(string path, int longestSide, CancellationToken cancel)
    {
        await One.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Of(path, longestSide), cancel);
        }
        finally
        {
            One.Release();
        }
    }

    private static Outcome<Redrawn> Of(string path, int longestSide)
    {
        using var codec = SKCodec.Create(path);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1) return FileRefusals.Unreadable;
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels) return FileRefusals.TooManyPixels(codec.Info.Width, codec.Info.Height);

        using var drawn = Decode(codec, longestSide);
        if (drawn is null) return FileRefusals.Unreadable;
        using var upright = Upright(drawn, codec.EncodedOrigin);
        var scale = Math.Min(1.0, (double)longestSide / Math.Max(upright.Width, upright.Height));
        var size = upright.Info.WithSize(Math.Max(1, (int)Math.Round(upright.Width * scale)), Math.Max(1, (int)Math.Round(upright.Height * scale)));
        using var sized = scale < 1 ? upright.Resize(size, Smooth) : null;
        var final = sized ?? upright;
        using var encoded = final.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded is null ? FileRefusals.Unreadable : new Redrawn(encoded.ToArray(), final.Width, final.Height);
    }

    // A camera's photograph can be unpacked at a fraction of its size at once, with that fraction of the memory.
    private static SKBitmap? Decode(SKCodec codec, int longestSide)
    {
        var wanted = Math.Min(1f, (float)longestSide / Math.Max(codec.Info.Width, codec.Info.Height));
        var size = codec.GetScaledDimensions(wanted);
        if (Math.Max(size.Width, size.Height) < longestSide && wanted < 1) size = new SKSizeI(codec.Info.Width, codec.Info.Height);
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        var bitmap = new SKBitmap(info);
        // An upload that broke off half-way is refused as well: half a picture is worse than none.
        if (codec.GetPixels(info, bitmap.GetPixels()) is SKCodecResult.Success) return bitmap;
        bitmap.Dispose();
        return null;
    }

    /// <summary>A telephone stores a photograph lying and notes how it was held; the note goes, so the pixels are turned.</summary>
    private static SKBitmap Upright(SKBitmap drawn, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default) return drawn.Copy();
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = (drawn.Width, drawn.Height);
        var upright = new SKBitmap(drawn.Info.WithSize(turned ? height : width, turned ? width : height));
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
            _ => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        });
        canvas.DrawBitmap(drawn, 0, 0, Smooth);
        return upright;
    }
}
