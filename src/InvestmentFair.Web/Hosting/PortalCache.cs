using Microsoft.AspNetCore.OutputCaching;

namespace InvestmentFair.Web.Hosting;

/// <summary>Portal pages without a form are stored for everybody, apart for each language, until something is saved.</summary>
public sealed class PortalCache : IOutputCachePolicy
{
    public const string Policy = "portal";
    public const string Tag = "portal";

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.Tags.Add(Tag);
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByValues["base"] = context.HttpContext.Request.PathBase.Value ?? "";
        context.ResponseExpirationTimeSpan = TimeSpan.FromMinutes(1);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}
