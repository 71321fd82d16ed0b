using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Extensions;

namespace InvestmentFair.Web.Hosting;

/// <summary>A page's own address: in this language, in the other one, and as search engines should know it.</summary>
public static class Addresses
{
    /// <summary>
    /// The query keys that portal pages read. Others, such as those that WeChat hangs on a shared link, are neither
    /// repeated in links nor told apart by the cache.
    /// </summary>
    public static readonly string[] Read = ["q", "category", "town", "mode", "industry", "min", "max", "sort", "page", "kind", "ids", "plants",
        "area", "height", "power", "jobs", "env", "by", "words"];

    // Several projects or plants may be chosen at once; more than this nobody asks about.
    private const int MostOfOne = 20;

    /// <summary>Where relative links start: pages behind a token have no /en of their own, yet their links do.</summary>
    public static string Base(HttpContext http)
    {
        var staff = http.Request.Path.StartsWithSegments("/console") || http.Request.Path.StartsWithSegments("/account");
        return staff || !Language.IsEnglish ? $"{Root(http)}/" : $"{Root(http)}/en/";
    }

    /// <summary>The page that was asked for, relative to the base; an error page stands in for another.</summary>
    public static string Here(HttpContext http)
    {
        var (path, query) = Asked(http);
        return path.ToUriComponent().TrimStart('/') + (EnglishPath.IsPersonal(path) ? query.ToUriComponent() : Kept(query));
    }

    /// <summary>The page itself, for a link to a place on it: a page behind a token lies beside the base of an English reader, not under it.</summary>
    public static string Itself(HttpContext http) => EnglishPath.IsPersonal(Asked(http).Path) ? $"{Root(http)}/{Here(http)}" : Here(http);

    public static string InOtherLanguage(HttpContext http)
    {
        var (path, _) = Asked(http);
        if (EnglishPath.IsPersonal(path))
            return $"{Root(http)}/account/language/{(Language.IsEnglish ? Language.Chinese : Language.English)}?back={Uri.EscapeDataString($"{Root(http)}/{Here(http)}")}";
        return Language.IsEnglish ? $"{Root(http)}/{Escaped(http)}" : $"{Root(http)}/en/{Escaped(http)}";
    }

    /// <summary>
    /// Where a visitor comes from, for counting only. An IPv6 visitor has a whole /64 to choose from, so that counts as one.
    /// </summary>
    public static string OfVisitor(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    /// <summary>The home page in this language, for links that leave the house.</summary>
    public static string PublicHome(string site) => Language.IsEnglish ? $"{site}/en/" : $"{site}/";

    /// <summary>For <c>canonical</c> and <c>hreflang</c>; without what was searched for.</summary>
    public static string Public(string site, string language, HttpContext http) =>
        $"{site}{(language == Language.English ? "/en" : "")}{Asked(http).Path.ToUriComponent()}";

    private static string Escaped(HttpContext http)
    {
        var (path, query) = Asked(http);
        return path.ToUriComponent().TrimStart('/') + Kept(query);
    }

    private static string Root(HttpContext http)
    {
        var root = http.Request.PathBase.ToUriComponent();
        return root.EndsWith("/en", StringComparison.OrdinalIgnoreCase) ? root[..^3] : root;
    }

    private static (PathString Path, QueryString Query) Asked(HttpContext http)
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is { } status) return (status.OriginalPath, new QueryString(status.OriginalQueryString));
        if (http.Features.Get<IExceptionHandlerPathFeature>() is { } fault) return (fault.Path, QueryString.Empty);
        return (http.Request.Path, http.Request.QueryString);
    }

    private static string Kept(QueryString query)
    {
        var kept = new QueryBuilder();
        foreach (var (key, values) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query.Value))
            if (Read.Contains(key, StringComparer.OrdinalIgnoreCase))
                foreach (var value in values.OfType<string>().Where(v => v.Length > 0).Take(MostOfOne))
                    kept.Add(key, value);
        return kept.ToQueryString().Value ?? "";
    }
}
