using System.Net;
using InvestmentFair.Files;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;

namespace InvestmentFair.Web.Hosting;

/// <summary>Under which names the product answers, and whose word about a visitor's address it takes.</summary>
public static class Reach
{
    public static void AddReach(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<UploadOptions>(builder.Configuration.GetSection("Uploads"));
        builder.Services.AddSingleton<PublicSite>();
        builder.Services.AddSingleton<CircuitDoor>();
        builder.Services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddSingleton<FormTrap>();
        builder.Services.AddSingleton<MissLimit>();

        // A request under another name is turned away before anything reads it: its name would end up in links and mails.
        if (builder.Configuration["AllowedHosts"] is null or "" or "*" && Uri.TryCreate(new PublicSite(builder.Configuration).Address, UriKind.Absolute, out var site))
            builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = [site.Host, "localhost", "127.0.0.1", "[::1]"]);

        // Without a named proxy nobody is believed: X-Forwarded-For is typed by whoever likes.
        var proxies = builder.Configuration.GetSection("Proxies").Get<string[]>() ?? [];
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in proxies) options.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }
}
