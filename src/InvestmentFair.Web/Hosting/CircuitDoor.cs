namespace InvestmentFair.Web.Hosting;

/// <summary>
/// No page of another site opens a circuit in the name of whoever is logged in here: a browser lets it, and sends the cookie along
/// where the two are one site, but says whose page it was (cross-site WebSocket hijacking).
/// </summary>
public sealed class CircuitDoor(PublicSite site)
{
    public Task Keep(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        if (!request.Path.StartsWithSegments("/_blazor") || request.Headers.Origin is not [{ } origin, ..] || IsOurs(origin, request)) return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // Behind a proxy that says nothing of https the request looks like http; the browser knows the address that is configured.
    private bool IsOurs(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase) || string.Equals(origin, site.Address, StringComparison.OrdinalIgnoreCase);
}
