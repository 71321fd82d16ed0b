using SkiaSharp;

namespace InvestmentFair.Tests.Files;

/// <summary>Pictures made for a test.</summary>
internal static class Pictures
{
    public static byte[] Of(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png, SKColor? colour = null)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(colour ?? SKColors.SeaGreen);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>A JPEG as a camera leaves it: with a segment of notes before the picture, here how it was held.</summary>
    public static byte[] Held(int width, int height, byte orientation, string note)
    {
        var jpeg = Of(width, height, SKEncodedImageFormat.Jpeg);
        byte[] exif =
        [
            .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        byte[] comment = System.Text.Encoding.UTF8.GetBytes(note);
        return [.. jpeg[..2], .. Segment(0xE1, exif), .. Segment(0xFE, comment), .. jpeg[2..]];
    }

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];
}
