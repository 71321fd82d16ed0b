using System.Security.Cryptography;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Access;

/// <summary>A secret offered to an application and not yet kept: sealed for the form that brings it back, and readable for the telephone.</summary>
public sealed record TwoFactorOffer(string Sealed, string Typed, string Address);

public sealed record TwoFactorState(bool IsOn, int CodesLeft);

/// <summary>The second step of one's own login. The secret is kept sealed with the keys that lie beside the database.</summary>
public sealed class TwoFactorDesk(IDbContextFactory<FairDbContext> contexts, IDataProtectionProvider protection, FairClock clock) : Desk(contexts, clock)
{
    public const string Issuer = "InvestmentFair";
    private readonly IDataProtector _protector = protection.CreateProtector("InvestmentFair.TwoFactor");

    public async Task<TwoFactorState> StateAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = Open();
        var account = await MineAsync(db, actor, cancel);
        return new TwoFactorState(account?.TwoFactorEnabled == true, account?.RecoveryDigests.Count ?? 0);
    }

    public async Task<TwoFactorOffer> OfferAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = Open();
        var account = await MineAsync(db, actor, cancel);
        return Offer(Totp.NewSecret(), account?.UserName ?? "");
    }

    /// <summary>The same offer once more, after a code that was wrong; none where the form does not bring one of ours.</summary>
    public async Task<TwoFactorOffer?> OfferAgainAsync(Actor actor, string @sealed, CancellationToken cancel)
    {
        await using var db = Open();
        var account = await MineAsync(db, actor, cancel);
        return Unseal(@sealed) is { } secret ? Offer(secret, account?.UserName ?? "") : null;
    }

    /// <returns>The recovery codes, shown once.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> TurnOnAsync(Actor actor, string @sealed, string code, CancellationToken cancel)
    {
        await using var db = Open();
        if (await MineAsync(db, actor, cancel) is not { } account) return Refusal.NotFound;
        if (account.TwoFactorEnabled) return TwoFactorRefusals.IsOn;
        if (Unseal(@sealed) is not { } secret || Totp.Accept(secret, code, TimeProvider.System.GetUtcNow(), null) is not { } step) return TwoFactorRefusals.WrongCode;
        var codes = RecoveryCodes.Make();
        account.TurnOnTwoFactor(@sealed, step, codes);
        return (await db.SaveAsync(new Act(actor, "account.two-factor-on", Now, account.UserName), cancel)).With(codes);
    }

    /// <returns>New recovery codes; the old ones open nothing any more.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> RenewCodesAsync(Actor actor, string code, CancellationToken cancel)
    {
        await using var db = Open();
        if (await MineAsync(db, actor, cancel) is not { TwoFactorEnabled: true } account) return Refusal.NotFound;
        if (!Accepts(account, code)) return TwoFactorRefusals.WrongCode;
        var codes = RecoveryCodes.Make();
        account.RenewRecoveryCodes(codes);
        return (await db.SaveAsync(new Act(actor, "account.recovery-renewed", Now, account.UserName), cancel)).With(codes);
    }

    public async Task<Outcome> TurnOffAsync(Actor actor, bool isRequired, string code, CancellationToken cancel)
    {
        await using var db = Open();
        if (await MineAsync(db, actor, cancel) is not { TwoFactorEnabled: true } account) return Refusal.NotFound;
        if (isRequired && actor.Role is Role.Administrator) return TwoFactorRefusals.IsRequired;
        if (!Accepts(account, code)) return TwoFactorRefusals.WrongCode;
        account.TurnOffTwoFactor();
        return await db.SaveAsync(new Act(actor, "account.two-factor-off", Now, account.UserName), cancel);
    }

    /// <summary>
    /// A code of the application or one on paper, which is used up by it. What it changed is for the caller to save; of two
    /// requests with one code the concurrency stamp lets one through.
    /// </summary>
    public bool Accepts(StaffMember account, string code)
    {
        if (!account.TwoFactorEnabled || account.TwoFactorSecret is not { } kept) return false;
        if (Unseal(kept) is { } secret && Totp.Accept(secret, code, TimeProvider.System.GetUtcNow(), account.TwoFactorStep) is { } step)
        {
            account.TakeStep(step);
            return true;
        }

        return account.TakeRecoveryCode(code);
    }

    private TwoFactorOffer Offer(byte[] secret, string account) =>
        new(_protector.Protect(Convert.ToHexString(secret)), string.Join(' ', Totp.Base32(secret).Chunk(4).Select(c => new string(c))), Totp.Address(Issuer, account, secret));

    private byte[]? Unseal(string @sealed)
    {
        try
        {
            return Convert.FromHexString(_protector.Unprotect(@sealed));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static async Task<StaffMember?> MineAsync(FairDbContext db, Actor actor, CancellationToken cancel)
    {
        if (actor.Role is null) actor.Must(Permission.ManageAccounts);
        return await db.Users.SingleOrDefaultAsync(u => u.Id == actor.Id, cancel);
    }
}

public static class TwoFactorRefusals
{
    public static Refusal WrongCode => new("two-factor.code", "验证码不对或已用过，请等下一个再试", "The code is wrong or has been used; please wait for the next one");

    public static Refusal IsOn => new("two-factor.on", "两步验证已经开启", "Two-factor login is on already");

    public static Refusal IsRequired => new("two-factor.required", "管理员须用两步验证，不能关闭", "Administrators must use two-factor login; it cannot be turned off");
}
