using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>A file somebody brings who means ill, and whether the door refuses it or takes what is harmless in it.</summary>
public sealed record HostileUpload(string Name, byte[] Content, bool IsRefused);

/// <summary>Pages that pass for pictures, pictures with a page behind them, names that are paths, and things that are neither.</summary>
public static class HostileUploads
{
    private const string Script = "<script>alert(document.domain)</script>";
    private const string Svg = $"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\">{Script}</svg>";

    public static IReadOnlyList<HostileUpload> All { get; } =
    [
        // Drawings and pages, under every name that might pass.
        Refused("图.svg", Svg),
        Refused("图.png", Svg),
        Refused("图.svg.png", Svg),
        Refused("图.pdf.svg", $"<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"x\" onerror=\"alert(1)\"/></svg>"),
        Refused("大笑.svg", "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&b;</text></svg>"),
        Refused("说明.html", $"<!doctype html>{Script}"),
        Refused("说明.pdf", $"<!doctype html>{Script}"),
        Refused("说明.pdf.html", $"{Script}%PDF-1.7"),
        Refused("说明.jpg", $"\uFEFF{Script}"),
        Refused("说明.webp", $"RIFF{Script}"),
        // Of another type than the name says.
        Refused("动图.gif", $"GIF89a/*\u0001*/=1;{Script}"),
        Refused("表格.pdf", Zip()),
        Refused("程序.png", [0x7F, .. "ELF"u8, .. new byte[64]]),
        Refused("程序.pdf.exe", [.. "MZ"u8, .. new byte[64]]),
        Refused("空.pdf", []),
        Refused("断头.png", [0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[40]]),
        Refused("断头.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes(Script)]),
        // Real pictures with something behind, between or inside them.
        Taken("尾巴.png", [.. Picture(SKEncodedImageFormat.Png), .. Encoding.UTF8.GetBytes(Script)]),
        Taken("压缩包.png", [.. Picture(SKEncodedImageFormat.Png), .. Zip()]),
        Taken("备注.jpg", Commented(Script)),
        Taken("照片.jpg.html", Commented(Svg)),
        Taken("照片.php.png", Picture(SKEncodedImageFormat.Png)),
        Taken("网图.webp", [.. Picture(SKEncodedImageFormat.Webp), .. Encoding.UTF8.GetBytes(Script)]),
        // Papers that are pages or programs besides.
        Taken("协议.html", $"%PDF-1.7\n{Script}"),
        Taken("协议.pdf", "%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"),
        Taken("协议.pdf.exe", "%PDF-1.7"),
        // Names that are paths, headers, or longer than a name is.
        Taken("../../../../etc/cron.d/x.pdf", "%PDF-1.7"),
        Taken("..\\..\\windows\\win.ini.pdf", "%PDF-1.7"),
        Taken("/etc/passwd", "%PDF-1.7"),
        Taken("a\r\nSet-Cookie: x=1\r\n\r\n<b>.pdf", "%PDF-1.7"),
        Taken("x\"; filename=\"y.html", "%PDF-1.7"),
        Taken("合同\u202Efdp.exe", "%PDF-1.7"),
        Taken("空\0字节.pdf\0.html", "%PDF-1.7"),
        Taken("....", "%PDF-1.7"),
        Taken(".htaccess", "%PDF-1.7"),
        Taken(new string('长', 400) + ".pdf", "%PDF-1.7"),
        Taken("<img src=x onerror=alert(1)>.pdf", "%PDF-1.7"),
    ];

    private static HostileUpload Refused(string name, string content) => Refused(name, Encoding.UTF8.GetBytes(content));

    private static HostileUpload Refused(string name, byte[] content) => new(name, content, true);

    private static HostileUpload Taken(string name, string content) => Taken(name, Encoding.UTF8.GetBytes(content));

    private static HostileUpload Taken(string name, byte[] content) => new(name, content, false);

    private static byte[] Picture(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(32, 24);
        bitmap.Erase(SKColors.SeaGreen);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    // A camera may write what it likes before the picture itself.
    private static byte[] Commented(string words)
    {
        var (jpeg, comment) = (Picture(SKEncodedImageFormat.Jpeg), Encoding.UTF8.GetBytes(words));
        return [.. jpeg[..2], 0xFF, 0xFE, (byte)((comment.Length + 2) >> 8), (byte)(comment.Length + 2), .. comment, .. jpeg[2..]];
    }

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = new StreamWriter(zip.CreateEntry("../index.html").Open()))
            entry.Write(Script);
        return bytes.ToArray();
    }
}
