using System.Globalization;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.AspNetCore.OutputCaching;

namespace InvestmentFair.Web.Hosting;

/// <summary>
/// Portal pages without a form are stored for everybody, apart for each language and each query they read, until something
/// that the portal shows is saved, here or by another process, or the day is over on which a page says what is valid.
/// </summary>
public sealed class PortalCache(FairContexts contexts, FairClock clock) : IOutputCachePolicy
{
    public const string Policy = "portal";

    // Only so that pages nobody asks for any more do not fill the memory.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var change = await contexts.Commits.LookAsync(contexts, cancellation);
        context.CacheVaryByRules.QueryKeys = Addresses.Read;
        context.CacheVaryByRules.VaryByValues["base"] = context.HttpContext.Request.PathBase.Value ?? "";
        context.CacheVaryByRules.VaryByValues["change"] = change.ToString(CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["day"] = FairTime.DayOf(clock.GetUtcNow().UtcDateTime).DayNumber.ToString(CultureInfo.InvariantCulture);
        context.ResponseExpirationTimeSpan = Longest;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}
