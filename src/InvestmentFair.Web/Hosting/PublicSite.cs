using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Hosting;

/// <summary>
/// The address under which people outside reach the portal: whatever leaves the house carries it (canonical and alternate links,
/// codes to scan, Open Graph, structured data, the sitemap, links in replies). A request says where it was sent, which behind a
/// proxy is nobody's address; only in Development does that stand in.
/// </summary>
public sealed class PublicSite(IConfiguration configuration)
{
    public const string Key = "Portal:PublicBaseUrl";

    /// <summary>Without a slash at its end; none where nothing is configured.</summary>
    public string? Address { get; } = configuration[Key] is { } typed && !string.IsNullOrWhiteSpace(typed) ? typed.Trim().TrimEnd('/') : null;

    public string Of(HttpContext http) => Address ?? $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>In a circuit, which has no request of its own.</summary>
    public string Of(NavigationManager navigation) => Address ?? navigation.BaseUri.TrimEnd('/');

    /// <summary>Why the product cannot be served with what is configured; none where it can.</summary>
    public static Bilingual? Refuses(IConfiguration configuration, IHostEnvironment environment) => new PublicSite(configuration).Address switch
    {
        null when environment.IsDevelopment() => null,
        null => new($"{Key} 没有设置，未启动。请填写门户对外的地址，例如 --{Key}=https://fair.example.gov.cn，或环境变量 {Key.Replace(":", "__", StringComparison.Ordinal)}。",
            $"{Key} is not set; not started. It is the address at which people reach the portal, such as --{Key}=https://fair.example.gov.cn, or the environment variable {Key.Replace(":", "__", StringComparison.Ordinal)}."),
        var address when IsSite(address) => null,
        var address => new($"{Key} 的值“{address}”不是门户的地址，未启动。应只含协议、主机和端口，例如 https://fair.example.gov.cn。",
            $"{Key} “{address}” is no address of a site; not started. It has a scheme, a host and perhaps a port, such as https://fair.example.gov.cn."),
    };

    // Links are made under the root of the site; a path here would stand in none of them.
    private static bool IsSite(string address) => Uri.TryCreate(address, UriKind.Absolute, out var site)
        && (site.Scheme == Uri.UriSchemeHttps || site.Scheme == Uri.UriSchemeHttp) && site is { PathAndQuery: "/", Fragment: "", UserInfo: "", Host.Length: > 0 };
}
