using System.Security.Claims;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Ledger;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace InvestmentFair.Web.Account;

public static class AccountClaims
{
    public const string Role = "fair.role";
    public const string FirstPassword = "fair.first-password";
    public const string MustEnrol = "fair.must-enrol";
    public const string Session = "fair.session";

    /// <summary>On the pages of an archived fair: nothing that ends with the fair is offered. In no cookie; what is refused is refused by the record.</summary>
    public const string Reading = "fair.reading";
}

/// <summary>The cookie carries the role for the pages' policies; desks read it anew from the database.</summary>
public sealed class StaffClaims(UserManager<StaffMember> users, IOptions<IdentityOptions> options, IDbContextFactory<FairDbContext> contexts) : UserClaimsPrincipalFactory<StaffMember>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffMember user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(AccountClaims.Role, user.Role.ToString()));
        if (user.MustChangePassword) identity.AddClaim(new Claim(AccountClaims.FirstPassword, "yes"));
        if (await SecondFactor.IsMissingAsync(user, contexts, CancellationToken.None)) identity.AddClaim(new Claim(AccountClaims.MustEnrol, "yes"));
        return identity;
    }
}

/// <summary>The county may ask its administrators for a second factor.</summary>
public static class SecondFactor
{
    public static async Task<bool> IsRequiredAsync(IDbContextFactory<FairDbContext> contexts, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var entries = await db.FairSettings.AsNoTracking().Where(s => s.Setting == Setting.AdministratorsUseTwoFactor).ToListAsync(cancel);
        return FairSetting.Resolve(entries, Setting.AdministratorsUseTwoFactor, null, AsOf.Latest) == SettingRule.Yes;
    }

    public static async Task<bool> IsMissingAsync(StaffMember account, IDbContextFactory<FairDbContext> contexts, CancellationToken cancel) =>
        account is { Role: Role.Administrator, TwoFactorEnabled: false } && await IsRequiredAsync(contexts, cancel);
}

/// <summary>The actor behind a circuit or a request, read from the database each time, so that rights end when they are taken.</summary>
public sealed class ActorSource(AuthenticationStateProvider authentication, IDbContextFactory<FairDbContext> contexts) : IActorSource
{
    public async Task<Actor> CurrentAsync() => await Of((await authentication.GetAuthenticationStateAsync()).User, contexts);

    public static async Task<Actor> Of(ClaimsPrincipal user, IDbContextFactory<FairDbContext> contexts, CancellationToken cancel = default)
    {
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return Actor.Portal;
        await using var db = contexts.CreateDbContext();
        // The session is asked as well: who has been signed out elsewhere is nobody at once, in whatever window is still open.
        var session = Sessions.Of(user);
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && !u.IsDisabled && db.Sessions.Any(s => s.Id == session && s.StaffMemberId == id && s.EndedAt == null), cancel);
        return account?.AsActor() ?? Actor.Portal;
    }
}

/// <summary>Ends an open circuit within a minute when its account is disabled, its rights change or its session is ended.</summary>
public sealed class RevalidatingAccounts(ILoggerFactory loggers, IServiceScopeFactory scopes, IDbContextFactory<FairDbContext> contexts, IOptions<IdentityOptions> options, IConfiguration configuration) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromSeconds(configuration.GetValue("Accounts:RevalidateSeconds", 60));

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        return await users.GetUserAsync(authenticationState.User) is { IsDisabled: false } account
            && authenticationState.User.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType) == await users.GetSecurityStampAsync(account)
            && !await SecondFactor.IsMissingAsync(account, contexts, cancellationToken)
            && await Sessions.SeeAsync(authenticationState.User, contexts, cancellationToken);
    }
}

/// <summary>
/// An initial password opens one page only: the one on which it is changed; and an administrator without the second factor,
/// where it is asked for, the one on which it is set up.
/// </summary>
public static class FirstSteps
{
    public static Task Ask(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments("/console") && !http.Request.Path.StartsWithSegments("/_blazor")) return next(http);
        var step = http.User.HasClaim(AccountClaims.FirstPassword, "yes") ? "/account/password" : http.User.HasClaim(AccountClaims.MustEnrol, "yes") ? "/account/two-factor" : null;
        if (step is null) return next(http);
        http.Response.Redirect(step);
        return Task.CompletedTask;
    }
}

/// <summary>
/// The way in while there is no account at all: a link printed once at the first start, good until an administrator has
/// been made with it. Nothing is shipped that could be guessed.
/// </summary>
public sealed class SetupLink
{
    private int _claimed;

    public string? Token { get; private set; }

    public void Open() => Token = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    public bool Fits(string? token) => Token is not null && token is not null && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(
        System.Text.Encoding.ASCII.GetBytes(Token), System.Text.Encoding.ASCII.GetBytes(token));

    /// <summary>Of two who use it at once, one makes the administrator.</summary>
    public bool Claim(string? token) => Fits(token) && Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>What was typed was refused: the link is good for another try.</summary>
    public void Release() => Interlocked.Exchange(ref _claimed, 0);

    public void Close() => Token = null;
}
