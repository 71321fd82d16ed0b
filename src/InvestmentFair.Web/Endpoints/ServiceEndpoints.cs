using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Localization;

namespace InvestmentFair.Web.Endpoints;

/// <summary>What is not a page: health, language, logout, downloads.</summary>
public static class ServiceEndpoints
{
    public static void MapServices(this WebApplication app)
    {
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();

        app.MapGet("/account/language/{language}", (HttpContext http, string language, string? back) =>
        {
            if (language is not (Language.Chinese or Language.English)) return Results.NotFound();
            http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax });
            return Results.LocalRedirect(LocalOr(back, "/console"));
        }).AllowAnonymous();
        app.MapDownloads();
    }

    /// <summary>An address of this site, or the other one: nobody is led away by a link to the login page.</summary>
    public static string LocalOr(string? address, string otherwise) =>
        address is ['/', ..] && address is not (['/', '/', ..] or ['/', '\\', ..]) && !address.Any(char.IsControl) ? address : otherwise;
}
