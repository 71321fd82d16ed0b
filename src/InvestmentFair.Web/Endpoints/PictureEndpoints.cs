using InvestmentFair.Files;
using InvestmentFair.Projects;
using Microsoft.Net.Http.Headers;

namespace InvestmentFair.Web.Endpoints;

/// <summary>Pictures and papers of what is published, for as long as it is; no other file has an address here.</summary>
public static class PictureEndpoints
{
    public static void MapPictures(this WebApplication app)
    {
        app.MapGet("/files/{id:guid}/{width:int?}", async (HttpContext http, Guid id, int? width, PortalQueries portal, FileStore files, CancellationToken cancel) =>
        {
            if (await portal.FileAsync(id, width, cancel) is not { } file || files.Open(file) is not { } content) return Results.NotFound();
            // Kept, yet asked for again each time: what is withdrawn is gone at once from browsers and proxies too.
            return http.Give(file, content, file.Width is null ? "no-cache" : "public, no-cache");
        }).AllowAnonymous();
    }

    /// <summary>
    /// A file as it may be shown: a picture in its place, anything else only to be saved; neither can run anything, whatever
    /// its bytes are taken for.
    /// </summary>
    public static IResult Give(this HttpContext http, StoredFile file, Stream content, string caching)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        headers.CacheControl = caching;
        var disposition = new ContentDispositionHeaderValue(file.Width is null ? "attachment" : "inline");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        return Results.Stream(content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""));
    }
}
