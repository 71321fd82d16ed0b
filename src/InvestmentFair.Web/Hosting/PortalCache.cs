using System.Globalization;
using InvestmentFair.Data;
using Microsoft.AspNetCore.OutputCaching;

namespace InvestmentFair.Web.Hosting;

/// <summary>
/// Portal pages without a form are stored for everybody, apart for each language and each query they read, until
/// something is saved. What another process saves is seen when the minute is over.
/// </summary>
public sealed class PortalCache(FairContexts contexts) : IOutputCachePolicy
{
    public const string Policy = "portal";

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.CacheVaryByRules.QueryKeys = Addresses.Read;
        context.CacheVaryByRules.VaryByValues["base"] = context.HttpContext.Request.PathBase.Value ?? "";
        context.CacheVaryByRules.VaryByValues["commits"] = contexts.Commits.Count.ToString(CultureInfo.InvariantCulture);
        context.ResponseExpirationTimeSpan = TimeSpan.FromMinutes(1);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}
