using System.Security.Claims;
using InvestmentFair.Access;
using InvestmentFair.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Account;

public enum LoginResult
{
    /// <summary>Wrong, locked, disabled or unknown: one answer for all of them.</summary>
    Refused,

    /// <summary>Not looked at: too many wrong ones before.</summary>
    Throttled,

    CodeNeeded,
    Done,
}

/// <summary>The way in: password, second factor, and the session that the cookie names.</summary>
public sealed class Logins(SignInManager<StaffMember> signIn, UserManager<StaffMember> users, IDbContextFactory<FairDbContext> contexts, TwoFactorDesk factors, LoginThrottle throttle)
{
    private const string Method = "amr";

    public async Task<LoginResult> TryAsync(HttpContext http, string name, string password)
    {
        var address = http.Connection.RemoteIpAddress;
        if (!throttle.Allows(name, address)) return LoginResult.Throttled;
        var account = await users.FindByNameAsync(name);
        var result = account is null or { IsDisabled: true } ? SignInResult.Failed : await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            // The same work whether the name exists, is locked, or is not.
            if (account is null or { IsDisabled: true } || result.IsLockedOut) users.PasswordHasher.HashPassword(new StaffMember(), password);
            throttle.Failed(name, address);
            return LoginResult.Refused;
        }

        throttle.Succeeded(name);
        if (!account!.TwoFactorEnabled)
        {
            await EnterAsync(http, account, twoFactor: false);
            return LoginResult.Done;
        }

        // Half-way in: for five minutes this browser may give the code, and nothing else.
        await http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, account.Id.ToString())], IdentityConstants.TwoFactorUserIdScheme)));
        return LoginResult.CodeNeeded;
    }

    /// <summary>Whoever gave the password in this browser and is asked for the code.</summary>
    public Task<StaffMember?> HalfwayAsync() => signIn.GetTwoFactorAuthenticationUserAsync();

    public async Task<LoginResult> TryCodeAsync(HttpContext http, string code)
    {
        if (await HalfwayAsync() is not { IsDisabled: false } account) return LoginResult.Refused;
        var (name, address) = ($"code {account.UserName}", http.Connection.RemoteIpAddress);
        if (!throttle.Allows(name, address) || await users.IsLockedOutAsync(account)) return LoginResult.Throttled;
        if (!factors.Accepts(account, code) || !(await users.UpdateAsync(account)).Succeeded)
        {
            await users.AccessFailedAsync(account);
            throttle.Failed(name, address);
            return LoginResult.Refused;
        }

        throttle.Succeeded(name);
        await users.ResetAccessFailedCountAsync(account);
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await EnterAsync(http, account, twoFactor: true);
        return LoginResult.Done;
    }

    /// <summary>The same session with a new cookie, after something of the account has changed that ends the others.</summary>
    public async Task RefreshAsync(HttpContext http, Guid id)
    {
        // What this request knew of the account is of before.
        await using var db = contexts.CreateDbContext();
        await RefreshAsync(http, await db.Users.AsNoTracking().SingleAsync(u => u.Id == id));
    }

    public Task RefreshAsync(HttpContext http, StaffMember account) =>
        signIn.SignInWithClaimsAsync(account, isPersistent: false, [.. http.User.Claims.Where(c => c.Type is AccountClaims.Session or Method)]);

    public async Task LeaveAsync(HttpContext http)
    {
        if (Sessions.Of(http.User) is { } id)
        {
            await using var db = contexts.CreateDbContext();
            if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == id) is { } session)
            {
                session.End(http.User.Identity?.Name ?? "", Sessions.Now);
                await db.SaveChangesAsync();
            }
        }

        await signIn.SignOutAsync();
    }

    private async Task EnterAsync(HttpContext http, StaffMember account, bool twoFactor)
    {
        await using var db = contexts.CreateDbContext();
        var session = LoginSession.Begin(account.Id, http.Request.Headers.UserAgent.ToString(), http.Connection.RemoteIpAddress?.ToString() ?? "", twoFactor, Sessions.Now);
        db.Sessions.Add(session);
        await db.SaveChangesAsync();
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, [new Claim(AccountClaims.Session, session.Id.ToString()), new Claim(Method, twoFactor ? "mfa" : "pwd")]);
    }
}

/// <summary>The session behind a cookie.</summary>
public static class Sessions
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    public static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    public static Guid? Of(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(AccountClaims.Session), out var id) ? id : null;

    /// <summary>Notes that it was seen, and says whether it is still open.</summary>
    public static async Task<bool> SeeAsync(ClaimsPrincipal user, IDbContextFactory<FairDbContext> contexts, CancellationToken cancel)
    {
        if (Of(user) is not { } id) return false;
        await using var db = contexts.CreateDbContext();
        if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } session || !session.IsOpen(Now)) return false;
        if (Now - session.LastSeenAt < SeenEvery) return true;
        session.Seen(Now);
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
