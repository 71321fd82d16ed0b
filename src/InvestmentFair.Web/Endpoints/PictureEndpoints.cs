using InvestmentFair.Files;
using InvestmentFair.Projects;
using Microsoft.Net.Http.Headers;

namespace InvestmentFair.Web.Endpoints;

/// <summary>Pictures of what is published, for as long as it is; no other file has an address here.</summary>
public static class PictureEndpoints
{
    public static void MapPictures(this WebApplication app) =>
        app.MapGet("/files/{id:guid}", async (HttpContext http, Guid id, PortalQueries portal, FileStore files, CancellationToken cancel) =>
        {
            if (await portal.PictureAsync(id, cancel) is not { } picture || files.Open(picture) is not { } content) return Results.NotFound();
            http.Response.Headers.CacheControl = "public, max-age=3600";
            return Results.Stream(content, picture.ContentType, entityTag: new EntityTagHeaderValue($"\"{picture.Sha256}\""));
        }).AllowAnonymous();
}
