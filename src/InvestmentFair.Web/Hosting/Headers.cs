namespace InvestmentFair.Web.Hosting;

/// <summary>Security headers. The portal runs no script, except on the pages behind a key: for the copy button of the asker's page and of one's own timetable, and on the board of a hall, which reads itself again; and has no inline style; MudBlazor needs inline styles.</summary>
public static class Headers
{
    // Nothing here connects to anywhere; but tools that judge a page fetch robots.txt from within it and call it broken if they may not.
    private const string Portal = "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";
    private const string WithScript = Portal + "; script-src 'self'";
    private const string Console = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'; object-src 'none'";

    public static Task Secure(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        var console = http.Request.Path.StartsWithSegments("/console");
        // The address is the key.
        var isKeyed = http.Request.Path.StartsWithSegments("/q") || http.Request.Path.StartsWithSegments("/board") || http.Request.Path.StartsWithSegments("/me");
        headers.ContentSecurityPolicy = console ? Console : isKeyed ? WithScript : Portal;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = isKeyed ? "no-referrer" : "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        // A browser asks again for every page; pictures and styles say for themselves how long they keep.
        http.Response.OnStarting(() =>
        {
            if (headers.CacheControl.Count == 0) headers.CacheControl = "no-cache";
            return Task.CompletedTask;
        });
        if (console || EnglishPath.IsPersonal(http.Request.Path))
        {
            headers.CacheControl = "private, no-store";
            headers["X-Robots-Tag"] = "noindex";
        }

        return next(http);
    }
}
