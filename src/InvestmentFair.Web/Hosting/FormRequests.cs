using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Diagnostics;

namespace InvestmentFair.Web.Hosting;

/// <summary>What forms need of a request before it is routed.</summary>
public static class FormRequests
{
    /// <summary>Bytes of a form of the portal or of an account page; the longest that is honest has a fiftieth of it.</summary>
    public const long MostBytes = 1024 * 1024;

    public static Task Prepare(HttpContext http, RequestDelegate next)
    {
        // The status pages repeat a POST as a POST, which turns every 401 and 404 of one into an antiforgery error.
        if (!HttpMethods.IsGet(http.Request.Method) && http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        // Pages answer GET only; a HEAD is the same without its body, which Kestrel leaves out.
        if (HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        if (http.RequestServices.GetService<AntiforgeryStateProvider>() is FormAntiforgery forms) forms.Request = http;
        return next(http);
    }

    /// <summary>Far more than anybody types is refused before it is read, with a page that says so.</summary>
    public static Task Limit(HttpContext http, RequestDelegate next) =>
        HttpMethods.IsGet(http.Request.Method) || http.Request.ContentLength is not > MostBytes || http.Request.Path.StartsWithSegments("/console") || http.Request.Path.StartsWithSegments("/_blazor")
            ? next(http)
            : RefuseAsync(http, StatusCodes.Status413PayloadTooLarge);

    /// <summary>A form whose token has gone gets a page that says what to do, under status 400, instead of nothing.</summary>
    public static Task Explain(HttpContext http, RequestDelegate next) =>
        HttpMethods.IsGet(http.Request.Method) || http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }
            ? next(http)
            : RefuseAsync(http, StatusCodes.Status400BadRequest);

    private static Task RefuseAsync(HttpContext http, int status)
    {
        http.Request.Method = HttpMethods.Get;
        http.Response.StatusCode = status;
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = true;
        return Task.CompletedTask;
    }
}

/// <summary>
/// Gives out a token only where a form asks for one. The built-in provider sets a cookie on every page, which keeps the
/// output cache from ever storing what a new visitor sees.
/// </summary>
public sealed class FormAntiforgery(IAntiforgery antiforgery) : AntiforgeryStateProvider
{
    public HttpContext? Request { get; set; }

    public override AntiforgeryRequestToken? GetAntiforgeryToken() =>
        Request is { Response.HasStarted: false } http && antiforgery.GetAndStoreTokens(http) is { RequestToken: { } token } tokens
            ? new AntiforgeryRequestToken(token, tokens.FormFieldName)
            : null;
}
