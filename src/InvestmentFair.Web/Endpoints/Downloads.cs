using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Web.Account;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Endpoints;

/// <summary>Workbooks and attachments. The desk checks who asks; what is not theirs is not there.</summary>
public static class Downloads
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapDownloads(this WebApplication app)
    {
        app.MapGet("/console/exports/{order:guid}", async (HttpContext http, Guid order, ExportDesk exports, IDbContextFactory<FairDbContext> contexts, CancellationToken cancel) =>
        {
            var actor = await ActorSource.Of(http.User, contexts, cancel);
            // Written to a file of its own first: a workbook that fails half-way is never sent as if it were whole.
            var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            try
            {
                var written = await exports.DeliverAsync(actor, order, file, cancel);
                if (written.Refused)
                {
                    await file.DisposeAsync();
                    return written.Refusal == Refusal.NotFound ? Results.NotFound() : Results.Text(written.Text, "text/plain", Encoding.UTF8, StatusCodes.Status409Conflict);
                }

                file.Position = 0;
                return Results.File(file, Workbook, written.Value);
            }
            catch (NotAllowedException)
            {
                await file.DisposeAsync();
                return Results.Forbid();
            }
        }).RequireAuthorization(nameof(Permission.ExportData));

        app.MapGet("/console/projects/files/{id:guid}", async (HttpContext http, Guid id, FileDesk files, IDbContextFactory<FairDbContext> contexts, CancellationToken cancel) =>
        {
            var actor = await ActorSource.Of(http.User, contexts, cancel);
            if (!actor.May(Permission.ViewFair) || await files.ReviewFileAsync(actor, id, cancel) is not { } found) return Results.NotFound();
            http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
            return Results.File(found.Content, found.File.ContentType, found.File.Name);
        }).RequireAuthorization(nameof(Permission.ViewFair));

        app.MapGet("/console/files/{id:guid}", async (HttpContext http, Guid id, FileDesk files, IDbContextFactory<FairDbContext> contexts, CancellationToken cancel) =>
        {
            var actor = await ActorSource.Of(http.User, contexts, cancel);
            if (!actor.May(Permission.ViewDeals) || await files.DealFileAsync(actor, id, cancel) is not { } found) return Results.NotFound();
            http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
            return Results.File(found.Content, found.File.ContentType, found.File.Name);
        }).RequireAuthorization(nameof(Permission.ViewDeals));

        app.MapGet("/console/listing-files/{id:guid}/{width:int?}", async (HttpContext http, Guid id, int? width, ProjectFileDesk listings, IDbContextFactory<FairDbContext> contexts, CancellationToken cancel) =>
        {
            var actor = await ActorSource.Of(http.User, contexts, cancel);
            return actor.May(Permission.ViewFair) && await listings.OpenAsync(actor, id, width, cancel) is { } found
                ? http.Give(found.File, found.Content, found.File.Width is null ? "private, no-store" : "private, max-age=3600")
                : Results.NotFound();
        }).RequireAuthorization(nameof(Permission.ViewFair));
    }
}
