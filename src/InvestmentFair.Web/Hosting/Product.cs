using System.Text.Encodings.Web;
using System.Text.Unicode;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Account;
using InvestmentFair.Web.Endpoints;
using InvestmentFair.Web.Layouts;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using MudBlazor.Services;

namespace InvestmentFair.Web.Hosting;

/// <summary>What the program is made of, and in which order a request passes through it.</summary>
public static class Product
{
    /// <summary>
    /// What a window may say to the server at once; more ends its circuit. The longest is a field that was changed: the browser
    /// tells its text twice, as the value and as the state of the field, so 10,000 characters of three bytes each are 60,000
    /// bytes and a few hundred around them. What is typed into many fields is told in parts (console.js).
    /// </summary>
    public const int MostBytesOfMessage = 64 * 1024;

    public static void AddProduct(this WebApplicationBuilder builder)
    {
        // One object a line, for whoever collects them; a person at a terminal reads the plain form.
        if (!builder.Environment.IsDevelopment()) builder.Logging.ClearProviders().AddJsonConsole();
        var data = Path.GetFullPath(builder.Configuration["Data:Directory"] ?? "data", builder.Environment.ContentRootPath);
        Directory.CreateDirectory(data);
        builder.Services.Configure<DataOptions>(builder.Configuration.GetSection("Data"));
        builder.Services.PostConfigure<DataOptions>(options => options.Directory = data);
        var connection = builder.Configuration.GetConnectionString("Fair") is { Length: > 0 } configured ? configured : $"Data Source={Path.Combine(data, "fair.db")}";
        builder.Services.AddInvestmentFair(connection);

        builder.Services.AddDataProtection().SetApplicationName("InvestmentFair").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(data, "keys")));
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddAccounts();
        builder.AddReach();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DisconnectedCircuitMaxRetained = 40;
            options.DisconnectedCircuitRetentionPeriod = builder.Configuration.GetValue("Console:KeepDisconnected", TimeSpan.FromMinutes(3));
            // After that the page is loaded anew and offers the draft: one way to go on, whether the server lives or was restarted.
            options.PersistedCircuitInMemoryMaxRetained = 0;
            options.DetailedErrors = builder.Environment.IsDevelopment();
        }).AddHubOptions(options => options.MaximumReceiveMessageSize = MostBytesOfMessage);
        builder.Services.AddSingleton<Circuits>();
        builder.Services.AddScoped<CircuitPlace>();
        builder.Services.AddScoped<CircuitHandler>(own => own.GetRequiredService<CircuitPlace>());
        builder.Services.AddScoped<AntiforgeryStateProvider, FormAntiforgery>();
        // One for both languages: a form that is turned from the one into the other takes its token along.
        builder.Services.AddAntiforgery(options => options.Cookie.Path = "/");
        builder.Services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.VisibleStateDuration = 4000;
        });
        builder.Services.AddTransient<MudLocalizer, ComponentTexts>();
        builder.Services.AddOutputCache(options => options.AddPolicy(PortalCache.Policy, policy => policy.AddPolicy<PortalCache>(), excludeDefaultPolicy: false));
        builder.Services.AddSingleton<PortalCache>();
        builder.Services.AddSingleton(new FailedLookUps(TimeProvider.System));
        builder.Services.AddSingleton<SetupLink>();
        builder.Services.AddHostedService<DraftSweep>();
        builder.Services.AddHostedService<UploadSweep>();
        builder.Services.AddHostedService<TimetableJob>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            // A search pasted from a document is cut with a notice; the server's own limit would end in an empty page.
            options.Limits.MaxRequestLineSize = 64 * 1024;
            options.Limits.MaxRequestBodySize = FileStore.MostBytes + 1024 * 1024;
        });
        builder.Host.ConfigureHostOptions(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    public static void UseProduct(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            // Said over https only: who serves the product without it in a closed network goes on doing so.
            app.UseHsts();
        }

        app.Use(app.Services.GetRequiredService<CircuitDoor>().Keep);
        app.Use(Headers.Secure);
        app.Use(EnglishPath.Move);
        app.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture(Language.Chinese).AddSupportedCultures(Language.Chinese, Language.English).AddSupportedUICultures(Language.Chinese, Language.English);
            options.RequestCultureProviders = [new CustomRequestCultureProvider(EnglishPath.CultureOf)];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(FormRequests.Prepare);
        app.Use(FormRequests.Limit);
        app.UseRouting();
        app.UseOutputCache();
        app.Use(app.Services.GetRequiredService<MissLimit>().Hold);
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(FirstSteps.Ask);
        app.UseAntiforgery();
        app.Use(FormRequests.Explain);

        app.MapStaticAssets().AllowAnonymous();
        app.MapServices();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .Add(endpoint =>
            {
                if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } at } && at.Contains("_blazor", StringComparison.Ordinal))
                    endpoint.Metadata.Add(new AuthorizeAttribute());
            });
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, RevalidatingAccounts>();
        services.AddScoped<IActorSource, ActorSource>();
        services.AddScoped<Shared.ListsSeen>();
        services.AddIdentityCore<StaffMember>(options =>
            {
                options.Password.RequiredLength = 10;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
                options.Stores.MaxLengthForKeys = 128;
            })
            .AddEntityFrameworkStores<FairDbContext>()
            .AddClaimsPrincipalFactory<StaffClaims>()
            .AddPasswordValidator<CommonPasswordValidator>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 220_000);
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = TimeSpan.FromMinutes(1);
            // The account is read anew and its claims with it; which session this is stands only in the cookie.
            options.OnRefreshingPrincipal = context =>
            {
                if (context is { CurrentPrincipal: { } old, NewPrincipal.Identity: System.Security.Claims.ClaimsIdentity made } && old.FindFirst(AccountClaims.Session) is { } session) made.AddClaim(session);
                return Task.CompletedTask;
            };
        });
        services.AddSingleton(new LoginThrottle(TimeProvider.System));
        services.AddScoped<Logins>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.LoginPath = "/account/login";
            options.AccessDeniedPath = "/account/denied";
            options.Cookie.Name = "fair";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = true;
            var checksStamp = options.Events.OnValidatePrincipal;
            options.Events.OnValidatePrincipal = async context =>
            {
                await checksStamp(context);
                if (context.Principal is null || !EnglishPath.IsPersonal(context.HttpContext.Request.Path)) return;
                if (await Sessions.SeeAsync(context.Principal, context.HttpContext.RequestServices.GetRequiredService<IDbContextFactory<FairDbContext>>(), context.HttpContext.RequestAborted)) return;
                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            };
            options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        });
        // Whoever adds an endpoint says who may use it, or nobody may. Where there is none, nothing is given away and 404 is the answer.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is null).Build())
            .AddPermissions();
    }

    // A circuit and a download ask with a script or a link; only a page can show a login form.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/_blazor")) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>A policy for each permission, by the role that stands in the cookie.</summary>
    public static void AddPermissions(this AuthorizationBuilder authorization)
    {
        foreach (var permission in Enum.GetValues<Permission>())
            authorization.AddPolicy(permission.ToString(), policy => policy.RequireAssertion(context =>
                Enum.TryParse<Role>(context.User.FindFirst(AccountClaims.Role)?.Value, out var role) && role.Grants(permission) && !(permission.EndsWithFair() && context.User.HasClaim(c => c.Type == AccountClaims.Reading))));
    }
}
