using System.Globalization;
using System.Text;
using System.Xml;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Web.Hosting;
using QRCoder;

namespace InvestmentFair.Web.Endpoints;

/// <summary>What carries a page's address elsewhere: its QR code, the sitemap and what robots may read.</summary>
public static class ShareEndpoints
{
    private const string Sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    public static void MapSharing(this WebApplication app)
    {
        app.MapGet("/projects/{code}/qr.{kind}", async (HttpContext http, string code, string kind, PortalQueries portal, PublicSite site, CancellationToken cancel) =>
            kind is "svg" or "png" && await portal.ProjectAsync(code, cancel) is { } project ? Code(http, site, $"/projects/{project.Code}", kind) : Results.NotFound())
            .CacheOutput(PortalCache.Policy).AllowAnonymous();
        app.MapGet("/plants/{code}/qr.{kind}", async (HttpContext http, string code, string kind, PortalQueries portal, PublicSite site, CancellationToken cancel) =>
            kind is "svg" or "png" && await portal.PlantAsync(code, cancel) is { } plant ? Code(http, site, $"/plants/{plant.Code}", kind) : Results.NotFound())
            .CacheOutput(PortalCache.Policy).AllowAnonymous();

        app.MapGet("/sitemap.xml", async (HttpContext http, PortalQueries portal, PublicSite site, CancellationToken cancel) =>
            Results.Text(Sitemap(await portal.SitemapAsync(cancel), site.Of(http)), "application/xml", Encoding.UTF8))
            .CacheOutput(PortalCache.Policy).AllowAnonymous();
        app.MapGet("/robots.txt", (HttpContext http, PublicSite site) => Results.Text($"""
            User-agent: *
            Disallow: /console
            Disallow: /account
            Disallow: /q/
            Disallow: /i/
            Disallow: /d/
            Disallow: /me/
            Disallow: /board/
            Disallow: /checkin/
            Disallow: /shortlist
            Disallow: /en/shortlist

            Sitemap: {site.Of(http)}/sitemap.xml

            """.ReplaceLineEndings("\n"))).AllowAnonymous();
    }

    // Level Q survives a crease in a printed sheet; the quiet zone is part of the drawing.
    private static IResult Code(HttpContext http, PublicSite site, string path, string kind)
    {
        var english = Language.IsEnglish ? "/en" : "";
        using var data = QRCodeGenerator.GenerateQrCode($"{site.Of(http)}{english}{path}", QRCodeGenerator.ECCLevel.Q);
        http.Response.Headers.CacheControl = "public, max-age=3600";
        if (kind == "png")
        {
            using var png = new PngByteQRCode(data);
            return Results.Bytes(png.GetGraphic(12), "image/png");
        }

        using var svg = new SvgQRCode(data);
        return Results.Text(svg.GetGraphic(4, "#1D2520", "#FFFFFF", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute), "image/svg+xml", Encoding.UTF8);
    }

    private static string Sitemap(IReadOnlyList<SitemapRow> rows, string site)
    {
        using var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Encoding = Encoding.UTF8 }))
        {
            xml.WriteStartElement("urlset", Sitemaps);
            xml.WriteAttributeString("xmlns", "xhtml", null, Xhtml);
            foreach (var row in rows)
                foreach (var language in (string[])["zh-CN", "en"])
                {
                    xml.WriteStartElement("url", Sitemaps);
                    xml.WriteElementString("loc", Sitemaps, At(site, row.Path, language));
                    if (row.UpdatedOn is { } day) xml.WriteElementString("lastmod", Sitemaps, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                    foreach (var other in (string[])["zh-CN", "en", "x-default"])
                    {
                        xml.WriteStartElement("link", Xhtml);
                        xml.WriteAttributeString("rel", "alternate");
                        xml.WriteAttributeString("hreflang", other);
                        xml.WriteAttributeString("href", At(site, row.Path, other));
                        xml.WriteEndElement();
                    }

                    xml.WriteEndElement();
                }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static string At(string site, string path, string language) =>
        $"{site}/{(language == "en" ? path.Length == 0 ? "en" : $"en/{path}" : path)}";

    // A StringWriter would declare the document to be UTF-16.
    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
