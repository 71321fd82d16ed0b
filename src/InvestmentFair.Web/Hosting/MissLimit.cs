using System.Globalization;
using System.Threading.RateLimiting;
using InvestmentFair.Kernel;

namespace InvestmentFair.Web.Hosting;

/// <summary>
/// Pages made anew for one network address in a minute. It stands behind the cache, so a ballroom that reads the same
/// pages is never counted; whoever copies the whole portal is.
/// </summary>
public sealed class MissLimit(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = Limiter(configuration.GetValue("Portal:MissesPerMinute", 600));

    public async Task Hold(HttpContext http, RequestDelegate next)
    {
        // Pictures are many on one page and cost next to nothing; the console and the forms have limits of their own.
        if (!HttpMethods.IsGet(http.Request.Method) || EnglishPath.IsPersonal(http.Request.Path) || http.Request.Path.StartsWithSegments("/files")
            || http.Request.Path.StartsWithSegments("/healthz") || http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is null)
        {
            await next(http);
            return;
        }

        using var lease = await _limiter.AcquireAsync(http, cancellationToken: http.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = 60.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(Language.Say("访问太频繁，请一分钟后再试。", "Too many pages in a short time; please try again in a minute."), http.RequestAborted);
    }

    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<HttpContext> Limiter(int most) => PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetFixedWindowLimiter(Addresses.OfVisitor(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
}
