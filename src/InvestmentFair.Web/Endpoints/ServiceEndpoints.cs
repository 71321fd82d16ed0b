using InvestmentFair.Kernel;
using InvestmentFair.Web.Hosting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace InvestmentFair.Web.Endpoints;

/// <summary>What is not a page: health, language, logout, downloads.</summary>
public static class ServiceEndpoints
{
    public static void MapServices(this WebApplication app)
    {
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();

        app.MapPictures();
        app.MapSharing();
        app.MapPersonal();

        app.MapGet("/account/language/{language}", (HttpContext http, string language, string? back) =>
        {
            if (language is not (Language.Chinese or Language.English)) return Results.NotFound();
            EnglishPath.Remember(http, language);
            return Results.LocalRedirect(LocalOr(back, "/console"));
        }).AllowAnonymous();

        app.MapDownloads();
    }

    /// <summary>An address of this site, or the other one: nobody is led away by a link to the login page.</summary>
    public static string LocalOr(string? address, string otherwise) =>
        address is ['/', ..] && address is not (['/', '/', ..] or ['/', '\\', ..]) && !address.Any(char.IsControl) ? address : otherwise;
}
