using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Localization;

namespace InvestmentFair.Web.Hosting;

/// <summary>
/// Portal addresses decide their language: /en is a path base, so every relative link and every shared link keeps it.
/// The console, the account pages and the pages behind a token follow the person's own choice.
/// </summary>
public static class EnglishPath
{
    private static readonly string[] Personal = ["/console", "/_blazor", "/account", "/q", "/i", "/d", "/me", "/board", "/checkin"];

    public static Task Move(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments("/en", StringComparison.OrdinalIgnoreCase, out var rest)) return next(http);
        if (IsPersonal(rest))
        {
            // There is one address for both languages; whoever was sent an English one reads English.
            Remember(http, Language.English);
            http.Response.Redirect(rest + http.Request.QueryString);
            return Task.CompletedTask;
        }

        http.Request.PathBase = http.Request.PathBase.Add("/en");
        http.Request.Path = rest.HasValue ? rest : "/";
        return next(http);
    }

    public static Task<ProviderCultureResult?> CultureOf(HttpContext http)
    {
        var culture = IsPersonal(http.Request.Path)
            ? CookieRequestCultureProvider.ParseCookieValue(http.Request.Cookies[CookieRequestCultureProvider.DefaultCookieName] ?? "")?.UICultures.FirstOrDefault().Value
            : http.Request.PathBase.Value?.EndsWith("/en", StringComparison.OrdinalIgnoreCase) == true ? Language.English : null;
        return Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(culture == Language.English ? Language.English : Language.Chinese));
    }

    /// <summary>From now on the console and the pages behind a token speak this language to this browser.</summary>
    public static void Remember(HttpContext http, string language) =>
        http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax });

    public static bool IsPersonal(PathString path) => Personal.Any(p => path.StartsWithSegments(p));
}
